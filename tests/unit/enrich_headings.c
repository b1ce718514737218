/* Headings under the headline: levels, ids, anchors. */
#include "enrich_fixture.h"

static void check(const char *markup, const char *expected, const char *said) {
    check_body_in("en", markup, expected, said);
}

static void test_levels(void) {
    check("<p>x</p><h2 class='title'>A</h2><h2 class='title'>B</h2>",
          "<p>x</p><h2 id='a'>A</h2><h2 id='b'>B</h2>", "");
    check("<p>x</p><h2>A</h2>\n<h5>B</h5>\n<h6>C</h6>\n<h5>D</h5>\n<h3>E</h3>",
          "<p>x</p><h2 id='a'>A</h2><h3 id='b'>B</h3><h4 id='c'>C</h4><h3 id='d'>D</h3>"
          "<h3 id='e'>E</h3>",
          "heading-level@2");
    check("<p>x</p><h4>A</h4><h2>B</h2>", "<p>x</p><h2 id='a'>A</h2><h2 id='b'>B</h2>",
          "heading-level@1");
    check("<p>x</p><h2 class='title'>A</h2><h2>B</h2><h3>C</h3><h4>D</h4><h5>E</h5><h6>F</h6>",
          "<p>x</p><h2 id='a'>A</h2><h3 id='b'>B</h3><h4 id='c'>C</h4><h5 id='d'>D</h5>"
          "<h6 id='e'>E</h6><h6 id='f'>F</h6>",
          "");
    check("<aside class='sidebar'><h3>A</h3></aside>",
          "<aside class='sidebar'><h2 id='a'>A</h2></aside>", "heading-level@1");
}

static void test_ids(void) {
    check("<p>x</p><h2>Two</h2><h2>Two</h2><h2>Two-2</h2><h2>Two</h2>",
          "<p>x</p><h2 id='two'>Two</h2><h2 id='two-2'>Two</h2><h2 id='two-2-2'>Two-2</h2>"
          "<h2 id='two-3'>Two</h2>",
          "");
    check("<p>x</p><h2>Own</h2><h2 id='own'>Kept</h2><h2 id='own'>Again</h2>",
          "<p>x</p><h2 id='own-2'>Own</h2><h2 id='own'>Kept</h2><h2 id='again'>Again</h2>", "");
    check("<p>x</p><h2>Über \"Mühlen\" -- it's</h2>",
          "<p>x</p><h2 id='uber-muhlen-its'>Über “Mühlen”—it’s</h2>", "");
}

/* An id depends on its heading's words, not on what stands before it. */
static void test_ids_are_stable(void) {
    check("<p>x</p><h2>New</h2><h2>港の朝</h2>",
          "<p>x</p><h2 id='new'>New</h2><h2 id='x-24c1efbc05'>港の朝</h2>", "");
    check("<p>x</p><h2>港の朝</h2>", "<p>x</p><h2 id='x-24c1efbc05'>港の朝</h2>", "");
}

static void test_list(void) {
    Fixture fixture = fixture_new(
        "fr", "<headline>T</headline><p>x</p><h2>Quoi ? C'est -- <em>ça</em><a class='noteref' "
              "href='#a'>a</a></h2><h3>港の朝</h3><aside class='note' id='a'><p>n</p></aside>");
    fixture_enrich(&fixture);
    g_assert_cmpuint(fixture.article->headings->len, ==, 2);
    const Heading *first = fixture.article->headings->pdata[0];
    g_assert_cmpuint(first->level, ==, 2);
    g_assert_cmpstr(first->text, ==, "Quoi\u202F? C’est – ça");
    g_assert_cmpstr(first->id, ==, "quoi-cest-ca");
    g_assert_cmpstr(first->anchor, ==,
                    "quoi--cest----ça"); /* as GitHub does: each space a hyphen */
    g_assert_cmpstr(node_get(first->node, ATTRIBUTE_ID), ==, first->id);
    const Heading *second = fixture.article->headings->pdata[1];
    g_assert_cmpuint(second->level, ==, 3);
    g_assert_cmpstr(second->anchor, ==, "港の朝");
    fixture_free(&fixture);
}

static void test_many_alike(void) {
    GString *markup = g_string_new("<headline>T</headline><p>x</p>");
    for (int i = 0; i < 20000; i++) {
        g_string_append(markup, "<h2>Two</h2>");
    }
    Fixture fixture = fixture_new("en", markup->str);
    fixture_enrich(&fixture);
    const Heading *last = fixture.article->headings->pdata[19999];
    g_assert_cmpstr(last->id, ==, "two-20000");
    fixture_free(&fixture);
    g_string_free(markup, TRUE);
}

static void add_tests(void) {
    g_test_add_func("/headings/levels", test_levels);
    g_test_add_func("/headings/ids", test_ids);
    g_test_add_func("/headings/ids-are-stable", test_ids_are_stable);
    g_test_add_func("/headings/list", test_list);
    g_test_add_func("/headings/many-alike", test_many_alike);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
