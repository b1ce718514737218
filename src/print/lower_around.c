/* Elements and what a style sheet says of them, and their place in the PDF's structure. */
#include "print/lower.h"

#include <string.h>

static bool is_element(const xmlNode *node) {
    return node->type == XML_ELEMENT_NODE;
}

static const xmlNode *neighbour(const xmlNode *node, bool before) {
    const xmlNode *at = before ? node->prev : node->next;
    while (at != NULL && !is_element(at)) {
        at = before ? at->prev : at->next;
    }
    return at;
}

static void settle(const Lower *lower, Around *around, const Around *parent) {
    around->parent = parent;
    around->subject.parent = parent == NULL ? NULL : &parent->subject;
    around->subject.lang = around->lang;
    around->style = print_style_of(lower->setting->style, parent == NULL ? NULL : parent->style,
                                   &around->subject, NULL);
}

Around around_frame(const Lower *lower, const Around *parent, const char *element,
                    const char *classes) {
    Around around = {.subject = {.element = element, .classes = classes},
                     .lang = parent == NULL ? lower->article->lang : parent->lang,
                     .is_rtl = parent == NULL ? lower->article->is_rtl : parent->is_rtl};
    settle(lower, &around, parent);
    return around;
}

/* A language that is said says which way its text runs, if nothing else does. */
static void read_direction(Around *around, const xmlNode *node) {
    const char *lang = node_get(node, ATTRIBUTE_LANG);
    const char *direction = node_get(node, ATTRIBUTE_DIR);
    if (lang != NULL && strcmp(lang, around->lang) != 0) {
        around->lang = lang;
        around->is_rtl = language_tag_is_rtl(lang);
    }
    if (direction != NULL && strcmp(direction, "auto") != 0) {
        around->is_rtl = strcmp(direction, "rtl") == 0;
    }
}

Around around_node(const Lower *lower, const Around *parent, const xmlNode *node,
                   const char *classes) {
    const xmlNode *before = neighbour(node, true);
    Around around = {
        .subject = {.element = (const char *)node->name,
                    .classes = classes != NULL ? classes : node_get(node, ATTRIBUTE_CLASS),
                    .is_first_child = before == NULL,
                    .is_last_child = neighbour(node, false) == NULL,
                    .previous = before == NULL ? NULL : (const char *)before->name},
        .lang = parent->lang,
        .is_rtl = parent->is_rtl};
    if (node->properties != NULL) {
        read_direction(&around, node);
    }
    settle(lower, &around, parent);
    return around;
}

const BoxStyle *around_pseudo(const Lower *lower, const Around *around, const char *pseudo) {
    return print_style_of(lower->setting->style, around->style, &around->subject, pseudo);
}

StructureElement *structure_for(StructureElement *parent, StructureRole role,
                                const Around *around) {
    StructureElement *element = structure_add(parent, role);
    if (around->parent != NULL && strcmp(around->lang, around->parent->lang) != 0) {
        element->lang = g_strdup(around->lang);
    }
    return element;
}
