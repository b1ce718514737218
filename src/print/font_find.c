/* fontconfig asked for families and for fallbacks. Its own order of matching depends on what else a
 * machine has; here the families that Galley names for a script go first. */
#include "print/font_find.h"

#include "base/limits.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

struct FontFinder {
    FcConfig *config;
};

/* What a script is set in where a theme's own faces lack it: book faces first. */
static const struct {
    hb_script_t script;
    const char *lang; /* NULL: any */
    const char *family;
} script_families[] = {
    {HB_SCRIPT_ARABIC, NULL, "Amiri"},
    {HB_SCRIPT_ARABIC, NULL, "Noto Naskh Arabic"},
    {HB_SCRIPT_HEBREW, NULL, "Noto Serif Hebrew"},
    {HB_SCRIPT_HAN, "ja", "Noto Serif CJK JP"},
    {HB_SCRIPT_HAN, "ko", "Noto Serif CJK KR"},
    {HB_SCRIPT_HAN, "zh-Hant", "Noto Serif CJK TC"},
    {HB_SCRIPT_HAN, "zh-TW", "Noto Serif CJK TC"},
    {HB_SCRIPT_HAN, "zh-HK", "Noto Serif CJK HK"},
    {HB_SCRIPT_HAN, NULL, "Noto Serif CJK SC"},
    {HB_SCRIPT_HIRAGANA, NULL, "Noto Serif CJK JP"},
    {HB_SCRIPT_KATAKANA, NULL, "Noto Serif CJK JP"},
    {HB_SCRIPT_HANGUL, NULL, "Noto Serif CJK KR"},
    {HB_SCRIPT_BOPOMOFO, NULL, "Noto Serif CJK TC"},
    {HB_SCRIPT_COMMON, "ja", "Noto Serif CJK JP"},
    {HB_SCRIPT_COMMON, "zh", "Noto Serif CJK SC"},
    {HB_SCRIPT_COMMON, "ko", "Noto Serif CJK KR"},
    {HB_SCRIPT_DEVANAGARI, NULL, "Noto Serif Devanagari"},
    {HB_SCRIPT_BENGALI, NULL, "Noto Serif Bengali"},
    {HB_SCRIPT_TAMIL, NULL, "Noto Serif Tamil"},
    {HB_SCRIPT_THAI, NULL, "Noto Serif Thai"},
    {HB_SCRIPT_GEORGIAN, NULL, "Noto Serif Georgian"},
    {HB_SCRIPT_ARMENIAN, NULL, "Noto Serif Armenian"},
    {HB_SCRIPT_ETHIOPIC, NULL, "Noto Serif Ethiopic"},
};

static const char *const last_families[] = {"Noto Serif",        "Noto Sans",
                                            "Noto Sans Symbols", "Noto Sans Symbols2",
                                            "Noto Sans Math",    "DejaVu Sans"};

FontFinder *font_finder_new(void) {
    FontFinder *finder = g_new0(FontFinder, 1);
    finder->config = FcInitLoadConfigAndFonts();
    return finder;
}

void font_finder_free(FontFinder *finder) {
    if (finder->config != NULL) {
        FcConfigDestroy(finder->config);
    }
    g_free(finder);
}

/* All faces of a family: not scalable ones and variable ones are passed over. */
static FcFontSet *list_family(const FontFinder *finder, const char *family) {
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddString(pattern, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                           FC_CHARSET, FC_VARIABLE, FC_POSTSCRIPT_NAME, NULL);
    FcFontSet *set = FcFontList(finder->config, pattern, wanted);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    return set;
}

static const char *text_of(FcPattern *pattern, const char *object) {
    FcChar8 *text = NULL;
    return FcPatternGetString(pattern, object, 0, &text) == FcResultMatch ? (const char *)text : "";
}

static int number_of(FcPattern *pattern, const char *object, int otherwise) {
    int number = otherwise;
    return FcPatternGetInteger(pattern, object, 0, &number) == FcResultMatch ? number : otherwise;
}

static bool is_variable(FcPattern *pattern) {
    FcBool variable = FcFalse;
    return FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable) == FcResultMatch && variable;
}

static int distance_of(FcPattern *pattern, unsigned weight, bool is_italic) {
    int has = FcWeightToOpenType(number_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR));
    bool slants = number_of(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
    int width = number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    return abs(has - (int)weight) + (slants == is_italic ? 0 : 1000) +
           20 * abs(width - FC_WIDTH_NORMAL);
}

/* Of equals the later name: families with optical sizes number them, the text size after the small
 * one ("EBGaramond12-Regular" after "EBGaramond08-Regular"). */
static FcPattern *nearest(const FcFontSet *set, unsigned weight, bool is_italic) {
    FcPattern *best = NULL;
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcPattern *pattern = set->fonts[i];
        if (is_variable(pattern) || text_of(pattern, FC_FILE)[0] == '\0') {
            continue;
        }
        int distance = best == NULL ? -1
                                    : distance_of(pattern, weight, is_italic) -
                                          distance_of(best, weight, is_italic);
        if (distance == 0) {
            distance =
                strcmp(text_of(best, FC_POSTSCRIPT_NAME), text_of(pattern, FC_POSTSCRIPT_NAME));
        }
        if (distance == 0) {
            distance = strcmp(text_of(best, FC_FILE), text_of(pattern, FC_FILE));
        }
        best = distance < 0 ? pattern : best;
    }
    return best;
}

static void free_found(void *data) {
    FoundFont *found = data;
    FcCharSetDestroy(found->characters);
    g_free(found->path);
    g_free(found);
}

static FoundFont *found_new(FcPattern *pattern) {
    FcCharSet *characters = NULL;
    FoundFont *found = g_new0(FoundFont, 1);
    found->path = g_strdup(text_of(pattern, FC_FILE));
    found->index = (unsigned)number_of(pattern, FC_INDEX, 0) & 0xFFFF;
    found->characters = FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch
                            ? FcCharSetCopy(characters)
                            : FcCharSetCreate();
    return found;
}

bool font_finder_family(FontFinder *finder, const char *family, unsigned weight, bool is_italic,
                        FoundFont *found) {
    FcFontSet *set = list_family(finder, family);
    FcPattern *pattern = nearest(set, weight, is_italic);
    if (pattern != NULL) {
        found->path = (char *)g_intern_string(text_of(pattern, FC_FILE));
        found->index = (unsigned)number_of(pattern, FC_INDEX, 0) & 0xFFFF;
        found->characters = NULL;
    }
    if (set != NULL) {
        FcFontSetDestroy(set);
    }
    return pattern != NULL;
}

static void add_family(const FontFinder *finder, GPtrArray *fonts, const char *family,
                       unsigned weight, bool is_italic) {
    FcFontSet *set = list_family(finder, family);
    FcPattern *pattern = nearest(set, weight, is_italic);
    if (pattern != NULL) {
        g_ptr_array_add(fonts, found_new(pattern));
    }
    if (set != NULL) {
        FcFontSetDestroy(set);
    }
}

static bool lang_begins(const char *lang, const char *prefix) {
    size_t length = strlen(prefix);
    return g_ascii_strncasecmp(lang, prefix, length) == 0 &&
           (lang[length] == '\0' || lang[length] == '-');
}

static int compare_names(gconstpointer left, gconstpointer right) {
    const FoundFont *one = *(FoundFont *const *)left, *other = *(FoundFont *const *)right;
    int by_path = strcmp(one->path, other->path);
    return by_path != 0 ? by_path : (one->index > other->index) - (one->index < other->index);
}

/* Any font of the machine that has one of the script's letters, in the order of their files. */
static void add_all_others(const FontFinder *finder, GPtrArray *fonts, unsigned weight,
                           bool is_italic) {
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddBool(pattern, FC_SCALABLE, FcTrue);
    FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                           FC_CHARSET, FC_VARIABLE, NULL);
    FcFontSet *set = FcFontList(finder->config, pattern, wanted);
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        bool is_near = distance_of(set->fonts[i], weight, is_italic) <= 200;
        if (is_near && !is_variable(set->fonts[i])) {
            g_ptr_array_add(others, found_new(set->fonts[i]));
        }
    }
    g_ptr_array_sort(others, compare_names);
    for (guint i = 0; i < others->len; i++) {
        g_ptr_array_add(fonts, others->pdata[i]);
    }
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    if (set != NULL) {
        FcFontSetDestroy(set);
    }
}

GPtrArray *font_finder_fallbacks(FontFinder *finder, hb_script_t script, unsigned weight,
                                 bool is_italic, const char *lang) {
    GPtrArray *fonts = g_ptr_array_new_with_free_func(free_found);
    for (size_t i = 0; i < G_N_ELEMENTS(script_families); i++) {
        const char *only = script_families[i].lang;
        if (script_families[i].script == script && (only == NULL || lang_begins(lang, only))) {
            add_family(finder, fonts, script_families[i].family, weight, is_italic);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(last_families); i++) {
        add_family(finder, fonts, last_families[i], weight, is_italic);
    }
    add_all_others(finder, fonts, weight, is_italic);
    return fonts;
}

bool found_font_has(const FoundFont *font, gunichar character) {
    return FcCharSetHasChar(font->characters, character);
}
