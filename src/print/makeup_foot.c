/* Costs of a column's foot. */
#include "print/makeup_foot.h"

int64_t foot_place_notes(const Foot *foot, Way *way, int32_t *steps) {
    const Run *run = foot->wish->run;
    guint called = run_notes_called(run, way->place);
    guint first = foot->base.note;
    int32_t room = way->room - way->text_steps;
    guint end = called;
    while (end > first && plan_note_steps(run, first, end) > room) {
        end--;
    }
    bool is_bare =
        way->text_steps == 0 && foot->page.is_whole && way->room == (int32_t)foot->page.steps;
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

/* Does one of the figures stand below the run's first line? */
static bool has_low_figure(const Foot *foot) {
    const Run *run = foot->wish->run;
    bool is_under_head = run->group_count > 0 && run->groups[0].group->begins_with_head;
    for (guint i = foot->column_figure; i < foot->base.figure; i++) {
        PageFloat where = run_figure(run, i)->where;
        if (where == FLOAT_BOTTOM || (where == FLOAT_NEAR && is_under_head)) {
            return true;
        }
    }
    return false;
}

int64_t foot_cost_of_figures(const Foot *foot, const Way *way, guint called) {
    bool is_first = foot->base.from == 0;
    bool is_early = is_first && way->figure > foot->column_figure && !has_low_figure(foot);
    int64_t waiting = called > way->figure ? called - way->figure : 0;
    int64_t lack = MAX(PLAN_SCANT_STEPS - way->text_steps, 0);
    return waiting * PLAN_FAR_COST + (is_early ? PLAN_EARLY_COST : 0) +
           (way->text_steps == 0                ? PLAN_BARE_COST
            : way->figure > foot->column_figure ? lack * PLAN_SCANT_COST
                                                : 0);
}

static int64_t cost_of_lack(int32_t steps) {
    int64_t square = MIN(steps, PLAN_UNEVEN_STEPS);
    int64_t over = steps - square;
    return (square * square + over * 2 * PLAN_UNEVEN_STEPS) * PLAN_UNEVEN_COST;
}

/* The last columns of a run, as high as each other; the first ones are rather the higher. */
static int64_t cost_of_balance(const Foot *foot, int32_t left) {
    unsigned after = foot->wish->columns - foot->base.column;
    return cost_of_lack(left) + (int64_t)left * after;
}

/* What stands at a column's foot makes it level. */
static int64_t cost_of_bottom(const Foot *foot, Way *way, int32_t left, bool has_notes) {
    bool has_foot = has_notes || has_low_figure(foot);
    guint8 bottom = (guint8)(has_foot ? 0 : MIN(left, (int32_t)FOOT_LOWEST));
    guint8 first = foot->base.bottom;
    way->bottom = first == FOOT_FREE ? bottom : first;
    int uneven = first == FOOT_FREE ? 0 : abs((int)bottom - (int)first);
    return (int64_t)left * (left + 1) / 2 * PLAN_SHORT_COST +
           (int64_t)MIN(uneven, PLAN_MOST_RAGGED_STEPS) * PLAN_RAGGED_COST;
}

/* What gaps between parts do not take of it. */
static int32_t unshared(const Foot *foot, const Way *way, int32_t left) {
    guint seams = run_seams(foot->wish->run, foot->base.place, way->place);
    return left <= (int32_t)(seams * RUN_SHARED_STEPS) ? 0 : left;
}

int64_t foot_cost_of_end(const Foot *foot, Way *way, int32_t used, bool has_notes) {
    int32_t left = unshared(foot, way, way->room - used);
    return foot->is_balanced ? cost_of_balance(foot, left)
                             : cost_of_bottom(foot, way, left, has_notes);
}

int64_t foot_cost_of_last(const Foot *foot, const Way *way, int32_t used) {
    const PlanWish *wish = foot->wish;
    int64_t cost = 0;
    int32_t high = way->steps - way->room + used;
    if (foot->is_balanced) {
        int64_t empty = (int64_t)wish->columns - way->column - 1;
        cost += cost_of_balance(foot, unshared(foot, way, way->room - used));
        cost += empty * cost_of_lack(way->steps);
        high = way->steps;
    } else if (way->steps - high < (int32_t)wish->steps_after) {
        cost += PLAN_FORCED_COST;
    }
    bool is_new = way->page > 0 && way->spans == 0;
    int64_t lack = is_new ? MAX(PLAN_STUB_STEPS - high, 0) : 0;
    return cost + lack * lack * PLAN_STUB_COST;
}
