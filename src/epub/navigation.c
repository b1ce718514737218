/* The navigation document: EPUB 3.3, 7. Contents two levels deep in the spine's order, landmarks
 * with one epub:type each, and the list of printed pages where there is a print edition. */
#include "epub/book.h"
#include "epub/markup.h"
#include "xhtml/serialise.h"

#include <string.h>

#define XHTML_NAMESPACE "http://www.w3.org/1999/xhtml"
#define OPS_NAMESPACE "http://www.idpf.org/2007/ops"

static void set_language(xmlNode *node, const char *lang) {
    markup_set(node, "lang", lang);
    markup_set_xml_lang(node, lang);
}

/* Direction is said wherever the language is, so that neither is guessed from the other. */
static void set_language_of_page(xmlNode *node, const BookPage *page) {
    const Issue *issue = page->book->issue;
    const char *lang = book_page_lang(page);
    if (strcmp(lang, issue->lang) == 0) {
        return;
    }
    set_language(node, lang);
    bool is_rtl = page->kind == PAGE_ARTICLE ? page->article->is_rtl : language_tag_is_rtl(lang);
    if (is_rtl != issue->is_rtl) {
        markup_set(node, "dir", is_rtl ? "rtl" : "ltr");
    }
}

static xmlNode *add_nav(xmlNode *body, const char *type, const char *role) {
    xmlNode *nav = markup_add(body, "nav", NULL);
    xmlNs *ops = xmlSearchNsByHref(body->doc, body, BAD_CAST OPS_NAMESPACE);
    markup_set_in(nav, ops, "type", type);
    if (role != NULL) {
        markup_set(nav, "role", role);
    }
    return nav;
}

static xmlNode *add_link(xmlNode *list, const char *href) {
    xmlNode *link = markup_add(markup_add(list, "li", NULL), "a", NULL);
    markup_set(link, "href", href);
    return link;
}

/* Returns the list item. */
static xmlNode *add_entry(xmlNode *list, const BookPage *page) {
    xmlNode *link = add_link(list, page->file);
    set_language_of_page(link, page);
    if (page->kind == PAGE_ARTICLE) {
        xhtml_append_title(link, page->article);
    } else {
        g_autofree char *name = book_page_name(page);
        xmlAddChild(link, xmlNewDocText(link->doc, BAD_CAST name));
    }
    return link->parent;
}

static void add_contents(xmlNode *body, const Book *book) {
    g_autofree char *heading = book_page_name(book_find_page(book, PAGE_CONTENTS));
    xmlNode *nav = add_nav(body, "toc", "doc-toc");
    markup_add(nav, "h1", heading);
    xmlNode *top = markup_add(nav, "ol", NULL);
    xmlNode *section_item = NULL; /* of the section that was opened last */
    xmlNode *section_list = NULL;
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        if (!book_page_is_listed(page)) {
            continue;
        }
        bool is_within = page->kind == PAGE_ARTICLE && page->section != NULL;
        if (is_within && section_list == NULL) {
            section_list = markup_add(section_item, "ol", NULL);
        }
        xmlNode *item = add_entry(is_within ? section_list : top, page);
        if (!is_within) {
            section_item = item;
            section_list = NULL;
        }
    }
}

static void add_landmark(xmlNode *list, const char *type, const BookPage *page) {
    xmlNode *link = add_link(list, page->file);
    xmlNs *ops = xmlSearchNsByHref(list->doc, list, BAD_CAST OPS_NAMESPACE);
    g_autofree char *name = book_page_name(page);
    markup_set_in(link, ops, "type", type);
    set_language_of_page(link, page);
    xmlAddChild(link, xmlNewDocText(link->doc, BAD_CAST name));
}

static void add_landmarks(xmlNode *body, const Book *book) {
    xmlNode *nav = add_nav(body, "landmarks", NULL);
    markup_set(nav, "hidden", "hidden");
    xmlNode *list = markup_add(nav, "ol", NULL);
    add_landmark(list, "cover", book_find_page(book, PAGE_COVER));
    add_landmark(list, "toc", book_find_page(book, PAGE_CONTENTS));
    add_landmark(list, "bodymatter", book_first_text(book));
}

/* Labels are the folios alone. */
static void add_page_list(xmlNode *body, const Book *book) {
    const char *heading = book->issue->language->words[WORD_PAGE];
    xmlNode *nav = add_nav(body, "page-list", "doc-pagelist");
    if (heading != NULL) {
        markup_add(nav, "h2", heading);
    }
    markup_set(nav, "hidden", "hidden");
    xmlNode *list = markup_add(nav, "ol", NULL);
    for (guint i = 0; i < book->pages->len; i++) {
        const BookPage *page = book->pages->pdata[i];
        const GArray *breaks = book_page_breaks(page);
        for (guint k = 0; breaks != NULL && k < breaks->len; k++) {
            const char *folio = g_array_index(breaks, PageBreak, k).folio;
            g_autofree char *id = xhtml_page_id(folio);
            g_autofree char *href = g_strconcat(page->file, "#", id, NULL);
            xmlNode *link = add_link(list, href);
            xmlAddChild(link, xmlNewDocText(link->doc, BAD_CAST folio));
        }
    }
}

static void add_head(xmlNode *html, const Book *book) {
    xmlNode *head = markup_add(html, "head", NULL);
    markup_add(head, "title", book->issue->dc_title);
    xmlNode *stylesheet = markup_add(head, "link", NULL);
    markup_set(stylesheet, "rel", "stylesheet");
    markup_set(stylesheet, "type", "text/css");
    markup_set(stylesheet, "href", BOOK_STYLESHEET);
}

GBytes *book_navigation(void *book_pointer, GError **error) {
    (void)error;
    const Book *book = book_pointer;
    xmlDoc *document = markup_new("html", XHTML_NAMESPACE);
    xmlNode *html = markup_root(document);
    markup_declare(html, OPS_NAMESPACE, "epub");
    set_language(html, book->issue->lang);
    if (book->issue->is_rtl) {
        markup_set(html, "dir", "rtl");
    }
    add_head(html, book);
    xmlNode *body = markup_add(html, "body", NULL);
    add_contents(body, book);
    add_landmarks(body, book);
    if (book_has_page_breaks(book)) {
        add_page_list(body, book);
    }
    GBytes *bytes = xhtml_serialise(document, BOOK_SERIALISE_XML | SERIALISE_HTML5_DOCTYPE);
    xmlFreeDoc(document);
    return bytes;
}
