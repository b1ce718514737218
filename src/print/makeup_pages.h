/* The pages that make-up has in hand: the one that is being filled, and the frames of those that
 * the planner looks ahead to. */
#ifndef GALLEY_PRINT_MAKEUP_PAGES_H
#define GALLEY_PRINT_MAKEUP_PAGES_H

#include "print/makeup.h"

struct MakeUp {
    PageFrameOf frame_of;
    PageTake take;
    BreakTake take_break;
    void *context;
    GArray *frames; /* PageFrame, from page `first_frame` on */
    size_t first_frame;
    size_t index;      /* of the page in hand */
    DisplayList *list; /* NULL: it is not begun */
    unsigned used;     /* steps, from its top */
    DisplayList *foot; /* of the last column of a page of one: stands at the page's foot, unless
                          another article follows; its top is at 0. NULL: nothing */
    unsigned foot_steps;
    const Article *first_article;
    bool has_break;      /* where its text begins has been said */
    size_t article_page; /* on which the article in hand begins; G_MAXSIZE: not yet */
    Report *report;      /* of the article that is being added */
};

/* Frames are asked for anew, but that of a page that is begun. */
void pages_forget_ahead(MakeUp *makeup);
/* The frame of the page so many after the one in hand; it holds until the next is asked for. */
const PageFrame *pages_frame(MakeUp *makeup, size_t ahead);
DisplayList *pages_list(MakeUp *makeup); /* of the page in hand, which is begun */
void pages_end(MakeUp *makeup);          /* hands it on, if it is begun */
void pages_blank(MakeUp *makeup);        /* hands on an empty one */
/* What waits to stand at the foot stands there, or right under the text. */
void pages_settle_foot(MakeUp *makeup, bool at_foot);
Mpt pages_top(const PageFrame *frame, unsigned step);
/* `is_rtl`: the first column is the rightmost. */
Mpt pages_column_left(const PageFrame *frame, unsigned column, bool is_rtl);
Mpt pages_measure(const PageFrame *frame);
/* A rule or something else that is no content. */
void pages_rule(DisplayList *list, Box box, Ink ink);

#endif
