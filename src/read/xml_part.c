/* An office document's XML by libxml2's SAX2 interface. Names are looked up by the pointers that
 * libxml2's dictionary gives them, once each. */
#include "read/xml_part.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/xml_bytes.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef enum {
    SPACE_NONE,
    SPACE_W,
    SPACE_R,
    SPACE_WP,
    SPACE_A,
    SPACE_PIC,
    SPACE_C,
    SPACE_DGM,
    SPACE_V,
    SPACE_O,
    SPACE_M,
    SPACE_MC,
    SPACE_REL,
    SPACE_DC,
    SPACE_OFFICE,
    SPACE_META,
    SPACE_MANIFEST,
    SPACE_TEXT,
    SPACE_TABLE,
    SPACE_DRAW,
    SPACE_SVG,
    SPACE_XLINK,
    SPACE_STYLE,
    SPACE_FO,
    SPACE_MATH,
    SPACE_XML,
    SPACE_UNKNOWN,
} Space;

#define ECMA "http://schemas.openxmlformats.org/"
#define STRICT "http://purl.oclc.org/ooxml/"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

/* ECMA-376 by its two names: Transitional, which Word writes, and Strict (ISO/IEC 29500-1). */
static const struct {
    const char *uri;
    Space space;
} spaces[] = {
    {ECMA "wordprocessingml/2006/main", SPACE_W},
    {STRICT "wordprocessingml/main", SPACE_W},
    {ECMA "officeDocument/2006/relationships", SPACE_R},
    {STRICT "officeDocument/relationships", SPACE_R},
    {ECMA "drawingml/2006/wordprocessingDrawing", SPACE_WP},
    {STRICT "drawingml/wordprocessingDrawing", SPACE_WP},
    {ECMA "drawingml/2006/main", SPACE_A},
    {STRICT "drawingml/main", SPACE_A},
    {ECMA "drawingml/2006/picture", SPACE_PIC},
    {STRICT "drawingml/picture", SPACE_PIC},
    {ECMA "drawingml/2006/chart", SPACE_C},
    {STRICT "drawingml/chart", SPACE_C},
    {ECMA "drawingml/2006/diagram", SPACE_DGM},
    {STRICT "drawingml/diagram", SPACE_DGM},
    {"urn:schemas-microsoft-com:vml", SPACE_V},
    {"urn:schemas-microsoft-com:office:office", SPACE_O},
    {ECMA "officeDocument/2006/math", SPACE_M},
    {STRICT "officeDocument/math", SPACE_M},
    {ECMA "markup-compatibility/2006", SPACE_MC},
    {ECMA "package/2006/relationships", SPACE_REL},
    {"http://purl.org/dc/elements/1.1/", SPACE_DC},
    {ODF "office:1.0", SPACE_OFFICE},
    {ODF "meta:1.0", SPACE_META},
    {ODF "manifest:1.0", SPACE_MANIFEST},
    {ODF "text:1.0", SPACE_TEXT},
    {ODF "table:1.0", SPACE_TABLE},
    {ODF "drawing:1.0", SPACE_DRAW},
    {ODF "svg-compatible:1.0", SPACE_SVG},
    {"http://www.w3.org/1999/xlink", SPACE_XLINK},
    {ODF "style:1.0", SPACE_STYLE},
    {ODF "xsl-fo-compatible:1.0", SPACE_FO},
    {"http://www.w3.org/1998/Math/MathML", SPACE_MATH},
    {"http://www.w3.org/XML/1998/namespace", SPACE_XML},
};

static const struct {
    Space space;
    const char *local;
} names[NAME_COUNT] = {
#define NAME(symbol, space, local) [NAME_##symbol] = {SPACE_##space, local},
#include "read/xml_names.def"
#undef NAME
};

typedef struct {
    uint32_t value; /* where it begins in the text */
    uint16_t name;
} Attribute;

struct XmlPart {
    GArray *items;      /* XmlItem; the first one is the root's parent */
    GArray *attributes; /* Attribute */
    GString *text;
};

/* One name as libxml2 hands it on. */
typedef struct {
    const xmlChar *uri, *local;
    XmlName name;
} Seen;

enum { SEEN_SLOTS = 4096, POINTERS_PER_ATTRIBUTE = 5 };

typedef struct {
    xmlParserCtxt *parser;
    XmlPart *part;
    GArray *open; /* uint32_t: the open elements' indices */
    GArray *last; /* uint32_t: the last child of each, 0: none yet */
    GArray *namespaces;
    int namespaces_open;
    const char *problem;  /* NULL: none */
    GHashTable *by_local; /* local name -> first row + 1 of that name, chained in next_row */
    uint16_t next_row[NAME_COUNT];
    Seen seen[SEEN_SLOTS];
    size_t seen_count;
} Parsing;

static Space space_of(const xmlChar *uri) {
    if (uri == NULL) {
        return SPACE_NONE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++) {
        if (strcmp(spaces[i].uri, (const char *)uri) == 0) {
            return spaces[i].space;
        }
    }
    return SPACE_UNKNOWN;
}

static XmlName look_up(const Parsing *parsing, const xmlChar *uri, const xmlChar *local) {
    size_t row = GPOINTER_TO_SIZE(g_hash_table_lookup(parsing->by_local, local));
    if (row == 0) {
        return NAME_OTHER;
    }
    Space space = space_of(uri);
    for (; row != 0; row = parsing->next_row[row]) {
        if (names[row].space == space) {
            return (XmlName)row;
        }
    }
    return NAME_OTHER;
}

/* Both strings are libxml2's dictionary's, so that equal names are equal pointers. */
static XmlName name_of(Parsing *parsing, const xmlChar *uri, const xmlChar *local) {
    size_t slot = ((uintptr_t)local >> 3 ^ (uintptr_t)uri >> 5) % SEEN_SLOTS;
    while (parsing->seen[slot].local != NULL) {
        if (parsing->seen[slot].local == local && parsing->seen[slot].uri == uri) {
            return parsing->seen[slot].name;
        }
        slot = (slot + 1) % SEEN_SLOTS;
    }
    XmlName name = look_up(parsing, uri, local);
    if (parsing->seen_count < SEEN_SLOTS / 2) {
        parsing->seen[slot] = (Seen){uri, local, name};
        parsing->seen_count++;
    }
    return name;
}

static void stop(Parsing *parsing, const char *problem) {
    if (parsing->problem == NULL) {
        parsing->problem = problem;
    }
    xmlStopParser(parsing->parser);
}

static Parsing *parsing_of(void *parser) {
    return ((xmlParserCtxt *)parser)->_private;
}

/* Links a new item behind the last child of the open element. */
static uint32_t add_item(Parsing *parsing, XmlItem item) {
    GArray *items = parsing->part->items;
    uint32_t index = items->len;
    uint32_t parent = g_array_index(parsing->open, uint32_t, parsing->open->len - 1);
    uint32_t *last = &g_array_index(parsing->last, uint32_t, parsing->last->len - 1);
    g_array_append_val(items, item);
    if (*last != 0) {
        g_array_index(items, XmlItem, *last).next = index;
    } else {
        g_array_index(items, XmlItem, parent).first = index;
    }
    *last = index;
    return index;
}

static void add_attributes(Parsing *parsing, XmlItem *item, int count, const xmlChar **each) {
    XmlPart *part = parsing->part;
    item->extra = part->attributes->len;
    for (int i = 0; i < count; i++, each += POINTERS_PER_ATTRIBUTE) {
        Attribute attribute = {.value = (uint32_t)part->text->len,
                               .name = (uint16_t)name_of(parsing, each[2], each[0])};
        if (attribute.name != NAME_OTHER) {
            g_string_append_len(part->text, (const char *)each[3], each[4] - each[3]);
            g_string_append_c(part->text, '\0');
            g_array_append_val(part->attributes, attribute);
            item->attributes++;
        }
    }
}

static void on_start(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes) {
    (void)prefix;
    (void)namespaces;
    (void)defaulted_count;
    Parsing *parsing = parsing_of(data);
    parsing->namespaces_open += namespace_count;
    g_array_append_val(parsing->namespaces, namespace_count);
    if (parsing->namespaces_open > LIMIT_XML_NAMESPACES) {
        stop(parsing, "it declares too many namespaces");
        return;
    }
    if (parsing->part->items->len >= LIMIT_OFFICE_ITEMS) {
        stop(parsing, "it has too many elements");
        return;
    }
    XmlItem item = {.name = (uint16_t)name_of(parsing, uri, local)};
    add_attributes(parsing, &item, attribute_count, attributes);
    uint32_t index = add_item(parsing, item);
    uint32_t none = 0;
    g_array_append_val(parsing->open, index);
    g_array_append_val(parsing->last, none);
}

static void on_end(void *data, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)local;
    (void)prefix;
    (void)uri;
    Parsing *parsing = parsing_of(data);
    if (parsing->open->len > 1) {
        g_array_set_size(parsing->open, parsing->open->len - 1);
        g_array_set_size(parsing->last, parsing->last->len - 1);
        parsing->namespaces_open -=
            g_array_index(parsing->namespaces, int, parsing->namespaces->len - 1);
        g_array_set_size(parsing->namespaces, parsing->namespaces->len - 1);
    }
}

static void on_text(void *data, const xmlChar *text, int length_bytes) {
    Parsing *parsing = parsing_of(data);
    XmlPart *part = parsing->part;
    uint32_t last = g_array_index(parsing->last, uint32_t, parsing->last->len - 1);
    XmlItem *before = last != 0 ? &g_array_index(part->items, XmlItem, last) : NULL;
    bool goes_on = before != NULL && before->name == NAME_CHARACTERS &&
                   before->first + before->extra == part->text->len;
    if (goes_on) {
        before->extra += (uint32_t)length_bytes;
    } else if (part->items->len >= LIMIT_OFFICE_ITEMS) {
        stop(parsing, "it has too many elements");
        return;
    } else {
        add_item(parsing, (XmlItem){.name = NAME_CHARACTERS,
                                    .first = (uint32_t)part->text->len,
                                    .extra = (uint32_t)length_bytes});
    }
    g_string_append_len(part->text, (const char *)text, length_bytes);
}

/* A DOCTYPE that only names a DTD, as OpenOffice wrote into its manifests, is passed over; one that
 * declares something is an attack. */
static void on_entity_declared(void *data, const xmlChar *name, int type, const xmlChar *public_id,
                               const xmlChar *system_id,
                               xmlChar *content) { /* NOLINT(readability-non-const-parameter) */
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content; /* not const: the shape is libxml2's */
    stop(parsing_of(data), "it has a DOCTYPE with declarations, which no document needs");
}

static void on_attribute_declared(void *data, const xmlChar *element, const xmlChar *name, int type,
                                  int def, const xmlChar *value, xmlEnumeration *tree) {
    (void)element;
    (void)name;
    (void)type;
    (void)def;
    (void)value;
    xmlFreeEnumeration(tree);
    stop(parsing_of(data), "it has a DOCTYPE with declarations, which no document needs");
}

static void on_error(void *data, xmlError *error) {
    Parsing *parsing = parsing_of(data);
    if (error->level == XML_ERR_FATAL && parsing->problem == NULL) {
        bool is_deep = strstr(error->message, "depth") != NULL;
        parsing->problem = is_deep ? "its elements are nested too deep" : "its XML is damaged";
    }
}

static void set_handlers(xmlSAXHandler *sax) {
    *sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .cdataBlock = on_text,
                           .entityDecl = on_entity_declared,
                           .attributeDecl = on_attribute_declared,
                           .serror = on_error};
}

static XmlPart *part_new(size_t length_bytes) {
    XmlPart *part = g_new0(XmlPart, 1);
    part->items = g_array_sized_new(FALSE, FALSE, sizeof(XmlItem), (guint)(length_bytes / 32 + 16));
    part->attributes = g_array_new(FALSE, FALSE, sizeof(Attribute));
    part->text = g_string_sized_new(length_bytes / 4 + 16);
    XmlItem top = {.name = NAME_OTHER};
    g_array_append_val(part->items, top);
    return part;
}

static Parsing *parsing_new(XmlPart *part) {
    Parsing *parsing = g_new0(Parsing, 1);
    uint32_t none = 0;
    parsing->part = part;
    parsing->open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    parsing->last = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    parsing->namespaces = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_append_val(parsing->open, none);
    g_array_append_val(parsing->last, none);
    parsing->by_local = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t row = NAME_CHARACTERS + 1; row < NAME_COUNT; row++) {
        gpointer local = (gpointer)names[row].local;
        parsing->next_row[row] =
            (uint16_t)GPOINTER_TO_SIZE(g_hash_table_lookup(parsing->by_local, local));
        g_hash_table_replace(parsing->by_local, local, GSIZE_TO_POINTER(row));
    }
    return parsing;
}

static void parsing_free(Parsing *parsing) {
    g_array_unref(parsing->open);
    g_array_unref(parsing->last);
    g_array_unref(parsing->namespaces);
    g_hash_table_unref(parsing->by_local);
    g_free(parsing);
}

/* What is wrong; NULL: nothing. */
static const char *parse(XmlPart *part, const char *data, size_t length_bytes) {
    Parsing *parsing = parsing_new(part);
    parsing->parser = xmlNewParserCtxt();
    parsing->parser->_private = parsing;
    set_handlers(parsing->parser->sax);
    xmlDoc *document = xmlCtxtReadMemory(parsing->parser, data, (int)length_bytes, NULL, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC);
    xmlFreeDoc(document);
    bool is_sound = parsing->parser->wellFormed && part->items->len > 1;
    xmlFreeParserCtxt(parsing->parser);
    const char *problem = parsing->problem;
    parsing_free(parsing);
    return problem == NULL && !is_sound ? "its XML is damaged" : problem;
}

XmlPart *xml_part_parse(GBytes *bytes, GError **error) {
    g_autofree char *converted = NULL;
    size_t length = 0;
    const char *problem = NULL;
    XmlPart *part = NULL;
    bool is_large = g_bytes_get_size(bytes) > LIMIT_OFFICE_XML_BYTES;
    const char *data = is_large ? NULL : xml_bytes_as_utf8(bytes, &converted, &length);
    if (data == NULL) {
        problem = is_large ? "it is too large" : "it is not UTF-8";
    } else if (length == 0) {
        problem = "it is empty";
    } else if (xml_bytes_has_more_attributes(data, length, LIMIT_XML_ATTRIBUTES)) {
        problem = "an element has too many attributes";
    } else {
        part = part_new(length);
        problem = parse(part, data, length);
    }
    if (problem != NULL) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED, problem);
        g_clear_pointer(&part, xml_part_free);
    }
    return part;
}

void xml_part_free(XmlPart *part) {
    if (part == NULL) {
        return;
    }
    g_array_unref(part->items);
    g_array_unref(part->attributes);
    g_string_free(part->text, TRUE);
    g_free(part);
}

/* Asking */

static const XmlItem *item_at(const XmlPart *part, uint32_t index) {
    return index != 0 ? &g_array_index(part->items, XmlItem, index) : NULL;
}

const XmlItem *xml_root(const XmlPart *part) {
    const XmlItem *item = item_at(part, g_array_index(part->items, XmlItem, 0).first);
    while (item != NULL && item->name == NAME_CHARACTERS) {
        item = xml_next(part, item);
    }
    return item;
}

const XmlItem *xml_first(const XmlPart *part, const XmlItem *item) {
    return item == NULL || item->name == NAME_CHARACTERS ? NULL : item_at(part, item->first);
}

const XmlItem *xml_next(const XmlPart *part, const XmlItem *item) {
    return item_at(part, item->next);
}

const XmlItem *xml_child(const XmlPart *part, const XmlItem *item, XmlName name) {
    for (const XmlItem *at = xml_first(part, item); at != NULL; at = xml_next(part, at)) {
        if (at->name == name) {
            return at;
        }
    }
    return NULL;
}

/* Items stand in document order, so all that is below an item follows it, up to its next sibling.
 */
static const XmlItem *end_of(const XmlPart *part, const XmlItem *item) {
    const XmlItem *all = (const XmlItem *)(const void *)part->items->data;
    const XmlItem *last = item;
    while (xml_first(part, last) != NULL) {
        last = xml_first(part, last);
        while (last->next != 0) {
            last = &all[last->next];
        }
    }
    return last + 1;
}

const XmlItem *xml_find(const XmlPart *part, const XmlItem *item, XmlName name) {
    if (item == NULL) {
        return NULL;
    }
    const XmlItem *end = end_of(part, item);
    for (const XmlItem *at = item + 1; at < end; at++) {
        if (at->name == name) {
            return at;
        }
    }
    return NULL;
}

const char *xml_get(const XmlPart *part, const XmlItem *item, XmlName name) {
    if (item == NULL || item->name == NAME_CHARACTERS) {
        return NULL;
    }
    for (uint32_t i = 0; i < item->attributes; i++) {
        const Attribute *attribute = &g_array_index(part->attributes, Attribute, item->extra + i);
        if (attribute->name == name) {
            return part->text->str + attribute->value;
        }
    }
    return NULL;
}

const char *xml_characters(const XmlPart *part, const XmlItem *item, size_t *length_bytes) {
    *length_bytes = item->extra;
    return part->text->str + item->first;
}

char *xml_text_of(const XmlPart *part, const XmlItem *item) {
    GString *out = g_string_new(NULL);
    const XmlItem *end = item != NULL ? end_of(part, item) : NULL;
    for (const XmlItem *at = item; at < end; at++) {
        if (at->name == NAME_CHARACTERS) {
            g_string_append_len(out, part->text->str + at->first, at->extra);
        }
    }
    return g_string_free(out, FALSE);
}

const XmlItem *xml_items(const XmlPart *part, size_t *count) {
    *count = part->items->len;
    return (const XmlItem *)(const void *)part->items->data;
}
