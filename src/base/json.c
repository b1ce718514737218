/* A thin hand on json-glib's builder: members in order, absent texts left out. */
#include "base/json.h"

#include <json-glib/json-glib.h>

struct JsonText {
    JsonBuilder *builder;
    GArray *is_map; /* bool: the open containers */
};

JsonText *json_text_new(void) {
    JsonText *json = g_new0(JsonText, 1);
    json->builder = json_builder_new();
    json->is_map = g_array_new(FALSE, FALSE, sizeof(bool));
    return json;
}

void json_text_free(JsonText *json) {
    g_object_unref(json->builder);
    g_array_unref(json->is_map);
    g_free(json);
}

static void add_key(JsonText *json, const char *key) {
    if (key != NULL) {
        json_builder_set_member_name(json->builder, key);
    }
}

void json_text_begin_map(JsonText *json, const char *key) {
    bool is_map = true;
    add_key(json, key);
    json_builder_begin_object(json->builder);
    g_array_append_val(json->is_map, is_map);
}

void json_text_begin_list(JsonText *json, const char *key) {
    bool is_map = false;
    add_key(json, key);
    json_builder_begin_array(json->builder);
    g_array_append_val(json->is_map, is_map);
}

void json_text_end(JsonText *json) {
    guint last = json->is_map->len - 1;
    if (g_array_index(json->is_map, bool, last)) {
        json_builder_end_object(json->builder);
    } else {
        json_builder_end_array(json->builder);
    }
    g_array_set_size(json->is_map, last);
}

void json_text_add(JsonText *json, const char *key, const char *text) {
    if (text != NULL) {
        add_key(json, key);
        json_builder_add_string_value(json->builder, text);
    }
}

void json_text_add_integer(JsonText *json, const char *key, int64_t number) {
    add_key(json, key);
    json_builder_add_int_value(json->builder, number);
}

void json_text_add_boolean(JsonText *json, const char *key, bool truth) {
    add_key(json, key);
    json_builder_add_boolean_value(json->builder, truth);
}

char *json_text_finish(JsonText *json, bool indent) {
    g_autoptr(JsonNode) root = json_builder_get_root(json->builder);
    return json_to_string(root, indent);
}
