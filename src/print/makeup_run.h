/* A run: groups of slugs that follow one another through columns of one width, measured once, so
 * that the planner adds and compares numbers only. It is of one article, or of briefs that follow
 * one another down the columns: each of those is a part of it. */
#ifndef GALLEY_PRINT_MAKEUP_RUN_H
#define GALLEY_PRINT_MAKEUP_RUN_H

#include "print/galley.h"

typedef struct {
    int32_t end;      /* steps from the group's top to its lower edge, without `space` */
    int32_t steps;    /* its own */
    int32_t cost;     /* of ending a column after it */
    bool is_unwanted; /* a column should never end after it */
    bool ends_in_hyphen;
    guint notes;   /* steps of notes in the run's order that are called up to here: an index */
    guint figures; /* and so many figures */
} RunSlug;

typedef struct {
    RunSlug *slugs; /* NULL: not possible */
    guint count;
    int32_t space; /* above the first, which falls away at a column's top */
    int32_t cost;
} RunVariant;

typedef struct {
    const SlugGroup *group;
    guint part;
    guint seams; /* beginnings of parts above it, its own included */
    RunVariant variants[3];
    int32_t head_steps; /* of the heads that are repeated where it is cut */
    guint head_count;   /* so many of its slugs are the heads themselves */
    bool begins_column, begins_part;
} RunGroup;

/* A strip of a note. */
typedef struct {
    guint part, note, slug;
    gint64 end_permille; /* thousandths of steps from the first strip of all */
    guint first;         /* index of the first strip of its note */
    const Slug *content; /* borrowed */
} RunNote;

enum { RUN_SHARED_STEPS = 3 }; /* that a gap between parts may take of what its column is short */

/* Notes and figures: of a galley, each once. What has been placed stays so for the runs after. */
typedef struct {
    GArray *notes, *figures; /* guint, from 1: called before the run and not placed yet */
    bool *note_is_met, *figure_is_met;
} RunCalls;

RunCalls *run_calls_new(const Galley *galley);
void run_calls_free(RunCalls *calls);
/* What these groups call is to be placed by the next run. */
void run_calls_wait(RunCalls *calls, const GPtrArray *groups);

typedef struct {
    const Galley *galley;
    const GPtrArray *groups; /* SlugGroup *; empty ones are passed over */
    RunCalls *calls;         /* NULL: what is called is not placed in the run */
} RunPart;

typedef struct {
    const RunPart *parts; /* borrowed */
    RunGroup *groups;
    guint group_count;
    int32_t *rest;   /* by group: the least steps that it and those after it need */
    GArray *notes;   /* RunNote, in the order of their calls */
    GArray *figures; /* const FloatingFigure *, in the order of their calls */
    GArray *calls;   /* guint: by place in `figures`, the group that calls it */
    guint first_notes, first_figures; /* so many are called before its first slug */
    RunSlug *slugs;
} Run;

Run *run_new(const RunPart *parts, guint part_count);
void run_free(Run *run);

const Slug *run_slug(const Run *run, guint group, unsigned variant, guint slug);
/* The height of the notes' strips from the first to before the end, which stand close under one
 * another: in thousandths of steps, and in whole steps. */
gint64 run_note_permille(const Run *run, guint first, guint end);
int32_t run_note_steps(const Run *run, guint first, guint end);
/* Where a strip begins under the first one, in thousandths of steps. */
gint64 run_note_top_permille(const Run *run, guint first, guint strip);
const FloatingFigure *run_figure(const Run *run, guint index);

/* Before a slug of a group in one of its variants; at a group's beginning slug 0, variant 1. The
 * run's end is before the group after its last. */
typedef struct {
    guint group, slug;
    unsigned variant;
} RunPlace;

/* How many figures and notes, in the run's order, are called before a place. */
guint run_figures_called(const Run *run, RunPlace place);
guint run_notes_called(const Run *run, RunPlace place);
/* Where parts meet in a column from one place to another; where it begins none is counted. */
guint run_seams(const Run *run, RunPlace first, RunPlace end);

#endif
