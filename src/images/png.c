/* PNG (W3C PNG, second edition; APNG; eXIf of the extensions): chunks. What stays: the pixels, and
 * the chunks by which their colours, size and movement are shown. */
#include "images/picture_walk.h"

#include <string.h>

enum {
    SIGNATURE_BYTES = 8,
    CHUNK_HEAD_BYTES = 8,
    CHUNK_FRAME_BYTES = 12, /* length, type, checksum */
    IHDR_BYTES = 13,
    PLAIN_BITS = 8,
    PROFILE_NAME_BYTES = 79,
};

typedef enum {
    CHUNK_DROP,
    CHUNK_KEEP,
    CHUNK_HEADER,
    CHUNK_DATA,
    CHUNK_END,
    CHUNK_EXIF,
    CHUNK_ANIMATION,
    CHUNK_PROFILE,
    CHUNK_CODE_POINTS
} ChunkRole;

static const struct {
    char type[5];
    ChunkRole role;
} chunks[] = {
    {"IHDR", CHUNK_HEADER}, {"PLTE", CHUNK_KEEP},      {"IDAT", CHUNK_DATA},
    {"IEND", CHUNK_END},    {"gAMA", CHUNK_KEEP},      {"cHRM", CHUNK_KEEP},
    {"sRGB", CHUNK_KEEP},   {"iCCP", CHUNK_PROFILE},   {"cICP", CHUNK_CODE_POINTS},
    {"sBIT", CHUNK_KEEP},   {"tRNS", CHUNK_KEEP},      {"pHYs", CHUNK_KEEP},
    {"bKGD", CHUNK_KEEP},   {"acTL", CHUNK_ANIMATION}, {"fcTL", CHUNK_KEEP},
    {"fdAT", CHUNK_KEEP},   {"eXIf", CHUNK_EXIF},
};

typedef struct {
    uint64_t offset; /* of its length */
    uint64_t length; /* of its data */
    char type[5];
} Chunk;

static bool read_chunk(PictureWalk *walk, uint64_t offset, Chunk *chunk) {
    const uint8_t *head = source_at(walk->source, offset, CHUNK_HEAD_BYTES);
    const char *broken_off =
        offset == SIGNATURE_BYTES ? picture_ends_in_header : picture_ends_in_middle;
    if (head == NULL) {
        return walk_fail(walk, broken_off);
    }
    *chunk = (Chunk){.offset = offset, .length = big_endian_32(head)};
    memcpy(chunk->type, head + 4, 4);
    for (size_t i = 0; i < 4; i++) {
        if (!g_ascii_isalpha(chunk->type[i])) {
            return walk_fail(walk, "its parts do not follow each other as in a PNG");
        }
    }
    return source_has(walk->source, offset, CHUNK_FRAME_BYTES + chunk->length) ||
           walk_fail(walk, broken_off);
}

/* A chunk that a decoder must understand is none of ours, or an ancillary one has no row: drop. */
static bool find_role(PictureWalk *walk, const Chunk *chunk, ChunkRole *role) {
    for (size_t i = 0; i < G_N_ELEMENTS(chunks); i++) {
        if (memcmp(chunk->type, chunks[i].type, 4) == 0) {
            *role = chunks[i].role;
            return true;
        }
    }
    *role = CHUNK_DROP;
    return g_ascii_islower(chunk->type[0]) ||
           walk_fail(walk, "it is a rare kind of PNG that e-readers do not show");
}

/* CRC-32 as PNG has it (annex D), of few bytes. */
static uint32_t checksum(const uint8_t *bytes, size_t length) {
    uint32_t crc = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0xEDB88320 & (0u - (crc & 1)));
        }
    }
    return ~crc;
}

static void put_32(uint8_t *at, uint32_t value) {
    for (unsigned i = 0; i < 4; i++) {
        at[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

/* Which bit depths go with a colour type (11.2.2), as a set of bits. */
static bool depth_is_known(unsigned colour_type, unsigned depth) {
    static const unsigned depths[] = {
        [0] = 1 | 2 | 4 | 8 | 16, [2] = 8 | 16, [3] = 1 | 2 | 4 | 8, [4] = 8 | 16, [6] = 8 | 16};
    bool is_one = depth != 0 && (depth & (depth - 1)) == 0;
    return colour_type < G_N_ELEMENTS(depths) && is_one && (depths[colour_type] & depth) != 0;
}

static bool read_header(PictureWalk *walk, const Chunk *chunk) {
    const uint8_t *at = source_at(walk->source, chunk->offset, CHUNK_FRAME_BYTES + IHDR_BYTES);
    if (at == NULL || chunk->length != IHDR_BYTES ||
        big_endian_32(at + CHUNK_HEAD_BYTES + IHDR_BYTES) != checksum(at + 4, 4 + IHDR_BYTES)) {
        return walk_fail(walk, "its header is damaged");
    }
    const uint8_t *data = at + CHUNK_HEAD_BYTES;
    walk->header->is_uncommon = data[8] > PLAIN_BITS;
    bool is_known =
        depth_is_known(data[9], data[8]) && data[10] == 0 && data[11] == 0 && data[12] <= 1;
    return is_known ? walk_set_size(walk, big_endian_32(data), big_endian_32(data + 4))
                    : walk_fail(walk, "its header is damaged");
}

static void keep_orientation(PictureWalk *walk, const Chunk *chunk) {
    unsigned orientation =
        exif_orientation(walk->source, chunk->offset + CHUNK_HEAD_BYTES, chunk->length);
    walk->header->orientation = orientation;
    if (orientation != 1) {
        uint8_t block[CHUNK_FRAME_BYTES + EXIF_LEAST_BYTES] = {0,   0,   0,   EXIF_LEAST_BYTES,
                                                               'e', 'X', 'I', 'f'};
        exif_least(orientation, block + CHUNK_HEAD_BYTES);
        put_32(block + CHUNK_HEAD_BYTES + EXIF_LEAST_BYTES,
               checksum(block + 4, 4 + EXIF_LEAST_BYTES));
        walk_insert(walk, block, sizeof block);
    }
}

static bool says_frames(PictureWalk *walk, const Chunk *chunk) {
    const uint8_t *frames =
        chunk->length == 8 ? source_at(walk->source, chunk->offset + CHUNK_HEAD_BYTES, 4) : NULL;
    return frames != NULL && big_endian_32(frames) > 1;
}

/* By its name: the profile itself is packed. Programs that write sRGB say so. */
static bool is_srgb_profile(PictureWalk *walk, const Chunk *chunk) {
    size_t length = (size_t)MIN(chunk->length, PROFILE_NAME_BYTES);
    const uint8_t *name = source_at(walk->source, chunk->offset + CHUNK_HEAD_BYTES, length);
    return name != NULL && memmem(name, strnlen((const char *)name, length), "sRGB", 4) != NULL;
}

/* ITU-T H.273: primaries of BT.709, and sRGB's transfer. */
static bool is_srgb_code(PictureWalk *walk, const Chunk *chunk) {
    const uint8_t *code =
        chunk->length == 4 ? source_at(walk->source, chunk->offset + CHUNK_HEAD_BYTES, 2) : NULL;
    return code != NULL && code[0] == 1 && code[1] == 13;
}

typedef struct {
    bool has_header, has_data, has_exif;
} Png;

/* One chunk to what stays, or not. */
static bool take_chunk(PictureWalk *walk, Png *png, const Chunk *chunk, ChunkRole role) {
    switch (role) {
    case CHUNK_DROP:
        return true;
    case CHUNK_EXIF:
        if (!png->has_exif) {
            png->has_exif = true;
            keep_orientation(walk, chunk);
        }
        return true;
    case CHUNK_HEADER:
        if (png->has_header) {
            return walk_fail(walk, "its header is damaged");
        }
        png->has_header = true;
        if (!read_header(walk, chunk)) {
            return false;
        }
        break;
    case CHUNK_DATA:
        png->has_data = true;
        break;
    case CHUNK_ANIMATION:
        walk->header->is_animated = says_frames(walk, chunk);
        break;
    case CHUNK_PROFILE:
        walk->header->is_uncommon = walk->header->is_uncommon || !is_srgb_profile(walk, chunk);
        break;
    case CHUNK_CODE_POINTS:
        walk->header->is_uncommon = walk->header->is_uncommon || !is_srgb_code(walk, chunk);
        break;
    case CHUNK_KEEP:
    case CHUNK_END:
        break;
    }
    walk_keep(walk, chunk->offset, CHUNK_FRAME_BYTES + chunk->length);
    return true;
}

bool png_walk(PictureWalk *walk) {
    Png png = {false, false, false};
    ChunkRole role = CHUNK_DROP;
    walk_keep(walk, 0, SIGNATURE_BYTES);
    for (uint64_t offset = SIGNATURE_BYTES; role != CHUNK_END;) {
        Chunk chunk;
        if (!read_chunk(walk, offset, &chunk) || !walk_count_part(walk) ||
            !find_role(walk, &chunk, &role)) {
            return false;
        }
        if (!png.has_header && role != CHUNK_HEADER) {
            return walk_fail(walk, "its header is damaged");
        }
        if (!take_chunk(walk, &png, &chunk, role)) {
            return false;
        }
        offset += CHUNK_FRAME_BYTES + chunk.length;
    }
    if (!png.has_data) {
        return walk_fail(walk, "there is no picture in it");
    }
    walk_apply_orientation(walk);
    return true;
}
