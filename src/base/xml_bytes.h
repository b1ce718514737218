/* XML that nobody has parsed yet, as bytes: what is to be known of it before a parser sees it. */
#ifndef GALLEY_BASE_XML_BYTES_H
#define GALLEY_BASE_XML_BYTES_H

#include <glib.h>
#include <stdbool.h>

/* The text in UTF-8, without a byte order mark. EPUB 3.3 (3.9), OOXML and ODF have their XML in
 * UTF-8 or UTF-16. NULL: it is in neither. It lives as long as `bytes` and `*converted`, which
 * keeps what had to be made and is the caller's to free. */
const char *xml_bytes_as_utf8(GBytes *bytes, char **converted, size_t *length_bytes);

/* One pass over the tags: does any carry more than `most` attributes? libxml2 compares each of an
 * element's attributes with each. What never ends is for the parser to report. */
bool xml_bytes_has_more_attributes(const char *text, size_t length_bytes, size_t most);

#endif
