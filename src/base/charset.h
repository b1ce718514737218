/* Bytes to UTF-8. BOMs and valid UTF-8 are taken at their word; other bytes are read as
 * Windows-1252 with a warning, or as the `encoding:` that the editor named. Line ends become \n,
 * NUL and other control characters but tab are dropped and counted in one repair; lines keep their
 * numbers. */
#ifndef GALLEY_BASE_CHARSET_H
#define GALLEY_BASE_CHARSET_H

#include "base/report.h"

/* `encoding` may be NULL. Never fails: what cannot be decoded is U+FFFD and reported. The result is
 * valid UTF-8, NUL-terminated, without BOM; caller frees. */
char *charset_decode(GBytes *bytes, const char *encoding, const char *file, Report *report,
                     size_t *length_bytes);

/* The same in two steps, for text in which U+0080 … U+009F may yet be of use: read leaves control
 * characters other than NUL and line ends as they are, clean takes them out. `text` is valid UTF-8
 * and consumed. */
char *charset_read(GBytes *bytes, const char *encoding, const char *file, Report *report,
                   size_t *length_bytes);
char *charset_clean_take(char *text, size_t *length_bytes, const char *file, Report *report);

#endif
