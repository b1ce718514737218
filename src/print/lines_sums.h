/* Running sums over a paragraph's items, from which any line's size is known at once. */
#ifndef GALLEY_PRINT_LINES_SUMS_H
#define GALLEY_PRINT_LINES_SUMS_H

#include "print/lines.h"

typedef struct LineSums LineSums;
LineSums *line_sums_new(const ShapedParagraph *shaped, Alignment align);
void line_sums_free(LineSums *sums);

/* A line as it is by itself. */
typedef struct {
    uint32_t first_item, end_item; /* without the white space at its ends, but for that which
                                      preformatted text begins with */
    int64_t natural_mpt;           /* protruding signs taken off, a hyphen added */
    int64_t stretch_mpt, shrink_mpt;
    int64_t letters_mpt, letters_stretch_mpt, letters_shrink_mpt; /* the boxes' part in them */
} LineShape;

/* The line from after a break at item `from` (G_MAXUINT32: the paragraph's start) to one at `to`.
 */
LineShape line_shape(const ShapedParagraph *shaped, const LineSums *sums, uint32_t from,
                     uint32_t to);

/* How far the signs at the ends of a line reach into the margins. A sign that does not stand where
 * the paragraph's lines begin or end, as it runs the other way, does not; nor do verbatim text and
 * figures in a column, set to its end. */
typedef struct {
    Mpt start_mpt, end_mpt;
} LineHang;
LineHang line_hang(const ShapedParagraph *shaped, uint32_t first_item, uint32_t end_item,
                   uint32_t break_item, Alignment align);

#endif
