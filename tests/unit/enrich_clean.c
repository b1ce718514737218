/* The content model: whatever a reader gives, an article's tree obeys the vocabulary, and no word
 * is lost. */
#include "enrich_fixture.h"

#include "base/limits.h"

static void check(const char *markup, const char *expected, const char *said) {
    check_body_in("und", markup, expected, said);
}

static void test_sound(void) {
    check("<p>One <em>two</em></p><ul><li>a</li><li><p>b</p></li></ul><hr/>",
          "<p>One <em>two</em></p><ul><li>a</li><li><p>b</p></li></ul><hr/>", "");
    check("<blockquote><p>a</p></blockquote><pre>  b\n c</pre>",
          "<blockquote><p>a</p></blockquote><pre>  b\n c</pre>", "");
    check("", "", NULL);
}

static void test_loose_text(void) {
    check("loose <b>text</b><p>b</p> tail", "<p>loose <b>text</b></p><p>b</p><p> tail</p>", "");
    check("<blockquote>a<p>b</p></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>", "");
    check("  \n <p>a</p> \n ", "<p>a</p>", "");
    check("<ul><li>one<ul><li>two</li></ul></li></ul>",
          "<ul><li><p>one</p><ul><li>two</li></ul></li></ul>", "");
    check("<aside>x</aside>", "<aside><p>x</p></aside>", "");
}

static void test_blocks_in_text(void) {
    check("<p>a<blockquote><p>b</p></blockquote>c</p>",
          "<p>a</p><blockquote><p>b</p></blockquote><p>c</p>", "nesting-repaired@1");
    check("<p><em>a<p>b</p>c</em>d</p>", "<p><em>a</em></p><p>b</p><p><em>c</em>d</p>",
          "nesting-repaired@1 nesting-repaired@1");
    check("<p><a href='https://example.org/'>x<hr/>y</a></p>",
          "<p><a href='https://example.org/'>x</a></p><hr/><p><a "
          "href='https://example.org/'>y</a></p>",
          "nesting-repaired@1 nesting-repaired@1");
    check("<h2>a <blockquote>b</blockquote></h2>",
          "<h2 id='a'>a </h2><blockquote><p>b</p></blockquote>", "nesting-repaired@1");
    check("<h2><p>a</p></h2>", "<h2 id='a'>a</h2>", "");
    check("<table><caption><p>a</p><p>b</p></caption><tr><td>x</td></tr></table>",
          "<table><caption>a b</caption><tbody><tr><td>x</td></tr></tbody></table>", "");
}

static void test_ids_stay_single_when_split(void) {
    check("<p id='x'>a<hr/>b</p>", "<p id='x'>a</p><hr/><p>b</p>", "nesting-repaired@1");
}

static void test_parts_alone(void) {
    check("<li>a</li><li>b</li><p>c</p>", "<ul><li>a</li><li>b</li></ul><p>c</p>", "");
    check("<td>a</td>", "<table><tbody><tr><td>a</td></tr></tbody></table>", "");
    check("<figcaption>a</figcaption>", "<p>a</p>", "");
    check("<dd>a</dd>", "<dl><dt/><dd>a</dd></dl>", "");
}

static void test_lists(void) {
    check("<ul>a<li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>", "");
    check("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li>b</li></ul></li></ul>",
          "");
    check("<ol></ol><ul> </ul>", "", "");
    check("<dl><div><dt>a</dt><dd>b</dd></div><dt>c</dt></dl>",
          "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd/></dl>", "");
}

static void test_tables(void) {
    check("<table><tr><td>a</td></tr><caption>c</caption></table>",
          "<table><caption>c</caption><tbody><tr><td>a</td></tr></tbody></table>", "");
    check("<table>x<p>y</p><tbody><td>a</td>b</tbody></table>",
          "<p>x</p><p>y</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
          "nesting-repaired@1");
    check("<table><tbody><tr><td>a</td></tr></tbody><thead><tr><th>h</th></tr></thead></table>",
          "<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><th>h</th></tr></tbody></table>",
          "");
    check("<table><tbody><tr><th><h3>h</h3></th></tr></tbody></table>",
          "<table><tbody><tr><th>h</th></tr></tbody></table>", "nesting-repaired@1");
}

static void test_figures(void) {
    check("<figure>x<figcaption>c</figcaption><p>y</p></figure>",
          "<figure><p>x</p><p>y</p><figcaption>c</figcaption></figure>", "");
    check("<figure><figcaption>c</figcaption><figcaption>d</figcaption></figure>",
          "<figure><p>d</p><figcaption>c</figcaption></figure>", "");
}

static void test_links_in_links(void) {
    check("<p><a href='https://example.org/'>a<b><a href='https://example.org/b'>b</a></b></a></p>",
          "<p><a href='https://example.org/'>a<b>b</b></a></p>", "nesting-repaired@1");
    check("<p><a href='https://example.org/'>a<em><a class='noteref' href='#n'>n</a></em></a></p>"
          "<aside class='note' id='n'><p>t</p></aside>",
          "<p><a href='https://example.org/'>a</a><a id='call-n' class='noteref' "
          "href='#note-n'>1</a></p><aside id='note-n' class='note'><p>t</p></aside>",
          "");
}

static void test_empty(void) {
    check("<p>a</p><p> </p><p>\xC2\xA0</p><p><br/></p><p><em/></p><h3> </h3><div/><blockquote/>",
          "<p>a</p>", "heading-empty@1");
    check("<h2 id='x'/>\n<h2 id='y'><a id='z'/> </h2>", "<p id='y'><a id='z'/> </p>",
          "heading-empty@1 heading-empty@2");
    check("<p id='here'/>", "<p id='here'/>", "");
    check("<ul><li/></ul>", "<ul><li/></ul>", "");
}

static void test_ruby(void) {
    check("<p><ruby>a<rt>b</rt></ruby><ruby>c</ruby></p>", "<p><ruby>a<rt>b</rt></ruby>c</p>", "");
    check("<p><ruby>a<rt>b</rt>c<em>d</em></ruby>e</p>",
          "<p><ruby>a<rt>b</rt></ruby>c<em>d</em>e</p>", "");
    check("<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>",
          "<p><ruby>a<rp>(</rp><rt>b</rt><rp>)</rp></ruby></p>", "");
    check("<p><ruby>a<rp>(</rp><rt>b</rt></ruby> <ruby><rt>c</rt></ruby> <rp>d</rp></p>",
          "<p><ruby>a<rt>b</rt></ruby> c d</p>", "");
}

static void test_attributes(void) {
    check("<p class='dateline wild' width='3' lang='fr_FR' dir='sideways'>a</p>",
          "<p class='dateline' lang='fr-FR'>a</p>", "");
    check("<p id='1 2'>a</p><p id='x'>b</p><p id='x'>c</p>", "<p>a</p><p id='x'>b</p><p>c</p>", "");
    check("<p class='wild'>a</p>", "<p>a</p>", "");
    check("<ul><li value='3'>a</li></ul><ol><li value='3'>a</li></ol>",
          "<ul><li>a</li></ul><ol><li value='3'>a</li></ol>", "");
    check("<p><bdo>a</bdo> <bdo dir='rtl'>b</bdo></p>", "<p>a <bdo dir='rtl'>b</bdo></p>", "");
}

static char *repeat(const char *text, size_t times) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < times; i++) {
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

static size_t depth_of(const xmlNode *top) {
    size_t most = 0;
    for (const xmlNode *node = top; node != NULL; node = node_next(node, top, false)) {
        size_t depth = 0;
        for (const xmlNode *up = node; up != top; up = up->parent) {
            depth++;
        }
        most = MAX(most, depth);
    }
    return most;
}

/* The fixture's own parser and copier recurse: the depth is built here. */
static void test_depth(void) {
    Fixture fixture = fixture_new("und", "<headline>T</headline>");
    xmlDoc *tree = fixture.article->tree;
    xmlNode *at = tree_body(tree);
    for (int i = 0; i < 5000; i++) {
        xmlNode *quote = node_new(tree, ELEMENT_BLOCKQUOTE, 1, 1);
        node_append(at, quote);
        at = quote;
    }
    node_append(at, node_new_text(tree, "deep", 4, 1, 1));
    fixture_enrich(&fixture);
    fixture_check_tree(tree);
    g_assert_cmpuint(depth_of(tree->children), <=, LIMIT_TREE_DEPTH);
    g_autofree char *text = node_plain_text(tree_body(tree));
    g_assert_cmpstr(text, ==, "deep");
    fixture_free(&fixture);
}

/* Splitting em around blocks, at every level of many: neither time nor memory may explode. */
static void test_hostile_splits(void) {
    g_autofree char *opens = repeat("<em>", 200);
    g_autofree char *blocks = repeat("x<hr/>", 5000);
    g_autofree char *closes = repeat("</em>", 200);
    g_autofree char *markup =
        g_strconcat("<headline>T</headline><p>", opens, blocks, closes, "</p>", NULL);
    Fixture fixture = fixture_new("und", markup);
    fixture_enrich(&fixture);
    fixture_check_tree(fixture.article->tree);
    size_t nodes = 0;
    const xmlNode *top = fixture.article->tree->children;
    for (const xmlNode *node = top; node != NULL; node = node_next(node, top, false)) {
        nodes++;
    }
    g_assert_cmpuint(nodes, <, 200000);
    fixture_free(&fixture);
}

/* Any element in any other, three deep, with text between: sound, and no word lost. */
static void test_all_pairs(void) {
    for (int a = ELEMENT_P; a < ELEMENT_COUNT; a++) {
        for (int b = ELEMENT_P; b < ELEMENT_COUNT; b++) {
            const char *outer = element_name((Element)a);
            const char *inner = element_name((Element)b);
            g_autofree char *markup = g_strdup_printf(
                "<headline>T</headline>one<%s>two<%s>three<%s>four</%s>five</%s>six</%s>seven",
                outer, inner, outer, outer, inner, outer);
            Fixture fixture = fixture_new("und", markup);
            fixture_enrich(&fixture);
            fixture_check_tree(fixture.article->tree);
            g_autofree char *text = node_plain_text(tree_body(fixture.article->tree));
            static const char *const words[] = {"one",  "two", "three", "four",
                                                "five", "six", "seven"};
            bool is_unsaid = a == ELEMENT_RT || b == ELEMENT_RT || a == ELEMENT_RP ||
                             b == ELEMENT_RP || a == ELEMENT_IMG || b == ELEMENT_IMG;
            for (size_t i = 0; !is_unsaid && i < G_N_ELEMENTS(words); i++) {
                if (strstr(text, words[i]) == NULL) {
                    g_test_message("%s lost: %s -> %s", words[i], markup, text);
                    g_test_fail();
                }
            }
            fixture_free(&fixture);
        }
    }
}

static void add_random(GString *markup, int depth, int *word) {
    for (int i = g_test_rand_int_range(0, 5); i > 0; i--) {
        if (depth == 0 || g_test_rand_int_range(0, 3) == 0) {
            g_string_append_printf(markup, "w%d ", (*word)++);
            continue;
        }
        const char *name = element_name((Element)g_test_rand_int_range(ELEMENT_P, ELEMENT_COUNT));
        g_string_append_printf(markup, "<%s%s>", name,
                               g_test_rand_int_range(0, 4) == 0 ? " id='x' href='#x' lang='fr'"
                                                                : "");
        add_random(markup, depth - 1, word);
        g_string_append_printf(markup, "</%s>", name);
    }
}

/* Whatever stands in whatever: sound, and every word is there once, unless it stood in what is not
 * said or in a picture. */
static void test_random_trees(void) {
    for (int round = 0; round < 3000; round++) {
        GString *markup = g_string_new("<headline>T</headline>");
        int words = 0;
        add_random(markup, 6, &words);
        Fixture fixture = fixture_new("en", markup->str);
        fixture_enrich(&fixture);
        fixture_check_tree(fixture.article->tree);
        g_autofree char *text = node_plain_text(tree_body(fixture.article->tree));
        bool is_unsaid =
            strstr(markup->str, "<rt") || strstr(markup->str, "<rp") || strstr(markup->str, "<img");
        for (int i = 0; !is_unsaid && i < words; i++) {
            g_autofree char *word = g_strdup_printf("w%d", i);
            if (strstr(text, word) == NULL) {
                g_test_message("%s lost: %s -> %s", word, markup->str, text);
                g_test_fail();
            }
        }
        fixture_free(&fixture);
        g_string_free(markup, TRUE);
    }
}

static void add_tests(void) {
    g_test_add_func("/clean/sound", test_sound);
    g_test_add_func("/clean/loose-text", test_loose_text);
    g_test_add_func("/clean/blocks-in-text", test_blocks_in_text);
    g_test_add_func("/clean/ids-when-split", test_ids_stay_single_when_split);
    g_test_add_func("/clean/parts-alone", test_parts_alone);
    g_test_add_func("/clean/lists", test_lists);
    g_test_add_func("/clean/tables", test_tables);
    g_test_add_func("/clean/figures", test_figures);
    g_test_add_func("/clean/links-in-links", test_links_in_links);
    g_test_add_func("/clean/empty", test_empty);
    g_test_add_func("/clean/ruby", test_ruby);
    g_test_add_func("/clean/attributes", test_attributes);
    g_test_add_func("/clean/depth", test_depth);
    g_test_add_func("/clean/hostile-splits", test_hostile_splits);
    g_test_add_func("/clean/all-pairs", test_all_pairs);
    g_test_add_func("/clean/random-trees", test_random_trees);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
