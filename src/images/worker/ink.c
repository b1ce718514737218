/* Separation with libvips's icc functions (lcms2) and a step of under colour removal. */
#include "images/worker/ink.h"

#include <stdint.h>

enum {
    GREY_TOLERANCE = 6, /* between a pixel's parts: what encoding with less colour leaves */
    LINE_DARK = 32,
    LINE_LIGHT = 223,
    LINE_PERMILLE = 985, /* of the pixels are darker or lighter than these */
    FULL = 255,
    COLOURS = 3,
    INKS = 4
};

bool ink_is_grey(VipsImage *image) {
    const uint8_t *row = image->Bands == COLOURS ? VIPS_IMAGE_ADDR(image, 0, 0) : NULL;
    size_t pixels = row != NULL ? VIPS_IMAGE_N_PELS(image) : 0;
    for (size_t i = 0; i < pixels; i++, row += COLOURS) {
        int most = MAX(row[0], MAX(row[1], row[2])), least = MIN(row[0], MIN(row[1], row[2]));
        if (most - least > GREY_TOLERANCE) {
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

/* The grey that is in all three colours goes into black, twice as fast as the sum has to fall; what
 * is over even then is taken from the colours, each by its share. */
static void limit_pixel(uint8_t *inks, int most) {
    int over = inks[0] + inks[1] + inks[2] + inks[3] - most;
    if (over <= 0) {
        return;
    }
    int grey = MIN(inks[0], MIN(inks[1], inks[2]));
    int moved = MIN((over + 1) / 2, MIN(grey, FULL - inks[3]));
    for (int i = 0; i < COLOURS; i++) {
        inks[i] = (uint8_t)(inks[i] - moved);
    }
    inks[3] = (uint8_t)(inks[3] + moved);
    over -= 2 * moved;
    int colours = inks[0] + inks[1] + inks[2];
    for (int i = 0; over > 0 && i < COLOURS; i++) {
        inks[i] = (uint8_t)(inks[i] * MAX(colours - over, 0) / colours);
    }
}

static void limit(VipsImage *image, unsigned most_percent) {
    uint8_t *at = VIPS_IMAGE_ADDR(image, 0, 0);
    size_t pixels = VIPS_IMAGE_N_PELS(image);
    int most = (int)(most_percent * FULL / 100);
    for (size_t i = 0; i < pixels; i++, at += INKS) {
        limit_pixel(at, most);
    }
}

/* libvips takes the profile to export with from the image itself: the worker opens no file. */
static int with_profile(VipsImage *in, VipsImage **out, GBytes *profile) {
    gsize length = 0;
    const void *bytes = g_bytes_get_data(profile, &length);
    if (vips_copy(in, out, NULL) != 0) {
        return -1;
    }
    vips_image_set_blob_copy(*out, VIPS_META_ICC_NAME, bytes, length);
    return 0;
}

int ink_separate(VipsImage *in, VipsImage **out, GBytes *profile, unsigned most_percent) {
    g_auto(Pixels) connection = NULL;
    g_auto(Pixels) profiled = NULL;
    g_auto(Pixels) inks = NULL;
    if (vips_icc_import(in, &connection, "input_profile", "srgb", "intent", VIPS_INTENT_RELATIVE,
                        "black_point_compensation", TRUE, NULL) != 0 ||
        with_profile(connection, &profiled, profile) != 0 ||
        vips_icc_export(profiled, &inks, "depth", 8, "intent", VIPS_INTENT_RELATIVE,
                        "black_point_compensation", TRUE, NULL) != 0 ||
        inks->Bands != INKS || (*out = vips_image_copy_memory(inks)) == NULL) {
        return -1;
    }
    if (most_percent > 0) {
        limit(*out, most_percent);
    }
    return 0;
}
