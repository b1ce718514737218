/* Signs of the fonts Symbol, Wingdings and Webdings, which have codes of their own, as Unicode. */
#ifndef GALLEY_READ_OFFICE_SYMBOLS_H
#define GALLEY_READ_OFFICE_SYMBOLS_H

#include <glib.h>

/* The text with those signs as Unicode has them: all of it in such a font, else what stands in the
 * private area where such fonts are put (U+F020 … U+F0FF), by Symbol if the font is not said. NULL:
 * nothing changes. Caller frees. */
char *office_symbols_replace(const char *font, const char *text, gsize length_bytes);

#endif
