/* What HTML of the web means, said in the vocabulary: captions of WordPress and MediaWiki,
 * galleries, pictures that load late, films, tables for layout, notes. For pages, and for the posts
 * of an export, which are an article already. */
#ifndef GALLEY_READ_PAGE_CONTENT_H
#define GALLEY_READ_PAGE_CONTENT_H

#include "html/page.h"
#include "model/article.h"
#include "read/page_furniture.h"

/* Decides what becomes of the nodes below `top` that are not dropped. `base`: the page's own
 * address, against which relative links are read; NULL: none is known. */
void page_settle_content(Page *page, uint32_t top, FurnitureTally *tally);
/* page_notes.c: calls and notes whose both ends are below `top`. */
void page_settle_notes(Page *page, uint32_t top);
/* page_figures.c: pictures with their cutlines, and alone in a block. */
void page_settle_figures(Page *page, uint32_t top);

/* Grows what stays below `top` at the end of the body, in paragraphs. */
void page_grow_body(const Page *page, uint32_t top, Article *article);

/* A post's HTML, which is nothing but the article, to the end of the body: all of the above, and
 * a note (a repair) on what was left out. `line` is that of its first line in the article's file.
 */
void post_content_append(Article *article, const char *html, size_t length_bytes, uint32_t line,
                         Report *report);

#endif
