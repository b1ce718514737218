/* Typography by language: what typewriters write as " ' -- ... becomes what the language's printers
 * set. Nothing is changed in a language that the table does not know, nothing in URLs, and what is
 * set already stays, so that a second pass finds nothing to do. */
#ifndef GALLEY_ENRICH_TYPOGRAPHY_H
#define GALLEY_ENRICH_TYPOGRAPHY_H

#include "model/language.h"

/* A plain text by itself: a title, an alt text, a correction. Caller frees. */
char *typography_of_text(const char *text, const Language *language);

/* The running text of a block in pieces: each from its first byte to the next one's. */
typedef enum { SPAN_TEXT, SPAN_OPENS_QUOTE, SPAN_CLOSES_QUOTE } SpanKind;

typedef struct {
    size_t start_bytes;
    const Language *language;
    SpanKind kind; /* the quotes are one '"' each that came from a q element */
} TextSpan;

/* Replace `length_bytes` from `offset_bytes` by `with`, which is static and not ended by a NUL. */
typedef struct {
    size_t offset_bytes, length_bytes;
    const char *with;
    size_t with_bytes;
} TextEdit;

/* What stands for something in running text that is no text: a picture, a piece of code. It reads
 * as a word. And for a line's end that the author set. */
#define TYPOGRAPHY_OBJECT "\xEF\xBF\xBC" /* U+FFFC */
#define TYPOGRAPHY_LINE "\xE2\x80\xA8"   /* U+2028 */

/* Appends to `edits` (TextEdit), in order, none overlapping, what is to be changed in `text`. */
void typography_find_edits(const char *text, size_t length_bytes, const TextSpan *spans,
                           size_t span_count, GArray *edits);

#endif
