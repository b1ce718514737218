/* fontconfig asked for families, and for all fonts that a text could be set from. Its own order of
 * matching depends on what else a machine has, and is not used. */
#include "print/font_find.h"

#include "base/limits.h"

#include <fontconfig/fontconfig.h>
#include <stdlib.h>
#include <string.h>

struct FontFinder {
    FcConfig *config;
};

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

static unsigned weight_of(FcPattern *pattern) {
    return (unsigned)FcWeightToOpenType(number_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR));
}

static bool slants(FcPattern *pattern) {
    return number_of(pattern, FC_SLANT, FC_SLANT_ROMAN) != FC_SLANT_ROMAN;
}

static unsigned distance_between(unsigned has, unsigned weight, bool is_slant_right, int width) {
    return (unsigned)abs((int)has - (int)weight) + (is_slant_right ? 0 : 1000) +
           20 * (unsigned)abs(width - FC_WIDTH_NORMAL);
}

static int distance_of(FcPattern *pattern, unsigned weight, bool is_italic) {
    return (int)distance_between(weight_of(pattern), weight, slants(pattern) == is_italic,
                                 number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL));
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
    found->weight = weight_of(pattern);
    found->width = number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    found->is_italic = slants(pattern);
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

GPtrArray *font_finder_families(FontFinder *finder, const char *const *families, unsigned weight,
                                bool is_italic) {
    GPtrArray *fonts = g_ptr_array_new_with_free_func(free_found);
    for (size_t i = 0; families[i] != NULL; i++) {
        FcFontSet *set = list_family(finder, families[i]);
        FcPattern *pattern = nearest(set, weight, is_italic);
        if (pattern != NULL) {
            g_ptr_array_add(fonts, found_new(pattern));
        }
        if (set != NULL) {
            FcFontSetDestroy(set);
        }
    }
    return fonts;
}

static int compare_files(gconstpointer left, gconstpointer right) {
    const FoundFont *one = *(FoundFont *const *)left, *other = *(FoundFont *const *)right;
    int by_path = strcmp(one->path, other->path);
    return by_path != 0 ? by_path : (one->index > other->index) - (one->index < other->index);
}

/* Pictures of letters in colours are none that print could set. */
static bool is_coloured(FcPattern *pattern) {
    FcBool coloured = FcFalse;
    return FcPatternGetBool(pattern, FC_COLOR, 0, &coloured) == FcResultMatch && coloured;
}

GPtrArray *font_finder_all(FontFinder *finder) {
    FcPattern *pattern = FcPatternCreate();
    FcPatternAddBool(pattern, FC_OUTLINE, FcTrue);
    FcObjectSet *wanted = FcObjectSetBuild(FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT, FC_WIDTH,
                                           FC_CHARSET, FC_VARIABLE, FC_COLOR, NULL);
    FcFontSet *set = FcFontList(finder->config, pattern, wanted);
    GPtrArray *fonts = g_ptr_array_new_with_free_func(free_found);
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        if (!is_variable(set->fonts[i]) && !is_coloured(set->fonts[i])) {
            g_ptr_array_add(fonts, found_new(set->fonts[i]));
        }
    }
    g_ptr_array_sort(fonts, compare_files);
    FcObjectSetDestroy(wanted);
    FcPatternDestroy(pattern);
    if (set != NULL) {
        FcFontSetDestroy(set);
    }
    return fonts;
}

bool found_font_has(const FoundFont *font, gunichar character) {
    return FcCharSetHasChar(font->characters, character);
}

unsigned found_font_distance(const FoundFont *font, unsigned weight, bool is_italic) {
    return distance_between(font->weight, weight, font->is_italic == is_italic, font->width);
}
