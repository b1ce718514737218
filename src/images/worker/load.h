/* From a picture's bytes to its pixels as they are stored, through exactly one loader. */
#ifndef GALLEY_IMAGES_WORKER_LOAD_H
#define GALLEY_IMAGES_WORKER_LOAD_H

#include "images/picture.h"
#include "images/worker/picture.h"

/* A picture as its loader gives it: nothing is decoded before it is asked for, top to bottom, once;
 * `bytes` have to outlive it. */
typedef struct {
    PictureHeader header; /* the orientation is the one still to be applied */
    VipsImage *image;     /* owned; the frames of an animation one below the other */
    unsigned frames;
    int fit_width_px, fit_height_px; /* of a frame, as the recipe wants it, not yet turned */
    bool has_palette;                /* as it is stored */
    unsigned depth_bits;             /* of a PNG's samples; else 8 */
} LoadedPicture;
void loaded_picture_clear(LoadedPicture *loaded);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(LoadedPicture, loaded_picture_clear)

/* Blocks every loader but those of the table. To be called once, after vips_init. */
void load_block_others(void);

/* All frames of an animation if `with_frames`, else the first. Shrunk while it is decoded, where
 * the kind can do that, to no less than what `recipe` allows. */
bool picture_load(GBytes *bytes, Recipe recipe, bool with_frames, LoadedPicture *loaded,
                  char **why);

/* Did a decoder that went on all the same say that a part of the picture is lost? Asked once all is
 * decoded. */
bool load_lost_parts(void);

/* libvips cannot decode it. Clears its errors; answers false, so that a step can end in it. */
bool load_failed(char **why);

#endif
