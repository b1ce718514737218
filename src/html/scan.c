/* Looking a fragment over before gumbo does. The stack here is at least as deep as gumbo's: an
 * element leaves it by its own closing tag on top, or by a start tag of which HTML5 says that it
 * ends it (a p ends a p). Whatever leaves otherwise may still be open in gumbo's eyes and counts as
 * that for the rest of the fragment. */
#include "html/scan.h"

#include "base/limits.h"
#include "html/markup.h"
#include "html/tags.h"

#include <assert.h>
#include <string.h>

typedef struct {
    const char *html;
    size_t length;
    const char *file;
    uint32_t line, column; /* of `placed` */
    size_t placed;
    Report *report;
    HtmlScan result;
    GArray *open;    /* Markup: start tags */
    size_t unclosed; /* that left the stack without their closing tag */
    size_t elements; /* that gumbo may make, at most */
    bool has_raw;    /* gumbo may see text where a comment is seen here: so it sees neither */
    GArray *endless; /* Markup: start tags of a name that is never closed from there on */
} Scan;

/* Those that a start tag ends when they are on top of the stack: of its own group, and of the
 * groups before it up to the parts of a table. */
static const char *const self_closing[][4] = {
    {"p"},
    {"li"},
    {"dt", "dd"},
    {"td", "th"},
    {"tr"},
    {"thead", "tbody", "tfoot"},
    {"option", "optgroup"},
    {"rt", "rp", "rb", "rtc"},
};
enum { GROUP_TABLE_PART = 5 };

static bool is_named(const Markup *tag, const char *name) {
    return strlen(name) == tag->name_length &&
           g_ascii_strncasecmp(name, tag->name, tag->name_length) == 0;
}

static int closing_group(const Markup *tag) {
    for (size_t group = 0; group < G_N_ELEMENTS(self_closing); group++) {
        for (size_t i = 0; i < 4 && self_closing[group][i] != NULL; i++) {
            if (is_named(tag, self_closing[group][i])) {
                return (int)group;
            }
        }
    }
    return -1;
}

static bool is_same_name(const Markup *left, const Markup *right) {
    return left->name_length == right->name_length &&
           g_ascii_strncasecmp(left->name, right->name, left->name_length) == 0;
}

static Place place_of(Scan *scan, size_t offset) {
    for (const char *c = scan->html + scan->placed; c < scan->html + offset; c++) {
        if (*c == '\n') {
            scan->line++;
            scan->column = 1;
        } else if (((unsigned char)*c & 0xC0) != 0x80) {
            scan->column++;
        }
    }
    scan->placed = offset;
    return place_at(scan->file, scan->line, scan->column);
}

static void blank(Scan *scan, size_t start, size_t end) {
    if (scan->result.blanked == NULL) {
        scan->result.blanked = g_strndup(scan->html, scan->length);
    }
    for (size_t i = start; i < end; i++) {
        if (scan->html[i] != '\n') {
            scan->result.blanked[i] = ' ';
        }
    }
}

/* Is there a closing tag of this name further on? Each name is looked for in vain only once. */
static bool find_end(Scan *scan, const Markup *tag, size_t *end) {
    for (guint i = 0; i < scan->endless->len; i++) {
        if (is_same_name(&g_array_index(scan->endless, Markup, i), tag)) {
            return false;
        }
    }
    *end = markup_find_end(scan->html, scan->length, tag->end, tag->name, tag->name_length);
    if (*end == scan->length) {
        g_array_append_val(scan->endless, *tag);
        return false;
    }
    return true;
}

/* Blanks a dropped element and returns where to go on. Unclosed, it takes along the rest if its
 * content is no markup, nothing otherwise. */
static size_t drop(Scan *scan, const Markup *tag, const TagRule *rule) {
    size_t end = tag->end;
    size_t close = 0;
    if (!rule->is_void && find_end(scan, tag, &close)) {
        Markup closing;
        end = markup_next(scan->html, scan->length, close, &closing) ? closing.end : close;
    } else if (!rule->is_void && rule->is_raw) {
        end = scan->length;
    }
    if (!rule->is_silent) {
        report_add(scan->report, DIAGNOSTIC_HTML_DROPPED, place_of(scan, tag->start), NULL,
                   rule->name, NULL);
    }
    blank(scan, tag->start, end);
    return end;
}

static void push(Scan *scan, const Markup *tag) {
    GArray *open = scan->open;
    int group = closing_group(tag);
    while (group >= 0 && open->len > 0) {
        int top = closing_group(&g_array_index(open, Markup, open->len - 1));
        if (top < 0 || (top != group && (top > group || group > GROUP_TABLE_PART))) {
            break;
        }
        g_array_set_size(open, open->len - 1);
        if (top == group) {
            break;
        }
    }
    g_array_append_val(open, *tag);
}

/* The closing tag of a block ends the paragraphs, items and cells in it as well. */
static bool ends_what_it_holds(const Markup *tag) {
    Element element = element_from_name(tag->name, tag->name_length);
    return element >= 0 && element_group(element) == GROUP_BLOCK;
}

static void pop(Scan *scan, const Markup *tag) {
    GArray *open = scan->open;
    guint above = open->len;
    size_t unclosed = 0;
    bool ends_all = ends_what_it_holds(tag);
    for (; above > 0; above--) {
        const Markup *top = &g_array_index(open, Markup, above - 1);
        if (is_same_name(top, tag)) {
            scan->unclosed += unclosed;
            g_array_set_size(open, above - 1);
            return;
        }
        unclosed += !ends_all || closing_group(top) < 0;
    }
}

static size_t look_at(Scan *scan, const Markup *tag) {
    if (tag->kind == MARKUP_NOTHING) {
        if (scan->has_raw) {
            blank(scan, tag->start, tag->end);
        }
        return tag->end;
    }
    if (tag->kind == MARKUP_END) {
        pop(scan, tag);
        return tag->end;
    }
    TagRule rule = tag_rule(tag->name, tag->name_length);
    if (rule.fate == HTML_DROPPED) {
        return drop(scan, tag, &rule);
    }
    scan->has_raw |= rule.is_raw;
    scan->elements += 1 + scan->unclosed;
    if (!rule.is_void) {
        push(scan, tag);
    }
    return tag->end;
}

static const char *find_too_much(const Scan *scan, const Markup *tag) {
    if (scan->open->len > LIMIT_HTML_OPEN_DEPTH) {
        return "is nested more than 256 deep";
    }
    if (scan->elements > LIMIT_HTML_ELEMENTS) {
        return "comes to more than 400000 elements";
    }
    return tag->attribute_bytes > LIMIT_HTML_ATTRIBUTE_BYTES ? "has a tag with too many attributes"
                                                             : NULL;
}

static_assert(LIMIT_HTML_OPEN_DEPTH == 256 && LIMIT_TREE_DEPTH == 256 &&
                  LIMIT_HTML_ELEMENTS == 400000,
              "what is said of the limits");

HtmlScan html_scan(const char *html, size_t length_bytes, const char *file, uint32_t line,
                   uint32_t column, Report *report) {
    Scan scan = {.html = html,
                 .length = length_bytes,
                 .file = file,
                 .line = line,
                 .column = column,
                 .report = report,
                 .open = g_array_new(FALSE, FALSE, sizeof(Markup)),
                 .endless = g_array_new(FALSE, FALSE, sizeof(Markup))};
    Markup tag;
    for (size_t at = 0;
         scan.result.too_much == NULL && markup_next(html, length_bytes, at, &tag);) {
        at = look_at(&scan, &tag);
        scan.result.too_much = find_too_much(&scan, &tag);
    }
    g_array_free(scan.open, TRUE);
    g_array_free(scan.endless, TRUE);
    return scan.result;
}

char *html_strip_tags(const char *html, size_t length_bytes) {
    GString *out = g_string_sized_new(length_bytes);
    Markup tag;
    size_t done = 0;
    bool more = true;
    while (more) {
        more = markup_next(html, length_bytes, done, &tag);
        for (size_t i = done; i < (more ? tag.start : length_bytes); i++) {
            if (html[i] == '<') {
                g_string_append(out, "&lt;");
            } else {
                g_string_append_c(out, html[i]);
            }
        }
        done = more ? tag.end : length_bytes;
        if (more && tag.name != NULL && tag_rule(tag.name, tag.name_length).is_block) {
            g_string_append_c(out, '\n');
        }
    }
    return g_string_free(out, FALSE);
}
