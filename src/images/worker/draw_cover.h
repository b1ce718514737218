/* Drawing a cover, inside the worker. Pango and cairo are at home in the files cover*.c. */
#ifndef GALLEY_IMAGES_WORKER_DRAW_COVER_H
#define GALLEY_IMAGES_WORKER_DRAW_COVER_H

#include "model/cover_plan.h"

/* A baseline JPEG of COVER_WIDTH_PX by COVER_HEIGHT_PX, sRGB, without any metadata; the same plan,
 * the same bytes. A lead picture that cannot be opened (picture_open) is left out of the drawing.
 * NULL: `why` (caller frees) is a phrase for a message. */
GBytes *cover_draw(const CoverPlan *plan, char **why);

#endif
