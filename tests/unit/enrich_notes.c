/* Notes: numbers in the order of their calls, ids from their labels. */
#include "enrich_fixture.h"

#define CALL(label) "<a class='noteref' href='#" label "'>" label "</a>"
#define NOTE(label, text) "<aside class='note' id='" label "'><p>" text "</p></aside>"
#define CALLED(id, key, number) "<a id='" id "' class='noteref' href='#note-" key "'>" number "</a>"
#define NOTED(key, text) "<aside id='note-" key "' class='note'><p>" text "</p></aside>"

static void check(const char *markup, const char *expected, const char *said) {
    check_body_in("und", markup, expected, said);
}

static void test_order(void) {
    check("<p>a" CALL("sun") "b" CALL("moon") "</p>" NOTE("moon", "M") NOTE("sun", "S"),
          "<p>a" CALLED("call-sun", "sun", "1") "b" CALLED("call-moon", "moon", "2") "</p>" NOTED(
              "sun", "S") NOTED("moon", "M"),
          "");
}

static void test_called_twice(void) {
    check("<p>" CALL("m") CALL("s") CALL("m") CALL("m") "</p>" NOTE("m", "M") NOTE("s", "S"),
          "<p>" CALLED("call-m", "m", "1") CALLED("call-s", "s", "2") CALLED("call-m-2", "m", "1")
              CALLED("call-m-3", "m", "1") "</p>" NOTED("m", "M") NOTED("s", "S"),
          "");
}

/* The label "a-2" wants the id that the second call of "a" has taken: both of its ids move on. */
static void test_labels_that_collide(void) {
    check("<p>" CALL("a") CALL("a") CALL("a-2") "</p>" NOTE("a", "A") NOTE("a-2", "B"),
          "<p>" CALLED("call-a", "a", "1") CALLED("call-a-2", "a", "1")
              CALLED("call-a-2-2", "a-2-2", "2") "</p>" NOTED("a", "A") NOTED("a-2-2", "B"),
          "");
    check("<p id='note-a'>" CALL("a") "</p>" NOTE("a", "A"),
          "<p id='note-a'>" CALLED("call-a-2", "a-2", "1") "</p>" NOTED("a-2", "A"), "");
}

static void test_labels(void) {
    check("<p>" CALL("Big One") "</p>" NOTE("Big One", "A"),
          "<p>" CALLED("call-big-one", "big-one", "1") "</p>" NOTED("big-one", "A"), "");
    check("<p>" CALL("1") "</p>" NOTE("1", "A"),
          "<p>" CALLED("call-1", "1", "1") "</p>" NOTED("1", "A"), "");
    Fixture fixture =
        fixture_new("und", "<headline>T</headline><p>" CALL("א") "</p>" NOTE("א", "A"));
    fixture_enrich(&fixture);
    const xmlNode *note = tree_body(fixture.article->tree)->last;
    g_assert_true(g_str_has_prefix(node_get(note, ATTRIBUTE_ID), "note-x-"));
    g_assert_true(g_str_is_ascii(node_get(note, ATTRIBUTE_ID)));
    fixture_free(&fixture);
}

static void test_nested(void) {
    /* what a note calls is numbered after what the text calls */
    check("<p>" CALL("a") CALL("c") "</p>" NOTE("a", "A" CALL("b")) NOTE("b", "B") NOTE("c", "C"),
          "<p>" CALLED("call-a", "a", "1")
              CALLED("call-c", "c", "2") "</p>" NOTED("a", "A" CALLED("call-b", "b", "3"))
                  NOTED("c", "C") NOTED("b", "B"),
          "");
    /* a note that calls itself */
    check("<p>" CALL("a") "</p>" NOTE("a", "A" CALL("a")),
          "<p>" CALLED("call-a", "a", "1") "</p>" NOTED("a", "A" CALLED("call-a-2", "a", "1")), "");
}

static void test_uncalled(void) {
    check("<p>x</p>\n" NOTE("a", "A" CALL("b")) NOTE("b", "B"), "<p>x</p>",
          "note-uncalled@2 note-uncalled@2");
    Fixture fixture = fixture_new("und", "<headline>T</headline><p>x</p>" NOTE("late", "L"));
    fixture_enrich(&fixture);
    g_assert_cmpstr(report_get(fixture.report, 0)->message, ==,
                    "nothing calls the note \"late\"; it was left out");
    g_assert_cmpuint(fixture.article->notes, ==, 0);
    fixture_free(&fixture);
}

static void test_missing(void) {
    check("<p>x\n" CALL("late") CALL("2") "</p>", "<p>x\n</p>", "note-missing@2");
}

/* What pages of the web call notes and note calls, and are none. */
static void test_look_alikes(void) {
    check("<aside class='note'><p>A box.</p></aside><p>x</p>",
          "<aside><p>A box.</p></aside><p>x</p>", "");
    check("<p>x<a class='noteref' href='#fn'>1</a></p><p id='fn'>Own.</p>",
          "<p>x<a href='#fn'>1</a></p><p id='fn'>Own.</p>", "");
}

/* The picture is not there, and with its cutline's figure goes nothing that holds the call. */
static void test_called_from_a_picture_that_goes(void) {
    check("<figure><img src='https://example.org/a.png'/><figcaption>c" CALL("a") "</figcaption>"
                                                                                  "</figure>" NOTE(
                                                                                      "a", "A"),
          "<p>c" CALLED("call-a", "a", "1") "</p>" NOTED("a", "A"), "image-remote@1");
}

static void test_in_the_headline(void) {
    Fixture fixture = fixture_new("und", "<headline>T" CALL("h") "</headline><kicker>K" CALL(
                                             "k") "</kicker><p>x" CALL("b") "</p>" NOTE("b", "B")
                                             NOTE("h", "H") NOTE("k", "K"));
    fixture_enrich(&fixture);
    g_autofree char *headline = fixture_part(&fixture, ELEMENT_HEADLINE);
    g_assert_cmpstr(headline, ==, "T" CALLED("call-h", "h", "2"));
    g_autofree char *body = fixture_part(&fixture, ELEMENT_BODY);
    g_assert_cmpstr(body, ==,
                    "<p>x" CALLED("call-b", "b", "3") "</p>" NOTED("k", "K") NOTED("h", "H")
                        NOTED("b", "B"));
    g_assert_cmpstr(fixture.article->title_text, ==, "T");
    g_assert_cmpuint(fixture.article->notes, ==, 3);
    fixture_free(&fixture);
}

static void test_place(void) {
    check("<blockquote>" NOTE("a", "A") "<p>" CALL("a") "</p></blockquote><p>x</p>",
          "<blockquote><p>" CALLED("call-a", "a", "1") "</p></blockquote><p>x</p>" NOTED("a", "A"),
          "");
}

static void add_tests(void) {
    g_test_add_func("/notes/order", test_order);
    g_test_add_func("/notes/called-twice", test_called_twice);
    g_test_add_func("/notes/labels-that-collide", test_labels_that_collide);
    g_test_add_func("/notes/labels", test_labels);
    g_test_add_func("/notes/nested", test_nested);
    g_test_add_func("/notes/uncalled", test_uncalled);
    g_test_add_func("/notes/missing", test_missing);
    g_test_add_func("/notes/look-alikes", test_look_alikes);
    g_test_add_func("/notes/picture-that-goes", test_called_from_a_picture_that_goes);
    g_test_add_func("/notes/in-the-headline", test_in_the_headline);
    g_test_add_func("/notes/place", test_place);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
