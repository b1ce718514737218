/* Two elements held against each other. */
#include "model/node.h"

#include <string.h>

static bool carries_all_of(const xmlNode *one, const xmlNode *other) {
    for (const xmlAttr *at = one->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        Attribute attribute = attribute_from_name(name, strlen(name));
        const char *theirs = attribute == ATTRIBUTE_NONE ? NULL : node_get(other, attribute);
        const char *ours = attribute == ATTRIBUTE_NONE ? NULL : node_get(one, attribute);
        if (ours == NULL || theirs == NULL || strcmp(ours, theirs) != 0) {
            return false;
        }
    }
    return true;
}

/* Text in pieces: what is left of the piece at hand, and the node after the last one. */
typedef struct {
    const xmlNode *node;
    const char *rest;
} Reader;

static bool fill(Reader *reader) {
    while (*reader->rest == '\0' && reader->node->next != NULL &&
           reader->node->next->type == XML_TEXT_NODE) {
        reader->node = reader->node->next;
        reader->rest = node_text(reader->node);
    }
    return *reader->rest != '\0';
}

static bool same_byte(char one, char other, bool is_literal) {
    bool are_spaces = !is_literal && strchr(" \n\t", one) != NULL && strchr(" \n\t", other) != NULL;
    return one == other || are_spaces;
}

/* Steps both past the runs of text that they begin with. */
static bool same_text(const xmlNode **one, const xmlNode **other, bool is_literal) {
    Reader left = {*one, node_text(*one)};
    Reader right = {*other, node_text(*other)};
    bool has_left = fill(&left);
    bool has_right = fill(&right);
    while (has_left && has_right && same_byte(*left.rest, *right.rest, is_literal)) {
        left.rest++;
        right.rest++;
        has_left = fill(&left);
        has_right = fill(&right);
    }
    *one = left.node;
    *other = right.node;
    return !has_left && !has_right;
}

/* An item's text before a list in it may stand in a paragraph or not: no reader shows which. */
static bool is_wrapped(const xmlNode *item) {
    const xmlNode *first = element_of(item) == ELEMENT_LI ? item->children : NULL;
    Element after = first != NULL && first->next != NULL ? element_of(first->next) : ELEMENT_NONE;
    return first != NULL && element_of(first) == ELEMENT_P && first->properties == NULL &&
           first->children != NULL && (after == ELEMENT_UL || after == ELEMENT_OL);
}

static const xmlNode *first_in(const xmlNode *element) {
    return is_wrapped(element) ? element->children->children : element->children;
}

static const xmlNode *next_in(const xmlNode *element, const xmlNode *child) {
    return child->next == NULL && child->parent != element ? child->parent->next : child->next;
}

/* No tree is deeper than LIMIT_TREE_DEPTH. */
static bool says_the_same(const xmlNode *one, const xmlNode *other, bool is_literal) {
    if (node_kind(one) == NODE_NOTE_CALL && node_kind(other) == NODE_NOTE_CALL) {
        return g_strcmp0(node_get(one, ATTRIBUTE_HREF), node_get(other, ATTRIBUTE_HREF)) == 0;
    }
    if (element_of(one) != element_of(other) || !carries_all_of(one, other) ||
        !carries_all_of(other, one)) {
        return false;
    }
    is_literal = is_literal || element_of(one) == ELEMENT_PRE;
    const xmlNode *left = first_in(one);
    const xmlNode *right = first_in(other);
    for (; left != NULL && right != NULL;
         left = next_in(one, left), right = next_in(other, right)) {
        bool is_text = left->type == XML_TEXT_NODE;
        if (is_text != (right->type == XML_TEXT_NODE) ||
            !(is_text ? same_text(&left, &right, is_literal)
                      : says_the_same(left, right, is_literal))) {
            return false;
        }
    }
    return left == NULL && right == NULL;
}

bool node_says_the_same(const xmlNode *one, const xmlNode *other) {
    return says_the_same(one, other, false);
}
