/* What all walks over picture files need: windows on the file, and the list of what stays. */
#include "images/picture_walk.h"

#include "base/limits.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

const char *const picture_ends_in_header = "the file ends in the middle of its header";
const char *const picture_ends_in_middle = "the file ends in the middle of the picture";

bool source_has(const PictureSource *source, uint64_t offset, uint64_t length) {
    return offset <= source->size_bytes && length <= source->size_bytes - offset;
}

static bool fill_window(PictureSource *source, uint64_t offset) {
    source->window_start = offset;
    source->window_length = 0;
    while (source->window_length < SOURCE_WINDOW_BYTES) {
        ssize_t got = pread(source->descriptor, source->window + source->window_length,
                            SOURCE_WINDOW_BYTES - source->window_length,
                            (off_t)(offset + source->window_length));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return got == 0;
        }
        source->window_length += (size_t)got;
    }
    return true;
}

const uint8_t *source_at(PictureSource *source, uint64_t offset, size_t length) {
    if (length > SOURCE_WINDOW_BYTES || !source_has(source, offset, length)) {
        return NULL;
    }
    if (source->bytes != NULL) {
        return source->bytes + offset;
    }
    bool is_there = offset >= source->window_start &&
                    offset + length <= source->window_start + source->window_length;
    if (!is_there && (!fill_window(source, offset) || source->window_length < length)) {
        return NULL;
    }
    return source->window + (offset - source->window_start);
}

void walk_keep(PictureWalk *walk, uint64_t offset, uint64_t length) {
    if (walk->pieces == NULL || length == 0) {
        return;
    }
    if (walk->pieces->len > 0) {
        PicturePiece *last = &g_array_index(walk->pieces, PicturePiece, walk->pieces->len - 1);
        if (!last->is_inserted && last->offset + last->length == offset) {
            last->length += length;
            return;
        }
    }
    PicturePiece piece = {.offset = offset, .length = length};
    g_array_append_val(walk->pieces, piece);
}

void walk_insert(PictureWalk *walk, const uint8_t *bytes, size_t length) {
    if (walk->pieces == NULL) {
        return;
    }
    PicturePiece piece = {.is_inserted = true, .length = MIN(length, PIECE_INSERTED_BYTES)};
    memcpy(piece.inserted, bytes, piece.length);
    g_array_append_val(walk->pieces, piece);
}

bool walk_count_part(PictureWalk *walk) {
    walk->parts++;
    return walk->parts <= LIMIT_PICTURE_PARTS ||
           walk_fail(walk, "it is made of more parts than any real picture");
}

bool walk_set_size(PictureWalk *walk, uint64_t width_px, uint64_t height_px) {
    if (width_px == 0 || height_px == 0) {
        return walk_fail(walk, "its header says that it has no width or no height");
    }
    if (width_px > LIMIT_PICTURE_SIDE_PX || height_px > LIMIT_PICTURE_SIDE_PX) {
        return walk_fail(walk, "its header says that it is larger than any screen can show");
    }
    walk->header->width_px = (unsigned)width_px;
    walk->header->height_px = (unsigned)height_px;
    return true;
}

void walk_apply_orientation(PictureWalk *walk) {
    PictureHeader *header = walk->header;
    if (header->orientation >= 5) {
        unsigned width_px = header->width_px;
        header->width_px = header->height_px;
        header->height_px = width_px;
    }
}
