/* PNG, GIF and WebP: size, animation and orientation, and what stays when the metadata goes; and
 * what kind of file it is at all. */
#include "images_fixture.h"

/* PNG */

static GByteArray *camera_png(unsigned orientation) {
    GByteArray *png = new_png(40, 30);
    CHUNK(png, "gAMA", "\0\0\xB1\x8F");
    CHUNK(png, "iCCP", "icc\0\0profile");
    CHUNK(png, "tEXt", "Author\0the harbour desk");
    CHUNK(png, "iTXt", "XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>");
    CHUNK(png, "zTXt", "Comment\0\0packed");
    CHUNK(png, "tIME", "\x07\xEA\x0B\x18\x14\0\0");
    CHUNK(png, "caBX", "who made it, signed");
    CHUNK(png, "pHYs", "\0\0\x0B\x13\0\0\x0B\x13\x01");
    put_png_exif(png, orientation, orientation % 2 == 0);
    CHUNK(png, "IDAT", "pixels, first part");
    CHUNK(png, "IDAT", "pixels, second part");
    CHUNK(png, "tEXt", "Software\0a program");
    CHUNK(png, "IEND", "");
    PUT(png, "trailing bytes");
    return png;
}

static GByteArray *clean_png(unsigned orientation) {
    GByteArray *png = new_png(40, 30);
    CHUNK(png, "gAMA", "\0\0\xB1\x8F");
    CHUNK(png, "iCCP", "icc\0\0profile");
    CHUNK(png, "pHYs", "\0\0\x0B\x13\0\0\x0B\x13\x01");
    if (orientation != 1) {
        guint8 exif[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0";
        exif[19] = (guint8)orientation;
        put_chunk(png, "eXIf", exif, sizeof exif);
    }
    CHUNK(png, "IDAT", "pixels, first part");
    CHUNK(png, "IDAT", "pixels, second part");
    CHUNK(png, "IEND", "");
    return png;
}

static void test_png(void) {
    /* The checksum of an empty IEND is known to everyone: AE 42 60 82. */
    g_assert_cmphex(crc_of((const guint8 *)"IEND", 4), ==, 0xAE426082);
    for (unsigned orientation = 1; orientation <= 8; orientation++) {
        GByteArray *png = camera_png(orientation);
        bool is_lying = orientation >= 5;
        assert_header(png, PICTURE_PNG, is_lying ? 30 : 40, is_lying ? 40 : 30, orientation, false);
        assert_stripped_take(PICTURE_PNG, png, clean_png(orientation));
    }
}

static void test_png_animated(void) {
    GByteArray *png = new_png(40, 30);
    CHUNK(png, "acTL", "\0\0\0\x02\0\0\0\0");
    CHUNK(png, "fcTL", "a frame's place");
    CHUNK(png, "IDAT", "pixels");
    CHUNK(png, "fdAT", "more pixels");
    CHUNK(png, "IEND", "");
    assert_header(png, PICTURE_PNG, 40, 30, 1, true);
    g_autoptr(GBytes) bytes = bytes_of(png);
    g_autoptr(GBytes) stripped = picture_strip_metadata(PICTURE_PNG, bytes);
    g_assert_true(stripped == bytes);
    g_byte_array_unref(png);
}

static void test_png_broken(void) {
    g_autoptr(GByteArray) bomb = new_png(0xFFFFFFFF, 0xFFFFFFFF);
    CHUNK(bomb, "IDAT", "x");
    CHUNK(bomb, "IEND", "");
    assert_refused(bomb, "its header says that it is larger than any screen can show");
    g_autoptr(GByteArray) flat = new_png(0, 4);
    assert_refused(flat, "its header says that it has no width or no height");
    g_autoptr(GByteArray) unended = new_png(40, 30);
    CHUNK(unended, "IDAT", "pixels");
    assert_refused(unended, "the file ends in the middle of the picture");
    g_autoptr(GByteArray) unfilled = new_png(40, 30);
    CHUNK(unfilled, "IEND", "");
    assert_refused(unfilled, "there is no picture in it");
    g_autoptr(GByteArray) spoilt = camera_png(1);
    spoilt->data[19] ^= 1; /* the width, under the checksum */
    assert_refused(spoilt, "its header is damaged");
    g_autoptr(GByteArray) phone = g_byte_array_new();
    PUT(phone, "\x89PNG\r\n\x1A\n");
    CHUNK(phone, "CgBI", "\x50\0\x20\x06");
    assert_refused(phone, "it is a rare kind of PNG that e-readers do not show");
}

/* Chunks without end are not walked without end. */
static void test_png_parts(void) {
    g_autoptr(GByteArray) png = new_png(40, 30);
    for (unsigned i = 0; i < 100001; i++) {
        CHUNK(png, "IDAT", "");
    }
    CHUNK(png, "IEND", "");
    assert_refused(png, "it is made of more parts than any real picture");
}

/* GIF */

#define GIF_SCREEN                                                                                 \
    "GIF89a\x28\0\x1E\0\x80\0\0"                                                                   \
    "RGBrgb" /* 40 by 30, two colours */
#define GIF_FRAME                                                                                  \
    ",\0\0\0\0\x28\0\x1E\0\0"                                                                      \
    "\x02"                                                                                         \
    "\x03"                                                                                         \
    "ABC"                                                                                          \
    "\x02"                                                                                         \
    "DE\0"
#define GIF_LOOP "!\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0"
#define GIF_CONTROL "!\xF9\x04\0\x0A\0\0\0"
#define GIF_COMMENT                                                                                \
    "!\xFE\x0F"                                                                                    \
    "the harbour des"                                                                              \
    "\x01k\0"
#define GIF_XMP "!\xFF\x0BXMP DataXMP\x05<xml>\0"

static void test_gif(void) {
    GByteArray *gif = g_byte_array_new();
    PUT(gif, GIF_SCREEN GIF_COMMENT GIF_LOOP GIF_XMP GIF_CONTROL GIF_FRAME GIF_COMMENT);
    PUT(gif, GIF_CONTROL GIF_FRAME ";trailing");
    assert_header(gif, PICTURE_GIF, 40, 30, 1, true);
    GByteArray *expected = g_byte_array_new();
    PUT(expected, GIF_SCREEN GIF_LOOP GIF_CONTROL GIF_FRAME GIF_CONTROL GIF_FRAME ";");
    assert_stripped_take(PICTURE_GIF, gif, expected);
}

static void test_gif_still(void) {
    GByteArray *gif = g_byte_array_new();
    PUT(gif, GIF_SCREEN GIF_FRAME); /* without its trailer, as some programs leave it */
    assert_header(gif, PICTURE_GIF, 40, 30, 1, false);
    GByteArray *expected = g_byte_array_new();
    PUT(expected, GIF_SCREEN GIF_FRAME ";");
    assert_stripped_take(PICTURE_GIF, gif, expected);
}

static void test_gif_broken(void) {
    g_autoptr(GByteArray) cut = g_byte_array_new();
    PUT(cut, GIF_SCREEN ",\0\0\0\0\x28\0\x1E\0\0\x02\x30"
                        "ABC");
    assert_refused(cut, "the file ends in the middle of the picture");
    g_autoptr(GByteArray) empty = g_byte_array_new();
    PUT(empty, GIF_SCREEN ";");
    assert_refused(empty, "there is no picture in it");
    g_autoptr(GByteArray) colours = g_byte_array_new();
    PUT(colours, "GIF87a\x28\0\x1E\0\xF7\0\0"
                 "RGB"); /* 256 colours promised */
    assert_refused(colours, "the file ends in the middle of its header");
    g_autoptr(GByteArray) stray = g_byte_array_new();
    PUT(stray, GIF_SCREEN GIF_FRAME "?");
    assert_refused(stray, "its parts do not follow each other as in a GIF");
}

/* WebP */

static void test_webp_simple(void) {
    GByteArray *chunks = g_byte_array_new();
    RIFF(chunks, "VP8 ", VP8_40_30);
    GByteArray *webp = new_webp_take(chunks);
    assert_header(webp, PICTURE_WEBP, 40, 30, 1, false);
    GByteArray *expected = g_byte_array_new();
    g_byte_array_append(expected, webp->data, webp->len);
    PUT(webp, "trailing");
    assert_stripped_take(PICTURE_WEBP, webp, expected);
    chunks = g_byte_array_new();
    RIFF(chunks, "VP8L", VP8L_40_30);
    g_autoptr(GByteArray) lossless = new_webp_take(chunks);
    assert_header(lossless, PICTURE_WEBP, 40, 30, 1, false);
}

/* Flags of VP8X: 0x20 profile, 0x10 alpha, 0x08 EXIF, 0x04 XMP, 0x02 animation. */
static GByteArray *extended_webp(unsigned orientation, bool is_clean) {
    GByteArray *chunks = g_byte_array_new();
    guint8 head[] = {0x2C, 0, 0, 0, 39, 0, 0, 29, 0, 0};
    head[0] = !is_clean ? 0x2C : orientation != 1 ? 0x28 : 0x20;
    put_riff(chunks, "VP8X", head, sizeof head);
    RIFF(chunks, "ICCP", "profile");
    RIFF(chunks, "VP8L", VP8L_40_30);
    if (!is_clean) {
        GByteArray *exif = camera_exif(orientation, true);
        put_riff(chunks, "EXIF", exif->data, exif->len);
        g_byte_array_unref(exif);
        RIFF(chunks, "XMP ", "<x:xmpmeta/>");
        RIFF(chunks, "MINE", "what a program likes");
    } else if (orientation != 1) {
        guint8 exif[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0";
        exif[19] = (guint8)orientation;
        put_riff(chunks, "EXIF", exif, sizeof exif);
    }
    return new_webp_take(chunks);
}

static void test_webp_extended(void) {
    for (unsigned orientation = 1; orientation <= 8; orientation++) {
        GByteArray *webp = extended_webp(orientation, false);
        bool is_lying = orientation >= 5;
        assert_header(webp, PICTURE_WEBP, is_lying ? 30 : 40, is_lying ? 40 : 30, orientation,
                      false);
        assert_stripped_take(PICTURE_WEBP, webp, extended_webp(orientation, true));
    }
}

static void test_webp_animated(void) {
    GByteArray *chunks = g_byte_array_new();
    RIFF(chunks, "VP8X", "\x02\0\0\0\x27\0\0\x1D\0\0");
    RIFF(chunks, "ANIM", "\0\0\0\0\0\0");
    RIFF(chunks, "ANMF",
         "0123456789abcdef"
         "frame");
    RIFF(chunks, "ANMF",
         "0123456789abcdef"
         "frame");
    g_autoptr(GByteArray) webp = new_webp_take(chunks);
    assert_header(webp, PICTURE_WEBP, 40, 30, 1, true);
}

static void test_webp_broken(void) {
    GByteArray *chunks = g_byte_array_new();
    RIFF(chunks, "VP8 ", VP8_40_30);
    g_autoptr(GByteArray) cut = new_webp_take(chunks);
    g_byte_array_set_size(cut, cut->len - 4);
    assert_refused(cut, "the file ends in the middle of the picture");
    chunks = g_byte_array_new();
    RIFF(chunks, "VP8X", "\0\0\0\0\xFF\xFF\xFF\x1D\0\0"); /* 2^24 wide */
    g_autoptr(GByteArray) bomb = new_webp_take(chunks);
    assert_refused(bomb, "its header says that it is larger than any screen can show");
    chunks = g_byte_array_new();
    RIFF(chunks, "VP8 ", "\x10\0\0\0\0\0\x28\0\x1E\0");
    g_autoptr(GByteArray) no_key = new_webp_take(chunks);
    assert_refused(no_key, "its header is damaged");
    chunks = g_byte_array_new();
    RIFF(chunks, "EXIF", "MM\0*");
    g_autoptr(GByteArray) empty = new_webp_take(chunks);
    assert_refused(empty, "there is no picture in it");
}

static GByteArray *whole_gif(void) {
    GByteArray *gif = g_byte_array_new();
    PUT(gif, GIF_SCREEN GIF_COMMENT GIF_LOOP GIF_CONTROL GIF_FRAME GIF_XMP GIF_FRAME ";");
    return gif;
}

static void test_robust(void) {
    assert_robust_take(PICTURE_PNG, camera_png(6));
    assert_robust_take(PICTURE_GIF, whole_gif());
    assert_robust_take(PICTURE_WEBP, extended_webp(6, false));
}

/* What it is */

static GByteArray *text_of(const char *text) {
    GByteArray *array = g_byte_array_new();
    g_byte_array_append(array, (const guint8 *)text, (guint)strlen(text));
    return array;
}

static void test_no_picture(void) {
    static const struct {
        const char *text;
        const char *why;
    } rows[] = {
        {"", "it is empty"},
        {"<!DOCTYPE html><title>404</title>", "it is a web page, not a picture"},
        {"\xEF\xBB\xBF\n <HTML lang=en>", "it is a web page, not a picture"},
        {"<!-- made by hand --><html>", "it is a web page, not a picture"},
        {"%PDF-1.7", "it is a PDF document, not a picture"},
        {"BM6\3", "it is a BMP picture, which e-readers do not show"},
        {"version https://git-lfs.github.com/spec/v1\n",
         "it is only a Git LFS note; fetch the picture itself with `git lfs pull`"},
        {"svg", "it is no picture that Galley knows"},
        {"<gsvg/>", "it is no picture that Galley knows"},
        {"\xFF\xD8", "it is no picture that Galley knows"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GByteArray) array = text_of(rows[i].text);
        assert_refused(array, rows[i].why);
    }
}

/* Kinds that are only told, as nothing in these beginnings says a size. */
static void test_told_only(void) {
    g_autoptr(GByteArray) tiff = g_byte_array_new();
    PUT(tiff, "II*\0\x08\0\0\0");
    assert_header(tiff, PICTURE_TIFF, 0, 0, 1, false);
    g_autoptr(GByteArray) heic = g_byte_array_new();
    PUT(heic, "\0\0\0\x18"
              "ftypheic\0\0\0\0mif1heic");
    assert_header(heic, PICTURE_HEIC, 0, 0, 1, false);
    g_autoptr(GByteArray) avif = g_byte_array_new();
    PUT(avif, "\0\0\0\x18"
              "ftypmif1\0\0\0\0mif1avif");
    assert_header(avif, PICTURE_AVIF, 0, 0, 1, false);
    g_autoptr(GByteArray) film = g_byte_array_new();
    PUT(film, "\0\0\0\x14"
              "ftypisom\0\0\0\0mp42");
    assert_refused(film, "it is no picture that Galley knows");
}

static void test_other_types_stay(void) {
    g_autoptr(GBytes) bytes = g_bytes_new_static("II*\0\x08\0\0\0", 8);
    g_autoptr(GBytes) stripped = picture_strip_metadata(PICTURE_TIFF, bytes);
    g_assert_true(stripped == bytes);
    g_autoptr(GBytes) mistaken = picture_strip_metadata(PICTURE_PNG, bytes);
    g_assert_null(mistaken);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/images/png/strip", test_png);
    g_test_add_func("/images/png/animated", test_png_animated);
    g_test_add_func("/images/png/broken", test_png_broken);
    g_test_add_func("/images/png/parts", test_png_parts);
    g_test_add_func("/images/gif/strip", test_gif);
    g_test_add_func("/images/gif/still", test_gif_still);
    g_test_add_func("/images/gif/broken", test_gif_broken);
    g_test_add_func("/images/webp/simple", test_webp_simple);
    g_test_add_func("/images/webp/extended", test_webp_extended);
    g_test_add_func("/images/webp/animated", test_webp_animated);
    g_test_add_func("/images/webp/broken", test_webp_broken);
    g_test_add_func("/images/robust", test_robust);
    g_test_add_func("/images/sniff/no-picture", test_no_picture);
    g_test_add_func("/images/sniff/told-only", test_told_only);
    g_test_add_func("/images/sniff/other-types-stay", test_other_types_stay);
    return g_test_run();
}
