/* YAML files whose outermost value is a map of keys. */
#include "read/yaml_file.h"

#include "base/charset.h"
#include "base/limits.h"

YamlValue *yaml_map_parse(const char *text, size_t length_bytes, const char *file,
                          uint32_t first_line, Report *report) {
    g_autoptr(YamlValue) map = yaml_parse(text, length_bytes, file, first_line, report);
    if (map != NULL && map->kind != YAML_VALUE_MAP) {
        report_add(report, DIAGNOSTIC_YAML_SYNTAX, yaml_place(map, file, NULL),
                   "write a key, a colon, a space and its value on each line: `title: The harbour`",
                   "there is no key in it", NULL);
        return NULL;
    }
    return g_steal_pointer(&map);
}

YamlValue *yaml_map_read(const Root *root, const char *path, const char *display_path,
                         bool *is_there, Report *report) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = root_read(root, path, LIMIT_CONFIGURATION_BYTES, &error);
    bool is_missing = g_error_matches(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
    if (is_there != NULL) {
        *is_there = !is_missing;
    }
    if (bytes == NULL) {
        if (!is_missing) {
            report_add(report, DIAGNOSTIC_FILE_UNREADABLE, place_file(display_path), NULL,
                       error->message, NULL);
        }
        return NULL;
    }
    size_t length = 0;
    g_autofree char *text = charset_decode(bytes, NULL, display_path, report, &length);
    return yaml_map_parse(text, length, display_path, 1, report);
}
