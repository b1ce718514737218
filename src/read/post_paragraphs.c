/* Paragraphs by blank lines. */
#include "read/post_paragraphs.h"

#include <string.h>

/* What an element is to the white space in it and around it. */
typedef enum {
    LINE_INLINE, /* part of running text; so is what nobody knows */
    LINE_FLOW,   /* holds paragraphs */
    LINE_HOLDER, /* holds text, or paragraphs once there is a blank line: li, td, p itself */
    LINE_PHRASE, /* holds one run of text: headings, cutlines */
    LINE_PARTS,  /* holds nothing but its parts: tables, lists */
    LINE_BREAK,  /* br */
    LINE_PRE,    /* white space stays */
} LineKind;

static const struct {
    const char *name;
    LineKind kind;
} kinds[] = {
    {"p", LINE_HOLDER},        {"br", LINE_BREAK},       {"div", LINE_FLOW},
    {"li", LINE_HOLDER},       {"ul", LINE_PARTS},       {"ol", LINE_PARTS},
    {"blockquote", LINE_FLOW}, {"h1", LINE_PHRASE},      {"h2", LINE_PHRASE},
    {"h3", LINE_PHRASE},       {"h4", LINE_PHRASE},      {"h5", LINE_PHRASE},
    {"h6", LINE_PHRASE},       {"figure", LINE_PARTS},   {"figcaption", LINE_PHRASE},
    {"table", LINE_PARTS},     {"thead", LINE_PARTS},    {"tbody", LINE_PARTS},
    {"tfoot", LINE_PARTS},     {"tr", LINE_PARTS},       {"td", LINE_HOLDER},
    {"th", LINE_HOLDER},       {"caption", LINE_PHRASE}, {"colgroup", LINE_PARTS},
    {"col", LINE_PARTS},       {"pre", LINE_PRE},        {"script", LINE_PRE},
    {"style", LINE_PRE},       {"textarea", LINE_PRE},   {"svg", LINE_PRE},
    {"dl", LINE_PARTS},        {"dt", LINE_PHRASE},      {"dd", LINE_HOLDER},
    {"hr", LINE_FLOW},         {"address", LINE_PHRASE}, {"section", LINE_FLOW},
    {"article", LINE_FLOW},    {"aside", LINE_FLOW},     {"header", LINE_FLOW},
    {"footer", LINE_FLOW},     {"nav", LINE_FLOW},       {"center", LINE_FLOW},
    {"details", LINE_FLOW},    {"summary", LINE_PHRASE}, {"form", LINE_FLOW},
    {"fieldset", LINE_FLOW},   {"legend", LINE_PHRASE},  {"iframe", LINE_FLOW},
    {"object", LINE_PARTS},    {"video", LINE_PARTS},    {"audio", LINE_PARTS},
    {"select", LINE_PARTS},    {"option", LINE_PHRASE},  {"noscript", LINE_FLOW},
    {"main", LINE_FLOW},       {"hgroup", LINE_FLOW},    {"menu", LINE_PARTS},
};

typedef struct {
    const char *at, *end;
    GString *out;
    LineKind around; /* what the text stands in */
    bool is_begun;   /* words of it have come: of LINE_FLOW, a paragraph is open */
    bool with_breaks;
    bool has_open_comment, has_open_tag; /* one that never ends has been met */
} Lines;

static LineKind kind_of(const char *name, size_t length) {
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (length > 0 && kinds[i].name[0] == g_ascii_tolower(name[0]) &&
            strlen(kinds[i].name) == length &&
            g_ascii_strncasecmp(kinds[i].name, name, length) == 0) {
            return kinds[i].kind;
        }
    }
    return LINE_INLINE;
}

static void begin_words(Lines *lines) {
    if (!lines->is_begun && lines->around == LINE_FLOW) {
        g_string_append(lines->out, "<p>");
    }
    lines->is_begun = true;
}

/* What stands at `p`, white space passed over, ends the run of text: a block or the end. */
static bool ends_run(const char *p, const char *end) {
    if (p >= end) {
        return true;
    }
    if (*p != '<' || p + 1 >= end) {
        return false;
    }
    const char *name = p + 1 + (p[1] == '/');
    size_t length = 0;
    while (name + length < end && g_ascii_isalnum(name[length])) {
        length++;
    }
    return kind_of(name, length) != LINE_INLINE;
}

static void put_space(Lines *lines, const char *from, const char *to) {
    unsigned ends = 0;
    for (const char *p = from; p < to; p++) {
        ends += *p == '\n';
    }
    bool is_inside = lines->is_begun && !ends_run(to, lines->end);
    if (is_inside && ends > 1 && lines->around == LINE_FLOW) {
        g_string_append(lines->out, "</p>");
        lines->is_begun = false;
    } else if (is_inside && ends > 1 && lines->around == LINE_HOLDER) {
        g_string_append(lines->out, "<p>");
    } else if (is_inside && ends > 0 && lines->with_breaks && lines->around != LINE_PARTS) {
        g_string_append(lines->out, "<br>");
    }
    g_string_append_len(lines->out, from, to - from);
}

static void put_text(Lines *lines, const char *to) {
    while (lines->at < to) {
        const char *from = lines->at;
        while (lines->at < to && g_ascii_isspace(*lines->at)) {
            lines->at++;
        }
        if (lines->at > from) {
            put_space(lines, from, lines->at);
        }
        from = lines->at;
        while (lines->at < to && !g_ascii_isspace(*lines->at)) {
            lines->at++;
        }
        if (lines->at > from) {
            begin_words(lines);
            g_string_append_len(lines->out, from, lines->at - from);
        }
    }
}

/* Past the end tag of an element whose white space stays; the end if there is none. */
static const char *past_pre(const char *from, const char *end, const char *name, size_t length) {
    g_autofree char *close = g_strdup_printf("</%.*s", (int)length, name);
    for (const char *p = from; p < end; p++) {
        p = memchr(p, '<', (size_t)(end - p));
        if (p == NULL) {
            break;
        }
        if ((size_t)(end - p) > length + 2 && g_ascii_strncasecmp(p, close, length + 2) == 0) {
            const char *past = memchr(p, '>', (size_t)(end - p));
            return past != NULL ? past + 1 : end;
        }
    }
    return end;
}

static void enter(Lines *lines, LineKind kind, bool closes) {
    if (kind == LINE_BREAK || kind == LINE_INLINE) {
        return;
    }
    lines->around = closes || kind == LINE_PRE ? LINE_FLOW : kind;
    lines->is_begun = false;
}

/* `to` is past the tag's end. */
static void put_tag(Lines *lines, const char *to) {
    const char *tag = lines->at;
    bool closes = tag[1] == '/';
    const char *name = tag + 1 + closes;
    size_t length = 0;
    while (name + length < to && g_ascii_isalnum(name[length])) {
        length++;
    }
    LineKind kind = kind_of(name, length);
    if (kind == LINE_PRE && !closes) {
        to = past_pre(to, lines->end, name, length);
    }
    if (kind == LINE_INLINE && !closes && length > 0) {
        begin_words(lines);
    }
    g_string_append_len(lines->out, tag, to - tag);
    enter(lines, kind, closes);
    lines->at = to;
    while (kind == LINE_BREAK && lines->at < lines->end && g_ascii_isspace(*lines->at)) {
        g_string_append_c(lines->out, *lines->at++); /* said already */
    }
}

static const char *past_comment(const char *from, const char *end) {
    const char *found = memmem(from, (size_t)(end - from), "-->", 3);
    return found != NULL ? found + 3 : NULL;
}

char *post_paragraphs(const char *html, size_t length_bytes, bool with_breaks) {
    Lines lines = {.at = html,
                   .end = html + length_bytes,
                   .out = g_string_sized_new(length_bytes + length_bytes / 8),
                   .around = LINE_FLOW,
                   .with_breaks = with_breaks};
    while (lines.at < lines.end) {
        size_t left = (size_t)(lines.end - lines.at);
        const char *tag = memchr(lines.at, '<', left);
        put_text(&lines, tag != NULL ? tag : lines.end);
        if (tag == NULL) {
            break;
        }
        left = (size_t)(lines.end - tag);
        bool is_comment = left > 4 && memcmp(tag, "<!--", 4) == 0;
        bool is_tag = left > 1 && (g_ascii_isalpha(tag[1]) || tag[1] == '/');
        is_comment = is_comment && !lines.has_open_comment;
        is_tag = is_tag && !lines.has_open_tag;
        const char *to = is_comment ? past_comment(tag, lines.end) : NULL;
        const char *close = is_tag ? memchr(tag, '>', left) : NULL;
        lines.has_open_comment |= is_comment && to == NULL;
        lines.has_open_tag |= is_tag && close == NULL;
        if (to != NULL) {
            g_string_append_len(lines.out, tag, to - tag);
            lines.at = to;
        } else if (close != NULL) {
            put_tag(&lines, close + 1);
        } else {
            begin_words(&lines);
            g_string_append_c(lines.out, '<');
            lines.at = tag + 1;
        }
    }
    return g_string_free(lines.out, FALSE);
}
