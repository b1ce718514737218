/* What speaks for an article's beginning: the short lines above a piece of text, and how they look
 * beside all the others of the file. */
#ifndef GALLEY_READ_SPLIT_EVIDENCE_H
#define GALLEY_READ_SPLIT_EVIDENCE_H

#include "read/dateline.h"
#include "read/split_blocks.h"
#include "read/split_lines.h"

/* What a block is by itself. */
typedef struct {
    HeadlineLook look; /* of short ones; likeness 0 for all others */
    DatelineStrength dateline;
    bool dateline_is_line;
    bool is_byline, is_end_mark, is_caption, is_furniture, is_divider;
    bool is_signature;
    bool is_body; /* running text, a list, a quotation: what headlines stand above */
} BlockMark;
BlockMark *split_mark_blocks(const SplitBlock *blocks, size_t count); /* caller frees */

enum { NO_BLOCK = 0x7FFFFFFF };

/* An opening: the lines from `top` down to the first block of text, `body`. */
typedef struct {
    uint32_t top, headline, body; /* headline: NO_BLOCK if there is none */
    uint32_t heads[4];            /* lines that may be headline, kicker or deck, from above */
    uint32_t head_count;
    uint32_t gap; /* empty lines above `top` */
    bool has_byline, has_rule, has_end_mark, in_contents, is_first;
    bool has_signature;        /* a name stands above it, at the end of the text before */
    DatelineStrength dateline; /* that the text begins with, or that stands above it */
    HeadlineLook look;         /* of the headline */
    bool is_strong;            /* a headline with byline or dateline */
    bool is_cut;
    SplitReason reason;
} Opening;
GArray *split_find_openings(const SplitBlock *blocks, const BlockMark *marks, size_t count);

/* Sets in_contents of the openings that a table of contents at the file's top names. */
void split_match_contents(const SplitBlock *blocks, const BlockMark *marks, size_t count,
                          GArray *openings);

/* Sets is_cut and reason. */
void split_weigh(const SplitBlock *blocks, const BlockMark *marks, size_t count, GArray *openings);

#endif
