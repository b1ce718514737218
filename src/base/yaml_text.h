/* YAML as Galley writes it, for front matter and issue.yaml: maps, lists and texts in the order in
 * which they come, in plain style where it reads back as the same text, else quoted. By libyaml. */
#ifndef GALLEY_BASE_YAML_TEXT_H
#define GALLEY_BASE_YAML_TEXT_H

#include <glib.h>

typedef struct YamlText YamlText;
/* Begins with an open map, the document. */
YamlText *yaml_text_new(void);
void yaml_text_free(YamlText *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(YamlText, yaml_text_free)
/* `key` is NULL inside a list. A NULL text is left out. All texts are valid UTF-8. */
void yaml_text_begin_map(YamlText *yaml, const char *key);
void yaml_text_begin_list(YamlText *yaml, const char *key);
void yaml_text_end(YamlText *yaml);
void yaml_text_add(YamlText *yaml, const char *key, const char *text);
void yaml_text_add_boolean(YamlText *yaml, const char *key, gboolean truth);
/* Ends what is open and hands the whole over; "" if nothing was added. Caller frees. */
char *yaml_text_finish(YamlText *yaml);

#endif
