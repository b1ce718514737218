/* Looking a page over before gumbo does. The stack of open elements here follows HTML5's tree
 * construction (13.2.6) as far as it decides how deep an element stands: scopes, what ends a
 * paragraph, an item or a cell, and the list of active formatting elements. A tag that would pass a
 * bound is blanked, and so is the closing tag that belongs to it. */
#include "html/page_scan.h"

#include "base/limits.h"
#include "html/markup.h"

#include <stdlib.h>
#include <string.h>

enum {
    ACTIVE_MOST = 24,  /* formatting elements that wait to be opened again */
    BLANKED_SLOTS = 64 /* names of blanked start tags, by hash */
};

typedef enum {
    TAG_PLAIN = 0,
    TAG_VOID = 1,          /* has no content */
    TAG_BLOCK = 2,         /* ends a paragraph; no item ends beyond it */
    TAG_BARRIER = 4,       /* what is in it cannot close what is around it */
    TAG_FORMATTING = 8,    /* is opened again where its block was closed */
    TAG_WITH_CONTENT = 16, /* not for gumbo, and nothing in it */
    TAG_ALONE = 32,        /* not for gumbo; its content is */
    TAG_RAW = 64,          /* its content is no markup */
    TAG_SCRIPT = 128,
    TAG_DRAWING = 256,
    TAG_FIELD = 512,
    TAG_TABLE_PART = 1024,
    TAG_ITEM = 2048,
} TagFlags;

typedef struct {
    const char *name;
    unsigned flags;
} ScanRule;

/* In the order of strcmp. Those that are not here are plain. */
static const ScanRule rules[] = {
    {"a", TAG_FORMATTING},
    {"address", TAG_BLOCK},
    {"applet", TAG_BARRIER},
    {"area", TAG_VOID},
    {"article", TAG_BLOCK},
    {"aside", TAG_BLOCK},
    {"b", TAG_FORMATTING},
    {"base", TAG_VOID},
    {"basefont", TAG_ALONE},
    {"bgsound", TAG_ALONE},
    {"big", TAG_ALONE},
    {"blink", TAG_ALONE},
    {"blockquote", TAG_BLOCK},
    {"br", TAG_VOID},
    {"canvas", TAG_WITH_CONTENT},
    {"caption", TAG_BARRIER},
    {"center", TAG_BLOCK},
    {"code", TAG_FORMATTING},
    {"col", TAG_VOID},
    {"datalist", TAG_WITH_CONTENT | TAG_FIELD},
    {"dd", TAG_BLOCK | TAG_ITEM},
    {"details", TAG_BLOCK},
    {"dir", TAG_BLOCK},
    {"div", TAG_BLOCK},
    {"dl", TAG_BLOCK},
    {"dt", TAG_BLOCK | TAG_ITEM},
    {"em", TAG_FORMATTING},
    {"embed", TAG_VOID},
    {"fieldset", TAG_BLOCK},
    {"figcaption", TAG_BLOCK},
    {"figure", TAG_BLOCK},
    {"font", TAG_ALONE},
    {"footer", TAG_BLOCK},
    {"form", TAG_BLOCK},
    {"frame", TAG_ALONE},
    {"frameset", TAG_ALONE},
    {"h1", TAG_BLOCK},
    {"h2", TAG_BLOCK},
    {"h3", TAG_BLOCK},
    {"h4", TAG_BLOCK},
    {"h5", TAG_BLOCK},
    {"h6", TAG_BLOCK},
    {"header", TAG_BLOCK},
    {"hr", TAG_VOID | TAG_BLOCK},
    {"html", TAG_BARRIER},
    {"i", TAG_FORMATTING},
    {"iframe", TAG_RAW},
    {"image", TAG_VOID},
    {"img", TAG_VOID},
    {"input", TAG_VOID},
    {"isindex", TAG_ALONE},
    {"keygen", TAG_ALONE},
    {"li", TAG_BLOCK | TAG_ITEM},
    {"link", TAG_VOID},
    {"listing", TAG_BLOCK},
    {"main", TAG_BLOCK},
    {"marquee", TAG_ALONE},
    {"math", TAG_WITH_CONTENT | TAG_DRAWING},
    {"menu", TAG_BLOCK},
    {"meta", TAG_VOID},
    {"nav", TAG_BLOCK},
    {"nobr", TAG_ALONE},
    {"noembed", TAG_ALONE},
    {"noframes", TAG_ALONE},
    {"object", TAG_BARRIER},
    {"ol", TAG_BLOCK},
    {"optgroup", TAG_ALONE},
    {"option", TAG_ALONE},
    {"p", TAG_BLOCK},
    {"param", TAG_VOID},
    {"plaintext", TAG_ALONE},
    {"pre", TAG_BLOCK},
    {"s", TAG_FORMATTING},
    {"script", TAG_WITH_CONTENT | TAG_RAW | TAG_SCRIPT},
    {"section", TAG_BLOCK},
    {"select", TAG_WITH_CONTENT | TAG_FIELD},
    {"small", TAG_FORMATTING},
    {"source", TAG_VOID},
    {"spacer", TAG_ALONE},
    {"strike", TAG_FORMATTING},
    {"strong", TAG_FORMATTING},
    {"style", TAG_WITH_CONTENT | TAG_RAW | TAG_SCRIPT},
    {"summary", TAG_BLOCK},
    {"svg", TAG_WITH_CONTENT | TAG_DRAWING},
    {"table", TAG_BLOCK | TAG_BARRIER},
    {"tbody", TAG_TABLE_PART},
    {"td", TAG_BARRIER | TAG_TABLE_PART},
    {"template", TAG_WITH_CONTENT | TAG_SCRIPT},
    {"textarea", TAG_WITH_CONTENT | TAG_RAW | TAG_FIELD},
    {"tfoot", TAG_TABLE_PART},
    {"th", TAG_BARRIER | TAG_TABLE_PART},
    {"thead", TAG_TABLE_PART},
    {"title", TAG_RAW},
    {"tr", TAG_TABLE_PART},
    {"track", TAG_VOID},
    {"tt", TAG_FORMATTING},
    {"u", TAG_FORMATTING},
    {"ul", TAG_BLOCK},
    {"wbr", TAG_VOID},
    {"xmp", TAG_RAW},
};

typedef struct {
    uint32_t name; /* hash of the lower-case name */
    unsigned flags;
    guint actives; /* how many were active when it was opened: a barrier's own come after them */
} OpenTag;

typedef struct {
    const char *html; /* result->text: what is blanked lies behind the place that is read */
    size_t length;
    PageScan *result;
    OpenTag open[LIMIT_HTML_OPEN_DEPTH];
    guint depth;
    uint32_t active[ACTIVE_MOST]; /* names of formatting elements closed by their block */
    guint actives;
    size_t elements;
    unsigned blanked[BLANKED_SLOTS]; /* start tags whose closing tags are to be blanked as well */
    uint32_t name_a, name_p, name_div, name_address;
    GArray *endless; /* names (hashes) that no closing tag follows any more */
} Scan;

static uint32_t name_hash(const Markup *tag) {
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (size_t i = 0; i < tag->name_length; i++) {
        hash = (hash ^ (unsigned char)g_ascii_tolower(tag->name[i])) * 16777619U;
    }
    return hash;
}

static uint32_t hash_of(const char *name) {
    Markup tag = {.name = name, .name_length = strlen(name)};
    return name_hash(&tag);
}

static int compare_rule(const void *name, const void *rule) {
    return strcmp(name, ((const ScanRule *)rule)->name);
}

static unsigned flags_of(const Markup *tag) {
    char lower[12] = {0};
    if (tag->name_length >= sizeof lower) {
        return TAG_PLAIN;
    }
    for (size_t i = 0; i < tag->name_length; i++) {
        lower[i] = g_ascii_tolower(tag->name[i]);
    }
    const ScanRule *rule =
        bsearch(lower, rules, G_N_ELEMENTS(rules), sizeof rules[0], compare_rule);
    return rule != NULL ? rule->flags : TAG_PLAIN;
}

static void blank(Scan *scan, size_t start, size_t end) {
    char *text = scan->result->text;
    for (size_t i = start; i < end; i++) {
        if (text[i] != '\n') {
            text[i] = ' ';
        }
    }
}

/* The same where words stand on both sides, which a space would part: <font>W</font>ord. What is
 * left is a comment to the parser, as long as there are not too many. */
static void hide(Scan *scan, size_t start, size_t end) {
    char *text = scan->result->text;
    bool is_tag = end - start >= 3 && text[end - 1] == '>';
    blank(scan, start, end);
    if (is_tag && scan->elements < LIMIT_PAGE_ELEMENTS) {
        scan->elements++;
        text[start] = '<';
        text[start + 1] = '!';
        text[end - 1] = '>';
    }
}

/* Elements */

static void pop_to(Scan *scan, guint depth) {
    for (guint i = scan->depth; i > depth; i--) {
        const OpenTag *tag = &scan->open[i - 1];
        if ((tag->flags & TAG_BARRIER) != 0) {
            scan->actives = MIN(scan->actives, tag->actives);
        } else if (i - 1 > depth && (tag->flags & TAG_FORMATTING) != 0 &&
                   scan->actives < ACTIVE_MOST) {
            scan->active[scan->actives++] = tag->name;
        }
    }
    scan->depth = depth;
}

/* The innermost open element of that name, counted from 1, not beyond one with `stop`; 0: none. */
static guint find_open(const Scan *scan, uint32_t name, unsigned stop) {
    for (guint i = scan->depth; i > 0; i--) {
        if (scan->open[i - 1].name == name) {
            return i;
        }
        if ((scan->open[i - 1].flags & stop) != 0) {
            return 0;
        }
    }
    return 0;
}

static void forget_active(Scan *scan, uint32_t name) {
    for (guint i = scan->actives; i > 0; i--) {
        if (scan->active[i - 1] == name) {
            memmove(scan->active + i - 1, scan->active + i,
                    (scan->actives - i) * sizeof scan->active[0]);
            scan->actives--;
            return;
        }
    }
}

/* The closing tag of a formatting element takes it off and leaves open what blocks are in it. */
static void close_formatting(Scan *scan, uint32_t name) {
    guint at = find_open(scan, name, TAG_BARRIER);
    if (at == 0) {
        forget_active(scan, name);
        return;
    }
    bool holds_block = false;
    for (guint i = at; i < scan->depth; i++) {
        holds_block |= (scan->open[i].flags & (TAG_BLOCK | TAG_TABLE_PART)) != 0;
    }
    if (!holds_block) {
        pop_to(scan, at - 1);
        return;
    }
    memmove(scan->open + at - 1, scan->open + at, (scan->depth - at) * sizeof scan->open[0]);
    scan->depth--;
}

static void close_element(Scan *scan, uint32_t name, unsigned flags) {
    if ((flags & TAG_FORMATTING) != 0) {
        close_formatting(scan, name);
        return;
    }
    bool is_table = (flags & (TAG_TABLE_PART | TAG_BARRIER)) != 0;
    guint at = 0;
    for (guint i = scan->depth; i > 0 && at == 0; i--) {
        const OpenTag *tag = &scan->open[i - 1];
        bool is_table_itself = tag->flags == (TAG_BLOCK | TAG_BARRIER);
        at = tag->name == name ? i : 0;
        if (at == 0 && (is_table ? is_table_itself : (tag->flags & TAG_BARRIER) != 0)) {
            return; /* beyond it nothing is in scope */
        }
    }
    if (at > 0) {
        pop_to(scan, at - 1);
    }
}

/* What a start tag ends before it begins. */
static void end_before(Scan *scan, uint32_t name, unsigned flags) {
    static const char *const partners[][2] = {
        {"dt", "dd"}, {"dd", "dt"}, {"td", "th"}, {"th", "td"}, {"tbody", "thead"}};
    if ((flags & TAG_BLOCK) != 0) {
        guint paragraph = find_open(scan, scan->name_p, TAG_BARRIER);
        if (paragraph > 0) {
            pop_to(scan, paragraph - 1);
        }
    }
    if (name == scan->name_a) {
        close_formatting(scan, name);
    }
    if ((flags & (TAG_ITEM | TAG_TABLE_PART)) == 0) {
        return;
    }
    uint32_t partner = name;
    for (size_t i = 0; i < G_N_ELEMENTS(partners); i++) {
        partner = hash_of(partners[i][0]) == name ? hash_of(partners[i][1]) : partner;
    }
    bool is_item = (flags & TAG_ITEM) != 0;
    for (guint i = scan->depth; i > 0; i--) {
        const OpenTag *tag = &scan->open[i - 1];
        if (tag->name == name || tag->name == partner) {
            pop_to(scan, i - 1);
            return;
        }
        bool is_list = (tag->flags & TAG_BLOCK) != 0 && tag->name != scan->name_div &&
                       tag->name != scan->name_address;
        if (is_item ? is_list || (tag->flags & TAG_BARRIER) != 0
                    : tag->flags == (TAG_BLOCK | TAG_BARRIER)) {
            return;
        }
    }
}

/* Past a bound */

static void leave_tag_out(Scan *scan, const Markup *tag, uint32_t name, unsigned flags) {
    PageScan *result = scan->result;
    if (result->tags_left_out++ == 0) {
        result->first_left_out = tag->start;
    }
    hide(scan, tag->start, tag->end);
    if ((flags & TAG_VOID) == 0) {
        scan->blanked[name % BLANKED_SLOTS]++;
    }
}

/* gumbo compares each attribute of a tag with each. */
static void trim_attributes(Scan *scan, const Markup *tag) {
    if (tag->attribute_bytes > LIMIT_HTML_ATTRIBUTE_BYTES && tag->is_complete) {
        size_t from = (size_t)(tag->name - scan->html) + tag->name_length;
        blank(scan, from, tag->end - 1);
    }
}

/* Content that is no markup, or not for gumbo */

static bool find_end(Scan *scan, const Markup *tag, uint32_t name, size_t *end) {
    for (guint i = 0; i < scan->endless->len; i++) {
        if (g_array_index(scan->endless, uint32_t, i) == name) {
            return false;
        }
    }
    *end = markup_find_end(scan->html, scan->length, tag->end, tag->name, tag->name_length);
    if (*end == scan->length) {
        g_array_append_val(scan->endless, name);
        return false;
    }
    return true;
}

static bool is_linked_data(const Scan *scan, const Markup *tag) {
    static const char type[] = "application/ld+json";
    size_t length = strlen(type);
    for (size_t i = (size_t)(tag->name - scan->html); i + length < tag->end; i++) {
        if (g_ascii_strncasecmp(scan->html + i, type, length) == 0) {
            return true;
        }
    }
    return false;
}

static void count_left_out(PageScan *result, unsigned flags) {
    result->scripts_left_out += (flags & TAG_SCRIPT) != 0;
    result->drawings_left_out += (flags & TAG_DRAWING) != 0;
    result->fields_left_out += (flags & TAG_FIELD) != 0;
}

/* Where to go on. What is never closed takes along the rest if it is a script, else only its tag.
 */
static size_t leave_out_element(Scan *scan, const Markup *tag, uint32_t name, unsigned flags) {
    size_t close = 0;
    size_t end = tag->end;
    Markup closing;
    bool is_script = (flags & (TAG_RAW | TAG_SCRIPT)) == (TAG_RAW | TAG_SCRIPT);
    if (find_end(scan, tag, name, &close)) {
        end = markup_next(scan->html, scan->length, close, &closing) ? closing.end : close;
        if (is_script && is_linked_data(scan, tag)) {
            PageSlice slice = {tag->end, close - tag->end};
            g_array_append_val(scan->result->scripts, slice);
        }
    } else if (is_script) {
        end = scan->length;
    }
    count_left_out(scan->result, flags);
    hide(scan, tag->start, end);
    return end;
}

static size_t pass_raw(Scan *scan, const Markup *tag, uint32_t name) {
    size_t close = 0;
    if (!find_end(scan, tag, name, &close)) {
        blank(scan, tag->start, tag->end);
        return tag->end;
    }
    Markup closing;
    return markup_next(scan->html, scan->length, close, &closing) ? closing.end : close;
}

/* <amp-img> is an <img> by another name. */
static void rename_tag(Scan *scan, Markup *tag) {
    static const char prefix[] = "amp-";
    size_t length = strlen(prefix);
    char *start = scan->result->text + tag->start;
    if (tag->name_length != strlen("amp-img") ||
        g_ascii_strncasecmp(start + 1, "amp-img", strlen("amp-img")) != 0) {
        return;
    }
    memset(start, ' ', length);
    start[length] = '<';
    tag->start += length;
    tag->name += length;
    tag->name_length -= length;
}

static size_t look_at_start(Scan *scan, Markup *tag) {
    rename_tag(scan, tag);
    uint32_t name = name_hash(tag);
    unsigned flags = flags_of(tag);
    if ((flags & TAG_WITH_CONTENT) != 0) {
        return leave_out_element(scan, tag, name, flags);
    }
    if ((flags & TAG_ALONE) != 0) {
        hide(scan, tag->start, tag->end);
        return tag->end;
    }
    trim_attributes(scan, tag);
    if ((flags & TAG_RAW) != 0) {
        return pass_raw(scan, tag, name);
    }
    end_before(scan, name, flags);
    scan->elements += 1 + scan->actives;
    bool is_void = (flags & TAG_VOID) != 0;
    bool is_too_much = scan->depth >= LIMIT_HTML_OPEN_DEPTH ||
                       scan->elements > LIMIT_PAGE_ELEMENTS ||
                       ((flags & TAG_FORMATTING) != 0 && scan->actives >= ACTIVE_MOST);
    if (is_too_much) {
        leave_tag_out(scan, tag, name, flags);
    } else if (!is_void) {
        scan->open[scan->depth++] = (OpenTag){name, flags, scan->actives};
    }
    return tag->end;
}

static void look_at_end(Scan *scan, const Markup *tag) {
    uint32_t name = name_hash(tag);
    unsigned flags = flags_of(tag);
    unsigned *blanked = &scan->blanked[name % BLANKED_SLOTS];
    if ((flags & TAG_ALONE) != 0 || *blanked > 0) {
        *blanked -= (flags & TAG_ALONE) == 0;
        hide(scan, tag->start, tag->end);
        return;
    }
    close_element(scan, name, flags);
}

/* A comment that nothing closes is no comment: what follows it is read. No later one is closed
 * either. */
static size_t open_comments(Scan *scan, size_t from) {
    char *text = scan->result->text;
    for (char *at = text + from;
         (at = memmem(at, scan->length - (size_t)(at - text), "<!--", 4));) {
        size_t start = (size_t)(at - text);
        blank(scan, start, start + 4);
    }
    return from + 4;
}

static size_t look_at_nothing(Scan *scan, const Markup *tag) {
    const char *start = scan->html + tag->start;
    size_t length = tag->end - tag->start;
    bool is_comment = length >= 4 && memcmp(start, "<!--", 4) == 0;
    if (is_comment && !tag->is_complete) {
        return open_comments(scan, tag->start);
    }
    return tag->end;
}

static size_t look_at(Scan *scan, Markup *tag) {
    switch (tag->kind) {
    case MARKUP_START:
        return look_at_start(scan, tag);
    case MARKUP_END:
        look_at_end(scan, tag);
        return tag->end;
    case MARKUP_NOTHING:
        return look_at_nothing(scan, tag);
    }
    return tag->end;
}

PageScan page_scan(const char *html, size_t length_bytes) {
    PageScan result = {.text = g_malloc(length_bytes + 1),
                       .scripts = g_array_new(FALSE, FALSE, sizeof(PageSlice))};
    memcpy(result.text, html, length_bytes);
    result.text[length_bytes] = '\0';
    Scan *scan = g_new0(Scan, 1);
    scan->html = result.text;
    scan->length = length_bytes;
    scan->result = &result;
    scan->name_a = hash_of("a");
    scan->name_p = hash_of("p");
    scan->name_div = hash_of("div");
    scan->name_address = hash_of("address");
    scan->endless = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    Markup tag;
    for (size_t at = 0; markup_next(result.text, length_bytes, at, &tag);) {
        at = look_at(scan, &tag);
    }
    g_array_free(scan->endless, TRUE);
    g_free(scan);
    return result;
}

void page_scan_clear(PageScan *scan) {
    g_clear_pointer(&scan->text, g_free);
    if (scan->scripts != NULL) {
        g_array_free(scan->scripts, TRUE);
        scan->scripts = NULL;
    }
}
