/* What it costs that a column ends where it ends: notes that have no room, figures that wait, feet
 * that are not level. */
#ifndef GALLEY_PRINT_MAKEUP_FOOT_H
#define GALLEY_PRINT_MAKEUP_FOOT_H

#include "print/makeup_plan.h"
#include "print/makeup_ways.h"

enum {
    FOOT_FREE = 255, /* the bottom of a spread whose first column has not ended yet */
    FOOT_LOWEST = 15,
};

/* The column that is being filled. */
typedef struct {
    const PlanWish *wish;
    PlanPage page;
    Way base;            /* what is before it, and its figures */
    guint column_figure; /* first of its own figures */
    bool is_balanced;    /* it and those beside it are the run's last, of one height */
} Foot;

/* Places the notes that are called. Returns what that costs; `steps`: the height they take. */
int64_t foot_place_notes(const Foot *foot, Way *way, int32_t *steps);
/* Figures that wait, or stand too early; a column without text. `called`: figures down to here. */
int64_t foot_cost_of_figures(const Foot *foot, const Way *way, guint called);
/* Of a column from which text goes on; `used` by text and notes. Sets the way's bottom. */
int64_t foot_cost_of_end(const Foot *foot, Way *way, int32_t used, bool has_notes);
/* Of the run's last. */
int64_t foot_cost_of_last(const Foot *foot, const Way *way, int32_t used);

#endif
