/* The CSS that e-readers survive: a closed list of CSS 2.1 properties, values and selectors
 * (Adobe's reader drops the whole book at an unknown value; Kindle at a variable). Themes are held
 * to it. */
#ifndef GALLEY_STYLE_BOOK_CSS_H
#define GALLEY_STYLE_BOOK_CSS_H

#include "base/report.h"

#include <stddef.h>

/* Reports css-unsafe for everything outside the list, at its line and column in `file`. */
void book_css_check(const char *css, size_t length_bytes, const char *file, Report *report);

#endif
