/* A column of slugs that grows: space between blocks in whole steps, what waits for the next slug
 * (a list's number, a link's target, a figure's call), boxes around blocks. */
#include "print/lower.h"

static void marker_clear(void *data) {
    Marker *marker = data;
    paragraph_text_free(marker->text);
}

Column *column_new(GPtrArray *groups, Mpt width_mpt) {
    Column *column = g_new0(Column, 1);
    column->groups = groups;
    column->width_mpt = width_mpt;
    column->markers = g_array_new(FALSE, FALSE, sizeof(Marker));
    g_array_set_clear_func(column->markers, marker_clear);
    column->targets = g_ptr_array_new();
    column->figures = g_array_new(FALSE, FALSE, sizeof(guint));
    column->notes = g_array_new(FALSE, FALSE, sizeof(guint));
    return column;
}

void column_free(Column *column) {
    g_array_unref(column->markers);
    g_ptr_array_unref(column->targets);
    g_array_unref(column->figures);
    g_array_unref(column->notes);
    g_free(column->lead_text);
    g_free(column);
}

/* Space */

/* What the block above and this one ask for, less what is there already. */
static Mpt take_space(Column *column, Mpt above_mpt) {
    Mpt asked = MAX(column->margin_mpt, above_mpt);
    Mpt space = MAX(asked - column->free_mpt, 0);
    column->margin_mpt = 0;
    column->free_mpt = 0;
    return space;
}

BlockMargins margins_of(const BoxStyle *style) {
    return (BlockMargins){style->margin_mpt[SIDE_TOP], style->margin_mpt[SIDE_BOTTOM]};
}

unsigned column_space_on_grid(Column *column, const Setting *setting, BlockMargins margins) {
    Mpt space = take_space(column, margins.above_mpt);
    column->margin_mpt = margins.below_mpt;
    return (unsigned)((space + setting->grid_mpt / 2) / setting->grid_mpt);
}

BlockSpace column_space(Column *column, const Setting *setting, BlockMargins margins,
                        Mpt height_mpt) {
    Mpt grid = setting->grid_mpt;
    gint64 above = take_space(column, margins.above_mpt);
    gint64 below = MAX(margins.below_mpt, 0);
    gint64 total_steps = MAX((above + height_mpt + below + grid - 1) / grid, 1);
    gint64 free = total_steps * grid - height_mpt;
    gint64 over = column->is_cell      ? above
                  : above + below == 0 ? free / 2
                                       : free * above / (above + below);
    BlockSpace space = {.space_steps = (unsigned)(over / grid), .top_mpt = (Mpt)(over % grid)};
    space.steps = (unsigned)total_steps - space.space_steps;
    column->free_mpt = (Mpt)(free - over);
    return space;
}

/* What waits for a slug */

void column_add_target(Flow *flow, const xmlNode *node) {
    const char *id = node_get(node, ATTRIBUTE_ID);
    if (id != NULL) {
        const Lower *lower = flow->lower;
        g_ptr_array_add(flow->column->targets,
                        galley_keep(lower->galley, g_strconcat(lower->article->id, "#", id, NULL)));
    }
}

static void add_numbers(GArray **to, const GArray *numbers) {
    if (numbers == NULL || numbers->len == 0) {
        return;
    }
    if (*to == NULL) {
        *to = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    g_array_append_vals(*to, numbers->data, numbers->len);
}

/* A figure is called from what stands above it; the first of a text from what comes. */
void column_call_figure(Column *column, guint figure, const GArray *notes) {
    g_array_append_val(column->figures, figure);
    add_numbers(&column->notes, notes);
    if (column->groups->len == 0 || column->has_heading_last) {
        return;
    }
    SlugGroup *group = column->groups->pdata[column->groups->len - 1];
    for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
        GArray *slugs = group->slugs[i];
        if (slugs != NULL && slugs->len > 0) {
            Slug *last = &g_array_index(slugs, Slug, slugs->len - 1);
            add_numbers(&last->figures, column->figures);
            add_numbers(&last->notes, column->notes);
        }
    }
    g_array_set_size(column->figures, 0);
    g_array_set_size(column->notes, 0);
}

static void draw_markers(Flow *flow, Mpt baseline_mpt, DisplayList *list) {
    const Lower *lower = flow->lower;
    for (guint i = 0; i < flow->column->markers->len; i++) {
        const Marker *marker = &g_array_index(flow->column->markers, Marker, i);
        g_autoptr(ShapedParagraph) shaped =
            shape_paragraph(lower->shaper, marker->text, lower->galley->missing);
        bool is_rtl = marker->text->is_rtl;
        Mpt column_mpt = flow->column->width_mpt;
        Mpt start_mpt =
            is_rtl ? column_mpt - marker->left_mpt - marker->width_mpt : marker->left_mpt;
        Measure measure = {.width_mpt = marker->width_mpt, .start_mpt = start_mpt};
        LineWish wish = {
            .measures = &measure, .measure_count = 1, .align = ALIGN_END, .last_line = ALIGN_END};
        g_autoptr(Lines) lines = lines_break(shaped, &wish);
        display_list_begin(list, marker->text->element, ARTIFACT_NONE);
        line_draw(shaped, &g_array_index(lines->lines, Line, 0), 0, column_mpt, baseline_mpt, list);
        display_list_end(list);
    }
}

/* What waited, drawn at the beginning of a slug. */
static void settle_slug(Flow *flow, Slug *slug, Mpt baseline_mpt) {
    Column *column = flow->column;
    add_numbers(&slug->figures, column->figures);
    add_numbers(&slug->notes, column->notes);
    if (column->markers->len == 0 && column->targets->len == 0) {
        return;
    }
    DisplayList *list = display_list_new();
    for (guint i = 0; i < column->targets->len; i++) {
        display_list_target(list, column->targets->pdata[i], flow->left_mpt, 0);
    }
    draw_markers(flow, baseline_mpt, list);
    slug_draw_on(slug, list, 0, 0);
}

/* Under a heading stand two lines at least: a first one that is a block of its own is not parted
 * from the next. */
static void keep_under_heading(const SlugGroup *group) {
    for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
        GArray *slugs = group->slugs[i];
        if (slugs != NULL && slugs->len == 1 && g_array_index(slugs, Slug, 0).steps == 1) {
            g_array_index(slugs, Slug, 0).break_cost = BREAK_FORBIDDEN_COST;
        }
    }
}

/* What stands above the last group is touched no more, unless a box goes on around it. */
static void put_away(Column *column) {
    for (; column->open_boxes == 0 && column->put_away + 1 < column->groups->len;
         column->put_away++) {
        const SlugGroup *group = column->groups->pdata[column->put_away];
        for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
            slugs_put_away(group->slugs[i]);
        }
    }
}

void column_settle(Flow *flow, SlugGroup *group, Mpt baseline_mpt) {
    Column *column = flow->column;
    if (column->has_heading_last) {
        keep_under_heading(group);
    }
    column->has_heading_last = false;
    if (column->break_after != BREAK_AUTO && column->groups->len > 1) {
        group->break_before = column->break_after;
    }
    column->break_after = BREAK_AUTO;
    for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
        GArray *slugs = group->slugs[i];
        if (slugs != NULL && slugs->len > 0) {
            settle_slug(flow, &g_array_index(slugs, Slug, 0), baseline_mpt);
        }
    }
    g_array_set_size(column->markers, 0);
    g_ptr_array_set_size(column->targets, 0);
    g_array_set_size(column->figures, 0);
    g_array_set_size(column->notes, 0);
    if (column->puts_away) {
        put_away(column);
    }
}

/* The wishes of a block's style for where it begins and what may stand behind it. */
void column_take_breaks(Column *column, SlugGroup *group, const BoxStyle *style) {
    if (style->break_before != BREAK_AUTO && style->break_before != BREAK_AVOID) {
        group->break_before = style->break_before;
    }
    if (style->break_after != BREAK_AUTO && style->break_after != BREAK_AVOID) {
        column->break_after = style->break_after;
    }
}

Slug *column_put(Flow *flow, const BoxStyle *style, BlockSpace space, DisplayList *list_taken,
                 const xmlNode *node) {
    SlugGroup *group = slug_groups_add(flow->column->groups);
    Slug slug = {.steps = space.steps,
                 .space_steps = space.space_steps,
                 .list = list_taken,
                 .node = node,
                 .break_cost = style->break_after == BREAK_AVOID ? BREAK_FORBIDDEN_COST : 0};
    g_array_append_val(group->slugs[1], slug);
    column_settle(flow, group, space.top_mpt + setting_baseline_mpt(flow->lower->setting));
    column_take_breaks(flow->column, group, style);
    return &g_array_index(group->slugs[1], Slug, 0);
}

/* Pieces */

void slug_take_in_space(Slug *slug, Mpt grid_mpt) {
    if (slug->space_steps == 0) {
        return;
    }
    slug_draw_on(slug, display_list_new(), 0, (Mpt)slug->space_steps * grid_mpt);
    slug->steps += slug->space_steps;
    slug->space_steps = 0;
}

unsigned groups_steps(const GPtrArray *groups) {
    unsigned steps = 0;
    for (guint i = 0; i < groups->len; i++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[i])->slugs[1];
        for (guint at = 0; at < slugs->len; at++) {
            const Slug *slug = &g_array_index(slugs, Slug, at);
            steps += slug->steps + (steps == 0 ? 0 : slug->space_steps);
        }
    }
    return steps;
}

DisplayList *groups_join(const GPtrArray *groups, Mpt grid_mpt, unsigned *steps, GArray *notes) {
    DisplayList *list = display_list_new();
    *steps = 0;
    for (guint i = 0; i < groups->len; i++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[i])->slugs[1];
        for (guint at = 0; at < slugs->len; at++) {
            const Slug *slug = &g_array_index(slugs, Slug, at);
            *steps += *steps == 0 ? 0 : slug->space_steps;
            slug_draw(slug, list, 0, (Mpt)*steps * grid_mpt);
            *steps += slug->steps;
            if (notes != NULL && slug->notes != NULL) {
                g_array_append_vals(notes, slug->notes->data, slug->notes->len);
            }
        }
    }
    return list;
}
