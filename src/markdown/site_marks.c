/* Jekyll's and Hugo's marks, line by line; whether a line is code is told from its fences. */
#include "markdown/site_marks.h"

#include "markdown/template.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

typedef struct {
    const char *file;
    uint32_t line;
    Report *report;
    GString *out;
    GHashTable *said; /* names of templates that the report has heard of */
    char fence;       /* that encloses these lines; 0: none */
    size_t fence_length;
    bool in_highlight; /* between Jekyll's marks of code */
    bool in_comment;
    bool has_text; /* something has been written before this line */
} Resolving;

typedef struct {
    const char *start, *end; /* without its end */
    const char *first;       /* past its spaces */
    const char *last;        /* before those at its end */
} Line;

static Line find_line(const char *start, const char *end) {
    Line line = {start, end, start, end};
    while (line.first < end && strchr(" \t", *line.first) != NULL) {
        line.first++;
    }
    while (line.last > line.first && strchr(" \t\r", line.last[-1]) != NULL) {
        line.last--;
    }
    return line;
}

/* Follows fences of code; true for their own lines and what they enclose. */
static bool is_in_fence(Resolving *resolving, const Line *line) {
    char sign = line->first < line->last ? *line->first : '\0';
    size_t length = 0;
    while (line->first + length < line->last && line->first[length] == sign) {
        length++;
    }
    bool is_fence = length >= 3 && (sign == '`' || sign == '~');
    if (resolving->fence == '\0') {
        if (is_fence) {
            resolving->fence = sign;
            resolving->fence_length = length;
        }
        return is_fence;
    }
    if (is_fence && sign == resolving->fence && length >= resolving->fence_length &&
        line->first + length == line->last) {
        resolving->fence = '\0';
    }
    return true;
}

static void report_dropped(Resolving *resolving, const Line *line, const Template *found) {
    g_autofree char *name = template_name(found);
    if (g_hash_table_add(resolving->said, g_strdup(name))) {
        uint32_t column = (uint32_t)g_utf8_strlen(line->start, line->first - line->start) + 1;
        g_autofree char *shown = g_strndup(line->first, (gsize)(line->last - line->first));
        report_add(resolving->report, DIAGNOSTIC_TEMPLATE_DROPPED,
                   place_at(resolving->file, resolving->line, column), NULL, shown, NULL);
    }
}

/* A line that is one template. */
static void resolve_line(Resolving *resolving, const Line *line, const Template *found) {
    GString *out = resolving->out;
    g_autofree char *markdown = NULL;
    switch (template_kind(found)) {
    case TEMPLATE_CODE_BEGINS:
        resolving->in_highlight = true;
        g_string_append(out, "```");
        break;
    case TEMPLATE_COMMENT_BEGINS:
        resolving->in_comment = true;
        break;
    case TEMPLATE_ENDS:
        break;
    case TEMPLATE_OTHER:
        markdown = template_markdown(found);
        if (markdown != NULL) {
            g_string_append_len(out, line->start, line->first - line->start);
            g_string_append(out, markdown);
        } else {
            report_dropped(resolving, line, found);
        }
        break;
    }
}

/* Copies a line but for the templates in its links' targets. */
static void copy_with_targets(GString *out, const Line *line) {
    const char *done = line->start;
    for (const char *at = line->start; at + 2 < line->end; at++) {
        bool is_target = at[0] == ']' && at[1] == '(';
        Template found;
        if (!is_target || !template_at(at + 2, line->end, &found)) {
            continue;
        }
        g_string_append_len(out, done, at + 2 - done);
        g_autofree char *target = template_target(&found);
        g_string_append(out, target);
        done = found.end;
        at = found.end - 1;
    }
    g_string_append_len(out, done, line->end - done);
}

/* Where the space is missing in `##Heading`; NULL. With one sign it may be a word to find things
 * by or a number, so only the text's first line can be one, and no digit begins it. */
static const char *find_missing_space(const Resolving *resolving, const Line *line) {
    const char *past = line->first;
    while (past < line->last && *past == '#') {
        past++;
    }
    size_t signs = (size_t)(past - line->first);
    if (signs == 0 || signs > 6 || line->first - line->start > 3 || past == line->last ||
        strchr(" \t!", *past) != NULL) {
        return NULL;
    }
    bool is_lone = memchr(past, '#', (size_t)(line->last - past)) == NULL;
    bool is_title = !resolving->has_text && is_lone && !g_ascii_isdigit(*past);
    return signs > 1 || is_title ? past : NULL;
}

static bool ends_block(Resolving *resolving, const Line *line) {
    Template found;
    bool *open = resolving->in_highlight ? &resolving->in_highlight : &resolving->in_comment;
    if (!template_at(line->first, line->last, &found) || template_kind(&found) != TEMPLATE_ENDS) {
        return false;
    }
    if (resolving->in_highlight) {
        g_string_append(resolving->out, "```");
    }
    *open = false;
    return true;
}

static void read_line(Resolving *resolving, const Line *line) {
    GString *out = resolving->out;
    if (resolving->in_highlight || resolving->in_comment) {
        if (!ends_block(resolving, line) && resolving->in_highlight) {
            g_string_append_len(out, line->start, line->end - line->start);
        }
        return;
    }
    bool is_code = is_in_fence(resolving, line) || line->first - line->start > 3;
    Template found;
    const char *space = is_code ? NULL : find_missing_space(resolving, line);
    if (space != NULL) {
        g_string_append_len(out, line->start, space - line->start);
        g_string_append_c(out, ' ');
        g_string_append_len(out, space, line->end - space);
    } else if (!is_code && template_at(line->first, line->last, &found) &&
               found.end == line->last) {
        resolve_line(resolving, line, &found);
    } else if (!is_code) {
        copy_with_targets(out, line);
    } else {
        g_string_append_len(out, line->start, line->end - line->start);
    }
    resolving->has_text = resolving->has_text || line->first < line->last;
}

/* Is there anything to be resolved? Most texts have none, and are not copied. */
static bool has_marks(const char *text, const char *end) {
    for (const char *at = text; (at = memchr(at, '{', (size_t)(end - at))) != NULL; at++) {
        if (at + 1 < end && (at[1] == '%' || at[1] == '{')) {
            return true;
        }
    }
    for (const char *at = text; (at = memchr(at, '#', (size_t)(end - at))) != NULL;) {
        const char *past = at;
        while (past < end && *past == '#') {
            past++;
        }
        if (past < end && strchr(" \t\r\n", *past) == NULL &&
            (at == text || strchr(" \n", at[-1]) != NULL)) {
            return true;
        }
        at = past;
    }
    return false;
}

char *resolve_site_marks(const char *text, size_t length_bytes, const char *file,
                         uint32_t first_line, Report *report, size_t *resolved_bytes) {
    const char *stop = text + length_bytes;
    if (!has_marks(text, stop)) {
        return NULL;
    }
    Resolving resolving = {.file = file,
                           .line = first_line,
                           .report = report,
                           .out = g_string_sized_new(length_bytes + 64),
                           .said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (const char *at = text; at < stop; resolving.line++) {
        const char *found = memchr(at, '\n', (size_t)(stop - at));
        const char *end = found != NULL ? found : stop;
        Line line = find_line(at, end);
        read_line(&resolving, &line);
        if (found != NULL) {
            g_string_append_c(resolving.out, '\n');
        }
        at = end + 1;
    }
    g_hash_table_unref(resolving.said);
    *resolved_bytes = resolving.out->len;
    return g_string_free(resolving.out, FALSE);
}
