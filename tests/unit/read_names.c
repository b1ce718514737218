/* Names of files and directories as people read and type them, and who reads which file. */
#include "read/names.h"

#include "read/reader.h"

#include <glib.h>
#include <string.h>

static void check(char *made, const char *expected) {
    g_assert_cmpstr(made, ==, expected);
    g_free(made);
}

static void test_slugs(void) {
    check(name_from_slug("03-the-harbour"), "The harbour");
    check(name_from_slug("2024-05-05-strike"), "Strike");
    check(name_from_slug("118"), "118");
    check(name_from_slug("2024-05-05"), "2024 05 05");
    check(name_from_slug("01 The Long-Term View"), "The Long-Term View");
    check(name_from_slug("letters_to_us"), "Letters to us");
    check(name_from_slug("über-uns"), "Über uns");
    check(name_from_slug("العربية-اليوم"), "العربية اليوم");
    check(name_from_slug("港"), "港");
    check(name_from_slug("---"), "---");
    check(name_from_slug(""), "");
    check(name_from_slug_with_number("118-winter"), "118 winter");
}

static void test_what_is_a_slug(void) {
    g_assert_true(name_is_slug("letters-to_us"));
    g_assert_true(name_is_slug("über-uns"));
    g_assert_true(name_is_slug("港"));
    g_assert_false(name_is_slug("Letters"));
    g_assert_false(name_is_slug("letters to us"));
    g_assert_false(name_is_slug("what?"));
    g_assert_false(name_is_slug(""));
}

static void test_typed_paths(void) {
    check(path_as_typed("./issues//june/"), "issues/june");
    check(path_as_typed("/"), "/");
    check(path_as_typed("//a/./b"), "/a/b");
    check(path_as_typed(""), ".");
    check(path_as_typed("../x"), "../x");
    check(path_above("paper/issues"), "paper");
    check(path_above("paper"), ".");
    check(path_above("."), "..");
    check(path_above(".."), "../..");
    check(path_above("../x"), "..");
    check(path_above("/paper"), "/");
    g_assert_null(path_above("/"));
    check(path_below("june", "boat.jpg"), "june/boat.jpg");
    check(path_below(".", "boat.jpg"), "boat.jpg");
    check(path_directory_name("issues/june/"), "june");
    check(path_directory_name("/"), "issue");
    g_autofree char *here = g_get_current_dir();
    check(path_directory_name("."), path_name(here));
}

static void test_left_out(void) {
    static const char *const out[] = {".git",      "_drafts", "README.md",       "readme.MD",
                                      "README",    "LICENSE", "LICENSE-MIT.txt", "LICENCE.md",
                                      "Thumbs.db", "a.md~",   "~$letter.docx",   ".DS_Store",
                                      "COPYING",   "#a.md#",  ".a.md.swp"};
    static const char *const in[] = {"a.md",      "readme-first.md", "licence-to-print.md",
                                     "output.md", "a_b.md",          "CHANGES.md"};
    for (size_t i = 0; i < G_N_ELEMENTS(out); i++) {
        g_assert_true(name_is_left_out(out[i]));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(in); i++) {
        g_assert_false(name_is_left_out(in[i]));
    }
}

static void test_readers(void) {
    g_assert_cmpstr(reader_find("a.md")->name, ==, "Markdown");
    g_assert_nonnull(reader_find("x/A.MARKDOWN"));
    g_assert_nonnull(reader_find("a.mkd"));
    g_assert_cmpstr(reader_find("a.docx")->extensions, ==, reader_find("a.DOTX")->extensions);
    g_assert_null(reader_find("a.m"));
    g_assert_null(reader_find("md"));
    g_assert_null(reader_find(".md"));
    g_assert_null(reader_find("a.md.bak"));
    g_assert_null(reader_find("a."));
    g_assert_nonnull(strstr(reader_hint_for_unknown("a.doc"), ".docx"));
    g_assert_nonnull(strstr(reader_hint_for_unknown("a.pdf"), ".md"));
    g_assert_nonnull(strstr(reader_hint_for_unknown("a.ZIP"), "unpack"));
    g_assert_nonnull(strstr(reader_hint_for_unknown("a.bmp"), "JPEG or PNG"));
    g_assert_nonnull(strstr(reader_hint_for_unknown("a"), "web pages"));
    g_assert_nonnull(reader_hint_for_unknown(""));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/read/names/slugs", test_slugs);
    g_test_add_func("/read/names/is-slug", test_what_is_a_slug);
    g_test_add_func("/read/names/typed", test_typed_paths);
    g_test_add_func("/read/names/left-out", test_left_out);
    g_test_add_func("/read/readers", test_readers);
    return g_test_run();
}
