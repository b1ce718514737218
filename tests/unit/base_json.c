/* JSON answers: order, absence, escapes (RFC 8259, 7). */
#include "base/json.h"

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

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/json/value", test_value);
    g_test_add_func("/base/json/escapes", test_escapes);
    return g_test_run();
}
