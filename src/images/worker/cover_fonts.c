/* Which fonts a text of the cover is set in: the theme's, then those of Debian's packages that have
 * its scripts. Fontconfig is asked for these families only; what the machine has besides is the
 * last resort. */
#include "images/worker/cover_canvas.h"

#include <string.h>

enum { MOST_LETTERS = 300, MOST_BYTES = 4 * MOST_LETTERS, MOST_SCRIPTS = 4 };

typedef struct {
    GUnicodeScript script;
    const char *name;     /* for a message */
    const char *families; /* for nameplate and headlines, then for small text */
    const char *small_families;
    const char *package;
    bool stands_apart; /* letters may be spaced */
    double scale;      /* of small text beside Latin letters of a size */
} ScriptFonts;

#define NOTO "fonts-noto-core"
#define CJK "fonts-noto-cjk"
static const ScriptFonts rows[] = {
    {G_UNICODE_SCRIPT_LATIN, "Latin", "Noto Serif Display,Noto Serif", "Noto Sans", NOTO, true, 1},
    {G_UNICODE_SCRIPT_GREEK, "Greek", "Noto Serif Display,Noto Serif", "Noto Sans", NOTO, true, 1},
    {G_UNICODE_SCRIPT_CYRILLIC, "Cyrillic", "Noto Serif Display,Noto Serif", "Noto Sans", NOTO,
     true, 1},
    {G_UNICODE_SCRIPT_ARMENIAN, "Armenian", "Noto Serif Armenian", "Noto Sans Armenian", NOTO, true,
     1},
    {G_UNICODE_SCRIPT_GEORGIAN, "Georgian", "Noto Serif Georgian", "Noto Sans Georgian", NOTO, true,
     1},
    {G_UNICODE_SCRIPT_HEBREW, "Hebrew", "Noto Serif Hebrew", "Noto Sans Hebrew", NOTO, false, 1},
    {G_UNICODE_SCRIPT_ARABIC, "Arabic", "Amiri,Noto Naskh Arabic", "Noto Naskh Arabic,Amiri",
     "fonts-hosny-amiri", false, 1.35},
    {G_UNICODE_SCRIPT_SYRIAC, "Syriac", "Noto Sans Syriac", "Noto Sans Syriac", NOTO, false, 1},
    {G_UNICODE_SCRIPT_THAANA, "Thaana", "Noto Sans Thaana", "Noto Sans Thaana", NOTO, false, 1},
    {G_UNICODE_SCRIPT_NKO, "N'Ko", "Noto Sans NKo", "Noto Sans NKo", NOTO, false, 1},
    {G_UNICODE_SCRIPT_ADLAM, "Adlam", "Noto Sans Adlam", "Noto Sans Adlam", NOTO, false, 1},
    {G_UNICODE_SCRIPT_ETHIOPIC, "Ethiopic", "Noto Serif Ethiopic", "Noto Sans Ethiopic", NOTO,
     false, 1},
    {G_UNICODE_SCRIPT_DEVANAGARI, "Devanagari", "Noto Serif Devanagari", "Noto Sans Devanagari",
     NOTO, false, 1},
    {G_UNICODE_SCRIPT_BENGALI, "Bengali", "Noto Serif Bengali", "Noto Sans Bengali", NOTO, false,
     1},
    {G_UNICODE_SCRIPT_GURMUKHI, "Gurmukhi", "Noto Serif Gurmukhi", "Noto Sans Gurmukhi", NOTO,
     false, 1},
    {G_UNICODE_SCRIPT_GUJARATI, "Gujarati", "Noto Serif Gujarati", "Noto Sans Gujarati", NOTO,
     false, 1},
    {G_UNICODE_SCRIPT_ORIYA, "Oriya", "Noto Sans Oriya", "Noto Sans Oriya", NOTO, false, 1},
    {G_UNICODE_SCRIPT_TAMIL, "Tamil", "Noto Serif Tamil", "Noto Sans Tamil", NOTO, false, 1},
    {G_UNICODE_SCRIPT_TELUGU, "Telugu", "Noto Serif Telugu", "Noto Sans Telugu", NOTO, false, 1},
    {G_UNICODE_SCRIPT_KANNADA, "Kannada", "Noto Serif Kannada", "Noto Sans Kannada", NOTO, false,
     1},
    {G_UNICODE_SCRIPT_MALAYALAM, "Malayalam", "Noto Serif Malayalam", "Noto Sans Malayalam", NOTO,
     false, 1},
    {G_UNICODE_SCRIPT_SINHALA, "Sinhala", "Noto Serif Sinhala", "Noto Sans Sinhala", NOTO, false,
     1},
    {G_UNICODE_SCRIPT_THAI, "Thai", "Noto Serif Thai", "Noto Sans Thai", NOTO, false, 1},
    {G_UNICODE_SCRIPT_LAO, "Lao", "Noto Serif Lao", "Noto Sans Lao", NOTO, false, 1},
    {G_UNICODE_SCRIPT_TIBETAN, "Tibetan", "Noto Serif Tibetan", "Noto Serif Tibetan", NOTO, false,
     1},
    {G_UNICODE_SCRIPT_MYANMAR, "Burmese", "Noto Serif Myanmar", "Noto Sans Myanmar", NOTO, false,
     1},
    {G_UNICODE_SCRIPT_KHMER, "Khmer", "Noto Serif Khmer", "Noto Sans Khmer", NOTO, false, 1},
    {G_UNICODE_SCRIPT_HIRAGANA, "Japanese", "Noto Serif CJK JP", "Noto Sans CJK JP", CJK, false, 1},
    {G_UNICODE_SCRIPT_KATAKANA, "Japanese", "Noto Serif CJK JP", "Noto Sans CJK JP", CJK, false, 1},
    {G_UNICODE_SCRIPT_HANGUL, "Korean", "Noto Serif CJK KR", "Noto Sans CJK KR", CJK, false, 1},
    {G_UNICODE_SCRIPT_BOPOMOFO, "Chinese", "Noto Serif CJK TC", "Noto Sans CJK TC", CJK, false, 1},
    {G_UNICODE_SCRIPT_HAN, "Chinese", "Noto Serif CJK SC", "Noto Sans CJK SC", CJK, false, 1},
};

/* One character is written in several ways: by the language. */
static const struct {
    const char *lang; /* begins with */
    ScriptFonts fonts;
} han_rows[] = {
    {"ja", {0, "Japanese", "Noto Serif CJK JP", "Noto Sans CJK JP", CJK, false, 1}},
    {"ko", {0, "Korean", "Noto Serif CJK KR", "Noto Sans CJK KR", CJK, false, 1}},
    {"zh-hant", {0, "Chinese", "Noto Serif CJK TC", "Noto Sans CJK TC", CJK, false, 1}},
    {"zh-tw", {0, "Chinese", "Noto Serif CJK TC", "Noto Sans CJK TC", CJK, false, 1}},
    {"zh-hk", {0, "Chinese", "Noto Serif CJK TC", "Noto Sans CJK TC", CJK, false, 1}},
};

static const ScriptFonts *fonts_of_script(GUnicodeScript script) {
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].script == script) {
            return &rows[i];
        }
    }
    return NULL;
}

static const ScriptFonts *fonts_of(gunichar letter, const char *lang) {
    GUnicodeScript script = g_unichar_get_script(letter);
    for (size_t i = 0; script == G_UNICODE_SCRIPT_HAN && lang && i < G_N_ELEMENTS(han_rows); i++) {
        if (g_ascii_strncasecmp(lang, han_rows[i].lang, strlen(han_rows[i].lang)) == 0) {
            return &han_rows[i].fonts;
        }
    }
    return fonts_of_script(script);
}

double cover_small_scale(const char *text) {
    double scale = 1;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        const ScriptFonts *fonts = fonts_of_script(g_unichar_get_script(g_utf8_get_char(p)));
        scale = fonts != NULL ? MAX(scale, fonts->scale) : scale;
    }
    return scale;
}

bool cover_text_may_be_spaced(const char *text) {
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        const ScriptFonts *fonts = fonts_of_script(g_unichar_get_script(g_utf8_get_char(p)));
        if (fonts != NULL && !fonts->stands_apart) {
            return false;
        }
    }
    return true;
}

/* By which language's habits the text's Chinese characters are written: kana and hangul tell. */
static const char *han_language(const CoverCanvas *canvas, const char *text) {
    const char *lang = canvas->plan->lang;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(p));
        if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA) {
            return "ja";
        }
        if (script == G_UNICODE_SCRIPT_HANGUL) {
            return "ko";
        }
    }
    return lang;
}

PangoFontDescription *cover_font(const CoverCanvas *canvas, CoverFace face, const char *text) {
    const char *lang = han_language(canvas, text);
    const ScriptFonts *found[MOST_SCRIPTS];
    size_t count = 0;
    for (const char *p = text; *p != '\0' && count < MOST_SCRIPTS; p = g_utf8_next_char(p)) {
        const ScriptFonts *fonts = fonts_of(g_utf8_get_char(p), lang);
        bool is_new = fonts != NULL;
        for (size_t i = 0; i < count; i++) {
            is_new = is_new && strcmp(found[i]->families, fonts->families) != 0;
        }
        if (is_new) {
            found[count++] = fonts;
        }
    }
    PangoFontDescription *font = pango_font_description_copy(canvas->faces[face]);
    g_autoptr(GString) families = g_string_new(pango_font_description_get_family(font));
    for (size_t i = 0; i < count; i++) {
        bool is_small = face == COVER_FACE_TEXT;
        g_string_append_printf(families, "%s%s", families->len > 0 ? "," : "",
                               is_small ? found[i]->small_families : found[i]->families);
    }
    pango_font_description_set_family(font, families->str);
    return font;
}

static bool joins(gunichar letter) { /* these shape words, or hold them together */
    return letter == 0x200C || letter == 0x200D || letter == 0xA0 || letter == 0x202F;
}

/* Controls and line ends are no more than a space here. */
static bool is_blank(gunichar letter) {
    return !joins(letter) && (g_unichar_isspace(letter) || g_unichar_iscntrl(letter));
}

/* What turns the direction, soft hyphens, and what is no letter to anybody. */
static bool is_nothing(gunichar letter) {
    GUnicodeType type = g_unichar_type(letter);
    return !joins(letter) && (type == G_UNICODE_FORMAT || type == G_UNICODE_UNASSIGNED ||
                              type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_SURROGATE);
}

static char *plain(const char *text) {
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)strnlen(text, MOST_BYTES));
    GString *words = g_string_new(NULL);
    size_t letters = 0;
    for (const char *p = valid; *p != '\0' && letters < MOST_LETTERS; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        if (is_nothing(letter)) {
            continue;
        }
        if (!is_blank(letter)) {
            g_string_append_unichar(words, letter);
            letters++;
        } else if (words->len > 0 && words->str[words->len - 1] != ' ') {
            g_string_append_c(words, ' ');
        }
    }
    return g_strchomp(g_string_free(words, FALSE));
}

static PangoFont *font_for(PangoFontset *fontset, gunichar letter) {
    PangoFont *font = pango_fontset_get_font(fontset, letter);
    if (font != NULL && !pango_font_has_char(font, letter)) {
        g_clear_object(&font);
    }
    return font;
}

static bool is_letter(gunichar letter) {
    return g_unichar_isalnum(letter) || g_unichar_ismark(letter);
}

char *cover_words(const CoverCanvas *canvas, CoverFace face, const char *text, char **why) {
    if (text == NULL) {
        return NULL;
    }
    g_autofree char *words = plain(text);
    PangoFontDescription *description = cover_font(canvas, face, words);
    pango_font_description_set_absolute_size(description, COVER_SHAPED_PX * PANGO_SCALE);
    PangoFontset *fontset =
        pango_font_map_load_fontset(pango_context_get_font_map(canvas->context), canvas->context,
                                    description, pango_context_get_language(canvas->context));
    pango_font_description_free(description);
    GString *kept = g_string_new(NULL);
    gunichar missing = 0;
    for (const char *p = words; fontset != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_utf8_get_char(p);
        bool is_mute = letter == ' ' || joins(letter);
        PangoFont *font = is_mute ? NULL : font_for(fontset, letter);
        if (is_mute || font != NULL) {
            g_string_append_unichar(kept, letter);
        } else if (is_letter(letter) && missing == 0) {
            missing = letter;
        }
        g_clear_object(&font);
    }
    g_clear_object(&fontset);
    if (missing != 0) {
        const ScriptFonts *fonts = fonts_of(missing, canvas->plan->lang);
        *why = fonts != NULL
                   ? g_strdup_printf("no font on this machine has %s letters; the "
                                     "package %s has them",
                                     fonts->name, fonts->package)
                   : g_strdup_printf("no font on this machine has the letter U+%04X", missing);
        g_string_free(kept, TRUE);
        return NULL;
    }
    return g_strchomp(g_string_free(kept, FALSE));
}
