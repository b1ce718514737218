/* XML before it is parsed: its encoding, and elements with more attributes than any real one. */
#include "base/xml_bytes.h"

#include <string.h>

static char *read_as_utf8(const char *bytes, size_t length) {
    g_autoptr(GBytes) data = g_bytes_new(bytes, length);
    g_autofree char *converted = NULL;
    size_t length_bytes = 0;
    const char *text = xml_bytes_as_utf8(data, &converted, &length_bytes);
    return text != NULL ? g_strndup(text, length_bytes) : NULL;
}

static void test_encodings(void) {
    static const struct {
        const char *bytes;
        size_t length;
        const char *expected; /* NULL: none */
    } rows[] = {
        {"<a/>", 4, "<a/>"},
        {"\xEF\xBB\xBF<a/>", 7, "<a/>"},
        {"\xFF\xFE<\0\xE9\0", 6, "<é"},
        {"\xFE\xFF\0<\0\xE9", 6, "<é"},
        {"<\xE9/>", 4, NULL},   /* Latin-1 */
        {"\xFF\xFE<", 3, NULL}, /* half a character */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = read_as_utf8(rows[i].bytes, rows[i].length);
        g_assert_cmpstr(text, ==, rows[i].expected);
    }
}

static void test_attributes(void) {
    static const struct {
        const char *text;
        bool has_more; /* than two */
    } rows[] = {
        {"", false},
        {"no tag", false},
        {"<a b='1' c='2'/>", false},
        {"<a b='1' c='2' d='3'/>", true},
        {"<a b='1>' c='2' d=\"'\"/>", true},
        {"<a b='x=1 y=2 z=3'/>", false},
        {"<!-- <a b='1' c='2' d='3'/> --><a/>", false},
        {"<![CDATA[<a b='1' c='2' d='3'/>]]>", false},
        {"<?p b='1' c='2' d='3'?>", false},
        {"<a b='never ends", false},
        {"<!-- never ends <a b='1' c='2' d='3'/>", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpint(xml_bytes_has_more_attributes(rows[i].text, strlen(rows[i].text), 2), ==,
                        rows[i].has_more);
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/xml-bytes/encodings", test_encodings);
    g_test_add_func("/base/xml-bytes/attributes", test_attributes);
    return g_test_run();
}
