/* Paths and file names as text. */
#include "base/paths.h"

#include <glib.h>

static void check(char *made, const char *expected) {
    g_assert_cmpstr(made, ==, expected);
    g_free(made);
}

static void test_parts(void) {
    g_assert_cmpstr(path_name("images/boat.jpg"), ==, "boat.jpg");
    g_assert_cmpstr(path_name("boat.jpg"), ==, "boat.jpg");
    g_assert_cmpstr(path_name("images/"), ==, "");
    check(path_stem("a.b/boat.tar.gz"), "boat.tar");
    check(path_stem("LICENSE"), "LICENSE");
    check(path_stem("x/.hidden"), ".hidden");
    check(path_suffix("images/Boat.JPG"), "jpg");
    check(path_suffix("a.b/boat"), "");
    check(path_suffix(".hidden"), "");
    check(path_directory("a/b/c.md"), "a/b");
    check(path_directory("c.md"), "");
}

static void test_between(void) {
    check(path_between("a.md", "b.md"), "b.md");
    check(path_between("town/a.md", "b.md"), "../b.md");
    check(path_between("town/a.md", "town/b.md"), "b.md");
    check(path_between("town/a.md", "townhall/b.md"), "../townhall/b.md");
    check(path_between("a/b/c.md", "a/d/e.md"), "../d/e.md");
    check(path_between("a.md", "港/b.md"), "港/b.md");
    check(path_between("a.md", "a.md"), "a.md");
}

static void check_number(const char *name, const char *expected) {
    g_assert_cmpstr(path_skip_number(name), ==, expected);
}

static void test_numbers(void) {
    check_number("03-harbour", "harbour");
    check_number("3_harbour", "harbour");
    check_number("3. harbour", "harbour");
    check_number("01 The harbour", "The harbour");
    check_number("0001-harbour", "harbour");
    check_number("118-winter", "winter");
    check_number("2024-05-05-strike", "strike");
    check_number("2024-05-strike", "strike");
    check_number("2024-5-5-strike", "strike");
    check_number("2024-05-05-10-questions", "10-questions");
    check_number("2024-05-05", "2024-05-05");
    check_number("2024-05", "2024-05");
    check_number("2024", "2024");
    check_number("1984-revisited", "1984-revisited");
    check_number("2024-123-x", "2024-123-x");
    check_number("118", "118");
    check_number("3-", "3-");
    check_number("harbour-3", "harbour-3");
    check_number("3d-printing", "3d-printing");
    check_number("", "");
    check_number("10-2", "2");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/paths/parts", test_parts);
    g_test_add_func("/base/paths/between", test_between);
    g_test_add_func("/base/paths/numbers", test_numbers);
    return g_test_run();
}
