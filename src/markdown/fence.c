/* The lines that open and close boxes. */
#include "markdown/fence.h"

#include <glib.h>
#include <string.h>

static const char *const kind_names[] = {
    [FENCE_UNKNOWN] = "box",
    [FENCE_PULLQUOTE] = "pullquote",
    [FENCE_SIDEBAR] = "sidebar",
    [FENCE_VERSE] = "verse",
};

const char *fence_kind_name(FenceKind kind) {
    return kind_names[kind];
}

static FenceKind kind_of(const char *name, size_t length) {
    for (int kind = FENCE_PULLQUOTE; kind <= FENCE_VERSE; kind++) {
        if (strlen(kind_names[kind]) == length &&
            g_ascii_strncasecmp(kind_names[kind], name, length) == 0) {
            return (FenceKind)kind;
        }
    }
    return FENCE_UNKNOWN;
}

static size_t skip(const char *text, size_t at, size_t end, const char *set) {
    while (at < end && text[at] != '\0' && strchr(set, text[at]) != NULL) {
        at++;
    }
    return at;
}

static size_t skip_word(const char *text, size_t at, size_t end, const char *ends) {
    while (at < end && strchr(ends, text[at]) == NULL) {
        at++;
    }
    return at;
}

/* `{#id .sidebar key=value}`: the first class that means something, else the first one. */
static void read_attributes(const char *text, size_t at, size_t end, FenceLine *out) {
    while (at < end) {
        at = skip(text, at, end, " \t");
        size_t word_end = skip_word(text, at, end, " \t");
        if (word_end > at + 1 && text[at] == '.') {
            FenceKind kind = kind_of(text + at + 1, word_end - at - 1);
            if (out->name == NULL || (out->kind == FENCE_UNKNOWN && kind != FENCE_UNKNOWN)) {
                out->name = text + at + 1;
                out->name_length = word_end - at - 1;
                out->kind = kind;
            }
        }
        at = word_end;
    }
}

bool fence_parse(const char *line, size_t length_bytes, FenceLine *out) {
    *out = (FenceLine){0};
    size_t colons = skip(line, 0, length_bytes, ":");
    if (colons < 3) {
        return false;
    }
    size_t end = length_bytes;
    while (end > colons && strchr(" \t:", line[end - 1]) != NULL) {
        end--;
    }
    size_t at = skip(line, colons, end, " \t");
    if (at >= end) {
        return true;
    }
    out->opens = true;
    size_t name_end = skip_word(line, at, end, " \t{");
    if (name_end > at) {
        out->name = line + at;
        out->name_length = name_end - at;
        out->kind = kind_of(out->name, out->name_length);
        at = skip(line, name_end, end, " \t");
    }
    if (at < end && line[at] == '{') {
        size_t close = skip_word(line, at, end, "}");
        read_attributes(line, at + 1, close, out);
        if (out->name == NULL && close > at + 1) { /* `{#id}`: a box without a kind, to be closed */
            out->name = line + at + 1;
            out->name_length = close - at - 1;
        }
        at = MIN(skip(line, close + 1, end, " \t"), end);
    }
    out->rest = line + at;
    out->rest_length = end - at;
    return out->name != NULL;
}
