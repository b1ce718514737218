/* Runs measured: heights summed up, notes and figures put in the order of their calls. */
#include "print/makeup_run.h"

enum {
    SEAM_STEPS = 2, /* least space between two parts */
    CUT_COST = 500, /* of a part that goes on in the next column, where there are several */
};

/* What is called */

RunCalls *run_calls_new(const Galley *galley) {
    RunCalls *calls = g_new0(RunCalls, 1);
    calls->notes = g_array_new(FALSE, FALSE, sizeof(guint));
    calls->figures = g_array_new(FALSE, FALSE, sizeof(guint));
    calls->note_is_met = g_new0(bool, galley->notes->len + 1);
    calls->figure_is_met = g_new0(bool, galley->figures->len + 1);
    return calls;
}

void run_calls_free(RunCalls *calls) {
    g_array_unref(calls->notes);
    g_array_unref(calls->figures);
    g_free(calls->note_is_met);
    g_free(calls->figure_is_met);
    g_free(calls);
}

static void add_all(GArray *to, const GArray *numbers) {
    if (numbers != NULL) {
        g_array_append_vals(to, numbers->data, numbers->len);
    }
}

void run_calls_wait(RunCalls *calls, const GPtrArray *groups) {
    for (guint g = 0; g < groups->len; g++) {
        const GArray *slugs = ((const SlugGroup *)groups->pdata[g])->slugs[1];
        for (guint i = 0; slugs != NULL && i < slugs->len; i++) {
            const Slug *slug = &g_array_index(slugs, Slug, i);
            add_all(calls->notes, slug->notes);
            add_all(calls->figures, slug->figures);
        }
    }
}

static gint64 note_permille(const Slug *slug) {
    return (gint64)slug->steps * 1000 - slug->short_permille;
}

static gint64 permille_above(const Run *run, guint strip) {
    return strip == 0 ? 0 : g_array_index(run->notes, RunNote, strip - 1).end_permille;
}

/* Numbers that mean nothing, and what is called a second time, are passed over. */
static void meet_notes(Run *run, guint part, const GArray *numbers) {
    const Galley *galley = run->parts[part].galley;
    RunCalls *calls = run->parts[part].calls;
    for (guint i = 0; calls != NULL && numbers != NULL && i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        if (number == 0 || number > galley->notes->len || calls->note_is_met[number]) {
            continue;
        }
        calls->note_is_met[number] = true;
        const GArray *slugs = g_array_index(galley->notes, FootNote, number - 1).slugs;
        guint first = run->notes->len;
        for (guint s = 0; slugs != NULL && s < slugs->len; s++) {
            const Slug *slug = &g_array_index(slugs, Slug, s);
            gint64 above = permille_above(run, run->notes->len);
            gint64 space = s > 0 ? (gint64)slug->space_steps * 1000 : 0;
            RunNote strip = {.part = part,
                             .note = number - 1,
                             .slug = s,
                             .end_permille = above + space + note_permille(slug),
                             .first = first,
                             .content = slug};
            g_array_append_val(run->notes, strip);
        }
    }
}

static const FloatingFigure *figure_of(const Galley *galley, guint number) {
    return &g_array_index(galley->figures, FloatingFigure, number - 1);
}

static void meet_figures(Run *run, guint part, const GArray *numbers, guint group) {
    const Galley *galley = run->parts[part].galley;
    RunCalls *calls = run->parts[part].calls;
    for (guint i = 0; calls != NULL && numbers != NULL && i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        if (number == 0 || number > galley->figures->len || calls->figure_is_met[number]) {
            continue;
        }
        calls->figure_is_met[number] = true;
        const FloatingFigure *figure = figure_of(galley, number);
        g_array_append_val(run->figures, figure);
        g_array_append_val(run->calls, group);
    }
}

/* Groups */

static void measure_heads(RunGroup *group) {
    const GArray *heads = group->group->repeats;
    for (guint i = 0; heads != NULL && i < heads->len; i++) {
        group->head_steps += (int32_t)g_array_index(heads, Slug, i).steps;
    }
    const GArray *slugs = group->group->slugs[1];
    while (group->head_count < slugs->len &&
           g_array_index(slugs, Slug, group->head_count).is_head) {
        group->head_count++;
    }
}

static void measure_slug(const Slug *slug, RunSlug *measured, int32_t above) {
    measured->steps = (int32_t)MAX(slug->steps, 1U);
    measured->end = above + measured->steps;
    measured->is_unwanted = slug->break_cost == BREAK_FORBIDDEN_COST;
    measured->cost = measured->is_unwanted ? 0 : MAX(slug->break_cost, 0);
    measured->ends_in_hyphen = slug->ends_in_hyphen;
}

/* The variant that is always there says what is called; others call the same on other lines. */
static void measure_variant(Run *run, RunGroup *group, unsigned which, RunSlug *measured) {
    const GArray *slugs = group->group->slugs[which];
    RunVariant *variant = &group->variants[which];
    *variant = (RunVariant){.slugs = measured,
                            .count = slugs->len,
                            .cost = which == 1 ? 0 : group->group->costs[which]};
    variant->cost = MAX(variant->cost, 0);
    int32_t end = 0;
    for (guint i = 0; i < slugs->len; i++) {
        const Slug *slug = &g_array_index(slugs, Slug, i);
        variant->space = i == 0 ? (int32_t)slug->space_steps : variant->space;
        measure_slug(slug, &measured[i], i == 0 ? 0 : end + (int32_t)slug->space_steps);
        end = measured[i].end;
        if (which == 1) {
            meet_notes(run, group->part, slug->notes);
            meet_figures(run, group->part, slug->figures, (guint)(group - run->groups));
            measured[i].notes = run->notes->len;
            measured[i].figures = run->figures->len;
        }
    }
}

static guint strips_end(const Run *run, guint note, guint from) {
    for (guint i = run->notes->len; i > from; i--) {
        if (g_array_index(run->notes, RunNote, i - 1).note == note) {
            return i;
        }
    }
    return from;
}

static guint figure_end(const Run *run, const FloatingFigure *figure, guint from) {
    for (guint i = from; i < run->figures->len; i++) {
        if (run_figure(run, i) == figure) {
            return i + 1;
        }
    }
    return from;
}

/* Those that this group's own variant has called, on the lines of another one. */
static void place_calls(const Run *run, const RunGroup *group, unsigned which, guint notes,
                        guint figures) {
    const Galley *galley = run->parts[group->part].galley;
    const GArray *slugs = group->group->slugs[which];
    guint first_notes = notes;
    guint first_figures = figures;
    for (guint i = 0; i < slugs->len; i++) {
        const Slug *slug = &g_array_index(slugs, Slug, i);
        for (guint n = 0; slug->notes != NULL && n < slug->notes->len; n++) {
            guint note = g_array_index(slug->notes, guint, n) - 1;
            notes = MAX(notes, strips_end(run, note, first_notes));
        }
        for (guint f = 0; slug->figures != NULL && f < slug->figures->len; f++) {
            guint number = g_array_index(slug->figures, guint, f);
            if (number > 0 && number <= galley->figures->len) {
                figures = MAX(figures, figure_end(run, figure_of(galley, number), first_figures));
            }
        }
        bool is_last = i + 1 == slugs->len;
        group->variants[which].slugs[i].notes = is_last ? run->notes->len : notes;
        group->variants[which].slugs[i].figures = is_last ? run->figures->len : figures;
    }
}

static bool has_variant(const SlugGroup *group, unsigned which) {
    return group->slugs[which] != NULL && group->slugs[which]->len > 0;
}

static RunSlug *measure_group(Run *run, RunGroup *group, RunSlug *measured) {
    static const unsigned order[] = {1, 0, 2};
    guint notes = run->notes->len;
    guint figures = run->figures->len;
    group->begins_column = group->group->break_before == BREAK_COLUMN;
    measure_heads(group);
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++) {
        unsigned which = order[i];
        if (has_variant(group->group, which)) {
            measure_variant(run, group, which, measured);
            measured += group->variants[which].count;
            if (which != 1) {
                place_calls(run, group, which, notes, figures);
            }
        }
    }
    return measured;
}

static int32_t least_steps(const RunGroup *group) {
    int32_t least = G_MAXINT32;
    for (unsigned v = 0; v < 3; v++) {
        const RunVariant *variant = &group->variants[v];
        if (variant->slugs != NULL) {
            least = MIN(least, variant->slugs[variant->count - 1].end);
        }
    }
    return least;
}

/* Takes a part's groups. Returns how many slugs they have in all lengths. */
static gsize take_groups(Run *run, guint part) {
    const GPtrArray *groups = run->parts[part].groups;
    gsize count = 0;
    bool is_first = true;
    for (guint g = 0; g < groups->len; g++) {
        const SlugGroup *group = groups->pdata[g];
        if (!has_variant(group, 1)) {
            continue;
        }
        RunGroup *taken = &run->groups[run->group_count];
        taken->group = group;
        taken->part = part;
        taken->begins_part = is_first && run->group_count > 0;
        taken->seams = run->group_count == 0 ? 0 : taken[-1].seams + (taken->begins_part ? 1 : 0);
        is_first = false;
        run->group_count++;
        for (unsigned v = 0; v < 3; v++) {
            count += group->slugs[v] == NULL ? 0 : group->slugs[v]->len;
        }
    }
    return count;
}

/* Parts stand apart, and are cut only where that makes the columns better. */
static void measure_part(RunGroup *group, bool ends_part) {
    for (unsigned v = 0; v < 3; v++) {
        RunVariant *variant = &group->variants[v];
        variant->space = group->begins_part ? MAX(variant->space, SEAM_STEPS) : variant->space;
        for (guint i = 0; i < variant->count; i++) {
            bool is_last = ends_part && i + 1 == variant->count;
            variant->slugs[i].cost += is_last || variant->slugs[i].is_unwanted ? 0 : CUT_COST;
        }
    }
}

static void measure_groups(Run *run, guint part_count) {
    RunSlug *measured = run->slugs;
    for (guint g = 0; g < run->group_count; g++) {
        measured = measure_group(run, &run->groups[g], measured);
    }
    for (guint g = 0; part_count > 1 && g < run->group_count; g++) {
        measure_part(&run->groups[g], g + 1 == run->group_count || run->groups[g + 1].begins_part);
    }
    run->rest = g_new0(int32_t, run->group_count + 1);
    for (guint g = run->group_count; g > 0; g--) {
        run->rest[g - 1] = run->rest[g] + least_steps(&run->groups[g - 1]);
    }
}

Run *run_new(const RunPart *parts, guint part_count) {
    Run *run = g_new0(Run, 1);
    gsize groups = 0;
    gsize slugs = 0;
    for (guint i = 0; i < part_count; i++) {
        groups += parts[i].groups->len;
    }
    run->parts = parts;
    run->groups = g_new0(RunGroup, groups + 1);
    for (guint i = 0; i < part_count; i++) {
        slugs += take_groups(run, i);
    }
    run->slugs = g_new0(RunSlug, slugs + 1);
    run->notes = g_array_new(FALSE, FALSE, sizeof(RunNote));
    run->figures = g_array_new(FALSE, FALSE, sizeof(const FloatingFigure *));
    run->calls = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < part_count; i++) {
        RunCalls *calls = parts[i].calls;
        if (calls != NULL) {
            meet_notes(run, i, calls->notes);
            meet_figures(run, i, calls->figures, 0);
            g_array_set_size(calls->notes, 0);
            g_array_set_size(calls->figures, 0);
        }
    }
    run->first_notes = run->notes->len;
    run->first_figures = run->figures->len;
    measure_groups(run, part_count);
    return run;
}

void run_free(Run *run) {
    g_free(run->groups);
    g_free(run->slugs);
    g_free(run->rest);
    g_array_unref(run->notes);
    g_array_unref(run->figures);
    g_array_unref(run->calls);
    g_free(run);
}

/* What is in it */

const Slug *run_slug(const Run *run, guint group, unsigned variant, guint slug) {
    return &g_array_index(run->groups[group].group->slugs[variant], Slug, slug);
}

gint64 run_note_permille(const Run *run, guint first, guint end) {
    return end <= first ? 0 : permille_above(run, end) - permille_above(run, first);
}

int32_t run_note_steps(const Run *run, guint first, guint end) {
    gint64 permille = run_note_permille(run, first, end);
    return (int32_t)MIN((permille + 999) / 1000, G_MAXINT32 / 2);
}

gint64 run_note_top_permille(const Run *run, guint first, guint strip) {
    const RunNote *note = &g_array_index(run->notes, RunNote, strip);
    return run_note_permille(run, first, strip + 1) - note_permille(note->content);
}

const FloatingFigure *run_figure(const Run *run, guint index) {
    return g_array_index(run->figures, const FloatingFigure *, index);
}

guint run_figures_called(const Run *run, RunPlace place) {
    if (place.slug > 0) {
        return run->groups[place.group].variants[place.variant].slugs[place.slug - 1].figures;
    }
    if (place.group == 0) {
        return run->first_figures;
    }
    const RunVariant *before = &run->groups[place.group - 1].variants[1];
    return before->slugs[before->count - 1].figures;
}

guint run_notes_called(const Run *run, RunPlace place) {
    if (place.slug > 0) {
        return run->groups[place.group].variants[place.variant].slugs[place.slug - 1].notes;
    }
    if (place.group == 0) {
        return run->first_notes;
    }
    const RunVariant *before = &run->groups[place.group - 1].variants[1];
    return before->slugs[before->count - 1].notes;
}

guint run_seams(const Run *run, RunPlace first, RunPlace end) {
    guint last = end.slug > 0 ? end.group : end.group - 1;
    bool has_any = first.group < run->group_count && last != G_MAXUINT && last > first.group;
    return has_any ? run->groups[last].seams - run->groups[first.group].seams : 0;
}
