/* JSON (RFC 8259), by jansson, whose home this is. A JsonText grows one value; members keep the
 * order in which they were added. All texts are valid UTF-8. */
#ifndef GALLEY_BASE_JSON_H
#define GALLEY_BASE_JSON_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct JsonText JsonText;
JsonText *json_text_new(void);
void json_text_free(JsonText *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonText, json_text_free)
/* `key` is NULL inside a list and at the top. A NULL text is left out. */
void json_text_begin_map(JsonText *json, const char *key);
void json_text_begin_list(JsonText *json, const char *key);
void json_text_end(JsonText *json);
void json_text_add(JsonText *json, const char *key, const char *text);
void json_text_add_integer(JsonText *json, const char *key, int64_t number);
void json_text_add_boolean(JsonText *json, const char *key, bool truth);
/* The finished value on one line, without a newline; `indent`: spread over lines. Caller frees. */
char *json_text_finish(JsonText *json, bool indent);

/* Reading. What is asked of a NULL or of another kind of value is answered with NULL or 0, so that
 * questions can be strung together. */
typedef struct JsonValue JsonValue;
/* NULL if it is not JSON in UTF-8, or nested deeper than 2048. Of members of one name the last
 * stands. */
JsonValue *json_value_parse(const char *text, size_t length_bytes);
void json_value_free(JsonValue *value); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JsonValue, json_value_free)
/* What is handed out is borrowed from the whole. */
const JsonValue *json_value_member(const JsonValue *map, const char *key);
size_t json_value_count(const JsonValue *list);
const JsonValue *json_value_item(const JsonValue *list, size_t index);
const char *json_value_text(const JsonValue *value);

#endif
