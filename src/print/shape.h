/* A paragraph's text as boxes, glue and penalties (Knuth & Plass 1981), ready for the line breaker:
 * itemised by direction, script, language and face, shaped by HarfBuzz word by word with a cache,
 * with the breaks that Unicode (UAX 14, by ICU), the language's hyphenation and the text itself
 * allow. */
#ifndef GALLEY_PRINT_SHAPE_H
#define GALLEY_PRINT_SHAPE_H

#include "print/font.h"
#include "print/hyphenate.h"
#include "print/structure.h"

#include <libxml/tree.h>

/* A stretch of a paragraph in one setting. Stretches follow one another without gaps. */
typedef struct {
    size_t end_bytes; /* in the paragraph's text; it starts where the one before ends */
    const TextStyle *style;
    const char *lang;             /* BCP 47, "und" if not known */
    const xmlNode *node;          /* the text node it came from, or NULL */
    size_t node_offset_bytes;     /* of its first byte in that node */
    StructureElement *element;    /* a span, link or reference of its own; NULL: the paragraph's */
    const char *href, *target_id; /* of a link, as display_list.h has them; or NULL */
    guint note;                   /* 1 ...: a call of the galley's note of this number; 0: none */
    bool is_verbatim;             /* code: no hyphenation, no ligatures, lining figures */
    bool is_ornament;             /* seen and not said: an artifact in the structure */
} TextStretch;

/* What is to be set as one paragraph. White space is already collapsed (but in preformatted text);
 * U+2028 is a forced line break. */
typedef struct {
    GString *text;     /* UTF-8, NFC */
    GArray *stretches; /* TextStretch */
    const BoxStyle *style;
    bool is_rtl; /* the paragraph's direction */
    StructureElement *element;
} ParagraphText;

ParagraphText *paragraph_text_new(const BoxStyle *style, StructureElement *element, bool is_rtl);
void paragraph_text_free(ParagraphText *paragraph); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParagraphText, paragraph_text_free)
/* Appends text in the setting of `stretch`, whose end is set here. */
void paragraph_text_add(ParagraphText *paragraph, const char *text, size_t length_bytes,
                        TextStretch stretch);

/* A glyph as shaped, in logical order of clusters within its run when left to right, in visual
 * order when right to left (as HarfBuzz gives it). */
typedef struct {
    uint16_t glyph;
    Mpt advance_mpt, offset_x_mpt, offset_y_mpt;
    uint32_t text_start, text_length; /* in the paragraph's text, bytes; length 0 as in
                                         display_list.h */
} ShapedGlyph;

typedef enum { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY } ItemKind;

#define PENALTY_FORBIDDEN 10000
#define PENALTY_FORCED (-10000)

typedef struct {
    ItemKind kind;
    uint32_t stretch;                 /* index into the paragraph's stretches */
    uint32_t text_start, text_length; /* in the paragraph's text, bytes */
    Mpt width_mpt;                    /* box, glue; penalty: what a break here adds (the hyphen) */
    union {
        struct {
            const FontFace *face;
            Mpt size_mpt;  /* of the glyphs: superiors made of common figures are smaller */
            Mpt raise_mpt; /* up, of such superiors */
            uint8_t level; /* bidi embedding level (UAX 9): odd is right to left */
            uint32_t first_glyph, glyph_count;        /* in ShapedParagraph.glyphs */
            Mpt stretch_mpt, shrink_mpt;              /* by glyph expansion: up to 2 % */
            Mpt protrude_start_mpt, protrude_end_mpt; /* into the margin, where the box begins or
                                                         ends a line */
        } box;
        struct {
            Mpt stretch_mpt, shrink_mpt;
            uint8_t level;
            bool is_fill; /* stretches without end: the last line's */
        } glue;
        struct {
            int32_t cost;                      /* PENALTY_FORCED ... PENALTY_FORBIDDEN */
            bool is_flagged;                   /* a hyphenated break */
            uint32_t first_glyph, glyph_count; /* what stands before the break if it is taken (the
                                                  hyphen), in ShapedParagraph.glyphs; its width is
                                                  width_mpt, and it protrudes so far: */
            Mpt protrude_end_mpt;
            const FontFace *face;
            /* If the break is taken, the box before it changes its width by `before_mpt` (kerning
             * with the hyphen) and the box after by `after_mpt`. */
            Mpt before_mpt, after_mpt;
            /* Where a taken break changes what stands beside it ("Schiff-fahrt", or a ligature
             * that it parts): glyphs that take the place of the box before, and of the box after.
             * Their widths are in before_mpt and after_mpt; their texts are their own. 0: none. */
            uint32_t replacement_first_glyph, replacement_glyph_count;
            uint32_t after_first_glyph, after_glyph_count;
        } penalty;
    } of;
} Item;

typedef struct {
    GArray *items;                  /* Item; ends with a forced break */
    GArray *glyphs;                 /* ShapedGlyph */
    const ParagraphText *paragraph; /* borrowed */
} ShapedParagraph;
void shaped_paragraph_free(ShapedParagraph *shaped); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShapedParagraph, shaped_paragraph_free)

/* A shaper has the caches of words and of hyphenation; one is used by one thread at a time. What it
 * has cached never changes what comes out. */
typedef struct Shaper Shaper;
Shaper *shaper_new(FontShelf *shelf, Dictionaries *dictionaries);
void shaper_free(Shaper *shaper); /* NULL is fine */
/* May a sign that no font has be left out of print? An emoji may, a letter or a figure never. */
bool text_leaves_out(gunichar letter);
/* Never NULL. Characters that no font has are added to `missing` (gunichar, each once; may be NULL)
 * and left out, or set as the body face's .notdef. */
ShapedParagraph *shape_paragraph(Shaper *shaper, const ParagraphText *paragraph, GArray *missing);
/* How wide a text is in one style, not broken: for tables, tabs, leaders, headings that are to fit.
 */
Mpt shape_width(Shaper *shaper, const char *text, const TextStyle *style, const char *lang,
                bool is_rtl);

#endif
