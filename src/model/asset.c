/* Pictures as they came: making, freeing, reading, and the names of their types. */
#include "model/asset.h"

#include "base/limits.h"

static Asset *asset_common(const char *path, const char *display_path) {
    Asset *asset = g_new0(Asset, 1);
    asset->path = g_strdup(path);
    asset->display_path = g_strdup(display_path);
    asset->orientation = 1;
    return asset;
}

Asset *asset_new(const char *path, const char *display_path, Root *root, const char *file_path,
                 uint64_t size_bytes) {
    Asset *asset = asset_common(path, display_path);
    asset->root = root_ref(root);
    asset->file_path = g_strdup(file_path);
    asset->size_bytes = size_bytes;
    return asset;
}

Asset *asset_new_bytes(const char *path, const char *display_path, GBytes *bytes) {
    Asset *asset = asset_common(path, display_path);
    asset->bytes = g_bytes_ref(bytes);
    asset->size_bytes = g_bytes_get_size(bytes);
    return asset;
}

void asset_free(Asset *asset) {
    if (asset == NULL) {
        return;
    }
    g_free(asset->path);
    g_free(asset->display_path);
    g_free(asset->file_path);
    rendition_free(asset->rendition);
    g_free(asset->name);
    g_clear_pointer(&asset->root, root_free);
    g_clear_pointer(&asset->bytes, g_bytes_unref);
    g_free(asset);
}

GBytes *asset_read(const Asset *asset, GError **error) {
    if (asset->bytes != NULL) {
        return g_bytes_ref(asset->bytes);
    }
    return root_read(asset->root, asset->file_path, LIMIT_PICTURE_BYTES, error);
}

ShownPicture asset_shown(const Asset *asset) {
    const Rendition *rendition = asset->rendition;
    if (rendition == NULL) {
        return (ShownPicture){asset->type, asset->width_px, asset->height_px, asset->is_animated};
    }
    bool moves = asset->is_animated && rendition->type == PICTURE_GIF;
    return (ShownPicture){rendition->type, rendition->width_px, rendition->height_px, moves};
}

static const struct {
    const char *media_type;
    const char *suffix;
    bool is_core; /* EPUB 3.3, 3.2 */
} types[] = {
    [PICTURE_UNKNOWN] = {"application/octet-stream", "", false},
    [PICTURE_JPEG] = {"image/jpeg", ".jpg", true},
    [PICTURE_PNG] = {"image/png", ".png", true},
    [PICTURE_GIF] = {"image/gif", ".gif", true},
    [PICTURE_SVG] = {"image/svg+xml", ".svg", true},
    [PICTURE_WEBP] = {"image/webp", ".webp", true},
    [PICTURE_TIFF] = {"image/tiff", ".tif", false},
    [PICTURE_HEIC] = {"image/heic", ".heic", false},
    [PICTURE_AVIF] = {"image/avif", ".avif", false},
};

const char *picture_media_type(PictureType type) {
    return types[type].media_type;
}

const char *picture_suffix(PictureType type) {
    return types[type].suffix;
}

bool picture_type_is_core(PictureType type) {
    return types[type].is_core;
}

Rendition *rendition_new(GBytes *bytes, PictureType type, unsigned width_px, unsigned height_px) {
    Rendition *rendition = g_new0(Rendition, 1);
    *rendition = (Rendition){g_bytes_ref(bytes), type, width_px, height_px};
    return rendition;
}

void rendition_free(Rendition *rendition) {
    if (rendition == NULL) {
        return;
    }
    g_bytes_unref(rendition->bytes);
    g_free(rendition);
}
