/* From pixels as they are stored to pixels as they are shown: size, colour, the right way up. */
#ifndef GALLEY_IMAGES_WORKER_SHAPE_H
#define GALLEY_IMAGES_WORKER_SHAPE_H

#include "images/worker/load.h"

/* All frames, each as large as it was loaded for, 8-bit sRGB or grey, upright, in memory; the
 * frames one below the other, with the length of each ("delay") where there are several. Caller:
 * g_object_unref. NULL: `why` says why not. */
VipsImage *shape_picture(const LoadedPicture *loaded, char **why);

/* To another size; colours count by how much of them is seen. libvips's way: 0 and *out, else -1.
 */
int shape_resize(VipsImage *in, VipsImage **out, int width_px, int height_px);

#endif
