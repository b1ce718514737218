/* What inks a picture asks for: grey art told from art in colours, and lines from tones. */
#ifndef GALLEY_IMAGES_WORKER_INK_H
#define GALLEY_IMAGES_WORKER_INK_H

#include "images/worker/colour.h"

/* Of 8-bit sRGB without transparency: is it grey, no pixel's parts being further apart than that?
 */
bool ink_is_grey(VipsImage *image, int most_tint);
/* Of 8-bit grey: is it black and white, with hardly a grey between? */
bool ink_is_line_art(VipsImage *image);

#endif
