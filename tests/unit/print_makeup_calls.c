/* What is called from the text: notes at feet, figures at tops and feet; tables that are cut; what
 * is higher than a page. */
#include "print_makeup_fixture.h"

/* One article of one paragraph over `columns`. */
typedef struct {
    Pages pages;
    Galley *galley;
    SlugGroup *group;
} Work;

static Work work_begin(unsigned steps, unsigned columns, unsigned lines) {
    Work work = {.pages = pages_begin(steps, columns), .galley = galley_new(&article_a)};
    unsigned id = 1;
    work.group = add_paragraph(galley_add_band(work.galley, false), &id, lines);
    return work;
}

static void call_note(Work *work, guint line, unsigned note_lines) {
    number(&slug_at(work->group, line)->notes, add_note(work->galley, note_lines));
}

static void call_figure(Work *work, guint line, unsigned steps, PageFloat place, bool spans) {
    number(&slug_at(work->group, line)->figures, add_figure(work->galley, steps, place, spans));
}

static void test_note(void) {
    Work work = work_begin(10, 1, 26);
    call_note(&work, 2, 2);
    make_up(&work.pages, work.galley);
    assert_where(&work.pages, NOTE_ID, "0.0.8"); /* 7 lines, the rule, 2 lines of the note */
    assert_where(&work.pages, NOTE_ID + 1, "0.0.9");
    assert_where(&work.pages, 7, "0.0.6");
    assert_where(&work.pages, 8, "1.0.0");
    g_assert_cmpuint(work.pages.rules, ==, 1);
    pages_clear(&work.pages);
}

static void test_note_stays_with_call(void) {
    /* the 10th line calls it: the line goes over with its note */
    Work work = work_begin(10, 1, 26);
    call_note(&work, 9, 1);
    make_up(&work.pages, work.galley);
    g_assert_cmpuint(seen_of(&work.pages, NOTE_ID)->page, ==, seen_of(&work.pages, 10)->page);
    pages_clear(&work.pages);
}

static void test_note_at_last_foot(void) {
    /* at the foot of the page if nothing follows, under the text if something does */
    for (unsigned follows = 0; follows < 2; follows++) {
        Work work = work_begin(20, 1, 5);
        call_note(&work, 0, 2);
        g_autoptr(Report) report = report_new();
        Making making = making_begin(&work.pages);
        makeup_add(making.makeup, work.galley, report);
        g_autoptr(Galley) next = galley_new(&article_b);
        unsigned id = 50;
        add_paragraph(galley_add_band(next, false), &id, 5);
        if (follows == 1) {
            makeup_add(making.makeup, next, report);
        }
        size_t free_steps = 0;
        makeup_finish(making.makeup, &free_steps);
        g_assert_cmpuint(free_steps, ==, follows == 1 ? 5 : 12);
        assert_where(&work.pages, NOTE_ID, follows == 1 ? "0.0.6" : "0.0.18");
        if (follows == 1) {
            assert_where(&work.pages, 50, "0.0.10");
        }
        makeup_free(making.makeup);
        galley_free(work.galley);
        pages_clear(&work.pages);
    }
}

static void test_long_note(void) {
    /* 9 lines in columns of 8: it goes on, in order, and the call's column holds its beginning */
    Work work = work_begin(8, 1, 20);
    call_note(&work, 1, 9);
    make_up(&work.pages, work.galley);
    const Seen *call = seen_of(&work.pages, 2);
    const Seen *before = seen_of(&work.pages, NOTE_ID);
    g_assert_cmpuint(before->page, ==, call->page);
    for (unsigned i = 1; i < 9; i++) {
        const Seen *strip = seen_of(&work.pages, NOTE_ID + i);
        g_assert_true(strip->page > before->page ||
                      (strip->page == before->page && strip->step == before->step + 1));
        before = strip;
    }
    for (unsigned id = 1; id <= 20; id++) {
        seen_of(&work.pages, id);
    }
    pages_clear(&work.pages);
}

static void test_many_notes(void) {
    /* 200 notes: each in its call's column; then 200 called from one line: none is lost */
    Work work = work_begin(30, 2, 400);
    for (guint i = 0; i < 200; i++) {
        call_note(&work, 2 * i, 1);
    }
    make_up(&work.pages, work.galley);
    for (guint i = 0; i < 200; i++) {
        const Seen *call = seen_of(&work.pages, 2 * i + 1);
        const Seen *note = seen_of(&work.pages, NOTE_ID + i * 10);
        g_assert_cmpuint(note->page, ==, call->page);
        g_assert_cmpuint(note->column, ==, call->column);
    }
    pages_clear(&work.pages);
    work = work_begin(30, 2, 10);
    for (guint i = 0; i < 200; i++) {
        call_note(&work, 4, 1);
    }
    make_up(&work.pages, work.galley);
    for (guint i = 0; i < 200; i++) {
        seen_of(&work.pages, NOTE_ID + i * 10);
    }
    pages_clear(&work.pages);
}

static void test_figure(void) {
    static const struct {
        PageFloat place;
        const char *at, *line;
    } cases[] = {
        /* called on the second page: above its text, or below */
        {FLOAT_TOP, "1.0.0", "1.0.3"},
        {FLOAT_NEAR, "1.0.0", "1.0.3"},
        {FLOAT_BOTTOM, "1.0.7", "1.0.0"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Work work = work_begin(10, 1, 45);
        call_figure(&work, 12, 3, cases[i].place, false);
        make_up(&work.pages, work.galley);
        assert_where(&work.pages, FIGURE_ID, cases[i].at);
        assert_where(&work.pages, 11, cases[i].line);
        pages_clear(&work.pages);
    }
}

/* Notes of lines that are less high than a step stand close: four of three quarters of one take
 * three, under the rule's, and end at the foot. */
static void test_close_notes(void) {
    Work work = work_begin(10, 1, 6);
    for (guint i = 0; i < 4; i++) {
        call_note(&work, 0, 1);
        GArray *slugs = g_array_index(work.galley->notes, FootNote, i).slugs;
        g_array_index(slugs, Slug, 0).short_permille = 250;
    }
    g_assert_cmpuint(make_up(&work.pages, work.galley), ==, 1);
    assert_where(&work.pages, 6, "0.0.5");
    assert_where(&work.pages, NOTE_ID, "0.0.7");      /* 7.00 */
    assert_where(&work.pages, NOTE_ID + 10, "0.0.7"); /* 7.75 */
    assert_where(&work.pages, NOTE_ID + 20, "0.0.8"); /* 8.50 */
    assert_where(&work.pages, NOTE_ID + 30, "0.0.9"); /* 9.25 */
    pages_clear(&work.pages);
}

/* No figure near its call stands above the head of its article, but under the text; one that is
 * asked to the top does. */
static void test_figure_under_head(void) {
    static const struct {
        PageFloat place;
        bool has_head;
        const char *at, *line;
    } cases[] = {
        {FLOAT_NEAR, false, "0.0.0", "0.0.3"},
        {FLOAT_NEAR, true, "0.0.6", "0.0.0"},
        {FLOAT_TOP, true, "0.0.0", "0.0.3"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Work work = work_begin(10, 1, 6);
        work.group->begins_with_head = cases[i].has_head;
        call_figure(&work, 2, 3, cases[i].place, false);
        make_up(&work.pages, work.galley);
        assert_where(&work.pages, FIGURE_ID, cases[i].at);
        assert_where(&work.pages, 1, cases[i].line);
        pages_clear(&work.pages);
    }
}

static void test_figures_with_text(void) {
    /* two figures of 5 leave two lines of a page of 12: rather the second waits for the next page
     */
    Work work = work_begin(12, 1, 50);
    call_figure(&work, 12, 5, FLOAT_TOP, false);
    call_figure(&work, 12, 5, FLOAT_TOP, false);
    make_up(&work.pages, work.galley);
    assert_where(&work.pages, FIGURE_ID, "1.0.0");
    assert_where(&work.pages, 13, "1.0.5");
    assert_where(&work.pages, FIGURE_ID + 1, "2.0.0");
    pages_clear(&work.pages);
}

static void test_figure_over_columns(void) {
    /* called on the second page: at its top over both columns; both begin under it */
    Work work = work_begin(10, 2, 60);
    call_figure(&work, 30, 4, FLOAT_NEAR, true);
    make_up(&work.pages, work.galley);
    assert_where(&work.pages, FIGURE_ID, "1.0.0");
    assert_where(&work.pages, 21, "1.0.4");
    assert_where(&work.pages, 27, "1.1.4");
    pages_clear(&work.pages);
}

static void test_figures_queue(void) {
    /* twelve of 6 steps called from three lines: in order, on pages of the article, none lost */
    for (unsigned columns = 1; columns <= 3; columns++) {
        Work work = work_begin(10, columns, 8);
        for (guint i = 0; i < 12; i++) {
            call_figure(&work, 5 + i / 4, 6, i % 3 == 0 ? FLOAT_BOTTOM : FLOAT_TOP, i % 5 == 0);
        }
        make_up(&work.pages, work.galley);
        const Seen *before = seen_of(&work.pages, FIGURE_ID);
        for (guint i = 1; i < 12; i++) {
            const Seen *figure = seen_of(&work.pages, FIGURE_ID + i);
            g_assert_cmpint(figure->step + (int)figure->steps, <=, 10);
            g_assert_true(figure->page > before->page ||
                          (figure->page == before->page && figure->column >= before->column));
            before = figure;
        }
        pages_clear(&work.pages);
    }
}

static void test_call_from_head(void) {
    /* what a head over all columns calls stands in the columns under it; without any, below it */
    for (unsigned has_text = 0; has_text < 2; has_text++) {
        Pages pages = pages_begin(20, 2);
        Galley *galley = galley_new(&article_a);
        SlugGroup *head = band_add_group(galley_add_band(galley, true));
        add_slug(head->slugs[1], 100, 3);
        number(&slug_at(head, 0)->notes, add_note(galley, 2));
        number(&slug_at(head, 0)->figures, add_figure(galley, 4, FLOAT_NEAR, true));
        unsigned id = 1;
        if (has_text == 1) {
            add_paragraph(galley_add_band(galley, false), &id, 12);
        }
        g_assert_cmpuint(make_up(&pages, galley), ==, 1);
        assert_where(&pages, FIGURE_ID, "0.0.3");
        g_assert_cmpuint(seen_of(&pages, NOTE_ID)->page, ==, 0);
        pages_clear(&pages);
    }
}

static void test_table(void) {
    /* a head and 24 rows over pages of 10: the head again at the top of the others */
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    SlugGroup *table = band_add_group(galley_add_band(galley, false));
    Slug *head = add_slug(table->slugs[1], 1, 2);
    head->is_head = true;
    head->break_cost = BREAK_FORBIDDEN_COST;
    for (unsigned row = 0; row < 24; row++) {
        add_slug(table->slugs[1], 10 + row, 1);
    }
    table->repeats = slugs_new();
    Slug again = {.steps = 2, .is_head = true, .list = fixture_list(500, 2)};
    g_array_append_val(table->repeats, again);
    g_assert_cmpuint(make_up(&pages, galley), ==, 3);
    assert_where(&pages, 10, "0.0.2");
    assert_where(&pages, 18, "1.0.2");
    assert_where(&pages, 26, "2.0.2");
    unsigned heads = 0;
    for (guint i = 0; i < pages.seen->len; i++) {
        heads += g_array_index(pages.seen, Seen, i).id == 500;
    }
    g_assert_cmpuint(heads, ==, 2);
    g_assert_cmpstr(pages.breaks->str, ==, "0:a+1 1:a+18 2:a+26 "); /* at rows, not at the heads */
    pages_clear(&pages);
}

static void test_too_high(void) {
    /* a slug, a figure and a note's strip that no page holds: each stands somewhere, each is said
     */
    for (unsigned columns = 1; columns <= 2; columns++) {
        Work work = work_begin(10, columns, 30);
        slug_at(work.group, 12)->steps = 15;
        call_figure(&work, 20, 14, FLOAT_TOP, false);
        number(&slug_at(work.group, 25)->notes, add_note(work.galley, 1));
        FootNote *note = &g_array_index(work.galley->notes, FootNote, 0);
        g_array_index(note->slugs, Slug, 0).steps = 11;
        g_autoptr(Report) report = report_new();
        Making making = making_begin(&work.pages);
        makeup_add(making.makeup, work.galley, report);
        size_t free_steps = 0;
        makeup_finish(making.makeup, &free_steps);
        makeup_free(making.makeup);
        galley_free(work.galley);
        g_assert_true(report_has(report, DIAGNOSTIC_PIECE_TOO_HIGH));
        g_assert_cmpuint(report_length(report), ==, 3);
        for (unsigned id = 1; id <= 30; id++) {
            seen_of(&work.pages, id);
        }
        seen_of(&work.pages, FIGURE_ID);
        seen_of(&work.pages, NOTE_ID);
        pages_clear(&work.pages);
    }
}

static void test_wrong_numbers(void) {
    /* calls of what is not there, and of the same thing twice */
    Work work = work_begin(10, 1, 20);
    call_note(&work, 3, 1);
    number(&slug_at(work.group, 5)->notes, 1);
    number(&slug_at(work.group, 5)->notes, 0);
    number(&slug_at(work.group, 5)->notes, 77);
    number(&slug_at(work.group, 5)->figures, 77);
    make_up(&work.pages, work.galley);
    seen_of(&work.pages, NOTE_ID);
    pages_clear(&work.pages);
}

int main(int argument_count, char **arguments) {
    g_test_init(&argument_count, &arguments, NULL);
    g_test_add_func("/makeup/note", test_note);
    g_test_add_func("/makeup/note-stays-with-call", test_note_stays_with_call);
    g_test_add_func("/makeup/note-at-last-foot", test_note_at_last_foot);
    g_test_add_func("/makeup/long-note", test_long_note);
    g_test_add_func("/makeup/many-notes", test_many_notes);
    g_test_add_func("/makeup/figure", test_figure);
    g_test_add_func("/makeup/close-notes", test_close_notes);
    g_test_add_func("/makeup/figure-under-head", test_figure_under_head);
    g_test_add_func("/makeup/figures-with-text", test_figures_with_text);
    g_test_add_func("/makeup/figure-over-columns", test_figure_over_columns);
    g_test_add_func("/makeup/figures-queue", test_figures_queue);
    g_test_add_func("/makeup/call-from-head", test_call_from_head);
    g_test_add_func("/makeup/table", test_table);
    g_test_add_func("/makeup/too-high", test_too_high);
    g_test_add_func("/makeup/wrong-numbers", test_wrong_numbers);
    return g_test_run();
}
