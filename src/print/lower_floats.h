/* Taking a set piece away from the text, to float. */
#ifndef GALLEY_PRINT_LOWER_FLOATS_H
#define GALLEY_PRINT_LOWER_FLOATS_H

#include "print/lower.h"

/* A flow for a piece that floats: over all columns or in one. */
Mpt floating_width(const Lower *lower, const BoxStyle *style);
Flow floating_flow(const Flow *flow, Column *column);
/* Targets that wait for the next slug go with the piece that floats. */
void floating_take_targets(Flow *flow, DisplayList *list);
/* Takes a piece of that height away from the text. Below one at the top is the space that parts it
 * from the text, above one at the bottom. */
void float_piece(Flow *flow, const BoxStyle *style, bool spans, DisplayList *piece_taken,
                 Mpt height_mpt, const xmlNode *node, const GArray *notes);

#endif
