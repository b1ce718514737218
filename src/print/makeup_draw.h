/* A planned run drawn on its pages, which are handed on as they are filled. */
#ifndef GALLEY_PRINT_MAKEUP_DRAW_H
#define GALLEY_PRINT_MAKEUP_DRAW_H

#include "print/makeup_pages.h"
#include "print/makeup_plan.h"

/* `columns`: as it was planned; 1 on a page of more: over all of them. The extents of the make-up
 * are told, by the run's parts, what is set. */
void makeup_draw(MakeUp *makeup, const Run *run, const Plan *plan, unsigned columns);

#endif
