/* Growing libxml2 trees by hand, with real namespaces. */
#include "epub/markup.h"

#include <glib.h>

static void *not_null(void *made) {
    if (made == NULL) {
        g_error("out of memory");
    }
    return made;
}

xmlDoc *markup_new(const char *root, const char *namespace_uri) {
    xmlDoc *document = not_null(xmlNewDoc(BAD_CAST "1.0"));
    xmlNode *node = not_null(xmlNewDocNode(document, NULL, BAD_CAST root, NULL));
    xmlDocSetRootElement(document, node);
    if (namespace_uri != NULL) {
        xmlSetNs(node, markup_declare(node, namespace_uri, NULL));
    }
    return document;
}

xmlNode *markup_root(const xmlDoc *document) {
    return xmlDocGetRootElement(document);
}

xmlNs *markup_declare(xmlNode *node, const char *namespace_uri, const char *prefix) {
    return not_null(xmlNewNs(node, BAD_CAST namespace_uri, BAD_CAST prefix));
}

xmlNode *markup_add(xmlNode *parent, const char *name, const char *text) {
    return markup_add_in(parent, parent->ns, name, text);
}

xmlNode *markup_add_in(xmlNode *parent, xmlNs *namespace, const char *name, const char *text) {
    xmlNode *node = not_null(xmlNewDocNode(parent->doc, namespace, BAD_CAST name, NULL));
    xmlAddChild(parent, node);
    if (text != NULL) {
        xmlAddChild(node, not_null(xmlNewDocText(parent->doc, BAD_CAST text)));
    }
    return node;
}

void markup_set(xmlNode *node, const char *name, const char *value) {
    not_null(xmlNewProp(node, BAD_CAST name, BAD_CAST value));
}

void markup_set_in(xmlNode *node, xmlNs *namespace, const char *name, const char *value) {
    not_null(xmlNewNsProp(node, namespace, BAD_CAST name, BAD_CAST value));
}

void markup_set_number(xmlNode *node, const char *name, size_t number) {
    char digits[24];
    g_snprintf(digits, sizeof digits, "%" G_GSIZE_FORMAT, number);
    markup_set(node, name, digits);
}

void markup_set_xml_lang(xmlNode *node, const char *lang) {
    xmlNs *xml = not_null(xmlSearchNsByHref(node->doc, node, XML_XML_NAMESPACE));
    markup_set_in(node, xml, "lang", lang);
}
