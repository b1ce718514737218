/* JPEG (ITU T.81, annex B): segments, then compressed pixels between them. What stays: the tables,
 * the pixels, JFIF without its thumbnail, ICC profiles, Adobe's colour transform, and of EXIF the
 * orientation. After the end of the image nothing stays: phones put further pictures there. */
#include "images/picture_walk.h"

#include "base/limits.h"

#include <string.h>

enum {
    MARKER_SOF0 = 0xC0,
    MARKER_SOF2 = 0xC2,
    MARKER_DHT = 0xC4,
    MARKER_JPG = 0xC8,
    MARKER_DAC = 0xCC,
    MARKER_SOF15 = 0xCF,
    MARKER_RST0 = 0xD0,
    MARKER_RST7 = 0xD7,
    MARKER_SOI = 0xD8,
    MARKER_EOI = 0xD9,
    MARKER_SOS = 0xDA,
    MARKER_APP0 = 0xE0,
    MARKER_APP1 = 0xE1,
    MARKER_APP2 = 0xE2,
    MARKER_APP14 = 0xEE,
    MARKER_APP15 = 0xEF,
    MARKER_COM = 0xFE,
    MARKER_TEM = 0x01,
    MOST_STRAY_BYTES = 65536,
    ICC_HEAD_BYTES = 18, /* marker, length, name, number of this part and of all */
    PLAIN_BITS = 8,
    CMYK_COMPONENTS = 4,
    JFIF_BYTES = 18, /* an APP0 segment without a thumbnail, with its marker */
};

typedef struct {
    unsigned marker;
    uint64_t offset; /* of the marker */
    uint64_t length; /* with the marker */
} Segment;

typedef struct {
    PictureWalk *walk;
    bool has_size;
    bool has_exif;
} Jpeg;

/* The segment whose marker is at `offset`. */
static bool read_segment(PictureWalk *walk, uint64_t offset, unsigned marker, Segment *segment) {
    *segment = (Segment){.marker = marker, .offset = offset, .length = 2};
    if (marker == MARKER_TEM || (marker >= MARKER_RST0 && marker <= MARKER_EOI)) {
        return true;
    }
    const uint8_t *length = source_at(walk->source, offset + 2, 2);
    if (length == NULL) {
        return walk_fail(walk, picture_ends_in_header);
    }
    segment->length = 2 + (uint64_t)big_endian_16(length);
    if (segment->length < 4) {
        return walk_fail(walk, "a part of its header has no length");
    }
    return source_has(walk->source, offset, segment->length) ||
           walk_fail(walk, picture_ends_in_header);
}

/* Finds the marker at or after `offset` (some cameras leave stray bytes between segments) and its
 * segment. */
static bool find_segment(PictureWalk *walk, uint64_t offset, Segment *segment) {
    uint64_t stop = offset + MOST_STRAY_BYTES;
    for (const uint8_t *at; (at = source_at(walk->source, offset, 2)) != NULL; offset++) {
        if (at[0] == 0xFF && at[1] != 0xFF && at[1] != 0) {
            return read_segment(walk, offset, at[1], segment);
        }
        if (offset == stop) {
            return walk_fail(walk, "its parts do not follow each other as in a JPEG");
        }
    }
    return walk_fail(walk, picture_ends_in_header);
}

/* Does the segment begin with this text, its NULs with it? */
static bool begins(PictureWalk *walk, const Segment *segment, const char *text, size_t length) {
    const uint8_t *at =
        segment->length >= 4 + length ? source_at(walk->source, segment->offset + 4, length) : NULL;
    return at != NULL && memcmp(at, text, length) == 0;
}

#define BEGINS(walk, segment, text) begins(walk, segment, text, sizeof(text) - 1)

static void keep(Jpeg *jpeg, const Segment *segment) {
    walk_keep(jpeg->walk, segment->offset, segment->length);
}

static void keep_jfif(Jpeg *jpeg, const Segment *segment) {
    const uint8_t *at = source_at(jpeg->walk->source, segment->offset, JFIF_BYTES);
    if (segment->length <= JFIF_BYTES || at == NULL) {
        keep(jpeg, segment);
        return;
    }
    uint8_t plain[JFIF_BYTES];
    memcpy(plain, at, JFIF_BYTES);
    plain[2] = 0;
    plain[3] = JFIF_BYTES - 2;
    plain[16] = plain[17] = 0; /* the thumbnail's sides */
    walk_insert(jpeg->walk, plain, sizeof plain);
}

static void keep_orientation(Jpeg *jpeg, const Segment *segment) {
    static const uint8_t head[] = {0xFF, MARKER_APP1, 0, 34, 'E', 'x', 'i', 'f', 0, 0};
    jpeg->has_exif = true;
    unsigned orientation =
        exif_orientation(jpeg->walk->source, segment->offset + 10, segment->length - 10);
    jpeg->walk->header->orientation = orientation;
    if (orientation != 1) {
        uint8_t block[sizeof head + EXIF_LEAST_BYTES];
        memcpy(block, head, sizeof head);
        exif_least(orientation, block + sizeof head);
        walk_insert(jpeg->walk, block, sizeof block);
    }
}

/* A profile of more than one segment (ICC.1, B.4) is no sRGB: that is small. */
static bool is_srgb(PictureWalk *walk, const Segment *segment) {
    const uint8_t *number = source_at(walk->source, segment->offset, ICC_HEAD_BYTES);
    return number != NULL && segment->length > ICC_HEAD_BYTES && number[ICC_HEAD_BYTES - 1] == 1 &&
           icc_is_srgb(walk->source, segment->offset + ICC_HEAD_BYTES,
                       segment->length - ICC_HEAD_BYTES);
}

static void read_application(Jpeg *jpeg, const Segment *segment) {
    PictureWalk *walk = jpeg->walk;
    if (segment->marker == MARKER_APP0 && BEGINS(walk, segment, "JFIF\0")) {
        keep_jfif(jpeg, segment);
    } else if (segment->marker == MARKER_APP1 && BEGINS(walk, segment, "Exif\0") &&
               segment->length > 10 && !jpeg->has_exif) {
        keep_orientation(jpeg, segment);
    } else if (segment->marker == MARKER_APP2 && BEGINS(walk, segment, "ICC_PROFILE\0")) {
        walk->header->is_uncommon = walk->header->is_uncommon || !is_srgb(walk, segment);
        keep(jpeg, segment);
    } else if (segment->marker == MARKER_APP14 && BEGINS(walk, segment, "Adobe")) {
        keep(jpeg, segment);
    }
}

static bool is_frame(unsigned marker) {
    return marker >= MARKER_SOF0 && marker <= MARKER_SOF15 && marker != MARKER_DHT &&
           marker != MARKER_JPG && marker != MARKER_DAC;
}

static bool read_frame(Jpeg *jpeg, const Segment *segment) {
    PictureWalk *walk = jpeg->walk;
    if (segment->marker > MARKER_SOF2) {
        return walk_fail(walk, "it is a rare kind of JPEG that e-readers do not show");
    }
    const uint8_t *at = source_at(walk->source, segment->offset, 10);
    if (jpeg->has_size || at == NULL || segment->length < 10 + 3 * (uint64_t)at[9] || at[9] == 0) {
        return walk_fail(walk, "its header is damaged");
    }
    jpeg->has_size = true;
    if (at[4] != PLAIN_BITS || at[9] == CMYK_COMPONENTS) {
        walk->header->is_uncommon = true;
    }
    return walk_set_size(walk, big_endian_16(at + 7), big_endian_16(at + 5));
}

/* A segment between the pixels or before them goes to what stays, or is left out. */
static void keep_or_drop(Jpeg *jpeg, const Segment *segment) {
    if (segment->marker >= MARKER_APP0 && segment->marker <= MARKER_APP15) {
        read_application(jpeg, segment);
    } else if (segment->marker != MARKER_COM) {
        keep(jpeg, segment);
    }
}

/* The end of the compressed pixels that begin at `offset`: the next marker that is none of theirs,
 * or the file's end. Only for a source in memory. */
static uint64_t end_of_pixels(const PictureSource *source, uint64_t offset) {
    while (source_has(source, offset, 2)) {
        const uint8_t *from = source->bytes + offset;
        const uint8_t *found = memchr(from, 0xFF, source->size_bytes - offset - 1);
        if (found == NULL) {
            break;
        }
        unsigned next = found[1];
        offset = (uint64_t)(found - source->bytes);
        bool is_restart = next >= MARKER_RST0 && next <= MARKER_RST7;
        if (next >= MARKER_SOF0 && next != 0xFF && !is_restart) {
            return offset;
        }
        offset += next == 0xFF ? 1 : 2;
    }
    return source->size_bytes;
}

/* Pixels up to `end`, without the fill bytes that a marker there may have before it. */
static void keep_pixels(PictureWalk *walk, uint64_t start, uint64_t end) {
    while (end > start && end < walk->source->size_bytes && walk->source->bytes[end - 1] == 0xFF) {
        end--;
    }
    walk_keep(walk, start, end - start);
}

/* From the first scan to the image's end. What goes wrong here is taken for pixels: readers show
 * what there is of them. */
static void walk_scans(Jpeg *jpeg, Segment scan) {
    static const uint8_t end_of_image[] = {0xFF, MARKER_EOI};
    PictureWalk *walk = jpeg->walk;
    const uint8_t *bytes = walk->source->bytes;
    keep(jpeg, &scan);
    uint64_t after = scan.offset + scan.length;
    for (;;) {
        uint64_t end = end_of_pixels(walk->source, after);
        keep_pixels(walk, after, end);
        if (end == walk->source->size_bytes) {
            return;
        }
        unsigned marker = bytes[end + 1];
        if (marker == MARKER_EOI || marker == MARKER_SOI) { /* SOI: this one was never ended */
            walk_insert(walk, end_of_image, sizeof end_of_image);
            return;
        }
        if (walk_count_part(walk) && read_segment(walk, end, marker, &scan)) {
            keep_or_drop(jpeg, &scan);
            after = end + scan.length;
        } else {
            walk_keep(walk, end, 2);
            after = end + 2;
        }
    }
}

bool jpeg_walk(PictureWalk *walk) {
    Jpeg jpeg = {.walk = walk};
    Segment segment = {.offset = 0, .length = 2};
    keep(&jpeg, &segment);
    for (;;) {
        if (!find_segment(walk, segment.offset + segment.length, &segment) ||
            !walk_count_part(walk)) {
            return false;
        }
        if (segment.marker == MARKER_SOS) {
            break;
        }
        if (segment.marker == MARKER_EOI || segment.marker == MARKER_SOI) {
            return walk_fail(walk, "there is no picture in it");
        }
        if (is_frame(segment.marker) && !read_frame(&jpeg, &segment)) {
            return false;
        }
        keep_or_drop(&jpeg, &segment);
    }
    if (!jpeg.has_size) {
        return walk_fail(walk, "its header is damaged");
    }
    if (!source_has(walk->source, segment.offset + segment.length, 1)) {
        return walk_fail(walk, "the file ends where the picture should begin");
    }
    if (walk->pieces != NULL) {
        jpeg.has_exif = true; /* what comes later says nothing about the picture */
        walk_scans(&jpeg, segment);
    }
    walk_apply_orientation(walk);
    return true;
}
