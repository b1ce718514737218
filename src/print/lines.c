/* Total fit: breakpoints kept while a line may still begin at them, the best of each fitness class
 * at each place (Knuth & Plass 1981, the algorithm of their chapter 5, with their demerits). A line
 * is judged from running sums over the items, so that trying one costs the same however long it is.
 * All in integers: ratios and badness in thousandths and whole numbers. */
#include "print/lines.h"

#include "print/lines_sums.h"

/* plain TeX's, where print has no reason of its own */
#define LINE_PENALTY 10
#define ADJACENT_DEMERITS 10000
#define DOUBLE_HYPHEN_DEMERITS 10000
#define FINAL_HYPHEN_DEMERITS 5000
#define RUNT_DEMERITS 40000
#define WORST_BADNESS 10000
#define USUAL_HYPHENS_IN_A_ROW 3
#define RAGGED_HYPHEN_COST 1000

/* Badness from which a reader sees the holes: the glue is stretched to more than twice its stretch.
 */
#define LOOSE_BADNESS 800

enum { FITNESS_TIGHT, FITNESS_DECENT, FITNESS_LOOSE, FITNESS_VERY_LOOSE, FITNESS_COUNT };

/* A feasible place to begin a line. */
typedef struct {
    uint32_t item;    /* broken at; the first node is at none: G_MAXUINT32 */
    uint32_t line;    /* lines before it */
    uint32_t hyphens; /* hyphenated lines in a row up to it */
    int fitness;
    int64_t demerits;
    uint32_t previous; /* in the nodes; G_MAXUINT32: none */
} Node;

/* How a try is made: one of the passes. */
typedef struct {
    int32_t tolerance;
    Mpt emergency_mpt; /* stretch that every line is given besides */
    bool hyphenates;
    bool counts_lines; /* nodes of different line numbers are kept apart */
    bool must_end;     /* an overfull line rather than none */
} Pass;

typedef struct {
    const ShapedParagraph *shaped;
    const LineWish *wish;
    const LineSums *sums;
    Pass pass;
    Mpt ragged_mpt; /* the stretch of a ragged line's end; 0: it is justified */
    GArray *nodes;  /* Node */
    GArray *active; /* guint: into nodes, by line number, then age */
} Breaker;

static const Item *item_at(const Breaker *breaker, uint32_t index) {
    return &g_array_index(breaker->shaped->items, Item, index);
}

static Node *node_at(const Breaker *breaker, uint32_t index) {
    return &g_array_index(breaker->nodes, Node, index);
}

static const Measure *measure_of(const LineWish *wish, uint32_t line) {
    return &wish->measures[MIN((size_t)line, wish->measure_count - 1)];
}

static int64_t badness_of(int64_t need, int64_t give) {
    if (need <= 0) {
        return 0;
    }
    if (give <= 0) {
        return WORST_BADNESS + 1;
    }
    int64_t ratio = need * 1000 / give; /* thousandths */
    if (ratio > 4641) {                 /* its cube is past the worst */
        return WORST_BADNESS;
    }
    return MIN((int64_t)WORST_BADNESS, ratio * ratio * ratio / 10000000);
}

/* A line that is tried: how much too short or too long it is, and what that costs. */
typedef struct {
    LineShape shape;
    int64_t badness;
    int fitness;
    bool is_overfull;
} Try;

static Try try_line(const Breaker *breaker, const Node *from, uint32_t to) {
    const Item *end = item_at(breaker, to);
    bool is_forced = end->kind == ITEM_PENALTY && end->of.penalty.cost <= PENALTY_FORCED;
    Mpt indent = from->item == G_MAXUINT32 ? breaker->wish->indent_mpt : 0;
    Try tried = {.shape = line_shape(breaker->shaped, breaker->sums, from->item, to)};
    int64_t room = (int64_t)measure_of(breaker->wish, from->line)->width_mpt - indent;
    int64_t need = room - tried.shape.natural_mpt;
    bool is_ragged = breaker->ragged_mpt > 0;
    if (need >= 0) {
        int64_t give = tried.shape.stretch_mpt + breaker->pass.emergency_mpt;
        give = is_ragged ? breaker->ragged_mpt : give;
        tried.badness = is_forced ? 0 : badness_of(need, give);
        tried.fitness = tried.badness < 13    ? FITNESS_DECENT
                        : tried.badness < 100 ? FITNESS_LOOSE
                                              : FITNESS_VERY_LOOSE;
    } else {
        int64_t give = is_ragged ? 0 : tried.shape.shrink_mpt;
        tried.is_overfull = -need > give;
        tried.badness = tried.is_overfull ? WORST_BADNESS + 1 : badness_of(-need, give);
        tried.fitness = tried.badness > 12 ? FITNESS_TIGHT : FITNESS_DECENT;
    }
    return tried;
}

static bool is_runt(const Breaker *breaker, const Node *from, const Try *tried) {
    Mpt width = measure_of(breaker->wish, from->line)->width_mpt;
    return from->line > 0 && tried->shape.natural_mpt < width / 6;
}

static int64_t demerits_of(const Breaker *breaker, const Node *from, uint32_t to,
                           const Try *tried) {
    const Item *end = item_at(breaker, to);
    int64_t base = LINE_PENALTY + tried->badness;
    int64_t demerits = base * base;
    bool is_forced = false;
    if (end->kind == ITEM_PENALTY) {
        int64_t cost = end->of.penalty.cost;
        is_forced = cost <= PENALTY_FORCED;
        cost += end->of.penalty.is_flagged && breaker->ragged_mpt > 0 ? RAGGED_HYPHEN_COST : 0;
        demerits += is_forced ? 0 : cost >= 0 ? cost * cost : -(cost * cost);
        if (end->of.penalty.is_flagged && from->hyphens > 0) {
            demerits += DOUBLE_HYPHEN_DEMERITS * (int64_t)from->hyphens;
        }
    }
    if (ABS(tried->fitness - from->fitness) > 1) {
        demerits += ADJACENT_DEMERITS;
    }
    if (is_forced) {
        demerits += from->hyphens > 0 ? FINAL_HYPHEN_DEMERITS : 0;
        demerits += is_runt(breaker, from, tried) ? RUNT_DEMERITS : 0;
    }
    return demerits;
}

/* May a line end here? */
static bool is_breakpoint(const Breaker *breaker, uint32_t index) {
    const Item *item = item_at(breaker, index);
    switch (item->kind) {
    case ITEM_BOX:
        return false;
    case ITEM_GLUE:
        return index > 0 && item_at(breaker, index - 1)->kind == ITEM_BOX && !item->of.glue.is_fill;
    case ITEM_PENALTY:
        return item->of.penalty.cost < PENALTY_FORBIDDEN &&
               (breaker->pass.hyphenates || !item->of.penalty.is_flagged);
    }
    return false;
}

/* The best ways to one breakpoint, by fitness class, of nodes of one line number. */
typedef struct {
    Node best[FITNESS_COUNT];
    bool has[FITNESS_COUNT];
} Ways;

static void consider(Breaker *breaker, Ways *ways, uint32_t from_index, uint32_t to,
                     const Try *tried) {
    const Node *from = node_at(breaker, from_index);
    const Item *end = item_at(breaker, to);
    bool is_hyphen = end->kind == ITEM_PENALTY && end->of.penalty.is_flagged;
    unsigned most = breaker->wish->most_hyphens;
    if (is_hyphen && from->hyphens >= (most > 0 ? most : USUAL_HYPHENS_IN_A_ROW) &&
        !breaker->pass.must_end) {
        return;
    }
    int64_t demerits = from->demerits + demerits_of(breaker, from, to, tried);
    int fitness = tried->fitness;
    if (!ways->has[fitness] || demerits < ways->best[fitness].demerits) {
        ways->has[fitness] = true;
        ways->best[fitness] = (Node){.item = to,
                                     .line = from->line + 1,
                                     .hyphens = is_hyphen ? from->hyphens + 1 : 0,
                                     .fitness = fitness,
                                     .demerits = demerits,
                                     .previous = from_index};
    }
}

/* Puts the ways into the nodes; those that are worse than the best even after the cost of a jump in
 * fitness lead nowhere. */
static void keep_ways(Breaker *breaker, Ways *ways, GArray *fresh) {
    int64_t least = G_MAXINT64;
    for (int i = 0; i < FITNESS_COUNT; i++) {
        least = ways->has[i] ? MIN(least, ways->best[i].demerits) : least;
    }
    for (int i = 0; i < FITNESS_COUNT; i++) {
        if (ways->has[i] && ways->best[i].demerits <= least + ADJACENT_DEMERITS) {
            guint index = breaker->nodes->len;
            g_array_append_val(breaker->nodes, ways->best[i]);
            g_array_append_val(fresh, index);
        }
    }
    *ways = (Ways){0};
}

/* Tries all lines that end at `to`. False: no line can go on from here. */
static bool visit(Breaker *breaker, uint32_t to, GArray *fresh) {
    const Item *end = item_at(breaker, to);
    bool is_forced = end->kind == ITEM_PENALTY && end->of.penalty.cost <= PENALTY_FORCED;
    Ways ways = {0};
    uint32_t line = 0;
    guint kept = 0;
    bool has_way = false;
    g_array_set_size(fresh, 0);
    for (guint i = 0; i < breaker->active->len; i++) {
        guint from_index = g_array_index(breaker->active, guint, i);
        const Node *from = node_at(breaker, from_index);
        if (breaker->pass.counts_lines && from->line != line) {
            keep_ways(breaker, &ways, fresh);
            line = from->line;
        }
        Try tried = try_line(breaker, from, to);
        bool is_last_hope = breaker->pass.must_end && tried.is_overfull && !has_way &&
                            i + 1 == breaker->active->len && kept == 0 && fresh->len == 0;
        if (is_last_hope || (!tried.is_overfull && tried.badness <= breaker->pass.tolerance)) {
            tried.badness = MIN(tried.badness, (int64_t)WORST_BADNESS);
            consider(breaker, &ways, from_index, to, &tried);
            has_way = true;
        }
        if (!is_forced && !tried.is_overfull) {
            g_array_index(breaker->active, guint, kept++) = from_index;
        }
    }
    keep_ways(breaker, &ways, fresh);
    g_array_set_size(breaker->active, kept);
    if (fresh->len > 0) {
        g_array_append_vals(breaker->active, fresh->data, fresh->len);
    }
    return breaker->active->len > 0;
}

/* Nodes stay in the order of their line numbers where these are counted: new ones may come before
 * older ones that have more lines behind them. */
static int compare_by_line(gconstpointer left, gconstpointer right, gpointer data) {
    const Breaker *breaker = data;
    const Node *one = node_at(breaker, *(const guint *)left);
    const Node *other = node_at(breaker, *(const guint *)right);
    if (one->line != other->line) {
        return one->line < other->line ? -1 : 1;
    }
    return *(const guint *)left < *(const guint *)right ? -1 : 1;
}

/* The end's node: the best, or the one of so many lines. G_MAXUINT32: none. */
static uint32_t choose_end(const Breaker *breaker, int64_t lines_wished) {
    uint32_t best = G_MAXUINT32;
    for (guint i = 0; i < breaker->active->len; i++) {
        guint index = g_array_index(breaker->active, guint, i);
        const Node *node = node_at(breaker, index);
        bool is_meant = lines_wished < 0 || node->line == (uint32_t)lines_wished;
        if (is_meant &&
            (best == G_MAXUINT32 || node->demerits < node_at(breaker, best)->demerits)) {
            best = index;
        }
    }
    return best;
}

/* One pass over the paragraph. Returns the node at its end, or G_MAXUINT32. */
static uint32_t run_pass(Breaker *breaker, Pass pass, int64_t lines_wished) {
    g_autoptr(GArray) fresh = g_array_new(FALSE, FALSE, sizeof(guint));
    Node start = {.item = G_MAXUINT32, .fitness = FITNESS_DECENT, .previous = G_MAXUINT32};
    guint first = 0;
    breaker->pass = pass;
    g_array_set_size(breaker->nodes, 0);
    g_array_set_size(breaker->active, 0);
    g_array_append_val(breaker->nodes, start);
    g_array_append_val(breaker->active, first);
    for (uint32_t i = 0; i < breaker->shaped->items->len; i++) {
        if (!is_breakpoint(breaker, i)) {
            continue;
        }
        if (!visit(breaker, i, fresh)) {
            return G_MAXUINT32;
        }
        if (pass.counts_lines && fresh->len > 0) {
            g_array_sort_with_data(breaker->active, compare_by_line, breaker);
        }
    }
    return choose_end(breaker, lines_wished);
}

static LineQuality quality_of(const Breaker *breaker, const Line *line, const LineShape *shape,
                              int64_t need) {
    if (-need > shape->shrink_mpt && need < 0) {
        return LINE_OVERFULL;
    }
    if (breaker->ragged_mpt > 0 || line->is_last) {
        return LINE_GOOD;
    }
    if (need > 0 && badness_of(need, shape->stretch_mpt) > LOOSE_BADNESS) {
        return LINE_LOOSE;
    }
    return LINE_GOOD;
}

/* Spreads what a justified line lacks or has too much over its letters and its spaces: both in the
 * same measure, until the letters are as wide or narrow as they may be. */
static void set_ratios(Line *line, const LineShape *shape, int64_t need) {
    int64_t letters = need > 0 ? shape->letters_stretch_mpt : shape->letters_shrink_mpt;
    int64_t all = need > 0 ? shape->stretch_mpt : shape->shrink_mpt;
    int64_t spaces = all - letters;
    if (all <= 0) {
        return;
    }
    int64_t ratio = MIN((int64_t)1000, ABS(need) * 1000 / all);
    int64_t taken = letters * ratio / 1000;
    int64_t letters_width = MAX((int64_t)1, shape->letters_mpt);
    int64_t scale = taken * 1000 / letters_width;
    line->scale_permille = (int16_t)(need > 0 ? scale : -scale);
    int64_t rest = ABS(need) - letters_width * scale / 1000;
    int64_t glue = spaces > 0 ? MIN((int64_t)G_MAXINT32, rest * 1000 / spaces) : 0;
    line->ratio_permille = (int32_t)(need > 0 ? glue : -glue);
}

static Line line_between(const Breaker *breaker, const Node *from, const Node *to) {
    const Item *end = item_at(breaker, to->item);
    LineShape shape = line_shape(breaker->shaped, breaker->sums, from->item, to->item);
    const Measure *measure = measure_of(breaker->wish, from->line);
    Mpt indent = from->item == G_MAXUINT32 ? breaker->wish->indent_mpt : 0;
    Line line = {.first_item = shape.first_item,
                 .end_item = shape.end_item,
                 .break_item = to->item,
                 .width_mpt = measure->width_mpt - indent,
                 .start_mpt = measure->start_mpt + indent,
                 .natural_mpt = (Mpt)shape.natural_mpt};
    line.is_last = end->kind == ITEM_PENALTY && end->of.penalty.cost <= PENALTY_FORCED;
    line.ends_in_hyphen = end->kind == ITEM_PENALTY && end->of.penalty.is_flagged;
    int64_t need = (int64_t)line.width_mpt - shape.natural_mpt;
    Alignment align = line.is_last ? breaker->wish->last_line : breaker->wish->align;
    line.align = align;
    if (align == ALIGN_JUSTIFY || need < 0) {
        set_ratios(&line, &shape, need);
    }
    line.quality = quality_of(breaker, &line, &shape, need);
    return line;
}

static Lines *lines_to(const Breaker *breaker, uint32_t end) {
    Lines *lines = g_new0(Lines, 1);
    lines->lines = g_array_new(FALSE, FALSE, sizeof(Line));
    lines->demerits = node_at(breaker, end)->demerits;
    g_array_set_size(lines->lines, node_at(breaker, end)->line);
    for (uint32_t i = end; node_at(breaker, i)->previous != G_MAXUINT32;
         i = node_at(breaker, i)->previous) {
        const Node *to = node_at(breaker, i);
        const Node *from = node_at(breaker, to->previous);
        g_array_index(lines->lines, Line, to->line - 1) = line_between(breaker, from, to);
    }
    return lines;
}

/* Narrow measures have few spaces to spread a line over. */
static int32_t hyphenating_tolerance(const LineWish *wish, Mpt size_mpt) {
    Mpt width = wish->measures[wish->measure_count - 1].width_mpt;
    return width < 22 * size_mpt ? 800 : width < 28 * size_mpt ? 400 : 200;
}

/* The passes, each only if the one before finds no way. The last always finds one. */
static uint32_t find_best(Breaker *breaker, Mpt size_mpt) {
    const LineWish *wish = breaker->wish;
    bool counts = wish->measure_count > 1;
    bool is_ragged = breaker->ragged_mpt > 0;
    int32_t tolerance = is_ragged ? WORST_BADNESS : hyphenating_tolerance(wish, size_mpt);
    const Pass passes[] = {
        {is_ragged ? WORST_BADNESS : 100, 0, false, counts, false},
        {tolerance, 0, wish->hyphenates, counts, false},
        {tolerance, size_mpt * 3 / 2, wish->hyphenates, counts, false},
        {WORST_BADNESS, size_mpt * 3, wish->hyphenates, counts, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
        uint32_t end = run_pass(breaker, passes[i], -1);
        if (end != G_MAXUINT32) {
            return end;
        }
    }
    return G_MAXUINT32;
}

static uint32_t find_variant(Breaker *breaker, Mpt size_mpt, uint32_t best) {
    const LineWish *wish = breaker->wish;
    int64_t wished = (int64_t)node_at(breaker, best)->line + wish->looseness;
    Pass pass = {MAX(200, hyphenating_tolerance(wish, size_mpt)), 0, wish->hyphenates, true, false};
    return wished < 1 ? G_MAXUINT32 : run_pass(breaker, pass, wished);
}

static Mpt size_of(const ShapedParagraph *shaped) {
    const ParagraphText *paragraph = shaped->paragraph;
    Mpt size = paragraph->style != NULL ? paragraph->style->text->size_mpt : 0;
    return size > 0 ? size : 10 * MPT_PER_POINT;
}

Lines *lines_break(const ShapedParagraph *shaped, const LineWish *wish) {
    LineSums *sums = line_sums_new(shaped);
    Mpt size_mpt = size_of(shaped);
    Breaker breaker = {.shaped = shaped,
                       .wish = wish,
                       .sums = sums,
                       .ragged_mpt = wish->align == ALIGN_JUSTIFY ? 0 : 3 * size_mpt,
                       .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
                       .active = g_array_new(FALSE, FALSE, sizeof(guint))};
    uint32_t end = find_best(&breaker, size_mpt);
    if (end != G_MAXUINT32 && wish->looseness != 0) {
        end = find_variant(&breaker, size_mpt, end);
    }
    Lines *lines = end != G_MAXUINT32 ? lines_to(&breaker, end) : NULL;
    if (lines == NULL && wish->looseness == 0) { /* no items at all */
        lines = g_new0(Lines, 1);
        lines->lines = g_array_new(FALSE, FALSE, sizeof(Line));
    }
    g_array_unref(breaker.nodes);
    g_array_unref(breaker.active);
    line_sums_free(sums);
    return lines;
}

void lines_free(Lines *lines) {
    if (lines != NULL) {
        g_array_unref(lines->lines);
        g_free(lines);
    }
}
