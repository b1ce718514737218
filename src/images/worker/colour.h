/* Whatever a picture's numbers mean, as 8-bit sRGB. */
#ifndef GALLEY_IMAGES_WORKER_COLOUR_H
#define GALLEY_IMAGES_WORKER_COLOUR_H

#include <stdbool.h>
#include <vips/vips.h>

/* g_auto(Pixels): libvips has no g_autoptr of its own. */
typedef VipsImage *Pixels;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC(Pixels, g_object_unref, NULL)

/* One colour space that libvips can reckon in, and at most one band besides, for transparency.
 * libvips's way: 0 and *out, which the caller unreferences; else -1. */
int colour_settle(VipsImage *in, VipsImage **out);

/* Of a settled image: by its ICC profile, if it has a good one, else by what its kind of numbers
 * most often means. Grey stays grey. One band of transparency stays, if there is one. */
int colour_to_srgb(VipsImage *in, VipsImage **out);

/* Is any pixel of an 8-bit picture seen through? An alpha band that hides nothing does not count.
 */
bool colour_is_transparent(VipsImage *image);

#endif
