/* Names from content. UUIDs and hashes were computed with Python's uuid and hashlib, ISSNs are
 * those of ISO 3297's examples and of known journals. */
#include "base/identifiers.h"

#include <string.h>

static void test_uuid(void) {
    static const char *const rows[][2] = {
        {"", "11cda502-2d21-56e4-bc4f-18b368359d52"},
        {"harbour-bell:118", "9f3e1ecf-af6a-52d6-a858-ec7b2be612aa"},
        {"العدد", "fcd24831-bef1-5948-886b-c7cbb79c05ab"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *uuid = identifier_uuid(rows[i][0]);
        g_assert_cmpstr(uuid, ==, rows[i][1]);
        g_assert_true(identifier_is_uuid(uuid));
    }
    g_assert_false(identifier_is_uuid("urn:uuid:11cda502-2d21-56e4-bc4f-18b368359d52"));
    g_assert_false(identifier_is_uuid("11cda5022d2156e4bc4f18b368359d52"));
    g_assert_false(identifier_is_uuid("11cda502-2d21-56e4-bc4f-18b368359d5g"));
    g_assert_false(identifier_is_uuid(""));
}

static void test_slug(void) {
    static const char *const rows[][2] = {
        {"The Harbour", "the-harbour"},
        {"Über Straßen", "uber-strassen"},
        {"  --Don't panic!-- ", "dont-panic"},
        {"L’été à Łódź", "lete-a-lodz"},
        {"Ærø & Þingvellir", "aero-thingvellir"},
        {"2026: a budget", "n2026-a-budget"},
        {"e\u0301cole", "ecole"},
        {"ﬁne ①", "fine-1"},
        {"C++ / C#", "c-c"},
        {"العدد الأول", "x-86c7ecf154"},
        {"日本語", "x-77710aedc7"},
        {"", "x-e3b0c44298"},
        {"Tokyo 東京 news", "tokyo-news"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *slug = identifier_slug(rows[i][0]);
        g_assert_cmpstr(slug, ==, rows[i][1]);
    }
    g_autofree char *punctuation = identifier_slug("?!");
    g_assert_true(g_str_has_prefix(punctuation, "x-") && strlen(punctuation) == 12);
    g_autofree char *half = identifier_slug("ab العدد"); /* 2 of 7 letters */
    g_assert_true(g_str_has_prefix(half, "x-") && strlen(half) == 12);
}

static void test_long_slug(void) {
    g_autofree char *words =
        identifier_slug("one two three four five six seven eight nine ten eleven twelve thirteen");
    g_assert_cmpstr(words, ==, "one-two-three-four-five-six-seven-eight-nine-ten-eleven");
    g_autofree char *letters = g_strnfill(1000, 'Q');
    g_autofree char *word = identifier_slug(letters);
    g_assert_cmpuint(strlen(word), ==, 60);
    g_assert_cmpuint(strspn(word, "q"), ==, 60);
    g_autofree char *digits = g_strnfill(1000, '7');
    g_autofree char *number = identifier_slug(digits);
    g_assert_cmpuint(strlen(number), ==, 60);
    g_assert_true(number[0] == 'n');
}

static void test_github_anchor(void) {
    static const char *const rows[][2] = {
        {"A heading", "a-heading"},     {"What's new in 2.0?", "whats-new-in-20"},
        {"Ten  spaces", "ten--spaces"}, {"snake_case and kebab-case", "snake_case-and-kebab-case"},
        {"ÉCOLE — été", "école--été"},  {"المحتويات كلها", "المحتويات-كلها"},
        {"日本語！", "日本語"},         {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *anchor = identifier_github_anchor(rows[i][0]);
        g_assert_cmpstr(anchor, ==, rows[i][1]);
    }
}

static void test_hash(void) {
    g_autofree char *apart = identifier_hash("a", "b", NULL);
    g_assert_cmpstr(apart, ==, "8fb20ef63ced");
    g_autofree char *together = identifier_hash("ab", NULL);
    g_assert_cmpstr(together, ==, "969caaeb3626");
}

static void test_issn(void) {
    static const char *const good[] = {"0317-8471", "1050-124X", "2434-561X", "0028-0836",
                                       "1050-124x"};
    static const char *const bad[] = {"0317-8472", "03178471",  "0317-84711", "0317-847", "",
                                      "X317-8471", "0317 8471", "031X-8471",  "٠٣١٧-٨٤٧١"};
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        g_assert_true(identifier_is_issn(good[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        g_assert_false(identifier_is_issn(bad[i]));
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/identifiers/uuid", test_uuid);
    g_test_add_func("/base/identifiers/slug", test_slug);
    g_test_add_func("/base/identifiers/long-slug", test_long_slug);
    g_test_add_func("/base/identifiers/github-anchor", test_github_anchor);
    g_test_add_func("/base/identifiers/hash", test_hash);
    g_test_add_func("/base/identifiers/issn", test_issn);
    return g_test_run();
}
