/* What floats: figures, pull quotes and boxes, which stand at a column's top or bottom near their
 * call, away from the text. */
#include "print/lower_floats.h"

/* How far below the top of a step its capitals reach: where a picture stands in line with text. */
static Mpt capital_top(const Setting *setting) {
    const StyleSubject body = {.element = "body"};
    const BoxStyle *style = print_style_of(setting->style, NULL, &body, NULL);
    return MAX(setting_baseline_mpt(setting) - style->text->size_mpt * 2 / 3, 0);
}

/* Takes a piece of that height away from the text. Below one at the top is the space that parts it
 * from the text, above one at the bottom. */
void float_piece(Flow *flow, const BoxStyle *style, bool spans, DisplayList *piece_taken,
                 Mpt height_mpt, const xmlNode *node, const GArray *notes) {
    const Setting *setting = flow->lower->setting;
    Mpt grid = setting->grid_mpt;
    bool is_below = style->page_float == FLOAT_BOTTOM;
    Mpt space = MAX(style->margin_mpt[is_below ? SIDE_TOP : SIDE_BOTTOM], grid / 2);
    Mpt top = is_below ? 0 : capital_top(setting);
    gint64 steps = ((gint64)height_mpt + top + space + grid - 1) / grid;
    FloatingFigure figure = {.spans = spans && setting->columns > 1,
                             .where = style->page_float,
                             .steps = (unsigned)steps,
                             .list = display_list_new(),
                             .node = node};
    if (steps > setting->page_steps && height_mpt <= (gint64)setting->page_steps * grid) {
        figure.steps = setting->page_steps; /* it fills the page: nothing is to be parted from */
        top = 0;
    }
    Mpt lowest = MAX((Mpt)figure.steps * grid - height_mpt, 0);
    figure.under_text_mpt = MAX(lowest - top, 0);
    if (is_below) { /* its last line on the last baseline */
        top = lowest;
    }
    display_list_add(figure.list, piece_taken, 0, MAX(top, 0));
    display_list_free(piece_taken);
    g_array_append_val(flow->lower->galley->figures, figure);
    column_call_figure(flow->column, flow->lower->galley->figures->len, notes);
}

/* A flow for a piece that floats: over all columns or in one. */
Flow floating_flow(const Flow *flow, Column *column) {
    return (Flow){.lower = flow->lower,
                  .column = column,
                  .measure_mpt = column->width_mpt,
                  .element = flow->element};
}

Mpt floating_width(const Lower *lower, const BoxStyle *style) {
    return style->spans_columns ? lower->setting->measure_mpt : lower->setting->column_mpt;
}

/* Targets go with the piece that floats. */
void floating_take_targets(Flow *flow, DisplayList *list) {
    GPtrArray *targets = flow->column->targets;
    for (guint i = 0; i < targets->len; i++) {
        display_list_target(list, targets->pdata[i], 0, 0);
    }
    g_ptr_array_set_size(targets, 0);
}

/* Pull quotes and boxes beside the story */

static StructureRole aside_role(const xmlNode *node) {
    return node_kind(node) == NODE_PULL_QUOTE ? ROLE_QUOTATION : ROLE_DIVISION;
}

/* What was lowered is to be lowered anew elsewhere. */
static void undo(Flow *flow, const GArray *notes) {
    GPtrArray *children = flow->element->children;
    structure_free(g_ptr_array_steal_index(children, children->len - 1));
    for (guint i = 0; i < notes->len; i++) {
        guint number = g_array_index(notes, guint, i);
        g_array_index(flow->lower->note_is_called, bool, number - 1) = false;
    }
}

/* False: it is too long to float, and nothing was done. */
static bool float_aside(Flow *flow, const Around *around, const xmlNode *node) {
    Lower *lower = flow->lower;
    Mpt grid = lower->setting->grid_mpt;
    g_autoptr(GPtrArray) groups = slug_groups_new();
    g_autoptr(Column) column = column_new(groups, floating_width(lower, around->style));
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(guint));
    Flow inner = floating_flow(flow, column);
    lower_container(&inner, around, node, aside_role(node));
    unsigned steps = 0;
    DisplayList *list = groups_join(groups, grid, &steps, notes);
    bool fits = steps + 1 <= lower->setting->page_steps;
    if (fits && steps > 0) {
        floating_take_targets(flow, list);
        float_piece(flow, around->style, around->style->spans_columns, list, (Mpt)steps * grid,
                    node, notes);
    } else {
        display_list_free(list);
        undo(flow, notes);
    }
    return fits;
}

void lower_aside(Flow *flow, const Around *outer, const xmlNode *node) {
    Around around = around_node(flow->lower, outer, node, NULL);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    bool floats = around.style->page_float != FLOAT_NONE && flow->column->may_float;
    if (!floats || !float_aside(flow, &around, node)) {
        lower_container(flow, &around, node, aside_role(node));
    }
}
