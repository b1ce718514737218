/* Boxes between lines of colons. */
#include "markdown_fixture.h"

static void test_kinds(void) {
    assert_body("::: pullquote\nQ *q*\n:::\n",
                "<aside class=\"pullquote\"><p>Q <em>q</em></p></aside>");
    assert_body("A\n::: Sidebar\n### B\n- c\n:::\nD\n",
                "<p>A</p><aside class=\"sidebar\"><h3>B</h3><ul><li>c</li></ul></aside><p>D</p>");
    /* A list or a table may stand right before the end. */
    assert_body("::: sidebar\n|a|\n|-|\n|b|\n:::\nc\n",
                "<aside class=\"sidebar\"><table><thead><tr><th scope=\"col\">a</th></tr></thead>"
                "<tbody><tr><td>b</td></tr></tbody></table></aside><p>c</p>");
}

static void test_spellings(void) {
    static const char *const openings[] = {":::sidebar",
                                           "::: {.sidebar}",
                                           ":::: sidebar",
                                           "::: sidebar :::",
                                           "::: {#x .wide .sidebar}",
                                           ":::{.sidebar key=\"v\"}:::",
                                           "   ::: sidebar",
                                           "::: sidebar  "};
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        g_autofree char *text = g_strconcat(openings[i], "\na\n:::::\nb\n", NULL);
        assert_body(text, "<aside class=\"sidebar\"><p>a</p></aside><p>b</p>");
        assert_said(text, "");
    }
    assert_body("::: sidebar About *us*\na\n:::\n",
                "<aside class=\"sidebar\"><p>About *us*</p><p>a</p></aside>");
    assert_body(":: sidebar\n", "<p>:: sidebar</p>");
    assert_body("a ::: sidebar\n", "<p>a ::: sidebar</p>");
}

static void test_nested(void) {
    assert_body(":::: sidebar\na\n\n::: pullquote\nb\n:::\n\nc\n::::\n",
                "<aside class=\"sidebar\"><p>a</p><blockquote><p>b</p></blockquote>"
                "<p>c</p></aside>");
    assert_body("::: sidebar\n::: verse\na\nb\n:::\n:::\n",
                "<aside class=\"sidebar\"><div class=\"verse\"><p>a<br/>b</p></div></aside>");
}

/* As Pandoc writes what was <div>: said once by name, closed in pairs, and no error if not. */
static void test_boxes_of_no_kind(void) {
    assert_body("::: {#a}\n::: b\nx\n:::\n:::\n\n::: b\ny\n", "<p>x</p><p>y</p>");
    assert_said("::: {#a}\n::: b\nx\n:::\n:::\n\n::: b\ny\n",
                "1:1 fence-unknown, 2:1 fence-unknown");
}

static void test_code_is_left_alone(void) {
    assert_body("```\n::: sidebar\n:::\n```\n", "<pre><code>::: sidebar\n:::\n</code></pre>");
    assert_body("    ::: sidebar\n", "<pre><code>::: sidebar\n</code></pre>");
    assert_body("- a\n\n  ```\n  :::\n  ```\n",
                "<ul><li><p>a</p><pre><code>:::\n</code></pre></li></ul>");
    assert_body("<pre>\n::: sidebar\n</pre>\n", "<pre>::: sidebar\n</pre>");
    assert_said("```\n::: sidebar\n:::\n::: foo\n```\n", "");
}

static void test_verse(void) {
    assert_body("::: verse\nOne *two*\n  three\n\n      four\n:::\n",
                "<div class=\"verse\"><p>One <em>two</em><br/>\u00A0\u00A0three</p>"
                "<p>\u00A0\u00A0\u00A0\u00A0\u00A0\u00A0four</p></div>");
    /* An author's own break is not doubled. */
    assert_body("::: verse\na<br>\nb\\\nc  \nd\n:::\n",
                "<div class=\"verse\"><p>a<br/>b<br/>c<br/>d</p></div>");
    assert_body("::: verse\nlines\n:::\nno\nlines\n",
                "<div class=\"verse\"><p>lines</p></div><p>no\nlines</p>");
    assert_body("::: verse\n\ta\n:::\n",
                "<div class=\"verse\"><p>\u00A0\u00A0\u00A0\u00A0a</p></div>");
}

static void test_mistakes(void) {
    assert_said("a\n\n::: sidebar\nb\n", "3:1 fence-unclosed");
    assert_body("a\n\n::: sidebar\nb\n", "<p>a</p><aside class=\"sidebar\"><p>b</p></aside>");
    assert_said("a\n\n  :::\n", "3:3 fence-stray");
    assert_said("::: warning\na\n:::\n", "1:1 fence-unknown");
    assert_body("::: warning\na\n:::\n\nb\n", "<p>a</p><p>b</p>");
    /* Opened in a list's item, it ends there. */
    assert_said("- a\n\n  ::: sidebar\n  b\n\n:::\n", "3:3 fence-unclosed, 6:1 fence-stray");
    assert_said("::: sidebar\n::: verse\na\n", "1:1 fence-unclosed, 2:1 fence-unclosed");
}

/* Each opens on its own line and column; the places of what is in them hold. */
static void test_places(void) {
    g_auto(Parsed) parsed = parse_text("é\n\n::: verse\n   línea *dos*\n:::\n\n## H\n");
    const xmlNode *mark = find_element(&parsed, ELEMENT_EM);
    g_assert_cmpuint(node_line(mark), ==, 4);
    g_assert_cmpuint(node_column(mark), ==, 10);
    const xmlNode *heading = find_element(&parsed, ELEMENT_H2);
    g_assert_cmpuint(node_line(heading), ==, 7);
    const xmlNode *verse = find_element(&parsed, ELEMENT_DIV);
    g_assert_cmpuint(node_line(verse), ==, 3);
    g_assert_cmpuint(node_column(verse), ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/fences/kinds", test_kinds);
    g_test_add_func("/fences/spellings", test_spellings);
    g_test_add_func("/fences/nested", test_nested);
    g_test_add_func("/fences/no-kind", test_boxes_of_no_kind);
    g_test_add_func("/fences/code-is-left-alone", test_code_is_left_alone);
    g_test_add_func("/fences/verse", test_verse);
    g_test_add_func("/fences/mistakes", test_mistakes);
    g_test_add_func("/fences/places", test_places);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
