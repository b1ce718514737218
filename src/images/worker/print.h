/* The rendition of a picture for print, as galley asks for it. */
#ifndef GALLEY_IMAGES_WORKER_PRINT_H
#define GALLEY_IMAGES_WORKER_PRINT_H

#include "images/workers.h"

/* As picture_workers_render_print has it. */
Rendition *render_print(GBytes *picture, PictureType type, const PrintRecipe *recipe, char **why);

#endif
