/* Which part of a page is the article: the part where its prose is densest, with what belongs to
 * it beside it, without what stands between its paragraphs and is none of it. */
#ifndef GALLEY_READ_PAGE_ARTICLE_H
#define GALLEY_READ_PAGE_ARTICLE_H

#include "read/page_furniture.h"

typedef struct {
    uint32_t top;  /* what stays below it is the article */
    bool is_whole; /* nothing on the page looks like furniture: its whole body is the article */
} PageArticle;

/* Drops all that is no part of the article. `title` is the heading that is its title, 0: none is
 * known. `is_document`: a text processor wrote the page. */
PageArticle page_find_article(Page *page, uint32_t title, bool is_document, FurnitureTally *tally);

/* page_trim.c: drops what is no part of an article below `top`: labels and what they head, lists of
 * links, share buttons, trackers. */
void page_trim(Page *page, const Measure *measures, uint32_t top, FurnitureTally *tally);
/* Drops the signs behind headings that lead to the headings themselves. */
void page_drop_permalinks(Page *page);
/* Drops pictures that nobody is to see: of one pixel, or of a counter. */
void page_drop_trackers(Page *page, uint32_t top, FurnitureTally *tally);

#endif
