/* GIF (87a and 89a): blocks, most of them runs of sub-blocks. What stays: the frames, what controls
 * them, and how often they are shown. */
#include "images/picture_walk.h"

#include <string.h>

enum {
    HEADER_BYTES = 13, /* signature and screen descriptor */
    DESCRIPTOR_BYTES = 10,
    BLOCK_EXTENSION = 0x21,
    BLOCK_IMAGE = 0x2C,
    BLOCK_TRAILER = 0x3B,
    LABEL_CONTROL = 0xF9,
    LABEL_APPLICATION = 0xFF,
    APPLICATION_BYTES = 11,
    HAS_COLOURS = 0x80,
};

/* How long the colour table is that a descriptor's flags announce. */
static uint64_t colours_length(uint8_t flags) {
    return (flags & HAS_COLOURS) != 0 ? 3u << ((flags & 7) + 1) : 0;
}

/* Goes over sub-blocks from `*offset` to behind the empty one that ends them. */
static bool skip_blocks(PictureWalk *walk, uint64_t *offset) {
    for (;;) {
        const uint8_t *length = source_at(walk->source, *offset, 1);
        if (length == NULL || !source_has(walk->source, *offset + 1, *length)) {
            return walk_fail(walk, picture_ends_in_middle);
        }
        *offset += 1 + (uint64_t)*length;
        if (*length == 0) {
            return true;
        }
    }
}

static bool skip_image(PictureWalk *walk, uint64_t *offset) {
    const uint8_t *at = source_at(walk->source, *offset, DESCRIPTOR_BYTES);
    if (at == NULL) {
        return walk_fail(walk, picture_ends_in_middle);
    }
    *offset += DESCRIPTOR_BYTES + colours_length(at[9]) + 1; /* and the code size */
    return skip_blocks(walk, offset);
}

/* Of the extensions stay those that control frames and those that loop them. */
static bool extension_stays(PictureWalk *walk, uint64_t offset) {
    const uint8_t *at = source_at(walk->source, offset, 3 + APPLICATION_BYTES);
    if (at == NULL) {
        at = source_at(walk->source, offset, 2);
        return at != NULL && at[1] == LABEL_CONTROL;
    }
    return at[1] == LABEL_CONTROL || (at[1] == LABEL_APPLICATION && at[2] == APPLICATION_BYTES &&
                                      (memcmp(at + 3, "NETSCAPE2.0", APPLICATION_BYTES) == 0 ||
                                       memcmp(at + 3, "ANIMEXTS1.0", APPLICATION_BYTES) == 0));
}

static bool walk_extension(PictureWalk *walk, uint64_t *offset) {
    uint64_t start = *offset;
    bool stays = extension_stays(walk, start);
    *offset += 2;
    if (!skip_blocks(walk, offset)) {
        return false;
    }
    if (stays) {
        walk_keep(walk, start, *offset - start);
    }
    return true;
}

/* Blocks up to the trailer, or, where it is forgotten, the file's end. */
static bool walk_block(PictureWalk *walk, uint64_t *offset, unsigned *frames, bool *has_ended) {
    static const uint8_t trailer[] = {BLOCK_TRAILER};
    const uint8_t *kind = source_at(walk->source, *offset, 1);
    uint64_t start = *offset;
    if (kind == NULL) {
        walk_insert(walk, trailer, sizeof trailer);
        *has_ended = true;
        return true;
    }
    switch (*kind) {
    case BLOCK_TRAILER:
        walk_keep(walk, start, 1);
        *has_ended = true;
        return true;
    case BLOCK_IMAGE:
        (*frames)++;
        if (!skip_image(walk, offset)) {
            return false;
        }
        walk_keep(walk, start, *offset - start);
        return true;
    case BLOCK_EXTENSION:
        return walk_extension(walk, offset);
    default:
        return walk_fail(walk, "its parts do not follow each other as in a GIF");
    }
}

bool gif_walk(PictureWalk *walk) {
    const uint8_t *at = source_at(walk->source, 0, HEADER_BYTES);
    if (at == NULL) {
        return walk_fail(walk, picture_ends_in_header);
    }
    uint64_t offset = HEADER_BYTES + colours_length(at[10]);
    if (!walk_set_size(walk, little_endian_16(at + 6), little_endian_16(at + 8))) {
        return false;
    }
    if (!source_has(walk->source, 0, offset)) {
        return walk_fail(walk, picture_ends_in_header);
    }
    walk_keep(walk, 0, offset);
    unsigned frames = 0;
    for (bool has_ended = false; !has_ended;) {
        if (!walk_count_part(walk) || !walk_block(walk, &offset, &frames, &has_ended)) {
            return false;
        }
    }
    if (frames == 0) {
        return walk_fail(walk, "there is no picture in it");
    }
    walk->header->is_animated = frames > 1;
    return true;
}
