/* An index.html at an issue's top that mostly links to its other files: it gives their order, and
 * is no article. */
#ifndef GALLEY_READ_INDEX_PAGE_H
#define GALLEY_READ_INDEX_PAGE_H

#include "html/page.h"
#include "read/reader.h"

/* Takes the order, and the page's title as the issue's, where the source is such a page. False: it
 * is an article like others. */
bool index_page_take(const Page *page, const Source *source, Reading *into, Report *report);

#endif
