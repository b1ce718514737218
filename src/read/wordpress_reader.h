/* The reader of WordPress exports (and of feeds, which are the same without what WordPress adds):
 * each post that is published is an article, the oldest first. */
#ifndef GALLEY_READ_WORDPRESS_READER_H
#define GALLEY_READ_WORDPRESS_READER_H

#include "read/reader.h"

void wordpress_read(const Source *source, Reading *into, Report *report);
Sniffed wordpress_sniff(GBytes *bytes);

#endif
