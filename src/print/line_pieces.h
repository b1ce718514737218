/* A broken line's boxes and spaces, each as wide as it is drawn and where it stands. */
#ifndef GALLEY_PRINT_LINE_PIECES_H
#define GALLEY_PRINT_LINE_PIECES_H

#include "print/lines.h"

/* A box, a space or a hyphen of the line. A space has the setting of a box beside it. */
typedef struct {
    const Item *item; /* box or glue; of a hyphen the penalty */
    uint32_t stretch; /* in which it is drawn: a space, in that of its neighbour */
    uint8_t level;
    const FontFace *face;
    Mpt size_mpt, raise_mpt;
    Mpt x_mpt, width_mpt; /* as drawn */
} Piece;

/* The pieces in the order of the text, placed as line_draw says. Caller unrefs. */
GArray *line_pieces(const ShapedParagraph *shaped, const Line *line, Mpt left_mpt, Mpt column_mpt);

/* Does the line end in glyphs that a taken break brings? */
bool line_ends_in_glyphs(const ShapedParagraph *shaped, const Line *line);
/* A length as the line's letters are scaled. */
Mpt line_scaled(const Line *line, int64_t length_mpt);

#endif
