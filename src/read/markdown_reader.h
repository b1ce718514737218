/* The Markdown reader: one file, most often one article. */
#ifndef GALLEY_READ_MARKDOWN_READER_H
#define GALLEY_READ_MARKDOWN_READER_H

#include "read/reader.h"

/* Decodes the file, takes its front matter and its sidecar apart, parses the text and puts the lead
 * picture before it. */
void markdown_read(const Source *source, Reading *into, Report *report);

#endif
