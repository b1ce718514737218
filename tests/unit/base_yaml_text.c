/* YAML that Galley writes: what it reads back as, by its own reader; and how it looks. */
#include "base/yaml.h"
#include "base/yaml_text.h"

#include <string.h>

static void test_look(void) {
    g_autoptr(YamlText) yaml = yaml_text_new();
    yaml_text_add(yaml, "title", "Strike: day two");
    yaml_text_add(yaml, "deck", NULL);
    yaml_text_add(yaml, "date", "2026-05-01");
    yaml_text_begin_list(yaml, "authors");
    yaml_text_add(yaml, NULL, "Olive Schreiner");
    yaml_text_begin_map(yaml, NULL);
    yaml_text_add(yaml, "name", "夏目 漱石");
    yaml_text_end(yaml);
    yaml_text_end(yaml);
    yaml_text_add(yaml, "draft", "yes");
    yaml_text_add_boolean(yaml, "published", FALSE);
    g_autofree char *text = yaml_text_finish(yaml);
    g_assert_cmpstr(text, ==,
                    "title: 'Strike: day two'\ndate: 2026-05-01\nauthors:\n- Olive Schreiner\n"
                    "- name: 夏目 漱石\ndraft: \"yes\"\npublished: false\n");
}

static void test_empty(void) {
    g_autoptr(YamlText) yaml = yaml_text_new();
    g_autofree char *text = yaml_text_finish(yaml);
    g_assert_cmpstr(text, ==, "");
}

static void test_reads_back(void) {
    static const char *const texts[] = {
        "",     "~",         "null",        "- a",   "? b",     "a: b",     "a #b", "#a",
        "\"",   "'",         "it's \"so\"", "---",   "...",     "%x",       "@x",   "`x",
        "&x",   "*x",        "!x",          "|",     ">",       "[x",       "{x",   "x, y",
        "a\nb", "a\n\n b\n", "\ttab",       " lead", "trail ",  "é\u2028x", "\\",   "1e3",
        "0x1F", "=",         "مرحبا: بكم",  "🙂",  "\u00A0x", "\x7F",     "y",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(YamlText) yaml = yaml_text_new();
        yaml_text_add(yaml, "title", texts[i]);
        g_autofree char *text = yaml_text_finish(yaml);
        g_autoptr(Report) report = report_new();
        g_autoptr(YamlValue) map = yaml_parse(text, strlen(text), "a.yaml", 1, report);
        g_assert_cmpuint(report_length(report), ==, 0);
        g_assert_cmpstr(yaml_get(map, "title")->text, ==, texts[i]);
        g_assert_false(yaml_get(map, "title")->is_null);
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/yaml-text/look", test_look);
    g_test_add_func("/base/yaml-text/empty", test_empty);
    g_test_add_func("/base/yaml-text/reads-back", test_reads_back);
    return g_test_run();
}
