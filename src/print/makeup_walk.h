/* One column filled with a run's text: all the places at which it can end, and what each costs, by
 * dynamic programming over groups and steps with the groups' variants as choices. */
#ifndef GALLEY_PRINT_MAKEUP_WALK_H
#define GALLEY_PRINT_MAKEUP_WALK_H

#include "print/makeup_run.h"

typedef struct {
    RunPlace place;
    int32_t height;      /* of the text down to here */
    int64_t cost;        /* of variants and of the break */
    const RunSlug *last; /* the slug that it ends with */
    bool is_forced;      /* a column has to end here */
    unsigned variant;    /* of its last group */
    int32_t from;        /* height at which that group began */
} WalkEnd;
typedef void (*WalkTake)(const WalkEnd *end, void *context);

typedef struct {
    const Run *run;
    int32_t steps; /* room for text */
    int32_t least; /* ends higher than that are passed over, but forced ones and the run's end */
    bool may_clip; /* a slug higher than the column stands alone in it all the same */
    WalkTake take;
    void *context;
    /* The walk's own */
    GArray *costs;   /* int64_t, two rows */
    GArray *choices; /* by group and height: how it was come by; empty: not asked for */
    bool keeps_choices;
    guint first_group;
} Walk;

void makeup_walk_begin(Walk *walk);
void makeup_walk_end(Walk *walk);
void walk_column(Walk *walk, RunPlace start);
/* After a column was walked that keeps its choices: the variants of the groups that are in it, by
 * group of the run. */
void walk_variants(const Walk *walk, const WalkEnd *end, guint8 *variants);
/* The heads that are repeated above a column that begins there. */
int32_t walk_head_steps(const Run *run, RunPlace start, int32_t steps);

#endif
