/* Boxes: margins, borders, padding and ground around blocks. A box may be cut at a column's end
 * like anything else: its ground and the lines at its sides go on in the next. Its edges take whole
 * steps, so that what is in it stays on the grid. */
#include "print/lower.h"

enum {
    NARROWEST_PART = 8, /* of a column: boxes within boxes leave so much of it to their text */
    WHOLE_PART = 2,     /* of a page: what is higher is cut */
};

static bool has_ink(const BoxStyle *style) {
    bool has = style->background.kind != INK_NONE;
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        has = has || style->border[side].width_mpt > 0;
    }
    return has;
}

Mpt box_edge_mpt(const BoxStyle *style, BoxSide side) {
    return style->padding_mpt[side] + style->border[side].width_mpt;
}

bool box_is_seen(const BoxStyle *style) {
    return has_ink(style) || style->padding_mpt[SIDE_TOP] > 0 ||
           style->padding_mpt[SIDE_BOTTOM] > 0;
}

Flow flow_enter(const Flow *flow, const Around *around, FlowBox *box) {
    return flow_enter_within(flow, around, margins_of(around->style), box);
}

Flow flow_enter_within(const Flow *flow, const Around *around, BlockMargins margins, FlowBox *box) {
    const BoxStyle *style = around->style;
    Column *column = flow->column;
    BoxSide left = around->is_rtl ? SIDE_END : SIDE_START;
    BoxSide right = around->is_rtl ? SIDE_START : SIDE_END;
    *box = (FlowBox){
        .style = style,
        .below_mpt = margins.below_mpt,
        .left_mpt = flow->left_mpt + style->margin_mpt[left],
        .width_mpt = MAX(flow->measure_mpt - style->margin_mpt[left] - style->margin_mpt[right], 1),
        .first_group = column->groups->len};
    Flow inner = *flow;
    inner.left_mpt = box->left_mpt + box_edge_mpt(style, left);
    inner.measure_mpt =
        MAX(box->width_mpt - box_edge_mpt(style, left) - box_edge_mpt(style, right), 1);
    if (inner.measure_mpt < column->width_mpt / NARROWEST_PART) {
        box->left_mpt = flow->left_mpt;
        box->width_mpt = flow->measure_mpt;
        inner.left_mpt = flow->left_mpt;
        inner.measure_mpt = flow->measure_mpt;
    }
    if (box_is_seen(style)) {
        box->space_steps = column_space_on_grid(column, flow->lower->setting, margins);
        column->margin_mpt = 0;
        column->open_boxes++;
    } else {
        column->margin_mpt = MAX(column->margin_mpt, margins.above_mpt);
    }
    return inner;
}

static void fill(DisplayList *list, Mpt x, Mpt y, Mpt width, Mpt height, Ink ink) {
    if (ink.kind != INK_NONE && width > 0 && height > 0) {
        display_list_fill(list, (Box){x, y, width, height}, ink);
    }
}

/* A rule, or two of a third of its width each. Along the long side of the box. */
static void draw_rule(DisplayList *list, Box box, const Rule *rule) {
    bool is_flat = box.width_mpt >= box.height_mpt;
    if (!rule->is_double) {
        fill(list, box.x_mpt, box.y_mpt, box.width_mpt, box.height_mpt, rule->ink);
        return;
    }
    Mpt thin = MAX(rule->width_mpt / 3, 1);
    Mpt far = rule->width_mpt - thin;
    fill(list, box.x_mpt, box.y_mpt, is_flat ? box.width_mpt : thin,
         is_flat ? thin : box.height_mpt, rule->ink);
    fill(list, box.x_mpt + (is_flat ? 0 : far), box.y_mpt + (is_flat ? far : 0),
         is_flat ? box.width_mpt : thin, is_flat ? thin : box.height_mpt, rule->ink);
}

void box_draw(DisplayList *list, const BoxStyle *style, Box box, bool is_rtl, bool has_top,
              bool has_bottom) {
    if (!has_ink(style)) {
        return;
    }
    display_list_begin(list, NULL, ARTIFACT_BACKGROUND);
    fill(list, box.x_mpt, box.y_mpt, box.width_mpt, box.height_mpt, style->background);
    Mpt right_mpt = box.x_mpt + box.width_mpt;
    Mpt bottom_mpt = box.y_mpt + box.height_mpt;
    const Rule *top = &style->border[SIDE_TOP];
    const Rule *bottom = &style->border[SIDE_BOTTOM];
    const Rule *left = &style->border[is_rtl ? SIDE_END : SIDE_START];
    const Rule *right = &style->border[is_rtl ? SIDE_START : SIDE_END];
    if (has_top) {
        draw_rule(list, (Box){box.x_mpt, box.y_mpt, box.width_mpt, top->width_mpt}, top);
    }
    if (has_bottom) {
        draw_rule(
            list,
            (Box){box.x_mpt, bottom_mpt - bottom->width_mpt, box.width_mpt, bottom->width_mpt},
            bottom);
    }
    draw_rule(list, (Box){box.x_mpt, box.y_mpt, left->width_mpt, box.height_mpt}, left);
    draw_rule(list,
              (Box){right_mpt - right->width_mpt, box.y_mpt, right->width_mpt, box.height_mpt},
              right);
    display_list_end(list);
}

/* Whole steps for the edge of a box. */
static unsigned edge_steps(const BoxStyle *style, BoxSide side, Mpt grid_mpt) {
    Mpt edge = box_edge_mpt(style, side);
    return (unsigned)((edge + grid_mpt * 3 / 4) / grid_mpt);
}

/* Gives a slug its part of the box: what was in it goes down by so many steps. */
static void frame_slug(Slug *slug, const FlowBox *box, const Flow *flow, bool is_rtl, bool is_first,
                       bool is_last) {
    Mpt grid = flow->lower->setting->grid_mpt;
    unsigned above = is_first ? edge_steps(box->style, SIDE_TOP, grid) : slug->space_steps;
    unsigned below = is_last ? edge_steps(box->style, SIDE_BOTTOM, grid) : 0;
    Mpt top = is_first ? MAX((Mpt)above * grid - box_edge_mpt(box->style, SIDE_TOP), 0) : 0;
    Mpt bottom = (Mpt)(above + slug->steps) * grid;
    if (is_last) {
        bottom += MIN((Mpt)below * grid, box_edge_mpt(box->style, SIDE_BOTTOM));
    }
    DisplayList *list = display_list_new();
    box_draw(list, box->style, (Box){box->left_mpt, top, box->width_mpt, bottom - top}, is_rtl,
             is_first, is_last);
    slug_draw_on(slug, list, 0, (Mpt)above * grid);
    slug->steps += above + below;
    slug->space_steps = is_first ? box->space_steps : 0;
}

static void frame_group(SlugGroup *group, const FlowBox *box, const Flow *flow, bool is_rtl,
                        bool is_first, bool is_last) {
    for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
        GArray *slugs = group->slugs[i];
        for (guint at = 0; slugs != NULL && at < slugs->len; at++) {
            frame_slug(&g_array_index(slugs, Slug, at), box, flow, is_rtl, is_first && at == 0,
                       is_last && at + 1 == slugs->len);
        }
    }
}

static gint64 steps_in_box(const GPtrArray *groups, guint first_group) {
    gint64 steps = 0;
    for (guint i = first_group; i < groups->len; i++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[i])->slugs[1];
        for (guint at = 0; at < slugs->len; at++) {
            const Slug *slug = &g_array_index(slugs, Slug, at);
            steps += slug->steps + slug->space_steps;
        }
    }
    return steps;
}

static void forbid_breaks(GArray *slugs, guint end) {
    for (guint at = 0; at < end; at++) {
        g_array_index(slugs, Slug, at).break_cost = BREAK_FORBIDDEN_COST;
    }
}

/* A box that is to stay whole does, unless that could leave a column more than half empty. */
static void keep_whole(const Column *column, const FlowBox *box, const Setting *setting) {
    GPtrArray *groups = column->groups;
    if (steps_in_box(groups, box->first_group) * WHOLE_PART > setting->page_steps) {
        return;
    }
    for (guint i = box->first_group; i < groups->len; i++) {
        const SlugGroup *group = groups->pdata[i];
        for (size_t which = 0; which < G_N_ELEMENTS(group->slugs); which++) {
            guint count = group->slugs[which] == NULL ? 0 : group->slugs[which]->len;
            bool is_last = i + 1 == groups->len;
            forbid_breaks(group->slugs[which], is_last && count > 0 ? count - 1 : count);
        }
    }
}

void flow_leave(const Flow *inner, const Around *around, const FlowBox *box) {
    Column *column = inner->column;
    const BoxStyle *style = box->style;
    guint count = column->groups->len;
    if (style->break_inside == BREAK_AVOID) {
        keep_whole(column, box, inner->lower->setting);
    }
    if (!box_is_seen(style)) {
        column->margin_mpt = MAX(column->margin_mpt, box->below_mpt);
        return;
    }
    for (guint i = box->first_group; i < count; i++) {
        frame_group(column->groups->pdata[i], box, inner, around->is_rtl, i == box->first_group,
                    i + 1 == count);
    }
    column->margin_mpt = box->below_mpt;
    column->free_mpt = 0;
    column->open_boxes--;
}
