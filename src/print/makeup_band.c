/* The outer programme: columns one after another, the best ways to each place kept; on the page
 * where all that is left has room, the columns are made as low as they can be, and so level. */
#include "print/makeup_band.h"

#define MOST_WAYS 14        /* kept at each column's end */
#define BALANCE_TOLERANCE 2 /* steps by which a column of a balanced band may be short */

/* A way to a place: the column that ends there, and the way before it. */
typedef struct {
    BandPlace place;
    int64_t cost;
    uint32_t previous; /* in the ways; G_MAXUINT32: the band's beginning */
    uint32_t spanning; /* figures that span, up to this one, are placed */
    SetColumn column;
    bool is_end;
} Way;

typedef struct {
    const Galley *galley;
    const Band *band;
    BandRoomOf room_of;
    void *context;
    GArray *ways;         /* Way: all that were made */
    unsigned *rest_steps; /* by group: steps from its beginning to the band's end, best lengths */
} Cutting;

static Way *way_at(const Cutting *cutting, uint32_t index) {
    return &g_array_index(cutting->ways, Way, index);
}

static void clear_way(void *data) {
    column_end_clear(&((Way *)data)->column.filling);
}

static bool goes_on_alike(const Way *one, const Way *other) {
    return one->place.group == other->place.group && one->place.variant == other->place.variant &&
           one->place.slug == other->place.slug && one->place.figure == other->place.figure &&
           one->place.called == other->place.called && one->spanning == other->spanning;
}

/* Keeps the way among those of its stage: the best to each place, and of places the best few. */
static void keep_way(Cutting *cutting, GArray *stage, Way way) {
    guint worst = 0;
    for (guint i = 0; i < stage->len; i++) {
        Way *known = way_at(cutting, g_array_index(stage, uint32_t, i));
        if (goes_on_alike(known, &way)) {
            if (way.cost < known->cost) {
                clear_way(known);
                *known = way;
            } else {
                clear_way(&way);
            }
            return;
        }
        if (known->cost > way_at(cutting, g_array_index(stage, uint32_t, worst))->cost) {
            worst = i;
        }
    }
    if (stage->len >= MOST_WAYS) {
        Way *known = way_at(cutting, g_array_index(stage, uint32_t, worst));
        if (way.cost < known->cost) {
            clear_way(known);
            *known = way;
        } else {
            clear_way(&way);
        }
        return;
    }
    uint32_t index = cutting->ways->len;
    g_array_append_val(cutting->ways, way);
    g_array_append_val(stage, index);
}

/* Where a column stands and how it is to be filled. */
typedef struct {
    size_t page;
    unsigned column, top_steps, steps, tolerance;
    bool is_single, is_whole, short_is_free;
} Slot;

/* Fills one column in all good ways from each way of `from`; the new ones go to `stage`. */
static void fill_column(Cutting *cutting, const GArray *from, const Slot *slot, GArray *stage) {
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(ColumnEnd));
    for (guint i = 0; i < from->len; i++) {
        uint32_t index = g_array_index(from, uint32_t, i);
        Way before = *way_at(cutting, index);
        if (before.is_end) { /* the columns after the last are empty */
            keep_way(cutting, stage,
                     (Way){.place = before.place,
                           .cost = before.cost,
                           .previous = index,
                           .spanning = before.spanning,
                           .is_end = true,
                           .column = {.page = slot->page, .column = slot->column}});
            continue;
        }
        ColumnWish wish = {.galley = cutting->galley,
                           .band = cutting->band,
                           .steps = slot->steps,
                           .tolerance = slot->tolerance,
                           .short_is_free = slot->short_is_free,
                           .is_single = slot->is_single,
                           .is_whole = slot->is_whole};
        g_array_set_size(ends, 0);
        column_ends(&wish, before.place, ends);
        for (guint k = 0; k < ends->len; k++) {
            ColumnEnd *end = &g_array_index(ends, ColumnEnd, k);
            Way way = {.place = end->end,
                       .cost = before.cost + end->cost,
                       .previous = index,
                       .spanning = before.spanning,
                       .is_end = end->is_end,
                       .column = {slot->page, slot->column, slot->top_steps, slot->steps, *end}};
            keep_way(cutting, stage, way);
        }
    }
}

static uint32_t best_end(const Cutting *cutting, const GArray *stage) {
    uint32_t best = G_MAXUINT32;
    for (guint i = 0; i < stage->len; i++) {
        uint32_t index = g_array_index(stage, uint32_t, i);
        const Way *way = way_at(cutting, index);
        if (way->is_end && (best == G_MAXUINT32 || way->cost < way_at(cutting, best)->cost)) {
            best = index;
        }
    }
    return best;
}

/* All that is left from a way, in columns of this height. G_MAXUINT32: it does not fit. */
static uint32_t try_height(Cutting *cutting, uint32_t from, const Slot *first, unsigned columns,
                           unsigned steps) {
    g_autoptr(GArray) stage = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(stage, from);
    for (unsigned column = 0; column < columns && stage->len > 0; column++) {
        g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        Slot slot = *first;
        slot.column = column;
        slot.steps = steps;
        slot.tolerance = BALANCE_TOLERANCE;
        slot.is_whole = false;
        slot.short_is_free = column + 1 == columns;
        fill_column(cutting, stage, &slot, next);
        g_array_unref(stage);
        stage = g_steal_pointer(&next);
    }
    return best_end(cutting, stage);
}

/* Steps of text that are left, and of figures that wait or are called in it. */
static unsigned steps_left(const Cutting *cutting, const BandPlace *place) {
    unsigned steps =
        place->group < cutting->band->groups->len ? cutting->rest_steps[place->group] : 0;
    if (place->slug > 0) {
        const GArray *slugs = band_group(cutting->band, place->group)->slugs[place->variant];
        for (guint i = 0; i < MIN(place->slug, slugs->len); i++) {
            steps -= MIN(steps, g_array_index(slugs, Slug, i).steps);
        }
    }
    return steps;
}

/* The lowest columns that hold the rest. */
static uint32_t finish(Cutting *cutting, uint32_t from, const Slot *slot, unsigned columns) {
    unsigned left = steps_left(cutting, &way_at(cutting, from)->place);
    if (left > columns * slot->steps + columns * 2) {
        return G_MAXUINT32;
    }
    if (columns == 1) {
        return try_height(cutting, from, slot, 1, slot->steps);
    }
    unsigned least = left / columns;
    for (unsigned steps = MAX(1, least > 1 ? least - 1 : 1); steps <= slot->steps; steps++) {
        uint32_t end = try_height(cutting, from, slot, columns, steps);
        if (end != G_MAXUINT32) {
            return end;
        }
    }
    return G_MAXUINT32;
}

/* Figures that span columns, and were called before the page, stand at its head. */
static unsigned place_spanning(const Cutting *cutting, Way *way, const BandRoom *room) {
    unsigned steps = 0;
    if (room->columns == 1) {
        return 0;
    }
    while (way->spanning < way->place.called) {
        const FloatingFigure *figure =
            &g_array_index(cutting->galley->figures, FloatingFigure, way->spanning);
        if (figure->spans) {
            bool fits = steps + figure->steps + 4 <= room->steps;
            if (!fits && !(room->is_whole && steps == 0)) {
                break;
            }
            steps += figure->steps;
        }
        way->spanning++;
    }
    return MIN(steps, room->steps);
}

/* Follows the ways back. */
static SetBand *set_band_of(Cutting *cutting, uint32_t end) {
    SetBand *set = g_new0(SetBand, 1);
    set->columns = g_array_new(FALSE, FALSE, sizeof(SetColumn));
    set->spanning = g_array_new(FALSE, FALSE, sizeof(SpanningFigure));
    const Way *last = way_at(cutting, end);
    set->pages = last->column.page;
    set->next_figure = last->place.figure;
    for (uint32_t i = end; i != G_MAXUINT32; i = way_at(cutting, i)->previous) {
        Way *way = way_at(cutting, i);
        if (way->column.filling.pieces != NULL) {
            g_array_prepend_val(set->columns, way->column);
            way->column.filling.pieces = NULL;
        }
    }
    for (guint i = 0; i < set->columns->len; i++) {
        const SetColumn *column = &g_array_index(set->columns, SetColumn, i);
        bool is_last_page = column->page == set->pages;
        unsigned low = column->top_steps + column->filling.used;
        set->last_steps = is_last_page ? MAX(set->last_steps, low) : set->last_steps;
    }
    return set;
}

static void note_spanning(SetBand *set, const Cutting *cutting, uint32_t from, uint32_t to,
                          size_t page) {
    unsigned top = 0;
    for (uint32_t i = from; i < to; i++) {
        const FloatingFigure *figure = &g_array_index(cutting->galley->figures, FloatingFigure, i);
        if (figure->spans) {
            SpanningFigure placed = {i, page, top};
            g_array_append_val(set->spanning, placed);
            top += figure->steps;
        }
    }
}

/* Which figures that span stand on which page can be told from the ways that were chosen. */
static void add_spanning(SetBand *set, const Cutting *cutting, uint32_t end, uint32_t first) {
    g_autoptr(GArray) chain = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (uint32_t i = end; i != G_MAXUINT32; i = way_at(cutting, i)->previous) {
        g_array_prepend_val(chain, i);
    }
    uint32_t placed = first;
    for (guint i = 0; i < chain->len; i++) {
        const Way *way = way_at(cutting, g_array_index(chain, uint32_t, i));
        if (way->spanning > placed) {
            note_spanning(set, cutting, placed, way->spanning, way->column.page);
            placed = way->spanning;
        }
    }
}

static int compare_costs(gconstpointer left, gconstpointer right, gpointer data) {
    uint32_t one = *(const uint32_t *)left, other = *(const uint32_t *)right;
    int64_t difference = way_at(data, one)->cost - way_at(data, other)->cost;
    return difference != 0 ? (difference < 0 ? -1 : 1) : (one > other) - (one < other);
}

static SetBand *run(Cutting *cutting, uint32_t first_figure) {
    g_autoptr(GArray) stage = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    Way start = {.previous = G_MAXUINT32,
                 .place = {.variant = 1, .figure = first_figure, .called = first_figure},
                 .spanning = first_figure};
    uint32_t first = 0;
    g_array_append_val(cutting->ways, start);
    g_array_append_val(stage, first);
    for (size_t page = 0;; page++) {
        BandRoom room = cutting->room_of(page, cutting->context);
        uint32_t best = G_MAXUINT32;
        g_autoptr(GArray) after = g_array_new(FALSE, FALSE, sizeof(uint32_t));
        for (guint i = 0; i < stage->len; i++) {
            Way opened = *way_at(cutting, g_array_index(stage, uint32_t, i));
            unsigned top = place_spanning(cutting, &opened, &room);
            opened.previous = page == 0 ? G_MAXUINT32 : g_array_index(stage, uint32_t, i);
            opened.column = (SetColumn){.page = page};
            uint32_t index = cutting->ways->len;
            g_array_append_val(cutting->ways, opened);
            Slot slot = {.page = page,
                         .top_steps = top,
                         .steps = room.steps - top,
                         .tolerance = MOST_SHORT_STEPS,
                         .is_single = room.columns == 1,
                         .is_whole = room.is_whole && top == 0};
            uint32_t end = finish(cutting, index, &slot, room.columns);
            if (end != G_MAXUINT32 &&
                (best == G_MAXUINT32 || way_at(cutting, end)->cost < way_at(cutting, best)->cost)) {
                best = end;
            }
            if (best != G_MAXUINT32) {
                continue;
            }
            g_autoptr(GArray) filled = g_array_new(FALSE, FALSE, sizeof(uint32_t));
            g_array_append_val(filled, index);
            for (unsigned column = 0; column < room.columns; column++) {
                g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
                slot.column = column;
                fill_column(cutting, filled, &slot, next);
                if (next->len == 0) { /* not even badly: more may be short */
                    slot.tolerance = slot.steps;
                    fill_column(cutting, filled, &slot, next);
                }
                g_array_unref(filled);
                filled = g_steal_pointer(&next);
            }
            for (guint k = 0; k < filled->len; k++) {
                g_array_append_val(after, g_array_index(filled, uint32_t, k));
            }
        }
        if (best == G_MAXUINT32) {
            best = best_end(cutting, after);
        }
        if (best != G_MAXUINT32) {
            SetBand *set = set_band_of(cutting, best);
            add_spanning(set, cutting, best, first_figure);
            return set;
        }
        if (after->len == 0) { /* no room on this page at all: as it was, on the next */
            continue;
        }
        g_array_sort_with_data(after, compare_costs, cutting);
        g_array_set_size(stage, 0);
        for (guint i = 0; i < after->len && i < MOST_WAYS; i++) {
            g_array_append_val(stage, g_array_index(after, uint32_t, i));
        }
    }
}

SetBand *band_set(const Galley *galley, const Band *band, uint32_t first_figure, BandRoomOf room_of,
                  void *context) {
    guint count = band->groups->len;
    Cutting cutting = {.galley = galley,
                       .band = band,
                       .room_of = room_of,
                       .context = context,
                       .ways = g_array_new(FALSE, FALSE, sizeof(Way)),
                       .rest_steps = g_new0(unsigned, count + 1)};
    g_array_set_clear_func(cutting.ways, clear_way);
    for (guint i = count; i > 0; i--) {
        const GArray *slugs = band_group(band, i - 1)->slugs[1];
        unsigned steps = 0;
        for (guint k = 0; slugs != NULL && k < slugs->len; k++) {
            const Slug *slug = &g_array_index(slugs, Slug, k);
            steps += slug->steps + slug->space_steps + slug_note_steps(galley, slug);
            for (guint f = 0; slug->figures != NULL && f < slug->figures->len; f++) {
                guint number = g_array_index(slug->figures, guint, f);
                bool is_there = number > 0 && number <= galley->figures->len;
                steps +=
                    is_there && !g_array_index(galley->figures, FloatingFigure, number - 1).spans
                        ? figure_steps(galley, number - 1)
                        : 0;
            }
        }
        cutting.rest_steps[i - 1] = cutting.rest_steps[i] + steps;
    }
    SetBand *set = run(&cutting, first_figure);
    g_array_unref(cutting.ways);
    g_free(cutting.rest_steps);
    return set;
}

static void clear_column(SetColumn *column) {
    column_end_clear(&column->filling);
}

void set_band_free(SetBand *band) {
    for (guint i = 0; i < band->columns->len; i++) {
        clear_column(&g_array_index(band->columns, SetColumn, i));
    }
    g_array_unref(band->columns);
    g_array_unref(band->spanning);
    g_free(band);
}
