/* OpenDocument texts: .odt and .ott, and .fodt, which is one XML file. */
#ifndef GALLEY_READ_ODT_READER_H
#define GALLEY_READ_ODT_READER_H

#include "read/reader.h"

void odt_read(const Source *source, Reading *into, Report *report);
Sniffed odt_sniff(GBytes *bytes);
void fodt_read(const Source *source, Reading *into, Report *report);
Sniffed fodt_sniff(GBytes *bytes);

#endif
