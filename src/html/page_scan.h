/* What gumbo may be given of a whole page. Its time grows with the depth, and formatting elements
 * that nobody closes come again in every block; a page of the web is not refused for that, but
 * taken apart less finely. */
#ifndef GALLEY_HTML_PAGE_SCAN_H
#define GALLEY_HTML_PAGE_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t start_byte, length_bytes;
} PageSlice;

typedef struct {
    char *text;      /* the page, with spaces for all that is not to be parsed; line ends stay */
    GArray *scripts; /* PageSlice of the page: what JSON-LD scripts hold */
    unsigned scripts_left_out, drawings_left_out, fields_left_out;
    size_t tags_left_out;  /* past the bounds of depth and number; their content stays */
    size_t first_left_out; /* where the first of those stood, in bytes */
} PageScan;

PageScan page_scan(const char *html, size_t length_bytes);
void page_scan_clear(PageScan *scan);

#endif
