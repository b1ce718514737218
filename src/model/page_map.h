/* The one thing that flows back from print: which page each place in the text stands on. An EPUB
 * takes its page-break markers and page list from it. */
#ifndef GALLEY_MODEL_PAGE_MAP_H
#define GALLEY_MODEL_PAGE_MAP_H

#include <glib.h>
#include <libxml/tree.h>

typedef struct {
    const xmlNode *node; /* a text node or block of an article's body */
    size_t offset_bytes; /* in the text node: the page begins before this byte */
    char *folio;         /* Roman or Arabic, unique: "7" */
} PageBreak;

/* Page breaks of one article in reading order. */
typedef struct {
    const char *article_id;
    GArray *breaks; /* PageBreak */
} PageMapArticle;

typedef struct {
    char *edition;          /* pageBreakSource: "Harbour Bell no 118, print edition, 2026-11-24" */
    GHashTable *by_article; /* article id -> PageMapArticle */
} PageMap;

PageMap *page_map_new(const char *edition);
void page_map_add(PageMap *map, const char *article_id, const xmlNode *node, size_t offset_bytes,
                  const char *folio);
const GArray *page_map_article(const PageMap *map, const char *article_id); /* NULL if none */
void page_map_free(PageMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageMap, page_map_free)

#endif
