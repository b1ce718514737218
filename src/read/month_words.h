/* The months' names as datelines have them: in any language, whole or cut short, without memory of
 * its own, for it is asked of many words. */
#ifndef GALLEY_READ_MONTH_WORDS_H
#define GALLEY_READ_MONTH_WORDS_H

#include <stddef.h>

/* The month (1 to 12) that a word names, whole or cut to three letters or more; 0: none, or one of
 * several. */
unsigned month_of_word(const char *word, size_t length_bytes);

#endif
