/* The pages as wholes: ways out, heads, titles, contents, covers, the imprint; in scripts that run
 * the other way, and in languages that Galley does not speak. */
#include "xhtml_fixture.h"

static void assert_between(const char *page, const char *from, const char *to, const char *want) {
    g_autofree char *got = fixture_between(page, from, to);
    g_assert_cmpstr(got, ==, want);
}

static char *article_page(Issue *issue, guint index) {
    return fixture_text(xhtml_article_page(issue, issue->articles->pdata[index], &fixture_dialect));
}

static void set_part(Article *article, Element part, const char *markup) {
    fixture_fill(article->tree, tree_part(article->tree, part, true), markup);
}

static void test_frame(void) {
    g_autoptr(Issue) issue = fixture_issue("en-GB");
    fixture_article(issue, NULL, "one", "One & <two>", "<p>a</p>");
    g_autofree char *page = article_page(issue, 0);
    g_assert_true(g_str_has_prefix(
        page, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
              "<html xmlns=\"http://www.w3.org/1999/xhtml\" "
              "xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en-GB\" xml:lang=\"en-GB\">\n"
              "  <head>\n    <title>One &amp; &lt;two&gt;</title>\n"
              "    <link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\" />\n  </head>\n"
              "  <body class=\"article caps\">\n"));
    g_assert_true(g_str_has_suffix(page, "    </section>\n  </body>\n</html>\n"));
    g_assert_null(strstr(page, "style="));
    g_assert_null(strstr(page, "<style"));
}

/* Files, never ids in them; nothing where there is nothing. */
static void test_ways(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    fixture_article(issue, NULL, "one", "One", "<p>a</p>");
    fixture_article(issue, "Town", "two", "Two", "<p>a</p>");
    Article *last = fixture_article(issue, "Town", "three", "Trois", "<p>a</p>");
    g_free(last->lang);
    last->lang = g_strdup("fr");
    issue_seal(issue);
    g_autofree char *first_page = article_page(issue, 0);
    assert_between(
        first_page, "<nav class=\"ways\">", "</nav>",
        "<p><a href=\"contents.xhtml\">Contents</a> · <a href=\"two.xhtml\">Next</a></p>");
    g_autofree char *middle_page = article_page(issue, 1);
    assert_between(
        middle_page, "<nav class=\"ways\">", "</nav>",
        "<p><a href=\"contents.xhtml\">Contents</a> · <a href=\"one.xhtml\">Previous</a> "
        "· <a href=\"three.xhtml\">Next</a></p>");
    g_autofree char *last_page = article_page(issue, 2);
    assert_between(
        last_page, "<nav class=\"ways\">", "</nav>",
        "<p><a href=\"contents.xhtml\">Sommaire</a> · <a href=\"two.xhtml\">Précédent</a>"
        "</p>");
}

static void test_head(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article = fixture_article(issue, "The harbour", "one", "The ", "<p>a</p>");
    set_part(article, ELEMENT_HEADLINE, "<em>week</em>");
    set_part(article, ELEMENT_KICKER, "The bar");
    set_part(article, ELEMENT_DECK, "She <strong>was</strong> hired.");
    g_ptr_array_add(article->authors, author_new("Ursula Le Guin", "Le Guin, Ursula"));
    g_ptr_array_add(article->authors, author_new("Émile Zola", "Zola, Émile"));
    article->dateline_place = g_strdup("Lower Quay");
    g_assert_true(date_parse("2026-04-09", &article->date));
    article->minutes = 1;
    g_autofree char *page = article_page(issue, 0);
    assert_between(
        page, "<header>", "</header>",
        "<p class=\"section\">The harbour</p><p class=\"kicker\">The bar</p>"
        "<h1>The <em>week</em></h1><p class=\"deck\">She <strong>was</strong> hired.</p>"
        "<p class=\"byline\">By Ursula Le Guin and Émile Zola</p><p class=\"facts\">"
        "<span class=\"place\">Lower Quay</span> · <time datetime=\"2026-04-09\">9 April "
        "2026</time> · <span class=\"minutes\">1 minute</span></p>");
}

static void test_draft_and_long_headline(void) {
    g_autoptr(Issue) issue = fixture_issue("de");
    Article *article =
        fixture_article(issue, NULL, "one", "Die Donaudampfschifffahrt ruht", "<p>a</p>");
    article->is_draft = true;
    article->date = (Date){.year = 2026};
    g_autofree char *page = article_page(issue, 0);
    assert_between(page, "<header>", "</header>",
                   "<p class=\"draft\">ENTWURF</p><h1 class=\"longest\">Die Donaudampfschifffahrt "
                   "ruht</h1><p class=\"facts\"><time datetime=\"2026\">2026</time> · <span "
                   "class=\"minutes\">2 Minuten</span></p>");
}

/* Its title is its first words: they are not said twice. */
static void test_opening(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article =
        fixture_article(issue, NULL, "one", "A bottle came ashore…", "<p>A bottle</p>");
    article->title_source = TITLE_OPENING;
    g_autofree char *page = article_page(issue, 0);
    g_assert_null(strstr(page, "<h1"));
    g_assert_nonnull(strstr(page, "<section epub:type=\"chapter\" role=\"doc-chapter\" "
                                  "aria-label=\"A bottle came ashore…\">"));
    g_assert_nonnull(strstr(page, "<title>A bottle came ashore…</title>"));
    g_autofree char *contents = fixture_text(xhtml_contents_page(issue, &fixture_dialect));
    g_assert_nonnull(strstr(
        contents, "<a href=\"one.xhtml\"><em class=\"opening\">A bottle came ashore…</em></a>"));
    g_autofree char *cover = fixture_text(xhtml_cover_page(issue, &fixture_dialect));
    g_assert_null(strstr(cover, "A bottle"));
    g_assert_null(strstr(cover, "headlines"));
}

/* What a word's length makes of a line set large; what may be broken anywhere is never long. */
static void test_long_words(void) {
    static const struct {
        const char *title, *heading;
    } rows[] = {{"Abcdefghijkl mno", "<h1>"},
                {"One Abcdefghijklm", "<h1 class=\"long\">"},
                {"Abcdefghij-klmnopqrs", "<h1>"},
                {"Abcdefghijklmnopqr one", "<h1 class=\"long\">"},
                {"Abcdefghijklmnopqrs", "<h1 class=\"longest\">"},
                {"港口的清晨港口的清晨港口的清晨港口的清晨", "<h1>"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Issue) issue = fixture_issue("en");
        fixture_article(issue, NULL, "one", rows[i].title, "<p>a</p>");
        g_autofree char *page = article_page(issue, 0);
        g_autofree char *want = g_strconcat(rows[i].heading, rows[i].title, "</h1>", NULL);
        g_assert_nonnull(strstr(page, want));
    }
}

static void test_right_to_left(void) {
    g_autoptr(Issue) issue = fixture_issue("ar");
    Article *article = fixture_article(issue, NULL, "one", "الجرافة", "<p>يدخل الرمل</p>");
    g_ptr_array_add(article->authors, author_new("نجيب محفوظ", "محفوظ، نجيب"));
    g_autofree char *page = article_page(issue, 0);
    g_assert_nonnull(strstr(page, " lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">"));
    g_assert_nonnull(strstr(page, "<body class=\"article rtl\">"));
    g_assert_nonnull(strstr(page, ">المحتويات</a>"));
    g_assert_nonnull(strstr(page, "<p class=\"byline\">بقلم نجيب محفوظ</p>"));
    /* An article that runs the other way says so on a page of another. */
    Article *english = fixture_article(issue, NULL, "two", "The dredger", "<p>a</p>");
    g_free(english->lang);
    english->lang = g_strdup("en");
    english->is_rtl = false;
    english->deck_text = g_strdup("A week");
    g_autofree char *contents = fixture_text(xhtml_contents_page(issue, &fixture_dialect));
    g_assert_nonnull(strstr(contents, "<h2 class=\"title\" lang=\"en\" xml:lang=\"en\" dir=\"ltr\">"
                                      "<a href=\"two.xhtml\">The dredger</a></h2>"));
    g_assert_nonnull(
        strstr(contents, "<p class=\"deck\" lang=\"en\" xml:lang=\"en\" dir=\"ltr\">A week</p>"));
}

static void test_scripts(void) {
    static const struct {
        const char *lang, *classes;
    } rows[] = {{"zh-Hant-TW", "article cjk zh"},
                {"ja", "article cjk ja"},
                {"hi", "article"},
                {"ru", "article caps"},
                {"he", "article rtl"},
                {"und", "article"},
                {"ta", "article"},
                {"el-GR", "article caps"},
                {"ko", "article cjk ko"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Issue) issue = fixture_issue(rows[i].lang);
        fixture_article(issue, NULL, "one", "x", "<p>a</p>");
        g_autofree char *page = article_page(issue, 0);
        assert_between(page, "<body class=\"", "\"", rows[i].classes);
    }
}

/* A language without words of its own is spoken to in the issue's, which is then said. */
static void test_unknown_language(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article = fixture_article(issue, NULL, "one", "x", "<p>a</p>");
    g_free(article->lang);
    article->lang = g_strdup("und");
    g_autofree char *page = article_page(issue, 0);
    g_assert_nonnull(
        strstr(page, "<a lang=\"en\" xml:lang=\"en\" href=\"contents.xhtml\">Contents</a>"));
    g_autoptr(Issue) unknown = fixture_issue("und");
    fixture_article(unknown, NULL, "one", "x", "<p>a</p>");
    g_autofree char *signs = article_page(unknown, 0);
    assert_between(signs, "<nav class=\"ways\">", "</nav>",
                   "<p><a href=\"contents.xhtml\">≡</a></p>");
}

static void add_correction(Article *article, const char *date, const char *text) {
    Correction *correction = g_new0(Correction, 1);
    if (date != NULL) {
        g_assert_true(date_parse(date, &correction->date));
    }
    correction->text = g_strdup(text);
    g_ptr_array_add(article->corrections, correction);
}

static void test_below_the_text(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article = fixture_article(issue, NULL, "one", "x", "<p>a</p>");
    add_correction(article, "2026-04-04", "It washes 1,100.");
    article->licence = g_strdup("CC BY 4.0");
    g_autofree char *one = article_page(issue, 0);
    assert_between(one, "</p>\n      </div>", "</section>\n  </body>",
                   "<div class=\"corrections\"><h2>Correction</h2><p class=\"correction\"><b><time "
                   "datetime=\"2026-04-04\">4 April 2026</time></b> It washes 1,100.</p></div><p "
                   "class=\"licence\"><b>Licence</b> CC BY 4.0</p>");
    add_correction(article, NULL, "A & B.");
    g_autofree char *two = article_page(issue, 0);
    assert_between(
        two, "<h2>Corrections</h2>", "</div>",
        "<p class=\"correction\"><b><time datetime=\"2026-04-04\">4 April 2026</time></b> "
        "It washes 1,100.</p><p class=\"correction\">A &amp; B.</p>");
    g_autofree char *imprint = fixture_text(xhtml_imprint_page(issue, &fixture_dialect));
    assert_between(imprint, "<section class=\"corrections\">", "<p class=\"correction\">",
                   "<h2>Corrections</h2><div class=\"corrected\"><h3 class=\"title\"><a "
                   "href=\"one.xhtml\">x</a></h3>");
}

static void test_contents(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    issue->settings.number = g_strdup("12");
    g_assert_true(date_parse("2026-04-11", &issue->settings.date));
    Article *one = fixture_article(issue, NULL, "one", "One", "<p>a</p>");
    one->kicker_text = g_strdup("Strike");
    one->deck_text = g_strdup("Eleven & twelve");
    fixture_article(issue, "The town", "two", "Two", "<p>a</p>");
    g_ptr_array_add(((Article *)issue->articles->pdata[1])->authors,
                    author_new("Jane Austen", "Austen, Jane"));
    g_autofree char *page = fixture_text(xhtml_contents_page(issue, &fixture_dialect));
    assert_between(
        page, "<body class=\"contents caps\">", "</body>",
        "<header class=\"masthead\"><div class=\"nameplate\"><p>The Slipway</p></div><p "
        "class=\"issue\"><span>No. 12</span> · <time datetime=\"2026-04-11\">11 April "
        "2026</time></p>"
        "<h1 class=\"label\">Contents</h1></header><section class=\"part\"><div class=\"entry "
        "leading\"><p class=\"kicker\">Strike</p><h2 class=\"title\"><a href=\"one.xhtml\">One</a>"
        "</h2><p class=\"deck\">Eleven &amp; twelve</p><p class=\"facts\"><span "
        "class=\"minutes\">2 "
        "minutes</span></p></div></section><section class=\"part\"><h2 class=\"section\">The town"
        "</h2><div class=\"entry\"><h3 class=\"title\"><a href=\"two.xhtml\">Two</a></h3><p "
        "class=\"facts\"><span class=\"byline\">By Jane Austen</span> · <span class=\"minutes\">2 "
        "minutes</span></p></div></section>");
}

/* Names and lines of another script keep their direction and stand upright. */
static void test_contents_of_another_script(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article = fixture_article(issue, NULL, "one", "الجرافة", "<p>يدخل الرمل</p>");
    g_free(article->lang);
    article->lang = g_strdup("ar");
    article->is_rtl = true;
    article->deck_text = g_strdup("رمل");
    g_ptr_array_add(article->authors, author_new("نجيب محفوظ", "محفوظ، نجيب"));
    g_autofree char *page = fixture_text(xhtml_contents_page(issue, &fixture_dialect));
    g_assert_nonnull(
        strstr(page, "<p class=\"deck upright\" lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">رمل</p>"));
    g_assert_nonnull(strstr(page, "<span class=\"byline\">By <span lang=\"ar\" xml:lang=\"ar\" "
                                  "dir=\"rtl\">نجيب محفوظ</span></span> · "));
}

static void test_section(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    fixture_article(issue, "Letters & cards", "two", "Two", "<p>a</p>");
    const Section *section = issue->sections->pdata[0];
    g_autofree char *page = fixture_text(xhtml_section_page(issue, section, &fixture_dialect));
    assert_between(
        page, "<body class=\"opener caps\">", "<p class=\"facts\">",
        "<section epub:type=\"part\" role=\"doc-part\"><h1>Letters &amp; cards</h1><div "
        "class=\"entry leading\"><h2 class=\"title\"><a href=\"two.xhtml\">Two</a></h2>");
}

static void test_typographic_cover(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Publication *publication = publication_new(NULL, NULL);
    publication->settings.subtitle = g_strdup("The paper of the hill");
    issue->publication = publication;
    issue->issue_title = g_strdup("Spring tides");
    issue->settings.subtitle = g_strdup("Sand and sheets");
    issue->settings.volume = g_strdup("3");
    issue->is_draft_build = true;
    for (int i = 0; i < 6; i++) {
        g_autofree char *id = g_strdup_printf("a%d", i);
        fixture_article(issue, i == 0 ? "Town" : NULL, id, id, "<p>a</p>");
    }
    g_autofree char *page = fixture_text(xhtml_cover_page(issue, &fixture_dialect));
    assert_between(
        page, "<body class=\"cover caps\">", "</body>",
        "<div class=\"nameplate\"><h1>The Slipway</h1></div><p class=\"motto\">The paper "
        "of the hill</p><p class=\"issue\"><span>Vol. 3</span></p><p class=\"theme\">Spring "
        "tides</p><p class=\"deck\">Sand and sheets</p><ul class=\"headlines\"><li><p "
        "class=\"from\">Town</p><p class=\"title\">a0</p></li><li><p class=\"title\">a1</p>"
        "</li><li><p class=\"title\">a2</p></li><li><p class=\"title\">a3</p></li></ul><p "
        "class=\"draft\">DRAFT</p>");
    g_assert_null(strstr(page, "<a "));
    publication_free(publication);
}

static void test_cover_picture(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    g_autoptr(GBytes) bytes = g_bytes_new_static("", 0);
    Asset *asset = asset_new_bytes("cover.jpg", "cover.jpg", bytes);
    asset->name = g_strdup("cover.jpg");
    asset->width_px = 600;
    asset->height_px = 800;
    issue->cover = asset;
    fixture_article(issue, NULL, "one", "One", "<p>a</p>");
    g_autofree char *page = fixture_text(xhtml_cover_page(issue, &fixture_dialect));
    assert_between(
        page, "<body class=\"cover caps\">", "</body>",
        "<div class=\"picture\"><img src=\"images/cover.jpg\" alt=\"The Slipway, No. 12\" "
        "width=\"600\" height=\"800\" /></div>");
    asset_free(asset);
}

static void test_imprint(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    issue->settings.imprint = g_strdup("\nOne line,\nand another.\n\n \n\nA & B.");
    issue->settings.editor = g_strdup("The editing table");
    issue->settings.issn = g_strdup("1234-5679");
    issue->settings.licence = g_strdup("CC BY-SA 4.0");
    fixture_article(issue, NULL, "one", "One", "<p>a</p>");
    g_autofree char *page = fixture_text(xhtml_imprint_page(issue, &fixture_dialect));
    assert_between(
        page, "</header>", "</body>",
        "<div class=\"text\"><p>One line, and another.</p><p>A &amp; B.</p></div><div "
        "class=\"rows\"><p class=\"row\"><b>Editor</b> The editing table</p><p "
        "class=\"row\">ISSN 1234-5679</p><p class=\"row\"><b>Licence</b> CC BY-SA 4.0</p>"
        "</div>");
    g_assert_nonnull(strstr(page, "<h1 class=\"label\">Imprint</h1>"));
}

/* What a title keeps in another's tree. */
static void test_title(void) {
    g_autoptr(Issue) issue = fixture_issue("en");
    Article *article = fixture_article(issue, NULL, "one", "", "<p>a</p>");
    set_part(article, ELEMENT_HEADLINE,
             "A <em id=\"x\">b</em> <a href=\"article:two\">c <strong>d</strong></a><a "
             "class=\"noteref\" href=\"#n\">1</a><br/>e <span lang=\"fr\">f</span><img src=\"g\" "
             "alt=\"h\"/><span>i</span>");
    xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *root = xmlNewDocNode(document, NULL, BAD_CAST "t", NULL);
    xmlDocSetRootElement(document, root);
    xhtml_append_title(root, article);
    xmlChar *text = NULL;
    xmlDocDumpMemory(document, &text, NULL);
    g_assert_cmpstr((const char *)text, ==,
                    "<?xml version=\"1.0\"?>\n<t>A <em>b</em> c <strong>d</strong> e <span "
                    "lang=\"fr\" xml:lang=\"fr\">f</span>hi</t>\n");
    xmlFree(text);
    xmlFreeDoc(document);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/pages/frame", test_frame);
    g_test_add_func("/pages/ways", test_ways);
    g_test_add_func("/pages/head", test_head);
    g_test_add_func("/pages/draft-and-long-headline", test_draft_and_long_headline);
    g_test_add_func("/pages/opening", test_opening);
    g_test_add_func("/pages/long-words", test_long_words);
    g_test_add_func("/pages/right-to-left", test_right_to_left);
    g_test_add_func("/pages/scripts", test_scripts);
    g_test_add_func("/pages/unknown-language", test_unknown_language);
    g_test_add_func("/pages/below-the-text", test_below_the_text);
    g_test_add_func("/pages/contents", test_contents);
    g_test_add_func("/pages/contents-of-another-script", test_contents_of_another_script);
    g_test_add_func("/pages/section", test_section);
    g_test_add_func("/pages/typographic-cover", test_typographic_cover);
    g_test_add_func("/pages/cover-picture", test_cover_picture);
    g_test_add_func("/pages/imprint", test_imprint);
    g_test_add_func("/pages/title", test_title);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
