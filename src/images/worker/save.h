/* Pixels to files that any e-reader shows: the same pixels, the same bytes; nothing in them but the
 * pixels. */
#ifndef GALLEY_IMAGES_WORKER_SAVE_H
#define GALLEY_IMAGES_WORKER_SAVE_H

#include "images/worker/picture.h"

/* A baseline JPEG of four inks, with Adobe's mark and so Adobe's light samples. */
GBytes *save_plain_jpeg(VipsImage *image, unsigned quality, char **why);

/* How a PNG holds its samples. */
typedef struct {
    bool has_palette;
    int depth_bits; /* of grey: 1, 2, 4 or 8; of a palette or colours: 8 */
} PngForm;

GBytes *save_png(VipsImage *image, PngForm form, char **why);

/* An image whose frames stand one below the other ("page-height") is animated. */
GBytes *save_gif(VipsImage *image, char **why);

#endif
