/* How much of a page's text is prose, and how much leads elsewhere. */
#ifndef GALLEY_READ_PAGE_MEASURE_H
#define GALLEY_READ_PAGE_MEASURE_H

#include "html/page.h"

/* Of all that stays below a node. Characters are counted without white space, an ideograph as two.
 */
typedef struct {
    uint32_t characters;
    uint32_t in_links;
    uint32_t prose; /* outside links, in blocks that read like sentences */
    uint16_t links, pictures, fields, items;
} Measure;

/* One for each node of the page; caller frees. What is dropped counts nothing. */
Measure *page_measure(const Page *page);
/* Is it the address of a picture's file? */
bool page_is_picture_address(const char *href);
/* The part of the characters that stands in links, of 100. */
unsigned measure_link_percent(const Measure *measure);

#endif
