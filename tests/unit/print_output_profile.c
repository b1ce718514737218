/* Profiles as print shops send them, and what else has been sent in their place. */
#include "print/output_profile.h"

#include <string.h>

static GBytes *shipped(void) {
    const char *source = g_getenv("GALLEY_SOURCE");
    g_autofree char *path =
        g_build_filename(source != NULL ? source : ".", "share/icc/fogra39.icc", NULL);
    char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    return g_bytes_new_take(bytes, length);
}

/* The shipped profile with a few bytes written over. */
static GBytes *spoilt(gsize at, const char *with) {
    g_autoptr(GBytes) whole = shipped();
    gsize length = 0;
    const char *bytes = g_bytes_get_data(whole, &length);
    char *copy = g_memdup2(bytes, length);
    memcpy(copy + at, with, strlen(with));
    return g_bytes_new_take(copy, length);
}

static void check(GBytes *profile_taken, PressColour colour, const char *fault) {
    g_assert_cmpstr(output_profile_fault(profile_taken, colour), ==, fault);
    g_bytes_unref(profile_taken);
}

static void test_faults(void) {
    check(shipped(), PRESS_CMYK, NULL);
    check(g_bytes_new_static("%PDF-1.4 no profile", 19), PRESS_CMYK, "it is no ICC profile");
    check(g_bytes_new(NULL, 0), PRESS_CMYK, "it is no ICC profile");
    check(spoilt(12, "mntr"), PRESS_CMYK,
          "it is the profile of a screen, a camera or a scanner, not of a press");
    check(spoilt(16, "RGB "), PRESS_CMYK,
          "it is the profile of a printer, but not of a press with four inks");
    check(spoilt(16, "GRAY"), PRESS_CMYK,
          "it is the profile of a printer, but not of a press with four inks");
    check(spoilt(16, "GRAY"), PRESS_GREY, NULL);
    check(spoilt(8, "\5"), PRESS_CMYK, "its kind, ICC version 5, is newer than PDF/X-4 allows");
}

/* No part of a profile is one, whatever is asked of it. */
static void test_cut(void) {
    g_autoptr(GBytes) whole = shipped();
    gsize length = g_bytes_get_size(whole);
    for (gsize part = 0; part < length; part += 1 + part / 4) {
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes(whole, 0, part);
        g_assert_nonnull(output_profile_fault(cut, PRESS_CMYK));
    }
}

static void test_tables(void) {
    g_autoptr(GBytes) whole = shipped();
    gsize length = 0;
    const char *bytes = g_bytes_get_data(whole, &length);
    g_autofree char *copy = g_memdup2(bytes, length);
    for (gsize at = 132; at < 132 + 12 * 20; at += 12) {
        if (memcmp(copy + at, "B2A", 3) == 0) {
            memcpy(copy + at, "xxxx", 4);
        }
    }
    g_autoptr(GBytes) oneway = g_bytes_new(copy, length);
    g_assert_cmpstr(output_profile_fault(oneway, PRESS_CMYK), ==,
                    "it does not say which inks make a colour");
}

static void test_names(void) {
    g_autoptr(GBytes) whole = shipped();
    g_autofree char *name = output_profile_name(whole, "press.icc");
    g_assert_cmpstr(name, ==, "FOGRA39L coated");
    g_autoptr(GBytes) nameless = spoilt(132, "xxxx"); /* its first tag is the description */
    g_autofree char *other = output_profile_name(nameless, "press.icc");
    g_assert_cmpstr(other, ==, "press.icc");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/output-profile/faults", test_faults);
    g_test_add_func("/output-profile/cut", test_cut);
    g_test_add_func("/output-profile/tables", test_tables);
    g_test_add_func("/output-profile/names", test_names);
    return g_test_run();
}
