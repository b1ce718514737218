/* Files in a directory of their own, which the test stands in; shared by the tests of read/. */
#ifndef GALLEY_TESTS_READ_FIXTURE_H
#define GALLEY_TESTS_READ_FIXTURE_H

#include "markdown/markdown.h"
#include "model/vocabulary.h"
#include "read/issue_directory.h"

#include <ftw.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static inline char *files_new(void) {
    char *directory = g_dir_make_tmp("galley-read-XXXXXX", NULL);
    g_assert_nonnull(directory);
    g_assert_cmpint(chdir(directory), ==, 0);
    return directory;
}

static inline int files_remove_one(const char *path, const struct stat *status, int flag,
                                   struct FTW *walk) {
    (void)status;
    (void)flag;
    (void)walk;
    return remove(path);
}

static inline void files_free(char *directory) {
    g_assert_cmpint(chdir("/"), ==, 0);
    g_assert_cmpint(nftw(directory, files_remove_one, 16, FTW_DEPTH | FTW_PHYS), ==, 0);
    g_free(directory);
}

static inline void file_write_bytes(const char *path, const char *bytes, size_t size_bytes) {
    g_autofree char *directory = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(directory, 0755), ==, 0);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)size_bytes, NULL));
}

static inline void file_write(const char *path, const char *text) {
    file_write_bytes(path, text, strlen(text));
}

/* An empty file for each name between the blanks. */
static inline void files_touch(const char *paths) {
    g_auto(GStrv) each = g_strsplit(paths, " ", -1);
    for (size_t i = 0; each[i] != NULL; i++) {
        file_write(each[i], "");
    }
}

/* "code@file:line" with blanks between, sorted. Caller frees. */
static inline char *report_said(Report *report) {
    report_sort(report);
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_string_append_printf(out, "%s%s@%s:%u", i > 0 ? " " : "", diagnostic_name(each->code),
                               each->place.file, each->place.line);
    }
    return g_string_free(out, FALSE);
}

static inline void check_said(Report *report, const char *expected) {
    g_autofree char *said = report_said(report);
    g_assert_cmpstr(said, ==, expected);
}

static inline int fixture_main(int argc, char **argv, void (*add)(void)) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    markdown_begin();
    add();
    int status = g_test_run();
    vocabulary_end();
    return status;
}

#endif
