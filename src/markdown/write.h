/* The tree as Markdown of Galley's dialect, for import. A block that Markdown cannot say exactly is
 * written as HTML of the vocabulary: each block is read back and compared before it is taken. */
#ifndef GALLEY_MARKDOWN_WRITE_H
#define GALLEY_MARKDOWN_WRITE_H

#include "model/article.h"

/* Of the blocks of one article. */
typedef struct {
    size_t blocks;
    size_t changed; /* that read back otherwise in either form: their words are there, not all of
                       their shape */
} MarkdownWritten;

/* The body, without front matter, as a reader gave it (before enriching); ends with a newline.
 * Caller frees. Thread-safe. */
char *markdown_write(const Article *article, MarkdownWritten *written);

/* A headline, kicker, deck or cutline as one line of Markdown. Caller frees. */
char *markdown_write_line(const xmlNode *part);

/* The words of a figcaption and its credit as such lines; NULL where there is none. Caller frees.
 */
void markdown_write_cutline(const xmlNode *cutline, char **words, char **credit);

#endif
