/* An article, and the pages around the articles, as XHTML pages in a dialect. Pages are built as
 * libxml2 trees with real namespaces from the read-only issue and go through the one serialiser.
 * Thread-safe after issue_seal. */
#ifndef GALLEY_XHTML_PAGE_H
#define GALLEY_XHTML_PAGE_H

#include "model/issue.h"
#include "model/page_map.h"

/* What differs between the outputs that are made of pages (EPUB now; kepub and site later). */
typedef struct {
    const char *suffix;      /* ".xhtml" */
    const char *stylesheet;  /* "book.css" */
    const char *pictures;    /* directory of pictures: "images/" */
    const char *contents;    /* "contents.xhtml" */
    bool epub_types;         /* epub:type beside role */
    bool narrow_space;       /* U+202F is kept */
    const PageMap *page_map; /* NULL: no page breaks */
} Dialect;

/* One article: navigation line (contents, previous, next), section, kicker, headline, deck, byline,
 * dateline and date, reading minutes, text, corrections, licence, notes. */
GBytes *xhtml_article_page(const Issue *issue, const Article *article, const Dialect *dialect);
GBytes *xhtml_cover_page(const Issue *issue, const Dialect *dialect); /* picture, or typographic */
GBytes *xhtml_contents_page(const Issue *issue,
                            const Dialect *dialect); /* reads like a magazine's */
GBytes *xhtml_section_page(const Issue *issue, const Section *section, const Dialect *dialect);
GBytes *xhtml_imprint_page(const Issue *issue, const Dialect *dialect);

/* File names of the pages, without a directory. Callers free. */
char *xhtml_article_file(const Article *article, const Dialect *dialect);
char *xhtml_section_file(const Section *section, const Dialect *dialect);
/* Is there anything to say on an imprint page? It is always made: at least title and date stand on
 * it. */

/* The title of an article as inline nodes for a foreign tree (nav, contents): marks kept, note
 * calls and links dropped, in <em class="opening"> where the title is the text's opening. Appended
 * to `parent`. */
void xhtml_append_title(xmlNode *parent, const Article *article);

/* The id that marks the place where a folio begins: "page-7". Caller frees. */
char *xhtml_page_id(const char *folio);

#endif
