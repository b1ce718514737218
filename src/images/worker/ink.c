/* Looks at the pixels of a picture in memory. */
#include "images/worker/ink.h"

#include <stdint.h>

enum {
    LINE_DARK = 32,
    LINE_LIGHT = 223,
    LINE_PERMILLE = 985, /* of the pixels are darker or lighter than these */
    COLOURS = 3
};

bool ink_is_grey(VipsImage *image, int most_tint) {
    const uint8_t *row = image->Bands == COLOURS ? VIPS_IMAGE_ADDR(image, 0, 0) : NULL;
    size_t pixels = row != NULL ? VIPS_IMAGE_N_PELS(image) : 0;
    for (size_t i = 0; i < pixels; i++, row += COLOURS) {
        int most = MAX(row[0], MAX(row[1], row[2])), least = MIN(row[0], MIN(row[1], row[2]));
        if (most - least > most_tint) {
            return false;
        }
    }
    return true;
}

bool ink_is_line_art(VipsImage *image) {
    const uint8_t *at = VIPS_IMAGE_ADDR(image, 0, 0);
    size_t pixels = VIPS_IMAGE_N_PELS(image), clear = 0;
    for (size_t i = 0; i < pixels; i++) {
        clear += at[i] <= LINE_DARK || at[i] >= LINE_LIGHT;
    }
    return clear * 1000 >= pixels * LINE_PERMILLE;
}
