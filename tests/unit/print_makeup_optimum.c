/* The planner against the slowest way there is: small runs by chance, all their ways tried. And
 * runs by chance with notes, figures and heights of all kinds: nothing is lost, set twice, or set
 * over something else. */
#include "print/makeup_plan.h"
#include "print_makeup_fixture.h"

/* All ways */

typedef struct {
    const Galley *galley;
    const Band *band;
    int steps, columns;
    int64_t bound; /* what is not better is not followed up */
} Trial;

typedef struct {
    guint group, slug;
    unsigned variant;
} At;

/* Where the trial stands in its column. */
typedef struct {
    size_t page;
    int column, height; /* of the column */
    int bottom;         /* -1: free */
    bool is_balanced;
    int64_t cost;
} Foot;

static int64_t lesser(int64_t one, int64_t other) {
    return one < other ? one : other;
}

static int64_t go_on(Trial *trial, At at, Foot foot);

static const SlugGroup *group_at(const Trial *trial, guint group) {
    return trial->band->groups->pdata[group];
}

/* The column ends here, `used` steps down. */
static int64_t close_column(Trial *trial, At at, int used, Foot foot) {
    int left = foot.height - used;
    if (at.group >= trial->band->groups->len) {
        if (foot.is_balanced) {
            int empty = trial->columns - foot.column - 1;
            foot.cost += (int64_t)left * left * PLAN_UNEVEN_COST +
                         (int64_t)left * (trial->columns - foot.column) +
                         (int64_t)empty * foot.height * foot.height * PLAN_UNEVEN_COST;
            used = foot.height;
        } else if (trial->columns > 1) {
            return G_MAXINT64;
        }
        int lacks = foot.page > 0 ? MAX(PLAN_STUB_STEPS - used, 0) : 0;
        return foot.cost + (int64_t)lacks * lacks * PLAN_STUB_COST;
    }
    if (foot.is_balanced) {
        foot.cost += (int64_t)left * left * PLAN_UNEVEN_COST +
                     (int64_t)left * (trial->columns - foot.column);
    } else {
        foot.cost += (int64_t)left * (left + 1) / 2 * PLAN_SHORT_COST;
        int uneven = foot.bottom < 0 ? 0 : MIN(abs(left - foot.bottom), PLAN_MOST_RAGGED_STEPS);
        foot.cost += (int64_t)uneven * PLAN_RAGGED_COST;
        foot.bottom = foot.bottom < 0 ? left : foot.bottom;
    }
    foot.column++;
    return go_on(trial, at, foot);
}

/* From a place inside a column: the next slug, or, after one, the column's end. */
static int64_t fill(Trial *trial, At at, int used, Foot foot) {
    int64_t best = G_MAXINT64;
    if (at.group >= trial->band->groups->len) {
        return best;
    }
    const SlugGroup *group = group_at(trial, at.group);
    for (unsigned v = 0; v < 3; v++) {
        if (group->slugs[v] == NULL || (at.slug > 0 && v != at.variant)) {
            continue;
        }
        const GArray *slugs = group->slugs[v];
        const Slug *slug = &g_array_index(slugs, Slug, at.slug);
        int down = used + (int)slug->steps + (used > 0 ? (int)slug->space_steps : 0);
        if (down > foot.height) {
            continue;
        }
        Foot here = foot;
        here.cost += at.slug == 0 && v != 1 ? group->costs[v] : 0;
        bool is_last = at.slug + 1 == slugs->len;
        At next = is_last ? (At){at.group + 1, 0, 1} : (At){at.group, at.slug + 1, v};
        best = lesser(best, fill(trial, next, down, here));
        Foot ended = here;
        if (next.group < trial->band->groups->len) {
            bool ends_page = foot.column + 1 == trial->columns;
            ended.cost +=
                slug->break_cost == BREAK_FORBIDDEN_COST ? PLAN_FORCED_COST : slug->break_cost;
            ended.cost += ends_page && slug->ends_in_hyphen ? PLAN_FORCED_COST : 0;
        }
        best = lesser(best, close_column(trial, next, down, ended));
    }
    return best;
}

/* From a slug of one length on. */
static int steps_of(const GArray *slugs, guint first) {
    int steps = 0;
    for (guint i = first; i < slugs->len; i++) {
        const Slug *slug = &g_array_index(slugs, Slug, i);
        steps += (int)slug->steps + (i > 0 ? (int)slug->space_steps : 0);
    }
    return steps;
}

/* The least that the rest takes, without space between groups. */
static int rest_of(const Trial *trial, At at) {
    int rest = 0;
    for (guint g = at.group; g < trial->band->groups->len; g++) {
        const SlugGroup *group = group_at(trial, g);
        bool is_cut = g == at.group && at.slug > 0;
        int least = steps_of(group->slugs[is_cut ? at.variant : 1], is_cut ? at.slug : 0);
        for (unsigned v = 0; v < 3 && !is_cut; v++) {
            least = group->slugs[v] == NULL ? least : MIN(least, steps_of(group->slugs[v], 0));
        }
        rest += least;
    }
    return rest;
}

/* The rest in columns of one height, which costs the more the higher they are. */
static int64_t balance(Trial *trial, At at, Foot foot) {
    int64_t best = G_MAXINT64;
    int least = (rest_of(trial, at) + trial->columns - 1) / trial->columns;
    foot.is_balanced = true;
    for (foot.height = least; foot.height <= trial->steps; foot.height++) {
        best = lesser(best, fill(trial, at, 0, foot));
        foot.cost += PLAN_HEIGHT_COST;
    }
    return best;
}

/* A column begins. */
static int64_t go_on(Trial *trial, At at, Foot foot) {
    if (foot.column >= trial->columns) {
        if (foot.is_balanced) {
            return G_MAXINT64;
        }
        foot.page++;
        foot.column = 0;
        foot.cost += PLAN_PAGE_COST;
        foot.bottom = foot.page % 2 == 0 ? foot.bottom : -1; /* the first page is a right one */
    }
    if (!foot.is_balanced && foot.cost >= trial->bound) {
        return G_MAXINT64;
    }
    int64_t best = G_MAXINT64;
    if (foot.column == 0 && trial->columns > 1) {
        best = balance(trial, at, foot);
        trial->bound = MIN(trial->bound, best);
    }
    foot.height = foot.is_balanced ? foot.height : trial->steps;
    best = lesser(best, fill(trial, at, 0, foot));
    trial->bound = MIN(trial->bound, best);
    return best;
}

static PlanPage trial_page(size_t ahead, void *context) {
    const Trial *trial = context;
    return (PlanPage){
        .steps = (unsigned)trial->steps, .is_whole = true, .begins_spread = ahead % 2 == 1};
}

static void add_by_chance(GRand *chance, Band *band, unsigned *id) {
    unsigned lines = (unsigned)g_rand_int_range(chance, 1, 6);
    if (g_rand_int_range(chance, 0, 6) == 0) {
        add_heading(band, (*id)++, (unsigned)g_rand_int_range(chance, 1, 3));
        return;
    }
    SlugGroup *group = add_paragraph(band, id, lines);
    slug_at(group, 0)->space_steps = (unsigned)g_rand_int_range(chance, 0, 2);
    for (guint i = 0; i < lines; i++) {
        slug_at(group, i)->ends_in_hyphen = g_rand_int_range(chance, 0, 5) == 0;
    }
    if (lines > 2 && g_rand_boolean(chance)) {
        add_variant(group, 0, lines - 1, g_rand_int_range(chance, 40, 400));
    }
    if (g_rand_int_range(chance, 0, 3) == 0) {
        add_variant(group, 2, lines + 1, g_rand_int_range(chance, 40, 400));
    }
}

static void test_optimum(void) {
    GRand *chance = g_rand_new_with_seed(1981);
    for (unsigned i = 0; i < 3000; i++) {
        g_autoptr(Galley) galley = galley_new(&article_a);
        Band *band = galley_add_band(galley, false);
        unsigned id = 1;
        int columns = g_rand_int_range(chance, 1, 4);
        int groups = g_rand_int_range(chance, 1, columns == 1 ? 7 : 5);
        for (int g = 0; g < groups; g++) {
            add_by_chance(chance, band, &id);
        }
        Trial trial = {.galley = galley,
                       .band = band,
                       .steps = g_rand_int_range(chance, 4, 8),
                       .columns = columns,
                       .bound = G_MAXINT64};
        int64_t expected = go_on(&trial, (At){0, 0, 1}, (Foot){.bottom = -1});
        RunCalls *calls = run_calls_new(galley);
        RunPart part = {galley, band->groups, calls};
        Run *run = run_new(&part, 1);
        PlanWish wish = {
            .run = run, .columns = (unsigned)columns, .page_of = trial_page, .context = &trial};
        Plan *plan = plan_new(&wish);
        g_assert_cmpint(plan->cost, ==, expected);
        plan_free(plan);
        run_free(run);
        run_calls_free(calls);
    }
    g_rand_free(chance);
}

/* Anything */

static void call_by_chance(GRand *chance, Galley *galley, SlugGroup *group) {
    GArray *slugs = group->slugs[1];
    guint line = (guint)g_rand_int_range(chance, 0, (gint32)slugs->len);
    if (g_rand_int_range(chance, 0, 3) == 0 && galley->notes->len < 250) {
        guint note = add_note(galley, (unsigned)g_rand_int_range(chance, 1, 9));
        for (unsigned v = 0; v < 3; v++) {
            if (group->slugs[v] != NULL) {
                guint at = MIN(line, group->slugs[v]->len - 1);
                number(&g_array_index(group->slugs[v], Slug, at).notes, note);
            }
        }
    }
    if (g_rand_int_range(chance, 0, 4) == 0) {
        guint figure = add_figure(galley, (unsigned)g_rand_int_range(chance, 1, 12),
                                  (PageFloat)g_rand_int_range(chance, FLOAT_TOP, FLOAT_NEAR + 1),
                                  g_rand_boolean(chance));
        for (unsigned v = 0; v < 3; v++) {
            if (group->slugs[v] != NULL) {
                guint at = MIN(line, group->slugs[v]->len - 1);
                number(&g_array_index(group->slugs[v], Slug, at).figures, figure);
            }
        }
    }
}

static int compare_seen(const void *left, const void *right) {
    const Seen *one = left;
    const Seen *other = right;
    if (one->page != other->page) {
        return one->page < other->page ? -1 : 1;
    }
    return one->column != other->column ? (int)one->column - (int)other->column
                                        : one->step - other->step;
}

/* In each column one thing stands under another, inside the page; text is in its order. */
static void check(const Pages *pages, const Galley *galley, unsigned texts_end) {
    unsigned last = 0;
    unsigned texts = 0;
    for (guint i = 0; i < pages->seen->len; i++) {
        unsigned id = g_array_index(pages->seen, Seen, i).id;
        if (id < NOTE_ID) {
            g_assert_cmpuint(id, >, last);
            last = id;
            texts++;
        }
    }
    g_assert_cmpuint(texts, <=, texts_end);
    for (guint n = 0; n < galley->notes->len; n++) {
        guint strips = g_array_index(galley->notes, FootNote, n).slugs->len;
        for (guint s = 0; s < strips; s++) {
            seen_of(pages, NOTE_ID + n * 10 + s);
        }
    }
    for (guint f = 0; f < galley->figures->len; f++) {
        seen_of(pages, FIGURE_ID + f);
    }
    g_array_sort(pages->seen, compare_seen);
    for (guint i = 0; i < pages->seen->len; i++) {
        const Seen *one = &g_array_index(pages->seen, Seen, i);
        g_assert_cmpint(one->step, >=, 0);
        g_assert_cmpint(one->step + (int)one->steps, <=, (int)pages->steps);
        const Seen *next = i + 1 < pages->seen->len ? one + 1 : NULL;
        if (next != NULL && next->page == one->page && next->column == one->column) {
            g_assert_cmpint(next->step, >=, one->step + (int)one->steps);
        }
    }
}

static void test_anything(void) {
    GRand *chance = g_rand_new_with_seed(2017);
    for (unsigned i = 0; i < 600; i++) {
        Pages pages = pages_begin((unsigned)g_rand_int_range(chance, 12, 40),
                                  (unsigned)g_rand_int_range(chance, 1, 5));
        Galley *galley = galley_new(&article_a);
        unsigned id = 1;
        int bands = g_rand_int_range(chance, 1, 4);
        for (int b = 0; b < bands; b++) {
            Band *band = galley_add_band(galley, g_rand_int_range(chance, 0, 3) == 0);
            int groups = g_rand_int_range(chance, 0, 20);
            for (int g = 0; g < groups; g++) {
                unsigned lines = (unsigned)g_rand_int_range(chance, 1, 9);
                SlugGroup *group = add_paragraph(band, &id, lines);
                if (lines > 2 && g_rand_boolean(chance)) {
                    add_variant(group, 0, lines - 1, 90);
                }
                slug_at(group, 0)->steps = (unsigned)g_rand_int_range(chance, 1, 4);
                g_array_index(slug_at(group, 0)->list->operations, Operation, 0).box.height_mpt =
                    (Mpt)slug_at(group, 0)->steps * GRID_MPT;
                call_by_chance(chance, galley, group);
                int wish = g_rand_int_range(chance, 0, 40);
                group->break_before = wish <= BREAK_LEFT ? (BreakWish)wish : BREAK_AUTO;
            }
        }
        g_autoptr(Report) report = report_new();
        Making making = making_begin(&pages);
        makeup_add(making.makeup, galley, report);
        size_t free_steps = 0;
        makeup_finish(making.makeup, &free_steps);
        makeup_free(making.makeup);
        g_assert_cmpuint(report_length(report), ==, 0);
        check(&pages, galley, id);
        galley_free(galley);
        pages_clear(&pages);
    }
    g_rand_free(chance);
}

int main(int argument_count, char **arguments) {
    g_test_init(&argument_count, &arguments, NULL);
    g_test_add_func("/makeup/optimum", test_optimum);
    g_test_add_func("/makeup/anything", test_anything);
    return g_test_run();
}
