/* Presets, the editor's keys over them, and profiles as a print shop sends them or not. */
#include "print/preset.h"

#include "print/picture.h"

#include <glib/gstdio.h>
#include <string.h>

/* "code, code" of what was said. */
static char *codes_of(const Report *report) {
    GString *codes = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        g_string_append_printf(codes, "%s%s", i > 0 ? ", " : "",
                               diagnostic_name(report_get(report, i)->code));
    }
    return g_string_free(codes, FALSE);
}

static PrintSettings *settle(const PrintWish *wish, const char *asked, Root *root,
                             const char *expected) {
    g_autoptr(Report) report = report_new();
    PrintSettings *settings = print_settings_new(wish, asked, root, "in/issue.yaml", report);
    g_autofree char *codes = codes_of(report);
    g_assert_cmpstr(codes, ==, expected);
    g_assert_true((settings == NULL) == (*expected != '\0'));
    return settings;
}

static void test_rows(void) {
    size_t count = 0;
    while (print_preset_at(count) != NULL) {
        const PrintPreset *preset = print_preset_at(count++);
        g_assert_true(print_preset_find(preset->name) == preset);
        g_assert_cmpuint(strlen(preset->source), >, 0);
        g_assert_cmpuint(strlen(preset->date), ==, strlen("2026-11"));
        g_assert_cmpuint(preset->warn_ppi, <=, preset->note_ppi);
    }
    g_assert_cmpuint(count, ==, 3);
    g_assert_null(print_preset_find("riso"));
    g_autofree char *names = print_preset_names();
    g_assert_cmpstr(names, ==, "generic, newspaper and kdp");
}

static void test_what_is_not_said(void) {
    PrintWish wish = {0};
    g_autoptr(PrintSettings) settings = settle(&wish, NULL, NULL, "");
    g_assert_cmpstr(settings->preset->name, ==, "generic");
    g_assert_cmpint(settings->bleed_mpt, ==, -1);
    g_assert_cmpint(settings->trim_width_mpt, ==, 0);
    g_assert_false(settings->has_marks_key);
    g_assert_cmpstr(settings->output_condition, ==, "FOGRA39");
    g_assert_cmpuint(g_bytes_get_size(settings->output_intent), ==, 246912);
}

/* 0.125 in is 9 pt; A5 is 419.528 by 595.276 pt. */
static void test_kdp(void) {
    PrintWish wish = {.preset = (char *)"kdp",
                      .trim_width_mm = 148,
                      .trim_height_mm = 210,
                      .has_bleed = true,
                      .bleed_mm = 3.2,
                      .pages = 32};
    g_autoptr(PrintSettings) settings = settle(&wish, NULL, NULL, "");
    g_assert_cmpint(settings->bleed_mpt, ==, 9000);
    g_assert_cmpint(settings->trim_width_mpt, ==, 419528);
    g_assert_cmpint(settings->trim_height_mpt, ==, 595276);
    g_assert_false(settings->has_marks);
    g_assert_cmpuint(settings->pages, ==, 32);
    g_autoptr(PrintSettings) other = settle(&wish, "generic", NULL, "");
    g_assert_cmpint(other->bleed_mpt, ==, 9071); /* 3.2 mm */
}

/* A book without bleed may have its type at 0.25 in, one with it at 0.375 in. */
static void test_safety(void) {
    PrintWish wish = {0};
    g_autoptr(PrintSettings) bled = settle(&wish, "kdp", NULL, "");
    g_assert_cmpint(print_settings_safety(bled), ==, 27000);
    wish.has_bleed = true;
    g_autoptr(PrintSettings) unbled = settle(&wish, "kdp", NULL, "");
    g_assert_cmpint(unbled->bleed_mpt, ==, 0);
    g_assert_cmpint(print_settings_safety(unbled), ==, 18000);
}

/* KDP prints from 4 by 6 to 8.5 by 11.69 in; A4 is 8.27 by 11.69. */
static void test_other_trims(void) {
    static const struct {
        Mpt width_mpt, height_mpt;
        bool is_printed;
    } rows[] = {{288000, 432000, true},  {287000, 432000, false}, {612000, 841680, true},
                {612000, 843000, false}, {595276, 841890, true},  {700000, 800000, false}};
    const PrintPreset *kdp = print_preset_find("kdp");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *others =
            print_preset_other_trims(kdp, rows[i].width_mpt, rows[i].height_mpt);
        g_assert_cmpstr(others, ==,
                        rows[i].is_printed ? NULL : "101.6 × 152.4 mm to 215.9 × 296.9 mm");
    }
    g_assert_null(print_preset_other_trims(print_preset_find("generic"), 9000000, 10));
}

static void test_contradictions(void) {
    PrintWish marks = {.preset = (char *)"newspaper", .has_marks = true, .marks = true};
    settle(&marks, NULL, NULL, "print-key-contradicts");
    print_settings_free(settle(&marks, "generic", NULL, ""));
    PrintWish bleed = {.has_bleed = true, .bleed_mm = 3};
    settle(&bleed, "newspaper", NULL, "print-key-contradicts");
    PrintWish none = {.has_bleed = true};
    print_settings_free(settle(&none, "newspaper", NULL, ""));
    print_settings_free(settle(&none, "kdp", NULL, ""));
    settle(&bleed, "kdp", NULL, "print-key-contradicts"); /* 3.175 mm or none */
    PrintWish tabloid = {.trim_width_mm = 280, .trim_height_mm = 400};
    settle(&tabloid, "kdp", NULL, "print-key-contradicts");
    print_settings_free(settle(&tabloid, "newspaper", NULL, ""));
    PrintWish pages = {.pages = 18};
    settle(&pages, "generic", NULL, "print-key-contradicts");
    settle(&pages, "kdp", NULL, "print-key-contradicts");
    PrintWish all = {
        .has_bleed = true, .bleed_mm = 9, .has_marks = true, .marks = true, .pages = 2};
    settle(&all, "kdp", NULL,
           "print-key-contradicts, print-key-contradicts, print-key-contradicts");
    settle(&all, "poster", NULL, "print-preset-unknown");
}

/* Profiles */

/* A header of ICC.1:2001-04, 6.1, with three tags: `desc`, saying "Press", and both tables. */
static GByteArray *profile_new(const char *class, const char *space) {
    static const guint8 description[] = "desc\0\0\0\0\0\0\0\x06Press";
    static const char *const tags[] = {"desc", "A2B0", "B2A0"};
    GByteArray *profile = g_byte_array_new();
    g_byte_array_set_size(profile, 132);
    memset(profile->data, 0, 132);
    memcpy(profile->data + 12, class, 4);
    memcpy(profile->data + 16, space, 4);
    memcpy(profile->data + 36, "acsp", 4);
    profile->data[131] = G_N_ELEMENTS(tags);
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        g_byte_array_append(profile, (const guint8 *)tags[i], 4);
        g_byte_array_append(profile, (const guint8 *)"\0\0\0\xA8\0\0\0\x12", 8);
    }
    g_byte_array_append(profile, description, sizeof description);
    return profile;
}

static void check_profile(GByteArray *taken, const char *expected, const char *condition) {
    g_autofree char *directory = g_dir_make_tmp("galley-preset-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(directory, "press.icc", NULL);
    g_file_set_contents(path, (const char *)taken->data, taken->len, NULL);
    g_autoptr(Root) root = root_open(directory, NULL);
    PrintWish wish = {.output_intent = (char *)"press.icc"};
    g_autoptr(PrintSettings) settings = settle(&wish, NULL, root, expected);
    if (settings != NULL) {
        g_assert_cmpstr(settings->output_condition, ==, condition);
        g_assert_cmpuint(g_bytes_get_size(settings->output_intent), ==, taken->len);
    }
    g_byte_array_unref(taken);
    g_unlink(path);
    g_rmdir(directory);
}

static void test_profiles(void) {
    check_profile(profile_new("prtr", "CMYK"), "", "Press");
    check_profile(profile_new("mntr", "RGB "), "print-profile-unusable", NULL);
    check_profile(profile_new("prtr", "GRAY"), "print-profile-unusable", NULL);
    GByteArray *nameless = profile_new("prtr", "CMYK");
    nameless->data[136] = 0xFF; /* its description is beyond the end */
    check_profile(nameless, "", "press.icc");
    GByteArray *many = profile_new("prtr", "CMYK");
    memset(many->data + 128, 0xFF, 4);
    check_profile(many, "", "Press");
    for (guint length = 0; length < 132; length += 11) {
        GByteArray *cut = profile_new("prtr", "CMYK");
        g_byte_array_set_size(cut, length);
        check_profile(cut, "print-profile-unusable", NULL);
    }
    PrintWish wish = {.output_intent = (char *)"nowhere.icc"};
    settle(&wish, NULL, NULL, "print-profile-unusable");
}

/* Pictures: 1,000 px at four inches are 250 an inch. */
static void test_ppi(void) {
    g_autoptr(GBytes) none = g_bytes_new(NULL, 0);
    Asset *asset = asset_new_bytes("a.jpg", "a.jpg", none);
    asset->type = PICTURE_JPEG;
    asset->width_px = 1000;
    asset->height_px = 500;
    g_assert_cmpuint(print_picture_ppi(asset, 4 * MPT_PER_INCH, 2 * MPT_PER_INCH), ==, 250);
    g_assert_cmpuint(print_picture_ppi(asset, 4 * MPT_PER_INCH + 1, 2 * MPT_PER_INCH), ==, 249);
    /* it covers a square of four inches: its 500 px fill them from top to bottom */
    g_assert_cmpuint(print_picture_ppi(asset, 4 * MPT_PER_INCH, 4 * MPT_PER_INCH), ==, 125);
    g_assert_cmpuint(print_picture_ppi(asset, 0, 0), ==, 0);
    asset->type = PICTURE_SVG;
    g_assert_cmpuint(print_picture_ppi(asset, 4 * MPT_PER_INCH, 2 * MPT_PER_INCH), ==, 0);
    asset_free(asset);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preset/rows", test_rows);
    g_test_add_func("/preset/nothing-said", test_what_is_not_said);
    g_test_add_func("/preset/kdp", test_kdp);
    g_test_add_func("/preset/safety", test_safety);
    g_test_add_func("/preset/other-trims", test_other_trims);
    g_test_add_func("/preset/contradictions", test_contradictions);
    g_test_add_func("/preset/profiles", test_profiles);
    g_test_add_func("/preset/ppi", test_ppi);
    return g_test_run();
}
