/* A plain text as lines, measured: how wide each is, how far it is set in, and at what measure the
 * text was wrapped by its machine, if it was. */
#ifndef GALLEY_READ_TEXT_LINES_H
#define GALLEY_READ_TEXT_LINES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    uint32_t start_byte, length_bytes; /* of the words: white space around them left out */
    uint32_t indent;                   /* columns before them; a tab goes to the next eighth */
    uint32_t width;                    /* columns of the words; ideographs take two */
    uint32_t first_word;               /* columns of the first word, as it could be wrapped */
    bool begins_page;                  /* a form feed stands in it */
} TextLine;

typedef struct {
    const char *text;
    TextLine *lines;
    size_t count;
    uint32_t measure; /* columns at which lines end; 0: paragraphs are lines */
} TextLines;

/* `text`: valid UTF-8, \n line ends; borrowed. `begins_page` is for the caller to
 * set: decoding has taken form feeds out. */
TextLines text_lines_new(const char *text, size_t length_bytes);
void text_lines_clear(TextLines *lines);

static inline const char *text_line_words(const TextLines *lines, size_t index) {
    return lines->text + lines->lines[index].start_byte;
}

static inline bool text_line_is_blank(const TextLines *lines, size_t index) {
    return lines->lines[index].length_bytes == 0;
}

/* Does line `index` end only because the first word of the next did not fit in? */
bool text_line_is_wrapped(const TextLines *lines, size_t index);

/* Columns of a text; and whether it stands in a script whose lines need no spaces to be joined. */
uint32_t text_columns(const char *text, size_t length_bytes);

#endif
