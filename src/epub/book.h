/* What one EPUB is made of: its pages in reading order, and the parts that describe them. Every
 * describing part is drawn from the same list of pages, so that package, navigation and NCX agree.
 * Read-only once made; the producers may run on any thread. */
#ifndef GALLEY_EPUB_BOOK_H
#define GALLEY_EPUB_BOOK_H

#include "model/issue.h"
#include "model/page_map.h"
#include "xhtml/page.h"

typedef enum { PAGE_COVER, PAGE_CONTENTS, PAGE_SECTION, PAGE_ARTICLE, PAGE_IMPRINT } PageKind;

typedef struct Book Book;

typedef struct {
    const Book *book;
    PageKind kind;
    const Section *section; /* PAGE_SECTION: the one it opens. PAGE_ARTICLE: its named section, or
                               NULL */
    const Article *article; /* PAGE_ARTICLE */
    char *file;             /* beside the package: "03-harbour.xhtml" */
    char *item_id;          /* in the manifest */
} BookPage;

struct Book {
    const Issue *issue;
    const PageMap *page_map; /* NULL: no print edition */
    Dialect dialect;
    GPtrArray *pages; /* BookPage *, in the spine's order */
};

/* File names within the container. */
#define BOOK_DIRECTORY "EPUB/"
#define BOOK_PACKAGE "package.opf"
#define BOOK_NAVIGATION "navigation.xhtml"
#define BOOK_NCX "navigation.ncx"
#define BOOK_STYLESHEET "book.css"
#define BOOK_PICTURES "images/"
#define BOOK_FONTS "fonts/"

/* E-readers' fonts lack U+202F, so no part of a book holds it. */
#define BOOK_SERIALISE_XML (SERIALISE_INDENT | SERIALISE_PLAIN_NARROW_SPACE)

Book *book_new(const Issue *issue, const PageMap *page_map);
void book_free(Book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Book, book_free)

/* What a page is called in the NCX and the guide: plain text, never blank. Caller frees. */
char *book_page_name(const BookPage *page);
/* The language of what the page is called. */
const char *book_page_lang(const BookPage *page);
/* Does it stand in the table of contents? All do but the cover and the contents page itself. */
bool book_page_is_listed(const BookPage *page);
/* The first page of that kind; NULL if there is none. */
const BookPage *book_find_page(const Book *book, PageKind kind);
/* Where the text begins: the first page after the contents. */
const BookPage *book_first_text(const Book *book);
/* The printed pages that begin in this page; NULL if none does. */
const GArray *book_page_breaks(const BookPage *page);
bool book_has_page_breaks(const Book *book);
bool book_has_fonts(const Book *book);

/* Parts, each from the Book alone. PartProducers of base/archive: `book` is a const Book *. */
GBytes *book_package(void *book, GError **error);
GBytes *book_navigation(void *book, GError **error);
GBytes *book_ncx(void *book, GError **error);
GBytes *book_container(void *book, GError **error);
/* com.apple.ibooks.display-options.xml; only for books with fonts of their own. */
GBytes *book_display_options(void *book, GError **error);
/* `page` is a const BookPage *. */
GBytes *book_page(void *page, GError **error);
/* `asset` is a const Asset * that has no rendition: the picture as it came, without what cameras
 * wrote into it. */
GBytes *book_picture(void *asset, GError **error);

#endif
