/* Encoding with libvips: JPEG (T.81, baseline: old e-readers show no progressive ones), PNG, GIF.
 */
#include "images/worker/save.h"

#include "images/worker/colour.h"
#include "images/worker/load.h"

enum { PNG_COMPRESSION = 6, GIF_EFFORT = 3 };

static GBytes *take(void *bytes, size_t length) {
    return g_bytes_new_with_free_func(bytes, length, g_free, bytes);
}

/* A resolution is written into every file; this one says nothing about where it came from. */
static VipsImage *without_resolution(VipsImage *image) {
    VipsImage *plain = NULL;
    double dots_per_mm = 72 / 25.4;
    return vips_copy(image, &plain, "xres", dots_per_mm, "yres", dots_per_mm, NULL) == 0 ? plain
                                                                                         : NULL;
}

/* Puts JFIF's own segment (T.871, 10.1) after the start of the picture: libvips leaves it out with
 * the rest, and old decoders tell the colours by it. Takes over the reference. */
static GBytes *with_jfif(GBytes *jpeg) {
    static const uint8_t start[] = {0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F',
                                    0,    1,    1,    0,    0, 1,  0,   1,   0,   0};
    gsize length = 0;
    const uint8_t *bytes = g_bytes_get_data(jpeg, &length);
    GByteArray *whole = g_byte_array_sized_new((guint)(length + sizeof start));
    g_byte_array_append(whole, start, sizeof start);
    g_byte_array_append(whole, bytes + 2, (guint)(length - 2));
    g_bytes_unref(jpeg);
    return g_byte_array_free_to_bytes(whole);
}

/* Without a mark but what libjpeg writes by itself: for four inks, Adobe's. */
GBytes *save_plain_jpeg(VipsImage *image, unsigned quality, char **why) {
    void *bytes = NULL;
    size_t length = 0;
    if (vips_jpegsave_buffer(image, &bytes, &length, "Q", (int)CLAMP(quality, 1, 100),
                             "optimize_coding", TRUE, "interlace", FALSE, "subsample_mode",
                             VIPS_FOREIGN_SUBSAMPLE_ON, "strip", TRUE, NULL) != 0) {
        load_failed(why);
        return NULL;
    }
    return take(bytes, length);
}

GBytes *picture_save_jpeg(VipsImage *image, unsigned quality, char **why) {
    GBytes *jpeg = save_plain_jpeg(image, quality, why);
    return jpeg != NULL ? with_jfif(jpeg) : NULL;
}

/* Rows of flat colours are best left as they are, those of photographs are not. */
GBytes *save_png(VipsImage *image, PngForm form, char **why) {
    g_auto(Pixels) plain = without_resolution(image);
    void *bytes = NULL;
    size_t length = 0;
    int filter = form.has_palette ? VIPS_FOREIGN_PNG_FILTER_NONE : VIPS_FOREIGN_PNG_FILTER_ALL;
    if (plain == NULL ||
        vips_pngsave_buffer(plain, &bytes, &length, "compression", PNG_COMPRESSION, "filter",
                            filter, "palette", form.has_palette, "Q", 100, "dither", 0.0,
                            "bitdepth", form.depth_bits, "strip", TRUE, NULL) != 0) {
        load_failed(why);
        return NULL;
    }
    return take(bytes, length);
}

GBytes *save_gif(VipsImage *image, char **why) {
    void *bytes = NULL;
    size_t length = 0;
    if (vips_gifsave_buffer(image, &bytes, &length, "effort", GIF_EFFORT, "dither", 0.0, NULL) !=
        0) {
        load_failed(why);
        return NULL;
    }
    return take(bytes, length);
}
