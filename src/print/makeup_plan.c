/* The planner: columns one after another, each from all the ways to have filled those before. */
#include "print/makeup_plan.h"

#include "print/makeup_foot.h"

#include <string.h>

enum { UNEVEN_COST = 2000 }; /* from this on columns that are far from full are looked at */

typedef struct {
    const PlanWish *wish;
    Ways ways;
    Walk walk;
    int32_t best; /* index of the way that has set it all at the least cost; -1 */
    size_t page_index;
    Foot at; /* the column in hand */
} Planner;

int32_t plan_note_steps(const Run *run, guint first, guint end) {
    return end > first ? run_note_steps(run, first, end) + 1 : 0;
}

static bool is_done(const Run *run, const Way *way) {
    return way->place.group >= run->group_count && way->note == run->notes->len &&
           way->figure == run->figures->len;
}

static bool is_beaten(const Planner *planner, const Way *way) {
    return planner->best >= 0 && way->cost >= ways_at(&planner->ways, (guint)planner->best)->cost;
}

static void keep_last(Planner *planner, const Way *way) {
    if (!is_beaten(planner, way)) {
        planner->best = (int32_t)planner->ways.all->len;
        g_array_append_val(planner->ways.all, *way);
    }
}

/* One column */

/* The column may end here: with what it costs it is a way to go on from, or the last. */
static void take_way(Planner *planner, Way *way, bool is_forced) {
    const PlanWish *wish = planner->wish;
    const Foot *foot = &planner->at;
    bool ends_page = way->column + 1U == wish->columns;
    bool has_figures = way->figure > foot->column_figure;
    guint called = run_figures_called(wish->run, way->place);
    if (way->figure > called && (has_figures || ends_page)) {
        return; /* no figure stands on a page before its call's */
    }
    int32_t note_steps = 0;
    way->cost += foot_place_notes(foot, way, &note_steps);
    way->cost += foot_cost_of_figures(foot, way, called);
    int32_t used = way->text_steps + note_steps;
    if (!is_done(wish->run, way)) {
        way->cost += is_forced ? 0 : foot_cost_of_end(foot, way, used, note_steps > 0);
        ways_keep(&planner->ways, way);
    } else if (foot->is_balanced || wish->columns == 1) {
        way->cost += foot_cost_of_last(foot, way, used);
        keep_last(planner, way);
    }
}

static void take_end(const WalkEnd *end, void *context) {
    Planner *planner = context;
    Way way = planner->at.base;
    bool ends_page = way.column + 1U == planner->wish->columns;
    bool is_end = end->place.group >= planner->wish->run->group_count;
    way.place = end->place;
    way.text_steps = end->height;
    way.cost += end->cost;
    way.cost += ends_page && !is_end && end->last->ends_in_hyphen ? PLAN_FORCED_COST : 0;
    take_way(planner, &way, end->is_forced);
}

/* The run begins on the next page, and all columns of this one stay empty. */
static void pass_over_page(Planner *planner) {
    Way way = planner->at.base;
    way.text_steps = 0;
    way.passes_over = true;
    int64_t waste = (int64_t)way.page_steps * planner->wish->columns * PLAN_WASTE_COST;
    way.cost += planner->wish->follows_head ? PLAN_FORCED_COST : PLAN_PASS_COST + waste;
    ways_keep(&planner->ways, &way);
}

/* Fills the column below its figures, `base` says what is there. */
static void fill_room(Planner *planner, bool looks_at_all) {
    const Run *run = planner->wish->run;
    const Way *base = &planner->at.base;
    bool has_figures = base->figure > planner->at.column_figure;
    bool is_carrying = base->note < run_notes_called(run, base->place);
    bool has_notes = base->note < run->notes->len;
    bool is_over = base->place.group >= run->group_count;
    planner->walk.steps = base->room;
    planner->walk.least = looks_at_all || has_notes ? 0 : base->room - PLAN_MOST_SHORT_STEPS;
    planner->walk.may_clip = base->may_clip;
    walk_column(&planner->walk, base->place);
    bool has_reason = has_figures || is_carrying || is_over || base->spans > 0;
    if (has_reason || (!planner->at.page.is_whole && base->column > 0)) {
        Way way = planner->at.base;
        way.text_steps = 0;
        take_way(planner, &way, false);
    } else if (!planner->at.page.is_whole && !planner->at.is_balanced) {
        pass_over_page(planner);
    }
}

static bool is_near(const Planner *planner, guint figure, guint64 steps) {
    const Run *run = planner->wish->run;
    return figure < run->figures->len &&
           g_array_index(run->calls, guint, figure) <= planner->at.base.place.group + steps;
}

/* Fills a column of that height in all ways, from one way to have filled those before. */
static void fill_column(Planner *planner, const Way *before, int32_t from, unsigned column,
                        int32_t steps, bool looks_at_all) {
    const PlanWish *wish = planner->wish;
    planner->at.base = *before;
    Way *base = &planner->at.base;
    base->from = from;
    base->column = (guint8)column;
    base->steps = base->room = steps;
    planner->at.column_figure = base->figure;
    bool is_whole = planner->at.page.is_whole && steps == (int32_t)planner->at.page.steps;
    bool is_carrying = base->note < run_notes_called(wish->run, base->place);
    base->may_clip = is_whole && !is_carrying;
    if (base->passes_over) {
        base->text_steps = 0;
        ways_keep(&planner->ways, base);
        return;
    }
    fill_room(planner, looks_at_all);
    base->may_clip = false;
    for (unsigned i = 0; i < WAYS_MOST_FIGURES && is_near(planner, base->figure, (guint64)steps);
         i++) {
        const FloatingFigure *figure = run_figure(wish->run, base->figure);
        int32_t high = (int32_t)MIN(figure->steps, (unsigned)G_MAXINT32);
        high = is_whole && i == 0 ? MIN(high, steps) : high;
        if (high > base->room || (figure->spans && wish->columns > 1)) {
            return;
        }
        base->room -= high;
        base->figure++;
        fill_room(planner, looks_at_all);
    }
}

/* A page */

/* The ways in which a page may open: with figures over all of its columns, or without. */
static unsigned open_page(Planner *planner, const Way *before,
                          Way openings[WAYS_MOST_FIGURES + 1]) {
    const PlanPage *page = &planner->at.page;
    unsigned count = 0;
    planner->at.base = *before;
    Way *base = &planner->at.base;
    base->spans = 0;
    base->passes_over = false;
    base->page_steps = (int32_t)page->steps;
    base->bottom = page->begins_spread ? FOOT_FREE : base->bottom;
    base->page = (guint32)planner->page_index;
    base->cost += planner->page_index > 0 ? PLAN_PAGE_COST : 0;
    openings[count++] = *base;
    guint64 steps = (guint64)page->steps * planner->wish->columns;
    while (planner->wish->columns > 1 && count <= WAYS_MOST_FIGURES &&
           is_near(planner, base->figure, steps)) {
        const FloatingFigure *figure = run_figure(planner->wish->run, base->figure);
        int32_t high = (int32_t)MIN(figure->steps, (unsigned)G_MAXINT32);
        high = page->is_whole && count == 1 ? MIN(high, base->page_steps) : high;
        if (!figure->spans || high > base->page_steps) {
            break;
        }
        base->page_steps -= high;
        base->figure++;
        base->spans++;
        openings[count++] = *base;
    }
    return count;
}

/* The least that is to be set from here on, in one column. */
static int64_t steps_left(const Run *run, const Way *way) {
    int64_t steps = plan_note_steps(run, way->note, run->notes->len);
    if (way->place.group < run->group_count) {
        steps += run->rest[way->place.group + (way->place.slug > 0 ? 1 : 0)];
    }
    if (way->place.slug > 0) {
        const RunVariant *variant = &run->groups[way->place.group].variants[way->place.variant];
        steps += variant->slugs[variant->count - 1].end - variant->slugs[way->place.slug - 1].end;
    }
    for (guint i = way->figure; i < run->figures->len; i++) {
        steps += run_figure(run, i)->spans ? 0 : run_figure(run, i)->steps;
    }
    return steps;
}

/* All that is left in columns of one height. */
static void fill_evenly(Planner *planner, const Way *opening, int32_t from, int32_t steps,
                        bool looks_at_all) {
    guint first = 0;
    guint end = 0;
    guint length = planner->ways.all->len;
    for (unsigned column = 0; column < planner->wish->columns; column++) {
        ways_begin_column(&planner->ways);
        if (column == 0) {
            fill_column(planner, opening, from, column, steps, looks_at_all);
        }
        for (guint i = first; i < end; i++) {
            Way before = *ways_at(&planner->ways, i);
            if (is_beaten(planner, &before)) {
                break;
            }
            fill_column(planner, &before, (int32_t)i, column, steps, looks_at_all);
        }
        first = ways_end_column(&planner->ways);
        end = planner->ways.all->len;
    }
    if (planner->best < (int32_t)length) {
        g_array_set_size(planner->ways.all, length);
    }
}

/* The lowest columns that can hold the rest, and higher ones as long as they may be better. */
static void try_heights(Planner *planner, const Way *opening, int32_t from, bool looks_at_all) {
    int64_t left = steps_left(planner->wish->run, opening);
    int64_t least = (left + planner->wish->columns - 1) / planner->wish->columns;
    Way taller = *opening;
    for (int64_t steps = least; steps <= opening->page_steps && !is_beaten(planner, &taller);
         steps++) {
        fill_evenly(planner, &taller, from, (int32_t)steps, looks_at_all);
        taller.cost += PLAN_HEIGHT_COST;
    }
}

static void try_last_page(Planner *planner, const Way *opening, int32_t from) {
    Way uneven = *opening;
    uneven.cost += UNEVEN_COST;
    planner->at.is_balanced = true;
    try_heights(planner, opening, from, false);
    if (!is_beaten(planner, &uneven)) {
        try_heights(planner, opening, from, true);
    }
    planner->at.is_balanced = false;
}

static void try_last_pages(Planner *planner, guint first, guint end) {
    Way openings[WAYS_MOST_FIGURES + 1];
    for (guint i = first; i < end; i++) {
        Way before = *ways_at(&planner->ways, i);
        if (is_beaten(planner, &before)) {
            return; /* and so are those after it */
        }
        unsigned count = open_page(planner, &before, openings);
        for (unsigned k = 0; k < count; k++) {
            try_last_page(planner, &openings[k], (int32_t)i);
        }
    }
}

static void fill_from_all(Planner *planner, guint first, guint end, unsigned column,
                          bool looks_at_all) {
    Way openings[WAYS_MOST_FIGURES + 1];
    ways_begin_column(&planner->ways);
    for (guint i = first; i < end; i++) {
        Way before = *ways_at(&planner->ways, i);
        if (is_beaten(planner, &before)) {
            return;
        }
        unsigned count = 1;
        openings[0] = before;
        if (column == 0) {
            count = open_page(planner, &before, openings);
        }
        for (unsigned k = 0; k < count; k++) {
            fill_column(planner, &openings[k], (int32_t)i, column, openings[k].page_steps,
                        looks_at_all);
        }
    }
}

static int64_t least_cost(const GArray *ways) {
    int64_t least = G_MAXINT64;
    for (guint i = 0; i < ways->len; i++) {
        least = MIN(least, g_array_index(ways, Way, i).cost);
    }
    return least;
}

/* Columns that are nearly full; all others only if those break a rule. */
static guint next_column(Planner *planner, guint first, guint end, unsigned column) {
    int64_t before = ways_at(&planner->ways, first)->cost;
    fill_from_all(planner, first, end, column, false);
    int64_t least = least_cost(planner->ways.next);
    if (least == G_MAXINT64 || least - before >= PLAN_FORCED_COST) {
        fill_from_all(planner, first, end, column, true);
    }
    return ways_end_column(&planner->ways);
}

static void plan_pages(Planner *planner) {
    guint first = 0;
    guint end = 1;
    for (size_t page = 0; first < end && !is_beaten(planner, ways_at(&planner->ways, first));
         page++) {
        planner->at.page = planner->wish->page_of(page, planner->wish->context);
        planner->page_index = page;
        if (planner->wish->columns > 1) {
            try_last_pages(planner, first, end);
        }
        for (unsigned column = 0; column < planner->wish->columns && first < end; column++) {
            first = next_column(planner, first, end, column);
            end = planner->ways.all->len;
        }
    }
}

/* The plan */

static void add_column(Plan *plan, const Way *before, const Way *way) {
    PlanColumn column = {.page = way->page,
                         .column = way->column,
                         .steps = way->steps,
                         .first = before->place,
                         .end = way->place,
                         .text_steps = way->text_steps,
                         .note = before->note,
                         .note_end = way->note,
                         .spanning = before->figure,
                         .figure = before->figure + (way->column == 0 ? way->spans : 0),
                         .figure_end = way->figure};
    g_array_append_val(plan->columns, column);
}

/* Which variants a column was filled with is found by filling it again. */
typedef struct {
    const Way *way;
    WalkEnd best;
    bool is_found;
} Search;

static void take_same(const WalkEnd *end, void *context) {
    Search *search = context;
    const RunPlace *place = &search->way->place;
    bool is_same_end = end->place.group == place->group && end->place.slug == place->slug &&
                       end->place.variant == place->variant &&
                       end->height == search->way->text_steps;
    if (is_same_end && (!search->is_found || end->cost < search->best.cost)) {
        search->best = *end;
        search->is_found = true;
    }
}

static void find_variants(const Planner *planner, Plan *plan, const Way *before, const Way *way) {
    Search search = {.way = way};
    Walk walk = {.run = planner->wish->run,
                 .steps = way->room,
                 .may_clip = way->may_clip,
                 .take = take_same,
                 .context = &search,
                 .keeps_choices = true};
    makeup_walk_begin(&walk);
    walk_column(&walk, before->place);
    if (search.is_found) {
        walk_variants(&walk, &search.best, plan->variants);
    }
    makeup_walk_end(&walk);
}

static Plan *take_best(const Planner *planner) {
    Plan *plan = g_new0(Plan, 1);
    plan->columns = g_array_new(FALSE, FALSE, sizeof(PlanColumn));
    plan->variants = g_malloc(planner->wish->run->group_count + 1);
    memset(plan->variants, 1, planner->wish->run->group_count + 1);
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (int32_t i = planner->best; i > 0; i = ways_at(&planner->ways, (guint)i)->from) {
        g_array_append_val(chain, i);
    }
    plan->cost = planner->best < 0 ? 0 : ways_at(&planner->ways, (guint)planner->best)->cost;
    for (guint i = chain->len; i > 0; i--) {
        const Way *way = ways_at(&planner->ways, (guint)g_array_index(chain, int32_t, i - 1));
        const Way *before = ways_at(&planner->ways, (guint)way->from);
        add_column(plan, before, way);
        if (way->text_steps > 0) {
            find_variants(planner, plan, before, way);
        }
    }
    return plan;
}

Plan *plan_new(const PlanWish *wish) {
    Planner planner = {.wish = wish, .best = -1, .at.wish = wish};
    Way start = {.from = -1, .place = {.variant = 1}, .bottom = FOOT_FREE};
    planner.walk = (Walk){.run = wish->run, .take = take_end, .context = &planner};
    makeup_walk_begin(&planner.walk);
    ways_begin(&planner.ways, &start);
    if (!is_done(wish->run, &start)) {
        plan_pages(&planner);
    }
    Plan *plan = take_best(&planner);
    makeup_walk_end(&planner.walk);
    ways_end(&planner.ways);
    return plan;
}

void plan_free(Plan *plan) {
    g_array_unref(plan->columns);
    g_free(plan->variants);
    g_free(plan);
}
