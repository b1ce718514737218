/* PNG (W3C PNG, second edition, 11.2.2 and 11.3.2): the colour types 4 and 6 have an alpha channel,
 * and tRNS, which stands before the pixels, makes one of any other. */
#include "images/transparency.h"

#include "images/picture_walk.h"

#include <string.h>

enum { SIGNATURE_BYTES = 8, HEAD_BYTES = 8, FRAME_BYTES = 12, COLOUR_TYPE_AT = 25 };

bool picture_may_be_transparent(const uint8_t *start, size_t length_bytes) {
    if (length_bytes <= COLOUR_TYPE_AT ||
        memcmp(start, "\x89PNG\r\n\x1a\n", SIGNATURE_BYTES) != 0) {
        return false;
    }
    if ((start[COLOUR_TYPE_AT] & 4) != 0) {
        return true;
    }
    size_t at = SIGNATURE_BYTES;
    while (at + HEAD_BYTES <= length_bytes && memcmp(start + at + 4, "IDAT", 4) != 0) {
        if (memcmp(start + at + 4, "tRNS", 4) == 0) {
            return true;
        }
        size_t chunk_bytes = (size_t)FRAME_BYTES + big_endian_32(start + at);
        at += MIN(chunk_bytes, length_bytes);
    }
    return false;
}
