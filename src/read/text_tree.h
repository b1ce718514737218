/* Blocks of a plain text into an article's tree. */
#ifndef GALLEY_READ_TEXT_TREE_H
#define GALLEY_READ_TEXT_TREE_H

#include "model/article.h"
#include "read/text_blocks.h"

typedef struct {
    Article *article;
    const Issue *issue;
    const TextBlocks *blocks;
    const SplitRole *roles;
    uint32_t text_line; /* in the file, of the text's first line */
    bool has_picture;   /* the front matter names one, whose words the first cutline will be */
    Report *report;
} TextTree;

/* Grows the article's tree from blocks [first, end): its parts, its body, its notes; takes byline
 * and dateline where nothing is said of them. */
void text_tree_grow(const TextTree *tree, size_t first, size_t end);

#endif
