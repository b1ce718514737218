/* URLs in running text, as GitHub's Markdown finds them: http, https, www; without the punctuation
 * that ends a sentence, with parentheses that are closed within them. */
#ifndef GALLEY_ENRICH_BARE_URLS_H
#define GALLEY_ENRICH_BARE_URLS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct {
    size_t start_bytes, end_bytes;
} UrlRange;

/* A search through one text, from its start to its end. */
typedef struct {
    const char *text;
    const char *colon, *www; /* the next "://" and "www."; NULL: there is none any more */
} UrlSearch;
UrlSearch url_search_new(const char *text);
/* The next URL that begins at or after `from_bytes`, which never goes back. */
bool url_search_next(UrlSearch *search, size_t from_bytes, UrlRange *range);

/* Is this text nothing but a URL? */
bool url_is_whole(const char *text);

#endif
