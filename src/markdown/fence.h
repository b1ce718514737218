/* A line of three colons or more: `::: sidebar`, `::: {.sidebar}`, `:::: sidebar ::::`, `:::`. */
#ifndef GALLEY_MARKDOWN_FENCE_H
#define GALLEY_MARKDOWN_FENCE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum { FENCE_UNKNOWN, FENCE_PULLQUOTE, FENCE_SIDEBAR, FENCE_VERSE } FenceKind;

typedef struct {
    bool opens; /* else it closes the innermost that is open */
    FenceKind kind;
    const char *name; /* as written, of an opening one */
    size_t name_length;
    const char *rest; /* what stands after it (some tools put a title there), trimmed */
    size_t rest_length;
} FenceLine;

/* `line` without its indentation and its end. False if it is no such line. */
bool fence_parse(const char *line, size_t length_bytes, FenceLine *out);
const char *fence_kind_name(FenceKind kind);

#endif
