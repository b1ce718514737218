/* Where a word may be divided: libhyphen's home, with the dictionaries that Debian's hyphen-*
 * packages put into one directory. Dictionaries are read when a language is first met. */
#ifndef GALLEY_PRINT_HYPHENATE_H
#define GALLEY_PRINT_HYPHENATE_H

#include <glib.h>
#include <stdbool.h>

/* One is used by one thread at a time. */
typedef struct Hyphenator Hyphenator;
Hyphenator *hyphenator_new(void);
void hyphenator_free(Hyphenator *hyphenator); /* NULL is fine */

/* Sets may_break[i] (of `count`) where a hyphen may stand after letter i. `letters`: one word, no
 * sign in it. A language without a dictionary divides nothing. */
void hyphenate(Hyphenator *hyphenator, const char *lang, const gunichar *letters, size_t count,
               bool *may_break);

#endif
