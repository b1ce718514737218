/* Where articles begin in a text that has nothing but lines: evidence is gathered for every short
 * line that stands above text, and weighed over the whole file. One plausible heading by itself is
 * no evidence; a dateline, a byline, the table of contents, or many headlines that are set alike
 * are. */
#ifndef GALLEY_READ_SPLIT_BLOCKS_H
#define GALLEY_READ_SPLIT_BLOCKS_H

#include "read/split.h"

typedef enum {
    SPLIT_BLOCK_TEXT,    /* a paragraph, or a line that stands alone */
    SPLIT_BLOCK_HEADING, /* a line that is marked as a heading: underlined */
    SPLIT_BLOCK_LINES,   /* lines kept as they are: verse, an address, a title in two lines */
    SPLIT_BLOCK_RULE,    /* a line across */
    SPLIT_BLOCK_PAGE,    /* a form feed */
    SPLIT_BLOCK_OTHER,   /* a list, a quotation, notes */
} SplitBlockKind;

typedef struct {
    SplitBlockKind kind;
    const char *text; /* its words, lines joined by spaces; borrowed; "" for rules */
    uint32_t length_bytes;
    uint32_t lines;        /* how many lines it has in the file */
    uint32_t blank_before; /* empty lines above it */
    uint32_t indent;       /* columns, of its first line */
    char rule;             /* the rule's character */
    bool is_centred;       /* each of its lines stands in the middle of the measure */
} SplitBlock;

/* What a block is in its article. */
typedef enum {
    SPLIT_ROLE_BODY,
    SPLIT_ROLE_PAGE_TITLE, /* the title, no part of an article */
    SPLIT_ROLE_KICKER,
    SPLIT_ROLE_HEADLINE,
    SPLIT_ROLE_DECK,
    SPLIT_ROLE_BYLINE,
    SPLIT_ROLE_OPENING, /* begins with the article's dateline, or is it */
    SPLIT_ROLE_CUTLINE,
    SPLIT_ROLE_SUBHEADING,
    SPLIT_ROLE_SIGNATURE, /* who wrote what stands above it */
    SPLIT_ROLE_DIVIDER,   /* a rule or form feed that only divides articles */
} SplitRole;

typedef struct {
    size_t first, end;  /* blocks */
    SplitReason reason; /* of the cut above it; none above the first */
} SplitArticle;

typedef struct {
    GArray *articles; /* SplitArticle, in order, without gaps; one at least if there are blocks */
    SplitRole *roles; /* one a block */
} Split;

Split *split_blocks(const SplitBlock *blocks, size_t count, SplitWish wish);
void split_free(Split *split);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Split, split_free)

#endif
