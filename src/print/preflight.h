/* Preflight: what a print shop would send back, said beforehand in an editor's words. Judges
 * display lists; the articles are asked only where they call a picture. */
#ifndef GALLEY_PRINT_PREFLIGHT_H
#define GALLEY_PRINT_PREFLIGHT_H

#include "print/print.h"

typedef struct Preflight Preflight;
Preflight *preflight_new(const Issue *issue, const PrintSettings *settings);
void preflight_add_page(Preflight *preflight, const DisplayPage *page);
/* Says what was found, and frees it. `edition` NULL: it could not be composed. */
void preflight_finish(Preflight *preflight_taken, const Edition *edition, Report *report);

#endif
