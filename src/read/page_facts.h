/* What a page says of its article where programs look: JSON-LD, Open Graph, meta elements. */
#ifndef GALLEY_READ_PAGE_FACTS_H
#define GALLEY_READ_PAGE_FACTS_H

#include "html/page.h"
#include "model/date.h"

/* Texts are owned, plain and collapsed; NULL: not said. */
typedef struct {
    char *title;        /* the likeliest of those that say nothing but a title */
    char *page_title;   /* <title>, with whatever stands around */
    GPtrArray *sites;   /* char *: names of the site and its publisher, its host without its end */
    GPtrArray *authors; /* char *: as said, sites among them */
    Date date, modified;
    char *lang;
    char *description;
    char *picture; /* an address */
    char *generator;
    char *address; /* its own: the page was there; NULL: it does not say */
} PageFacts;

void page_facts_read(const Page *page, PageFacts *facts);
void page_facts_clear(PageFacts *facts);

/* Is this the name of the site or its publisher, or the address of one? */
bool page_facts_is_site(const PageFacts *facts, const char *name);
/* A date as pages write it: of RFC 3339, with less or more, or in words. */
bool page_date_parse(const char *text, Date *date);
/* A text with character references as a text. Caller frees. */
char *page_decode(const char *text);

#endif
