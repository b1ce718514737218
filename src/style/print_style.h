/* What a theme's print.css says, computed. The subset of CSS Paged Media that Galley understands is
 * documented in docs/print-css.md; what is outside it is a warning with its place. A style sheet is
 * read once, before any thread, and is read-only from then on, but for its own cache of computed
 * styles, which is guarded: print_style_of may be asked by any thread, and two equal styles are one
 * pointer. Lengths are millipoints (1/1000 of 1/72 inch), so that all of print's arithmetic is in
 * integers and the same everywhere. */
#ifndef GALLEY_STYLE_PRINT_STYLE_H
#define GALLEY_STYLE_PRINT_STYLE_H

#include "base/report.h"
#include "model/theme.h"

#include <glib.h>
#include <stdint.h>

typedef int32_t Mpt; /* millipoints */
#define MPT_PER_POINT 1000
#define MPT_PER_INCH 72000
/* 1 mm is 2834.6457 mpt; rounds to the nearest */
Mpt mpt_from_mm(double length_mm);

typedef enum { INK_NONE, INK_GREY, INK_RGB, INK_CMYK, INK_SPOT } InkKind;
/* A colour as it is asked for. Parts are thousandths. GREY: parts[0] is how much black ink, so that
 * 1000 is black. RGB: light. CMYK: ink. SPOT: parts[0] is the tint of `spot`, whose CMYK stand-in
 * is in alternate. */
typedef struct {
    InkKind kind;
    uint16_t parts[4];
    const char *spot; /* interned; else NULL */
    uint16_t alternate[4];
} Ink;

typedef enum { CAPS_NORMAL, CAPS_SMALL, CAPS_ALL_SMALL, CAPS_UPPERCASE } CapsStyle;
typedef enum { FIGURES_NORMAL, FIGURES_OLD_STYLE, FIGURES_LINING } FigureStyle;
typedef enum { POSITION_BASELINE, POSITION_SUPERIOR, POSITION_INFERIOR } GlyphPosition;

/* Everything that decides which glyphs a text gets. Interned: equal faces of text are one pointer.
 */
typedef struct {
    const char *const *families; /* interned, NULL at the end: "Vollkorn", "Noto Serif" */
    uint16_t weight;             /* 100 ... 900 */
    bool is_italic;
    Mpt size_mpt;
    Mpt letter_space_mpt;
    CapsStyle caps;
    FigureStyle figures;
    bool figures_are_tabular;
    GlyphPosition position; /* real superiors where the font has them, else raised and smaller */
    bool has_ligatures;
    Ink ink;
    bool is_underlined, is_struck;
} TextStyle;

typedef enum { ALIGN_JUSTIFY, ALIGN_START, ALIGN_END, ALIGN_CENTRE } Alignment;
typedef enum { DISPLAY_AS_BLOCK, DISPLAY_AS_INLINE, DISPLAY_AS_NOTHING } DisplayAs;
typedef enum {
    BREAK_AUTO,
    BREAK_AVOID,
    BREAK_COLUMN,
    BREAK_PAGE,
    BREAK_RIGHT, /* to a right-hand page */
    BREAK_LEFT,
} BreakWish;
typedef enum { FLOAT_NONE, FLOAT_TOP, FLOAT_BOTTOM, FLOAT_NEAR /* `top-bottom` */ } PageFloat;
typedef enum { SIDE_TOP, SIDE_END, SIDE_BOTTOM, SIDE_START, SIDE_COUNT } BoxSide;

typedef struct {
    Mpt width_mpt; /* 0: none */
    Ink ink;
    bool is_double;
} Rule;

/* The computed style of an element or of one of its pseudo-elements. Interned and never freed
 * before the sheet. `text`, align, indent, leading, hyphens, orphans, widows are inherited. */
typedef struct BoxStyle {
    const TextStyle *text;
    Mpt leading_mpt; /* `line-height` */
    Alignment align;
    Alignment last_line; /* `text-align-last` */
    Mpt indent_mpt;
    bool hyphenates;
    bool keeps_white_space; /* `white-space: pre` */
    unsigned orphans, widows;

    DisplayAs display;
    Mpt margin_mpt[SIDE_COUNT]; /* start and end by the text's direction */
    Mpt padding_mpt[SIDE_COUNT];
    Rule border[SIDE_COUNT];
    Ink background;     /* INK_NONE: none */
    bool spans_columns; /* `column-span: all` */
    BreakWish break_before, break_after, break_inside;
    PageFloat page_float;
    unsigned initial_lines;  /* `initial-letter: 3` of ::first-letter; 0: none */
    unsigned most_lines;     /* `max-lines: 2`: set smaller until it takes no more; 0: as it is */
    Mpt width_mpt;           /* of a picture; 0: the measure's */
    unsigned width_permille; /* `width: 60%`; 0: not said */
    const char *page_name;   /* `page: contents`; NULL: not said */
    const char *content;     /* of ::before and ::after: plain text; NULL: none */
    const char *list_marker; /* `list-style-type: "–"`; "decimal", "disc", "none"; inherited */
} BoxStyle;

/* What a selector can look at. Built on the caller's stack; `parent` is the element around it. */
typedef struct StyleSubject {
    const struct StyleSubject *parent;
    const char *element; /* "p", "h2", "figure"; Galley's frames: "article", "headline", ... */
    const char *classes; /* as the attribute has them, or NULL */
    const char *lang;    /* or NULL */
    bool is_first_child, is_last_child;
    const char *previous; /* name of the element before it among its siblings, or NULL */
} StyleSubject;

typedef enum { PAGE_LEFT, PAGE_RIGHT } PageSide; /* in a book that is bound on its left */

typedef enum {
    MARGIN_TOP_LEFT,
    MARGIN_TOP_CENTRE,
    MARGIN_TOP_RIGHT,
    MARGIN_BOTTOM_LEFT,
    MARGIN_BOTTOM_CENTRE,
    MARGIN_BOTTOM_RIGHT,
    MARGIN_BOX_COUNT
} MarginBox;

/* What stands in a margin box: pieces one after another. */
typedef enum { PIECE_TEXT, PIECE_FOLIO, PIECE_STRING } PieceKind;
typedef struct {
    PieceKind kind;
    const char *text; /* PIECE_TEXT: itself. PIECE_STRING: the string's name, as string-set has it:
                         "publication", "issue", "date", "section", "article", "authors" */
} ContentPiece;
typedef struct {
    const ContentPiece *pieces;
    size_t count; /* 0: nothing stands there */
    const BoxStyle *style;
} MarginContent;

/* A page: `@page`, with what `:left`, `:right`, `:first` and a name add. Boxes: the trim is width
 * by height; margins are from the trim. */
typedef struct {
    Mpt width_mpt, height_mpt;
    Mpt margin_top_mpt, margin_bottom_mpt, margin_left_mpt, margin_right_mpt;
    Mpt bleed_mpt;
    bool has_marks;
    unsigned columns; /* 1 ... 4 */
    Mpt column_gap_mpt;
    Rule column_rule;
    MarginContent margin[MARGIN_BOX_COUNT];
    Rule head_rule, foot_rule; /* below the running head, above the foot, over the page's whole
                                  measure: `border-top` and `border-bottom` of @page */
} PageStyle;

typedef struct PrintStyle PrintStyle;

/* A style sheet that says nothing: an A5 page in one column. Never NULL. */
PrintStyle *print_style_new(void);
/* Adds a print.css after what is there, as a theme's own comes after the one that it extends.
 * `file` is for places. What is not understood is left out with a warning (print-css-unknown).
 * Before anything is asked of the style. */
void print_style_add(PrintStyle *style, const char *css, size_t length_bytes, const char *file,
                     Report *report);
void print_style_free(PrintStyle *style); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintStyle, print_style_free)

/* The style of an element inside one of style `around` (NULL: the root). `pseudo`: NULL, "before",
 * "after", "first-letter", "first-line", "marker". Never NULL. */
const BoxStyle *print_style_of(PrintStyle *style, const BoxStyle *around,
                               const StyleSubject *subject, const char *pseudo);
/* A page by name (NULL: unnamed), side, and whether it is the first of its name. Never NULL. */
const PageStyle *print_style_page(PrintStyle *style, const char *name, PageSide side,
                                  bool is_first);
/* One step of the baseline grid: the leading of `body`. */
Mpt print_style_grid_mpt(PrintStyle *style);
/* A text style like another in all but what is said. Interned as all are. */
const TextStyle *print_style_text(PrintStyle *style, const TextStyle *wanted);

#endif
