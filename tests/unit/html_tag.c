/* One tag by itself, as a Markdown parser finds it. */
#include "html/html.h"

#include <string.h>

static HtmlTag parse(const char *text) {
    HtmlTag tag;
    g_assert_true(html_parse_tag(text, strlen(text), &tag));
    return tag;
}

static void test_forms(void) {
    static const struct {
        const char *text;
        HtmlTagForm form;
        HtmlFate fate;
        Element element;
        const char *name;
    } rows[] = {
        {"<sup>", HTML_TAG_OPENS, HTML_KEPT, ELEMENT_SUP, "sup"},
        {"</SUP >", HTML_TAG_CLOSES, HTML_KEPT, ELEMENT_SUP, "sup"},
        {"<br/>", HTML_TAG_VOID, HTML_KEPT, ELEMENT_BR, "br"},
        {"<BR>", HTML_TAG_VOID, HTML_KEPT, ELEMENT_BR, "br"},
        {"<tt>", HTML_TAG_OPENS, HTML_KEPT, ELEMENT_CODE, "tt"},
        {"<h1 class='x'>", HTML_TAG_OPENS, HTML_KEPT, ELEMENT_H2, "h1"},
        {"<a href='x>y'>", HTML_TAG_OPENS, HTML_KEPT, ELEMENT_A, "a"},
        {"<font\n  color=red>", HTML_TAG_OPENS, HTML_UNWRAPPED, ELEMENT_NONE, "font"},
        {"<headline>", HTML_TAG_OPENS, HTML_UNWRAPPED, ELEMENT_NONE, "headline"},
        {"<script>", HTML_TAG_OPENS, HTML_DROPPED, ELEMENT_NONE, "script"},
        {"<embed src=x>", HTML_TAG_VOID, HTML_DROPPED, ELEMENT_NONE, "embed"},
        {"<a-name-that-is-longer-than-any>", HTML_TAG_OPENS, HTML_UNWRAPPED, ELEMENT_NONE,
         "a-name-that-is-longer-t"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        HtmlTag tag = parse(rows[i].text);
        g_assert_cmpint(tag.form, ==, rows[i].form);
        g_assert_cmpint(tag.fate, ==, rows[i].fate);
        g_assert_cmpint(tag.element, ==, rows[i].element);
        g_assert_cmpstr(tag.name, ==, rows[i].name);
    }
}

static void test_nothing(void) {
    static const char *const texts[] = {"<!-- a > b -->", "<!---->", "<?php echo '>' ?>",
                                        "<!DOCTYPE html>", "<![CDATA[a>b]]>"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_assert_cmpint(parse(texts[i]).form, ==, HTML_TAG_NOTHING);
    }
}

static void test_no_tag(void) {
    static const char *const texts[] = {"",   "<",           "<>",   "< a>", "<a",
                                        "a>", "<a href='x>", "<a>b", " <a>", "<3>"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        HtmlTag tag;
        g_assert_false(html_parse_tag(texts[i], strlen(texts[i]), &tag));
    }
}

static xmlNode *node_of(xmlDoc *tree, const char *text) {
    HtmlTag tag = parse(text);
    return html_tag_node(tree, &tag, text, strlen(text), 4, 9);
}

static void test_node(void) {
    xmlDoc *tree = tree_new();
    xmlNode *link = node_of(
        tree, "<a title=\"&eacute; &amp; b\" href = x.md onclick='y()' class=\"smallcaps\">");
    g_assert_cmpint(element_of(link), ==, ELEMENT_A);
    g_assert_cmpstr(node_get(link, ATTRIBUTE_TITLE), ==, "é & b");
    g_assert_cmpstr(node_get(link, ATTRIBUTE_HREF), ==, "x.md");
    g_assert_null(node_get(link, ATTRIBUTE_CLASS)); /* a span's, not a link's */
    g_assert_cmpuint(node_line(link), ==, 4);
    g_assert_cmpuint(node_column(link), ==, 9);
    xmlFreeNode(link);
    xmlNode *heading = node_of(tree, "<h1>");
    g_assert_true(node_has_class(heading, "title"));
    xmlFreeNode(heading);
    xmlNode *cell = node_of(tree, "<td colspan=2>"); /* no context is needed */
    g_assert_cmpstr(node_get(cell, ATTRIBUTE_COLSPAN), ==, "2");
    xmlFreeNode(cell);
    xmlNode *line_break = node_of(tree, "<br/>");
    g_assert_null(line_break->properties);
    xmlFreeNode(line_break);
    tree_free(tree);
}

static void say(Report *report, const char *text) {
    HtmlTag tag = parse(text);
    html_report_tag(&tag, place_at("a.md", 1, 1), report);
}

static void test_report(void) {
    g_autoptr(Report) report = report_new();
    static const char *const quiet[] = {"<b>",       "</b>",   "<font>",   "<center>",
                                        "</script>", "</foo>", "<!-- -->", "<param>"};
    for (size_t i = 0; i < G_N_ELEMENTS(quiet); i++) {
        say(report, quiet[i]);
    }
    g_assert_cmpuint(report_length(report), ==, 0);
    say(report, "<foo>");
    say(report, "<embed>");
    g_assert_cmpuint(report_length(report), ==, 2);
    g_assert_cmpint(report_get(report, 0)->code, ==, DIAGNOSTIC_HTML_UNWRAPPED);
    g_assert_cmpint(report_get(report, 1)->code, ==, DIAGNOSTIC_HTML_DROPPED);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/tag/forms", test_forms);
    g_test_add_func("/tag/nothing", test_nothing);
    g_test_add_func("/tag/no-tag", test_no_tag);
    g_test_add_func("/tag/node", test_node);
    g_test_add_func("/tag/report", test_report);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
