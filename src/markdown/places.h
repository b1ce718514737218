/* From cmark's places (a line of what it was fed, a column in bytes) to the article's (a line of
 * its file, a column in characters). */
#ifndef GALLEY_MARKDOWN_PLACES_H
#define GALLEY_MARKDOWN_PLACES_H

#include "base/report.h"
#include "markdown/prepare.h"

#include <cmark-gfm.h>

typedef struct {
    uint32_t line, column; /* in the file, from 1; 0: unknown */
} Position;

typedef struct {
    const char *file;
    const char *text;
    size_t length_bytes;
    bool is_fixed; /* every node stands at `fixed`: its text is not the article's */
    Position fixed;
    uint32_t first_line; /* of the text, in the file */
    uint32_t fed_before; /* lines that the parser was fed before the text */
    const Prepared *prepared;
    GArray *line_starts;              /* size_t: byte offsets, made when asked for */
    uint32_t last_line;               /* the last answer, to go on from: of the text */
    size_t last_byte, last_character; /* in that line, from 0 */
    /* Of the block whose inlines are asked about: cmark 0.29 passes over the end of a line that a
     * backslash breaks without counting it. */
    size_t block_offset_bytes; /* before the block's first line begins */
    uint32_t inline_line;      /* the last answer, of the text */
    uint32_t uncounted_lines;  /* that cmark's line is short of */
    size_t uncounted_bytes;    /* that cmark's column is past its line's own */
} Places;

void places_begin(Places *places, const char *file, const char *text, size_t length_bytes,
                  uint32_t first_line, const Prepared *prepared);
void places_clear(Places *places);

/* Where the node begins. Unknown for what was fed before the text, and for line breaks. */
Position places_of(Places *places, const cmark_node *node);
/* The walk enters a block, or passes a line's end within it. */
void places_enter_block(Places *places, const cmark_node *block);
void places_pass_break(Places *places, bool is_hard);
/* A byte of the text. */
Position places_of_byte(Places *places, size_t byte);
/* The byte of the text at which the node's first line begins; false if it is not in the text. */
bool places_line_start(Places *places, const cmark_node *node, size_t *byte);
Place places_place(const Places *places, Position position);

#endif
