/* Keeps diagnostics and orders them by place. The table is catalogue.def; the strings live in one
 * chunk a report. Past LIMIT_DIAGNOSTICS_PER_CODE of one code in one file the rest are counted, and
 * told of in one more. */
#include "base/report.h"

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

/* How much was said of one code in one file. */
typedef struct {
    size_t kept;
    size_t left_out;
    Diagnostic last; /* left out, with no message yet */
} Tally;

/* A part of a file, from a line on. */
typedef struct {
    uint32_t first_line;
    char *name;
} FilePart;

struct Report {
    GArray *diagnostics; /* Diagnostic */
    GStringChunk *strings;
    GPtrArray *merged_strings; /* GStringChunk *, of reports merged into this one */
    GHashTable *tallies;       /* code and file -> Tally; NULL until something is said */
    GHashTable *paragraphs;    /* file -> GPtrArray of char *: first words; NULL: none */
    GHashTable *parts;         /* file -> GArray of FilePart, by line; NULL: none */
    size_t next_order;
};

enum { LONGEST_ARGUMENT = 300, LONGEST_HINT = 600, MOST_ARGUMENTS = 8 };

const char *diagnostic_name(DiagnosticCode code) {
    return catalogue[code].name;
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
    g_clear_pointer(&report->tallies, g_hash_table_unref);
    g_clear_pointer(&report->paragraphs, g_hash_table_unref);
    g_clear_pointer(&report->parts, g_hash_table_unref);
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

static char *tally_key(DiagnosticCode code, const char *file) {
    return g_strdup_printf("%d %s", (int)code, file != NULL ? file : "");
}

static Tally *tally_of(Report *report, const char *key) {
    if (report->tallies == NULL) {
        report->tallies = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    }
    Tally *tally = g_hash_table_lookup(report->tallies, key);
    if (tally == NULL) {
        tally = g_new0(Tally, 1);
        g_hash_table_insert(report->tallies, g_strdup(key), tally);
    }
    return tally;
}

/* The message and hint that a row and its arguments make. */
static void fill(Report *report, Diagnostic *diagnostic, const char *hint, va_list list) {
    char *arguments[MOST_ARGUMENTS + 1] = {NULL};
    for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
        const char *argument = va_arg(list, const char *);
        if (argument == NULL) {
            break;
        }
        arguments[i] = text_harmless(argument, LONGEST_ARGUMENT);
    }
    const CatalogueRow *row = &catalogue[diagnostic->code];
    g_autofree char *message = text_fill(row->message, (const char *const *)arguments);
    g_autofree char *full_hint = hint != NULL ? text_harmless(hint, LONGEST_HINT)
                                 : row->hint != NULL
                                     ? text_fill(row->hint, (const char *const *)arguments)
                                     : NULL;
    diagnostic->message = keep(report, message);
    diagnostic->hint = keep(report, full_hint);
    for (size_t i = 0; i < MOST_ARGUMENTS; i++) {
        g_free(arguments[i]);
    }
}

void report_add(Report *report, DiagnosticCode code, Place place, const char *hint, ...) {
    g_autofree char *file = place.file ? text_harmless(place.file, LIMIT_PATH_BYTES) : NULL;
    g_autofree char *detail = place.detail ? text_harmless(place.detail, LONGEST_ARGUMENT) : NULL;
    g_autofree char *key = tally_key(code, file);
    Tally *tally = tally_of(report, key);
    Diagnostic diagnostic = {.code = code, .level = catalogue[code].level, .place = place};
    diagnostic.place.file = keep(report, file);
    diagnostic.place.detail = NULL;
    diagnostic.order = report->next_order++;
    if (tally->kept >= LIMIT_DIAGNOSTICS_PER_CODE) {
        tally->left_out++;
        tally->last = diagnostic;
        return;
    }
    tally->kept++;
    diagnostic.place.detail = keep(report, detail);
    va_list list;
    va_start(list, hint);
    fill(report, &diagnostic, hint, list);
    va_end(list);
    g_array_append_val(report->diagnostics, diagnostic);
}

void report_add_again(Report *report, const Diagnostic *diagnostic) {
    Diagnostic again = *diagnostic;
    again.level = catalogue[again.code].level;
    again.place.file = keep(report, again.place.file);
    again.place.detail = keep(report, again.place.detail);
    again.message = keep(report, again.message);
    again.hint = keep(report, again.hint);
    again.order = report->next_order++;
    g_array_append_val(report->diagnostics, again);
}

static void merge_tallies(Report *into, const Report *from) {
    if (from->tallies == NULL) {
        return;
    }
    GHashTableIter each;
    gpointer key = NULL;
    gpointer value = NULL;
    g_hash_table_iter_init(&each, from->tallies);
    while (g_hash_table_iter_next(&each, &key, &value)) {
        const Tally *theirs = value;
        Tally *ours = tally_of(into, key);
        ours->kept += theirs->kept;
        ours->left_out += theirs->left_out;
        ours->last = theirs->left_out > 0 ? theirs->last : ours->last;
    }
}

void report_set_paragraphs(Report *report, const char *file, GPtrArray *first_words) {
    if (report->paragraphs == NULL) {
        report->paragraphs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                   (GDestroyNotify)g_ptr_array_unref);
    }
    g_hash_table_replace(report->paragraphs, text_harmless(file, LIMIT_PATH_BYTES), first_words);
}

static void file_part_clear(void *part) {
    g_free(((FilePart *)part)->name);
}

void report_add_part(Report *report, const char *file, uint32_t first_line, const char *name) {
    if (report->parts == NULL) {
        report->parts =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    }
    g_autofree char *key = text_harmless(file, LIMIT_PATH_BYTES);
    GArray *parts = g_hash_table_lookup(report->parts, key);
    if (parts == NULL) {
        parts = g_array_new(FALSE, FALSE, sizeof(FilePart));
        g_array_set_clear_func(parts, file_part_clear);
        g_hash_table_insert(report->parts, g_steal_pointer(&key), parts);
    }
    FilePart part = {first_line, text_harmless(name, LONGEST_ARGUMENT)};
    g_array_append_val(parts, part);
}

static void share_parts(Report *into, const Report *from) {
    if (from->parts == NULL || into == from) {
        return;
    }
    if (into->parts == NULL) {
        into->parts =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    }
    GHashTableIter each;
    gpointer file = NULL;
    gpointer parts = NULL;
    g_hash_table_iter_init(&each, from->parts);
    while (g_hash_table_iter_next(&each, &file, &parts)) {
        g_hash_table_replace(into->parts, g_strdup(file), g_array_ref(parts));
    }
}

/* The part of its file that a place is in: the last one that begins before it. */
static void name_part(Report *report, Diagnostic *diagnostic) {
    Place *place = &diagnostic->place;
    const GArray *parts = place->file != NULL && place->line > 0 && place->detail == NULL
                              ? g_hash_table_lookup(report->parts, place->file)
                              : NULL;
    guint low = 0;
    guint high = parts != NULL ? parts->len : 0;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        bool is_before = g_array_index(parts, FilePart, middle).first_line <= place->line;
        low = is_before ? middle + 1 : low;
        high = is_before ? high : middle;
    }
    if (low > 0) {
        place->is_part = true;
        place->detail = keep(report, g_array_index(parts, FilePart, low - 1).name);
    }
}

void report_share_paragraphs(Report *into, const Report *from) {
    share_parts(into, from);
    if (from->paragraphs == NULL) {
        return;
    }
    GHashTableIter each;
    gpointer file = NULL;
    gpointer words = NULL;
    g_hash_table_iter_init(&each, from->paragraphs);
    while (g_hash_table_iter_next(&each, &file, &words)) {
        report_set_paragraphs(into, file, g_ptr_array_ref(words));
    }
}

/* A place in a document gets its paragraph's number and first words. */
static void name_paragraph(Report *report, Diagnostic *diagnostic) {
    Place *place = &diagnostic->place;
    const GPtrArray *words = place->file != NULL && place->line > 0 && !place->is_paragraph
                                 ? g_hash_table_lookup(report->paragraphs, place->file)
                                 : NULL;
    if (words == NULL) {
        return;
    }
    const char *first = place->line <= words->len ? words->pdata[place->line - 1] : "";
    g_autofree char *shown = text_harmless(first, LONGEST_ARGUMENT);
    g_autofree char *named = *shown != '\0'
                                 ? g_strdup_printf("paragraph %u \"%s\"", place->line, shown)
                                 : g_strdup_printf("paragraph %u", place->line);
    place->is_paragraph = true;
    place->detail = keep(report, named);
}

void report_merge_take(Report *into, Report *from) {
    for (guint i = 0; i < from->diagnostics->len; i++) {
        Diagnostic diagnostic = g_array_index(from->diagnostics, Diagnostic, i);
        diagnostic.order = into->next_order++;
        g_array_append_val(into->diagnostics, diagnostic);
    }
    merge_tallies(into, from);
    report_share_paragraphs(into, from);
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
           g_strcmp0(a->place.detail, b->place.detail) == 0;
}

/* One diagnostic for those that were left out of one code in one file, at the last one's place. */
static void tell_of_left_out(Report *report) {
    GHashTableIter each;
    gpointer value = NULL;
    g_hash_table_iter_init(&each, report->tallies);
    while (g_hash_table_iter_next(&each, NULL, &value)) {
        Tally *tally = value;
        if (tally->left_out == 0) {
            continue;
        }
        g_autofree char *message = g_strdup_printf("%zu more of this kind", tally->left_out);
        tally->last.message = keep(report, message);
        tally->last.stands_for = tally->left_out;
        g_array_append_val(report->diagnostics, tally->last);
        tally->left_out = 0;
    }
}

void report_sort(Report *report) {
    if (report->tallies != NULL) {
        tell_of_left_out(report);
    }
    for (guint i = 0; report->paragraphs != NULL && i < report->diagnostics->len; i++) {
        name_paragraph(report, &g_array_index(report->diagnostics, Diagnostic, i));
    }
    for (guint i = 0; report->parts != NULL && i < report->diagnostics->len; i++) {
        name_part(report, &g_array_index(report->diagnostics, Diagnostic, i));
    }
    g_array_sort(report->diagnostics, compare_diagnostics);
    guint kept = 0;
    for (guint i = 0; i < report->diagnostics->len; i++) {
        Diagnostic *each = &g_array_index(report->diagnostics, Diagnostic, i);
        bool repeats = false;
        for (guint k = kept; k > 0 && !repeats; k--) {
            const Diagnostic *before = &g_array_index(report->diagnostics, Diagnostic, k - 1);
            if (before->place.line != each->place.line ||
                before->place.column != each->place.column ||
                g_strcmp0(before->place.file, each->place.file) != 0) {
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
