/* A finished tree told apart by its headings. */
#include "base/limits.h"
#include "read/article_source.h"
#include "read/byline.h"
#include "read/dateline.h"
#include "read/split.h"
#include "read/split_marks.h"

#include <string.h>

enum {
    LEVELS = 6,
    DECK_CHARACTERS = 400,
    MOST_ARTICLES = LIMIT_SPLIT_ARTICLES,
};

/* What follows a heading before the text itself; each NULL if it is not there. */
typedef struct {
    xmlNode *deck, *byline, *dateline;
} Opening;

typedef struct {
    const Source *source;
    const YamlValue *sidecar, *front;
    GPtrArray *headings; /* xmlNode *: each begins an article */
    Report *report;
} SplitTree;

/* From 1; 0: no heading. */
static unsigned level_of(const xmlNode *node) {
    unsigned level = node_heading_level(node);
    return level == 2 && node_has_class(node, "title") ? 1 : level;
}

/* The highest level of which there are two headings or more; 0: none. */
static unsigned find_level(const xmlNode *body, unsigned counts[LEVELS + 1]) {
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        counts[level_of(node)]++;
    }
    for (unsigned level = 1; level <= LEVELS; level++) {
        if (counts[level] > 1) {
            return level;
        }
    }
    return 0;
}

static bool is_byline(const xmlNode *node) {
    g_autofree char *text = node_plain_text(node);
    return byline_find(text, strlen(text)) > 0;
}

static bool is_dateline(const xmlNode *node) {
    g_autofree char *text = node_plain_text(node);
    Dateline dateline = dateline_find(text, strlen(text));
    return dateline.strength >= DATELINE_DAY ||
           (dateline.strength == DATELINE_LIKELY && dateline.is_line);
}

static bool is_short(const xmlNode *node) {
    g_autofree char *text = node_plain_text(node);
    return g_utf8_strlen(text, -1) <= DECK_CHARACTERS;
}

static Opening find_opening(const xmlNode *heading) {
    Opening opening = {0};
    xmlNode *node = heading->next;
    for (unsigned blocks = 0; node != NULL && blocks < 3; node = node->next, blocks++) {
        if (element_of(node) != ELEMENT_P) {
            break;
        }
        if (opening.byline == NULL && is_byline(node)) {
            opening.byline = node;
        } else if (is_dateline(node)) {
            opening.dateline = node;
            break;
        } else if (opening.deck == NULL && opening.byline == NULL && is_short(node)) {
            opening.deck = node;
        } else {
            break;
        }
    }
    bool is_opening = opening.byline != NULL || opening.dateline != NULL;
    return is_opening ? opening : (Opening){0};
}

/* Headings of higher levels: one at most, above them all and with nothing of an article below it.
 */
static bool has_only_a_page_title(const xmlNode *body, unsigned level) {
    const xmlNode *above = NULL;
    bool is_begun = false;
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        unsigned here = level_of(node);
        if (here > 0 && here < level) {
            if (above != NULL || is_begun || find_opening(node).byline != NULL) {
                return false;
            }
            above = node;
        }
        is_begun |= here == level;
    }
    return true;
}

/* The headings that begin articles; empty: the tree is one article. */
static void choose_headings(SplitTree *split, const Article *article, SplitWish wish) {
    const xmlNode *body = tree_body(article->tree);
    unsigned counts[LEVELS + 1] = {0};
    unsigned level = find_level(body, counts);
    bool is_named = article->title_text != NULL && article->title_source == TITLE_GIVEN;
    if (wish == SPLIT_NO || level == 0 || counts[level] > MOST_ARTICLES ||
        (wish == SPLIT_AUTO && (is_named || !has_only_a_page_title(body, level)))) {
        return;
    }
    for (xmlNode *node = body->children; node != NULL; node = node->next) {
        Opening opening = level_of(node) == level ? find_opening(node) : (Opening){0};
        if (level_of(node) != level) {
            continue;
        }
        if (wish == SPLIT_AUTO && opening.byline == NULL && opening.dateline == NULL) {
            g_ptr_array_set_size(split->headings, 0);
            return;
        }
        g_ptr_array_add(split->headings, node);
    }
}

static void raise_to(Article *article, Element part, xmlNode *node) {
    xmlNode *raised = tree_part(article->tree, part, true);
    node_set_place(raised, node_line(node), node_column(node));
    node_move_children(raised, node);
    node_remove(node);
}

/* The article's headings go down from 2 below a headline that stood at `level`. */
static void raise_headings(Article *article, unsigned level) {
    for (xmlNode *node = tree_body(article->tree)->children; node != NULL; node = node->next) {
        unsigned below = level_of(node) > level ? level_of(node) - level - 1 : 0;
        if (level > 1 && level_of(node) > 0) {
            node_rename(node, (Element)(ELEMENT_H2 + MIN(below, (unsigned)LEVELS - 2)));
        }
    }
}

static void take_opening(Article *article, xmlNode *heading, const Issue *issue) {
    Opening opening = find_opening(heading);
    article->title_source = TITLE_HEADING;
    article->title_place = node_place(heading, article->display_path);
    article->title_text = node_plain_text(heading);
    unsigned level = level_of(heading);
    raise_to(article, ELEMENT_HEADLINE, heading);
    if (opening.deck != NULL && tree_part(article->tree, ELEMENT_DECK, false) == NULL) {
        article->deck_text = node_plain_text(opening.deck);
        raise_to(article, ELEMENT_DECK, opening.deck);
    }
    if (opening.byline != NULL && article->authors->len == 0) {
        g_autofree char *text = node_plain_text(opening.byline);
        byline_take(text, strlen(text), article->lang ? article->lang : issue->settings.lang,
                    article->authors);
        node_remove(opening.byline);
    }
    raise_headings(article, level);
    if (opening.dateline != NULL) {
        split_take_dateline(article, opening.dateline, issue);
    }
}

static void move_to(Article *article, xmlNode *node) {
    node_unlink(node);
    node_adopt(article->tree, node);
    node_append(tree_body(article->tree), node);
}

/* The article that begins with the heading: it takes all up to `end`, notes left where they are. */
static Article *cut_article(const SplitTree *split, xmlNode *heading, const xmlNode *end) {
    ArticleParts parts = {0};
    Article *article =
        article_begin(split->source, split->sidecar, split->front, &parts, split->report);
    article_parts_clear(&parts);
    for (xmlNode *node = heading; node != end;) {
        xmlNode *next = node->next;
        if (node_kind(node) != NODE_NOTE) {
            move_to(article, node);
        }
        node = next;
    }
    return article;
}

/* Which article calls a note, by its label; the first one has it. */
static void note_calls(GHashTable *callers, Article *article) {
    const xmlNode *top = article->tree->children;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        const char *href = node_kind(at) == NODE_NOTE_CALL ? node_get(at, ATTRIBUTE_HREF) : NULL;
        if (href != NULL && href[0] == '#' && !g_hash_table_contains(callers, href + 1)) {
            g_hash_table_insert(callers, (gpointer)(href + 1), article);
        }
    }
}

/* Notes go where they are called. */
static void move_notes(Article *from, const GPtrArray *articles) {
    g_autoptr(GHashTable) callers = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < articles->len; i++) {
        note_calls(callers, articles->pdata[i]);
    }
    for (xmlNode *node = tree_body(from->tree)->children; node != NULL;) {
        xmlNode *next = node->next;
        const char *label = node_kind(node) == NODE_NOTE ? node_get(node, ATTRIBUTE_ID) : NULL;
        Article *caller = label != NULL ? g_hash_table_lookup(callers, label) : NULL;
        if (caller != NULL && caller != from) {
            move_to(caller, node);
        }
        node = next;
    }
}

/* The page's title: a heading above all the others, or the title that the reader found. */
static void take_page_title(const SplitTree *split, Article *article, Reading *into) {
    const xmlNode *first = split->headings->pdata[0];
    xmlNode *title = NULL;
    for (xmlNode *node = tree_body(article->tree)->children; node != first; node = node->next) {
        title = level_of(node) > 0 ? node : title;
    }
    if (title == NULL) {
        title = tree_part(article->tree, ELEMENT_HEADLINE, false);
    }
    if (title != NULL) {
        g_autofree char *text = node_plain_text(title);
        split_add_fact(into, "title", text, node_place(title, article->display_path));
        node_remove(title);
    }
    g_clear_pointer(&article->title_text, g_free);
}

void split_tree_take(Article *article, const Source *source, const YamlValue *sidecar,
                     const YamlValue *front, SplitWish wish, Reading *into, Report *report) {
    SplitTree split = {source, sidecar, front, g_ptr_array_new(), report};
    choose_headings(&split, article, wish);
    GPtrArray *headings = split.headings;
    g_autoptr(GPtrArray) articles = g_ptr_array_new();
    g_ptr_array_add(articles, article);
    if (headings->len > 0) {
        take_page_title(&split, article, into);
    }
    for (guint i = headings->len; i > 1; i--) { /* from the last: what follows is gone already */
        g_ptr_array_insert(articles, 1, cut_article(&split, headings->pdata[i - 1], NULL));
    }
    for (guint i = 0; i < headings->len; i++) {
        xmlNode *heading = headings->pdata[i];
        Article *each = articles->pdata[i];
        if (i > 0) {
            g_autofree char *words = node_plain_text(heading);
            split_note(wish == SPLIT_HEADINGS                   ? SPLIT_BY_HEADING
                       : find_opening(heading).dateline != NULL ? SPLIT_BY_HEADLINE_AND_DATELINE
                                                                : SPLIT_BY_HEADLINE_AND_BYLINE,
                       words, node_place(heading, each->display_path), report);
        }
        take_opening(each, heading, source->issue);
    }
    if (headings->len > 0) {
        move_notes(article, articles);
    }
    for (guint i = 0; i < articles->len; i++) {
        g_ptr_array_add(into->articles, articles->pdata[i]);
    }
    g_ptr_array_unref(headings);
}
