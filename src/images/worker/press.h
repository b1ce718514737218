/* A press as its ICC profile describes it (ICC.1:2001-04): which inks make a colour, and which
 * colour inks make. Colours are Lab under D50, white being the paper; inks are cyan, magenta,
 * yellow and black. */
#ifndef GALLEY_IMAGES_WORKER_PRESS_H
#define GALLEY_IMAGES_WORKER_PRESS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum { PRESS_INKS = 4, PRESS_FULL = UINT16_MAX };

typedef struct {
    float light, a, b;
} Lab;
typedef struct {
    uint16_t red, green, blue; /* of sRGB, UINT16_MAX is the brightest */
} Light;
typedef struct {
    uint16_t part[PRESS_INKS]; /* PRESS_FULL is solid */
} PressInks;

/* By relative colorimetric rendering with black point compensation. `colours`: what was asked for.
 * False: the profile cannot be used so. */
bool press_separate(GBytes *profile, const Light *lights, int count, Lab *colours, PressInks *inks);
bool press_print(GBytes *profile, const PressInks *inks, int count, Lab *colours);

#endif
