/* Mends front matter a line at a time: what a line means needs no other line, but for a block's
 * indented text, which is let be. */
#include "read/mend_yaml.h"

#include "base/text.h"

#include <glib.h>
#include <string.h>

typedef struct {
    const char *file;
    uint32_t line;
    Report *report;
    GString *out;
} Mending;

typedef struct {
    const char *start;
    size_t length_bytes;
} Span;

static Span trimmed(const char *start, const char *end) {
    while (start < end && g_ascii_isspace(*start)) {
        start++;
    }
    while (end > start && g_ascii_isspace(end[-1])) {
        end--;
    }
    return (Span){start, (size_t)(end - start)};
}

static bool is_between(Span value, char opening, char closing) {
    return value.length_bytes >= 2 && value.start[0] == opening &&
           value.start[value.length_bytes - 1] == closing;
}

/* `|`, `>-`, `|2`: lines of text follow. */
static bool begins_block(Span value) {
    return value.length_bytes > 0 && value.length_bytes <= 3 &&
           strchr("|>", value.start[0]) != NULL;
}

/* Is what stands between two quotation marks what YAML may have there? */
static bool is_quoted_well(Span value) {
    char mark = value.start[0];
    for (size_t i = 1; i + 1 < value.length_bytes; i++) {
        if (mark == '"' && value.start[i] == '\\') {
            if (i + 2 >= value.length_bytes || strchr("\\\"/nt", value.start[i + 1]) == NULL) {
                return false;
            }
            i++;
        } else if (value.start[i] == mark) {
            if (mark == '"' || i + 2 >= value.length_bytes || value.start[i + 1] != mark) {
                return false;
            }
            i++;
        }
    }
    return true;
}

/* The text that the value is, or NULL if YAML takes it as it stands. */
static char *find_text(Span value) {
    if (value.length_bytes == 0 || begins_block(value) || is_between(value, '[', ']') ||
        is_between(value, '{', '}')) {
        return NULL;
    }
    if (strchr("\"'", value.start[0]) != NULL) {
        if (!is_between(value, value.start[0], value.start[0])) {
            bool is_lone = memchr(value.start + 1, value.start[0], value.length_bytes - 1) == NULL;
            return g_strndup(value.start + is_lone, value.length_bytes - is_lone);
        }
        return is_quoted_well(value) ? NULL : g_strndup(value.start + 1, value.length_bytes - 2);
    }
    g_autofree char *text = g_strndup(value.start, value.length_bytes);
    bool holds_key = strstr(text, ": ") != NULL || g_str_has_suffix(text, ":");
    bool begins_wrong = strchr("[]{},@`%&*!|>?", text[0]) != NULL;
    return holds_key || begins_wrong ? g_steal_pointer(&text) : NULL;
}

static void append_quoted(GString *out, const char *text) {
    g_string_append_c(out, '\'');
    for (const char *p = text; *p != '\0'; p++) {
        g_string_append_c(out, *p);
        if (*p == '\'') {
            g_string_append_c(out, '\'');
        }
    }
    g_string_append_c(out, '\'');
}

/* The value after a key or a list's dash. */
static void mend_value(Mending *mending, const char *line, Span value) {
    g_autofree char *text = find_text(value);
    if (text == NULL) {
        g_string_append_len(mending->out, value.start, (gssize)value.length_bytes);
        return;
    }
    uint32_t column = (uint32_t)g_utf8_strlen(line, value.start - line) + 1;
    report_add(mending->report, DIAGNOSTIC_YAML_MENDED,
               place_at(mending->file, mending->line, column), NULL, text, NULL);
    append_quoted(mending->out, text);
}

/* The end of "key:", or NULL if the line begins with none. */
static const char *find_key_end(Span rest) {
    if (rest.length_bytes == 0 || strchr("-#\"'[{", rest.start[0]) != NULL) {
        return NULL;
    }
    for (size_t i = 1; i < rest.length_bytes; i++) {
        bool is_end = i + 1 == rest.length_bytes || strchr(" \t", rest.start[i + 1]) != NULL;
        if (rest.start[i] == ':' && is_end) {
            return rest.start + i + 1;
        }
    }
    return NULL;
}

static void mend_line(Mending *mending, const char *line, const char *end) {
    const char *at = line;
    for (; at < end && (*at == ' ' || *at == '\t'); at++) {
        g_string_append(mending->out, *at == '\t' ? "  " : " ");
    }
    bool is_item = at + 1 < end && *at == '-' && strchr(" \t", at[1]) != NULL;
    if (is_item) {
        g_string_append(mending->out, "- ");
        at++;
    }
    Span rest = trimmed(at, end);
    const char *key_end = is_item ? NULL : find_key_end(rest);
    if (key_end != NULL) {
        g_string_append_len(mending->out, rest.start, key_end - rest.start);
        g_string_append_c(mending->out, ' ');
        mend_value(mending, line, trimmed(key_end, end));
    } else if (is_item && find_key_end(rest) == NULL) {
        mend_value(mending, line, rest);
    } else {
        g_string_append_len(mending->out, rest.start, (gssize)rest.length_bytes);
    }
}

/* Does the line end with the opening of a block of text? */
static bool opens_block(const char *line, const char *end) {
    Span whole = trimmed(line, end);
    const char *key_end = find_key_end(whole);
    return key_end != NULL && begins_block(trimmed(key_end, end));
}

char *mend_yaml(const char *yaml, size_t length_bytes, const char *file, uint32_t first_line,
                Report *report) {
    Mending mending = {file, first_line, report, g_string_sized_new(length_bytes + 16)};
    const char *stop = yaml + length_bytes;
    bool in_block = false;
    for (const char *line = yaml; line < stop; mending.line++) {
        const char *found = memchr(line, '\n', (size_t)(stop - line));
        const char *end = found != NULL ? found : stop;
        bool is_indented = line == end || strchr(" \t\r", *line) != NULL;
        in_block = in_block && is_indented;
        if (in_block) {
            g_string_append_len(mending.out, line, end - line);
        } else {
            mend_line(&mending, line, end);
            in_block = opens_block(line, end);
        }
        g_string_append_c(mending.out, '\n');
        line = end + 1;
    }
    return g_string_free(mending.out, FALSE);
}
