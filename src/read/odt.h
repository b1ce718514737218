/* The inside of the OpenDocument reader: odt_reader.c opens the file and its parts, odt_text.c
 * walks paragraphs, odt_blocks.c lists, tables and sections, odt_frames.c what is framed and drawn.
 */
#ifndef GALLEY_READ_ODT_H
#define GALLEY_READ_ODT_H

#include "read/odt_styles.h"
#include "read/office_file.h"

/* A list and the numbers that it has come to. */
typedef struct {
    const char *style; /* name; NULL */
    unsigned long list;
    long counts[ODT_LEVELS];
} OdtList;

/* What the paragraphs of an open list are. */
typedef struct {
    OdtList *list;   /* NULL: none is open */
    unsigned depth;  /* of the innermost, from 1 */
    bool is_counted; /* the item has its number */
    bool is_header;  /* an item without one */
} OdtItem;

typedef struct {
    const XmlItem *body;
    const char *label;
} OdtNote;

typedef struct {
    OfficeFile file;
    XmlPart *content, *styles_part, *meta_part;
    const XmlPart *xml; /* the one that is read now */
    OdtStyles *styles;
    const OdtStyle *style; /* of the paragraph in hand */
    const char *href;
    const char *main_lang;
    bool is_rtl;
    OdtItem item;
    GHashTable *lists_by_style, *lists_by_id; /* -> OdtList: how they ended */
    unsigned long lists;
    long outline[ODT_LEVELS];
    GPtrArray *boxes; /* XmlItem *: of the paragraph in hand; NULL: outside one */
    GArray *notes;    /* OdtNote */
    GHashTable *places, *wanted_places;
    unsigned contents_lines;
    size_t cells;
    bool has_sequence;
} OdtDocument;

/* odt_text.c */
void odt_walk_paragraph(OdtDocument *odt, const XmlItem *paragraph);
/* One look over everything: main language and direction, the places that are led to. */
void odt_look_over(OdtDocument *odt);
void odt_put_place(OdtDocument *odt, const char *name);

/* odt_blocks.c */
void odt_walk_blocks(OdtDocument *odt, const XmlItem *parent);

/* odt_frames.c: true if the element was one of those. */
bool odt_walk_frame(OdtDocument *odt, const XmlItem *item);
void odt_walk_boxes(OdtDocument *odt, GPtrArray *boxes);

#endif
