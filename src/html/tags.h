/* What becomes of each HTML element. */
#ifndef GALLEY_HTML_TAGS_H
#define GALLEY_HTML_TAGS_H

#include "html/html.h"

typedef struct {
    const char *name;
    HtmlFate fate;
    Element element;        /* what it becomes, if kept */
    const char *class_name; /* that it gets, or NULL */
    bool is_block;          /* stands apart from the text around it */
    bool is_void;           /* has no content and no closing tag */
    bool is_raw;            /* its content is no markup: all up to its closing tag is text */
    bool is_silent;
} TagRule;

/* By the element's name, any case. An unknown element is unwrapped. */
TagRule tag_rule(const char *name, size_t length_bytes);

#endif
