/* Books that are spoilt on purpose, and what must be said of them; shared by the tests of
 * epub_check.
 */
#ifndef GALLEY_TESTS_EPUB_SPOIL_H
#define GALLEY_TESTS_EPUB_SPOIL_H

#include "epub_fixture.h"

#include "model/reading_systems.h"

#define PAGE "EPUB/tides.xhtml"

typedef struct {
    const char *part;
    const char *old;         /* NULL: the whole part is replaced, or added */
    const char *replacement; /* NULL: the part is left out */
} Change;

static inline char *changed_text(GBytes *bytes, const Change *change) {
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    if (change->old == NULL) {
        return g_strdup(change->replacement);
    }
    const char *place = strstr(text, change->old);
    if (place == NULL) {
        g_error("%s does not hold %s", change->part, change->old);
    }
    g_autofree char *before = g_strndup(text, place - text);
    return g_strconcat(before, change->replacement, place + strlen(change->old), NULL);
}

static inline const Change *change_of(const Change *changes, size_t count, const char *part) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(changes[i].part, part) == 0) {
            return &changes[i];
        }
    }
    return NULL;
}

static inline void finish(ArchiveWriter *writer, const char *path) {
    g_autoptr(GError) error = NULL;
    int descriptor = g_open(path, O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_true(archive_writer_finish(writer, descriptor, NULL, &error));
    g_assert_no_error(error);
    close(descriptor);
}

static inline void add_part(ArchiveWriter *writer, const char *name, GBytes *bytes) {
    bool is_mimetype = strcmp(name, "mimetype") == 0;
    archive_writer_add_bytes(writer, name, is_mimetype ? PART_STORED : PART_DEFLATED, bytes);
}

static inline void add_text(ArchiveWriter *writer, const char *name, const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    add_part(writer, name, bytes);
}

/* All parts of a book but one (NULL: none). */
static inline void add_all_parts(ArchiveWriter *writer, const TestBook *book, const char *but) {
    for (size_t i = 0; i < archive_reader_count(book->archive); i++) {
        const char *name = archive_reader_part(book->archive, i)->name;
        g_autoptr(GBytes) bytes = read_part(book, name);
        if (g_strcmp0(name, but) != 0) {
            add_part(writer, name, bytes);
        }
    }
}

/* The path of a copy with changes. */
static inline char *spoil(const TestBook *good, const Change *changes, size_t count) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    for (size_t i = 0; i < archive_reader_count(good->archive); i++) {
        const char *name = archive_reader_part(good->archive, i)->name;
        const Change *change = change_of(changes, count, name);
        g_autoptr(GBytes) bytes = read_part(good, name);
        if (change == NULL) {
            add_part(writer, name, bytes);
        } else if (change->replacement != NULL) {
            g_autofree char *text = changed_text(bytes, change);
            add_text(writer, name, text);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (changes[i].replacement != NULL &&
            archive_reader_find(good->archive, changes[i].part) < 0) {
            add_text(writer, changes[i].part, changes[i].replacement);
        }
    }
    char *path = temporary_path();
    finish(writer, path);
    return path;
}

/* Checks and deletes the file. What readers stumble over is looked for, too, which nothing may
 * break, but not told. */
static inline Report *check_and_delete(char *path) {
    Report *report = report_new();
    g_autoptr(GError) error = NULL;
    g_assert_true(epub_check(path, report, &error));
    g_assert_no_error(error);
    report_sort(report);
    g_autoptr(Report) of_readers = report_new();
    epub_check_book_for_readers(path, READING_SYSTEMS_ALL, of_readers);
    g_unlink(path);
    g_free(path);
    return report;
}

static inline void print(const Report *report) {
    report_print(report, stderr, (ReportStyle){0});
}

/* One finding: its code and its place, "/PART" or "" for the book. */
static inline void assert_finding(const Report *report, size_t index, DiagnosticCode code,
                                  const char *part) {
    if (index >= report_length(report)) {
        print(report);
        g_error("there are only %zu findings", report_length(report));
    }
    const Diagnostic *finding = report_get(report, index);
    if (finding->code != code || !g_str_has_suffix(finding->place.file, part)) {
        print(report);
        g_error("expected %s at %s", diagnostic_name(code), part);
    }
}

static inline void assert_no_finding(const Report *report) {
    if (report_length(report) > 0) {
        print(report);
        g_error("a good book was blamed");
    }
}

static inline char *copy_with(const TestBook *good, size_t offset, const void *bytes,
                              size_t length_bytes) {
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(good->path, &data, &size, NULL));
    g_assert_cmpuint(offset + length_bytes, <=, size);
    memcpy(data + offset, bytes, length_bytes);
    char *path = temporary_path();
    g_assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
    return path;
}

#endif
