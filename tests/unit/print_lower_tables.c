/* Tables lowered: how wide columns are, where rows may be parted, what is repeated, and tables that
 * are too wide, too high, or wrong. */
#include "print_lower_fixture.h"

static const char table_css[] = "td, th { text-align: left; hyphens: none; padding-right: 10pt }"
                                "table { hyphens: none }";

static Fixture table(const char *css, const char *markup) {
    g_autofree char *both = g_strconcat(table_css, css, NULL);
    return fixture_of("en", both, markup);
}

static void assert_slugs(unsigned page_steps, const char *markup, const char *want) {
    Fixture fixture = fixture_begin("en", table_css, markup);
    fixture.setting.page_steps = page_steps;
    fixture_lower(&fixture);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, want);
    g_assert_cmpuint(report_count(fixture.report, LEVEL_WARNING), ==, 0);
    fixture_end(&fixture);
}

/* The caption and the head are not parted from what they are about, the first row and the last not
 * gladly from the others; a table of a third of the page is not parted at all. */
static void test_rows(void) {
    static const char markup[] =
        "<table><caption>Catch</caption><thead><tr><th>Day</th><th>Boats</th></tr></thead>"
        "<tbody><tr><td>One</td><td>1</td></tr><tr><td>Two</td><td>2</td></tr>"
        "<tr><td>Three</td><td>3</td></tr><tr><td>Four</td><td>4</td></tr></tbody></table>";
    assert_slugs(14, markup,
                 "0+1 !|Catch\n"
                 "0+1 !h|DayBoats\n"
                 "0+1 400|One1\n"
                 "0+1 60|Two2\n"
                 "0+1 400|Three3\n"
                 "0+1 |Four4\n");
    assert_slugs(15, markup,
                 "0+1 !|Catch\n"
                 "0+1 !h|DayBoats\n"
                 "0+1 !|One1\n"
                 "0+1 !|Two2\n"
                 "0+1 !|Three3\n"
                 "0+1 |Four4\n");
}

/* Markdown's tables begin with a head that may say nothing; feet come last wherever they stand. */
static void test_parts(void) {
    assert_slugs(5,
                 "<table><thead><tr><th></th></tr></thead><tfoot><tr><td>Sum</td></tr></tfoot>"
                 "<tbody><tr><td>One</td></tr></tbody></table>",
                 "0+1 400|One\n0+1 |Sum\n");
}

/* What is drawn again where a table is cut is the head, as an artifact, without structure. */
static void test_repeats(void) {
    Fixture fixture = table("", "<table><thead><tr><th id=\"d\">Day</th></tr></thead>"
                                "<tbody><tr><td>One</td></tr></tbody></table>");
    const Band *band = fixture.galley->bands->pdata[0];
    const SlugGroup *group = band->groups->pdata[0];
    g_assert_cmpuint(group->repeats->len, ==, 1);
    const Slug *head = &g_array_index(group->repeats, Slug, 0);
    g_assert_cmpuint(head->steps, ==, 1);
    g_autofree char *text = fixture_text(head->list);
    g_assert_cmpstr(text, ==, "Day");
    for (guint i = 0; i < head->list->operations->len; i++) {
        const Operation *operation = &g_array_index(head->list->operations, Operation, i);
        g_assert_cmpint(operation->kind, !=, OPERATION_TARGET);
        if (operation->kind == OPERATION_BEGIN) {
            g_assert_null(operation->of.begin.element);
            g_assert_cmpint(operation->of.begin.artifact, ==, ARTIFACT_PAGINATION);
        }
    }
    fixture_end(&fixture);
}

/* The left ends of all runs of a slug, as points. */
static char *lefts(const Slug *slug) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < slug->list->operations->len; i++) {
        const Operation *operation = &g_array_index(slug->list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_string_append_printf(out, "%d ", (operation->box.x_mpt + 500) / 1000);
        }
    }
    return g_string_free(out, FALSE);
}

/* A long text gives way to short ones, whose words stay whole: it gets what is left of the measure
 * and is set in lines. */
static void test_widths(void) {
    GString *markup = g_string_new("<table><tr><td>Monday</td><td>");
    for (int i = 0; i < 40; i++) {
        g_string_append(markup, "water ");
    }
    g_string_append(markup, "</td><td>14</td></tr></table>");
    Fixture fixture = table("", markup->str);
    const Slug *slug = fixture_slug(&fixture, 0);
    g_assert_cmpuint(slug->steps, >=, 4);
    g_assert_cmpuint(slug->steps, <=, 6);
    g_autofree char *at = lefts(slug);
    g_assert_true(g_str_has_prefix(at, "0 "));
    g_assert_cmpuint(report_length(fixture.report), ==, 0);
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* A short text is not broken for the sake of a long one. */
static void test_short_texts(void) {
    GString *markup = g_string_new("<table><tr><td>");
    for (int i = 0; i < 40; i++) {
        g_string_append(markup, "water ");
    }
    g_string_append(markup, "</td><td>2.1 kg</td></tr></table>");
    Fixture fixture = table("", markup->str);
    const DisplayList *list = fixture_slug(&fixture, 0)->list;
    const Operation *last = NULL;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        last = operation->kind == OPERATION_TEXT ? operation : last;
    }
    g_autofree char *text =
        g_strndup(list->text->str + last->of.text.text_start, last->of.text.text_length);
    g_assert_cmpstr(text, ==, "2.1 kg");
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* Columns stand a little apart where there is room: "b" begins 8 points behind the padding of 10
 * that is behind "a"; in the broadest table nothing is added. */
static void test_apart(void) {
    static const char cells[] = "<table><tr><td>a</td><td>b</td></tr></table>";
    Fixture loose = table("", cells);
    Fixture tight = table("table { width: 100% } td { padding: 0 }", cells);
    const DisplayList *list = fixture_slug(&loose, 0)->list;
    Mpt ends = 0;
    Mpt begins = 0;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT && ends == 0) {
            ends = operation->box.x_mpt + operation->box.width_mpt;
        } else if (operation->kind == OPERATION_TEXT) {
            begins = operation->box.x_mpt;
        }
    }
    g_assert_cmpint(ABS(begins - ends - 18000), <, 1000); /* margins protrude */
    g_autofree char *at = lefts(fixture_slug(&tight, 0));
    g_assert_cmpstr(at, !=, "0 18 ");
    fixture_end(&loose);
    fixture_end(&tight);
}

/* Numbers on the right end at one edge. */
static void test_alignment(void) {
    Fixture fixture = table("td { padding: 0 }", "<table><tr><td class=\"right\">1</td></tr>"
                                                 "<tr><td class=\"right\">1000</td></tr></table>");
    Mpt ends[2] = {0};
    for (guint i = 0; i < 2; i++) {
        const DisplayList *list = fixture_slug(&fixture, i)->list;
        for (guint k = 0; k < list->operations->len; k++) {
            const Operation *operation = &g_array_index(list->operations, Operation, k);
            if (operation->kind == OPERATION_TEXT) {
                ends[i] = operation->box.x_mpt + operation->box.width_mpt;
            }
        }
    }
    g_assert_cmpint(ABS(ends[0] - ends[1]), <, 1000); /* margins protrude */
    fixture_end(&fixture);
}

/* Cells that span rows keep them together, and make the last of them as high as they need. */
static void test_spans(void) {
    Fixture fixture = fixture_begin(
        "en", table_css,
        "<table><tr><td rowspan=\"2\">a<br/>b<br/>c</td><td>1</td></tr><tr><td>2</td></tr>"
        "<tr><td colspan=\"2\">wide</td></tr></table>");
    fixture.setting.page_steps = 11; /* it is no short table */
    fixture_lower(&fixture);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 !|a b c1\n0+2 400|2\n0+1 |wide\n");
    const StructureElement *table_element = fixture.galley->structure->children->pdata[0];
    const StructureElement *body = table_element->children->pdata[0];
    const StructureElement *row = body->children->pdata[0];
    const StructureElement *cell = row->children->pdata[0];
    g_assert_cmpuint(cell->row_span, ==, 2);
    g_assert_cmpuint(cell->column_span, ==, 0);
    fixture_end(&fixture);
}

/* Whom a heading cell is for: as in the e-book. */
static void test_scopes(void) {
    Fixture fixture = table("", "<table><thead><tr><th>A</th></tr></thead><tbody><tr><th>B</th>"
                                "<td>1</td></tr></tbody></table>");
    const StructureElement *element = fixture.galley->structure->children->pdata[0];
    for (guint part = 0; part < 2; part++) {
        const StructureElement *cell =
            ((StructureElement *)((StructureElement *)element->children->pdata[part])
                 ->children->pdata[0])
                ->children->pdata[0];
        g_assert_cmpint(cell->role, ==, ROLE_TABLE_HEADER_CELL);
        g_assert_cmpint(cell->heads_row, ==, part == 1);
    }
    fixture_end(&fixture);
}

/* Too wide even in its longest words: it is set smaller, and what is still too long is broken. No
 * run leaves the measure, and nobody is told of lines that cannot be helped. */
static void test_too_wide(void) {
    GString *markup = g_string_new("<table><tr>");
    for (int i = 0; i < 12; i++) {
        g_string_append(markup, "<td>incomprehensibilities</td>");
    }
    g_string_append(markup, "</tr></table>");
    Fixture fixture = table("td { padding: 0 }", markup->str);
    const Slug *slug = fixture_slug(&fixture, 0);
    g_assert_cmpuint(slug->steps, >, 1);
    for (guint i = 0; i < slug->list->operations->len; i++) {
        const Operation *operation = &g_array_index(slug->list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_assert_cmpint(operation->of.text.size_mpt, ==, 7000);
            g_assert_cmpint(operation->box.x_mpt + operation->box.width_mpt, <=,
                            MEASURE_MPT + 4000);
        }
    }
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* A row that is higher than a page is taken apart: nothing of it is lost. */
static void test_too_high(void) {
    GString *markup = g_string_new("<table><tr><td>A</td><td>");
    for (int i = 0; i < PAGE_STEPS + 10; i++) {
        g_string_append(markup, "<p>More.</p>");
    }
    g_string_append(markup, "</td></tr></table>");
    Fixture fixture = table("", markup->str);
    g_autofree char *got = fixture_slugs(&fixture);
    g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, PAGE_STEPS + 10 + 1 + 1);
    g_assert_cmpstr(lines[0], ==, "0+1 |A");
    g_assert_cmpstr(lines[1], ==, "0+1 |More.");
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* As many cells as an article may have, spans that reach out of the table, tables in cells. */
static void test_hostile(void) {
    GString *markup = g_string_new("<table>");
    for (int row = 0; row < 300; row++) {
        g_string_append(markup, "<tr>");
        for (int cell = 0; cell < 60; cell++) {
            g_string_append(markup, "<td rowspan=\"9000\" colspan=\"3\">x</td>");
        }
        g_string_append(markup, "</tr>");
    }
    g_string_append(markup, "</table><table><tr><td><table><tr><td><table><tr><td>in</td></tr>"
                            "</table></td></tr></table></td></tr></table>");
    Fixture fixture = table("", markup->str);
    g_assert_nonnull(fixture_slug(&fixture, 300));
    g_autofree char *last = fixture_text(fixture_slug(&fixture, 300)->list);
    g_assert_cmpstr(last, ==, "in");
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/lower-tables/rows", test_rows);
    g_test_add_func("/print/lower-tables/parts", test_parts);
    g_test_add_func("/print/lower-tables/repeats", test_repeats);
    g_test_add_func("/print/lower-tables/widths", test_widths);
    g_test_add_func("/print/lower-tables/short-texts", test_short_texts);
    g_test_add_func("/print/lower-tables/apart", test_apart);
    g_test_add_func("/print/lower-tables/alignment", test_alignment);
    g_test_add_func("/print/lower-tables/spans", test_spans);
    g_test_add_func("/print/lower-tables/scopes", test_scopes);
    g_test_add_func("/print/lower-tables/too-wide", test_too_wide);
    g_test_add_func("/print/lower-tables/too-high", test_too_high);
    g_test_add_func("/print/lower-tables/hostile", test_hostile);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
