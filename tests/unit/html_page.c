/* Whole pages: what is scanned away before gumbo, the array, what is grown from it, paragraphs by
 * empty lines. Where browsers mend what is open or crossed, the expected trees are HTML5's. */
#include "base/limits.h"
#include "html/page.h"

#include <string.h>

static char *markup_of(const xmlNode *node) {
    xmlBuffer *buffer = xmlBufferCreate();
    xmlOutputBuffer *out = xmlOutputBufferCreateBuffer(buffer, NULL);
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        xmlNodeDumpOutput(out, node->doc, child, 0, 0, "UTF-8");
    }
    xmlOutputBufferClose(out);
    char *markup = g_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return markup;
}

static void check(const char *html, const char *expected) {
    g_autoptr(Page) page = page_new(html, strlen(html), 1, false);
    xmlDoc *tree = tree_new();
    Builder builder;
    builder_begin(&builder, tree, tree_body(tree));
    page_grow(page, page->body, false, &builder);
    builder_end(&builder);
    page_part_paragraphs(tree_body(tree));
    g_autofree char *made = markup_of(tree_body(tree));
    g_assert_cmpstr(made, ==, expected);
    tree_free(tree);
}

static uint32_t find(const Page *page, PageTag tag) {
    for (uint32_t i = 0; i < page->count; i++) {
        if (page->nodes[i].tag == tag) {
            return i;
        }
    }
    return 0;
}

static void test_array(void) {
    const char *html = "<title>T</title>\n<body><p>One <b>two</b>\n<p>three";
    g_autoptr(Page) page = page_new(html, strlen(html), 11, false);
    g_assert_cmpint(page->nodes[0].tag, ==, PAGE_HTML);
    g_assert_cmpint(page->nodes[page->head].tag, ==, PAGE_HEAD);
    g_assert_cmpint(page->nodes[page->body].tag, ==, PAGE_BODY);
    uint32_t first = find(page, PAGE_P);
    uint32_t second = page->nodes[first].end;
    g_assert_cmpint(page->nodes[second].tag, ==, PAGE_P);
    g_assert_cmpuint(page->nodes[first].line, ==, 12);
    g_assert_cmpuint(page->nodes[first].column, ==, 7);
    g_assert_cmpuint(page->nodes[second].line, ==, 13);
    g_assert_cmpuint(page->nodes[first].parent, ==, page->body);
    g_assert_true(page->nodes[page->body].holds_blocks);
    g_assert_false(page->nodes[first].holds_blocks);
    g_autofree char *text = page_plain_text(page, page->body);
    g_assert_cmpstr(text, ==, "One two three");
    page->nodes[first].fate = PAGE_DROPPED;
    g_autofree char *rest = page_plain_text(page, page->body);
    g_assert_cmpstr(rest, ==, "three");
}

static void test_left_out(void) {
    const char *html = "<script type='application/LD+json'>{\"a\": \"</p>\"}</script>"
                       "<script>var a = '<p>no';</script><style>p{}</style>"
                       "<svg><p>no</svg><select><option>no</select><p>yes";
    g_autoptr(Page) page = page_new(html, strlen(html), 1, false);
    g_assert_cmpuint(page->linked_data->len, ==, 1);
    g_assert_cmpstr(page->linked_data->pdata[0], ==, "{\"a\": \"</p>\"}");
    g_assert_cmpuint(page->scripts, ==, 3);
    g_assert_cmpuint(page->drawings, ==, 1);
    g_assert_cmpuint(page->fields, ==, 1);
    g_autofree char *text = page_plain_text(page, page->body);
    g_assert_cmpstr(text, ==, "yes");
}

static void test_grown(void) {
    check("<div><div><p>a</p></div>b</div>", "<p>a</p><p>b</p>");
    check("<em><p>a</p><p>b</p></em>", "<p>a</p><p>b</p>");
    check("<font size=2>a <font color=red>b</font></font>", "<p>a b</p>");
    check("<font size=7>W</font>ord<script>x</script>s", "<p>Words</p>");
    check("<div lang=fr><p>a</p></div>", "<div lang=\"fr\"><p>a</p></div>");
    check("<pre><div>a</div><div>b</div></pre>", "<pre>a\nb\n</pre>");
    check("<pre>a<br>b</pre>", "<pre>a\nb</pre>");
    check("<amp-img src=a.jpg alt=A></amp-img>", "<p><img src=\"a.jpg\" alt=\"A\"/></p>");
    check("<p>a<!-- <p>no --> b", "<p>a b</p>");
    check("<p>a<!-- b", "<p>a     b</p>"); /* a comment without an end is text */
    check("<frameset><noframes><p>a</noframes></frameset>", "<p>a</p>");
    check("<plaintext><p>a", "<p>a</p>");
    check("<ul><li></li></ul><p> </p><p>a", "<p>a</p>");
}

static void test_paragraphs(void) {
    check("a<br><br>b<br>c", "<p>a</p><p>b<br/>c</p>");
    check("<p>a<br> <br>\n<br>b</p>", "<p>a</p><p>b</p>");
    check("<p><i>a<br><br>b</i> c</p>", "<p><i>a</i></p><p><i>b</i> c</p>");
    check("<p id=x>a<br><br>b", "<p id=\"x\">a</p><p>b</p>");
    check("<p><br><br>a<br><br></p>", "<p>a</p>");
    check("<li>a<br><br>b", "<ul><li>a<br/><br/>b</li></ul>");
}

static void test_fates(void) {
    const char *html = "<div id=d>a <span class=c>b</span></div><iframe></iframe><p>c";
    g_autoptr(Page) page = page_new(html, strlen(html), 1, false);
    PageNode *box = &page->nodes[find(page, PAGE_DIV)];
    box->fate = PAGE_AS;
    box->element = ELEMENT_ASIDE;
    box->class_name = "pullquote";
    page->nodes[find(page, PAGE_SPAN)].fate = PAGE_DROPPED;
    PageNode *frame = &page->nodes[find(page, PAGE_IFRAME)];
    frame->fate = PAGE_AS_EMBED;
    page_change(frame)->href = g_strdup("https://films.example/1");
    page_change(frame)->src = g_strdup("film.jpg");
    page_change(frame)->label = g_strdup("A film");
    xmlDoc *tree = tree_new();
    Builder builder;
    builder_begin(&builder, tree, tree_body(tree));
    page_grow(page, page->body, false, &builder);
    builder_end(&builder);
    g_autofree char *made = markup_of(tree_body(tree));
    g_assert_cmpstr(made, ==,
                    "<aside class=\"pullquote\" id=\"d\"><p>a</p></aside>"
                    "<figure><img src=\"film.jpg\" alt=\"A film\"/><figcaption>"
                    "<a href=\"https://films.example/1\">A film</a></figcaption></figure><p>c</p>");
    tree_free(tree);
}

static char *repeat(const char *text, size_t times, const char *end) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < times; i++) {
        g_string_append(out, text);
    }
    g_string_append(out, end);
    return g_string_free(out, FALSE);
}

/* What passes a bound loses its tag, and no word. */
static void check_bounded(const char *piece, size_t times, size_t least_left_out) {
    g_autofree char *html = repeat(piece, times, "<p>the end");
    g_autoptr(Page) page = page_new(html, strlen(html), 1, false);
    g_assert_cmpuint(page->tags_left_out, >=, least_left_out);
    g_assert_cmpuint(page->count, <, 3 * LIMIT_PAGE_ELEMENTS);
    g_autofree char *text = page_plain_text(page, page->body);
    g_assert_true(g_str_has_suffix(text, "the end"));
    unsigned depth = 0;
    for (uint32_t i = page->count - 1; i > 0; i = page->nodes[i].parent) {
        depth++;
    }
    g_assert_cmpuint(depth, <, 2 * LIMIT_HTML_OPEN_DEPTH); /* tbody and tr are implied */
}

static void test_bounds(void) {
    check_bounded("<div>", 100000, 90000);
    check_bounded("<div><table><td></div>", 20000, 10000);
    check_bounded("<p>x", 3000, 0); /* old pages close none of theirs */
    check_bounded("<b>", 100000, 90000);
    check_bounded("<p><b>x", 5000, 1000);
    check_bounded("<p>", 200000, 40000);
    g_autofree char *old = repeat("<p>x", 3000, "");
    g_autoptr(Page) page = page_new(old, strlen(old), 1, false);
    g_assert_cmpuint(page->tags_left_out, ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/html/page/array", test_array);
    g_test_add_func("/html/page/left-out", test_left_out);
    g_test_add_func("/html/page/grown", test_grown);
    g_test_add_func("/html/page/paragraphs", test_paragraphs);
    g_test_add_func("/html/page/fates", test_fates);
    g_test_add_func("/html/page/bounds", test_bounds);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
