/* Colour: profiles (ICC.1), spaces and depths to 8-bit sRGB (IEC 61966-2-1) or grey, with
 * libvips. */
#include "images/worker/colour.h"

#include <string.h>

enum { PROFILE_SPACE_AT = 16, SIGNATURE_BYTES = 4 };

typedef struct {
    VipsInterpretation interpretation;
    int bands;
} Space;

/* The spaces that libvips converts from, and what each holds without transparency. */
static const Space spaces[] = {
    {VIPS_INTERPRETATION_B_W, 1},   {VIPS_INTERPRETATION_GREY16, 1}, {VIPS_INTERPRETATION_sRGB, 3},
    {VIPS_INTERPRETATION_RGB16, 3}, {VIPS_INTERPRETATION_scRGB, 3},  {VIPS_INTERPRETATION_CMYK, 4},
    {VIPS_INTERPRETATION_LAB, 3},   {VIPS_INTERPRETATION_LABS, 3},   {VIPS_INTERPRETATION_XYZ, 3},
};

/* What the image says, if that can be; else by its bands and depth. */
static Space find_space(const VipsImage *image) {
    VipsInterpretation said = vips_image_guess_interpretation(image);
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++) {
        if (spaces[i].interpretation == said && image->Bands >= spaces[i].bands) {
            return spaces[i];
        }
    }
    bool is_deep = image->BandFmt == VIPS_FORMAT_USHORT;
    if (image->Bands < 3) {
        return (Space){is_deep ? VIPS_INTERPRETATION_GREY16 : VIPS_INTERPRETATION_B_W, 1};
    }
    return (Space){is_deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB, 3};
}

int colour_settle(VipsImage *in, VipsImage **out) {
    g_auto(Pixels) plain = NULL;
    g_auto(Pixels) told = NULL;
    if (in->Coding != VIPS_CODING_NONE) { /* packed Lab, packed floats */
        if (vips_colourspace(in, &plain, VIPS_INTERPRETATION_sRGB, NULL) != 0) {
            return -1;
        }
    } else {
        plain = g_object_ref(in);
    }
    Space space = find_space(plain);
    if (vips_copy(plain, &told, "interpretation", space.interpretation, NULL) != 0) {
        return -1;
    }
    int bands = MIN(told->Bands, space.bands + 1);
    return vips_extract_band(told, out, 0, "n", bands, NULL);
}

/* Is there a profile, and of numbers like these? ICC.1:2001-04, 6.1.5. */
static bool has_fitting_profile(VipsImage *image) {
    static const struct {
        char signature[SIGNATURE_BYTES + 1];
        int bands;
    } profiles[] = {{"GRAY", 1}, {"RGB ", 3}, {"Lab ", 3}, {"CMYK", 4}};
    const void *profile = NULL;
    size_t length = 0;
    if (vips_image_get_typeof(image, VIPS_META_ICC_NAME) == 0 ||
        vips_image_get_blob(image, VIPS_META_ICC_NAME, &profile, &length) != 0 ||
        length < PROFILE_SPACE_AT + SIGNATURE_BYTES) {
        return false;
    }
    const char *signature = (const char *)profile + PROFILE_SPACE_AT;
    for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
        if (memcmp(signature, profiles[i].signature, SIGNATURE_BYTES) == 0) {
            return profiles[i].bands == find_space(image).bands;
        }
    }
    return false;
}

static int by_profile(VipsImage *in, VipsImage **out) {
    return vips_icc_transform(in, out, "srgb", "embedded", TRUE, "depth", 8, "intent",
                              VIPS_INTENT_RELATIVE, "black_point_compensation", TRUE, NULL);
}

static int convert(VipsImage *in, VipsImage **out) {
    g_auto(Pixels) rgb = NULL;
    if (!has_fitting_profile(in) || by_profile(in, &rgb) != 0) {
        vips_error_clear(); /* a broken profile is as good as none */
        rgb = g_object_ref(in);
    }
    g_auto(Pixels) told = NULL;
    VipsInterpretation wanted =
        find_space(in).bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    return vips_colourspace(rgb, &told, wanted, NULL) != 0
               ? -1
               : vips_cast(told, out, VIPS_FORMAT_UCHAR, NULL);
}

int colour_to_srgb(VipsImage *in, VipsImage **out) {
    Space space = find_space(in);
    if (in->Bands == space.bands) {
        return convert(in, out);
    }
    g_auto(Pixels) colours = NULL;
    g_auto(Pixels) converted = NULL;
    g_auto(Pixels) alpha = NULL;
    g_auto(Pixels) alpha_8_bit = NULL;
    bool is_deep = in->BandFmt == VIPS_FORMAT_USHORT;
    return vips_extract_band(in, &colours, 0, "n", space.bands, NULL) != 0 ||
                   convert(colours, &converted) != 0 ||
                   vips_extract_band(in, &alpha, space.bands, NULL) != 0 ||
                   vips_cast(alpha, &alpha_8_bit, VIPS_FORMAT_UCHAR, "shift", is_deep, NULL) != 0
               ? -1
               : vips_bandjoin2(converted, alpha_8_bit, out, NULL);
}

bool colour_is_transparent(VipsImage *image) {
    g_auto(Pixels) alpha = NULL;
    double least = 0;
    return image->Bands % 2 == 0 &&
           (vips_extract_band(image, &alpha, image->Bands - 1, NULL) != 0 ||
            vips_min(alpha, &least, NULL) != 0 || least < 255);
}
