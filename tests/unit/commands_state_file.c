/* A state on disk: what was written is read; what is torn, spoilt or no state is not there. */
#include "commands/state_file.h"

#include <glib/gstdio.h>

static char *path;

static GVariant *read_strings(void) {
    return state_file_read(path, G_VARIANT_TYPE("as"));
}

static void write_bytes(const char *bytes, gsize length) {
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static void test_what_was_written(void) {
    static const char *const strings[] = {"harbour", "", "strike", NULL};
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_strv(strings, -1));
    g_assert_true(state_file_write(path, value));
    g_assert_true(state_file_write(path, value)); /* over what is there */
    g_autoptr(GVariant) found = read_strings();
    g_assert_nonnull(found);
    g_assert_true(g_variant_equal(value, found));
}

static void test_not_there(void) {
    g_remove(path);
    g_assert_null(read_strings());
}

/* Cut at each length, and each bit of each byte turned round. */
static void test_torn_and_spoilt(void) {
    test_what_was_written();
    g_autofree char *whole = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &whole, &length, NULL));
    for (gsize i = 0; i < length; i++) {
        write_bytes(whole, i);
        g_assert_null(read_strings());
        for (unsigned bit = 0; bit < 8; bit++) {
            whole[i] = (char)(whole[i] ^ (1 << bit));
            write_bytes(whole, length);
            g_assert_null(read_strings());
            whole[i] = (char)(whole[i] ^ (1 << bit));
        }
    }
    write_bytes(whole, length);
    g_autoptr(GVariant) found = read_strings();
    g_assert_nonnull(found);
}

/* A whole file of another type is read as that type's emptiness, whatever is in it. */
static void test_another_type(void) {
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_uint64(G_MAXUINT64));
    g_assert_true(state_file_write(path, value));
    g_autoptr(GVariant) found = read_strings();
    g_assert_nonnull(found);
    g_assert_cmpuint(g_variant_n_children(found), ==, 0);
}

static void test_no_file_can_be_written(void) {
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new_uint64(1));
    g_autofree char *below = g_build_filename(path, "below", NULL);
    test_what_was_written();
    g_assert_false(state_file_write(below, value));
    g_assert_null(state_file_read(below, G_VARIANT_TYPE_UINT64));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_autofree char *home = g_dir_make_tmp("galley-state-XXXXXX", NULL);
    path = g_build_filename(home, "state", NULL);
    g_test_add_func("/commands/state-file/written", test_what_was_written);
    g_test_add_func("/commands/state-file/not-there", test_not_there);
    g_test_add_func("/commands/state-file/torn", test_torn_and_spoilt);
    g_test_add_func("/commands/state-file/another-type", test_another_type);
    g_test_add_func("/commands/state-file/unwritable", test_no_file_can_be_written);
    int status = g_test_run();
    g_remove(path);
    g_assert_cmpint(g_rmdir(home), ==, 0);
    g_free(path);
    return status;
}
