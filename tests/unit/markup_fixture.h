/* Markup as a test writes it, made a tree as Galley makes them. */
#ifndef GALLEY_TESTS_MARKUP_FIXTURE_H
#define GALLEY_TESTS_MARKUP_FIXTURE_H

#include "model/node.h"

#include <libxml/parser.h>
#include <string.h>

/* Copies what libxml2 parsed into a tree as Galley makes them. */
static inline void fixture_copy(xmlDoc *tree, xmlNode *to, const xmlNode *from) {
    for (const xmlNode *child = from->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE) {
            const char *text = (const char *)child->content;
            node_append(to, node_new_text(tree, text, strlen(text), 1, 1));
            continue;
        }
        const char *name = (const char *)child->name;
        Element element = element_from_name(name, strlen(name));
        g_assert_cmpint(element, >=, 0);
        xmlNode *node = node_new(tree, element, 1, 1);
        for (const xmlAttr *attribute = child->properties; attribute != NULL;
             attribute = attribute->next) {
            const char *key = (const char *)attribute->name;
            xmlChar *value = xmlNodeGetContent((const xmlNode *)attribute);
            node_set(node, attribute_from_name(key, strlen(key)), (const char *)value);
            xmlFree(value);
        }
        node_append(to, node);
        fixture_copy(tree, node, child);
    }
}

static inline void fixture_fill(xmlDoc *tree, xmlNode *to, const char *markup) {
    g_autofree char *whole = g_strconcat("<x>", markup, "</x>", NULL);
    xmlDoc *parsed =
        xmlReadMemory(whole, (int)strlen(whole), NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    g_assert_nonnull(parsed);
    fixture_copy(tree, to, xmlDocGetRootElement(parsed));
    xmlFreeDoc(parsed);
}

#endif
