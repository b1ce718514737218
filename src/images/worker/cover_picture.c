/* The lead picture in its frame: cropped to what is looked at first. */
#include "images/worker/cover_canvas.h"

#include <math.h>
#include <string.h>

/* A crop that takes little away is left to its middle; of an upright picture the upper third stays,
 * where the heads are. One that takes much asks where the eye goes. */
static const double little_taken = 0.3;

static VipsImage *crop(VipsImage *scaled, int width, int height) {
    int over_x = scaled->Xsize - width;
    int over_y = scaled->Ysize - height;
    double taken = MAX((double)over_x / scaled->Xsize, (double)over_y / scaled->Ysize);
    VipsImage *cropped = NULL;
    if (taken > little_taken) {
        if (vips_smartcrop(scaled, &cropped, width, height, "interesting",
                           VIPS_INTERESTING_ATTENTION, NULL) == 0) {
            return cropped;
        }
        vips_error_clear();
    }
    if (vips_extract_area(scaled, &cropped, over_x / 2, over_y / 3, width, height, NULL) != 0) {
        vips_error_clear();
        return NULL;
    }
    return cropped;
}

/* What can be seen through shows the paper. Takes the image. */
static VipsImage *flatten(VipsImage *image, CoverColour ground) {
    if (image->Bands != 4) {
        return image;
    }
    double parts[3] = {ground.red * 255, ground.green * 255, ground.blue * 255};
    VipsArrayDouble *background = vips_array_double_new(parts, 3);
    VipsImage *flat = NULL;
    int failed = vips_flatten(image, &flat, "background", background, NULL);
    vips_area_unref(VIPS_AREA(background));
    g_object_unref(image);
    if (failed) {
        vips_error_clear();
        return NULL;
    }
    return flat;
}

static VipsImage *frame(const CoverCanvas *canvas, int width, int height) {
    VipsImage *picture = canvas->picture;
    double scale = MAX((double)width / picture->Xsize, (double)height / picture->Ysize);
    VipsImage *scaled = NULL;
    /* A hair larger, so that rounding leaves no pixel short. */
    if (vips_resize(picture, &scaled, scale * 1.002, "kernel", VIPS_KERNEL_LANCZOS3, NULL) != 0) {
        vips_error_clear();
        return NULL;
    }
    VipsImage *flat = flatten(scaled, canvas->paper);
    if (flat == NULL || flat->Xsize < width || flat->Ysize < height) {
        g_clear_object(&flat);
        return NULL;
    }
    VipsImage *cropped = crop(flat, width, height);
    g_object_unref(flat);
    return cropped;
}

static void paint(CoverCanvas *canvas, const uint8_t *pixels, int width, int height, int x, int y) {
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    uint8_t *rows = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int line = 0; rows != NULL && line < height; line++) {
        for (int column = 0; column < width; column++) {
            const uint8_t *from = pixels + 3 * ((size_t)line * (size_t)width + (size_t)column);
            uint32_t pixel = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];
            memcpy(rows + (size_t)line * (size_t)stride + 4 * (size_t)column, &pixel, 4);
        }
    }
    cairo_surface_mark_dirty(surface);
    cairo_set_source_surface(canvas->cairo, surface, x, y);
    cairo_rectangle(canvas->cairo, x, y, width, height);
    cairo_fill(canvas->cairo);
    cairo_surface_destroy(surface);
}

double cover_picture_ratio(const CoverCanvas *canvas) {
    const VipsImage *picture = canvas->picture;
    return picture != NULL ? (double)picture->Xsize / picture->Ysize : 0;
}

void cover_show_picture(CoverCanvas *canvas, CoverBox box) {
    box = cover_mirror(canvas, box);
    int width = (int)lround(box.width);
    int height = (int)lround(box.height);
    if (canvas->picture == NULL || width < 1 || height < 1) {
        return;
    }
    VipsImage *image = frame(canvas, width, height);
    size_t length = 0;
    uint8_t *pixels = image != NULL ? vips_image_write_to_memory(image, &length) : NULL;
    if (pixels != NULL && length == 3 * (size_t)width * (size_t)height) {
        paint(canvas, pixels, width, height, (int)lround(box.x), (int)lround(box.y));
    }
    g_free(pixels);
    g_clear_object(&image);
}
