/* What the values of keys mean, and keys that were mistyped. */
#include "read/values.h"

#include "base/text.h"

#include <string.h>

typedef struct {
    YamlValue *map;
    Report *report;
    Said said;
} Fixture;

/* The value of `key: YAML`. */
static Fixture fixture_new(const char *yaml) {
    Fixture fixture = {.report = report_new()};
    g_autofree char *text = g_strdup_printf("key: %s\n", yaml);
    fixture.map = yaml_parse(text, strlen(text), "in/a.md", 1, fixture.report);
    g_assert_nonnull(fixture.map);
    fixture.said = (Said){fixture.map->values->pdata[0], "key", "in/a.md", fixture.report};
    return fixture;
}

/* Frees it; was the value refused, with a hint, at its place? */
static bool fixture_free(Fixture *fixture) {
    bool is_refused = report_length(fixture->report) == 1;
    if (is_refused) {
        const Diagnostic *said = report_get(fixture->report, 0);
        g_assert_cmpint(said->code, ==, DIAGNOSTIC_VALUE_INVALID);
        g_assert_cmpstr(said->place.file, ==, "in/a.md");
        g_assert_cmpuint(said->place.line, ==, 1);
        g_assert_cmpstr(said->place.detail, ==, "key");
        g_assert_nonnull(said->hint);
    }
    yaml_value_free(fixture->map);
    report_free(fixture->report);
    return is_refused;
}

static void check_date(const char *yaml, const char *expected) {
    Fixture fixture = fixture_new(yaml);
    Date date = {0};
    g_assert_true(said_date(&fixture.said, &date) == (expected != NULL));
    g_autofree char *iso = date_is_set(date) ? date_iso(date) : NULL;
    g_autofree char *utc = date.has_time ? date_utc(date.unix_time) : NULL;
    g_assert_cmpstr(utc != NULL ? utc : iso, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected == NULL));
}

static void test_dates(void) {
    check_date("2005-05-05", "2005-05-05");
    check_date("'2005-05-05'", "2005-05-05");
    check_date("2005-05", "2005-05");
    check_date("2005", "2005");
    check_date("2005/05/05", "2005-05-05");
    check_date("2005-05-05 14:30", "2005-05-05T14:30:00Z");
    check_date("2005-05-05T14:30:05", "2005-05-05T14:30:05Z");
    check_date("2005-05-05T14:30:05+02:00", "2005-05-05T12:30:05Z");
    check_date("2005-05-05 14:30:05 +0200", "2005-05-05T12:30:05Z");
    check_date("2005-05-05 14:30:05 -0530", "2005-05-05T20:00:05Z");
    check_date("2005-05-05 14:30:05 UTC", "2005-05-05T14:30:05Z");
    check_date("2005-05-05T14:30:05.123Z", "2005-05-05T14:30:05Z");
    check_date("2005-02-30", NULL);
    check_date("2005-13-01", NULL);
    check_date("5 May 2005", "2005-05-05");
    check_date("tomorrow", NULL);
    check_date("[2005]", NULL);
    check_date("2005-05-05 and more", NULL);
}

static void check_language(const char *yaml, const char *expected) {
    Fixture fixture = fixture_new(yaml);
    g_autofree char *tag = NULL;
    g_assert_true(said_language(&fixture.said, &tag) == (expected != NULL));
    g_assert_cmpstr(tag, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected == NULL));
}

static void test_languages(void) {
    check_language("en", "en");
    check_language("PT-br", "pt-BR");
    check_language("zh_hant", "zh-Hant");
    check_language("no", "no"); /* Norwegian, no boolean */
    check_language("english", NULL);
    check_language("[en]", NULL);
}

static void check_number(const char *yaml, double expected) {
    Fixture fixture = fixture_new(yaml);
    double number = -99;
    said_number(&fixture.said, &number);
    g_assert_cmpfloat(number, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected == -99));
}

static void test_numbers(void) {
    check_number("3", 3);
    check_number("-1.5", -1.5);
    check_number("'007'", 7);
    check_number("1,5", -99);
    check_number("0x10", -99);
    check_number("nan", -99);
    check_number("1e999", -99);
    check_number(".", -99);
    check_number("first", -99);
}

static void check_boolean(const char *yaml, int expected) {
    Fixture fixture = fixture_new(yaml);
    bool answer = false;
    bool is_one = said_boolean(&fixture.said, &answer);
    g_assert_cmpint(is_one ? answer : -1, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected < 0));
}

static void test_booleans(void) {
    check_boolean("true", 1);
    check_boolean("Yes", 1);
    check_boolean("\"false\"", 0); /* exports quote everything */
    check_boolean("off", 0);
    check_boolean("maybe", -1);
    check_boolean("{a: b}", -1);
}

static void check_size(const char *yaml, uint64_t expected) {
    Fixture fixture = fixture_new(yaml);
    uint64_t size_bytes = 0;
    said_size(&fixture.said, &size_bytes);
    g_assert_cmpuint(size_bytes, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected == 0));
}

static void test_sizes(void) {
    check_size("20 MB", 20000000);
    check_size("650kB", 650000);
    check_size("1.5 MiB", 1572864);
    check_size("2 g", 2000000000);
    check_size("20", 0);
    check_size("-20 MB", 0);
    check_size("1e300 GB", 0);
    check_size("0 MB", 0);
    check_size("big", 0);
}

static void check_issn(const char *yaml, const char *expected) {
    Fixture fixture = fixture_new(yaml);
    g_autofree char *issn = NULL;
    said_issn(&fixture.said, &issn);
    g_assert_cmpstr(issn, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected == NULL));
}

/* 0317-8471: 0·8+3·7+1·6+7·5+8·4+4·3+7·2+1 = 121 = 11·11. 2434-561X ends in ten. */
static void test_issns(void) {
    check_issn("0317-8471", "0317-8471");
    check_issn("03178471", "0317-8471");
    check_issn("ISSN 0317-8471", "0317-8471");
    check_issn("2434-561x", "2434-561X");
    check_issn("0317-8472", NULL);
    check_issn("0317-84711", NULL);
    check_issn("none", NULL);
}

static void check_words(const char *yaml, bool at_spaces, const char *expected) {
    Fixture fixture = fixture_new(yaml);
    g_autoptr(GPtrArray) words = NULL;
    if (said_words(&fixture.said, at_spaces, &words)) {
        g_ptr_array_add(words, NULL);
        g_autofree char *joined = g_strjoinv("|", (char **)words->pdata);
        g_assert_cmpstr(joined, ==, expected);
    } else {
        g_assert_null(expected);
    }
    fixture_free(&fixture);
}

static void test_words(void) {
    check_words("[a b, c]", false, "a b|c");
    check_words("a b, c,", false, "a b|c");
    check_words("a b, c", true, "a|b|c");
    check_words("[a, [b]]", false, "a");
    check_words("{a: b}", false, NULL);
}

static void test_texts(void) {
    Fixture fixture = fixture_new("\"  two \\n  words \"");
    g_autofree char *text = NULL;
    g_assert_true(said_text(&fixture.said, &text));
    g_assert_cmpstr(text, ==, "two words");
    fixture_free(&fixture);
    fixture = fixture_new("|\n  One.\n\n  Two.\n");
    g_autofree char *block = NULL;
    g_assert_true(said_block(&fixture.said, &block));
    g_assert_cmpstr(block, ==, "One.\n\nTwo.");
    fixture_free(&fixture);
    fixture = fixture_new("[a]");
    g_autofree char *none = NULL;
    g_assert_false(said_text(&fixture.said, &none));
    g_assert_null(none);
    g_assert_true(fixture_free(&fixture));
}

static void check_captions(const char *yaml, int expected) {
    Fixture fixture = fixture_new(yaml);
    bool from_alt = false;
    bool is_one = said_captions(&fixture.said, &from_alt);
    g_assert_cmpint(is_one ? from_alt : -1, ==, expected);
    g_assert_true(fixture_free(&fixture) == (expected < 0));
}

static void test_captions(void) {
    check_captions("alt", 1);
    check_captions("Alt", 1);
    check_captions("no", 0);
    check_captions("false", 0);
    check_captions("yes", -1);
}

/* The first synonym that says something holds; blank says nothing. */
static void test_finding(void) {
    static const char yaml[] = "description: ''\nDeck: A\nsubtitle: ~\nweight: 1\n";
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) map = yaml_parse(yaml, strlen(yaml), "f", 1, report);
    const char *key = NULL;
    g_assert_cmpstr(value_find(map, "subtitle deck description", &key)->text, ==, "A");
    g_assert_cmpstr(key, ==, "Deck");
    g_assert_null(value_find(map, "subtitle", &key));
    g_assert_null(value_find(map, "order", &key));
    g_assert_null(value_find(NULL, "order", &key));
}

static const char *some_keys(size_t index) {
    static const char *const rows[] = {"title headline", "author authors", "lang", "date"};
    return index < G_N_ELEMENTS(rows) ? rows[index] : NULL;
}

static void check_near(const char *key, const char *hint) {
    g_autofree char *yaml = g_strdup_printf("%s: x\n", key);
    g_autoptr(Report) report = report_new();
    g_autoptr(YamlValue) map = yaml_parse(yaml, strlen(yaml), "in/a.md", 2, report);
    keys_check(map, some_keys, "in/a.md", report);
    g_assert_cmpuint(report_length(report), ==, hint != NULL);
    if (hint != NULL) {
        const Diagnostic *said = report_get(report, 0);
        g_assert_cmpint(said->code, ==, DIAGNOSTIC_KEY_UNKNOWN);
        g_assert_cmpstr(said->hint, ==, hint);
        g_assert_cmpuint(said->place.line, ==, 2);
    }
}

static void test_near_keys(void) {
    check_near("titel", "did you mean `title:`?");
    check_near("Autor", "did you mean `author:`?");
    check_near("langs", "did you mean `lang:`?");
    check_near("dat", "did you mean `date:`?");
    check_near("title", NULL);
    check_near("TITLE", NULL);
    check_near("layout", NULL);  /* Jekyll's */
    check_near("aliases", NULL); /* Hugo's */
    check_near("mine", NULL);
    check_near("my_own_key", NULL);
    check_near("\"\"", NULL);
    check_near("a-key-that-is-much-longer-than-any-key-of-galleys-own", NULL);
    check_near("títle", "did you mean `title:`?");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/values/dates", test_dates);
    g_test_add_func("/read/values/languages", test_languages);
    g_test_add_func("/read/values/numbers", test_numbers);
    g_test_add_func("/read/values/booleans", test_booleans);
    g_test_add_func("/read/values/sizes", test_sizes);
    g_test_add_func("/read/values/issns", test_issns);
    g_test_add_func("/read/values/words", test_words);
    g_test_add_func("/read/values/texts", test_texts);
    g_test_add_func("/read/values/captions", test_captions);
    g_test_add_func("/read/values/finding", test_finding);
    g_test_add_func("/read/values/near", test_near_keys);
    return g_test_run();
}
