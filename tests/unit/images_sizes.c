/* The sizes of pictures that are only made anew: TIFF, HEIC and AVIF, put together by hand; cut and
 * spoilt ones tell none and do no harm. */
#include "images_fixture.h"

typedef struct {
    unsigned width_px, height_px, orientation;
} Told;

static bool read_told(const GByteArray *file, Told *told) {
    g_autoptr(GBytes) bytes = g_bytes_new(file->data, file->len);
    PictureHeader header;
    const char *why = NULL;
    bool is_good = picture_read_header_bytes(bytes, &header, &why);
    *told = (Told){header.width_px, header.height_px, header.orientation};
    return is_good;
}

static void assert_told(GByteArray *file_taken, unsigned width_px, unsigned height_px) {
    Told told;
    g_assert_true(read_told(file_taken, &told));
    g_assert_cmpuint(told.width_px, ==, width_px);
    g_assert_cmpuint(told.height_px, ==, height_px);
    g_byte_array_unref(file_taken);
}

/* Every beginning of it is read without harm, and tells all or nothing. */
static void cut_everywhere(const GByteArray *whole, guint least_length) {
    for (guint length = least_length; length < whole->len; length++) {
        g_autoptr(GByteArray) cut = g_byte_array_new();
        g_byte_array_append(cut, whole->data, length);
        Told told;
        g_assert_true(read_told(cut, &told));
        g_assert_true((told.width_px == 0) == (told.height_px == 0));
    }
}

/* TIFF 6.0, page 14: entries of tag, type, count and value; shorts stand at the value's start. */

static GByteArray *tiff_little(unsigned orientation) {
    GByteArray *tiff = g_byte_array_new();
    PUT(tiff, "II*\0\x08\0\0\0\x03\0");
    PUT(tiff, "\0\x01\x03\0\x01\0\0\0\x58\x02\0\0");   /* 600 wide, a short */
    PUT(tiff, "\x01\x01\x04\0\x01\0\0\0\x90\x01\0\0"); /* 400 high, a long */
    PUT(tiff, "\x12\x01\x03\0\x01\0\0\0");
    const guint8 value[] = {(guint8)orientation, 0, 0, 0};
    g_byte_array_append(tiff, value, sizeof value);
    return tiff;
}

static void test_tiff(void) {
    assert_told(tiff_little(1), 600, 400);
    assert_told(tiff_little(6), 400, 600); /* lies */
    assert_told(tiff_little(0), 600, 400); /* no orientation at all */
    GByteArray *big = g_byte_array_new();
    PUT(big, "MM\0*\0\0\0\x08\0\x02"
             "\x01\0\0\x03\0\0\0\x01\x02\x58\0\0"
             "\x01\x01\0\x03\0\0\0\x01\x01\x90\0\0");
    assert_told(big, 600, 400);
    GByteArray *rational = tiff_little(1);
    rational->data[12] = 5; /* a type that no width has */
    assert_told(rational, 0, 0);
    g_autoptr(GByteArray) whole = tiff_little(1);
    cut_everywhere(whole, 8);
}

static void test_tiff_beyond_bounds(void) {
    g_autoptr(GByteArray) huge = tiff_little(1);
    memset(huge->data + 30, 0xFF, 4);
    Told told;
    g_assert_false(read_told(huge, &told));
}

/* HEIC: boxes within boxes */

static void put_box(GByteArray *into, const char *type, GByteArray *inside_taken) {
    put_32(into, 8 + inside_taken->len);
    g_byte_array_append(into, (const guint8 *)type, 4);
    put_take(into, inside_taken);
}

static void put_size_box(GByteArray *into, unsigned width_px, unsigned height_px) {
    GByteArray *size = g_byte_array_new();
    PUT(size, "\0\0\0\0");
    put_32(size, width_px);
    put_32(size, height_px);
    put_box(into, "ispe", size);
}

/* A telephone's: item 1 is a tile of 512 by 512, item 49 the grid, 4032 by 3024, and turned by so
 * many quarters. */
static GByteArray *heic_new(unsigned quarters) {
    GByteArray *heic = g_byte_array_new(), *meta = g_byte_array_new();
    PUT(heic, "\0\0\0\x18"
              "ftypheic\0\0\0\0mif1heic");
    PUT(meta, "\0\0\0\0");
    GByteArray *primary = g_byte_array_new();
    PUT(primary, "\0\0\0\0\0\x31");
    put_box(meta, "pitm", primary);
    GByteArray *properties = g_byte_array_new(), *rotation = g_byte_array_new();
    put_size_box(properties, 512, 512);
    put_size_box(properties, 4032, 3024);
    const guint8 angle = (guint8)quarters;
    g_byte_array_append(rotation, &angle, 1);
    put_box(properties, "irot", rotation);
    GByteArray *associations = g_byte_array_new(), *all = g_byte_array_new();
    PUT(associations, "\0\0\0\0\0\0\0\x02"
                      "\0\x01\x01\x81"       /* the tile: property 1, essential */
                      "\0\x31\x02\x02\x83"); /* the grid: its size, and how it is turned */
    put_box(all, "ipco", properties);
    put_box(all, "ipma", associations);
    put_box(meta, "iprp", all);
    put_box(heic, "meta", meta);
    return heic;
}

static void test_heic(void) {
    assert_told(heic_new(0), 4032, 3024);
    assert_told(heic_new(1), 3024, 4032);
    assert_told(heic_new(2), 4032, 3024);
    assert_told(heic_new(3), 3024, 4032);
    g_autoptr(GByteArray) whole = heic_new(1);
    cut_everywhere(whole, 24);
}

/* Any byte may be any other: no more than a wrong size or a refusal comes of it. */
static void test_heic_spoilt(void) {
    g_autoptr(GByteArray) whole = heic_new(0);
    static const guint8 values[] = {0, 1, 0x7F, 0x80, 0xFF};
    for (guint at = 24; at < whole->len; at++) {
        for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
            guint8 before = whole->data[at];
            whole->data[at] = values[i];
            Told told;
            read_told(whole, &told);
            g_assert_true((told.width_px == 0) == (told.height_px == 0));
            whole->data[at] = before;
        }
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/images/sizes/tiff", test_tiff);
    g_test_add_func("/images/sizes/tiff-beyond-bounds", test_tiff_beyond_bounds);
    g_test_add_func("/images/sizes/heic", test_heic);
    g_test_add_func("/images/sizes/heic-spoilt", test_heic_spoilt);
    return g_test_run();
}
