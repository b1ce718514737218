/* YAML as an editor writes it: text, lists and maps with their places. The home of libyaml; its
 * event stream is bounded (LIMIT_YAML_*), aliases, anchors and tags are refused, a key given twice
 * is reported and the first one holds. Everything scalar is text: what a value means, its reader
 * says. */
#ifndef GALLEY_BASE_YAML_H
#define GALLEY_BASE_YAML_H

#include "base/report.h"

typedef enum { YAML_VALUE_TEXT, YAML_VALUE_LIST, YAML_VALUE_MAP } YamlValueKind;

typedef struct YamlValue YamlValue;
struct YamlValue {
    YamlValueKind kind;
    uint32_t line, column; /* from 1, in the file that holds it */
    char *text;            /* TEXT: never NULL; an empty plain scalar or ~ or null is "" */
    bool is_null;          /* TEXT: plain and empty, ~ or null */
    bool is_quoted;    /* TEXT: written with quotes or as a block, so never a number or a boolean */
    GPtrArray *keys;   /* MAP: YamlValue of kind TEXT */
    GPtrArray *values; /* MAP and LIST: YamlValue */
};

/* Parses one document. `first_line` is the line in the file where `text` begins (front matter: 2).
 * Places carry `file`. Empty text gives an empty map. NULL after a syntax error, which is reported
 * as yaml-syntax with libyaml's problem at its place. `text` must be valid UTF-8. */
YamlValue *yaml_parse(const char *text, size_t length_bytes, const char *file, uint32_t first_line,
                      Report *report);
void yaml_value_free(YamlValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlValue, yaml_value_free)

/* The value of a key in a map, NULL if absent or `map` is no map. */
const YamlValue *yaml_get(const YamlValue *map, const char *key);
/* The text of a key; NULL if absent, null, or no text. */
const char *yaml_get_text(const YamlValue *map, const char *key);
/* true/yes/on and false/no/off, any case, unquoted. Returns false if it is neither. */
bool yaml_as_boolean(const YamlValue *value, bool *answer);
Place yaml_place(const YamlValue *value, const char *file, const char *key);

#endif
