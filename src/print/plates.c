/* Undercolour removal, in integers. */
#include "print/plates.h"

enum {
    FULL = 1000,
    SLIGHT = 20, /* of light: what differs less is grey */
    /* Past half a plate of black, colours that differ by less than a quarter are read as black. */
    DARK = 500,
    NEARLY_GREY = 250
};

static Plates plates_of_light(const uint16_t light[3]) {
    int red = MIN(light[0], FULL), green = MIN(light[1], FULL), blue = MIN(light[2], FULL);
    int brightest = MAX(red, MAX(green, blue)), darkest = MIN(red, MIN(green, blue));
    if (brightest - darkest < SLIGHT) {
        return (Plates){{0, 0, 0, FULL - (red + green + blue) / 3}};
    }
    return (Plates){{FULL * (brightest - red) / brightest, FULL * (brightest - green) / brightest,
                     FULL * (brightest - blue) / brightest, FULL - brightest}};
}

static Plates plates_of_inks(const uint16_t inks[4], int tint) {
    Plates plates;
    for (int i = 0; i < 4; i++) {
        plates.parts[i] = MIN(inks[i], FULL) * tint / FULL;
    }
    return plates;
}

Plates plates_of(const Ink *ink) {
    switch (ink->kind) {
    case INK_NONE:
        break;
    case INK_GREY:
        return (Plates){{0, 0, 0, MIN(ink->parts[0], FULL)}};
    case INK_RGB:
        return plates_of_light(ink->parts);
    case INK_CMYK:
        return plates_of_inks(ink->parts, FULL);
    case INK_SPOT:
        return plates_of_inks(ink->alternate, MIN(ink->parts[0], FULL));
    }
    return (Plates){{0, 0, 0, 0}};
}

unsigned plates_percent(const Plates *plates) {
    const int *part = plates->parts;
    return (unsigned)(part[0] + part[1] + part[2] + part[3]) / (FULL / 100);
}

bool plates_read_as_black(const Plates *plates) {
    const int *part = plates->parts;
    int most = MAX(part[0], MAX(part[1], part[2])), least = MIN(part[0], MIN(part[1], part[2]));
    return most - least < NEARLY_GREY && part[3] + least > DARK;
}
