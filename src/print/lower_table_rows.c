/* A table's rows as slugs. A row is never cut unless it is higher than a page: then its cells stand
 * one under another, each in its own column. Heads are repeated where the table is cut, as
 * artifacts: to those who listen they were said already. */
#include "print/lower_table.h"

#include <string.h>

enum {
    ROW_COST = 60,       /* of a column that ends between rows */
    EDGE_ROW_COST = 400, /* behind a table's first row or before its last */
    GIVING_PERCENT = 60, /* of a row's padding may go, and all of its rules' widths */
    MOST_HEAD_PERCENT = 35,
    SHORT_PART = 3, /* of a page: a table that is no higher is never cut */
};

/* Cells */

static Mpt columns_width(const Table *table, unsigned first, unsigned count) {
    gint64 width = 0;
    for (unsigned i = first; i < first + count && i < table->columns; i++) {
        width += table->widths_mpt[i];
    }
    return (Mpt)width;
}

/* Where a cell stands: columns run from the right in a text that does. */
static Mpt cell_left(const Table *table, const TableCell *cell) {
    Mpt before = columns_width(table, 0, cell->column);
    if (!table->around->is_rtl) {
        return table->left_mpt + before;
    }
    return table->left_mpt + columns_width(table, 0, table->columns) - before -
           columns_width(table, cell->column, cell->column_span);
}

static StructureElement *cell_element(StructureElement *row, const TableCell *cell,
                                      const Around *around) {
    bool is_head = cell->heads_row || cell->heads_column;
    StructureElement *element =
        structure_for(row, is_head ? ROLE_TABLE_HEADER_CELL : ROLE_TABLE_CELL, around);
    element->column_span = cell->column_span > 1 ? cell->column_span : 0;
    element->row_span = cell->row_span > 1 ? cell->row_span : 0;
    element->heads_row = cell->heads_row;
    return element;
}

static void set_cell(Table *table, Flow *flow, const TableRow *row, TableCell *cell) {
    Around chain[3];
    Lower *lower = flow->lower;
    const Around *around = table_cell_around(lower, table, row, cell, chain);
    const BoxStyle *style = around->style;
    BoxSide left = around->is_rtl ? SIDE_END : SIDE_START;
    Mpt width = columns_width(table, cell->column, cell->column_span) -
                box_edge_mpt(style, SIDE_START) - box_edge_mpt(style, SIDE_END);
    cell->style = style;
    cell->left_mpt = cell_left(table, cell) + box_edge_mpt(style, left);
    cell->groups = slug_groups_new();
    g_autoptr(Column) column = column_new(cell->groups, MAX(width, 1));
    column->is_cell = true;
    column->cell_align = cell->align != ALIGN_START      ? cell->align
                         : style->align == ALIGN_JUSTIFY ? ALIGN_START
                                                         : style->align;
    Flow inside = {.lower = lower,
                   .column = column,
                   .measure_mpt = column->width_mpt,
                   .element = cell_element(row->element, cell, around)};
    column_add_target(&inside, cell->node);
    lower_blocks(&inside, around, cell->node->children);
    unsigned steps = groups_steps(cell->groups);
    cell->content_mpt = (Mpt)steps * lower->setting->grid_mpt - (steps > 0 ? column->free_mpt : 0);
    cell->top_mpt = box_edge_mpt(style, SIDE_TOP);
    cell->bottom_mpt = box_edge_mpt(style, SIDE_BOTTOM);
    Mpt padding = style->padding_mpt[SIDE_TOP] + style->padding_mpt[SIDE_BOTTOM];
    Mpt rules = style->border[SIDE_TOP].width_mpt + style->border[SIDE_BOTTOM].width_mpt;
    cell->giving_mpt = rules + padding / 100 * GIVING_PERCENT;
}

/* Rows */

static StructureElement *part_element(Flow *flow, TablePart part) {
    static const StructureRole roles[] = {ROLE_TABLE_HEAD, ROLE_TABLE_BODY, ROLE_TABLE_FOOT};
    const GPtrArray *parts = flow->element->children;
    StructureElement *last = parts == NULL ? NULL : parts->pdata[parts->len - 1];
    return last != NULL && last->role == roles[part] ? last
                                                     : structure_add(flow->element, roles[part]);
}

static TableCell *cell_of(const Table *table, const TableRow *row, guint index) {
    return &g_array_index(table->cells, TableCell, row->first_cell + index);
}

static unsigned steps_of(const Setting *setting, Mpt height_mpt, Mpt giving_mpt) {
    Mpt least = height_mpt - giving_mpt;
    return MAX((unsigned)((least + setting->grid_mpt - 1) / setting->grid_mpt), 1);
}

static void set_row(Table *table, Flow *flow, TableRow *row) {
    Mpt height = 0;
    Mpt giving = 0;
    row->element = structure_add(part_element(flow, row->part), ROLE_TABLE_ROW);
    for (guint i = 0; i < row->cell_count; i++) {
        TableCell *cell = cell_of(table, row, i);
        set_cell(table, flow, row, cell);
        Mpt cell_mpt = cell->top_mpt + cell->content_mpt + cell->bottom_mpt;
        if (cell->row_span == 1 && cell_mpt > height) {
            height = cell_mpt;
            giving = cell->giving_mpt;
        }
    }
    const Setting *setting = flow->lower->setting;
    row->steps = steps_of(setting, height, giving);
    row->shift_mpt = ((Mpt)row->steps * setting->grid_mpt - height) / 2;
}

static unsigned steps_spanned(const Table *table, const TableCell *cell) {
    unsigned steps = 0;
    for (unsigned i = 0; i < cell->row_span; i++) {
        steps += g_array_index(table->rows, TableRow, cell->row + i).steps;
    }
    return steps;
}

/* What spans rows and is higher than they are makes the last of them higher. */
static void fit_row_spans(Table *table, const Setting *setting) {
    for (guint i = 0; i < table->cells->len; i++) {
        const TableCell *cell = &g_array_index(table->cells, TableCell, i);
        if (cell->row_span == 1) {
            continue;
        }
        Mpt height = cell->top_mpt + cell->content_mpt + cell->bottom_mpt;
        unsigned wanted = steps_of(setting, height, cell->giving_mpt);
        unsigned have = steps_spanned(table, cell);
        if (wanted > have) {
            g_array_index(table->rows, TableRow, cell->row + cell->row_span - 1).steps +=
                wanted - have;
        }
    }
}

/* Slugs */

static void draw_cell(const Table *table, const Setting *setting, const TableRow *row,
                      const TableCell *cell, Slug *slug) {
    Mpt height = (Mpt)steps_spanned(table, cell) * setting->grid_mpt;
    Box box = {.x_mpt = cell_left(table, cell),
               .width_mpt = columns_width(table, cell->column, cell->column_span),
               .height_mpt = height};
    box_draw(slug->list, cell->style, box, table->around->is_rtl, true, true);
    Mpt y = row->part == PART_HEAD ? height - cell->bottom_mpt - cell->content_mpt - row->shift_mpt
                                   : cell->top_mpt + row->shift_mpt;
    unsigned steps = 0;
    GArray *notes = slug->notes != NULL ? slug->notes : g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(DisplayList) list = groups_join(cell->groups, setting->grid_mpt, &steps, notes);
    display_list_add(slug->list, list, cell->left_mpt, y);
    slug->notes = notes;
}

static void drop_empty(Slug *slug) {
    if (slug->notes != NULL && slug->notes->len == 0) {
        g_clear_pointer(&slug->notes, g_array_unref);
    }
}

static void add_row_slug(const Table *table, const Setting *setting, const TableRow *row,
                         GArray *slugs) {
    Slug slug = {.steps = row->steps, .list = display_list_new(), .node = row->node};
    for (guint i = 0; i < row->cell_count; i++) {
        draw_cell(table, setting, row, cell_of(table, row, i), &slug);
    }
    drop_empty(&slug);
    g_array_append_val(slugs, slug);
}

/* A row that no page can hold: its cells under one another. */
static void add_cells_apart(const Table *table, const TableRow *row, GArray *slugs) {
    for (guint i = 0; i < row->cell_count; i++) {
        const TableCell *cell = cell_of(table, row, i);
        for (guint g = 0; g < cell->groups->len; g++) {
            GArray *from = ((SlugGroup *)cell->groups->pdata[g])->slugs[1];
            for (guint at = 0; at < from->len; at++) {
                Slug *slug = &g_array_index(from, Slug, at);
                DisplayList *list = display_list_new();
                slug_draw_on(slug, list, cell->left_mpt, 0);
                g_array_append_vals(slugs, slug, 1);
                *slug = (Slug){.steps = 1}; /* what it owned is the table's now */
            }
        }
    }
}

/* One that is short is not cut; one that the theme keeps in one piece not either, if a page holds
 * it. */
static bool stays_whole(const Table *table, const Setting *setting) {
    gint64 steps = 0;
    for (guint i = 0; i < table->rows->len; i++) {
        steps += g_array_index(table->rows, TableRow, i).steps;
    }
    return table->around->style->break_inside == BREAK_AVOID ||
           steps * SHORT_PART <= setting->page_steps;
}

/* Where may the table be cut: never behind a head, or within cells that span rows, if they fit. */
static void settle_costs(const Table *table, const Setting *setting, const guint *row_ends,
                         GArray *slugs) {
    unsigned spanned_to = 0;
    guint count = table->rows->len;
    bool is_whole = stays_whole(table, setting);
    for (guint i = 0; i + 1 < count; i++) {
        const TableRow *row = &g_array_index(table->rows, TableRow, i);
        for (guint at = 0; at < row->cell_count; at++) {
            const TableCell *cell = cell_of(table, row, at);
            if (steps_spanned(table, cell) <= setting->page_steps / 2) {
                spanned_to = MAX(spanned_to, cell->row + cell->row_span);
            }
        }
        Slug *slug = &g_array_index(slugs, Slug, row_ends[i] - 1);
        bool is_edge = i + 2 == count || (i > 0 && (row - 1)->part == PART_HEAD) || i == 0;
        slug->break_cost = row->part == PART_HEAD || spanned_to > i + 1 || is_whole
                               ? BREAK_FORBIDDEN_COST
                           : is_edge ? EDGE_ROW_COST
                                     : ROW_COST;
    }
}

/* A head as it is drawn again: of no structure, and nothing leads to it. */
static DisplayList *as_artifact(const DisplayList *list) {
    DisplayList *copy = display_list_new();
    display_list_begin(copy, NULL, ARTIFACT_PAGINATION);
    display_list_add(copy, list, 0, 0);
    guint kept = 1;
    for (guint i = 1; i < copy->operations->len; i++) {
        Operation operation = g_array_index(copy->operations, Operation, i);
        if (operation.kind == OPERATION_TEXT || operation.kind == OPERATION_FILL ||
            operation.kind == OPERATION_PICTURE) {
            g_array_index(copy->operations, Operation, kept++) = operation;
        }
    }
    g_array_set_size(copy->operations, kept);
    display_list_end(copy);
    return copy;
}

static void add_repeats(const Table *table, const Setting *setting, SlugGroup *group) {
    unsigned steps = 0;
    guint heads = 0;
    while (heads < table->rows->len &&
           g_array_index(table->rows, TableRow, heads).part == PART_HEAD) {
        steps += g_array_index(table->rows, TableRow, heads).steps;
        heads++;
    }
    if (heads == 0 || heads == table->rows->len ||
        steps * 100 > setting->page_steps * MOST_HEAD_PERCENT) {
        return;
    }
    group->repeats = slugs_new();
    for (guint i = 0; i < heads; i++) {
        Slug *head = &g_array_index(group->slugs[1], Slug, i);
        head->is_head = true;
        Slug again = {.steps = head->steps,
                      .is_head = true,
                      .break_cost = BREAK_FORBIDDEN_COST,
                      .list = as_artifact(head->list)};
        g_array_append_val(group->repeats, again);
    }
}

/* A table that is to stay whole but is higher than a page is cut all the same. */
static void free_costs(const Setting *setting, GArray *slugs) {
    unsigned steps = 0;
    for (guint i = 0; i < slugs->len; i++) {
        steps += g_array_index(slugs, Slug, i).steps;
    }
    for (guint i = 0; i < slugs->len && steps > setting->page_steps; i++) {
        Slug *slug = &g_array_index(slugs, Slug, i);
        bool is_free = !slug->is_head && slug->break_cost == BREAK_FORBIDDEN_COST;
        slug->break_cost = is_free ? EDGE_ROW_COST : slug->break_cost;
    }
}

static void add_slugs(const Table *table, const Setting *setting, SlugGroup *group) {
    g_autofree guint *row_ends = g_new0(guint, table->rows->len);
    for (guint i = 0; i < table->rows->len; i++) {
        const TableRow *row = &g_array_index(table->rows, TableRow, i);
        if (row->steps > setting->page_steps) {
            add_cells_apart(table, row, group->slugs[1]);
        }
        if (group->slugs[1]->len == (i == 0 ? 0 : row_ends[i - 1])) {
            add_row_slug(table, setting, row, group->slugs[1]);
        }
        row_ends[i] = group->slugs[1]->len;
    }
    settle_costs(table, setting, row_ends, group->slugs[1]);
    add_repeats(table, setting, group);
    if (table->around->style->break_inside == BREAK_AVOID) {
        free_costs(setting, group->slugs[1]);
    }
}

void table_set(Table *table, Flow *flow, BlockMargins margins) {
    const Setting *setting = flow->lower->setting;
    for (guint i = 0; i < table->rows->len; i++) {
        set_row(table, flow, &g_array_index(table->rows, TableRow, i));
    }
    fit_row_spans(table, setting);
    unsigned space = column_space_on_grid(flow->column, setting, margins);
    SlugGroup *group = slug_groups_add(flow->column->groups);
    add_slugs(table, setting, group);
    g_array_index(group->slugs[1], Slug, 0).space_steps = space;
    column_settle(flow, group, setting_baseline_mpt(setting));
    column_take_breaks(flow->column, group, table->around->style);
}

/* The table */

static void lower_caption(Flow *flow, const Around *table, const xmlNode *node) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, table, node, NULL);
    StructureElement *caption = structure_for(flow->element, ROLE_CAPTION, &around);
    Paragraph paragraph = paragraph_begin(lower, &around, structure_add(caption, ROLE_PARAGRAPH));
    text_gather(lower, &paragraph, &around, node);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.cost_after = BREAK_FORBIDDEN_COST;
    column_add_target(flow, node);
    put_paragraph(flow, table, &paragraph);
}

/* True: there is one. */
static bool lower_captions(Flow *flow, const Around *table, const xmlNode *node) {
    guint groups = flow->column->groups->len;
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE && node_kind(child) == NODE_TABLE_CAPTION) {
            flow->column->margin_mpt =
                MAX(flow->column->margin_mpt, table->style->margin_mpt[SIDE_TOP]);
            lower_caption(flow, table, child);
        }
    }
    return flow->column->groups->len > groups;
}

/* The box around the table as narrow as the table. */
static void fit_box(const Table *table, Flow *inner, FlowBox *box, Mpt width_mpt) {
    Mpt free = MAX(inner->measure_mpt - width_mpt, 0);
    box->width_mpt -= free;
    box->left_mpt += table->around->is_rtl ? free : 0;
    inner->left_mpt += table->around->is_rtl ? free : 0;
    inner->measure_mpt -= free;
}

static void put_table(Flow *flow, Table *table, bool has_caption) {
    Lower *lower = flow->lower;
    const Around *around = table->around;
    BlockMargins margins = margins_of(around->style);
    margins.above_mpt = has_caption ? 0 : margins.above_mpt;
    FlowBox box;
    Flow inner = flow_enter_within(flow, around, margins, &box);
    unsigned scale_around = lower->scale_permille;
    bool breaks_around = lower->breaks_words;
    table_measure(table, lower, inner.measure_mpt);
    fit_box(table, &inner, &box, columns_width(table, 0, table->columns));
    table->left_mpt = inner.left_mpt;
    table_set(table, &inner, box_is_seen(around->style) ? (BlockMargins){0, 0} : margins);
    lower->scale_permille = scale_around;
    lower->breaks_words = breaks_around;
    flow_leave(&inner, around, &box);
}

void lower_table(Flow *flow, const Around *outer, const xmlNode *node) {
    g_autofree char *classes = block_classes(flow->lower, node);
    Around around = around_node(flow->lower, outer, node, classes);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    Flow outside = *flow;
    outside.element = structure_for(flow->element, ROLE_TABLE, &around);
    bool has_caption = lower_captions(&outside, &around, node);
    Table table = {.around = &around};
    table_collect(&table, node);
    if (table.rows->len > 0) {
        put_table(&outside, &table, has_caption);
    }
    table_clear(&table);
}
