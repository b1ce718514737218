/* `print:`: sizes by name and by number, lengths with their units, and what is wrong with them. */
#include "read/settings.h"

#include "read_fixture.h"

typedef struct {
    Settings settings;
    Report *report;
} Fixture;

static Fixture read_print(const char *keys) {
    Fixture fixture = {.report = report_new()};
    char *place = files_new();
    g_autofree char *yaml = g_strconcat("title: A\nprint:\n", keys, NULL);
    file_write("s.yaml", yaml);
    g_autoptr(Root) root = root_open(".", NULL);
    settings_read(&fixture.settings, root, "s.yaml", "in/s.yaml", SETTINGS_OF_ISSUE,
                  fixture.report);
    files_free(place);
    return fixture;
}

static void fixture_free(Fixture *fixture) {
    settings_clear(&fixture->settings);
    report_free(fixture->report);
}

static void test_every_key(void) {
    Fixture fixture = read_print("  preset: kdp\n  trim: 6x9\n  bleed: 0.125in\n  marks: no\n"
                                 "  output_intent: press.icc\n  paper_mm: 0.1\n  pages: 16\n");
    const PrintWish *wish = &fixture.settings.print;
    check_said(fixture.report, "");
    g_assert_cmpstr(wish->preset, ==, "kdp");
    g_assert_cmpfloat_with_epsilon(wish->trim_width_mm, 152.4, 1e-9);
    g_assert_cmpfloat_with_epsilon(wish->trim_height_mm, 228.6, 1e-9);
    g_assert_true(wish->has_bleed);
    g_assert_cmpfloat_with_epsilon(wish->bleed_mm, 3.175, 1e-9);
    g_assert_true(wish->has_marks && !wish->marks);
    g_assert_cmpstr(wish->output_intent, ==, "press.icc");
    g_assert_nonnull(wish->output_intent_root);
    g_assert_cmpfloat_with_epsilon(wish->paper_mm, 0.1, 1e-9);
    g_assert_cmpuint(wish->pages, ==, 16);
    fixture_free(&fixture);
}

static void test_trims(void) {
    static const struct {
        const char *said;
        double width_mm, height_mm;
    } rows[] = {
        {"A5", 148, 210},
        {"a4", 210, 297},
        {"Half letter", 139.7, 215.9},
        {"half-letter", 139.7, 215.9},
        {"letter", 215.9, 279.4},
        {"tabloid", 280, 400},
        {"148x210", 148, 210},
        {"148 x 210 mm", 148, 210},
        {"14.8 × 21 cm", 148, 210},
        {"5.5x8.5in", 139.7, 215.9},
        {"5.5in x 8.5in", 139.7, 215.9},
        {"8.5x11", 215.9, 279.4},
        {"'6\" x 9\"'", 152.4, 228.6},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *keys = g_strdup_printf("  trim: %s\n", rows[i].said);
        Fixture fixture = read_print(keys);
        check_said(fixture.report, "");
        g_assert_cmpfloat_with_epsilon(fixture.settings.print.trim_width_mm, rows[i].width_mm,
                                       1e-9);
        g_assert_cmpfloat_with_epsilon(fixture.settings.print.trim_height_mm, rows[i].height_mm,
                                       1e-9);
        fixture_free(&fixture);
    }
}

/* Each line is wrong in its own way; none is taken. */
static void test_wrong_values(void) {
    static const char *const wrong[] = {
        "trim: huge",   "trim: 148",       "trim: x210",    "trim: 148x210 miles", "trim: 1x3in",
        "trim: 5x8000", "trim: 148xx210",  "trim: 1e3x200", "bleed: lots",         "bleed: 3 miles",
        "bleed: 60mm",  "bleed: -3mm",     "marks: maybe",  "paper_mm: thick",     "paper_mm: 0",
        "paper_mm: 30", "pages: fourteen", "pages: 0",      "pages: -4",           "pages: 2.5",
        "pages: 99999", "trim: [A5]",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *keys = g_strdup_printf("  %s\n", wrong[i]);
        Fixture fixture = read_print(keys);
        const PrintWish *wish = &fixture.settings.print;
        check_said(fixture.report, "value-invalid@in/s.yaml:3");
        g_assert_true(wish->trim_width_mm == 0 && !wish->has_bleed && !wish->has_marks &&
                      wish->paper_mm == 0 && wish->pages == 0);
        fixture_free(&fixture);
    }
}

static void test_names_that_are_near(void) {
    Fixture fixture = read_print("  presets: kdp\n  bleeds: 3mm\n  margins: 9mm\n");
    check_said(fixture.report, "key-unknown@in/s.yaml:3 key-unknown@in/s.yaml:4");
    fixture_free(&fixture);
    Fixture flat = read_print("  newspaper\n");
    check_said(flat.report, "value-invalid@in/s.yaml:3");
    fixture_free(&flat);
}

/* An issue's own word wins, key by key. */
static void test_inheriting(void) {
    Fixture issue = read_print("  trim: A5\n  marks: false\n");
    Fixture publication = read_print("  trim: A4\n  bleed: 5mm\n  marks: true\n  preset: generic\n"
                                     "  output_intent: p.icc\n  pages: 8\n");
    settings_inherit(&issue.settings, &publication.settings);
    const PrintWish *wish = &issue.settings.print;
    g_assert_cmpfloat(wish->trim_width_mm, ==, 148);
    g_assert_true(wish->has_marks && !wish->marks);
    g_assert_cmpfloat(wish->bleed_mm, ==, 5);
    g_assert_cmpstr(wish->preset, ==, "generic");
    g_assert_cmpstr(wish->output_intent, ==, "p.icc");
    g_assert_true(wish->output_intent_root == publication.settings.print.output_intent_root);
    g_assert_cmpuint(wish->places[PRINT_KEY_TRIM].line, ==, 3); /* the issue's own */
    g_assert_cmpuint(wish->places[PRINT_KEY_BLEED].line, ==, 4);
    g_assert_cmpstr(wish->places[PRINT_KEY_BLEED].file, ==, "in/s.yaml");
    g_assert_null(wish->places[PRINT_KEY_PAPER].file);
    g_assert_cmpuint(wish->pages, ==, 8);
    fixture_free(&publication);
    fixture_free(&issue);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/print-keys/every", test_every_key);
    g_test_add_func("/print-keys/trims", test_trims);
    g_test_add_func("/print-keys/wrong", test_wrong_values);
    g_test_add_func("/print-keys/near", test_names_that_are_near);
    g_test_add_func("/print-keys/inheriting", test_inheriting);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
