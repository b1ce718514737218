/* The rendition of a picture for print, as galley asks for it. */
#ifndef GALLEY_IMAGES_WORKER_PRINT_H
#define GALLEY_IMAGES_WORKER_PRINT_H

#include "images/worker/separation.h"
#include "images/workers.h"

/* As picture_workers_render_print has it. `kept`: the separation of the last picture, or NULL; it
 * is made anew when the recipe has another profile. The caller frees what is there at the end. */
Rendition *render_print(GBytes *picture, PictureType type, const PrintRecipe *recipe,
                        Separation **kept, char **why);

#endif
