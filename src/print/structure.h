/* The logical structure of a PDF (ISO 32000-1, 14.7 and 14.8; PDF/UA-1, ISO 14289-1): a tree of
 * standard elements in reading order, whose contents lie on pages. Made while an article is
 * lowered, one subtree an article, each by one thread; read by the PDF writer. */
#ifndef GALLEY_PRINT_STRUCTURE_H
#define GALLEY_PRINT_STRUCTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    ROLE_DOCUMENT,
    ROLE_PART, /* a section of the issue */
    ROLE_ARTICLE,
    ROLE_SECTION,
    ROLE_DIVISION,
    ROLE_QUOTATION, /* BlockQuote */
    ROLE_CAPTION,
    ROLE_CONTENTS,      /* TOC */
    ROLE_CONTENTS_ITEM, /* TOCI */
    ROLE_HEADING_1,
    ROLE_HEADING_2,
    ROLE_HEADING_3,
    ROLE_HEADING_4,
    ROLE_HEADING_5,
    ROLE_HEADING_6,
    ROLE_PARAGRAPH,
    ROLE_LIST,
    ROLE_LIST_ITEM,
    ROLE_LIST_LABEL,
    ROLE_LIST_BODY,
    ROLE_TABLE,
    ROLE_TABLE_HEAD,
    ROLE_TABLE_BODY,
    ROLE_TABLE_FOOT,
    ROLE_TABLE_ROW,
    ROLE_TABLE_HEADER_CELL,
    ROLE_TABLE_CELL,
    ROLE_SPAN,
    ROLE_LINK,
    ROLE_REFERENCE, /* a note's call */
    ROLE_NOTE,
    ROLE_CODE,
    ROLE_FIGURE,
    ROLE_COUNT
} StructureRole;

/* What a list's labels are (14.8.5.5). */
typedef enum {
    NUMBERING_NONE, /* none, or of no scheme: terms, signs of the theme's own */
    NUMBERING_DISC,
    NUMBERING_DECIMAL,
    NUMBERING_LOWER_ALPHA,
    NUMBERING_UPPER_ALPHA,
    NUMBERING_LOWER_ROMAN,
    NUMBERING_UPPER_ROMAN,
    NUMBERING_COUNT
} ListNumbering;

typedef struct StructureElement StructureElement;
struct StructureElement {
    StructureRole role;
    StructureElement *parent;
    GPtrArray *children;            /* StructureElement *, owned, in reading order; NULL: none */
    char *lang;                     /* BCP 47 where it differs from around it; or NULL */
    char *alternative;              /* a figure's alt text; or NULL */
    char *id;                       /* a note's, which its call refers to; or NULL */
    unsigned column_span, row_span; /* of a cell; 0: one */
    bool heads_row;                 /* of a header cell: Scope Row; else Column */
    ListNumbering numbering;        /* of a list */
    /* The PDF writer's own: where its contents lie. */
    void *contents;
};

StructureElement *structure_new(StructureRole role);
/* Makes an element and puts it last in `parent`. */
StructureElement *structure_add(StructureElement *parent, StructureRole role);
void structure_append_take(StructureElement *parent, StructureElement *child);
/* The element's content is in that language. It is noted where it is not what the elements around
 * it say already; `document` is the whole's. */
void structure_say_language(StructureElement *element, const char *lang, const char *document);
void structure_free(StructureElement *element); /* with all in it; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StructureElement, structure_free)
const char *structure_role_name(StructureRole role);           /* "BlockQuote" */
const char *structure_numbering_name(ListNumbering numbering); /* "LowerAlpha" */

#endif
