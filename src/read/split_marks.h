/* What both ways of telling articles apart do to an article that is cut. */
#ifndef GALLEY_READ_SPLIT_MARKS_H
#define GALLEY_READ_SPLIT_MARKS_H

#include "read/reader.h"

/* Marks the dateline that a paragraph begins with (span.dateline; p.dateline where it is all of
 * it), as it is written, and takes its day for the article's date where none is said. */
void split_take_dateline(Article *article, xmlNode *paragraph, const Issue *issue);

void split_add_fact(Reading *into, const char *key, const char *value, Place place);

#endif
