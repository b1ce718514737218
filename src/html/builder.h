/* Grows a tree in document order and holds it to the vocabulary's content model: what may not stand
 * where it comes is given the element that it lacks (a paragraph around text among blocks, a list
 * around an item), or is refused, and then its content comes where it would have stood. Text that
 * comes in pieces becomes one node. */
#ifndef GALLEY_HTML_BUILDER_H
#define GALLEY_HTML_BUILDER_H

#include "model/node.h"

typedef struct {
    xmlDoc *tree;
    xmlNode *at;        /* the open element that takes what comes next */
    GPtrArray *implied; /* the open elements that nobody wrote, innermost last */
    GString *text;      /* of the next text node */
    uint32_t text_line, text_column;
    unsigned depth;   /* of `at` */
    unsigned links;   /* open a elements: a link holds no link, however deep */
    bool is_too_deep; /* something was refused because of LIMIT_TREE_DEPTH */
} Builder;

/* What comes goes into `parent`, which is never left. */
void builder_begin(Builder *builder, xmlDoc *tree, xmlNode *parent);
void builder_end(Builder *builder); /* closes all, frees the builder's own */
/* Goes on elsewhere, in a node that is linked. All that was implied is closed. */
void builder_move(Builder *builder, xmlNode *parent);

/* Opens an element (takes the node) where it may stand, void ones are closed at once. NULL if it
 * may stand nowhere here: the node is freed. */
xmlNode *builder_open(Builder *builder, xmlNode *node);
/* The same for an element that the text can do without: that it would be too deep is not noted. */
xmlNode *builder_try(Builder *builder, xmlNode *node);
/* A whole element where text may stand, refused nowhere (takes the node). */
void builder_put(Builder *builder, xmlNode *node);
/* Closes an element and what is still open in it. NULL and what is closed already are passed over.
 */
void builder_close(Builder *builder, const xmlNode *node);
/* Text: white space alone means nothing between blocks. Characters that XML 1.0 forbids (numeric
 * references make them) become U+FFFD. */
void builder_text(Builder *builder, const char *text, size_t length_bytes, uint32_t line,
                  uint32_t column);
/* Ends a line of thought where a block was taken off: the paragraph if it was implied, else a space
 * keeps the words apart. */
void builder_break(Builder *builder);
/* Makes a node of the text that has come so far. */
void builder_flush(Builder *builder);
/* Closes what was implied. */
void builder_settle(Builder *builder);

#endif
