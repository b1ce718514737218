/* Every kind of node that an article's tree may hold, as the XHTML that it becomes. */
#include "xhtml_fixture.h"

typedef struct {
    const char *name;
    const char *tree;
    const char *xhtml;
} Row;

/* Written by hand, after EPUB 3.3, HTML, and the note markup that all reading systems take. */
static const Row rows[] = {
    {"paragraphs", "<p>One.</p><p>Two.</p><hr/><p>Three.</p>",
     "<p>One.</p><p class=\"follows\">Two.</p><hr /><p>Three.</p>"},
    {"paragraphs-with-classes", "<p>One.</p><p class=\"signature\">A.</p><p>Two.</p>",
     "<p>One.</p><p class=\"signature\">A.</p><p class=\"follows\">Two.</p>"},
    {"headings", "<h2 id=\"what\">What</h2><p>a</p><h3>Why</h3><h6>How</h6>",
     "<h2 id=\"what\">What</h2><p>a</p><h3>Why</h3><h6>How</h6>"},
    {"lists",
     "<ol start=\"3\" type=\"a\"><li value=\"5\">x<ul><li><p>y</p><p>z</p></li></ul></li></ol>",
     "<ol start=\"3\" type=\"a\"><li value=\"5\">x<ul><li><p>y</p><p "
     "class=\"follows\">z</p></li></ul>"
     "</li></ol>"},
    {"definitions", "<dl><dt>Fresh</dt><dd>Yesterday’s.</dd></dl>",
     "<dl><dt>Fresh</dt><dd>Yesterday’s.</dd></dl>"},
    {"quotation", "<blockquote><p>q</p></blockquote>", "<blockquote><p>q</p></blockquote>"},
    {"preformatted", "<pre>  a\n<code> b </code></pre>", "<pre>  a<code> b </code></pre>"},
    {"group", "<div lang=\"he\" dir=\"rtl\"><p>שלום</p></div>",
     "<div lang=\"he\" xml:lang=\"he\" dir=\"rtl\"><p>שלום</p></div>"},
    {"styled",
     "<p><em>a</em><strong>b</strong><i>c</i><b>d</b><u>e</u><s>f</s><del>g</del><ins>h</ins>"
     "<sub>i</sub><sup>j</sup><small>k</small><mark>l</mark><cite>m</cite><dfn>n</dfn>"
     "<abbr title=\"t\">o</abbr><bdi>p</bdi><bdo dir=\"rtl\">q</bdo></p>",
     "<p><em>a</em><strong>b</strong><i>c</i><b>d</b><u>e</u><s>f</s><del>g</del><ins>h</ins>"
     "<sub>i</sub><sup>j</sup><small>k</small><mark>l</mark><cite>m</cite><dfn>n</dfn>"
     "<abbr title=\"t\">o</abbr><bdi>p</bdi><bdo dir=\"rtl\">q</bdo></p>"},
    {"code", "<p><code>a &lt; b</code><kbd>c</kbd><samp>d</samp><var>e</var></p>",
     "<p><code>a &lt; b</code><kbd>c</kbd><samp>d</samp><var>e</var></p>"},
    {"breaks", "<p>a<br/>b<wbr/>c</p>", "<p>a<br />b<wbr />c</p>"},
    {"quoted-has-its-marks", "<p><q>“a”</q> <q lang=\"fr\">« b »</q></p>",
     "<p>“a” <span lang=\"fr\" xml:lang=\"fr\">« b »</span></p>"},
    {"ruby", "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>",
     "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>"},
    {"span", "<p><span>a</span><span class=\"smallcaps\">b</span></p>",
     "<p>a<span class=\"smallcaps\">b</span></p>"},
    {"anchor", "<p><a id=\"here\">a</a><a>b</a></p>", "<p><span id=\"here\">a</span>b</p>"},
    {"link-outside", "<p><a href=\"https://example.org/?a=1&amp;b=2\" title=\"t\">a</a></p>",
     "<p><a href=\"https://example.org/?a=1&amp;b=2\" title=\"t\">a</a></p>"},
    {"address-may-break", "<p><a href=\"http://a.example/b?c#d\">http://a.example/b?c#d</a></p>",
     "<p><a href=\"http://a.example/b?c#d\">http://<wbr />a<wbr />.example/<wbr />b<wbr />?c<wbr "
     "/>#d</a></p>"},
    {"link-to-article", "<p><a href=\"article:tides\">a</a></p>",
     "<p><a href=\"tides.xhtml\">a</a></p>"},
    {"link-to-heading", "<p><a href=\"article:tides#what\">a</a></p>",
     "<p><a href=\"tides.xhtml#what\">a</a></p>"},
    {"link-within", "<p><a href=\"#what\">a</a><a href=\"article:story#what\">b</a></p>",
     "<p><a href=\"#what\">a</a><a href=\"#what\">b</a></p>"},
    {"link-to-nothing", "<p><a href=\"article:gone\">a</a></p>", "<p><span>a</span></p>"},
    {"pull-quote", "<aside class=\"pullquote\"><p>q</p></aside>",
     "<aside class=\"pullquote\" epub:type=\"pullquote\" role=\"doc-pullquote\"><p>q</p></aside>"},
    {"sidebar", "<aside class=\"sidebar\"><h3>t</h3><p>q</p></aside>",
     "<aside class=\"sidebar\" role=\"note\"><h3>t</h3><p>q</p></aside>"},
    {"verse", "<div class=\"verse\"><p>a <em>b</em><br/>\nc</p><p>d</p></div>",
     "<div class=\"verse\"><p class=\"stanza\"><span class=\"line\">a <em>b</em></span><br /><span "
     "class=\"line\">c</span></p><p class=\"stanza\"><span class=\"line\">d</span></p></div>"},
    {"verse-with-emphasis-over-lines", "<div class=\"verse\"><p><em>a<br/>b</em></p></div>",
     "<div class=\"verse\"><p><em>a<br />b</em></p></div>"},
    {"missing", "<figure><p class=\"missing\">boat.jpg</p><figcaption>c</figcaption></figure>",
     "<figure><p class=\"missing\">missing: boat.jpg</p><figcaption>c</figcaption></figure>"},
    {"table",
     "<table><caption>c</caption><thead><tr><th>a</th><th "
     "class=\"right\">b</th></tr></thead><tbody>"
     "<tr><th>r</th><td class=\"right\">1</td></tr></tbody></table>",
     "<div class=\"table\"><table><caption>c</caption><thead><tr><th scope=\"col\">a</th><th "
     "class=\"right\" scope=\"col\">b</th></tr></thead><tbody><tr><th scope=\"row\">r</th><td "
     "class=\"right\">1</td></tr></tbody></table></div>"},
    {"table-with-own-scope",
     "<table><tr><th scope=\"rowgroup\">a</th><td colspan=\"2\"/></tr></table>",
     "<div class=\"table\"><table><tr><th scope=\"rowgroup\">a</th><td "
     "colspan=\"2\"></td></tr></table></div>"},
    {"table-without-thead",
     "<table><tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr></table>",
     "<div class=\"table\"><table><tr><th scope=\"row\">a</th><th scope=\"col\">b</th></tr><tr><th "
     "scope=\"row\">c</th><td>d</td></tr></table></div>"},
    {"table-with-blank-head",
     "<table><thead><tr><th/><th> </th></tr></thead><tbody><tr><td>a</td></tr></tbody></table>",
     "<div class=\"table\"><table><tbody><tr><td>a</td></tr></tbody></table></div>"},
    /* 9 + 1 and 10 + 1 characters that cannot be broken are 21: too much for the first class. */
    {"table-wide", "<table><tr><td>abcdefghi</td><td>abcdefghij</td></tr></table>",
     "<div class=\"table wide-table\"><table><tr><td>abcdefghi</td><td>abcdefghij</td></tr></table>"
     "</div>"},
    {"table-wide-but-breakable",
     "<table><tr><td>abcd fghi</td><td>中文中文中文中文</td></tr></table>",
     "<div class=\"table\"><table><tr><td>abcd "
     "fghi</td><td>中文中文中文中文</td></tr></table></div>"},
    {"table-widest", "<table><tr><td>abcdefghijklmnopqrstuvwxyzabc</td></tr></table>",
     "<div class=\"table widest-table\"><table><tr><td>abcdefghijklmnopqrstuvwxyzabc</td></tr>"
     "</table></div>"},
    {"escapes", "<p>a &amp; b &lt; c</p>", "<p>a &amp; b &lt; c</p>"},
    {"narrow-space", "<p>quoi\u202F?</p>", "<p>quoi\u00A0?</p>"},
};

static char *page_of(Issue *issue, Article *article, const Dialect *dialect) {
    return fixture_text(xhtml_article_page(issue, article, dialect));
}

static Issue *issue_with(const char *body, Article **story) {
    Issue *issue = fixture_issue("en");
    *story = fixture_article(issue, NULL, "story", "Story", body);
    fixture_article(issue, NULL, "tides", "Tides", "<p>t</p>");
    return issue;
}

static void test_kind(gconstpointer data) {
    const Row *row = data;
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(row->tree, &story);
    issue_seal(issue);
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_autofree char *got =
        fixture_between(page, "<div class=\"text\">", "</div>\n    </section>\n  </body>");
    g_assert_cmpstr(got, ==, row->xhtml);
}

static void test_empty_text(void) {
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with("", &story);
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_assert_nonnull(strstr(page, "<div class=\"text\"></div>"));
}

/* Code and addresses keep their direction on a page that is read from the right; what is written
 * from the right in them, and links by name, follow the page. */
static void test_left_to_right(void) {
    static const char tree[] =
        "<p><code>run()</code> <code>قل()</code> <a "
        "href=\"https://a.example/\">https://a.example/</a>"
        " <a href=\"https://a.example/\">b (c)</a></p><pre><code>f();\n</code></pre>"
        "<p><kbd dir=\"rtl\">x</kbd></p>";
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(tree, &story);
    story->is_rtl = true;
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_autofree char *got =
        fixture_between(page, "<div class=\"text\">", "</div>\n    </section>\n  </body>");
    g_assert_cmpstr(
        got, ==,
        "<p><code dir=\"ltr\">run()</code> <code>قل()</code> "
        "<a href=\"https://a.example/\" dir=\"ltr\">https://<wbr />a<wbr />.example/</a> "
        "<a href=\"https://a.example/\">b (c)</a></p>"
        "<pre dir=\"ltr\"><code>f();</code></pre><p><kbd dir=\"rtl\">x</kbd></p>");
}

/* Pictures */

static Asset *add_asset(Issue *issue, const char *path, PictureType type, unsigned width_px,
                        unsigned height_px) {
    g_autoptr(GBytes) bytes = g_bytes_new_static("", 0);
    Asset *asset = asset_new_bytes(path, path, bytes);
    asset->type = type;
    asset->width_px = width_px;
    asset->height_px = height_px;
    asset->name = g_path_get_basename(path);
    g_hash_table_insert(issue->assets, g_strdup(path), asset);
    return asset;
}

static void test_figures(void) {
    static const char tree[] =
        "<figure class=\"lead\"><img src=\"a/boat.jpg\" alt=\"A boat\" width=\"800\" "
        "height=\"500\"/><figcaption>c <span class=\"credit\">d</span></figcaption></figure>"
        "<figure><img src=\"mast.png\"/></figure><figure><img src=\"dot.gif\" alt=\"\"/></figure>"
        "<figure><img src=\"map.svg\" alt=\"\"/></figure>"
        "<p><img src=\"broken.png\" alt=\"Gone &amp; lost\"/><img src=\"nowhere.png\"/></p>";
    static const char want[] =
        "<figure class=\"lead wide\"><img src=\"images/boat.jpg\" alt=\"A boat\" width=\"800\" "
        "height=\"500\" /><figcaption>c <span class=\"credit\">d</span></figcaption></figure>"
        "<figure class=\"tall\"><img src=\"images/mast.png\" alt=\"\" width=\"300\" height=\"900\" "
        "/></figure><figure><img src=\"images/dot.gif\" alt=\"\" width=\"16\" height=\"16\" "
        "/></figure><figure class=\"wide\"><img src=\"images/map.svg\" alt=\"\" /></figure>"
        "<p>Gone &amp; lost</p>";
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(tree, &story);
    add_asset(issue, "a/boat.jpg", PICTURE_JPEG, 800, 500);
    add_asset(issue, "mast.png", PICTURE_PNG, 300, 900);
    add_asset(issue, "dot.gif", PICTURE_GIF, 16, 16);
    add_asset(issue, "map.svg", PICTURE_SVG, 0, 0);
    add_asset(issue, "broken.png", PICTURE_PNG, 10, 10)->is_broken = true;
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_autofree char *got =
        fixture_between(page, "<div class=\"text\">", "</div>\n    </section>\n  </body>");
    g_assert_cmpstr(got, ==, want);
}

/* Notes: the markup of which a word more or less costs one reading system its popups. */

static void test_notes(void) {
    static const char tree[] =
        "<p>One<a class=\"noteref\" id=\"c1\" href=\"#n1\">1</a> two<sup><a class=\"noteref\" "
        "id=\"c2\" href=\"#n2\">2</a></sup> again<a class=\"noteref\" id=\"c3\" href=\"#n1\">1</a>"
        "</p><aside class=\"note\" id=\"n1\"><p>First.</p><p>More.</p></aside>"
        "<aside class=\"note\" id=\"n2\" lang=\"fr\"><ul><li>x</li></ul></aside>";
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(tree, &story);
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_autofree char *text = fixture_between(page, "<div class=\"text\">", "</div>");
    g_assert_cmpstr(text, ==,
                    "<p>One<sup><a class=\"noteref\" id=\"c1\" href=\"#n1\" epub:type=\"noteref\" "
                    "role=\"doc-noteref\">1</a></sup> two<sup><a class=\"noteref\" id=\"c2\" "
                    "href=\"#n2\" epub:type=\"noteref\" role=\"doc-noteref\">2</a></sup> again<sup>"
                    "<a class=\"noteref\" id=\"c3\" href=\"#n1\" epub:type=\"noteref\" "
                    "role=\"doc-noteref\">1</a></sup></p>");
    g_autofree char *notes = fixture_between(page, "</p>\n      </div>", "</section>\n  </body>");
    g_assert_cmpstr(
        notes, ==,
        "<aside class=\"note first-note\" id=\"n1\" epub:type=\"footnote\" role=\"doc-footnote\">"
        "<p><a href=\"#c1\" role=\"doc-backlink\">1</a> First.</p><p class=\"follows\">More.</p>"
        "</aside><aside class=\"note\" id=\"n2\" lang=\"fr\" xml:lang=\"fr\" "
        "epub:type=\"footnote\" "
        "role=\"doc-footnote\"><p><a href=\"#c2\" role=\"doc-backlink\">2</a> "
        "</p><ul><li>x</li></ul>"
        "</aside>");
}

/* A note that calls a note, and one that nothing calls. */
static void test_notes_in_notes(void) {
    static const char tree[] =
        "<p>a<a class=\"noteref\" id=\"c1\" href=\"#n1\">1</a></p>"
        "<aside class=\"note\" id=\"n1\"><p>b<a class=\"noteref\" id=\"c2\" href=\"#n2\">2</a></p>"
        "</aside><aside class=\"note\" id=\"n2\"><p>c</p></aside>"
        "<aside class=\"note\" id=\"n3\"><p>d</p></aside>";
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(tree, &story);
    g_autofree char *page = page_of(issue, story, &fixture_dialect);
    g_assert_nonnull(strstr(page, "<p><a href=\"#c1\" role=\"doc-backlink\">1</a> b<sup>"));
    g_assert_nonnull(strstr(page, "<p><a href=\"#c2\" role=\"doc-backlink\">2</a> c</p>"));
    g_assert_nonnull(strstr(page, "<p>d</p>"));
}

/* Printed pages */

static char *text_with_breaks(const char *tree, size_t count, const char *const *texts,
                              const size_t *offsets) {
    Article *story = NULL;
    g_autoptr(Issue) issue = issue_with(tree, &story);
    g_autoptr(PageMap) map = page_map_new("The Slipway, print edition");
    const xmlNode *body = tree_body(story->tree);
    for (size_t i = 0; i < count; i++) {
        const xmlNode *found = NULL;
        for (const xmlNode *node = body; node != NULL && found == NULL;
             node = node_next(node, body, false)) {
            bool is_it = node->type == XML_TEXT_NODE
                             ? strcmp(node_text(node), texts[i]) == 0
                             : strcmp((const char *)node->name, texts[i]) == 0;
            found = is_it ? node : NULL;
        }
        g_autofree char *folio = g_strdup_printf("%zu", i + 7);
        page_map_add(map, "story", found, offsets[i], folio);
    }
    Dialect dialect = fixture_dialect;
    dialect.page_map = map;
    g_autofree char *page = page_of(issue, story, &dialect);
    return fixture_between(page, "<div class=\"text\">", "</div>\n    </section>\n  </body>");
}

#define MARKER(name, folio)                                                                        \
    "<" name " id=\"page-" folio                                                                   \
    "\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" aria-label=\"" folio "\"></" name ">"

static void test_page_breaks(void) {
    g_autofree char *inside = text_with_breaks(
        "<p>one two three</p>", 2, (const char *const[]){"one two three", "one two three"},
        (const size_t[]){4, 8});
    g_assert_cmpstr(inside, ==,
                    "<p>one " MARKER("span", "7") "two " MARKER("span", "8") "three</p>");

    g_autofree char *before =
        text_with_breaks("<p>a</p><h2>b</h2>", 1, (const char *const[]){"h2"}, (const size_t[]){0});
    g_assert_cmpstr(before, ==, "<p>a</p>" MARKER("div", "7") "<h2>b</h2>");

    /* No marker may stand between list items. */
    g_autofree char *item = text_with_breaks("<ul><li><em>a</em></li></ul>", 1,
                                             (const char *const[]){"li"}, (const size_t[]){0});
    g_assert_cmpstr(item, ==, "<ul><li><em>" MARKER("span", "7") "a</em></li></ul>");

    /* An offset past the text's end, and a place that the text does not have. */
    g_autofree char *past =
        text_with_breaks("<p>ab</p>", 1, (const char *const[]){"ab"}, (const size_t[]){99});
    g_assert_cmpstr(past, ==, "<p>ab" MARKER("span", "7") "</p>");
    g_autofree char *nowhere =
        text_with_breaks("<p>ab</p>", 1, (const char *const[]){"none"}, (const size_t[]){0});
    g_assert_cmpstr(nowhere, ==, "<p>ab</p>" MARKER("div", "7"));
}

static void test_plain_dialect(void) {
    Dialect dialect = fixture_dialect;
    dialect.epub_types = false;
    dialect.narrow_space = true;
    Article *story = NULL;
    g_autoptr(Issue) issue =
        issue_with("<p>quoi\u202F?</p><aside class=\"pullquote\"><p>q</p></aside>", &story);
    g_autofree char *page = page_of(issue, story, &dialect);
    g_assert_null(strstr(page, "epub:"));
    g_assert_nonnull(strstr(page, "<aside class=\"pullquote\" role=\"doc-pullquote\">"));
    g_assert_nonnull(strstr(page, "quoi\u202F?"));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = g_strconcat("/text/kind/", rows[i].name, NULL);
        g_test_add_data_func(path, &rows[i], test_kind);
    }
    g_test_add_func("/text/figures", test_figures);
    g_test_add_func("/text/notes", test_notes);
    g_test_add_func("/text/notes-in-notes", test_notes_in_notes);
    g_test_add_func("/text/page-breaks", test_page_breaks);
    g_test_add_func("/text/plain-dialect", test_plain_dialect);
    g_test_add_func("/text/empty", test_empty_text);
    g_test_add_func("/text/left-to-right", test_left_to_right);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
