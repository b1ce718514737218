/* Lists that were put away come back as they were, moved and behind what is there. */
#include "print/display_pack.h"

#include <string.h>

static const FontFace face = {.name = "Face"};

/* Glyphs from left to right, from right to left, raised, far apart, and of a text longer than a
 * word. */
static const DisplayGlyph left_to_right[] = {
    {.glyph = 36, .advance_mpt = 5321, .text_length = 1},
    {.glyph = 65535, .advance_mpt = -120, .text_start = 1, .text_length = 3},
    {.glyph = 4, .advance_mpt = 0, .text_start = 4}};
static const DisplayGlyph right_to_left[] = {
    {.glyph = 7, .advance_mpt = 4000, .text_start = 4, .text_length = 2},
    {.glyph = 8, .advance_mpt = 32767, .text_start = 2, .text_length = 2},
    {.glyph = 9, .advance_mpt = -32768, .text_length = 2}};
static const DisplayGlyph odd[] = {
    {.glyph = 1, .advance_mpt = 32768, .text_length = 63},
    {.glyph = 2, .advance_mpt = -32769, .text_start = 63, .text_length = 64},
    {.glyph = 3, .offset_x_mpt = -700, .text_start = 127, .text_length = 1},
    {.glyph = 4, .offset_y_mpt = 700, .text_start = 9, .text_length = 1},
    {.glyph = 5, .advance_mpt = 70000, .text_start = 4000000000U, .text_length = 70000},
    {.glyph = 6, .text_start = 5, .text_length = 0}};

static void add_run(DisplayList *list, const DisplayGlyph *glyphs, size_t count, const char *text) {
    display_list_text(list, &face, 10000, (Ink){.kind = INK_GREY, .parts = {1000}}, 1000, 2000,
                      glyphs, count, text, strlen(text));
}

static void assert_same(const DisplayList *found, const DisplayList *expected) {
    g_assert_cmpuint(found->operations->len, ==, expected->operations->len);
    g_assert_true(memcmp(found->operations->data, expected->operations->data,
                         found->operations->len * sizeof(Operation)) == 0);
    g_assert_cmpstr(found->text->str, ==, expected->text->str);
    g_assert_cmpuint(found->glyphs->len, ==, expected->glyphs->len);
    for (guint i = 0; i < found->glyphs->len; i++) {
        const DisplayGlyph *one = &g_array_index(found->glyphs, DisplayGlyph, i);
        const DisplayGlyph *other = &g_array_index(expected->glyphs, DisplayGlyph, i);
        g_assert_cmpuint(one->glyph, ==, other->glyph);
        g_assert_cmpint(one->advance_mpt, ==, other->advance_mpt);
        g_assert_cmpint(one->offset_x_mpt, ==, other->offset_x_mpt);
        g_assert_cmpint(one->offset_y_mpt, ==, other->offset_y_mpt);
        g_assert_cmpuint(one->text_start, ==, other->text_start);
        g_assert_cmpuint(one->text_length, ==, other->text_length);
    }
}

static void test_all_comes_back(void) {
    g_autoptr(DisplayList) list = display_list_new();
    display_list_begin(list, NULL, ARTIFACT_LAYOUT);
    display_list_fill(list, (Box){1, 2, 3, 4}, (Ink){.kind = INK_GREY, .parts = {1000}});
    add_run(list, left_to_right, G_N_ELEMENTS(left_to_right), "añ–x");
    add_run(list, right_to_left, G_N_ELEMENTS(right_to_left), "אבג");
    add_run(list, odd, G_N_ELEMENTS(odd), "");
    display_list_target(list, "one", 5, 6);
    display_list_end(list);
    PackedList *packed = display_list_pack(list);
    g_autoptr(DisplayList) expected = display_list_new();
    g_autoptr(DisplayList) found = display_list_new();
    for (int i = 0; i < 2; i++) {
        display_list_add(expected, list, 300 * i, -7);
        display_list_add_packed(found, packed, 300 * i, -7);
    }
    packed_list_free(packed);
    assert_same(found, expected);
}

static void test_an_empty_list_adds_nothing(void) {
    g_autoptr(DisplayList) list = display_list_new();
    PackedList *packed = display_list_pack(list);
    display_list_add_packed(list, packed, 1, 1);
    packed_list_free(packed);
    g_assert_cmpuint(list->operations->len + list->glyphs->len, ==, 0);
    g_assert_cmpstr(list->text->str, ==, "");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/print/display_pack/all_comes_back", test_all_comes_back);
    g_test_add_func("/print/display_pack/an_empty_list_adds_nothing",
                    test_an_empty_list_adds_nothing);
    return g_test_run();
}
