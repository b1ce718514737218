/* The pages that make-up has in hand: the one that is being filled, and the frames of those that
 * the planner looks ahead to. */
#ifndef GALLEY_PRINT_MAKEUP_PAGES_H
#define GALLEY_PRINT_MAKEUP_PAGES_H

#include "print/makeup.h"

enum {
    PAGES_GAP_STEPS = 2,    /* between an article and the one above it on a page */
    PAGES_SHARED_STEPS = 3, /* more of them, where a page has to end short */
};

typedef struct {
    DisplayList *list;
    unsigned end; /* step at which the gap below it begins */
} PageBlock;

struct MakeUp {
    PageFrameOf frame_of;
    PageTake take;
    BreakTake take_break;
    void *context;
    GArray *frames; /* PageFrame, from page `first_frame` on */
    size_t first_frame;
    size_t index;      /* of the page in hand */
    DisplayList *list; /* what is set on it below the blocks; NULL: it is not begun */
    GArray *blocks;    /* PageBlock: articles on it, or ends of articles, above others */
    bool has_gap;      /* a block is to begin below one, and nothing is set in it yet */
    unsigned shared;   /* free steps that the gaps take */
    unsigned used;     /* steps, from its top */
    DisplayList *foot; /* of the last column of a page of one: stands at the page's foot, unless
                          another article follows; its top is at 0. NULL: nothing */
    unsigned foot_steps;
    const Article *first_article;
    bool has_break;         /* where its text begins has been said */
    ArticleExtent *extents; /* of the articles that are being added; borrowed */
    Report *report;         /* of them */
};

/* Frames are asked for anew, but that of a page that is begun. */
void pages_forget_ahead(MakeUp *makeup);
/* The frame of the page so many after the one in hand; it holds until the next is asked for. */
const PageFrame *pages_frame(MakeUp *makeup, size_t ahead);
DisplayList *pages_list(MakeUp *makeup); /* of the page in hand, which is begun */
void pages_end(MakeUp *makeup);          /* hands it on, if it is begun */
/* The same, because there is no room for what comes: gaps between articles take what is free. */
void pages_end_short(MakeUp *makeup);
/* Leaves a gap under what is set; if something is set below it, a rule is drawn in it. */
void pages_gap(MakeUp *makeup);
/* Something is set below the gap, if there is one. */
void pages_begin_block(MakeUp *makeup);
void pages_blank(MakeUp *makeup); /* hands on an empty one */
/* What waits to stand at the foot stands there, or right under the text. */
void pages_settle_foot(MakeUp *makeup, bool at_foot);
Mpt pages_top(const PageFrame *frame, unsigned step);
/* `is_rtl`: the first column is the rightmost. */
Mpt pages_column_left(const PageFrame *frame, unsigned column, bool is_rtl);
Mpt pages_measure(const PageFrame *frame);
/* A rule or something else that is no content. */
void pages_rule(DisplayList *list, Box box, Ink ink);

/* A rule over all columns, or over one, in the middle of the gap that begins at the step. */
void pages_cut_off(MakeUp *makeup, Mpt left_mpt, Mpt width_mpt, unsigned step, unsigned gap_steps);

#endif
