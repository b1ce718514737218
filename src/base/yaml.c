/* YAML through libyaml's events, never its document loader: events have places and can be bounded.
 */
#include "base/yaml.h"

#include "base/limits.h"

#include <string.h>
#include <yaml.h>

typedef struct {
    yaml_parser_t parser;
    const char *file;
    uint32_t first_line;
    Report *report;
    size_t values;
    bool has_failed;
} Parse;

static YamlValue *parse_value(Parse *parse, yaml_event_t *event, unsigned depth);

void yaml_value_free(YamlValue *value) {
    if (value == NULL) {
        return;
    }
    g_free(value->text);
    g_clear_pointer(&value->keys, g_ptr_array_unref);
    g_clear_pointer(&value->values, g_ptr_array_unref);
    g_free(value);
}

static YamlValue *value_new(YamlValueKind kind) {
    YamlValue *value = g_new0(YamlValue, 1);
    value->kind = kind;
    if (kind != YAML_VALUE_TEXT) {
        value->values = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_value_free);
    }
    if (kind == YAML_VALUE_MAP) {
        value->keys = g_ptr_array_new_with_free_func((GDestroyNotify)yaml_value_free);
    }
    return value;
}

static void refuse(Parse *parse, yaml_mark_t mark, const char *problem) {
    if (!parse->has_failed) {
        Place place = place_at(parse->file, (uint32_t)mark.line + parse->first_line,
                               (uint32_t)mark.column + 1);
        report_add(parse->report, DIAGNOSTIC_YAML_SYNTAX, place, NULL, problem, NULL);
    }
    parse->has_failed = true;
}

/* libyaml's problem in the editor's words, where its own would not help. Some problems are found
 * far behind their cause, which libyaml calls the context. */
typedef struct {
    const char *part;
    const char *words;
    bool is_at_context;
} Explanation;

static const Explanation explanations[] = {
    {"mapping values are not allowed", "a colon stands where none may", false},
    {"found character that cannot start any token",
     "a value begins with a character that means something to YAML (a tab, %, @ or `)", false},
    {"found unexpected end of stream", "a quotation mark is never closed", true},
    {"could not find expected ':'", "a key has no colon after it", true},
    {"did not find expected key",
     "a line is not indented like the one before it, or a quoted value goes on after its closing "
     "mark",
     false},
    {"did not find expected ',' or ']'", "a list between [ and ] is never closed", true},
    {"did not find expected ',' or '}'", "a map between { and } is never closed", true},
    {"found unknown escape character",
     "a backslash stands between double quotation marks; use single ones", false},
    {"did not find expected alphabetic", "a value begins with * or &", true},
    {"block sequence entries are not allowed", "a list's dash stands on the line of its key",
     false},
};

static void refuse_problem(Parse *parse) {
    const yaml_parser_t *parser = &parse->parser;
    const char *problem = parser->problem ? parser->problem : "it cannot be read";
    for (size_t i = 0; i < G_N_ELEMENTS(explanations); i++) {
        const Explanation *row = &explanations[i];
        if (strstr(problem, row->part) != NULL) {
            bool is_at_context = row->is_at_context && parser->context != NULL;
            refuse(parse, is_at_context ? parser->context_mark : parser->problem_mark, row->words);
            return;
        }
    }
    refuse(parse, parser->problem_mark, problem);
}

static bool next_event(Parse *parse, yaml_event_t *event) {
    if (parse->has_failed) {
        return false;
    }
    if (!yaml_parser_parse(&parse->parser, event)) {
        refuse_problem(parse);
        return false;
    }
    return true;
}

static YamlValue *parse_text(const yaml_event_t *event) {
    YamlValue *value = value_new(YAML_VALUE_TEXT);
    const char *text = (const char *)event->data.scalar.value;
    value->is_quoted = event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
    value->is_null = !value->is_quoted && (*text == '\0' || strcmp(text, "~") == 0 ||
                                           g_ascii_strcasecmp(text, "null") == 0);
    value->text = g_strdup(value->is_null ? "" : text);
    return value;
}

/* What a value begins with that Galley does not take, or NULL. A tag would swallow a word: the
 * title `!Viva la huelga!` would be "la huelga!". */
static const char *find_refused(const yaml_event_t *event) {
    const yaml_char_t *anchor = NULL;
    const yaml_char_t *tag = NULL;
    if (event->type == YAML_SCALAR_EVENT) {
        anchor = event->data.scalar.anchor;
        tag = event->data.scalar.tag;
    } else if (event->type == YAML_MAPPING_START_EVENT) {
        anchor = event->data.mapping_start.anchor;
        tag = event->data.mapping_start.tag;
    } else if (event->type == YAML_SEQUENCE_START_EVENT) {
        anchor = event->data.sequence_start.anchor;
        tag = event->data.sequence_start.tag;
    } else {
        anchor = (const yaml_char_t *)"*"; /* an alias */
    }
    return tag != NULL      ? "a value begins with !, which only quoted text may"
           : anchor != NULL ? "a value begins with * or &, which only quoted text may"
                            : NULL;
}

/* Takes key and value. `seen` borrows the keys that the map has. */
static void add_pair(Parse *parse, YamlValue *map, GHashTable *seen, YamlValue *key,
                     YamlValue *value) {
    if (g_hash_table_contains(seen, key->text)) {
        Place place = place_at(parse->file, key->line, key->column);
        report_add(parse->report, DIAGNOSTIC_YAML_DUPLICATE, place, NULL, key->text, NULL);
        yaml_value_free(key);
        yaml_value_free(value);
        return;
    }
    g_hash_table_add(seen, key->text);
    g_ptr_array_add(map->keys, key);
    g_ptr_array_add(map->values, value);
}

static void parse_map(Parse *parse, YamlValue *map, unsigned depth) {
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    yaml_event_t event;
    while (next_event(parse, &event)) {
        if (event.type == YAML_MAPPING_END_EVENT) {
            yaml_event_delete(&event);
            return;
        }
        yaml_mark_t mark = event.start_mark;
        g_autoptr(YamlValue) key = parse_value(parse, &event, depth);
        if (key != NULL && key->kind != YAML_VALUE_TEXT) {
            refuse(parse, mark, "a key is a list or a map");
        }
        yaml_event_t value_event;
        if (key == NULL || !next_event(parse, &value_event)) {
            return;
        }
        YamlValue *value = parse_value(parse, &value_event, depth);
        if (value == NULL) {
            return;
        }
        add_pair(parse, map, seen, g_steal_pointer(&key), value);
    }
}

static void parse_list(Parse *parse, YamlValue *list, unsigned depth) {
    yaml_event_t event;
    while (next_event(parse, &event)) {
        if (event.type == YAML_SEQUENCE_END_EVENT) {
            yaml_event_delete(&event);
            return;
        }
        YamlValue *value = parse_value(parse, &event, depth);
        if (value == NULL) {
            return;
        }
        g_ptr_array_add(list->values, value);
    }
}

/* The value that `event` begins; takes the event. NULL after a refusal. */
static YamlValue *parse_value(Parse *parse, yaml_event_t *event, unsigned depth) {
    YamlValue *value = NULL;
    yaml_mark_t mark = event->start_mark;
    const char *refused = depth > LIMIT_YAML_DEPTH || ++parse->values > LIMIT_YAML_VALUES
                              ? "it is nested too deep or holds too many values"
                              : find_refused(event);
    bool is_map = event->type == YAML_MAPPING_START_EVENT;
    bool is_list = event->type == YAML_SEQUENCE_START_EVENT;
    if (refused != NULL) {
        refuse(parse, mark, refused);
    } else if (is_map || is_list) {
        value = value_new(is_map ? YAML_VALUE_MAP : YAML_VALUE_LIST);
    } else {
        value = parse_text(event);
    }
    yaml_event_delete(event);
    if (value == NULL) {
        return NULL;
    }
    value->line = (uint32_t)mark.line + parse->first_line;
    value->column = (uint32_t)mark.column + 1;
    if (is_map) {
        parse_map(parse, value, depth + 1);
    } else if (is_list) {
        parse_list(parse, value, depth + 1);
    }
    if (parse->has_failed) {
        g_clear_pointer(&value, yaml_value_free);
    }
    return value;
}

static YamlValue *parse_stream(Parse *parse) {
    YamlValue *root = NULL;
    yaml_event_t event;
    while (next_event(parse, &event)) {
        yaml_event_type_t type = event.type;
        if (type == YAML_DOCUMENT_START_EVENT && root != NULL) {
            refuse(parse, event.start_mark, "a second document begins here");
        }
        bool is_frame = type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT ||
                        type == YAML_DOCUMENT_END_EVENT;
        if (is_frame || type == YAML_STREAM_END_EVENT) {
            yaml_event_delete(&event);
        } else {
            root = parse_value(parse, &event, 0);
        }
        if (type == YAML_STREAM_END_EVENT) {
            break;
        }
    }
    if (parse->has_failed) {
        g_clear_pointer(&root, yaml_value_free);
        return NULL;
    }
    if (root != NULL && root->kind == YAML_VALUE_TEXT && root->is_null) {
        g_clear_pointer(&root, yaml_value_free);
    }
    return root ? root : value_new(YAML_VALUE_MAP);
}

YamlValue *yaml_parse(const char *text, size_t length_bytes, const char *file, uint32_t first_line,
                      Report *report) {
    Parse parse = {.file = file, .first_line = first_line, .report = report};
    if (length_bytes > LIMIT_CONFIGURATION_BYTES) {
        report_add(report, DIAGNOSTIC_YAML_SYNTAX, place_at(file, first_line, 1),
                   "keep settings here, and long texts in the articles", "it is larger than 64 KB",
                   NULL);
        return NULL;
    }
    if (!yaml_parser_initialize(&parse.parser)) {
        g_error("libyaml: out of memory");
    }
    yaml_parser_set_encoding(&parse.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parse.parser, (const unsigned char *)text, length_bytes);
    YamlValue *root = parse_stream(&parse);
    yaml_parser_delete(&parse.parser);
    return root;
}

const YamlValue *yaml_get(const YamlValue *map, const char *key) {
    if (map == NULL || map->kind != YAML_VALUE_MAP) {
        return NULL;
    }
    for (guint i = 0; i < map->keys->len; i++) {
        if (strcmp(((const YamlValue *)map->keys->pdata[i])->text, key) == 0) {
            return map->values->pdata[i];
        }
    }
    return NULL;
}

const char *yaml_get_text(const YamlValue *map, const char *key) {
    const YamlValue *value = yaml_get(map, key);
    return value != NULL && value->kind == YAML_VALUE_TEXT && !value->is_null ? value->text : NULL;
}

bool yaml_as_boolean(const YamlValue *value, bool *answer) {
    static const char *const yes[] = {"true", "yes", "on"};
    static const char *const no[] = {"false", "no", "off"};
    if (value == NULL || value->kind != YAML_VALUE_TEXT || value->is_quoted) {
        return false;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(yes); i++) {
        *answer = g_ascii_strcasecmp(value->text, yes[i]) == 0;
        if (*answer || g_ascii_strcasecmp(value->text, no[i]) == 0) {
            return true;
        }
    }
    return false;
}

Place yaml_place(const YamlValue *value, const char *file, const char *key) {
    Place place = {.file = file, .detail = key};
    if (value != NULL) {
        place.line = value->line;
        place.column = value->column;
    }
    return place;
}
