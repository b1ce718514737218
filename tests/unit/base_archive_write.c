/* Writing archives: the same bytes whatever made them, bounds that hold, failures that end. Offsets
 * and values are APPNOTE's (4.3.7, 4.3.12, 4.3.16). */
#include "base_archive_fixture.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/stat.h>

enum { LOCAL_HEADER_BYTES = 30, CENTRAL_HEADER_BYTES = 46 };

static void test_round_trip(void) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    g_autoptr(GBytes) large = noise(3 * 1024 * 1024 + 7, 1); /* larger than the sink's buffer */
    g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
    g_autofree char *long_text = g_strnfill(500000, 'a');
    g_autoptr(GBytes) text = g_bytes_new(long_text, 500000);
    add_text(writer, "mimetype", PART_STORED, "application/epub+zip");
    archive_writer_add_bytes(writer, "empty", PART_DEFLATED, empty);
    archive_writer_add_bytes(writer, "empty-stored", PART_STORED, empty);
    archive_writer_add_bytes(writer, "صورة/大.bin", PART_STORED, large);
    archive_writer_add_bytes(writer, "noise", PART_DEFLATED, large);
    archive_writer_add_bytes(writer, "text", PART_DEFLATED, text);
    g_autoptr(GError) error = NULL;
    g_assert_true(finish(writer, "round.zip", 2, &error));
    g_assert_no_error(error);

    g_autoptr(ArchiveReader) reader = open_archive("round.zip");
    g_assert_cmpuint(archive_reader_count(reader), ==, 6);
    assert_reads(reader, "empty", empty);
    assert_reads(reader, "empty-stored", empty);
    assert_reads(reader, "صورة/大.bin", large);
    assert_reads(reader, "noise", large);
    assert_reads(reader, "text", text);
    g_assert_true(archive_reader_part(reader, 0)->is_stored);
    g_assert_false(archive_reader_part(reader, 5)->is_stored);
    g_assert_cmpuint(archive_reader_part(reader, 5)->stored_bytes, <, 5000);
    for (size_t i = 0; i < 6; i++) {
        g_assert_false(archive_reader_part(reader, i)->has_extra_field);
        g_assert_false(archive_reader_part(reader, i)->is_encrypted);
    }
    g_assert_cmpint(archive_reader_find(reader, "Text"), ==, -1);
}

/* One stored part of two bytes, byte by byte as APPNOTE has it. */
static void test_bytes(void) {
    static const guint8 local[] = {
        'P',  'K',  3,    4,    10,  0,                /* version needed 1.0 */
        0,    0,    0,    0,    0,   0, 0x21, 0,       /* flags, stored, 00:00, 1980-01-01 */
        0xAC, 0x2A, 0x93, 0xD8,                        /* CRC-32 of "hi" */
        2,    0,    0,    0,    2,   0, 0,    0, 1, 0, /* sizes, length of name */
        0,    0,    'n',  'h',  'i',
    };
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_text(writer, "n", PART_STORED, "hi");
    g_assert_true(finish(writer, "bytes.zip", 0, NULL));
    gsize length = 0;
    g_autofree char *bytes = get("bytes.zip", &length);
    g_assert_cmpuint(length, ==, sizeof local + CENTRAL_HEADER_BYTES + 1 + 22);
    g_assert_cmpmem(bytes, sizeof local, local, sizeof local);
    const char *central = bytes + sizeof local;
    g_assert_cmpmem(central, 4, "PK\1\2", 4);
    g_assert_cmpint(central[5], ==, 3);                                  /* made by Unix */
    g_assert_cmpmem(central + 38, 4, "\0\0\244\201", 4);                 /* 0100644 << 16 */
    g_assert_cmpmem(central + CENTRAL_HEADER_BYTES + 1, 4, "PK\5\6", 4); /* no extra, no comment */
}

typedef struct {
    atomic_int made;
    atomic_int freed;
    atomic_int live;
    atomic_int most_live;
    size_t part_bytes;
    int failing; /* the part that fails, or -1 */
} Counter;

typedef struct {
    Counter *counter;
    int number;
    void *bytes;
} Piece;

static void let_go(void *data) {
    Piece *piece = data;
    atomic_fetch_sub(&piece->counter->live, 1);
    g_free(piece->bytes);
    g_free(piece);
}

static GBytes *produce(void *context, GError **error) {
    Piece *piece = context;
    Counter *counter = piece->counter;
    atomic_fetch_add(&counter->made, 1);
    if (piece->number == counter->failing) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING, "part %d is gone", piece->number);
        return NULL;
    }
    int live = atomic_fetch_add(&counter->live, 1) + 1;
    int most = atomic_load(&counter->most_live);
    while (live > most && !atomic_compare_exchange_weak(&counter->most_live, &most, live)) {
    }
    Piece *holder = g_new0(Piece, 1);
    *holder = (Piece){counter, piece->number, g_malloc0(counter->part_bytes)};
    memset(holder->bytes, 'a' + piece->number % 26, counter->part_bytes);
    return g_bytes_new_with_free_func(holder->bytes, counter->part_bytes, let_go, holder);
}

static void free_piece(void *data) {
    Piece *piece = data;
    atomic_fetch_add(&piece->counter->freed, 1);
    g_free(piece);
}

static void add_pieces(ArchiveWriter *writer, Counter *counter, int count, PartMethod method,
                       size_t weight_bytes) {
    for (int i = 0; i < count; i++) {
        Piece *piece = g_new0(Piece, 1);
        *piece = (Piece){counter, i, NULL};
        g_autofree char *name = g_strdup_printf("part-%d", i);
        archive_writer_add(writer, name, method, produce, piece, free_piece, weight_bytes);
    }
}

static const unsigned thread_counts[] = {0, 1, 2, 8};

static void test_same_bytes(void) {
    g_autofree char *first = NULL;
    gsize first_length = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(thread_counts); i++) {
        Counter counter = {.part_bytes = 9000, .failing = -1};
        g_autoptr(ArchiveWriter) writer = archive_writer_new();
        add_pieces(writer, &counter, 300, PART_DEFLATED, 9000);
        mode_t before = umask(i % 2 ? 0077 : 0);
        g_assert_true(finish(writer, "same.zip", thread_counts[i], NULL));
        umask(before);
        g_assert_cmpint(counter.made, ==, 300); /* each once */
        g_assert_cmpint(counter.freed, ==, 300);
        g_assert_cmpint(counter.live, ==, 0);
        gsize length = 0;
        char *bytes = get("same.zip", &length);
        if (first == NULL) {
            first = bytes;
            first_length = length;
            continue;
        }
        g_assert_cmpuint(length, ==, first_length);
        g_assert_true(memcmp(bytes, first, length) == 0);
        g_free(bytes);
    }
}

/* What is made and not yet written stays within both bounds, also when the guess is far off. */
static void test_bounds_ahead(void) {
    enum { HEAVY_BYTES = 8 * 1024 * 1024 };
    for (size_t i = 0; i < G_N_ELEMENTS(thread_counts); i++) {
        int jobs = (int)thread_counts[i];
        Counter many = {.part_bytes = 10, .failing = -1};
        g_autoptr(ArchiveWriter) writer = archive_writer_new();
        add_pieces(writer, &many, 1000, PART_STORED, 10);
        g_assert_true(finish(writer, "ahead.zip", thread_counts[i], NULL));
        g_assert_cmpint(many.most_live, <=, jobs == 0 ? 1 : LIMIT_PARTS_AHEAD);

        Counter heavy = {.part_bytes = HEAVY_BYTES, .failing = -1};
        g_autoptr(ArchiveWriter) heavy_writer = archive_writer_new();
        add_pieces(heavy_writer, &heavy, 12, PART_STORED, HEAVY_BYTES);
        g_assert_true(finish(heavy_writer, "ahead.zip", thread_counts[i], NULL));
        g_assert_cmpint(heavy.most_live, <=, jobs == 0 ? 1 : 4);
        g_assert_cmpint(heavy.made, ==, 12);

        Counter wild = {.part_bytes = 10, .failing = -1};
        g_autoptr(ArchiveWriter) wild_writer = archive_writer_new();
        add_pieces(wild_writer, &wild, 5, PART_STORED, SIZE_MAX / 2); /* each past the bound */
        g_assert_true(finish(wild_writer, "ahead.zip", thread_counts[i], NULL));
        g_assert_cmpint(wild.made, ==, 5);
    }
}

static void test_failing_part(void) {
    static const int failing[] = {0, 1, 70, 199};
    for (size_t i = 0; i < G_N_ELEMENTS(thread_counts) * G_N_ELEMENTS(failing); i++) {
        Counter counter = {.part_bytes = 100000, .failing = failing[i % G_N_ELEMENTS(failing)]};
        ArchiveWriter *writer = archive_writer_new();
        add_pieces(writer, &counter, 200, PART_STORED, 100);
        g_autoptr(GError) error = NULL;
        g_assert_false(finish(writer, "failing.zip", thread_counts[i / 4], &error));
        g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_MISSING);
        g_autofree char *expected = g_strdup_printf("part %d is gone", counter.failing);
        g_assert_cmpstr(error->message, ==, expected);
        archive_writer_free(writer);
        g_assert_cmpint(counter.freed, ==, 200);
        g_assert_cmpint(counter.live, ==, 0);
        g_assert_cmpint(counter.made, <=, counter.failing + 1 + LIMIT_PARTS_AHEAD);
    }
}

static GBytes *produce_nothing(void *context, GError **error) {
    (void)context;
    (void)error;
    return NULL;
}

static void test_part_without_reason(void) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    archive_writer_add(writer, "nothing", PART_DEFLATED, produce_nothing, NULL, NULL, 1);
    g_autoptr(GError) error = NULL;
    g_assert_false(finish(writer, "nothing.zip", 1, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
}

static void test_full_disk(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(thread_counts); i++) {
        Counter counter = {.part_bytes = 300000, .failing = -1};
        ArchiveWriter *writer = archive_writer_new();
        add_pieces(writer, &counter, 200, PART_STORED, 300000);
        int descriptor = open("/dev/full", O_RDWR | O_CLOEXEC);
        g_assert_cmpint(descriptor, >=, 0);
        Jobs *jobs = thread_counts[i] == 0 ? NULL : jobs_new(thread_counts[i]);
        g_autoptr(GError) error = NULL;
        g_assert_false(archive_writer_finish(writer, descriptor, jobs, &error));
        g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
        g_assert_cmpstr(error->message, ==, g_strerror(ENOSPC));
        close(descriptor);
        jobs_free(jobs);
        archive_writer_free(writer);
        g_assert_cmpint(counter.freed, ==, 200);
        g_assert_cmpint(counter.live, ==, 0);
        g_assert_cmpint(counter.made, <, 200); /* it ended when the disk did */
    }
}

/* The disk fills at any point: in a part, in a header that is patched, in the directory. */
static void test_file_size_limit(void) {
    struct rlimit before;
    getrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t limit = 0; limit < 2400000; limit += 99991) {
        Counter counter = {.part_bytes = 300000, .failing = -1};
        ArchiveWriter *writer = archive_writer_new();
        add_pieces(writer, &counter, 8, PART_STORED, 300000);
        struct rlimit small = {limit, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
        g_autoptr(GError) error = NULL;
        bool is_good = finish(writer, "limit.zip", 2, &error);
        setrlimit(RLIMIT_FSIZE, &before);
        g_assert_false(is_good); /* the archive has 2,400,000 bytes and its headers */
        g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
        g_assert_cmpstr(error->message, ==, g_strerror(EFBIG));
        archive_writer_free(writer);
        g_assert_cmpint(counter.live, ==, 0);
    }
}

static void test_name_twice(void) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_text(writer, "a", PART_STORED, "1");
    add_text(writer, "a", PART_STORED, "2");
    g_autoptr(GError) error = NULL;
    g_assert_false(finish(writer, "twice.zip", 1, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
}

static void test_never_finished(void) {
    Counter counter = {.part_bytes = 10, .failing = -1};
    ArchiveWriter *writer = archive_writer_new();
    add_pieces(writer, &counter, 3, PART_STORED, 10);
    archive_writer_free(writer);
    g_assert_cmpint(counter.freed, ==, 3);
    g_assert_cmpint(counter.made, ==, 0);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    alarm(240); /* nothing waits for ever */
    directory = g_dir_make_tmp("galley-archive-XXXXXX", NULL);
    g_test_add_func("/base/archive/round-trip", test_round_trip);
    g_test_add_func("/base/archive/bytes", test_bytes);
    g_test_add_func("/base/archive/same-bytes", test_same_bytes);
    g_test_add_func("/base/archive/bounds-ahead", test_bounds_ahead);
    g_test_add_func("/base/archive/failing-part", test_failing_part);
    g_test_add_func("/base/archive/part-without-reason", test_part_without_reason);
    g_test_add_func("/base/archive/full-disk", test_full_disk);
    g_test_add_func("/base/archive/file-size-limit", test_file_size_limit);
    g_test_add_func("/base/archive/name-twice", test_name_twice);
    g_test_add_func("/base/archive/never-finished", test_never_finished);
    int status = g_test_run();
    remove_all();
    return status;
}
