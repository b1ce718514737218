/* Print's narrow waist: a page as a flat list of drawing operations. Composing makes it; the PDF
 * writer, imposition, preflight and the text goldens read it. Nothing in it has to be looked up in
 * a tree but where a link leads. Lengths are millipoints; the origin is the upper left corner of
 * the trim box, y grows downwards; what reaches into the bleed is negative or past the trim. */
#ifndef GALLEY_PRINT_DISPLAY_LIST_H
#define GALLEY_PRINT_DISPLAY_LIST_H

#include "model/asset.h"
#include "print/font.h"
#include "print/structure.h"
#include "style/print_style.h"

typedef struct {
    Mpt x_mpt, y_mpt, width_mpt, height_mpt;
} Box;

/* One glyph of a run, in the order in which it is drawn (from left to right). */
typedef struct {
    uint16_t glyph;
    Mpt advance_mpt;                  /* to the next glyph's origin, before the run's own scale */
    Mpt offset_x_mpt, offset_y_mpt;   /* up is positive */
    uint32_t text_start, text_length; /* in the run's text, bytes; length 0: belongs to a cluster
                                         whose first glyph carries the text; from right to left
                                         that is its rightmost, which is drawn last */
} DisplayGlyph;

typedef enum {
    OPERATION_TEXT,
    OPERATION_FILL, /* a rectangle in one ink: rules, backgrounds */
    OPERATION_PICTURE,
    OPERATION_LINK,   /* an area that leads somewhere; screen only */
    OPERATION_TARGET, /* a place that links lead to */
    OPERATION_BEGIN,  /* of a structure element's content, or of an artifact; may nest */
    OPERATION_END,
} OperationKind;

typedef enum { ARTIFACT_NONE, ARTIFACT_PAGINATION, ARTIFACT_LAYOUT, ARTIFACT_BACKGROUND } Artifact;

typedef struct {
    OperationKind kind;
    Box box; /* TEXT: x and y are the first glyph's origin on the baseline, width its advance as
                drawn, height 0 */
    union {
        struct {
            const FontFace *face;
            Mpt size_mpt;
            Ink ink;
            int16_t
                scale_permille;  /* horizontal expansion: 0 none, -20 two in a hundred narrower */
            bool is_rtl;         /* glyphs are in visual order, the text in logical order */
            bool ends_in_hyphen; /* its last glyph is a hyphen that the text does not have */
            uint32_t first_glyph, glyph_count; /* in the list's glyphs */
            uint32_t text_start, text_length;  /* in the list's text; UTF-8, logical order. White
                                                  space between lines and runs is in it: a line
                                                  that ends between words ends in a space */
        } text;
        struct {
            Ink ink;
            bool overprints; /* black rules do */
        } fill;
        struct {
            const Asset *asset; /* box is where it stands; cropped to it, centred, if `covers` */
            bool covers;
        } picture;
        struct {
            const char *href;      /* "https://...", "mailto:..."; or NULL */
            const char *target_id; /* as OPERATION_TARGET has it; or NULL */
            StructureElement *element;
        } link;
        struct {
            const char *id; /* "ARTICLE-ID" or "ARTICLE-ID#ELEMENT-ID" */
        } target;
        struct {
            StructureElement *element; /* NULL: an artifact */
            Artifact artifact;
        } begin;
    } of;
} Operation;

/* A piece of a page, or a whole one. Owns its arrays; strings and elements are borrowed from the
 * edition, faces from the font shelf. */
typedef struct {
    GArray *operations; /* Operation */
    GArray *glyphs;     /* DisplayGlyph */
    GString *text;
} DisplayList;

DisplayList *display_list_new(void);
void display_list_free(DisplayList *list); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DisplayList, display_list_free)
/* Copies all of `piece` to the end of `list`, moved by x and y. */
void display_list_add(DisplayList *list, const DisplayList *piece, Mpt x_mpt, Mpt y_mpt);
/* Those of a piece whose glyphs and text the caller puts behind the list's own next. */
void display_list_add_operations(DisplayList *list, const Operation *operations, guint count,
                                 Mpt x_mpt, Mpt y_mpt);
void display_list_fill(DisplayList *list, Box box, Ink ink);
void display_list_picture(DisplayList *list, Box box, const Asset *asset, bool covers);
void display_list_begin(DisplayList *list, StructureElement *element, Artifact artifact);
void display_list_end(DisplayList *list);
void display_list_target(DisplayList *list, const char *id, Mpt x_mpt, Mpt y_mpt);
void display_list_link(DisplayList *list, Box box, const char *href, const char *target_id,
                       StructureElement *element);
/* A run of glyphs; `glyphs` and `text` are copied. The operation is returned for what is rarer to
 * be set in it; it holds until the next is added. */
Operation *display_list_text(DisplayList *list, const FontFace *face, Mpt size_mpt, Ink ink,
                             Mpt x_mpt, Mpt baseline_mpt, const DisplayGlyph *glyphs,
                             size_t glyph_count, const char *text, size_t text_length);

/* The runs among operations [from, to) stand for no text any more: the first run behind them stands
 * for theirs, `between` and its own, so that a word whose first letter is set by itself is read in
 * one piece. */
void display_list_hand_on(DisplayList *list, guint from, guint to, const char *between,
                          size_t between_length);

typedef struct {
    const PageStyle *style; /* trim, bleed, marks */
    PageSide side;
    size_t position;     /* among the PDF's pages, from 0; pages may come in another order */
    char *folio;         /* "7", "iii"; NULL: none is printed, e.g. on a cover */
    bool is_empty;       /* a blank made for the sake of the next page's side */
    const char *article; /* display path of the article that the page begins with, for reports */
    DisplayList *list;
} DisplayPage;

DisplayPage *display_page_new(const PageStyle *style, PageSide side, size_t position);
void display_page_free(DisplayPage *page); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DisplayPage, display_page_free)

/* The page as lines of text for goldens and for people: one operation a line, points with three
 * decimals, text in quotation marks. Caller frees. */
char *display_page_to_text(const DisplayPage *page);

#endif
