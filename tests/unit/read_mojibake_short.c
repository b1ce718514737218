/* Mojibake in texts of a word or a line, where nothing else tells the encoding: how much of each
 * kind is mended, and that nothing right is touched. The broken texts are made here. */
#include "read/mojibake.h"
#include "read/mojibake_references.h"

#include "mojibake_fixture.h"

#include <string.h>

typedef enum { WORD, LINE, KINDS } Kind;

static const struct {
    Kind kind;
    const char *text;
} shorts[] = {
#define SHORT(kind, text) {kind, text},
#include "mojibake_short.def"
#undef SHORT
};

static const char *const misread[] = {
    "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
    "windows-1255", "windows-1256", "windows-1257", "iso-8859-1",   "iso-8859-2",
    "iso-8859-15",  "macroman",     "cp437",        "cp850",
};

static char *mended(const char *text) {
    g_autoptr(MojibakeTally) tally = mojibake_tally_new();
    char *result = mojibake_mend(text, strlen(text), place_at("a.md", 1, 1), tally);
    return result != NULL ? result : g_strdup(text);
}

typedef struct {
    unsigned all, right;
} Count;

static void try_pair(const char *text, const char *wrong, Count *count) {
    if (strcmp(text, wrong) == 0) {
        return;
    }
    g_autofree char *result = mended(wrong);
    bool is_right = strcmp(result, text) == 0;
    count->all++;
    count->right += is_right;
    if (!is_right) {
        g_test_message("%s: %s", wrong, result);
    }
}

static void check(const Count *count, const char *name, unsigned least_percent) {
    g_test_message("%s: %u of %u", name, count->right, count->all);
    g_assert_cmpuint(count->all, >, 100);
    g_assert_cmpuint(count->right * 100, >=, count->all * least_percent);
}

static void test_once(void) {
    Count counts[KINDS] = {{0, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(shorts); i++) {
        for (size_t e = 0; e < G_N_ELEMENTS(misread); e++) {
            g_autofree char *once = broken(shorts[i].text, misread[e]);
            try_pair(shorts[i].text, once, &counts[shorts[i].kind]);
        }
    }
    check(&counts[WORD], "words", 93);
    check(&counts[LINE], "lines", 97);
}

/* The same encoding twice, two encodings, three times over. */
static void test_again(void) {
    static const char *const pairs[][2] = {{"windows-1252", "windows-1251"},
                                           {"windows-1251", "windows-1252"},
                                           {"windows-1252", "iso-8859-1"},
                                           {"windows-1252", "windows-1250"}};
    static const char *const twice_in[] = {"windows-1250", "windows-1251", "windows-1252",
                                           "iso-8859-1",   "macroman",     "cp437"};
    Count twice = {0};
    Count two = {0};
    Count thrice = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(shorts); i++) {
        const char *text = shorts[i].text;
        for (size_t e = 0; e < G_N_ELEMENTS(twice_in); e++) {
            g_autofree char *once = broken(text, twice_in[e]);
            g_autofree char *again = broken(once, twice_in[e]);
            try_pair(text, again, &twice);
            g_autofree char *third = broken(again, twice_in[e]);
            try_pair(text, third, &thrice);
        }
        for (size_t p = 0; shorts[i].kind == LINE && p < G_N_ELEMENTS(pairs); p++) {
            g_autofree char *once = broken(text, pairs[p][0]);
            g_autofree char *again = broken(once, pairs[p][1]);
            try_pair(text, again, &two);
        }
    }
    check(&twice, "twice", 98);
    check(&two, "in two encodings", 94);
    check(&thrice, "three times", 97);
}

/* What the classes of damage look like, one or two of each. */
static void test_kinds(void) {
    static const char *const rows[][2] = {
        {"\302\223We stay\302\224, she said \302\226 and didn\302\222t go\302\205",
         "“We stay”, she said – and didn’t go…"},
        {"Un bon b\302\234uf co\u00FBte 5 \302\200", "Un bon bœuf coûte 5 €"},
        {"â\302\200\302\234all of usâ\302\200\302\235 and \302\204alle\302\223",
         "“all of us” and „alle“"},
        {"Weâ\302\200\302\231re \302\223here\302\224", "We’re “here”"},
        {"The nets are out âœ”", "The nets are out ✔"},
        {"I â\302\235¤ boats", "I ❤ boats"},
        {"We won ðŸŽ‰ today", "We won 🎉 today"},
        {"so glad í\u00A0½í¸\302\212", "so glad 😊"},
        {"so glad í ½í¸\302\212", "so glad 😊"},
        {"tickets at Г‚ВЈ7", "tickets at £7"},
        {"Se vende, preguntar a la SEÃ‘ORA", "Se vende, preguntar a la SEÑORA"},
        {"a dose of IFNÎ³ a day", "a dose of IFNγ a day"},
        {"as crianÃ§as vÃ£o Ã s aulas", "as crianças vão às aulas"},
        {"lâ€™Ã©tÃ© Ã Paris", "l’été à Paris"},
        {"the proп¬Ѓt is small", "the proﬁt is small"},
        {"Ð ÐµÐºÐ° Ñ‚ÐµÑ‡Ñ‘Ñ‚", "Река течёт"},
        {"Р СљР С•РЎР‚Р Вµ Р С‘ Р В±Р ВµРЎР‚Р ВµР С–", "Море и берег"},
        {"an ï¿½ was here", "an \uFFFD was here"},
        {"ï»¿The harbour", "\uFEFFThe harbour"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *result = mended(rows[i][0]);
        g_assert_cmpstr(result, ==, rows[i][1]);
    }
}

static void check_right(const char *text) {
    g_autofree char *result = mended(text);
    g_assert_cmpstr(result, ==, text);
}

static void test_right(void) {
    static const char *const right[] = {
#define RIGHT(text) text,
#include "mojibake_right.def"
#undef RIGHT
    };
    for (size_t i = 0; i < G_N_ELEMENTS(right); i++) {
        check_right(right[i]);
    }
    static const char *const ends[] = {"…", "”", "’", "»", "–", "—", "™", ".”", "…»", " –"};
    for (size_t i = 0; i < G_N_ELEMENTS(shorts); i++) {
        g_autofree char *upper = g_utf8_strup(shorts[i].text, -1);
        check_right(shorts[i].text);
        check_right(upper);
        for (size_t e = 0; e < G_N_ELEMENTS(ends); e++) {
            g_autofree char *ended = g_strconcat(shorts[i].text, ends[e], NULL);
            g_autofree char *upper_ended = g_strconcat(upper, ends[e], NULL);
            check_right(ended);
            check_right(upper_ended);
        }
    }
}

/* U+0085 alone is a line end; one after a first byte is the rest of a sequence. */
static void test_controls_kept(void) {
    check_right("one line\302\205another");
    check_right("(Ã\302\204)");
}

static void test_references(void) {
    static const char page[] = "isn&acirc;&euro;&trade;t, caf&Atilde;&#xA9; &eacute;t&eacute; "
                               "&amp; &raquo;&nbsp;&raquo; &#226;&#128;&#153; &acirc;";
    g_autofree char *result = mojibake_expand_references(page, strlen(page));
    g_assert_cmpstr(result, ==,
                    "isnâ€™t, cafÃ© &eacute;t&eacute; &amp; &raquo;&nbsp;&raquo; "
                    "â\302\200\302\231 &acirc;");
    static const char plain[] = "&eacute;&egrave; &nbsp; & &; &#; &#x; &;;&;";
    g_assert_null(mojibake_expand_references(plain, strlen(plain)));
    g_assert_null(mojibake_expand_references("", 0));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/read/mojibake-short/once", test_once);
    g_test_add_func("/read/mojibake-short/again", test_again);
    g_test_add_func("/read/mojibake-short/kinds", test_kinds);
    g_test_add_func("/read/mojibake-short/right", test_right);
    g_test_add_func("/read/mojibake-short/controls-kept", test_controls_kept);
    g_test_add_func("/read/mojibake-short/references", test_references);
    return g_test_run();
}
