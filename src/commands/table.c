/* Measures first, prints second. Cells wider than their column's bound are cut with an ellipsis. */
#include "commands/table.h"

#include <stdarg.h>
#include <string.h>

enum { WIDEST_CELL = 56 };

typedef struct {
    bool is_heading;
    GPtrArray *cells; /* char * */
} Row;

struct Table {
    GPtrArray *names; /* char * */
    GArray *is_right; /* bool */
    GPtrArray *rows;  /* Row * */
};

static void row_free(Row *row) {
    g_ptr_array_unref(row->cells);
    g_free(row);
}

Table *table_new(const char *first, ...) {
    Table *table = g_new0(Table, 1);
    table->names = g_ptr_array_new_with_free_func(g_free);
    table->is_right = g_array_new(FALSE, FALSE, sizeof(bool));
    table->rows = g_ptr_array_new_with_free_func((GDestroyNotify)row_free);
    va_list names;
    va_start(names, first);
    for (const char *name = first; name != NULL; name = va_arg(names, const char *)) {
        bool is_right = g_str_has_suffix(name, ">");
        g_ptr_array_add(table->names, g_strndup(name, strlen(name) - (is_right ? 1 : 0)));
        g_array_append_val(table->is_right, is_right);
    }
    va_end(names);
    return table;
}

void table_free(Table *table) {
    g_ptr_array_unref(table->names);
    g_array_unref(table->is_right);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

static size_t display_width(const char *text) {
    size_t width = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return width;
}

static char *fit(const char *text) {
    if (display_width(text) <= WIDEST_CELL) {
        return g_strdup(text);
    }
    GString *cut = g_string_new(NULL);
    size_t width = 0;
    for (const char *p = text; width < WIDEST_CELL - 2; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        width += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        g_string_append_unichar(cut, c);
    }
    g_string_append(cut, "…");
    return g_string_free(cut, FALSE);
}

void table_add_row(Table *table, const char *first, ...) {
    Row *row = g_new0(Row, 1);
    row->cells = g_ptr_array_new_with_free_func(g_free);
    va_list cells;
    va_start(cells, first);
    for (const char *cell = first; cell != NULL && row->cells->len < table->names->len;
         cell = va_arg(cells, const char *)) {
        g_ptr_array_add(row->cells, fit(cell));
    }
    va_end(cells);
    g_ptr_array_add(table->rows, row);
}

void table_add_heading(Table *table, const char *text) {
    Row *row = g_new0(Row, 1);
    row->is_heading = true;
    row->cells = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(row->cells, g_strdup(text));
    g_ptr_array_add(table->rows, row);
}

static void measure(const Table *table, size_t *widths) {
    for (guint c = 0; c < table->names->len; c++) {
        widths[c] = display_width(table->names->pdata[c]);
    }
    for (guint r = 0; r < table->rows->len; r++) {
        const Row *row = table->rows->pdata[r];
        for (guint c = 0; !row->is_heading && c < row->cells->len; c++) {
            widths[c] = MAX(widths[c], display_width(row->cells->pdata[c]));
        }
    }
}

static void print_row(const Table *table, const GPtrArray *cells, const size_t *widths,
                      FILE *stream) {
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint c = 0; c < cells->len; c++) {
        const char *cell = cells->pdata[c];
        size_t gap = widths[c] - display_width(cell);
        bool is_right = g_array_index(table->is_right, bool, c);
        g_string_append_printf(line, "%*s%s%*s  ", is_right ? (int)gap : 0, "", cell,
                               is_right ? 0 : (int)gap, "");
    }
    g_strchomp(line->str);
    fprintf(stream, "%s\n", line->str);
}

void table_print(const Table *table, FILE *stream, bool colour) {
    g_autofree size_t *widths = g_new0(size_t, table->names->len);
    measure(table, widths);
    fputs(colour ? "\033[2m" : "", stream);
    print_row(table, table->names, widths, stream);
    fputs(colour ? "\033[0m" : "", stream);
    for (guint r = 0; r < table->rows->len; r++) {
        const Row *row = table->rows->pdata[r];
        if (row->is_heading) {
            fprintf(stream, "%s%s%s\n", colour ? "\033[1m" : "", (const char *)row->cells->pdata[0],
                    colour ? "\033[0m" : "");
        } else {
            print_row(table, row->cells, widths, stream);
        }
    }
}
