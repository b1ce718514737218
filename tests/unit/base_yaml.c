/* YAML as editors write it: values, places in characters, and what is refused with words that help.
 */
#include "base/yaml.h"

#include "base/limits.h"

#include <string.h>

static YamlValue *parse(const char *text, Report *report) {
    return yaml_parse(text, strlen(text), "a.md", 2, report);
}

static void assert_refused(const char *text, uint32_t line, uint32_t column, const char *problem) {
    g_autoptr(Report) report = report_new();
    g_assert_null(parse(text, report));
    g_assert_cmpuint(report_length(report), ==, 1);
    const Diagnostic *diagnostic = report_get(report, 0);
    g_assert_cmpint(diagnostic->code, ==, DIAGNOSTIC_YAML_SYNTAX);
    g_assert_cmpstr(diagnostic->place.file, ==, "a.md");
    g_assert_cmpuint(diagnostic->place.line, ==, line);
    g_assert_cmpuint(diagnostic->place.column, ==, column);
    g_assert_nonnull(strstr(diagnostic->message, problem));
}

static void test_values(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) root = parse("title: The Harbour\n"
                                      "empty:\n"
                                      "tilde: ~\n"
                                      "word: Null\n"
                                      "quoted: 'null'\n"
                                      "number: 007\n"
                                      "block: |\n"
                                      "  one\n"
                                      "  two\n"
                                      "list: [a, 'b: c', {x: y}]\n"
                                      "long:\n"
                                      "  - first # a comment\n"
                                      "  - second\n"
                                      "عنوان: \"é\\u0041\"\n",
                                      report);
    g_assert_cmpuint(report_length(report), ==, 0);
    g_assert_cmpint(root->kind, ==, YAML_VALUE_MAP);
    g_assert_cmpuint(root->keys->len, ==, 10);
    g_assert_cmpstr(yaml_get_text(root, "title"), ==, "The Harbour");
    g_assert_null(yaml_get_text(root, "empty"));
    g_assert_null(yaml_get_text(root, "tilde"));
    g_assert_null(yaml_get_text(root, "word"));
    g_assert_true(yaml_get(root, "empty")->is_null);
    g_assert_cmpstr(yaml_get(root, "tilde")->text, ==, "");
    g_assert_cmpstr(yaml_get_text(root, "quoted"), ==, "null");
    g_assert_true(yaml_get(root, "quoted")->is_quoted);
    g_assert_cmpstr(yaml_get_text(root, "number"), ==, "007");
    g_assert_false(yaml_get(root, "number")->is_quoted);
    g_assert_cmpstr(yaml_get_text(root, "block"), ==, "one\ntwo\n");
    g_assert_true(yaml_get(root, "block")->is_quoted);
    const YamlValue *list = yaml_get(root, "list");
    g_assert_cmpint(list->kind, ==, YAML_VALUE_LIST);
    g_assert_cmpuint(list->values->len, ==, 3);
    g_assert_cmpstr(((YamlValue *)list->values->pdata[1])->text, ==, "b: c");
    g_assert_cmpstr(yaml_get_text(list->values->pdata[2], "x"), ==, "y");
    g_assert_null(yaml_get_text(root, "list"));
    g_assert_cmpstr(((YamlValue *)yaml_get(root, "long")->values->pdata[0])->text, ==, "first");
    g_assert_cmpstr(yaml_get_text(root, "عنوان"), ==, "éA");
    g_assert_null(yaml_get(root, "Title")); /* keys are told apart by case */
    g_assert_null(yaml_get(list, "x"));
    g_assert_null(yaml_get(NULL, "x"));
}

static void test_empty(void) {
    static const char *const texts[] = {"", "\n\n", "# only a comment\n", "---\n", "~\n", "--- ~"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Report) report = report_new();
        g_autoptr(YamlValue) root = parse(texts[i], report);
        g_assert_nonnull(root);
        g_assert_cmpint(root->kind, ==, YAML_VALUE_MAP);
        g_assert_cmpuint(root->keys->len, ==, 0);
        g_assert_cmpuint(report_length(report), ==, 0);
    }
}

/* The text begins in line 2 of its file; columns count characters. */
static void test_places(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) root = parse("title: a\n"
                                      "\n"
                                      "# comment\n"
                                      "صفحة: القيمة\n"
                                      "list:\n"
                                      "  - 字字: {é: x}\n",
                                      report);
    const YamlValue *title = yaml_get(root, "title");
    g_assert_cmpuint(title->line, ==, 2);
    g_assert_cmpuint(title->column, ==, 8);
    const YamlValue *arabic = yaml_get(root, "صفحة");
    g_assert_cmpuint(arabic->line, ==, 5);
    g_assert_cmpuint(arabic->column, ==, 7);
    const YamlValue *key = root->keys->pdata[2];
    g_assert_cmpuint(key->line, ==, 6);
    g_assert_cmpuint(key->column, ==, 1);
    const YamlValue *item = yaml_get(root, "list")->values->pdata[0];
    const YamlValue *inner = yaml_get(item, "字字");
    g_assert_cmpuint(inner->line, ==, 7);
    g_assert_cmpuint(inner->column, ==, 9);
    g_assert_cmpuint(yaml_get(inner, "é")->column, ==, 13);
    Place place = yaml_place(title, "a.md", "title");
    g_assert_cmpuint(place.line, ==, 2);
    g_assert_cmpstr(place.detail, ==, "title");
    g_assert_cmpuint(yaml_place(NULL, "a.md", "title").line, ==, 0);
}

static void test_duplicates(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) root = parse("title: first\nother: x\ntitle: second\ntitle: 3\n", report);
    g_assert_cmpstr(yaml_get_text(root, "title"), ==, "first");
    g_assert_cmpuint(root->keys->len, ==, 2);
    g_assert_cmpuint(report_length(report), ==, 2);
    const Diagnostic *diagnostic = report_get(report, 0);
    g_assert_cmpint(diagnostic->code, ==, DIAGNOSTIC_YAML_DUPLICATE);
    g_assert_cmpuint(diagnostic->place.line, ==, 4);
    g_assert_cmpuint(diagnostic->place.column, ==, 1);
}

static void test_syntax(void) {
    assert_refused("title: Strike: day two\n", 2, 14, "a colon stands where none may");
    assert_refused("a: b\nc:\td\n\te: f\n", 4, 1, "a tab");
    assert_refused("title: \"open\nmore\n", 2, 8, "a quotation mark is never closed");
    assert_refused("title: 'it's'\n", 2, 12, "");
    assert_refused("title: @home\n", 2, 8, "means something to YAML");
    assert_refused("list: [a, b\nnext: c\n", 2, 7, "never closed");
    assert_refused("é: \"\\q\"\n", 2, 5, "a backslash");
    assert_refused("key: - item\n", 2, 6, "a list's dash");
    assert_refused("? [a]\n: b\n", 2, 3, "a key is a list or a map");
    assert_refused("a: b\n---\nc: d\n", 3, 1, "a second document");
}

/* A tag would swallow a word, an anchor too; aliases are how YAML bombs are made. */
static void test_refused_signs(void) {
    assert_refused("title: !Viva la huelga!\n", 2, 8, "begins with !");
    assert_refused("date: !!timestamp 2005-05-05\n", 2, 7, "begins with !");
    assert_refused("title: &Co. and friends\n", 2, 8, "* or &");
    assert_refused("title: &Co and friends\n", 2, 8, "* or &");
    assert_refused("title: *Strike*\n", 2, 8, "* or &");
    assert_refused("a: &x [1]\nb: *x\n", 2, 4, "* or &");
    assert_refused("a: &x {b: c}\n", 2, 4, "* or &");
    assert_refused("a: b\nc: *x\n", 3, 4, "* or &");
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) root = parse("a: '!Viva'\nb: \"*x*\"\nc: 'x & y'\nd: x & y!\n", report);
    g_assert_cmpstr(yaml_get_text(root, "a"), ==, "!Viva");
    g_assert_cmpstr(yaml_get_text(root, "d"), ==, "x & y!");
    g_assert_cmpuint(report_length(report), ==, 0);
}

static char *repeat(const char *text, size_t times) {
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < times; i++) {
        g_string_append(all, text);
    }
    return g_string_free(all, FALSE);
}

static void test_bounds(void) {
    g_autofree char *brackets = repeat("[", 60000);
    g_autofree char *dashes = repeat("- ", 30000);
    g_autofree char *braces = repeat("{a: ", 15000);
    const char *const deep[] = {brackets, dashes, braces};
    for (size_t i = 0; i < G_N_ELEMENTS(deep); i++) {
        g_autoptr(Report) report = report_new();
        g_assert_null(parse(deep[i], report));
        g_assert_cmpuint(report_length(report), ==, 1);
        g_assert_nonnull(strstr(report_get(report, 0)->message, "nested too deep"));
    }
    g_autofree char *items = repeat("- a\n", 15000);
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) list = parse(items, report);
    g_assert_cmpuint(list->values->len, ==, 15000);
    g_autofree char *too_many = repeat("-\n", 25000);
    assert_refused(too_many, 2 + LIMIT_YAML_VALUES - 1, 2, "too many values");
    g_autofree char *too_long = repeat("# 3456789\n", LIMIT_CONFIGURATION_BYTES / 10 + 1);
    assert_refused(too_long, 2, 1, "larger than 64 KB");
}

/* As many different keys as fit: told apart in no more time than a slow disk takes. */
static void test_many_keys(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 9000; i++) {
        g_string_append_printf(text, "%x:\n", (unsigned)i);
    }
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) root = parse(text->str, report);
    g_assert_cmpuint(root->keys->len, ==, 9000);
}

static void test_boolean(void) {
    static const struct {
        const char *text;
        int answer; /* -1: none */
    } rows[] = {
        {"true", 1},    {"Yes", 1}, {"ON", 1},      {"false", 0}, {"no", 0},  {"Off", 0},
        {"'true'", -1}, {"1", -1},  {"truely", -1}, {"~", -1},    {"[]", -1}, {"\"no\"", -1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup_printf("key: %s\n", rows[i].text);
        g_autoptr(Report) report = report_new();
        g_autoptr(YamlValue) root = parse(text, report);
        bool answer = false;
        bool is_boolean = yaml_as_boolean(yaml_get(root, "key"), &answer);
        g_assert_cmpint(is_boolean, ==, rows[i].answer >= 0);
        g_assert_true(!is_boolean || answer == (rows[i].answer == 1));
    }
    bool answer = false;
    g_assert_false(yaml_as_boolean(NULL, &answer));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/yaml/values", test_values);
    g_test_add_func("/base/yaml/empty", test_empty);
    g_test_add_func("/base/yaml/places", test_places);
    g_test_add_func("/base/yaml/duplicates", test_duplicates);
    g_test_add_func("/base/yaml/syntax", test_syntax);
    g_test_add_func("/base/yaml/refused-signs", test_refused_signs);
    g_test_add_func("/base/yaml/bounds", test_bounds);
    g_test_add_func("/base/yaml/many-keys", test_many_keys);
    g_test_add_func("/base/yaml/boolean", test_boolean);
    return g_test_run();
}
