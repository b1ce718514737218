/* How much of a colour black ink carries: grey component replacement. A profile is free to make
 * grey of three colours, which drift against one another on the press and take their inks even for
 * art in black. Here greys are black ink alone, and of every other colour black takes the grey that
 * is in it, the more the nearer it is to grey. */
#ifndef GALLEY_IMAGES_WORKER_BLACK_H
#define GALLEY_IMAGES_WORKER_BLACK_H

#include "images/worker/press.h"

typedef struct Black Black;
/* NULL: the profile cannot be used. */
Black *black_new(GBytes *profile);
void black_free(Black *black); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Black, black_free)

/* Inks for colours of light, which print as the profile's own would, but that greys, and what is
 * near them, are no darker than black ink alone can be: so they keep their tones beside one
 * another. False: it cannot be used. */
bool black_separate(const Black *black, const Light *lights, int count, PressInks *inks);

#endif
