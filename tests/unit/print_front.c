/* What stands around the articles: running heads that are too long for their measure, contents cut
 * into columns. */
#include "print/front.h"
#include "print/furniture.h"

#include "print_lower_fixture.h"

/* The runs of a list from the left, each with its edges in points: "12-40 One". */
static char *runs(const DisplayList *list) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_string_append_len(out, list->text->str + operation->of.text.text_start,
                                operation->of.text.text_length);
            g_string_append_c(out, '|');
        }
    }
    return g_string_free(out, FALSE);
}

/* No run begins before the one before it ends, all are within the margins of a page of 400 by 400
 * points: from 50 to 350. */
static void assert_apart(const DisplayList *list) {
    enum { PROTRUSION_MPT = 1000 };
    Mpt end = 50000 - PROTRUSION_MPT;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_assert_cmpint(operation->box.x_mpt, >=, end);
            end = operation->box.x_mpt + operation->box.width_mpt;
        }
    }
    g_assert_cmpint(end, <=, 350000 + PROTRUSION_MPT);
}

/* What is too long is cut behind a word. Those at the sides have room for themselves; what stands
 * alone has the whole measure. */
static void test_heads(void) {
    static const char page[] = "@page { size: 400pt 400pt; margin: 50pt; columns: 1 }";
    static const char longer[] = "The quarterly bulletin of all who work on quays, in yards and on "
                                 "boats, and of those who once did";
    static const struct {
        const char *css, *article, *publication, *want;
    } rows[] = {
        {"@page { @top-center { content: string(article) } }", "Ebb", NULL, "Ebb|"},
        {"@page { @top-center { content: string(article) } }", longer, NULL,
         "The quarterly bulletin of all who work on quays, in yards and on…|"},
        {"@page { @top-left { content: string(publication) } @top-right { content: \"12\" } }",
         NULL, longer, "The quarterly bulletin of all who work on quays, in yards and…|12|"},
        {"@page { @top-left { content: string(publication) } @top-center { content: "
         "string(article) } @top-right { content: \"12\" } }",
         "Ebb and flood", longer, "The quarterly bulletin…|Ebb and flood|12|"},
        {"@page { @top-left { content: string(article) } @top-center { content: "
         "string(publication) } @top-right { content: \"12\" } }",
         "Ebb", longer, "Ebb|The quarterly bulletin of all who work on quays, in…|12|"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *css = g_strconcat(page, rows[i].css, NULL);
        Fixture fixture = fixture_of("en", css, "<p>One.</p>");
        PageFrame frame = {
            .style = print_style_page(fixture.style, NULL, PAGE_RIGHT, false),
            .left_mpt = 50000,
            .top_mpt = 50000,
            .column_mpt = 300000,
            .columns = 1,
            .steps = 25,
            .grid_mpt = GRID_MPT,
        };
        HeadStrings strings = {
            .article = rows[i].article, .publication = rows[i].publication, .lang = "en"};
        g_autoptr(DisplayList) list = display_list_new();
        furniture_draw(list, fixture.shaper, &frame, &strings);
        g_autofree char *got = runs(list);
        g_assert_cmpstr(got, ==, rows[i].want);
        assert_apart(list);
        fixture_end(&fixture);
    }
}

/* Slugs of so many steps each; one after which no column may end is negative. */
static GPtrArray *groups_of(const int *steps, size_t count) {
    GPtrArray *groups = slug_groups_new();
    for (size_t i = 0; i < count; i++) {
        Slug slug = {.steps = (unsigned)ABS(steps[i]),
                     .space_steps = 1,
                     .break_cost = steps[i] < 0 ? BREAK_FORBIDDEN_COST : 0};
        g_array_append_val(slug_groups_add(groups)->slugs[1], slug);
    }
    return groups;
}

/* A title, its section and the first entry are never parted: 1 + (1 + 1) + (1 + 2) steps; so high
 * at least is a column that holds them whole. */
static void test_least(void) {
    static const int steps[] = {-1, -1, 2, 1, 1, 3};
    g_autoptr(GPtrArray) groups = groups_of(steps, G_N_ELEMENTS(steps));
    g_assert_cmpuint(front_least_steps(groups), ==, 6);
    g_autoptr(GPtrArray) whole = front_cut(groups, GRID_MPT, 6);
    g_assert_cmpuint(whole->len, ==, 3); /* the entries behind it: 1 + (1 + 1), 3 */
    static const int high[] = {1, 1, 7};
    g_autoptr(GPtrArray) tall = groups_of(high, G_N_ELEMENTS(high));
    g_assert_cmpuint(front_least_steps(tall), ==, 7);
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/front/heads", test_heads);
    g_test_add_func("/print/front/least", test_least);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
