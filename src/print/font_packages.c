/* Which Debian package brings a family, or the fonts of a script: for messages. */
#include "print/font.h"

#include <string.h>

static const struct {
    const char *prefix; /* of the family's name */
    const char *package;
} family_packages[] = {
    {"Vollkorn", "fonts-vollkorn"},
    {"Linux Libertine", "fonts-linuxlibertine"},
    {"Linux Biolinum", "fonts-linuxlibertine"},
    {"EB Garamond", "fonts-ebgaramond"},
    {"Noto Serif CJK", "fonts-noto-cjk"},
    {"Noto Sans CJK", "fonts-noto-cjk"},
    {"Noto Sans Mono", "fonts-noto-mono"},
    {"Noto Color Emoji", "fonts-noto-color-emoji"},
    {"Noto ", "fonts-noto-core"},
    {"Amiri", "fonts-hosny-amiri"},
    {"Lato", "fonts-lato"},
    {"Inter", "fonts-inter"},
    {"Gentium", "fonts-sil-gentiumplus"},
    {"DejaVu", "fonts-dejavu-core"},
    {"Liberation", "fonts-liberation"},
    {"Open Sans", "fonts-open-sans"},
};

const char *font_package_of_family(const char *family) {
    for (size_t i = 0; i < G_N_ELEMENTS(family_packages); i++) {
        const char *prefix = family_packages[i].prefix;
        if (g_ascii_strncasecmp(family, prefix, strlen(prefix)) == 0) {
            return family_packages[i].package;
        }
    }
    return NULL;
}

const char *font_package_of_character(gunichar character) {
    switch ((int)hb_unicode_script(hb_unicode_funcs_get_default(), character)) {
    case HB_SCRIPT_ARABIC:
        return "fonts-hosny-amiri";
    case HB_SCRIPT_HAN:
    case HB_SCRIPT_HIRAGANA:
    case HB_SCRIPT_KATAKANA:
    case HB_SCRIPT_HANGUL:
    case HB_SCRIPT_BOPOMOFO:
        return "fonts-noto-cjk";
    default:
        break;
    }
    if (character >= 0x3000 && character < 0x3040) {
        return "fonts-noto-cjk";
    }
    return character >= 0x1F000 && character < 0x20000 ? "fonts-noto-color-emoji"
                                                       : "fonts-noto-core";
}
