/* Lines into blocks: what belongs together, and as what it is meant. Each block's words are joined
 * once, here; what they hold is for text_inlines.h. */
#ifndef GALLEY_READ_TEXT_BLOCKS_H
#define GALLEY_READ_TEXT_BLOCKS_H

#include "read/split_blocks.h"
#include "read/text_lines.h"

typedef enum {
    TEXT_PARAGRAPH,
    TEXT_HEADING, /* underlined */
    TEXT_LINES,   /* verse, an address: line by line */
    TEXT_LIST,    /* lines that begin with a mark, and those that go on from them */
    TEXT_QUOTATION,
    TEXT_NOTES, /* "[1] …" */
    TEXT_RULE,
    TEXT_PAGE, /* a form feed */
} TextBlockKind;

typedef struct {
    TextBlockKind kind;
    uint32_t first_line, end_line; /* of TextLines */
    uint32_t blank_before;
    char rule;        /* of a rule: its character */
    char mark;        /* of a list: '-' for bullets, '1', 'a' */
    const char *text; /* NUL-terminated; lines joined by spaces */
    uint32_t length_bytes;
} TextBlock;

typedef struct {
    const TextLines *lines;
    GArray *blocks; /* TextBlock */
    GStringChunk *words;
    bool is_too_dense; /* LIMIT_TEXT_BLOCKS was hit: the rest is in few blocks */
} TextBlocks;

TextBlocks *text_blocks_new(const TextLines *lines);
void text_blocks_free(TextBlocks *blocks);

/* The blocks as the split sees them; caller frees. */
SplitBlock *text_blocks_for_split(const TextBlocks *blocks);

/* The character of a line across: "-----", "* * *", "=-=-=", "-30-" ('3'); '\0': none. */
char text_rule_mark(const char *line, size_t length_bytes);
/* A line that begins a list's item: how its mark is, and how long; '\0': none. `number` is that of
 * '1' and 'a' marks. */
char text_item_mark(const char *line, size_t length_bytes, size_t *mark_bytes, unsigned *number);
/* The label of "[1] …" (or "[1]: "), and how long it is with its brackets and spaces; 0: none. */
size_t text_note_mark(const char *line, size_t length_bytes, size_t *label_bytes);
/* Appends lines [first, end) as one: joined by spaces where the script has them. `skip` bytes of
 * the first are left out. */
void text_join(GString *out, const TextLines *lines, size_t first, size_t end, size_t skip);

#endif
