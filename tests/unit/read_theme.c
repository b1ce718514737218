/* Themes: where they are found, what they stand on, which files they bring. */
#include "read_fixture.h"

#define OTTO "OTTO0000"

typedef struct {
    char *place;
    Publication *publication;
    Report *report;
} Fixture;

/* A publication in paper/, a shelf of themes in shelf/ that holds "base". */
static Fixture fixture_new(void) {
    Fixture fixture = {.place = files_new(), .report = report_new()};
    file_write("paper/publication.yaml", "");
    file_write("shelf/base/theme.yaml", "name: Base\n");
    file_write("shelf/base/book.css", "p { margin-top: 0 }\n");
    fixture.publication = publication_open("paper", fixture.report, NULL);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    publication_free(fixture->publication);
    report_free(fixture->report);
    files_free(fixture->place);
}

static Theme *read_theme(const Fixture *fixture, const char *name) {
    static const char *const places[] = {"shelf", "nowhere", NULL};
    return theme_read(name, fixture->publication, places, place_file("in/issue.yaml"),
                      fixture->report);
}

static void check_css(const Fixture *fixture, const char *name, const char *expected) {
    g_autoptr(Theme) theme = read_theme(fixture, name);
    g_assert_nonnull(theme);
    g_assert_cmpstr(theme->name, ==, name);
    gsize length = 0;
    const char *css = g_bytes_get_data(theme->book_css, &length);
    g_autofree char *text = g_strndup(css ? css : "", length);
    g_assert_cmpstr(text, ==, expected);
}

static void test_shelves(void) {
    Fixture fixture = fixture_new();
    check_css(&fixture, "base", "p { margin-top: 0 }\n");
    file_write("paper/styles/mine/book.css",
               "p { margin-top: 1em }"); /* theme.yaml may be absent */
    check_css(&fixture, "mine", "p { margin-top: 1em }\n");
    file_write("paper/styles/base/book.css", "p { margin-top: 2em }\n");
    check_css(&fixture, "base", "p { margin-top: 2em }\n"); /* the publication's own goes first */
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_extending(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/theme.yaml", "extends: base\n");
    file_write("paper/styles/mine/book.css", "h2 { margin-top: 0 }\n");
    check_css(&fixture, "mine", "p { margin-top: 0 }\nh2 { margin-top: 0 }\n");
    file_write("paper/styles/base/theme.yaml", "extends: base\n"); /* its namesake on the shelf */
    file_write("paper/styles/base/book.css", "h3 { margin-top: 0 }\n");
    check_css(&fixture, "base", "p { margin-top: 0 }\nh3 { margin-top: 0 }\n");
    file_write("paper/styles/bare/theme.yaml", "extends: base\n"); /* no stylesheet of its own */
    check_css(&fixture, "bare", "p { margin-top: 0 }\nh3 { margin-top: 0 }\n");
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_circles(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/a/theme.yaml", "extends: b\n");
    file_write("paper/styles/a/book.css", "p { margin-top: 0 }\n");
    file_write("paper/styles/b/theme.yaml", "extends: a\n");
    file_write("paper/styles/b/book.css", "p { margin-top: 1em }\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "a");
    g_assert_true(report_has(fixture.report, DIAGNOSTIC_VALUE_INVALID));
    g_assert_cmpuint(report_length(fixture.report), ==, 1);
    fixture_free(&fixture);
}

static void test_missing(void) {
    static const char *const names[] = {"bas", "../shelf/base", "/etc", "", ".base"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        Fixture fixture = fixture_new();
        g_assert_null(read_theme(&fixture, names[i]));
        check_said(fixture.report, "theme-missing@in/issue.yaml:0");
        const char *hint = report_get(fixture.report, 0)->hint;
        g_assert_nonnull(strstr(hint, "there is base"));
        g_assert_true((strstr(hint, "did you mean base?") != NULL) ==
                      (i == 0 || strcmp(names[i], ".base") == 0));
        fixture_free(&fixture);
    }
}

static void test_missing_parent(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/theme.yaml", "name: Mine\nextends: nobody\n");
    file_write("paper/styles/mine/book.css", "p { margin-top: 0 }\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    check_said(fixture.report, "theme-missing@paper/styles/mine/theme.yaml:2");
    fixture_free(&fixture);
}

static void test_fonts(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/theme.yaml",
               "extends: base\nembed: [A.otf, no.otf, ../x, b.ttf]\n");
    file_write("paper/styles/mine/fonts/A.otf", OTTO);
    file_write("paper/styles/mine/fonts/b.ttf", "no font at all");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    g_assert_cmpuint(theme->fonts->len, ==, 1);
    const ThemeFont *font = theme->fonts->pdata[0];
    g_assert_cmpstr(font->name, ==, "A.otf");
    g_assert_cmpstr(font->media_type, ==, "font/otf");
    check_said(fixture.report, "value-invalid@paper/styles/mine/theme.yaml:2 "
                               "value-invalid@paper/styles/mine/theme.yaml:2 "
                               "value-invalid@paper/styles/mine/theme.yaml:2");
    fixture_free(&fixture);
}

static void test_no_stylesheet(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/theme.yaml", "name: Mine\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    check_said(fixture.report, "file-unreadable@paper/styles/mine/book.css:0");
    fixture_free(&fixture);
}

/* What no e-reader survives is said where it stands. */
static void test_unsafe_css(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/book.css", "p { margin-top: 0 }\np { display: flex }\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    check_said(fixture.report, "css-unsafe@paper/styles/mine/book.css:2");
    fixture_free(&fixture);
}

/* A theme's links lead nowhere outside its shelf. */
static void test_links_out(void) {
    Fixture fixture = fixture_new();
    file_write("secret.css", "p { color: red }\n");
    files_touch("paper/styles/mine/theme.yaml");
    g_assert_cmpint(symlink("../../../secret.css", "paper/styles/mine/book.css"), ==, 0);
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    check_said(fixture.report, "file-unreadable@paper/styles/mine/book.css:0");
    fixture_free(&fixture);
}

/* What the theme below says holds until it is said anew. */
static void test_look(void) {
    Fixture fixture = fixture_new();
    file_write("shelf/base/theme.yaml",
               "cover: magazine\ncolours:\n  paper: '#FFF'\n  accent: \"#c8102e\"\n"
               "faces:\n  nameplate: Vollkorn, Noto Serif Display, Black\n");
    file_write("paper/styles/mine/theme.yaml", "extends: base\ncolours:\n  accent: 00ff7f\n"
                                               "faces:\n  text: Noto Sans\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    g_assert_cmpstr(theme->look.layout, ==, "magazine");
    g_assert_cmpstr(theme->look.paper, ==, "#ffffff");
    g_assert_cmpstr(theme->look.accent, ==, "#00ff7f");
    g_assert_null(theme->look.ink);
    g_assert_cmpstr(theme->look.nameplate_face, ==, "Vollkorn, Noto Serif Display, Black");
    g_assert_cmpstr(theme->look.text_face, ==, "Noto Sans");
    check_said(fixture.report, "");
    fixture_free(&fixture);
}

static void test_wrong_look(void) {
    Fixture fixture = fixture_new();
    file_write("paper/styles/mine/theme.yaml",
               "extends: base\ncover: broadsheet\ncolours:\n  paper: white\n  ink: #111111\n"
               "  accent: '#c8102'\nfaces: Vollkorn\n");
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    g_assert_null(theme->look.layout);
    g_assert_null(theme->look.paper);
    g_assert_null(theme->look.ink); /* the unquoted sign made a comment of it */
    g_assert_null(theme->look.accent);
    check_said(fixture.report, "value-invalid@paper/styles/mine/theme.yaml:2 "
                               "value-invalid@paper/styles/mine/theme.yaml:4 "
                               "value-invalid@paper/styles/mine/theme.yaml:5 "
                               "value-invalid@paper/styles/mine/theme.yaml:6 "
                               "value-invalid@paper/styles/mine/theme.yaml:7");
    fixture_free(&fixture);
}

/* Print's sheets stay apart, each known by its own file; its fonts are those that are named. */
static void test_print(void) {
    Fixture fixture = fixture_new();
    file_write("shelf/base/print.css", "p { orphans: 2 }");
    file_write("shelf/base/fonts/base.otf", OTTO);
    file_write("shelf/base/theme.yaml", "print_fonts: base.otf\n");
    file_write("paper/styles/mine/theme.yaml",
               "extends: base\nprint_fonts: [mine.otf, gone.otf]\n");
    file_write("paper/styles/mine/print.css", "p { orphans: 3 }");
    file_write("paper/styles/mine/fonts/mine.otf", OTTO);
    g_autoptr(Theme) theme = read_theme(&fixture, "mine");
    g_assert_nonnull(theme);
    g_assert_cmpuint(theme->print_css->len, ==, 2);
    static const struct {
        const char *path, *css;
    } rows[] = {{"base/print.css", "p { orphans: 2 }"},
                {"styles/mine/print.css", "p { orphans: 3 }"}};
    for (guint i = 0; i < theme->print_css->len; i++) {
        const ThemeSheet *sheet = theme->print_css->pdata[i];
        g_assert_true(g_str_has_suffix(sheet->display_path, rows[i].path));
        g_autofree char *css =
            g_strndup(g_bytes_get_data(sheet->css, NULL), g_bytes_get_size(sheet->css));
        g_assert_cmpstr(css, ==, rows[i].css);
    }
    g_assert_cmpuint(theme->print_fonts->len, ==, 2);
    g_assert_cmpstr(((const ThemeFont *)theme->print_fonts->pdata[0])->name, ==, "base.otf");
    g_assert_cmpstr(((const ThemeFont *)theme->print_fonts->pdata[1])->name, ==, "mine.otf");
    g_assert_cmpuint(theme->fonts->len, ==, 0); /* no book holds them */
    g_assert_cmpuint(report_length(fixture.report), ==, 1);
    g_assert_nonnull(strstr(report_get(fixture.report, 0)->message, "gone.otf"));
    fixture_free(&fixture);
}

static void add_tests(void) {
    g_test_add_func("/read/theme/shelves", test_shelves);
    g_test_add_func("/read/theme/extends", test_extending);
    g_test_add_func("/read/theme/look", test_look);
    g_test_add_func("/read/theme/look-wrong", test_wrong_look);
    g_test_add_func("/read/theme/circles", test_circles);
    g_test_add_func("/read/theme/missing", test_missing);
    g_test_add_func("/read/theme/missing-parent", test_missing_parent);
    g_test_add_func("/read/theme/fonts", test_fonts);
    g_test_add_func("/read/theme/print", test_print);
    g_test_add_func("/read/theme/no-stylesheet", test_no_stylesheet);
    g_test_add_func("/read/theme/unsafe", test_unsafe_css);
    g_test_add_func("/read/theme/links", test_links_out);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
