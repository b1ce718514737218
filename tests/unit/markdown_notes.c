/* Footnotes as they leave the Markdown room: by their labels. */
#include "markdown_fixture.h"

static void test_note(void) {
    assert_body("a[^n]\n\n[^n]: b *c*\n\n    d\n",
                "<p>a<a class=\"noteref\" href=\"#n\">n</a></p>"
                "<aside class=\"note\" id=\"n\"><p>b <em>c</em></p><p>d</p></aside>");
    /* Called twice, and by another note. */
    assert_body(
        "a[^1]b[^1]\n\n[^1]: x[^two_3]\n[^two_3]: y\n",
        "<p>a<a class=\"noteref\" href=\"#1\">1</a>b<a class=\"noteref\" href=\"#1\">1</a></p>"
        "<aside class=\"note\" id=\"1\"><p>x<a class=\"noteref\" "
        "href=\"#two_3\">two_3</a></p></aside>"
        "<aside class=\"note\" id=\"two_3\"><p>y</p></aside>");
    /* In a link: enrich moves the call out. */
    assert_body("[a[^1]](u)\n\n[^1]: x\n",
                "<p><a href=\"u\">a<a class=\"noteref\" href=\"#1\">1</a></a></p>"
                "<aside class=\"note\" id=\"1\"><p>x</p></aside>");
}

static void test_labels(void) {
    /* Case does not matter, and the definition's spelling holds. */
    assert_body("a[^Ñandú]\n\n[^ñandú]: b\n",
                "<p>a<a class=\"noteref\" href=\"#ñandú\">ñandú</a></p>"
                "<aside class=\"note\" id=\"ñandú\"><p>b</p></aside>");
    assert_body("> q[^x]\n>\n> [^x]: b\n",
                "<blockquote><p>q<a class=\"noteref\" href=\"#x\">x</a></p></blockquote>"
                "<aside class=\"note\" id=\"x\"><p>b</p></aside>");
}

static void test_uncalled(void) {
    /* It stays, so that enrich can say so. */
    assert_body("a\n\n[^n]: b\n", "<p>a</p><aside class=\"note\" id=\"n\"><p>b</p></aside>");
    assert_body("a\n\n[^n`x]: b\n\n[^y`z]: c\n",
                "<p>a</p><aside class=\"note\" id=\"n`x\"><p>b</p></aside>"
                "<aside class=\"note\" id=\"y`z\"><p>c</p></aside>");
    assert_body("- [^n]: b\n", "<ul><li/></ul><aside class=\"note\" id=\"n\"><p>b</p></aside>");
    assert_body("```\n[^n]: b\n```\n", "<pre><code>[^n]: b\n</code></pre>");
}

static void test_missing(void) {
    assert_said("é a[^x] [^y]\n", "1:4 note-missing");
    assert_body("a[^x]\n", "<p>a[^x]</p>");
    /* By number it is a call all the same: enrich says so and takes it away. */
    assert_said("a [^31].\n", "");
    assert_body("a [^31].\n", "<p>a<a class=\"noteref\" href=\"#31\">31</a>.</p>");
    /* None of these is a call. */
    assert_said("\\[^x] `[^x]` &#91;^x] [^] [^a b]\n\n    [^x]\n", "");
    assert_said("\\[^x] &#91;^y] b[^z]\n", "1:17 note-missing");
}

static void test_places(void) {
    g_auto(Parsed) parsed = parse_text("é a[^n]\n\n> [^n]: b\n");
    const xmlNode *call = find_element(&parsed, ELEMENT_A);
    const xmlNode *note = find_element(&parsed, ELEMENT_ASIDE);
    g_assert_cmpuint(node_line(call), ==, 1);
    g_assert_cmpuint(node_column(call), ==, 4);
    g_assert_cmpuint(node_line(note), ==, 3);
    g_assert_cmpuint(node_column(note), ==, 3);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/notes/note", test_note);
    g_test_add_func("/notes/labels", test_labels);
    g_test_add_func("/notes/uncalled", test_uncalled);
    g_test_add_func("/notes/missing", test_missing);
    g_test_add_func("/notes/places", test_places);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
