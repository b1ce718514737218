/* WebP (its container specification): RIFF chunks. What stays: the pixels, their transparency,
 * colour profile and frames, and of EXIF the orientation. */
#include "images/picture_walk.h"

#include <string.h>

enum {
    RIFF_HEAD_BYTES = 12,
    CHUNK_HEAD_BYTES = 8,
    VP8_HEAD_BYTES = 10,
    VP8L_HEAD_BYTES = 5,
    VP8X_BYTES = 10,
    ANMF_HEAD_BYTES = 16,
    FLAG_ANIMATED = 0x02,
    FLAG_XMP = 0x04,
    FLAG_EXIF = 0x08,
};

typedef struct {
    uint64_t offset; /* of its head */
    uint64_t length; /* of its data, without the byte that makes it even */
    char type[5];
} Chunk;

typedef struct {
    PictureWalk *walk;
    uint64_t end; /* of the RIFF */
    uint64_t kept_bytes;
    guint extended_piece; /* where VP8X is in the pieces */
    bool is_extended, has_picture, has_exif;
    unsigned frames;
} WebP;

static bool read_chunk(WebP *webp, uint64_t offset, Chunk *chunk) {
    PictureWalk *walk = webp->walk;
    const uint8_t *head = source_at(walk->source, offset, CHUNK_HEAD_BYTES);
    if (head == NULL) {
        return walk_fail(walk, picture_ends_in_middle);
    }
    *chunk = (Chunk){.offset = offset, .length = little_endian_32(head + 4)};
    memcpy(chunk->type, head, 4);
    return source_has(walk->source, offset + CHUNK_HEAD_BYTES, chunk->length) ||
           walk_fail(walk, picture_ends_in_middle);
}

static bool is_type(const Chunk *chunk, const char *type) {
    return memcmp(chunk->type, type, 4) == 0;
}

static void keep(WebP *webp, const Chunk *chunk) {
    static const uint8_t zero[1] = {0};
    uint64_t length = CHUNK_HEAD_BYTES + chunk->length;
    bool is_odd = chunk->length % 2 == 1;
    bool has_filler = source_has(webp->walk->source, chunk->offset, length + 1);
    walk_keep(webp->walk, chunk->offset, length + (is_odd && has_filler));
    if (is_odd && !has_filler) {
        walk_insert(webp->walk, zero, 1);
    }
    webp->kept_bytes += length + is_odd;
}

/* The size in a frame's own header (RFC 6386, 9.1; WebP lossless, 3). */
static bool read_frame_size(WebP *webp, const Chunk *chunk) {
    PictureWalk *walk = webp->walk;
    uint64_t data = chunk->offset + CHUNK_HEAD_BYTES;
    bool is_lossless = is_type(chunk, "VP8L");
    size_t least = is_lossless ? VP8L_HEAD_BYTES : VP8_HEAD_BYTES;
    const uint8_t *at = chunk->length >= least ? source_at(walk->source, data, least) : NULL;
    if (at == NULL) {
        return walk_fail(walk, picture_ends_in_header);
    }
    if (is_lossless) {
        uint32_t sides = little_endian_32(at + 1);
        return at[0] == 0x2F ? walk_set_size(walk, (sides & 0x3FFF) + 1, (sides >> 14 & 0x3FFF) + 1)
                             : walk_fail(walk, "its header is damaged");
    }
    bool is_key_frame = (at[0] & 1) == 0 && memcmp(at + 3, "\x9D\x01\x2A", 3) == 0;
    return is_key_frame ? walk_set_size(walk, little_endian_16(at + 6) & 0x3FFF,
                                        little_endian_16(at + 8) & 0x3FFF)
                        : walk_fail(walk, "its header is damaged");
}

static bool take_picture(WebP *webp, const Chunk *chunk) {
    webp->has_picture = true;
    if (!webp->is_extended && !read_frame_size(webp, chunk)) {
        return false;
    }
    keep(webp, chunk);
    return true;
}

/* Its flags are set at the end, once it is known what stays. */
static bool take_extended(WebP *webp, const Chunk *chunk) {
    PictureWalk *walk = webp->walk;
    const uint8_t *at = source_at(walk->source, chunk->offset, CHUNK_HEAD_BYTES + VP8X_BYTES);
    if (at == NULL || chunk->length != VP8X_BYTES || webp->is_extended) {
        return walk_fail(walk, "its header is damaged");
    }
    webp->is_extended = true;
    if (walk->pieces != NULL) {
        webp->extended_piece = walk->pieces->len;
        walk_insert(walk, at, CHUNK_HEAD_BYTES + VP8X_BYTES);
    }
    webp->kept_bytes += CHUNK_HEAD_BYTES + VP8X_BYTES;
    const uint8_t *canvas = at + CHUNK_HEAD_BYTES + 4;
    return walk_set_size(walk, (uint64_t)little_endian_24(canvas) + 1,
                         (uint64_t)little_endian_24(canvas + 3) + 1);
}

static void take_exif(WebP *webp, const Chunk *chunk) {
    PictureWalk *walk = webp->walk;
    uint64_t data = chunk->offset + CHUNK_HEAD_BYTES;
    uint64_t length = chunk->length;
    const uint8_t *at = source_at(walk->source, data, 6);
    if (length > 6 && at != NULL && memcmp(at, "Exif\0\0", 6) == 0) { /* some write JPEG's head */
        data += 6;
        length -= 6;
    }
    unsigned orientation = exif_orientation(walk->source, data, length);
    if (orientation != 1 && !webp->has_exif) {
        uint8_t block[CHUNK_HEAD_BYTES + EXIF_LEAST_BYTES] = {'E', 'X', 'I', 'F', EXIF_LEAST_BYTES};
        webp->has_exif = true;
        walk->header->orientation = orientation;
        exif_least(orientation, block + CHUNK_HEAD_BYTES);
        walk_insert(walk, block, sizeof block);
        webp->kept_bytes += sizeof block;
    }
}

static bool take_chunk(WebP *webp, const Chunk *chunk) {
    bool is_first = chunk->offset == RIFF_HEAD_BYTES;
    if (is_type(chunk, "VP8X")) {
        return is_first ? take_extended(webp, chunk)
                        : walk_fail(webp->walk, "its header is damaged");
    }
    if (!webp->has_picture && (is_type(chunk, "VP8 ") || is_type(chunk, "VP8L"))) {
        return take_picture(webp, chunk);
    }
    if (!webp->is_extended) {
        return true; /* a simple file is one chunk */
    }
    if (is_type(chunk, "ANMF") && chunk->length >= ANMF_HEAD_BYTES) {
        webp->frames++;
        keep(webp, chunk);
    } else if (is_type(chunk, "ICCP") || is_type(chunk, "ALPH") || is_type(chunk, "ANIM")) {
        keep(webp, chunk);
    } else if (is_type(chunk, "EXIF")) {
        take_exif(webp, chunk);
    }
    return true;
}

static void put_head(WebP *webp) {
    PicturePiece *head = &g_array_index(webp->walk->pieces, PicturePiece, 0);
    uint64_t length = webp->kept_bytes + 4; /* with the word WEBP */
    for (unsigned i = 0; i < 4; i++) {
        head->inserted[4 + i] = (uint8_t)(length >> (8 * i));
    }
    if (webp->is_extended) {
        PicturePiece *extended =
            &g_array_index(webp->walk->pieces, PicturePiece, webp->extended_piece);
        uint8_t *flags = &extended->inserted[CHUNK_HEAD_BYTES];
        *flags &= (uint8_t) ~(FLAG_XMP | FLAG_EXIF);
        *flags |= webp->has_exif ? FLAG_EXIF : 0;
    }
}

bool webp_walk(PictureWalk *walk) {
    const uint8_t *head = source_at(walk->source, 0, RIFF_HEAD_BYTES);
    if (head == NULL) {
        return walk_fail(walk, picture_ends_in_header);
    }
    WebP webp = {.walk = walk, .end = CHUNK_HEAD_BYTES + (uint64_t)little_endian_32(head + 4)};
    walk_insert(walk, head, RIFF_HEAD_BYTES);
    if (webp.end > walk->source->size_bytes + 1) { /* the last byte only makes the length even */
        return walk_fail(walk, picture_ends_in_middle);
    }
    for (uint64_t offset = RIFF_HEAD_BYTES; offset + CHUNK_HEAD_BYTES <= webp.end;) {
        Chunk chunk;
        if (!read_chunk(&webp, offset, &chunk) || !walk_count_part(walk) ||
            !take_chunk(&webp, &chunk)) {
            return false;
        }
        offset += CHUNK_HEAD_BYTES + chunk.length + chunk.length % 2;
    }
    if (!webp.has_picture && webp.frames == 0) {
        return walk_fail(walk, "there is no picture in it");
    }
    walk->header->is_animated = webp.frames > 1;
    if (walk->pieces != NULL) {
        put_head(&webp);
    }
    walk_apply_orientation(walk);
    return true;
}
