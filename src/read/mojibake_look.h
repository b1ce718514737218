/* How unlike writing a place looks: a text in any language may end a capitalised word with É… or
 * begin one with É, but never has © or ¼ in the middle of a word. The likelihood of letters
 * (base/likelihood.h) does not see this in a text of a few words. */
#ifndef GALLEY_READ_MOJIBAKE_LOOK_H
#define GALLEY_READ_MOJIBAKE_LOOK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* How many pairs of neighbours between the characters before `start` and after `end` nobody writes:
 * the marks of a misreading. Bytes of `text`. */
unsigned mojibake_breaks(const char *text, size_t length_bytes, size_t start, size_t end);

/* Does `character`, a letter or a sign, belong to the letters that stand nearest to start … end,
 * which are of one script? A letter of another script does not, nor does a sign that is rare. */
bool mojibake_fits(const char *text, size_t length_bytes, size_t start, size_t end,
                   gunichar character);

/* Are start … end all signs, with no letter or digit beside them, as in a face made of signs? */
bool mojibake_is_apart(const char *text, size_t length_bytes, size_t start, size_t end);

/* Are start … end lines and blocks (U+2500 … U+259F) that stand in a drawing: no letter or digit
 * before them, and no word, or more lines, after them? */
bool mojibake_is_line_art(const char *text, size_t length_bytes, size_t start, size_t end);

/* Are start … end a character and signs such as end a word, all of them (é…”)? */
bool mojibake_is_closing(const char *text, size_t start, size_t end);

#endif
