/* Briefs that follow one another down the columns as one block, and gaps that take what a column
 * or a page is short. */
#include "print_makeup_fixture.h"

static const Article article_from_right = {.id = (char *)"r", .is_rtl = true};

/* A head of some steps, numbered `*id`, and a paragraph under it. */
static Galley *brief_new(const Article *article, unsigned *id, unsigned head, unsigned lines) {
    Galley *galley = galley_new(article);
    Band *band = galley_add_band(galley, false);
    galley->is_brief = true;
    add_heading(band, (*id)++, head);
    add_paragraph(band, id, lines);
    return galley;
}

static const Rule thin = {.width_mpt = 250, .ink = {.kind = INK_GREY, .parts = {1000}}};

/* Makes up briefs of those many lines under heads of two, named a, b, c, a, ... from number 1 on.
 */
static void make_up_briefs(Pages *pages, const unsigned *lines, guint count,
                           ArticleExtent *extents) {
    static const Article *const articles[] = {&article_a, &article_b, &article_c};
    g_autoptr(GPtrArray) galleys = g_ptr_array_new_with_free_func((GDestroyNotify)galley_free);
    g_autoptr(Report) report = report_new();
    Making making = making_begin(pages);
    unsigned id = 1;
    size_t free_steps = 0;
    for (guint i = 0; i < count; i++) {
        g_ptr_array_add(galleys, brief_new(articles[i % 3], &id, 2, lines[i]));
        g_assert_true(i == 0 ||
                      makeup_joins(making.makeup, galleys->pdata[i - 1], galleys->pdata[i]));
    }
    makeup_add_together(making.makeup, galleys, extents, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
}

static void test_follow_one_another(void) {
    /* 8 + gap 2 + 6 in each of two columns, none cut; a rule in each gap and one between them */
    static const unsigned lines[] = {6, 4, 6, 4};
    ArticleExtent extents[4];
    Pages pages = pages_begin(20, 2);
    pages.style.column_rule = thin;
    make_up_briefs(&pages, lines, 4, extents);
    assert_where(&pages, 1, "0.0.0");
    assert_where(&pages, 8, "0.0.10");
    assert_where(&pages, 13, "0.1.0");
    assert_where(&pages, 20, "0.1.10");
    g_assert_cmpuint(pages.rules, ==, 3);
    g_assert_cmpstr(pages.pages->str, ==, "a");
    g_assert_cmpstr(pages.breaks->str, ==, "0:a+1 ");
    g_assert_true(extents[1].article == &article_b);
    g_assert_cmpuint(extents[0].steps, ==, 8);
    g_assert_cmpuint(extents[1].steps, ==, 6);
    g_assert_cmpuint(extents[3].last_page, ==, 0);
    pages_clear(&pages);
}

static void test_not_cut(void) {
    /* 8 and 6 stand beside each other, though 7 and 7 would be level */
    static const unsigned lines[] = {6, 4};
    ArticleExtent extents[2];
    Pages pages = pages_begin(20, 2);
    make_up_briefs(&pages, lines, 2, extents);
    assert_where(&pages, 8, "0.1.0");
    pages_clear(&pages);
}

static void test_cut(void) {
    /* 22 and 6: uncut the second column would be 16 steps short */
    static const unsigned lines[] = {20, 4};
    ArticleExtent extents[2];
    Pages pages = pages_begin(30, 2);
    make_up_briefs(&pages, lines, 2, extents);
    /* 15 and 7 + gap 2 + 6 */
    assert_where(&pages, 15, "0.1.0");
    assert_where(&pages, 22, "0.1.9");
    pages_clear(&pages);
}

static void test_gap_shares(void) {
    /* 8 + 2 + 6 beside 6 + 2 + 6: the second gap is 4 steps, so that both end on step 16 */
    static const unsigned lines[] = {6, 4, 4, 4};
    ArticleExtent extents[4];
    Pages pages = pages_begin(20, 2);
    make_up_briefs(&pages, lines, 4, extents);
    assert_where(&pages, 13, "0.1.0");
    assert_where(&pages, 18, "0.1.10");
    assert_where(&pages, 22, "0.1.15");
    pages_clear(&pages);
}

static void test_over_pages(void) {
    /* three of 10 steps in columns of 10: the third has the next page's, cut into 5 and 5 */
    static const unsigned lines[] = {8, 8, 8};
    ArticleExtent extents[3];
    Pages pages = pages_begin(10, 2);
    make_up_briefs(&pages, lines, 3, extents);
    assert_where(&pages, 10, "0.1.0");
    assert_where(&pages, 19, "1.0.0");
    g_assert_cmpuint(extents[1].last_page, ==, 0);
    g_assert_cmpuint(extents[2].first_page, ==, 1);
    g_assert_cmpstr(pages.breaks->str, ==, "0:a+1 1:c+19 ");
    g_assert_cmpstr(pages.pages->str, ==, "ac");
    pages_clear(&pages);
}

static void test_notes_of_each(void) {
    /* each brief has a note of its own, the galley's first: both stand at their columns' feet */
    Pages pages = pages_begin(20, 2);
    g_autoptr(GPtrArray) galleys = g_ptr_array_new_with_free_func((GDestroyNotify)galley_free);
    g_autoptr(Report) report = report_new();
    ArticleExtent extents[2];
    unsigned id = 1;
    for (guint i = 0; i < 2; i++) {
        Galley *galley = brief_new(i == 0 ? &article_a : &article_b, &id, 2, 6);
        FootNote note = {.slugs = slugs_new()};
        add_slug(note.slugs, NOTE_ID + i, 1);
        g_array_append_val(galley->notes, note);
        Band *band = galley->bands->pdata[0];
        number(&slug_at(band->groups->pdata[1], 2)->notes, 1);
        g_ptr_array_add(galleys, galley);
    }
    Making making = making_begin(&pages);
    size_t free_steps = 0;
    makeup_add_together(making.makeup, galleys, extents, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    assert_where(&pages, NOTE_ID, "0.0.9"); /* 8, the rule, the note */
    assert_where(&pages, NOTE_ID + 1, "0.1.9");
    g_assert_cmpuint(extents[1].steps, ==, 10);
    pages_clear(&pages);
}

static void test_joins(void) {
    Pages pages = pages_begin(20, 2);
    Making making = making_begin(&pages);
    unsigned id = 1;
    g_autoptr(Galley) brief = brief_new(&article_a, &id, 2, 4);
    g_autoptr(Galley) other = brief_new(&article_b, &id, 2, 4);
    g_assert_true(makeup_joins(making.makeup, brief, other));
    other->break_before = BREAK_PAGE;
    g_assert_false(makeup_joins(making.makeup, brief, other));
    g_assert_true(makeup_joins(making.makeup, other, brief)); /* it may begin a page of briefs */
    g_autoptr(Galley) longer = brief_new(&article_b, &id, 2, 4);
    longer->is_brief = false;
    g_assert_false(makeup_joins(making.makeup, brief, longer));
    g_autoptr(Galley) pictured = brief_new(&article_b, &id, 2, 4);
    add_figure(pictured, 4, FLOAT_TOP, false);
    g_assert_false(makeup_joins(making.makeup, brief, pictured)); /* it would leave its article */
    g_autoptr(Galley) headed = brief_new(&article_b, &id, 2, 4);
    add_heading(galley_add_band(headed, true), id++, 2);
    g_assert_false(makeup_joins(making.makeup, brief, headed));
    g_autoptr(Galley) turned = brief_new(&article_from_right, &id, 2, 4);
    g_assert_false(makeup_joins(making.makeup, brief, turned));
    makeup_free(making.makeup);
    pages.columns = 1;
    making = making_begin(&pages);
    other->break_before = BREAK_AUTO;
    g_assert_false(makeup_joins(making.makeup, brief, other));
    makeup_free(making.makeup);
    pages_clear(&pages);
}

/* Gaps of the page */

static Galley *article_new_of(const Article *article, unsigned *id, unsigned head, unsigned lines) {
    Galley *galley = galley_new(article);
    if (head > 0) {
        SlugGroup *group = band_add_group(galley_add_band(galley, true));
        add_slug(group->slugs[1], (*id)++, head)->break_cost = BREAK_FORBIDDEN_COST;
    }
    add_paragraph(galley_add_band(galley, false), id, lines);
    return galley;
}

static void test_page_shares(void) {
    /* 4 + gap 2 + 4 of 20 steps, and no room for a head of 9 and text: the gap takes 3 steps more,
     * not all ten; on the last page none */
    Pages pages = pages_begin(20, 2);
    pages.style.column_rule = thin;
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    size_t free_steps = 0;
    g_autoptr(Galley) first = article_new_of(&article_a, &id, 0, 8);
    g_autoptr(Galley) second = article_new_of(&article_b, &id, 0, 8);
    g_autoptr(Galley) third = article_new_of(&article_c, &id, 9, 8);
    g_autoptr(Galley) fourth = article_new_of(&article_a, &id, 0, 4);
    makeup_add(making.makeup, first, report);
    makeup_add(making.makeup, second, report);
    makeup_add(making.makeup, third, report);
    makeup_add(making.makeup, fourth, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    assert_where(&pages, 5, "0.1.0");
    assert_where(&pages, 9, "0.0.9");
    assert_where(&pages, 17, "1.0.0");
    assert_where(&pages, 18, "1.0.9");
    assert_where(&pages, 26, "1.0.15");
    g_assert_cmpuint(pages.rules, ==, 6); /* one between the columns of each, one in each gap */
    g_assert_cmpuint(free_steps, ==, 6);
    pages_clear(&pages);
}

static void test_no_rule_over_nothing(void) {
    /* room for four lines, but not for the piece after them: the page is passed over */
    Pages pages = pages_begin(30, 3);
    pages.style.column_rule = thin;
    g_autoptr(Report) report = report_new();
    Making making = making_begin(&pages);
    unsigned id = 1;
    size_t free_steps = 0;
    g_autoptr(Galley) first = article_new_of(&article_a, &id, 0, 54);
    g_autoptr(Galley) second = galley_new(&article_b);
    Band *band = galley_add_band(second, false);
    add_paragraph(band, &id, 4);
    add_heading(band, 101, 20);
    add_paragraph(band, &id, 2);
    makeup_add(making.makeup, first, report);
    makeup_add(making.makeup, second, report);
    makeup_finish(making.makeup, &free_steps);
    makeup_free(making.makeup);
    assert_where(&pages, 55, "1.0.0");
    assert_where(&pages, 101, "1.1.0");
    g_assert_cmpuint(pages.rules, ==, 3); /* between columns only: two and one */
    pages_clear(&pages);
}

int main(int argument_count, char **arguments) {
    g_test_init(&argument_count, &arguments, NULL);
    g_test_add_func("/makeup/briefs/follow-one-another", test_follow_one_another);
    g_test_add_func("/makeup/briefs/not-cut", test_not_cut);
    g_test_add_func("/makeup/briefs/cut", test_cut);
    g_test_add_func("/makeup/briefs/gap-shares", test_gap_shares);
    g_test_add_func("/makeup/briefs/over-pages", test_over_pages);
    g_test_add_func("/makeup/briefs/notes-of-each", test_notes_of_each);
    g_test_add_func("/makeup/briefs/joins", test_joins);
    g_test_add_func("/makeup/briefs/page-shares", test_page_shares);
    g_test_add_func("/makeup/briefs/no-rule-over-nothing", test_no_rule_over_nothing);
    return g_test_run();
}
