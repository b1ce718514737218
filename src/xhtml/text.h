/* From an article's tree to XHTML: the one place where every kind of node is given its markup. */
#ifndef GALLEY_XHTML_TEXT_H
#define GALLEY_XHTML_TEXT_H

#include "xhtml/page_frame.h"

typedef struct {
    const Page *page;
    const Article *article;
    GHashTable *first_calls; /* note id -> the first of its calls, a const xmlNode *; NULL: no notes
                              */
    const GArray *breaks;    /* PageBreak, of this article; NULL: none */
    guint next_break;        /* the first that has not been met */
    guint next_marker;       /* the first met that has no marker yet */
} Text;

void text_begin(Text *text, const Page *page, const Article *article);
void text_end(Text *text);

/* The children of a part of the tree (headline, kicker, deck, body, a note's aside) to the end of
 * `to`. Notes are passed over: they are written by notes.h. */
void text_append_children(Text *text, xmlNode *to, const xmlNode *from);
/* `first` and what stands after it among its siblings; `first` may be NULL. */
void text_append_siblings(Text *text, xmlNode *to, const xmlNode *first);
/* An element with the name and the attributes of one in the tree, without its children; with other
 * classes (NULL: none). */
xmlNode *text_add_copy(xmlNode *to, const xmlNode *from);
xmlNode *text_add_like(xmlNode *to, const xmlNode *from, const char *classes);
#define BIT(symbol) (1u << ATTRIBUTE_##symbol)
/* The attributes of a node in the tree but for a set of them. */
void text_copy_attributes(xmlNode *to, const xmlNode *from, unsigned left_out);

#endif
