/* The encoding that a page says it is written in: a hint, for pages are saved in others. */
#ifndef GALLEY_HTML_PAGE_ENCODING_H
#define GALLEY_HTML_PAGE_ENCODING_H

#include <stddef.h>

/* By <meta charset>, <meta content="…charset=…"> or the XML declaration within the first bytes, as
 * the name that iconv knows; the Encoding Standard's word on what labels mean in pages is kept
 * (iso-8859-1 is windows-1252). NULL: it says nothing, or nothing that is known. Caller frees. */
char *page_declared_encoding(const char *bytes, size_t length_bytes);

#endif
