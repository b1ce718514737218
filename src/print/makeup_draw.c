/* Columns drawn: figures and text from the top down, figures and notes above the foot. */
#include "print/makeup_draw.h"

enum { FIGURES_PART = 0 }; /* what floats is of a run of one article */

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
    unsigned top;   /* step of the page */
    unsigned share; /* steps by which it is short that its seams take */
} Spot;

static const Article *article_of(const Drawing *drawing, guint part) {
    return drawing->run->parts[part].galley->article;
}

/* Something of a part stands on the page in hand. */
static void tell(const Drawing *drawing, guint part, unsigned steps, bool is_across) {
    MakeUp *makeup = drawing->makeup;
    ArticleExtent *extent = &makeup->extents[part];
    bool spans = is_across || drawing->columns == 1;
    extent->first_page = extent->steps == 0 ? makeup->index : extent->first_page;
    extent->last_page = makeup->index;
    extent->steps += (size_t)steps * (spans ? pages_frame(makeup, 0)->columns : 1);
    if (makeup->first_article == NULL) {
        makeup->first_article = article_of(drawing, part);
    }
}

static void say_too_high(const Drawing *drawing, const Article *article, unsigned steps,
                         const xmlNode *node) {
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
static void draw_slug(const Drawing *drawing, guint part, const Slug *slug, const Spot *spot,
                      unsigned step) {
    MakeUp *makeup = drawing->makeup;
    const Article *article = article_of(drawing, part);
    tell(drawing, part, slug->steps, false);
    if (!makeup->has_break && slug->node != NULL) {
        makeup->has_break = true;
        if (makeup->take_break != NULL) {
            makeup->take_break(makeup->index, article, slug->node, slug->offset_bytes,
                               makeup->context);
        }
    }
    slug_draw(slug, pages_list(makeup), spot->left_mpt, pages_top(pages_frame(makeup, 0), step));
    say_too_high(drawing, article, slug->steps, slug->node);
}

/* Text */

/* Heads of a table that goes on. Returns their height. */
static unsigned draw_heads(const Drawing *drawing, const Spot *spot, unsigned step) {
    const RunPlace place = spot->column->first;
    unsigned height = 0;
    if (walk_head_steps(drawing->run, place, spot->column->text_steps) > 0) {
        const RunGroup *group = &drawing->run->groups[place.group];
        for (guint i = 0; i < group->group->repeats->len; i++) {
            const Slug *head = &g_array_index(group->group->repeats, Slug, i);
            draw_slug(drawing, group->part, head, spot, step + height);
            height += head->steps;
        }
    }
    return height;
}

/* The gap above a part, with a rule in it; `met` of the column's seams are above. */
static unsigned draw_seam(const Drawing *drawing, const Spot *spot, unsigned space, guint met,
                          unsigned step) {
    guint seams = run_seams(drawing->run, spot->column->first, spot->column->end);
    unsigned gap = space + spot->share * (met + 1) / seams - spot->share * met / seams;
    pages_cut_off(drawing->makeup, spot->left_mpt, spot->width_mpt, step, gap);
    return gap;
}

static void draw_text(const Drawing *drawing, const Spot *spot, unsigned step) {
    const Run *run = drawing->run;
    const PlanColumn *column = spot->column;
    guint seams = 0;
    guint slug = column->first.slug;
    bool is_top = true;
    step += draw_heads(drawing, spot, step);
    for (guint g = column->first.group; g <= column->end.group && g < run->group_count; g++) {
        const RunGroup *group = &run->groups[g];
        const RunVariant *variant = &group->variants[drawing->plan->variants[g]];
        guint end = g == column->end.group ? column->end.slug : variant->count;
        for (; slug < end; slug++) {
            const Slug *content = run_slug(run, g, drawing->plan->variants[g], slug);
            unsigned space = slug == 0 ? (unsigned)variant->space : content->space_steps;
            if (!is_top && slug == 0 && group->begins_part) {
                step += draw_seam(drawing, spot, space, seams++, step);
            } else if (!is_top) {
                step += space;
                tell(drawing, group->part, space, false);
            }
            draw_slug(drawing, group->part, content, spot, step);
            step += content->steps;
            is_top = false;
        }
        slug = 0;
    }
}

/* Figures */

/* Where in its column a figure stands. */
typedef enum { FIGURE_AT_TOP, FIGURE_UNDER_TEXT, FIGURE_AT_FOOT } FigurePlace;

/* One that stands near its call is not put above the head of its own article. `column` NULL: it
 * spans them. */
static FigurePlace place_of(const Drawing *drawing, const PlanColumn *column,
                            const FloatingFigure *figure) {
    const RunPlace *first = column == NULL ? NULL : &column->first;
    bool is_under_head = first != NULL && first->slug == 0 &&
                         first->group < drawing->run->group_count &&
                         drawing->run->groups[first->group].group->begins_with_head;
    return figure->where == FLOAT_BOTTOM                  ? FIGURE_AT_FOOT
           : figure->where == FLOAT_NEAR && is_under_head ? FIGURE_UNDER_TEXT
                                                          : FIGURE_AT_TOP;
}

/* Figures of a column, or those that span the columns. */
typedef struct {
    const PlanColumn *column; /* NULL: they span them */
    guint first, end;
} Figures;

static Figures figures_in(const PlanColumn *column) {
    return (Figures){column, column->figure, column->figure_end};
}

static Figures figures_across(const PlanColumn *opening) {
    return (Figures){NULL, opening->spanning, opening->figure};
}

/* Those of one place into `list`, from a height down. Returns the height they end at. */
static unsigned draw_figures(const Drawing *drawing, Figures figures, FigurePlace place,
                             DisplayList *list, Mpt left_mpt, Mpt top_mpt, unsigned step) {
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    for (guint i = figures.first; i < figures.end; i++) {
        const FloatingFigure *figure = run_figure(drawing->run, i);
        if (place_of(drawing, figures.column, figure) != place) {
            continue;
        }
        unsigned steps = MIN(figure->steps, frame->steps);
        tell(drawing, FIGURES_PART, steps, figure->spans);
        if (figure->list != NULL) {
            Mpt down = place == FIGURE_UNDER_TEXT ? figure->under_text_mpt : 0;
            display_list_add(list, figure->list, left_mpt,
                             top_mpt + (Mpt)step * frame->grid_mpt + down);
        }
        say_too_high(drawing, article_of(drawing, FIGURES_PART), figure->steps, figure->node);
        step += steps;
    }
    return step;
}

static unsigned figure_steps(const Drawing *drawing, Figures figures, FigurePlace place) {
    unsigned most = pages_frame(drawing->makeup, 0)->steps;
    unsigned steps = 0;
    for (guint i = figures.first; i < figures.end; i++) {
        const FloatingFigure *figure = run_figure(drawing->run, i);
        bool is_there = place_of(drawing, figures.column, figure) == place;
        steps += is_there ? MIN(figure->steps, most) : 0;
    }
    return steps;
}

/* Feet */

static unsigned note_steps(const Drawing *drawing, const PlanColumn *column) {
    return (unsigned)plan_note_steps(drawing->run, column->note, column->note_end);
}

/* An article's columns run as its text does, whatever the paper's own direction. */
static bool runs_from_right(const Drawing *drawing) {
    const Article *article = article_of(drawing, 0);
    return article != NULL ? article->is_rtl : pages_frame(drawing->makeup, 0)->is_rtl;
}

static unsigned foot_steps(const Drawing *drawing, const PlanColumn *column) {
    return figure_steps(drawing, figures_in(column), FIGURE_AT_FOOT) + note_steps(drawing, column);
}

/* What is left of their last step is above them, so that the last line stands at the foot. */
static Mpt notes_down_mpt(const Drawing *drawing, const PlanColumn *column) {
    gint64 steps = run_note_steps(drawing->run, column->note, column->note_end);
    gint64 rest = steps * 1000 - run_note_permille(drawing->run, column->note, column->note_end);
    return (Mpt)(rest * pages_frame(drawing->makeup, 0)->grid_mpt / 1000);
}

static void draw_notes(const Drawing *drawing, const Spot *spot, DisplayList *list, Mpt top_mpt) {
    const Run *run = drawing->run;
    const PlanColumn *column = spot->column;
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    if (column->note_end == column->note) {
        return;
    }
    top_mpt += notes_down_mpt(drawing, column);
    Mpt width = spot->width_mpt / NOTE_RULE_PARTS;
    Box rule = {spot->left_mpt + (runs_from_right(drawing) ? spot->width_mpt - width : 0),
                top_mpt + frame->grid_mpt / 2, width, NOTE_RULE_MPT};
    pages_rule(list, rule, (Ink){.kind = INK_GREY, .parts = {1000}});
    int32_t above = 0;
    for (guint i = column->note; i < column->note_end; i++) {
        const RunNote *strip = &g_array_index(run->notes, RunNote, i);
        const Slug *slug = strip->content;
        int32_t end = plan_note_steps(run, column->note, i + 1);
        gint64 step_permille = 1000 + run_note_top_permille(run, column->note, i);
        tell(drawing, strip->part, (unsigned)(end - above), false);
        above = end;
        slug_draw(slug, list, spot->left_mpt,
                  top_mpt + (Mpt)(step_permille * frame->grid_mpt / 1000));
        say_too_high(drawing, article_of(drawing, strip->part), slug->steps + 1, slug->node);
    }
}

/* Figures at the foot, and the notes under them. */
static void draw_foot(const Drawing *drawing, const Spot *spot, DisplayList *list, Mpt top_mpt) {
    const PlanColumn *column = spot->column;
    unsigned steps =
        draw_figures(drawing, figures_in(column), FIGURE_AT_FOOT, list, spot->left_mpt, top_mpt, 0);
    draw_notes(drawing, spot, list,
               top_mpt + (Mpt)steps * pages_frame(drawing->makeup, 0)->grid_mpt);
}

static unsigned column_steps(const Drawing *drawing, const PlanColumn *column) {
    return figure_steps(drawing, figures_in(column), FIGURE_AT_TOP) + (unsigned)column->text_steps +
           figure_steps(drawing, figures_in(column), FIGURE_UNDER_TEXT) +
           foot_steps(drawing, column);
}

/* Figures at its top, and text. Returns the step at which they end. */
static unsigned draw_head(const Drawing *drawing, const Spot *spot) {
    MakeUp *makeup = drawing->makeup;
    const PlanColumn *column = spot->column;
    unsigned step = draw_figures(drawing, figures_in(column), FIGURE_AT_TOP, pages_list(makeup),
                                 spot->left_mpt, pages_top(pages_frame(makeup, 0), 0), spot->top);
    draw_text(drawing, spot, step);
    return step + (unsigned)column->text_steps + spot->share;
}

/* Pages */

/* `high`: the columns beside it. */
static Spot spot_of(const Drawing *drawing, const PlanColumn *column, unsigned top, unsigned high) {
    const PageFrame *frame = pages_frame(drawing->makeup, 0);
    bool is_across = drawing->columns == 1;
    unsigned steps = column_steps(drawing, column);
    unsigned short_of = high - MIN(high, steps);
    bool can_share =
        short_of <= run_seams(drawing->run, column->first, column->end) * RUN_SHARED_STEPS;
    return (Spot){
        .column = column,
        .left_mpt = is_across ? frame->left_mpt
                              : pages_column_left(frame, column->column, runs_from_right(drawing)),
        .width_mpt = is_across ? pages_measure(frame) : frame->column_mpt,
        .top = top,
        .share = can_share ? short_of : 0};
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

/* A column that ends at a step of the page. On a run's last page what stands at its only column's
 * foot goes down to the page's, when that is known: returns how many steps. */
static unsigned draw_column(const Drawing *drawing, const Spot *spot, unsigned end, bool is_last) {
    MakeUp *makeup = drawing->makeup;
    const PageFrame *frame = pages_frame(makeup, 0);
    unsigned step = draw_head(drawing, spot);
    step = draw_figures(drawing, figures_in(spot->column), FIGURE_UNDER_TEXT, pages_list(makeup),
                        spot->left_mpt, pages_top(frame, 0), step);
    unsigned foot = foot_steps(drawing, spot->column);
    bool waits = is_last && drawing->columns == 1;
    if (waits && foot > 0) {
        makeup->foot = display_list_new();
        makeup->foot_steps = foot;
        draw_foot(drawing, spot, makeup->foot, 0);
        return foot;
    }
    if (foot > 0) {
        step = MAX(step, end - MIN(end, foot));
        draw_foot(drawing, spot, pages_list(makeup), pages_top(frame, step));
    }
    return 0;
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
    pages_begin_block(makeup);
    unsigned top = draw_figures(drawing, figures_across(opening), FIGURE_AT_TOP, pages_list(makeup),
                                frame->left_mpt, frame->top_mpt, makeup->used);
    high = is_last ? high : MAX(high, (unsigned)opening->steps);
    for (guint i = first; i < end; i++) {
        Spot spot = spot_of(drawing, &columns[i], top, high);
        high -= draw_column(drawing, &spot, top + high, is_last);
    }
    if (drawing->columns > 1) {
        draw_column_rules(drawing, used, top, top + high);
    }
    makeup->used = draw_figures(drawing, figures_across(opening), FIGURE_AT_FOOT,
                                pages_list(makeup), frame->left_mpt, frame->top_mpt, top + high);
}

void makeup_draw(MakeUp *makeup, const Run *run, const Plan *plan, unsigned columns) {
    Drawing drawing = {.makeup = makeup, .run = run, .plan = plan, .columns = columns};
    size_t page = 0;
    for (guint first = 0; first < plan->columns->len;) {
        const PlanColumn *column = &g_array_index(plan->columns, PlanColumn, first);
        guint end = first;
        for (; page < column->page; page++) {
            pages_end_short(makeup);
        }
        while (end < plan->columns->len &&
               g_array_index(plan->columns, PlanColumn, end).page == page) {
            end++;
        }
        draw_page(&drawing, first, end, end == plan->columns->len);
        first = end;
    }
}
