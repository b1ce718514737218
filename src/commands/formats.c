/* The table of formats. */
#include "commands/formats.h"

#include "epub/epub.h"

#include <string.h>

static const Format format_rows[] = {
    {"epub", ".epub", "e-book", false, epub_write},
};

const Format *format_find(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_rows); i++) {
        if (strcmp(format_rows[i].name, name) == 0) {
            return &format_rows[i];
        }
    }
    return NULL;
}

GPtrArray *formats_parse(const char *names, char **unknown) {
    bool wanted[G_N_ELEMENTS(format_rows)] = {false};
    g_auto(GStrv) parts = g_strsplit_set(names, ", ", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        const Format *format = format_find(parts[i]);
        bool is_all = strcmp(parts[i], "all") == 0;
        if (format == NULL && !is_all && parts[i][0] != '\0') {
            *unknown = g_strdup(parts[i]);
            return NULL;
        }
        for (size_t k = 0; k < G_N_ELEMENTS(format_rows); k++) {
            wanted[k] = wanted[k] || is_all || format == &format_rows[k];
        }
    }
    GPtrArray *formats = g_ptr_array_new_with_free_func(g_free);
    for (size_t k = 0; k < G_N_ELEMENTS(format_rows); k++) {
        if (wanted[k]) {
            g_ptr_array_add(formats, g_strdup(format_rows[k].name));
        }
    }
    if (formats->len == 0) {
        g_ptr_array_unref(formats);
        *unknown = g_strdup(names);
        return NULL;
    }
    return formats;
}

char *formats_names(void) {
    GString *names = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(format_rows); i++) {
        g_string_append_printf(names, "%s, ", format_rows[i].name);
    }
    g_string_truncate(names, names->len - 2);
    g_string_append(names, " and all");
    return g_string_free(names, FALSE);
}
