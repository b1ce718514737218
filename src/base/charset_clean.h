/* What decoded text may not hold. */
#ifndef GALLEY_BASE_CHARSET_CLEAN_H
#define GALLEY_BASE_CHARSET_CLEAN_H

#include "base/report.h"

/* The line and column of a byte of text or of bytes that are not decoded yet. */
Place charset_place(const char *file, const char *bytes, size_t offset);

/* Does NFC change this character, or what it stands beside? Sure if no, else to be tried. */
bool charset_may_compose(gunichar character);

#endif
