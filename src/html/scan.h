/* What gumbo may be given: its time grows with the square of the depth, and it builds formatting
 * elements again in every block that they are left open in. So a fragment is looked over first. */
#ifndef GALLEY_HTML_SCAN_H
#define GALLEY_HTML_SCAN_H

#include "base/report.h"

typedef struct {
    const char *too_much; /* why gumbo must not see it: "is nested …"; NULL if it may */
    char *blanked; /* the same text with spaces for all that is dropped with its content (line ends
                      stay, so that places do); NULL if nothing is. Freed by the caller */
} HtmlScan;

/* What is dropped is reported, places counted from line, column of the fragment's start. */
HtmlScan html_scan(const char *html, size_t length_bytes, const char *file, uint32_t line,
                   uint32_t column, Report *report);

/* The text without its tags, with `<` as `&lt;` so that nothing new becomes one. Caller frees. */
char *html_strip_tags(const char *html, size_t length_bytes);

#endif
