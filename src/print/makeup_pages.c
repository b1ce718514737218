/* The pages in hand. */
#include "print/makeup_pages.h"

void pages_forget_ahead(MakeUp *makeup) {
    if (makeup->list == NULL) {
        g_array_set_size(makeup->frames, 0);
    } else {
        PageFrame frame = *pages_frame(makeup, 0);
        g_array_set_size(makeup->frames, 0);
        g_array_append_val(makeup->frames, frame);
    }
    makeup->first_frame = makeup->index;
}

const PageFrame *pages_frame(MakeUp *makeup, size_t ahead) {
    size_t wanted = makeup->index + ahead - makeup->first_frame;
    while (makeup->frames->len <= wanted) {
        size_t index = makeup->first_frame + makeup->frames->len;
        PageFrame frame = makeup->frame_of(index, makeup->context);
        frame.steps = MAX(frame.steps, 1U);
        frame.columns = MAX(frame.columns, 1U);
        g_array_append_val(makeup->frames, frame);
    }
    return &g_array_index(makeup->frames, PageFrame, wanted);
}

DisplayList *pages_list(MakeUp *makeup) {
    if (makeup->list == NULL) {
        makeup->list = display_list_new();
    }
    return makeup->list;
}

void pages_settle_foot(MakeUp *makeup, bool at_foot) {
    if (makeup->foot == NULL) {
        return;
    }
    const PageFrame *frame = pages_frame(makeup, 0);
    unsigned lowest = frame->steps - MIN(frame->steps, makeup->foot_steps);
    unsigned step = at_foot ? MAX(makeup->used, lowest) : makeup->used;
    display_list_add(pages_list(makeup), makeup->foot, 0, pages_top(frame, step));
    makeup->used = step + makeup->foot_steps;
    g_clear_pointer(&makeup->foot, display_list_free);
}

void pages_gap(MakeUp *makeup) {
    makeup->used += PAGES_GAP_STEPS;
    makeup->has_gap = true;
}

void pages_begin_block(MakeUp *makeup) {
    if (makeup->has_gap) {
        PageBlock block = {pages_list(makeup), makeup->used - PAGES_GAP_STEPS};
        g_array_append_val(makeup->blocks, block);
        makeup->list = display_list_new();
        makeup->has_gap = false;
    }
}

/* Blocks with their gaps and the rules in them, as one list: `list`. */
static void join_blocks(MakeUp *makeup) {
    const PageFrame *frame = pages_frame(makeup, 0);
    guint count = makeup->blocks->len;
    if (count == 0) {
        return;
    }
    DisplayList *last = g_steal_pointer(&makeup->list);
    unsigned down = 0;
    for (guint i = 0; i < count; i++) {
        PageBlock *block = &g_array_index(makeup->blocks, PageBlock, i);
        unsigned next = makeup->shared * (i + 1) / count;
        display_list_add(pages_list(makeup), block->list, 0, (Mpt)down * frame->grid_mpt);
        pages_cut_off(makeup, frame->left_mpt, pages_measure(frame), block->end + down,
                      PAGES_GAP_STEPS + next - down);
        down = next;
    }
    display_list_add(pages_list(makeup), last, 0, (Mpt)down * frame->grid_mpt);
    display_list_free(last);
    g_array_set_size(makeup->blocks, 0);
}

static void hand_on(MakeUp *makeup) {
    join_blocks(makeup);
    makeup->shared = 0;
    makeup->has_gap = false;
    makeup->take(makeup->index, g_steal_pointer(&makeup->list), makeup->first_article,
                 makeup->context);
    makeup->index++;
    makeup->used = 0;
    makeup->first_article = NULL;
    makeup->has_break = false;
}

void pages_end(MakeUp *makeup) {
    if (makeup->list != NULL) {
        pages_settle_foot(makeup, true);
        hand_on(makeup);
    }
}

void pages_end_short(MakeUp *makeup) {
    if (makeup->list != NULL) {
        pages_settle_foot(makeup, true);
        unsigned steps = pages_frame(makeup, 0)->steps;
        unsigned used = makeup->used - (makeup->has_gap ? PAGES_GAP_STEPS : 0);
        makeup->shared = MIN(steps - MIN(steps, used), makeup->blocks->len * PAGES_SHARED_STEPS);
        hand_on(makeup);
    }
}

void pages_blank(MakeUp *makeup) {
    (void)pages_frame(makeup, 0);
    pages_list(makeup);
    hand_on(makeup);
}

Mpt pages_top(const PageFrame *frame, unsigned step) {
    return frame->top_mpt + (Mpt)step * frame->grid_mpt;
}

Mpt pages_column_left(const PageFrame *frame, unsigned column, bool is_rtl) {
    unsigned place = is_rtl ? frame->columns - 1 - column : column;
    return frame->left_mpt + (Mpt)place * (frame->column_mpt + frame->gap_mpt);
}

Mpt pages_measure(const PageFrame *frame) {
    return (Mpt)frame->columns * (frame->column_mpt + frame->gap_mpt) - frame->gap_mpt;
}

void pages_cut_off(MakeUp *makeup, Mpt left_mpt, Mpt width_mpt, unsigned step, unsigned gap_steps) {
    const PageFrame *frame = pages_frame(makeup, 0);
    const Rule *rule = frame->style == NULL ? NULL : &frame->style->column_rule;
    if (rule != NULL && rule->width_mpt > 0 && frame->columns > 1) {
        Box box = {left_mpt, pages_top(frame, step) + frame->grid_mpt * (Mpt)gap_steps / 2,
                   width_mpt, rule->width_mpt};
        pages_rule(pages_list(makeup), box, rule->ink);
    }
}

void pages_rule(DisplayList *list, Box box, Ink ink) {
    display_list_begin(list, NULL, ARTIFACT_LAYOUT);
    display_list_fill(list, box, ink);
    display_list_end(list);
}
