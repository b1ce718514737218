/* Copying within the vocabulary: names stay interned, which libxml2's own copy does not see to. */
#include "model/node.h"

#include <string.h>

static xmlNode *copy_one(xmlDoc *tree, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        const char *text = node_text(node);
        return node_new_text(tree, text, strlen(text), node_line(node), node_column(node));
    }
    xmlNode *copy = node_new(tree, element_of(node), node_line(node), node_column(node));
    for (const xmlAttr *at = node->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        Attribute attribute = attribute_from_name(name, strlen(name));
        node_set(copy, attribute, node_get(node, attribute));
    }
    return copy;
}

/* No tree is deeper than LIMIT_TREE_DEPTH. */
xmlNode *node_copy(xmlDoc *tree, const xmlNode *node, bool is_deep) {
    xmlNode *copy = copy_one(tree, node);
    const xmlNode *child = is_deep && node->type != XML_TEXT_NODE ? node->children : NULL;
    for (; child != NULL; child = child->next) {
        node_append(copy, node_copy(tree, child, true));
    }
    return copy;
}
