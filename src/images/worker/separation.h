/* Separation of pictures: light as the inks of a press, through a table that is made once for its
 * profile. */
#ifndef GALLEY_IMAGES_WORKER_SEPARATION_H
#define GALLEY_IMAGES_WORKER_SEPARATION_H

#include "images/worker/colour.h"

#include <glib.h>

typedef struct Separation Separation;
/* NULL: the profile cannot be used. */
Separation *separation_new(GBytes *profile);
void separation_free(Separation *separation); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Separation, separation_free)
/* Was it made for this profile? */
bool separation_is_for(const Separation *separation, GBytes *profile);

/* 8-bit sRGB in memory to 8-bit CMYK (ink) in memory, at most `most_percent` of all four together;
 * 0: any. Greys come out as black alone (images/worker/black.h). Answers libvips's way. */
int separation_apply(const Separation *separation, VipsImage *in, unsigned most_percent,
                     VipsImage **out);
/* 8-bit grey to the light that black ink has to leave for it to look so. */
int separation_apply_grey(const Separation *separation, VipsImage *in, VipsImage **out);

#endif
