/* The closed vocabulary: what stands where, and which values may reach a book. */
#include "model/vocabulary.h"

#include <glib.h>
#include <string.h>

static Element named(const char *name) {
    return element_from_name(name, strlen(name));
}

static void test_names(void) {
    for (int element = 0; element < ELEMENT_COUNT; element++) {
        const char *name = element_name((Element)element);
        bool is_frame = element_group((Element)element) == GROUP_ROOT;
        g_assert_cmpint(named(name), ==, is_frame ? ELEMENT_NONE : element);
        g_autofree char *upper = g_ascii_strup(name, -1);
        g_assert_cmpint(named(upper), ==, is_frame ? ELEMENT_NONE : element);
    }
    for (int attribute = 0; attribute < ATTRIBUTE_COUNT; attribute++) {
        const char *name = attribute_name((Attribute)attribute);
        g_assert_cmpint(attribute_from_name(name, strlen(name)), ==, attribute);
    }
    static const char *const strangers[] = {"script",   "style", "iframe", "",    "pp", "x",
                                            "headline", "body",  "h1",     "svg", "öl"};
    for (size_t i = 0; i < G_N_ELEMENTS(strangers); i++) {
        g_assert_cmpint(named(strangers[i]), ==, ELEMENT_NONE);
    }
    g_assert_cmpint(element_from_name("paragraph", 1), ==, ELEMENT_P); /* as long as is said */
    g_assert_cmpint(attribute_from_name("onclick", 7), ==, ATTRIBUTE_NONE);
    g_assert_cmpint(attribute_from_name("style", 5), ==, ATTRIBUTE_NONE);
}

static void test_may_hold(void) {
    static const struct {
        Element parent, child;
        bool may;
    } rows[] = {
        {ELEMENT_BODY, ELEMENT_P, true},
        {ELEMENT_BODY, ELEMENT_EM, false},
        {ELEMENT_BODY, ELEMENT_NONE, false}, /* no bare text */
        {ELEMENT_BODY, ELEMENT_LI, false},
        {ELEMENT_BODY, ELEMENT_BODY, false},
        {ELEMENT_ARTICLE, ELEMENT_BODY, true},
        {ELEMENT_ARTICLE, ELEMENT_P, false},
        {ELEMENT_P, ELEMENT_NONE, true},
        {ELEMENT_P, ELEMENT_EM, true},
        {ELEMENT_P, ELEMENT_P, false},
        {ELEMENT_P, ELEMENT_UL, false},
        {ELEMENT_UL, ELEMENT_LI, true},
        {ELEMENT_UL, ELEMENT_NONE, false},
        {ELEMENT_UL, ELEMENT_P, false},
        {ELEMENT_DL, ELEMENT_DT, true},
        {ELEMENT_DL, ELEMENT_LI, false},
        {ELEMENT_LI, ELEMENT_P, true},
        {ELEMENT_LI, ELEMENT_NONE, true},
        {ELEMENT_LI, ELEMENT_EM, true},
        {ELEMENT_TABLE, ELEMENT_TR, true},
        {ELEMENT_TABLE, ELEMENT_TD, false},
        {ELEMENT_TR, ELEMENT_TD, true},
        {ELEMENT_TD, ELEMENT_TABLE, true},
        {ELEMENT_TH, ELEMENT_H3, false},
        {ELEMENT_FIGURE, ELEMENT_IMG, true},
        {ELEMENT_FIGURE, ELEMENT_FIGCAPTION, true},
        {ELEMENT_FIGURE, ELEMENT_FIGURE, false},
        {ELEMENT_DIV, ELEMENT_FIGCAPTION, false},
        {ELEMENT_A, ELEMENT_A, false},
        {ELEMENT_A, ELEMENT_IMG, true},
        {ELEMENT_PRE, ELEMENT_CODE, true},
        {ELEMENT_PRE, ELEMENT_IMG, false},
        {ELEMENT_RUBY, ELEMENT_RT, true},
        {ELEMENT_P, ELEMENT_RT, false},
        {ELEMENT_RP, ELEMENT_NONE, true},
        {ELEMENT_RP, ELEMENT_EM, false},
        {ELEMENT_BR, ELEMENT_NONE, false},
        {ELEMENT_HR, ELEMENT_P, false},
        {ELEMENT_NONE, ELEMENT_P, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpint(element_may_hold(rows[i].parent, rows[i].child), ==, rows[i].may);
    }
    for (int element = 0; element < ELEMENT_COUNT; element++) { /* each may stand somewhere */
        bool has_place = element == ELEMENT_ARTICLE;
        for (int parent = 0; parent < ELEMENT_COUNT; parent++) {
            has_place |= element_may_hold((Element)parent, (Element)element);
        }
        g_assert_true(has_place);
    }
}

static void test_may_carry(void) {
    g_assert_true(element_may_carry(ELEMENT_A, ATTRIBUTE_HREF));
    g_assert_false(element_may_carry(ELEMENT_P, ATTRIBUTE_HREF));
    g_assert_false(element_may_carry(ELEMENT_A, ATTRIBUTE_SRC));
    g_assert_true(element_may_carry(ELEMENT_IMG, ATTRIBUTE_SRC));
    g_assert_true(element_may_carry(ELEMENT_TD, ATTRIBUTE_COLSPAN));
    g_assert_false(element_may_carry(ELEMENT_TD, ATTRIBUTE_SCOPE));
    g_assert_true(element_may_carry(ELEMENT_P, ATTRIBUTE_LANG));
    g_assert_false(element_may_carry(ELEMENT_P, ATTRIBUTE_NONE));
    g_assert_false(element_may_carry(ELEMENT_NONE, ATTRIBUTE_ID));
}

typedef struct {
    Attribute attribute;
    const char *value;
} Value;

static const Value accepted[] = {
    {ATTRIBUTE_HREF, "other.md#a-heading"},
    {ATTRIBUTE_HREF, "#note"},
    {ATTRIBUTE_HREF, ""},
    {ATTRIBUTE_HREF, "https://example.org/a?b=c&d"},
    {ATTRIBUTE_HREF, "HTTP://example.org"},
    {ATTRIBUTE_HREF, "mailto:desk@example.org"},
    {ATTRIBUTE_HREF, "tel:+44"},
    {ATTRIBUTE_HREF, "صفحة.md"},
    {ATTRIBUTE_HREF, "a/b:c"}, /* a colon past the first slash names no scheme */
    {ATTRIBUTE_SRC, "images/boat.jpg"},
    {ATTRIBUTE_SRC, "https://example.org/boat.jpg"}, /* reported by name, later */
    {ATTRIBUTE_ID, "a-1"},
    {ATTRIBUTE_ID, "العدد"},
    {ATTRIBUTE_LANG, "fr"},
    {ATTRIBUTE_DIR, "rtl"},
    {ATTRIBUTE_WIDTH, "640"},
    {ATTRIBUTE_START, "-3"},
    {ATTRIBUTE_START, "0"},
    {ATTRIBUTE_TYPE, "a"},
    {ATTRIBUTE_REVERSED, ""},
    {ATTRIBUTE_COLSPAN, "1000"},
    {ATTRIBUTE_ROWSPAN, "1"},
    {ATTRIBUTE_SCOPE, "col"},
    {ATTRIBUTE_ALT, "<anything> & \"all\""},
    {ATTRIBUTE_CLASS, "verse"},
};

static const Value refused[] = {
    {ATTRIBUTE_HREF, "javascript:alert(1)"},
    {ATTRIBUTE_HREF, "JaVaScRiPt:alert(1)"},
    {ATTRIBUTE_HREF, "  javascript:alert(1)"},
    {ATTRIBUTE_HREF, "java\nscript:alert(1)"},
    {ATTRIBUTE_HREF, "java\tscript:alert(1)"},
    {ATTRIBUTE_HREF, "\x01javascript:alert(1)"},
    {ATTRIBUTE_HREF, "vbscript:x"},
    {ATTRIBUTE_HREF, "data:text/html,x"},
    {ATTRIBUTE_HREF, "file:///etc/passwd"},
    {ATTRIBUTE_HREF, "blob:x"},
    {ATTRIBUTE_HREF, ":x"},
    {ATTRIBUTE_HREF, "a\x7F"},
    {ATTRIBUTE_SRC, ""},
    {ATTRIBUTE_SRC, "data:image/png;base64,AAAA"},
    {ATTRIBUTE_SRC, "file:///etc/passwd"},
    {ATTRIBUTE_SRC, "mailto:desk@example.org"},
    {ATTRIBUTE_ID, "1a"},
    {ATTRIBUTE_ID, "a b"},
    {ATTRIBUTE_ID, ""},
    {ATTRIBUTE_ID, "a:b"},
    {ATTRIBUTE_LANG, "english"},
    {ATTRIBUTE_LANG, ""},
    {ATTRIBUTE_DIR, "RTL"},
    {ATTRIBUTE_WIDTH, "-1"},
    {ATTRIBUTE_WIDTH, "100001"},
    {ATTRIBUTE_WIDTH, "50%"},
    {ATTRIBUTE_WIDTH, "+5"},
    {ATTRIBUTE_WIDTH, " 5"},
    {ATTRIBUTE_WIDTH, ""},
    {ATTRIBUTE_WIDTH, "٥"},
    {ATTRIBUTE_START, "--3"},
    {ATTRIBUTE_START, "99999999999"},
    {ATTRIBUTE_TYPE, "disc"},
    {ATTRIBUTE_REVERSED, "no"},
    {ATTRIBUTE_COLSPAN, "0"},
    {ATTRIBUTE_COLSPAN, "1001"},
    {ATTRIBUTE_ROWSPAN, "65535"},
    {ATTRIBUTE_SCOPE, "all"},
    {ATTRIBUTE_CLASS, ""},
    {ATTRIBUTE_NONE, "x"},
};

static void test_values(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(accepted); i++) {
        g_assert_true(attribute_accepts(accepted[i].attribute, accepted[i].value));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(refused); i++) {
        if (attribute_accepts(refused[i].attribute, refused[i].value)) {
            g_error("\"%s\" was accepted", refused[i].value);
        }
    }
}

static void test_classes(void) {
    g_assert_true(class_is_known(ELEMENT_ASIDE, "pullquote"));
    g_assert_true(class_is_known(ELEMENT_A, "noteref"));
    g_assert_false(class_is_known(ELEMENT_P, "pullquote"));
    g_assert_false(class_is_known(ELEMENT_ASIDE, "Pullquote"));
    g_assert_false(class_is_known(ELEMENT_ASIDE, ""));
    g_assert_false(class_is_known(ELEMENT_NONE, "note"));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    vocabulary_begin();
    g_test_add_func("/model/vocabulary/names", test_names);
    g_test_add_func("/model/vocabulary/may-hold", test_may_hold);
    g_test_add_func("/model/vocabulary/may-carry", test_may_carry);
    g_test_add_func("/model/vocabulary/values", test_values);
    g_test_add_func("/model/vocabulary/classes", test_classes);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
