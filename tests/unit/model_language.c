/* Languages: every row whole, tags as RFC 5646 has them, names joined as each language joins them.
 */
#include "model/language.h"

#include <string.h>

/* A language that Galley knows lacks nothing. */
static void test_rows(void) {
    static const Word templates[] = {WORD_BY,      WORD_MINUTES,    WORD_ISSUE,         WORD_VOLUME,
                                     WORD_MISSING, WORD_PHOTOGRAPH, WORD_SUMMARY_NO_ALT};
    const char *before = "";
    for (const Language *language = language_all(); language->tag != NULL; language++) {
        g_assert_cmpstr(before, <, language->tag); /* sorted, each once */
        before = language->tag;
        g_assert_true(language_find(language->tag) == language);
        g_assert_nonnull(language->date_format);
        g_assert_nonnull(language->month_format);
        g_assert_nonnull(language->words[WORD_AND]);
        g_assert_nonnull(language->words[WORD_COMMA]);
        g_assert_cmpint(language->is_rtl, ==, language_tag_is_rtl(language->tag));
        if (strcmp(language->tag, "und") == 0) {
            continue;
        }
        bool names_months = strstr(language->date_format, "{m}") != NULL;
        for (int month = 0; month < 12; month++) {
            g_assert_cmpint(language->months[month] != NULL, ==, names_months);
            g_assert_cmpint(language->months_alone[month] != NULL, ==,
                            language->months_alone[0] != NULL);
        }
        for (int word = 0; word < WORD_COUNT; word++) {
            if (word != WORD_AND_DIVIDES) {
                g_assert_nonnull(language->words[word]);
                g_assert_true(g_utf8_validate(language->words[word], -1, NULL));
            }
        }
        for (size_t i = 0; i < G_N_ELEMENTS(templates); i++) {
            g_assert_nonnull(strstr(language->words[templates[i]], "{}"));
        }
        g_assert_true(language->has_typography);
        const Typography *typography = &language->typography;
        g_assert_true(*typography->open && *typography->close && *typography->inner_open &&
                      *typography->inner_close && *typography->apostrophe && *typography->dash);
    }
}

/* The words of the issue's languages, by their dictionaries. */
static void test_words(void) {
    static const struct {
        const char *tag;
        Word word;
        const char *said;
    } rows[] = {
        {"en", WORD_CONTENTS, "Contents"}, {"es", WORD_CONTENTS, "Sumario"},
        {"pt", WORD_CONTENTS, "Sumário"},  {"it", WORD_CONTENTS, "Sommario"},
        {"hi", WORD_CONTENTS, "विषय-सूची"}, {"ar", WORD_CONTENTS, "المحتويات"},
        {"es", WORD_ISSUE, "N.º 7"},       {"ar", WORD_ISSUE, "العدد 7"},
        {"hi", WORD_BY, "लेखन: 7"},         {"fa", WORD_PAGE, "صفحه"},
        {"ja", WORD_ISSUE, "第7号"},       {"fa", WORD_ISSUE, "شمارهٔ ۷"},
        {"und", WORD_PAGE, "7"},           {"und", WORD_MINUTES, "7′"},
        {"de", WORD_MINUTES, "7 Minuten"}, {"en-US", WORD_LICENCE, "License"},
        {"en", WORD_LICENCE, "Licence"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = language_say(language_find(rows[i].tag), rows[i].word, "7");
        g_assert_cmpstr(said, ==, rows[i].said);
    }
    g_autofree char *nothing = language_say(language_find("en"), WORD_BY, NULL);
    g_assert_cmpstr(nothing, ==, "By ");
    g_autofree char *braces = language_say(language_find("en"), WORD_BY, "{}");
    g_assert_cmpstr(braces, ==, "By {}");
}

static void test_find(void) {
    static const char *const rows[][2] = {
        {"fr-CA", "fr"},
        {"en-US", "en-US"},
        {"en-us", "en-US"},
        {"en-GB", "en"},
        {"en-US-x-a", "en-US"},
        {"zh-TW", "zh-Hant"},
        {"zh-Hant-CN", "zh-Hant"},
        {"zh-Hans-TW", "zh"},
        {"zh-HK", "zh-Hant"},
        {"zh-CN", "zh"},
        {"zh", "zh"},
        {"cmn-Hant", "zh-Hant"},
        {"cmn", "zh"},
        {"no", "nb"},
        {"iw", "he"},
        {"eng", "und"},
        {"e", "und"},
        {"", "und"},
        {"und", "und"},
        {"tlh", "und"},
        {"pt-BR", "pt"},
        {"AR-EG", "ar"},
        {"-", "und"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpstr(language_find(rows[i][0])->tag, ==, rows[i][1]);
    }
    g_assert_cmpstr(language_find(NULL)->tag, ==, "und");
    g_assert_true(language_is_known("fr-CA"));
    g_assert_false(language_is_known("tlh"));
    g_assert_false(language_is_known("und"));
}

static void test_normalise(void) {
    static const char *const rows[][2] = {
        {"en", "en"},
        {"EN-us", "en-US"},
        {"fr_FR", "fr-FR"},
        {" de ", "de"},
        {"zh-hant-tw", "zh-Hant-TW"},
        {"es-419", "es-419"},
        {"sl-rozaj-biske", "sl-rozaj-biske"},
        {"de-1996", "de-1996"},
        {"zh-yue-hk", "zh-yue-HK"},
        {"en-a-bbb-x-a-b", "en-a-bbb-x-a-b"},
        {"az-arab-x-AZE", "az-Arab-x-aze"},
        {"und", "und"},
        {"english", NULL},
        {"en-", NULL},
        {"", NULL},
        {"-", NULL},
        {"e", NULL},
        {"en-US-US", NULL},
        {"de-1996-1996", NULL},
        {"en-a", NULL},
        {"en-a-bb-a-cc", NULL},
        {"x-private", NULL}, /* no language at all */
        {"en us", NULL},
        {"العربية", NULL},
        {"en\"><script>", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *tag = language_normalise_tag(rows[i][0]);
        g_assert_cmpstr(tag, ==, rows[i][1]);
    }
    g_autofree char *variants = g_strnfill(99, 'a');
    g_assert_null(language_normalise_tag(variants));
}

static void test_direction(void) {
    static const char *const rtl[] = {"ar",         "fa-IR",   "he", "ur",      "az-Arab",
                                      "ckb",        "ps",      "dv", "ff-Adlm", "AR-eg",
                                      "pa-Arab-PK", "ur-Aran", "yi", "ug",      "iw"};
    static const char *const ltr[] = {"en", "az", "ar-Latn",   "zh-Hant", "hi",
                                      "",   "ku", "en-x-arab", "pa",      "und"};
    for (size_t i = 0; i < G_N_ELEMENTS(rtl); i++) {
        g_assert_true(language_tag_is_rtl(rtl[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ltr); i++) {
        g_assert_false(language_tag_is_rtl(ltr[i]));
    }
    g_assert_false(language_tag_is_rtl(NULL));
}

static char *join(const char *tag, const char *const *names) {
    g_autoptr(GPtrArray) array = g_ptr_array_new();
    for (size_t i = 0; names[i] != NULL; i++) {
        g_ptr_array_add(array, (gpointer)names[i]);
    }
    return language_join_names(language_find(tag), array);
}

static void test_join_names(void) {
    static const struct {
        const char *tag;
        const char *names[4];
        const char *joined;
    } rows[] = {
        {"en", {NULL}, ""},
        {"en", {"Ada"}, "Ada"},
        {"en", {"Ada", "Bea"}, "Ada and Bea"},
        {"en", {"Ada", "Bea", "Cy"}, "Ada, Bea and Cy"},
        {"ar", {"أحمد", "سعيد"}, "أحمد وسعيد"},
        {"ar", {"أ", "ب", "ج"}, "أ، ب وج"},
        {"ja", {"夏目漱石", "森鷗外"}, "夏目漱石、森鷗外"},
        {"und", {"A", "B"}, "A · B"},
        {"es", {"Ana", "Benito"}, "Ana y Benito"},
        {"es", {"Ana", "Inés"}, "Ana e Inés"},
        {"es", {"Ana", "Íñigo"}, "Ana e Íñigo"},
        {"es", {"Ana", "I\u0301ñigo"}, "Ana e I\u0301ñigo"},
        {"es", {"Ana", "Hilario"}, "Ana e Hilario"},
        {"es", {"Ana", "Hierro"}, "Ana y Hierro"}, /* a diphthong */
        {"es", {"Ana", "Yolanda"}, "Ana y Yolanda"},
        {"es", {"Inés", "Ana"}, "Inés y Ana"},
        {"es", {"Ana", "I"}, "Ana e I"},
        {"es", {"Ana", ""}, "Ana y "},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *joined = join(rows[i].tag, rows[i].names);
        g_assert_cmpstr(joined, ==, rows[i].joined);
    }
}

static void test_of(void) {
    g_assert_true(language_tag_is_of("pt", "pt"));
    g_assert_true(language_tag_is_of("pt-BR", "pt"));
    g_assert_true(language_tag_is_of("ZH-hant-TW", "zh-Hant"));
    g_assert_false(language_tag_is_of("pt", "pt-BR"));
    g_assert_false(language_tag_is_of("fil", "fi"));
    g_assert_false(language_tag_is_of("", "pt"));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/model/language/rows", test_rows);
    g_test_add_func("/model/language/words", test_words);
    g_test_add_func("/model/language/find", test_find);
    g_test_add_func("/model/language/normalise", test_normalise);
    g_test_add_func("/model/language/of", test_of);
    g_test_add_func("/model/language/direction", test_direction);
    g_test_add_func("/model/language/join-names", test_join_names);
    return g_test_run();
}
