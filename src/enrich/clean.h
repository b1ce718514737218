/* What clean.c and the two files that repair an element's children share. */
#ifndef GALLEY_ENRICH_CLEAN_H
#define GALLEY_ENRICH_CLEAN_H

#include "enrich/steps.h"

typedef struct {
    ArticleWork *work;
    xmlDoc *tree;
    unsigned open[ELEMENT_COUNT]; /* how many of each are around the node in hand */
    unsigned copies;              /* elements made by splitting others */
} Cleaner;

/* nesting.c: makes every child of `parent`, whose own descendants are sound, one that it may hold.
 * Blocks in a paragraph or in running text leave it: then `parent` itself is split, and gone. False
 * if it is. */
bool settle_children(Cleaner *cleaner, xmlNode *parent);
/* Wraps what runs loose among the blocks of `parent` in paragraphs. */
void settle_blocks(Cleaner *cleaner, xmlNode *parent);

/* parts.c: the same for parents that hold only parts of their own: lists, tables and their rows. */
void settle_parts(Cleaner *cleaner, xmlNode *parent);

bool clean_is_blank_text(const xmlNode *node);
void clean_report_moved(Cleaner *cleaner, const xmlNode *child, const xmlNode *parent);
/* A new `element` at the place of `node`, put in before it. */
xmlNode *clean_insert_parent(Cleaner *cleaner, xmlNode *node, Element element);
void clean_move_to_end(xmlNode *parent, xmlNode *node);

#endif
