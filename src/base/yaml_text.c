/* A thin hand on libyaml's emitter. What it refuses (text that is no UTF-8) cannot come here. */
#include "base/yaml_text.h"

#include <string.h>
#include <yaml.h>

struct YamlText {
    yaml_emitter_t emitter;
    GString *out;
    GArray *is_map; /* gboolean: the open collections */
    guint added;
};

static int append_output(void *out, unsigned char *bytes, size_t size) {
    g_string_append_len(out, (const char *)bytes, (gssize)size);
    return 1;
}

static void emit(YamlText *yaml, yaml_event_t *event) {
    if (yaml_emitter_emit(&yaml->emitter, event) == 0) {
        g_error("libyaml: %s", yaml->emitter.problem);
    }
}

static void open_map(YamlText *yaml) {
    gboolean is_map = TRUE;
    yaml_event_t event;
    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_MAPPING_STYLE);
    emit(yaml, &event);
    g_array_append_val(yaml->is_map, is_map);
}

YamlText *yaml_text_new(void) {
    YamlText *yaml = g_new0(YamlText, 1);
    yaml->out = g_string_new(NULL);
    yaml->is_map = g_array_new(FALSE, FALSE, sizeof(gboolean));
    yaml_emitter_initialize(&yaml->emitter);
    yaml_emitter_set_output(&yaml->emitter, append_output, yaml->out);
    yaml_emitter_set_unicode(&yaml->emitter, 1);
    yaml_emitter_set_width(&yaml->emitter, -1);
    yaml_event_t event;
    yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING);
    emit(yaml, &event);
    yaml_document_start_event_initialize(&event, NULL, NULL, NULL, 1);
    emit(yaml, &event);
    open_map(yaml);
    return yaml;
}

void yaml_text_free(YamlText *yaml) {
    yaml_emitter_delete(&yaml->emitter);
    g_array_unref(yaml->is_map);
    g_string_free(yaml->out, TRUE);
    g_free(yaml);
}

/* Would a YAML reader take the plain text for something else than text? */
static gboolean is_more_than_text(const char *text) {
    static const char *const words[] = {"true", "false", "yes", "no", "on",
                                        "off",  "null",  "y",   "n"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(text, words[i]) == 0) {
            return TRUE;
        }
    }
    return *text == '\0' || strchr("~=", *text) != NULL;
}

static void add_scalar(YamlText *yaml, const char *text, yaml_scalar_style_t style) {
    yaml_event_t event;
    yaml_scalar_event_initialize(&event, NULL, NULL, (const yaml_char_t *)text, (int)strlen(text),
                                 1, 1, style);
    emit(yaml, &event);
    yaml->added++;
}

static void add_text(YamlText *yaml, const char *text) {
    add_scalar(yaml, text,
               is_more_than_text(text) ? YAML_DOUBLE_QUOTED_SCALAR_STYLE : YAML_ANY_SCALAR_STYLE);
}

static void add_key(YamlText *yaml, const char *key) {
    if (key != NULL) {
        add_text(yaml, key);
    }
}

void yaml_text_begin_map(YamlText *yaml, const char *key) {
    add_key(yaml, key);
    open_map(yaml);
}

void yaml_text_begin_list(YamlText *yaml, const char *key) {
    add_key(yaml, key);
    gboolean is_map = FALSE;
    yaml_event_t event;
    yaml_sequence_start_event_initialize(&event, NULL, NULL, 1, YAML_BLOCK_SEQUENCE_STYLE);
    emit(yaml, &event);
    g_array_append_val(yaml->is_map, is_map);
}

void yaml_text_end(YamlText *yaml) {
    guint last = yaml->is_map->len - 1;
    yaml_event_t event;
    if (g_array_index(yaml->is_map, gboolean, last)) {
        yaml_mapping_end_event_initialize(&event);
    } else {
        yaml_sequence_end_event_initialize(&event);
    }
    emit(yaml, &event);
    g_array_set_size(yaml->is_map, last);
}

void yaml_text_add(YamlText *yaml, const char *key, const char *text) {
    if (text != NULL) {
        add_key(yaml, key);
        add_text(yaml, text);
    }
}

void yaml_text_add_boolean(YamlText *yaml, const char *key, gboolean truth) {
    add_key(yaml, key);
    add_scalar(yaml, truth ? "true" : "false", YAML_PLAIN_SCALAR_STYLE);
}

char *yaml_text_finish(YamlText *yaml) {
    while (yaml->is_map->len > 0) {
        yaml_text_end(yaml);
    }
    yaml_event_t event;
    yaml_document_end_event_initialize(&event, 1);
    emit(yaml, &event);
    yaml_stream_end_event_initialize(&event);
    emit(yaml, &event);
    return g_strdup(yaml->added > 0 ? yaml->out->str : "");
}
