/* Pictures put together by hand, segment by segment, for the tests of images/. What stands in the
 * compressed parts is no picture that a decoder would show; the walks must not look into it. */
#ifndef GALLEY_TESTS_IMAGES_FIXTURE_H
#define GALLEY_TESTS_IMAGES_FIXTURE_H

#include "images/picture.h"
#include "model/vocabulary.h"

#include <glib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define PUT(into, literal) g_byte_array_append(into, (const guint8 *)(literal), sizeof(literal) - 1)

static inline void put_16(GByteArray *into, unsigned value) {
    const guint8 bytes[] = {(guint8)(value >> 8), (guint8)value};
    g_byte_array_append(into, bytes, sizeof bytes);
}

static inline void put_32(GByteArray *into, guint32 value) {
    put_16(into, value >> 16);
    put_16(into, value & 0xFFFF);
}

static inline void put_32_little(GByteArray *into, guint32 value) {
    const guint8 bytes[] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                            (guint8)(value >> 24)};
    g_byte_array_append(into, bytes, sizeof bytes);
}

static inline void put_take(GByteArray *into, GByteArray *part) {
    g_byte_array_append(into, part->data, part->len);
    g_byte_array_unref(part);
}

/* A TIFF block as cameras write it: orientation, a maker's name, a GPS directory behind it. */
static inline GByteArray *camera_exif(unsigned orientation, bool is_little) {
    GByteArray *exif = g_byte_array_new();
    if (is_little) {
        PUT(exif, "II*\0\x08\0\0\0"
                  "\x03\0");
        PUT(exif, "\x0F\x01\x02\0\x08\0\0\0\x32\0\0\0");
        PUT(exif, "\x12\x01\x03\0\x01\0\0\0");
        const guint8 value[] = {(guint8)orientation, 0, 0, 0};
        g_byte_array_append(exif, value, sizeof value);
        PUT(exif, "\x25\x88\x04\0\x01\0\0\0\x3A\0\0\0"
                  "\0\0\0\0");
    } else {
        PUT(exif, "MM\0*\0\0\0\x08"
                  "\0\x03");
        PUT(exif, "\x01\x0F\0\x02\0\0\0\x08\0\0\0\x32");
        PUT(exif, "\x01\x12\0\x03\0\0\0\x01\0");
        const guint8 value[] = {(guint8)orientation, 0, 0};
        g_byte_array_append(exif, value, sizeof value);
        PUT(exif, "\x88\x25\0\x04\0\0\0\x01\0\0\0\x3A"
                  "\0\0\0\0");
    }
    PUT(exif, "MakerXY\0"
              "GPS 51.5N");
    return exif;
}

static inline void put_segment(GByteArray *jpeg, unsigned marker, const void *data, size_t length) {
    put_16(jpeg, 0xFF00 | marker);
    put_16(jpeg, (unsigned)length + 2);
    g_byte_array_append(jpeg, data, (guint)length);
}

#define SEGMENT(jpeg, marker, literal) put_segment(jpeg, marker, literal, sizeof(literal) - 1)

static inline void put_jpeg_exif(GByteArray *jpeg, unsigned orientation, bool is_little) {
    GByteArray *data = g_byte_array_new();
    PUT(data, "Exif\0\0");
    put_take(data, camera_exif(orientation, is_little));
    put_segment(jpeg, 0xE1, data->data, data->len);
    g_byte_array_unref(data);
}

#define JFIF_PLAIN "JFIF\0\x01\x01\x01\0H\0H\0\0"
#define QUANTISATION                                                                               \
    "\0"                                                                                           \
    "0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF"
#define FRAME_40_30 "\x08\0\x1E\0\x28\x01\x01\x11\0" /* 30 lines of 40 */
#define HUFFMAN                                                                                    \
    "\0"                                                                                           \
    "abcdefghijklmnop"                                                                             \
    "q"
#define SCAN "\x01\x01\0\0\x3F\0"
#define ENTROPY "\x12\x34\xFF\0\x56\xFF\xD0\x78\xFF\xD7\x9A"
#define ICC                                                                                        \
    "ICC_PROFILE\0\x01\x01"                                                                        \
    "a colour profile"
#define ADOBE "Adobe\0\x64\0\0\0\0\x01"

/* The tables, frame and compressed pixels of every JPEG here, without end. */
static inline void put_jpeg_picture(GByteArray *jpeg) {
    SEGMENT(jpeg, 0xDB, QUANTISATION);
    SEGMENT(jpeg, 0xC0, FRAME_40_30);
    SEGMENT(jpeg, 0xC4, HUFFMAN);
    SEGMENT(jpeg, 0xDA, SCAN);
    PUT(jpeg, ENTROPY);
}

static inline guint32 crc_of(const guint8 *bytes, size_t length) {
    guint32 crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bool low = ((crc ^ ((guint32)bytes[i] >> bit)) & 1) != 0;
            crc = (crc >> 1) ^ (low ? 0xEDB88320u : 0);
        }
    }
    return ~crc;
}

static inline void put_chunk(GByteArray *png, const char *type, const void *data, size_t length) {
    put_32(png, (guint32)length);
    guint start = png->len;
    g_byte_array_append(png, (const guint8 *)type, 4);
    g_byte_array_append(png, data, (guint)length);
    put_32(png, crc_of(png->data + start, png->len - start));
}

#define CHUNK(png, type, literal) put_chunk(png, type, literal, sizeof(literal) - 1)

static inline GByteArray *new_png(guint32 width_px, guint32 height_px) {
    GByteArray *png = g_byte_array_new();
    PUT(png, "\x89PNG\r\n\x1A\n");
    GByteArray *header = g_byte_array_new();
    put_32(header, width_px);
    put_32(header, height_px);
    PUT(header, "\x08\x02\0\0\0");
    put_chunk(png, "IHDR", header->data, header->len);
    g_byte_array_unref(header);
    return png;
}

static inline void put_png_exif(GByteArray *png, unsigned orientation, bool is_little) {
    GByteArray *exif = camera_exif(orientation, is_little);
    put_chunk(png, "eXIf", exif->data, exif->len);
    g_byte_array_unref(exif);
}

/* A RIFF chunk of WebP, made even. */
static inline void put_riff(GByteArray *webp, const char *type, const void *data, size_t length) {
    g_byte_array_append(webp, (const guint8 *)type, 4);
    put_32_little(webp, (guint32)length);
    g_byte_array_append(webp, data, (guint)length);
    if (length % 2 == 1) {
        PUT(webp, "\0");
    }
}

#define RIFF(webp, type, literal) put_riff(webp, type, literal, sizeof(literal) - 1)

/* The head before the chunks. Takes them. */
static inline GByteArray *new_webp_take(GByteArray *chunks) {
    GByteArray *webp = g_byte_array_new();
    PUT(webp, "RIFF");
    put_32_little(webp, chunks->len + 4);
    PUT(webp, "WEBP");
    put_take(webp, chunks);
    return webp;
}

#define VP8_40_30                                                                                  \
    "\x10\0\0\x9D\x01\x2A\x28\0\x1E\0"                                                             \
    "lossy pixels" /* 40 by 30, even */
#define VP8L_40_30                                                                                 \
    "\x2F\x27\x40\x07\0"                                                                           \
    "pixels" /* 39 | 29 << 14, odd */

/* All of these bytes in a block of just their size, so that a read past the end is found. */
static inline GBytes *bytes_of(const GByteArray *array) {
    return g_bytes_new(array->data, array->len);
}

static inline bool read_from_memory(const guint8 *data, size_t length, PictureHeader *header,
                                    const char **why) {
    GBytes *bytes = g_bytes_new(data, length);
    bool is_good = picture_read_header_bytes(bytes, header, why);
    g_bytes_unref(bytes);
    return is_good;
}

static inline bool read_from_file(const guint8 *data, size_t length, PictureHeader *header,
                                  const char **why) {
    int descriptor = memfd_create("picture", MFD_CLOEXEC);
    g_assert_cmpint(descriptor, >=, 0);
    g_assert_cmpint(write(descriptor, data, length), ==, (gssize)length);
    bool is_good = picture_read_header(descriptor, length, header, why);
    close(descriptor);
    return is_good;
}

/* The header, read both ways, which must agree. */
static inline bool read_header(const GByteArray *array, PictureHeader *header, const char **why) {
    PictureHeader other;
    const char *other_why = NULL;
    *why = NULL;
    bool is_good = read_from_memory(array->data, array->len, header, why);
    g_assert_cmpint(read_from_file(array->data, array->len, &other, &other_why), ==, is_good);
    g_assert_cmpstr(*why, ==, other_why);
    g_assert_cmpint(header->type, ==, other.type);
    g_assert_cmpuint(header->width_px, ==, other.width_px);
    g_assert_cmpuint(header->height_px, ==, other.height_px);
    g_assert_cmpuint(header->orientation, ==, other.orientation);
    g_assert_cmpint(header->is_animated, ==, other.is_animated);
    return is_good;
}

static inline void assert_header(const GByteArray *array, PictureType type, unsigned width_px,
                                 unsigned height_px, unsigned orientation, bool is_animated) {
    PictureHeader header;
    const char *why = NULL;
    bool is_good = read_header(array, &header, &why);
    g_assert_cmpstr(why, ==, NULL);
    g_assert_true(is_good);
    g_assert_cmpint(header.type, ==, type);
    g_assert_cmpuint(header.width_px, ==, width_px);
    g_assert_cmpuint(header.height_px, ==, height_px);
    g_assert_cmpuint(header.orientation, ==, orientation);
    g_assert_cmpint(header.is_animated, ==, is_animated);
}

static inline void assert_refused(const GByteArray *array, const char *expected) {
    PictureHeader header;
    const char *why = NULL;
    g_assert_false(read_header(array, &header, &why));
    g_assert_cmpstr(why, ==, expected);
}

/* Strips a picture and holds it against the one that is expected; frees both. */
static inline void assert_stripped_take(PictureType type, GByteArray *from, GByteArray *expected) {
    g_autoptr(GBytes) bytes = bytes_of(from);
    g_autoptr(GBytes) stripped = picture_strip_metadata(type, bytes);
    g_assert_nonnull(stripped);
    gsize length = 0;
    const void *data = g_bytes_get_data(stripped, &length);
    g_assert_cmpmem(data, (int)length, expected->data, (int)expected->len);
    g_autoptr(GBytes) again = picture_strip_metadata(type, stripped);
    g_assert_true(again == stripped); /* nothing more to cut, nothing copied */
    g_byte_array_unref(from);
    g_byte_array_unref(expected);
}

/* Every beginning of a file, and every byte of it spoilt in several ways: whatever its header is
 * read as, nothing is read past the end, and what reads well also strips well. */
static inline void assert_robust_take(PictureType type, GByteArray *whole) {
    static const guint8 masks[] = {0x01, 0x80, 0xFF};
    for (guint length = 0; length < whole->len; length++) {
        PictureHeader header;
        const char *why = NULL;
        g_autoptr(GBytes) bytes = g_bytes_new(whole->data, length);
        bool is_good = picture_read_header_bytes(bytes, &header, &why);
        g_assert_true(is_good || why != NULL);
        g_autoptr(GBytes) stripped = picture_strip_metadata(type, bytes);
        g_assert_true(!is_good || header.type != type || stripped != NULL);
        for (size_t i = 0; i < sizeof masks; i++) {
            whole->data[length] ^= masks[i];
            g_autoptr(GBytes) spoilt = bytes_of(whole);
            whole->data[length] ^= masks[i];
            is_good = picture_read_header_bytes(spoilt, &header, &why);
            g_autoptr(GBytes) clean = picture_strip_metadata(type, spoilt);
            g_assert_true(!is_good || header.type != type || clean != NULL);
        }
    }
    g_byte_array_unref(whole);
}

static inline bool holds(GBytes *bytes, const char *text) {
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    return memmem(data, length, text, strlen(text)) != NULL;
}

#endif
