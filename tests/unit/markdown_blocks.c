/* Blocks and running text: what CommonMark's own examples do not tell, because it is ours. */
#include "markdown_fixture.h"

static void test_headings(void) {
    assert_body(
        "# One\n\n## Two\n\n###### Six\n\nSetext\n======\n",
        "<h2 class=\"title\">One</h2><h2>Two</h2><h6>Six</h6><h2 class=\"title\">Setext</h2>");
}

static void test_lists(void) {
    assert_body("3. c\n4. d\n", "<ol start=\"3\"><li>c</li><li>d</li></ol>");
    assert_body("1. a\n\n   b\n", "<ol><li><p>a</p><p>b</p></li></ol>");
    assert_body("- a\n  - b\n", "<ul><li>a<ul><li>b</li></ul></li></ul>");
    assert_body("-\n- b\n", "<ul><li/><li>b</li></ul>");
    /* Two texts of one tight item do not run together. */
    assert_body("- a\n  > q\n\n  b\n",
                "<ul><li><p>a</p><blockquote><p>q</p></blockquote><p>b</p></li></ul>");
    assert_body("- a\n  <!-- x -->\n  b\n", "<ul><li>a \nb</li></ul>");
}

static void test_task_boxes(void) {
    assert_body("- [ ] open\n- [x] done\n- [X] *done*\n- [y] no\n- [ ]none\n",
                "<ul><li>☐ open</li><li>☑ done</li><li>☑ <em>done</em></li><li>[y] no</li>"
                "<li>[ ]none</li></ul>");
    assert_body("[ ] no list\n", "<p>[ ] no list</p>");
    /* With a reference of that name it is a link. */
    assert_body("- [x] y\n\n[x]: /u\n", "<ul><li><a href=\"/u\">x</a> y</li></ul>");
}

static void test_code(void) {
    assert_body("    a <b>\n\n    c\n", "<pre><code>a &lt;b&gt;\n\nc\n</code></pre>");
    assert_body("```js\n  x\n```\n", "<pre><code>  x\n</code></pre>");
    assert_body("`` a ` b ``\n", "<p><code>a ` b</code></p>");
}

static void test_table(void) {
    assert_body(
        "| a | b | c |\n|:--|:-:|--:|\n| 1 | *2* |\n",
        "<table><thead><tr><th scope=\"col\">a</th><th class=\"center\" scope=\"col\">b</th>"
        "<th class=\"right\" scope=\"col\">c</th></tr></thead><tbody><tr><td>1</td>"
        "<td class=\"center\"><em>2</em></td><td class=\"right\"/></tr></tbody></table>");
    assert_body("|a|\n|-|\n", "<table><thead><tr><th scope=\"col\">a</th></tr></thead></table>");
}

static void test_running_text(void) {
    assert_body("a\\\nb\nc  \nd\n", "<p>a<br/>b\nc<br/>d</p>");
    assert_body("[*x*](u.md \"T\") <http://e.org/>\n",
                "<p><a href=\"u.md\" title=\"T\"><em>x</em></a> "
                "<a href=\"http://e.org/\">http://e.org/</a></p>");
    /* What a link may name is for enrich to judge. */
    assert_body("[x](javascript:alert(1))\n", "<p><a href=\"javascript:alert(1)\">x</a></p>");
    /* XML 1.0 has no such characters. */
    assert_body("a&#1;b&#xFFFF;c[l](&#2;)\n", "<p>a\xEF\xBF\xBD"
                                              "b\xEF\xBF\xBD"
                                              "c<a href=\"\xEF\xBF\xBD\">l</a></p>");
    assert_body("", "");
    assert_body("\n\n \n", "");
    assert_body("سلام *عالم*\n\n春**の**潮\n",
                "<p>سلام <em>عالم</em></p><p>春<strong>の</strong>潮</p>");
    /* One text node, however cmark cuts it. */
    g_auto(Parsed) parsed = parse_text("a [b] c &amp; d \\* e\n");
    const xmlNode *paragraph = find_element(&parsed, ELEMENT_P);
    g_assert_true(paragraph->children == paragraph->last);
}

static void test_figures(void) {
    assert_body(
        "![Two *boats*](boat.jpg \"At *low* water | Photo: the harbour desk\")\n",
        "<figure><img src=\"boat.jpg\" alt=\"Two boats\"/><figcaption>At <em>low</em> water "
        "<span class=\"credit\">Photo: the harbour desk</span></figcaption></figure>");
    assert_body(
        "![a](1.png)\n![b](2.png \"| Credit\"){.wide}\n",
        "<figure><img src=\"1.png\" alt=\"a\"/></figure><figure><img src=\"2.png\" alt=\"b\"/>"
        "<figcaption><span class=\"credit\">Credit</span></figcaption></figure>");
    /* No text in the brackets says nothing; a space says that there is nothing to say. */
    assert_body("![](a.png)\n", "<figure><img src=\"a.png\"/></figure>");
    assert_body("![ ](a.png)\n", "<figure><img src=\"a.png\" alt=\"\"/></figure>");
    /* Not alone: a picture in running text. */
    assert_body("See ![a](1.png \"T\"){width=50%} there\n",
                "<p>See <img src=\"1.png\" alt=\"a\" title=\"T\"/> there</p>");
    assert_body("[![a](1.png)](u)\n", "<p><a href=\"u\"><img src=\"1.png\" alt=\"a\"/></a></p>");
    assert_body("![a](1.png){not attributes}\n",
                "<p><img src=\"1.png\" alt=\"a\"/>{not attributes}</p>");
    assert_body("> ![a](1.png)\n",
                "<blockquote><figure><img src=\"1.png\" alt=\"a\"/></figure></blockquote>");
}

/* As Jekyll's users write cutlines. */
static void test_words_below_a_picture(void) {
    assert_body("![a](x.png)\n*The [quay](u), **1905***\n",
                "<figure><img src=\"x.png\" alt=\"a\"/><figcaption>The <a href=\"u\">quay</a>, "
                "<strong>1905</strong></figcaption></figure>");
    assert_body("![a](x.png){: .left}  \n_b_\n",
                "<figure><img src=\"x.png\" alt=\"a\"/><figcaption>b</figcaption></figure>");
    assert_body("![a](x.png) *b*\n", "<p><img src=\"x.png\" alt=\"a\"/> <em>b</em></p>");
    assert_body("![a](x.png)\n*b* c\n", "<p><img src=\"x.png\" alt=\"a\"/>\n<em>b</em> c</p>");
    assert_body("![a](x.png \"t\")\n*b*\n",
                "<p><img src=\"x.png\" alt=\"a\" title=\"t\"/>\n<em>b</em></p>");
    assert_body(
        "![a](x.png)\n![a](y.png)\n*b*\n",
        "<p><img src=\"x.png\" alt=\"a\"/>\n<img src=\"y.png\" alt=\"a\"/>\n<em>b</em></p>");
}

static void test_attribute_lines(void) {
    assert_body("A\n{: .left}\n\nB {: c}\n", "<p>A</p><p>B {: c}</p>");
    assert_body("    {: .left}\n", "<pre><code>{: .left}\n</code></pre>");
    assert_body("```\n{: .left}\n```\n", "<pre><code>{: .left}\n</code></pre>");
}

/* Behind a heading or a word, too; what only looks like it stays. */
static void test_attribute_lists(void) {
    assert_body("## The pier {#pier}\n", "<h2 id=\"pier\">The pier</h2>");
    assert_body("## 港{#port .wide}\n", "<h2 id=\"port\">港</h2>");
    assert_body("## The *pier*{: #pier .wide }\n", "<h2 id=\"pier\">The <em>pier</em></h2>");
    assert_body("# الميناء {.unnumbered}\n", "<h2 class=\"title\">الميناء</h2>");
    assert_body("## The set {a, b}\n", "<h2>The set {a, b}</h2>");
    assert_body("## {#pier}\n", "<h2>{#pier}</h2>");
    assert_body("## {#a} b {#c} d\n", "<h2>{#a} b {#c} d</h2>");
    assert_body("[a](u){:target=\"_blank\"} **b**{: .c} `d`{.e} {f}\n",
                "<p><a href=\"u\">a</a> <strong>b</strong> <code>d</code> {f}</p>");
    assert_body("[a](u){b=c} {: .d} text\n", "<p><a href=\"u\">a</a>{b=c} {: .d} text</p>");
}

static void test_parts(void) {
    g_auto(Parsed) parsed =
        parse_parts("Text[^a] [r].\n\n```\nnever closed\n\n[r]: /u\n",
                    (MarkdownParts){"_The_ [r] *boat*", "# no heading", "a\n\n- b"});
    xmlDoc *tree = parsed.article->tree;
    g_autofree char *headline = markup_of(tree_part(tree, ELEMENT_HEADLINE, false));
    g_autofree char *kicker = markup_of(tree_part(tree, ELEMENT_KICKER, false));
    g_autofree char *deck = markup_of(tree_part(tree, ELEMENT_DECK, false));
    g_assert_cmpstr(headline, ==, "<em>The</em> [r] <em>boat</em>");
    g_assert_cmpstr(kicker, ==, "# no heading");
    g_assert_cmpstr(deck, ==, "a - b");
}

static void test_parts_share_the_text(void) {
    g_auto(Parsed) parsed = parse_parts("See [r].\n\n[r]: /u\n\n[^n]: Note.\n",
                                        (MarkdownParts){"The [r] x[^n]", NULL, " "});
    xmlDoc *tree = parsed.article->tree;
    g_autofree char *headline = markup_of(tree_part(tree, ELEMENT_HEADLINE, false));
    g_autofree char *body = body_of(&parsed);
    g_assert_cmpstr(headline, ==,
                    "The <a href=\"/u\">r</a> x<a class=\"noteref\" href=\"#n\">n</a>");
    g_assert_cmpstr(
        body, ==,
        "<p>See <a href=\"/u\">r</a>.</p><aside class=\"note\" id=\"n\"><p>Note.</p></aside>");
    g_assert_null(tree_part(tree, ELEMENT_KICKER, false));
    g_assert_null(tree_part(tree, ELEMENT_DECK, false));
    /* The text's places are the same with parts before it. */
    const xmlNode *paragraph = find_element(&parsed, ELEMENT_P);
    g_assert_cmpuint(node_line(paragraph), ==, 1);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/markdown/headings", test_headings);
    g_test_add_func("/markdown/attribute-lists", test_attribute_lists);
    g_test_add_func("/markdown/lists", test_lists);
    g_test_add_func("/markdown/task-boxes", test_task_boxes);
    g_test_add_func("/markdown/code", test_code);
    g_test_add_func("/markdown/table", test_table);
    g_test_add_func("/markdown/running-text", test_running_text);
    g_test_add_func("/markdown/figures", test_figures);
    g_test_add_func("/markdown/words-below-a-picture", test_words_below_a_picture);
    g_test_add_func("/markdown/attribute-lines", test_attribute_lines);
    g_test_add_func("/markdown/parts", test_parts);
    g_test_add_func("/markdown/parts-share-the-text", test_parts_share_the_text);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
