/* A directory for archives, and what the tests of writing and of reading them do again and again.
 */
#ifndef GALLEY_TESTS_BASE_ARCHIVE_FIXTURE_H
#define GALLEY_TESTS_BASE_ARCHIVE_FIXTURE_H

#include "base/archive.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *directory;

static inline char *path_of(const char *name) {
    return g_build_filename(directory, name, NULL);
}

static inline void put(const char *name, const void *bytes, size_t length) {
    g_autofree char *path = path_of(name);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static inline char *get(const char *name, gsize *length) {
    g_autofree char *path = path_of(name);
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

/* 0: no jobs at all. */
static inline bool finish(ArchiveWriter *writer, const char *name, unsigned jobs_count,
                          GError **error) {
    g_autofree char *path = path_of(name);
    int descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_cmpint(descriptor, >=, 0);
    Jobs *jobs = jobs_count == 0 ? NULL : jobs_new(jobs_count);
    bool is_good = archive_writer_finish(writer, descriptor, jobs, error);
    jobs_free(jobs);
    close(descriptor);
    return is_good;
}

static inline void add_text(ArchiveWriter *writer, const char *name, PartMethod method,
                            const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    archive_writer_add_bytes(writer, name, method, bytes);
}

/* Bytes that do not deflate: a linear congruence's high ones. */
static inline GBytes *noise(size_t length, guint32 seed) {
    guint8 *bytes = g_malloc(length);
    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (guint8)(seed >> 24);
    }
    return g_bytes_new_take(bytes, length);
}

static inline ArchiveReader *open_archive(const char *name) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    ArchiveReader *reader = archive_reader_open(path, &error);
    g_assert_no_error(error);
    return reader;
}

static inline void assert_opens_not(const char *name, GalleyFileError code) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_assert_null(archive_reader_open(path, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, (gint)code);
}

static inline void assert_reads(ArchiveReader *reader, const char *name, GBytes *expected) {
    gssize index = archive_reader_find(reader, name);
    g_assert_cmpint(index, >=, 0);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        archive_reader_read(reader, (size_t)index, g_bytes_get_size(expected), &error);
    g_assert_no_error(error);
    g_assert_true(g_bytes_equal(bytes, expected));
    g_assert_cmpuint(archive_reader_part(reader, (size_t)index)->size_bytes, ==,
                     g_bytes_get_size(expected));
}

static inline void assert_reads_not(ArchiveReader *reader, size_t index, size_t limit_bytes,
                                    GalleyFileError code) {
    g_autoptr(GError) error = NULL;
    g_assert_null(archive_reader_read(reader, index, limit_bytes, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, (gint)code);
}

static inline void remove_all(void) {
    GDir *listing = g_dir_open(directory, 0, NULL);
    for (const char *name = g_dir_read_name(listing); name; name = g_dir_read_name(listing)) {
        g_autofree char *path = path_of(name);
        g_remove(path);
    }
    g_dir_close(listing);
    g_rmdir(directory);
    g_free(directory);
}

#endif
