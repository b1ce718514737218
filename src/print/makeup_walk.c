/* The walk down one column. */
#include "print/makeup_walk.h"

#include "print/makeup_plan.h"

#define UNREACHED G_MAXINT64

typedef struct {
    int32_t from;
    guint8 variant;
} Choice;

/* Where the walk stands: a group that begins at a height. */
typedef struct {
    guint group;
    unsigned variant;
    int32_t from;
    int64_t cost;
} Step;

void makeup_walk_begin(Walk *walk) {
    walk->costs = g_array_new(FALSE, FALSE, sizeof(int64_t));
    walk->choices = g_array_new(FALSE, TRUE, sizeof(Choice));
}

void makeup_walk_end(Walk *walk) {
    g_array_unref(walk->costs);
    g_array_unref(walk->choices);
}

static size_t stride(const Walk *walk) {
    return (size_t)walk->steps + 1;
}

static int64_t *row(const Walk *walk, guint group) {
    return &g_array_index(walk->costs, int64_t, (group & 1) * stride(walk));
}

static void clear_row(const Walk *walk, guint group) {
    int64_t *costs = row(walk, group);
    for (int32_t i = 0; i <= walk->steps; i++) {
        costs[i] = UNREACHED;
    }
}

static Choice *choice_at(const Walk *walk, guint group, int32_t height) {
    size_t index = (size_t)(group - walk->first_group) * stride(walk) + (size_t)height;
    return &g_array_index(walk->choices, Choice, index);
}

/* A group is set whole: the next may begin at this height. */
static void reach(const Walk *walk, const Step *step, int32_t height) {
    int64_t *cost = &row(walk, step->group + 1)[height];
    if (step->cost < *cost) {
        *cost = step->cost;
        if (walk->keeps_choices) {
            *choice_at(walk, step->group, height) =
                (Choice){.from = step->from, .variant = (guint8)step->variant};
        }
    }
}

static void end_here(const Walk *walk, const Step *step, guint slug, int32_t height) {
    const RunVariant *variant = &walk->run->groups[step->group].variants[step->variant];
    const RunSlug *last = &variant->slugs[slug];
    bool is_whole = slug + 1 == variant->count;
    bool is_end = is_whole && step->group + 1 == walk->run->group_count;
    bool is_forced = is_whole && !is_end && walk->run->groups[step->group + 1].begins_column;
    if (height < walk->least && !is_end && !is_forced) {
        return;
    }
    WalkEnd end = {.height = height,
                   .cost = step->cost,
                   .last = last,
                   .is_forced = is_forced,
                   .variant = step->variant,
                   .from = step->from};
    end.place = is_whole ? (RunPlace){step->group + 1, 0, 1}
                         : (RunPlace){step->group, slug + 1, step->variant};
    if (!is_end && !is_forced) {
        end.cost += last->is_unwanted ? PLAN_FORCED_COST : last->cost;
    }
    walk->take(&end, walk->context);
}

int32_t walk_head_steps(const Run *run, RunPlace start, int32_t steps) {
    if (start.group >= run->group_count || start.slug == 0) {
        return 0;
    }
    const RunGroup *group = &run->groups[start.group];
    int32_t next = group->variants[start.variant].slugs[start.slug].steps;
    bool has_heads = start.slug >= group->head_count && group->head_steps + next <= steps;
    return has_heads ? group->head_steps : 0;
}

/* Sets a group's slugs from the first one on. */
static void walk_group(const Walk *walk, const Step *step, guint first) {
    const RunVariant *variant = &walk->run->groups[step->group].variants[step->variant];
    RunPlace place = {step->group, first, step->variant};
    int32_t above = first > 0         ? walk_head_steps(walk->run, place, walk->steps)
                    : step->from == 0 ? 0
                                      : step->from + variant->space;
    int32_t height = above + variant->slugs[first].steps;
    if (height > walk->steps && above == 0 && walk->may_clip) {
        height = walk->steps;
    }
    int32_t shift = height - variant->slugs[first].end;
    for (guint i = first; i < variant->count; i++) {
        height = variant->slugs[i].end + shift;
        if (height > walk->steps) {
            return;
        }
        if (i + 1 == variant->count) {
            reach(walk, step, height);
        }
        end_here(walk, step, i, height);
    }
}

static void walk_variants_from(const Walk *walk, guint group, int32_t from, int64_t cost) {
    static const unsigned order[] = {1, 0, 2};
    const RunGroup *at = &walk->run->groups[group];
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        const RunVariant *variant = &at->variants[order[i]];
        if (variant->slugs != NULL) {
            Step step = {group, order[i], from, cost + variant->cost};
            walk_group(walk, &step, 0);
        }
    }
}

static bool walk_row(const Walk *walk, guint group) {
    bool is_reached = false;
    int64_t *costs = row(walk, group);
    clear_row(walk, group + 1);
    for (int32_t height = 0; height <= walk->steps; height++) {
        if (costs[height] != UNREACHED) {
            is_reached = true;
            walk_variants_from(walk, group, height, costs[height]);
        }
    }
    return is_reached;
}

void walk_column(Walk *walk, RunPlace start) {
    const Run *run = walk->run;
    guint group = start.group;
    walk->first_group = group;
    if (group >= run->group_count || walk->steps <= 0) {
        return;
    }
    g_array_set_size(walk->costs, (guint)(2 * stride(walk)));
    if (walk->keeps_choices) { /* each group takes a step at least */
        g_array_set_size(walk->choices, (guint)((stride(walk) + 1) * stride(walk)));
    }
    clear_row(walk, group);
    if (start.slug > 0) {
        Step step = {group, start.variant, 0, 0};
        clear_row(walk, group + 1);
        walk_group(walk, &step, start.slug);
        group++;
    } else {
        row(walk, group)[0] = 0;
    }
    while (group < run->group_count) {
        if ((group > start.group && run->groups[group].begins_column) || !walk_row(walk, group)) {
            return;
        }
        group++;
    }
}

void walk_variants(const Walk *walk, const WalkEnd *end, guint8 *variants) {
    bool is_between = end->place.slug == 0;
    guint group = is_between ? end->place.group - 1 : end->place.group;
    int32_t height = end->from;
    variants[group] = (guint8)end->variant;
    while (group > walk->first_group) {
        group--;
        const Choice *choice = choice_at(walk, group, height);
        variants[group] = choice->variant;
        height = choice->from;
    }
}
