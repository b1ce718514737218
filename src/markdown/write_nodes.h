/* Parts of the tree as cmark's nodes, which its renderer writes with all that must be escaped. */
#ifndef GALLEY_MARKDOWN_WRITE_NODES_H
#define GALLEY_MARKDOWN_WRITE_NODES_H

#include "model/node.h"

#define CMARK_NO_SHORT_NAMES /* NODE_LIST is a kind of the tree's */
#include <cmark-gfm.h>

/* A block, and what is in it, to the end of `parent`. What Markdown has no form for is HTML. */
void write_block(cmark_node *parent, const xmlNode *block);
/* The running text in `element`, and one node of it. */
void write_inlines(cmark_node *parent, const xmlNode *element);
void write_inline(cmark_node *parent, const xmlNode *node);
/* Running text as Markdown without a line end, but where br stands: there by itself, if lines are
 * kept. Caller frees. */
char *write_lines(const xmlNode *stanza);
/* `cutline | credit`, for an image's title. Caller frees. */
char *write_cutline(const xmlNode *cutline);
/* An element as vocabulary HTML without an empty line in it. Caller frees. */
char *write_html(const xmlNode *element);
/* What the renderer makes of a document node; takes it. Caller frees. */
char *write_render(cmark_node *document);

#endif
