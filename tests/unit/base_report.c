/* Reports: places, order, what is harmless to a terminal, and nothing lost in silence. */
#include "base/report.h"

#include "base/json.h"
#include "base/limits.h"

#include <string.h>

static char *printed_in(const Report *report, ReportStyle style, bool as_json) {
    char *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    (as_json ? report_print_json : report_print)(report, stream, style);
    fclose(stream);
    char *copy = g_strdup(said);
    free(said); /* the C library's own */
    return copy;
}

static void assert_prints(const Report *report, const char *expected) {
    g_autofree char *said = printed_in(report, (ReportStyle){0}, false);
    g_assert_cmpstr(said, ==, expected);
}

static void test_catalogue(void) {
    g_assert_cmpstr(diagnostic_name(DIAGNOSTIC_IMAGE_MISSING), ==, "image-missing");
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++) {
        const char *name = diagnostic_name((DiagnosticCode)code);
        g_assert_true(g_hash_table_add(names, (gpointer)name)); /* no two alike */
        g_assert_cmpuint(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), ==, strlen(name));
    }
    g_assert_cmpstr(level_name(LEVEL_NOTE), ==, "note");
    g_assert_cmpstr(level_name(LEVEL_ERROR), ==, "error");
}

static void test_places(void) {
    g_autoptr(Report) report = report_new();
    Place key = {.file = "issue.yaml", .line = 3, .column = 8, .detail = "date"};
    Place whole = {.file = "issue.yaml", .detail = "date"};
    Place nowhere = {0};
    report_add(report, DIAGNOSTIC_DATE_MISSING, nowhere, NULL, NULL);
    report_add(report, DIAGNOSTIC_DATE_MISSING, place_file("a.md"), "write it", NULL);
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_at("a.md", 14, 7), NULL, "x", NULL);
    report_add(report, DIAGNOSTIC_VALUE_INVALID, key, NULL, "soon", "date", NULL);
    report_add(report, DIAGNOSTIC_VALUE_INVALID, whole, NULL, "never", "date", NULL);
    assert_prints(report,
                  "warning: the issue has no date [date-missing]\n"
                  "  hint: write `date: 2023-06-28` into issue.yaml\n"
                  "a.md: warning: the issue has no date [date-missing]\n"
                  "  hint: write it\n"
                  "a.md:14:7: warning: these notes are called, but not there: x [note-missing]\n"
                  "  hint: write what it says on a line of its own: `[^1]: The note.`\n"
                  "issue.yaml:3:8:date: warning: \"soon\" is no value for date [value-invalid]\n"
                  "issue.yaml: date: warning: \"never\" is no value for date [value-invalid]\n");
}

/* Seven of a kind are three and a line that tells of the others; six, and errors, are all. */
static void test_many_of_a_kind(void) {
    g_autoptr(Report) report = report_new();
    static const uint32_t lines[] = {3, 5, 8, 9, 9, 12, 40};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        Place place = place_at("a.md", lines[i], (uint32_t)i + 1);
        report_add(report, DIAGNOSTIC_HEADING_EMPTY, place, i < 2 ? "h" : NULL, NULL);
        report_add(report, DIAGNOSTIC_IMAGE_MISSING, place_at("b.md", lines[i], 1), NULL, "x",
                   NULL);
        if (i > 0) {
            report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("c.md", lines[i], 1), NULL, NULL);
        }
    }
    report_sort(report);
    g_autofree char *text = printed_in(report, (ReportStyle){0}, false);
    g_assert_true(g_str_has_prefix(
        text, "a.md:3:1: repair: an empty heading was taken out [heading-empty]\n"
              "  hint: h\n"
              "a.md:5:2: repair: an empty heading was taken out [heading-empty]\n"
              "a.md:8:3: repair: an empty heading was taken out [heading-empty]\n"
              "a.md: repair: 4 more of this kind, in lines 9, 12, 40 [heading-empty]\n"
              "b.md:3:1: error: "));
    g_assert_nonnull(strstr(text, "\nb.md:40:1: error: "));
    g_assert_nonnull(strstr(text, "\nc.md:40:1: repair: "));
    g_assert_null(strstr(text, "c.md: "));
}

static void test_order(void) {
    g_autoptr(Report) report = report_new();
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("10-b.md", 1, 1), NULL, NULL);
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("2-a.md", 10, 1), NULL, NULL);
    report_add(report, DIAGNOSTIC_HEADING_LEVEL, place_at("2-a.md", 9, 5), NULL, NULL);
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("2-a.md", 9, 5), NULL, NULL);
    report_add(report, DIAGNOSTIC_HEADING_LEVEL, place_at("2-a.md", 9, 5), NULL, NULL); /* again */
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("2-a.md", 9, 2), NULL, NULL);
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_file("2-a.md"), NULL, NULL);
    report_add(report, DIAGNOSTIC_DATE_MISSING, (Place){0}, NULL, NULL);
    report_sort(report);
    static const struct {
        DiagnosticCode code;
        const char *file;
        uint32_t line, column;
    } expected[] = {
        {DIAGNOSTIC_DATE_MISSING, NULL, 0, 0},
        {DIAGNOSTIC_HEADING_EMPTY, "2-a.md", 0, 0},
        {DIAGNOSTIC_HEADING_EMPTY, "2-a.md", 9, 2},
        {DIAGNOSTIC_HEADING_LEVEL, "2-a.md", 9, 5}, /* as added */
        {DIAGNOSTIC_HEADING_EMPTY, "2-a.md", 9, 5},
        {DIAGNOSTIC_HEADING_EMPTY, "2-a.md", 10, 1},
        {DIAGNOSTIC_HEADING_EMPTY, "10-b.md", 1, 1},
    };
    g_assert_cmpuint(report_length(report), ==, G_N_ELEMENTS(expected));
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        g_assert_cmpint(diagnostic->code, ==, expected[i].code);
        g_assert_cmpstr(diagnostic->place.file, ==, expected[i].file);
        g_assert_cmpuint(diagnostic->place.line, ==, expected[i].line);
        g_assert_cmpuint(diagnostic->place.column, ==, expected[i].column);
    }
}

/* What differs in anything that is printed is no repeat. */
static void test_no_repeats(void) {
    g_autoptr(Report) report = report_new();
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file("a.md"), NULL, "x", NULL);
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file("b.md"), NULL, "x", NULL);
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file("a.md"), NULL, "y", NULL);
    report_add(report, DIAGNOSTIC_NOTE_UNCALLED, place_file("a.md"), NULL, "x", NULL);
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file("b.md"), NULL, "x", NULL);
    report_sort(report);
    g_assert_cmpuint(report_length(report), ==, 4);
    report_sort(report);
    g_assert_cmpuint(report_length(report), ==, 4);
    g_assert_cmpuint(report_count(report, LEVEL_WARNING), ==, 4);
    g_assert_cmpuint(report_count(report, LEVEL_ERROR), ==, 0);
    g_assert_true(report_has(report, DIAGNOSTIC_NOTE_UNCALLED));
    g_assert_false(report_has(report, DIAGNOSTIC_IMAGE_MISSING));
}

static void test_harmless(void) {
    g_autoptr(Report) report = report_new();
    g_autofree char *file = g_strdup("dir/\033]0;evil\007.md");
    g_autofree char *argument = g_strdup("a\r\nb\x9B\u202E\u2066 é{}");
    report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file(file), "h\033[2J", argument, NULL);
    memset(file, 'x', strlen(file)); /* copied, not kept */
    memset(argument, 'x', strlen(argument));
    assert_prints(report,
                  "dir/\uFFFD]0;evil\uFFFD.md: warning: these notes are called, but not there: "
                  "a\uFFFD\uFFFDb\uFFFD\uFFFD\uFFFD é{} [note-missing]\n"
                  "  hint: h\uFFFD[2J\n");
    g_autoptr(Report) long_report = report_new();
    g_autoptr(GString) letters = g_string_new(NULL);
    for (int i = 0; i < 301; i++) {
        g_string_append(letters, "é");
    }
    report_add(long_report, DIAGNOSTIC_NOTE_MISSING, (Place){0}, "h", letters->str, NULL);
    const char *message = report_get(long_report, 0)->message;
    g_assert_cmpint(g_utf8_strlen(message, -1), ==,
                    strlen("these notes are called, but not there: ") + 300 + 1);
    g_assert_true(g_str_has_suffix(message, "é…"));
}

static void test_merge(void) {
    Report *first = report_new();
    Report *second = report_new();
    Report *clean = report_new();
    report_add(first, DIAGNOSTIC_NOTE_MISSING, place_at("b.md", 1, 1), NULL, "x", NULL);
    report_add(second, DIAGNOSTIC_NOTE_MISSING, place_at("a.md", 1, 1), NULL, "y", NULL);
    report_merge_take(first, clean);
    report_merge_take(first, second);
    g_autoptr(Report) all = report_new();
    report_merge_take(all, first);
    report_add(all, DIAGNOSTIC_NOTE_MISSING, place_at("a.md", 1, 1), NULL, "z", NULL);
    report_sort(all);
    g_assert_cmpuint(report_length(all), ==, 3);
    g_assert_cmpstr(report_get(all, 0)->message, ==, "these notes are called, but not there: y");
    g_assert_cmpstr(report_get(all, 1)->message, ==, "these notes are called, but not there: z");
    g_assert_cmpstr(report_get(all, 2)->message, ==, "these notes are called, but not there: x");
}

static void say_many(Report *report, const char *file, uint32_t first, uint32_t count) {
    for (uint32_t line = first; line < first + count; line++) {
        report_add(report, DIAGNOSTIC_NOTE_MISSING, place_at(file, line, 3), NULL, "x", NULL);
    }
}

/* Past the bound of one code in one file the rest are counted; other files and codes are heard. */
static void test_many(void) {
    g_autoptr(Report) report = report_new();
    say_many(report, "a.md", 1, LIMIT_DIAGNOSTICS_PER_CODE + 5);
    say_many(report, "b.md", 1, LIMIT_DIAGNOSTICS_PER_CODE);
    report_add(report, DIAGNOSTIC_NOTE_UNCALLED, place_at("a.md", 900, 1), NULL, "x", NULL);
    report_sort(report);
    report_sort(report); /* told of once */
    g_assert_cmpuint(report_length(report), ==, 2 * LIMIT_DIAGNOSTICS_PER_CODE + 2);
    const Diagnostic *rest = report_get(report, LIMIT_DIAGNOSTICS_PER_CODE);
    g_assert_cmpstr(rest->message, ==, "5 more of this kind");
    g_assert_cmpint(rest->code, ==, DIAGNOSTIC_NOTE_MISSING);
    g_assert_cmpuint(rest->place.line, ==, LIMIT_DIAGNOSTICS_PER_CODE + 5);
    g_assert_cmpstr(rest->place.file, ==, "a.md");

    Report *part = report_new();
    g_autoptr(Report) whole = report_new();
    say_many(part, "a.md", 1, LIMIT_DIAGNOSTICS_PER_CODE + 2);
    report_merge_take(whole, part);
    say_many(whole, "a.md", 5000, 3); /* the bound holds across a merge */
    report_sort(whole);
    g_assert_cmpuint(report_length(whole), ==, LIMIT_DIAGNOSTICS_PER_CODE + 1);
    g_assert_cmpstr(report_get(whole, LIMIT_DIAGNOSTICS_PER_CODE)->message, ==,
                    "5 more of this kind");
}

/* A report of many files and one of many repeats are handled in no quadratic time. */
static void test_speed(void) {
    g_autoptr(Report) report = report_new();
    for (int i = 0; i < 40000; i++) {
        g_autofree char *file = g_strdup_printf("%d.md", i);
        g_autofree char *name = g_strdup_printf("n%d", i);
        report_add(report, DIAGNOSTIC_NOTE_MISSING, place_file(file), NULL, name, NULL);
    }
    say_many(report, "a.md", 1, 400000);
    report_sort(report);
    g_assert_cmpuint(report_length(report), ==, 40000 + LIMIT_DIAGNOSTICS_PER_CODE + 1);
}

static void test_levels_and_colour(void) {
    g_autoptr(Report) report = report_new();
    report_add(report, DIAGNOSTIC_HEADING_EMPTY, place_at("a.md", 1, 1), NULL, NULL);
    report_add(report, DIAGNOSTIC_DATE_MISSING, place_file("issue.yaml"), "h", NULL);
    g_autofree char *strict =
        printed_in(report, (ReportStyle){.least = LEVEL_WARNING, .strict = true}, false);
    g_assert_cmpstr(strict, ==,
                    "issue.yaml: error: the issue has no date [date-missing]\n  hint: h\n");
    g_autofree char *errors = printed_in(report, (ReportStyle){.least = LEVEL_ERROR}, false);
    g_assert_cmpstr(errors, ==, "");
    g_autofree char *colour = printed_in(report, (ReportStyle){.colour = true}, false);
    g_assert_nonnull(strstr(colour, "\033[33mwarning\033[0m: "));
    g_assert_nonnull(strstr(colour, "\033[32mrepair\033[0m: "));
}

static void test_json(void) {
    g_autoptr(Report) report = report_new();
    Place key = {.file = "issue.yaml", .line = 3, .column = 8, .detail = "date"};
    report_add(report, DIAGNOSTIC_VALUE_INVALID, key, NULL, "so\"on", "date", NULL);
    report_add(report, DIAGNOSTIC_DATE_MISSING, (Place){0}, "h", NULL);
    g_autofree char *said = printed_in(report, (ReportStyle){.strict = true}, true);
    g_assert_cmpstr(said, ==,
                    "{\"kind\":\"diagnostic\",\"code\":\"value-invalid\",\"level\":\"error\","
                    "\"file\":\"issue.yaml\",\"line\":3,\"column\":8,\"detail\":\"date\","
                    "\"message\":\"\\\"so\\\"on\\\" is no value for date\"}\n"
                    "{\"kind\":\"diagnostic\",\"code\":\"date-missing\",\"level\":\"error\","
                    "\"message\":\"the issue has no date\",\"hint\":\"h\"}\n");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/report/catalogue", test_catalogue);
    g_test_add_func("/base/report/places", test_places);
    g_test_add_func("/base/report/many-of-a-kind", test_many_of_a_kind);
    g_test_add_func("/base/report/order", test_order);
    g_test_add_func("/base/report/no-repeats", test_no_repeats);
    g_test_add_func("/base/report/harmless", test_harmless);
    g_test_add_func("/base/report/merge", test_merge);
    g_test_add_func("/base/report/many", test_many);
    g_test_add_func("/base/report/speed", test_speed);
    g_test_add_func("/base/report/levels-and-colour", test_levels_and_colour);
    g_test_add_func("/base/report/json", test_json);
    return g_test_run();
}
