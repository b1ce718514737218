/* Reports as people and programs read them: lines with places and hints, or JSON lines. */
#include "base/json.h"
#include "base/report.h"

static Level shown_level(const Diagnostic *diagnostic, ReportStyle style) {
    return style.strict && diagnostic->level == LEVEL_WARNING ? LEVEL_ERROR : diagnostic->level;
}

static void print_place(const Place *place, FILE *stream) {
    if (place->file != NULL) {
        fprintf(stream, "%s:", place->file);
    }
    bool has_line = place->line > 0 && !place->is_paragraph;
    if (has_line) {
        fprintf(stream, "%u:%u:", place->line, MAX(place->column, 1));
    }
    if (place->detail != NULL) {
        fprintf(stream, "%s%s:", place->file != NULL && (!has_line || place->is_part) ? " " : "",
                place->detail);
    }
}

/* What was printed of one code in one file, and what was not. */
typedef struct {
    size_t found, printed, kept_back;
    uint32_t last_line;
    Level level;
    const char *hint;    /* the last one */
    GString *lines;      /* "12, 14": where those that were kept back stand; NULL: none */
    bool has_paragraphs; /* these are paragraphs */
} Printed;

typedef struct {
    FILE *stream;
    ReportStyle style;
    const char *file;
    Printed of_code[DIAGNOSTIC_COUNT]; /* in this file */
} Printing;

static void print_line(const Printing *printing, const Place *place, Level level,
                       const char *message, DiagnosticCode code) {
    static const char *const level_colours[] = {"\033[36m", "\033[32m", "\033[33m", "\033[31m"};
    bool colour = printing->style.colour;
    const char *plain = colour ? "\033[0m" : "";
    fputs(colour ? "\033[1m" : "", printing->stream);
    print_place(place, printing->stream);
    bool has_place = place->file != NULL || place->detail != NULL;
    fprintf(printing->stream, "%s%s%s%s%s: %s %s[%s]%s\n", plain, has_place ? " " : "",
            colour ? level_colours[level] : "", level_name(level), plain, message,
            colour ? "\033[2m" : "", diagnostic_name(code), plain);
}

static void keep_back(Printed *printed, const Diagnostic *diagnostic) {
    enum { MOST_LINES_CHARACTERS = 60 };
    printed->kept_back += MAX(diagnostic->stands_for, 1);
    if (printed->lines == NULL) {
        printed->lines = g_string_new(NULL);
    }
    bool is_new = diagnostic->place.line != printed->last_line;
    printed->last_line = diagnostic->place.line;
    printed->has_paragraphs = diagnostic->place.is_paragraph;
    if (printed->lines->len < MOST_LINES_CHARACTERS && is_new) {
        g_string_append_printf(printed->lines, "%s%u", printed->lines->len > 0 ? ", " : "",
                               diagnostic->place.line);
        if (printed->lines->len >= MOST_LINES_CHARACTERS) {
            g_string_append(printed->lines, " …");
        }
    }
}

static void print_diagnostic(Printing *printing, const Diagnostic *diagnostic, Level level) {
    enum {
        FEW = 6,
        SAMPLES = 3
    }; /* of more than a few; errors, each of which stops the book, are
          printed all */
    Printed *printed = &printing->of_code[diagnostic->code];
    printed->level = level;
    if (printed->found > FEW && printed->printed >= SAMPLES && level != LEVEL_ERROR) {
        keep_back(printed, diagnostic);
        return;
    }
    print_line(printing, &diagnostic->place, level, diagnostic->message, diagnostic->code);
    if (diagnostic->hint != NULL && g_strcmp0(diagnostic->hint, printed->hint) != 0) {
        fprintf(printing->stream, "  hint: %s\n", diagnostic->hint);
    }
    printed->hint = diagnostic->hint;
    printed->printed++;
}

/* One line for each code of which something was kept back in the file that ends here. */
static void end_file(Printing *printing) {
    for (int code = 0; code < DIAGNOSTIC_COUNT; code++) {
        Printed *printed = &printing->of_code[code];
        if (printed->kept_back > 0) {
            bool has_lines = printed->lines->len > 0;
            const char *where = printed->has_paragraphs ? ", in paragraphs " : ", in lines ";
            g_autofree char *message =
                g_strdup_printf("%zu more of this kind%s%s", printed->kept_back,
                                has_lines ? where : "", printed->lines->str);
            Place place = {.file = printing->file};
            print_line(printing, &place, printed->level, message, (DiagnosticCode)code);
            g_string_free(printed->lines, TRUE);
        }
        *printed = (Printed){0};
    }
}

static void begin_file(Printing *printing, const Report *report, size_t first) {
    printing->file = report_get(report, first)->place.file;
    for (size_t i = first; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        if (g_strcmp0(diagnostic->place.file, printing->file) != 0) {
            break;
        }
        printing->of_code[diagnostic->code].found++;
    }
}

void report_print(const Report *report, FILE *stream, ReportStyle style) {
    Printing *printing = g_new0(Printing, 1);
    printing->stream = stream;
    printing->style = style;
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        if (i == 0 || g_strcmp0(diagnostic->place.file, printing->file) != 0) {
            end_file(printing);
            begin_file(printing, report, i);
        }
        Level level = shown_level(diagnostic, style);
        if (level >= style.least) {
            print_diagnostic(printing, diagnostic, level);
        }
    }
    end_file(printing);
    g_free(printing);
}

void report_add_json(const Diagnostic *diagnostic, Level level, JsonText *json) {
    json_text_begin_map(json, NULL);
    json_text_add(json, "kind", "diagnostic");
    json_text_add(json, "code", diagnostic_name(diagnostic->code));
    json_text_add(json, "level", level_name(level));
    json_text_add(json, "file", diagnostic->place.file);
    if (diagnostic->place.is_paragraph) {
        json_text_add_integer(json, "paragraph", diagnostic->place.line);
    } else if (diagnostic->place.line > 0) {
        json_text_add_integer(json, "line", diagnostic->place.line);
        json_text_add_integer(json, "column", diagnostic->place.column);
    }
    json_text_add(json, "detail", diagnostic->place.detail);
    json_text_add(json, "message", diagnostic->message);
    json_text_add(json, "hint", diagnostic->hint);
    json_text_end(json);
}

void report_print_json(const Report *report, FILE *stream, ReportStyle style) {
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
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
