/* The XML of an office document, as one row of small items: elements whose names the readers know
 * by number, their attributes, their text. It costs a fraction of a tree of libxml2's, so that a
 * part of many megabytes can be read whole. Nothing is fetched or expanded: a part whose DOCTYPE
 * declares anything is refused, and one that is deeper than libxml2 allows (256), or larger than
 * LIMIT_OFFICE_XML_BYTES and LIMIT_OFFICE_ITEMS. */
#ifndef GALLEY_READ_XML_PART_H
#define GALLEY_READ_XML_PART_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum {
    NAME_OTHER, /* an element that no reader knows */
    NAME_CHARACTERS,
#define NAME(symbol, space, local) NAME_##symbol,
#include "read/xml_names.def"
#undef NAME
    NAME_COUNT
} XmlName;

typedef struct {
    uint16_t name; /* XmlName */
    uint16_t attributes;
    uint32_t next;  /* sibling's index; 0: none */
    uint32_t first; /* child's index, 0: none; of characters: where they begin */
    uint32_t extra; /* the first attribute; of characters: how many bytes */
} XmlItem;

typedef struct XmlPart XmlPart;
/* `bytes` in UTF-8 or UTF-16. Errors are of GALLEY_FILE_ERROR. */
XmlPart *xml_part_parse(GBytes *bytes, GError **error);
void xml_part_free(XmlPart *part); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XmlPart, xml_part_free)

const XmlItem *xml_root(const XmlPart *part);
const XmlItem *xml_first(const XmlPart *part, const XmlItem *item);
const XmlItem *xml_next(const XmlPart *part, const XmlItem *item);
/* The first child of that name; NULL if there is none, or no item. */
const XmlItem *xml_child(const XmlPart *part, const XmlItem *item, XmlName name);
/* The first of that name below `item`, in document order. */
const XmlItem *xml_find(const XmlPart *part, const XmlItem *item, XmlName name);
/* An attribute's value; NULL: it has none, or there is no item. Only known names are kept. */
const char *xml_get(const XmlPart *part, const XmlItem *item, XmlName name);
/* Of characters. Not terminated. */
const char *xml_characters(const XmlPart *part, const XmlItem *item, size_t *length_bytes);
/* All characters below an element. Caller frees. */
char *xml_text_of(const XmlPart *part, const XmlItem *item);
/* All items in document order, for one look at everything. */
const XmlItem *xml_items(const XmlPart *part, size_t *count);

#endif
