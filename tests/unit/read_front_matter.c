/* Front matter: where it begins and ends, and what is none. */
#include "read/front_matter.h"

#include <string.h>

/* "YAML|TEXT|LINE", "-" for no YAML, then what is said. */
static char *split(const char *text) {
    g_autoptr(Report) report = report_new();
    FrontMatter front = front_matter_split(text, strlen(text), "in/a.md", report);
    GString *out = g_string_new(NULL);
    if (front.yaml != NULL) {
        g_string_append_len(out, front.yaml, (gssize)front.yaml_bytes);
    } else {
        g_string_append_c(out, '-');
    }
    g_string_append_c(out, '|');
    g_string_append_len(out, front.text, (gssize)front.text_bytes);
    g_string_append_printf(out, "|%u", front.text_line);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_string_append_printf(out, " !%s@%u:%u", diagnostic_name(each->code), each->place.line,
                               each->place.column);
    }
    return g_string_free(out, FALSE);
}

static void check(const char *text, const char *expected) {
    g_autofree char *read = split(text);
    g_assert_cmpstr(read, ==, expected);
}

static void test_taken_apart(void) {
    check("---\ntitle: A\n---\nText.\n", "title: A\n|Text.\n|4");
    check("---\ntitle: A\n...\nText.\n", "title: A\n|Text.\n|4");
    check("---  \ntitle: A\n--- \nText.\n", "title: A\n|Text.\n|4");
    check("---\r\ntitle: A\r\n---\r\nText.\r\n", "title: A\r\n|Text.\r\n|4");
    check("---\ntitle: A\n---", "title: A\n||4");
    check("---\ntitle: A\n---\n", "title: A\n||4");
    check("---\n---\nText.\n", "|Text.\n|3");
    check("---\n# a comment\ntitle: A\n---\nText.\n", "# a comment\ntitle: A\n|Text.\n|5");
    check("---\n\"a key\": A\n---\nT\n", "\"a key\": A\n|T\n|4");
    check("---\nçédille: A\n---\nT\n", "çédille: A\n|T\n|4");
    check("---\ntags:\n- a\n---\nT\n", "tags:\n- a\n|T\n|5");
    check("---\ntitle: A\n---\nT\n\n---\n\nU\n", "title: A\n|T\n\n---\n\nU\n|4");
}

static void test_none(void) {
    check("", "-||1");
    check("Text.\n", "-|Text.\n|1");
    check("\n---\ntitle: A\n---\n", "-|\n---\ntitle: A\n---\n|1"); /* not at the very start */
    check("---\n", "-|---\n|1");
    check("---", "-|---|1");
    check("----\ntitle: A\n----\n", "-|----\ntitle: A\n----\n|1");
    check("---\n\nText after a line across.\n", "-|---\n\nText after a line across.\n|1");
    check("---\nA sentence: no key.\n---\n", "-|---\nA sentence: no key.\n---\n|1");
    check("---\nhttp://example.org\n---\n", "-|---\nhttp://example.org\n---\n|1");
    check("---\n\nNote: a paragraph.\n", "-|---\n\nNote: a paragraph.\n|1");
}

static void test_unclosed(void) {
    check("---\ntitle: A\n\nText.\n", "title: A\n|\nText.\n|3 !front-matter-unclosed@1:1");
    check("---\ntitle: A\n", "title: A\n||3 !front-matter-unclosed@1:1");
}

static void test_toml(void) {
    check("+++\ntitle = \"A\"\n+++\nText.\n", "-|Text.\n|4 !front-matter-toml@1:1");
    check("+++\ntitle = \"A\"\n", "-|+++\ntitle = \"A\"\n|1 !front-matter-toml@1:1");
    check("+++\n\nText.\n", "-|+++\n\nText.\n|1");
}

static void check_encoding(const char *text, const char *expected) {
    g_autofree char *encoding = front_matter_peek(text, strlen(text), "encoding");
    g_assert_cmpstr(encoding, ==, expected);
}

static void test_encoding(void) {
    check_encoding("---\ntitle: Caf\xE9\nencoding: iso-8859-1\n---\n", "iso-8859-1");
    check_encoding("---\nEncoding: \"windows-1250\"\n---\n", "windows-1250");
    check_encoding("---\ntitle: A\n---\nencoding: no\n", NULL);
    check_encoding("encoding: no\n", NULL);
    check_encoding("---\nencoding: \xE9\n---\n", NULL);
    check_encoding("---", NULL);
    check_encoding("", NULL);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/front-matter/taken-apart", test_taken_apart);
    g_test_add_func("/read/front-matter/none", test_none);
    g_test_add_func("/read/front-matter/unclosed", test_unclosed);
    g_test_add_func("/read/front-matter/toml", test_toml);
    g_test_add_func("/read/front-matter/encoding", test_encoding);
    return g_test_run();
}
