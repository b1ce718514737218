/* The table of scripts. */
#include "print/font_scripts.h"

#include "model/language.h"

#include <glib.h>

static const ScriptFaces rows[] = {
#define SCRIPT(script, name, lang, serif, sans, other, size, package)                              \
    {HB_SCRIPT_##script, name, lang, serif, sans, other, size, package},
#include "print/script_faces.def"
#undef SCRIPT
};

const ScriptFaces *script_faces(hb_script_t script, const char *lang) {
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].script == script &&
            (rows[i].lang == NULL || language_tag_is_of(lang, rows[i].lang))) {
            return &rows[i];
        }
    }
    return NULL;
}

bool script_has_case(hb_script_t script) {
    switch ((int)script) {
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_ARMENIAN:
    case HB_SCRIPT_COMMON:
        return true;
    default:
        return false;
    }
}

bool script_has_italics(hb_script_t script) {
    switch ((int)script) {
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_COMMON:
        return true;
    default:
        return false;
    }
}

bool script_takes_letter_space(hb_script_t script) {
    switch ((int)script) {
    case HB_SCRIPT_LATIN:
    case HB_SCRIPT_GREEK:
    case HB_SCRIPT_CYRILLIC:
    case HB_SCRIPT_ARMENIAN:
    case HB_SCRIPT_GEORGIAN:
    case HB_SCRIPT_HEBREW:
    case HB_SCRIPT_HAN:
    case HB_SCRIPT_HIRAGANA:
    case HB_SCRIPT_KATAKANA:
    case HB_SCRIPT_HANGUL:
    case HB_SCRIPT_BOPOMOFO:
    case HB_SCRIPT_ETHIOPIC:
    case HB_SCRIPT_COMMON:
        return true;
    default:
        return false;
    }
}

bool script_is_east_asian(hb_script_t script) {
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
           script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_HANGUL ||
           script == HB_SCRIPT_BOPOMOFO;
}

bool script_is_spaceless(hb_script_t script) {
    return script == HB_SCRIPT_THAI || script == HB_SCRIPT_LAO || script == HB_SCRIPT_KHMER ||
           script == HB_SCRIPT_MYANMAR;
}
