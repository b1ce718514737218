/* Hyphenation by the dictionaries that Debian ships, and by one of the test's own for what none of
 * those installed here has: spellings that change. */
#include "print/hyphenate.h"

#include "print/hyphen_patterns.h"

#include <glib/gstdio.h>
#include <string.h>

/* The word with its divisions: "ty-pog-ra-phy"; where the spelling changes, "{before-after}". */
static char *divided(Hyphenator *hyphenator, const char *lang, const char *word) {
    glong count = 0;
    g_autofree gunichar *letters = g_utf8_to_ucs4_fast(word, -1, &count);
    Division divisions[HYPHENATE_MOST_LETTERS];
    size_t found = hyphenate(hyphenator, lang, letters, (size_t)count, divisions);
    GString *out = g_string_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < found; i++) {
        const Division *division = &divisions[i];
        size_t start = division->changes ? division->change_start : division->letters_before;
        for (; at < start; at++) {
            g_string_append_unichar(out, letters[at]);
        }
        g_string_append(out, division->changes ? "{" : "");
        for (size_t k = 0; k < division->before_count; k++) {
            g_string_append_unichar(out, division->before[k]);
        }
        g_string_append_c(out, '-');
        for (size_t k = 0; k < division->after_count; k++) {
            g_string_append_unichar(out, division->after[k]);
        }
        g_string_append(out, division->changes ? "}" : "");
        at = division->changes ? division->change_end : at;
    }
    for (; at < (size_t)count; at++) {
        g_string_append_unichar(out, letters[at]);
    }
    return g_string_free(out, FALSE);
}

static void test_languages(void) {
    static const struct {
        const char *lang, *word, *expected;
    } rows[] = {
        {"en", "typography", "ty-pog-ra-phy"},
        {"en", "Typography", "Ty-pog-ra-phy"},
        {"en-US", "hyphenation", "hy-phen-ation"},
        {"de", "Buchstabenl\u00E4nge", "Buch-sta-ben-l\u00E4n-ge"}, /* in ISO 8859-1 */
        {"de-CH-1996", "Zeitung", "Zei-tung"},
        {"fr", "imprimerie", "im-pri-me-rie"},
        {"es", "imprenta", "im-pren-ta"},
        {"it", "stampatore", "stam-pa-to-re"},
        {"ru", "\u0442\u0438\u043F\u043E\u0433\u0440\u0430\u0444\u0438\u044F",
         "\u0442\u0438-\u043F\u043E-\u0433\u0440\u0430-\u0444\u0438\u044F"}, /* in KOI8-R */
        {"de", "\u65E5\u672C\u8A9E\u65E5\u672C\u8A9E",
         "\u65E5\u672C\u8A9E\u65E5\u672C\u8A9E"}, /* not in its charset */
        {"qaa", "typography", "typography"},
        {"", "typography", "typography"},
        {"en", "", ""},
        {"en", "word", "word"},
    };
    Dictionaries *dictionaries = dictionaries_new(NULL);
    Hyphenator *hyphenator = hyphenator_new(dictionaries);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = divided(hyphenator, rows[i].lang, rows[i].word);
        g_assert_cmpstr(text, ==, rows[i].expected);
    }
    hyphenator_free(hyphenator);
    dictionaries_free(dictionaries);
}

static void test_long_word(void) {
    Dictionaries *dictionaries = dictionaries_new(NULL);
    Hyphenator *hyphenator = hyphenator_new(dictionaries);
    GString *word = g_string_new(NULL);
    for (int i = 0; i < 2000; i++) {
        g_string_append(word, "hyphen");
    }
    g_autofree char *text = divided(hyphenator, "en", word->str);
    g_assert_cmpstr(text, ==, word->str);
    g_string_truncate(word, HYPHENATE_MOST_LETTERS);
    g_autofree char *shorter = divided(hyphenator, "en", word->str);
    g_assert_nonnull(strchr(shorter, '-'));
    g_string_free(word, TRUE);
    hyphenator_free(hyphenator);
    dictionaries_free(dictionaries);
}

/* As in the old German spelling, where a letter comes back: the form of libhyphen's README. */
static void test_changed_spelling(void) {
    static const struct {
        const char *charset, *rows;
    } dictionaries[] = {
        {"UTF-8", "f1f/ff=f,1,2\nz1z\nc1k/k=k,1,2\n"},
        {"ISO8859-1", "f1f/ff=f,1,2\nz1z\nc1k/k=k,1,2\n"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(dictionaries); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
        g_assert_no_error(error);
        g_autofree char *path = g_build_filename(directory, "hyph_de_DE.dic", NULL);
        g_autofree char *text =
            g_strdup_printf("%s\n%s", dictionaries[i].charset, dictionaries[i].rows);
        g_assert_true(g_file_set_contents(path, text, -1, &error));
        Dictionaries *shelf = dictionaries_new(directory);
        Hyphenator *hyphenator = hyphenator_new(shelf);
        g_autofree char *ship = divided(hyphenator, "de", "Schiffahrt");
        g_assert_cmpstr(ship, ==, "Schi{ff-f}ahrt");
        g_autofree char *both = divided(hyphenator, "de", "Pizzab\u00E4cker");
        g_assert_cmpstr(both, ==, "Piz-zab\u00E4{k-k}er");
        hyphenator_free(hyphenator);
        dictionaries_free(shelf);
        g_unlink(path);
        g_rmdir(directory);
    }
}

/* What was asked for is told, there or not: so that a build knows of it, and an editor. */
static void test_asked_for(void) {
    g_autoptr(GError) error = NULL;
    g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
    g_assert_no_error(error);
    g_autofree char *greek = g_build_filename(directory, "hyph_el_GR.dic", NULL);
    g_autofree char *serbian = g_build_filename(directory, "hyph_sr-Latn_RS.dic", NULL);
    g_assert_true(g_file_set_contents(greek, "UTF-8\n\u03AC1\u03BD\u03B8\n", -1, &error));
    Dictionaries *shelf = dictionaries_new(directory);
    Hyphenator *hyphenator = hyphenator_new(shelf);
    g_autofree char *whole = divided(hyphenator, "sr-Latn", "dostojanstvo");
    g_assert_cmpstr(whole, ==, "dostojanstvo");
    g_autofree char *old =
        divided(hyphenator, "el-polyton", "\u03C0\u1F04\u03BD\u03B8\u03C9\u03BD");
    g_assert_cmpstr(old, ==, "\u03C0\u1F04-\u03BD\u03B8\u03C9\u03BD"); /* by its one accent */
    g_autofree char *none = divided(hyphenator, "vi", "Vietnam"); /* no one divides Vietnamese */
    g_assert_cmpstr(none, ==, "Vietnam");
    g_autoptr(GPtrArray) files = dictionaries_files(shelf);
    g_assert_cmpuint(files->len, ==, 2);
    g_assert_cmpstr(files->pdata[0], ==, greek);
    g_assert_cmpstr(files->pdata[1], ==, serbian);
    g_autoptr(GArray) missing = dictionaries_missing(shelf);
    g_assert_cmpuint(missing->len, ==, 1);
    g_assert_cmpstr(g_array_index(missing, MissingDictionary, 0).lang, ==, "sr-latn");
    g_assert_cmpstr(g_array_index(missing, MissingDictionary, 0).package, ==, "hyphen-sr");
    hyphenator_free(hyphenator);
    dictionaries_free(shelf);
    g_unlink(greek);
    g_rmdir(directory);
}

/* A dictionary that is none is no reason to fall. */
static void test_broken_dictionary(void) {
    static const char *const texts[] = {"", "NO-SUCH-CHARSET\na1b\n",
                                        "UTF-8\n\xFF\xFE"
                                        "1/=,9,9\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
        g_assert_no_error(error);
        g_autofree char *path = g_build_filename(directory, "hyph_en_US.dic", NULL);
        g_assert_true(g_file_set_contents(path, texts[i], -1, &error));
        Dictionaries *shelf = dictionaries_new(directory);
        Hyphenator *hyphenator = hyphenator_new(shelf);
        g_autofree char *text = divided(hyphenator, "en", "typography");
        g_assert_cmpstr(text, ==, "typography");
        hyphenator_free(hyphenator);
        dictionaries_free(shelf);
        g_unlink(path);
        g_rmdir(directory);
    }
}

static char *digits_of(HyphenDict *dict, const char *word) {
    char hyphens[64] = "", **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t length = strlen(word);
    g_assert_cmpint(
        hnj_hyphen_hyphenate3(dict, word, (int)length, hyphens, NULL, &rep, &pos, &cut, 2, 2, 0, 0),
        ==, 0);
    return g_strndup(hyphens, length);
}

/* What is read here divides as what libhyphen reads: two levels, patterns within patterns, one that
 * stands twice, settings, a sign that keeps divisions away. */
static void test_read_as_libhyphen_does(void) {
    static const char text[] = "ISO8859-1\n% German, in small\nCOMPOUNDLEFTHYPHENMIN 2\n"
                               "COMPOUNDRIGHTHYPHENMIN 3\n.haus1\nhaus1t\n1t\xFCr.\n1t\xFCr\n"
                               "NOHYPHEN -,'\nNEXTLEVEL\nLEFTHYPHENMIN 2\na1t\nat2e\n2ter\n1b2l\n"
                               "1b2l\nu1s\r\n.un1\n";
    static const char *const words[] = {"haust\xFCr", "haus",         "vaterblatt",
                                        "unter",      "tafel-t\xFCr", "sable",
                                        "d'abus",     "t\xFCrblatt",  "hausthaust\xFCr"};
    g_autoptr(GError) error = NULL;
    g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
    g_autofree char *path = g_build_filename(directory, "hyph_xx.dic", NULL);
    g_assert_true(g_file_set_contents(path, text, sizeof text - 1, &error));
    HyphenDict *own = hyphen_patterns_read(path), *theirs = hnj_hyphen_load(path);
    g_assert_nonnull(own);
    size_t divided_words = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autofree char *one = digits_of(own, words[i]), *other = digits_of(theirs, words[i]);
        g_assert_cmpstr(one, ==, other);
        divided_words += strpbrk(one, "13579") != NULL;
    }
    g_assert_cmpuint(divided_words, >=, 5);
    hnj_hyphen_free(own);
    hnj_hyphen_free(theirs);
    g_unlink(path);
    g_rmdir(directory);
}

static void test_left_to_libhyphen(void) {
    static const char *const texts[] = {"", "UTF-8", "UTF-8\na1b\n",
                                        "UTF-8\na1b/a=b,1,2\nNEXTLEVEL\nc1d\n",
                                        "A-CHARSET-OF-A-VERY-LONG-NAME\na1b\nNEXTLEVEL\n"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
        g_autofree char *path = g_build_filename(directory, "hyph_xx.dic", NULL);
        g_assert_true(g_file_set_contents(path, texts[i], -1, &error));
        g_assert_null(hyphen_patterns_read(path));
        g_unlink(path);
        g_assert_null(hyphen_patterns_read(path));
        g_rmdir(directory);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/hyphenate/languages", test_languages);
    g_test_add_func("/print/hyphenate/long-word", test_long_word);
    g_test_add_func("/print/hyphenate/changed-spelling", test_changed_spelling);
    g_test_add_func("/print/hyphenate/asked-for", test_asked_for);
    g_test_add_func("/print/hyphenate/broken-dictionary", test_broken_dictionary);
    g_test_add_func("/print/hyphenate/read-as-libhyphen-does", test_read_as_libhyphen_does);
    g_test_add_func("/print/hyphenate/left-to-libhyphen", test_left_to_libhyphen);
    return g_test_run();
}
