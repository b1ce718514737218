/* The frame that every page stands in, and small steps for growing a page's tree. A page's names
 * and texts are its own copies: it may be made on any thread and freed on its own. */
#ifndef GALLEY_XHTML_PAGE_FRAME_H
#define GALLEY_XHTML_PAGE_FRAME_H

#include "xhtml/page.h"

typedef struct {
    const Issue *issue;
    const Dialect *dialect;
    const char *lang; /* of the page's text */
    bool is_rtl;
    const Language *language; /* in which Galley speaks on the page: the page's, else the issue's */
    const char *spoken_lang;  /* its tag where it is not the page's; NULL */
    xmlDoc *document;
    xmlNs *xhtml, *ops;
    xmlNode *body;
} Page;

/* html, head, and an empty body whose classes are `kind` ("article", "contents" …) and what a
 * stylesheet has to know of the script: "rtl"; "caps" where it has capitals, so that letters may be
 * raised and spaced; "cjk" with the language ("cjk ja"). `title` is the head's; a blank one becomes
 * the book's. */
void page_begin(Page *page, const Issue *issue, const Dialect *dialect, const char *lang,
                bool is_rtl, const char *kind, const char *title);
/* Serialises the page and frees its tree. */
GBytes *page_finish(Page *page);

/* A new last child in the parent's namespace; `class_name` and `text` may be NULL. */
xmlNode *page_add(xmlNode *parent, const char *name, const char *class_name);
xmlNode *page_add_text(xmlNode *parent, const char *name, const char *class_name, const char *text);
void page_append_text(xmlNode *parent, const char *text, size_t length_bytes);
void page_set(xmlNode *node, const char *name, const char *value);
void page_set_number(xmlNode *node, const char *name, size_t number);
/* What the node is: epub:type in a dialect that has it, and the role (NULL: none). */
void page_set_type(const Page *page, xmlNode *node, const char *epub_type, const char *role);
/* lang and xml:lang. */
void page_set_lang(xmlNode *node, const char *lang);
/* The language of an article's or a section's words on a page of another. Says nothing where it is
 * the same. */
void page_set_article_language(const Page *page, xmlNode *node, const Article *article);
/* Has the page's script slanted letters, and the article's none? */
bool page_leans_but_article_stands(const Page *page, const Article *article);
void page_set_section_language(const Page *page, xmlNode *node, const Section *section);

/* An element that holds one of Galley's words, in the language that the page speaks. */
xmlNode *page_add_word(const Page *page, xmlNode *parent, const char *name, const char *class_name,
                       Word word, const char *value);
/* <time>: a date in words, in the language that the page speaks. */
void page_add_date(const Page *page, xmlNode *parent, Date date);
/* The class of a line set large: "long" or "longest" if a word in it is too long to be set as large
 * as others; NULL. */
const char *page_class_of_large(const char *text);
/* Between facts on one line: " · ". */
void page_add_dot(xmlNode *parent);

/* An element with the class "byline": "By Ada and Bea"; the names are in the article's language.
 * False, and nothing, where nobody signs. */
bool page_add_byline(const Page *page, xmlNode *parent, const char *name, const Article *article);
/* <span class="minutes">4 minutes</span> */
void page_add_minutes(const Page *page, xmlNode *parent, const Article *article);

#endif
