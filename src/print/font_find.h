/* Which of the machine's font files holds a family, and which there are: fontconfig's home. Not
 * thread-safe: the shelf asks one at a time. */
#ifndef GALLEY_PRINT_FONT_FIND_H
#define GALLEY_PRINT_FONT_FIND_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

typedef struct {
    char *path;
    unsigned index; /* in its collection */
    unsigned weight;
    int width; /* as fontconfig counts it */
    bool is_italic;
    void *characters; /* which it has; see found_font_has */
} FoundFont;

typedef struct FontFinder FontFinder;
FontFinder *font_finder_new(void);
void font_finder_free(FontFinder *finder);

/* The file of a family whose weight and slope come nearest. `found->path` is the finder's. False:
 * there is no such family. */
bool font_finder_family(FontFinder *finder, const char *family, unsigned weight, bool is_italic,
                        FoundFont *found);
/* The nearest face of each of these families that is there, in their order: FoundFont *, owned by
 * the array. */
GPtrArray *font_finder_families(FontFinder *finder, const char *const *families, unsigned weight,
                                bool is_italic);
/* Every face on the machine, by file: FoundFont *, owned by the array. */
GPtrArray *font_finder_all(FontFinder *finder);
bool found_font_has(const FoundFont *font, gunichar character);
/* How far its weight, slope and width are from what is wanted. */
unsigned found_font_distance(const FoundFont *font, unsigned weight, bool is_italic);

#endif
