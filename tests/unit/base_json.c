/* JSON answers: order, absence, escapes (RFC 8259, 7). */
#include "base/json.h"

#include <string.h>

static void test_value(void) {
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "issue");
    json_text_add(json, "absent", NULL);
    json_text_add_integer(json, "words", INT64_C(9007199254740993));
    json_text_add_integer(json, "below", -1);
    json_text_add_boolean(json, "draft", false);
    json_text_begin_list(json, "articles");
    json_text_add(json, NULL, "a");
    json_text_begin_map(json, NULL);
    json_text_end(json);
    json_text_begin_list(json, NULL);
    json_text_end(json);
    json_text_end(json);
    json_text_add(json, "after", "z");
    json_text_end(json);
    g_autofree char *line = json_text_finish(json, false);
    g_assert_cmpstr(line, ==,
                    "{\"kind\":\"issue\",\"words\":9007199254740993,\"below\":-1,\"draft\":false,"
                    "\"articles\":[\"a\",{},[]],\"after\":\"z\"}");
    g_autofree char *spread = json_text_finish(json, true);
    g_assert_nonnull(g_strstr_len(spread, -1, "\n"));
}

static void test_escapes(void) {
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_list(json, NULL);
    json_text_add(json, NULL, "\"\\/\n\t\x01");
    json_text_add(json, NULL, "é صورة 字 \U0001F600");
    json_text_add(json, NULL, "");
    json_text_end(json);
    g_autofree char *line = json_text_finish(json, false);
    g_assert_cmpstr(line, ==, "[\"\\\"\\\\/\\n\\t\\u0001\",\"é صورة 字 \U0001F600\",\"\"]");
}

static JsonValue *parse(const char *text) {
    return json_value_parse(text, strlen(text));
}

static void test_reading(void) {
    g_autoptr(JsonValue) value = parse("{\"a\": [\"\\u00e9\", 2, {\"b\": \"c\"}], \"n\": null}");
    const JsonValue *list = json_value_member(value, "a");
    g_assert_cmpuint(json_value_count(list), ==, 3);
    g_assert_cmpstr(json_value_text(json_value_item(list, 0)), ==, "é");
    g_assert_null(json_value_text(json_value_item(list, 1)));
    g_assert_cmpstr(json_value_text(json_value_member(json_value_item(list, 2), "b")), ==, "c");
    g_assert_null(json_value_item(list, 3));
    g_assert_null(json_value_text(json_value_member(value, "n")));
    g_assert_null(json_value_text(json_value_member(json_value_member(value, "x"), "y")));
    g_assert_cmpuint(json_value_count(value), ==, 0);
    g_assert_cmpuint(json_value_count(NULL), ==, 0);
}

static void test_refused(void) {
    static const char *const bad[] = {"", "{", "[1,]", "{'a': 1}", "[] []", "\"\xff\"", "nul"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_null(parse(bad[i]));
    }
    g_autoptr(GString) deep = g_string_new(NULL);
    for (unsigned i = 0; i < 100000; i++) {
        g_string_append_c(deep, '[');
    }
    g_assert_null(parse(deep->str));
}

/* A path may be no UTF-8; the answer is. */
static void test_invalid_text(void) {
    g_autoptr(JsonText) json = json_text_new();
    json_text_begin_list(json, NULL);
    json_text_add(json, NULL, "a\xff");
    json_text_end(json);
    g_autofree char *line = json_text_finish(json, false);
    g_assert_cmpstr(line, ==, "[\"a\uFFFD\"]");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/json/value", test_value);
    g_test_add_func("/base/json/escapes", test_escapes);
    g_test_add_func("/json/reading", test_reading);
    g_test_add_func("/json/refused", test_refused);
    g_test_add_func("/json/invalid-text", test_invalid_text);
    return g_test_run();
}
