/* The language of a text, by its script, its letters and its frequent words. */
#ifndef GALLEY_ENRICH_TELL_LANGUAGE_H
#define GALLEY_ENRICH_TELL_LANGUAGE_H

#include <glib.h>
#include <stdbool.h>

/* A tag, or NULL: unsure. `is_rtl`: whether most of the text runs from the right, whatever it is.
 * `text` is valid UTF-8. */
const char *tell_language(const char *text, bool *is_rtl);

/* Is the text in letters that the language of this tag is not written in? No, if it is not known in
 * which it is. */
bool text_denies_language(const char *text, const char *tag);

/* The same as tell_language of a text in Latin letters. */
const char *tell_latin(const char *text);
/* Is the language of this tag among those that tell_latin may tell? */
bool tell_latin_knows(const char *tag);

/* How many of the characters of `text` beyond ASCII are among `letters`. */
size_t text_count_letters(const char *text, const char *letters);

#endif
