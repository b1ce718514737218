/* Emphasis and note calls. */
#include "read/text_inlines.h"

#include <string.h>

enum {
    LONGEST_EMPHASIS = 300, /* bytes between its signs */
    LONGEST_LABEL = 4,
    MOST_MARKS = 2000, /* of one paragraph; further signs are text */
};

typedef struct {
    Builder *builder;
    unsigned marks; /* emphasised words so far, in this text */
    const char *text;
    size_t length, done; /* bytes that are put already */
    GHashTable *notes;
    uint32_t line, column;
} Inlines;

static gunichar before(const Inlines *inlines, size_t at) {
    const char *previous = at > 0 ? g_utf8_prev_char(inlines->text + at) : NULL;
    return previous != NULL ? g_utf8_get_char(previous) : ' ';
}

static gunichar behind(const Inlines *inlines, size_t at) {
    return at < inlines->length ? g_utf8_get_char(inlines->text + at) : ' ';
}

static bool is_within_word(gunichar c) {
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '*' || c == '_' || c == '/';
}

static void put_text(Inlines *inlines, size_t end) {
    if (end > inlines->done) {
        builder_text(inlines->builder, inlines->text + inlines->done, end - inlines->done,
                     inlines->line, inlines->column);
        inlines->column +=
            (uint32_t)g_utf8_strlen(inlines->text + inlines->done, (gssize)(end - inlines->done));
        inlines->done = end;
    }
}

/* The sign that closes what opens at `at`; 0: it opens nothing. */
static size_t find_closing(const Inlines *inlines, size_t at) {
    char sign = inlines->text[at];
    gunichar first = behind(inlines, at + 1);
    if (is_within_word(before(inlines, at)) || g_unichar_isspace(first) ||
        first == (gunichar)sign) {
        return 0;
    }
    size_t most = MIN(inlines->length - at - 1, (size_t)LONGEST_EMPHASIS);
    const char *close = memchr(inlines->text + at + 1, sign, most);
    if (close == NULL) {
        return 0;
    }
    size_t end = (size_t)(close - inlines->text);
    bool is_closed =
        !g_unichar_isspace(before(inlines, end)) && !is_within_word(behind(inlines, end + 1));
    bool has_words = false;
    for (size_t i = at + 1; i < end;
         i = (size_t)(g_utf8_next_char(inlines->text + i) - inlines->text)) {
        has_words |= g_unichar_isalpha(behind(inlines, i));
    }
    return is_closed && has_words ? end : 0;
}

static size_t put_emphasis(Inlines *inlines, size_t at) {
    size_t end = inlines->marks < MOST_MARKS ? find_closing(inlines, at) : 0;
    inlines->marks += end != 0;
    if (end == 0) {
        return at + 1;
    }
    put_text(inlines, at);
    Builder *builder = inlines->builder;
    inlines->done = at + 1;
    inlines->column++;
    xmlNode *em =
        builder_open(builder, node_new(builder->tree, ELEMENT_EM, inlines->line, inlines->column));
    put_text(inlines, end);
    builder_close(builder, em);
    inlines->done = end + 1;
    inlines->column++;
    return end + 1;
}

static size_t put_call(Inlines *inlines, size_t at) {
    const char *open = inlines->text + at;
    size_t digits = strspn(open + 1, "0123456789");
    if (digits == 0 || digits > LONGEST_LABEL || open[1 + digits] != ']') {
        return at + 1;
    }
    char label[LONGEST_LABEL + 1];
    memcpy(label, open + 1, digits);
    label[digits] = '\0';
    if (inlines->notes == NULL || !g_hash_table_contains(inlines->notes, label)) {
        return at + 1;
    }
    size_t end = at;
    while (end > inlines->done && inlines->text[end - 1] == ' ') {
        end--; /* a call stands at its word */
    }
    put_text(inlines, end);
    inlines->column += (uint32_t)(at - end);
    xmlDoc *tree = inlines->builder->tree;
    g_autofree char *href = g_strconcat("#", label, NULL);
    xmlNode *call = node_new(tree, ELEMENT_A, inlines->line, inlines->column);
    node_set(call, ATTRIBUTE_CLASS, "noteref");
    node_set(call, ATTRIBUTE_HREF, href);
    node_append(call, node_new_text(tree, label, digits, inlines->line, inlines->column));
    builder_put(inlines->builder, call);
    inlines->done = at + digits + 2;
    inlines->column += (uint32_t)digits + 2;
    return inlines->done;
}

void text_put_inlines(Builder *builder, const char *text, size_t length_bytes, GHashTable *notes,
                      uint32_t line, uint32_t column) {
    Inlines inlines = {builder, 0, text, length_bytes, 0, notes, line, column};
    for (size_t at = strcspn(text, "*_["); at < length_bytes; at += strcspn(text + at, "*_[")) {
        at = text[at] == '[' ? put_call(&inlines, at) : put_emphasis(&inlines, at);
    }
    put_text(&inlines, length_bytes);
}
