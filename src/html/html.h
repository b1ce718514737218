/* HTML5 into the article's vocabulary: gumbo's home. Fragments for Markdown's raw HTML; whole pages
 * come with the web-page reader. Scripts, styles, handlers and comments never arrive; elements that
 * the vocabulary lacks are unwrapped or renamed (font, center, big, tt, strike, h1 …) and named to
 * the report once each. Depth and size are capped before gumbo sees the text (gumbo is quadratic in
 * depth). */
#ifndef GALLEY_HTML_HTML_H
#define GALLEY_HTML_HTML_H

#include "model/article.h"

/* Parses `html` (valid UTF-8) as the content of a block of the body and appends what comes out to
 * `parent`, which may be inline: then blocks are unwrapped. Places count from line, column of its
 * start. `file` is the places' file. What the vocabulary refuses is reported; nothing fails. */
void html_append_fragment(xmlDoc *tree, xmlNode *parent, const char *html, size_t length_bytes,
                          const char *file, uint32_t line, uint32_t column, Report *report);

#endif
