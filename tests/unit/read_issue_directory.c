/* An issue's directory: which files are articles, in which sections, in which order; what is left
 * out, and what is never opened. */
#include "read_fixture.h"

typedef struct {
    Publication *publication;
    IssueDirectory *directory;
    Report *report;
} Opened;

static Opened open_issue(const char *path) {
    Opened opened = {.report = report_new()};
    g_autoptr(GError) error = NULL;
    opened.publication = publication_of_issue(path, NULL, opened.report, &error);
    g_assert_no_error(error);
    opened.directory = issue_directory_read(path, opened.publication, opened.report, &error);
    g_assert_no_error(error);
    g_assert_nonnull(opened.directory);
    return opened;
}

static void close_issue(Opened *opened) {
    issue_directory_free(opened->directory);
    publication_free(opened->publication);
    report_free(opened->report);
}

/* "path (section) {own directory} +sidecar" with commas between. */
static char *list_sources(const Opened *opened) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < opened->directory->sources->len; i++) {
        const SourceFile *file = opened->directory->sources->pdata[i];
        g_assert_cmpuint(file->index, ==, i);
        g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", file->path);
        if (file->section_name != NULL) {
            g_string_append_printf(out, " (%s)", file->section_name);
        }
        if (file->own_directory != NULL) {
            g_string_append_printf(out, " {%s}", file->own_directory);
        }
        if (file->sidecar_path != NULL) {
            g_string_append_printf(out, " +%s", file->sidecar_path);
        }
    }
    return g_string_free(out, FALSE);
}

static void check_sources(const char *path, const char *expected, const char *said) {
    Opened opened = open_issue(path);
    g_autofree char *sources = list_sources(&opened);
    g_assert_cmpstr(sources, ==, expected);
    check_said(opened.report, said);
    close_issue(&opened);
}

/* Touches the files below in/ and looks at the issue. */
static void check(const char *files, const char *expected, const char *said) {
    char *place = files_new();
    g_autoptr(GString) paths = g_string_new("in/");
    for (const char *p = files; *p != '\0'; p++) {
        g_string_append_c(paths, *p);
        if (*p == ' ') {
            g_string_append(paths, "in/");
        }
    }
    files_touch(paths->str);
    check_sources("in", expected, said);
    files_free(place);
}

static void test_order_is_natural(void) {
    check("10-c.md 2-b.md 1-a.md", "1-a.md, 2-b.md, 10-c.md", "");
    check("b.md a/2.md a/10.md c.md", "a/2.md (A), a/10.md (A), b.md, c.md", "");
}

static void test_sections(void) {
    check("letters/1.md letters/2.md", "letters/1.md (Letters), letters/2.md (Letters)", "");
    check("03-letters-to-us/1.md 03-letters-to-us/2.md",
          "03-letters-to-us/1.md (Letters to us), 03-letters-to-us/2.md (Letters to us)", "");
    check("town/deep/1.md town/deep/2.md", "town/deep/1.md (Deep), town/deep/2.md (Deep)", "");
    check("letters/1.md", "letters/1.md (Letters)", ""); /* no picture: a section of one */
    check("Über_uns/1.md", "Über_uns/1.md (Über uns)", "");
}

static void test_own_directories(void) {
    check("03-harbour/text.md 03-harbour/boat.jpg", "03-harbour/text.md {03-harbour}", "");
    check("03-harbour/index.md", "03-harbour/index.md {03-harbour}", "");
    check("03-harbour/INDEX.md", "03-harbour/INDEX.md {03-harbour}", "");
    check("a/text.md a/images/boat.jpg", "a/text.md {a}", "");
    check("a/text.md a/b/c/boat.jpg", "a/text.md {a}", "");
    check("town/3-x/text.md town/3-x/a.png town/2-y.md",
          "town/2-y.md (Town), town/3-x/text.md (Town) {town/3-x}", "");
    check("a/1.md a/2.md a/boat.jpg", "a/1.md (A), a/2.md (A)", "");
    check("a/index.md a/2.md", "a/2.md (A), a/index.md (A)", "");
    check("a/index.md a/deep/2.md", "a/deep/2.md (Deep), a/index.md (A)", "");
    check("index.md boat.jpg", "index.md", ""); /* the issue's own top is nobody's */
}

static void test_left_out(void) {
    check("a.md README.md LICENSE.md _drafts/b.md .git/c.md output/d.md _e.md", "a.md", "");
    check("a.md old/issue.yaml old/b.md", "a.md", ""); /* an issue of its own */
    check("a.md paper/publication.yaml paper/b.md", "a.md", "");
    check("a.md styles/mine/theme.yaml styles/mine/note.md", "a.md", "");
    check("a.md x/.galley/state x/b.md", "a.md", "");
    check("a.md output/b.md sub/output/c.md sub/d.md sub/e.md",
          "a.md, sub/d.md (Sub), sub/e.md (Sub)", "");
    check("a.md output.md", "a.md, output.md", "");
}

/* What nobody reads is named, never dropped in silence. */
static void test_unknown_files(void) {
    check("a.md b.pages", "a.md", "file-unknown@in/b.pages:0");
    check("a.md x/b.pdf x/c.md x/d.md", "a.md, x/c.md (X), x/d.md (X)",
          "file-unknown@in/x/b.pdf:0");
    check("a.md noise", "a.md", "file-unknown@in/noise:0");
    check("a.md Issue.yaml", "a.md", "file-unknown@in/Issue.yaml:0");
    check("a.md issue.yml", "a.md", "file-unknown@in/issue.yml:0");
}

static void test_sidecars(void) {
    check("a.md a.yaml", "a.md +a.yaml", "");
    check("a.md a.yml", "a.md +a.yml", "");
    check("x/1-a.md x/1-a.yaml x/2.md", "x/1-a.md (X) +x/1-a.yaml, x/2.md (X)", "");
    check("a.md b.yaml", "a.md", "file-unknown@in/b.yaml:0");
    check("a.md boat.jpg boat.yaml", "a.md", "");                      /* a picture's notes */
    check("a.md b.pages b.yaml", "a.md", "file-unknown@in/b.pages:0"); /* said once */
    check("issue.yaml issue.md", "issue.md", ""); /* settings are nobody's sidecar */
}

static void test_empty(void) {
    check("issue.yaml", "", "issue-empty@in:0");
    check("boat.jpg", "", "issue-empty@in:0");
    check("README.md", "", "issue-empty@in:0");
}

static void test_pictures(void) {
    char *place = files_new();
    file_write("in/a.md", "");
    file_write("in/images/Boat.JPG", "four");
    files_touch("in/b.png in/.c.png in/_d.png in/e.tiff in/f.heic in/g.avif in/h.svg in/i.webp");
    Opened opened = open_issue("in");
    const Issue *issue = opened.directory->issue;
    g_assert_cmpuint(g_hash_table_size(issue->assets), ==, 7);
    const Asset *boat = issue_asset(issue, "images/Boat.JPG");
    g_assert_cmpstr(boat->path, ==, "images/Boat.JPG");
    g_assert_cmpstr(boat->display_path, ==, "in/images/Boat.JPG");
    g_assert_cmpuint(boat->size_bytes, ==, 4);
    g_autoptr(GBytes) bytes = asset_read(boat, NULL);
    g_assert_cmpuint(g_bytes_get_size(bytes), ==, 4);
    g_assert_null(issue_asset(issue, ".c.png"));
    check_said(opened.report, "");
    close_issue(&opened);
    files_free(place);
}

/* Nothing outside the issue is an article or a picture of it, whatever a link says. */
static void test_symlinks(void) {
    char *place = files_new();
    files_touch("in/a.md outside/secret.md outside/secret.png in/sub/b.md in/sub/c.md");
    g_assert_cmpint(symlink("../outside/secret.md", "in/s.md"), ==, 0);
    g_assert_cmpint(symlink("../outside/secret.png", "in/s.png"), ==, 0);
    g_assert_cmpint(symlink("/etc/passwd", "in/p.md"), ==, 0);
    g_assert_cmpint(symlink("../outside", "in/dir"), ==, 0);
    g_assert_cmpint(symlink("sub", "in/loop"), ==, 0);
    g_assert_cmpint(symlink(".", "in/self"), ==, 0);
    g_assert_cmpint(symlink("a.md", "in/z-same.md"), ==, 0); /* within: as good as a file */
    Opened opened = open_issue("in");
    g_autofree char *sources = list_sources(&opened);
    g_assert_cmpstr(sources, ==, "a.md, sub/b.md (Sub), sub/c.md (Sub), z-same.md");
    g_assert_cmpuint(g_hash_table_size(opened.directory->issue->assets), ==, 0);
    close_issue(&opened);
    files_free(place);
}

static void test_section_names_from_settings(void) {
    char *place = files_new();
    file_write("in/issue.yaml", "sections:\n- letters: Letters to us\n- Town news\n");
    files_touch("in/03-Letters/1.md in/town_news/1.md in/sport/1.md");
    check_sources("in",
                  "03-Letters/1.md (Letters to us), sport/1.md (Sport), town_news/1.md (Town news)",
                  "");
    files_free(place);
}

static void test_fallback_titles(void) {
    char *place = files_new();
    files_touch("118-winter/03-the-harbour.md 118-winter/05-quay/index.md 118-winter/index.md");
    Opened opened = open_issue("118-winter");
    static const char *const titles[] = {"The harbour", "Quay", "Winter"};
    for (guint i = 0; i < 3; i++) {
        const SourceFile *file = opened.directory->sources->pdata[i];
        g_assert_cmpstr(file->fallback_title, ==, titles[i]);
    }
    close_issue(&opened);
    files_free(place);
}

/* One file is an issue of one article; what lies beside it are its pictures, no articles. */
static void test_one_file(void) {
    char *place = files_new();
    file_write("in/issue.yaml", "title: The Bell\nnumber: 3\nlanguage: fr\n");
    files_touch("in/01-one.md in/01-one.yaml in/02-two.md in/boat.jpg in/b.pages");
    Opened opened = open_issue("in/01-one.md");
    g_autofree char *sources = list_sources(&opened);
    g_assert_cmpstr(sources, ==, "01-one.md +01-one.yaml");
    const Issue *issue = opened.directory->issue;
    g_assert_cmpstr(issue->directory_name, ==, "01-one");
    g_assert_nonnull(issue_asset(issue, "boat.jpg"));
    g_assert_cmpstr(issue->settings.lang, ==, "fr");
    g_assert_null(issue->settings.title); /* it is not the issue that it lies in */
    g_assert_null(issue->settings.number);
    check_said(opened.report, "");
    close_issue(&opened);
    check_sources("in/b.pages", "", "file-unknown@in/b.pages:0 issue-empty@in/b.pages:0");
    g_assert_cmpint(chdir("in"), ==, 0);
    check_sources("02-two.md", "02-two.md", "");
    files_free(place);
}

/* One that is left out among others is taken where it is asked for. */
static void test_one_file_that_others_leave_out(void) {
    char *place = files_new();
    files_touch("in/README.md in/a.md");
    check_sources("in/README.md", "README.md", "");
    files_free(place);
}

static void test_names_of_issues(void) {
    char *place = files_new();
    file_write("paper/publication.yaml", "title: The Bell\n");
    files_touch("paper/issues/118-winter/a.md other/119-spring/a.md");
    file_write("other/120/issue.yaml", "title: Summer\n");
    files_touch("other/120/a.md");
    static const struct {
        const char *path, *publication_title, *issue_title;
    } rows[] = {{"paper/issues/118-winter", "The Bell", NULL},
                {"other/119-spring/", "119 spring", NULL},
                {"./other/120", "Summer", "Summer"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Opened opened = open_issue(rows[i].path);
        const Issue *issue = opened.directory->issue;
        g_assert_cmpstr(issue->publication_title, ==, rows[i].publication_title);
        g_assert_cmpstr(issue->issue_title, ==, rows[i].issue_title);
        close_issue(&opened);
    }
    g_assert_cmpint(chdir("other/119-spring"), ==, 0);
    Opened here = open_issue(".");
    g_assert_cmpstr(here.directory->issue->directory_name, ==, "119-spring");
    const SourceFile *file = here.directory->sources->pdata[0];
    g_assert_cmpstr(file->display_path, ==, "a.md");
    close_issue(&here);
    files_free(place);
}

/* publication.yaml is looked for in the issue, its parent and its grandparent, no higher. */
static void test_publication_lookup(void) {
    char *place = files_new();
    files_touch("a/b/c/d/x.md");
    static const char *const found_at[] = {"a/b/c/d", "a/b/c", "a/b"};
    for (size_t i = 0; i < G_N_ELEMENTS(found_at); i++) {
        g_autofree char *file = g_build_filename(found_at[i], "publication.yaml", NULL);
        file_write(file, "title: The Bell\nlanguage: fr\n");
        Opened opened = open_issue("a/b/c/d");
        g_assert_cmpstr(opened.publication->path, ==, found_at[i]);
        g_assert_cmpstr(opened.publication->display_path, ==, file);
        g_assert_cmpstr(opened.directory->issue->settings.lang, ==, "fr");
        close_issue(&opened);
        Opened one = open_issue("a/b/c/d/x.md");
        g_assert_cmpstr(one.publication->path, ==, found_at[i]);
        close_issue(&one);
        g_assert_cmpint(remove(file), ==, 0);
    }
    file_write("a/publication.yaml", "title: Too high\n");
    Opened opened = open_issue("a/b/c/d");
    g_assert_null(opened.publication->path);
    g_assert_null(opened.publication->root);
    close_issue(&opened);
    files_free(place);
}

static char *list_issues(const char *path) {
    g_autoptr(Report) report = report_new();
    g_autoptr(Publication) publication = publication_open(path, report, NULL);
    g_autoptr(GPtrArray) issues = publication_issues(publication, NULL);
    g_ptr_array_add(issues, NULL);
    return g_strjoinv(" ", (char **)issues->pdata);
}

static void test_issues_of_a_publication(void) {
    char *place = files_new();
    files_touch("paper/publication.yaml paper/issues/10-b/a.md paper/issues/2-a/x/1.md "
                "paper/issues/_no/a.md paper/issues/empty/a.pages paper/issues/with/issue.yaml "
                "paper/other/a.md flat/publication.yaml flat/june/a.md flat/output/b.md "
                "flat/styles/mine/theme.yaml none/a.md");
    g_autofree char *shelf = list_issues("paper");
    g_assert_cmpstr(shelf, ==, "paper/issues/2-a paper/issues/10-b paper/issues/with");
    g_autofree char *flat = list_issues("flat");
    g_assert_cmpstr(flat, ==, "flat/june");
    g_autofree char *none = list_issues("none");
    g_assert_cmpstr(none, ==, "");
    files_free(place);
}

static void test_media(void) {
    char *place = files_new();
    file_write("paper/publication.yaml", "media: /static/\n");
    files_touch("paper/static/img/boat.jpg paper/static/_no.jpg paper/other/x.jpg "
                "paper/issues/june/a.md paper/issues/june/own.png");
    Opened opened = open_issue("paper/issues/june");
    const Issue *issue = opened.directory->issue;
    g_assert_cmpuint(g_hash_table_size(issue->assets), ==, 2);
    const Asset *boat = issue_asset(issue, "media:/img/boat.jpg");
    g_assert_cmpstr(boat->display_path, ==, "paper/static/img/boat.jpg");
    g_autoptr(GBytes) bytes = asset_read(boat, NULL);
    g_assert_nonnull(bytes);
    close_issue(&opened);
    static const char *const wrong[] = {"media: ../outside\n", "media: nowhere\n", "media: .\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        file_write("paper/publication.yaml", wrong[i]);
        check_sources("paper/issues/june", "a.md", "value-invalid@paper/publication.yaml:0");
    }
    files_free(place);
}

static void test_what_only_the_system_can_mend(void) {
    char *place = files_new();
    g_autoptr(Report) report = report_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(Publication) publication = publication_of_issue("nowhere", NULL, report, NULL);
    g_assert_null(issue_directory_read("nowhere", publication, report, &error));
    g_assert_nonnull(error);
    files_free(place);
}

static void test_names_that_are_no_text(void) {
    char *place = files_new();
    files_touch("in/a.md");
    file_write("in/\xFF.md", "# X\n");
    Opened opened = open_issue("in");
    g_assert_cmpuint(opened.directory->sources->len, >=, 1);
    for (guint i = 0; i < opened.directory->sources->len; i++) {
        const SourceFile *file = opened.directory->sources->pdata[i];
        g_assert_true(g_utf8_validate(file->path, -1, NULL));
        g_assert_true(g_utf8_validate(file->fallback_title, -1, NULL));
        g_autoptr(Report) report = report_new();
        Reading *reading = issue_directory_read_source(opened.directory, file, report);
        bool is_lost = reading->articles->len == 0;
        g_assert_true(!is_lost || report_has(report, DIAGNOSTIC_FILE_UNREADABLE));
        reading_free(reading);
    }
    close_issue(&opened);
    files_free(place);
}

static void add_tests(void) {
    g_test_add_func("/read/issue/order", test_order_is_natural);
    g_test_add_func("/read/issue/sections", test_sections);
    g_test_add_func("/read/issue/section-names", test_section_names_from_settings);
    g_test_add_func("/read/issue/own-directories", test_own_directories);
    g_test_add_func("/read/issue/left-out", test_left_out);
    g_test_add_func("/read/issue/unknown", test_unknown_files);
    g_test_add_func("/read/issue/sidecars", test_sidecars);
    g_test_add_func("/read/issue/empty", test_empty);
    g_test_add_func("/read/issue/pictures", test_pictures);
    g_test_add_func("/read/issue/symlinks", test_symlinks);
    g_test_add_func("/read/issue/titles", test_fallback_titles);
    g_test_add_func("/read/issue/one-file", test_one_file);
    g_test_add_func("/read/issue/one-file-left-out", test_one_file_that_others_leave_out);
    g_test_add_func("/read/issue/names", test_names_of_issues);
    g_test_add_func("/read/issue/no-text", test_names_that_are_no_text);
    g_test_add_func("/read/issue/system", test_what_only_the_system_can_mend);
    g_test_add_func("/read/issue/media", test_media);
    g_test_add_func("/read/publication/lookup", test_publication_lookup);
    g_test_add_func("/read/publication/issues", test_issues_of_a_publication);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
