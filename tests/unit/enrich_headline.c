/* What an article is called: given, found in a heading, made of its first words, or of its file's
 * name; and that it is said once. */
#include "enrich_fixture.h"

/* `source`: '' is not asked. `headline` and `body`: markup, NULL for no headline. */
static void check(const char *markup, const char *title, TitleSource source, const char *headline,
                  const char *body) {
    Fixture fixture = fixture_new("en", markup);
    fixture_enrich(&fixture);
    fixture_check_tree(fixture.article->tree);
    g_assert_cmpstr(fixture.article->title_text, ==, title);
    g_assert_cmpint(fixture.article->title_source, ==, source);
    g_autofree char *found = fixture_part(&fixture, ELEMENT_HEADLINE);
    g_assert_cmpstr(found, ==, headline);
    g_autofree char *text = fixture_part(&fixture, ELEMENT_BODY);
    g_assert_cmpstr(text, ==, body);
    fixture_free(&fixture);
}

#define TEXT "<p>Text.</p>"
#define H1(text) "<h2 class='title'>" text "</h2>"

static void test_given(void) {
    check("<headline>The wall</headline>" TEXT, "The wall", TITLE_GIVEN, "The wall", TEXT);
    check("<headline>The wall</headline>" TEXT H1("The wall"), "The wall", TITLE_GIVEN, "The wall",
          TEXT);
}

static void test_given_without_tree(void) {
    Fixture fixture = fixture_new("en", TEXT);
    fixture.article->title_text = g_strdup("It's here");
    fixture_enrich(&fixture);
    g_autofree char *headline = fixture_part(&fixture, ELEMENT_HEADLINE);
    g_assert_cmpstr(headline, ==, "It’s here");
    g_assert_cmpstr(fixture.article->title_text, ==, "It’s here");
    fixture_free(&fixture);
}

static void test_repeated(void) {
    check("<headline>The harbour wall</headline>" H1("The Harbour Wall!") TEXT, "The harbour wall",
          TITLE_GIVEN, "The harbour wall", TEXT);
    check("<headline>The harbour wall</headline><h3>The harbour wall</h3>" TEXT, "The harbour wall",
          TITLE_GIVEN, "The harbour wall", TEXT);
    check("<headline>It's a wall</headline>" H1("It’s <em>a</em> wall") TEXT, "It’s a wall",
          TITLE_GIVEN, "It’s <em>a</em> wall", TEXT);
    check("<headline>It's <em>a</em> wall</headline>" H1("It’s a <b>wall</b>") TEXT, "It’s a wall",
          TITLE_GIVEN, "It’s <em>a</em> wall", TEXT);
    check("<headline>نشوء اللغات</headline>" H1("نشوءُ اللغــات") TEXT, "نشوء اللغات", TITLE_GIVEN,
          "نشوء اللغات", TEXT);
}

static void test_contained(void) {
    /* as a magazine of 1910 is published today: the journal stands in every title */
    check("<headline><em>سير العلم والاجتماع : صحة العين</em>. المقتبس 5(2)</headline>"
          "<h2>صحة العين</h2>" TEXT,
          "سير العلم والاجتماع : صحة العين. المقتبس 5(2)", TITLE_GIVEN,
          "<em>سير العلم والاجتماع : صحة العين</em>. المقتبس 5(2)", TEXT);
    check("<headline>The harbour wall: a report from the quay</headline><h2>The harbour "
          "wall</h2>" TEXT,
          "The harbour wall: a report from the quay", TITLE_GIVEN,
          "The harbour wall: a report from the quay", TEXT);
    /* most of it, or a first-level heading */
    check("<headline>Report on the strike in the harbour</headline><h2>The strike in the "
          "harbour</h2>" TEXT,
          "Report on the strike in the harbour", TITLE_GIVEN, "Report on the strike in the harbour",
          TEXT);
    check("<headline>Report on the strike</headline>" H1("Strike") TEXT, "Report on the strike",
          TITLE_GIVEN, "Report on the strike", TEXT);
}

static void test_another_heading(void) {
    check("<headline>The harbour wall</headline><h2>What it cost</h2>" TEXT, "The harbour wall",
          TITLE_GIVEN, "The harbour wall", "<h2 id='what-it-cost'>What it cost</h2>" TEXT);
    check("<headline>What a Saturday costs</headline><h2>Saturday</h2>" TEXT,
          "What a Saturday costs", TITLE_GIVEN, "What a Saturday costs",
          "<h2 id='saturday'>Saturday</h2>" TEXT);
    check("<headline>Art</headline>" H1("Parting shots") TEXT, "Art", TITLE_GIVEN, "Art",
          "<h2 id='parting-shots'>Parting shots</h2>" TEXT);
    check("<headline>?</headline>" H1("!") TEXT, "?", TITLE_GIVEN, "?",
          "<h2 id='x-bb7208bc9b'>!</h2>" TEXT);
}

static void test_longer_heading(void) {
    check("<headline>Tides</headline>" H1("Tides at the <em>Quay</em>") TEXT, "Tides at the Quay",
          TITLE_GIVEN, "Tides at the <em>Quay</em>", TEXT);
    check("<headline>Tides</headline><h2>Tides at the quay</h2>" TEXT, "Tides", TITLE_GIVEN,
          "Tides", "<h2 id='tides-at-the-quay'>Tides at the quay</h2>" TEXT);
}

static void test_from_heading(void) {
    check(H1("Under <em>it</em>") TEXT, "Under it", TITLE_HEADING, "Under <em>it</em>", TEXT);
    check("<h4>Four</h4>" TEXT, "Four", TITLE_HEADING, "Four", TEXT);
    check(TEXT H1("The late heading") TEXT, "The late heading", TITLE_HEADING, "The late heading",
          TEXT TEXT);
    check(H1("One") TEXT H1("Two"), "One", TITLE_HEADING, "One", TEXT "<h2 id='two'>Two</h2>");
    check("<p><strong>A bold line</strong></p>" TEXT, "A bold line", TITLE_HEADING, "A bold line",
          TEXT);
    check("<figure><p>x</p></figure><h2>Under</h2>" TEXT, "Under", TITLE_HEADING, "Under",
          "<figure><p>x</p></figure>" TEXT);
}

static void test_below_other_blocks(void) {
    check("<h3>Chronicle</h3>" H1("The wall") TEXT, "The wall", TITLE_HEADING, "The wall", TEXT);
    check("<p>By the quay desk</p><p>1 May 2020</p><h3>The wall</h3>" TEXT, "The wall",
          TITLE_HEADING, "The wall", "<p>By the quay desk</p><p>1 May 2020</p>" TEXT);
    /* the heads of parts, below a greeting */
    check("<p>Dear readers</p><h2>News</h2>" TEXT "<h2>Letters</h2>", "Dear readers", TITLE_OPENING,
          NULL, "<p>Dear readers</p><h2 id='news'>News</h2>" TEXT "<h2 id='letters'>Letters</h2>");
    check("<p>漁師は戻った。</p><h2>港</h2>" TEXT, "漁師は戻った。", TITLE_OPENING, NULL,
          "<p>漁師は戻った。</p><h2 id='x-1151db5f85'>港</h2>" TEXT);
    /* a page that was on the web: what its site says comes first */
    check("<p>Home</p><p>All.</p><p>Pages.</p><hr/><p>1.</p><p>2.</p><p>3.</p>" H1("The wall") TEXT,
          "The wall", TITLE_HEADING, "The wall",
          "<p>Home</p><p>All.</p><p>Pages.</p><hr/><p>1.</p><p>2.</p><p>3.</p>" TEXT);
}

/* A page of the web in its boxes; the emptied ones go. */
static void test_in_groups(void) {
    check("<div><p>Home</p></div><div lang='fr'><div>" H1("The wall") TEXT "</div></div>",
          "The wall", TITLE_HEADING, "The wall",
          "<div><p>Home</p></div><div lang='fr'><div>" TEXT "</div></div>");
    check("<headline>The wall</headline><div>" H1("The Wall") TEXT "</div>", "The wall",
          TITLE_GIVEN, "The wall", "<div>" TEXT "</div>");
}

static void test_kicker_above(void) {
    Fixture fixture = fixture_new("en", "<h3>Chronicle</h3>" H1("The wall") TEXT);
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.article->kicker_text, ==, "Chronicle");
    fixture_free(&fixture);
}

static void test_opening(void) {
    check("<p>It rained.</p>", "It rained.", TITLE_OPENING, NULL, "<p>It rained.</p>");
    check("<p>It's a long way from the harbour office to the end of the pier in rain.</p>",
          "It’s a long way from the harbour office to the end of…", TITLE_OPENING, NULL,
          "<p>It’s a long way from the harbour office to the end of the pier in rain.</p>");
    check("<p>Opening words.</p><h2>A part</h2>" TEXT, "Opening words.", TITLE_OPENING, NULL,
          "<p>Opening words.</p><h2 id='a-part'>A part</h2>" TEXT);
    check("<p><strong>Bold:</strong> text</p>", "Bold: text", TITLE_OPENING, NULL,
          "<p><strong>Bold:</strong> text</p>");
    check("<p><strong>Only this</strong></p>", "Only this", TITLE_OPENING, NULL,
          "<p><strong>Only this</strong></p>");
    check("<ul><li>milk</li><li>candles</li></ul>", "milk candles", TITLE_OPENING, NULL,
          "<ul><li>milk</li><li>candles</li></ul>");
    check("<p>漁師たちは月曜日に港へ戻った。海はみんなのものだと一人が言った。</p>",
          "漁師たちは月曜日に港へ戻った。海はみんな…", TITLE_OPENING, NULL,
          "<p>漁師たちは月曜日に港へ戻った。海はみんなのものだと一人が言った。</p>");
}

static void test_opening_with_place(void) {
    Fixture fixture = fixture_new("en", "<p>The boats came in.</p>");
    fixture.article->dateline_place = g_strdup("Mill Lane");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.article->title_text, ==, "Mill Lane: The boats came in.");
    fixture_free(&fixture);
}

static void test_file_name(void) {
    Fixture fixture = fixture_new("en", "<hr/>");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.article->title_text, ==, "One");
    g_assert_cmpint(fixture.article->title_source, ==, TITLE_FILE_NAME);
    g_autofree char *headline = fixture_part(&fixture, ELEMENT_HEADLINE);
    g_assert_cmpstr(headline, ==, "One");
    g_autofree char *said = fixture_said(&fixture);
    g_assert_cmpstr(said, ==, "title-from-file@0");
    fixture_free(&fixture);
}

static void test_notes_of_a_dropped_heading(void) {
    const char *note = "<aside class='note' id='a'><p>n</p></aside>";
    g_autofree char *both =
        g_strconcat("<headline>Wall<a class='noteref' href='#a'>a</a></headline>",
                    H1("Wall<a class='noteref' href='#a'>a</a>"), note, NULL);
    check(both, "Wall", TITLE_GIVEN, "Wall<a id='call-a' class='noteref' href='#note-a'>1</a>",
          "<aside id='note-a' class='note'><p>n</p></aside>");
    g_autofree char *heading_only = g_strconcat(
        "<headline>Wall</headline>", H1("Wall<a class='noteref' href='#a'>a</a>"), note, NULL);
    check(heading_only, "Wall", TITLE_GIVEN,
          "Wall<a id='call-a' class='noteref' href='#note-a'>1</a>",
          "<aside id='note-a' class='note'><p>n</p></aside>");
}

static void test_hostile_lengths(void) {
    GString *many = g_string_new(NULL);
    for (int i = 0; i < 300000; i++) {
        g_string_append(many, "a ");
    }
    g_autofree char *markup =
        g_strconcat("<headline>a a a a a b</headline><h2 class='title'>", many->str, "</h2>", NULL);
    Fixture fixture = fixture_new("en", markup);
    fixture_enrich(&fixture);
    fixture_free(&fixture);
    g_autofree char *untitled = g_strconcat("<h2 class='title'>", many->str, "</h2>", NULL);
    Fixture found = fixture_new("en", untitled);
    fixture_enrich(&found);
    g_assert_cmpint(g_utf8_strlen(found.article->title_text, -1), <=, 1001);
    fixture_free(&found);
    g_string_free(many, TRUE);
}

static void add_tests(void) {
    g_test_add_func("/headline/given", test_given);
    g_test_add_func("/headline/given-without-tree", test_given_without_tree);
    g_test_add_func("/headline/repeated", test_repeated);
    g_test_add_func("/headline/contained", test_contained);
    g_test_add_func("/headline/another-heading", test_another_heading);
    g_test_add_func("/headline/longer-heading", test_longer_heading);
    g_test_add_func("/headline/from-heading", test_from_heading);
    g_test_add_func("/headline/below-other-blocks", test_below_other_blocks);
    g_test_add_func("/headline/in-groups", test_in_groups);
    g_test_add_func("/headline/kicker-above", test_kicker_above);
    g_test_add_func("/headline/opening", test_opening);
    g_test_add_func("/headline/opening-with-place", test_opening_with_place);
    g_test_add_func("/headline/file-name", test_file_name);
    g_test_add_func("/headline/notes", test_notes_of_a_dropped_heading);
    g_test_add_func("/headline/hostile-lengths", test_hostile_lengths);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
