/* The scripts that tell an article's language, or at least narrow it down. */
#ifndef GALLEY_ENRICH_SCRIPT_H
#define GALLEY_ENRICH_SCRIPT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
    SCRIPT_OTHER,
    SCRIPT_LATIN,
    SCRIPT_GREEK,
    SCRIPT_CYRILLIC,
    SCRIPT_ARMENIAN,
    SCRIPT_GEORGIAN,
    SCRIPT_HEBREW,
    SCRIPT_ARABIC,
    SCRIPT_SYRIAC,
    SCRIPT_THAANA,
    SCRIPT_NKO,
    SCRIPT_ADLAM,
    SCRIPT_ETHIOPIC,
    SCRIPT_DEVANAGARI,
    SCRIPT_BENGALI,
    SCRIPT_GURMUKHI,
    SCRIPT_GUJARATI,
    SCRIPT_ORIYA,
    SCRIPT_TAMIL,
    SCRIPT_TELUGU,
    SCRIPT_KANNADA,
    SCRIPT_MALAYALAM,
    SCRIPT_SINHALA,
    SCRIPT_THAI,
    SCRIPT_LAO,
    SCRIPT_TIBETAN,
    SCRIPT_MYANMAR,
    SCRIPT_KHMER,
    SCRIPT_HANGUL,
    SCRIPT_KANA,
    SCRIPT_HAN,
    SCRIPT_COUNT
} Script;

Script script_of(gunichar letter);
bool script_is_rtl(Script script);
/* The language of a text in this script that nothing else tells; NULL: several share the script. */
const char *script_language(Script script);

#endif
