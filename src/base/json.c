/* A thin hand on jansson: members in order, absent texts left out; reading without trust. */
#include "base/json.h"

#include <jansson.h>

struct JsonText {
    json_t *root;    /* NULL until the first value */
    GPtrArray *open; /* json_t *, borrowed: the open containers, the innermost last */
};

JsonText *json_text_new(void) {
    JsonText *json = g_new0(JsonText, 1);
    json->open = g_ptr_array_new();
    return json;
}

void json_text_free(JsonText *json) {
    json_decref(json->root);
    g_ptr_array_unref(json->open);
    g_free(json);
}

/* Takes the value. */
static void add(JsonText *json, const char *key, json_t *value) {
    json_t *into = json->open->len > 0 ? json->open->pdata[json->open->len - 1] : NULL;
    if (into == NULL) {
        json->root = value;
    } else if (key != NULL) {
        json_object_set_new(into, key, value);
    } else {
        json_array_append_new(into, value);
    }
}

static void begin(JsonText *json, const char *key, json_t *container) {
    add(json, key, container);
    g_ptr_array_add(json->open, container);
}

void json_text_begin_map(JsonText *json, const char *key) {
    begin(json, key, json_object());
}

void json_text_begin_list(JsonText *json, const char *key) {
    begin(json, key, json_array());
}

void json_text_end(JsonText *json) {
    g_ptr_array_set_size(json->open, (gint)json->open->len - 1);
}

void json_text_add(JsonText *json, const char *key, const char *text) {
    if (text != NULL) {
        g_autofree char *valid = g_utf8_make_valid(text, -1); /* paths are as they were typed */
        add(json, key, json_string(valid));
    }
}

void json_text_add_integer(JsonText *json, const char *key, int64_t number) {
    add(json, key, json_integer(number));
}

void json_text_add_boolean(JsonText *json, const char *key, bool truth) {
    add(json, key, json_boolean(truth));
}

char *json_text_finish(JsonText *json, bool indent) {
    char *text = json_dumps(json->root, (indent ? JSON_INDENT(2) : JSON_COMPACT) | JSON_ENCODE_ANY);
    char *copy = g_strdup(text);
    free(text);
    return copy;
}

/* Reading. A JsonValue is a json_t. */

JsonValue *json_value_parse(const char *text, size_t length_bytes) {
    return (JsonValue *)json_loadb(text, length_bytes, JSON_DECODE_ANY, NULL);
}

void json_value_free(JsonValue *value) {
    json_decref((json_t *)value);
}

const JsonValue *json_value_member(const JsonValue *map, const char *key) {
    return (const JsonValue *)json_object_get((const json_t *)map, key);
}

size_t json_value_count(const JsonValue *list) {
    return json_array_size((const json_t *)list);
}

const JsonValue *json_value_item(const JsonValue *list, size_t index) {
    return (const JsonValue *)json_array_get((const json_t *)list, index);
}

const char *json_value_text(const JsonValue *value) {
    return json_string_value((const json_t *)value);
}
