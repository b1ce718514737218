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
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        Level level = shown_level(diagnostic, style);
        if (level < style.least) {
            continue;
        }
        fputs(bold, stream);
        print_place(&diagnostic->place, stream);
        bool has_place = diagnostic->place.file != NULL || diagnostic->place.detail != NULL;
        fprintf(stream, "%s%s%s%s%s: %s %s[%s]%s\n", plain, has_place ? " " : "",
                style.colour ? level_colours[level] : "", level_name(level), plain,
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
    json_text_add(json, "level", level_name(level));
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
