/* The drawing before it is saved, for tests that look at where its type stands. */
#ifndef GALLEY_IMAGES_WORKER_COVER_PAINT_H
#define GALLEY_IMAGES_WORKER_COVER_PAINT_H

#include "images/worker/cover_canvas.h"

/* The sheet as RGB24; caller destroys. `placed` (may be NULL; caller unrefs) are the CoverPlaced of
 * its type, in the order in which it was set. NULL: `why` says why not. */
cairo_surface_t *cover_paint(const CoverPlan *plan, GArray **placed, char **why);

#endif
