/* The table of kinds that may be decoded: each with its own loader and its own bound. A name, a
 * wrong suffix or a file that is two things at once cannot choose another. */
#include "images/worker/load.h"

#include "base/limits.h"
#include "images/worker/colour.h"

#include <dlfcn.h>
#include <gmodule.h>
#include <libxml/tree.h>
#include <math.h>
#include <string.h>

enum { MEGAPIXEL = 1000000, PNG_DEPTH_AT = 24, PNG_COLOUR_AT = 25, PNG_PALETTE = 3 };

typedef struct {
    GBytes *bytes;
    const void *data;
    size_t length;
    Recipe recipe;
    bool with_frames;
    LoadedPicture *loaded;
    char **why;
} Loading;

static bool refuse(char **why, const char *reason) {
    *why = g_strdup(reason);
    return false;
}

bool load_failed(char **why) {
    vips_error_clear();
    return refuse(why, "it is damaged, or written in a way that cannot be decoded");
}

/* libjpeg's words (jerror.h) for what leaves a grey or garbled part. Its others are of no harm to
 * the picture: bytes too many between two markers, say, which some telephones write. */
bool load_lost_parts(void) {
    static const char *const words[] = {"premature end of data", "bad Huffman code",
                                        "found marker"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strstr(vips_error_buffer(), words[i]) != NULL) {
            return true;
        }
    }
    return false;
}

static bool refuse_size(char **why, unsigned most_megapixels) {
    *why = g_strdup_printf("it unfolds to more than %u megapixels", most_megapixels);
    return false;
}

void loaded_picture_clear(LoadedPicture *loaded) {
    g_clear_object(&loaded->image);
}

/* The largest size of the same shape that the recipe allows, not above the picture's own. */
static void fit(LoadedPicture *loaded, Recipe recipe, int width_px, int height_px) {
    double pixels = (double)width_px * height_px;
    double scale = MIN(1, (double)recipe.most_side_px / MAX(width_px, height_px));
    scale = MIN(scale, sqrt(recipe.most_pixels / pixels));
    loaded->fit_width_px = (int)MAX(1, floor(width_px * scale + 1e-6));
    loaded->fit_height_px = (int)MAX(1, floor(height_px * scale + 1e-6));
}

/* JPEG: the decoder can leave out what is not needed, by 2, 4 or 8. */
static int fit_shrunk(const Loading *loading) {
    const PictureHeader *header = &loading->loaded->header;
    bool is_lying = header->orientation >= 5;
    unsigned width_px = is_lying ? header->height_px : header->width_px;
    unsigned height_px = is_lying ? header->width_px : header->height_px;
    fit(loading->loaded, loading->recipe, (int)width_px, (int)height_px);
    unsigned shrink = 8;
    while (shrink > 1 && (width_px < (unsigned)loading->loaded->fit_width_px * shrink ||
                          height_px < (unsigned)loading->loaded->fit_height_px * shrink)) {
        shrink /= 2;
    }
    return (int)shrink;
}

static bool load_jpeg(Loading *loading, VipsImage **image) {
    if (vips_jpegload_buffer((void *)loading->data, loading->length, image, "shrink",
                             fit_shrunk(loading), "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                             VIPS_FAIL_ON_TRUNCATED, NULL) != 0) {
        return load_failed(loading->why);
    }
    /* A progressive one is held whole, whatever comes of it. */
    const PictureHeader *header = &loading->loaded->header;
    bool is_whole = vips_image_get_typeof(*image, "jpeg-multiscan") != 0 ||
                    vips_image_get_typeof(*image, "interlaced") != 0;
    return !is_whole ||
           (uint64_t)header->width_px * header->height_px <=
               (uint64_t)LIMIT_PICTURE_MEGAPIXELS * MEGAPIXEL ||
           refuse_size(loading->why, LIMIT_PICTURE_MEGAPIXELS);
}

static bool load_png(Loading *loading, VipsImage **image) {
    const uint8_t *start = loading->data;
    if (loading->length > PNG_COLOUR_AT) { /* IHDR is first: PNG 1.2, 4.1.1 */
        loading->loaded->depth_bits = start[PNG_DEPTH_AT];
        loading->loaded->has_palette = start[PNG_COLOUR_AT] == PNG_PALETTE;
    }
    return vips_pngload_buffer((void *)loading->data, loading->length, image, "access",
                               VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL) == 0 ||
           load_failed(loading->why);
}

static int frames_wanted(const Loading *loading) {
    return loading->with_frames && loading->loaded->header.is_animated ? -1 : 1;
}

static bool load_gif(Loading *loading, VipsImage **image) {
    loading->loaded->has_palette = true;
    return vips_gifload_buffer((void *)loading->data, loading->length, image, "n",
                               frames_wanted(loading), "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                               VIPS_FAIL_ON_ERROR, NULL) == 0 ||
           load_failed(loading->why);
}

static bool load_webp(Loading *loading, VipsImage **image) {
    return vips_webpload_buffer((void *)loading->data, loading->length, image, "n",
                                frames_wanted(loading), "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                VIPS_FAIL_ON_ERROR, NULL) == 0 ||
           load_failed(loading->why);
}

/* The first page, with the orientation that its own tag gives (TIFF 6.0, page 36). */
static bool load_tiff(Loading *loading, VipsImage **image) {
    if (vips_tiffload_buffer((void *)loading->data, loading->length, image, "access",
                             VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL) != 0) {
        return load_failed(loading->why);
    }
    loading->loaded->header.orientation = (unsigned)vips_image_get_orientation(*image);
    return true;
}

/* libvips keeps HEIF in a module beside it (or has it built in). It is loaded when the first such
 * picture comes: it brings its own libraries. */
static void load_heif_module(void) {
    Dl_info place;
    if (g_type_from_name("VipsForeignLoadHeifBuffer") != 0 ||
        dladdr((void *)(gintptr)vips_init, &place) == 0) {
        return;
    }
    g_autofree char *directory = g_path_get_dirname(place.dli_fname);
    g_autofree char *modules =
        g_strdup_printf("vips-modules-%d.%d", vips_version(0), vips_version(1));
    g_autofree char *path = g_build_filename(directory, modules, "vips-heif.so", NULL);
    g_module_open(path, G_MODULE_BIND_LAZY); /* it stays */
}

/* libheif turns the picture upright by itself (ISO 23008-12, 6.5.10). */
static bool load_heif(Loading *loading, VipsImage **image) {
    load_heif_module();
    if (g_type_from_name("VipsForeignLoadHeifBuffer") == 0) {
        return refuse(loading->why, "libvips on this computer cannot decode HEIC and AVIF; save it "
                                    "as JPEG");
    }
    return vips_heifload_buffer((void *)loading->data, loading->length, image, "access",
                                VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL) == 0 ||
           load_failed(loading->why);
}

/* A drawing is cleaned first, so that the renderer sees only what a book might hold. It is drawn at
 * the size that is wanted. */
static bool load_svg(Loading *loading, VipsImage **image) {
    unsigned removed = 0;
    const char *reason = NULL;
    xmlDoc *drawing = picture_clean_svg(loading->bytes, &removed, &reason);
    if (drawing == NULL) {
        return refuse(loading->why, reason);
    }
    xmlChar *text = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(drawing, &text, &length, "UTF-8");
    xmlFreeDoc(drawing);
    const PictureHeader *header = &loading->loaded->header;
    double scale =
        MIN((double)loading->recipe.most_side_px / MAX(header->width_px, header->height_px),
            sqrt((double)loading->recipe.most_pixels / header->width_px / header->height_px));
    g_auto(Pixels) drawn = NULL;
    bool is_drawn = text != NULL &&
                    vips_svgload_buffer(text, (size_t)length, &drawn, "scale", scale, NULL) == 0 &&
                    (*image = vips_image_copy_memory(drawn)) != NULL;
    xmlFree(text);
    return is_drawn || load_failed(loading->why);
}

typedef struct {
    const char *loader; /* the name of libvips's class */
    bool (*load)(Loading *loading, VipsImage **image);
    unsigned most_megapixels; /* of all frames; checked before anything is decoded */
} Kind;

static const Kind kinds[] = {
    [PICTURE_JPEG] = {"VipsForeignLoadJpeg", load_jpeg, LIMIT_SHRUNK_MEGAPIXELS},
    [PICTURE_PNG] = {"VipsForeignLoadPng", load_png, LIMIT_PICTURE_MEGAPIXELS},
    [PICTURE_GIF] = {"VipsForeignLoadNsgif", load_gif, LIMIT_PICTURE_MEGAPIXELS},
    [PICTURE_SVG] = {"VipsForeignLoadSvg", load_svg, UINT_MAX / MEGAPIXEL},
    [PICTURE_WEBP] = {"VipsForeignLoadWebp", load_webp, LIMIT_PICTURE_MEGAPIXELS},
    [PICTURE_TIFF] = {"VipsForeignLoadTiff", load_tiff, LIMIT_PICTURE_MEGAPIXELS},
    [PICTURE_HEIC] = {"VipsForeignLoadHeif", load_heif, LIMIT_PICTURE_MEGAPIXELS},
    [PICTURE_AVIF] = {"VipsForeignLoadHeif", load_heif, LIMIT_PICTURE_MEGAPIXELS},
};

void load_block_others(void) {
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].loader != NULL) {
            vips_operation_block_set(kinds[i].loader, FALSE);
        }
    }
}

/* The header's size is bounded before libvips sees the file; what only libvips can tell, after it
 * has read the file's own header. */
static bool is_within(uint64_t pixels, unsigned most_megapixels, char **why) {
    return pixels <= (uint64_t)most_megapixels * MEGAPIXEL || refuse_size(why, most_megapixels);
}

static bool check_loaded(LoadedPicture *loaded, Recipe recipe, const Kind *kind, char **why) {
    int page_height_px = vips_image_get_page_height(loaded->image);
    loaded->frames = (unsigned)(loaded->image->Ysize / MAX(page_height_px, 1));
    if (loaded->frames > LIMIT_PICTURE_FRAMES) {
        *why = g_strdup_printf("it has more than %d frames", LIMIT_PICTURE_FRAMES);
        return false;
    }
    if (loaded->fit_width_px == 0) {
        fit(loaded, recipe, loaded->image->Xsize, page_height_px);
    }
    uint64_t pixels = (uint64_t)loaded->image->Xsize * (uint64_t)loaded->image->Ysize;
    return is_within(pixels,
                     loaded->frames > 1 ? LIMIT_ANIMATION_MEGAPIXELS : kind->most_megapixels, why);
}

bool picture_load(GBytes *bytes, Recipe recipe, bool with_frames, LoadedPicture *loaded,
                  char **why) {
    *loaded = (LoadedPicture){.frames = 1, .depth_bits = 8};
    const char *reason = NULL;
    vips_error_clear();
    if (!picture_read_header_bytes(bytes, &loaded->header, &reason)) {
        return refuse(why, reason);
    }
    Loading loading = {bytes, NULL, 0, recipe, with_frames, loaded, why};
    loading.data = g_bytes_get_data(bytes, &loading.length);
    const Kind *kind = &kinds[loaded->header.type];
    return is_within((uint64_t)loaded->header.width_px * loaded->header.height_px,
                     kind->most_megapixels, why) &&
           kind->load(&loading, &loaded->image) && check_loaded(loaded, recipe, kind, why);
}
