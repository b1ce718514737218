/* publication.yaml and issue.yaml: every key, in its file, and what is inherited. */
#include "read/settings.h"

#include "read_fixture.h"

typedef struct {
    Settings settings;
    Report *report;
} Fixture;

static Fixture read_settings(const char *yaml, SettingsFile kind) {
    Fixture fixture = {.report = report_new()};
    char *place = files_new();
    file_write("s.yaml", yaml);
    g_autoptr(Root) root = root_open(".", NULL);
    g_assert_true(
        settings_read(&fixture.settings, root, "s.yaml", "in/s.yaml", kind, fixture.report));
    files_free(place);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    settings_clear(&fixture->settings);
    report_free(fixture->report);
}

static void test_every_key_of_an_issue(void) {
    Fixture fixture = read_settings("title: 'Winter: cold'\n"
                                    "subtitle: Of the quay\n"
                                    "number: 118\n"
                                    "volume: XII\n"
                                    "date: 2026-11-24\n"
                                    "issn: 0317-8471\n"
                                    "language: pt_br\n"
                                    "editor: Jane Austen e Mary Shelley\n"
                                    "publisher: The Room\n"
                                    "imprint: |\n  One.\n\n  Two.\n"
                                    "license: CC BY\n"
                                    "cover: front.jpg\n"
                                    "theme: mine\n"
                                    "outputs: epub, kepub\n"
                                    "max_size: 20 MB\n"
                                    "id: bell-118\n"
                                    "slug: winter\n"
                                    "captions: alt\n"
                                    "modified: 2026-11-25\n"
                                    "sections: [news]\n",
                                    SETTINGS_OF_ISSUE);
    const Settings *settings = &fixture.settings;
    check_said(fixture.report, "");
    g_assert_cmpstr(settings->title, ==, "Winter: cold");
    g_assert_cmpstr(settings->subtitle, ==, "Of the quay");
    g_assert_cmpstr(settings->number, ==, "118");
    g_assert_cmpstr(settings->volume, ==, "XII");
    g_assert_cmpint(settings->date.day, ==, 24);
    g_assert_cmpstr(settings->issn, ==, "0317-8471");
    g_assert_cmpstr(settings->lang, ==, "pt-BR");
    g_assert_cmpuint(settings->editors->len, ==, 2); /* divided at Portuguese's 'and' */
    g_assert_cmpstr(((Author *)settings->editors->pdata[1])->file_as, ==, "Shelley, Mary");
    g_assert_cmpstr(settings->editor, ==, "Jane Austen e Mary Shelley");
    g_assert_cmpstr(settings->publisher, ==, "The Room");
    g_assert_cmpstr(settings->imprint, ==, "One.\n\nTwo.");
    g_assert_cmpstr(settings->licence, ==, "CC BY");
    g_assert_cmpstr(settings->cover, ==, "front.jpg");
    g_assert_cmpstr(settings->theme, ==, "mine");
    g_assert_cmpuint(settings->outputs->len, ==, 2);
    g_assert_cmpuint(settings->max_size_bytes, ==, 20000000);
    g_assert_cmpstr(settings->id, ==, "bell-118");
    g_assert_cmpstr(settings->slug, ==, "winter");
    g_assert_true(settings->has_captions_key && settings->captions_from_alt);
    g_assert_cmpint(settings->modified.day, ==, 25);
    g_assert_cmpuint(settings->sections->len, ==, 1);
    fixture_free(&fixture);
}

static void test_keys_in_the_wrong_file(void) {
    Fixture issue = read_settings("media: static\n", SETTINGS_OF_ISSUE);
    check_said(issue.report, "key-misplaced@in/s.yaml:1");
    g_assert_null(issue.settings.media);
    g_assert_nonnull(strstr(report_get(issue.report, 0)->hint, "publication.yaml"));
    fixture_free(&issue);
    Fixture publication =
        read_settings("title: A\nnumber: 3\nvolume: 1\ndate: 2026\ncover: a.png\nmedia: static\n",
                      SETTINGS_OF_PUBLICATION);
    check_said(publication.report, "key-misplaced@in/s.yaml:2 key-misplaced@in/s.yaml:3 "
                                   "key-misplaced@in/s.yaml:4 key-misplaced@in/s.yaml:5");
    g_assert_null(publication.settings.number);
    g_assert_false(date_is_set(publication.settings.date));
    g_assert_cmpstr(publication.settings.media, ==, "static");
    fixture_free(&publication);
}

/* One wrong value hides no other. */
static void test_wrong_values(void) {
    Fixture fixture = read_settings("date: tomorrow\n"
                                    "issn: 1234-5678\n"
                                    "title: [a]\n"
                                    "language: english\n"
                                    "max_size: big\n"
                                    "sections: news\n"
                                    "titel: B\n"
                                    "number: 7\n",
                                    SETTINGS_OF_ISSUE);
    check_said(fixture.report,
               "value-invalid@in/s.yaml:1 value-invalid@in/s.yaml:2 value-invalid@in/s.yaml:3 "
               "value-invalid@in/s.yaml:4 value-invalid@in/s.yaml:5 value-invalid@in/s.yaml:6 "
               "key-unknown@in/s.yaml:7");
    g_assert_cmpstr(fixture.settings.number, ==, "7");
    g_assert_null(fixture.settings.title);
    fixture_free(&fixture);
}

static void check_sections(const char *yaml, const char *expected) {
    Fixture fixture = read_settings(yaml, SETTINGS_OF_ISSUE);
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint i = 0; i < fixture.settings.sections->len; i++) {
        const SectionName *section = fixture.settings.sections->pdata[i];
        g_string_append_printf(out, "%s%s=%s", i > 0 ? ", " : "", section->key, section->name);
    }
    g_assert_cmpstr(out->str, ==, expected);
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_sections(void) {
    check_sections("sections: [letters, Town News]\n", "letters=Letters, Town News=Town News");
    check_sections("sections:\n- letters: From you\n- town-news\n",
                   "letters=From you, town-news=Town news");
    check_sections("sections:\n  letters: From you\n  town: Town\n", "letters=From you, town=Town");
    check_sections("sections: [03-letters]\n", "03-letters=Letters");
    check_sections("sections: [投稿]\n", "投稿=投稿");
    check_sections("sections: []\n", "");
}

static void check_name(const Settings *settings, const char *said, const char *expected) {
    g_assert_cmpstr(settings_section_name(settings, said), ==, expected);
}

static void test_section_names(void) {
    Fixture fixture = read_settings("sections:\n- letters: From you\n- Town news\n- über-uns\n",
                                    SETTINGS_OF_ISSUE);
    const Settings *settings = &fixture.settings;
    check_name(settings, "letters", "From you");
    check_name(settings, "Letters", "From you");
    check_name(settings, "03-letters", "From you");
    check_name(settings, "From you", "From you"); /* by its shown name too */
    check_name(settings, "from-you", "From you");
    check_name(settings, "town_news", "Town news");
    check_name(settings, "ÜBER UNS", "Über uns");
    check_name(settings, "sport", NULL);
    fixture_free(&fixture);
    Settings none = {0};
    check_name(&none, "letters", NULL);
}

static void test_inheriting(void) {
    Fixture above = read_settings("title: The Bell\nsubtitle: S\nlanguage: fr\nissn: 0317-8471\n"
                                  "editor: Jane Austen\npublisher: P\nimprint: I\nlicence: L\n"
                                  "theme: T\noutputs: [epub]\nsections: [a]\nmax_size: 1 MB\n"
                                  "captions: alt\nid: x\nslug: y\n",
                                  SETTINGS_OF_PUBLICATION);
    Fixture own = read_settings("language: en\ncaptions: no\n", SETTINGS_OF_ISSUE);
    settings_inherit(&own.settings, &above.settings);
    const Settings *settings = &own.settings;
    g_assert_cmpstr(settings->lang, ==, "en"); /* the issue's word wins */
    g_assert_false(settings->captions_from_alt);
    g_assert_cmpstr(settings->issn, ==, "0317-8471");
    g_assert_cmpstr(settings->editor, ==, "Jane Austen");
    g_assert_cmpuint(settings->editors->len, ==, 1);
    g_assert_cmpstr(settings->publisher, ==, "P");
    g_assert_cmpstr(settings->imprint, ==, "I");
    g_assert_cmpstr(settings->licence, ==, "L");
    g_assert_cmpstr(settings->theme, ==, "T");
    g_assert_cmpuint(settings->outputs->len, ==, 1);
    g_assert_cmpuint(settings->sections->len, ==, 1);
    g_assert_cmpuint(settings->max_size_bytes, ==, 1000000);
    g_assert_null(settings->title);
    g_assert_null(settings->subtitle);
    g_assert_null(settings->id);
    g_assert_null(settings->slug);
    fixture_free(&above); /* nothing is shared */
    g_assert_cmpstr(((Author *)settings->editors->pdata[0])->name, ==, "Jane Austen");
    fixture_free(&own);
}

static IssueFact *fact_new(const char *key, const char *value) {
    IssueFact *fact = g_new0(IssueFact, 1);
    fact->key = g_strdup(key);
    fact->value = g_strdup(value);
    return fact;
}

/* What files say of their issue fills what nobody wrote down; the first file's word holds. */
static void test_facts(void) {
    Fixture fixture = read_settings("number: 7\n", SETTINGS_OF_ISSUE);
    g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func((GDestroyNotify)issue_fact_free);
    g_ptr_array_add(facts, fact_new("title", "Winter"));
    g_ptr_array_add(facts, fact_new("title", "Other"));
    g_ptr_array_add(facts, fact_new("number", "8"));
    g_ptr_array_add(facts, fact_new("date", "no date"));
    g_ptr_array_add(facts, fact_new("media", "/etc"));
    g_ptr_array_add(facts, fact_new("nothing", "x"));
    settings_take_facts(&fixture.settings, facts);
    g_assert_cmpstr(fixture.settings.title, ==, "Winter");
    g_assert_cmpstr(fixture.settings.number, ==, "7");
    g_assert_false(date_is_set(fixture.settings.date));
    g_assert_null(fixture.settings.media);
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_files_that_are_no_settings(void) {
    char *place = files_new();
    g_autoptr(Root) root = root_open(".", NULL);
    g_autoptr(Report) report = report_new();
    Settings settings = {0};
    g_assert_false(
        settings_read(&settings, root, "none.yaml", "none.yaml", SETTINGS_OF_ISSUE, report));
    file_write("empty.yaml", "");
    g_assert_true(
        settings_read(&settings, root, "empty.yaml", "empty.yaml", SETTINGS_OF_ISSUE, report));
    check_said(report, "");
    file_write("list.yaml", "- a\n");
    file_write("bad.yaml", "title: \"a\nnumber: 3\n");
    g_autoptr(GString) large = g_string_new("title: A\n");
    while (large->len <= 64 * 1024) { /* LIMIT_CONFIGURATION_BYTES */
        g_string_append(large, "# a comment of some length\n");
    }
    file_write("large.yaml", large->str);
    static const char *const names[] = {"bad.yaml", "large.yaml", "list.yaml"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        settings_read(&settings, root, names[i], names[i], SETTINGS_OF_ISSUE, report);
    }
    check_said(report,
               "yaml-syntax@bad.yaml:1 file-unreadable@large.yaml:0 yaml-syntax@list.yaml:1");
    g_assert_null(settings.title);
    files_free(place);
}

static void add_tests(void) {
    g_test_add_func("/read/settings/issue", test_every_key_of_an_issue);
    g_test_add_func("/read/settings/misplaced", test_keys_in_the_wrong_file);
    g_test_add_func("/read/settings/wrong", test_wrong_values);
    g_test_add_func("/read/settings/sections", test_sections);
    g_test_add_func("/read/settings/section-names", test_section_names);
    g_test_add_func("/read/settings/inherit", test_inheriting);
    g_test_add_func("/read/settings/facts", test_facts);
    g_test_add_func("/read/settings/files", test_files_that_are_no_settings);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
