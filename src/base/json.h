/* JSON answers, written by json-glib, whose home this is. A JsonText grows one value; members keep
 * the order in which they were added. */
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

#endif
