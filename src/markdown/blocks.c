/* Blocks into the tree. */
#include "markdown/walk.h"

#include <string.h>

static const Element headings[] = {
    [1] = ELEMENT_H2, [2] = ELEMENT_H2, [3] = ELEMENT_H3,
    [4] = ELEMENT_H4, [5] = ELEMENT_H5, [6] = ELEMENT_H6,
};

/* A first-level heading may be the article's title: enrich settles that. */
static void enter_heading(Walk *walk, cmark_node *node) {
    int level = cmark_node_get_heading_level(node);
    xmlNode *heading = open_element(walk, node, headings[CLAMP(level, 1, 6)]);
    if (heading != NULL && level == 1) {
        node_set(heading, ATTRIBUTE_CLASS, "title");
    }
    take_heading_attributes(node, heading);
}

static void enter_list(Walk *walk, cmark_node *node) {
    bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    xmlNode *list = open_element(walk, node, is_ordered ? ELEMENT_OL : ELEMENT_UL);
    int start = cmark_node_get_list_start(node);
    if (list != NULL && is_ordered && start != 1) {
        node_set_number(list, ATTRIBUTE_START, (unsigned long)start);
    }
}

static void take_code_block(Walk *walk, cmark_node *node) {
    Position place = places_of(&walk->places, node);
    const char *literal = cmark_node_get_literal(node);
    g_autofree char *restored = restore_markers(walk, literal);
    const char *code = restored != NULL ? restored : literal;
    xmlNode *pre = open_element(walk, node, ELEMENT_PRE);
    xmlNode *inner = node_new(walk->builder.tree, ELEMENT_CODE, place.line, place.column);
    inner = builder_open(&walk->builder, inner);
    append_text(walk, code, strlen(code), place);
    builder_close(&walk->builder, inner);
    builder_close(&walk->builder, pre);
}

/* Paragraphs */

static bool is_tight(cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *list = item != NULL ? cmark_node_parent(item) : NULL;
    return list != NULL && cmark_node_get_type(list) == CMARK_NODE_LIST &&
           cmark_node_get_list_tight(list);
}

/* `- [ ]` and `- [x]`: a box to tick. */
static void take_task_box(Walk *walk, cmark_node *paragraph) {
    cmark_node *item = cmark_node_parent(paragraph);
    cmark_node *first = cmark_node_first_child(paragraph);
    if (cmark_node_get_type(item) != CMARK_NODE_ITEM || cmark_node_previous(paragraph) != NULL ||
        first == NULL || cmark_node_get_type(first) != CMARK_NODE_TEXT) {
        return;
    }
    const char *literal = cmark_node_get_literal(first);
    bool is_box = literal[0] == '[' && strchr(" xX", literal[1]) != NULL && literal[1] != '\0' &&
                  literal[2] == ']' && literal[3] == ' ';
    if (is_box) {
        const char *box = literal[1] == ' ' ? "☐" : "☑";
        append_text(walk, box, strlen(box), places_of(&walk->places, first));
        walk->skip_bytes = 3;
    }
}

static bool enter_paragraph(Walk *walk, cmark_node *node) {
    if (walk->verses == 0 && set_figures(walk, node)) {
        return false;
    }
    if (is_tight(node)) {
        builder_break(&walk->builder);
    } else {
        open_element(walk, node, ELEMENT_P);
    }
    take_task_box(walk, node);
    walk->is_plain_lines = walk->verses > 0 || walk->is_broken_table;
    walk->is_broken_table = false;
    return true;
}

static void leave_paragraph(Walk *walk, cmark_node *node) {
    xmlNode *paragraph = cmark_node_get_user_data(node);
    walk->is_plain_lines = false;
    builder_close(&walk->builder, paragraph);
    if (paragraph != NULL && paragraph->children == NULL) { /* it was all comments */
        node_remove(paragraph);
    }
}

bool enter_block(Walk *walk, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        return true;
    case CMARK_NODE_BLOCK_QUOTE:
        open_element(walk, node, ELEMENT_BLOCKQUOTE);
        return true;
    case CMARK_NODE_LIST:
        enter_list(walk, node);
        return true;
    case CMARK_NODE_ITEM:
        open_element(walk, node, ELEMENT_LI);
        return true;
    case CMARK_NODE_CODE_BLOCK:
        take_code_block(walk, node);
        return false;
    case CMARK_NODE_HTML_BLOCK:
        take_html_block(walk, node);
        return false;
    case CMARK_NODE_PARAGRAPH:
        return enter_paragraph(walk, node);
    case CMARK_NODE_HEADING:
        enter_heading(walk, node);
        return true;
    case CMARK_NODE_THEMATIC_BREAK:
        open_element(walk, node, ELEMENT_HR);
        return false;
    default:
        return enter_table(walk, node);
    }
}

void leave_block(Walk *walk, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        leave_paragraph(walk, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
    case CMARK_NODE_LIST:
    case CMARK_NODE_ITEM:
    case CMARK_NODE_HEADING:
        builder_close(&walk->builder, cmark_node_get_user_data(node));
        break;
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        break;
    default:
        leave_table(walk, node);
    }
}
