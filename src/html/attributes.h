/* The attributes of an HTML element that the vocabulary lets through. */
#ifndef GALLEY_HTML_ATTRIBUTES_H
#define GALLEY_HTML_ATTRIBUTES_H

#include "model/node.h"

/* Sets one attribute as HTML gives it (name in lower case) on a node of the tree, if the element
 * may carry it and the value is one that it accepts; else nothing happens. */
void html_set_attribute(xmlNode *node, const char *name, const char *value);

#endif
