/* URLs in running text, as GitHub's Markdown finds them: http, https, www; without the punctuation
 * that ends a sentence, with parentheses that are closed within them. */
#ifndef GALLEY_ENRICH_BARE_URLS_H
#define GALLEY_ENRICH_BARE_URLS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t start_bytes, end_bytes;
} UrlRange;

/* The first URL that begins at or after `from_bytes`. */
bool url_find(const char *text, size_t from_bytes, UrlRange *range);
/* Is this text nothing but a URL? */
bool url_is_whole(const char *text);

#endif
