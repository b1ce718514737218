/* A picture as it came, never changed. Assets are made when the directory is walked (or
 * when a reader finds them inside a file); phase 2 reads the headers of those that are used. */
#ifndef GALLEY_MODEL_ASSET_H
#define GALLEY_MODEL_ASSET_H

#include "base/file.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    PICTURE_UNKNOWN,
    PICTURE_JPEG,
    PICTURE_PNG,
    PICTURE_GIF,
    PICTURE_SVG,
    PICTURE_WEBP,
    PICTURE_TIFF,
    PICTURE_HEIC,
    PICTURE_AVIF,
} PictureType;

/* A form of a picture made for one output: what is shown in the picture's stead. The orientation is
 * applied, the colours are sRGB, nothing but the pixels is in it. */
typedef struct {
    GBytes *bytes;
    PictureType type;
    unsigned width_px, height_px;
} Rendition;
Rendition *rendition_new(GBytes *bytes, PictureType type, unsigned width_px, unsigned height_px);
void rendition_free(Rendition *rendition); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rendition, rendition_free)

typedef struct {
    char *path; /* in the issue: "images/boat.jpg"; in media: "media:/uploads/boat.jpg". The tree's
                   img src holds this same string once figures are resolved */
    char *display_path; /* as the editor would type it, for places */
    Root *root;         /* where `file_path` is read; NULL for an asset in memory */
    char *file_path;
    GBytes *bytes; /* in memory (a reader's own); NULL for a file */
    uint64_t size_bytes;
    /* Known after phase 2 */
    bool is_used;
    bool is_broken;
    PictureType type;
    unsigned width_px, height_px; /* as shown: orientation applied */
    unsigned orientation;         /* EXIF 1 … 8 */
    bool is_animated;
    bool is_uncommon;     /* as PictureHeader has it */
    Rendition *rendition; /* the e-book's; NULL: the picture goes in as it came, without what
                             cameras wrote about it */
    char *name;           /* file name in a book: "boat.jpg", ASCII, unique; set by enrich */
} Asset;

Asset *asset_new(const char *path, const char *display_path, Root *root, const char *file_path,
                 uint64_t size_bytes);
Asset *asset_new_bytes(const char *path, const char *display_path, GBytes *bytes);
void asset_free(Asset *asset);
GBytes *asset_read(const Asset *asset, GError **error); /* thread-safe */

/* The picture as a book shows it: its rendition, or, where it has none, as it came. */
typedef struct {
    PictureType type;
    unsigned width_px, height_px;
    bool is_animated;
} ShownPicture;
ShownPicture asset_shown(const Asset *asset);

const char *picture_media_type(PictureType type); /* "image/jpeg" */
const char *picture_suffix(PictureType type);     /* ".jpg" */
bool picture_type_is_core(
    PictureType type); /* EPUB 3.3 core media types as of issue: JPEG PNG GIF SVG WebP */

#endif
