/* Phase 2: links between articles, as authors write them. */
#include "enrich_issue_fixture.h"

/* The link in the first article's text: its href, NULL if it became plain text. */
static const char *find_href(const Article *article) {
    const xmlNode *top = article->tree->children;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) == ELEMENT_A && node_get(at, ATTRIBUTE_HREF) != NULL) {
            return node_get(at, ATTRIBUTE_HREF);
        }
    }
    return NULL;
}

static Fixture make_issue(const char *from, const char *link) {
    Fixture fixture = fixture_new();
    g_autofree char *text =
        g_strdup_printf("# Here\n\nSee [the text](%s) now.\n\n## Down below\n\nText.\n", link);
    fixture_add(&fixture, from, text);
    fixture_add(
        &fixture, "02-there.md",
        "# There\n\n## The long wall\n\nText.\n\n## Über Mühlen!\n\nText.\n\n"
        "## 港の朝\n\nText.\n\n## Notes\n\nText.\n\n## Notes\n\nText <a id=\"own\">x</a>.\n");
    Article *own = fixture_add(&fixture, "04-own/index.md", "# Own\n\nText.\n");
    own->own_directory = g_strdup("04-own");
    fixture_add(&fixture, "town/03-market.md", "# Market\n\nText.\n")->slug = g_strdup("fair");
    fixture_add(&fixture, "town/03-market.markdown", "# Other\n\nText.\n");
    fixture_add(&fixture, "town/100% là.md", "# Percent\n\nText.\n"); /* composed */
    fixture_add(&fixture, "09-draft.md", "# Draft\n\nText.\n")->is_draft = true;
    fixture_add_picture(&fixture, "images/boat.png", "x", 1);
    fixture_enrich(&fixture);
    return fixture;
}

static void check_from(const char *from, const char *link, const char *expected) {
    Fixture fixture = make_issue(from, link);
    const Article *article = fixture_article(&fixture, from);
    g_assert_cmpstr(find_href(article), ==, expected);
    g_assert_false(report_has(fixture.report, DIAGNOSTIC_LINK_BROKEN));
    g_assert_cmpuint(article->nodes_to_link->len, ==, 0);
    fixture_free(&fixture);
}

static void check(const char *link, const char *expected) {
    check_from("01-here.md", link, expected);
}

static void test_articles(void) {
    check("02-there.md", "article:there");
    check("02-there", "article:there");
    check("./02-there.md", "article:there");
    check("02-there.html", "article:there");
    check("02-there.md?x=1", "article:there");
    check("02-there/", "article:there");
    check("/02-there.md", "article:there");
    check("town/03-market.md", "article:fair");
    check("town/03-market", "article:fair");
    check("town\\03-market.md", "article:fair");
    check("town/03-market.markdown", "article:market");
    check("04-own/", "article:own");
    check("04-own", "article:own");
    check("04-own/index.md", "article:own");
    check("/04-own/", "article:own");
    check("fair", "article:fair");
    check("town/100%25%20l%C3%A0.md", "article:n100-la");
    check("<town/100% là.md>", "article:n100-la");
    check("town/100%25%20la%CC%80.md", "article:n100-la"); /* decomposed */
    check("01-here.md", "article:here");
    /* as a site calls them */
    check("/2020/05/01/there/", "article:there");
    check("/blog/there.html", "article:there");
    check("/market/fair", "article:fair");
}

static void test_articles_from_a_directory(void) {
    check_from("letters/01-here.md", "../02-there.md", "article:there");
    check_from("letters/01-here.md", "../town/03-market/", "article:fair");
    check_from("letters/01-here.md", "/town/03-market", "article:fair");
    check_from("letters/01-here.md", "../letters/../04-own", "article:own");
}

static void test_places(void) {
    check("02-there.md#the-long-wall", "article:there#the-long-wall");
    check("02-there#the-long-wall", "article:there#the-long-wall");
    check("02-there.md#The-Long-Wall", "article:there#the-long-wall");
    check("<02-there.md#The long wall>", "article:there#the-long-wall");
    check("02-there.md#the_long_wall", "article:there#the-long-wall");
    check("02-there.md#%C3%BCber-m%C3%BChlen", "article:there#uber-muhlen");
    check("02-there.md#über-mühlen", "article:there#uber-muhlen");
    check("02-there.md#uber-muhlen", "article:there#uber-muhlen");
    check("02-there.md#notes", "article:there#notes");
    check("02-there.md#notes-1", "article:there#notes-2"); /* GitHub counts the second from 1 */
    check("02-there.md#own", "article:there#own");
    check("#down-below", "#down-below");
    check("01-here.md#down-below", "#down-below");
    /* 10 hexadecimal digits of SHA-256 of the words (sha256sum) */
    check("02-there.md#港の朝", "article:there#x-24c1efbc05");
}

static void test_links_out_stay(void) {
    check("https://example.org/a?b=1#c", "https://example.org/a?b=1#c");
    check("mailto:desk@example.org", "mailto:desk@example.org");
    check("tel:+4912345", "tel:+4912345");
}

/* What leads nowhere is plain text, said at its place. */
static void check_broken(const char *link, const char *written, const char *hint) {
    Fixture fixture = make_issue("01-here.md", link);
    const Article *article = fixture_article(&fixture, "01-here.md");
    g_assert_null(find_href(article));
    const xmlNode *paragraph = tree_body(article->tree)->children;
    g_autofree char *text = node_plain_text(paragraph);
    g_assert_cmpstr(text, ==, "See the text now.");
    const Diagnostic *said = fixture_find(&fixture, DIAGNOSTIC_LINK_BROKEN);
    g_autofree char *message =
        g_strdup_printf("the link \"%s\" leads nowhere; it is set as plain text", written);
    g_assert_cmpstr(said->message, ==, message);
    g_assert_cmpstr(said->place.file, ==, "in/01-here.md");
    g_assert_cmpuint(said->place.line, ==, 3);
    g_assert_cmpuint(said->place.column, ==, 5);
    if (hint == NULL) {
        g_assert_null(said->hint);
    } else if (said->hint == NULL || strstr(said->hint, hint) == NULL) {
        g_test_message("%s: %s", link, said->hint);
        g_test_fail();
    }
    fixture_free(&fixture);
}

static void test_broken(void) {
    check_broken("02-their.md", "02-their.md", "did you mean 02-there.md?");
    check_broken("02-their", "02-their", "did you mean 02-there?");
    check_broken("03-market.md", "03-market.md", "did you mean town/03-market.md?");
    check_broken("2-There.md", "2-There.md", "did you mean 02-there.md?");
    check_broken("02-there.md#the-long-wal", "02-there.md#the-long-wal",
                 "did you mean 02-there.md#the-long-wall?");
    check_broken("#down-belo", "#down-belo", "did you mean #down-below?");
    check_broken("02-there.md#zzzz", "02-there.md#zzzz", "no heading there");
    check_broken("09-draft.md", "09-draft.md", "is a draft");
    check_broken("09-draft", "09-draft", "is a draft");
    check_broken("images/boat.png", "images/boat.png", "this is a picture");
    check_broken("", "", "between the round brackets");
    check_broken("#", "#", "between the round brackets");
    check_broken("../secret.md", "../secret.md", "in its issue");
    check_broken("..", "..", "in its issue");
    check_broken(".", ".", NULL);
    check_broken("/", "/", NULL);
    check_broken("completely/elsewhere.pdf", "completely/elsewhere.pdf", NULL);
    check_broken("%zz%00", "%zz%00", NULL);
}

static void test_draft_build_leads_to_drafts(void) {
    Fixture fixture = fixture_new();
    fixture.issue->is_draft_build = true;
    fixture_add(&fixture, "1-a.md", "# A\n\n[x](2-b.md)\n");
    fixture_add(&fixture, "2-b.md", "# B\n\nText.\n")->is_draft = true;
    fixture_enrich(&fixture);
    g_assert_cmpstr(find_href(fixture_article(&fixture, "1-a.md")), ==, "article:b");
    check_said(&fixture, "");
    fixture_free(&fixture);
}

/* A link's marks and its neighbours stay, in headline, notes and boxes too. */
static void test_links_everywhere(void) {
    Fixture fixture = fixture_new();
    fixture_add(&fixture, "1-a.md",
                "# A [b](2-b.md) and [c](no.md)\n\nText[^n] and [**bold *too***](no.md)!\n\n"
                "[^n]: See [b](2-b.md).\n");
    fixture_add(&fixture, "2-b.md", "# B\n\nText.\n");
    fixture_enrich(&fixture);
    const Article *article = fixture_article(&fixture, "1-a.md");
    guint links = 0;
    guint strong = 0;
    const xmlNode *top = article->tree->children;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        const char *href = element_of(at) == ELEMENT_A ? node_get(at, ATTRIBUTE_HREF) : NULL;
        links += g_strcmp0(href, "article:b") == 0;
        strong += element_of(at) == ELEMENT_STRONG;
        g_assert_false(href != NULL && strcmp(href, "no.md") == 0);
    }
    g_assert_cmpuint(links, ==, 2);
    g_assert_cmpuint(strong, ==, 1);
    check_said(&fixture, "link-broken@in/1-a.md:1 link-broken@in/1-a.md:3");
    fixture_free(&fixture);
}

/* An anchor that is also a broken link stays a place to lead to. */
static void test_anchor_that_leads_nowhere(void) {
    Fixture fixture = fixture_new();
    fixture_add(&fixture, "1-a.md", "# A\n\n<a id=\"mark\" href=\"no.md\">x</a> and [y](#mark)\n");
    fixture_enrich(&fixture);
    g_assert_cmpstr(find_href(fixture_article(&fixture, "1-a.md")), ==, "#mark");
    check_said(&fixture, "link-broken@in/1-a.md:3");
    fixture_free(&fixture);
}

/* Many articles and many broken links: what was meant is looked for a bounded number of times. */
static void test_hostile_numbers(void) {
    Fixture fixture = fixture_new();
    GString *text = g_string_new("# A\n\n");
    for (int i = 0; i < 3000; i++) {
        g_string_append_printf(text, "[x](nowhere-%d.md) [y](#place-%d)\n", i, i);
    }
    for (int i = 0; i < 300; i++) {
        g_autofree char *path = g_strdup_printf("%03d-article-with-a-long-name.md", i);
        fixture_add(&fixture, path, i == 0 ? text->str : "# B\n\nText.\n");
    }
    fixture_enrich(&fixture);
    g_assert_null(find_href(fixture_article(&fixture, "000-article-with-a-long-name.md")));
    g_string_free(text, TRUE);
    fixture_free(&fixture);
}

static void add_tests(void) {
    g_test_add_func("/issue/links/articles", test_articles);
    g_test_add_func("/issue/links/from-directory", test_articles_from_a_directory);
    g_test_add_func("/issue/links/places", test_places);
    g_test_add_func("/issue/links/out", test_links_out_stay);
    g_test_add_func("/issue/links/broken", test_broken);
    g_test_add_func("/issue/links/drafts", test_draft_build_leads_to_drafts);
    g_test_add_func("/issue/links/everywhere", test_links_everywhere);
    g_test_add_func("/issue/links/anchor", test_anchor_that_leads_nowhere);
    g_test_add_func("/issue/links/hostile", test_hostile_numbers);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
