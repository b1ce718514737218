/* What was asked of the disk is asked again: contents that changed or only seem to, names that came
 * and went, files that were not there, and values that are damaged. */
#include "base/inputs.h"

#include "base/file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *home;

static char *at(const char *path) {
    return g_build_filename(home, path, NULL);
}

static void put(const char *path, const char *text) {
    g_autofree char *full = at(path);
    g_autofree char *directory = g_path_get_dirname(full);
    g_assert_cmpint(g_mkdir_with_parents(directory, 0700), ==, 0);
    g_assert_true(g_file_set_contents_full(full, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static void take_away(const char *path) {
    g_autofree char *full = at(path);
    g_assert_cmpint(g_remove(full), ==, 0);
}

/* What a reader of an issue does: walks it, reads two files, looks for two that are not there. */
static GVariant *read_all(void) {
    g_autoptr(Inputs) inputs = inputs_new();
    g_autoptr(Root) root = root_open_noted(home, inputs, NULL);
    g_autoptr(GPtrArray) entries = root_walk(root, NULL, NULL, NULL);
    g_assert_nonnull(entries);
    g_autoptr(GBytes) a = root_read(root, "a.md", 1000, NULL);
    g_autoptr(GBytes) b = root_read(root, "below/b.md", 1000, NULL);
    g_assert_true(a != NULL && b != NULL);
    g_assert_cmpint(root_open_file(root, "issue.yaml", NULL, NULL), ==, -1);
    g_autofree char *beside = at("publication.yaml");
    g_assert_cmpint(path_kind(beside, inputs), ==, PATH_NOTHING);
    return g_variant_ref_sink(inputs_to_variant(inputs));
}

static bool is_same(GVariant *inputs) {
    g_autoptr(GVariant) answer = inputs_ask_again(inputs, false, file_clock_ns());
    return answer != NULL;
}

static void begin(void) {
    put("a.md", "one");
    put("below/b.md", "two");
}

static void test_nothing_changed(void) {
    begin();
    g_autoptr(GVariant) inputs = read_all();
    g_assert_true(is_same(inputs));
    put(".hidden", "x");
    put("output/book.epub", "x");
    g_assert_true(is_same(inputs));
    take_away("output/book.epub");
    take_away("output");
    take_away(".hidden");
}

static void test_each_change_is_seen(void) {
    begin();
    g_autoptr(GVariant) inputs = read_all();
    put("a.md", "onE");
    g_assert_false(is_same(inputs));
    put("a.md", "one");
    g_assert_true(is_same(inputs)); /* another file of the same contents */
    static const char *const added[] = {"c.md", "below/c.md", "issue.yaml", "publication.yaml"};
    for (size_t i = 0; i < G_N_ELEMENTS(added); i++) {
        put(added[i], "x");
        g_assert_false(is_same(inputs));
        take_away(added[i]);
        g_assert_true(is_same(inputs));
    }
    take_away("below/b.md");
    g_assert_false(is_same(inputs));
    put("below/b.md/c", "a directory where a file was");
    g_assert_false(is_same(inputs));
    take_away("below/b.md/c");
    take_away("below/b.md");
}

static void test_link_that_leaves_is_no_file(void) {
    begin();
    g_autoptr(GVariant) inputs = read_all();
    g_autofree char *outside = g_strconcat(home, "-outside", NULL);
    g_assert_true(g_file_set_contents(outside, "one", -1, NULL));
    take_away("a.md");
    g_autofree char *link = at("a.md");
    g_assert_cmpint(symlink(outside, link), ==, 0);
    g_assert_false(is_same(inputs));
    g_assert_cmpint(g_remove(outside), ==, 0);
    take_away("a.md");
}

/* A stamp proves what changed before the last tick of the slowest clock. */
static void test_trust(void) {
    FileStamp stamp = {.changed_ns = INT64_C(10000000000), .modified_ns = INT64_C(5000000000)};
    g_assert_false(file_stamp_is_trusted(&stamp, INT64_C(10000000000)));
    g_assert_false(file_stamp_is_trusted(&stamp, INT64_C(12000000000)));
    g_assert_true(file_stamp_is_trusted(&stamp, INT64_C(12000000001)));
    stamp.modified_ns = INT64_C(99000000000); /* a date in the future */
    g_assert_false(file_stamp_is_trusted(&stamp, INT64_C(12000000001)));
    g_assert_false(file_stamp_is_trusted(&stamp, 0));
}

static void test_fresh_stamps(void) {
    begin();
    g_autoptr(GVariant) inputs = read_all();
    int64_t now_ns = file_clock_ns();
    g_autoptr(GVariant) fresh = inputs_ask_again(inputs, false, now_ns);
    g_assert_nonnull(fresh);
    g_assert_true(fresh != inputs); /* the files are too new to be known by their stamps */
    int64_t taken_ns = 0;
    g_variant_get_child(fresh, 0, "x", &taken_ns);
    g_assert_cmpint(taken_ns, ==, now_ns);
    g_assert_true(is_same(fresh));
}

static void test_two_answers_to_one_question(void) {
    begin();
    g_autoptr(Inputs) inputs = inputs_new();
    g_autoptr(Root) root = root_open_noted(home, inputs, NULL);
    g_autoptr(GBytes) was = root_read(root, "a.md", 1000, NULL);
    put("a.md", "longer now");
    g_autoptr(GBytes) is = root_read(root, "a.md", 1000, NULL);
    g_assert_null(inputs_to_variant(inputs));
}

/* Every byte of the value in turn is another one: no answer but "changed" or "the same". */
static void test_damaged_values(void) {
    begin();
    g_autoptr(GVariant) inputs = read_all();
    gsize length = g_variant_get_size(inputs);
    unsigned changed = 0;
    for (gsize i = 0; i <= length; i++) {
        guint8 *bytes = g_memdup2(g_variant_get_data(inputs), length);
        gsize kept = i % 3 == 0 ? i : length;
        if (i < length) {
            bytes[i] ^= 0x55;
        }
        g_autoptr(GBytes) spoilt = g_bytes_new_take(bytes, kept);
        g_autoptr(GVariant) value = g_variant_ref_sink(
            g_variant_new_from_bytes(G_VARIANT_TYPE(INPUTS_TYPE), spoilt, FALSE));
        changed += !is_same(value);
    }
    g_assert_cmpuint(changed, >, length / 2);
}

/* FIPS 180-2, appendix B.1. */
static void test_digest(void) {
    static const unsigned char expected[] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea,
                                             0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
                                             0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c,
                                             0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    Digest digest = digest_of("abc", 3);
    g_assert_cmpmem(&digest, sizeof digest, expected, sizeof expected);
    put("abc", "abc");
    g_autoptr(Root) root = root_open(home, NULL);
    int descriptor = root_open_file(root, "abc", NULL, NULL);
    Digest of_file = {0};
    g_assert_false(digest_is_known(&of_file));
    g_assert_true(digest_of_descriptor(descriptor, &of_file));
    g_assert_true(digest_equal(&digest, &of_file));
    close(descriptor);
    take_away("abc");
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    home = g_dir_make_tmp("galley-inputs-XXXXXX", NULL);
    g_test_add_func("/base/inputs/nothing-changed", test_nothing_changed);
    g_test_add_func("/base/inputs/each-change", test_each_change_is_seen);
    g_test_add_func("/base/inputs/link-that-leaves", test_link_that_leaves_is_no_file);
    g_test_add_func("/base/inputs/trust", test_trust);
    g_test_add_func("/base/inputs/fresh-stamps", test_fresh_stamps);
    g_test_add_func("/base/inputs/two-answers", test_two_answers_to_one_question);
    g_test_add_func("/base/inputs/damaged", test_damaged_values);
    g_test_add_func("/base/inputs/digest", test_digest);
    int status = g_test_run();
    take_away("below/b.md");
    take_away("below");
    take_away("a.md");
    g_assert_cmpint(g_rmdir(home), ==, 0);
    g_free(home);
    return status;
}
