/* Going down to where the prose is, and up again for what belongs to it. */
#include "read/page_article.h"

#include "base/text.h"

#include <string.h>

enum {
    MOST_PERCENT = 70,        /* of the prose that an element must hold to be gone into */
    HALF_PERCENT = 50,        /* the same if it says that it is an article, or towers above */
    OWN_PERCENT = 15,         /* of the prose in an element's own paragraphs: the text is here */
    TOWERS = 3,               /* times as much as the next one */
    MOST_LEVELS = 8,          /* up from the text */
    LINK_PERCENT = 35,        /* of what goes on with the text, at most */
    CONTINUES_PROSE = 140,    /* characters of a part that goes on with it */
    CONTINUES_PART = 10,      /* and that part of the text, at least */
    SAME_CLASS_PROSE = 40,    /* of one that is built like the text */
    INTRODUCES_PROSE = 25,    /* of one between title and text */
    PICTURE_CHARACTERS = 400, /* around a picture that stands there */
    PLAIN_LINK_PERCENT = 30,  /* of a page that is nothing but its article */
};

typedef struct {
    Page *page;
    const Measure *measures;
    FurnitureTally *tally;
    uint32_t title;
} Search;

static bool is_container(const PageNode *node) {
    switch ((int)node->tag) {
    case PAGE_P:
    case PAGE_PRE:
    case PAGE_BLOCKQUOTE:
    case PAGE_UL:
    case PAGE_OL:
    case PAGE_DL:
    case PAGE_LI:
    case PAGE_DD:
    case PAGE_DT:
    case PAGE_H1:
    case PAGE_H2:
    case PAGE_H3:
    case PAGE_H4:
    case PAGE_H5:
    case PAGE_H6:
    case PAGE_FIGURE:
    case PAGE_FIGCAPTION:
    case PAGE_TEXT:
        return false;
    default:
        return node->is_block || node->holds_blocks;
    }
}

static bool says_article(const PageNode *node) {
    const char *property = page_attribute(node, "itemprop");
    const char *role = page_attribute(node, "role");
    return node->tag == PAGE_ARTICLE || node->tag == PAGE_MAIN ||
           (property != NULL && strstr(property, "articleBody") != NULL) ||
           (role != NULL && (strcmp(role, "main") == 0 || strcmp(role, "article") == 0));
}

/* Down */

static uint32_t step_down(const Search *search, uint32_t at) {
    const Page *page = search->page;
    uint64_t all = search->measures[at].prose;
    uint64_t in_parts = 0;
    uint64_t second = 0;
    uint32_t best = 0;
    for (uint32_t i = at + 1; i < page->nodes[at].end; i = page->nodes[i].end) {
        const PageNode *node = &page->nodes[i];
        uint64_t prose = search->measures[i].prose;
        if (node->fate == PAGE_DROPPED || !is_container(node)) {
            continue;
        }
        in_parts += prose;
        if (best == 0 || prose > search->measures[best].prose) {
            second = best != 0 ? search->measures[best].prose : 0;
            best = i;
        } else {
            second = MAX(second, prose);
        }
    }
    if (best == 0 || all == 0 || (all - in_parts) * 100 >= all * OWN_PERCENT) {
        return 0;
    }
    uint64_t most = search->measures[best].prose;
    bool is_most = most * 100 >= all * MOST_PERCENT;
    bool is_half = most * 100 >= all * HALF_PERCENT;
    bool towers = says_article(&page->nodes[best]) || most >= second * TOWERS;
    return is_most || (is_half && towers) ? best : 0;
}

static uint32_t go_down(const Search *search) {
    uint32_t at = search->page->body;
    for (uint32_t next = at; next != 0; next = step_down(search, at)) {
        at = next;
    }
    return at;
}

/* Up */

static bool is_same_class(const PageNode *left, const PageNode *right) {
    const char *a = page_attribute(left, "class");
    const char *b = page_attribute(right, "class");
    return left->tag == right->tag && a != NULL && b != NULL && strcmp(a, b) == 0;
}

static bool is_blank_node(const Search *search, uint32_t index) {
    const Measure *measure = &search->measures[index];
    return measure->characters == 0 && measure->pictures == 0;
}

/* Between the title and the text: a deck, a lead picture, a first paragraph. */
static bool introduces(const Search *search, uint32_t index) {
    const PageNode *node = &search->page->nodes[index];
    const Measure *measure = &search->measures[index];
    bool leads_away = measure_link_percent(measure) > LINK_PERCENT;
    bool is_deck = node->tag >= PAGE_H2 && node->tag <= PAGE_H3 && !leads_away;
    bool is_picture = measure->pictures > 0 && measure->pictures <= 2 &&
                      measure->characters < PICTURE_CHARACTERS && !leads_away;
    return is_deck || is_picture || (measure->prose >= INTRODUCES_PROSE && !leads_away);
}

static bool continues(const Search *search, uint32_t index, uint32_t text, unsigned level) {
    enum { NEAR = 2 };
    const PageNode *node = &search->page->nodes[index];
    const Measure *measure = &search->measures[index];
    if (measure_link_percent(measure) > LINK_PERCENT) {
        return false;
    }
    if (node->tag == PAGE_TEXT || !is_container(node)) {
        bool is_heading = node->tag >= PAGE_H2 && node->tag <= PAGE_H6;
        return level < NEAR && (measure->prose > 0 || is_heading || node->tag == PAGE_FIGURE);
    }
    if (is_same_class(node, &search->page->nodes[text]) && measure->prose >= SAME_CLASS_PROSE) {
        return true;
    }
    return measure->prose >= CONTINUES_PROSE && furniture_hint(node) == FURNITURE_NONE &&
           (uint64_t)measure->prose * CONTINUES_PART >= search->measures[text].prose &&
           level <= NEAR;
}

static bool is_end_label(const Search *search, uint32_t index) {
    enum { LABEL_CHARACTERS = 60 };
    if (search->measures[index].characters > LABEL_CHARACTERS) {
        return false;
    }
    g_autofree char *text = page_plain_text(search->page, index);
    bool is_whole = false;
    return furniture_label(text, &is_whole) != FURNITURE_NONE && is_whole;
}

/* The part that shows the title, apart from the text: what introduces the text stays of it. */
static bool sort_title_part(const Search *search, uint32_t part) {
    Page *page = search->page;
    bool any = false;
    for (uint32_t path = search->title; path != part; path = page->nodes[path].parent) {
        uint32_t above = page->nodes[path].parent;
        for (uint32_t i = above + 1; i < page->nodes[above].end; i = page->nodes[i].end) {
            if (i == path || page->nodes[i].fate == PAGE_DROPPED || is_blank_node(search, i)) {
                continue;
            }
            if (i > search->title && introduces(search, i)) {
                any = true;
            } else {
                furniture_drop(page, search->measures, i, FURNITURE_REST, search->tally);
            }
        }
    }
    return any;
}

/* What is kept beside `path`, below the same element; whether anything is. */
static bool sort_siblings(const Search *search, uint32_t path, uint32_t text, unsigned level) {
    Page *page = search->page;
    uint32_t above = page->nodes[path].parent;
    bool any = false;
    bool has_ended = false;
    for (uint32_t i = above + 1; i < page->nodes[above].end; i = page->nodes[i].end) {
        if (i == path || page->nodes[i].fate == PAGE_DROPPED || is_blank_node(search, i)) {
            continue;
        }
        bool is_before = i < path;
        bool is_after_title =
            search->title != 0 && i > search->title && search->title < page->nodes[text].end;
        if (search->title >= i && search->title < page->nodes[i].end) {
            any |= sort_title_part(search, i);
            continue;
        }
        has_ended |= !is_before && is_end_label(search, i);
        bool stays =
            is_before ? (is_after_title ? introduces(search, i)
                                        : search->title == 0 && continues(search, i, text, level))
                      : !has_ended && continues(search, i, text, level);
        if (stays) {
            any = true;
        } else {
            furniture_drop(page, search->measures, i, FURNITURE_REST, search->tally);
        }
    }
    return any;
}

static uint32_t go_up(const Search *search, uint32_t text) {
    const Page *page = search->page;
    uint32_t top = text;
    uint32_t path = text;
    for (unsigned level = 0; path != page->body && level < MOST_LEVELS; level++) {
        bool is_edge =
            page->nodes[path].tag == PAGE_ARTICLE && (search->title == 0 || search->title > path);
        uint32_t above = page->nodes[path].parent;
        bool any = !is_edge && sort_siblings(search, path, text, level);
        if (is_edge) {
            break;
        }
        path = above;
        top = any ? path : top;
    }
    for (uint32_t i = path; i != page->body; i = page->nodes[i].parent) {
        uint32_t above = page->nodes[i].parent;
        for (uint32_t k = above + 1; k < page->nodes[above].end; k = page->nodes[k].end) {
            if (k != i && page->nodes[k].fate != PAGE_DROPPED && !is_blank_node(search, k)) {
                furniture_drop(search->page, search->measures, k, FURNITURE_REST, search->tally);
            }
        }
    }
    return top;
}

/* Between the title and the first words of the text stand the names, dates and buttons of the site:
 * boxes that say nothing in sentences. A paragraph, a heading, a picture stays. */
static void drop_head_lines(const Search *search, uint32_t top) {
    enum { LONGEST = 160, FEW = 12, LEADS_PERCENT = 40 };
    Page *page = search->page;
    if (search->title == 0) {
        return;
    }
    for (uint32_t i = MAX(page->nodes[search->title].end, top + 1); i < page->nodes[top].end;) {
        const PageNode *node = &page->nodes[i];
        const Measure *measure = &search->measures[i];
        bool is_leaf = !node->holds_blocks;
        bool is_text = measure->prose > 0 || (node->tag == PAGE_P && measure->characters > FEW);
        if (is_text && is_leaf && node->fate != PAGE_DROPPED) {
            return;
        }
        bool is_list_of_links =
            node->tag == PAGE_UL && measure_link_percent(measure) >= LEADS_PERCENT;
        bool is_box = is_list_of_links || node->tag == PAGE_DIV || node->tag == PAGE_DL ||
                      node->tag == PAGE_SECTION || node->tag == PAGE_HEADER ||
                      node->tag == PAGE_FOOTER || node->tag == PAGE_ADDRESS ||
                      node->tag == PAGE_TIME || node->tag == PAGE_SPAN;
        bool says_little = measure->prose == 0 && measure->pictures == 0 &&
                           measure->characters > 0 && measure->characters <= LONGEST;
        bool has_heading = false;
        for (uint32_t k = i + 1; is_box && says_little && k < node->end; k++) {
            PageTag tag = page->nodes[k].tag;
            has_heading |= (tag >= PAGE_H2 && tag <= PAGE_H6) || tag == PAGE_P;
        }
        if (node->fate != PAGE_DROPPED && is_box && says_little && !has_heading) {
            furniture_drop(page, search->measures, i, FURNITURE_REST, search->tally);
        }
        bool is_picture = measure->pictures > 0 && measure->prose == 0; /* and its cutline */
        i = page->nodes[i].fate == PAGE_DROPPED || is_picture ? node->end : i + 1;
    }
}

/* Whole pages */

/* A block of links and next to nothing else, as menus are. */
static bool is_link_bar(const Page *page, const Measure *measures, uint32_t index) {
    enum { LINKS = 3, PERCENT = 80, CHARACTERS_OF_LINK = 30 };
    const Measure *measure = &measures[index];
    return page->nodes[index].is_block && measure->links >= LINKS && measure->prose == 0 &&
           measure_link_percent(measure) >= PERCENT &&
           measure->characters <= (uint32_t)measure->links * CHARACTERS_OF_LINK;
}

/* Has the page anything that is built like a site, not like a text? */
static bool is_plain(const Page *page, const Measure *measures, const FurnitureTally *tally) {
    for (size_t kind = 0; kind < FURNITURE_COUNT; kind++) {
        if (tally->counts[kind] > 0 && kind != FURNITURE_HIDDEN) {
            return false;
        }
    }
    for (uint32_t i = page->body; i < page->nodes[page->body].end; i++) {
        if (i > page->body && is_link_bar(page, measures, i)) {
            return false;
        }
        switch ((int)page->nodes[i].tag) {
        case PAGE_NAV:
        case PAGE_ASIDE:
        case PAGE_FOOTER:
        case PAGE_IFRAME:
        case PAGE_MAIN:
        case PAGE_ARTICLE:
            return false;
        default:
            break;
        }
    }
    return measure_link_percent(&measures[page->body]) < PLAIN_LINK_PERCENT && page->scripts < 4;
}

PageArticle page_find_article(Page *page, uint32_t title, bool is_document, FurnitureTally *tally) {
    g_autofree Measure *first = page_measure(page);
    PageArticle article = {.top = page->body};
    if (is_document) {
        article.is_whole = true;
        return article;
    }
    furniture_drop_known(page, first, tally);
    g_autofree Measure *measures = page_measure(page);
    article.is_whole = is_plain(page, measures, tally);
    if (!article.is_whole) {
        Search search = {page, measures, tally, title};
        article.top = go_up(&search, go_down(&search));
        drop_head_lines(&search, article.top);
    }
    page_trim(page, measures, article.top, tally);
    return article;
}
