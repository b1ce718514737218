/* In which encoding bytes were written that are not UTF-8: every encoding that Galley knows is
 * tried on a sample, and the one that makes the likeliest text (base/likelihood.h) is taken. */
#ifndef GALLEY_BASE_CHARSET_GUESS_H
#define GALLEY_BASE_CHARSET_GUESS_H

#include "base/encodings.h"

typedef struct {
    const Encoding *encoding;
    const Encoding *rival; /* one that reads otherwise and is nearly as likely; NULL: none is */
} CharsetGuess;

/* `declared` (an encoding's name, or NULL) is what the file says of itself; it counts, but bytes
 * that contradict it win. Time is linear, and little of it depends on the length. */
CharsetGuess charset_guess(const char *bytes, size_t length, const char *declared);

/* "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" where zero bytes stand as those encodings have
 * them in most languages; NULL where they do not. */
const char *charset_guess_wide(const char *bytes, size_t length);

/* Bytes that are mostly UTF-8, with the stray ones among them read as Windows-1252 and counted;
 * `first_stray` is where the first stands in the result. */
GString *charset_mixed_utf_8(const char *bytes, size_t length, size_t *strays, size_t *first_stray);

/* The encoding that a web page or an XML file names near its beginning: `<meta charset=…>`, `<meta
 * … content="text/html; charset=…">`, `<?xml … encoding=…?>`. NULL: none. Caller frees. */
char *charset_declared(const char *bytes, size_t length);

#endif
