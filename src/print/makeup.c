/* Articles put into pages: bands under one another, columns beside one another, notes at their
 * feet. A page is handed on when the next begins. */
#include "print/makeup.h"

#include "print/makeup_band.h"

#define GAP_STEPS 2        /* between an article and the one above it on a page */
#define LEAST_TEXT_STEPS 4 /* of text under a head that opens an article low on a page */
#define NOTE_RULE_STEPS 1
#define NOTE_RULE_MPT 300
#define NOTE_RULE_PARTS 3 /* the rule above notes is a third of its column */

struct MakeUp {
    PageFrameOf frame_of;
    PageTake take;
    BreakTake take_break;
    void *context;
    size_t index; /* of the page in hand */
    PageFrame frame;
    bool has_frame; /* the page in hand has begun */
    DisplayList *page;
    unsigned used; /* steps, from its top */
    const Article *first_article;
    bool has_break; /* where its text begins has been said */
};

MakeUp *makeup_new(PageFrameOf frame_of, PageTake take, BreakTake take_break, void *context) {
    MakeUp *makeup = g_new0(MakeUp, 1);
    makeup->frame_of = frame_of;
    makeup->take = take;
    makeup->take_break = take_break;
    makeup->context = context;
    return makeup;
}

void makeup_free(MakeUp *makeup) {
    if (makeup != NULL) {
        display_list_free(makeup->page);
        g_free(makeup);
    }
}

static void begin_page(MakeUp *makeup) {
    if (!makeup->has_frame) {
        makeup->frame = makeup->frame_of(makeup->index, makeup->context);
        makeup->page = display_list_new();
        makeup->has_frame = true;
        makeup->used = 0;
        makeup->first_article = NULL;
        makeup->has_break = false;
    }
}

static void end_page(MakeUp *makeup) {
    if (makeup->has_frame) {
        makeup->take(makeup->index, g_steal_pointer(&makeup->page), makeup->first_article,
                     makeup->context);
        makeup->has_frame = false;
        makeup->index++;
    }
}

static BandRoom room_of(size_t ahead, void *context) {
    MakeUp *makeup = context;
    PageFrame frame =
        ahead == 0 ? makeup->frame : makeup->frame_of(makeup->index + ahead, makeup->context);
    unsigned used = ahead == 0 ? MIN(makeup->used, frame.steps) : 0;
    return (BandRoom){
        .steps = MAX(1U, frame.steps - used), .columns = frame.columns, .is_whole = used == 0};
}

/* The same for a band that fills the page's whole measure. */
static BandRoom room_across(size_t ahead, void *context) {
    BandRoom room = room_of(ahead, context);
    room.columns = 1;
    return room;
}

static Mpt column_left(const PageFrame *frame, unsigned column) {
    unsigned place = frame->is_rtl ? frame->columns - 1 - column : column;
    return frame->left_mpt + (Mpt)place * (frame->column_mpt + frame->gap_mpt);
}

static Mpt step_top(const PageFrame *frame, unsigned step) {
    return frame->top_mpt + (Mpt)step * frame->grid_mpt;
}

static void note_text(MakeUp *makeup, const Article *article, const xmlNode *node,
                      size_t offset_bytes) {
    if (makeup->first_article == NULL) {
        makeup->first_article = article;
    }
    if (!makeup->has_break && node != NULL) {
        makeup->take_break(makeup->index, article, node, offset_bytes, makeup->context);
        makeup->has_break = true;
    }
}

static void draw(MakeUp *makeup, const DisplayList *list, Mpt left_mpt, unsigned step) {
    if (list != NULL) {
        display_list_add(makeup->page, list, left_mpt, step_top(&makeup->frame, step));
    }
}

static unsigned draw_notes_of(MakeUp *makeup, const Galley *galley, const Slug *slug, Mpt left_mpt,
                              unsigned step) {
    for (guint i = 0; slug->notes != NULL && i < slug->notes->len; i++) {
        guint number = g_array_index(slug->notes, guint, i);
        if (number == 0 || number > galley->notes->len) {
            continue;
        }
        const FootNote *note = &g_array_index(galley->notes, FootNote, number - 1);
        for (guint k = 0; k < note->slugs->len; k++) {
            const Slug *line = &g_array_index(note->slugs, Slug, k);
            step += k > 0 ? line->space_steps : 0;
            draw(makeup, line->list, left_mpt, step);
            step += line->steps;
        }
    }
    return step;
}

static unsigned note_steps_of(const Galley *galley, const Band *band, const ColumnEnd *filling) {
    unsigned steps = 0;
    for (guint i = 0; i < filling->pieces->len; i++) {
        const Piece *piece = &g_array_index(filling->pieces, Piece, i);
        for (uint32_t k = piece->from; k < piece->to; k++) {
            steps += slug_note_steps(galley, band_slug(band, piece, k));
        }
    }
    return steps > 0 ? steps + NOTE_RULE_STEPS : 0;
}

static void draw_notes(MakeUp *makeup, const Galley *galley, const Band *band,
                       const ColumnEnd *filling, Mpt left_mpt, Mpt width_mpt, unsigned foot) {
    unsigned steps = note_steps_of(galley, band, filling);
    if (steps == 0) {
        return;
    }
    unsigned step = foot - MIN(foot, steps);
    Box rule = {left_mpt, step_top(&makeup->frame, step) + makeup->frame.grid_mpt / 2,
                width_mpt / NOTE_RULE_PARTS, NOTE_RULE_MPT};
    display_list_begin(makeup->page, NULL, ARTIFACT_LAYOUT);
    display_list_fill(makeup->page, rule, (Ink){.kind = INK_GREY, .parts = {1000}});
    display_list_end(makeup->page);
    step += NOTE_RULE_STEPS;
    for (guint i = 0; i < filling->pieces->len; i++) {
        const Piece *piece = &g_array_index(filling->pieces, Piece, i);
        for (uint32_t k = piece->from; k < piece->to; k++) {
            step = draw_notes_of(makeup, galley, band_slug(band, piece, k), left_mpt, step);
        }
    }
}

static unsigned draw_figures(MakeUp *makeup, const Galley *galley, const ColumnWish *wish,
                             uint32_t from, uint32_t to, bool at_bottom, Mpt left_mpt,
                             unsigned step) {
    for (uint32_t i = from; i < to; i++) {
        const FloatingFigure *figure = &g_array_index(galley->figures, FloatingFigure, i);
        bool is_low = figure->where == FLOAT_BOTTOM;
        if (figure_is_of_column(wish, i) && is_low == at_bottom) {
            draw(makeup, figure->list, left_mpt, step);
            step += figure->steps;
        }
    }
    return step;
}

static unsigned low_figure_steps(const Galley *galley, const ColumnWish *wish,
                                 const ColumnEnd *filling) {
    unsigned steps = 0;
    for (uint32_t i = filling->first_figure; i < filling->figure_end; i++) {
        const FloatingFigure *figure = &g_array_index(galley->figures, FloatingFigure, i);
        bool is_low = figure->where == FLOAT_BOTTOM;
        steps += is_low && figure_is_of_column(wish, i) ? figure->steps : 0;
    }
    return steps;
}

static unsigned draw_piece(MakeUp *makeup, const Galley *galley, const Band *band,
                           const Piece *piece, bool is_top, Mpt left_mpt, unsigned step) {
    const SlugGroup *group = band_group(band, piece->group);
    for (guint i = 0; piece->from > 0 && group->repeats != NULL && i < group->repeats->len; i++) {
        const Slug *head = &g_array_index(group->repeats, Slug, i);
        draw(makeup, head->list, left_mpt, step);
        step += head->steps;
        is_top = false;
    }
    for (uint32_t i = piece->from; i < piece->to; i++) {
        const Slug *slug = band_slug(band, piece, i);
        step += is_top ? 0 : slug->space_steps;
        note_text(makeup, galley->article, slug->node, slug->offset_bytes);
        draw(makeup, slug->list, left_mpt, step);
        step += slug->steps;
        is_top = false;
    }
    return step;
}

/* `top` and `foot`: the column's first step on the page, and the one after its last. */
static void draw_column(MakeUp *makeup, const Galley *galley, const Band *band,
                        const SetColumn *column, Mpt left_mpt, Mpt width_mpt, unsigned top,
                        unsigned foot) {
    const ColumnEnd *filling = &column->filling;
    bool is_single = band->spans || makeup->frame.columns == 1;
    ColumnWish wish = {.galley = galley, .band = band, .is_single = is_single};
    unsigned step = draw_figures(makeup, galley, &wish, filling->first_figure, filling->figure_end,
                                 false, left_mpt, top);
    bool is_top = step == top;
    for (guint i = 0; i < filling->pieces->len; i++) {
        const Piece *piece = &g_array_index(filling->pieces, Piece, i);
        step = draw_piece(makeup, galley, band, piece, is_top, left_mpt, step);
        is_top = is_top && filling->pieces->len == 0;
    }
    unsigned notes = note_steps_of(galley, band, filling);
    unsigned low = low_figure_steps(galley, &wish, filling);
    draw_figures(makeup, galley, &wish, filling->first_figure, filling->figure_end, true, left_mpt,
                 MAX(step, foot - MIN(foot, notes + low)));
    draw_notes(makeup, galley, band, filling, left_mpt, width_mpt, MAX(foot, step + notes));
}

static void draw_column_rules(MakeUp *makeup, unsigned top, unsigned foot) {
    const PageFrame *frame = &makeup->frame;
    Rule rule = frame->style->column_rule;
    for (unsigned i = 0; rule.width_mpt > 0 && foot > top && i + 1 < frame->columns; i++) {
        Mpt right = frame->left_mpt + (Mpt)(i + 1) * frame->column_mpt + (Mpt)i * frame->gap_mpt;
        Box box = {right + frame->gap_mpt / 2 - rule.width_mpt / 2, step_top(frame, top),
                   rule.width_mpt, step_top(frame, foot) - step_top(frame, top)};
        display_list_begin(makeup->page, NULL, ARTIFACT_LAYOUT);
        display_list_fill(makeup->page, box, rule.ink);
        display_list_end(makeup->page);
    }
}

/* The lowest step that the band reaches on a page. */
static unsigned foot_on_page(const SetBand *set, size_t page, unsigned start) {
    unsigned foot = start;
    for (guint i = 0; i < set->columns->len; i++) {
        const SetColumn *column = &g_array_index(set->columns, SetColumn, i);
        bool ends_here = page == set->pages;
        unsigned height = ends_here ? column->filling.used : column->steps;
        if (column->page == page) {
            foot = MAX(foot, start + column->top_steps + height);
        }
    }
    return foot;
}

static void draw_spanning(MakeUp *makeup, const Galley *galley, const SetBand *set, size_t page,
                          unsigned start) {
    for (guint i = 0; i < set->spanning->len; i++) {
        const SpanningFigure *placed = &g_array_index(set->spanning, SpanningFigure, i);
        if (placed->page == page) {
            const FloatingFigure *figure =
                &g_array_index(galley->figures, FloatingFigure, placed->figure);
            draw(makeup, figure->list, makeup->frame.left_mpt, start + placed->top_steps);
        }
    }
}

/* Notes of an article that has its pages to itself stand at the foot of the last one too. */
static unsigned note_foot(const MakeUp *makeup, const Galley *galley, unsigned foot) {
    bool is_alone = galley->break_before >= BREAK_PAGE && makeup->frame.columns == 1;
    return is_alone ? MAX(foot, makeup->frame.steps) : foot;
}

static void place_band(MakeUp *makeup, const Galley *galley, const Band *band,
                       uint32_t *next_figure) {
    bool is_across = band->spans || makeup->frame.columns == 1;
    SetBand *set = band_set(galley, band, *next_figure, is_across ? room_across : room_of, makeup);
    guint i = 0;
    for (size_t page = 0; page <= set->pages; page++) {
        if (page > 0) {
            end_page(makeup);
            begin_page(makeup);
        }
        unsigned start = makeup->used;
        unsigned foot = foot_on_page(set, page, start);
        unsigned rule_top = start;
        draw_spanning(makeup, galley, set, page, start);
        for (; i < set->columns->len; i++) {
            const SetColumn *column = &g_array_index(set->columns, SetColumn, i);
            if (column->page != page) {
                break;
            }
            Mpt left =
                is_across ? makeup->frame.left_mpt : column_left(&makeup->frame, column->column);
            Mpt width = is_across && makeup->frame.columns > 1
                            ? (Mpt)makeup->frame.columns *
                                      (makeup->frame.column_mpt + makeup->frame.gap_mpt) -
                                  makeup->frame.gap_mpt
                            : makeup->frame.column_mpt;
            rule_top = start + column->top_steps;
            draw_column(makeup, galley, band, column, left, width, rule_top,
                        note_foot(makeup, galley, foot));
        }
        if (!is_across) {
            draw_column_rules(makeup, rule_top, foot);
        }
        makeup->used = foot;
    }
    *next_figure = MAX(*next_figure, set->next_figure);
    for (guint k = 0; k < set->spanning->len; k++) {
        uint32_t figure = g_array_index(set->spanning, SpanningFigure, k).figure;
        g_array_index(galley->figures, FloatingFigure, figure).is_placed = true;
    }
    set_band_free(set);
}

/* What was called and found no place, under the text: side by side where it is one column wide. */
static void place_rest(MakeUp *makeup, const Galley *galley, uint32_t first_figure) {
    unsigned column = 0, row_steps = 0;
    for (uint32_t i = 0; i < galley->figures->len; i++) {
        const FloatingFigure *figure = &g_array_index(galley->figures, FloatingFigure, i);
        bool spans = figure->spans && makeup->frame.columns > 1;
        if (spans ? figure->is_placed : i < first_figure) {
            continue;
        }
        if (spans || column >= makeup->frame.columns) {
            makeup->used += row_steps;
            row_steps = column = 0;
        }
        if (makeup->used > 0 && column == 0) {
            makeup->used++;
        }
        if (makeup->used + figure->steps > makeup->frame.steps && makeup->used > 0) {
            end_page(makeup);
            begin_page(makeup);
            column = row_steps = 0;
        }
        note_text(makeup, galley->article, NULL, 0);
        draw(makeup, figure->list, column_left(&makeup->frame, spans ? 0 : column), makeup->used);
        row_steps = MAX(row_steps, figure->steps);
        column += spans ? makeup->frame.columns : 1;
    }
    makeup->used = MIN(makeup->used + row_steps, makeup->frame.steps);
}

static unsigned natural_steps(const Band *band) {
    unsigned steps = 0;
    for (guint i = 0; i < band->groups->len; i++) {
        const GArray *slugs = band_group(band, i)->slugs[1];
        for (guint k = 0; slugs != NULL && k < slugs->len; k++) {
            const Slug *slug = &g_array_index(slugs, Slug, k);
            steps += slug->steps + slug->space_steps;
        }
    }
    return steps;
}

static bool has_slugs(const Band *band) {
    return natural_steps(band) > 0;
}

/* A head is not left at a page's foot: it wants some text under it. */
static bool wants_new_page(const MakeUp *makeup, const Galley *galley, guint band_index) {
    const Band *band = galley->bands->pdata[band_index];
    unsigned wanted = LEAST_TEXT_STEPS;
    if (band->spans && band_index + 1 < galley->bands->len) {
        wanted += natural_steps(band);
    }
    bool opens = band_index == 0 || band->spans;
    return makeup->used > 0 && opens && makeup->used + wanted > makeup->frame.steps;
}

static void open_article(MakeUp *makeup, const Galley *galley) {
    if (galley->break_before >= BREAK_PAGE && makeup->has_frame && makeup->used > 0) {
        end_page(makeup);
    }
    begin_page(makeup);
    bool is_wrong_side = (galley->break_before == BREAK_RIGHT && !makeup->frame.is_right) ||
                         (galley->break_before == BREAK_LEFT && makeup->frame.is_right);
    if (is_wrong_side && makeup->used == 0) {
        end_page(makeup);
        begin_page(makeup);
    }
    if (makeup->used > 0) {
        makeup->used += GAP_STEPS;
    }
}

ArticleExtent makeup_add(MakeUp *makeup, const Galley *galley, Report *report) {
    uint32_t next_figure = 0;
    (void)report;
    open_article(makeup, galley);
    ArticleExtent extent = {.article = galley->article};
    bool has_begun = false;
    for (guint i = 0; i < galley->bands->len; i++) {
        const Band *band = galley->bands->pdata[i];
        if (!has_slugs(band)) {
            continue;
        }
        if (wants_new_page(makeup, galley, i)) {
            end_page(makeup);
            begin_page(makeup);
        }
        if (!has_begun) {
            extent.first_page = makeup->index;
            has_begun = true;
        }
        extent.steps += natural_steps(band) * (band->spans ? makeup->frame.columns : 1);
        place_band(makeup, galley, band, &next_figure);
    }
    place_rest(makeup, galley, next_figure);
    extent.first_page = has_begun ? extent.first_page : makeup->index;
    extent.last_page = makeup->index;
    return extent;
}

size_t makeup_finish(MakeUp *makeup, size_t *free_steps) {
    *free_steps = makeup->has_frame
                      ? (makeup->frame.steps - MIN(makeup->frame.steps, makeup->used)) *
                            (size_t)makeup->frame.columns
                      : 0;
    end_page(makeup);
    return makeup->index;
}
