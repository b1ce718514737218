/* YAML files whose outermost value is a map of keys. */
#include "read/yaml_file.h"

#include "base/charset.h"
#include "base/limits.h"
#include "read/mend_yaml.h"

#include <string.h>

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

YamlValue *yaml_map_parse_forgiving(const char *text, size_t length_bytes, const char *file,
                                    uint32_t first_line, Report *report) {
    Report *as_written = report_new();
    YamlValue *map = yaml_map_parse(text, length_bytes, file, first_line, as_written);
    if (map == NULL && length_bytes <= LIMIT_CONFIGURATION_BYTES) {
        Report *as_meant = report_new();
        g_autofree char *mended = mend_yaml(text, length_bytes, file, first_line, as_meant);
        map = yaml_map_parse(mended, strlen(mended), file, first_line, as_meant);
        if (map != NULL) {
            Report *refused = as_written;
            as_written = as_meant;
            as_meant = refused;
        }
        report_free(as_meant);
    }
    report_merge_take(report, as_written);
    return map;
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
