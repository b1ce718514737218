/* EXIF: a TIFF file inside a picture, of which only the orientation matters (EXIF 2.3, tag 274). */
#include "images/picture_walk.h"

#include <string.h>

enum { TAG_ORIENTATION = 0x0112, TYPE_SHORT = 3, ENTRY_BYTES = 12 };

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

unsigned exif_orientation(PictureSource *source, uint64_t offset, uint64_t length) {
    TiffBlock block = {source, offset, length, false};
    const uint8_t *head = block_at(&block, 0, 8);
    if (head == NULL || (memcmp(head, "MM\0*", 4) != 0 && memcmp(head, "II*\0", 4) != 0)) {
        return 1;
    }
    block.is_big_endian = head[0] == 'M';
    uint64_t directory = read_32(&block, head + 4);
    const uint8_t *count_at = block_at(&block, directory, 2);
    uint32_t count = count_at != NULL ? read_16(&block, count_at) : 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry =
            block_at(&block, directory + 2 + (uint64_t)i * ENTRY_BYTES, ENTRY_BYTES);
        if (entry == NULL) {
            return 1;
        }
        if (read_16(&block, entry) == TAG_ORIENTATION) {
            uint32_t value = read_16(&block, entry + 8);
            bool is_sane = read_16(&block, entry + 2) == TYPE_SHORT && value >= 1 && value <= 8;
            return is_sane ? value : 1;
        }
    }
    return 1;
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
