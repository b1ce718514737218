/* YAML files and blocks whose outermost value is a map of keys. */
#ifndef GALLEY_READ_YAML_FILE_H
#define GALLEY_READ_YAML_FILE_H

#include "base/file.h"
#include "base/yaml.h"

/* NULL after reporting that the text is no YAML or no map. */
YamlValue *yaml_map_parse(const char *text, size_t length_bytes, const char *file,
                          uint32_t first_line, Report *report);

/* The same for what YAML refuses but a person understands (read/mend_yaml.h): `title: Strike: day
 * two`. Refused only if it cannot be mended. */
YamlValue *yaml_map_parse_forgiving(const char *text, size_t length_bytes, const char *file,
                                    uint32_t first_line, Report *report);

/* A file below the root. NULL if it is not there (then `is_there` is false and nothing is
 * reported), or after reporting why it could not be read. `is_there` may be NULL. */
YamlValue *yaml_map_read(const Root *root, const char *path, const char *display_path,
                         bool *is_there, Report *report);

#endif
