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
#define RAGGED_TOLERANCE 800 /* a hyphen is better than a line that is so short */
#define VARIANT_TOLERANCE 400
/* Of the starts of lines that are open at once: far more than a line has places to break. */
#define MOST_ACTIVE 400
#define USUAL_NODES 64
/* Lines that a variant may be before or behind the best one on its way. */
#define VARIANT_LEAD 3

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
    bool is_variant; /* nodes of different line numbers are all kept apart */
    bool must_end;   /* an overfull line rather than none */
} Pass;

typedef struct {
    const ShapedParagraph *shaped;
    const LineWish *wish;
    const LineSums *sums;
    Pass pass;
    Mpt ragged_mpt;  /* the stretch of a ragged line's end; 0: it is justified */
    GArray *nodes;   /* Node */
    GArray *active;  /* guint: into nodes, by kind of line, then age */
    GArray *pace;    /* uint32_t: where the best lines were broken, for a variant of them */
    uint32_t passed; /* of these, by the place in hand */
    uint64_t tries;
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

/* Lines of one kind are alike in all that comes after them: past the last measure all are, but
 * where their number is asked for. */
static uint32_t kind_of_line(const Breaker *breaker, uint32_t line) {
    return breaker->pass.is_variant ? line
                                    : (uint32_t)MIN((size_t)line, breaker->wish->measure_count - 1);
}

static bool is_forced(const Item *item) {
    return item->kind == ITEM_PENALTY && item->of.penalty.cost <= PENALTY_FORCED;
}

static bool is_hyphenated(const Item *item) {
    return item->kind == ITEM_PENALTY && item->of.penalty.is_flagged;
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
    bool is_past; /* no line from here fits any more, whatever it ends with */
} Try;

static Try try_line(Breaker *breaker, const Node *from, uint32_t to) {
    const Item *end = item_at(breaker, to);
    bool may_be_short = is_forced(end) && breaker->wish->last_line != ALIGN_JUSTIFY;
    Mpt indent = from->item == G_MAXUINT32 ? breaker->wish->indent_mpt : 0;
    Try tried = {.shape = line_shape(breaker->shaped, breaker->sums, from->item, to)};
    int64_t room = (int64_t)measure_of(breaker->wish, from->line)->width_mpt - indent;
    int64_t need = room - tried.shape.natural_mpt;
    bool is_ragged = breaker->ragged_mpt > 0;
    breaker->tries++;
    if (need >= 0) {
        int64_t give = tried.shape.stretch_mpt + breaker->pass.emergency_mpt;
        give = is_ragged ? breaker->ragged_mpt : give;
        tried.badness = may_be_short ? 0 : badness_of(need, give);
        tried.fitness = tried.badness < 13     ? FITNESS_DECENT
                        : tried.badness <= 100 ? FITNESS_LOOSE
                                               : FITNESS_VERY_LOOSE;
    } else {
        int64_t give = is_ragged ? 0 : tried.shape.shrink_mpt;
        int64_t hyphen = end->kind == ITEM_PENALTY ? end->width_mpt : 0;
        tried.is_overfull = -need > give;
        tried.is_past = -need > give + (breaker->pass.must_end ? 0 : hyphen);
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
    if (end->kind == ITEM_PENALTY && !is_forced(end)) {
        int64_t cost = end->of.penalty.cost;
        cost += end->of.penalty.glyph_count > 0 && breaker->ragged_mpt > 0 ? RAGGED_HYPHEN_COST : 0;
        demerits += cost >= 0 ? cost * cost : -(cost * cost);
    }
    if (is_hyphenated(end)) {
        demerits += DOUBLE_HYPHEN_DEMERITS * (int64_t)from->hyphens;
    }
    if (ABS(tried->fitness - from->fitness) > 1) {
        demerits += ADJACENT_DEMERITS;
    }
    if (is_forced(end)) {
        demerits += from->hyphens > 0 ? FINAL_HYPHEN_DEMERITS : 0;
        demerits += is_runt(breaker, from, tried) ? RUNT_DEMERITS : 0;
    }
    return demerits;
}

/* Does the break before it, with nothing between, do as well? */
static bool is_doubled(const Breaker *breaker, uint32_t index) {
    const Item *item = item_at(breaker, index);
    const Item *before = index > 0 ? item_at(breaker, index - 1) : item;
    return index > 0 && before->kind == ITEM_PENALTY && !before->of.penalty.is_flagged &&
           !is_forced(before) && before->of.penalty.cost <= item->of.penalty.cost;
}

/* May a line end here? A word's own hyphen is none that hyphenation makes. */
static bool is_breakpoint(const Breaker *breaker, uint32_t index) {
    const Item *item = item_at(breaker, index);
    switch (item->kind) {
    case ITEM_BOX:
        return false;
    case ITEM_GLUE:
        return index > 0 && item_at(breaker, index - 1)->kind == ITEM_BOX && !item->of.glue.is_fill;
    case ITEM_PENALTY:
        return is_forced(item) || (item->of.penalty.cost < PENALTY_FORBIDDEN &&
                                   (breaker->pass.hyphenates || !item->of.penalty.is_flagged ||
                                    item->of.penalty.glyph_count == 0) &&
                                   !is_doubled(breaker, index));
    }
    return false;
}

/* The best ways to one breakpoint, by fitness class, of nodes of one kind of line. */
typedef struct {
    Node best[FITNESS_COUNT];
    bool has[FITNESS_COUNT];
} Ways;

static bool is_off_pace(const Breaker *breaker, const Node *from) {
    int64_t lead = (int64_t)from->line + 1 - breaker->passed;
    return breaker->pass.is_variant && ABS(lead) > VARIANT_LEAD;
}

static void consider(Breaker *breaker, Ways *ways, uint32_t from_index, uint32_t to,
                     const Try *tried) {
    const Node *from = node_at(breaker, from_index);
    bool is_hyphen = is_hyphenated(item_at(breaker, to));
    unsigned most = breaker->wish->most_hyphens;
    if (is_hyphen && from->hyphens >= (most > 0 ? most : USUAL_HYPHENS_IN_A_ROW) &&
        !breaker->pass.must_end) {
        return;
    }
    if (is_off_pace(breaker, from)) {
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

/* Among the active nodes new ones stand behind those of their kind. Past the most that may be, the
 * oldest are given up. */
static void add_active(Breaker *breaker, const GArray *fresh) {
    GArray *active = breaker->active;
    for (guint i = 0; i < fresh->len; i++) {
        guint index = g_array_index(fresh, guint, i);
        uint32_t kind = kind_of_line(breaker, node_at(breaker, index)->line);
        guint place = active->len;
        while (place > 0) {
            const Node *before = node_at(breaker, g_array_index(active, guint, place - 1));
            if (kind_of_line(breaker, before->line) <= kind) {
                break;
            }
            place--;
        }
        g_array_insert_val(active, place, index);
    }
    if (active->len > MOST_ACTIVE) {
        g_array_remove_range(active, 0, active->len - MOST_ACTIVE);
    }
}

/* Tries all lines that end at `to`. False: no line can go on from here. */
static bool visit(Breaker *breaker, uint32_t to, GArray *fresh) {
    bool ends_all = is_forced(item_at(breaker, to));
    Ways ways = {0};
    uint32_t kind = 0;
    guint kept = 0;
    bool has_way = false;
    g_array_set_size(fresh, 0);
    for (guint i = 0; i < breaker->active->len; i++) {
        guint from_index = g_array_index(breaker->active, guint, i);
        const Node *from = node_at(breaker, from_index);
        if (kind_of_line(breaker, from->line) != kind) {
            keep_ways(breaker, &ways, fresh);
            from = node_at(breaker, from_index); /* the nodes may have moved */
            kind = kind_of_line(breaker, from->line);
        }
        Try tried = try_line(breaker, from, to);
        bool is_last_hope = breaker->pass.must_end && tried.is_overfull && !has_way && kept == 0 &&
                            i + 1 == breaker->active->len;
        if (is_last_hope || (!tried.is_overfull && tried.badness <= breaker->pass.tolerance)) {
            tried.badness = MIN(tried.badness, (int64_t)WORST_BADNESS);
            consider(breaker, &ways, from_index, to, &tried);
            has_way = true;
        }
        if (!ends_all && !tried.is_past) {
            g_array_index(breaker->active, guint, kept++) = from_index;
        }
    }
    keep_ways(breaker, &ways, fresh);
    g_array_set_size(breaker->active, kept);
    add_active(breaker, fresh);
    return breaker->active->len > 0;
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
    breaker->passed = 0;
    g_array_set_size(breaker->nodes, 0);
    g_array_set_size(breaker->active, 0);
    g_array_append_val(breaker->nodes, start);
    g_array_append_val(breaker->active, first);
    for (uint32_t i = 0; i < breaker->shaped->items->len; i++) {
        while (breaker->passed < breaker->pace->len &&
               g_array_index(breaker->pace, uint32_t, breaker->passed) <= i) {
            breaker->passed++;
        }
        if (is_breakpoint(breaker, i) && !visit(breaker, i, fresh)) {
            return G_MAXUINT32;
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
    if (need > all && spaces <= 0) { /* one word: wider letters would not fill the line */
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
                 .natural_mpt = (Mpt)MIN(shape.natural_mpt, (int64_t)G_MAXINT32)};
    line.is_last = is_forced(end);
    line.ends_in_hyphen = is_hyphenated(end);
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
    lines->tries = breaker->tries;
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
    bool is_ragged = breaker->ragged_mpt > 0;
    int32_t tolerance = is_ragged ? WORST_BADNESS : hyphenating_tolerance(wish, size_mpt);
    const Pass passes[] = {
        {.tolerance = is_ragged ? RAGGED_TOLERANCE : 100},
        {.tolerance = tolerance, .hyphenates = wish->hyphenates},
        {.tolerance = tolerance, .emergency_mpt = size_mpt * 3 / 2, .hyphenates = wish->hyphenates},
        {.tolerance = WORST_BADNESS,
         .emergency_mpt = size_mpt * 3,
         .hyphenates = wish->hyphenates,
         .must_end = true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(passes); i++) {
        uint32_t end = run_pass(breaker, passes[i], -1);
        if (end != G_MAXUINT32) {
            return end;
        }
    }
    return G_MAXUINT32;
}

/* Does the last line hold so little that a variant would look worse for it? */
static bool ends_in_runt(const Breaker *breaker, uint32_t end) {
    const Node *to = node_at(breaker, end);
    const Node *from = node_at(breaker, to->previous);
    Try tried = {.shape = line_shape(breaker->shaped, breaker->sums, from->item, to->item)};
    return is_runt(breaker, from, &tried);
}

static uint32_t find_variant(Breaker *breaker, Mpt size_mpt, uint32_t best) {
    const LineWish *wish = breaker->wish;
    int64_t wished = (int64_t)node_at(breaker, best)->line + wish->looseness;
    int32_t tolerance = hyphenating_tolerance(wish, size_mpt);
    Pass pass = {.tolerance = MIN(tolerance, VARIANT_TOLERANCE),
                 .hyphenates = wish->hyphenates,
                 .is_variant = true};
    for (uint32_t i = best; i != G_MAXUINT32; i = node_at(breaker, i)->previous) {
        uint32_t item = node_at(breaker, i)->item;
        if (item != G_MAXUINT32) {
            g_array_append_val(breaker->pace, item);
        }
    }
    for (guint i = 0, end = breaker->pace->len; i + 1 < end; i++) {
        end--;
        uint32_t *breaks = (uint32_t *)breaker->pace->data;
        uint32_t kept = breaks[i];
        breaks[i] = breaks[end];
        breaks[end] = kept;
    }
    uint32_t end = wished < 1 ? G_MAXUINT32 : run_pass(breaker, pass, wished);
    return end != G_MAXUINT32 && ends_in_runt(breaker, end) ? G_MAXUINT32 : end;
}

static Mpt size_of(const ShapedParagraph *shaped) {
    const ParagraphText *paragraph = shaped->paragraph;
    Mpt size = paragraph->style != NULL ? paragraph->style->text->size_mpt : 0;
    return size > 0 ? size : 10 * MPT_PER_POINT;
}

Lines *lines_break(const ShapedParagraph *shaped, const LineWish *wish) {
    LineSums *sums = line_sums_new(shaped, wish->align);
    Mpt size_mpt = size_of(shaped);
    Breaker breaker = {.shaped = shaped,
                       .wish = wish,
                       .sums = sums,
                       .ragged_mpt = wish->align == ALIGN_JUSTIFY ? 0 : 3 * size_mpt,
                       .nodes = g_array_sized_new(FALSE, FALSE, sizeof(Node), USUAL_NODES),
                       .active = g_array_sized_new(FALSE, FALSE, sizeof(guint), USUAL_NODES),
                       .pace = g_array_new(FALSE, FALSE, sizeof(uint32_t))};
    uint32_t end = find_best(&breaker, size_mpt);
    if (end != G_MAXUINT32 && wish->looseness != 0) {
        end = find_variant(&breaker, size_mpt, end);
    }
    Lines *lines = NULL;
    if (end != G_MAXUINT32) {
        lines = lines_to(&breaker, end);
    } else if (wish->looseness == 0) { /* no items at all */
        lines = g_new0(Lines, 1);
        lines->lines = g_array_new(FALSE, FALSE, sizeof(Line));
    }
    g_array_unref(breaker.nodes);
    g_array_unref(breaker.active);
    g_array_unref(breaker.pace);
    line_sums_free(sums);
    return lines;
}

void lines_free(Lines *lines) {
    if (lines != NULL) {
        g_array_unref(lines->lines);
        g_free(lines);
    }
}
