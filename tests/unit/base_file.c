/* Files: a root that nothing leaves, with openat2 and without; a walk in natural order; outputs
 * that are whole or not there. */
#include "base/file.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static char *home; /* holds secret.md beside the root `issue` */

static char *at(const char *path) {
    return g_build_filename(home, path, NULL);
}

static void put(const char *path, const char *text) {
    g_autofree char *full = at(path);
    g_autofree char *directory = g_path_get_dirname(full);
    g_assert_cmpint(g_mkdir_with_parents(directory, 0700), ==, 0);
    g_assert_true(g_file_set_contents(full, text, -1, NULL));
}

static void put_link(const char *target, const char *path) {
    g_autofree char *full = at(path);
    g_assert_cmpint(symlink(target, full), ==, 0);
}

static bool is_there(const char *path) {
    g_autofree char *full = at(path);
    return g_file_test(full, G_FILE_TEST_EXISTS);
}

static void assert_holds(const char *path, const char *expected) {
    g_autofree char *full = at(path);
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(full, &text, NULL, NULL));
    g_assert_cmpstr(text, ==, expected);
}

static void remove_tree(const char *path) {
    GDir *listing = g_dir_open(path, 0, NULL);
    for (const char *name = listing ? g_dir_read_name(listing) : NULL; name != NULL;
         name = g_dir_read_name(listing)) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        bool is_directory =
            g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK);
        if (is_directory) {
            remove_tree(child);
        } else {
            g_unlink(child);
        }
    }
    if (listing != NULL) {
        g_dir_close(listing);
    }
    g_rmdir(path);
}

static void begin(void) {
    home = g_dir_make_tmp("galley-file-XXXXXX", NULL);
    put("secret.md", "SECRET");
    put("issue/01-a.md", "a");
    put("issue/deep/b.md", "bb");
}

static void end(void) {
    remove_tree(home);
    g_clear_pointer(&home, g_free);
}

static Root *open_root(void) {
    g_autofree char *path = at("issue");
    g_autoptr(GError) error = NULL;
    Root *root = root_open(path, &error);
    g_assert_no_error(error);
    return root;
}

static void assert_reads(const Root *root, const char *path, const char *expected) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = root_read(root, path, 1000, &error);
    g_assert_no_error(error);
    g_assert_cmpmem(g_bytes_get_data(bytes, NULL), (int)g_bytes_get_size(bytes), expected,
                    (int)strlen(expected));
}

static void assert_reads_not(const Root *root, const char *path, GalleyFileError code) {
    g_autoptr(GError) error = NULL;
    g_assert_null(root_read(root, path, 1000, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, (gint)code);
}

/* Reading */

static void test_root(void) {
    begin();
    g_autoptr(GError) error = NULL;
    g_autofree char *absent = at("absent");
    g_assert_null(root_open(absent, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
    Root *root = open_root();
    Root *same = root_ref(root);
    root_free(root);
    g_assert_true(g_str_has_suffix(root_path(same), "/issue"));
    assert_reads(same, "01-a.md", "a");
    assert_reads(same, "deep/b.md", "bb");
    assert_reads(same, "./deep/./b.md", "bb");
    assert_reads_not(same, "c.md", FILE_ERROR_MISSING);
    assert_reads_not(same, "01-a.md/x", FILE_ERROR_MISSING);
    assert_reads_not(same, "deep", FILE_ERROR_NOT_A_FILE);
    assert_reads_not(same, "", FILE_ERROR_MISSING);
    root_free(same);
    root_free(NULL);
    end();
}

/* Whatever the path, not a byte of what stands outside. */
static void assert_nothing_leaves(void) {
    static const char *const paths[] = {
        "../secret.md",
        "deep/../../secret.md",
        "deep/../../issue/../secret.md",
        "link.md",
        "absolute.md",
        "up/secret.md",
        "deep/up/secret.md",
        "chain.md",
        "loop.md",
        "self/fd/../secret.md",
        "..",
        "up/issue/01-a.md",
    };
    g_autofree char *secret = at("secret.md");
    put_link("../secret.md", "issue/link.md");
    put_link(secret, "issue/absolute.md");
    put_link("..", "issue/up");
    put_link("../..", "issue/deep/up");
    put_link("deep/hop", "issue/chain.md");
    put_link("../up/secret.md", "issue/deep/hop");
    put_link("loop.md", "issue/loop.md");
    put_link("/proc/self", "issue/self");
    g_autoptr(Root) root = open_root();
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        assert_reads_not(root, paths[i], FILE_ERROR_MISSING);
    }
    assert_reads_not(root, secret, FILE_ERROR_MISSING);
    assert_reads(root, "01-a.md", "a");
}

static void test_nothing_leaves(void) {
    begin();
    assert_nothing_leaves();
    g_autoptr(Root) root = open_root();
    put_link("deep/b.md", "issue/inside.md"); /* a link that stays is as good as a file */
    put_link("../01-a.md", "issue/deep/back.md");
    assert_reads(root, "inside.md", "bb");
    assert_reads(root, "deep/back.md", "a");
    end();
}

static GPtrArray *walk_all(const Root *root) {
    g_autoptr(GError) error = NULL;
    GPtrArray *entries = root_walk(root, NULL, NULL, &error);
    g_assert_no_error(error);
    return entries;
}

static char *walked(const Root *root, RootEnter enter, void *context) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = root_walk(root, enter, context, &error);
    g_assert_no_error(error);
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < entries->len; i++) {
        const FileEntry *entry = entries->pdata[i];
        g_string_append_printf(all, "%s%s ", entry->path, entry->is_directory ? "/" : "");
    }
    return g_string_free(all, FALSE);
}

/* A kernel before 5.6: openat2 is not there. */
static void take_openat2_away(void) {
    struct sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = {G_N_ELEMENTS(rules), rules};
    g_assert_cmpint(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), ==, 0);
    g_assert_cmpint(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), ==, 0);
    g_assert_cmpint(syscall(SYS_openat2, AT_FDCWD, ".", NULL, 0), ==, -1);
    g_assert_cmpint(errno, ==, ENOSYS);
}

static void test_without_openat2(void) {
    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, 0, 0);
        g_test_trap_assert_passed();
        return;
    }
    take_openat2_away();
    begin();
    assert_nothing_leaves();
    g_autoptr(Root) root = open_root();
    assert_reads(root, "deep/b.md", "bb");
    assert_reads(root, "./deep//b.md", "bb");
    assert_reads_not(root, "deep", FILE_ERROR_NOT_A_FILE);
    assert_reads_not(root, "absent.md", FILE_ERROR_MISSING);
    put_link("01-a.md", "issue/inside.md");
    assert_reads_not(root, "inside.md", FILE_ERROR_MISSING); /* no link at all is followed */
    for (int i = 0; i < 2; i++) { /* a second walk finds as much as the first */
        g_autofree char *all = walked(root, NULL, NULL);
        g_assert_cmpstr(all, ==, "01-a.md deep/ deep/b.md ");
    }
    end();
}

static void test_sizes(void) {
    begin();
    put("issue/ten.txt", "0123456789");
    put("issue/empty.txt", "");
    g_autoptr(Root) root = open_root();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) whole = root_read(root, "ten.txt", 10, &error);
    g_assert_cmpuint(g_bytes_get_size(whole), ==, 10);
    g_assert_null(root_read(root, "ten.txt", 9, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE);
    g_autoptr(GBytes) empty = root_read(root, "empty.txt", 0, NULL);
    g_assert_cmpuint(g_bytes_get_size(empty), ==, 0);
    uint64_t size_bytes = 0;
    int descriptor = root_open_file(root, "ten.txt", &size_bytes, NULL);
    g_assert_cmpuint(size_bytes, ==, 10);
    g_assert_cmpint(fcntl(descriptor, F_GETFD) & FD_CLOEXEC, !=, 0);
    g_assert_cmpint(write(descriptor, "x", 1), ==, -1); /* read only */
    close(descriptor);
    /* /proc says 0 of a file that has bytes: what is read counts, not what is said. */
    int maps = open("/proc/self/status", O_RDONLY | O_CLOEXEC);
    g_assert_null(file_read_descriptor(maps, 10, NULL));
    lseek(maps, 0, SEEK_SET);
    g_autoptr(GBytes) status = file_read_descriptor(maps, 1000000, NULL);
    g_assert_cmpuint(g_bytes_get_size(status), >, 100);
    close(maps);
    end();
}

static void test_fifo(void) {
    begin();
    alarm(20); /* nobody ever writes into it */
    g_autofree char *fifo = at("issue/pipe.md");
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    put_link("pipe.md", "issue/to-pipe.md");
    g_autoptr(Root) root = open_root();
    assert_reads_not(root, "pipe.md", FILE_ERROR_NOT_A_FILE);
    assert_reads_not(root, "to-pipe.md", FILE_ERROR_NOT_A_FILE);
    g_autofree char *all = walked(root, NULL, NULL);
    g_assert_cmpstr(all, ==, "01-a.md deep/ deep/b.md ");
    alarm(0);
    end();
}

static void test_no_permission(void) {
    if (geteuid() == 0) {
        g_test_skip("root may read everything");
        return;
    }
    begin();
    g_autofree char *path = at("issue/01-a.md");
    g_assert_cmpint(chmod(path, 0), ==, 0);
    g_autoptr(Root) root = open_root();
    assert_reads_not(root, "01-a.md", FILE_ERROR_SYSTEM);
    end();
}

/* The walk */

static bool enter_all_but(const char *path, void *context) {
    return strcmp(path, context) != 0;
}

static void test_walk(void) {
    begin();
    put("issue/10-z.md", "");
    put("issue/2-y.md", "");
    put("issue/B.md", "");
    put("issue/a10/x.md", "");
    put("issue/a9/صورة.jpg", "123");
    put("issue/.hidden", "");
    put_link("deep", "issue/round"); /* links to directories are not followed: no circle */
    put_link(".", "issue/deep/dot");
    put_link("../secret.md", "issue/out.md");
    put_link("absent", "issue/dangling.md");
    put_link("10-z.md", "issue/within.md");
    g_autoptr(Root) root = open_root();
    g_autofree char *all = walked(root, NULL, NULL);
    g_assert_cmpstr(all, ==,
                    ".hidden 01-a.md 2-y.md 10-z.md a9/ a9/صورة.jpg a10/ a10/x.md B.md deep/ "
                    "deep/b.md within.md ");
    g_autofree char *some = walked(root, enter_all_but, (void *)"deep");
    g_assert_cmpstr(some, ==,
                    ".hidden 01-a.md 2-y.md 10-z.md a9/ a9/صورة.jpg a10/ a10/x.md B.md within.md ");
    g_autoptr(GPtrArray) entries = walk_all(root);
    g_assert_cmpuint(((FileEntry *)entries->pdata[5])->size_bytes, ==, 3);
    end();
}

/* A name in Latin-1 is seen and cannot be read; it is not passed over. */
static void test_name_that_is_not_utf_8(void) {
    begin();
    put("issue/caf\xE9.md", "x");
    put("issue/d\xFF/e.md", "x");
    g_autoptr(Root) root = open_root();
    g_autofree char *all = walked(root, NULL, NULL);
    g_assert_cmpstr(all, ==, "01-a.md caf\uFFFD.md deep/ deep/b.md d\uFFFD/ d\uFFFD/e.md ");
    assert_reads_not(root, "caf\uFFFD.md", FILE_ERROR_MISSING);
    end();
}

static void test_walk_bounds(void) {
    begin();
    g_autoptr(GString) deep = g_string_new("issue");
    for (int i = 0; i < LIMIT_DIRECTORY_DEPTH - 1; i++) {
        g_string_append(deep, "/d");
    }
    g_autofree char *last = g_strconcat(deep->str, "/x.md", NULL);
    g_autofree char *past = g_strconcat(deep->str, "/d/x.md", NULL);
    put(last, "");
    g_autoptr(Root) root = open_root();
    g_autoptr(GPtrArray) entries = walk_all(root);
    g_assert_cmpuint(entries->len, ==, 3 + LIMIT_DIRECTORY_DEPTH);
    put(past, "");
    g_autoptr(GError) error = NULL;
    g_assert_null(root_walk(root, NULL, NULL, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE);
    end();
}

static void test_walk_of_many(void) {
    begin();
    for (int i = 0; i < LIMIT_DIRECTORY_FILES - 3; i++) {
        g_autofree char *path = g_strdup_printf("%s/issue/f%d", home, i);
        int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        g_assert_cmpint(descriptor, >=, 0);
        close(descriptor);
    }
    g_autoptr(Root) root = open_root();
    g_autoptr(GPtrArray) entries = walk_all(root);
    g_assert_cmpuint(entries->len, ==, LIMIT_DIRECTORY_FILES);
    put("issue/one-more", "");
    g_autoptr(GError) error = NULL;
    g_assert_null(root_walk(root, NULL, NULL, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE);
    end();
}

/* Paths */

static void test_normalise(void) {
    static const char *const rows[][2] = {
        {"a/./b/../c", "a/c"},
        {"a//b/", "a/b"},
        {"", ""},
        {".", ""},
        {"a/..", ""},
        {"..", NULL},
        {"a/../..", NULL},
        {"a/../../a", NULL},
        {"/a", NULL},
        {"a\\b", NULL},
        {"...", "..."},
        {"a/..b/c", "a/..b/c"},
        {"é/字.md", "é/字.md"},
        {"%2e%2e/x", "%2e%2e/x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = path_normalise(rows[i][0]);
        g_assert_cmpstr(path, ==, rows[i][1]);
    }
    g_autofree char *longest = g_strnfill(LIMIT_PATH_BYTES, 'a');
    g_autofree char *same = path_normalise(longest);
    g_assert_cmpstr(same, ==, longest);
    g_autofree char *too_long = g_strnfill(LIMIT_PATH_BYTES + 1, 'a');
    g_assert_null(path_normalise(too_long));
}

static void test_resolve(void) {
    static const char *const rows[][3] = {
        {"", "b.md", "b.md"},      {"x", "b.md", "x/b.md"}, {"x", "../b.md", "b.md"},
        {"x", "../../b.md", NULL}, {"x", "/b.md", NULL},    {"x/y", "./../z/b.md", "x/z/b.md"},
        {"", "../b.md", NULL},     {"x", "", "x"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = path_resolve(rows[i][0], rows[i][1]);
        g_assert_cmpstr(path, ==, rows[i][2]);
    }
}

/* Outputs */

static size_t count_files(const char *directory) {
    g_autofree char *path = at(directory);
    GDir *listing = g_dir_open(path, 0, NULL);
    size_t count = 0;
    while (listing != NULL && g_dir_read_name(listing) != NULL) {
        count++;
    }
    if (listing != NULL) {
        g_dir_close(listing);
    }
    return count;
}

static OutputFile *begin_output(const char *path) {
    g_autofree char *full = at(path);
    g_autoptr(GError) error = NULL;
    OutputFile *file = output_file_new(full, &error);
    g_assert_no_error(error);
    return file;
}

static void test_output(void) {
    begin();
    g_autoptr(GError) error = NULL;
    OutputFile *file = begin_output("new/out/book.epub"); /* directories are made */
    g_assert_cmpint(write(output_file_descriptor(file), "one", 3), ==, 3);
    g_assert_false(is_there("new/out/book.epub"));
    g_assert_cmpuint(count_files("new/out"), ==, 1);
    g_assert_true(output_file_commit(file, &error));
    output_file_free(file);
    assert_holds("new/out/book.epub", "one");
    g_assert_cmpuint(count_files("new/out"), ==, 1);

    file = begin_output("new/out/book.epub"); /* dropped: the old one stands */
    g_assert_cmpint(write(output_file_descriptor(file), "two", 3), ==, 3);
    output_file_free(file);
    assert_holds("new/out/book.epub", "one");
    g_assert_cmpuint(count_files("new/out"), ==, 1);

    file = begin_output("new/out/book.epub"); /* replaced */
    g_assert_cmpint(write(output_file_descriptor(file), "3", 1), ==, 1);
    g_assert_true(output_file_commit(file, &error));
    output_file_free(file);
    assert_holds("new/out/book.epub", "3");
    output_file_free(NULL);
    end();
}

/* What a killed run left is removed, what a living one holds and what is no such file is not. */
static void test_leftovers(void) {
    begin();
    put("out/.book.epub.galley-0123ab", "left by a killed run");
    put("out/.book.epub.galley-backup", "an editor's own");
    put("out/.book.epub.galley-0123abc", "an editor's own");
    put("out/.other.epub.galley-0123ab", "another book's");
    put("out/book.epub.galley-0123ab", "not hidden");
    put_link("../secret.md", "out/.book.epub.galley-00000f");
    put("out/.book.epub.galley-00beef", "held by a living run");
    g_autofree char *held_path = at("out/.book.epub.galley-00beef");
    int held = open(held_path, O_RDWR | O_CLOEXEC);
    g_assert_cmpint(flock(held, LOCK_EX | LOCK_NB), ==, 0);
    OutputFile *first = begin_output("out/book.epub");
    OutputFile *second = begin_output("out/book.epub"); /* two runs at once */
    g_assert_false(is_there("out/.book.epub.galley-0123ab"));
    g_assert_true(is_there("out/.book.epub.galley-backup"));
    g_assert_true(is_there("out/.book.epub.galley-0123abc"));
    g_assert_true(is_there("out/.other.epub.galley-0123ab"));
    g_assert_true(is_there("out/book.epub.galley-0123ab"));
    g_assert_true(is_there("out/.book.epub.galley-00beef"));
    assert_holds("secret.md", "SECRET");
    g_assert_cmpint(write(output_file_descriptor(first), "first", 5), ==, 5);
    g_assert_cmpint(write(output_file_descriptor(second), "second", 6), ==, 6);
    g_assert_true(output_file_commit(second, NULL));
    output_file_free(second);
    assert_holds("out/book.epub", "second");
    g_assert_true(output_file_commit(first, NULL));
    output_file_free(first);
    assert_holds("out/book.epub", "first");
    close(held);
    output_file_free(begin_output("out/book.epub"));
    g_assert_false(is_there("out/.book.epub.galley-00beef")); /* its holder is gone */
    end();
}

static void assert_no_output(const char *path) {
    g_autofree char *full = at(path);
    g_autoptr(GError) error = NULL;
    g_assert_null(output_file_new(full, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
}

static void test_output_errors(void) {
    begin();
    assert_no_output("issue");               /* a directory */
    assert_no_output("secret.md/book.epub"); /* below a file */
    assert_no_output("secret.md/x/book.epub");
    if (geteuid() != 0) {
        g_autofree char *closed = at("issue/deep");
        g_assert_cmpint(chmod(closed, 0500), ==, 0);
        assert_no_output("issue/deep/book.epub");
        g_assert_cmpint(chmod(closed, 0700), ==, 0);
    }
    /* The temporary file is taken away: the commit fails, the old book stands. */
    put("out/book.epub", "old");
    OutputFile *file = begin_output("out/book.epub");
    g_autofree char *out = at("out");
    GDir *listing = g_dir_open(out, 0, NULL);
    for (const char *name = g_dir_read_name(listing); name; name = g_dir_read_name(listing)) {
        g_autofree char *path = g_build_filename(out, name, NULL);
        if (name[0] == '.') {
            g_assert_cmpint(g_unlink(path), ==, 0);
        }
    }
    g_dir_close(listing);
    g_autoptr(GError) error = NULL;
    g_assert_false(output_file_commit(file, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
    output_file_free(file);
    assert_holds("out/book.epub", "old");
    end();
}

/* The umask decides the mode, as with any file a person makes. */
static void test_output_mode(void) {
    begin();
    mode_t before = umask(027);
    OutputFile *file = begin_output("out/book.epub");
    umask(before);
    g_assert_true(output_file_commit(file, NULL));
    output_file_free(file);
    g_autofree char *path = at("out/book.epub");
    struct stat status;
    g_assert_cmpint(stat(path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 0777, ==, 0640);
    end();
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/file/root", test_root);
    g_test_add_func("/base/file/nothing-leaves", test_nothing_leaves);
    g_test_add_func("/base/file/without-openat2", test_without_openat2);
    g_test_add_func("/base/file/sizes", test_sizes);
    g_test_add_func("/base/file/fifo", test_fifo);
    g_test_add_func("/base/file/no-permission", test_no_permission);
    g_test_add_func("/base/file/walk", test_walk);
    g_test_add_func("/base/file/name-that-is-not-utf-8", test_name_that_is_not_utf_8);
    g_test_add_func("/base/file/walk-bounds", test_walk_bounds);
    g_test_add_func("/base/file/walk-of-many", test_walk_of_many);
    g_test_add_func("/base/file/normalise", test_normalise);
    g_test_add_func("/base/file/resolve", test_resolve);
    g_test_add_func("/base/file/output", test_output);
    g_test_add_func("/base/file/leftovers", test_leftovers);
    g_test_add_func("/base/file/output-errors", test_output_errors);
    g_test_add_func("/base/file/output-mode", test_output_mode);
    return g_test_run();
}
