/* Text: natural order, counting, nearness, shortening. Expected values are worked out by hand. */
#include "base/text.h"

#include <string.h>

static void test_natural_compare(void) {
    /* Each stands before the next. */
    static const char *const in_order[] = {
        "",
        "01-a",
        "1-a",
        "2-b",
        "10-a",
        "10-b",
        "10a",
        "A1",
        "a1",
        "A2",
        "a02",
        "a2",
        "a10",
        "a10b",
        "b",
        "image9.png",
        "image10",
        "image10.png",
        "z9999999999999999999998",
        "z9999999999999999999999",
        "é",
        "صورة",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(in_order); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(in_order); k++) {
            int order = text_natural_compare(in_order[i], in_order[k]);
            int expected = i < k ? -1 : i > k;
            g_assert_cmpint((order > 0) - (order < 0), ==, expected);
        }
    }
}

static void test_collapse(void) {
    static const char *const rows[][2] = {
        {"", ""},
        {" \t\n ", ""},
        {"  two \n\t words ", "two words"},
        {"no\u00A0break stays\u3000here", "no\u00A0break stays\u3000here"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *collapsed = text_collapse(rows[i][0]);
        g_assert_cmpstr(collapsed, ==, rows[i][1]);
    }
}

static void test_blank(void) {
    g_assert_true(text_is_blank(""));
    g_assert_true(text_is_blank(" \t\n\u00A0\u3000\u2009"));
    g_assert_false(text_is_blank(" \u200B.")); /* U+200B is no space to Unicode */
    g_assert_false(text_is_blank("\u3000字"));
}

static void assert_counts(const char *text, size_t words, size_t characters, size_t cjk) {
    TextCount count = {0};
    text_count_add(&count, text, strlen(text));
    g_assert_cmpuint(count.words, ==, words);
    g_assert_cmpuint(count.characters, ==, characters);
    g_assert_cmpuint(count.cjk, ==, cjk);
}

static void test_count(void) {
    assert_counts("", 0, 0, 0);
    assert_counts("  -- … !", 0, 4, 0);
    assert_counts("It's a well-known fact", 4, 19, 0);
    assert_counts("It’s a co\u00ADoperation", 3, 17, 0);
    assert_counts("e\u0301te\u0301 naïve", 2, 10, 0); /* marks belong to their letters */
    assert_counts("كتابٌ جديدٌ", 2, 10, 0);
    assert_counts("می‌خواهم", 1, 8, 0); /* one word with a zero-width non-joiner */
    assert_counts("हिन्दी भाषा", 2, 10, 0);
    assert_counts("日本語のテキスト", 8, 8, 8);
    assert_counts("漢字 and kana かな", 6, 11, 4);
    assert_counts("ภาษาไทย", 2, 7, 0);     /* seven letters: one word and part of another */
    assert_counts("ที่นี่ 12 ដីនេះ", 2, 13, 0); /* four letters, a number; marks are no letters */
    assert_counts("한국어 신문", 2, 5, 0); /* Hangul goes by spaces */
    assert_counts("\U00020000\U0002A6DF", 2, 2, 2);
    for (int pad = 0; pad < 9; pad++) { /* wherever the words fall among eight bytes */
        g_autofree char *text =
            g_strdup_printf("%*sit's a well--known rock'n'roll, 'quoted' 1984\t@[`{~ é-a", pad, "");
        assert_counts(text, 7, 48, 0);
    }
    TextCount two = {0};
    text_count_add(&two, "one two three", 7); /* as many bytes as said */
    g_assert_cmpuint(two.words, ==, 2);
    text_count_add(&two, "three", 5);
    g_assert_cmpuint(two.words, ==, 3);
}

static void test_minutes(void) {
    static const struct {
        TextCount count;
        unsigned minutes;
    } rows[] = {
        {{0, 0, 0, 0}, 1},       {{0, 230, 0, 0}, 1},     {{0, 344, 0, 0}, 1},
        {{0, 345, 0, 0}, 2},     {{0, 2300, 0, 0}, 10},   {{0, 500, 500, 0}, 1},
        {{0, 1000, 1000, 0}, 2}, {{0, 1230, 1000, 0}, 3}, {{0, 2300000, 0, 0}, 10000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpuint(text_count_minutes(rows[i].count), ==, rows[i].minutes);
    }
}

static void test_distance(void) {
    static const struct {
        const char *left, *right;
        unsigned cap, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"", "abc", 3, 3},
        {"abc", "abc", 0, 0},
        {"kitten", "sitting", 5, 3},
        {"title", "tilte", 5, 1}, /* neighbours changed places */
        {"author", "auhtro", 5, 2},
        {"abcdef", "ghijkl", 3, 4}, /* past the cap: one more than it */
        {"a", "abcdefgh", 2, 3},
        {"été", "ete", 5, 2}, /* characters, not bytes */
        {"العدد", "العدذ", 5, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpuint(text_distance(rows[i].left, rows[i].right, rows[i].cap), ==,
                         rows[i].distance);
        g_assert_cmpuint(text_distance(rows[i].right, rows[i].left, rows[i].cap), ==,
                         rows[i].distance);
    }
}

static char *nearest(const char *wanted, const char *const *candidates, size_t count, size_t most) {
    g_autoptr(GPtrArray) array = g_ptr_array_new();
    for (size_t i = 0; i < count; i++) {
        g_ptr_array_add(array, (gpointer)candidates[i]);
    }
    g_autoptr(GPtrArray) found = text_nearest(wanted, array, most);
    g_ptr_array_add(found, NULL);
    return g_strjoinv(" ", (char **)found->pdata);
}

static void test_nearest(void) {
    static const char *const names[] = {"boat.jpg", "Boats.jpg", "BOAT.jpg", "pier.jpg",
                                        "boar.jpg"};
    g_autofree char *all = nearest("boat.jpg", names, 5, 10);
    g_assert_cmpstr(all, ==, "boat.jpg BOAT.jpg Boats.jpg boar.jpg");
    g_autofree char *one = nearest("Boat.jpg", names, 5, 1);
    g_assert_cmpstr(one, ==, "boat.jpg");
    g_autofree char *none = nearest("harbour.jpg", names, 5, 10);
    g_assert_cmpstr(none, ==, "");
    g_autofree char *nothing = nearest("x", NULL, 0, 10);
    g_assert_cmpstr(nothing, ==, "");
    g_autofree char *huge = g_strnfill(100000, 'a'); /* nobody mistypes that: no quadratic work */
    const char *const same[] = {huge};
    g_autofree char *of_huge = nearest(huge, same, 1, 1);
    g_assert_cmpstr(of_huge, ==, "");
}

static void test_fill(void) {
    static const char *const two[] = {"{}", "b", NULL};
    static const char *const none[] = {NULL};
    g_autofree char *filled = text_fill("<{}> in <{}>, {}.", two);
    g_assert_cmpstr(filled, ==, "<{}> in <b>, ."); /* what is put in is not filled again */
    g_autofree char *plain = text_fill("{ }", none);
    g_assert_cmpstr(plain, ==, "{ }");
}

static void test_shorten(void) {
    static const struct {
        const char *text;
        size_t characters;
        const char *expected;
    } rows[] = {
        {"short", 5, "short"},
        {"", 0, ""},
        {"The harbour at night", 11, "The harbour…"},
        {"The harbour at night", 13, "The harbour…"},
        {"The harbour, at night", 13, "The harbour…"},
        {"Donaudampfschifffahrt", 10, "Donaudampf…"},
        {"A Donaudampfschifffahrt", 12, "A Donaudampf…"}, /* a word's end too far back is none */
        {"港の夜は静かで長い", 4, "港の夜は…"},
        {"abcde\u0301\u0301fgh", 5, "abcd…"}, /* not between e and its accents */
        {"abcde\u0301\u0301fgh", 6, "abcd…"},
        {"abcde\u0301\u0301fgh", 7, "abcde\u0301\u0301…"},
        {"aaaa", 0, "…"},
        {";;;; ;;;;", 4, "…"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shortened = text_shorten(rows[i].text, rows[i].characters);
        g_assert_cmpstr(shortened, ==, rows[i].expected);
    }
}

static void test_column(void) {
    static const char line[] = "aé字\U0001F600e\u0301z";
    g_assert_cmpuint(text_column(line, 0), ==, 1);
    g_assert_cmpuint(text_column(line, 1), ==, 2);
    g_assert_cmpuint(text_column(line, 3), ==, 3);
    g_assert_cmpuint(text_column(line, 6), ==, 4);
    g_assert_cmpuint(text_column(line, 10), ==, 5);
    g_assert_cmpuint(text_column(line, 13), ==, 7);
    g_assert_cmpuint(text_column(line, 1000), ==, 8); /* past the end: the end */
}

static void test_list_names(void) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *none = text_list_names(names, 2);
    g_assert_cmpstr(none, ==, "");
    g_ptr_array_add(names, "a");
    g_ptr_array_add(names, "é b");
    g_ptr_array_add(names, "a");
    g_autofree char *two = text_list_names(names, 2);
    g_assert_cmpstr(two, ==, "\"a\", \"é b\"");
    g_ptr_array_add(names, "c");
    g_ptr_array_add(names, "d");
    g_autofree char *more = text_list_names(names, 2);
    g_assert_cmpstr(more, ==, "\"a\", \"é b\" and 2 more");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/text/natural-compare", test_natural_compare);
    g_test_add_func("/base/text/collapse", test_collapse);
    g_test_add_func("/base/text/blank", test_blank);
    g_test_add_func("/base/text/count", test_count);
    g_test_add_func("/base/text/minutes", test_minutes);
    g_test_add_func("/base/text/distance", test_distance);
    g_test_add_func("/base/text/nearest", test_nearest);
    g_test_add_func("/base/text/fill", test_fill);
    g_test_add_func("/base/text/shorten", test_shorten);
    g_test_add_func("/base/text/column", test_column);
    g_test_add_func("/base/text/list-names", test_list_names);
    return g_test_run();
}
