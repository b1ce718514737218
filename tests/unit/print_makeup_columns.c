/* Columns and pages: what may not stand at a foot or at a head, spreads, balanced columns, bands.
 */
#include "print_makeup_fixture.h"

static void test_orphan(void) {
    /* 10 lines, 9 + a paragraph: its first line alone does not stay at the foot */
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_paragraph(band, &id, 9);
    add_paragraph(band, &id, 6);
    g_assert_cmpuint(make_up(&pages, galley), ==, 2);
    assert_where(&pages, 9, "0.0.8");
    assert_where(&pages, 10, "1.0.0");
    pages_clear(&pages);
}

static void test_widow(void) {
    /* 6 + 5: the last line alone does not go over; two do */
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_paragraph(band, &id, 6);
    add_paragraph(band, &id, 5);
    add_paragraph(band, &id, 6);
    make_up(&pages, galley);
    assert_where(&pages, 9, "0.0.8");
    assert_where(&pages, 10, "1.0.0");
    pages_clear(&pages);
}

static void test_variant_rescues_widow(void) {
    /* as above, but the first paragraph can be a line shorter, at less than a short page costs */
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_variant(add_paragraph(band, &id, 6), 0, 5, 60);
    add_paragraph(band, &id, 5);
    add_paragraph(band, &id, 6);
    make_up(&pages, galley);
    assert_where(&pages, 7, "0.0.5");
    assert_where(&pages, 11, "0.0.9");
    assert_where(&pages, 12, "1.0.0");
    g_assert_cmpuint(pages.seen->len, ==, 16);
    pages_clear(&pages);
}

static void test_last_page_loosened(void) {
    /* 6 + 6 leave two lines to the last page. Four stand on it if the first page is a line short
     * (150) and its first paragraph a line longer (70): that and 2 x 2 lines too few (400) is less
     * than any other way, as a full page with three lines left (70 and 900) */
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_variant(add_paragraph(band, &id, 6), 2, 7, 70);
    add_paragraph(band, &id, 6);
    g_assert_cmpuint(make_up(&pages, galley), ==, 2);
    assert_where(&pages, 8, "0.0.8");
    assert_where(&pages, 9, "1.0.0");
    assert_where(&pages, 12, "1.0.3");
    pages_clear(&pages);
}

static void test_heading_at_foot(void) {
    /* 8 + heading of 2 with a space above: it goes over, and the space falls away */
    Pages pages = pages_begin(11, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_paragraph(band, &id, 8);
    slug_at(add_heading(band, 100, 2), 0)->space_steps = 1;
    add_paragraph(band, &id, 6);
    make_up(&pages, galley);
    assert_where(&pages, 8, "0.0.7");
    assert_where(&pages, 100, "1.0.0");
    assert_where(&pages, 9, "1.0.2");
    pages_clear(&pages);
}

static void test_hyphen(void) {
    /* a page of one column ends before the line with the hyphen, a column inside a page after it */
    for (unsigned columns = 1; columns <= 2; columns++) {
        Pages pages = pages_begin(10, columns);
        Galley *galley = galley_new(&article_a);
        Band *band = galley_add_band(galley, false);
        unsigned id = 1;
        SlugGroup *group = add_paragraph(band, &id, 80);
        slug_at(group, 9)->ends_in_hyphen = true;
        make_up(&pages, galley);
        assert_where(&pages, 10, columns == 1 ? "1.0.0" : "0.0.9");
        pages_clear(&pages);
    }
}

static void test_spread(void) {
    /* The left page has to be a line short (an orphan); the right one could be full, but ends on
     * the same line. */
    Pages pages = pages_begin(10, 1);
    pages.first_is_left = true;
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_paragraph(band, &id, 9);
    add_paragraph(band, &id, 45);
    make_up(&pages, galley);
    assert_where(&pages, 10, "1.0.0");
    assert_where(&pages, 18, "1.0.8");
    assert_where(&pages, 19, "2.0.0");
    assert_where(&pages, 28, "2.0.9"); /* the next spread is full */
    pages_clear(&pages);
}

/* Heights of the columns on one page, by the lowest step. */
static void heights(const Pages *pages, size_t page, int *found) {
    for (unsigned column = 0; column < pages->columns; column++) {
        found[column] = 0;
    }
    for (guint i = 0; i < pages->seen->len; i++) {
        const Seen *seen = &g_array_index(pages->seen, Seen, i);
        if (seen->page == page) {
            found[seen->column] = MAX(found[seen->column], seen->step + (int)seen->steps);
        }
    }
}

static void test_balance(void) {
    static const struct {
        unsigned columns, lines;
        int heights[4];
    } cases[] =
        {
            {2, 10, {5, 5}},    {2, 11, {6, 5}},       {3, 12, {4, 4, 4}},
            {3, 13, {5, 4, 4}}, {4, 22, {6, 6, 5, 5}}, {4, 40, {10, 10, 10, 10}},
            {3, 4, {2, 2, 0}}, /* a line alone is worse than an empty column */
        };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Pages pages = pages_begin(10, cases[i].columns);
        Galley *galley = galley_new(&article_a);
        Band *band = galley_add_band(galley, false);
        unsigned id = 1;
        add_paragraph(band, &id, cases[i].lines);
        g_assert_cmpuint(make_up(&pages, galley), ==, 1);
        int found[4];
        heights(&pages, 0, found);
        for (unsigned column = 0; column < cases[i].columns; column++) {
            g_assert_cmpint(found[column], ==, cases[i].heights[column]);
        }
        pages_clear(&pages);
    }
}

static void test_band_in_the_middle(void) {
    Pages pages = pages_begin(20, 2);
    pages.style.column_rule = (Rule){.width_mpt = 250, .ink = {.kind = INK_GREY, .parts = {1000}}};
    Galley *galley = galley_new(&article_a);
    unsigned id = 1;
    add_paragraph(galley_add_band(galley, false), &id, 8);
    SlugGroup *group = band_add_group(galley_add_band(galley, true));
    add_slug(group->slugs[1], 100, 3);
    add_paragraph(galley_add_band(galley, false), &id, 8);
    g_assert_cmpuint(make_up(&pages, galley), ==, 1);
    assert_where(&pages, 5, "0.1.0");
    assert_where(&pages, 100, "0.0.4");
    assert_where(&pages, 9, "0.0.7");
    assert_where(&pages, 16, "0.1.10");
    g_assert_cmpuint(pages.rules, ==, 2); /* one between the columns of each band */
    pages_clear(&pages);
}

static void test_head_keeps_text(void) {
    /* a head over all columns does not stay alone at the foot */
    Pages pages = pages_begin(20, 2);
    Galley *galley = galley_new(&article_a);
    unsigned id = 1;
    add_paragraph(galley_add_band(galley, false), &id, 26); /* 13 steps */
    SlugGroup *group = band_add_group(galley_add_band(galley, true));
    add_slug(group->slugs[1], 100, 5)->break_cost = BREAK_FORBIDDEN_COST;
    add_paragraph(galley_add_band(galley, false), &id, 20);
    g_assert_cmpuint(make_up(&pages, galley), ==, 2);
    assert_where(&pages, 100, "1.0.0");
    assert_where(&pages, 27, "1.0.5");
    pages_clear(&pages);
}

static void test_head_keeps_picture(void) {
    /* there is room for the head and four lines, but the text begins with what cannot be cut */
    Pages pages = pages_begin(20, 2);
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    g_autoptr(Galley) first = galley_new(&article_a);
    add_paragraph(galley_add_band(first, false), &id, 16);
    g_autoptr(Galley) second = galley_new(&article_b);
    SlugGroup *head = band_add_group(galley_add_band(second, true));
    add_slug(head->slugs[1], 100, 3);
    Band *band = galley_add_band(second, false);
    add_heading(band, 101, 8);
    add_paragraph(band, &id, 30);
    size_t free_steps = 0;
    makeup_add(making.makeup, first, report);
    makeup_add(making.makeup, second, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    assert_where(&pages, 100, "1.0.0");
    assert_where(&pages, 101, "1.0.3");
    pages_clear(&pages);
}

static void test_page_passed_over(void) {
    /* four lines and then a piece for which there is no room: nothing stands in a column alone */
    Pages pages = pages_begin(30, 3);
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    g_autoptr(Galley) first = galley_new(&article_a);
    add_paragraph(galley_add_band(first, false), &id, 54);
    g_autoptr(Galley) second = galley_new(&article_b);
    Band *band = galley_add_band(second, false);
    add_paragraph(band, &id, 4);
    add_heading(band, 101, 20);
    add_paragraph(band, &id, 2);
    size_t free_steps = 0;
    makeup_add(making.makeup, first, report);
    ArticleExtent extent = makeup_add(making.makeup, second, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    g_assert_cmpuint(extent.first_page, ==, 1);
    assert_where(&pages, 55, "1.0.0");
    pages_clear(&pages);
}

/* In a paper that is read from the left too: columns run as their article does. */
static void test_rtl(void) {
    static const Article article = {.id = (char *)"r", .is_rtl = true};
    Pages pages = pages_begin(10, 2);
    pages.is_rtl = true;
    Galley *galley = galley_new(&article);
    unsigned id = 1;
    add_paragraph(galley_add_band(galley, false), &id, 8);
    make_up(&pages, galley);
    assert_where(&pages, 1, "0.0.0"); /* the fixture counts columns from the right */
    assert_where(&pages, 5, "0.1.0");
    pages_clear(&pages);
}

static void test_column_break(void) {
    Pages pages = pages_begin(10, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned id = 1;
    add_paragraph(band, &id, 3);
    add_paragraph(band, &id, 3)->break_before = BREAK_COLUMN;
    add_paragraph(band, &id, 3)->break_before = BREAK_RIGHT;
    g_assert_cmpuint(make_up(&pages, galley), ==, 3);
    assert_where(&pages, 4, "1.0.0");
    assert_where(&pages, 7, "2.0.0");
    pages_clear(&pages);
}

static void test_nothing_and_one_line(void) {
    Pages pages = pages_begin(10, 2);
    g_assert_cmpuint(make_up(&pages, galley_new(&article_a)), ==, 0);
    Galley *galley = galley_new(&article_a);
    band_add_group(galley_add_band(galley, false)); /* an empty group */
    g_assert_cmpuint(make_up(&pages, galley), ==, 0);
    galley = galley_new(&article_a);
    unsigned id = 1;
    add_paragraph(galley_add_band(galley, false), &id, 1);
    g_assert_cmpuint(make_up(&pages, galley), ==, 1);
    assert_where(&pages, 1, "0.0.0");
    pages_clear(&pages);
}

static Galley *simple(const Article *article, unsigned *id, unsigned lines) {
    Galley *galley = galley_new(article);
    add_paragraph(galley_add_band(galley, false), id, lines);
    return galley;
}

static void test_articles(void) {
    Pages pages = pages_begin(20, 1);
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    g_autoptr(Galley) first = simple(&article_a, &id, 8);
    g_autoptr(Galley) second = simple(&article_b, &id, 15);
    g_autoptr(Galley) third = simple(&article_c, &id, 4);
    third->break_before = BREAK_RIGHT;
    ArticleExtent extent = makeup_add(making.makeup, first, report);
    g_assert_cmpuint(extent.steps, ==, 8);
    extent = makeup_add(making.makeup, second, report);
    g_assert_cmpuint(extent.first_page, ==, 0);
    g_assert_cmpuint(extent.last_page, ==, 1);
    g_assert_cmpuint(extent.steps, ==, 15);
    extent = makeup_add(making.makeup, third, report);
    g_assert_cmpuint(extent.first_page, ==, 2);
    size_t free_steps = 0;
    g_assert_cmpuint(makeup_finish(making.makeup, &free_steps), ==, 3);
    g_assert_cmpuint(free_steps, ==, 16);
    makeup_free(making.makeup);
    assert_where(&pages, 9, "0.0.10");
    assert_where(&pages, 19, "1.0.0");
    g_assert_cmpstr(pages.pages->str, ==, "abc");
    /* the second begins inside the first's page, which is not its own */
    g_assert_cmpstr(pages.breaks->str, ==, "0:a+1 1:b+19 2:c+24 ");
    pages_clear(&pages);
}

static void test_blank(void) {
    Pages pages = pages_begin(20, 1);
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    size_t free_steps = 0;
    g_autoptr(Galley) first = simple(&article_a, &id, 8);
    g_autoptr(Galley) second = simple(&article_b, &id, 8);
    second->break_before = BREAK_RIGHT;
    makeup_add(making.makeup, first, report);
    makeup_add(making.makeup, second, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    g_assert_cmpstr(pages.pages->str, ==, "a-b");
    g_assert_cmpstr(pages.breaks->str, ==, "0:a+1 2:b+9 "); /* an empty page has no label */
    pages_clear(&pages);
}

static void test_linear(void) {
    /* 4,000 pages: every line once, every page but the last full or one short */
    Pages pages = pages_begin(40, 1);
    Galley *galley = galley_new(&article_a);
    Band *band = galley_add_band(galley, false);
    unsigned lines = 0;
    for (unsigned i = 0; lines < 160000; i++) {
        unsigned id = 1;
        unsigned length = 2 + (i * 7919) % 11;
        SlugGroup *group = add_paragraph(band, &id, length);
        if (length > 5) {
            add_variant(group, 0, length - 1, 90);
            add_variant(group, 2, length + 1, 70);
        }
        lines += length;
    }
    gint64 begun = g_get_monotonic_time();
    size_t count = make_up(&pages, galley);
    g_test_message("%zu pages in %" G_GINT64_FORMAT " us", count, g_get_monotonic_time() - begun);
    g_assert_cmpuint(count, >=, 3950);
    g_assert_cmpuint(count, <=, 4060);
    pages_clear(&pages);
}

int main(int argument_count, char **arguments) {
    g_test_init(&argument_count, &arguments, NULL);
    g_test_add_func("/makeup/orphan", test_orphan);
    g_test_add_func("/makeup/widow", test_widow);
    g_test_add_func("/makeup/variant-rescues-widow", test_variant_rescues_widow);
    g_test_add_func("/makeup/last-page-loosened", test_last_page_loosened);
    g_test_add_func("/makeup/heading-at-foot", test_heading_at_foot);
    g_test_add_func("/makeup/hyphen", test_hyphen);
    g_test_add_func("/makeup/spread", test_spread);
    g_test_add_func("/makeup/balance", test_balance);
    g_test_add_func("/makeup/band-in-the-middle", test_band_in_the_middle);
    g_test_add_func("/makeup/head-keeps-text", test_head_keeps_text);
    g_test_add_func("/makeup/head-keeps-picture", test_head_keeps_picture);
    g_test_add_func("/makeup/page-passed-over", test_page_passed_over);
    g_test_add_func("/makeup/rtl", test_rtl);
    g_test_add_func("/makeup/column-break", test_column_break);
    g_test_add_func("/makeup/nothing-and-one-line", test_nothing_and_one_line);
    g_test_add_func("/makeup/articles", test_articles);
    g_test_add_func("/makeup/blank", test_blank);
    g_test_add_func("/makeup/linear", test_linear);
    return g_test_run();
}
