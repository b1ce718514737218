/* Phase 2: what a book is called and known by, and when it was changed. */
#include "enrich_issue_fixture.h"

#include "base/identifiers.h"

static void set(char **text, const char *value) {
    g_free(*text);
    *text = g_strdup(value);
}

static Date date_of(const char *text) {
    Date date = {0};
    if (text != NULL) {
        g_assert_true(date_parse(text, &date));
    }
    return date;
}

typedef struct {
    const char *lang;
    const char *publication; /* NULL: there is none */
    const char *title;       /* the issue's own */
    const char *number, *date;
    const char *dc_title, *file_as, *position;
} Names;

static void check_names(const Names *names) {
    Fixture fixture = fixture_new();
    Issue *issue = fixture.issue;
    set(&issue->settings.lang, names->lang);
    set(&issue->settings.title, names->title);
    set(&issue->issue_title, names->title);
    set(&issue->settings.number, names->number);
    set(&fixture.publication->settings.title, names->publication);
    const char *name = names->publication ? names->publication : names->title;
    set(&issue->publication_title, name ? name : "118 winter");
    issue->settings.date = date_of(names->date);
    fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    fixture_enrich(&fixture);
    g_assert_cmpstr(issue->dc_title, ==, names->dc_title);
    g_assert_cmpstr(issue->file_as, ==, names->file_as);
    g_assert_cmpstr(issue->series_position, ==, names->position);
    fixture_free(&fixture);
}

static void test_names(void) {
    static const Names rows[] = {
        {"en", "The Bell", "Winter", "118", "2026-11-24",
         "The Bell, No. 118, 24 November 2026: Winter", "The Bell 2026-11-24", "118"},
        {"en-US", "The Bell", NULL, NULL, "2026-11-24", "The Bell, November 24, 2026",
         "The Bell 2026-11-24", "20261124"},
        {"en", "The Bell", NULL, "118", NULL, "The Bell, No. 118", "The Bell 118", "118"},
        {"en", "The Bell", NULL, NULL, "2026-11", "The Bell, November 2026", "The Bell 2026-11",
         "20261101"},
        {"en", "The Bell", NULL, NULL, "2026", "The Bell, 2026", "The Bell 2026", "20260101"},
        {"en", "The Bell", NULL, "98.10", "2026-11-24", "The Bell, No. 98.10, 24 November 2026",
         "The Bell 2026-11-24", "20261124"},
        {"en", "The Bell", NULL, "Winter", NULL, "The Bell, Winter", "The Bell Winter", NULL},
        {"en", "The Bell", "the bell", "007", NULL, "The Bell, No. 007", "The Bell 007", "7"},
        {"en", "The Bell", "The \"long\" night", NULL, NULL, "The Bell: The “long” night",
         "The Bell The “long” night", NULL},
        /* nothing tells the issue from the others but its directory */
        {"en", "The Bell", NULL, NULL, NULL, "The Bell: 118-winter", "The Bell 118-winter", NULL},
        {"en", NULL, "Winter", NULL, NULL, "Winter", "Winter", NULL},
        {"fr", "Le Carillon", "Hiver", "118", "2026-11-24",
         "Le Carillon, n° 118, 24 novembre 2026\u202F: Hiver", "Le Carillon 2026-11-24", "118"},
        {"de", "Die Glocke", "Winter", "118", "2026-11-24",
         "Die Glocke, Nr. 118, 24. November 2026: Winter", "Die Glocke 2026-11-24", "118"},
        {"ja", "港の鐘", "冬", "118", "2026-11-24", "港の鐘 第118号 2026年11月24日：冬",
         "港の鐘 2026-11-24", "118"},
        {"zh-Hans", "港口钟声", "冬", "118", "2026-11-24", "港口钟声，第118期，2026年11月24日：冬",
         "港口钟声 2026-11-24", "118"},
        {"zh-TW", "港口鐘聲", "冬", NULL, "2026-11-24", "港口鐘聲，2026年11月24日：冬",
         "港口鐘聲 2026-11-24", "20261124"},
        {"ar", "الجرس", "الشتاء", "١١٨", "2026-11-24", "الجرس، العدد ١١٨، 24 نوفمبر 2026: الشتاء",
         "الجرس 2026-11-24", "118"},
        {"und", "The Bell", "Winter", "118", "2026-11-24", "The Bell, № 118, 2026-11-24: Winter",
         "The Bell 2026-11-24", "118"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        check_names(&rows[i]);
    }
}

/* Without any name, one article by itself names its book, and several are called after their
 * directory. The identity is that of the directory's name in both. */
static void test_nameless(void) {
    static const char *const titles[] = {"The long wall", "118 winter"};
    for (guint count = 1; count <= 2; count++) {
        Fixture fixture = fixture_new();
        set(&fixture.issue->publication_title, "118 winter");
        fixture.issue->settings.date = (Date){0};
        fixture_add(&fixture, "1-a.md", "# The long *wall*\n\nText.\n");
        if (count == 2) {
            fixture_add(&fixture, "2-b.md", "# B\n\nText.\n");
        }
        fixture_enrich(&fixture);
        g_assert_cmpstr(fixture.issue->dc_title, ==, titles[count - 1]);
        g_assert_cmpstr(fixture.issue->file_as, ==, titles[count - 1]);
        g_autofree char *uuid = identifier_uuid("118 winter\n118-winter");
        g_assert_true(g_str_has_suffix(fixture.issue->identifier, uuid));
        fixture_free(&fixture);
    }
}

/* Whole numbers only, of any digits, and not longer than a reader's integer. */
static void test_positions(void) {
    static const struct {
        const char *number, *position;
    } rows[] = {{"118", "118"},
                {"0", "0"},
                {"00", "0"},
                {"118a", NULL},
                {"-3", NULL},
                {"1 2", NULL},
                {"3/4", NULL},
                {"९८", "98"},
                {"", NULL},
                {"1234567890", NULL},
                {"123456789", "123456789"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_new();
        set(&fixture.issue->settings.number, rows[i].number);
        fixture.issue->settings.date = (Date){0};
        fixture_enrich(&fixture);
        g_assert_cmpstr(fixture.issue->series_position, ==, rows[i].position);
        fixture_free(&fixture);
    }
}

/* Identity */

typedef struct {
    const char *id, *issn, *publication, *number, *volume, *directory, *publication_id;
} Identity;

static char *identify(Identity identity) {
    Fixture fixture = fixture_new();
    Settings *settings = &fixture.issue->settings;
    set(&settings->id, identity.id);
    set(&settings->issn, identity.issn);
    set(&settings->number, identity.number);
    set(&settings->volume, identity.volume);
    set(&fixture.publication->settings.id, identity.publication_id);
    set(&fixture.issue->publication_title, identity.publication);
    set(&fixture.issue->directory_name, identity.directory);
    fixture_enrich(&fixture);
    char *identifier = g_strdup(fixture.issue->identifier);
    fixture_free(&fixture);
    return identifier;
}

static const Identity plain = {.publication = "The \"Bell\"", .directory = "118-winter"};

static void test_given_uuid(void) {
    static const char *const given[] = {"5D1B7A7E-3F0C-5F0E-9D57-6A0F2C1F8B12",
                                        "urn:uuid:5d1b7a7e-3f0c-5f0e-9d57-6a0f2c1f8b12"};
    for (size_t i = 0; i < G_N_ELEMENTS(given); i++) {
        Identity identity = plain;
        identity.id = given[i];
        g_autofree char *identifier = identify(identity);
        g_assert_cmpstr(identifier, ==, "urn:uuid:5d1b7a7e-3f0c-5f0e-9d57-6a0f2c1f8b12");
    }
}

static void check_identity(Identity identity, const char *name) {
    g_autofree char *identifier = identify(identity);
    g_autofree char *uuid = identifier_uuid(name);
    g_autofree char *expected = g_strconcat("urn:uuid:", uuid, NULL);
    g_assert_cmpstr(identifier, ==, expected);
}

static void test_identity_from_names(void) {
    Identity identity = plain;
    check_identity(identity, "The \"Bell\"\n118-winter"); /* as written, without typography */
    identity.number = "118";
    check_identity(identity, "The \"Bell\"\n118");
    identity.issn = "1234-5679";
    check_identity(identity, "1234-5679\n118");
    identity.volume = "3"; /* numbers begin anew with each volume */
    check_identity(identity, "1234-5679\n3/118");
    identity.publication_id = "bell";
    check_identity(identity, "bell\n3/118");
    identity.id = "winter of the bell";
    check_identity(identity, "winter of the bell");
}

/* The UUID itself, worked out with Python's uuid.uuid5 over the namespace in identifiers.c. */
static void test_identity_is_uuid5(void) {
    Identity identity = plain;
    identity.id = "bell";
    g_autofree char *identifier = identify(identity);
    g_assert_cmpstr(identifier, ==, "urn:uuid:2f7d5ee6-c0b9-52ff-8408-ba4750679af7");
}

static void test_text_does_not_change_identity(void) {
    char *identifiers[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        Fixture fixture = fixture_new();
        fixture.issue->is_draft_build = i == 1;
        fixture_add(&fixture, "1-a.md", i == 0 ? "# A\n\nText.\n" : "# B\n\nOther.\n");
        fixture_enrich(&fixture);
        identifiers[i] = g_strdup(fixture.issue->identifier);
        fixture_free(&fixture);
    }
    g_assert_cmpstr(identifiers[0], ==, identifiers[1]);
    g_free(identifiers[0]);
    g_free(identifiers[1]);
}

/* Names of files */

static void check_stem(const char *directory, const char *slug, const char *publication_slug,
                       bool is_draft, const char *expected) {
    Fixture fixture = fixture_new();
    set(&fixture.issue->directory_name, directory);
    set(&fixture.issue->settings.slug, slug);
    set(&fixture.publication->settings.slug, publication_slug);
    fixture.issue->is_draft_build = is_draft;
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture.issue->file_stem, ==, expected);
    fixture_free(&fixture);
}

static void test_file_stems(void) {
    check_stem("118-winter", NULL, NULL, false, "118-winter");
    check_stem("118-winter", NULL, "red-flag", false, "red-flag-118-winter");
    check_stem("118-winter", NULL, "red-flag", true, "red-flag-118-winter-draft");
    check_stem("118-winter", "cold", "red-flag", false, "red-flag-cold");
    check_stem("Été à Paris", NULL, NULL, false, "Été à Paris");
    check_stem("冬", NULL, NULL, false, "冬");
    check_stem("..", NULL, NULL, false, "issue");
    check_stem("...hidden. ", NULL, NULL, false, "hidden");
    check_stem("x", "../../etc/passwd", NULL, false, "-..-etc-passwd");
    check_stem("x", "a:b*c?\n\\d", NULL, false, "a-b-c---d");
    check_stem("\xFFwinter", NULL, NULL, false, "\uFFFDwinter");
    check_stem("", NULL, "", false, "issue");
    check_stem("x", NULL, "...", false, "x");
}

/* 255 bytes are what a file system has for all of the name; characters stay whole. */
static void test_long_file_stem(void) {
    g_autoptr(GString) name = g_string_new("a");
    for (int i = 0; i < 100; i++) {
        g_string_append(name, "港"); /* three bytes */
    }
    Fixture fixture = fixture_new();
    set(&fixture.issue->directory_name, name->str);
    fixture_enrich(&fixture);
    g_assert_cmpuint(strlen(fixture.issue->file_stem), ==, 199); /* 1 + 66 * 3 */
    g_assert_true(g_utf8_validate(fixture.issue->file_stem, -1, NULL));
    fixture_free(&fixture);
}

/* Dates */

typedef struct {
    const char *issue, *issue_modified, *article, *article_modified, *correction;
    int64_t epoch;
    const char *expected;
} Dates;

static void check_dates(const Dates *dates) {
    Fixture fixture = fixture_new();
    fixture.issue->settings.date = date_of(dates->issue);
    fixture.issue->settings.modified = date_of(dates->issue_modified);
    Article *article = fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    article->date = date_of(dates->article);
    article->modified = date_of(dates->article_modified);
    if (dates->correction != NULL) {
        Correction *correction = g_new0(Correction, 1);
        correction->date = date_of(dates->correction);
        correction->text = g_strdup("It was noon.");
        g_ptr_array_add(article->corrections, correction);
    }
    fixture_enrich_at(&fixture, dates->epoch, NULL);
    g_autofree char *modified = date_utc(fixture.issue->modified);
    g_assert_cmpstr(modified, ==, dates->expected);
    check_said(&fixture, dates->issue == NULL ? "date-missing@in/issue.yaml:0" : "");
    fixture_free(&fixture);
}

static void test_modified(void) {
    static const Dates rows[] = {
        {"2026-03-01", NULL, NULL, NULL, NULL, NO_EPOCH, "2026-03-01T00:00:00Z"},
        {"2026-03-01", NULL, "2026-03-02", NULL, NULL, NO_EPOCH, "2026-03-02T00:00:00Z"},
        {"2026-03-01", NULL, NULL, "2026-04-01T12:00:00+02:00", NULL, NO_EPOCH,
         "2026-04-01T10:00:00Z"},
        {"2026-03-01", NULL, NULL, NULL, "2026-05-01", NO_EPOCH, "2026-05-01T00:00:00Z"},
        {"2026-03-01", "2026-06-01", NULL, NULL, "2026-05-01", NO_EPOCH, "2026-06-01T00:00:00Z"},
        {"2026-03-01", "2026-06-01", NULL, NULL, NULL, 0, "1970-01-01T00:00:00Z"},
        {"2026-03-01", NULL, NULL, NULL, NULL, 1700000000, "2023-11-14T22:13:20Z"},
        {"1910-02-12", NULL, NULL, NULL, NULL, NO_EPOCH, "1910-02-12T00:00:00Z"},
        {NULL, NULL, NULL, NULL, NULL, NO_EPOCH, "1980-01-01T00:00:00Z"},
        {NULL, NULL, "1910-02", NULL, NULL, NO_EPOCH, "1910-02-01T00:00:00Z"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        check_dates(&rows[i]);
    }
}

/* The newest of the articles' own dates is offered, not taken. */
static void test_missing_date_is_suggested(void) {
    Fixture fixture = fixture_new();
    fixture.issue->settings.date = (Date){0};
    fixture_add(&fixture, "1-a.md", "# A\n\nText.\n")->date = date_of("2026-02-03T10:00:00Z");
    fixture_add(&fixture, "2-b.md", "# B\n\nText.\n")->date = date_of("2026-02-01");
    fixture_enrich(&fixture);
    g_assert_cmpstr(fixture_find(&fixture, DIAGNOSTIC_DATE_MISSING)->hint, ==,
                    "write `date: 2026-02-03` into issue.yaml");
    g_assert_null(fixture.issue->series_position);
    fixture_free(&fixture);
}

static void test_typography_of_settings(void) {
    Fixture fixture = fixture_new();
    Settings *settings = &fixture.issue->settings;
    set(&settings->lang, "fr");
    set(&settings->subtitle, "L'eau \"douce\"");
    set(&settings->imprint, "Qui ?\n\nL'atelier");
    fixture_add(&fixture, "1-a.md", "# A\n\nTexte.\n")->section_name = g_strdup("L'air");
    fixture_enrich(&fixture);
    g_assert_cmpstr(settings->subtitle, ==, "L’eau «\u202Fdouce\u202F»");
    g_assert_cmpstr(settings->imprint, ==, "Qui\u202F?\n\nL’atelier");
    g_assert_cmpstr(((Section *)fixture.issue->sections->pdata[0])->name, ==, "L’air");
    fixture_free(&fixture);
}

static void add_tests(void) {
    g_test_add_func("/issue/names", test_names);
    g_test_add_func("/issue/names/none", test_nameless);
    g_test_add_func("/issue/positions", test_positions);
    g_test_add_func("/issue/identity/given", test_given_uuid);
    g_test_add_func("/issue/identity/names", test_identity_from_names);
    g_test_add_func("/issue/identity/uuid5", test_identity_is_uuid5);
    g_test_add_func("/issue/identity/text", test_text_does_not_change_identity);
    g_test_add_func("/issue/files/stems", test_file_stems);
    g_test_add_func("/issue/files/long", test_long_file_stem);
    g_test_add_func("/issue/dates/modified", test_modified);
    g_test_add_func("/issue/dates/missing", test_missing_date_is_suggested);
    g_test_add_func("/issue/typography", test_typography_of_settings);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
