/* Reading systems by name and in words, and whom a rule concerns. */
#include "model/reading_systems.h"

static void test_parse(void) {
    char *unknown = NULL;
    g_assert_cmpuint(reading_systems_parse("kobo", &unknown), ==, READING_SYSTEM_KOBO);
    g_assert_cmpuint(reading_systems_parse("kindle,adobe", &unknown), ==,
                     READING_SYSTEM_KINDLE | READING_SYSTEM_ADOBE);
    g_assert_cmpuint(reading_systems_parse("apple, all", &unknown), ==, 15);
    g_assert_null(unknown);
}

static void test_unknown(void) {
    static const struct {
        const char *names, *unknown;
    } wrong[] = {{"nook", "nook"}, {"kindle,Kobo", "Kobo"}, {"", ""}, {" , ", " , "}};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *unknown = NULL;
        g_assert_cmpuint(reading_systems_parse(wrong[i].names, &unknown), ==, 0);
        g_assert_cmpstr(unknown, ==, wrong[i].unknown);
    }
}

static void test_words(void) {
    g_autofree char *one = reading_systems_say(READING_SYSTEM_APPLE);
    g_autofree char *two = reading_systems_say(READING_SYSTEM_KINDLE | READING_SYSTEM_APPLE);
    g_autofree char *all = reading_systems_say(READING_SYSTEMS_ALL);
    g_autofree char *names = reading_systems_names();
    g_assert_cmpstr(one, ==, "Apple Books");
    g_assert_cmpstr(two, ==, "Kindle and Apple Books");
    g_assert_cmpstr(all, ==, "Kindle, Kobo, Apple Books and Adobe readers");
    g_assert_cmpstr(names, ==, "kindle, kobo, apple, adobe and all");
}

static void test_rules(void) {
    g_assert_cmpuint(reading_systems_of(DIAGNOSTIC_READER_TABLE_WIDE_KOBO), ==,
                     READING_SYSTEM_KOBO);
    g_assert_cmpuint(reading_systems_of(DIAGNOSTIC_EPUB_NAME), ==, READING_SYSTEMS_ALL);
    g_assert_cmpuint(reading_systems_of(DIAGNOSTIC_DATE_MISSING), ==, 0);
}

/* The facts name those that are not on the list; subtags and capitals do not count. */
static void test_languages(void) {
    static const char *const known[] = {"en", "en-GB", "zh-Hant", "ar", "DE", "gsw", "nb_NO"};
    static const char *const unknown[] = {"et", "lv", "lt", "ru", "uk", "cs", "hu",  "ro",
                                          "tr", "el", "he", "ko", "e",  "",   "engl"};
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        g_assert_true(kindle_knows_language(known[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++) {
        g_assert_false(kindle_knows_language(unknown[i]));
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/reading-systems/parse", test_parse);
    g_test_add_func("/reading-systems/unknown", test_unknown);
    g_test_add_func("/reading-systems/words", test_words);
    g_test_add_func("/reading-systems/rules", test_rules);
    g_test_add_func("/reading-systems/languages", test_languages);
    return g_test_run();
}
