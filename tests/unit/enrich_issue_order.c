/* Phase 2: drafts, sections, reading order, ids, the issue's language. */
#include "enrich_issue_fixture.h"

static Article *add(Fixture *fixture, const char *path, const char *section) {
    Article *article = fixture_add(fixture, path, "# T\n\nText.\n");
    article->section_name = g_strdup(section);
    return article;
}

static void set_order(Article *article, double order) {
    article->has_order = true;
    article->order = order;
}

static void list_section(Fixture *fixture, const char *key, const char *name) {
    Settings *settings = &fixture->issue->settings;
    if (settings->sections == NULL) {
        settings->sections = g_ptr_array_new_with_free_func((GDestroyNotify)section_name_free);
    }
    g_ptr_array_add(settings->sections, section_name_new(key, name));
}

static void test_natural_order_stays(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "2-b.md", NULL);
    add(&fixture, "10-a.md", NULL);
    fixture_enrich(&fixture);
    check_order(&fixture, "-: b a");
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void test_order_names_a_place(void) {
    Fixture fixture = fixture_new();
    set_order(add(&fixture, "1-last.md", NULL), 99);
    add(&fixture, "2-second.md", NULL);
    add(&fixture, "3-third.md", NULL);
    set_order(add(&fixture, "4-first.md", NULL), 1);
    set_order(add(&fixture, "5-before.md", NULL), -1);
    fixture_enrich(&fixture);
    check_order(&fixture, "-: before first second third last");
    fixture_free(&fixture);
}

static void test_equal_orders_are_natural(void) {
    Fixture fixture = fixture_new();
    set_order(add(&fixture, "1-a.md", NULL), 20);
    set_order(add(&fixture, "2-b.md", NULL), 10);
    set_order(add(&fixture, "3-c.md", NULL), 20);
    set_order(add(&fixture, "4-d.md", NULL), 10.5);
    fixture_enrich(&fixture);
    check_order(&fixture, "-: b d a c");
    fixture_free(&fixture);
}

static void test_order_stays_in_its_section(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "a/1-x.md", "A");
    set_order(add(&fixture, "b/1-y.md", "B"), 1);
    set_order(add(&fixture, "b/2-z.md", "B"), 0);
    fixture_enrich(&fixture);
    check_order(&fixture, "A: x | B: z y");
    fixture_free(&fixture);
}

static void test_sections_as_listed(void) {
    Fixture fixture = fixture_new();
    list_section(&fixture, "letters", "Letters");
    list_section(&fixture, "town", "The town");
    add(&fixture, "art/1-one.md", "Art");
    add(&fixture, "letters/1-two.md", "Letters");
    add(&fixture, "town/1-three.md", "The town");
    add(&fixture, "z-alone.md", NULL);
    add(&fixture, "zoo/1-four.md", "Zoo");
    fixture_enrich(&fixture);
    check_order(&fixture, "-: z-alone | Letters: two | The town: three | Art: one | Zoo: four");
    const Section *letters = fixture.issue->sections->pdata[1];
    g_assert_cmpstr(letters->id, ==, "letters");
    g_assert_cmpstr(letters->lang, ==, "en");
    g_assert_null(((Section *)fixture.issue->sections->pdata[0])->id);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

/* What the issue calls a section is in the issue's language, whatever stands in it first. */
static void test_language_of_sections(void) {
    Fixture fixture = fixture_new();
    list_section(&fixture, "town", "The town");
    const char *const sections[] = {"The town", "المرفأ"};
    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        Article *article = add(&fixture, i == 0 ? "1-a.md" : "2-b.md", sections[i]);
        article->lang = g_strdup("ar");
        article->lang_is_given = true;
    }
    fixture_enrich(&fixture);
    check_order(&fixture, "The town: a | المرفأ: b");
    g_assert_cmpstr(((Section *)fixture.issue->sections->pdata[0])->lang, ==, "en");
    g_assert_cmpstr(((Section *)fixture.issue->sections->pdata[1])->lang, ==, "ar");
    fixture_free(&fixture);
}

static void test_section_names_ignore_case(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "1-a.md", "Über uns");
    add(&fixture, "2-b.md", "über Uns");
    add(&fixture, "3-c.md", "  ");
    fixture_enrich(&fixture);
    check_order(&fixture, "-: c | Über uns: a b");
    fixture_free(&fixture);
}

static void test_unused_sections(void) {
    Fixture fixture = fixture_new();
    list_section(&fixture, "leters", "Leters");
    list_section(&fixture, "sport", "Sport");
    add(&fixture, "letters/1-a.md", "Letters");
    fixture_enrich(&fixture);
    check_said(&fixture, "section-unused@in/issue.yaml:0 section-unused@in/issue.yaml:0");
    const Diagnostic *first = report_get(fixture.report, 0);
    g_assert_cmpstr(first->message, ==, "there is no section \"Leters\" in this issue");
    g_assert_cmpstr(first->hint, ==, "did you mean \"Letters\"?");
    g_assert_cmpstr(first->place.detail, ==, "sections");
    g_assert_cmpstr(report_get(fixture.report, 1)->hint, ==, "there is \"Letters\"");
    fixture_free(&fixture);
}

/* A publication lists the sections of all its issues. */
static void test_inherited_sections_may_be_unused(void) {
    Fixture fixture = fixture_new();
    list_section(&fixture, "sport", "Sport");
    GPtrArray *above = g_ptr_array_new_with_free_func((GDestroyNotify)section_name_free);
    g_ptr_array_add(above, section_name_new("sport", "Sport"));
    fixture.publication->settings.sections = above;
    add(&fixture, "letters/1-a.md", "Letters");
    fixture_enrich(&fixture);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void test_drafts(void) {
    for (int is_draft_build = 0; is_draft_build < 2; is_draft_build++) {
        Fixture fixture = fixture_new();
        fixture.issue->is_draft_build = is_draft_build;
        add(&fixture, "1-a.md", NULL);
        add(&fixture, "2-b.md", NULL)->is_draft = true;
        add(&fixture, "3-c.md", NULL);
        fixture_enrich(&fixture);
        check_order(&fixture, is_draft_build ? "-: a b c" : "-: a c");
        check_said(&fixture, is_draft_build ? "" : "draft-left-out@in/2-b.md:0");
        fixture_free(&fixture);
    }
}

static void test_only_drafts(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "1-a.md", NULL)->is_draft = true;
    fixture_enrich(&fixture);
    check_said(&fixture, "issue-empty@in:0 draft-left-out@in/1-a.md:0");
    g_assert_nonnull(strstr(report_get(fixture.report, 0)->hint, "--draft"));
    g_assert_cmpuint(fixture.issue->articles->len, ==, 0);
    fixture_free(&fixture);
}

/* Everything is set where there is nothing, for the closing lines and the seal. */
static void test_no_article(void) {
    Fixture fixture = fixture_new();
    g_clear_pointer(&fixture.issue->settings.lang, g_free);
    fixture.issue->settings.date = (Date){0};
    fixture_enrich(&fixture);
    const Issue *issue = fixture.issue;
    check_said(&fixture, "");
    g_assert_cmpstr(issue->lang, ==, "und");
    g_assert_nonnull(issue->language);
    g_assert_nonnull(issue->identifier);
    g_assert_cmpstr(issue->dc_title, ==, "The Bell");
    g_assert_cmpstr(issue->file_stem, ==, "118-winter");
    issue_seal(fixture.issue);
    fixture_free(&fixture);
}

/* Ids */

static void check_id(const char *path, const char *own_directory, const char *slug,
                     const char *expected) {
    Fixture fixture = fixture_new();
    Article *article = add(&fixture, path, NULL);
    article->own_directory = g_strdup(own_directory);
    article->slug = g_strdup(slug);
    fixture_enrich(&fixture);
    g_assert_cmpstr(article->id, ==, expected);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void test_ids_from_names(void) {
    check_id("03-harbour.md", NULL, NULL, "harbour");
    check_id("letters/03_The Harbour.md", NULL, NULL, "the-harbour");
    check_id("2005-05-05-strike.markdown", NULL, NULL, "strike");
    check_id("03-harbour/text.md", "03-harbour", NULL, "harbour");
    check_id("town/03-harbour/index.md", NULL, NULL, "harbour");
    check_id("118.md", NULL, NULL, "n118");
    check_id("1984-revisited.md", NULL, NULL, "n1984-revisited");
    check_id("01-Über Straßen.md", NULL, NULL, "uber-strassen");
    check_id("a.b.md", NULL, NULL, "a-b");
    check_id("03-harbour.md", NULL, "The Long Wall", "the-long-wall");
    /* SHA-256 of the name in hexadecimal digits (sha256sum) */
    check_id("港.md", NULL, NULL, "x-1151db5f85");
}

static void test_reserved_ids(void) {
    check_id("cover.md", NULL, NULL, "article-cover");
    check_id("01-contents.md", NULL, NULL, "article-contents");
    check_id("index.md", NULL, NULL, "article-index");
    check_id("x.md", NULL, "toc", "article-toc");
    check_id("section-two.md", NULL, NULL, "article-section-two");
    check_id("sections.md", NULL, NULL, "sections");
}

static void test_ids_that_clash(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "1-reply.md", NULL);
    add(&fixture, "2-reply.md", NULL);
    add(&fixture, "letters/1-reply.md", "Letters");
    add(&fixture, "letters/2-reply.md", "Letters");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture_article(&fixture, "1-reply.md")->id, ==, "reply");
    g_assert_cmpstr(fixture_article(&fixture, "letters/1-reply.md")->id, ==, "letters-reply");
    /* 12 digits of SHA-256 of "2-reply.md", NUL, "0", NUL */
    g_assert_cmpstr(fixture_article(&fixture, "2-reply.md")->id, ==, "reply-439555b56c7f");
    g_assert_cmpstr(fixture_article(&fixture, "letters/2-reply.md")->id, ==, "reply-b14bdaff7563");
    check_said(&fixture, ""); /* names of files clash in silence: nobody was promised one */
    fixture_free(&fixture);
}

/* Moved by `order:`, an article keeps its id and leaves the others theirs. */
static void test_ids_do_not_follow_order(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "a/1-reply.md", "A");
    set_order(add(&fixture, "a/2-reply.md", "A"), -1);
    fixture_enrich(&fixture);
    g_assert_cmpstr(((Article *)fixture.issue->articles->pdata[0])->path, ==, "a/2-reply.md");
    g_assert_cmpstr(fixture_article(&fixture, "a/1-reply.md")->id, ==, "reply");
    g_assert_cmpstr(fixture_article(&fixture, "a/2-reply.md")->id, ==, "a-reply");
    fixture_free(&fixture);
}

static void test_slugs_that_clash(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "00-harbour.md", NULL);
    add(&fixture, "01-one.md", NULL)->slug = g_strdup("harbour");
    add(&fixture, "02-two.md", NULL)->slug = g_strdup("Harbour");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture_article(&fixture, "01-one.md")->id, ==, "harbour");
    g_assert_cmpstr(fixture_article(&fixture, "02-two.md")->id, ==, "harbour-two");
    g_assert_true(g_str_has_prefix(fixture_article(&fixture, "00-harbour.md")->id, "harbour-"));
    check_said(&fixture, "slug-taken@in/02-two.md:0");
    g_assert_cmpstr(report_get(fixture.report, 0)->message, ==,
                    "two articles have the slug \"harbour\"; this one is called \"harbour-two\"");
    fixture_free(&fixture);
}

static void test_parts_of_one_file(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "pasted.md", NULL);
    Article *second = fixture_add(&fixture, "pasted.md", "# The strike\n\nText.\n");
    second->part_index = 1;
    fixture_enrich(&fixture);
    check_order(&fixture, "-: pasted the-strike");
    fixture_free(&fixture);
}

static void test_section_ids(void) {
    Fixture fixture = fixture_new();
    add(&fixture, "a/harbour.md", "Harbour");
    add(&fixture, "b/1-x.md", "News");
    add(&fixture, "c/1-y.md", "News!");
    fixture_enrich(&fixture);
    const Section *const *sections = (const Section *const *)fixture.issue->sections->pdata;
    g_assert_true(g_str_has_prefix(sections[0]->id, "harbour-")); /* the article has "harbour" */
    g_assert_cmpstr(sections[1]->id, ==, "news");
    g_assert_true(g_str_has_prefix(sections[2]->id, "news-"));
    fixture_free(&fixture);
}

/* Language */

static Article *add_in(Fixture *fixture, const char *path, const char *lang, const char *text) {
    Article *article = fixture_add(fixture, path, text);
    article->lang = g_strdup(lang);
    article->lang_is_given = lang != NULL;
    return article;
}

static const char english[] =
    "# T\n\nThe boat came in on Monday with the tide, and all of the people who were waiting at "
    "the quay went home with what they had bought. There was nothing left for those that came.\n";
static const char spanish[] = "# T\n\nEl barco de los que no vuelven está en el puerto, y por eso "
                              "la gente del barrio ha venido.\n";

static Fixture fixture_without_language(void) {
    Fixture fixture = fixture_new();
    g_clear_pointer(&fixture.issue->settings.lang, g_free);
    return fixture;
}

static void test_given_language(void) {
    Fixture fixture = fixture_new();
    g_free(fixture.issue->settings.lang);
    fixture.issue->settings.lang = g_strdup("ar-SY");
    add_in(&fixture, "1-a.md", NULL, english);
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->lang, ==, "ar-SY");
    g_assert_true(fixture.issue->is_rtl);
    g_assert_cmpstr(fixture.issue->language->tag, ==, "ar");
    g_assert_false(report_has(fixture.report, DIAGNOSTIC_LANGUAGE_GUESSED));
    fixture_free(&fixture);
}

static void test_language_of_most_words(void) {
    Fixture fixture = fixture_without_language();
    add_in(&fixture, "1-a.md", "es", spanish);
    add_in(&fixture, "2-b.md", NULL, english);
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->lang, ==, "en");
    check_said(&fixture, "language-guessed@in/issue.yaml:0");
    const Diagnostic *guessed = report_get(fixture.report, 0);
    g_assert_cmpstr(guessed->message, ==, "no language is given; the text reads as English");
    g_assert_cmpstr(guessed->hint, ==, "write `language: en` into publication.yaml or issue.yaml");
    fixture_free(&fixture);
}

static void test_articles_that_say_their_language(void) {
    Fixture fixture = fixture_without_language();
    add_in(&fixture, "1-a.md", "he", "# T\n\nx\n");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->lang, ==, "he");
    g_assert_true(fixture.issue->is_rtl);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void test_unknown_language(void) {
    Fixture fixture = fixture_without_language();
    add_in(&fixture, "1-a.md", NULL, "# 1848\n\n12, 24, 36.\n");
    add_in(&fixture, "2-b.md", NULL, "# 1849\n\n12, 24, 36.\n");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->lang, ==, "und");
    g_assert_false(fixture.issue->is_rtl);
    check_said(&fixture, "language-unknown@in/issue.yaml:0");
    fixture_free(&fixture);
}

/* One of many words stays unknown; one too short to tell is in the issue's language, if it is
 * written in its script. */
static void test_one_unknown_language(void) {
    Fixture fixture = fixture_without_language();
    g_autoptr(GString) strange = g_string_new("# Xqz\n\n");
    for (int i = 0; i < 70; i++) {
        g_string_append(strange, "xqz vbn ");
    }
    add_in(&fixture, "1-a.md", NULL, english);
    add_in(&fixture, "2-b.md", NULL, strange->str);
    add_in(&fixture, "3-c.md", NULL, "# 1849\n\n12, 24, 36.\n");
    add_in(&fixture, "4-d.md", NULL, "# Ж\n\nЖ.\n");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->lang, ==, "en");
    static const char *const expected[] = {"en", "und", "en", "und"};
    for (guint i = 0; i < fixture.issue->articles->len; i++) {
        const Article *article = fixture.issue->articles->pdata[i];
        g_assert_cmpstr(article->lang, ==, expected[i]);
    }
    check_said(&fixture, "language-unknown@in/2-b.md:0 language-guessed@in/issue.yaml:0");
    fixture_free(&fixture);
}

/* A report says "Arabic", not "ar", for every language that can be told. */
static void test_languages_have_names(void) {
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        if (strcmp(row->tag, "und") == 0) {
            continue;
        }
        Fixture fixture = fixture_without_language();
        Article *article = add_in(&fixture, "1-a.md", row->tag, "# T\n\nx\n");
        enrich_article(article, fixture.issue, fixture.report);
        article->lang_is_given = false;
        enrich_issue(fixture.issue, NO_EPOCH, NULL, NULL, fixture.report);
        const char *message = fixture_find(&fixture, DIAGNOSTIC_LANGUAGE_GUESSED)->message;
        const char *name = message + strlen("no language is given; the text reads as ");
        g_assert_true(g_ascii_isupper(name[0]));
        fixture_free(&fixture);
    }
}

/* Whatever phase 1 was given: a file name will do, and where there is none, the path. */
static void test_titles_are_never_blank(void) {
    Fixture fixture = fixture_new();
    Article *first = fixture_add(&fixture, "1-a.md", "");
    Article *second = fixture_add(&fixture, "2-b.md", "");
    second->title_text = g_strdup(" ");
    g_clear_pointer(&second->fallback_title, g_free);
    enrich_issue(fixture.issue, NO_EPOCH, NULL, NULL, fixture.report);
    g_assert_cmpstr(first->title_text, ==, "1-a");
    g_assert_cmpstr(second->title_text, ==, "2-b.md");
    fixture_free(&fixture);
}

static void add_tests(void) {
    g_test_add_func("/issue/order/natural", test_natural_order_stays);
    g_test_add_func("/issue/order/place", test_order_names_a_place);
    g_test_add_func("/issue/order/equal", test_equal_orders_are_natural);
    g_test_add_func("/issue/order/section", test_order_stays_in_its_section);
    g_test_add_func("/issue/sections/listed", test_sections_as_listed);
    g_test_add_func("/issue/sections/language", test_language_of_sections);
    g_test_add_func("/issue/sections/case", test_section_names_ignore_case);
    g_test_add_func("/issue/sections/unused", test_unused_sections);
    g_test_add_func("/issue/sections/inherited", test_inherited_sections_may_be_unused);
    g_test_add_func("/issue/sections/ids", test_section_ids);
    g_test_add_func("/issue/drafts", test_drafts);
    g_test_add_func("/issue/drafts/only", test_only_drafts);
    g_test_add_func("/issue/no-article", test_no_article);
    g_test_add_func("/issue/titles", test_titles_are_never_blank);
    g_test_add_func("/issue/ids/names", test_ids_from_names);
    g_test_add_func("/issue/ids/reserved", test_reserved_ids);
    g_test_add_func("/issue/ids/clash", test_ids_that_clash);
    g_test_add_func("/issue/ids/order", test_ids_do_not_follow_order);
    g_test_add_func("/issue/ids/slugs", test_slugs_that_clash);
    g_test_add_func("/issue/ids/parts", test_parts_of_one_file);
    g_test_add_func("/issue/language/given", test_given_language);
    g_test_add_func("/issue/language/most", test_language_of_most_words);
    g_test_add_func("/issue/language/articles", test_articles_that_say_their_language);
    g_test_add_func("/issue/language/unknown", test_unknown_language);
    g_test_add_func("/issue/language/one-unknown", test_one_unknown_language);
    g_test_add_func("/issue/language/names", test_languages_have_names);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
