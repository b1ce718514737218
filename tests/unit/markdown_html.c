/* Raw HTML among Markdown. */
#include "markdown_fixture.h"

static void test_inline_pairs(void) {
    assert_body("a<sup>*b*</sup> <u>c <b>d</b></u>\n",
                "<p>a<sup><em>b</em></sup> <u>c <b>d</b></u></p>");
    assert_body("<span lang=\"fr\">« *a* »</span> <span>b</span>\n",
                "<p><span lang=\"fr\">« <em>a</em> »</span> b</p>");
    assert_body("a<br>b<wbr/>c <img src=\"x.png\" alt=\"y\"> <img alt=\"z\">\n",
                "<p>a<br/>b<wbr/>c <img src=\"x.png\" alt=\"y\"/> z</p>");
    assert_body("<kbd>a</KBD> b\n", "<p><kbd>a</kbd> b</p>");
}

static void test_inline_misfits(void) {
    /* Never closed: its block's end closes it. A stray closing tag means nothing. */
    assert_body("a <b>b\n\nc</b>\n", "<p>a <b>b</b></p><p>c</p>");
    assert_body("*a <b>b* c</b>\n", "<p><em>a <b>b</b></em> c</p>");
    assert_body("<b>a <i>b</b> c</i>\n", "<p><b>a <i>b</i></b> c</p>");
    /* A block in running text is taken off. */
    assert_body("a<div>b</div>c\n", "<p>a b c</p>");
    assert_body("[a <a href=\"y\">b</a>](x)\n", "<p><a href=\"x\">a b</a></p>");
    assert_body("a <font>b</font> <big>c</big> <foo>d</foo> <foo>e</foo>\n", "<p>a b c d e</p>");
    assert_said("a <font>b</font> <foo>d</foo> <foo>e</foo>\n", "1:18 html-unwrapped");
}

static void test_inline_dropped(void) {
    assert_body("a <script>*b*</script>c\n", "<p>a c</p>");
    assert_said("a <script>*b*</script>c <embed>\n", "1:3 html-dropped, 1:25 html-dropped");
    /* Never closed: what follows was not its own. */
    assert_body("a <video>*b*\n\nc\n", "<p>a <em>b</em></p><p>c</p>");
    assert_body("a <!-- *b* --> c <?x?> d\n", "<p>a  c  d</p>");
    assert_body("<!-- all of it -->\n\na\n", "<p>a</p>");
    assert_body("a\n\n<!--\n\n*b*\n\n-->\n\nc\n", "<p>a</p><p>c</p>");
}

static void test_blocks(void) {
    assert_body("<p align=\"center\">a *b*\n", "<p>a *b*</p>");
    assert_body("<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>\n\nc\n",
                "<dl><dt>a</dt><dd>b</dd></dl><p>c</p>");
    assert_body("<ul>\n<li>a\n<li>b\n</ul>\n", "<ul><li>a</li><li>b</li></ul>");
    assert_body("- <div>a</div>\n- b\n", "<ul><li><div><p>a</p></div></li><li>b</li></ul>");
}

static void test_blocks_around_markdown(void) {
    assert_body("<div lang=\"fr\">\n\n*a*\n\n- b\n\n</div>\n\nc\n",
                "<div lang=\"fr\"><p><em>a</em></p><ul><li>b</li></ul></div><p>c</p>");
    assert_body("<details>\n<summary>A *b*</summary>\n\n*c*\n\n</details>\n",
                "<p>A *b*</p><p><em>c</em></p>");
    assert_body("<section>\n\na\n\n<blockquote>\n\n*b*\n\n</section>\n\nc\n",
                "<p>a</p><blockquote><p><em>b</em></p></blockquote><p>c</p>");
    assert_body(
        "<figure>\n\n![a](x.png)\n\n<figcaption>b <b>c</b></figcaption>\n</figure>\n",
        "<figure><img src=\"x.png\" alt=\"a\"/><figcaption>b <b>c</b></figcaption></figure>");
    assert_body("<ul>\n<li>\n\n*a*\n\n<li>\n\n*b*\n\n</ul>\n\nc\n",
                "<ul><li><p><em>a</em></p></li><li><p><em>b</em></p></li></ul><p>c</p>");
}

static void test_table_around_markdown(void) {
    assert_body("<table>\n<tr><th>a</th>\n<td>\n\n*b*\n\n</td><td>c</td></"
                "tr>\n\n<tr>\n<td>\n\n**d**\n\n</table>\n\ne\n",
                "<table><tr><th>a</th><td><p><em>b</em></p></td><td>c</td></tr>"
                "<tr><td><p><strong>d</strong></p></td></tr></table><p>e</p>");
    /* Never closed: nothing is lost. */
    assert_body("<table>\n\n*a*\n\nb\n",
                "<table><tr><td><p><em>a</em></p><p>b</p></td></tr></table>");
}

static void test_unpaired_blocks(void) {
    assert_body("a\n\n</div>\n\nb\n", "<p>a</p><p>b</p>");
    assert_body("> <div>\n>\n> a\n\nb\n", "<blockquote><div><p>a</p></div></blockquote><p>b</p>");
    assert_body("<p>a\n\n## b\n\nc\n", "<p>a</p><h2>b</h2><p>c</p>");
    assert_body("<video>\n\n*a*\n\n</video>\n\nb\n", "<p>b</p>");
    assert_body("<video>\n\n*a*\n\nb\n", "<p><em>a</em></p><p>b</p>");
    /* A fence and an element that cross each other. */
    assert_body("<div>\n\n::: sidebar\na\n\n</div>\n\nb\n:::\nc\n",
                "<div><aside class=\"sidebar\"><p>a</p><p>b</p></aside><p>c</p></div>");
}

static void test_reports_have_places(void) {
    assert_said("a\n\n<div>\n\n*b*\n\n<iframe src=\"x\"></iframe>\né <foo>c</foo>\n</div>\n",
                "7:1 html-dropped, 8:3 html-unwrapped");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/raw-html/inline-pairs", test_inline_pairs);
    g_test_add_func("/raw-html/inline-misfits", test_inline_misfits);
    g_test_add_func("/raw-html/inline-dropped", test_inline_dropped);
    g_test_add_func("/raw-html/blocks", test_blocks);
    g_test_add_func("/raw-html/blocks-around-markdown", test_blocks_around_markdown);
    g_test_add_func("/raw-html/table-around-markdown", test_table_around_markdown);
    g_test_add_func("/raw-html/unpaired-blocks", test_unpaired_blocks);
    g_test_add_func("/raw-html/reports-have-places", test_reports_have_places);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
