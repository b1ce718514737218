/* Tables: the extension's nodes are told by the names of their types. */
#include "markdown/walk.h"

#include "base/limits.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

typedef enum { TABLE_NONE, TABLE_WHOLE, TABLE_HEADER, TABLE_ROW, TABLE_CELL } TableNode;

static TableNode table_node(cmark_node *node) {
    static const char *const names[] = {
        [TABLE_WHOLE] = "table",
        [TABLE_HEADER] = "table_header",
        [TABLE_ROW] = "table_row",
        [TABLE_CELL] = "table_cell",
    };
    const char *name = cmark_node_get_type_string(node);
    for (int kind = TABLE_WHOLE; kind <= TABLE_CELL; kind++) {
        if (strcmp(name, names[kind]) == 0) {
            return (TableNode)kind;
        }
    }
    return TABLE_NONE;
}

/* The header row stands in a thead; the rows after it in one tbody. */
static void enter_row(Walk *walk, cmark_node *node, TableNode kind) {
    cmark_node *before = cmark_node_previous(node);
    if (kind == TABLE_HEADER || (before != NULL && table_node(before) == TABLE_HEADER)) {
        Position place = places_of(&walk->places, node);
        Element part = kind == TABLE_HEADER ? ELEMENT_THEAD : ELEMENT_TBODY;
        xmlNode *group = node_new(walk->builder.tree, part, place.line, place.column);
        builder_open(&walk->builder, group);
    }
    open_element(walk, node, ELEMENT_TR);
}

static void leave_row(Walk *walk, cmark_node *node, TableNode kind) {
    xmlNode *row = cmark_node_get_user_data(node);
    builder_close(&walk->builder, row);
    if (row != NULL && (kind == TABLE_HEADER || cmark_node_next(node) == NULL)) {
        builder_close(&walk->builder, row->parent);
    }
}

static const char *alignment_class(cmark_node *cell) {
    cmark_node *row = cmark_node_parent(cell);
    cmark_node *table = cmark_node_parent(row);
    const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
    size_t column = 0;
    for (cmark_node *at = cmark_node_previous(cell); at != NULL; at = cmark_node_previous(at)) {
        column++;
    }
    if (alignments == NULL || column >= cmark_gfm_extensions_get_table_columns(table)) {
        return NULL;
    }
    return alignments[column] == 'r' ? "right" : alignments[column] == 'c' ? "center" : NULL;
}

static void enter_cell(Walk *walk, cmark_node *node) {
    bool is_header = table_node(cmark_node_parent(node)) == TABLE_HEADER;
    xmlNode *cell = open_element(walk, node, is_header ? ELEMENT_TH : ELEMENT_TD);
    const char *class_name = alignment_class(node);
    if (cell != NULL && class_name != NULL) {
        node_set(cell, ATTRIBUTE_CLASS, class_name);
    }
    if (cell != NULL && is_header) {
        node_set(cell, ATTRIBUTE_SCOPE, "col");
    }
}

bool enter_table(Walk *walk, cmark_node *node) {
    TableNode kind = table_node(node);
    switch (kind) {
    case TABLE_NONE:
        return true;
    case TABLE_WHOLE:
        open_element(walk, node, ELEMENT_TABLE);
        break;
    case TABLE_HEADER:
    case TABLE_ROW:
        enter_row(walk, node, kind);
        break;
    case TABLE_CELL:
        enter_cell(walk, node);
        break;
    }
    return true;
}

void leave_table(Walk *walk, cmark_node *node) {
    TableNode kind = table_node(node);
    if (kind == TABLE_HEADER || kind == TABLE_ROW) {
        leave_row(walk, node, kind);
    } else if (kind != TABLE_NONE) {
        builder_close(&walk->builder, cmark_node_get_user_data(node));
    }
}
