/* Front matter as people write it, mended line for line. */
#include "read/mend_yaml.h"

#include <string.h>

/* The mended text, then ` @LINE:COLUMN` for each report. */
static void check(const char *yaml, const char *expected) {
    g_autoptr(Report) report = report_new();
    g_autofree char *mended = mend_yaml(yaml, strlen(yaml), "in/a.md", 2, report);
    g_autoptr(GString) out = g_string_new(mended);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_assert_cmpint(each->code, ==, DIAGNOSTIC_YAML_MENDED);
        g_string_append_printf(out, " @%u:%u", each->place.line, each->place.column);
    }
    g_assert_cmpstr(out->str, ==, expected);
}

static void test_values_are_quoted(void) {
    check("title: Strike: day two\n", "title: 'Strike: day two'\n @2:8");
    check("a: x\r\ntitle: It's over:\r\n", "a: x\ntitle: 'It''s over:'\n @3:8");
    check("title: @home\n", "title: '@home'\n @2:8");
    check("title: *Grapes*, again\n", "title: '*Grapes*, again'\n @2:8");
    check("title: [Review] Ghosts\n", "title: '[Review] Ghosts'\n @2:8");
    check("титул: «Кто?»: ответ\n", "титул: '«Кто?»: ответ'\n @2:8");
    check("authors:\n- @one\n", "authors: \n- '@one'\n @3:3");
}

static void test_quotation_marks(void) {
    check("title: \"Never closed\n", "title: 'Never closed'\n @2:8");
    check("title: \"Never\" again: no\n", "title: '\"Never\" again: no'\n @2:8");
    check("title: \"He said \"no\" twice\"\n", "title: 'He said \"no\" twice'\n @2:8");
    check("title: 'It's over'\n", "title: 'It''s over'\n @2:8");
    check("title: \"C:\\paper\"\n", "title: 'C:\\paper'\n @2:8");
    check("title: \"A \\\"fair\\\" copy\"\n", "title: \"A \\\"fair\\\" copy\"\n");
    check("title: 'It''s over'\n", "title: 'It''s over'\n");
    check("title: \"\n", "title: ''\n @2:8");
}

static void test_what_is_yaml_stays(void) {
    check("title: A\ndate: 2020-05-01 10:00:00\n", "title: A\ndate: 2020-05-01 10:00:00\n");
    check("tags: [a, b: c]\n", "tags: [a, b: c]\n");
    check("deck: >-\n  Two: three\n\n  @four\nx: y: z\n",
          "deck: >-\n  Two: three\n\n  @four\nx: 'y: z'\n @6:4");
    check("# a: b: c\n", "# a: b: c\n");
    check("- name: A\n", "- name: A\n");
    check("", "");
}

static void test_tabs(void) {
    check("title:\tA\ntags:\n\t- a\n", "title: A\ntags: \n  - a\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/mend_yaml/values-are-quoted", test_values_are_quoted);
    g_test_add_func("/read/mend_yaml/quotation-marks", test_quotation_marks);
    g_test_add_func("/read/mend_yaml/what-is-yaml-stays", test_what_is_yaml_stays);
    g_test_add_func("/read/mend_yaml/tabs", test_tabs);
    return g_test_run();
}
