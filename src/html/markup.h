/* The tags in a piece of HTML, found as HTML5's tokeniser finds them (13.2.5) and no more. */
#ifndef GALLEY_HTML_MARKUP_H
#define GALLEY_HTML_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
    MARKUP_START,
    MARKUP_END,
    MARKUP_NOTHING, /* comment, declaration, processing instruction */
} MarkupKind;

typedef struct {
    MarkupKind kind;
    size_t start, end; /* from '<' to past '>'; the text's end if it is never closed */
    const char *name;  /* of a tag, as written */
    size_t name_length;
    size_t attribute_bytes; /* of a tag: all past its name but the values */
    bool is_complete;       /* its '>' is there */
} Markup;

/* The next markup at or after `from`. False: there is none. */
bool markup_next(const char *html, size_t length_bytes, size_t from, Markup *out);
/* Where the next closing tag of that name begins, the text's end if there is none. */
size_t markup_find_end(const char *html, size_t length_bytes, size_t from, const char *name,
                       size_t name_length);

#endif
