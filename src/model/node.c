/* The tree's nodes: made, linked and changed by hand. Each node's _private holds its element, line
 * and column in one word, so that asking costs nothing; a node that another library made has zero
 * there and is taken for no element at all. */
#include "model/node.h"

#include "model/interned.h"

#include <assert.h>
#include <string.h>

static_assert(sizeof(void *) == 8, "line, column and element share one pointer");

enum { COLUMN_MOST = 0xFFFF };

/* line 32 bits, column 16, element + 1 16 */
static void set_private(xmlNode *node, Element element, uint32_t line, uint32_t column) {
    uintptr_t word = (uintptr_t)line << 32 | (uintptr_t)MIN(column, COLUMN_MOST) << 16 |
                     (uintptr_t)(uint16_t)(element + 1);
    memcpy(&node->_private, &word, sizeof word);
}

static uintptr_t private_word(const xmlNode *node) {
    return (uintptr_t)node->_private;
}

static void *not_null(void *made) {
    if (made == NULL) {
        g_error("out of memory");
    }
    return made;
}

/* Trees */

xmlDoc *tree_new(void) {
    xmlDoc *tree = not_null(xmlNewDoc((const xmlChar *)"1.0"));
    tree->dict = interned_dictionary();
    xmlDictReference(tree->dict);
    xmlNode *article = node_new(tree, ELEMENT_ARTICLE, 0, 0);
    tree->children = tree->last = article;
    article->parent = (xmlNode *)tree;
    node_append(article, node_new(tree, ELEMENT_BODY, 0, 0));
    return tree;
}

void tree_free(xmlDoc *tree) {
    xmlFreeDoc(tree);
}

xmlNode *tree_body(const xmlDoc *tree) {
    return tree->children->last;
}

xmlNode *tree_part(xmlDoc *tree, Element which, bool make) {
    xmlNode *place = tree->children->children; /* the parts stand in the enum's order */
    while (element_of(place) < which) {
        place = place->next;
    }
    if (element_of(place) == which) {
        return place;
    }
    if (!make) {
        return NULL;
    }
    xmlNode *part = node_new(tree, which, 0, 0);
    node_insert_before(place, part);
    return part;
}

/* Nodes and their places */

xmlNode *node_new(xmlDoc *tree, Element element, uint32_t line, uint32_t column) {
    /* "EatName" takes a name that the dictionary owns; it is not written to. */
    xmlChar *name = (xmlChar *)interned_element(element);
    xmlNode *node = not_null(xmlNewDocNodeEatName(tree, NULL, name, NULL));
    set_private(node, element, line, column);
    return node;
}

xmlNode *node_new_text(xmlDoc *tree, const char *text, size_t length_bytes, uint32_t line,
                       uint32_t column) {
    xmlNode *node = not_null(xmlNewDocTextLen(tree, (const xmlChar *)text, (int)length_bytes));
    set_private(node, ELEMENT_NONE, line, column);
    return node;
}

Element element_of(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE ? (Element)(private_word(node) & 0xFFFF) - 1
                                          : ELEMENT_NONE;
}

uint32_t node_line(const xmlNode *node) {
    return (uint32_t)(private_word(node) >> 32);
}

uint32_t node_column(const xmlNode *node) {
    return (uint32_t)(private_word(node) >> 16 & 0xFFFF);
}

void node_set_place(xmlNode *node, uint32_t line, uint32_t column) {
    set_private(node, element_of(node), line, column);
}

Place node_place(const xmlNode *node, const char *file) {
    return place_at(file, node_line(node), node_column(node));
}

/* Linking */

void node_append(xmlNode *parent, xmlNode *child) {
    child->parent = parent;
    child->prev = parent->last;
    child->next = NULL;
    if (parent->last != NULL) {
        parent->last->next = child;
    } else {
        parent->children = child;
    }
    parent->last = child;
}

void node_insert_before(xmlNode *sibling, xmlNode *node) {
    node->parent = sibling->parent;
    node->prev = sibling->prev;
    node->next = sibling;
    if (sibling->prev != NULL) {
        sibling->prev->next = node;
    } else {
        sibling->parent->children = node;
    }
    sibling->prev = node;
}

void node_insert_after(xmlNode *sibling, xmlNode *node) {
    if (sibling->next != NULL) {
        node_insert_before(sibling->next, node);
    } else {
        node_append(sibling->parent, node);
    }
}

void node_move_children(xmlNode *to, xmlNode *from) {
    if (from->children == NULL) {
        return;
    }
    for (xmlNode *child = from->children; child != NULL; child = child->next) {
        child->parent = to;
    }
    from->children->prev = to->last;
    if (to->last != NULL) {
        to->last->next = from->children;
    } else {
        to->children = from->children;
    }
    to->last = from->last;
    from->children = from->last = NULL;
}

void node_unlink(xmlNode *node) {
    if (node->prev != NULL) {
        node->prev->next = node->next;
    } else if (node->parent != NULL) {
        node->parent->children = node->next;
    }
    if (node->next != NULL) {
        node->next->prev = node->prev;
    } else if (node->parent != NULL) {
        node->parent->last = node->prev;
    }
    node->parent = node->prev = node->next = NULL;
}

void node_remove(xmlNode *node) {
    node_unlink(node);
    xmlFreeNode(node);
}

void node_adopt(xmlDoc *tree, xmlNode *node) {
    for (xmlNode *at = node; at != NULL; at = node_next(at, node, false)) {
        at->doc = tree;
        for (xmlAttr *each = at->type == XML_ELEMENT_NODE ? at->properties : NULL; each != NULL;
             each = each->next) {
            each->doc = tree;
            each->children->doc = tree;
        }
    }
}

xmlNode *node_unwrap(xmlNode *node) {
    xmlNode *first = node->children;
    xmlNode *next = first != NULL ? first : node_next(node, NULL, true);
    if (first != NULL) {
        xmlNode *last = node->last;
        for (xmlNode *child = first; child != NULL; child = child->next) {
            child->parent = node->parent;
        }
        /* The chain of children takes the node's two neighbours; the node keeps only those links
         * that unlinking it needs. */
        first->prev = node->prev;
        last->next = node->next;
        *(node->prev != NULL ? &node->prev->next : &node->parent->children) = first;
        *(node->next != NULL ? &node->next->prev : &node->parent->last) = last;
        node->children = node->last = NULL;
        node->parent = node->prev = node->next = NULL;
        xmlFreeNode(node);
    } else {
        node_remove(node);
    }
    return next;
}

void node_rename(xmlNode *node, Element element) {
    node->name = interned_element(element);
    set_private(node, element, node_line(node), node_column(node));
}

xmlNode *node_next(const xmlNode *node, const xmlNode *top, bool skip) {
    if (!skip && node->type == XML_ELEMENT_NODE && node->children != NULL) {
        return node->children;
    }
    while (node != top && node != NULL && node->type != XML_DOCUMENT_NODE) {
        if (node->next != NULL) {
            return node->next;
        }
        node = node->parent;
    }
    return NULL;
}

/* Attributes. A value is one text node below the attribute, made by node_set and nothing else. */

static xmlAttr *find_attribute(const xmlNode *node, Attribute attribute) {
    if (node->type != XML_ELEMENT_NODE) {
        return NULL;
    }
    const xmlChar *name = interned_attribute(attribute);
    xmlAttr *found = node->properties;
    while (found != NULL && found->name != name) {
        found = found->next;
    }
    return found;
}

void node_set(xmlNode *node, Attribute attribute, const char *value) {
    xmlAttr *present = find_attribute(node, attribute);
    if (present != NULL) {
        node_replace_text(present->children, value, strlen(value));
        return;
    }
    xmlChar *name = (xmlChar *)interned_attribute(attribute);
    not_null(xmlNewNsPropEatName(node, NULL, name, (const xmlChar *)value));
}

void node_set_number(xmlNode *node, Attribute attribute, unsigned long number) {
    char digits[24];
    g_snprintf(digits, sizeof digits, "%lu", number);
    node_set(node, attribute, digits);
}

const char *node_get(const xmlNode *node, Attribute attribute) {
    const xmlAttr *found = find_attribute(node, attribute);
    return found == NULL ? NULL : node_text(found->children);
}

void node_unset(xmlNode *node, Attribute attribute) {
    xmlAttr *present = find_attribute(node, attribute);
    if (present != NULL) {
        xmlRemoveProp(present);
    }
}

bool node_has_class(const xmlNode *node, const char *class_name) {
    const char *value = node_get(node, ATTRIBUTE_CLASS);
    size_t length = strlen(class_name);
    while (value != NULL && *value != '\0') {
        size_t word = strcspn(value, " \t\n\f\r");
        if (word == length && memcmp(value, class_name, length) == 0) {
            return true;
        }
        value += word;
        value += strspn(value, " \t\n\f\r");
    }
    return false;
}

/* Text */

const char *node_text(const xmlNode *text_node) {
    return (const char *)text_node->content;
}

void node_replace_text(xmlNode *text_node, const char *text, size_t length_bytes) {
    xmlChar *copy = not_null(xmlStrndup((const xmlChar *)text, (int)length_bytes));
    xmlFree(text_node->content);
    text_node->content = copy;
}
