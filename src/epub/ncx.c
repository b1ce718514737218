/* The contents as EPUB 2 readers know them (NCX 2005-1; OPF 2.0.1, 2.4.1). Without it Adobe's
 * reader shows none. The same entries and order as the navigation document. */
#include "epub/book.h"
#include "epub/markup.h"
#include "xhtml/serialise.h"

#include <string.h>

#define NCX_NAMESPACE "http://www.daisy.org/z3986/2005/ncx/"

typedef struct {
    const Book *book;
    xmlNode *map;     /* navMap */
    xmlNode *section; /* the navPoint of the section that was opened last */
    xmlNode *pages;   /* pageList; NULL without a print edition */
    size_t order;     /* places in reading order, counted through both lists */
} Ncx;

static void add_text(xmlNode *parent, const char *element, const char *text) {
    markup_add(markup_add(parent, element, NULL), "text", text);
}

static void add_meta(xmlNode *head, const char *name, const char *content) {
    xmlNode *meta = markup_add(head, "meta", NULL);
    markup_set(meta, "name", name);
    markup_set(meta, "content", content);
}

/* What navPoints and pageTargets have in common. */
static void fill_point(Ncx *ncx, xmlNode *point, const char *id, const char *label,
                       const char *target) {
    markup_set(point, "id", id);
    markup_set_number(point, "playOrder", ++ncx->order);
    add_text(point, "navLabel", label);
    markup_set(markup_add(point, "content", NULL), "src", target);
}

static void add_point(Ncx *ncx, const BookPage *page) {
    bool is_within = page->kind == PAGE_ARTICLE && page->section != NULL;
    xmlNode *point = markup_add(is_within ? ncx->section : ncx->map, "navPoint", NULL);
    g_autofree char *name = book_page_name(page);
    fill_point(ncx, point, page->item_id, name, page->file);
    const char *lang = book_page_lang(page);
    if (strcmp(lang, ncx->book->issue->lang) != 0) {
        markup_set_xml_lang(point->children, lang);
    }
    if (page->kind == PAGE_SECTION) {
        ncx->section = point;
    }
}

static bool is_arabic(const char *folio) {
    return folio[0] != '\0' && strspn(folio, "0123456789") == strlen(folio);
}

static void add_pages(Ncx *ncx, const BookPage *page) {
    const GArray *breaks = book_page_breaks(page);
    for (guint i = 0; breaks != NULL && i < breaks->len; i++) {
        const char *folio = g_array_index(breaks, PageBreak, i).folio;
        g_autofree char *id = xhtml_page_id(folio);
        g_autofree char *target = g_strconcat(page->file, "#", id, NULL);
        xmlNode *point = markup_add(ncx->pages, "pageTarget", NULL);
        markup_set(point, "type", is_arabic(folio) ? "normal" : "front");
        if (is_arabic(folio)) {
            markup_set(point, "value", folio);
        }
        fill_point(ncx, point, id, folio, target);
    }
}

static void count_pages(const Book *book, size_t *total, uint64_t *most) {
    for (guint i = 0; i < book->pages->len; i++) {
        const GArray *breaks = book_page_breaks(book->pages->pdata[i]);
        for (guint k = 0; breaks != NULL && k < breaks->len; k++) {
            const char *folio = g_array_index(breaks, PageBreak, k).folio;
            *total += 1;
            *most = MAX(*most, is_arabic(folio) ? g_ascii_strtoull(folio, NULL, 10) : 0);
        }
    }
}

static void add_head(xmlNode *root, const Book *book) {
    xmlNode *head = markup_add(root, "head", NULL);
    size_t total = 0;
    uint64_t most = 0;
    count_pages(book, &total, &most);
    g_autofree char *total_text = g_strdup_printf("%" G_GSIZE_FORMAT, total);
    g_autofree char *most_text = g_strdup_printf("%" G_GUINT64_FORMAT, most);
    add_meta(head, "dtb:uid", book->issue->identifier);
    add_meta(head, "dtb:depth", book_find_page(book, PAGE_SECTION) != NULL ? "2" : "1");
    add_meta(head, "dtb:totalPageCount", total_text);
    add_meta(head, "dtb:maxPageNumber", most_text);
}

GBytes *book_ncx(void *book_pointer, GError **error) {
    (void)error;
    const Book *book = book_pointer;
    xmlDoc *document = markup_new("ncx", NCX_NAMESPACE);
    xmlNode *root = markup_root(document);
    markup_set(root, "version", "2005-1");
    markup_set_xml_lang(root, book->issue->lang);
    if (book->issue->is_rtl) {
        markup_set(root, "dir", "rtl");
    }
    add_head(root, book);
    add_text(root, "docTitle", book->issue->dc_title);
    Ncx ncx = {.book = book, .map = markup_add(root, "navMap", NULL)};
    ncx.pages = book_has_page_breaks(book) ? markup_add(root, "pageList", NULL) : NULL;
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        if (book_page_is_listed(page)) {
            add_point(&ncx, page);
            add_pages(&ncx, page);
        }
    }
    GBytes *bytes = xhtml_serialise(document, BOOK_SERIALISE_XML);
    xmlFreeDoc(document);
    return bytes;
}
