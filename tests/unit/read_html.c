/* Web pages read: what they say of their article, which part is the article, what is an index. */
#include "read_fixture.h"

#include "read/html_reader.h"
#include "read/page_content.h"
#include "read/page_head.h"
#include "read/reader.h"

typedef struct {
    char *directory;
    IssueDirectory *issue;
    Publication *publication;
    Reading *reading;
    Report *report;
} Fixture;

/* Reads `html` as a.html of an issue in a directory of its own. */
static Fixture fixture_read(const char *name, const char *html) {
    Fixture fixture = {.report = report_new()};
    fixture.directory = files_new();
    file_write(name, html);
    fixture.publication = publication_of_issue(".", NULL, fixture.report, NULL);
    fixture.issue = issue_directory_read(".", fixture.publication, fixture.report, NULL);
    const SourceFile *file = NULL;
    for (guint i = 0; i < fixture.issue->sources->len; i++) {
        const SourceFile *each = fixture.issue->sources->pdata[i];
        file = strcmp(each->path, name) == 0 ? each : file;
    }
    g_assert_nonnull(file);
    fixture.reading = issue_directory_read_source(fixture.issue, file, fixture.report);
    return fixture;
}

static void fixture_clear(Fixture *fixture) {
    reading_free(fixture->reading);
    issue_directory_free(fixture->issue);
    publication_free(fixture->publication);
    report_free(fixture->report);
    files_free(fixture->directory);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

static const Article *article_of(const Fixture *fixture) {
    g_assert_cmpuint(fixture->reading->articles->len, ==, 1);
    return fixture->reading->articles->pdata[0];
}

#define TEXT                                                                                       \
    "<p>The spring tide came over the quay at four in the morning, and nobody was there.</p>"      \
    "<p>By noon the water had gone again, and with it the benches, the bins and a boat.</p>"

/* Title, authors between bars, date, as one text. */
static void check_head(const char *html, const char *expected) {
    g_auto(Fixture) fixture = fixture_read("a.html", html);
    const Article *article = article_of(&fixture);
    g_autoptr(GString) said = g_string_new(article->title_text);
    for (guint i = 0; i < article->authors->len; i++) {
        g_string_append_printf(said, "|%s", ((const Author *)article->authors->pdata[i])->name);
    }
    g_autofree char *date = date_is_set(article->date) ? date_iso(article->date) : NULL;
    g_string_append_printf(said, "|%s", date != NULL ? date : "-");
    g_assert_cmpstr(said->str, ==, expected);
}

static void test_titles(void) {
    check_head("<title>High water | The Pilot</title><h1>High water</h1>" TEXT, "High water|-");
    check_head("<title>The Pilot: High water</title><h1>The Pilot</h1><h2>High water</h2>" TEXT,
               "High water|-");
    check_head("<title>High water</title>" TEXT, "High water|-");
    check_head("<title>Untitled Document</title><h1>High water</h1>" TEXT, "High water|-");
    check_head("<meta property='og:site_name' content='The Pilot'>"
               "<meta property='og:title' content='High water - The Pilot'>" TEXT,
               "High water|-");
    check_head("<title>High water — once more</title><h1>High water — once more</h1>" TEXT,
               "High water — once more|-");
    check_head("<title>潮水_新闻_港口网</title><h1>潮水</h1>" TEXT, "潮水|-");
    check_head("<title>use of lqr_carver_new</title>" TEXT, "use of lqr_carver_new|-");
}

static void test_people(void) {
    check_head("<title>T | Pilot</title><meta name=author content='Pilot'>"
               "<h1>T</h1><p class=byline>By Mary Shelley</p>" TEXT,
               "T|Mary Shelley|-");
    check_head("<title>T</title><h1>T</h1><p>Por Rosalía de Castro</p>" TEXT,
               "T|Rosalía de Castro|-");
    check_head("<title>T</title><meta name=author content='admin'><h1>T</h1>" TEXT, "T|-");
    check_head("<title>T</title><meta name=citation_author content='Shelley, Mary'>"
               "<meta name=citation_author content='Austen, Jane'><h1>T</h1>" TEXT,
               "T|Mary Shelley|Jane Austen|-");
    check_head("<title>T</title><h1>T</h1><div class=author>Mary Shelley, Jane Austen and "
               "Ada Lovelace</div>" TEXT,
               "T|Mary Shelley|Jane Austen|Ada Lovelace|-");
    check_head("<title>T</title><h1>T</h1><a rel=author href=/p>the-pilot.com</a>" TEXT, "T|-");
}

/* What stands where names do. */
static void test_nobodies(void) {
    static const char *const lines[] = {
        "By Authors", "by",         "Apr 22, 2013",    "Powered By Harbourware",
        "AP",         "By Reuters", "Executive Editor"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *html = g_strdup_printf("<title>High water</title><h1>High water</h1>"
                                                "<p class=\"byline\">%s</p>" TEXT,
                                                lines[i]);
        g_auto(Fixture) fixture = fixture_read("a.html", html);
        g_assert_cmpuint(article_of(&fixture)->authors->len, ==, 0);
    }
    check_head("<h1><a href=\"a.html\">High <em>water</em></a></h1>"
               "<p class=\"byline\">By Olive Schreiner, Executive Editor</p>" TEXT,
               "High water|Olive Schreiner|-");
}

static void test_linked_title(void) {
    g_auto(Fixture) fixture = fixture_read(
        "a.html", "<h1><a href=\"https://pilot.example/a\">High <em>water</em></a></h1>" TEXT);
    const xmlNode *headline = tree_part(article_of(&fixture)->tree, ELEMENT_HEADLINE, false);
    g_assert_nonnull(headline);
    g_assert_cmpstr(node_text(headline->children), ==, "High ");
    g_assert_true(element_of(headline->children->next) == ELEMENT_EM);
}

static void test_linked_data(void) {
    check_head("<script type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\",\"name\":"
               "\"Pilot\"},{\"@type\":\"Article\",\"headline\":\"High &amp; dry\",\n"
               "\"datePublished\":\"2020-03-04T05:06:07+01:00\",\"author\":{\"@id\":\"#a\"}},"
               "{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Mary Shelley\"}]}</script>"
               "<title>High &amp; dry - Pilot</title>" TEXT,
               "High & dry|Mary Shelley|2020-03-04");
    check_head("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":"
               "{\"@type\":\"Organization\",\"name\":\"Pilot\"}}</script>"
               "<title>T</title>" TEXT,
               "T|-");
    check_head("<script type='application/ld+json'>{\"@type\":</script><title>T</title>" TEXT,
               "T|-");
}

static void test_dates(void) {
    check_head("<title>T</title><h1>T</h1><p class=date>Posted on May 5, 2005</p>" TEXT,
               "T|2005-05-05");
    check_head("<title>T</title><h1>T</h1><time datetime='2005-05-05T10:00'>5. Mai</time>" TEXT,
               "T|2005-05-05");
    check_head("<meta name=dc.date content=20050505><title>T</title>" TEXT, "T|2005-05-05");
}

static void check_text(const char *html, const char *expected) {
    g_auto(Fixture) fixture = fixture_read("a.html", html);
    g_autofree char *text = node_plain_text(tree_body(article_of(&fixture)->tree));
    g_assert_cmpstr(text, ==, expected);
}

#define SAID                                                                                       \
    "The spring tide came over the quay at four in the morning, and nobody was there. "            \
    "By noon the water had gone again, and with it the benches, the bins and a boat."

static void test_article(void) {
    check_text("<nav><a href=/>Home</a></nav><div class=share-bar>Share</div>" TEXT, SAID);
    check_text(TEXT "<div id=comments><p>I saw it too, and it was higher than that.</p></div>",
               SAID);
    check_text("<div style='display: none'>Hidden words are here.</div>" TEXT, SAID);
    check_text(TEXT "<h3>Related articles</h3><ul><li><a href=/a>One more tide</a></li></ul>",
               SAID);
    check_text(TEXT "<p><a href=/>Home</a> | <a href=/n>News</a></p>", SAID);
    /* A page that is all article keeps everything. */
    check_text("<p>A short line</p>" TEXT "<p>Another</p>", "A short line " SAID " Another");
    /* What says sidebar and is most of the page is the article. */
    check_text("<div class=sidebar-content>" TEXT "</div><p>x</p>", SAID " x");
    check_text("---\ntitle: T\n---\n<nav>Kept</nav>" TEXT, "Kept " SAID);
}

static void test_index(void) {

    Fixture fixture = {.report = report_new()};
    fixture.directory = files_new();
    file_write("one.html", "<p>One.");
    file_write("two.md", "Two.");
    file_write("index.html", "<title>All</title><h2>A</h2><a href=two.md>2</a><a href=none.md>n</a>"
                             "<a href='./one.html#x'>1</a><a href=two.md>again</a>");
    fixture.publication = publication_of_issue(".", NULL, fixture.report, NULL);
    fixture.issue = issue_directory_read(".", fixture.publication, fixture.report, NULL);
    const SourceFile *index = fixture.issue->sources->pdata[0];
    g_assert_cmpstr(index->path, ==, "index.html");
    fixture.reading = issue_directory_read_source(fixture.issue, index, fixture.report);
    g_assert_cmpuint(fixture.reading->articles->len, ==, 0);
    g_assert_cmpuint(fixture.reading->order->len, ==, 2);
    const OrderedFile *first = fixture.reading->order->pdata[0];
    const OrderedFile *second = fixture.reading->order->pdata[1];
    g_assert_cmpstr(first->path, ==, "two.md");
    g_assert_cmpstr(second->path, ==, "one.html");
    g_assert_null(first->section); /* one heading over all */
    check_said(fixture.report, "index-page@index.html:0");
    g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    g_ptr_array_add(articles, article_new("added.md", "added.md"));
    g_ptr_array_add(articles, article_new("one.html", "one.html"));
    g_ptr_array_add(articles, article_new("two.md", "two.md"));
    reading_order_apply(articles, fixture.reading->order);
    g_assert_cmpstr(((const Article *)articles->pdata[0])->path, ==, "two.md");
    g_assert_cmpstr(((const Article *)articles->pdata[1])->path, ==, "one.html");
    g_assert_cmpstr(((const Article *)articles->pdata[2])->path, ==, "added.md");
    fixture_clear(&fixture);
}

static void test_encoding(void) {
    /* "Привет, берег." in Windows-1251, and "café" in what its page calls ISO-8859-1. */
    check_text("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>"
               "\xCF\xF0\xE8\xE2\xE5\xF2, \xE1\xE5\xF0\xE5\xE3.",
               "Привет, берег.");
    check_text("<?xml version='1.0' encoding='iso-8859-1'?><p>caf\xE9 \x93open\x94", "café “open”");
    check_text("<meta charset=iso-8859-1><p>café", "café"); /* it is UTF-8, whatever it says */
}

static void test_links(void) {
    g_auto(Fixture) fixture = fixture_read(
        "a.html", "<link rel=canonical href='https://pilot.example/2020/tide.html'>" TEXT
                  "<p><a href='../swans'>one</a> <a href=a.html>two</a> <a href='#x'>three</a> "
                  "<a href='https://x.example/'>four</a> and more words here.</p>");
    g_autoptr(GString) said = g_string_new(NULL);
    const xmlNode *body = tree_body(article_of(&fixture)->tree);
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        if (element_of(at) == ELEMENT_A) {
            g_string_append_printf(said, "%s ", node_get(at, ATTRIBUTE_HREF));
        }
    }
    g_assert_cmpstr(said->str, ==, "https://pilot.example/swans a.html #x https://x.example/ ");
}

/* As MediaWiki has them: the ids stand on what is around, one note is called twice. */
static void test_notes(void) {
    g_auto(Fixture) fixture = fixture_read(
        "a.html",
        "<p>The tide rose.<sup id=r1><a href='#n1'>[1]</a></sup> It fell.<sup><a href='#n1'>[1]"
        "</a></sup> <a href='#x'>7</a></p><h2>Notes</h2><ol><li id=n1>^ <a href='#r1'>a</a> "
        "<span>By the old gauge.</span></li></ol><h2 id=x>After</h2><p>More.");
    const xmlNode *body = tree_body(article_of(&fixture)->tree);
    unsigned calls = 0;
    const xmlNode *note = NULL;
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        calls += node_kind(at) == NODE_NOTE_CALL;
        note = node_kind(at) == NODE_NOTE ? at : note;
    }
    g_assert_cmpuint(calls, ==, 2);
    g_assert_nonnull(note);
    g_autofree char *said = node_plain_text(note);
    g_assert_cmpstr(said, ==, "By the old gauge.");
    g_autofree char *all = node_plain_text(body);
    g_assert_cmpstr(all, ==, "The tide rose. It fell. 7 By the old gauge. After More.");
}

static void test_embedded(void) {
    g_autofree guchar *noise = g_malloc0(300);
    memcpy(noise, "\xFF\xD8\xFF", 3);
    g_autofree char *picture = g_base64_encode(noise, 300);
    g_autofree char *html =
        g_strdup_printf(TEXT "<p><img alt=Boat src='data:image/jpeg;base64,%s'></p>"
                             "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>",
                        picture);
    g_auto(Fixture) fixture = fixture_read("a.html", html);
    const Article *article = article_of(&fixture);
    g_assert_cmpuint(fixture.reading->assets->len, ==, 1);
    const Asset *asset = fixture.reading->assets->pdata[0];
    g_assert_cmpstr(asset->path, ==, "a-picture-1.jpg");
    g_assert_cmpuint(asset->size_bytes, ==, 300);
    g_assert_true(g_hash_table_lookup(article->own_assets, "a-picture-1.jpg") == asset);
    const xmlNode *figure = tree_body(article->tree)->last;
    g_assert_cmpint(element_of(figure), ==, ELEMENT_FIGURE);
    g_assert_cmpstr(node_get(figure->children, ATTRIBUTE_SRC), ==, "a-picture-1.jpg");
}

static void test_post(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(Article) article = article_new("p.xml", "p.xml");
    const char *html =
        "<p>One <nav>stays</nav></p>\n"
        "<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>Cut</p></div>"
        "<img src='https://pixel.wp.com/g.gif' width=1>";
    post_content_append(article, html, strlen(html), 40, report);
    const xmlNode *body = tree_body(article->tree);
    g_autofree char *text = node_plain_text(body);
    g_assert_cmpstr(text, ==, "One stays Cut");
    g_assert_cmpint(element_of(body->last), ==, ELEMENT_FIGURE);
    g_assert_cmpuint(node_line(body->last), ==, 41);
    check_said(report, "page-furniture@p.xml:40");
}

static void add_tests(void) {
    g_test_add_func("/read/html/titles", test_titles);
    g_test_add_func("/read/html/people", test_people);
    g_test_add_func("/read/html/nobodies", test_nobodies);
    g_test_add_func("/read/html/linked-title", test_linked_title);
    g_test_add_func("/read/html/linked-data", test_linked_data);
    g_test_add_func("/read/html/dates", test_dates);
    g_test_add_func("/read/html/article", test_article);
    g_test_add_func("/read/html/index", test_index);
    g_test_add_func("/read/html/encoding", test_encoding);
    g_test_add_func("/read/html/links", test_links);
    g_test_add_func("/read/html/notes", test_notes);
    g_test_add_func("/read/html/embedded", test_embedded);
    g_test_add_func("/read/html/post", test_post);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
