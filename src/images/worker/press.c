/* Profiles by libvips's icc functions (lcms2). */
#include "images/worker/press.h"

#include "images/worker/colour.h"

#include <string.h>

/* A row of 16-bit samples, which stay the caller's. */
static int row_of(const void *samples, int count, int bands, VipsInterpretation interpretation,
                  VipsImage **row) {
    g_auto(Pixels) plain =
        vips_image_new_from_memory(samples, (size_t)count * (size_t)bands * sizeof(uint16_t), count,
                                   1, bands, VIPS_FORMAT_USHORT);
    return plain == NULL ? -1 : vips_copy(plain, row, "interpretation", interpretation, NULL);
}

/* libvips takes a profile from the image itself: the worker opens no file. */
static int with_profile(VipsImage *in, VipsImage **out, GBytes *profile) {
    gsize length = 0;
    const void *bytes = g_bytes_get_data(profile, &length);
    if (vips_copy(in, out, NULL) != 0) {
        return -1;
    }
    vips_image_set_blob_copy(*out, VIPS_META_ICC_NAME, bytes, length);
    return 0;
}

/* Takes the pixels out of a row of this kind. */
static int take_row(VipsImage *row, VipsBandFormat format, int bands, void *samples) {
    g_auto(Pixels) kept = NULL;
    if (row->BandFmt != format || row->Bands != bands ||
        (kept = vips_image_copy_memory(row)) == NULL) {
        return -1;
    }
    memcpy(samples, VIPS_IMAGE_ADDR(kept, 0, 0), VIPS_IMAGE_SIZEOF_LINE(kept));
    return 0;
}

bool press_separate(GBytes *profile, const Light *lights, int count, Lab *colours,
                    PressInks *inks) {
    g_auto(Pixels) row = NULL;
    g_auto(Pixels) connection = NULL;
    g_auto(Pixels) profiled = NULL;
    g_auto(Pixels) printed = NULL;
    return row_of(lights, count, 3, VIPS_INTERPRETATION_RGB16, &row) == 0 &&
           vips_icc_import(row, &connection, "input_profile", "srgb", "intent",
                           VIPS_INTENT_RELATIVE, "black_point_compensation", TRUE, NULL) == 0 &&
           with_profile(connection, &profiled, profile) == 0 &&
           vips_icc_export(profiled, &printed, "depth", 16, "intent", VIPS_INTENT_RELATIVE,
                           "black_point_compensation", TRUE, NULL) == 0 &&
           take_row(connection, VIPS_FORMAT_FLOAT, 3, colours) == 0 &&
           take_row(printed, VIPS_FORMAT_USHORT, PRESS_INKS, inks) == 0;
}

bool press_print(GBytes *profile, const PressInks *inks, int count, Lab *colours) {
    g_auto(Pixels) row = NULL;
    g_auto(Pixels) profiled = NULL;
    g_auto(Pixels) connection = NULL;
    return row_of(inks, count, PRESS_INKS, VIPS_INTERPRETATION_CMYK, &row) == 0 &&
           with_profile(row, &profiled, profile) == 0 &&
           vips_icc_import(profiled, &connection, "embedded", TRUE, "intent", VIPS_INTENT_RELATIVE,
                           NULL) == 0 &&
           take_row(connection, VIPS_FORMAT_FLOAT, 3, colours) == 0;
}
