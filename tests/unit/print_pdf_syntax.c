/* PDF's notation: numbers, names, strings, dates. */
#include "print/pdf/syntax.h"

#include <string.h>

static void test_numbers(void) {
    static const struct {
        int64_t thousandths;
        const char *text;
    } cases[] = {{0, "0"},
                 {1000, "1"},
                 {12500, "12.5"},
                 {-40, "-.04"},
                 {1, ".001"},
                 {-1500, "-1.5"},
                 {120, ".12"},
                 {595276, "595.276"},
                 {2147483647, "2147483.647"},
                 {-2147483648, "-2147483.648"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        pdf_add_thousandths(text, cases[i].thousandths);
        g_assert_cmpstr(text->str, ==, cases[i].text);
    }
}

static void test_names(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    pdf_add_name(text, "Harbour Red/(1)#");
    g_assert_cmpstr(text->str, ==, "/Harbour#20Red#2F#281#29#23");
}

static void test_bytes(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    pdf_add_bytes(text, "a(b)\\\r\n\0c", 9);
    static const char expected[] = "(a\\(b\\)\\\\\\r\n\0c)";
    g_assert_cmpuint(text->len, ==, sizeof expected - 1);
    g_assert_cmpint(memcmp(text->str, expected, sizeof expected - 1), ==, 0);
}

static void test_words(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    pdf_add_words(text, "Plain (words)", 13);
    g_assert_cmpstr(text->str, ==, "(Plain \\(words\\))");
    g_string_truncate(text, 0);
    pdf_add_words(text, "\xC3\xA9\xF0\x9F\x93\xB0", 6); /* e acute, a newspaper */
    g_assert_cmpstr(text->str, ==, "<FEFF00E9D83DDCF0>");
    g_string_truncate(text, 0);
    pdf_add_words(text, "\xC3(\x80", 3); /* not UTF-8 */
    g_assert_cmpstr(text->str, ==, "<FEFFFFFD0028FFFD>");
}

static void test_dates(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    pdf_add_date(text, 1764028800);
    pdf_add_date(text, G_MAXINT64);
    g_assert_cmpstr(text->str, ==, "(D:20251125000000Z)(D:19800101000000Z)");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/pdf/syntax/numbers", test_numbers);
    g_test_add_func("/print/pdf/syntax/names", test_names);
    g_test_add_func("/print/pdf/syntax/bytes", test_bytes);
    g_test_add_func("/print/pdf/syntax/words", test_words);
    g_test_add_func("/print/pdf/syntax/dates", test_dates);
    return g_test_run();
}
