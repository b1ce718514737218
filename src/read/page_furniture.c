/* Telling furniture by its marks. */
#include "read/page_furniture.h"

#include "base/text.h"

#include <string.h>

enum {
    LONGEST_LABEL_BYTES = 160,
    LONGEST_WORD_BYTES = 40,
    INLINE_CHARACTERS = 80, /* of a mark in running text that may go by its class */
    LEAST_ARTICLE = 140,    /* characters of prose that must stay */
};

typedef struct {
    const char *word;
    FurnitureKind kind;
} Hint;

static const Hint hints[] = {
#define HINT(word, kind) {word, FURNITURE_##kind},
#include "read/page_hints.def"
#undef HINT
};

typedef enum { WHOLE, OPENS } Reach;

static const struct {
    const char *text;
    FurnitureKind kind;
    Reach reach;
} labels[] = {
#define LABEL(text, kind, reach) {text, FURNITURE_##kind, reach},
#include "read/page_labels.def"
#undef LABEL
};

/* Classes and ids */

static FurnitureKind kind_of_word(const char *word, size_t length) {
    for (size_t i = 0; i < G_N_ELEMENTS(hints); i++) {
        const char *hint = hints[i].word;
        if (hint[0] != word[0]) {
            continue;
        }
        size_t bytes = strlen(hint);
        bool is_prefix = hint[bytes - 1] == '*';
        bytes -= is_prefix;
        if ((is_prefix ? length >= bytes : length == bytes) && memcmp(hint, word, bytes) == 0) {
            return hints[i].kind;
        }
    }
    return FURNITURE_NONE;
}

/* Classes that say what an article is about, not what an element is. */
static bool is_subject(const char *name) {
    static const char *const prefixes[] = {"tag-",    "category-", "type-",
                                           "format-", "status-",   "postid-"};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i])) {
            return true;
        }
    }
    return false;
}

/* "no-sidebar" and "has-comments" are of something else. */
static bool denies(const char *word, size_t length) {
    static const char *const words[] = {"no",      "not",    "has",     "with",
                                        "without", "enable", "disable", "hide"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (strlen(words[i]) == length && memcmp(words[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

/* The next word of a name, in lower case; its length, 0 at the end. */
static size_t next_word(const char **at, char *word) {
    const char *p = *at;
    while (*p != '\0' && !g_ascii_isalpha(*p)) {
        p++;
    }
    size_t length = 0;
    const char *start = p;
    while (g_ascii_isalpha(*p) && length < LONGEST_WORD_BYTES &&
           !(p > start && g_ascii_isupper(*p) && g_ascii_islower(p[-1]))) {
        word[length++] = g_ascii_tolower(*p++);
    }
    *at = p;
    return length;
}

static FurnitureKind kind_of_name(const char *name) {
    char words[2 * LONGEST_WORD_BYTES];
    size_t before = 0; /* bytes of the word before, at the start of `words` */
    while (*name != '\0') {
        size_t length = next_word(&name, words + before);
        if (length == 0 || denies(words + before, length)) {
            return FURNITURE_NONE;
        }
        FurnitureKind kind = kind_of_word(words + before, length);
        if (kind == FURNITURE_NONE && before > 0) {
            kind = kind_of_word(words, before + length);
        }
        if (kind != FURNITURE_NONE) {
            return kind;
        }
        memmove(words, words + before, length);
        before = length;
    }
    return FURNITURE_NONE;
}

static FurnitureKind kind_of_names(const char *names) {
    FurnitureKind kind = FURNITURE_NONE;
    if (names == NULL) {
        return kind;
    }
    char name[128];
    for (const char *p = names; *p != '\0' && kind == FURNITURE_NONE;) {
        p += strspn(p, " \t\n\r\f");
        size_t length = strcspn(p, " \t\n\r\f");
        if (length > 0 && length < sizeof name) {
            memcpy(name, p, length);
            name[length] = '\0';
            kind = is_subject(name) ? FURNITURE_NONE : kind_of_name(name);
        }
        p += length;
    }
    return kind;
}

FurnitureKind furniture_hint(const PageNode *node) {
    FurnitureKind kind = kind_of_names(page_attribute(node, "class"));
    return kind != FURNITURE_NONE ? kind : kind_of_names(page_attribute(node, "id"));
}

/* Roles, elements, what is hidden */

static FurnitureKind kind_of_role(const PageNode *node) {
    static const struct {
        const char *role;
        FurnitureKind kind;
    } roles[] = {
        {"alert", FURNITURE_TOOLS},           {"alertdialog", FURNITURE_HIDDEN},
        {"banner", FURNITURE_SITE},           {"complementary", FURNITURE_RELATED},
        {"contentinfo", FURNITURE_SITE},      {"dialog", FURNITURE_HIDDEN},
        {"menu", FURNITURE_NAVIGATION},       {"menubar", FURNITURE_NAVIGATION},
        {"navigation", FURNITURE_NAVIGATION}, {"search", FURNITURE_TOOLS},
        {"tablist", FURNITURE_NAVIGATION},    {"toolbar", FURNITURE_TOOLS},
    };
    const char *role = page_attribute(node, "role");
    for (size_t i = 0; role != NULL && i < G_N_ELEMENTS(roles); i++) {
        if (strcmp(role, roles[i].role) == 0) {
            return roles[i].kind;
        }
    }
    return FURNITURE_NONE;
}

static bool style_hides(const char *style) {
    static const char *const hiding[] = {"display:none", "visibility:hidden"};
    g_autoptr(GString) plain = g_string_new(NULL);
    for (const char *p = style; *p != '\0'; p++) {
        if (!g_ascii_isspace(*p)) {
            g_string_append_c(plain, g_ascii_tolower(*p));
        }
    }
    return strstr(plain->str, hiding[0]) != NULL || strstr(plain->str, hiding[1]) != NULL;
}

static bool is_hidden(const PageNode *node) {
    const char *style = page_attribute(node, "style");
    const char *aria = page_attribute(node, "aria-hidden");
    const char *classes = page_attribute(node, "class");
    if (page_attribute(node, "hidden") != NULL || (style != NULL && style_hides(style))) {
        return true;
    }
    return aria != NULL && g_ascii_strcasecmp(aria, "true") == 0 && node->tag != PAGE_IMG &&
           (classes == NULL || strstr(classes, "fallback") == NULL);
}

static bool is_within(const Page *page, uint32_t index, PageTag tag) {
    for (uint32_t up = page->nodes[index].parent; up > 0; up = page->nodes[up].parent) {
        if (page->nodes[up].tag == tag) {
            return true;
        }
    }
    return false;
}

static FurnitureKind kind_of_element(const Page *page, const Measure *measures, uint32_t index) {
    const PageNode *node = &page->nodes[index];
    const Measure *measure = &measures[index];
    switch ((int)node->tag) {
    case PAGE_NAV:
        return FURNITURE_NAVIGATION;
    case PAGE_FOOTER:
        return is_within(page, index, PAGE_BLOCKQUOTE) ? FURNITURE_NONE : FURNITURE_SITE;
    case PAGE_ASIDE: {
        enum { LEADS_AWAY_PERCENT = 25 };
        bool is_box = is_within(page, index, PAGE_ARTICLE) && measure->prose > 0 &&
                      measure_link_percent(measure) < LEADS_AWAY_PERCENT;
        return is_box ? FURNITURE_NONE : FURNITURE_RELATED;
    }
    case PAGE_FORM:
        return measure->fields > 0 || measure->characters == 0 ? FURNITURE_FORM : FURNITURE_NONE;
    case PAGE_BUTTON:
    case PAGE_INPUT:
        return measure->pictures == 0 ? FURNITURE_TOOLS : FURNITURE_NONE;
    case PAGE_NOSCRIPT:
        return measure->pictures == 0 ? FURNITURE_HIDDEN : FURNITURE_NONE;
    default:
        return strcmp(page_name(node), "dialog") == 0 ? FURNITURE_HIDDEN : FURNITURE_NONE;
    }
}

/* Deciding */

/* May so much prose go, of what there still is? */
static bool may_go(FurnitureKind kind, const Measure *measure, uint32_t remaining) {
    enum { PART_OF_MOST = 3, PART_OF_BOXES = 2 };
    uint32_t prose = measure->prose;
    if (prose == 0) {
        return true;
    }
    switch ((int)kind) {
    case FURNITURE_COMMENTS:
        return prose + LEAST_ARTICLE <= remaining || (uint64_t)prose * PART_OF_MOST < remaining;
    case FURNITURE_RELATED:
    case FURNITURE_HIDDEN:
        return (uint64_t)prose * PART_OF_BOXES < remaining;
    default:
        return (uint64_t)prose * PART_OF_MOST < remaining;
    }
}

static bool is_part_of_text(const Page *page, uint32_t index) {
    const PageNode *node = &page->nodes[index];
    return (node->tag >= PAGE_H1 && node->tag <= PAGE_H6) || node->tag == PAGE_HTML ||
           node->tag == PAGE_BODY || node->tag == PAGE_MAIN || node->tag == PAGE_PRE ||
           node->tag == PAGE_CODE || node->tag == PAGE_IMG || node->tag == PAGE_BR;
}

static FurnitureKind kind_of_node(const Page *page, const Measure *measures, uint32_t index) {
    const PageNode *node = &page->nodes[index];
    const Measure *measure = &measures[index];
    if (is_hidden(node)) {
        return FURNITURE_HIDDEN;
    }
    FurnitureKind kind = kind_of_element(page, measures, index);
    kind = kind != FURNITURE_NONE ? kind : kind_of_role(node);
    if (kind != FURNITURE_NONE || is_part_of_text(page, index)) {
        return kind;
    }
    if (!node->is_block &&
        (measure->pictures > 0 || measure->characters > INLINE_CHARACTERS || node->holds_blocks)) {
        return FURNITURE_NONE;
    }
    kind = furniture_hint(node);
    bool shows = kind == FURNITURE_HIDDEN && measure->pictures > 0;
    return shows ? FURNITURE_NONE : kind;
}

void furniture_drop(Page *page, const Measure *measures, uint32_t index, FurnitureKind kind,
                    FurnitureTally *tally) {
    page->nodes[index].fate = PAGE_DROPPED;
    if (measures[index].characters > 0 || measures[index].pictures > 0) {
        tally->counts[kind]++;
        tally->characters += kind != FURNITURE_HIDDEN ? measures[index].characters : 0;
    }
}

/* Where a site's own paragraphs are all called widgets, the word says nothing: a kind that would
 * take more than its part of the page's prose is none here. */
static void find_meaningless(const uint64_t *prose, uint64_t all, bool *is_meaningless) {
    enum { PERCENT = 45, PERCENT_OF_COMMENTS = 95 };
    for (size_t kind = 0; kind < FURNITURE_COUNT; kind++) {
        unsigned most = kind == FURNITURE_COMMENTS ? PERCENT_OF_COMMENTS : PERCENT;
        is_meaningless[kind] = prose[kind] * 100 > all * most;
    }
}

typedef struct {
    Page *page;
    const Measure *measures;
    FurnitureTally *tally; /* NULL: nothing is dropped yet */
    uint64_t prose[FURNITURE_COUNT];
    bool is_meaningless[FURNITURE_COUNT];
} Clearing;

static void clear(Clearing *clearing) {
    Page *page = clearing->page;
    const Measure *measures = clearing->measures;
    uint32_t remaining = measures[page->body].prose;
    for (uint32_t i = page->body + 1; i < page->nodes[page->body].end;) {
        const PageNode *node = &page->nodes[i];
        if (node->tag == PAGE_TEXT || node->fate == PAGE_DROPPED) {
            i = node->end;
            continue;
        }
        bool is_code = node->tag == PAGE_PRE || node->tag == PAGE_CODE;
        FurnitureKind kind = kind_of_node(page, measures, i);
        bool has_title = kind == FURNITURE_SITE && node->tag == PAGE_HEADER;
        bool goes = kind != FURNITURE_NONE && !has_title && !clearing->is_meaningless[kind] &&
                    may_go(kind, &measures[i], remaining);
        if (goes && clearing->tally != NULL) {
            remaining -= MIN(remaining, measures[i].prose);
            furniture_drop(page, measures, i, kind, clearing->tally);
        }
        if (goes) {
            clearing->prose[kind] += measures[i].prose;
        }
        i = goes || is_code ? node->end : i + 1;
    }
}

void furniture_drop_known(Page *page, const Measure *measures, FurnitureTally *tally) {
    Clearing clearing = {.page = page, .measures = measures};
    clear(&clearing);
    find_meaningless(clearing.prose, measures[page->body].prose, clearing.is_meaningless);
    clearing.tally = tally;
    clear(&clearing);
}

/* Labels */

/* Folded, without what stands around words. */
static char *fold_label(const char *text) {
    g_autofree char *folded = g_utf8_casefold(text, -1);
    GString *out = g_string_new(NULL);
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalpha(c) || g_unichar_ismark(c)) {
            g_string_append_unichar(out, c);
        } else if (out->len > 0 && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
    return g_strchomp(g_string_free(out, FALSE));
}

FurnitureKind furniture_label(const char *text, bool *is_whole) {
    if (strlen(text) > LONGEST_LABEL_BYTES) {
        return FURNITURE_NONE;
    }
    g_autofree char *folded = fold_label(text);
    for (size_t i = 0; i < G_N_ELEMENTS(labels); i++) {
        size_t length = strlen(labels[i].text);
        if (strncmp(folded, labels[i].text, length) != 0) {
            continue;
        }
        bool is_all = folded[length] == '\0';
        if (is_all || (labels[i].reach == OPENS && folded[length] == ' ')) {
            *is_whole = is_all;
            return labels[i].kind;
        }
    }
    return FURNITURE_NONE;
}

bool furniture_is_share_link(const char *href) {
    static const char *const parts[] = {"facebook.com/sharer",
                                        "facebook.com/share.php",
                                        "twitter.com/share",
                                        "twitter.com/intent",
                                        "twitter.com/home?status",
                                        "x.com/intent",
                                        "linkedin.com/share",
                                        "pinterest.com/pin/create",
                                        "reddit.com/submit",
                                        "plus.google.com/share",
                                        "t.me/share",
                                        "telegram.me/share",
                                        "wa.me/?",
                                        "whatsapp://",
                                        "api.whatsapp.com/send",
                                        "tumblr.com/share",
                                        "getpocket.com/save",
                                        "vk.com/share",
                                        "mailto:?",
                                        "digg.com/submit",
                                        "stumbleupon.com/submit",
                                        "del.icio.us/post",
                                        "addtoany.com",
                                        "addthis.com",
                                        "printfriendly.com",
                                        "javascript:window.print",
                                        "delicious.com/save",
                                        "connect.ok.ru",
                                        "b.hatena.ne.jp/add",
                                        "line.me/R/msg",
                                        "share.flipboard.com",
                                        "news.ycombinator.com/submitlink",
                                        "service.weibo.com/share"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (strstr(href, parts[i]) != NULL) {
            return true;
        }
    }
    return false;
}

/* Saying */

static void say(GString *out, size_t count, const char *one, const char *many) {
    if (count > 0) {
        g_string_append_printf(out, "%s%zu %s", out->len > 0 ? ", " : "", count,
                               count == 1 ? one : many);
    }
}

char *furniture_say(const FurnitureTally *tally, const Page *page) {
    static const struct {
        const char *one, *many;
    } names[FURNITURE_COUNT] = {
        [FURNITURE_NAVIGATION] = {"menu", "menus"},
        [FURNITURE_SHARE] = {"share button", "share buttons"},
        [FURNITURE_RELATED] = {"list of other articles", "lists of other articles"},
        [FURNITURE_COMMENTS] = {"box of comments", "boxes of comments"},
        [FURNITURE_NEWSLETTER] = {"box to subscribe", "boxes to subscribe"},
        [FURNITURE_ADVERT] = {"advertisement", "advertisements"},
        [FURNITURE_COOKIES] = {"cookie banner", "cookie banners"},
        [FURNITURE_AUTHOR] = {"box about the author", "boxes about the author"},
        [FURNITURE_TAGS] = {"list of tags", "lists of tags"},
        [FURNITURE_TOOLS] = {"tool of the site", "tools of the site"},
        [FURNITURE_SITE] = {"head or foot of the site", "heads and feet of the site"},
        [FURNITURE_HIDDEN] = {"hidden part", "hidden parts"},
        [FURNITURE_FORM] = {"form", "forms"},
        [FURNITURE_TRACKER] = {"tracker", "trackers"},
        [FURNITURE_REST] = {"part around the article", "parts around the article"},
    };
    GString *out = g_string_new(NULL);
    for (size_t kind = 0; kind < FURNITURE_COUNT; kind++) {
        say(out, tally->counts[kind], names[kind].one, names[kind].many);
    }
    say(out, page->scripts, "script or style", "scripts and styles");
    say(out, page->drawings, "drawing", "drawings");
    say(out, page->fields, "field", "fields");
    return g_string_free(out, out->len == 0);
}
