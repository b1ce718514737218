/* Which tags of a block of HTML have their other half elsewhere. */
#include "base/limits.h"
#include "html/html.h"
#include "html/markup.h"
#include "html/tags.h"

#include <string.h>

typedef struct {
    const char *html;
    size_t length;
    GArray *tags; /* HtmlPiece: those that are found alone, by place */
    GArray *open; /* Markup */
    bool is_too_deep;
} Apart;

static void add_tag(Apart *apart, const Markup *tag) {
    HtmlPiece piece = {tag->start, tag->end - tag->start, true};
    g_array_append_val(apart->tags, piece);
}

/* Can a later block be the content of this element? */
static bool may_stay_open(const Markup *tag) {
    TagRule rule = tag_rule(tag->name, tag->name_length);
    if (rule.fate != HTML_KEPT) {
        return true; /* nothing stays, but its closing tag is to be found */
    }
    ElementHolds holds = element_holds(rule.element);
    return holds == HOLDS_BLOCKS || holds == HOLDS_FLOW || holds == HOLDS_PARTS;
}

/* Those above the one that is closed are left to HTML's own rules. */
static void close_tag(Apart *apart, const Markup *tag) {
    GArray *open = apart->open;
    for (guint i = open->len; i > 0; i--) {
        const Markup *start = &g_array_index(open, Markup, i - 1);
        if (start->name_length == tag->name_length &&
            g_ascii_strncasecmp(start->name, tag->name, tag->name_length) == 0) {
            g_array_set_size(open, i - 1);
            return;
        }
    }
    add_tag(apart, tag);
}

static size_t look_at(Apart *apart, const Markup *tag) {
    if (tag->kind == MARKUP_END) {
        close_tag(apart, tag);
        return tag->end;
    }
    if (tag->kind == MARKUP_NOTHING) {
        return tag->end;
    }
    TagRule rule = tag_rule(tag->name, tag->name_length);
    if (rule.is_raw) {
        size_t end =
            markup_find_end(apart->html, apart->length, tag->end, tag->name, tag->name_length);
        Markup closing;
        return markup_next(apart->html, apart->length, end, &closing) ? closing.end : end;
    }
    if (!rule.is_void && tag->is_complete) {
        if (apart->open->len >= LIMIT_HTML_OPEN_DEPTH) {
            apart->is_too_deep = true;
            return apart->length;
        }
        g_array_append_val(apart->open, *tag);
    }
    return tag->end;
}

static int compare_start(const void *left, const void *right) {
    size_t a = ((const HtmlPiece *)left)->start_byte;
    size_t b = ((const HtmlPiece *)right)->start_byte;
    return (a > b) - (a < b);
}

/* The tags, with the fragments between them. */
static GArray *fill_between(const Apart *apart) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(HtmlPiece));
    size_t done = 0;
    for (guint i = 0; i <= apart->tags->len; i++) {
        bool is_last = i == apart->tags->len;
        HtmlPiece tag = is_last ? (HtmlPiece){apart->length, 0, true}
                                : g_array_index(apart->tags, HtmlPiece, i);
        if (tag.start_byte > done) {
            HtmlPiece fragment = {done, tag.start_byte - done, false};
            g_array_append_val(pieces, fragment);
        }
        if (!is_last) {
            g_array_append_val(pieces, tag);
        }
        done = tag.start_byte + tag.length_bytes;
    }
    return pieces;
}

GArray *html_take_apart(const char *html, size_t length_bytes) {
    Apart apart = {.html = html,
                   .length = length_bytes,
                   .tags = g_array_new(FALSE, FALSE, sizeof(HtmlPiece)),
                   .open = g_array_new(FALSE, FALSE, sizeof(Markup))};
    Markup tag;
    for (size_t at = 0; markup_next(html, length_bytes, at, &tag);) {
        at = look_at(&apart, &tag);
    }
    for (guint i = 0; i < apart.open->len; i++) {
        const Markup *start = &g_array_index(apart.open, Markup, i);
        if (may_stay_open(start)) {
            add_tag(&apart, start);
        }
    }
    if (apart.is_too_deep) {
        g_array_set_size(apart.tags, 0);
    }
    g_array_sort(apart.tags, compare_start);
    GArray *pieces = fill_between(&apart);
    g_array_free(apart.tags, TRUE);
    g_array_free(apart.open, TRUE);
    return pieces;
}
