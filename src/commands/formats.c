/* The table of formats. */
#include "commands/formats.h"

#include "epub/epub.h"

#include <string.h>

static const Format format_rows[] = {
    {.name = "epub", .suffix = ".epub", .what = "e-book", .write = epub_write},
    {.name = "press",
     .suffix = "-press.pdf",
     .what = "PDF for the press",
     .is_printed = true,
     .pdf_kind = PDF_PRESS},
    {.name = "screen",
     .suffix = "-screen.pdf",
     .what = "PDF for reading",
     .is_printed = true,
     .pdf_kind = PDF_SCREEN},
    {.name = "cover",
     .suffix = "-cover.jpg",
     .what = "cover",
     .beside = "epub",
     .is_made = epub_has_cover_file,
     .write = epub_write_cover_file},
};

const Format *format_find(const char *name) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_rows); i++) {
        if (strcmp(format_rows[i].name, name) == 0) {
            return &format_rows[i];
        }
    }
    return NULL;
}

const Format *format_companion(const Format *format) {
    for (size_t i = 0; i < G_N_ELEMENTS(format_rows); i++) {
        if (format_rows[i].beside != NULL && strcmp(format_rows[i].beside, format->name) == 0) {
            return &format_rows[i];
        }
    }
    return NULL;
}

/* What people may ask for. */
static const Format *find_asked(const char *name) {
    const Format *format = format_find(name);
    return format != NULL && format->beside == NULL ? format : NULL;
}

GPtrArray *formats_parse(const char *names, char **unknown) {
    bool wanted[G_N_ELEMENTS(format_rows)] = {false};
    g_auto(GStrv) parts = g_strsplit_set(names, ", ", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        const Format *format = find_asked(parts[i]);
        bool is_all = strcmp(parts[i], "all") == 0;
        if (format == NULL && !is_all && parts[i][0] != '\0') {
            *unknown = g_strdup(parts[i]);
            return NULL;
        }
        for (size_t k = 0; k < G_N_ELEMENTS(format_rows); k++) {
            bool is_meant = is_all && format_rows[k].beside == NULL;
            wanted[k] = wanted[k] || is_meant || format == &format_rows[k];
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
        if (format_rows[i].beside == NULL) {
            g_string_append_printf(names, "%s, ", format_rows[i].name);
        }
    }
    g_string_truncate(names, names->len - 2);
    g_string_append(names, " and all");
    return g_string_free(names, FALSE);
}
