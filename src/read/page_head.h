/* The head of an article on its page: title, people, date, deck, from what the page says for
 * programs and what it shows to people. */
#ifndef GALLEY_READ_PAGE_HEAD_H
#define GALLEY_READ_PAGE_HEAD_H

#include "read/page_facts.h"

typedef struct {
    char *title;         /* NULL: none is found */
    uint32_t title_node; /* the element that shows it; 0: none does */
    GPtrArray *authors;  /* char *: names, none of them the site's */
    Date date;
    uint32_t kicker_node, deck_node;
    uint32_t byline_node, date_node; /* lines that say nothing else; 0: there is none */
} PageHead;

/* The title and where it stands. Asked before anything of the page is dropped. What the page's
 * <title> says besides goes to the names of its site. */
void page_find_title(const Page *page, PageFacts *facts, PageHead *head);
/* The rest, with `top` as the article. */
void page_find_head(const Page *page, const PageFacts *facts, uint32_t top, PageHead *head);
void page_head_clear(PageHead *head);

/* Without the site's name, before or behind a stroke, a dash or a colon. Caller frees. */
char *page_title_without_site(const char *title, const PageFacts *facts, bool is_page_title);

#endif
