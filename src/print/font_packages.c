/* Which Debian package brings a family, or the fonts of a script: for messages. */
#include "print/font.h"
#include "print/font_scripts.h"

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
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    bool is_asian_sign = character >= 0x3000 && character < 0x3040;
    const ScriptFaces *faces = script_faces(is_asian_sign ? HB_SCRIPT_HAN : script, "und");
    if (faces != NULL) {
        return faces->package;
    }
    return character >= 0x1F000 && character < 0x20000 ? "fonts-symbola" : "fonts-noto-core";
}

const char *font_script_of_character(gunichar character) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    const ScriptFaces *faces = script_faces(script, "und");
    return faces != NULL ? faces->name : NULL;
}
