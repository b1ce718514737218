/* The planner: columns one after another, each from all the ways to have filled those before. */
#include "print/makeup_plan.h"

#include <string.h>

enum {
    NO_BOTTOM = 255,
    MOST_FIGURES = 4,  /* that stand in one column, and over one page */
    MOST_ENDINGS = 8,  /* ways from which a last page is tried */
    MOST_TALLER = 2,   /* steps above the least height that are tried */
    TABLE_SIZE = 4096, /* of places met in a column; a power of two */
    MOST_BOTTOM = 15,
};

/* All columns so far filled one way. */
typedef struct {
    int64_t cost;
    int32_t from; /* index of the way that it goes on from; -1: none */
    RunPlace place;
    guint note, figure; /* strips and figures that are placed */
    guint8 bottom;      /* by how many steps the spread's first column is short */
    guint8 spans;       /* figures that span its page */
    int32_t page_steps; /* what they leave of it */
    /* Of its last column: */
    guint32 page;
    guint8 column;
    bool may_clip;
    bool passes_over;                /* the page */
    int32_t steps, room, text_steps; /* its height; what its figures leave; its text's */
} Way;

typedef struct {
    const PlanWish *wish;
    GArray *ways; /* Way: all that were kept */
    GArray *next; /* Way: of the column in hand */
    gint32 *table;
    Walk walk;
    int32_t best;   /* index of the way that has set it all at the least cost; -1 */
    bool has_ended; /* some way has set it all, and costs less than: */
    int64_t most_cost;
    /* The column in hand: */
    PlanPage page;
    size_t page_index;
    Way base;            /* with what is before it, and its figures */
    guint column_figure; /* first of its own figures */
    bool is_balanced;
} Planner;

int32_t plan_note_steps(const Run *run, guint first, guint end) {
    return end > first ? run_note_steps(run, first, end) + 1 : 0;
}

static const Way *way_at(const Planner *planner, guint index) {
    return &g_array_index(planner->ways, Way, index);
}

static bool is_done(const Run *run, const Way *way) {
    return way->place.group >= run->group_count && way->note == run->notes->len &&
           way->figure == run->figures->len;
}

/* The ways that are kept: of those that lead to the same place the best. */

static bool is_same(const Way *one, const Way *other) {
    return one->place.group == other->place.group && one->place.slug == other->place.slug &&
           one->place.variant == other->place.variant && one->note == other->note &&
           one->figure == other->figure && one->bottom == other->bottom &&
           one->spans == other->spans && one->page_steps == other->page_steps;
}

static guint hash(const Way *way) {
    guint32 value = way->place.group * 2654435761U;
    value = (value ^ way->place.slug) * 2246822519U;
    value = (value ^ way->place.variant ^ (way->bottom << 4U)) * 3266489917U;
    value = (value ^ way->note ^ (way->figure << 16U) ^ way->spans) * 668265263U;
    return (value >> 15U) & (TABLE_SIZE - 1);
}

static void keep(Planner *planner, const Way *way) {
    guint slot = hash(way);
    for (guint tries = 0; tries < TABLE_SIZE; tries++, slot = (slot + 1) & (TABLE_SIZE - 1)) {
        gint32 index = planner->table[slot];
        if (index < 0) {
            if (planner->next->len < TABLE_SIZE / 2) {
                planner->table[slot] = (gint32)planner->next->len;
                g_array_append_val(planner->next, *way);
            }
            return;
        }
        Way *known = &g_array_index(planner->next, Way, index);
        if (is_same(known, way)) {
            *known = way->cost < known->cost ? *way : *known;
            return;
        }
    }
}

static void keep_last(Planner *planner, const Way *way) {
    planner->has_ended = planner->has_ended || way->cost < planner->most_cost;
    if (planner->best < 0 || way->cost < way_at(planner, (guint)planner->best)->cost) {
        planner->best = (int32_t)planner->ways->len;
        g_array_append_val(planner->ways, *way);
    }
}

static int compare_ways(const void *left, const void *right) {
    const Way *one = left;
    const Way *other = right;
    if (one->cost != other->cost) {
        return one->cost < other->cost ? -1 : 1;
    }
    if (one->place.group != other->place.group) {
        return one->place.group > other->place.group ? -1 : 1;
    }
    if (one->place.slug != other->place.slug) {
        return one->place.slug > other->place.slug ? -1 : 1;
    }
    return (int)one->place.variant - (int)other->place.variant;
}

static void begin_column(Planner *planner) {
    g_array_set_size(planner->next, 0);
    memset(planner->table, -1, TABLE_SIZE * sizeof(gint32));
}

/* The best of the column's ways, in order; of each number of figures over the page as many, because
 * those that are placed before they are called may come to nothing. Where they begin among all. */
static guint end_column(Planner *planner) {
    guint first = planner->ways->len;
    unsigned kept[MOST_FIGURES + 1] = {0};
    if (planner->next->len > 0) {
        qsort(planner->next->data, planner->next->len, sizeof(Way), compare_ways);
    }
    for (guint i = 0; i < planner->next->len; i++) {
        const Way *way = &g_array_index(planner->next, Way, i);
        if (kept[way->spans]++ < PLAN_MOST_WAYS) {
            g_array_append_val(planner->ways, *way);
        }
    }
    return first;
}

/* One column */

/* Notes at the column's foot: all that are called, or as much of them as there is room for. */
static int64_t place_notes(const Planner *planner, Way *way, int32_t *steps) {
    const Run *run = planner->wish->run;
    guint called = run_notes_called(run, way->place);
    guint first = planner->base.note;
    int32_t room = way->room - way->text_steps;
    guint end = called;
    while (end > first && plan_note_steps(run, first, end) > room) {
        end--;
    }
    bool is_bare =
        way->text_steps == 0 && planner->page.is_whole && way->room == (int32_t)planner->page.steps;
    bool is_clipped = end == first && called > first && is_bare; /* higher than any column */
    end = is_clipped ? first + 1 : end;
    way->note = end;
    *steps = is_clipped ? room : plan_note_steps(run, first, end);
    if (end == called) {
        return 0;
    }
    bool have_begun = end > g_array_index(run->notes, RunNote, called - 1).first;
    return have_begun ? PLAN_CUT_NOTE_COST : PLAN_AWAY_NOTE_COST;
}

/* Costs of a column's foot */

/* The last columns of a run, as high as each other; the first ones are rather the higher. */
static int64_t cost_of_balance(const Planner *planner, int32_t left) {
    unsigned after = planner->wish->columns - planner->base.column;
    return (int64_t)left * left * PLAN_UNEVEN_COST + (int64_t)left * after;
}

static bool has_low_figure(const Planner *planner) {
    for (guint i = planner->column_figure; i < planner->base.figure; i++) {
        if (run_figure(planner->wish->run, i)->where == FLOAT_BOTTOM) {
            return true;
        }
    }
    return false;
}

/* A column from which text goes on. What stands at its foot makes it level. */
static int64_t cost_of_foot(const Planner *planner, Way *way, int32_t left, bool has_foot) {
    guint8 bottom = (guint8)(has_foot ? 0 : MIN(left, (int32_t)MOST_BOTTOM));
    guint8 first = planner->base.bottom;
    way->bottom = first == NO_BOTTOM ? bottom : first;
    int uneven = first == NO_BOTTOM ? 0 : abs((int)bottom - (int)first);
    return (int64_t)left * (left + 1) / 2 * PLAN_SHORT_COST +
           (int64_t)MIN(uneven, PLAN_MOST_RAGGED_STEPS) * PLAN_RAGGED_COST;
}

static int64_t cost_of_end(const Planner *planner, const Way *way, int32_t used) {
    const PlanWish *wish = planner->wish;
    int64_t cost = 0;
    if (planner->is_balanced) {
        int64_t empty = (int64_t)wish->columns - way->column - 1;
        cost += cost_of_balance(planner, way->room - used);
        cost += empty * way->steps * way->steps * PLAN_UNEVEN_COST;
    } else if (way->steps - used < (int32_t)wish->steps_after) {
        cost += PLAN_FORCED_COST;
    }
    int32_t high = planner->is_balanced ? way->steps : used;
    bool is_new = way->page > 0 && way->spans == 0;
    return cost + (is_new ? (int64_t)MAX(PLAN_STUB_STEPS - high, 0) * PLAN_STUB_COST : 0);
}

/* One column */

static int64_t cost_of_figures(const Planner *planner, const Way *way, guint called) {
    bool is_first = planner->base.from == 0;
    bool is_early = is_first && way->figure > planner->column_figure && !has_low_figure(planner);
    int64_t waiting = called > way->figure ? called - way->figure : 0;
    return waiting * PLAN_FAR_COST + (is_early ? PLAN_EARLY_COST : 0) +
           (way->text_steps == 0 ? PLAN_BARE_COST : 0);
}

/* The column may end here: with what it costs it is a way to go on from, or the last. */
static void take_way(Planner *planner, Way *way, bool is_forced) {
    const PlanWish *wish = planner->wish;
    bool ends_page = way->column + 1U == wish->columns;
    bool has_figures = way->figure > planner->column_figure;
    guint called = run_figures_called(wish->run, way->place);
    if (way->figure > called && (has_figures || ends_page)) {
        return; /* no figure stands on a page before its call's */
    }
    int32_t note_steps = 0;
    way->cost += place_notes(planner, way, &note_steps);
    way->cost += cost_of_figures(planner, way, called);
    int32_t used = way->text_steps + note_steps;
    if (is_done(wish->run, way)) {
        if (planner->is_balanced || wish->columns == 1) {
            int32_t above = way->steps - way->room;
            way->cost += cost_of_end(planner, way, planner->is_balanced ? used : used + above);
            keep_last(planner, way);
        }
        return;
    }
    if (!is_forced) {
        bool has_foot = note_steps > 0 || has_low_figure(planner);
        way->cost += planner->is_balanced ? cost_of_balance(planner, way->room - used)
                                          : cost_of_foot(planner, way, way->room - used, has_foot);
    }
    keep(planner, way);
}

static void take_end(const WalkEnd *end, void *context) {
    Planner *planner = context;
    Way way = planner->base;
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
    Way way = planner->base;
    way.text_steps = 0;
    way.passes_over = true;
    way.cost += planner->wish->follows_head ? PLAN_FORCED_COST : PLAN_PASS_COST;
    keep(planner, &way);
}

/* Fills the column below its figures, `base` says what is there. */
static void fill_room(Planner *planner, bool looks_at_all) {
    const Run *run = planner->wish->run;
    const Way *base = &planner->base;
    bool has_figures = base->figure > planner->column_figure;
    bool is_carrying = base->note < run_notes_called(run, base->place);
    bool has_notes = base->note < run->notes->len;
    bool is_over = base->place.group >= run->group_count;
    planner->walk.steps = base->room;
    planner->walk.least = looks_at_all || has_notes ? 0 : base->room - PLAN_MOST_SHORT_STEPS;
    planner->walk.may_clip = base->may_clip;
    walk_column(&planner->walk, base->place);
    bool has_reason = has_figures || is_carrying || is_over || base->spans > 0;
    if (has_reason || (!planner->page.is_whole && base->column > 0)) {
        Way way = planner->base;
        way.text_steps = 0;
        take_way(planner, &way, false);
    } else if (!planner->page.is_whole && !planner->is_balanced) {
        pass_over_page(planner);
    }
}

static bool is_near(const Planner *planner, guint figure, guint64 steps) {
    const Run *run = planner->wish->run;
    return figure < run->figures->len &&
           g_array_index(run->calls, guint, figure) <= planner->base.place.group + steps;
}

/* Fills a column of that height in all ways, from one way to have filled those before. */
static void fill_column(Planner *planner, const Way *before, int32_t from, unsigned column,
                        int32_t steps, bool looks_at_all) {
    const PlanWish *wish = planner->wish;
    planner->base = *before;
    Way *base = &planner->base;
    base->from = from;
    base->column = (guint8)column;
    base->steps = base->room = steps;
    planner->column_figure = base->figure;
    bool is_whole = planner->page.is_whole && steps == (int32_t)planner->page.steps;
    bool is_carrying = base->note < run_notes_called(wish->run, base->place);
    base->may_clip = is_whole && !is_carrying;
    if (base->passes_over) {
        base->text_steps = 0;
        keep(planner, base);
        return;
    }
    fill_room(planner, looks_at_all);
    base->may_clip = false;
    for (unsigned i = 0; i < MOST_FIGURES && is_near(planner, base->figure, (guint64)steps); i++) {
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
static unsigned open_page(Planner *planner, const Way *before, Way openings[MOST_FIGURES + 1]) {
    const PlanPage *page = &planner->page;
    unsigned count = 0;
    planner->base = *before;
    Way *base = &planner->base;
    base->spans = 0;
    base->passes_over = false;
    base->page_steps = (int32_t)page->steps;
    base->bottom = page->begins_spread ? NO_BOTTOM : base->bottom;
    base->page = (guint32)planner->page_index;
    base->cost += planner->page_index > 0 ? PLAN_PAGE_COST : 0;
    openings[count++] = *base;
    guint64 steps = (guint64)page->steps * planner->wish->columns;
    while (planner->wish->columns > 1 && count <= MOST_FIGURES &&
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
    guint length = planner->ways->len;
    for (unsigned column = 0; column < planner->wish->columns; column++) {
        begin_column(planner);
        if (column == 0) {
            fill_column(planner, opening, from, column, steps, looks_at_all);
        }
        for (guint i = first; i < end; i++) {
            Way before = *way_at(planner, i);
            fill_column(planner, &before, (int32_t)i, column, steps, looks_at_all);
        }
        first = end_column(planner);
        end = planner->ways->len;
    }
    if (planner->best < (int32_t)length) {
        g_array_set_size(planner->ways, length);
    }
}

/* The lowest columns that hold the rest, and some that are a little higher. */
static void try_heights(Planner *planner, const Way *opening, int32_t from, bool looks_at_all) {
    int64_t left = steps_left(planner->wish->run, opening);
    int64_t least = (left + planner->wish->columns - 1) / planner->wish->columns;
    unsigned tried = 0;
    Way taller = *opening;
    for (int64_t steps = MAX(least - 1, 0); steps <= opening->page_steps && tried <= MOST_TALLER;
         steps++) {
        fill_evenly(planner, &taller, from, (int32_t)steps, looks_at_all);
        if (planner->has_ended) {
            tried++;
            taller.cost += PLAN_HEIGHT_COST;
        }
    }
}

static void try_last_page(Planner *planner, const Way *opening, int32_t from) {
    planner->is_balanced = true;
    planner->has_ended = false;
    planner->most_cost = opening->cost + PLAN_FORCED_COST;
    try_heights(planner, opening, from, false);
    if (!planner->has_ended) {
        try_heights(planner, opening, from, true);
    }
    planner->is_balanced = false;
}

static void try_last_pages(Planner *planner, guint first, guint end) {
    Way openings[MOST_FIGURES + 1];
    for (guint i = first; i < MIN(end, first + MOST_ENDINGS); i++) {
        Way before = *way_at(planner, i);
        unsigned count = open_page(planner, &before, openings);
        for (unsigned k = 0; k < count; k++) {
            try_last_page(planner, &openings[k], (int32_t)i);
        }
    }
}

static void fill_from_all(Planner *planner, guint first, guint end, unsigned column,
                          bool looks_at_all) {
    Way openings[MOST_FIGURES + 1];
    begin_column(planner);
    for (guint i = first; i < end; i++) {
        Way before = *way_at(planner, i);
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
    int64_t before = way_at(planner, first)->cost;
    fill_from_all(planner, first, end, column, false);
    int64_t least = least_cost(planner->next);
    if (least == G_MAXINT64 || least - before >= PLAN_FORCED_COST) {
        fill_from_all(planner, first, end, column, true);
    }
    return end_column(planner);
}

static bool is_beaten(const Planner *planner, guint first) {
    return planner->best >= 0 &&
           (first >= planner->ways->len ||
            way_at(planner, first)->cost >= way_at(planner, (guint)planner->best)->cost);
}

static void plan_pages(Planner *planner) {
    guint first = 0;
    guint end = 1;
    for (size_t page = 0; first < end && !is_beaten(planner, first); page++) {
        planner->page = planner->wish->page_of(page, planner->wish->context);
        planner->page_index = page;
        if (planner->wish->columns > 1) {
            try_last_pages(planner, first, end);
        }
        for (unsigned column = 0; column < planner->wish->columns && first < end; column++) {
            first = next_column(planner, first, end, column);
            end = planner->ways->len;
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
    for (int32_t i = planner->best; i > 0; i = way_at(planner, (guint)i)->from) {
        g_array_append_val(chain, i);
    }
    plan->cost = planner->best < 0 ? 0 : way_at(planner, (guint)planner->best)->cost;
    for (guint i = chain->len; i > 0; i--) {
        const Way *way = way_at(planner, (guint)g_array_index(chain, int32_t, i - 1));
        const Way *before = way_at(planner, (guint)way->from);
        add_column(plan, before, way);
        if (way->text_steps > 0) {
            find_variants(planner, plan, before, way);
        }
    }
    return plan;
}

Plan *plan_new(const PlanWish *wish) {
    Planner planner = {.wish = wish,
                       .ways = g_array_new(FALSE, FALSE, sizeof(Way)),
                       .next = g_array_new(FALSE, FALSE, sizeof(Way)),
                       .table = g_new(gint32, TABLE_SIZE),
                       .best = -1};
    Way start = {.from = -1, .place = {.variant = 1}, .bottom = NO_BOTTOM};
    planner.walk = (Walk){.run = wish->run, .take = take_end, .context = &planner};
    makeup_walk_begin(&planner.walk);
    g_array_append_val(planner.ways, start);
    if (!is_done(wish->run, &start)) {
        plan_pages(&planner);
    }
    Plan *plan = take_best(&planner);
    makeup_walk_end(&planner.walk);
    g_array_unref(planner.ways);
    g_array_unref(planner.next);
    g_free(planner.table);
    return plan;
}

void plan_free(Plan *plan) {
    g_array_unref(plan->columns);
    g_free(plan->variants);
    g_free(plan);
}
