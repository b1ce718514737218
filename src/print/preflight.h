/* Preflight: what a print shop would send back, said beforehand in an editor's words. Reads display
 * lists, never the tree. */
#ifndef GALLEY_PRINT_PREFLIGHT_H
#define GALLEY_PRINT_PREFLIGHT_H

#include "print/print.h"

typedef struct Preflight Preflight;
Preflight *preflight_new(const Issue *issue, const PrintSettings *settings);
void preflight_add_page(Preflight *preflight, const DisplayPage *page);
/* Says what was found, and frees it. */
void preflight_finish(Preflight *preflight_taken, const Edition *edition, Report *report);

#endif
