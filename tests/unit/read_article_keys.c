/* Markdown files with front matter and sidecars: every key that an article may have. */
#include "read_fixture.h"

typedef struct {
    char *place;
    Publication *publication;
    IssueDirectory *directory;
    Reading *reading;
    Report *report;
    Article *article;
} Fixture;

/* Reads the only article of in/. */
static Fixture read_written(char *place) {
    Fixture fixture = {.place = place, .report = report_new()};
    fixture.publication = publication_of_issue("in", NULL, fixture.report, NULL);
    fixture.directory = issue_directory_read("in", fixture.publication, fixture.report, NULL);
    fixture.reading = issue_directory_read_source(
        fixture.directory, fixture.directory->sources->pdata[0], fixture.report);
    g_assert_cmpuint(fixture.reading->articles->len, ==, 1);
    fixture.article = fixture.reading->articles->pdata[0];
    return fixture;
}

/* Reads in/01-one.md, with the sidecar in/01-one.yaml if it is not NULL. */
static Fixture read_with(const char *text, const char *sidecar, const char *issue_yaml) {
    char *place = files_new();
    file_write("in/01-one.md", text);
    if (sidecar != NULL) {
        file_write("in/01-one.yaml", sidecar);
    }
    if (issue_yaml != NULL) {
        file_write("in/issue.yaml", issue_yaml);
    }
    return read_written(place);
}

static Fixture read_front(const char *yaml) {
    g_autofree char *text = g_strconcat("---\n", yaml, "---\nText.\n", NULL);
    return read_with(text, NULL, NULL);
}

static void fixture_free(Fixture *fixture) {
    reading_free(fixture->reading);
    issue_directory_free(fixture->directory);
    publication_free(fixture->publication);
    report_free(fixture->report);
    files_free(fixture->place);
}

static void check_iso(Date date, const char *expected) {
    g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;
    g_assert_cmpstr(iso, ==, expected);
}

static char *part_of(const Article *article, Element part) {
    const xmlNode *node = tree_part(article->tree, part, false);
    return node != NULL ? node_plain_text(node) : NULL;
}

static void check_part(const Article *article, Element part, const char *expected) {
    g_autofree char *text = part_of(article, part);
    g_assert_cmpstr(text, ==, expected);
}

static void test_every_key(void) {
    Fixture fixture = read_front("title: The *long* wall\n"
                                 "deck: Of stone\n"
                                 "kicker: Harbour\n"
                                 "authors: [Jane Austen, 'Shelley, Mary']\n"
                                 "date: 2005-05-05\n"
                                 "place: Bath\n"
                                 "section: town-news\n"
                                 "weight: -2\n"
                                 "lang: fr\n"
                                 "dir: ltr\n"
                                 "tags: sea, wind\n"
                                 "draft: true\n"
                                 "slug: wall\n"
                                 "license: CC0\n"
                                 "modified: 2005-06-01\n"
                                 "captions: alt\n"
                                 "layout: post\n"
                                 "my_key: 1\n");
    const Article *article = fixture.article;
    check_said(fixture.report, "");
    check_part(article, ELEMENT_HEADLINE, "The long wall");
    check_part(article, ELEMENT_DECK, "Of stone");
    check_part(article, ELEMENT_KICKER, "Harbour");
    g_assert_cmpstr(article->title_text, ==, "The long wall");
    g_assert_cmpint(article->title_source, ==, TITLE_GIVEN);
    g_assert_cmpuint(article->title_place.line, ==, 2);
    g_assert_cmpuint(article->authors->len, ==, 2);
    check_iso(article->date, "2005-05-05");
    g_assert_cmpstr(article->dateline_place, ==, "Bath");
    g_assert_cmpstr(article->section_name, ==, "Town news");
    g_assert_true(article->has_order);
    g_assert_cmpfloat(article->order, ==, -2);
    g_assert_cmpstr(article->lang, ==, "fr");
    g_assert_true(article->lang_is_given && article->dir_is_given && !article->is_rtl);
    g_assert_cmpuint(article->tags->len, ==, 2);
    g_assert_true(article->is_draft);
    g_assert_cmpstr(article->slug, ==, "wall");
    g_assert_cmpstr(article->licence, ==, "CC0");
    check_iso(article->modified, "2005-06-01");
    g_assert_true(article->has_captions_key && article->captions_from_alt);
    const xmlNode *paragraph = tree_body(article->tree)->children;
    g_assert_cmpuint(node_line(paragraph), ==, 21); /* counted in the file */
    fixture_free(&fixture);
}

static void test_nothing(void) {
    Fixture fixture = read_with("Text.\n", NULL, NULL);
    const Article *article = fixture.article;
    g_assert_null(article->title_text);
    g_assert_cmpstr(article->fallback_title, ==, "One");
    g_assert_cmpstr(article->path, ==, "01-one.md");
    g_assert_cmpstr(article->display_path, ==, "in/01-one.md");
    g_assert_null(article->section_name);
    g_assert_null(article->lang);
    g_assert_false(article->has_order || article->is_draft || article->has_captions_key);
    check_part(article, ELEMENT_HEADLINE, NULL);
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void check_published(const char *yaml, bool is_draft, const char *date) {
    Fixture fixture = read_front(yaml);
    g_assert_true(fixture.article->is_draft == is_draft);
    check_iso(fixture.article->date, date);
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_published(void) {
    check_published("published: false\n", true, NULL);
    check_published("published: 'false'\n", true, NULL);
    check_published("published: true\n", false, NULL);
    check_published("published: 2005-05-05\n", false, "2005-05-05");
    check_published("published: 2005-05-05\ndate: 2006-06-06\n", false, "2006-06-06");
    check_published("published: false\ndraft: false\n", true, NULL);
    check_published("draft: yes\n", true, NULL);
    check_published("date: 2015-06-07 12:00:00 +0000\n", false, "2015-06-07");
}

static void check_section(const char *yaml, const char *expected) {
    g_autofree char *text = g_strconcat("---\n", yaml, "---\nText.\n", NULL);
    Fixture fixture = read_with(text, NULL, "sections:\n- letters: From you\n- Town\n");
    g_assert_cmpstr(fixture.article->section_name, ==, expected);
    fixture_free(&fixture);
}

/* A key of the directory, a shown name, or a name of one's own. */
static void test_sections(void) {
    check_section("section: letters\n", "From you");
    check_section("section: From You\n", "From you");
    check_section("category: TOWN\n", "Town");
    check_section("categories: [town, sport]\n", "Town");
    check_section("categories: sport, town\n", "Sport");
    check_section("categories: [town]\nsection: sport\n", "Sport");
    check_section("section: [letters, town]\n", "From you");
    check_section("section: Art & Craft\n", "Art & Craft");
    check_section("section: ''\n", NULL);
    check_section("categories: []\n", NULL);
}

static void test_section_over_directory(void) {
    Fixture fixture = {.place = files_new(), .report = report_new()};
    file_write("in/town/1-a.md", "---\nsection: letters\n---\nA.\n");
    file_write("in/town/2-b.md", "B.\n");
    fixture.publication = publication_of_issue("in", NULL, fixture.report, NULL);
    fixture.directory = issue_directory_read("in", fixture.publication, fixture.report, NULL);
    static const char *const expected[] = {"Letters", "Town"};
    for (guint i = 0; i < 2; i++) {
        Reading *reading = issue_directory_read_source(
            fixture.directory, fixture.directory->sources->pdata[i], fixture.report);
        const Article *article = reading->articles->pdata[0];
        g_assert_cmpstr(article->section_name, ==, expected[i]);
        reading_free(reading);
    }
    fixture.reading = reading_new();
    fixture_free(&fixture);
}

static void check_authors(const char *yaml, const char *issue_yaml, const char *expected) {
    g_autofree char *text = g_strconcat("---\n", yaml, "---\nText.\n", NULL);
    Fixture fixture = read_with(text, NULL, issue_yaml);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < fixture.article->authors->len; i++) {
        const Author *author = fixture.article->authors->pdata[i];
        g_string_append_printf(names, "%s%s", i > 0 ? "|" : "", author->name);
    }
    g_assert_cmpstr(names->str, ==, expected);
    fixture_free(&fixture);
}

/* The 'and' of the article's language divides, else that of the issue's. */
static void test_authors(void) {
    check_authors("author: Jane Austen y Mary Shelley\nlang: es\n", NULL,
                  "Jane Austen|Mary Shelley");
    check_authors("author: Jane Austen y Mary Shelley\n", "language: es\n",
                  "Jane Austen|Mary Shelley");
    check_authors("author: Jane Austen y Mary Shelley\nlang: en\n", "language: es\n",
                  "Jane Austen y Mary Shelley");
    check_authors("byline: By Jane Austen\n", NULL, "Jane Austen");
    check_authors("author: A\nauthors: [B]\n", NULL, "A");
}

static void test_sidecar_wins(void) {
    Fixture fixture = read_with("---\ntitle: Front\nkicker: K\nlang: en\n---\n# Own\n",
                                "title: Side\nlang: fr\ntitlle: x\n", NULL);
    const Article *article = fixture.article;
    check_part(article, ELEMENT_HEADLINE, "Side");
    check_part(article, ELEMENT_KICKER, "K");
    g_assert_cmpstr(article->lang, ==, "fr");
    g_assert_cmpstr(article->title_place.file, ==, "in/01-one.yaml");
    check_said(fixture.report, "key-unknown@in/01-one.yaml:3");
    fixture_free(&fixture);
}

static void test_broken_sidecar(void) {
    Fixture fixture = read_with("---\ntitle: Front\n---\nText.\n", "title: \"x\n", NULL);
    check_part(fixture.article, ELEMENT_HEADLINE, "Front");
    check_said(fixture.report, "yaml-syntax@in/01-one.yaml:1");
    fixture_free(&fixture);
}

/* Broken front matter hides neither the text nor its place. */
static void test_broken_front_matter(void) {
    Fixture fixture = read_with("---\ntitle: a\nb\n---\nText.\n", NULL, NULL);
    const xmlNode *paragraph = tree_body(fixture.article->tree)->children;
    g_autofree char *text = node_plain_text(paragraph);
    g_assert_cmpstr(text, ==, "Text.");
    g_assert_cmpuint(node_line(paragraph), ==, 5);
    check_said(fixture.report, "yaml-syntax@in/01-one.md:3");
    fixture_free(&fixture);
}

static void test_keys_in_other_languages(void) {
    Fixture fixture =
        read_front("Titulo: El puerto\nautor: Miguel de Cervantes\nfecha: 2020-05-01\n");
    check_part(fixture.article, ELEMENT_HEADLINE, "El puerto");
    g_assert_cmpuint(fixture.article->authors->len, ==, 1);
    check_iso(fixture.article->date, "2020-05-01");
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void check_date_by_name(const char *path, const char *text, const char *expected) {
    char *place = files_new();
    file_write(path, text);
    Fixture fixture = read_written(place);
    check_iso(fixture.article->date, expected);
    fixture_free(&fixture);
}

static void test_date_by_name(void) {
    check_date_by_name("in/2020-05-01-may-day.md", "Text.\n", "2020-05-01");
    check_date_by_name("in/2020-05-01-may-day/index.md", "Text.\n", "2020-05-01");
    check_date_by_name("in/2020-05-01-may-day.md", "---\ndate: 2020-05-03\n---\nText.\n",
                       "2020-05-03");
    check_date_by_name("in/2020-13-01-may-day.md", "Text.\n", NULL);
    check_date_by_name("in/2020-05-may-day.md", "Text.\n", NULL);
    check_date_by_name("in/20-05-2020-a.md", "Text.\n", "2020-05-20");
}

static void test_front_matter_that_a_person_understands(void) {
    Fixture fixture =
        read_with("---\ntitle: Strike: day two\ndate: 2020-05-01\n---\nText.\n", NULL, NULL);
    check_part(fixture.article, ELEMENT_HEADLINE, "Strike: day two");
    g_assert_cmpint(fixture.article->date.year, ==, 2020);
    check_said(fixture.report, "yaml-mended@in/01-one.md:2");
    fixture_free(&fixture);
}

static void test_toml(void) {
    Fixture fixture = read_with("+++\ntitle = \"a\"\n+++\nText.\n", NULL, NULL);
    const xmlNode *paragraph = tree_body(fixture.article->tree)->children;
    g_autofree char *text = node_plain_text(paragraph);
    g_assert_cmpstr(text, ==, "Text.");
    check_said(fixture.report, "front-matter-toml@in/01-one.md:1");
    fixture_free(&fixture);
}

/* Values that are none leave the others; each is said at its line. */
static void test_wrong_values(void) {
    Fixture fixture = read_front("title: [a]\ndate: soon\norder: first\nlang: english\n"
                                 "dir: up\ndraft: perhaps\ncaptions: x\nslug: ok\n");
    check_said(fixture.report, "value-invalid@in/01-one.md:2 value-invalid@in/01-one.md:3 "
                               "value-invalid@in/01-one.md:4 value-invalid@in/01-one.md:5 "
                               "value-invalid@in/01-one.md:6 value-invalid@in/01-one.md:7 "
                               "value-invalid@in/01-one.md:8");
    g_assert_false(fixture.article->has_order);
    g_assert_false(fixture.article->lang_is_given);
    g_assert_cmpstr(fixture.article->slug, ==, "ok");
    fixture_free(&fixture);
}

static void test_title_too_long(void) {
    g_autoptr(GString) yaml = g_string_new("title: ");
    for (int i = 0; i < 1001; i++) {
        g_string_append(yaml, "ä"); /* LIMIT_TITLE_CHARACTERS is 1000 */
    }
    g_string_append_c(yaml, '\n');
    Fixture fixture = read_front(yaml->str);
    g_assert_null(fixture.article->title_text);
    check_said(fixture.report, "value-invalid@in/01-one.md:2");
    fixture_free(&fixture);
}

static void test_corrections(void) {
    Fixture fixture = read_front("corrections:\n"
                                 "- {date: 2005-06-02, text: Second.}\n"
                                 "- {date: 2005-06-01, text: First.}\n"
                                 "- Undated.\n"
                                 "- {date: 2005-06-03}\n");
    const GPtrArray *corrections = fixture.article->corrections;
    static const char *const texts[] = {"Undated.", "First.", "Second."};
    g_assert_cmpuint(corrections->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        g_assert_cmpstr(((Correction *)corrections->pdata[i])->text, ==, texts[i]);
    }
    check_said(fixture.report, "value-invalid@in/01-one.md:6");
    fixture_free(&fixture);
    Fixture one = read_front("correction: It was noon.\n");
    g_assert_cmpuint(one.article->corrections->len, ==, 1);
    fixture_free(&one);
}

static void check_lead(const char *yaml, const char *src, const char *alt, const char *cutline) {
    Fixture fixture = read_front(yaml);
    const xmlNode *figure = tree_body(fixture.article->tree)->children;
    g_assert_cmpint(element_of(figure), ==, ELEMENT_FIGURE);
    g_assert_true(node_has_class(figure, "lead"));
    g_assert_cmpstr(node_get(figure->children, ATTRIBUTE_SRC), ==, src);
    g_assert_cmpstr(node_get(figure->children, ATTRIBUTE_ALT), ==, alt);
    g_autofree char *text = node_plain_text(figure->last);
    g_assert_cmpstr(figure->last == figure->children ? NULL : text, ==, cutline);
    g_assert_cmpuint(node_line(figure->children), ==, 2);
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_lead_pictures(void) {
    check_lead("image: boat.jpg\n", "boat.jpg", NULL, NULL);
    check_lead("cover: boat.jpg\n", "boat.jpg", NULL, NULL);
    check_lead("image: {path: boat.jpg, alt: Two boats, caption: The quay, credit: Me}\n",
               "boat.jpg", "Two boats", "The quay Me");
    check_lead("image: {src: boat.jpg, alt: ''}\n", "boat.jpg", "", NULL);
    Fixture fixture = read_front("image: {alt: x}\n");
    check_said(fixture.report, "value-invalid@in/01-one.md:2");
    fixture_free(&fixture);
}

static void test_encodings(void) {
    static const char latin2[] = "---\nencoding: iso-8859-2\ntitle: \xB3\xF3\xBF\n---\nText.\n";
    Fixture fixture = read_with(latin2, NULL, NULL);
    g_assert_cmpstr(fixture.article->title_text, ==, "łóż");
    check_said(fixture.report, "");
    fixture_free(&fixture);
    Fixture sidecar = read_with("\xB3\xF3\xBF\n", "encoding: iso-8859-2\n", NULL);
    g_autofree char *text = node_plain_text(tree_body(sidecar.article->tree));
    g_assert_cmpstr(text, ==, "łóż");
    fixture_free(&sidecar);
    Fixture bom = read_with("\xEF\xBB\xBF---\ntitle: A\n---\nText.\n", NULL, NULL);
    g_assert_cmpstr(bom.article->title_text, ==, "A");
    fixture_free(&bom);
    /* what is UTF-8 stays so, whatever was said */
    Fixture wrong = read_with("---\nencoding: iso-8859-2\ntitle: ł\n---\nText.\n", NULL, NULL);
    g_assert_cmpstr(wrong.article->title_text, ==, "ł");
    fixture_free(&wrong);
}

static void test_empty_files(void) {
    static const char *const texts[] = {"", "\n", "---\n---\n", "---\n", "\xEF\xBB\xBF"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        Fixture fixture = read_with(texts[i], NULL, NULL);
        g_assert_null(fixture.article->title_text);
        check_said(fixture.report, "");
        fixture_free(&fixture);
    }
}

static void add_tests(void) {
    g_test_add_func("/read/article/every-key", test_every_key);
    g_test_add_func("/read/article/nothing", test_nothing);
    g_test_add_func("/read/article/published", test_published);
    g_test_add_func("/read/article/sections", test_sections);
    g_test_add_func("/read/article/section-directory", test_section_over_directory);
    g_test_add_func("/read/article/authors", test_authors);
    g_test_add_func("/read/article/sidecar", test_sidecar_wins);
    g_test_add_func("/read/article/broken-sidecar", test_broken_sidecar);
    g_test_add_func("/read/article/broken", test_broken_front_matter);
    g_test_add_func("/read/article/other-languages", test_keys_in_other_languages);
    g_test_add_func("/read/article/date-by-name", test_date_by_name);
    g_test_add_func("/read/article/front-matter-that-a-person-understands",
                    test_front_matter_that_a_person_understands);
    g_test_add_func("/read/article/toml", test_toml);
    g_test_add_func("/read/article/wrong", test_wrong_values);
    g_test_add_func("/read/article/long-title", test_title_too_long);
    g_test_add_func("/read/article/corrections", test_corrections);
    g_test_add_func("/read/article/lead", test_lead_pictures);
    g_test_add_func("/read/article/encodings", test_encodings);
    g_test_add_func("/read/article/empty", test_empty_files);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
