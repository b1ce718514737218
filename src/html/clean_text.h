/* Text from parsers that resolve character references: these make characters that no XML may hold.
 */
#ifndef GALLEY_HTML_CLEAN_TEXT_H
#define GALLEY_HTML_CLEAN_TEXT_H

#include <glib.h>
#include <stddef.h>

/* Appends text with U+FFFD for what XML 1.0 forbids: C0 controls but tab and line ends, U+FFFE,
 * U+FFFF (which cmark writes as a byte that is no UTF-8). A carriage return is a line end. */
void append_clean_text(GString *out, const char *text, size_t length_bytes);

#endif
