/* A text that must not be parsed, as plain paragraphs. */
#ifndef GALLEY_MARKDOWN_PLAIN_H
#define GALLEY_MARKDOWN_PLAIN_H

#include "model/node.h"

/* Appends a paragraph for each run of lines between blank ones. */
void set_plain(xmlDoc *tree, xmlNode *parent, const char *text, size_t length_bytes,
               uint32_t first_line);

#endif
