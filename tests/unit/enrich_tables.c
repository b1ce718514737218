/* Header cells that say nothing. */
#include "enrich_fixture.h"

static void check(const char *markup, const char *expected) {
    check_body_in("en", markup, expected, "");
}

#define ROW "<tbody><tr><td>a</td><td>b</td></tr></tbody>"

static void test_mute_head(void) {
    check("<p>x</p><table><thead><tr><th/><th> </th></tr></thead>" ROW "</table>",
          "<p>x</p><table>" ROW "</table>");
    check("<p>x</p><table><thead><tr><th/><th>B</th></tr></thead>" ROW "</table>",
          "<p>x</p><table><thead><tr><td/><th>B</th></tr></thead>" ROW "</table>");
    check("<p>x</p><table><tbody><tr><th scope='row'/><td>b</td></tr></tbody></table>",
          "<p>x</p><table><tbody><tr><td/><td>b</td></tr></tbody></table>");
}

static void test_head_that_stays(void) {
    check("<p>x</p><table><thead><tr><th><a class='noteref' href='#n'>n</a></th></tr></thead>" ROW
          "</table><aside class='note' id='n'><p>y</p></aside>",
          "<p>x</p><table><thead><tr><td><a id='call-n' class='noteref' href='#note-n'>1</a></td>"
          "</tr></thead>" ROW "</table><aside id='note-n' class='note'><p>y</p></aside>");
    check("<p>x</p><table><thead><tr><th>A</th><th>B</th></tr></thead>" ROW "</table>",
          "<p>x</p><table><thead><tr><th>A</th><th>B</th></tr></thead>" ROW "</table>");
    check("<p>x</p><table><thead><tr><th/></tr></thead></table>",
          "<p>x</p><table><thead><tr><td/></tr></thead></table>");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/enrich/tables/mute-head", test_mute_head);
    g_test_add_func("/enrich/tables/head-that-stays", test_head_that_stays);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
