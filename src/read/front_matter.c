/* Front matter found by its fences, a line at a time. */
#include "read/front_matter.h"

#include "base/limits.h"

#include <glib.h>
#include <string.h>

typedef struct {
    const char *start;
    size_t length_bytes; /* without the line's end */
    const char *next;    /* NULL after the last line */
} Line;

static Line line_at(const char *at, const char *end) {
    const char *stop = memchr(at, '\n', (size_t)(end - at));
    Line line = {at, (size_t)((stop ? stop : end) - at), stop && stop + 1 < end ? stop + 1 : NULL};
    while (line.length_bytes > 0 && strchr(" \t\r", line.start[line.length_bytes - 1]) != NULL) {
        line.length_bytes--;
    }
    return line;
}

static bool line_is(const Line *line, const char *mark) {
    return line->length_bytes == strlen(mark) && memcmp(line->start, mark, line->length_bytes) == 0;
}

static bool line_is_close(const Line *line) {
    return line_is(line, "---") || line_is(line, "...");
}

/* `key:`, `"a key":`, or, for TOML, `key =`. */
static bool line_begins_with_key(const Line *line, char mark) {
    enum { LONGEST_KEY_BYTES = 60 };
    size_t limit = MIN(line->length_bytes, LONGEST_KEY_BYTES);
    const char *found = memchr(line->start, mark, limit);
    if (found == NULL || found == line->start) {
        return false;
    }
    size_t key = (size_t)(found - line->start);
    while (key > 0 && line->start[key - 1] == ' ') {
        key--;
    }
    bool is_quoted = line->start[0] == '"' || line->start[0] == '\'';
    for (size_t i = 0; i < key && !is_quoted; i++) {
        unsigned char byte = (unsigned char)line->start[i];
        if (!g_ascii_isalnum(byte) && byte < 0x80 && strchr("_-.", (char)byte) == NULL) {
            return false;
        }
    }
    bool is_last = (size_t)(found - line->start) + 1 == line->length_bytes;
    return key > 0 && (is_last || found[1] == ' ' || found[1] == '\t' || mark == '=');
}

/* Does what follows the first line read as front matter? `after_blank`: an empty line came first.
 */
static bool reads_as_keys(const char *at, const char *end, char mark, bool *after_blank) {
    *after_blank = false;
    while (at != NULL && at < end) {
        Line line = line_at(at, end);
        bool is_comment = line.length_bytes > 0 && line.start[0] == '#' && !*after_blank;
        if (line.length_bytes > 0 && !is_comment) {
            return line_is_close(&line) || line_begins_with_key(&line, mark);
        }
        *after_blank = *after_blank || line.length_bytes == 0;
        at = line.next;
    }
    return false;
}

static FrontMatter all_text(const char *text, size_t length_bytes) {
    return (FrontMatter){.text = text, .text_bytes = length_bytes, .text_line = 1};
}

/* The front matter from `yaml` to `stop`, the text from `rest` (NULL: there is none). */
static FrontMatter taken_apart(const char *yaml, const char *stop, const char *rest,
                               const char *end, uint32_t text_line) {
    return (FrontMatter){.yaml = yaml,
                         .yaml_bytes = (size_t)(stop - yaml),
                         .text = rest ? rest : end,
                         .text_bytes = rest ? (size_t)(end - rest) : 0,
                         .text_line = text_line};
}

/* Front matter whose closing line is missing: as far as the first empty line. */
static FrontMatter take_unclosed(const char *yaml, const char *end, const char *file,
                                 Report *report) {
    report_add(report, DIAGNOSTIC_FRONT_MATTER_UNCLOSED, place_at(file, 1, 1), NULL, NULL);
    uint32_t number = 2;
    for (const char *at = yaml; at != NULL; number++) {
        Line line = line_at(at, end);
        if (line.length_bytes == 0) {
            return taken_apart(yaml, at, at, end, number);
        }
        at = line.next;
    }
    return taken_apart(yaml, end, NULL, end, number);
}

static FrontMatter split_yaml(const char *text, size_t length_bytes, const Line *first,
                              const char *file, Report *report) {
    const char *end = text + length_bytes;
    bool after_blank = false;
    if (first->next == NULL || !reads_as_keys(first->next, end, ':', &after_blank)) {
        return all_text(text, length_bytes);
    }
    uint32_t number = 2;
    for (const char *at = first->next; at != NULL; number++) {
        Line line = line_at(at, end);
        if (line_is_close(&line)) {
            return taken_apart(first->next, at, line.next, end, number + 1);
        }
        at = line.next;
    }
    /* A line across, an empty line, and a paragraph that begins "Note: …". */
    return after_blank ? all_text(text, length_bytes)
                       : take_unclosed(first->next, end, file, report);
}

static FrontMatter split_toml(const char *text, size_t length_bytes, const Line *first,
                              const char *file, Report *report) {
    const char *end = text + length_bytes;
    bool after_blank = false;
    if (first->next == NULL || !reads_as_keys(first->next, end, '=', &after_blank)) {
        return all_text(text, length_bytes);
    }
    report_add(report, DIAGNOSTIC_FRONT_MATTER_TOML, place_at(file, 1, 1), NULL, NULL);
    uint32_t number = 2;
    for (const char *at = first->next; at != NULL; number++) {
        Line line = line_at(at, end);
        if (line_is(&line, "+++")) {
            FrontMatter parts = taken_apart(first->next, at, line.next, end, number + 1);
            parts.yaml = NULL;
            return parts;
        }
        at = line.next;
    }
    return all_text(text, length_bytes);
}

FrontMatter front_matter_split(const char *text, size_t length_bytes, const char *file,
                               Report *report) {
    bool may_open =
        length_bytes >= 3 && (memcmp(text, "---", 3) == 0 || memcmp(text, "+++", 3) == 0);
    if (!may_open) {
        return all_text(text, length_bytes);
    }
    Line first = line_at(text, text + length_bytes);
    if (line_is(&first, "---")) {
        return split_yaml(text, length_bytes, &first, file, report);
    }
    if (line_is(&first, "+++")) {
        return split_toml(text, length_bytes, &first, file, report);
    }
    return all_text(text, length_bytes);
}

static char *value_of(const Line *line, const char *key) {
    size_t key_bytes = strlen(key) + 1;
    if (line->length_bytes <= key_bytes ||
        g_ascii_strncasecmp(line->start, key, key_bytes - 1) != 0 ||
        line->start[key_bytes - 1] != ':') {
        return NULL;
    }
    size_t value = line->length_bytes - key_bytes;
    for (size_t i = 0; i < value; i++) { /* the names of encodings are ASCII */
        if ((unsigned char)line->start[key_bytes + i] >= 0x80) {
            return NULL;
        }
    }
    g_autofree char *text = g_strstrip(g_strndup(line->start + key_bytes, value));
    size_t length = strlen(text);
    bool is_quoted = length >= 2 && strchr("\"'", text[0]) != NULL && text[length - 1] == text[0];
    return is_quoted ? g_strndup(text + 1, length - 2) : g_steal_pointer(&text);
}

char *front_matter_peek(const char *bytes, size_t length_bytes, const char *key) {
    const char *end = bytes + MIN(length_bytes, LIMIT_CONFIGURATION_BYTES);
    if (length_bytes < 3 || memcmp(bytes, "---", 3) != 0) {
        return NULL;
    }
    for (const char *at = line_at(bytes, end).next; at != NULL;) {
        Line line = line_at(at, end);
        char *value = value_of(&line, key);
        if (value != NULL || line_is_close(&line)) {
            return value;
        }
        at = line.next;
    }
    return NULL;
}
