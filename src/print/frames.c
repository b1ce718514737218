/* Pages with the editor's trim, bleed and marks over the theme's. */
#include "print/frames.h"

enum {
    LEAST_COLUMN_MPT = 105 * MPT_PER_POINT, /* 37 mm: on a smaller trim there are fewer columns */
    LEAST_MEASURE_MPT = 36 * MPT_PER_POINT,
    LEAST_STEPS = 4,
};

struct Frames {
    PrintStyle *style;
    const PrintSettings *settings;
    bool is_rtl;
    Mpt grid_mpt;
    GHashTable *pages; /* the theme's PageStyle * -> ours */
};

Frames *frames_new(PrintStyle *style, const PrintSettings *settings, bool is_rtl) {
    Frames *frames = g_new0(Frames, 1);
    frames->style = style;
    frames->settings = settings;
    frames->is_rtl = is_rtl;
    frames->grid_mpt = MAX(print_style_grid_mpt(style), MPT_PER_POINT);
    frames->pages = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return frames;
}

void frames_free(Frames *frames) {
    if (frames != NULL) {
        g_hash_table_unref(frames->pages);
        g_free(frames);
    }
}

PageSide frames_side(const Frames *frames, size_t position) {
    bool is_even = position % 2 == 0;
    return is_even == !frames->is_rtl ? PAGE_RIGHT : PAGE_LEFT;
}

/* Margins that a small trim leaves room between. */
static void bound_margins(Mpt *one, Mpt *other, Mpt length_mpt, Mpt least_mpt) {
    Mpt most = MAX(length_mpt - least_mpt, 0);
    *one = CLAMP(*one, 0, most / 2);
    *other = CLAMP(*other, 0, most / 2);
}

static void bound(PageStyle *page, Mpt grid_mpt) {
    page->columns = CLAMP(page->columns, 1, 4);
    page->column_gap_mpt = MAX(page->column_gap_mpt, 0);
    bound_margins(&page->margin_left_mpt, &page->margin_right_mpt, page->width_mpt,
                  LEAST_MEASURE_MPT);
    bound_margins(&page->margin_top_mpt, &page->margin_bottom_mpt, page->height_mpt,
                  LEAST_STEPS * grid_mpt);
}

static void apply_settings(PageStyle *page, const PrintSettings *settings) {
    if (settings->trim_width_mpt > 0 && settings->trim_height_mpt > 0) {
        page->width_mpt = settings->trim_width_mpt;
        page->height_mpt = settings->trim_height_mpt;
        Mpt measure = page->width_mpt - page->margin_left_mpt - page->margin_right_mpt;
        Mpt fit = (measure + page->column_gap_mpt) / (LEAST_COLUMN_MPT + page->column_gap_mpt);
        page->columns = MIN(page->columns, (unsigned)MAX(fit, 1));
    }
    if (settings->bleed_mpt >= 0) {
        page->bleed_mpt = settings->bleed_mpt;
    }
    if (settings->has_marks_key) {
        page->has_marks = settings->has_marks;
    }
    if (settings->preset != NULL && !settings->preset->may_have_marks) {
        page->has_marks = false;
    }
}

const PageStyle *frames_page(Frames *frames, const char *name, PageSide side, bool is_first) {
    const PageStyle *theirs = print_style_page(frames->style, name, side, is_first);
    PageStyle *ours = g_hash_table_lookup(frames->pages, theirs);
    if (ours == NULL) {
        ours = g_new(PageStyle, 1);
        *ours = *theirs;
        ours->columns = MAX(ours->columns, 1);
        if (frames->settings != NULL) {
            apply_settings(ours, frames->settings);
        }
        bound(ours, frames->grid_mpt);
        g_hash_table_insert(frames->pages, (gpointer)theirs, ours);
    }
    return ours;
}

static Mpt measure_of(const PageStyle *page) {
    return MAX(page->width_mpt - page->margin_left_mpt - page->margin_right_mpt, MPT_PER_POINT);
}

static Mpt column_of(Mpt measure_mpt, unsigned columns, Mpt gap_mpt) {
    return MAX((measure_mpt - gap_mpt * (Mpt)(columns - 1)) / (Mpt)columns, MPT_PER_POINT);
}

static unsigned steps_of(const Frames *frames, const PageStyle *page) {
    Mpt height = page->height_mpt - page->margin_top_mpt - page->margin_bottom_mpt;
    return (unsigned)MAX(height / frames->grid_mpt, 1);
}

PageFrame frames_frame(const Frames *frames, const PageStyle *page) {
    return (PageFrame){
        .style = page,
        .top_mpt = page->margin_top_mpt,
        .left_mpt = page->margin_left_mpt,
        .steps = steps_of(frames, page),
        .columns = page->columns,
        .column_mpt = column_of(measure_of(page), page->columns, page->column_gap_mpt),
        .gap_mpt = page->column_gap_mpt,
        .grid_mpt = frames->grid_mpt,
        .is_rtl = frames->is_rtl,
    };
}

Setting frames_setting(Frames *frames, const char *name, bool is_draft) {
    const PageStyle *left = frames_page(frames, name, PAGE_LEFT, false);
    const PageStyle *right = frames_page(frames, name, PAGE_RIGHT, false);
    Mpt measure = MIN(measure_of(left), measure_of(right));
    return (Setting){
        .style = frames->style,
        .grid_mpt = frames->grid_mpt,
        .measure_mpt = measure,
        .column_mpt = column_of(measure, right->columns, right->column_gap_mpt),
        .columns = right->columns,
        .page_steps = MIN(steps_of(frames, left), steps_of(frames, right)),
        .is_draft = is_draft,
    };
}
