/* The tree as Markdown: what is written reads back as the same tree. The trees come from Markdown,
 * from HTML, and from text that is all marks. */
#include "html/html.h"
#include "markdown/write.h"
#include "markdown_fixture.h"

static void assert_reads_back(const Article *article) {
    MarkdownWritten written;
    g_autofree char *markdown = markdown_write(article, &written);
    g_auto(Parsed) again = parse_text(markdown);
    if (!node_says_the_same(tree_body(article->tree), tree_body(again.article->tree))) {
        g_autofree char *one = markup_of(tree_body(article->tree));
        g_autofree char *other = body_of(&again);
        g_error("%s\nreads back as\n%s\nby\n%s", one, other, markdown);
    }
    g_assert_cmpuint(written.changed, ==, 0);
}

static void test_markdown(void) {
    static const char *const texts[] = {
        "One *em*, **strong**, ***both***, `code`, ``a ` b``, [a link](https://x.example/ "
        "\"t\").\n",
        "# A title\n\n## Two\n\n### Three with *marks*\n",
        "## With an id {#here}\n\ntext\n",
        "- one\n- two\n\n<!-- -->\n\n- three\n\n1. a\n2. b\n   - c\n\n7) d\n\n   e\n",
        "- loose\n\n- list\n\n  two paragraphs\n",
        "> quoted\n>\n> > twice\n>\n> - list\n",
        "```\ncode ``` here\n\n  indented\n```\n\n    and more\n",
        "Text.[^a] More.[^b]\n\n[^a]: Short.\n\n[^b]: Long.\n\n    - list\n",
        "![A boat](boat.jpg \"The boat, *at* | the desk\")\n\n![ ](rule.png)\n\n![](x.png)\n",
        "Line  \nbreak and ![inline](a.png) picture.\n",
        "| a | b | c |\n|---|--:|:-:|\n| `x \\| y` | \\| | **z** |\n| 1 | 2 | 3[^n] |\n\n[^n]: "
        "N.\n",
        "::: pullquote\nLarge.\n:::\n\n::: sidebar\n## Head\n\n- list\n:::\n",
        "::: verse\nOne\n  two\n\nthree *four*\n:::\n",
        "a\n\n---\n\nb\n",
        "H<sub>2</sub>O, x<sup>2</sup>, <s>struck</s>, <span lang=\"fr\">le mot</span>.\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_auto(Parsed) parsed = parse_text(texts[i]);
        assert_reads_back(parsed.article);
    }
}

static void test_html(void) {
    static const char *const rows[] = {
        "<p lang=\"de\">Ein <b>fettes</b> Wort</p>",
        "<p dir=\"rtl\">שלום <i>עולם</i></p><p>plain</p>",
        "<table><caption>C</caption><tbody><tr><td "
        "rowspan=\"2\">a</td><td>b</td></tr><tr><td>c</td>"
        "</tr></tbody></table>",
        "<dl><dt>term</dt><dd>what <em>it</em> is</dd></dl>",
        "<ol type=\"a\" start=\"3\"><li>x</li></ol>",
        "<pre>a\n\n\nb &lt;c&gt;</pre>",
        "<figure><img src=\"a.png\" alt=\"A\" width=\"3\"><p>two</p></figure>",
        "<ruby>漢<rt>かん</rt></ruby>",
        "<p>a<br>b <a href=\"x?a=1&amp;b=2\" title='q\"q'>l</a></p>",
        "<blockquote><p>q</p><figure><img src=\"b.png\" alt=\"B\"></figure></blockquote>",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Report) report = report_new();
        g_autoptr(Article) article = article_new("a.md", "a.md");
        html_append_fragment(article->tree, tree_body(article->tree), rows[i], strlen(rows[i]),
                             "a.md", 1, 1, report);
        assert_reads_back(article);
    }
}

/* Every mark at the start, in the midst and at the end of a paragraph of text that means nothing by
 * it. */
static void test_text_is_text(void) {
    static const char *const marks[] = {
        "*",           "**",
        "_",           "__",
        "`",           "#",
        "## ",         "- ",
        "+ ",          "1. ",
        "12) ",        "> ",
        "[",           "]",
        "[^1]",        "![",
        "](",          "[a](b)",
        "<",           "<b>",
        "&amp;",       "&",
        "\\",          "~~",
        "|",           "---",
        "***",         "===",
        ":::",         "::: verse",
        "{.x}",        "{{ a }}",
        "{% b %}",     "http://x.example",
        "a@b.example", "$",
        "!",           "(",
        ")",           "\"",
        "- [ ] ",      "<!--",
        "&#35;",       "\xC2\xA0",
        "\t",          "   ",
        "é*é",         "字**字",
        "'",
    };
    static const char *const shapes[] = {"%s",           "%s word",    "word %s",
                                         "word %s word", "word%sword", "%s%s word"};
    for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(shapes); k++) {
            g_autoptr(GString) text = g_string_new(shapes[k]);
            g_string_replace(text, "%s", marks[i], 0);
            if (strspn(text->str, " \t") > 0 || text->str[text->len - 1] == ' ' ||
                text->str[text->len - 1] == '\t') {
                continue; /* no reader leaves white space at a paragraph's ends */
            }
            g_autoptr(Article) article = article_new("a.md", "a.md");
            xmlNode *paragraph = node_new(article->tree, ELEMENT_P, 1, 1);
            node_append(paragraph, node_new_text(article->tree, text->str, text->len, 1, 1));
            node_append(tree_body(article->tree), paragraph);
            MarkdownWritten written;
            g_autofree char *markdown = markdown_write(article, &written);
            if (written.changed > 0) {
                g_error("\"%s\" reads back otherwise by\n%s", text->str, markdown);
            }
        }
    }
}

static void test_line(void) {
    g_auto(Parsed) parsed =
        parse_parts("", (MarkdownParts){"A *new* pier | 2 <i>t</i>", NULL, NULL});
    g_autofree char *line =
        markdown_write_line(tree_part(parsed.article->tree, ELEMENT_HEADLINE, false));
    g_assert_cmpstr(line, ==, "A *new* pier \\| 2 <i>t</i>");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    vocabulary_begin();
    markdown_begin();
    g_test_add_func("/markdown/write/markdown", test_markdown);
    g_test_add_func("/markdown/write/html", test_html);
    g_test_add_func("/markdown/write/text-is-text", test_text_is_text);
    g_test_add_func("/markdown/write/line", test_line);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
