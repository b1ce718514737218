/* What stands above an article's text: the ways out of it, and the head that says what it is, who
 * wrote it, where and when. */
#include "xhtml/parts.h"

#include <string.h>

/* The ways lead to files, never to ids in them, and are words, not numbers: Kindle and Kobo open
 * anything else as a note (facts of their popups). */
static void add_way(const Page *page, xmlNode *line, Word word, const char *file) {
    if (line->children != NULL) {
        page_add_dot(line);
    }
    page_set(page_add_word(page, line, "a", NULL, word, NULL), "href", file);
}

static void add_article_way(const Page *page, xmlNode *line, Word word, const Article *article) {
    if (article != NULL) {
        g_autofree char *file = xhtml_article_file(article, page->dialect);
        add_way(page, line, word, file);
    }
}

void header_append_ways(const Page *page, const Article *article) {
    xmlNode *line = page_add(page_add(page->body, "nav", "ways"), "p", NULL);
    add_way(page, line, WORD_CONTENTS, page->dialect->contents);
    add_article_way(page, line, WORD_PREVIOUS, issue_previous_article(page->issue, article));
    add_article_way(page, line, WORD_NEXT, issue_next_article(page->issue, article));
}

static void add_section_name(const Page *page, xmlNode *head, const Article *article) {
    const Section *section = issue_section_of(page->issue, article);
    if (section == NULL) {
        return;
    }
    xmlNode *name = page_add_text(head, "p", "section", section->name);
    page_set_section_language(page, name, section);
}

/* A part of the tree with its marks and notes; nothing where the article has none. */
static void add_part(Text *text, xmlNode *head, Element part, const char *name,
                     const char *class_name) {
    const xmlNode *from = tree_part(text->article->tree, part, false);
    if (from != NULL && from->children != NULL) {
        text_append_children(text, page_add(head, name, class_name), from);
    }
}

/* An article that opens without a headline has none here: its title is its first words. */
static void add_headline(Text *text, xmlNode *head) {
    if (text->article->title_source == TITLE_OPENING) {
        return;
    }
    const xmlNode *headline = tree_part(text->article->tree, ELEMENT_HEADLINE, false);
    xmlNode *heading = page_add(head, "h1", page_class_of_large(text->article->title_text));
    if (headline != NULL && headline->children != NULL) {
        text_append_children(text, heading, headline);
    } else {
        page_append_text(heading, text->article->title_text, strlen(text->article->title_text));
    }
}

static void add_facts(const Page *page, xmlNode *head, const Article *article) {
    xmlNode *facts = page_add(head, "p", "facts");
    bool is_in_text = article->dateline != NULL; /* what the text says is said once */
    if (article->dateline_place != NULL && !is_in_text) {
        page_add_text(facts, "span", "place", article->dateline_place);
        page_add_dot(facts);
    }
    if (date_is_set(article->date) && !is_in_text) {
        page_add_date(page, facts, article->date);
        page_add_dot(facts);
    }
    page_add_minutes(page, facts, article);
}

void header_append(Text *text, xmlNode *to) {
    const Page *page = text->page;
    const Article *article = text->article;
    xmlNode *head = page_add(to, "header", NULL);
    if (article->is_draft) {
        page_add_word(page, head, "p", "draft", WORD_DRAFT, NULL);
    }
    add_section_name(page, head, article);
    add_part(text, head, ELEMENT_KICKER, "p", "kicker");
    add_headline(text, head);
    add_part(text, head, ELEMENT_DECK, "p", "deck");
    page_add_byline(page, head, "p", article);
    add_facts(page, head, article);
}
