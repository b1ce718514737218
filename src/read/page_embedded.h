/* Pictures that a page holds in itself, as programs write it that save a page into one file. */
#ifndef GALLEY_READ_PAGE_EMBEDDED_H
#define GALLEY_READ_PAGE_EMBEDDED_H

#include "html/page.h"
#include "read/page_furniture.h"
#include "read/reader.h"

/* Each data: picture that stays below `top` becomes an asset of the article, and its src the
 * asset's path; what is too small to show anything, or no picture, is dropped and counted. */
void page_take_embedded(Page *page, uint32_t top, Article *article, Reading *into,
                        FurnitureTally *tally);

#endif
