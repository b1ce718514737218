/* One walk over a picture's file serves both questions: how large it is, and which of its parts
 * stay when what cameras and programs wrote is taken out. So a picture whose header reads well also
 * strips well. The walk sees the file through small windows and never holds it. */
#ifndef GALLEY_IMAGES_PICTURE_WALK_H
#define GALLEY_IMAGES_PICTURE_WALK_H

#include "images/picture.h"

enum { SOURCE_WINDOW_BYTES = 4096, PIECE_INSERTED_BYTES = 48 };

/* A file's bytes: in memory, or behind a descriptor. */
typedef struct {
    const uint8_t *bytes; /* NULL: read from the descriptor */
    int descriptor;
    uint64_t size_bytes;
    uint64_t window_start;
    size_t window_length;
    uint8_t window[SOURCE_WINDOW_BYTES];
} PictureSource;

/* `length` bytes (at most SOURCE_WINDOW_BYTES) from `offset`, good until the next call; NULL where
 * the file ends before, or cannot be read. */
const uint8_t *source_at(PictureSource *source, uint64_t offset, size_t length);
/* Are there `length` bytes from `offset`? Reads nothing. */
bool source_has(const PictureSource *source, uint64_t offset, uint64_t length);

/* A stretch of the file that stays, or a few bytes that are put in. */
typedef struct {
    bool is_inserted;
    uint64_t offset;
    uint64_t length;
    uint8_t inserted[PIECE_INSERTED_BYTES];
} PicturePiece;

typedef struct {
    PictureSource *source;
    PictureHeader *header;
    GArray
        *pieces; /* PicturePiece, joined where they touch; NULL if only the header is asked for */
    const char *why; /* once a walk has failed */
    unsigned parts;
} PictureWalk;

void walk_keep(PictureWalk *walk, uint64_t offset, uint64_t length);
void walk_insert(PictureWalk *walk, const uint8_t *bytes,
                 size_t length); /* at most PIECE_INSERTED_BYTES */
/* Counts one more part of the file; false past LIMIT_PICTURE_PARTS. */
bool walk_count_part(PictureWalk *walk);
/* Takes the size; false, with the reason, if it is none or too large. */
bool walk_set_size(PictureWalk *walk, uint64_t width_px, uint64_t height_px);
/* Sides change places where the picture is stored lying. To be called once, at the end. */
void walk_apply_orientation(PictureWalk *walk);

extern const char *const picture_ends_in_header; /* phrases that several formats need */
extern const char *const picture_ends_in_middle;

/* The formats. Each fills walk->header but its type, and the pieces if they are asked for. */
bool jpeg_walk(PictureWalk *walk);
bool png_walk(PictureWalk *walk);
bool gif_walk(PictureWalk *walk);
bool webp_walk(PictureWalk *walk);

/* The size alone, of what has no walk: nothing of it goes into a book as it is. A file that does
 * not tell is let pass without a size; false: it tells of none that can be. */
bool tiff_read_size(PictureWalk *walk);
bool heif_read_size(PictureWalk *walk);

/* The orientation that a TIFF block (EXIF 2.3, 4.5 and 4.6.4) in `length` bytes from `offset`
 * gives; 1 if it gives none. */
unsigned exif_orientation(PictureSource *source, uint64_t offset, uint64_t length);

/* Does the ICC profile (ICC.1) in `length` bytes from `offset` show colours as sRGB does? */
bool icc_is_srgb(PictureSource *source, uint64_t offset, uint64_t length);

/* The least TIFF block that says an orientation. */
enum { EXIF_LEAST_BYTES = 26 };
void exif_least(unsigned orientation, uint8_t block[EXIF_LEAST_BYTES]);

/* A drawing parsed without network, entities or DTD; the caller frees it with xmlFreeDoc. NULL,
 * with the reason, if it is not well-formed SVG of a known size. */
xmlDoc *svg_load(const char *text, size_t length_bytes, const char **why);

/* Do the <use> elements of a drawing, one within the other, draw more than LIMIT_SVG_DRAWN
 * elements, or themselves? Marks the nodes (_private). */
bool svg_repeats_too_often(xmlNode *root);

/* The size and the view that the root element gives, all finite, sides above 0. */
typedef struct {
    double width_px, height_px;           /* as shown */
    double left, top, width, height;      /* viewBox, in user units */
    bool has_width, has_height, has_view; /* given, not worked out */
} SvgSize;
bool svg_size(const xmlNode *root, SvgSize *size);

/* Answers false, so that a walk can end in it. */
static inline bool walk_fail(PictureWalk *walk, const char *why) {
    walk->why = why;
    return false;
}

static inline uint32_t big_endian_16(const uint8_t *at) {
    return (uint32_t)at[0] << 8 | at[1];
}

static inline uint32_t big_endian_32(const uint8_t *at) {
    return big_endian_16(at) << 16 | big_endian_16(at + 2);
}

static inline uint32_t little_endian_16(const uint8_t *at) {
    return (uint32_t)at[1] << 8 | at[0];
}

static inline uint32_t little_endian_24(const uint8_t *at) {
    return (uint32_t)at[2] << 16 | little_endian_16(at);
}

static inline uint32_t little_endian_32(const uint8_t *at) {
    return little_endian_16(at + 2) << 16 | little_endian_16(at);
}

#endif
