/* HEIC and AVIF: the size of the primary item, from the properties that it is given (ISO/IEC
 * 23008-12, 6.5 and 9.3; boxes: ISO/IEC 14496-12, 4.2). Photographs of telephones are grids of
 * tiles, each with a size of its own: only the primary item's counts. */
#include "images/picture_walk.h"

#include <string.h>

enum { BOX_HEAD_BYTES = 8, LONG_HEAD_BYTES = 16, FULL_BYTES = 4, INDEX_NONE = 0 };

/* Where a box is, and what is in it. */
typedef struct {
    char type[4];
    uint64_t start, end; /* of what is in it */
} Box;

static bool is_type(const Box *box, const char *type) {
    return memcmp(box->type, type, sizeof box->type) == 0;
}

/* The box at `*at`, which goes on to the next; false at `end`, or where there is none. */
static bool next_box(PictureWalk *walk, uint64_t *at, uint64_t end, Box *box) {
    const uint8_t *head = *at + BOX_HEAD_BYTES <= end && walk_count_part(walk)
                              ? source_at(walk->source, *at, BOX_HEAD_BYTES)
                              : NULL;
    if (head == NULL) {
        return false;
    }
    uint64_t length = big_endian_32(head), head_bytes = BOX_HEAD_BYTES;
    memcpy(box->type, head + 4, sizeof box->type);
    if (length == 1) {
        const uint8_t *longer = source_at(walk->source, *at, LONG_HEAD_BYTES);
        head_bytes = LONG_HEAD_BYTES;
        length = longer != NULL
                     ? (uint64_t)big_endian_32(longer + 8) << 32 | big_endian_32(longer + 12)
                     : 0;
    } else if (length == 0) { /* to the end */
        length = end - *at;
    }
    if (length < head_bytes || length > end - *at) {
        return false;
    }
    *box = (Box){.start = *at + head_bytes,
                 .end = *at + length,
                 .type = {box->type[0], box->type[1], box->type[2], box->type[3]}};
    *at += length;
    return true;
}

static bool find_box(PictureWalk *walk, uint64_t start, uint64_t end, const char *type, Box *box) {
    while (next_box(walk, &start, end, box)) {
        if (is_type(box, type)) {
            return true;
        }
    }
    return false;
}

/* A number of 1, 2 or 4 bytes, past which `*at` goes; false past `end`. */
static bool take(PictureWalk *walk, uint64_t *at, uint64_t end, size_t bytes, uint32_t *number) {
    const uint8_t *from = *at + bytes <= end ? source_at(walk->source, *at, bytes) : NULL;
    if (from == NULL) {
        return false;
    }
    *number = bytes == 1 ? from[0] : bytes == 2 ? big_endian_16(from) : big_endian_32(from);
    *at += bytes;
    return true;
}

/* The property of that number, counted from 1, as far as it tells of the size. */
static void read_property(PictureWalk *walk, const Box *properties, uint32_t index,
                          uint32_t size_px[2], bool *is_turned) {
    uint64_t at = properties->start;
    Box box = {0};
    for (uint32_t i = 0; i < index; i++) {
        if (!next_box(walk, &at, properties->end, &box)) {
            return;
        }
    }
    uint64_t in = box.start + FULL_BYTES;
    uint32_t angle = 0;
    if (is_type(&box, "ispe")) {
        if (!take(walk, &in, box.end, 4, &size_px[0]) ||
            !take(walk, &in, box.end, 4, &size_px[1])) {
            size_px[0] = size_px[1] = 0;
        }
    } else if (is_type(&box, "irot")) {
        in = box.start;
        *is_turned = take(walk, &in, box.end, 1, &angle) && angle % 2 == 1;
    }
}

/* Goes through what an item is given; false: the list ends. */
static bool read_item(PictureWalk *walk, uint64_t *at, uint64_t end, size_t index_bytes,
                      const Box *wanted_of, uint32_t size_px[2], bool *is_turned) {
    uint32_t count = 0, index = INDEX_NONE;
    uint32_t most = index_bytes == 1 ? 0x7F : 0x7FFF; /* the first bit: it is essential */
    if (!take(walk, at, end, 1, &count)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!take(walk, at, end, index_bytes, &index)) {
            return false;
        }
        if (wanted_of != NULL && (index & most) != INDEX_NONE) {
            read_property(walk, wanted_of, index & most, size_px, is_turned);
        }
    }
    return true;
}

static void read_associations(PictureWalk *walk, const Box *box, const Box *properties,
                              uint32_t primary, uint32_t size_px[2], bool *is_turned) {
    uint64_t at = box->start;
    uint32_t version_and_flags = 0, count = 0, item = 0;
    if (!take(walk, &at, box->end, 4, &version_and_flags) ||
        !take(walk, &at, box->end, 4, &count)) {
        return;
    }
    size_t item_bytes = version_and_flags >> 24 == 0 ? 2 : 4;
    size_t index_bytes = (version_and_flags & 1) != 0 ? 2 : 1;
    for (uint32_t i = 0; i < count && walk_count_part(walk); i++) {
        if (!take(walk, &at, box->end, item_bytes, &item)) {
            return;
        }
        const Box *wanted_of = item == primary ? properties : NULL;
        if (!read_item(walk, &at, box->end, index_bytes, wanted_of, size_px, is_turned)) {
            return;
        }
    }
}

static bool find_primary(PictureWalk *walk, const Box *meta, uint32_t *primary) {
    Box box;
    uint32_t version = 0;
    if (!find_box(walk, meta->start + FULL_BYTES, meta->end, "pitm", &box)) {
        return false;
    }
    uint64_t at = box.start;
    return take(walk, &at, box.end, 4, &version) &&
           take(walk, &at, box.end, version >> 24 == 0 ? 2 : 4, primary);
}

bool heif_read_size(PictureWalk *walk) {
    Box meta, iprp, properties, associations;
    uint32_t primary = 0, size_px[2] = {0, 0};
    bool is_turned = false;
    if (find_box(walk, 0, walk->source->size_bytes, "meta", &meta) &&
        find_primary(walk, &meta, &primary) &&
        find_box(walk, meta.start + FULL_BYTES, meta.end, "iprp", &iprp) &&
        find_box(walk, iprp.start, iprp.end, "ipco", &properties) &&
        find_box(walk, iprp.start, iprp.end, "ipma", &associations)) {
        read_associations(walk, &associations, &properties, primary, size_px, &is_turned);
    }
    walk->why = NULL; /* what does not tell its size may be a picture all the same */
    return size_px[0] == 0 || size_px[1] == 0 ||
           walk_set_size(walk, size_px[is_turned], size_px[!is_turned]);
}
