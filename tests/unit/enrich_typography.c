/* Typography by language. Expected texts are set by hand as a printer of the language would. N is a
 * narrow no-break space, S a no-break space. */
#include "enrich_fixture.h"

#include "enrich/typography.h"

#define N "\xE2\x80\xAF"
#define S "\xC2\xA0"

static void check(const char *lang, const char *typed, const char *set) {
    g_autofree char *once = typography_of_text(typed, language_find(lang));
    g_assert_cmpstr(once, ==, set);
    g_autofree char *twice = typography_of_text(once, language_find(lang));
    g_assert_cmpstr(twice, ==, set);
}

static void test_quotes_by_language(void) {
    static const struct {
        const char *lang, *set;
    } rows[] = {
        {"ar", "«a “b” c»"},    {"ca", "«a “b” c»"},     {"cs", "„a ‚b‘ c“"},
        {"da", "»a ›b‹ c«"},    {"de", "„a ‚b‘ c“"},     {"el", "«a “b” c»"},
        {"en", "“a ‘b’ c”"},    {"en-US", "“a ‘b’ c”"},  {"es", "«a “b” c»"},
        {"fa", "«a ‹b› c»"},    {"fi", "”a ’b’ c”"},     {"fr", "«" N "a “b” c" N "»"},
        {"he", "”a ’b’ c”"},    {"hi", "“a ‘b’ c”"},     {"hu", "„a »b« c”"},
        {"it", "«a “b” c»"},    {"ja", "「a 『b』 c」"}, {"ko", "“a ‘b’ c”"},
        {"nb", "«a ‘b’ c»"},    {"nl", "“a ‘b’ c”"},     {"pl", "„a «b» c”"},
        {"pt", "“a ‘b’ c”"},    {"ro", "„a «b» c”"},     {"ru", "«a „b“ c»"},
        {"sv", "”a ’b’ c”"},    {"tr", "“a ‘b’ c”"},     {"uk", "«a „b“ c»"},
        {"und", "\"a 'b' c\""}, {"zh", "“a ‘b’ c”"},     {"zh-Hant", "「a 『b』 c」"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].lang);
        check(rows[i].lang, "\"a 'b' c\"", rows[i].set);
    }
    size_t count = 0;
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        count++;
    }
    g_assert_cmpuint(count, ==, G_N_ELEMENTS(rows));
    check("xx", "\"a\" -- b...", "\"a\" -- b...");
}

static void test_nesting(void) {
    check("en", "\"'Tis,\" he said, \"'said' she.\"", "“’Tis,” he said, “‘said’ she.”");
    check("en", "'He said \"yes\" twice.'", "‘He said “yes” twice.’");
    check("en", "\"A 'b \"c\" d' e\"", "“A ‘b “c” d’ e”");
    check("de", "\"Er sagte \"nein\" dazu\"", "„Er sagte ‚nein‘ dazu“");
    check("ru", "\"это \"точка\" там\"", "«это „точка“ там»");
    check("en", "(\"So.\") [\"b\"]", "(“So.”) [“b”]");
    check("en", "\"one\",\"two\"", "“one”,“two”");
    check("en", "\"\"", "“”");
    check("en", "he said, \"unclosed speech", "he said, “unclosed speech");
    check("en", "\"First paragraph of two.", "“First paragraph of two.");
    check("en", "He stopped--\"Why?\"", "He stopped—“Why?”");
    check("en", "\"But I--\"", "“But I—”");
    check("en", "\"the boys' club\"", "“the boys’ club”");
    check("en", "“He said 'x' and \"y\".”", "“He said ‘x’ and ‘y’.”");
}

static void test_apostrophes(void) {
    check("en", "It's the dogs' rock 'n' roll, o'clock", "It’s the dogs’ rock ’n’ roll, o’clock");
    check("en", "the '90s and '05, 'cause", "the ’90s and ’05, ’cause");
    check("en", "'quoted' and don't", "‘quoted’ and don’t");
    check("en", "an 'unclosed elision", "an ’unclosed elision");
    check("fr", "L'eau d'\"Aurore\"", "L’eau d’«" N "Aurore" N "»");
    check("nl", "'s Avonds, foto's, 't huis", "’s Avonds, foto’s, ’t huis");
    check("de", "Das war's, 'ne Sache", "Das war’s, ’ne Sache");
    check("it", "L'acqua, un po' di, dell'Adriatico", "L’acqua, un po’ di, dell’Adriatico");
    check("ru", "О'Нил", "О’Нил");
    check("tr", "İstanbul'un", "İstanbul’un");
    check("he", "ג'ירפה don't", "ג׳ירפה don’t");
    check("he", "צה\"ל אמר \"כן\"", "צה״ל אמר ”כן”");
    check("he", "\"צה\"ל\"", "”צה״ל”");
    check("uk", "п'ять", "п’ять");
}

static void test_measures(void) {
    check("en", "6'2\" tall, a 12\" record", "6′2″ tall, a 12″ record");
    check("en", "\"page 12\"", "“page 12”");
    check("en", "52°31'12\"", "52°31′12″");
    check("en", "in the 1990's", "in the 1990’s");
    check("en", "\"", "\"");
}

static void test_dashes(void) {
    check("en", "rain -- or not --- who", "rain—or not—who");
    check("en", "rain--or not---who", "rain—or not—who");
    check("de", "See -- und Hafen, Berlin--Paris", "See – und Hafen, Berlin–Paris");
    check("es", "nada -- dijo -- calla", "nada — dijo — calla");
    check("ru", "Море -- порт", "Море" S "— порт");
    check("fr", "L'eau -- monte", "L’eau – monte");
    check("ja", "海 -- 港", "海――港");
    check("zh", "海--港", "海——港");
    check("en", "pages 3--5, 1990-1995, 2004--05", "pages 3–5, 1990-1995, 2004–05");
    check("en", "-- Ursula Le Guin", "— Ursula Le Guin");
    check("en", "use --force or -v", "use --force or -v");
    check("en", "a --> b <-- c ---- d", "a --> b <-- c ---- d");
    check("en", "--", "--");
    check("en", "word--", "word—");
    check("en", "a - b", "a - b");
}

static void test_points(void) {
    check("en", "well... yes...", "well… yes…");
    check("en", "four.... two.. ...and", "four.... two.. …and");
    check("en", "../a/.../b", "../a/.../b");
    check("zh", "长......", "长……");
    check("zh", "长...", "长……");
    check("ja", "長い...", "長い……");
    check("ko", "글쎄...", "글쎄…");
    check("zh", "长…", "长…");
    check("en", "e.g. 3.5", "e.g. 3.5");
}

static void test_french(void) {
    check("fr", "Oui, dit-il ; vrai ! Quoi ? Oui : non.",
          "Oui, dit-il" N "; vrai" N "! Quoi" N "? Oui" N ": non.");
    check("fr", "Oui; vrai! Quoi? Oui: non. Quoi?! Non!!",
          "Oui" N "; vrai" N "! Quoi" N "? Oui" N ": non. Quoi" N "?! Non" N "!!");
    check("fr", "« Déjà » fait, «mot», «" S "mot" S "»",
          "«" N "Déjà" N "» fait, «" N "mot" N "», «" N "mot" N "»");
    check("fr", "\" mot \" et \"mot\"", "«" N "mot" N "» et «" N "mot" N "»");
    check("fr", "\"Vraiment ?\"", "«" N "Vraiment" N "?" N "»");
    check("fr", "à 10:30, https://example.org/a?b:c;d fin",
          "à 10:30, https://example.org/a?b:c;d fin");
    check("fr", "(?) et :-) ou ;)", "(?) et :-) ou ;)");
    check("fr", "Quoi ... ?", "Quoi …" N "?");
    check("fr", "Il dit : \"oui\"", "Il dit" N ": «" N "oui" N "»");
    check("fr-CA", "Quoi ?", "Quoi" N "?");
    check("en", "Quoi ? Oui : non ;", "Quoi ? Oui : non ;");
}

static void test_cjk(void) {
    check("zh", "他说\"你好\"，走了。", "他说“你好”，走了。");
    check("ja", "\"引用\"も", "「引用」も");
    check("ja", "半\"端な引用", "半\"端な引用");
    check("zh-Hant", "他說\"好\"", "他說「好」");
    check("zh", "Tom's boat", "Tom’s boat");
}

static void test_arabic(void) {
    check("ar", "قال \"نعم\".", "قال «نعم».");
    check("ar", "و\"نعم\" قال", "و«نعم» قال");
}

static void test_urls_stay(void) {
    check("en", "\"https://example.org/a--b'c...d\" said", "“https://example.org/a--b'c...d” said");
    check("en", "see www.example.org/a--b, it's", "see www.example.org/a--b, it’s");
}

/* The tree */

static void check_tree(const char *lang, const char *markup, const char *expected) {
    check_body_in(lang, markup, expected, "");
}

static void test_across_elements(void) {
    check_tree("en", "<p>\"<em>in</em>\" \"<strong>b</strong> c\"</p>",
               "<p>“<em>in</em>” “<strong>b</strong> c”</p>");
    check_tree("en", "<p><em>\"in\"</em> it<b>'</b>s</p>", "<p><em>“in”</em> it<b>’</b>s</p>");
    check_tree("fr", "<p><em>quoi</em>? <b>mot </b>!</p>",
               "<p><em>quoi</em>" N "? <b>mot" N "</b>!</p>");
    check_tree("en", "<p>a\"</p><p>\"b\"</p>", "<p>a”</p><p>“b”</p>");
    check_tree("en", "<p>\"one<br/>\"two\"</p>", "<p>“one<br/>‘two’</p>");
}

static void test_objects(void) {
    check_tree("en", "<p>\"<code>\"a--b\"</code>\" <kbd>'</kbd> it's</p>",
               "<p>“<code>\"a--b\"</code>” <kbd>'</kbd> it’s</p>");
    check_tree("en", "<pre>\"a\" -- b...</pre>", "<pre>\"a\" -- b...</pre>");
    check_tree("en", "<p><a href='https://example.org/a--b'>https://example.org/a--b</a>'s</p>",
               "<p><a href='https://example.org/a--b'>https://example.org/a--b</a>’s</p>");
    check_tree("en",
               "<p>the \"end.\"<a class='noteref' href='#n'>n</a></p><aside class='note' "
               "id='n'><p>\"N\"</p></aside>",
               "<p>the “end.”<a id='call-n' class='noteref' href='#note-n'>1</a></p><aside "
               "id='note-n' class='note'><p>“N”</p></aside>");
    check_tree("fr", "<p>« <code>x</code> »</p>", "<p>«" N "<code>x</code>" N "»</p>");
    check_tree("fr", "<p>«<code>x</code>»</p>", "<p>«" N "<code>x</code>" N "»</p>");
}

static void test_languages_within(void) {
    check_tree("en", "<p>\"a\" <span lang='fr'>\"b\" !</span> \"c\" !</p>",
               "<p>“a” <span lang='fr'>«" N "b" N "»" N "!</span> “c” !</p>");
    check_tree("en", "<blockquote lang='de'><p>\"a\"</p></blockquote><p>\"b\"</p>",
               "<blockquote lang='de'><p>„a“</p></blockquote><p>“b”</p>");
    check_tree("und", "<p>\"a\" <span lang='de'>\"b\"</span></p>",
               "<p>\"a\" <span lang='de'>„b“</span></p>");
}

static void test_quoted_elements(void) {
    check_tree("en", "<p>He <q>said <q>so</q></q>.</p>", "<p>He “said ‘so’”.</p>");
    check_tree("fr", "<p><q>oui</q></p>", "<p>«" N "oui" N "»</p>");
    check_tree("und", "<p><q>a</q></p>", "<p>\"a\"</p>");
    check_tree("en", "<p>\"He <q>said</q>\"</p>", "<p>“He ‘said’”</p>");
    check_tree("en", "<p><q><em>a</em></q><q>b</q></p>", "<p>“<em>a</em>”“b”</p>");
}

static void test_parts_and_attributes(void) {
    Fixture fixture = fixture_new(
        "en", "<headline>It's \"<em>on</em>\"</headline><kicker>'So'</kicker><deck>a -- b</deck>"
              "<p><abbr title='it&apos;s'>i</abbr></p>");
    Correction *correction = g_new0(Correction, 1);
    correction->text = g_strdup("It's \"resting\".");
    g_ptr_array_add(fixture.article->corrections, correction);
    fixture.article->dateline_place = g_strdup("St John's");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.article->title_text, ==, "It’s “on”");
    g_assert_cmpstr(fixture.article->kicker_text, ==, "‘So’");
    g_assert_cmpstr(fixture.article->deck_text, ==, "a—b");
    g_assert_cmpstr(fixture.article->dateline_place, ==, "St John’s");
    g_assert_cmpstr(correction->text, ==, "It’s “resting”.");
    g_autofree char *body = fixture_part(&fixture, ELEMENT_BODY);
    g_assert_cmpstr(body, ==, "<p><abbr title='it’s'>i</abbr></p>");
    g_autofree char *headline = fixture_part(&fixture, ELEMENT_HEADLINE);
    g_assert_cmpstr(headline, ==, "It’s “<em>on</em>”");
    fixture_free(&fixture);
}

/* Properties: letters and digits stay, in their order, whatever is typed; and where something like
 * sentences is typed, a second pass finds nothing. */

static char *letters_of(const char *text) {
    GString *out = g_string_new(NULL);
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (g_unichar_isalnum(g_utf8_get_char(p))) {
            g_string_append_unichar(out, g_utf8_get_char(p));
        }
    }
    return g_string_free(out, FALSE);
}

static void test_properties(void) {
    static const char *const bits[] = {
        "\"", "'",  "a", "b1", " ", "--", "---", "...",      "?", " !",
        ":",  ";",  "(", ")",  "«", "»",  "“",   "”",        "’", ".",
        ",",  "12", "é", "א",  "ع", "港", "\n",  "www.a.b/", S,   "http://a.b/c--d'e",
        "-",  "„",  "‘"};
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        for (int round = 0; round < 400; round++) {
            GString *typed = g_string_new(NULL);
            int length = g_test_rand_int_range(1, 16);
            for (int i = 0; i < length; i++) {
                g_string_append(typed, bits[g_test_rand_int_range(0, G_N_ELEMENTS(bits))]);
            }
            g_autofree char *once = typography_of_text(typed->str, row);
            g_assert_true(g_utf8_validate(once, -1, NULL));
            g_autofree char *before = letters_of(typed->str);
            g_autofree char *after = letters_of(once);
            g_assert_cmpstr(before, ==, after);
            g_string_free(typed, TRUE);
        }
    }
}

static void test_twice(void) {
    static const char *const words[] = {
        "word",  "\"word\"", "'word'",     "it's",   "--",      "...",
        "word?", "word !",   "(word)",     "«word»", "12--13",  "http://a.b/c--d'e",
        "\"one", "two\"",    "word:",      "word;",  "wait...", "word,\"",
        "'90s",  "6'2\"",    "港\"港\"港",
    };
    for (const Language *row = language_all(); row->tag != NULL; row++) {
        for (int round = 0; round < 400; round++) {
            GString *typed = g_string_new("So");
            for (int i = g_test_rand_int_range(1, 9); i > 0; i--) {
                g_string_append_printf(typed, " %s",
                                       words[g_test_rand_int_range(0, G_N_ELEMENTS(words))]);
            }
            g_string_append(typed, " end.");
            g_autofree char *once = typography_of_text(typed->str, row);
            g_autofree char *twice = typography_of_text(once, row);
            g_test_message("%s: %s", row->tag, typed->str);
            g_assert_cmpstr(once, ==, twice);
            g_string_free(typed, TRUE);
        }
    }
}

static void test_hostile(void) {
    static const char *const bits[] = {"\"", "'", "'a", "\"a ", "--", "?", "'12 ", "« ", "http://"};
    for (size_t i = 0; i < G_N_ELEMENTS(bits); i++) {
        GString *typed = g_string_new(NULL);
        for (int k = 0; k < 200000; k++) {
            g_string_append(typed, bits[i]);
        }
        g_autofree char *set = typography_of_text(typed->str, language_find("fr"));
        g_assert_nonnull(set);
        g_string_free(typed, TRUE);
    }
}

static void add_tests(void) {
    g_test_add_func("/typography/quotes-by-language", test_quotes_by_language);
    g_test_add_func("/typography/nesting", test_nesting);
    g_test_add_func("/typography/apostrophes", test_apostrophes);
    g_test_add_func("/typography/measures", test_measures);
    g_test_add_func("/typography/dashes", test_dashes);
    g_test_add_func("/typography/points", test_points);
    g_test_add_func("/typography/french", test_french);
    g_test_add_func("/typography/cjk", test_cjk);
    g_test_add_func("/typography/arabic", test_arabic);
    g_test_add_func("/typography/urls-stay", test_urls_stay);
    g_test_add_func("/typography/across-elements", test_across_elements);
    g_test_add_func("/typography/objects", test_objects);
    g_test_add_func("/typography/languages-within", test_languages_within);
    g_test_add_func("/typography/quoted-elements", test_quoted_elements);
    g_test_add_func("/typography/parts-and-attributes", test_parts_and_attributes);
    g_test_add_func("/typography/properties", test_properties);
    g_test_add_func("/typography/twice", test_twice);
    g_test_add_func("/typography/hostile", test_hostile);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
