/* Pictures as the worker opens and keeps them, with every guard between a hostile file and the
 * decoders: the kind is told from the bytes, vips is handed exactly that kind's loader, sizes are
 * held to the limits before a pixel is decoded. libvips is at home in this directory. */
#ifndef GALLEY_IMAGES_WORKER_PICTURE_H
#define GALLEY_IMAGES_WORKER_PICTURE_H

#include "images/workers.h"

#include <vips/vips.h>

/* Opens a picture for drawing: upright, 8-bit sRGB, three bands or, with alpha (not premultiplied),
 * four; the first frame of an animation; decoded into memory, so that nothing can fail later and
 * `bytes` may go. No larger than `recipe` allows, its shape kept, never enlarged; a drawing (SVG)
 * is made as large as is allowed. Caller: g_object_unref. NULL: `why` (caller frees) is a phrase
 * for a message. */
VipsImage *picture_open(GBytes *bytes, Recipe recipe, char **why);

/* A baseline JPEG of an opaque 8-bit sRGB or grey image: 4:2:0, optimised Huffman tables, no
 * metadata. The image is not unreferenced. NULL: `why` says why not. */
GBytes *picture_save_jpeg(VipsImage *image, unsigned quality, char **why);

#endif
