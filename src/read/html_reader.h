/* The reader of web pages and of HTML that people write: the article inside the page, what the page
 * says of it, and at the top an index page, which gives the order of the others. */
#ifndef GALLEY_READ_HTML_READER_H
#define GALLEY_READ_HTML_READER_H

#include "read/reader.h"

void html_read(const Source *source, Reading *into, Report *report);

#endif
