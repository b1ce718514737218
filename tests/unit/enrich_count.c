/* Words, minutes, tables of an article. */
#include "enrich_fixture.h"

static void check_words(const char *markup, size_t words) {
    g_autofree char *whole =
        g_strconcat("<headline>Not counted here</headline><deck>Nor here</deck>", markup, NULL);
    Fixture fixture = fixture_new("und", whole);
    fixture_enrich(&fixture);
    g_test_message("%s", markup);
    g_assert_cmpuint(fixture.article->count.words, ==, words);
    fixture_free(&fixture);
}

static void test_words(void) {
    check_words("", 0);
    check_words("<p>One two three.</p><p>four</p>", 4);
    check_words("<p>H<sub>2</sub>O and <b>b</b>old</p>", 3);
    check_words("<p>one<br/>two</p><ul><li>three</li><li>four</li></ul>", 4);
    check_words("<p>one <em>two</em></p><pre>three</pre>", 3);
    check_words("<p>港の朝 x</p>", 4);
    check_words("<p>港<em>港</em></p>", 2);
    check_words("<p>one<a class='noteref' href='#a'>a</a></p><aside class='note' id='a'><p>two "
                "three</p></aside>",
                3);
    check_words("<p><ruby>港<rt>minato</rt></ruby></p>", 1);
}

static void test_minutes_and_tables(void) {
    GString *markup = g_string_new("<p>");
    for (int i = 0; i < 690; i++) {
        g_string_append(markup, "word ");
    }
    g_string_append(markup, "</p><table><tr><td>1</td></tr></table>");
    Fixture fixture = fixture_new("und", markup->str);
    fixture_enrich(&fixture);
    g_assert_cmpuint(fixture.article->minutes, ==, 3); /* 230 words a minute */
    g_assert_cmpuint(fixture.article->tables, ==, 1);
    fixture_free(&fixture);
    g_string_free(markup, TRUE);
}

static void add_tests(void) {
    g_test_add_func("/count/words", test_words);
    g_test_add_func("/count/minutes-and-tables", test_minutes_and_tables);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
