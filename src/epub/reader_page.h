/* One page as it is read: what is open, and what was found in it so far. reader_pages.c keeps the
 * stack, reader_elements.c has the rules for each element. */
#ifndef GALLEY_EPUB_READER_PAGE_H
#define GALLEY_EPUB_READER_PAGE_H

#include "epub/reader_book.h"

typedef enum {
    TAG_OTHER,
    TAG_BODY,
    TAG_STYLE,
    TAG_IMG,
    TAG_BR,
    TAG_P,
    TAG_TABLE,
    TAG_TR,
    TAG_CELL,
    TAG_SVG,
    TAG_TEXT,
    TAG_IMAGE,
    TAG_SPAN, /* and abbr */
    TAG_NAV,
    TAG_A,
    TAG_OL, /* and NCX's navPoint: a level of contents */
    TAG_CONTENT,
    TAG_COUNT
} PageTag;

typedef enum {
    MARK_CONTENTS = 1 << 0,
    MARK_LANDMARKS = 1 << 1,
    MARK_PAGES = 1 << 2,
    MARK_NOTE = 1 << 3,
    MARK_CALL = 1 << 4, /* of a note */
    MARK_BACK = 1 << 5, /* from a note */
    MARK_HIDDEN = 1 << 6,
} PageMark;
enum { MARK_BITS = 7 };

typedef struct {
    PageTag tag;
    unsigned marks;
} OpenElement;

typedef struct {
    ReaderBook *book;
    const ManifestItem *item;
    bool is_navigation, is_ncx, is_drawing;
    GArray *stack;              /* OpenElement */
    unsigned open[TAG_COUNT];   /* how many of each are open */
    unsigned marked[MARK_BITS]; /* how many with each mark are open */
    uint32_t line;              /* of the element that began last */
    bool is_said[DIAGNOSTIC_COUNT];
    TableSize table; /* the outermost that is open */
    uint32_t table_line;
    size_t note_characters;
    uint32_t note_line;
    bool after_space;
    CharacterCounts characters;
    GHashTable *folios; /* char *: of the page list */
    bool has_bodymatter;
} Page;

bool page_is_in(const Page *page, PageMark mark);
/* What is said of a page once, where it is met first. */
void page_say_once(Page *page, DiagnosticCode code, uint32_t line, const char *first,
                   const char *second);

/* An element that begins; it is not on the stack yet. */
void page_check_element(Page *page, const XmlElement *element, PageTag tag);
/* An element with marks; it is on the stack. */
void page_check_marked(Page *page, const XmlElement *element, unsigned marks);
/* The label of an entry in the page list. */
void page_check_folio(Page *page, const char *text);

#endif
