/* What Galley has to say about an issue: diagnostics with a code, a place and a hint. Rooms add to
 * a Report and go on; only main turns one into an exit status. A Report has no lock: phases 1 and 3
 * give each article its own, the driver merges them and sorts by place, so that the text is the
 * same whatever the threads did. */
#ifndef GALLEY_BASE_REPORT_H
#define GALLEY_BASE_REPORT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Where something stands in what the editor gave. Text: line and column in characters, from 1, in
 * the original bytes. YAML: the key as well. Zero line: the whole file. NULL file: the whole run.
 * The strings are borrowed; report_add copies them. `file` is the path as the editor would type it
 * from where he stands (issues/spring/03-harbour.md). */
typedef struct {
    const char *file;
    uint32_t line;
    uint32_t column;
    const char *detail; /* YAML key, Word paragraph, WordPress post; or NULL */
    bool is_part;       /* `detail` names a part of the file; set by the report */
    bool is_paragraph;  /* `line` counts paragraphs; set by the report */
} Place;

typedef enum {
    LEVEL_NOTE,    /* something Galley decided, worth knowing */
    LEVEL_REPAIR,  /* something Galley changed */
    LEVEL_WARNING, /* the book is made, but the editor should look */
    LEVEL_ERROR,   /* the book is not written */
} Level;

/* One row each in catalogue.def: ROW(SYMBOL, "code-name", LEVEL, "message with {}", "hint" or
 * NULL).
 * {} are filled in order by the strings given to report_add. */
typedef enum {
#define ROW(symbol, name, level, message, hint) DIAGNOSTIC_##symbol,
#include "base/catalogue.def"
#undef ROW
    DIAGNOSTIC_COUNT
} DiagnosticCode;

typedef struct {
    DiagnosticCode code;
    Level level;
    Place place; /* strings owned by the report */
    char *message;
    char *hint; /* or NULL */
    size_t order;
    size_t stands_for; /* so many that were left out; 0: for itself */
} Diagnostic;

typedef struct Report Report;

Report *report_new(void);
void report_free(Report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/* Adds one diagnostic. `hint` NULL takes the catalogue's. The strings after it fill the message's
 * {} in order and end with NULL; control characters in them are written as U+FFFD, and a string
 * longer than 300 characters is cut with an ellipsis, so hostile text cannot reach the terminal. */
void report_add(Report *report, DiagnosticCode code, Place place, const char *hint,
                ...) G_GNUC_NULL_TERMINATED;

/* Adds one that another report of the same content held, as it stands there. */
void report_add_again(Report *report, const Diagnostic *diagnostic);

/* The places of this file count the paragraphs of a document, from 1, instead of lines: whatever is
 * said of it names a paragraph's number and its first words. `first_words` is of char *, by number
 * less one, and taken. */
void report_set_paragraphs(Report *report, const char *file, GPtrArray *first_words);
/* The places of this file are in parts of it, as an export's posts are: whatever is said of a line
 * names the part as well. Parts are added from the first line on. */
void report_add_part(Report *report, const char *file, uint32_t first_line, const char *name);
/* `into` knows the paragraphs and parts that `from` knows. */
void report_share_paragraphs(Report *into, const Report *from);

/* Moves everything from `from` to the end of `into` and frees `from`. */
void report_merge_take(Report *into, Report *from);

/* Orders by file (natural), line, column, then as added; drops exact repeats; names paragraphs.
 * Says how many were left out past LIMIT_DIAGNOSTICS_PER_CODE of one code in one file. */
void report_sort(Report *report);

size_t report_count(const Report *report, Level level);
size_t report_length(const Report *report);
const Diagnostic *report_get(const Report *report, size_t index);
bool report_has(const Report *report, DiagnosticCode code);

const char *diagnostic_name(DiagnosticCode code); /* "image-missing" */
const char *level_name(Level level);              /* "note", "repair", "warning", "error" */

typedef struct {
    bool colour;
    Level least; /* levels below are not printed */
    bool strict; /* warnings are printed and counted as errors */
} ReportStyle;

/* `FILE:LINE:COLUMN: LEVEL: MESSAGE [CODE]`, then `  hint: …` on its own line unless the one before
 * of this code in this file had the same. Of more than six of one code in one file three are
 * printed, and one line says in which lines the others stand; errors are printed all. */
void report_print(const Report *report, FILE *stream, ReportStyle style);

/* One diagnostic as an object: kind "diagnostic", code, level, and what else it has. */
struct JsonText;
void report_add_json(const Diagnostic *diagnostic, Level level, struct JsonText *json);

/* One JSON object a line: kind "diagnostic", code, level, file, line, column (in a document:
 * paragraph), detail, message, hint (absent members left out). */
void report_print_json(const Report *report, FILE *stream, ReportStyle style);

static inline Place place_file(const char *file) {
    return (Place){.file = file};
}

static inline Place place_at(const char *file, uint32_t line, uint32_t column) {
    return (Place){.file = file, .line = line, .column = column};
}

#endif
