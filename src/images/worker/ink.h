/* Colours as inks: separation by the press's profile, grey art told from art in colours, and no
 * more ink in one place than the paper takes. */
#ifndef GALLEY_IMAGES_WORKER_INK_H
#define GALLEY_IMAGES_WORKER_INK_H

#include "images/worker/colour.h"

#include <glib.h>

/* Of 8-bit sRGB without transparency: is it grey, but for what a scanner or an encoder adds? */
bool ink_is_grey(VipsImage *image);
/* Of 8-bit grey: is it black and white, with hardly a grey between? */
bool ink_is_line_art(VipsImage *image);

/* 8-bit sRGB to 8-bit CMYK (ink) by relative colorimetric rendering with black point compensation,
 * in memory. At most `most_percent` of all four together; 0: any. Answers libvips's way. */
int ink_separate(VipsImage *in, VipsImage **out, GBytes *profile, unsigned most_percent);

#endif
