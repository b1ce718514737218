/* A colour as the parts of four plates, without a colour profile: flat inks are asked for as
 * numbers and stay numbers. */
#ifndef GALLEY_PRINT_PLATES_H
#define GALLEY_PRINT_PLATES_H

#include "style/print_style.h"

typedef struct {
    int parts[4]; /* cyan, magenta, yellow, black in thousandths */
} Plates;

/* All that the colour asks for, however much the paper bears. A spot ink is its stand-in; light
 * becomes ink the way of PostScript's undercolour removal (Red Book, 7.2.3), so that no colour has
 * more than three inks and greys have one. */
Plates plates_of(const Ink *ink);
unsigned plates_percent(const Plates *plates); /* of all four together */
/* So dark and so near to grey that it is meant as black: a press gets it in black ink alone. */
bool plates_read_as_black(const Plates *plates);

#endif
