/* Renditions for print: as many pixels as the place needs, in the inks of the press, its
 * transparency apart. */
#include "images/worker/print.h"

#include "base/limits.h"
#include "images/print_parts.h"
#include "images/worker/ink.h"
#include "images/worker/load.h"
#include "images/worker/save.h"
#include "images/worker/shape.h"

#include <math.h>

enum {
    QUALITY = 90,
    MEGAPIXEL = 1000000,
    LINE_TO_TONE = PRINT_LINE_PPI / PRINT_TONE_PPI,
    LOSSLESS_FACTOR = 2, /* so many times a JPEG's bytes are pixels without loss worth */
    JPEG_INK_MARGIN = 6, /* per cent that a JPEG may add to the ink of a pixel */
    ENCODERS_TINT = 6,   /* between a pixel's parts: what encoding with less colour leaves */
    SCANNERS_TINT = 12,  /* and what a scanner makes of black on white */
};

typedef struct {
    const PrintRecipe *recipe;
    LoadedPicture loaded;
    VipsImage *image; /* owned */
    Separation **kept;
    bool is_line_art;
    char **why;
} Printing;

static bool is_drawing(const Printing *printing) {
    return printing->loaded.header.type == PICTURE_SVG;
}

static bool fail(const Printing *printing) {
    return load_failed(printing->why);
}

static void take_image(Printing *printing, VipsImage *image) {
    g_object_unref(printing->image);
    printing->image = image;
}

/* How much smaller a picture has to be made so that its place, `divided` times as coarse as at
 * PRINT_LINE_PPI, has one pixel a dot, both ways. */
static double scale_to_place(const PrintRecipe *recipe, unsigned divided, double width_px,
                             double height_px) {
    return MAX((double)recipe->place_width_px / divided / width_px,
               (double)recipe->place_height_px / divided / height_px);
}

/* The size at which to load: a JPEG is never line art, a drawing is as large as it is wanted. */
static Recipe recipe_to_load(const PrintRecipe *recipe, const PictureHeader *header) {
    unsigned divided = header->type == PICTURE_JPEG ? LINE_TO_TONE : 1;
    if (header->width_px == 0 || header->height_px == 0) { /* what does not tell is loaded whole */
        return (Recipe){.most_side_px = LIMIT_PICTURE_SIDE_PX,
                        .most_pixels = LIMIT_PRINT_MEGAPIXELS * MEGAPIXEL};
    }
    double scale = scale_to_place(recipe, divided, header->width_px, header->height_px);
    if (header->type != PICTURE_SVG) {
        scale = MIN(scale, 1);
    }
    double side_px = ceil(MAX(header->width_px, header->height_px) * scale);
    return (Recipe){.most_side_px = (unsigned)CLAMP(side_px, 1, LIMIT_PICTURE_SIDE_PX),
                    .most_pixels = LIMIT_PRINT_MEGAPIXELS * MEGAPIXEL};
}

static bool load(Printing *printing, GBytes *picture, PictureType type) {
    PictureHeader header;
    const char *reason = NULL;
    if (!picture_read_header_bytes(picture, &header, &reason)) {
        *printing->why = g_strdup(reason);
        return false;
    }
    if (header.type != type) {
        *printing->why = g_strdup("it is not of the kind that it was taken for");
        return false;
    }
    Recipe recipe = recipe_to_load(printing->recipe, &header);
    return picture_load(picture, recipe, false, &printing->loaded, printing->why) &&
           (printing->image = shape_picture(&printing->loaded, printing->why)) != NULL;
}

/* What does not show of a picture that covers its place is cut off. */
static bool crop(Printing *printing) {
    const PrintRecipe *recipe = printing->recipe;
    VipsImage *image = printing->image;
    double shape = (double)recipe->place_width_px / recipe->place_height_px;
    int width_px = (int)CLAMP(lround(image->Ysize * shape), 1, image->Xsize);
    int height_px = (int)CLAMP(lround(image->Xsize / shape), 1, image->Ysize);
    VipsImage *cut = NULL;
    if (!recipe->covers || (width_px == image->Xsize && height_px == image->Ysize)) {
        return true;
    }
    if (vips_extract_area(image, &cut, (image->Xsize - width_px) / 2,
                          (image->Ysize - height_px) / 2, width_px, height_px, NULL) != 0) {
        return fail(printing);
    }
    take_image(printing, cut);
    return true;
}

/* Pixels in memory, so that they can be looked at. */
static bool settle(Printing *printing) {
    VipsImage *kept = vips_image_copy_memory(printing->image);
    if (kept == NULL) {
        return fail(printing);
    }
    take_image(printing, kept);
    return true;
}

/* An alpha band that hides nothing goes. */
static bool drop_opaque_alpha(Printing *printing) {
    VipsImage *image = printing->image, *colours = NULL;
    if (image->Bands % 2 == 0 && !colour_is_transparent(image)) {
        if (vips_extract_band(image, &colours, 0, "n", image->Bands - 1, NULL) != 0) {
            return fail(printing);
        }
        take_image(printing, colours);
    }
    return settle(printing);
}

static bool part_alpha(Printing *printing, VipsImage **alpha) {
    VipsImage *image = printing->image, *colours = NULL;
    if (image->Bands % 2 != 0) {
        return true;
    }
    if (vips_extract_band(image, alpha, image->Bands - 1, NULL) != 0 ||
        vips_extract_band(image, &colours, 0, "n", image->Bands - 1, NULL) != 0) {
        return fail(printing);
    }
    take_image(printing, colours);
    return settle(printing);
}

/* On a screen a tint is seen, in ink it would put four plates where black is meant. */
static bool is_grey(const Printing *printing) {
    bool is_for_screen = printing->recipe->inks == PRINT_INKS_RGB;
    return ink_is_grey(printing->image, is_for_screen ? ENCODERS_TINT : SCANNERS_TINT);
}

static bool drop_colour(Printing *printing) {
    VipsImage *image = printing->image, *grey = NULL;
    if (image->Bands == 1) {
        return true;
    }
    bool has_no_colour = is_grey(printing);
    if (!has_no_colour && printing->recipe->inks != PRINT_INKS_BLACK) {
        return true;
    }
    int failed = has_no_colour ? vips_extract_band(image, &grey, 1, NULL)
                               : vips_colourspace(image, &grey, VIPS_INTERPRETATION_B_W, NULL);
    if (failed != 0) {
        return fail(printing);
    }
    take_image(printing, grey);
    return settle(printing);
}

static bool is_too_fine(const Printing *printing) {
    return !is_drawing(printing) && printing->loaded.header.type != PICTURE_JPEG &&
           scale_to_place(printing->recipe, LINE_TO_TONE, printing->image->Xsize,
                          printing->image->Ysize) < 1;
}

/* What is no line art was loaded too large. What can be seen through is made smaller whole, so that
 * what is hidden does not come into the rim. */
static bool coarsen_tones(Printing *printing) {
    VipsImage *in = printing->image, *coarse = NULL;
    if (!is_too_fine(printing) || printing->is_line_art) {
        return true;
    }
    double scale = scale_to_place(printing->recipe, LINE_TO_TONE, in->Xsize, in->Ysize);
    if (shape_resize(in, &coarse, (int)MAX(1, lround(in->Xsize * scale)),
                     (int)MAX(1, lround(in->Ysize * scale))) != 0) {
        return fail(printing);
    }
    take_image(printing, coarse);
    return settle(printing);
}

/* NULL: the profile cannot be used. */
static const Separation *separation_of(const Printing *printing) {
    GBytes *profile = printing->recipe->profile;
    if (*printing->kept != NULL &&
        (profile == NULL || !separation_is_for(*printing->kept, profile))) {
        g_clear_pointer(printing->kept, separation_free);
    }
    if (*printing->kept == NULL && profile != NULL) {
        *printing->kept = separation_new(profile);
    }
    return *printing->kept;
}

static bool separate(Printing *printing, bool is_jpeg, VipsImage **inks) {
    VipsImage *image = printing->image;
    const PrintRecipe *recipe = printing->recipe;
    if (recipe->inks != PRINT_INKS_CMYK) {
        *inks = g_object_ref(image);
        return true;
    }
    const Separation *separation = separation_of(printing);
    if (separation == NULL) {
        *printing->why = g_strdup("the output profile cannot be used");
        return false;
    }
    unsigned margin = is_jpeg && recipe->most_ink_percent > JPEG_INK_MARGIN ? JPEG_INK_MARGIN : 0;
    int failed = image->Bands == 1
                     ? separation_apply_grey(separation, image, inks)
                     : separation_apply(separation, image, recipe->most_ink_percent - margin, inks);
    return failed == 0 || fail(printing);
}

static GBytes *encode_png(const Printing *printing, VipsImage *inks) {
    g_auto(Pixels) told = NULL;
    VipsInterpretation said = inks->Bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
    if (vips_copy(inks, &told, "interpretation", said, NULL) != 0) {
        fail(printing);
        return NULL;
    }
    return save_png(told, (PngForm){false, 8}, printing->why);
}

static GBytes *encode_jpeg(const Printing *printing, VipsImage *inks) {
    return inks->Bands == 4 ? save_plain_jpeg(inks, QUALITY, printing->why)
                            : picture_save_jpeg(inks, QUALITY, printing->why);
}

static GBytes *separate_and_encode(Printing *printing, bool is_jpeg) {
    g_auto(Pixels) inks = NULL;
    if (!separate(printing, is_jpeg, &inks)) {
        return NULL;
    }
    return is_jpeg ? encode_jpeg(printing, inks) : encode_png(printing, inks);
}

/* Photographs as JPEG; flat colours and lines without loss; what may be either as what is the
 * smaller, if not by much. */
static GBytes *encode(Printing *printing, PictureType *type) {
    const LoadedPicture *loaded = &printing->loaded;
    bool is_flat = is_drawing(printing) || loaded->has_palette || printing->is_line_art;
    bool is_photograph = loaded->header.type == PICTURE_JPEG && !is_flat;
    g_autoptr(GBytes) jpeg = is_flat ? NULL : separate_and_encode(printing, true);
    if (is_photograph || (jpeg == NULL && !is_flat)) {
        *type = PICTURE_JPEG;
        return g_steal_pointer(&jpeg);
    }
    g_autoptr(GBytes) png = separate_and_encode(printing, false);
    bool is_large = png != NULL && jpeg != NULL &&
                    g_bytes_get_size(png) > LOSSLESS_FACTOR * g_bytes_get_size(jpeg);
    *type = is_large ? PICTURE_JPEG : PICTURE_PNG;
    return is_large ? g_steal_pointer(&jpeg) : g_steal_pointer(&png);
}

/* Only grey pictures that cannot be seen through are line art; the rest is drawn in tones. */
static bool find_line_art(Printing *printing) {
    VipsImage *image = printing->image;
    bool may_be = printing->loaded.header.type != PICTURE_JPEG && !is_drawing(printing) &&
                  (image->Bands == 1 || (image->Bands == 3 && is_grey(printing)));
    printing->is_line_art = may_be && drop_colour(printing) && ink_is_line_art(printing->image);
    return !may_be || printing->image->Bands == 1;
}

static Rendition *make(Printing *printing) {
    g_auto(Pixels) alpha = NULL;
    PictureType type = PICTURE_UNKNOWN;
    if (!crop(printing) || !drop_opaque_alpha(printing) || !find_line_art(printing) ||
        !coarsen_tones(printing) || !part_alpha(printing, &alpha) || !drop_colour(printing)) {
        return NULL;
    }
    g_autoptr(GBytes) colours = encode(printing, &type);
    g_autoptr(GBytes) alpha_png =
        colours != NULL && alpha != NULL ? encode_png(printing, alpha) : NULL;
    if (colours == NULL || (alpha != NULL && alpha_png == NULL)) {
        return NULL;
    }
    g_autoptr(GBytes) parts = print_parts_join(colours, alpha_png);
    return rendition_new(parts, type, (unsigned)printing->image->Xsize,
                         (unsigned)printing->image->Ysize);
}

Rendition *render_print(GBytes *picture, PictureType type, const PrintRecipe *recipe,
                        Separation **kept, char **why) {
    Printing printing = {.recipe = recipe, .kept = kept, .why = why};
    if (recipe->place_width_px == 0 || recipe->place_height_px == 0) {
        *why = g_strdup("its place on the page has no size");
        return NULL;
    }
    Rendition *made = load(&printing, picture, type) ? make(&printing) : NULL;
    g_clear_object(&printing.image);
    loaded_picture_clear(&printing.loaded);
    return made;
}
