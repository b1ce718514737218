/* Attributes as gumbo reads them. */
#ifndef GALLEY_HTML_GUMBO_ATTRIBUTES_H
#define GALLEY_HTML_GUMBO_ATTRIBUTES_H

#include "model/node.h"

#include <gumbo.h>

/* Those that the vocabulary lets through. */
void html_set_gumbo_attributes(xmlNode *node, const GumboVector *attributes);
/* The same from the text of a tag, from past its name to its end. */
void html_set_tag_attributes(xmlNode *node, const char *rest_of_tag, size_t length_bytes);

#endif
