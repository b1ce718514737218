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
    bool is_italic, is_cff, is_fixed_pitch, is_sans;
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
/* The same in another weight and slope. */
const FontFace *font_shelf_face_as(FontShelf *shelf, const TextStyle *style, unsigned weight,
                                   bool is_italic);
/* The machine's font files that were opened: char *, sorted, each once. Caller frees. */
GPtrArray *font_shelf_files(FontShelf *shelf);
/* Is a family there, in any weight? Thread-safe. */
bool font_shelf_has_family(FontShelf *shelf, const TextStyle *style, const char *family);
/* What a fallback is to go with. */
typedef struct {
    const FontFace *beside; /* the style's own face; NULL: it has none */
    unsigned weight;
    bool is_italic;
} FaceWish;

typedef struct {
    const FontFace *face;
    unsigned size_permille; /* of the style's size, so that it goes with the face beside it */
} FallbackFace;

/* A face that has this character of a script, for a text in `lang`, where the style's own faces
 * have it not: always the same one. `face` is NULL if no font on this machine has it. Thread-safe.
 */
FallbackFace font_shelf_fallback(FontShelf *shelf, const FaceWish *wish, hb_script_t script,
                                 gunichar character, const char *lang);
/* The Debian package that brings a family ("Vollkorn": "fonts-vollkorn"), or a script's fonts; one
 * table. NULL: not known. */
const char *font_package_of_family(const char *family);
const char *font_package_of_character(gunichar character);
/* "Khmer"; for messages. NULL: a sign, or of a script that Galley has no font for. */
const char *font_script_of_character(gunichar character);

#endif
