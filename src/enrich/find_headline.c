/* The headline among the headings. A file may name its article in its front matter, in its first
 * heading, or in both; however it does, the article has one headline. Readers of this file look at
 * a magazine whose every title reads "*Section : Heading*. Journal 5(2)" above "## Heading". */
#include "enrich/steps.h"

#include "base/limits.h"

#include <string.h>

enum {
    BLOCKS_BEFORE_TITLE = 5, /* that may stand before a first-level heading: a date, a picture */
    BLOCKS_OF_A_PAGE = 20,   /* the same in what was a web page: its site's name, its ways */
    BOLD_LINE_CHARACTERS = 100,
    LINE_CHARACTERS = 100,
    LONGEST_COMPARED_BYTES = 4 * LIMIT_TITLE_CHARACTERS,
};

/* Comparing */

/* `text` as its words: without case, marks, points and Arabic vowels; "|" stands where a part of
 * the text ends ("harbour wall|a report|"), and around it all. "|" if there is no word. */
static char *comparable(const char *text) {
    g_autofree char *apart = g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    g_autofree char *folded = g_utf8_casefold(apart != NULL ? apart : "", -1);
    GString *key = g_string_new("|");
    bool is_space = false;
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isalnum(c) && c != 0x0640) { /* the Arabic stretching stroke */
            if (is_space && key->str[key->len - 1] != '|') {
                g_string_append_c(key, ' ');
            }
            g_string_append_unichar(key, c);
            is_space = false;
        } else if (g_unichar_isspace(c) || c == '-' || c == 0x2010 || c == 0x2011) {
            is_space = true;
        } else if (g_unichar_ispunct(c) && strchr("'\"*_`", (int)MIN(c, 0x7F)) == NULL &&
                   c != 0x2019 && key->str[key->len - 1] != '|') {
            g_string_append_c(key, '|');
        }
    }
    if (key->str[key->len - 1] != '|') {
        g_string_append_c(key, '|');
    }
    return g_string_free(key, FALSE);
}

/* Does `whole` hold `part`, both comparable, from a word's start to a word's end? As a part by
 * itself where `as_part`. */
static bool holds_words(const char *whole, const char *part, bool as_part) {
    size_t length = strlen(part) - 2; /* without its bars */
    const char *words = part + 1;
    for (const char *p = strchr(whole, words[0]); p != NULL; p = strchr(p + 1, words[0])) {
        if (strncmp(p, words, length) != 0) {
            continue;
        }
        char before = p[-1];
        char after = p[length];
        if (as_part ? before == '|' && after == '|'
                    : strchr("| ", before) != NULL && strchr("| ", after) != NULL) {
            return true;
        }
    }
    return false;
}

typedef enum { HEADING_OTHER, HEADING_REPEATS, HEADING_IS_LONGER } Likeness;

/* How a heading stands to the given title. A first-level heading that shares words with the title
 * is the title; one of a lower level, which may head the first part of the text, must be the whole
 * of it, a part of its own, or most of it. */
static Likeness compare_title(const char *title, const char *heading, bool is_first_level) {
    if (strlen(title) > LONGEST_COMPARED_BYTES || strlen(heading) > LONGEST_COMPARED_BYTES) {
        return HEADING_OTHER;
    }
    g_autofree char *given = comparable(title);
    g_autofree char *found = comparable(heading);
    size_t given_length = strlen(given);
    size_t found_length = strlen(found);
    if (given_length < 3 || found_length < 3) { /* no words in one of them */
        return strcmp(title, heading) == 0 ? HEADING_REPEATS : HEADING_OTHER;
    }
    if (strcmp(given, found) == 0) {
        return HEADING_REPEATS;
    }
    if (found_length <= given_length) {
        bool is_most = is_first_level || found_length * 2 > given_length;
        return holds_words(given, found, !is_most) ? HEADING_REPEATS : HEADING_OTHER;
    }
    return is_first_level && holds_words(found, given, false) ? HEADING_IS_LONGER : HEADING_OTHER;
}

/* Looking */

static bool is_first_level(const xmlNode *heading) {
    return element_of(heading) == ELEMENT_H2 && node_has_class(heading, "title");
}

/* The block after `at` (at first: the body), which may stand in a group: a page that was on the web
 * has its text in <div>s. */
static xmlNode *next_block(const xmlNode *top, const xmlNode *at) {
    bool is_passed = at != top && node_kind(at) != NODE_GROUP;
    xmlNode *next = node_next(at, top, is_passed);
    while (next != NULL && node_kind(next) == NODE_GROUP) {
        next = node_next(next, top, false);
    }
    return next;
}

/* The first block that is no picture. */
static xmlNode *first_block(const Article *article) {
    xmlNode *top = tree_body(article->tree);
    xmlNode *block = next_block(top, top);
    while (block != NULL && element_of(block) == ELEMENT_FIGURE) {
        block = next_block(top, block);
    }
    return block;
}

/* The only first-level heading, if at most so many blocks stand before it. */
static xmlNode *only_first_level(const Article *article, unsigned most_before) {
    xmlNode *found = NULL;
    unsigned blocks = 0;
    const xmlNode *top = tree_body(article->tree);
    for (xmlNode *block = next_block(top, top); block != NULL; block = next_block(top, block)) {
        blocks++;
        if (is_first_level(block)) {
            if (found != NULL || blocks > most_before + 1) {
                return NULL;
            }
            found = block;
        }
    }
    return found;
}

/* A byline, a date, a kicker: a short paragraph that is no sentence. */
static bool is_short_line(const xmlNode *block) {
    if (element_of(block) != ELEMENT_P) {
        return false;
    }
    g_autofree char *text = node_plain_text(block);
    const char *last = g_utf8_find_prev_char(text, text + strlen(text));
    return last != NULL && g_utf8_strchr(".:;?!…。！？।؟۔።", -1, g_utf8_get_char(last)) == NULL &&
           g_utf8_strlen(text, -1) <= LINE_CHARACTERS;
}

/* A heading of any level that has only short lines before it and no other of its level after it,
 * as the heads of an article's parts have. */
static xmlNode *heading_below_lines(const Article *article) {
    const xmlNode *top = tree_body(article->tree);
    xmlNode *heading = first_block(article);
    for (unsigned lines = 0; heading != NULL && is_short_line(heading); lines++) {
        heading = lines < BLOCKS_BEFORE_TITLE ? next_block(top, heading) : NULL;
    }
    unsigned level = heading != NULL ? node_heading_level(heading) : 0;
    if (level == 0) {
        return NULL;
    }
    for (const xmlNode *block = heading; (block = next_block(top, block)) != NULL;) {
        if (node_heading_level(block) == level) {
            return NULL;
        }
    }
    return heading;
}

/* A paragraph that is one short bold line without a full stop: a heading by those who do not know
 * how one is marked. */
static bool is_bold_line(const xmlNode *block) {
    const xmlNode *bold = block->children;
    if (element_of(block) != ELEMENT_P || bold == NULL || bold->next != NULL ||
        block->next == NULL ||
        (element_of(bold) != ELEMENT_STRONG && element_of(bold) != ELEMENT_B)) {
        return false;
    }
    g_autofree char *text = node_plain_text(bold);
    size_t length = strlen(text);
    return length > 0 && strchr(".:,;", text[length - 1]) == NULL &&
           g_utf8_strlen(text, -1) <= BOLD_LINE_CHARACTERS;
}

/* Moving */

static bool has_marks(const xmlNode *parent) {
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && node_kind(child) != NODE_NOTE_CALL) {
            return true;
        }
    }
    return false;
}

static void empty(xmlNode *parent) {
    while (parent->children != NULL) {
        node_remove(parent->children);
    }
}

/* The heading's content becomes the headline's. */
static void raise_heading(Article *article, xmlNode *heading) {
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
    xmlNode *content = is_bold_line(heading) ? heading->children : heading;
    empty(headline);
    node_set_place(headline, node_line(heading), node_column(heading));
    node_move_children(headline, content);
    node_remove(heading);
}

static bool calls_same_note(const xmlNode *parent, const char *href) {
    for (const xmlNode *at = parent; at != NULL; at = node_next(at, parent, false)) {
        if (node_kind(at) == NODE_NOTE_CALL && g_strcmp0(node_get(at, ATTRIBUTE_HREF), href) == 0) {
            return true;
        }
    }
    return false;
}

/* The heading goes; notes that only it calls are called by the headline. */
static void drop_heading(Article *article, xmlNode *heading) {
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
    for (xmlNode *at = heading; at != NULL;) {
        xmlNode *next = node_next(at, heading, node_kind(at) == NODE_NOTE_CALL);
        if (node_kind(at) == NODE_NOTE_CALL &&
            !calls_same_note(headline, node_get(at, ATTRIBUTE_HREF))) {
            node_unlink(at);
            node_append(headline, at);
        }
        at = next;
    }
    node_remove(heading);
}

static void settle_given(Article *article) {
    xmlNode *heading = first_block(article);
    if (heading == NULL || node_heading_level(heading) == 0) {
        heading = only_first_level(article, BLOCKS_BEFORE_TITLE);
    }
    if (heading == NULL) {
        return;
    }
    g_autofree char *text = node_plain_text(heading);
    switch (compare_title(article->title_text, text, is_first_level(heading))) {
    case HEADING_OTHER:
        break;
    case HEADING_IS_LONGER:
        raise_heading(article, heading);
        break;
    case HEADING_REPEATS: {
        g_autofree char *given = comparable(article->title_text);
        g_autofree char *found = comparable(text);
        bool is_same = strcmp(given, found) == 0;
        xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
        if (is_same && has_marks(heading) && !has_marks(headline)) {
            raise_heading(article, heading);
        } else {
            drop_heading(article, heading);
        }
        break;
    }
    }
}

/* A lower heading right above the title is its kicker. */
static void raise_kicker(Article *article, xmlNode *heading) {
    xmlNode *above = first_block(article);
    if (above == NULL || next_block(tree_body(article->tree), above) != heading ||
        node_heading_level(above) == 0 || tree_part(article->tree, ELEMENT_KICKER, false) != NULL) {
        return;
    }
    xmlNode *kicker = tree_part(article->tree, ELEMENT_KICKER, true);
    node_set_place(kicker, node_line(above), node_column(above));
    node_move_children(kicker, above);
    node_remove(above);
}

static xmlNode *choose_heading(const Article *article) {
    xmlNode *block = first_block(article);
    xmlNode *first_level = only_first_level(article, BLOCKS_BEFORE_TITLE);
    if (first_level != NULL || block == NULL) {
        return first_level;
    }
    if (node_heading_level(block) > 0) {
        return block;
    }
    first_level = only_first_level(article, BLOCKS_OF_A_PAGE);
    if (first_level != NULL) {
        return first_level;
    }
    return is_bold_line(block) ? block : heading_below_lines(article);
}

static void take_heading(Article *article) {
    xmlNode *heading = choose_heading(article);
    if (heading != NULL) {
        article->title_place = node_place(heading, article->display_path);
        article->title_source = TITLE_HEADING;
        raise_kicker(article, heading);
        raise_heading(article, heading);
    }
}

void find_headline(ArticleWork *work) {
    Article *article = work->article;
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, false);
    if (article->title_text != NULL && text_is_blank(article->title_text)) {
        g_clear_pointer(&article->title_text, g_free);
    }
    if (article->title_text == NULL) {
        if (headline != NULL) {
            node_remove(headline);
        }
        take_heading(article);
        return;
    }
    if (headline == NULL) {
        headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
        node_append(headline,
                    node_new_text(article->tree, article->title_text, strlen(article->title_text),
                                  article->title_place.line, article->title_place.column));
    }
    settle_given(article);
}
