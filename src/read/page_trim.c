/* What stands between an article's paragraphs and is none of it. */
#include "base/text.h"
#include "read/page_article.h"

#include <stdlib.h>
#include <string.h>

enum {
    LABEL_CHARACTERS = 110,
    LIST_PERCENT = 70,    /* of a list of links that stands in links */
    BAR_CHARACTERS = 150, /* of a line of links */
    TEASER_PERCENT = 85,
    TEASER_CHARACTERS = 15,
    SIDE_PX = 3, /* of a picture that is not to be seen */
};

typedef struct {
    Page *page;
    const Measure *measures;
    FurnitureTally *tally;
    uint32_t top;
    uint32_t *before; /* the sibling before each that has something in it; 0: none */
} Trim;

static bool is_heading(const PageNode *node) {
    return node->tag >= PAGE_H1 && node->tag <= PAGE_H6;
}

static void drop(const Trim *trim, uint32_t index, FurnitureKind kind) {
    furniture_drop(trim->page, trim->measures, index, kind, trim->tally);
}

static bool is_blank_node(const Trim *trim, uint32_t index) {
    const Measure *measure = &trim->measures[index];
    return measure->characters == 0 && measure->pictures == 0;
}

static uint32_t *list_siblings_before(const Trim *trim) {
    const Page *page = trim->page;
    uint32_t *before = g_new0(uint32_t, page->count);
    g_autofree uint32_t *last = g_new0(uint32_t, page->count); /* child so far, of each */
    for (uint32_t i = trim->top + 1; i < page->nodes[trim->top].end; i++) {
        uint32_t above = page->nodes[i].parent;
        before[i] = last[above];
        if (!is_blank_node(trim, i) && page->nodes[i].fate != PAGE_DROPPED) {
            last[above] = i;
        }
    }
    return before;
}

/* Labels */

/* What a label heads: up to the next heading of its rank, or to the first prose. */
static void drop_headed(const Trim *trim, uint32_t label, FurnitureKind kind) {
    Page *page = trim->page;
    const PageNode *heading = &page->nodes[label];
    uint32_t end = page->nodes[heading->parent].end;
    for (uint32_t i = heading->end; i < end; i = page->nodes[i].end) {
        const PageNode *node = &page->nodes[i];
        bool is_next = is_heading(node) && (!is_heading(heading) || node->tag <= heading->tag);
        bool is_prose = kind != FURNITURE_COMMENTS && trim->measures[i].prose > 0 &&
                        measure_link_percent(&trim->measures[i]) < LIST_PERCENT / 2;
        if (is_next || is_prose) {
            return;
        }
        if (node->fate != PAGE_DROPPED && !is_blank_node(trim, i)) {
            drop(trim, i, kind);
        }
    }
}

/* Is it a line by itself, which may be a label? */
static bool is_line(const Trim *trim, uint32_t index) {
    const PageNode *node = &trim->page->nodes[index];
    const Measure *measure = &trim->measures[index];
    return node->is_block && !node->holds_blocks && node->tag != PAGE_TD && node->tag != PAGE_TH &&
           node->tag != PAGE_PRE && measure->characters > 0 &&
           measure->characters <= LABEL_CHARACTERS && measure->pictures == 0;
}

static bool drop_label(const Trim *trim, uint32_t index) {
    enum { OPENS_PERCENT = 30 };
    if (!is_line(trim, index)) {
        return false;
    }
    g_autofree char *text = page_plain_text(trim->page, index);
    bool is_whole = false;
    FurnitureKind kind = furniture_label(text, &is_whole);
    bool is_list_item = trim->page->nodes[index].tag == PAGE_LI;
    if (kind == FURNITURE_NONE || (is_whole && is_list_item) ||
        (!is_whole && measure_link_percent(&trim->measures[index]) < OPENS_PERCENT)) {
        return false;
    }
    drop(trim, index, kind);
    if (is_whole && kind != FURNITURE_ADVERT) {
        drop_headed(trim, index, kind);
    }
    return true;
}

/* Links */

/* A list that a heading or a line ending in a colon announces is the author's own. */
static bool is_announced(const Trim *trim, uint32_t index) {
    uint32_t before = trim->before[index];
    if (before == 0) {
        return false;
    }
    const PageNode *node = &trim->page->nodes[before];
    if (is_heading(node)) {
        return true;
    }
    g_autofree char *text = page_plain_text(trim->page, before);
    return g_str_has_suffix(text, ":") || g_str_has_suffix(text, "：");
}

/* "[Home] [Archive]", "back | next": nothing but links and what parts them. */
static bool is_bar(const Measure *measure) {
    enum { SIGNS_OF_LINK = 3 };
    uint32_t outside = measure->characters - measure->in_links;
    return measure->links >= 2 && measure->characters <= BAR_CHARACTERS && measure->pictures == 0 &&
           outside <= (uint32_t)measure->links * SIGNS_OF_LINK;
}

static bool is_link_list(const Trim *trim, uint32_t index) {
    const PageNode *node = &trim->page->nodes[index];
    const Measure *measure = &trim->measures[index];
    unsigned percent = measure_link_percent(measure);
    switch ((int)node->tag) {
    case PAGE_P:
    case PAGE_CENTER:
        return is_bar(measure);
    case PAGE_UL:
    case PAGE_OL:
    case PAGE_TABLE:
    case PAGE_DL:
        return measure->links >= 2 && percent >= LIST_PERCENT && measure->prose == 0;
    case PAGE_DIV:
    case PAGE_SECTION:
    case PAGE_ASIDE:
    case PAGE_ARTICLE:
        return measure->prose == 0 && measure->characters > TEASER_CHARACTERS &&
               ((measure->links >= 2 && percent >= LIST_PERCENT) ||
                (measure->links == 1 && percent >= TEASER_PERCENT && node->holds_blocks));
    default:
        return false;
    }
}

static bool is_in(const Trim *trim, uint32_t index, PageTag tag) {
    for (uint32_t up = trim->page->nodes[index].parent; up > trim->top;
         up = trim->page->nodes[up].parent) {
        if (trim->page->nodes[up].tag == tag) {
            return true;
        }
    }
    return false;
}

/* A list without a class between paragraphs is the author's as well. */
static bool is_amid_text(const Trim *trim, uint32_t index) {
    const Page *page = trim->page;
    const PageNode *node = &page->nodes[index];
    bool is_bare = (node->tag == PAGE_UL || node->tag == PAGE_OL) &&
                   page_attribute(node, "class") == NULL && page_attribute(node, "id") == NULL;
    uint32_t before = trim->before[index];
    uint32_t after = node->end;
    while (is_bare && after < page->nodes[node->parent].end && is_blank_node(trim, after)) {
        after = page->nodes[after].end;
    }
    return is_bare && before != 0 && page->nodes[before].tag == PAGE_P &&
           after < page->nodes[node->parent].end && trim->measures[before].prose > 0 &&
           page->nodes[after].tag == PAGE_P && trim->measures[after].prose > 0;
}

static bool drop_link_list(const Trim *trim, uint32_t index) {
    if (!is_link_list(trim, index) || is_announced(trim, index) || is_amid_text(trim, index) ||
        is_in(trim, index, PAGE_LI) || is_in(trim, index, PAGE_TD) ||
        is_in(trim, index, PAGE_FIGURE)) {
        return false;
    }
    drop(trim, index, FURNITURE_RELATED);
    return true;
}

static bool drop_share_link(const Trim *trim, uint32_t index) {
    const char *href = page_attribute(&trim->page->nodes[index], "href");
    bool is_share =
        trim->page->nodes[index].tag == PAGE_A && href != NULL && furniture_is_share_link(href);
    if (is_share) {
        drop(trim, index, FURNITURE_SHARE);
    }
    return is_share;
}

/* Pictures */

static bool is_side_tiny(const char *value) {
    return value != NULL && g_ascii_isdigit(value[0]) && strchr(value, '%') == NULL &&
           strtoul(value, NULL, 10) < SIDE_PX;
}

static bool is_tracker(const PageNode *node) {
    static const char *const parts[] = {
        "pixel.",
        "/pixel",
        "doubleclick.net",
        "stats.wordpress",
        "pixel.wp.com",
        "b.scorecard",
        "quantserve",
        "google-analytics",
        "feeds.feedburner.com/~",
        "feedsportal",
        "/1x1",
        "spacer.gif",
        "blank.gif",
        "clear.gif",
        "transparent.gif",
        "shim.gif",
        "facebook.com/tr",
        "zemanta",
        "imrworldwide",
        "feedburner.com/~r",
        "trans.gif",
        "dot.gif",
        "gravatar.com/avatar",
    };
    const char *src = page_attribute(node, "src");
    if (node->tag != PAGE_IMG) {
        return false;
    }
    bool is_lazy = page_attribute(node, "data-src") != NULL ||
                   page_attribute(node, "data-lazy-src") != NULL ||
                   page_attribute(node, "data-original") != NULL;
    if (is_lazy) {
        return false;
    }
    if (is_side_tiny(page_attribute(node, "width")) ||
        is_side_tiny(page_attribute(node, "height"))) {
        return true;
    }
    for (size_t i = 0; src != NULL && i < G_N_ELEMENTS(parts); i++) {
        if (strstr(src, parts[i]) != NULL) {
            return true;
        }
    }
    return false;
}

void page_drop_trackers(Page *page, uint32_t top, FurnitureTally *tally) {
    for (uint32_t i = top; i < page->nodes[top].end; i++) {
        if (is_tracker(&page->nodes[i])) {
            page->nodes[i].fate = PAGE_DROPPED;
            tally->counts[FURNITURE_TRACKER]++;
        }
    }
}

void page_drop_permalinks(Page *page) {
    static const char *const signs[] = {"#", "¶", "§", "🔗", "∞", "¤", "⚓", "[edit]", NULL};
    for (uint32_t i = page->body; i < page->nodes[page->body].end; i++) {
        PageNode *node = &page->nodes[i];
        const char *href = node->tag == PAGE_A ? page_attribute(node, "href") : NULL;
        if (href == NULL || strchr(href, '#') == NULL || node->end > i + 4) {
            continue;
        }
        g_autofree char *text = page_plain_text(page, i);
        if (g_strv_contains(signs, g_strstrip(text))) {
            node->fate = PAGE_DROPPED;
        }
    }
}

void page_trim(Page *page, const Measure *measures, uint32_t top, FurnitureTally *tally) {
    Trim trim = {page, measures, tally, top, NULL};
    g_autofree uint32_t *before = trim.before = list_siblings_before(&trim);
    for (uint32_t i = top + 1; i < page->nodes[top].end;) {
        const PageNode *node = &page->nodes[i];
        bool is_dropped = node->tag == PAGE_TEXT || node->fate == PAGE_DROPPED ||
                          node->tag == PAGE_PRE || drop_share_link(&trim, i) ||
                          drop_label(&trim, i) || drop_link_list(&trim, i);
        i = is_dropped ? page->nodes[i].end : i + 1;
    }
    page_drop_trackers(page, top, tally);
}
