/* Renditions, and pictures opened for drawing: load, shape, save. */
#include "images/worker/render.h"

#include "images/worker/colour.h"
#include "images/worker/load.h"
#include "images/worker/save.h"
#include "images/worker/shape.h"

enum { GREY_BITS = 4, FULL_BITS = 8 };

VipsImage *picture_open(GBytes *bytes, Recipe recipe, char **why) {
    g_auto(LoadedPicture) loaded = {0};
    g_auto(Pixels) shaped =
        picture_load(bytes, recipe, false, &loaded, why) ? shape_picture(&loaded, why) : NULL;
    VipsImage *coloured = NULL;
    if (shaped == NULL) {
        return NULL;
    }
    if (vips_colourspace(shaped, &coloured, VIPS_INTERPRETATION_sRGB, NULL) != 0) {
        load_failed(why);
        return NULL;
    }
    VipsImage *kept = vips_image_copy_memory(coloured);
    g_object_unref(coloured);
    if (kept == NULL) {
        load_failed(why);
    }
    return kept;
}

/* What comes of a picture that is neither JPEG, PNG nor GIF is decided by what is in it. */
static PictureType choose_type(const LoadedPicture *loaded, bool is_transparent) {
    switch (loaded->header.type) {
    case PICTURE_JPEG:
    case PICTURE_PNG:
    case PICTURE_GIF:
        return loaded->header.type;
    case PICTURE_SVG:
        return PICTURE_PNG;
    case PICTURE_WEBP:
    case PICTURE_TIFF:
    case PICTURE_HEIC:
    case PICTURE_AVIF:
    case PICTURE_UNKNOWN:
        break;
    }
    return loaded->frames > 1 ? PICTURE_GIF : is_transparent ? PICTURE_PNG : PICTURE_JPEG;
}

/* What had few colours still has few. A scan in black and white gets greys when it is made smaller,
 * as many as e-ink shows. */
static PngForm choose_form(const LoadedPicture *loaded, const VipsImage *image) {
    bool is_same_size =
        loaded->image->Xsize == image->Xsize && loaded->image->Ysize == image->Ysize;
    PngForm form = {loaded->has_palette, FULL_BITS};
    if (!form.has_palette && image->Bands == 1 && loaded->depth_bits < FULL_BITS) {
        form.depth_bits = is_same_size ? (int)loaded->depth_bits : GREY_BITS;
    }
    return form;
}

static GBytes *save(const LoadedPicture *loaded, VipsImage *image, PictureType type,
                    unsigned quality, char **why) {
    switch (type) {
    case PICTURE_PNG:
        return save_png(image, choose_form(loaded, image), why);
    case PICTURE_GIF:
        return save_gif(image, why);
    case PICTURE_JPEG:
    case PICTURE_SVG:
    case PICTURE_WEBP:
    case PICTURE_TIFF:
    case PICTURE_HEIC:
    case PICTURE_AVIF:
    case PICTURE_UNKNOWN:
        break;
    }
    return picture_save_jpeg(image, quality, why);
}

/* Without an alpha band that hides nothing; on white, if it is to be a JPEG. */
static VipsImage *drop_alpha(VipsImage *image, bool is_transparent, bool is_jpeg) {
    VipsImage *opaque = NULL;
    if (image->Bands % 2 != 0 || (is_transparent && !is_jpeg)) {
        return g_object_ref(image);
    }
    if (is_transparent) {
        VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
        int failed = vips_flatten(image, &opaque, "background", white, NULL);
        vips_area_unref(VIPS_AREA(white));
        return failed ? NULL : opaque;
    }
    return vips_extract_band(image, &opaque, 0, "n", image->Bands - 1, NULL) == 0 ? opaque : NULL;
}

static VipsImage *load_and_shape(GBytes *picture, PictureType type, Recipe recipe,
                                 LoadedPicture *loaded, char **why) {
    if (!picture_load(picture, recipe, !recipe.is_jpeg, loaded, why)) {
        return NULL;
    }
    if (loaded->header.type != type) {
        *why = g_strdup("it is not of the kind that it was taken for");
        return NULL;
    }
    return shape_picture(loaded, why);
}

Rendition *render(GBytes *picture, PictureType type, Recipe recipe, char **why) {
    g_auto(LoadedPicture) loaded = {0};
    g_auto(Pixels) shaped = load_and_shape(picture, type, recipe, &loaded, why);
    if (shaped == NULL) {
        return NULL;
    }
    bool is_transparent = colour_is_transparent(shaped);
    g_auto(Pixels) image = drop_alpha(shaped, is_transparent, recipe.is_jpeg);
    if (image == NULL) {
        load_failed(why);
        return NULL;
    }
    PictureType made_type = recipe.is_jpeg ? PICTURE_JPEG : choose_type(&loaded, is_transparent);
    g_autoptr(GBytes) bytes = save(&loaded, image, made_type, recipe.quality, why);
    return bytes != NULL ? rendition_new(bytes, made_type, (unsigned)image->Xsize,
                                         (unsigned)vips_image_get_page_height(image))
                         : NULL;
}
