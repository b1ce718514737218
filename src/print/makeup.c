/* Articles put into pages: one under another, or each on pages of its own. An article is divided
 * into runs, each planned and drawn by itself: what spans all columns, and what runs in them. */
#include "print/makeup.h"

#include "print/makeup_draw.h"
#include "print/makeup_pages.h"

enum { LEAST_TEXT_STEPS = 4 }; /* of text under a head low on a page */

/* Groups that are made up together. */
typedef struct {
    GPtrArray *groups; /* SlugGroup *, borrowed */
    bool spans;
    BreakWish break_before; /* of a page, or BREAK_AUTO */
} Stretch;

static void block_clear(void *data) {
    PageBlock *block = data;
    display_list_free(block->list);
}

MakeUp *makeup_new(PageFrameOf frame_of, PageTake take, BreakTake take_break, void *context) {
    MakeUp *makeup = g_new0(MakeUp, 1);
    makeup->frame_of = frame_of;
    makeup->take = take;
    makeup->take_break = take_break;
    makeup->context = context;
    makeup->blocks = g_array_new(FALSE, FALSE, sizeof(PageBlock));
    g_array_set_clear_func(makeup->blocks, block_clear);
    makeup->frames = g_array_new(FALSE, FALSE, sizeof(PageFrame));
    return makeup;
}

void makeup_free(MakeUp *makeup) {
    if (makeup != NULL) {
        display_list_free(makeup->list);
        display_list_free(makeup->foot);
        g_array_unref(makeup->blocks);
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
static void open_article(MakeUp *makeup, BreakWish break_before, unsigned opening) {
    if (break_before >= BREAK_COLUMN) {
        begin_page(makeup, break_before);
        return;
    }
    if (!is_begun(makeup)) {
        return;
    }
    const PageFrame *frame = pages_frame(makeup, 0);
    unsigned above = makeup->used + (makeup->foot == NULL ? 0 : makeup->foot_steps);
    if (above + PAGES_GAP_STEPS + opening > frame->steps) {
        pages_end_short(makeup);
        return;
    }
    pages_settle_foot(makeup, false);
    pages_gap(makeup);
}

/* Runs */

static void set_run(MakeUp *makeup, Run *run, unsigned columns, unsigned after, bool follows_head) {
    PlanWish wish = {.run = run,
                     .columns = columns,
                     .steps_after = after,
                     .follows_head = follows_head,
                     .page_of = page_of,
                     .context = makeup};
    Plan *plan = plan_new(&wish);
    makeup_draw(makeup, run, plan, columns);
    plan_free(plan);
    run_free(run);
}

static void make_room(MakeUp *makeup, const Stretch *stretch, bool follows_head) {
    unsigned frame_steps = pages_frame(makeup, 0)->steps;
    unsigned room = frame_steps - MIN(frame_steps, makeup->used);
    if (is_begun(makeup) && stretch->break_before != BREAK_AUTO) {
        begin_page(makeup, stretch->break_before);
    } else if (is_begun(makeup) && !follows_head &&
               room < first_steps(stretch->groups, frame_steps)) {
        pages_end_short(makeup);
    }
}

static void set_stretches(MakeUp *makeup, const Galley *galley, const GArray *stretches) {
    RunPart part = {.galley = galley};
    RunCalls *calls = run_calls_new(galley);
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);
        bool follows_head = i > 0 && g_array_index(stretches, Stretch, i - 1).spans &&
                            stretch->break_before == BREAK_AUTO;
        make_room(makeup, stretch, follows_head);
        unsigned columns = pages_frame(makeup, 0)->columns;
        unsigned page_steps = pages_frame(makeup, 0)->steps;
        part.groups = stretch->groups;
        part.calls = stretch->spans ? NULL : calls;
        Run *run = run_new(&part, 1);
        if (stretch->spans) {
            run_calls_wait(calls, stretch->groups);
            set_run(makeup, run, 1, steps_after(stretches, i, page_steps), false);
        } else {
            set_run(makeup, run, columns, 0, follows_head);
        }
    }
    if (calls->notes->len > 0 || calls->figures->len > 0) { /* nothing runs in columns */
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        part.groups = none;
        part.calls = calls;
        set_run(makeup, run_new(&part, 1), pages_frame(makeup, 0)->columns, 0, false);
    }
    run_calls_free(calls);
}

static void extents_begin(MakeUp *makeup, ArticleExtent *extents, Report *report) {
    makeup->report = report;
    makeup->extents = extents;
    pages_forget_ahead(makeup);
}

/* What has set nothing stands where the next would. */
static void extents_end(MakeUp *makeup, guint count) {
    for (guint i = 0; i < count; i++) {
        ArticleExtent *extent = &makeup->extents[i];
        extent->last_page = extent->steps == 0 ? makeup->index : extent->last_page;
        extent->first_page = extent->steps == 0 ? makeup->index : extent->first_page;
    }
    makeup->report = NULL;
    makeup->extents = NULL;
}

ArticleExtent makeup_add(MakeUp *makeup, const Galley *galley, Report *report) {
    ArticleExtent extent = {.article = galley->article};
    extents_begin(makeup, &extent, report);
    const PageFrame *frame = pages_frame(makeup, 0);
    GArray *stretches = divide(galley, frame->columns);
    if (stretches->len > 0) {
        open_article(makeup, galley->break_before, opening_steps(stretches, frame->steps));
    }
    set_stretches(makeup, galley, stretches);
    g_array_unref(stretches);
    extents_end(makeup, 1);
    return extent;
}

/* Briefs */

/* All that it has runs in its column. */
static bool is_plain(const Galley *galley) {
    bool is_plain = galley->is_brief && galley->figures->len == 0;
    for (guint b = 0; b < galley->bands->len; b++) {
        const Band *band = galley->bands->pdata[b];
        for (guint g = 0; g < band->groups->len; g++) {
            const SlugGroup *group = band->groups->pdata[g];
            is_plain = is_plain && !band->spans && group->break_before == BREAK_AUTO;
        }
    }
    return is_plain;
}

bool makeup_joins(MakeUp *makeup, const Galley *before, const Galley *galley) {
    return pages_frame(makeup, 0)->columns > 1 && is_plain(before) && is_plain(galley) &&
           galley->break_before < BREAK_COLUMN &&
           before->article->is_rtl == galley->article->is_rtl;
}

static GPtrArray *all_groups(const Galley *galley) {
    GPtrArray *groups = g_ptr_array_new();
    for (guint b = 0; b < galley->bands->len; b++) {
        g_ptr_array_extend(groups, ((const Band *)galley->bands->pdata[b])->groups, NULL, NULL);
    }
    return groups;
}

static void set_together(MakeUp *makeup, const GPtrArray *galleys) {
    g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autofree RunPart *parts = g_new0(RunPart, galleys->len);
    for (guint i = 0; i < galleys->len; i++) {
        const Galley *galley = galleys->pdata[i];
        GPtrArray *groups = all_groups(galley);
        g_ptr_array_add(lists, groups);
        g_ptr_array_extend(all, groups, NULL, NULL);
        parts[i] = (RunPart){galley, groups, run_calls_new(galley)};
    }
    Run *run = run_new(parts, galleys->len);
    if (run->group_count > 0) {
        unsigned most = pages_frame(makeup, 0)->steps;
        open_article(makeup, ((const Galley *)galleys->pdata[0])->break_before,
                     first_steps(all, most));
    }
    set_run(makeup, run, pages_frame(makeup, 0)->columns, 0, false);
    for (guint i = 0; i < galleys->len; i++) {
        run_calls_free(parts[i].calls);
    }
}

void makeup_add_together(MakeUp *makeup, const GPtrArray *galleys, ArticleExtent *extents,
                         Report *report) {
    for (guint i = 0; i < galleys->len; i++) {
        extents[i] = (ArticleExtent){.article = ((const Galley *)galleys->pdata[i])->article};
    }
    if (galleys->len == 1) {
        extents[0] = makeup_add(makeup, galleys->pdata[0], report);
        return;
    }
    extents_begin(makeup, extents, report);
    set_together(makeup, galleys);
    extents_end(makeup, galleys->len);
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
