/* The closing lines of a build. */
#include "commands/closing.h"

#include "base/json.h"
#include "model/reading_systems.h"

#include <unistd.h>

char *closing_plural(size_t count, const char *one, const char *many) {
    return g_strdup_printf("%zu %s", count, count == 1 ? one : many);
}

char *closing_size(uint64_t size_bytes) {
    if (size_bytes < 10000) {
        return g_strdup_printf("%" G_GUINT64_FORMAT " bytes", size_bytes);
    }
    uint64_t kilobytes = (size_bytes + 500) / 1000;
    if (kilobytes < 1000) {
        return g_strdup_printf("%" G_GUINT64_FORMAT " KB", kilobytes);
    }
    uint64_t tenths = (size_bytes + 50000) / 100000;
    return g_strdup_printf("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT " MB", tenths / 10,
                           tenths % 10);
}

char *closing_counts(const Report *report) {
    static const struct {
        Level level;
        const char *one, *many;
    } rows[] = {{LEVEL_ERROR, "error", "errors"},
                {LEVEL_WARNING, "warning", "warnings"},
                {LEVEL_REPAIR, "repair", "repairs"}};
    GString *text = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        size_t count = report_count(report, rows[i].level);
        if (count > 0) {
            g_autofree char *part = closing_plural(count, rows[i].one, rows[i].many);
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", part);
        }
    }
    if (text->len == 0) {
        g_string_append(text, "nothing to mend");
    }
    return g_string_free(text, FALSE);
}

/* What is most worth doing next, first the most. Each is something the report may hold. */
static const DiagnosticCode worth_doing[] = {
    DIAGNOSTIC_DATE_MISSING,     DIAGNOSTIC_LANGUAGE_UNKNOWN,   DIAGNOSTIC_TITLE_FROM_FILE,
    DIAGNOSTIC_ALT_MISSING,      DIAGNOSTIC_LINK_BROKEN,        DIAGNOSTIC_IMAGE_UNCALLED,
    DIAGNOSTIC_ENCODING_GUESSED, DIAGNOSTIC_CAPTIONS_SUGGESTED, DIAGNOSTIC_LANGUAGE_GUESSED,
};

static const Diagnostic *next_thing(const Report *report) {
    for (size_t i = 0; i < G_N_ELEMENTS(worth_doing); i++) {
        for (size_t k = 0; k < report_length(report); k++) {
            const Diagnostic *diagnostic = report_get(report, k);
            if (diagnostic->code == worth_doing[i] && diagnostic->hint != NULL) {
                return diagnostic;
            }
        }
    }
    return NULL;
}

static void print_refusal(const IssueWork *work, const Options *options) {
    if (work->error != NULL) {
        fprintf(stderr, "galley: %s: %s; no book was written\n", work->path, work->error->message);
        return;
    }
    g_autofree char *counts = closing_counts(work->report);
    bool stands = false;
    for (guint i = 0;
         work->issue != NULL && work->issue->file_stem != NULL && i < work->formats->len; i++) {
        g_autofree char *path = issue_work_output_path(work, work->formats->pdata[i]);
        stands = stands || access(path, F_OK) == 0;
    }
    fprintf(stderr, "galley: %s: %s%s; the book was not written%s\n", work->path, counts,
            options->strict ? " (with --strict, warnings count as errors)" : "",
            stands ? ", the one from before stays" : "");
}

bool closing_is_shown(const Options *options) {
    return !options->quiet && !options->json && isatty(STDERR_FILENO);
}

enum { OPEN_RULES = 3 };

/* "reader-table-wide-kobo (2), reader-transparency", or NULL. Caller frees. */
static char *open_rules(const Report *readers) {
    size_t counts[DIAGNOSTIC_COUNT] = {0};
    size_t rules = 0;
    for (size_t i = 0; i < report_length(readers); i++) {
        rules += counts[report_get(readers, i)->code]++ == 0;
    }
    GString *text = g_string_new(NULL);
    size_t said = 0;
    for (size_t code = 0; code < DIAGNOSTIC_COUNT && said < OPEN_RULES; code++) {
        if (counts[code] > 0) {
            g_string_append_printf(text, "%s%s", said++ > 0 ? ", " : "", diagnostic_name(code));
        }
        if (counts[code] > 1) {
            g_string_append_printf(text, " (%" G_GSIZE_FORMAT ")", counts[code]);
        }
    }
    if (rules > said) {
        g_string_append_printf(text, " and %" G_GSIZE_FORMAT " more", rules - said);
    }
    return g_string_free(text, rules == 0);
}

static void print_readers(const IssueWork *work) {
    g_autofree char *systems = reading_systems_say(READING_SYSTEMS_ALL);
    g_autofree char *open = open_rules(work->readers);
    if (open == NULL) {
        fprintf(stderr, "made for %s\n", systems);
    } else {
        fprintf(stderr, "made for %s; open: %s; `galley check --for all %s` says more\n", systems,
                open, work->path);
    }
}

static void print_up_to_date(const IssueWork *work, const Options *options) {
    if (options->verbose) {
        fprintf(stderr, "%s: found up to date in %.1f ms\n", work->path,
                (double)work->read_us / 1000.0);
    }
    for (guint i = 0; closing_is_shown(options) && i < work->products->len; i++) {
        const Product *product = work->products->pdata[i];
        fprintf(stderr, "%s is up to date\n", product->path);
    }
}

void closing_print_build(const IssueWork *work, const Options *options) {
    if (work->is_refused || work->error != NULL) {
        print_refusal(work, options);
        return;
    }
    if (work->is_up_to_date) {
        print_up_to_date(work, options);
        return;
    }
    if (options->verbose) {
        fprintf(stderr, "%s: read in %.1f ms, written in %.1f ms\n", work->path,
                (double)work->read_us / 1000.0, (double)work->write_us / 1000.0);
    }
    if (!closing_is_shown(options)) {
        return;
    }
    g_autofree char *articles = closing_plural(work->issue->articles->len, "article", "articles");
    g_autofree char *counts = closing_counts(work->report);
    for (guint i = 0; i < work->products->len; i++) {
        const Product *product = work->products->pdata[i];
        g_autofree char *size = closing_size(product->size_bytes);
        if (product->format->beside != NULL) {
            fprintf(stderr, "%s  %s\n", product->path, size);
        } else {
            fprintf(stderr, "%s  %s, %s; %s\n", product->path, size, articles, counts);
        }
    }
    if (work->readers != NULL) {
        print_readers(work);
    }
    const Diagnostic *next = next_thing(work->report);
    if (next != NULL) {
        const char *file = next->place.file;
        fprintf(stderr, "next: %s%s%s; %s\n", file ? file : "", file ? ": " : "", next->message,
                next->hint);
    }
}

void closing_print_file(const char *path, const Options *options) {
    if (options->json) {
        g_autoptr(JsonText) json = json_text_new();
        json_text_begin_map(json, NULL);
        json_text_add(json, "kind", "file");
        json_text_add(json, "path", path);
        json_text_end(json);
        g_autofree char *line = json_text_finish(json, false);
        puts(line);
    } else if (!options->quiet) {
        puts(path);
    }
}
