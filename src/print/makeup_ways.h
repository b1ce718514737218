/* The ways in which columns can be filled one after another. Of those that lead to the same place
 * the best is kept, and of each column's the best few. */
#ifndef GALLEY_PRINT_MAKEUP_WAYS_H
#define GALLEY_PRINT_MAKEUP_WAYS_H

#include "print/makeup_run.h"

enum {
    WAYS_MOST_FIGURES = 4, /* that stand in one column, and over one page */
    WAYS_MOST_KEPT = 24,   /* of a column, for each number of figures over its page */
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
    GArray *all;  /* Way: those that were kept */
    GArray *next; /* Way: of the column in hand */
    gint32 *table;
} Ways;

void ways_begin(Ways *ways, const Way *start);
void ways_end(Ways *ways);
const Way *ways_at(const Ways *ways, guint index); /* holds until one is added */
/* A column, and the ways that lead through it. */
void ways_begin_column(Ways *ways);
void ways_keep(Ways *ways, const Way *way);
/* Its best, in order. Returns where they begin among all. */
guint ways_end_column(Ways *ways);

#endif
