/* Mojibake that a web page has as character references: "&acirc;&euro;&trade;" is ’. */
#ifndef GALLEY_READ_MOJIBAKE_REFERENCES_H
#define GALLEY_READ_MOJIBAKE_REFERENCES_H

#include <stddef.h>

/* The text with the references that may be bytes of a sequence as the characters that they stand
 * for, which says the same in HTML; NULL where there is none. Caller frees. */
char *mojibake_expand_references(const char *text, size_t length_bytes);

#endif
