/* A page's bytes as they stand, before any parser: readers that take XHTML for HTML see the XML
 * declaration and how elements are closed, which a tree no longer knows. */
#include "epub/reader_book.h"

#include <string.h>

typedef struct {
    const char *at, *end;
    unsigned foreign; /* svg and math elements that are open: there XML's rules hold everywhere */
} Source;

/* EPUB 3.3, 3.9 has UTF-8 or UTF-16, and the latter says so by its first bytes. */
static bool declares_encoding(const char *text, size_t length_bytes) {
    if (length_bytes >= 2 &&
        (memcmp(text, "\xFE\xFF", 2) == 0 || memcmp(text, "\xFF\xFE", 2) == 0)) {
        return true;
    }
    size_t mark = length_bytes >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text += mark;
    length_bytes -= mark;
    if (length_bytes < 5 || memcmp(text, "<?xml", 5) != 0) {
        return false;
    }
    const char *close = memmem(text, length_bytes, "?>", 2);
    return close != NULL && memmem(text, (size_t)(close - text), "encoding", 8) != NULL;
}

static bool is_void(const char *name, size_t length) {
    static const char *const names[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                        "input", "link", "meta", "param", "source", "track", "wbr"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_name(const char *name, size_t length, const char *wanted) {
    const char *colon = memchr(name, ':', length);
    size_t prefix = colon == NULL ? 0 : (size_t)(colon - name) + 1;
    return strlen(wanted) == length - prefix && memcmp(name + prefix, wanted, length - prefix) == 0;
}

/* Past what begins at a "<" that is no tag; NULL if it is a tag. */
static const char *skip_other(const Source *source) {
    static const struct {
        const char *open, *close;
    } kinds[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}, {"<!", ">"}};
    size_t left = (size_t)(source->end - source->at);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].open);
        if (left >= length && memcmp(source->at, kinds[i].open, length) == 0) {
            const char *close = memmem(source->at, left, kinds[i].close, strlen(kinds[i].close));
            return close == NULL ? source->end : close + 1;
        }
    }
    return NULL;
}

/* The ">" that ends a tag, or the end of the text. */
static const char *tag_end(const Source *source) {
    const char *p = source->at;
    for (; p < source->end && *p != '>'; p++) {
        if (*p == '"' || *p == '\'') {
            const char *close =
                p + 1 < source->end ? memchr(p + 1, *p, (size_t)(source->end - p - 1)) : NULL;
            p = close != NULL ? close : source->end - 1;
        }
    }
    return p;
}

/* Takes one tag, from its "<": is it an element of HTML that must not be closed in itself? */
static bool take_tag(Source *source, const char **name, size_t *length) {
    bool closes = source->at + 1 < source->end && source->at[1] == '/';
    *name = source->at + 1 + closes;
    const char *end = tag_end(source);
    *length = 0;
    while (*name + *length < end && strchr(" \t\r\n/>", (*name)[*length]) == NULL) {
        ++*length;
    }
    bool is_self_closed = end < source->end && end[-1] == '/' && !closes;
    source->at = end;
    if (is_name(*name, *length, "svg") || is_name(*name, *length, "math")) {
        source->foreign += !closes && !is_self_closed;
        source->foreign -= closes && source->foreign > 0;
        return false;
    }
    return is_self_closed && source->foreign == 0 && !is_void(*name, *length);
}

static void check_self_closed(const ReaderBook *book, const char *part, const char *text,
                              size_t length_bytes) {
    Source source = {.at = text, .end = text + length_bytes};
    while (source.at < source.end) {
        source.at = memchr(source.at, '<', (size_t)(source.end - source.at));
        if (source.at == NULL) {
            return;
        }
        const char *past = skip_other(&source);
        const char *name = NULL;
        size_t length = 0;
        if (past != NULL) {
            source.at = past;
        } else if (take_tag(&source, &name, &length)) {
            uint32_t line = 1;
            for (const char *p = text; p < name; p++) {
                line += *p == '\n';
            }
            g_autofree char *element = g_strndup(name, length);
            reader_say(book, DIAGNOSTIC_READER_SELF_CLOSED_KOBO, part, line, element, NULL);
            return;
        }
    }
}

static void check_size(const ReaderBook *book, const char *part, size_t length_bytes) {
    unsigned systems = length_bytes > READER_PAGE_BYTES_ADOBE ? READING_SYSTEM_ADOBE : 0;
    systems |= length_bytes > READER_PAGE_BYTES_KOBO ? READING_SYSTEM_KOBO : 0;
    systems &= book->systems;
    if (systems != 0) {
        g_autofree char *size = g_strdup_printf("%" G_GSIZE_FORMAT " KB", length_bytes / 1024);
        g_autofree char *whom = reading_systems_say(systems);
        reader_say(book, DIAGNOSTIC_READER_PAGE_LONG, part, NO_LINE, size, whom);
    }
}

void reader_check_source(const ReaderBook *book, const char *part, GBytes *bytes) {
    gsize length_bytes = 0;
    const char *text = g_bytes_get_data(bytes, &length_bytes);
    if (text == NULL) {
        return;
    }
    if (!declares_encoding(text, length_bytes)) {
        reader_say(book, DIAGNOSTIC_READER_XML_DECLARATION_KINDLE, part, 1, NULL, NULL);
    }
    check_self_closed(book, part, text, length_bytes);
    check_size(book, part, length_bytes);
}
