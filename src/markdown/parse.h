/* Feeding cmark. */
#ifndef GALLEY_MARKDOWN_PARSE_H
#define GALLEY_MARKDOWN_PARSE_H

#include "markdown/places.h"
#include "markdown/walk.h"

/* One line of running text into `parent`; every node of it stands at `place`. */
void parse_inline(xmlDoc *tree, xmlNode *parent, const char *text, Position place, const char *file,
                  Report *report);

#endif
