/* A drawing of ten lines can ask to be drawn a billion times: each <use> draws another one's
 * contents. How many elements there are to draw is counted before a reader has to. */
#include "images/picture_walk.h"

#include "base/limits.h"
#include "images/svg_names.h"

#include <string.h>

static uintptr_t cost_of(const xmlNode *node) {
    return (uintptr_t)node->_private;
}

static xmlNode *innermost(xmlNode *node) {
    while (node->type == XML_ELEMENT_NODE && node->children != NULL) {
        node = node->children;
    }
    return node;
}

/* The next node of the tree when what is inside comes before what it is in; NULL after the root. */
static xmlNode *next_inside_out(xmlNode *node, const xmlNode *root) {
    if (node == root) {
        return NULL;
    }
    return node->next != NULL ? innermost(node->next) : node->parent;
}

/* The element that a <use> draws; NULL if there is none, or this is no <use>. */
static xmlNode *find_target(const xmlNode *element, GHashTable *ids) {
    if (strcmp((const char *)element->name, "use") != 0) {
        return NULL;
    }
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        const xmlNode *text = attribute->children;
        bool is_reference = g_str_has_suffix((const char *)attribute->name, "href") &&
                            text != NULL && text->content != NULL;
        const char *hash = is_reference ? strchr((const char *)text->content, '#') : NULL;
        if (hash != NULL) {
            g_autofree char *id = g_strstrip(g_strdup(hash + 1));
            return g_hash_table_lookup(ids, id);
        }
    }
    return NULL;
}

/* What it costs to draw an element, as far as it is known. */
static uintptr_t add_up(const xmlNode *element, GHashTable *ids) {
    uintptr_t cost = 1;
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        cost += child->type == XML_ELEMENT_NODE ? cost_of(child) : 0;
    }
    const xmlNode *target = find_target(element, ids);
    cost += target != NULL ? cost_of(target) : 0;
    return MIN(cost, LIMIT_SVG_DRAWN + 1);
}

static void add_ids(xmlNode *root, GHashTable *ids) {
    for (xmlNode *node = innermost(root); node != NULL; node = next_inside_out(node, root)) {
        if (node->type == XML_ELEMENT_NODE) {
            xmlChar *id = xmlGetNoNsProp(node, (const xmlChar *)"id");
            if (id != NULL && !g_hash_table_contains(ids, id)) {
                g_hash_table_insert(ids, g_strdup((const char *)id), node);
            }
            xmlFree(id);
        }
    }
}

/* Each round knows uses within uses one level deeper; what still grows at the last is endless. */
bool svg_repeats_too_often(xmlNode *root) {
    GHashTable *ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_ids(root, ids);
    bool has_changed = g_hash_table_size(ids) > 0;
    for (unsigned round = 0; has_changed && round < LIMIT_SVG_USE_DEPTH; round++) {
        has_changed = false;
        for (xmlNode *node = innermost(root); node != NULL; node = next_inside_out(node, root)) {
            if (node->type == XML_ELEMENT_NODE) {
                uintptr_t cost = add_up(node, ids);
                has_changed = has_changed || cost != cost_of(node);
                node->_private = (void *)cost; /* NOLINT(performance-no-int-to-ptr): a count */
            }
        }
    }
    g_hash_table_unref(ids);
    return has_changed || cost_of(root) > LIMIT_SVG_DRAWN;
}
