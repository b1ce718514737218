/* Bare URLs, ~~struck~~ words, and what may be linked to. */
#include "enrich_fixture.h"

#include "enrich/bare_urls.h"

static void check(const char *markup, const char *expected, const char *said) {
    check_body_in("und", markup, expected, said);
}

/* The URL found in `text`; NULL: none. */
static void check_url(const char *text, const char *url) {
    UrlRange range;
    UrlSearch search = url_search_new(text);
    if (!url_search_next(&search, 0, &range)) {
        g_assert_null(url);
        return;
    }
    g_autofree char *found =
        g_strndup(text + range.start_bytes, range.end_bytes - range.start_bytes);
    g_assert_cmpstr(found, ==, url);
}

static void test_find(void) {
    check_url("see https://example.org/path?a=1&b=2, or", "https://example.org/path?a=1&b=2");
    check_url("http://example.org/a_(b), or", "http://example.org/a_(b)");
    check_url("(https://example.org/a)", "https://example.org/a");
    check_url("(see https://example.org/a_(b)).", "https://example.org/a_(b)");
    check_url("\"https://example.org/q\"", "https://example.org/q");
    check_url("https://example.org...", "https://example.org");
    check_url("**HTTP://EXAMPLE.ORG/**", "HTTP://EXAMPLE.ORG/");
    check_url("www.example.org too", "www.example.org");
    check_url("https://例え.jp/港。", "https://例え.jp/港");
    check_url("http://localhost:8080/x", "http://localhost:8080/x");
    check_url("https://example.org/a--b'c;d", "https://example.org/a--b'c;d");
    check_url("“https://example.org/”", "https://example.org/");
    check_url("ftp://example.org/ javascript://x", NULL);
    check_url("http:// https://. https://(x)", NULL);
    check_url("xhttps://example.org", NULL);
    check_url("www. www.x awww.example.org", NULL);
    check_url("a@www.example.org", NULL);
    check_url("", NULL);
}

static void test_links(void) {
    check("<p>See https://example.org/a, www.example.org.</p>",
          "<p>See <a href='https://example.org/a'>https://example.org/a</a>, "
          "<a href='http://www.example.org'>www.example.org</a>.</p>",
          "");
    check("<p>https://example.org/a</p>",
          "<p><a href='https://example.org/a'>https://example.org/a</a></p>", "");
    check("<p><code>https://a.org/</code> <a href='https://b.org/'>see https://a.org/</a></p>"
          "<pre>https://a.org/</pre>",
          "<p><code>https://a.org/</code> <a href='https://b.org/'>see https://a.org/</a></p>"
          "<pre>https://a.org/</pre>",
          "");
    check("<p>https://example.org/a|b</p>",
          "<p><a href='https://example.org/a%7Cb'>https://example.org/a|b</a></p>", "");
}

/* What RFC 3986 allows nowhere, or not there. */
static void test_misplaced_signs(void) {
    check("<p><a href='https://a.org/?x[]=1#[b]#c'>a</a></p>",
          "<p><a href='https://a.org/?x%5B%5D=1#%5Bb%5D%23c'>a</a></p>", "");
    check("<p><a href='http://[::1]:80/[x]'>a</a></p>",
          "<p><a href='http://[::1]:80/%5Bx%5D'>a</a></p>", "");
    check("<p><a href='www.example.org/a'>a</a></p>",
          "<p><a href='http://www.example.org/a'>a</a></p>", "");
    check("<p><a href='http://a..org/'>a</a> <a href='http://.org'>b</a></p>", "<p>a b</p>",
          "link-unsafe@1 link-unsafe@1");
}

static void test_struck(void) {
    check("<p>~~A fan~~ ~~two fans~~ air</p>", "<p><s>A fan</s> <s>two fans</s> air</p>", "");
    check("<p>~~too <em>and</em> here~~.</p>", "<p><s>too <em>and</em> here</s>.</p>", "");
    check("<p>~~<em>all</em>~~</p>", "<p><s><em>all</em></s></p>", "");
    check("<p><em>~~a~~</em>b</p>", "<p><em><s>a</s></em>b</p>", "");
    check("<p>a ~ b ~~ c ~~~d~~~ ~~~~</p>", "<p>a ~ b ~~ c ~~~d~~~ ~~~~</p>", "");
    check("<p>~~open</p><p>close~~</p>", "<p>~~open</p><p>close~~</p>", "");
    check("<p>~~a <em>b~~ c</em></p>", "<p>~~a <em>b~~ c</em></p>", "");
    check("<p><code>~~a~~</code></p><pre>~~a~~</pre>", "<p><code>~~a~~</code></p><pre>~~a~~</pre>",
          "");
    check("<p>10~~20 and ~~x~~</p>", "<p>10~~20 and <s>x</s></p>", "");
}

/* CommonMark sees no emphasis that ends in punctuation before an ideograph. */
static void test_strong_between_ideographs(void) {
    check("<p>**（2）反复。**开头</p>", "<p><strong>（2）反复。</strong>开头</p>", "");
    check("<p>彼は**「はい」**と<em>言</em>った</p>",
          "<p>彼は<strong>「はい」</strong>と<em>言</em>った</p>", "");
    check("<p>**“<em>갑</em>”**이 **을**</p>",
          "<p><strong>“<em>갑</em>”</strong>이 <strong>을</strong></p>", "");
    check("<p>2 ** 3 ** 4, **a.**b, *** 字***</p>", "<p>2 ** 3 ** 4, **a.**b, *** 字***</p>", "");
    check("<p>**（未完</p><p>**後</p>", "<p>**（未完</p><p>**後</p>", "");
    check("<p><code>**字。**字</code></p>", "<p><code>**字。**字</code></p>", "");
}

static void test_within(void) {
    Fixture fixture = fixture_new(
        "und", "<headline>T</headline><p><a href='02-b.md'>a</a><a href='#x'>b</a><a href=''>c</a>"
               "<a href='https://example.org/'>d</a><a href='mailto:desk@example.org'>e</a>"
               "<a href='../c%20d.md#e'>f</a><a href='jav%script:x'>h</a><a id='x'>g</a></p>");
    fixture_enrich(&fixture);
    static const char *const relative[] = {"02-b.md", "#x", "", "../c%20d.md#e", "jav%script:x"};
    g_assert_cmpuint(fixture.article->nodes_to_link->len, ==, G_N_ELEMENTS(relative));
    for (size_t i = 0; i < G_N_ELEMENTS(relative); i++) {
        const xmlNode *node = fixture.article->nodes_to_link->pdata[i];
        g_assert_cmpstr(node_get(node, ATTRIBUTE_HREF), ==, relative[i]);
    }
    g_assert_cmpuint(report_length(fixture.report), ==, 0);
    fixture_free(&fixture);
}

static void test_safety(void) {
    static const char *const unsafe[] = {
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "vbscript:x",
        "C:\\x",
        "http://[x",
        "ftp://example.org/",
        "https://",
        "http:///x",
        "mailto:",
        "https:",
        "http://a:99999/",
        "http://?x",
        "http://exa mple/x",
        "http://a%20b",
        "http://a|b/",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(unsafe); i++) {
        g_autofree char *markup = g_strdup_printf("<p>\n<a href='%s'>t</a></p>", unsafe[i]);
        g_test_message("%s", markup);
        check(markup, "<p>\nt</p>", "link-unsafe@2");
    }
    check("<p><a href='java&#10;script:alert(1)'>t</a></p>", "<p>t</p>", "link-unsafe@1");
}

static void test_mended(void) {
    check("<p><a href='//example.org/a b'>t</a></p>",
          "<p><a href='https://example.org/a%20b'>t</a></p>", "");
    check("<p><a href='https://example.org/100%'>t</a></p>",
          "<p><a href='https://example.org/100%25'>t</a></p>", "");
    check("<p><a href='https://example.org/%C3%A9?ü'>t</a></p>",
          "<p><a href='https://example.org/%C3%A9?ü'>t</a></p>", "");
    check("<p><a>t</a></p>", "<p>t</p>", "");
    check("<p>x<a href='https://example.org/'> <code> </code></a></p>", "<p>x <code> </code></p>",
          "");
}

/* A picture that is a link and has no description: the link must be called something. */
static void test_linked_picture(void) {
    Fixture fixture =
        fixture_new("und", "<headline>T</headline><p>x <a href='https://example.org/'>"
                           "<img src='a.png'/></a></p>");
    fixture_add_picture(&fixture, "town/a.png");
    fixture_enrich(&fixture);
    g_autofree char *body = fixture_part(&fixture, ELEMENT_BODY);
    g_assert_cmpstr(body, ==,
                    "<p>x <a title='https://example.org/' href='https://example.org/'>"
                    "<img src='town/a.png'/></a></p>");
    fixture_free(&fixture);
}

/* The address sanitiser's strstr measures the whole text at each call. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { HOSTILE_TIMES = 5000 };
#else
enum { HOSTILE_TIMES = 100000 };
#endif

/* Many URLs in one text, and what only looks like one; were the time to grow with their square,
 * this would not end. */
static void test_hostile(void) {
    static const char *const bits[] = {"http://a.b ", "http://!", "www.a?", "://",           "**字",
                                       "字**。",      "~~a",      "~~ ",    "https://a((((("};
    for (size_t i = 0; i < G_N_ELEMENTS(bits); i++) {
        GString *markup = g_string_new("<headline>T</headline><p>");
        for (int k = 0; k < HOSTILE_TIMES; k++) {
            g_string_append(markup, bits[i]);
        }
        g_string_append(markup, "</p>");
        Fixture fixture = fixture_new("en", markup->str);
        fixture_enrich(&fixture);
        fixture_check_tree(fixture.article->tree);
        fixture_free(&fixture);
        g_string_free(markup, TRUE);
    }
}

static void add_tests(void) {
    g_test_add_func("/urls/find", test_find);
    g_test_add_func("/urls/links", test_links);
    g_test_add_func("/urls/misplaced-signs", test_misplaced_signs);
    g_test_add_func("/urls/struck", test_struck);
    g_test_add_func("/urls/strong-between-ideographs", test_strong_between_ideographs);
    g_test_add_func("/urls/within", test_within);
    g_test_add_func("/urls/safety", test_safety);
    g_test_add_func("/urls/mended", test_mended);
    g_test_add_func("/urls/linked-picture", test_linked_picture);
    g_test_add_func("/urls/hostile", test_hostile);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
