/* What lowering sees in an article: a question, an end, a licence that is its own, a short text
 * among others, a headline that is too long. The grid is 12 points, the measure 288. */
#include "print_lower_fixture.h"

static Mpt text_left(const Fixture *fixture, guint index) {
    const DisplayList *list = fixture_slug(fixture, index)->list;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            return operation->box.x_mpt;
        }
    }
    return -1;
}

/* A paragraph that is bold from end to end asks: a theme can keep it with its answer, and neither
 * is indented. One that begins with bold words does not. */
static void test_questions(void) {
    Fixture fixture = fixture_of("en", ".question { break-after: avoid; margin-top: 12pt }",
                                 "<p>So.</p><p><strong>Why?</strong></p><p>Because.</p>"
                                 "<p>More.</p><p><b>One</b> day.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |So.\n1+1 !|Why?\n0+1 |Because.\n0+1 |More.\n0+1 |One day.\n");
    static const Mpt indents[] = {0, 0, 0, 10000, 10000};
    for (guint i = 0; i < G_N_ELEMENTS(indents); i++) {
        g_assert_cmpint(ABS(text_left(&fixture, i) - indents[i]), <, 1000); /* margins protrude */
    }
    fixture_end(&fixture);
}

static char *small_text(const DisplayList *list) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT && operation->of.text.size_mpt < 10000) {
            g_string_append_len(out, list->text->str + operation->of.text.text_start,
                                operation->of.text.text_length);
        }
    }
    return g_string_free(out, FALSE);
}

/* The first words of a text are marked where more comes behind them, and not where they are all. */
static void test_first_words(void) {
    static const char css[] = ".opening::first-line { font-size: 8pt }";
    Fixture fixture = fixture_of("en", css, "<p>The harbour opens in June, and so on.</p>");
    g_autofree char *marked = small_text(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(marked, ==, "The harbour opens in "); /* the space is drawn with it */
    fixture_end(&fixture);
    fixture = fixture_of("en", css, "<p>Dear editors,</p><p>No.</p>");
    g_autofree char *plain = small_text(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(plain, ==, "");
    fixture_end(&fixture);
}

/* The end sign stands behind a text's last words, in a list as well; behind a table there is none.
 */
static void test_end_sign(void) {
    static const struct {
        const char *markup, *want;
    } rows[] = {
        {"<p>One.</p>", "0+1 |One.\302\240#\n"},
        {"<ul><li>a</li><li>b</li></ul>", "0+1 |•a\n0+1 |•b\302\240#\n"},
        {"<ul><li>a<ul><li>b</li></ul></li></ul>", "0+1 |•a\n0+1 |•b\302\240#\n"},
        {"<ol><li><p>a</p></li></ol>", "0+1 |1.a\302\240#\n"},
        {"<blockquote><p>a</p><p>— B</p></blockquote>", "0+1 !|a\n0+1 |— B\302\240#\n"},
        {"<dl><dt>a</dt><dd>b</dd></dl>", "0+1 !|a\n0+1 |b\302\240#\n"},
        {"<p>a</p><table><tr><td>b</td></tr></table>", "0+1 200|a\n0+1 |b\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_of("en", ".endsign::after { content: \"#\" }", rows[i].markup);
        g_autofree char *got = fixture_slugs(&fixture);
        g_assert_cmpstr(got, ==, rows[i].want);
        fixture_end(&fixture);
    }
}

/* What is to stay whole does, drawn or not; what would leave a column more than half empty is cut.
 */
static void test_whole(void) {
    static const char css[] = "aside { break-inside: avoid }";
    GString *markup = g_string_new("<aside class=\"pullquote\">");
    for (unsigned i = 0; i < PAGE_STEPS / 2; i++) {
        g_string_append(markup, "<p>a</p>");
    }
    g_autofree char *half = g_strconcat(markup->str, "</aside>", NULL);
    g_autofree char *more = g_strconcat(markup->str, "<p>a</p></aside>", NULL);
    Fixture fixture = fixture_of("en", css, half);
    for (unsigned i = 0; i + 1 < PAGE_STEPS / 2; i++) {
        g_assert_cmpint(fixture_slug(&fixture, i)->break_cost, ==, BREAK_FORBIDDEN_COST);
    }
    g_assert_cmpint(fixture_slug(&fixture, PAGE_STEPS / 2 - 1)->break_cost, ==, 0);
    fixture_end(&fixture);
    fixture = fixture_of("en", css, more);
    g_assert_cmpint(fixture_slug(&fixture, 1)->break_cost, ==, 0);
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* An article's licence is told where it is not that of all the issue, as readers know it. */
static void test_licence(void) {
    static const struct {
        const char *own, *of_issue, *want;
    } rows[] = {
        {"cc-by-sa", "CC BY-SA", "0+1 |One.\n"},
        {"cc-by-sa", "CC BY-SA 4.0", "0+1 |One.\n0+1 |Licence CC BY-SA\n"},
        {"cc-by-sa", NULL, "0+1 |One.\n0+1 |Licence CC BY-SA\n"},
        {NULL, "CC BY", "0+1 |One.\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_begin("en", "", "<p>One.</p>");
        fixture.article->licence = g_strdup(rows[i].own);
        fixture.issue->settings.licence = g_strdup(rows[i].of_issue);
        fixture_lower(&fixture);
        g_autofree char *got = fixture_slugs(&fixture);
        g_assert_cmpstr(got, ==, rows[i].want);
        fixture_end(&fixture);
    }
}

/* Short texts that follow one another in a section join; what begins with a poem stands alone, and
 * so does what stands in no section. */
static void test_notices(void) {
    static const struct {
        const char *section, *first, *second;
        BreakWish want;
    } rows[] = {
        {"Letters", "<p>One.</p>", "<p>Two.</p>", BREAK_AUTO},
        {NULL, "<p>One.</p>", "<p>Two.</p>", BREAK_PAGE},
        {"Poems", "<div class=\"verse\"><p>One</p></div>", "<p>Two.</p>", BREAK_PAGE},
        {"Poems", "<p>One.</p>", "<div class=\"verse\"><p>Two</p></div>", BREAK_PAGE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture =
            fixture_begin("en",
                          "article { break-before: page } .joins { break-before: auto }"
                          ".joins headline { display: none }",
                          rows[i].second);
        Article *before = article_new("zero", "zero.md");
        before->id = g_strdup("zero");
        before->lang = g_strdup("en");
        before->title_text = g_strdup("Flood");
        before->tree = before->tree == NULL ? tree_new() : before->tree;
        fixture_fill(before->tree, tree_body(before->tree), rows[i].first);
        Section *section = fixture.issue->sections->pdata[0];
        section->name = g_strdup(rows[i].section);
        g_ptr_array_insert(section->articles, 0, before);
        g_ptr_array_insert(fixture.issue->articles, 0, before);
        fixture_lower(&fixture);
        g_assert_cmpint(fixture.galley->break_before, ==, rows[i].want);
        fixture_end(&fixture);
    }
}

/* A headline that takes more lines than the theme gives it is set smaller, though never as small as
 * the text; one that takes no more stays as it is. */
static void test_most_lines(void) {
    static const struct {
        const char *title;
        Mpt least_mpt, most_mpt;
    } rows[] = {
        {"Ebb", 20000, 20000},
        {"The harbour council votes again on sand", 14000, 19600},
        {"The harbour council votes again on sand, on silt, on the price of a berth in winter, and "
         "on whether the bell is to be rung when nobody is there to hear that it is rung",
         12500, 19600},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_begin("en", "headline { max-lines: 1 }", "<p>One.</p>");
        fixture.article->title_source = TITLE_GIVEN;
        g_free(fixture.article->title_text);
        fixture.article->title_text = g_strdup(rows[i].title);
        fixture_lower(&fixture);
        const DisplayList *list = fixture_slug(&fixture, 0)->list;
        for (guint k = 0; k < list->operations->len; k++) {
            const Operation *operation = &g_array_index(list->operations, Operation, k);
            if (operation->kind == OPERATION_TEXT) {
                g_assert_cmpint(operation->of.text.size_mpt, >=, rows[i].least_mpt);
                g_assert_cmpint(operation->of.text.size_mpt, <=, rows[i].most_mpt);
                g_assert_cmpint(operation->box.width_mpt, <=, MEASURE_MPT + 2000);
            }
        }
        g_assert_cmpuint(report_length(fixture.report), ==, 0);
        fixture_end(&fixture);
    }
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/lower-articles/questions", test_questions);
    g_test_add_func("/print/lower-articles/first-words", test_first_words);
    g_test_add_func("/print/lower-articles/end-sign", test_end_sign);
    g_test_add_func("/print/lower-articles/whole", test_whole);
    g_test_add_func("/print/lower-articles/licence", test_licence);
    g_test_add_func("/print/lower-articles/notices", test_notices);
    g_test_add_func("/print/lower-articles/most-lines", test_most_lines);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
