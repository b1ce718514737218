/* The rendition of a picture, as galley asks for it. */
#ifndef GALLEY_IMAGES_WORKER_RENDER_H
#define GALLEY_IMAGES_WORKER_RENDER_H

#include "images/workers.h"

/* As picture_workers_render has it. */
Rendition *render(GBytes *picture, PictureType type, Recipe recipe, char **why);

#endif
