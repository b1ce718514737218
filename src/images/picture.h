/* Pictures without decoding them: what kind, how large, which way up, and their bytes without what
 * cameras and programs wrote about people and places. Bounded readers of the file formats' headers
 * (JPEG: ITU T.81, EXIF 2.3; PNG: W3C PNG 1.2 and eXIf; GIF89a; WebP container; SVG 1.1). */
#ifndef GALLEY_IMAGES_PICTURE_H
#define GALLEY_IMAGES_PICTURE_H

#include "model/asset.h"

#include <libxml/tree.h>

typedef struct {
    PictureType type;
    unsigned width_px,
        height_px; /* as shown, orientation applied; SVG: rounded from width/height or viewBox */
    unsigned orientation; /* 1 … 8 */
    bool is_animated;
    bool is_uncommon; /* CMYK, more than 8 bits a sample, or a colour profile that is not sRGB:
                         e-readers show it in false colours or not at all */
} PictureHeader;

/* Told from the bytes, whatever the name. Reads no more than it must: `descriptor` is seeked about.
 * False: not a picture, broken, or beyond LIMIT_PICTURE_SIDE_PX; `why` is then a phrase for a
 * message
 * ("the file ends in the middle of its header"). */
bool picture_read_header(int descriptor, uint64_t size_bytes, PictureHeader *header,
                         const char **why);
bool picture_read_header_bytes(GBytes *bytes, PictureHeader *header, const char **why);

/* JPEG, PNG, GIF, WebP: the same pixels without EXIF (but for a minimal block that keeps an
 * orientation other than 1), XMP, IPTC, comments, thumbnails and text chunks; ICC profiles stay.
 * Also cuts what trails the picture's end. The same GBytes with a reference where there is nothing
 * to cut. NULL: broken. */
GBytes *picture_strip_metadata(PictureType type, GBytes *bytes);

/* SVG by a closed vocabulary of elements and attributes: scripts, handlers, foreignObject,
 * animation, styles with url() or @import, and every reference that is not to a fragment of the
 * file itself are removed; DOCTYPE and entities are refused. A tree to serialise, with viewBox.
 * NULL: not well-formed SVG. `removed`: how many things were cut. */
xmlDoc *picture_clean_svg(GBytes *bytes, unsigned *removed, const char **why);

#endif
