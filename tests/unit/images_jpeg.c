/* JPEG: size and orientation from the header, and what stays when the metadata goes. */
#include "images_fixture.h"

static GByteArray *new_jpeg(void) {
    GByteArray *jpeg = g_byte_array_new();
    PUT(jpeg, "\xFF\xD8");
    return jpeg;
}

/* Everything that cameras, phones and programs put in. */
static GByteArray *camera_jpeg(unsigned orientation, bool is_little) {
    GByteArray *jpeg = new_jpeg();
    SEGMENT(jpeg, 0xE0,
            "JFIF\0\x01\x01\x01\0H\0H\x01\x01"
            "RGB"); /* with a thumbnail */
    SEGMENT(jpeg, 0xE0, "JFXX\0\x10thumbnail");
    put_jpeg_exif(jpeg, orientation, is_little);
    SEGMENT(jpeg, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>");
    SEGMENT(jpeg, 0xE2, ICC);
    SEGMENT(jpeg, 0xE2, "MPF\0MM\0*");
    SEGMENT(jpeg, 0xED,
            "Photoshop 3.0\0"
            "8BIM, by the harbour desk");
    SEGMENT(jpeg, 0xEE, ADOBE);
    SEGMENT(jpeg, 0xEF, "what a maker likes");
    SEGMENT(jpeg, 0xFE, "a comment");
    put_jpeg_picture(jpeg);
    PUT(jpeg, "\xFF\xD9"
              "\xFF\xD8 a second picture \xFF\xD9");
    return jpeg;
}

static GByteArray *clean_jpeg(unsigned orientation) {
    GByteArray *jpeg = new_jpeg();
    SEGMENT(jpeg, 0xE0, JFIF_PLAIN);
    if (orientation != 1) {
        PUT(jpeg, "\xFF\xE1\0\x22"
                  "Exif\0\0"
                  "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
        const guint8 value[] = {(guint8)orientation, 0, 0, 0, 0, 0, 0};
        g_byte_array_append(jpeg, value, sizeof value);
    }
    SEGMENT(jpeg, 0xE2, ICC);
    SEGMENT(jpeg, 0xEE, ADOBE);
    put_jpeg_picture(jpeg);
    PUT(jpeg, "\xFF\xD9");
    return jpeg;
}

static void test_header(void) {
    for (unsigned orientation = 1; orientation <= 8; orientation++) {
        for (unsigned order = 0; order < 2; order++) {
            g_autoptr(GByteArray) jpeg = camera_jpeg(orientation, order == 1);
            bool is_lying = orientation >= 5;
            assert_header(jpeg, PICTURE_JPEG, is_lying ? 30 : 40, is_lying ? 40 : 30, orientation,
                          false);
        }
    }
}

/* Values that no orientation has, and a directory that points out of its block, are none. */
static void test_odd_orientation(void) {
    static const unsigned odd[] = {0, 9, 255};
    for (size_t i = 0; i < G_N_ELEMENTS(odd); i++) {
        g_autoptr(GByteArray) jpeg = camera_jpeg(odd[i], false);
        assert_header(jpeg, PICTURE_JPEG, 40, 30, 1, false);
    }
    g_autoptr(GByteArray) jpeg = new_jpeg();
    SEGMENT(jpeg, 0xE1,
            "Exif\0\0MM\0*\xFF\xFF\xFF\xF0"
            "\xFF\xFF");
    SEGMENT(jpeg, 0xE1,
            "Exif\0\0II*\0\x08\0\0\0"
            "\xFF\xFF\x12\x01");
    put_jpeg_picture(jpeg);
    assert_header(jpeg, PICTURE_JPEG, 40, 30, 1, false);
}

static void test_strip(void) {
    for (unsigned orientation = 1; orientation <= 8; orientation++) {
        assert_stripped_take(PICTURE_JPEG, camera_jpeg(orientation, true), clean_jpeg(orientation));
        assert_stripped_take(PICTURE_JPEG, camera_jpeg(orientation, false),
                             clean_jpeg(orientation));
    }
    g_autoptr(GByteArray) turned = clean_jpeg(6);
    assert_header(turned, PICTURE_JPEG, 30, 40, 6, false);
}

static void test_strip_tells_nothing(void) {
    static const char *const told[] = {"GPS",     "Maker",  "xmp", "harbour",
                                       "comment", "second", "RGB", "thumbnail"};
    g_autoptr(GByteArray) jpeg = camera_jpeg(6, true);
    g_autoptr(GBytes) bytes = bytes_of(jpeg);
    g_autoptr(GBytes) stripped = picture_strip_metadata(PICTURE_JPEG, bytes);
    for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
        g_assert_true(holds(bytes, told[i]));
        g_assert_false(holds(stripped, told[i]));
    }
}

static void test_nothing_to_strip(void) {
    g_autoptr(GByteArray) jpeg = clean_jpeg(3);
    g_autoptr(GBytes) bytes = bytes_of(jpeg);
    g_autoptr(GBytes) stripped = picture_strip_metadata(PICTURE_JPEG, bytes);
    g_assert_true(stripped == bytes);
}

/* Progressive pictures have several scans, and may have anything between them. */
static void test_progressive(void) {
    GByteArray *jpeg = new_jpeg();
    GByteArray *expected = new_jpeg();
    SEGMENT(jpeg, 0xC2, FRAME_40_30);
    SEGMENT(expected, 0xC2, FRAME_40_30);
    for (unsigned scan = 0; scan < 3; scan++) {
        SEGMENT(jpeg, 0xC4, HUFFMAN);
        SEGMENT(expected, 0xC4, HUFFMAN);
        SEGMENT(jpeg, 0xFE, "taken at home");
        SEGMENT(jpeg, 0xDA, SCAN);
        SEGMENT(expected, 0xDA, SCAN);
        PUT(jpeg, ENTROPY);
        PUT(expected, ENTROPY);
    }
    SEGMENT(jpeg, 0xE1, "Exif\0\0MM\0*\0\0\0\x08");
    PUT(jpeg, "\xFF\xFF\xD9"); /* a marker may have fill bytes before it */
    PUT(expected, "\xFF\xD9");
    assert_stripped_take(PICTURE_JPEG, jpeg, expected);
}

/* Without its last two bytes a picture is shown all the same; so it is kept. */
static void test_end_is_missing(void) {
    GByteArray *jpeg = new_jpeg();
    SEGMENT(jpeg, 0xFE, "a comment");
    put_jpeg_picture(jpeg);
    assert_header(jpeg, PICTURE_JPEG, 40, 30, 1, false);
    GByteArray *expected = new_jpeg();
    put_jpeg_picture(expected);
    assert_stripped_take(PICTURE_JPEG, jpeg, expected);
}

static void test_broken(void) {
    g_autoptr(GByteArray) no_pixels = new_jpeg();
    SEGMENT(no_pixels, 0xC0, FRAME_40_30);
    SEGMENT(no_pixels, 0xDA, SCAN);
    assert_refused(no_pixels, "the file ends where the picture should begin");
    g_autoptr(GByteArray) no_frame = new_jpeg();
    SEGMENT(no_frame, 0xDA, SCAN);
    PUT(no_frame, ENTROPY);
    assert_refused(no_frame, "its header is damaged");
    g_autoptr(GByteArray) nothing = new_jpeg();
    PUT(nothing, "\xFF\xD9");
    assert_refused(nothing, "there is no picture in it");
    g_autoptr(GByteArray) no_height = new_jpeg();
    SEGMENT(no_height, 0xC0, "\x08\0\0\0\x28\x01\x01\x11\0");
    assert_refused(no_height, "its header says that it has no width or no height");
    g_autoptr(GByteArray) lossless = new_jpeg();
    SEGMENT(lossless, 0xC3, FRAME_40_30);
    assert_refused(lossless, "it is a rare kind of JPEG that e-readers do not show");
    g_autoptr(GByteArray) cut = new_jpeg();
    PUT(cut, "\xFF\xE1\x40\0Exif");
    assert_refused(cut, "the file ends in the middle of its header");
}

static void test_robust(void) {
    assert_robust_take(PICTURE_JPEG, camera_jpeg(6, true));
    assert_robust_take(PICTURE_JPEG, camera_jpeg(8, false));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/images/jpeg/header", test_header);
    g_test_add_func("/images/jpeg/odd-orientation", test_odd_orientation);
    g_test_add_func("/images/jpeg/strip", test_strip);
    g_test_add_func("/images/jpeg/strip-tells-nothing", test_strip_tells_nothing);
    g_test_add_func("/images/jpeg/nothing-to-strip", test_nothing_to_strip);
    g_test_add_func("/images/jpeg/progressive", test_progressive);
    g_test_add_func("/images/jpeg/end-is-missing", test_end_is_missing);
    g_test_add_func("/images/jpeg/broken", test_broken);
    g_test_add_func("/images/jpeg/robust", test_robust);
    return g_test_run();
}
