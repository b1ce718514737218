/* The encodings that Galley knows by name, and what their bytes are: those of one byte a character
 * from a table, the others through the C library's iconv. */
#ifndef GALLEY_BASE_ENCODINGS_H
#define GALLEY_BASE_ENCODINGS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    const char *name;       /* as it is told: "Windows-1252", "Shift_JIS" */
    const char *iconv_name; /* NULL: of one byte a character */
    const char *characters; /* UTF-8: those of the bytes 80 … FF; NULL where iconv knows */
    unsigned rarity;        /* among files that are not UTF-8, in thirds of a bit */
} Encoding;

size_t encoding_count(void);
const Encoding *encoding_get(size_t index);

/* By any common spelling: "latin-1", "cp1252", "WIN1251", "sjis", "x-mac-roman". Names of
 * ISO-8859-1 mean Windows-1252, as they do on the web. NULL: none of these. */
const Encoding *encoding_find(const char *spelling);

/* The characters of the 256 bytes, of an encoding of one byte a character; U+FFFD where there is
 * none. */
void encoding_fill(const Encoding *encoding, gunichar characters[256]);

/* From an encoding that iconv knows, to the end whatever stands in the way: what cannot be read is
 * U+FFFD and counted; `first_bad` is where the first stands in the result. The result may hold NUL
 * and numbers that are no characters. */
GString *encoding_convert(const char *bytes, size_t length, const char *iconv_name, size_t *bad,
                          size_t *first_bad);

#endif
