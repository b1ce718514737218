/* Font files: HarfBuzz's and fontconfig's home, with print/shape. Faces are opened by file, once a
 * run, and live as long as the shelf; a face is read-only and may be used by any thread. Which file
 * holds a family is asked of fontconfig when the first face is wanted, never before: an e-book
 * costs none of it. */
#ifndef GALLEY_PRINT_FONT_H
#define GALLEY_PRINT_FONT_H

#include "base/report.h"
#include "style/print_style.h"

#include <glib.h>
#include <hb.h>

#define FONT_LATIN_END 0x280

typedef struct FontFace FontFace;
struct FontFace {
    char *name; /* PostScript name; ASCII, no spaces */
    char *family;
    char *file_path; /* for messages to maintainers, never in a book */
    unsigned index;  /* in its collection */
    hb_face_t *face;
    hb_font_t *font; /* scale: units per em; immutable */
    unsigned units_per_em;
    int ascender, descender, cap_height, x_height; /* font units; descender negative */
    int underline_position, underline_thickness;
    int box[4];       /* the font's bounding box: left, bottom, right, top */
    int italic_angle; /* degrees, rounded */
    unsigned weight;
    bool is_italic, is_cff, is_fixed_pitch;
    uint64_t latin[FONT_LATIN_END / 64]; /* a bit for each character below FONT_LATIN_END it has */
};

/* Has the face a glyph for a character? Of any thread. */
bool font_face_has(const FontFace *face, gunichar character);

typedef struct FontShelf FontShelf;
/* `theme_fonts`: ThemeFont *, a theme's own files, which go before the machine's; may be NULL. */
FontShelf *font_shelf_new(GPtrArray *theme_fonts);
void font_shelf_free(FontShelf *shelf); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FontShelf, font_shelf_free)

/* The face for a style: the first of its families that is there, in the weight and slope that come
 * nearest. NULL: none of the families is there. Thread-safe. */
const FontFace *font_shelf_face(FontShelf *shelf, const TextStyle *style);
/* The machine's font files that were opened: char *, sorted, each once. Caller frees. */
GPtrArray *font_shelf_files(FontShelf *shelf);
/* Is a family there, in any weight? Thread-safe. */
bool font_shelf_has_family(FontShelf *shelf, const TextStyle *style, const char *family);
/* A face that has this character, for a text in `lang`, where the style's own faces have it not:
 * always the same one. NULL: no font on this machine has it. Thread-safe. */
const FontFace *font_shelf_fallback(FontShelf *shelf, const TextStyle *style, gunichar character,
                                    const char *lang);
/* The Debian package that brings a family ("Vollkorn": "fonts-vollkorn"), or a script's fonts; one
 * table. NULL: not known. */
const char *font_package_of_family(const char *family);
const char *font_package_of_character(gunichar character);

#endif
