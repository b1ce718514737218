/* Keeps diagnostics, orders them by place and prints them. The table is catalogue.def; the strings
 * live in one chunk a report. */
#include "base/report.h"

#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"

#include <stdarg.h>
#include <string.h>

typedef struct {
    const char *name;
    Level level;
    const char *message;
    const char *hint;
} CatalogueRow;

static const CatalogueRow catalogue[DIAGNOSTIC_COUNT] = {
#define ROW(symbol, name, level, message, hint) {name, level, message, hint},
#include "base/catalogue.def"
#undef ROW
};

static const char *const level_names[] = {"note", "repair", "warning", "error"};

struct Report {
    GArray *diagnostics; /* Diagnostic */
    GStringChunk *strings;
    GPtrArray *merged_strings; /* GStringChunk *, of reports merged into this one */
    size_t next_order;
};

enum { LONGEST_ARGUMENT = 300, LONGEST_HINT = 600, MOST_ARGUMENTS = 8 };

const char *diagnostic_name(DiagnosticCode code) {
    return catalogue[code].name;
}

Level diagnostic_level(DiagnosticCode code) {
    return catalogue[code].level;
}

const char *level_name(Level level) {
    return level_names[level];
}

Report *report_new(void) {
    Report *report = g_new0(Report, 1);
    report->diagnostics = g_array_new(FALSE, FALSE, sizeof(Diagnostic));
    return report;
}

void report_free(Report *report) {
    if (report == NULL) {
        return;
    }
    g_array_unref(report->diagnostics);
    g_clear_pointer(&report->strings, g_string_chunk_free);
    g_clear_pointer(&report->merged_strings, g_ptr_array_unref);
    g_free(report);
}

/* A report of a clean article never makes a chunk. */
static char *keep(Report *report, const char *text) {
    if (text == NULL) {
        return NULL;
    }
    if (report->strings == NULL) {
        report->strings = g_string_chunk_new(512);
    }
    return g_string_chunk_insert_const(report->strings, text);
}

/* What came out of a hostile file must not drive a terminal or fill it. */
static char *make_harmless(const char *text, size_t most) {
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));
    size_t count = 0;
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (count++ == most) {
            g_string_append(clean, "…");
            break;
        }
        bool is_override = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        g_string_append_unichar(clean, g_unichar_iscntrl(c) || is_override ? 0xFFFD : c);
    }
    return g_string_free(clean, FALSE);
}

static size_t count_like(const Report *report, DiagnosticCode code, const char *file) {
    size_t count = 0;
    for (guint i = 0; i < report->diagnostics->len; i++) {
        const Diagnostic *each = &g_array_index(report->diagnostics, Diagnostic, i);
        count += each->code == code && g_strcmp0(each->place.file, file) == 0;
    }
    return count;
}

void report_add(Report *report, DiagnosticCode code, Place place, const char *hint, ...) {
    if (report->diagnostics->len >= LIMIT_DIAGNOSTICS_PER_CODE &&
        count_like(report, code, place.file) >= LIMIT_DIAGNOSTICS_PER_CODE) {
        return;
    }
    char *arguments[MOST_ARGUMENTS + 1] = {NULL};
    va_list list;
    va_start(list, hint);
    for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
        const char *argument = va_arg(list, const char *);
        if (argument == NULL) {
            break;
        }
        arguments[i] = make_harmless(argument, LONGEST_ARGUMENT);
    }
    va_end(list);
    const CatalogueRow *row = &catalogue[code];
    g_autofree char *message = text_fill(row->message, (const char *const *)arguments);
    g_autofree char *full_hint = hint != NULL ? make_harmless(hint, LONGEST_HINT)
                                 : row->hint != NULL
                                     ? text_fill(row->hint, (const char *const *)arguments)
                                     : NULL;
    for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
        g_free(arguments[i]);
    }
    g_autofree char *file = place.file ? make_harmless(place.file, LIMIT_PATH_BYTES) : NULL;
    g_autofree char *detail = place.detail ? make_harmless(place.detail, LONGEST_ARGUMENT) : NULL;
    Diagnostic diagnostic = {.code = code,
                             .level = row->level,
                             .place = {.file = keep(report, file),
                                       .line = place.line,
                                       .column = place.column,
                                       .detail = keep(report, detail)},
                             .message = keep(report, message),
                             .hint = keep(report, full_hint),
                             .order = report->next_order++};
    g_array_append_val(report->diagnostics, diagnostic);
}

void report_merge_take(Report *into, Report *from) {
    for (guint i = 0; i < from->diagnostics->len; i++) {
        Diagnostic diagnostic = g_array_index(from->diagnostics, Diagnostic, i);
        diagnostic.order = into->next_order++;
        g_array_append_val(into->diagnostics, diagnostic);
    }
    if (into->merged_strings == NULL) {
        into->merged_strings = g_ptr_array_new_with_free_func((GDestroyNotify)g_string_chunk_free);
    }
    if (from->strings != NULL) {
        g_ptr_array_add(into->merged_strings, g_steal_pointer(&from->strings));
    }
    for (guint i = 0; from->merged_strings != NULL && i < from->merged_strings->len; i++) {
        g_ptr_array_add(into->merged_strings, from->merged_strings->pdata[i]);
        from->merged_strings->pdata[i] = NULL;
    }
    if (from->merged_strings != NULL) {
        g_ptr_array_set_free_func(from->merged_strings, NULL);
    }
    report_free(from);
}

static int compare_files(const char *left, const char *right) {
    if (left == NULL || right == NULL) {
        return (left != NULL) - (right != NULL);
    }
    return text_natural_compare(left, right);
}

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static gint compare_diagnostics(gconstpointer left, gconstpointer right) {
    const Diagnostic *a = left;
    const Diagnostic *b = right;
    int by_file = compare_files(a->place.file, b->place.file);
    if (by_file != 0) {
        return by_file;
    }
    if (a->place.line != b->place.line) {
        return COMPARE(a->place.line, b->place.line);
    }
    if (a->place.column != b->place.column) {
        return COMPARE(a->place.column, b->place.column);
    }
    return COMPARE(a->order, b->order);
}

static bool is_repeat(const Diagnostic *a, const Diagnostic *b) {
    return a->code == b->code && a->place.line == b->place.line &&
           a->place.column == b->place.column && strcmp(a->message, b->message) == 0 &&
           g_strcmp0(a->place.file, b->place.file) == 0 &&
           g_strcmp0(a->place.detail, b->place.detail) == 0;
}

void report_sort(Report *report) {
    g_array_sort(report->diagnostics, compare_diagnostics);
    guint kept = 0;
    for (guint i = 0; i < report->diagnostics->len; i++) {
        Diagnostic *each = &g_array_index(report->diagnostics, Diagnostic, i);
        bool repeats = false;
        for (guint k = kept; k > 0 && !repeats; k--) {
            const Diagnostic *before = &g_array_index(report->diagnostics, Diagnostic, k - 1);
            if (before->place.line != each->place.line ||
                before->place.column != each->place.column) {
                break;
            }
            repeats = is_repeat(before, each);
        }
        if (!repeats) {
            g_array_index(report->diagnostics, Diagnostic, kept++) = *each;
        }
    }
    g_array_set_size(report->diagnostics, kept);
}

size_t report_count(const Report *report, Level level) {
    size_t count = 0;
    for (guint i = 0; i < report->diagnostics->len; i++) {
        count += g_array_index(report->diagnostics, Diagnostic, i).level == level;
    }
    return count;
}

size_t report_length(const Report *report) {
    return report->diagnostics->len;
}

const Diagnostic *report_get(const Report *report, size_t index) {
    return &g_array_index(report->diagnostics, Diagnostic, index);
}

bool report_has(const Report *report, DiagnosticCode code) {
    for (guint i = 0; i < report->diagnostics->len; i++) {
        if (g_array_index(report->diagnostics, Diagnostic, i).code == code) {
            return true;
        }
    }
    return false;
}

static Level shown_level(const Diagnostic *diagnostic, ReportStyle style) {
    return style.strict && diagnostic->level == LEVEL_WARNING ? LEVEL_ERROR : diagnostic->level;
}

static void print_place(const Place *place, FILE *stream) {
    if (place->file != NULL) {
        fprintf(stream, "%s:", place->file);
    }
    if (place->line > 0) {
        fprintf(stream, "%u:%u:", place->line, MAX(place->column, 1));
    }
    if (place->detail != NULL) {
        fprintf(stream, "%s%s:", place->file != NULL && place->line == 0 ? " " : "", place->detail);
    }
}

void report_print(const Report *report, FILE *stream, ReportStyle style) {
    static const char *const level_colours[] = {"\033[36m", "\033[32m", "\033[33m", "\033[31m"};
    const char *bold = style.colour ? "\033[1m" : "";
    const char *faint = style.colour ? "\033[2m" : "";
    const char *plain = style.colour ? "\033[0m" : "";
    for (guint i = 0; i < report->diagnostics->len; i++) {
        const Diagnostic *diagnostic = &g_array_index(report->diagnostics, Diagnostic, i);
        Level level = shown_level(diagnostic, style);
        if (level < style.least) {
            continue;
        }
        fputs(bold, stream);
        print_place(&diagnostic->place, stream);
        bool has_place = diagnostic->place.file != NULL || diagnostic->place.detail != NULL;
        fprintf(stream, "%s%s%s%s%s: %s %s[%s]%s\n", plain, has_place ? " " : "",
                style.colour ? level_colours[level] : "", level_names[level], plain,
                diagnostic->message, faint, diagnostic_name(diagnostic->code), plain);
        if (diagnostic->hint != NULL) {
            fprintf(stream, "  hint: %s\n", diagnostic->hint);
        }
    }
}

void report_add_json(const Diagnostic *diagnostic, Level level, JsonText *json) {
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "diagnostic");
    json_text_add(json, "code", diagnostic_name(diagnostic->code));
    json_text_add(json, "level", level_names[level]);
    json_text_add(json, "file", diagnostic->place.file);
    if (diagnostic->place.line > 0) {
        json_text_add_integer(json, "line", diagnostic->place.line);
        json_text_add_integer(json, "column", diagnostic->place.column);
    }
    json_text_add(json, "detail", diagnostic->place.detail);
    json_text_add(json, "message", diagnostic->message);
    json_text_add(json, "hint", diagnostic->hint);
    json_text_end(json);
}

void report_print_json(const Report *report, FILE *stream, ReportStyle style) {
    for (guint i = 0; i < report->diagnostics->len; i++) {
        const Diagnostic *diagnostic = &g_array_index(report->diagnostics, Diagnostic, i);
        Level level = shown_level(diagnostic, style);
        if (level < style.least) {
            continue;
        }
        g_autoptr(JsonText) json = json_text_new();
        report_add_json(diagnostic, level, json);
        g_autofree char *line = json_text_finish(json, false);
        fprintf(stream, "%s\n", line);
    }
}
