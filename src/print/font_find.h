/* Which of the machine's font files holds a family, or a script: fontconfig's home. Not
 * thread-safe: the shelf asks one at a time. */
#ifndef GALLEY_PRINT_FONT_FIND_H
#define GALLEY_PRINT_FONT_FIND_H

#include <glib.h>
#include <hb.h>
#include <stdbool.h>

typedef struct {
    char *path;
    unsigned index;   /* in its collection */
    void *characters; /* which it has; see found_font_has */
} FoundFont;

typedef struct FontFinder FontFinder;
FontFinder *font_finder_new(void);
void font_finder_free(FontFinder *finder);

/* The file of a family whose weight and slope come nearest. `found->path` is the finder's. False:
 * there is no such family. */
bool font_finder_family(FontFinder *finder, const char *family, unsigned weight, bool is_italic,
                        FoundFont *found);
/* Fonts to look for a script's characters in, the fittest first: FoundFont *, owned by the array.
 */
GPtrArray *font_finder_fallbacks(FontFinder *finder, hb_script_t script, unsigned weight,
                                 bool is_italic, const char *lang);
bool found_font_has(const FoundFont *font, gunichar character);

#endif
