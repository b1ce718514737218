/* A run planned: cut into columns and pages at the least cost, by dynamic programming over the
 * places at which a column may end. Of all ways to fill the columns so far the best
 * WAYS_MOST_KEPT are followed up, so that time is linear in the text. */
#ifndef GALLEY_PRINT_MAKEUP_PLAN_H
#define GALLEY_PRINT_MAKEUP_PLAN_H

#include "print/makeup_run.h"
#include "print/makeup_walk.h"

/* Costs, in the measure of break costs. */
enum {
    PLAN_FORCED_COST = 1000000, /* a break that is forbidden, if there is no other way */
    PLAN_PAGE_COST = 3000,      /* of each page after the one on which the run begins */
    PLAN_SHORT_COST =
        150, /* a column that is a step short; three times that for two, six for three */
    PLAN_RAGGED_COST = 600,      /* of each step by which it differs from the first of its spread */
    PLAN_MOST_RAGGED_STEPS = 2,  /* ... up to these: one page's hole is not made in the next too */
    PLAN_STUB_COST = 100,        /* of the square of the lines that a last page has too few */
    PLAN_STUB_STEPS = 6,         /* ... of these */
    PLAN_UNEVEN_COST = 40,       /* balanced columns: of the square of what each lacks */
    PLAN_UNEVEN_STEPS = 12,      /* ... up to these; from there on each step costs the same */
    PLAN_HEIGHT_COST = 200,      /* and of each step that they are higher than they could be */
    PLAN_PASS_COST = 1000,       /* a page that has no room worth beginning on */
    PLAN_WASTE_COST = 200,       /* and each step of its columns */
    PLAN_FAR_COST = 250,         /* a figure, for each column that it waits */
    PLAN_BARE_COST = 2000,       /* a column without text */
    PLAN_SCANT_COST = 500,       /* each line that a column with figures has too few */
    PLAN_SCANT_STEPS = 4,        /* ... of these */
    PLAN_EARLY_COST = 400,       /* a figure in a column above the run's first line */
    PLAN_CUT_NOTE_COST = 3000,   /* a note that goes on in the next column */
    PLAN_AWAY_NOTE_COST = 50000, /* a note that does not begin in its call's column */
    PLAN_MOST_SHORT_STEPS = 8,   /* shorter ones are looked at only if there is nothing better */
};

typedef struct {
    unsigned steps;     /* room from where the run begins on it to its foot */
    bool is_whole;      /* nothing stands above: what does not fit here fits nowhere */
    bool begins_spread; /* its bottom is free; else it is to end as the page before does */
} PlanPage;
/* The page that is `ahead` pages after the one in hand; asked in order. */
typedef PlanPage (*PlanPageOf)(size_t ahead, void *context);

typedef struct {
    const Run *run;
    unsigned columns;     /* 1: ends where it ends; more: balanced on the last page */
    unsigned steps_after; /* to be left free under a run of one column */
    bool follows_head;    /* what stands above it belongs to it: no page is turned between */
    PlanPageOf page_of;
    void *context;
} PlanWish;

typedef struct {
    size_t page; /* ahead */
    unsigned column;
    int32_t steps;                      /* its height, without figures that span */
    RunPlace first, end;                /* text */
    int32_t text_steps;                 /* height of the text, repeated heads included */
    guint note, note_end;               /* strips of notes that stand at its foot */
    guint spanning, figure, figure_end; /* before `figure`: figures over all columns of the page,
                                           from `spanning`; of a page's first column */
} PlanColumn;

typedef struct {
    GArray *columns;  /* PlanColumn, in reading order */
    guint8 *variants; /* by group */
    int64_t cost;
} Plan;

Plan *plan_new(const PlanWish *wish);
void plan_free(Plan *plan);
/* What a column's notes take, with the rule above them. */
int32_t plan_note_steps(const Run *run, guint first, guint end);

#endif
