/* Articles put into pages: one under another, or each on pages of its own. An article is divided
 * into runs, each planned and drawn by itself: what spans all columns, and what runs in them. */
#include "print/makeup.h"

#include "print/makeup_draw.h"
#include "print/makeup_pages.h"

enum {
    GAP_STEPS = 2,        /* between an article and the one above it on a page */
    LEAST_TEXT_STEPS = 4, /* of text under a head low on a page */
};

/* Groups that are made up together. */
typedef struct {
    GPtrArray *groups; /* SlugGroup *, borrowed */
    bool spans;
    BreakWish break_before; /* of a page, or BREAK_AUTO */
} Stretch;

MakeUp *makeup_new(PageFrameOf frame_of, PageTake take, BreakTake take_break, void *context) {
    MakeUp *makeup = g_new0(MakeUp, 1);
    makeup->frame_of = frame_of;
    makeup->take = take;
    makeup->take_break = take_break;
    makeup->context = context;
    makeup->frames = g_array_new(FALSE, FALSE, sizeof(PageFrame));
    return makeup;
}

void makeup_free(MakeUp *makeup) {
    if (makeup != NULL) {
        display_list_free(makeup->list);
        display_list_free(makeup->foot);
        g_array_unref(makeup->frames);
        g_free(makeup);
    }
}

/* Stretches */

static void clear_stretch(void *data) {
    Stretch *stretch = data;
    g_ptr_array_unref(stretch->groups);
}

static bool has_slugs(const SlugGroup *group) {
    return group->slugs[1] != NULL && group->slugs[1]->len > 0;
}

static void add_group(GArray *stretches, SlugGroup *group, bool spans) {
    BreakWish wish = group->break_before >= BREAK_PAGE ? group->break_before : BREAK_AUTO;
    const Stretch *last =
        stretches->len == 0 ? NULL : &g_array_index(stretches, Stretch, stretches->len - 1);
    if (last == NULL || last->spans != spans || wish != BREAK_AUTO) {
        Stretch stretch = {.groups = g_ptr_array_new(), .spans = spans, .break_before = wish};
        g_array_append_val(stretches, stretch);
        last = &g_array_index(stretches, Stretch, stretches->len - 1);
    }
    g_ptr_array_add(last->groups, group);
}

/* On a page of one column nothing spans more than the rest. */
static GArray *divide(const Galley *galley, unsigned columns) {
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));
    g_array_set_clear_func(stretches, clear_stretch);
    for (guint b = 0; b < galley->bands->len; b++) {
        const Band *band = galley->bands->pdata[b];
        for (guint g = 0; g < band->groups->len; g++) {
            if (has_slugs(band->groups->pdata[g])) {
                add_group(stretches, band->groups->pdata[g], band->spans && columns > 1);
            }
        }
    }
    return stretches;
}

/* Steps of the groups, counted no further than so many. */
static unsigned steps_of(const GPtrArray *groups, unsigned most) {
    unsigned steps = 0;
    for (guint g = 0; g < groups->len && steps < most; g++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[g])->slugs[1];
        for (guint i = 0; i < slugs->len && steps < most; i++) {
            const Slug *slug = &g_array_index(slugs, Slug, i);
            steps += slug->steps + (steps == 0 ? 0 : slug->space_steps);
        }
    }
    return MIN(steps, most);
}

/* Down to where a column may first end, and so much that it is worth a beginning. */
static unsigned first_steps(const GPtrArray *groups, unsigned most) {
    unsigned steps = 0;
    for (guint g = 0; g < groups->len && steps < most; g++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[g])->slugs[1];
        for (guint i = 0; i < slugs->len && steps < most; i++) {
            const Slug *slug = &g_array_index(slugs, Slug, i);
            steps += slug->steps + (steps == 0 ? 0 : slug->space_steps);
            if (steps >= LEAST_TEXT_STEPS && slug->break_cost != BREAK_FORBIDDEN_COST) {
                return MIN(steps, most);
            }
        }
    }
    return MIN(steps, most);
}

static bool is_followed(const GArray *stretches, guint index) {
    return index + 1 < stretches->len &&
           g_array_index(stretches, Stretch, index + 1).break_before == BREAK_AUTO;
}

/* What is to follow a stretch on its page at least. */
static unsigned steps_after(const GArray *stretches, guint index, unsigned most) {
    return is_followed(stretches, index)
               ? first_steps(g_array_index(stretches, Stretch, index + 1).groups, most)
               : 0;
}

/* Pages */

static bool is_begun(const MakeUp *makeup) {
    return makeup->used > 0 || makeup->foot != NULL;
}

static void begin_page(MakeUp *makeup, BreakWish wish) {
    pages_end(makeup);
    bool is_right = pages_frame(makeup, 0)->is_right;
    bool is_wrong = (wish == BREAK_RIGHT && !is_right) || (wish == BREAK_LEFT && is_right);
    if (is_wrong) {
        pages_blank(makeup);
    }
}

static PlanPage page_of(size_t ahead, void *context) {
    MakeUp *makeup = context;
    unsigned used = ahead == 0 ? makeup->used : 0;
    bool follows_left = ahead > 0 && !pages_frame(makeup, ahead - 1)->is_right;
    const PageFrame *frame = pages_frame(makeup, ahead);
    return (PlanPage){.steps = frame->steps - MIN(frame->steps, used),
                      .is_whole = used == 0,
                      .begins_spread = !(frame->is_right && follows_left)};
}

/* Between articles that stand in columns; under the gap's first line. */
static void draw_cut_off(MakeUp *makeup, unsigned step) {
    const PageFrame *frame = pages_frame(makeup, 0);
    const Rule *rule = frame->style == NULL ? NULL : &frame->style->column_rule;
    if (rule != NULL && rule->width_mpt > 0 && frame->columns > 1) {
        Box box = {frame->left_mpt, pages_top(frame, step) + frame->grid_mpt * GAP_STEPS / 2,
                   pages_measure(frame), rule->width_mpt};
        pages_rule(pages_list(makeup), box, rule->ink);
    }
}

/* Heads, and some text under them. */
static unsigned opening_steps(const GArray *stretches, unsigned most) {
    if (stretches->len == 0) {
        return 0;
    }
    const Stretch *first = &g_array_index(stretches, Stretch, 0);
    return first->spans ? steps_of(first->groups, most) + steps_after(stretches, 0, most)
                        : first_steps(first->groups, most);
}

/* Under the article before, if there is room for its beginning, or on a new page. */
static void open_article(MakeUp *makeup, const Galley *galley, const GArray *stretches) {
    if (galley->break_before >= BREAK_COLUMN) {
        begin_page(makeup, galley->break_before);
        return;
    }
    if (!is_begun(makeup)) {
        return;
    }
    unsigned room = pages_frame(makeup, 0)->steps;
    unsigned above = makeup->used + (makeup->foot == NULL ? 0 : makeup->foot_steps);
    if (above + GAP_STEPS + opening_steps(stretches, room) > room) {
        begin_page(makeup, BREAK_PAGE);
        return;
    }
    pages_settle_foot(makeup, false);
    draw_cut_off(makeup, makeup->used);
    makeup->used += GAP_STEPS;
}

/* Runs */

static size_t set_run(MakeUp *makeup, Run *run, unsigned columns, unsigned after,
                      bool follows_head) {
    PlanWish wish = {.run = run,
                     .columns = columns,
                     .steps_after = after,
                     .follows_head = follows_head,
                     .page_of = page_of,
                     .context = makeup};
    Plan *plan = plan_new(&wish);
    size_t steps = makeup_draw(makeup, run, plan, columns);
    plan_free(plan);
    run_free(run);
    return steps;
}

static void make_room(MakeUp *makeup, const Stretch *stretch, bool follows_head) {
    unsigned frame_steps = pages_frame(makeup, 0)->steps;
    unsigned room = frame_steps - MIN(frame_steps, makeup->used);
    if (is_begun(makeup) && stretch->break_before != BREAK_AUTO) {
        begin_page(makeup, stretch->break_before);
    } else if (is_begun(makeup) && !follows_head &&
               room < first_steps(stretch->groups, frame_steps)) {
        pages_end(makeup);
    }
}

static size_t set_stretches(MakeUp *makeup, const Galley *galley, const GArray *stretches) {
    RunCalls *calls = run_calls_new(galley);
    size_t steps = 0;
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);
        bool follows_head = i > 0 && g_array_index(stretches, Stretch, i - 1).spans &&
                            stretch->break_before == BREAK_AUTO;
        make_room(makeup, stretch, follows_head);
        unsigned columns = pages_frame(makeup, 0)->columns;
        unsigned page_steps = pages_frame(makeup, 0)->steps;
        if (stretch->spans) {
            Run *run = run_new(galley, stretch->groups, NULL);
            run_calls_wait(calls, stretch->groups);
            unsigned after = steps_after(stretches, i, page_steps);
            steps += columns * set_run(makeup, run, 1, after, false);
        } else {
            steps +=
                set_run(makeup, run_new(galley, stretch->groups, calls), columns, 0, follows_head);
        }
    }
    if (calls->notes->len > 0 || calls->figures->len > 0) { /* nothing runs in columns */
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        unsigned columns = pages_frame(makeup, 0)->columns;
        steps += set_run(makeup, run_new(galley, none, calls), columns, 0, false);
    }
    run_calls_free(calls);
    return steps;
}

ArticleExtent makeup_add(MakeUp *makeup, const Galley *galley, Report *report) {
    ArticleExtent extent = {.article = galley->article};
    makeup->report = report;
    pages_forget_ahead(makeup);
    GArray *stretches = divide(galley, pages_frame(makeup, 0)->columns);
    if (stretches->len > 0) {
        open_article(makeup, galley, stretches);
    }
    makeup->article_page = G_MAXSIZE;
    extent.steps = set_stretches(makeup, galley, stretches);
    extent.last_page = makeup->index;
    extent.first_page = MIN(makeup->article_page, extent.last_page);
    g_array_unref(stretches);
    makeup->report = NULL;
    return extent;
}

size_t makeup_finish(MakeUp *makeup, size_t *free_steps) {
    *free_steps = 0;
    if (makeup->list != NULL) {
        const PageFrame *frame = pages_frame(makeup, 0);
        unsigned used = makeup->used + (makeup->foot == NULL ? 0 : makeup->foot_steps);
        *free_steps = (size_t)(frame->steps - MIN(frame->steps, used)) * frame->columns;
    }
    pages_end(makeup);
    return makeup->index;
}
