/* Renditions as PDF images (ISO 32000-1, 8.9.5): the stream of a PNG (ISO 15948) is what
 * FlateDecode with PNG predictors takes (7.4.4.4), so its pieces are put one behind the other and
 * nothing is packed anew. */
#include "print/picture.h"

#include "images/print_parts.h"

#include <string.h>

enum {
    PNG_SIGNATURE_BYTES = 8,
    CHUNK_AROUND_BYTES = 12, /* length, type, CRC */
    PNG_HEAD_BYTES = 13,
    SAMPLE_BITS = 8,
    JPEG_FRAME_COMPONENTS_AT = 9, /* from the frame's marker */
};

void print_picture_free(PrintPicture *picture) {
    if (picture == NULL) {
        return;
    }
    g_clear_pointer(&picture->bytes, g_bytes_unref);
    g_clear_pointer(&picture->alpha, g_bytes_unref);
    g_free(picture);
}

static guint32 read_32(const guint8 *at) {
    return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

/* Components of a colour type that has them all in 8 bits; 0: another. */
static unsigned png_components(const guint8 *head) {
    static const unsigned components[] = {[0] = 1, [2] = 3, [6] = 4};
    guint8 type = head[9];
    bool is_plain = head[8] == SAMPLE_BITS && head[10] == 0 && head[11] == 0 && head[12] == 0;
    return is_plain && type < G_N_ELEMENTS(components) ? components[type] : 0;
}

/* The joined IDAT chunks of a PNG of this size. NULL: it is none, or of another kind. */
static GBytes *png_stream(GBytes *png, unsigned width_px, unsigned height_px,
                          unsigned *components) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(png, &length);
    g_autoptr(GByteArray) stream = g_byte_array_new();
    *components = 0;
    for (gsize at = PNG_SIGNATURE_BYTES; at + CHUNK_AROUND_BYTES <= length;) {
        gsize size = read_32(bytes + at);
        const guint8 *data = bytes + at + 8;
        if (size > length - at - CHUNK_AROUND_BYTES) {
            return NULL;
        }
        if (memcmp(data - 4, "IHDR", 4) == 0 && size == PNG_HEAD_BYTES &&
            read_32(data) == width_px && read_32(data + 4) == height_px) {
            *components = png_components(data);
        } else if (memcmp(data - 4, "IDAT", 4) == 0) {
            g_byte_array_append(stream, data, (guint)size);
        }
        at += size + CHUNK_AROUND_BYTES;
    }
    if (*components == 0 || stream->len == 0) {
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&stream));
}

/* By its baseline frame (T.81, B.2.2). 0: it has none. */
static unsigned jpeg_components(GBytes *jpeg) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(jpeg, &length);
    for (gsize at = 2; at + JPEG_FRAME_COMPONENTS_AT < length && bytes[at] == 0xFF;) {
        if (bytes[at + 1] == 0xC0) {
            guint8 count = bytes[at + JPEG_FRAME_COMPONENTS_AT];
            return count == 1 || count == 3 || count == 4 ? count : 0;
        }
        at += 2 + ((gsize)bytes[at + 2] << 8 | bytes[at + 3]);
    }
    return 0;
}

static bool take_colours(PrintPicture *picture, GBytes *colours) {
    if (picture->is_jpeg) {
        picture->components = jpeg_components(colours);
        picture->is_inverted = picture->components == 4;
        picture->bytes = g_bytes_ref(colours);
    } else {
        picture->bytes =
            png_stream(colours, picture->width_px, picture->height_px, &picture->components);
    }
    return picture->bytes != NULL && picture->components > 0;
}

static bool take_alpha(PrintPicture *picture, GBytes *alpha) {
    unsigned components = 0;
    if (alpha == NULL) {
        return true;
    }
    picture->alpha = png_stream(alpha, picture->width_px, picture->height_px, &components);
    return picture->alpha != NULL && components == 1;
}

static PrintPicture *unpack(const Rendition *rendition) {
    g_autoptr(PrintPicture) picture = g_new0(PrintPicture, 1);
    g_autoptr(GBytes) colours = NULL;
    g_autoptr(GBytes) alpha = NULL;
    picture->width_px = rendition->width_px;
    picture->height_px = rendition->height_px;
    picture->is_jpeg = rendition->type == PICTURE_JPEG;
    return print_parts_split(rendition->bytes, &colours, &alpha) &&
                   take_colours(picture, colours) && take_alpha(picture, alpha)
               ? g_steal_pointer(&picture)
               : NULL;
}

/* Dots of a length, rounded up. */
static unsigned dots(Mpt length_mpt, unsigned ppi) {
    gint64 length = MAX(length_mpt, 0);
    return (unsigned)((length * ppi + MPT_PER_INCH - 1) / MPT_PER_INCH);
}

PrintPicture *print_picture_get(Renditions *renditions, const Asset *asset, Mpt width_mpt,
                                Mpt height_mpt, bool covers, PrintColour colour, GBytes *profile,
                                unsigned most_ink_percent, char **why) {
    static const PrintInks inks[] = {[PRINT_COLOUR_SCREEN] = PRINT_INKS_RGB,
                                     [PRINT_COLOUR_CMYK] = PRINT_INKS_CMYK,
                                     [PRINT_COLOUR_GREY] = PRINT_INKS_BLACK};
    bool is_cmyk = colour == PRINT_COLOUR_CMYK;
    PrintRecipe recipe = {.place_width_px = dots(width_mpt, PRINT_LINE_PPI),
                          .place_height_px = dots(height_mpt, PRINT_LINE_PPI),
                          .covers = covers,
                          .inks = inks[colour],
                          .profile = is_cmyk ? profile : NULL,
                          .most_ink_percent = is_cmyk ? most_ink_percent : 0};
    g_autoptr(Rendition) rendition = renditions_get_print(renditions, asset, &recipe, why);
    PrintPicture *picture = rendition != NULL ? unpack(rendition) : NULL;
    if (rendition != NULL && picture == NULL) {
        *why = g_strdup("no sound picture came of it");
    }
    return picture;
}

unsigned print_picture_ppi(const Asset *asset, Mpt width_mpt, Mpt height_mpt) {
    if (asset->type == PICTURE_SVG || width_mpt <= 0 || height_mpt <= 0) {
        return 0;
    }
    gint64 across = (gint64)asset->width_px * MPT_PER_INCH / width_mpt;
    gint64 down = (gint64)asset->height_px * MPT_PER_INCH / height_mpt;
    gint64 ppi = MIN(across, down);
    return (unsigned)CLAMP(ppi, 1, G_MAXINT);
}
