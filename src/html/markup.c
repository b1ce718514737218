/* Finding tags. */
#include "html/markup.h"

#include <glib.h>
#include <string.h>

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Past the value that begins at `at`: a quotation mark means something only at its start. */
static size_t value_end(const char *html, size_t length, size_t at) {
    if (at < length && (html[at] == '"' || html[at] == '\'')) {
        const char *close = memchr(html + at + 1, html[at], length - at - 1);
        return close != NULL ? (size_t)(close - html) + 1 : length;
    }
    while (at < length && !is_space(html[at]) && html[at] != '>') {
        at++;
    }
    return at;
}

/* Reads a tag from the end of its name on. */
static void read_rest(const char *html, size_t length, size_t at, Markup *out) {
    while (at < length && html[at] != '>') {
        out->attribute_bytes++;
        if (html[at++] != '=') {
            continue;
        }
        while (at < length && is_space(html[at])) {
            at++;
        }
        at = value_end(html, length, at);
    }
    out->is_complete = at < length;
    out->end = at < length ? at + 1 : length;
}

static size_t comment_end(const char *html, size_t length, size_t at, bool *is_complete) {
    if (at < length && html[at] == '>') { /* <!--> */
        *is_complete = true;
        return at + 1;
    }
    if (at + 1 < length && html[at] == '-' && html[at + 1] == '>') { /* <!---> */
        *is_complete = true;
        return at + 2;
    }
    for (; at + 2 < length; at++) {
        if (html[at] == '-' && html[at + 1] == '-') {
            size_t bang = html[at + 2] == '!';
            if (at + 2 + bang < length && html[at + 2 + bang] == '>') {
                *is_complete = true;
                return at + 3 + bang;
            }
        }
    }
    *is_complete = false;
    return length;
}

static size_t bogus_end(const char *html, size_t length, size_t at, bool *is_complete) {
    const char *close = memchr(html + at, '>', length - at);
    *is_complete = close != NULL;
    return close != NULL ? (size_t)(close - html) + 1 : length;
}

static size_t name_end(const char *html, size_t length, size_t at) {
    while (at < length && !is_space(html[at]) && html[at] != '/' && html[at] != '>') {
        at++;
    }
    return at;
}

/* Reads what the '<' at `at` begins; false if that is text. */
static bool markup_at(const char *html, size_t length, size_t at, Markup *out) {
    if (at + 1 >= length) {
        return false;
    }
    char next = html[at + 1];
    bool is_end = next == '/' && at + 2 < length;
    *out = (Markup){.kind = MARKUP_NOTHING, .start = at};
    if (g_ascii_isalpha(is_end ? html[at + 2] : next)) {
        size_t name = at + 1 + is_end;
        size_t end = name_end(html, length, name);
        out->kind = is_end ? MARKUP_END : MARKUP_START;
        out->name = html + name;
        out->name_length = end - name;
        read_rest(html, length, end, out);
        return true;
    }
    if (length - at >= 4 && memcmp(html + at, "<!--", 4) == 0) {
        out->end = comment_end(html, length, at + 4, &out->is_complete);
        return true;
    }
    if (next == '!' || next == '?' || is_end) {
        out->end = bogus_end(html, length, at + 1, &out->is_complete);
        return true;
    }
    return false;
}

bool markup_next(const char *html, size_t length_bytes, size_t from, Markup *out) {
    while (from < length_bytes) {
        const char *open = memchr(html + from, '<', length_bytes - from);
        if (open == NULL) {
            return false;
        }
        from = (size_t)(open - html);
        if (markup_at(html, length_bytes, from, out)) {
            return true;
        }
        from++;
    }
    return false;
}

size_t markup_find_end(const char *html, size_t length_bytes, size_t from, const char *name,
                       size_t name_length) {
    while (from < length_bytes) {
        const char *open = memchr(html + from, '<', length_bytes - from);
        if (open == NULL) {
            break;
        }
        from = (size_t)(open - html);
        size_t end = from + 2 + name_length;
        if (end <= length_bytes && open[1] == '/' &&
            g_ascii_strncasecmp(open + 2, name, name_length) == 0 &&
            (end == length_bytes || is_space(html[end]) || html[end] == '/' || html[end] == '>')) {
            return from;
        }
        from++;
    }
    return length_bytes;
}
