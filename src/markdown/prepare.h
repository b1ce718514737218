/* The text before it is parsed: one pass over its lines finds what CommonMark does not know
 * (fences, kramdown's attribute lines) and what would make cmark slow. Such a line is fed to the
 * parser as an HTML comment that holds a character no text can have and the number of an edit, so
 * that all others keep their numbers and columns. Whether it was code all the time is the parser's
 * to say: then the line is put back. */
#ifndef GALLEY_MARKDOWN_PREPARE_H
#define GALLEY_MARKDOWN_PREPARE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
    EDIT_FENCE_OPENS,
    EDIT_FENCE_CLOSES,
    EDIT_ATTRIBUTES,   /* `{: .class}`: nothing */
    EDIT_WIDE_TABLE,   /* the row of dashes that would have made a table */
    EDIT_VERSE_INDENT, /* no marker: the spaces that a line of verse begins with, as no-break ones
                        */
} EditKind;

typedef struct {
    EditKind kind;
    size_t start_byte, length_bytes; /* what is replaced: never a line end */
    uint32_t line;                   /* of the text, from 1 */
    size_t fed_bytes;                /* of what a verse's indent is fed as */
} Edit;

/* A line that may begin a note: `[^label]: …`. */
typedef struct {
    const char *label;
    size_t length_bytes;
} NoteLabel;

typedef struct {
    GArray *edits;  /* Edit, in order */
    GArray *labels; /* NoteLabel, in order */
    bool is_ascii;
    const char *too_dense; /* why the text must not be parsed; NULL if it may */
    uint32_t dense_line;   /* of the text: where that shows */
} Prepared;

Prepared prepare_text(const char *text, size_t length_bytes);
void prepared_clear(Prepared *prepared);

/* What a space that begins a line of verse is fed as (a tab: four times), and how long that is. */
#define VERSE_SPACE "\xC2\xA0"
size_t verse_space_bytes(char space);

/* The marker that stands for an edit: begins with MARKER, then its index, then "-->". */
#define MARKER "<!--\x01"
/* The edit whose marker `literal` begins with; NULL if it is none. `length_bytes` gets the marker's
 * length. */
const Edit *edit_of_marker(const Prepared *prepared, const char *literal, size_t *length_bytes);

#endif
