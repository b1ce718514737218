/* The plain-text reader: one file, as many articles as it holds. */
#ifndef GALLEY_READ_TEXT_READER_H
#define GALLEY_READ_TEXT_READER_H

#include "read/reader.h"

void text_read(const Source *source, Reading *into, Report *report);

#endif
