/* The language of a text, by its script, its letters and its frequent words. */
#ifndef GALLEY_ENRICH_TELL_LANGUAGE_H
#define GALLEY_ENRICH_TELL_LANGUAGE_H

#include <glib.h>
#include <stdbool.h>

/* A tag, or NULL: unsure. `is_rtl`: whether most of the text runs from the right, whatever it is.
 * `text` is valid UTF-8. */
const char *tell_language(const char *text, bool *is_rtl);

/* The same of a text in Latin letters. */
const char *tell_latin(const char *text);

/* How many of the characters of `text` beyond ASCII are among `letters`. */
size_t text_count_letters(const char *text, const char *letters);

#endif
