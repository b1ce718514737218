/* The stream reader over libxml2's SAX2 interface. What libxml2 2.9 bounds itself: depth (256),
 * length of names and text. What it does not: attributes of one element, namespaces in scope and
 * default attributes, which it searches one by one; those are bounded here. */
#include "epub/check_xml.h"

#include "base/limits.h"
#include "base/xml_bytes.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

enum { TEXT_BYTES = 4096, POINTERS_PER_ATTRIBUTE = 5 };

typedef struct {
    const XmlHandler *handler;
    void *context;
    XmlProblem *problem;
    GString *text;
    GArray *namespaces; /* int: declared by each open element */
    int namespaces_open;
    int declarations;
    const char *bytes; /* UTF-8 */
    size_t length_bytes, position;
    xmlEntity blank; /* stands for every entity that the document declares */
} Scan;

/* Where entities are not expanded, libxml2 hands on every & of a value as &#38;. */
static char *take_value(const char *value, size_t length_bytes) {
    static const char reference[] = "&#38;";
    GString *plain = g_string_sized_new(length_bytes + 1);
    for (size_t i = 0; i < length_bytes;) {
        bool is_reference = length_bytes - i >= strlen(reference) &&
                            memcmp(value + i, reference, strlen(reference)) == 0;
        g_string_append_c(plain, value[i]);
        i += is_reference ? strlen(reference) : 1;
    }
    return g_string_free(plain, FALSE);
}

char *xml_element_get(const XmlElement *element, const char *namespace_uri, const char *name) {
    const xmlChar *const *each = element->attributes;
    for (int i = 0; i < element->attribute_count; i++, each += POINTERS_PER_ATTRIBUTE) {
        if (g_strcmp0((const char *)each[2], namespace_uri) == 0 &&
            strcmp((const char *)each[0], name) == 0) {
            return take_value((const char *)each[3], (size_t)(each[4] - each[3]));
        }
    }
    return NULL;
}

static void add_to_digest(GChecksum *digest, const char *text, gssize length_bytes) {
    g_checksum_update(digest, (const guchar *)text, length_bytes);
    g_checksum_update(digest, (const guchar *)"", 1);
}

void xml_element_digest(const XmlElement *element, GChecksum *digest) {
    const xmlChar *const *each = element->attributes;
    add_to_digest(digest, element->name, (gssize)strlen(element->name));
    for (int i = 0; i < element->attribute_count; i++, each += POINTERS_PER_ATTRIBUTE) {
        add_to_digest(digest, (const char *)each[0], (gssize)strlen((const char *)each[0]));
        add_to_digest(digest, (const char *)each[3], each[4] - each[3]);
    }
}

void xml_problem_clear(XmlProblem *problem) {
    g_free(problem->message);
    *problem = (XmlProblem){0};
}

static void set_problem(XmlProblem *problem, const char *message, int line, int column) {
    if (problem->message == NULL) {
        problem->message = g_strstrip(g_strdup(message));
        problem->line = (uint32_t)MAX(line, 0);
        problem->column = (uint32_t)MAX(column, 0);
    }
}

static Scan *scan_of(void *parser) {
    return ((xmlParserCtxt *)parser)->_private;
}

/* The first problem ends the input, so nothing that comes after it costs anything. */
static void stop(xmlParserCtxt *parser, const char *message) {
    set_problem(scan_of(parser)->problem, message, xmlSAX2GetLineNumber(parser),
                xmlSAX2GetColumnNumber(parser));
}

static int read_more(void *data, char *buffer, int room_bytes) {
    Scan *scan = data;
    size_t count = MIN((size_t)room_bytes, scan->length_bytes - scan->position);
    if (scan->problem->message != NULL) {
        return 0;
    }
    memcpy(buffer, scan->bytes + scan->position, count);
    scan->position += count;
    return (int)count;
}

static bool is_over(const Scan *scan) {
    return scan->problem->message != NULL;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted_count, const xmlChar **attributes) {
    (void)prefix;
    (void)uri;
    (void)namespaces;
    (void)defaulted_count;
    Scan *scan = scan_of(data);
    if (is_over(scan)) {
        return;
    }
    g_string_truncate(scan->text, 0);
    g_array_append_val(scan->namespaces, namespace_count);
    scan->namespaces_open += namespace_count;
    if (scan->namespaces_open > LIMIT_XML_NAMESPACES) {
        stop(data, "too many namespaces are declared");
        return;
    }
    XmlElement element = {(const char *)name, (uint32_t)xmlSAX2GetLineNumber(data), attributes,
                          attribute_count};
    scan->handler->start(scan->context, &element);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix;
    (void)uri;
    Scan *scan = scan_of(data);
    if (is_over(scan)) {
        return;
    }
    scan->namespaces_open -= g_array_index(scan->namespaces, int, scan->namespaces->len - 1);
    g_array_set_size(scan->namespaces, scan->namespaces->len - 1);
    if (scan->handler->end != NULL) {
        g_strstrip(scan->text->str);
        scan->handler->end(scan->context, (const char *)name, scan->text->str);
    }
    g_string_truncate(scan->text, 0);
}

static void on_text(void *data, const xmlChar *text, int length_bytes) {
    Scan *scan = scan_of(data);
    if (scan->handler->text != NULL && !is_over(scan)) {
        scan->handler->text(scan->context, (const char *)text, (size_t)length_bytes);
    }
    gssize room = TEXT_BYTES - (gssize)scan->text->len;
    g_string_append_len(scan->text, (const char *)text, MIN(room, length_bytes));
}

static void count_declaration(void *data) {
    if (++scan_of(data)->declarations > LIMIT_XML_DECLARATIONS) {
        stop(data, "too many declarations stand before the text");
    }
}

static void on_entity_declaration(void *data, const xmlChar *name, int type,
                                  const xmlChar *public_id, const xmlChar *system_id,
                                  xmlChar *content) { /* NOLINT(readability-non-const-parameter) */
    (void)name;
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    count_declaration(data);
}

static void on_attribute_declaration(void *data, const xmlChar *element, const xmlChar *name,
                                     int type, int default_kind, const xmlChar *default_value,
                                     xmlEnumeration *tree) {
    (void)element;
    (void)name;
    (void)type;
    (void)default_kind;
    (void)default_value;
    xmlFreeEnumeration(tree);
    count_declaration(data);
}

static void on_element_declaration(void *data, const xmlChar *name, int type,
                                   xmlElementContent *content) {
    (void)name;
    (void)type;
    (void)content; /* freed by libxml2 where nobody takes it */
    count_declaration(data);
}

static void on_notation(void *data, const xmlChar *name, const xmlChar *public_id,
                        const xmlChar *system_id) {
    (void)name;
    (void)public_id;
    (void)system_id;
    count_declaration(data);
}

static void on_unparsed_entity(void *data, const xmlChar *name, const xmlChar *public_id,
                               const xmlChar *system_id, const xmlChar *notation) {
    (void)notation;
    on_notation(data, name, public_id, system_id);
}

/* Never a declared entity's own text: with none of its own declared, a name is unknown. */
static xmlEntity *on_entity(void *data, const xmlChar *name) {
    Scan *scan = scan_of(data);
    xmlEntity *predefined = xmlGetPredefinedEntity(name);
    return predefined != NULL ? predefined : scan->declarations > 0 ? &scan->blank : NULL;
}

static xmlEntity *on_parameter_entity(void *data, const xmlChar *name) {
    (void)data;
    (void)name;
    return NULL;
}

static void on_error(void *data, xmlError *error) {
    bool is_fatal = error->level == XML_ERR_FATAL;
    bool is_unbound =
        error->domain == XML_FROM_NAMESPACE && (error->code == XML_NS_ERR_UNDEFINED_NAMESPACE ||
                                                error->code == XML_NS_ERR_ATTRIBUTE_REDEFINED);
    if (is_fatal || is_unbound) {
        set_problem(scan_of(data)->problem, error->message, error->line, error->int2);
    }
}

static void set_handlers(xmlSAXHandler *sax) {
    sax->startElementNs = on_start;
    sax->endElementNs = on_end;
    sax->characters = on_text;
    sax->ignorableWhitespace = on_text;
    sax->cdataBlock = on_text;
    sax->comment = NULL;
    sax->processingInstruction = NULL;
    sax->reference = NULL;
    sax->entityDecl = on_entity_declaration;
    sax->unparsedEntityDecl = on_unparsed_entity;
    sax->attributeDecl = on_attribute_declaration;
    sax->elementDecl = on_element_declaration;
    sax->notationDecl = on_notation;
    sax->getEntity = on_entity;
    sax->getParameterEntity = on_parameter_entity;
    sax->resolveEntity = NULL;
    sax->serror = on_error;
}

static void parse(Scan *scan) {
    scan->blank = (xmlEntity){.type = XML_ENTITY_DECL,
                              .name = BAD_CAST "declared",
                              .content = BAD_CAST " ",
                              .length = 1,
                              .orig = BAD_CAST "", /* else libxml2 hangs memory of its own here */
                              .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    scan->text = g_string_sized_new(TEXT_BYTES);
    scan->namespaces = g_array_new(FALSE, FALSE, sizeof(int));
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->_private = scan;
    set_handlers(parser->sax);
    xmlDoc *document = xmlCtxtReadIO(parser, read_more, NULL, scan, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    if (!parser->wellFormed) {
        set_problem(scan->problem, "it is empty or damaged", 0, 0);
    }
    xmlFreeDoc(document);
    xmlFreeParserCtxt(parser);
    g_array_unref(scan->namespaces);
    g_string_free(scan->text, TRUE);
}

bool xml_scan(GBytes *bytes, const XmlHandler *handler, void *context, XmlProblem *problem) {
    g_autofree char *converted = NULL;
    Scan scan = {.handler = handler, .context = context, .problem = problem};
    *problem = (XmlProblem){0};
    if (g_bytes_get_size(bytes) > LIMIT_BOOK_XML_BYTES) {
        set_problem(problem, "it is too large to be looked into", 0, 0);
        return false;
    }
    scan.bytes = xml_bytes_as_utf8(bytes, &converted, &scan.length_bytes);
    if (scan.bytes == NULL) {
        set_problem(problem, "it is not UTF-8", 0, 0);
    } else if (xml_bytes_has_more_attributes(scan.bytes, scan.length_bytes, LIMIT_XML_ATTRIBUTES)) {
        set_problem(problem, "an element has too many attributes", 0, 0);
    } else {
        parse(&scan);
    }
    return problem->message == NULL;
}
