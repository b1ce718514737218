/* The steps between decoding and encoding, in libvips's pipelines: what a camera stores is read
 * once, top to bottom; from the small picture on, all is in memory. */
#include "images/worker/shape.h"

#include "images/worker/colour.h"

static int to_memory(VipsImage *in, VipsImage **out) {
    *out = vips_image_copy_memory(in);
    return *out != NULL ? 0 : -1;
}

/* Colours count by how much of them is seen, so that what is hidden does not bleed into the rim. */
static int resize_transparent(VipsImage *in, VipsImage **out, double across, double down) {
    g_auto(Pixels) weighed = NULL;
    g_auto(Pixels) resized = NULL;
    g_auto(Pixels) plain = NULL;
    return vips_premultiply(in, &weighed, NULL) != 0 ||
                   vips_resize(weighed, &resized, across, "vscale", down, NULL) != 0 ||
                   vips_unpremultiply(resized, &plain, NULL) != 0
               ? -1
               : vips_cast(plain, out, in->BandFmt, NULL);
}

int shape_resize(VipsImage *in, VipsImage **out, int width_px, int height_px) {
    if (in->Xsize == width_px && in->Ysize == height_px) {
        return vips_copy(in, out, NULL);
    }
    double across = (double)width_px / in->Xsize;
    double down = (double)height_px / in->Ysize;
    return vips_image_hasalpha(in) ? resize_transparent(in, out, across, down)
                                   : vips_resize(in, out, across, "vscale", down, NULL);
}

/* One frame: smaller, then sRGB, then upright. */
static int shape_frame(const LoadedPicture *loaded, VipsImage *in, VipsImage **out) {
    /* EXIF 2.3, 4.6.4 A: which way the stored picture has to be turned, then mirrored. */
    static const struct {
        VipsAngle angle;
        bool is_mirrored;
    } turns[] = {[2] = {VIPS_ANGLE_D0, true},   [3] = {VIPS_ANGLE_D180, false},
                 [4] = {VIPS_ANGLE_D180, true}, [5] = {VIPS_ANGLE_D90, true},
                 [6] = {VIPS_ANGLE_D90, false}, [7] = {VIPS_ANGLE_D270, true},
                 [8] = {VIPS_ANGLE_D270, false}};
    unsigned orientation = loaded->header.orientation;
    g_auto(Pixels) settled = NULL;
    g_auto(Pixels) resized = NULL;
    g_auto(Pixels) small = NULL;
    g_auto(Pixels) coloured = NULL;
    g_auto(Pixels) kept = NULL;
    g_auto(Pixels) turned = NULL;
    if (colour_settle(in, &settled) != 0 ||
        shape_resize(settled, &resized, loaded->fit_width_px, loaded->fit_height_px) != 0 ||
        to_memory(resized, &small) != 0 || load_lost_parts() ||
        colour_to_srgb(small, &coloured) != 0 || to_memory(coloured, &kept) != 0) {
        return -1;
    }
    if (orientation < 2 || orientation >= G_N_ELEMENTS(turns)) {
        *out = g_steal_pointer(&kept);
        return 0;
    }
    if (vips_rot(kept, &turned, turns[orientation].angle, NULL) != 0) {
        return -1;
    }
    return turns[orientation].is_mirrored ? vips_flip(turned, out, VIPS_DIRECTION_HORIZONTAL, NULL)
                                          : vips_copy(turned, out, NULL);
}

/* Frames are cut apart first: none may bleed into the next. */
static int shape_frames(const LoadedPicture *loaded, VipsImage **out) {
    g_auto(Pixels) all = NULL;
    g_auto(Pixels) joined = NULL;
    g_autoptr(GPtrArray) shaped = g_ptr_array_new_with_free_func(g_object_unref);
    if (to_memory(loaded->image, &all) != 0) {
        return -1;
    }
    int stored_px = all->Ysize / (int)loaded->frames;
    for (unsigned i = 0; i < loaded->frames; i++) {
        g_auto(Pixels) frame = NULL;
        VipsImage *made = NULL;
        if (vips_extract_area(all, &frame, 0, (int)i * stored_px, all->Xsize, stored_px, NULL) !=
                0 ||
            shape_frame(loaded, frame, &made) != 0) {
            return -1;
        }
        g_ptr_array_add(shaped, made);
    }
    if (vips_arrayjoin((VipsImage **)shaped->pdata, &joined, (int)loaded->frames, "across", 1,
                       NULL) != 0 ||
        to_memory(joined, out) != 0) {
        return -1;
    }
    vips_image_set_int(*out, VIPS_META_PAGE_HEIGHT, loaded->fit_height_px);
    return 0;
}

VipsImage *shape_picture(const LoadedPicture *loaded, char **why) {
    VipsImage *shaped = NULL;
    int failed = loaded->frames > 1 ? shape_frames(loaded, &shaped)
                                    : shape_frame(loaded, loaded->image, &shaped);
    if (failed != 0) {
        g_clear_object(&shaped);
        load_failed(why);
    }
    return shaped;
}
