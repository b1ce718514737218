/* Paragraphs broken into lines by total fit (Knuth & Plass, "Breaking Paragraphs into Lines",
 * 1981), with expansion and protrusion inside the breaker (Hàn Thế Thành 2000). All in integers. */
#ifndef GALLEY_PRINT_LINES_H
#define GALLEY_PRINT_LINES_H

#include "print/display_list.h"
#include "print/shape.h"

/* What the lines are to fill. The line of number n is so wide and so far in; past the end of the
 * array the last one holds (an initial's indent list, hanging lists). */
typedef struct {
    Mpt width_mpt;
    Mpt start_mpt; /* from the column's start edge */
} Measure;

typedef struct {
    const Measure *measures;
    size_t measure_count; /* at least 1 */
    Alignment align, last_line;
    Mpt indent_mpt; /* of the first line, besides */
    int looseness;  /* -1, 0, 1: so many lines more than the best */
    bool hyphenates;
    unsigned most_hyphens; /* in a row; 0: the usual 3 */
} LineWish;

/* A line that was set badly, for the report. */
typedef enum { LINE_GOOD, LINE_LOOSE, LINE_OVERFULL } LineQuality;

typedef struct {
    uint32_t first_item, end_item; /* items of the line; white space at its ends is left out */
    uint32_t break_item;           /* the glue or penalty it was broken at */
    int32_t ratio_permille;        /* of the glue's stretch (positive) or shrink */
    int16_t scale_permille;        /* of the glyphs */
    Mpt width_mpt, start_mpt;      /* of its measure */
    Mpt natural_mpt;               /* as wide as it would be by itself */
    bool ends_in_hyphen;
    Alignment align; /* as it is set */
    bool is_last;    /* of the paragraph, or before a forced break */
    LineQuality quality;
} Line;

typedef struct {
    GArray *lines; /* Line */
    int64_t demerits;
    uint64_t tries; /* lines that were tried for it: grows with the paragraph's length, no faster */
} Lines;
void lines_free(Lines *lines); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lines, lines_free)

/* Never NULL for looseness 0. For another: NULL if the paragraph cannot be set in so many lines
 * within a tolerance that a reader would not see. */
Lines *lines_break(const ShapedParagraph *shaped, const LineWish *wish);

/* Draws a line with its first baseline at y, reordered for its directions (UAX 9, rule L2),
 * justified and protruding; `left_mpt` is the left edge of the column, whose width is
 * `column_mpt` (a line's start is measured from the right edge in a right-to-left paragraph).
 * Begins and ends structure elements as the stretches say, inside the paragraph's own, which the
 * caller has begun. Adds links. Underlines and strikes are fills. */
void line_draw(const ShapedParagraph *shaped, const Line *line, Mpt left_mpt, Mpt column_mpt,
               Mpt baseline_mpt, DisplayList *list);
/* Where the line's text begins, for the page map: the first stretch with a node. False: none. */
bool line_text_place(const ShapedParagraph *shaped, const Line *line, const xmlNode **node,
                     size_t *offset_bytes);
/* The notes called in the line, in order: appends guint numbers. */
void line_notes(const ShapedParagraph *shaped, const Line *line, GArray *notes);
/* The line's first words, for reports. Caller frees. */
char *line_first_words(const ShapedParagraph *shaped, const Line *line);

#endif
