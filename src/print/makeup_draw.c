/* Columns drawn: figures and text from the top down, figures and notes above the foot. */
#include "print/makeup_draw.h"

#define NOTE_RULE_MPT 300
#define NOTE_RULE_PARTS 3 /* the rule above notes is a third of its column */

typedef struct {
    MakeUp *makeup;
    const Run *run;
    const Plan *plan;
    unsigned columns;
} Drawing;

/* A column on its page. */
typedef struct {
    const PlanColumn *column;
    Mpt left_mpt, width_mpt;
    unsigned top; /* step of the page */
} Spot;

static void say_too_high(const Drawing *drawing, unsigned steps, const xmlNode *node) {
    const Article *article = drawing->run->galley->article;
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    if (steps <= frame->steps || drawing->makeup->report == NULL) {
        return;
    }
    const char *file = article == NULL ? NULL : article->display_path;
    g_autofree char *high = g_strdup_printf("%u", steps);
    g_autofree char *room = g_strdup_printf("%u", frame->steps);
    Place place = node == NULL ? place_file(file) : node_place(node, file);
    report_add(drawing->makeup->report, DIAGNOSTIC_PIECE_TOO_HIGH, place, NULL, high, room, NULL);
}

/* Where a page begins is said of the first text on it. */
static void draw_slug(const Drawing *drawing, const Slug *slug, const Spot *spot, unsigned step) {
    MakeUp *makeup = drawing->makeup;
    const Article *article = drawing->run->galley->article;
    if (makeup->first_article == NULL) {
        makeup->first_article = article;
    }
    if (!makeup->has_break && slug->node != NULL) {
        makeup->has_break = true;
        if (makeup->take_break != NULL) {
            makeup->take_break(makeup->index, article, slug->node, slug->offset_bytes,
                               makeup->context);
        }
    }
    slug_draw(slug, pages_list(makeup), spot->left_mpt, pages_top(pages_frame(makeup, 0), step));
    say_too_high(drawing, slug->steps, slug->node);
}

/* Text */

static void draw_text(const Drawing *drawing, const Spot *spot, unsigned step) {
    const Run *run = drawing->run;
    const PlanColumn *column = spot->column;
    RunPlace place = column->first;
    bool is_top = true;
    if (walk_head_steps(run, place, column->text_steps) > 0) {
        const GArray *heads = run->groups[place.group].group->repeats;
        for (guint i = 0; i < heads->len; i++) {
            const Slug *head = &g_array_index(heads, Slug, i);
            draw_slug(drawing, head, spot, step);
            step += head->steps;
        }
    }
    guint slug = place.slug;
    for (guint group = place.group; group <= column->end.group && group < run->group_count;
         group++) {
        unsigned variant = drawing->plan->variants[group];
        guint count = run->groups[group].variants[variant].count;
        guint end = group == column->end.group ? column->end.slug : count;
        for (; slug < end; slug++) {
            const Slug *content = run_slug(run, group, variant, slug);
            step += is_top ? 0 : content->space_steps;
            draw_slug(drawing, content, spot, step);
            step += content->steps;
            is_top = false;
        }
        slug = 0;
    }
}

/* Figures */

/* Into `list`, from a height down; those at the top, or at the foot. Returns the height they end
 * at. */
static unsigned draw_figures(const Drawing *drawing, guint first, guint end, bool at_foot,
                             DisplayList *list, Mpt left_mpt, Mpt top_mpt, unsigned step) {
    MakeUp *makeup = drawing->makeup;
    const PageFrame *frame = pages_frame(makeup, 0);
    for (guint i = first; i < end; i++) {
        const FloatingFigure *figure = run_figure(drawing->run, i);
        if ((figure->where == FLOAT_BOTTOM) != at_foot) {
            continue;
        }
        if (makeup->first_article == NULL) {
            makeup->first_article = drawing->run->galley->article;
        }
        if (figure->list != NULL) {
            display_list_add(list, figure->list, left_mpt, top_mpt + (Mpt)step * frame->grid_mpt);
        }
        say_too_high(drawing, figure->steps, figure->node);
        step += MIN(figure->steps, frame->steps);
    }
    return step;
}

static unsigned figure_steps(const Drawing *drawing, guint first, guint end, bool at_foot) {
    unsigned most = pages_frame(drawing->makeup, 0)->steps;
    unsigned steps = 0;
    for (guint i = first; i < end; i++) {
        const FloatingFigure *figure = run_figure(drawing->run, i);
        steps += (figure->where == FLOAT_BOTTOM) == at_foot ? MIN(figure->steps, most) : 0;
    }
    return steps;
}

/* Feet */

static unsigned note_steps(const Drawing *drawing, const PlanColumn *column) {
    return (unsigned)plan_note_steps(drawing->run, column->note, column->note_end);
}

/* An article's columns run as its text does, whatever the paper's own direction. */
static bool runs_from_right(const Drawing *drawing) {
    const Article *article = drawing->run->galley->article;
    return article != NULL ? article->is_rtl : pages_frame(drawing->makeup, 0)->is_rtl;
}

static unsigned foot_steps(const Drawing *drawing, const PlanColumn *column) {
    return figure_steps(drawing, column->figure, column->figure_end, true) +
           note_steps(drawing, column);
}

static void draw_notes(const Drawing *drawing, const Spot *spot, DisplayList *list, Mpt top_mpt) {
    const Run *run = drawing->run;
    const PlanColumn *column = spot->column;
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    if (column->note_end == column->note) {
        return;
    }
    Mpt width = spot->width_mpt / NOTE_RULE_PARTS;
    Box rule = {spot->left_mpt + (runs_from_right(drawing) ? spot->width_mpt - width : 0),
                top_mpt + frame->grid_mpt / 2, width, NOTE_RULE_MPT};
    pages_rule(list, rule, (Ink){.kind = INK_GREY, .parts = {1000}});
    for (guint i = column->note; i < column->note_end; i++) {
        const Slug *slug = g_array_index(run->notes, RunNote, i).content;
        int32_t step = plan_note_steps(run, column->note, i + 1) - (int32_t)slug->steps;
        slug_draw(slug, list, spot->left_mpt, top_mpt + (Mpt)step * frame->grid_mpt);
        say_too_high(drawing, slug->steps + 1, slug->node);
    }
}

/* Figures at the foot, and the notes under them. */
static void draw_foot(const Drawing *drawing, const Spot *spot, DisplayList *list, Mpt top_mpt) {
    const PlanColumn *column = spot->column;
    unsigned steps = draw_figures(drawing, column->figure, column->figure_end, true, list,
                                  spot->left_mpt, top_mpt, 0);
    draw_notes(drawing, spot, list,
               top_mpt + (Mpt)steps * pages_frame(drawing->makeup, 0)->grid_mpt);
}

static unsigned column_steps(const Drawing *drawing, const PlanColumn *column) {
    return figure_steps(drawing, column->figure, column->figure_end, false) +
           (unsigned)column->text_steps + foot_steps(drawing, column);
}

/* Figures at its top, and text. Returns the step at which they end. */
static unsigned draw_head(const Drawing *drawing, const Spot *spot) {
    MakeUp *makeup = drawing->makeup;
    const PlanColumn *column = spot->column;
    unsigned step =
        draw_figures(drawing, column->figure, column->figure_end, false, pages_list(makeup),
                     spot->left_mpt, pages_top(pages_frame(makeup, 0), 0), spot->top);
    draw_text(drawing, spot, step);
    return step + (unsigned)column->text_steps;
}

/* Pages */

static Spot spot_of(const Drawing *drawing, const PlanColumn *column, unsigned top) {
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    bool is_across = drawing->columns == 1;
    return (Spot){
        .column = column,
        .left_mpt = is_across ? frame->left_mpt
                              : pages_column_left(frame, column->column, runs_from_right(drawing)),
        .width_mpt = is_across ? pages_measure(frame) : frame->column_mpt,
        .top = top};
}

/* `used`: a bit for each place from the left whose column holds something. A rule parts two of
 * them.
 */
static void draw_column_rules(const Drawing *drawing, unsigned used, unsigned top, unsigned foot) {
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    const Rule *rule = frame->style == NULL ? NULL : &frame->style->column_rule;
    if (rule == NULL || rule->width_mpt == 0 || foot <= top) {
        return;
    }
    for (unsigned i = 0; i + 1 < frame->columns; i++) {
        if ((used >> MIN(i, 30U) & 3U) != 3U) {
            continue;
        }
        Mpt right = frame->left_mpt + (Mpt)(i + 1) * frame->column_mpt + (Mpt)i * frame->gap_mpt;
        Box box = {right + (frame->gap_mpt - rule->width_mpt) / 2, pages_top(frame, top),
                   rule->width_mpt, (Mpt)(foot - top) * frame->grid_mpt};
        pages_rule(pages_list(drawing->makeup), box, rule->ink);
    }
}

static bool is_empty(const PlanColumn *column) {
    return column->text_steps == 0 && column->note == column->note_end &&
           column->spanning == column->figure_end;
}

/* The columns of one page: [first, end) of the plan's. */
static void draw_page(const Drawing *drawing, guint first, guint end, bool is_last) {
    MakeUp *makeup = drawing->makeup;
    const PlanColumn *columns = &g_array_index(drawing->plan->columns, PlanColumn, 0);
    const PageFrame *frame = pages_frame(makeup, 0);
    const PlanColumn *opening = &columns[first];
    bool has_any = false, is_rtl = runs_from_right(drawing);
    unsigned high = 0, used = 0;
    for (guint i = first; i < end; i++) {
        unsigned column = columns[i].column;
        unsigned place = is_rtl ? frame->columns - 1 - MIN(column, frame->columns - 1) : column;
        used |= column_steps(drawing, &columns[i]) > 0 ? 1U << MIN(place, 31U) : 0;
        has_any = has_any || !is_empty(&columns[i]);
        high = MAX(high, column_steps(drawing, &columns[i]));
    }
    if (!has_any) {
        return;
    }
    makeup->article_page = MIN(makeup->article_page, makeup->index);
    unsigned top = draw_figures(drawing, opening->spanning, opening->figure, false,
                                pages_list(makeup), frame->left_mpt, frame->top_mpt, makeup->used);
    high = is_last ? high : MAX(high, (unsigned)opening->steps);
    for (guint i = first; i < end; i++) {
        Spot spot = spot_of(drawing, &columns[i], top);
        unsigned text_end = draw_head(drawing, &spot);
        unsigned foot = foot_steps(drawing, &columns[i]);
        if (is_last && drawing->columns == 1 && foot > 0) {
            makeup->foot = display_list_new();
            makeup->foot_steps = foot;
            draw_foot(drawing, &spot, makeup->foot, 0);
            high -= foot;
        } else if (foot > 0) {
            unsigned step = MAX(text_end, top + high - MIN(high, foot));
            draw_foot(drawing, &spot, pages_list(makeup), pages_top(frame, step));
        }
    }
    if (drawing->columns > 1) {
        draw_column_rules(drawing, used, top, top + high);
    }
    makeup->used = draw_figures(drawing, opening->spanning, opening->figure, true,
                                pages_list(makeup), frame->left_mpt, frame->top_mpt, top + high);
}

size_t makeup_draw(MakeUp *makeup, const Run *run, const Plan *plan, unsigned columns) {
    Drawing drawing = {.makeup = makeup, .run = run, .plan = plan, .columns = columns};
    size_t steps = 0;
    size_t page = 0;
    for (guint first = 0; first < plan->columns->len;) {
        const PlanColumn *column = &g_array_index(plan->columns, PlanColumn, first);
        guint end = first;
        for (; page < column->page; page++) {
            pages_end(makeup);
        }
        while (end < plan->columns->len &&
               g_array_index(plan->columns, PlanColumn, end).page == page) {
            const PlanColumn *at = &g_array_index(plan->columns, PlanColumn, end);
            unsigned spanning = figure_steps(&drawing, at->spanning, at->figure, false) +
                                figure_steps(&drawing, at->spanning, at->figure, true);
            steps += column_steps(&drawing, at) + (size_t)spanning * columns;
            end++;
        }
        draw_page(&drawing, first, end, end == plan->columns->len);
        first = end;
    }
    return steps;
}
