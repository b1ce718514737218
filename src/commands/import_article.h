/* One article as a Markdown file: front matter, then text. */
#ifndef GALLEY_COMMANDS_IMPORT_ARTICLE_H
#define GALLEY_COMMANDS_IMPORT_ARTICLE_H

#include "model/article.h"

/* The whole file. The article is as enrich_for_import left it, its pictures' src as they are to be
 * called; its lead picture goes into the front matter and out of the tree. `changed` grows by the
 * blocks that Markdown could not say exactly. Caller frees. */
char *import_article_text(const Article *article, size_t *changed);

#endif
