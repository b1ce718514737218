/* What holds paragraphs of its own: tables and their cells, boxes, notes. */
#include "read/manuscript_parts.h"

void manuscript_enter(Manuscript *manuscript, xmlNode *parent) {
    g_ptr_array_add(manuscript->flows, flow_new(parent));
}

void manuscript_leave(Manuscript *manuscript) {
    manuscript_end_paragraph(manuscript);
    flow_settle(manuscript, manuscript_flow(manuscript));
    g_ptr_array_set_size(manuscript->flows, (int)manuscript->flows->len - 1);
}

void manuscript_open_table(Manuscript *manuscript) {
    manuscript_end_paragraph(manuscript);
    Flow *flow = manuscript_flow(manuscript);
    flow->table = manuscript_new_node(manuscript, ELEMENT_TABLE);
    flow->table_part = flow->row = NULL;
    flow_append_block(manuscript, flow, flow->table);
    manuscript->last_title = NULL;
}

void manuscript_open_row(Manuscript *manuscript, bool is_head) {
    Flow *flow = manuscript_flow(manuscript);
    Element part = is_head ? ELEMENT_THEAD : ELEMENT_TBODY;
    if (flow->table_part == NULL || element_of(flow->table_part) != part) {
        flow->table_part = manuscript_new_node(manuscript, part);
        node_append(flow->table, flow->table_part);
    }
    flow->row = manuscript_new_node(manuscript, ELEMENT_TR);
    node_append(flow->table_part, flow->row);
}

void manuscript_open_cell(Manuscript *manuscript, unsigned columns, unsigned rows) {
    Flow *flow = manuscript_flow(manuscript);
    bool is_head = element_of(flow->table_part) == ELEMENT_THEAD;
    xmlNode *cell = manuscript_new_node(manuscript, is_head ? ELEMENT_TH : ELEMENT_TD);
    if (is_head) {
        node_set(cell, ATTRIBUTE_SCOPE, columns > 1 ? "colgroup" : "col");
    }
    if (columns > 1) {
        node_set_number(cell, ATTRIBUTE_COLSPAN, columns);
    }
    if (rows > 1) {
        node_set_number(cell, ATTRIBUTE_ROWSPAN, rows);
    }
    node_append(flow->row, cell);
    manuscript_enter(manuscript, cell);
}

void manuscript_close_cell(Manuscript *manuscript) {
    Flow *flow = manuscript_flow(manuscript);
    xmlNode *cell = flow->parent;
    manuscript_end_paragraph(manuscript);
    if (flow->align != NULL && cell->children != NULL && cell->children->next == NULL) {
        node_set(cell, ATTRIBUTE_CLASS, flow->align);
    }
    manuscript_leave(manuscript);
    flow_unwrap_only_paragraph(cell);
}

void manuscript_close_row(Manuscript *manuscript) {
    Flow *flow = manuscript_flow(manuscript);
    if (flow->row->children == NULL) {
        node_remove(flow->row);
    }
    flow->row = NULL;
}

static bool is_bold_cell(const xmlNode *cell) {
    const xmlNode *only = cell->children;
    return only != NULL && only->next == NULL && element_of(only) == ELEMENT_STRONG &&
           node_get(cell, ATTRIBUTE_ROWSPAN) == NULL;
}

/* All of its cells that hold something are bold, and one does. */
static bool is_bold_row(const xmlNode *row) {
    bool is_bold = false;
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        is_bold |= is_bold_cell(cell);
        if (cell->children != NULL && !is_bold_cell(cell)) {
            return false;
        }
    }
    return is_bold;
}

/* A first row in bold heads those that are not, where the table does not say so. */
static void find_head(Manuscript *manuscript, xmlNode *table) {
    xmlNode *part = table->last;
    bool is_only_part =
        part != NULL && (part->prev == NULL || element_of(part->prev) == ELEMENT_CAPTION);
    xmlNode *row = is_only_part ? part->children : NULL;
    if (row == NULL || element_of(part) != ELEMENT_TBODY || row->next == NULL ||
        !is_bold_row(row) || is_bold_row(row->next)) {
        return;
    }
    xmlNode *head = manuscript_new_node(manuscript, ELEMENT_THEAD);
    node_set_place(head, node_line(row), 0);
    node_insert_before(part, head);
    node_unlink(row);
    node_append(head, row);
    for (xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        node_rename(cell, ELEMENT_TH);
        bool is_wide = node_get(cell, ATTRIBUTE_COLSPAN) != NULL;
        node_set(cell, ATTRIBUTE_SCOPE, is_wide ? "colgroup" : "col");
        if (cell->children != NULL) {
            node_unwrap(cell->children);
        }
    }
}

void manuscript_close_table(Manuscript *manuscript) {
    Flow *flow = manuscript_flow(manuscript);
    find_head(manuscript, flow->table);
    if (flow->table->children == NULL) {
        flow->last = NULL;
        node_remove(flow->table);
    }
    flow->table = flow->table_part = NULL;
}

void manuscript_open_box(Manuscript *manuscript) {
    manuscript_end_paragraph(manuscript);
    if (manuscript->boxes++ > 0 || manuscript->notes > 0) {
        return;
    }
    Flow *flow = manuscript_flow(manuscript);
    manuscript->has_boxes = true;
    xmlNode *box = manuscript_new_node(manuscript, ELEMENT_ASIDE);
    node_set(box, ATTRIBUTE_CLASS, "sidebar");
    flow_append_block(manuscript, flow, box);
    manuscript_enter(manuscript, box);
}

/* A box that holds nothing but pictures, or words that waited for one, is no box. */
static void settle_box(xmlNode *box) {
    bool holds_text = false;
    for (const xmlNode *child = box->children; child != NULL; child = child->next) {
        holds_text |= element_of(child) != ELEMENT_FIGURE;
    }
    if (box->children == NULL) {
        node_remove(box);
    } else if (!holds_text) {
        node_unwrap(box);
    }
}

void manuscript_close_box(Manuscript *manuscript) {
    manuscript_end_paragraph(manuscript);
    if (--manuscript->boxes > 0 || manuscript->notes > 0) {
        return;
    }
    xmlNode *box = manuscript_flow(manuscript)->parent;
    manuscript_leave(manuscript);
    manuscript_flow(manuscript)->last = NULL;
    settle_box(box);
}

void manuscript_open_note(Manuscript *manuscript, const char *label) {
    manuscript_end_paragraph(manuscript);
    xmlNode *note = manuscript_new_node(manuscript, ELEMENT_ASIDE);
    node_set(note, ATTRIBUTE_CLASS, "note");
    node_set(note, ATTRIBUTE_ID, label);
    node_append(tree_body(manuscript->tree), note);
    manuscript->notes++;
    manuscript_enter(manuscript, note);
}

/* An empty note is one all the same: its call has to lead somewhere. */
void manuscript_close_note(Manuscript *manuscript) {
    xmlNode *note = manuscript_flow(manuscript)->parent;
    manuscript_leave(manuscript);
    manuscript->notes--;
    if (note->children == NULL) {
        node_append(note, manuscript_new_node(manuscript, ELEMENT_P));
    }
}
