/* Word documents (.docx, .docm, .dotx; ECMA-376 and ISO/IEC 29500, Transitional and Strict). */
#ifndef GALLEY_READ_WORD_READER_H
#define GALLEY_READ_WORD_READER_H

#include "read/reader.h"

void word_read(const Source *source, Reading *into, Report *report);
Sniffed word_sniff(GBytes *bytes);

#endif
