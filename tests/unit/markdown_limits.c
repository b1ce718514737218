/* Input that is hostile: it ends soon, says so, and loses nothing. And many texts at once. */
#include "base/jobs.h"
#include "base/limits.h"
#include "markdown_fixture.h"

static char *repeat(const char *text, size_t count) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < count; i++) {
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

enum {
    TOO_LONG_SECONDS = 20
}; /* a thousand times what it takes, for slow machines and sanitizers */

static void test_dense(void) {
    static const struct {
        const char *before, *unit;
        size_t count;
        const char *after;
        bool is_dense;
    } rows[] = {
        {"", "![[]()", 50000, "\n", true},
        {"", "![a](b) ", 1999, "\n", false},
        {"", "a <?", 50000, "\n", true},
        {"", "a <![CDATA[", 50000, "\n", true},
        {"", "a <!-- b --> ", 5000, "\n", false},
        {"", "> ", 400, "a\n", true},
        {"", "> ", 100, "a\n", false},
        {"", "- ", 400, "a\n", true},
        {"a|b\n-|-\n", "|", 100000, "\n", true},
        {"a|b\n-|-\n", "x\n", 30000, "\n", true},
        {"a|b\n-|-\n", "x\n", 5000, "\n", false},
        {"a\n", "|-|\n", 30000, "\n", true},
        {"", "a", LIMIT_MARKDOWN_LINE_BYTES + 1, "\n", true},
        {"[x]: /", "u", 500000, "\n\n", false},
        {"", "*a _b ", 20000, "\n", false},
        {"", "[", 50000, "\n", false},
        {"", "[^a", 50000, "\n", false},
        {"", "&#91;^a] ", 50000, "\n", false},
        {"x ", "<b>", 20000, "\n", false},
        {"", "::: sidebar\n", 200, ":::\n", false},
        {"", "[^a]: b\n", 5000, "", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *middle = repeat(rows[i].unit, rows[i].count);
        g_autofree char *text = g_strconcat(rows[i].before, middle, rows[i].after, NULL);
        g_auto(Parsed) parsed = parse_text(text);
        g_assert_cmpint(report_has(parsed.report, DIAGNOSTIC_MARKDOWN_TOO_DENSE), ==,
                        rows[i].is_dense);
    }
}

/* One definition, copied for each of its uses. */
static void test_long_definition(void) {
    g_autofree char *url = repeat("u", 300000);
    g_autofree char *uses = repeat("[x]\n", 5000);
    g_autofree char *text = g_strconcat("[x]: /", url, "\n\n", uses, NULL);
    assert_said(text, "1:1 markdown-too-dense");
}

static void test_dense_loses_nothing(void) {
    g_autofree char *openers = repeat("![[]()", 2001);
    g_autofree char *text = g_strconcat("# A\n\nb *c*\nd\n \n", openers, "\n", NULL);
    g_auto(Parsed) parsed = parse_parts(text, (MarkdownParts){"T *t*", NULL, NULL});
    g_autofree char *body = body_of(&parsed);
    g_autofree char *expected = g_strconcat("<p># A</p><p>b *c*\nd</p><p>", openers, "</p>", NULL);
    g_assert_cmpstr(body, ==, expected);
    g_autofree char *headline = markup_of(tree_part(parsed.article->tree, ELEMENT_HEADLINE, false));
    g_assert_cmpstr(headline, ==, "T *t*");
    g_autofree char *said = said_of(parsed.report);
    g_assert_cmpstr(said, ==, "6:1 markdown-too-dense");
    const xmlNode *second = tree_body(parsed.article->tree)->children->next;
    g_assert_cmpuint(node_line(second), ==, 3);
}

static void test_too_deep(void) {
    g_autofree char *quotes = repeat("> ", 300);
    g_autofree char *text = g_strconcat("a\n\n", quotes, "b\n", NULL);
    g_auto(Parsed) parsed = parse_text(text);
    g_autofree char *body = node_plain_text(tree_body(parsed.article->tree));
    g_assert_true(g_str_has_suffix(body, "> b"));
    g_assert_null(find_element(&parsed, ELEMENT_BLOCKQUOTE));
}

static void test_wide_table(void) {
    g_autofree char *cells = repeat("|a", 80);
    g_autofree char *dashes = repeat("|-", 80);
    g_autofree char *text =
        g_strconcat("x\n\n", cells, "\n", dashes, "\n", cells, "\n", cells, "\n\nb\nc\n", NULL);
    g_autofree char *expected = g_strconcat("<p>x</p><p>", cells, "</p><p>", cells, "<br/>", cells,
                                            "</p><p>b\nc</p>", NULL);
    assert_body(text, expected);
    assert_said(text, "3:1 table-too-wide");
    /* As code it is code. */
    g_autofree char *code = g_strconcat("```\n", cells, "\n", dashes, "\n```\n", NULL);
    g_autofree char *expected_code =
        g_strconcat("<pre><code>", cells, "\n", dashes, "\n</code></pre>", NULL);
    assert_body(code, expected_code);
    assert_said(code, "");
    g_autofree char *just = repeat("|-", 64);
    g_autofree char *wide_enough = g_strconcat(just, "|\n", just, "|\n", NULL);
    assert_said(wide_enough, "");
}

/* Threads share nothing: each text comes out as it does alone. */

enum { TEXTS = 400 };

static char *text_of(size_t index) {
    return g_strdup_printf(
        "# T %zu\n\na[^%zu] ~~b~~ http://c.org *d%zu* | e\n\n|a|b|\n|-|-|\n|%zu|x|\n\n"
        "::: verse\n  a\n:::\n\n<div>\n\n<b>x</b> y%zu\n\n</div>\n\n[^%zu]: n\n",
        index, index, index, index, index, index);
}

static void parse_one(size_t index, void *context) {
    char **bodies = context;
    g_autofree char *text = text_of(index);
    g_auto(Parsed) parsed = parse_text(text);
    bodies[index] = body_of(&parsed);
}

static void test_threads(void) {
    g_autofree char **together = g_new0(char *, TEXTS);
    g_autofree char **alone = g_new0(char *, TEXTS);
    Jobs *jobs = jobs_new(4);
    jobs_parallel_for(jobs, TEXTS, parse_one, together);
    jobs_free(jobs);
    for (size_t i = 0; i < TEXTS; i++) {
        parse_one(i, alone);
        g_assert_cmpstr(together[i], ==, alone[i]);
        g_free(together[i]);
        g_free(alone[i]);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/limits/dense", test_dense);
    g_test_add_func("/limits/long-definition", test_long_definition);
    g_test_add_func("/limits/dense-loses-nothing", test_dense_loses_nothing);
    g_test_add_func("/limits/too-deep", test_too_deep);
    g_test_add_func("/limits/wide-table", test_wide_table);
    g_test_add_func("/limits/threads", test_threads);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
