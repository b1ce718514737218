/* The inner programme: over groups and steps used, with the group's variants as choices. */
#include "print/makeup_column.h"

#include <string.h>

#define NOTE_RULE_STEPS 1
#define UNREACHED G_MAXINT64

/* The best way to have used so many steps when a group begins. */
typedef struct {
    int64_t cost;
    uint32_t node;       /* in the nodes: the last piece before; G_MAXUINT32: none */
    uint32_t figure;     /* figures that wait or stand: the next that is not met */
    uint32_t placed_end; /* figures [start.figure, placed_end) stand in the column */
} Cell;

typedef struct {
    uint32_t previous;
    Piece piece;
} Node;

typedef struct {
    const ColumnWish *wish;
    BandPlace start;
    uint32_t first_figure; /* of those that waited and stand at the top */
    GArray *nodes;         /* Node */
    GArray *ends;          /* ColumnEnd */
    guint first_end;       /* those that this column has added */
    Cell *cells;           /* [has_notes][used] of the group in hand, then of the next */
    Cell *next;
    bool may_place; /* figures called in it may stand in it */
} Filling;

void column_end_clear(void *data) {
    ColumnEnd *end = data;
    g_clear_pointer(&end->pieces, g_array_unref);
}

const SlugGroup *band_group(const Band *band, uint32_t group) {
    return band->groups->pdata[group];
}

const Slug *band_slug(const Band *band, const Piece *piece, uint32_t slug) {
    return &g_array_index(band_group(band, piece->group)->slugs[piece->variant], Slug, slug);
}

unsigned slug_note_steps(const Galley *galley, const Slug *slug) {
    unsigned steps = 0;
    for (guint i = 0; slug->notes != NULL && i < slug->notes->len; i++) {
        guint number = g_array_index(slug->notes, guint, i);
        if (number == 0 || number > galley->notes->len) {
            continue;
        }
        const FootNote *note = &g_array_index(galley->notes, FootNote, number - 1);
        for (guint k = 0; k < note->slugs->len; k++) {
            const Slug *line = &g_array_index(note->slugs, Slug, k);
            steps += line->steps + (k > 0 ? line->space_steps : 0);
        }
    }
    return steps;
}

unsigned figure_steps(const Galley *galley, uint32_t figure) {
    return g_array_index(galley->figures, FloatingFigure, figure).steps;
}

bool figure_is_of_column(const ColumnWish *wish, uint32_t figure) {
    return wish->is_single || !g_array_index(wish->galley->figures, FloatingFigure, figure).spans;
}

static unsigned stride(const Filling *filling) {
    return filling->wish->steps + 1;
}

static Cell *cell_at(const Filling *filling, Cell *cells, bool has_notes, unsigned used) {
    return &cells[(has_notes ? stride(filling) : 0) + used];
}

static void clear_cells(const Filling *filling, Cell *cells) {
    for (unsigned i = 0; i < 2 * stride(filling); i++) {
        cells[i].cost = UNREACHED;
    }
}

/* The heads of a table that goes on at the column's top. */
static unsigned repeat_steps(const SlugGroup *group) {
    unsigned steps = 0;
    for (guint i = 0; group->repeats != NULL && i < group->repeats->len; i++) {
        steps += g_array_index(group->repeats, Slug, i).steps;
    }
    return steps;
}

static GArray *pieces_of(const Filling *filling, uint32_t node, Piece last) {
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_array_append_val(pieces, last);
    while (node != G_MAXUINT32) {
        const Node *at = &g_array_index(filling->nodes, Node, node);
        g_array_append_val(pieces, at->piece);
        node = at->previous;
    }
    for (guint i = 0; i < pieces->len / 2; i++) {
        Piece *one = &g_array_index(pieces, Piece, i);
        Piece *other = &g_array_index(pieces, Piece, pieces->len - 1 - i);
        Piece kept = *one;
        *one = *other;
        *other = kept;
    }
    return pieces;
}

static bool is_same_place(const BandPlace *one, const BandPlace *other) {
    return one->group == other->group && one->variant == other->variant &&
           one->slug == other->slug && one->figure == other->figure;
}

/* Takes an end, unless there is a better one at the same place. */
static void add_end(Filling *filling, ColumnEnd end, uint32_t node, Piece last) {
    for (guint i = filling->first_end; i < filling->ends->len; i++) {
        ColumnEnd *known = &g_array_index(filling->ends, ColumnEnd, i);
        if (is_same_place(&known->end, &end.end)) {
            if (end.cost < known->cost) {
                g_array_unref(known->pieces);
                *known = end;
                known->pieces = pieces_of(filling, node, last);
            }
            return;
        }
    }
    end.pieces = pieces_of(filling, node, last);
    g_array_append_val(filling->ends, end);
}

/* Where the walk through a group stands. */
typedef struct {
    const SlugGroup *group;
    Cell cell;
    unsigned used;
    bool has_notes;
    Piece piece;
} Walk;

/* Meets the figures that a slug calls: they stand in the column, or wait. False: one that must
 * stand does not fit. */
static bool meet_figures(const Filling *filling, Walk *walk, const Slug *slug) {
    const ColumnWish *wish = filling->wish;
    for (guint i = 0; slug->figures != NULL && i < slug->figures->len; i++) {
        guint number = g_array_index(slug->figures, guint, i);
        if (number == 0 || number > wish->galley->figures->len || number - 1 < walk->cell.figure) {
            continue;
        }
        walk->cell.figure = number;
        bool in_order = walk->cell.placed_end == number - 1;
        if (!figure_is_of_column(wish, number - 1)) { /* the page places it */
            walk->cell.placed_end = in_order ? number : walk->cell.placed_end;
        } else if (filling->may_place && in_order) {
            walk->used += figure_steps(wish->galley, number - 1);
            walk->cell.placed_end = number;
        } else {
            walk->cell.cost += FIGURE_AWAY_COST;
        }
    }
    return walk->used <= wish->steps;
}

static void try_end(Filling *filling, const Walk *walk, const Slug *slug, bool ends_group) {
    const ColumnWish *wish = filling->wish;
    bool is_last_group = walk->piece.group + 1 == wish->band->groups->len;
    bool is_end = ends_group && is_last_group;
    unsigned short_steps = wish->steps - walk->used;
    bool is_column_break =
        ends_group && !is_last_group &&
        band_group(wish->band, walk->piece.group + 1)->break_before >= BREAK_COLUMN;
    bool is_short = short_steps > wish->tolerance && !is_end && !is_column_break;
    if (!is_end && (slug->break_cost == BREAK_FORBIDDEN_COST || is_short)) {
        return;
    }
    ColumnEnd end = {.cost = walk->cell.cost,
                     .used = walk->used,
                     .first_figure = filling->first_figure,
                     .waited_end = filling->start.figure,
                     .figure_end = walk->cell.placed_end,
                     .is_end = is_end};
    bool is_free = wish->short_is_free || is_end || is_column_break;
    end.cost += is_free ? 0 : (int64_t)short_steps * short_steps * SHORT_STEP_COST / 2;
    end.cost += is_end ? 0 : slug->break_cost;
    end.end = (BandPlace){.group = ends_group ? walk->piece.group + 1 : walk->piece.group,
                          .variant = ends_group ? 1 : walk->piece.variant,
                          .slug = ends_group ? 0 : walk->piece.to,
                          .figure = walk->cell.placed_end,
                          .called = walk->cell.figure};
    add_end(filling, end, walk->cell.node, walk->piece);
}

/* Keeps the way that has set a whole group. */
static void keep_cell(Filling *filling, const Walk *walk) {
    Cell *cell = cell_at(filling, filling->next, walk->has_notes, walk->used);
    if (walk->cell.cost < cell->cost) {
        Node node = {.previous = walk->cell.node, .piece = walk->piece};
        *cell = walk->cell;
        cell->node = filling->nodes->len;
        g_array_append_val(filling->nodes, node);
    }
}

/* Sets the slugs of one variant of a group one by one. */
static void walk_group(Filling *filling, Walk walk, uint32_t from) {
    const ColumnWish *wish = filling->wish;
    const GArray *slugs = walk.group->slugs[walk.piece.variant];
    walk.cell.cost += from == 0 ? walk.group->costs[walk.piece.variant] : 0;
    walk.piece.from = from;
    for (uint32_t i = from; i < slugs->len; i++) {
        const Slug *slug = &g_array_index(slugs, Slug, i);
        bool is_top = walk.used == 0;
        unsigned notes = slug_note_steps(wish->galley, slug);
        walk.used += slug->steps + (is_top ? 0 : slug->space_steps) + notes;
        if (notes > 0 && !walk.has_notes) {
            walk.used += NOTE_RULE_STEPS;
            walk.has_notes = true;
        }
        if (walk.used > wish->steps || !meet_figures(filling, &walk, slug)) {
            return;
        }
        walk.piece.to = i + 1;
        try_end(filling, &walk, slug, i + 1 == slugs->len);
    }
    if (slugs->len > from) {
        keep_cell(filling, &walk);
    }
}

static void walk_from(Filling *filling, uint32_t group_index, const Cell *cell, unsigned used,
                      bool has_notes) {
    const SlugGroup *group = band_group(filling->wish->band, group_index);
    bool goes_on = group_index == filling->start.group && filling->start.slug > 0;
    for (uint8_t variant = 0; variant < 3; variant++) {
        bool is_meant = goes_on ? variant == filling->start.variant : group->slugs[variant] != NULL;
        if (is_meant) {
            Walk walk = {.group = group,
                         .cell = *cell,
                         .used = used,
                         .has_notes = has_notes,
                         .piece = {.group = group_index, .variant = variant}};
            walk_group(filling, walk, goes_on ? filling->start.slug : 0);
        }
    }
}

/* An empty group is passed over. */
static bool is_empty(const SlugGroup *group) {
    return group->slugs[1] == NULL || group->slugs[1]->len == 0;
}

static void fill(Filling *filling, unsigned used) {
    const ColumnWish *wish = filling->wish;
    clear_cells(filling, filling->cells);
    *cell_at(filling, filling->cells, false, used) = (Cell){.cost = 0,
                                                            .node = G_MAXUINT32,
                                                            .figure = filling->start.called,
                                                            .placed_end = filling->start.figure};
    for (uint32_t group = filling->start.group; group < wish->band->groups->len; group++) {
        const SlugGroup *next_group = band_group(wish->band, group);
        bool is_first = group == filling->start.group;
        if (!is_first && next_group->break_before >= BREAK_COLUMN) {
            return;
        }
        if (is_empty(next_group)) {
            continue;
        }
        bool has_any = false;
        clear_cells(filling, filling->next);
        for (unsigned i = 0; i < 2 * stride(filling); i++) {
            if (filling->cells[i].cost != UNREACHED) {
                Cell cell = filling->cells[i];
                has_any = true;
                walk_from(filling, group, &cell, i % stride(filling), i >= stride(filling));
            }
        }
        if (!has_any) {
            return;
        }
        Cell *kept = filling->cells;
        filling->cells = filling->next;
        filling->next = kept;
    }
}

/* Nothing fits: the next slug stands alone, whatever it is. */
static void force_one(Filling *filling) {
    BandPlace start = filling->start;
    const SlugGroup *group = band_group(filling->wish->band, start.group);
    const GArray *slugs = group->slugs[start.variant];
    Piece piece = {start.group, start.variant, start.slug, start.slug + 1};
    bool ends_group = start.slug + 1 >= slugs->len;
    ColumnEnd end = {.cost = 1000000, .used = filling->wish->steps, .is_forced = true};
    end.first_figure = filling->first_figure;
    end.waited_end = end.figure_end = start.figure;
    end.is_end = ends_group && start.group + 1 == filling->wish->band->groups->len;
    end.end =
        (BandPlace){ends_group ? start.group + 1 : start.group, ends_group ? 1 : start.variant,
                    ends_group ? 0 : start.slug + 1, start.figure, start.called};
    add_end(filling, end, G_MAXUINT32, piece);
}

/* Figures that waited stand first in the column, as many as fit. Steps used. */
static unsigned place_waiting(const ColumnWish *wish, BandPlace *start) {
    unsigned used = 0;
    while (start->figure < start->called) {
        if (figure_is_of_column(wish, start->figure)) {
            unsigned steps = figure_steps(wish->galley, start->figure);
            bool fits = used + steps <= wish->steps;
            if (!fits && !(used == 0 && wish->is_whole)) {
                break;
            }
            used = MIN(used + steps, wish->steps);
        }
        start->figure++;
    }
    return used;
}

/* Nothing but figures stands in the column. */
static void end_with_figures(Filling *filling, unsigned used) {
    ColumnEnd end = {.used = used,
                     .end = filling->start,
                     .first_figure = filling->first_figure,
                     .waited_end = filling->start.figure,
                     .figure_end = filling->start.figure,
                     .pieces = g_array_new(FALSE, FALSE, sizeof(Piece))};
    g_array_append_val(filling->ends, end);
}

void column_ends(const ColumnWish *wish, BandPlace start, GArray *ends) {
    Filling filling = {.wish = wish,
                       .first_figure = start.figure,
                       .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
                       .ends = ends,
                       .first_end = ends->len};
    const SlugGroup *group = band_group(wish->band, start.group);
    unsigned waiting = place_waiting(wish, &start);
    unsigned used = waiting + (start.slug > 0 ? repeat_steps(group) : 0);
    filling.start = start;
    filling.cells = g_new(Cell, 2 * (size_t)stride(&filling));
    filling.next = g_new(Cell, 2 * (size_t)stride(&filling));
    filling.may_place = true;
    if (used < wish->steps) {
        fill(&filling, used);
        if (wish->galley->figures->len > start.called) {
            filling.may_place = false;
            fill(&filling, used);
        }
    }
    if (ends->len == filling.first_end && waiting > 0) {
        end_with_figures(&filling, waiting);
    } else if (ends->len == filling.first_end && wish->is_whole) {
        force_one(&filling);
    }
    g_free(filling.cells);
    g_free(filling.next);
    g_array_unref(filling.nodes);
}
