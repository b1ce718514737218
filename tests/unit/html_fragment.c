/* Fragments of HTML into the vocabulary. Where browsers mend what is open or crossed, the expected
 * trees are what HTML5's parser makes of it (parse5), held to the vocabulary. */
#include "html/html.h"

#include <string.h>

typedef struct {
    Article *article;
    Report *report;
    xmlNode *parent;
} Fixture;

static Fixture fixture_new(Element parent) {
    Fixture fixture = {article_new("a.md", "a.md"), report_new(), NULL};
    xmlDoc *tree = fixture.article->tree;
    fixture.parent = tree_body(tree);
    if (parent != ELEMENT_BODY) {
        xmlNode *node = node_new(tree, parent, 1, 1);
        node_append(fixture.parent, node);
        fixture.parent = node;
    }
    return fixture;
}

static void fixture_clear(Fixture *fixture) {
    article_free(fixture->article);
    report_free(fixture->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static char *markup_of(const xmlNode *node) {
    if (node->doc->encoding == NULL) {
        node->doc->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    }
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

static void append(Fixture *fixture, const char *html) {
    html_append_fragment(fixture->article->tree, fixture->parent, html, strlen(html), "a.md", 7, 3,
                         fixture->report);
}

static void check(Element parent, const char *html, const char *expected) {
    g_auto(Fixture) fixture = fixture_new(parent);
    append(&fixture, html);
    g_autofree char *made = markup_of(fixture.parent);
    g_assert_cmpstr(made, ==, expected);
}

/* `LINE:COLUMN CODE MESSAGE` of each. */
static void check_said(const char *html, const char *expected) {
    g_auto(Fixture) fixture = fixture_new(ELEMENT_BODY);
    append(&fixture, html);
    g_autoptr(GString) said = g_string_new(NULL);
    for (size_t i = 0; i < report_length(fixture.report); i++) {
        const Diagnostic *diagnostic = report_get(fixture.report, i);
        g_string_append_printf(said, "%u:%u %s %s\n", diagnostic->place.line,
                               diagnostic->place.column, diagnostic_name(diagnostic->code),
                               diagnostic->message);
    }
    g_assert_cmpstr(said->str, ==, expected);
}

static void test_kept(void) {
    check(ELEMENT_BODY, "<p>a <b>b</b> <KBD>c</KBD>&eacute;&copy;</p>\n<hr><p>d<br>e",
          "<p>a <b>b</b> <kbd>c</kbd>é©</p><hr/><p>d<br/>e</p>");
    check(ELEMENT_BODY, "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>",
          "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>");
    check(ELEMENT_BODY, "<dl><dt>a<dd>b<dd>c</dl>", "<dl><dt>a</dt><dd>b</dd><dd>c</dd></dl>");
    check(ELEMENT_BODY, "<pre>\n a\n  b</pre>", "<pre> a\n  b</pre>");
    check(ELEMENT_BODY, "", "");
    check(ELEMENT_BODY, " \n ", "");
}

static void test_renamed(void) {
    check(ELEMENT_BODY, "<h1>a</h1><tt>b</tt> <strike>c</strike> <acronym title=x>d</acronym>",
          "<h2 class=\"title\">a</h2><p><code>b</code> <s>c</s> <abbr title=\"x\">d</abbr></p>");
    check(ELEMENT_BODY, "<xmp><b>&amp;</b></xmp>", "<pre>&lt;b&gt;&amp;amp;&lt;/b&gt;</pre>");
    check(ELEMENT_BODY, "<menu><li>a</menu>", "<ul><li>a</li></ul>");
}

static void test_unwrapped(void) {
    check(ELEMENT_BODY, "<section>a<article><p>b</article>c</section>", "<p>a</p><p>b</p><p>c</p>");
    check(ELEMENT_BODY, "<center>a</center><font size=7>b<big>c</big></font>", "<p>a</p><p>bc</p>");
    check(ELEMENT_BODY, "<details><summary>a</summary>b</details>", "<p>a</p><p>b</p>");
    check_said("<center><font>a</font></center>", "");
    check_said("<p>é\n<foo>a</foo> <FOO>b</FOO> <bar-x>c</bar-x>",
               "8:1 html-unwrapped <foo> was taken off; its text stays\n"
               "8:27 html-unwrapped <bar-x> was taken off; its text stays\n");
}

static void test_dropped(void) {
    check(ELEMENT_BODY, "a<script>if (a<b) '</p>'</script><style>p{}</style>b",
          "<p>a                                                  b</p>");
    check(ELEMENT_BODY, "<svg><path/><title>x</title></svg>", "");
    check(ELEMENT_BODY, "<video src=a>old <b>browser</b></video><p>a", "<p>a</p>");
    check(ELEMENT_BODY, "<form><input><select><option>x</select><p>a</p></form>", "<p>a</p>");
    check(ELEMENT_BODY, "<p>a<!-- <b>c</b> -->b", "<p>ab</p>");
    /* Never closed: the tag alone goes, unless what follows is no markup. */
    check(ELEMENT_BODY, "<video><p>a</p>", "<p>a</p>");
    check(ELEMENT_BODY, "<p>a</p><script>b", "<p>a</p>");
    check_said("é<embed>\n <iframe src=x></iframe><script>",
               "7:4 html-dropped <embed> cannot stand in a book; it was left out\n8:2 html-dropped "
               "<iframe> cannot stand in a book; it was left out\n8:25 html-dropped <script> "
               "cannot stand in a book; it was left out\n");
    check_said("<link rel=x><meta><source>", "");
}

static void test_attributes(void) {
    check(ELEMENT_BODY,
          "<p id=a class='x dateline note' style='color:red' onclick='x()' lang=ar dir=rtl>a",
          "<p id=\"a\" class=\"dateline\" lang=\"ar\" dir=\"rtl\">a</p>");
    check(ELEMENT_BODY, "<p id='1 2' lang='not a language' dir=up>a", "<p>a</p>");
    check(ELEMENT_BODY, "<a name=top>a</a><a href='u.md#x' target=_blank>b</a><a>c</a>",
          "<p><a id=\"top\">a</a><a href=\"u.md#x\">b</a>c</p>");
    check(ELEMENT_BODY, "<img src=a.png alt='' width=10 height=50%><img alt='b &lt; c'><img>",
          "<p><img src=\"a.png\" alt=\"\" width=\"10\"/>b &lt; c</p>");
    check(ELEMENT_BODY, "<ol start=3 type=a reversed><li value=7>a",
          "<ol start=\"3\" type=\"a\" reversed=\"\"><li value=\"7\">a</li></ol>");
    /* Classes that Galley gives out are not to be had from outside. */
    check(ELEMENT_BODY, "<a class=noteref href='#x'>1</a><aside class=sidebar>a</aside>",
          "<p><a href=\"#x\">1</a></p><aside class=\"sidebar\"><p>a</p></aside>");
    check(ELEMENT_BODY, "<p title='a&#1;b\tc'>d&#0;e",
          "<p title=\"a\xEF\xBF\xBD"
          "b c\">d\xEF\xBF\xBD"
          "e</p>");
}

static void test_tables(void) {
    check(ELEMENT_BODY,
          "<table border=1><caption>t</caption><col><tr><th>a<td align=RIGHT>1<tr><td "
          "colspan=2>b</table>",
          "<table><caption>t</caption><tbody><tr><th>a</th><td class=\"right\">1</td></tr>"
          "<tr><td colspan=\"2\">b</td></tr></tbody></table>");
    check(ELEMENT_TR, "<td>a</td><td>b", "<td>a</td><td>b</td>");
    check(ELEMENT_TABLE, "<tr><td>a", "<tbody><tr><td>a</td></tr></tbody>");
    /* Text that no cell holds comes before the table. */
    check(ELEMENT_BODY, "<table>x<tr><td>a</table>",
          "<p>x</p><table><tbody><tr><td>a</td></tr></tbody></table>");
}

static void test_places_of_the_vocabulary(void) {
    /* Text among blocks gets a paragraph, an item a list. */
    check(ELEMENT_BODY, "a <b>b</b><p>c</p>d<blockquote>e</blockquote>",
          "<p>a <b>b</b></p><p>c</p><p>d</p><blockquote><p>e</p></blockquote>");
    check(ELEMENT_BODY, "<li>a<li>b", "<ul><li>a</li><li>b</li></ul>");
    check(ELEMENT_BODY, "<ul>a<li>b<ul>c</ul></ul>",
          "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>");
    check(ELEMENT_BODY, "<ul><ul><li>a</ul><li>b</ul>",
          "<ul><li><ul><li>a</li></ul></li><li>b</li></ul>");
    check(ELEMENT_BODY, "<figure><img src=a><figcaption>b</figcaption></figure>",
          "<figure><img src=\"a\"/><figcaption>b</figcaption></figure>");
    check(ELEMENT_BODY, "<figcaption>a</figcaption><rt>b</rt>", "<p>a</p><p>b</p>");
    /* Blocks in running text are taken off, and words stay apart. */
    check(ELEMENT_P, "a<div>b</div><div>c</div>d<p>e", "a b c d e ");
    check(ELEMENT_BODY, "<b><div>a</div><div>b</div></b>", "<p><b>a b </b></p>");
    check(ELEMENT_BODY, "<a href=x>a<b><a href=y>b</a></b></a>",
          "<p><a href=\"x\">a</a><b><a href=\"y\">b</a></b></p>");
}

static void test_mended(void) {
    check(ELEMENT_BODY, "<p>a<b>b<i>c</b>d</i>", "<p>a<b>b<i>c</i></b><i>d</i></p>");
    check(ELEMENT_BODY, "<p>a<div>b</div>", "<p>a</p><div><p>b</p></div>");
    check(ELEMENT_BODY, "<b>a<p>b</b>c</p>", "<p><b>a</b></p><p><b>b</b>c</p>");
    check(ELEMENT_BODY, "a </p> b < c <3 &amp;amp; &bogus;",
          "<p>a</p><p>b &lt; c &lt;3 &amp;amp; &amp;bogus;</p>");
}

static void test_places(void) {
    g_auto(Fixture) fixture = fixture_new(ELEMENT_BODY);
    append(&fixture, "é<b>x</b>\n\t<i>y</i>");
    const xmlNode *paragraph = fixture.parent->children;
    const xmlNode *bold = paragraph->children->next;
    const xmlNode *italic = bold->next->next;
    g_assert_cmpuint(node_line(paragraph), ==, 7);
    g_assert_cmpuint(node_column(paragraph), ==, 3);
    g_assert_cmpuint(node_line(bold), ==, 7);
    g_assert_cmpuint(node_column(bold), ==, 4);
    g_assert_cmpuint(node_line(italic), ==, 8);
    g_assert_cmpuint(node_column(italic), ==, 2);
}

static char *repeat(const char *text, size_t count) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

static unsigned depth_of(const xmlNode *top) {
    unsigned deepest = 0;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        unsigned depth = 0;
        for (const xmlNode *up = at; up != NULL; up = up->parent) {
            depth++;
        }
        deepest = MAX(deepest, depth);
    }
    return deepest;
}

/* Hostile or only old: many times the same. What is said, and that the text is all there. */
static void test_limits(void) {
    static const struct {
        const char *unit;
        size_t count;
        bool is_too_much;
    } rows[] = {
        {"<p>x", 3000, false},
        {"<li>x", 3000, false},
        {"<li><p>x", 3000, false},
        {"<table><tr><td>x</table>", 3000, false},
        {"<div>x", 20000, true},
        {"<b>x", 20000, true},
        {"<div><span><p>x</span></div>", 3000, true},
        {"<foo>x", 20000, true},
        {"<!--<div>-->x", 20000, false},
        {"<table><tr><td>x", 20000, true},
        {"<div>x", 200, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Fixture) fixture = fixture_new(ELEMENT_BODY);
        g_autofree char *html = repeat(rows[i].unit, rows[i].count);
        append(&fixture, html);
        g_autofree char *text = node_plain_text(fixture.parent);
        size_t marks = 0;
        for (const char *c = text; *c != '\0'; c++) {
            marks += *c == 'x';
        }
        g_assert_cmpuint(marks, ==, rows[i].count);
        g_assert_cmpint(report_has(fixture.report, DIAGNOSTIC_HTML_TOO_DEEP), ==,
                        rows[i].is_too_much);
        g_assert_cmpuint(depth_of(fixture.parent), <=, 260);
    }
}

static void test_many_attributes(void) {
    g_autoptr(GString) html = g_string_new("<p");
    for (int i = 0; i < 100000; i++) {
        g_string_append_printf(html, " a%d=1", i);
    }
    g_string_append(html, ">x</p>");
    check(ELEMENT_BODY, html->str, "<p>x</p>");
    g_autofree char *value = repeat("data ", 10000); /* a long value is not many attributes */
    g_autofree char *picture = g_strconcat("<img src=a.png title=\"", value, "\">", NULL);
    check_said(picture, "");
}

static void check_pieces(const char *html, const char *expected) {
    GArray *pieces = html_take_apart(html, strlen(html));
    g_autoptr(GString) made = g_string_new(NULL);
    for (guint i = 0; i < pieces->len; i++) {
        const HtmlPiece *piece = &g_array_index(pieces, HtmlPiece, i);
        g_string_append_c(made, piece->is_tag ? '|' : '-');
        g_string_append_len(made, html + piece->start_byte, (gssize)piece->length_bytes);
    }
    g_array_free(pieces, TRUE);
    g_assert_cmpstr(made->str, ==, expected);
}

static void test_take_apart(void) {
    check_pieces("<div><p>a</p></div>", "-<div><p>a</p></div>");
    check_pieces("<div class=x>\n<b>a</b>", "|<div class=x>-\n<b>a</b>");
    check_pieces("a</div>b", "-a|</div>-b");
    check_pieces("</td><td>", "|</td>|<td>");
    check_pieces("<table><tr><td>a</td>", "|<table>|<tr>-<td>a</td>");
    check_pieces("<p>a", "-<p>a"); /* it can hold no block that comes later */
    check_pieces("<details><summary>a</summary>", "|<details>-<summary>a</summary>");
    check_pieces("<script>'</div>'</script></div>", "-<script>'</div>'</script>|</div>");
    check_pieces("<!-- <div> --><br>", "-<!-- <div> --><br>");
    check_pieces("", "");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/html/kept", test_kept);
    g_test_add_func("/html/renamed", test_renamed);
    g_test_add_func("/html/unwrapped", test_unwrapped);
    g_test_add_func("/html/dropped", test_dropped);
    g_test_add_func("/html/attributes", test_attributes);
    g_test_add_func("/html/tables", test_tables);
    g_test_add_func("/html/places-of-the-vocabulary", test_places_of_the_vocabulary);
    g_test_add_func("/html/mended", test_mended);
    g_test_add_func("/html/places", test_places);
    g_test_add_func("/html/limits", test_limits);
    g_test_add_func("/html/many-attributes", test_many_attributes);
    g_test_add_func("/html/take-apart", test_take_apart);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
