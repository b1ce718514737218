/* TIFF blocks: EXIF inside a picture, of which only the orientation matters (EXIF 2.3, tag 274),
 * and TIFF files themselves, of which their first page's size does (TIFF 6.0, page 18). */
#include "images/picture_walk.h"

#include <string.h>

enum {
    TAG_WIDTH = 0x0100,
    TAG_HEIGHT = 0x0101,
    TAG_ORIENTATION = 0x0112,
    TYPE_SHORT = 3,
    TYPE_LONG = 4,
    ENTRY_BYTES = 12
};

typedef struct {
    PictureSource *source;
    uint64_t offset, length;
    bool is_big_endian;
} TiffBlock;

/* `count` bytes of the block from `at`; NULL past its end. */
static const uint8_t *block_at(const TiffBlock *block, uint64_t at, size_t count) {
    if (at > block->length || count > block->length - at) {
        return NULL;
    }
    return source_at(block->source, block->offset + at, count);
}

static uint32_t read_16(const TiffBlock *block, const uint8_t *at) {
    return block->is_big_endian ? big_endian_16(at) : little_endian_16(at);
}

static uint32_t read_32(const TiffBlock *block, const uint8_t *at) {
    return block->is_big_endian ? big_endian_32(at) : little_endian_32(at);
}

/* The number that a tag of the first directory holds, a short or a long; false: it has none. */
static bool find_number(const TiffBlock *block, uint64_t directory, uint32_t tag,
                        uint32_t *number) {
    const uint8_t *count_at = block_at(block, directory, 2);
    uint32_t count = count_at != NULL ? read_16(block, count_at) : 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry =
            block_at(block, directory + 2 + (uint64_t)i * ENTRY_BYTES, ENTRY_BYTES);
        if (entry == NULL) {
            return false;
        }
        if (read_16(block, entry) == tag) {
            uint32_t type = read_16(block, entry + 2);
            *number = type == TYPE_SHORT ? read_16(block, entry + 8) : read_32(block, entry + 8);
            return type == TYPE_SHORT || type == TYPE_LONG;
        }
    }
    return false;
}

/* False: it is no TIFF block of the kind whose offsets have 32 bits. */
static bool find_directory(TiffBlock *block, uint64_t *directory) {
    const uint8_t *head = block_at(block, 0, 8);
    if (head == NULL || (memcmp(head, "MM\0*", 4) != 0 && memcmp(head, "II*\0", 4) != 0)) {
        return false;
    }
    block->is_big_endian = head[0] == 'M';
    *directory = read_32(block, head + 4);
    return true;
}

unsigned exif_orientation(PictureSource *source, uint64_t offset, uint64_t length) {
    TiffBlock block = {source, offset, length, false};
    uint64_t directory = 0;
    uint32_t value = 0;
    bool is_said = find_directory(&block, &directory) &&
                   find_number(&block, directory, TAG_ORIENTATION, &value);
    return is_said && value >= 1 && value <= 8 ? value : 1;
}

bool tiff_read_size(PictureWalk *walk) {
    TiffBlock block = {walk->source, 0, walk->source->size_bytes, false};
    uint64_t directory = 0;
    uint32_t width_px = 0, height_px = 0;
    if (!find_directory(&block, &directory) ||
        !find_number(&block, directory, TAG_WIDTH, &width_px) ||
        !find_number(&block, directory, TAG_HEIGHT, &height_px)) {
        return true;
    }
    walk->header->orientation = exif_orientation(walk->source, 0, walk->source->size_bytes);
    if (!walk_set_size(walk, width_px, height_px)) {
        return false;
    }
    walk_apply_orientation(walk);
    return true;
}

void exif_least(unsigned orientation, uint8_t block[EXIF_LEAST_BYTES]) {
    static const uint8_t model[EXIF_LEAST_BYTES] = {
        'M', 'M',  0, '*',        0, 0, 0, 8, /* big endian; the directory is at 8 */
        0,   1,                               /* one entry: */
        1,   0x12, 0, TYPE_SHORT, 0, 0, 0, 1, /* orientation, one short, */
        0,   0,    0, 0,                      /* its value, */
        0,   0,    0, 0,                      /* and no further directory */
    };
    memcpy(block, model, sizeof model);
    block[19] = (uint8_t)orientation;
}
