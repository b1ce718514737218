/* A whole page of HTML as HTML5's parser sees it, in document order, so that what is below a node
 * is a range of its array. Whoever reads a page decides for each node what becomes of it, and has
 * the tree grown from what stays. Scripts, styles and drawings are not in it; JSON-LD is, apart. */
#ifndef GALLEY_HTML_PAGE_H
#define GALLEY_HTML_PAGE_H

#include "html/builder.h"

typedef enum {
    PAGE_OTHER,
    PAGE_TEXT,
#define PAGE_TAG(symbol) PAGE_##symbol,
#include "html/page_tags.def"
#undef PAGE_TAG
    PAGE_TAG_COUNT
} PageTag;

typedef enum {
    PAGE_BY_RULE, /* as the vocabulary's table has it: kept, renamed, unwrapped */
    PAGE_DROPPED, /* nor what is in it */
    PAGE_UNWRAPPED,
    PAGE_AS, /* becomes `element` of class `class_name` (NULL: none), without its other classes */
    PAGE_AS_EMBED, /* a film, a recording, a page in the page: a figure of its picture (`src`, if it
                   has one) and a link to `href` under it */
} PageFate;

/* What is set besides. Texts are owned by the page; NULL: as the page has it. */
typedef struct {
    char *src, *alt, *href, *id, *label;
} PageChange;

typedef struct {
    PageTag tag;
    PageFate fate;
    bool is_block;     /* stands apart from the text around it */
    bool holds_blocks; /* somewhere below it, as far as the parser has put them there */
    Element element;
    const char *class_name; /* static */
    uint32_t parent, end;   /* the element around it; the first node that is not below it */
    uint32_t line, column;  /* from 1, in characters; 0: the parser made it */
    const void *source;
    PageChange *change; /* or NULL */
} PageNode;

typedef struct Page Page;
struct Page {
    PageNode *nodes; /* [0] is html */
    uint32_t count;
    uint32_t head, body;                /* a fragment's: both 0 */
    GPtrArray *linked_data;             /* char *: what its JSON-LD scripts say, as written */
    unsigned scripts, drawings, fields; /* that were left out */
    size_t tags_left_out;               /* past LIMIT_HTML_OPEN_DEPTH and LIMIT_PAGE_ELEMENTS */
    uint32_t left_out_line;             /* where the first of them stood */
    void *parsed;
};

/* `html` is valid UTF-8 and stays as long as the page; its first line is `line`. A fragment is what
 * stands in a body: an article's text in a feed or an export. */
Page *page_new(const char *html, size_t length_bytes, uint32_t line, bool is_fragment);
void page_free(Page *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Page, page_free)

/* Of a text node; "" of an element. */
const char *page_text(const PageNode *node);
/* NULL: it has none. Text nodes have no attributes. */
const char *page_attribute(const PageNode *node, const char *name);
/* The element's name in lower case, as far as HTML knows it; "" else. */
const char *page_name(const PageNode *node);
/* Its change, made where it has none. */
PageChange *page_change(PageNode *node);
/* All text below a node that is not dropped, white space collapsed, blocks apart. Caller frees. */
char *page_plain_text(const Page *page, uint32_t top);

/* Grows what stays of `top` (itself, or only what is in it) where the builder stands. */
void page_grow(const Page *page, uint32_t top, bool with_top, Builder *builder);
/* Makes paragraphs of what is parted by empty lines (two <br> and more) below `top`. */
void page_part_paragraphs(xmlNode *top);

#endif
