/* Archives: the same bytes whatever made them, bounds that hold, failures that end, and a reader
 * that no file can lead astray. Offsets and values are APPNOTE's (4.3.7, 4.3.12, 4.3.16). */
#include "base/archive.h"
#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOCAL_HEADER_BYTES = 30, CENTRAL_HEADER_BYTES = 46 };

static char *directory;

static char *path_of(const char *name) {
    return g_build_filename(directory, name, NULL);
}

static void put(const char *name, const void *bytes, size_t length) {
    g_autofree char *path = path_of(name);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static char *get(const char *name, gsize *length) {
    g_autofree char *path = path_of(name);
    char *bytes = NULL;
    g_assert_true(g_file_get_contents(path, &bytes, length, NULL));
    return bytes;
}

/* 0: no jobs at all. */
static bool finish(ArchiveWriter *writer, const char *name, unsigned jobs_count, GError **error) {
    g_autofree char *path = path_of(name);
    int descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_cmpint(descriptor, >=, 0);
    Jobs *jobs = jobs_count == 0 ? NULL : jobs_new(jobs_count);
    bool is_good = archive_writer_finish(writer, descriptor, jobs, error);
    jobs_free(jobs);
    close(descriptor);
    return is_good;
}

static void add_text(ArchiveWriter *writer, const char *name, PartMethod method, const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    archive_writer_add_bytes(writer, name, method, bytes);
}

/* Bytes that do not deflate: a linear congruence's high ones. */
static GBytes *noise(size_t length, guint32 seed) {
    guint8 *bytes = g_malloc(length);
    for (size_t i = 0; i < length; i++) {
        seed = seed * 1664525u + 1013904223u;
        bytes[i] = (guint8)(seed >> 24);
    }
    return g_bytes_new_take(bytes, length);
}

static ArchiveReader *open_archive(const char *name) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    ArchiveReader *reader = archive_reader_open(path, &error);
    g_assert_no_error(error);
    return reader;
}

static void assert_opens_not(const char *name, GalleyFileError code) {
    g_autofree char *path = path_of(name);
    g_autoptr(GError) error = NULL;
    g_assert_null(archive_reader_open(path, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, (gint)code);
}

static void assert_reads(ArchiveReader *reader, const char *name, GBytes *expected) {
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

static void assert_reads_not(ArchiveReader *reader, size_t index, size_t limit_bytes,
                             GalleyFileError code) {
    g_autoptr(GError) error = NULL;
    g_assert_null(archive_reader_read(reader, index, limit_bytes, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, (gint)code);
}

/* Writing */

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

/* Reading */

/* "mimetype", then "text": 2,000 times "galley ". */
static GBytes *write_small(const char *name) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 2000; i++) {
        g_string_append(text, "galley ");
    }
    GBytes *bytes = g_string_free_to_bytes(text);
    add_text(writer, "mimetype", PART_STORED, "application/epub+zip");
    archive_writer_add_bytes(writer, "text", PART_DEFLATED, bytes);
    g_assert_true(finish(writer, name, 0, NULL));
    return bytes;
}

static size_t find_bytes(const char *bytes, size_t length, const char *wanted, size_t from) {
    const char *at = memmem(bytes + from, length - from, wanted, strlen(wanted));
    g_assert_nonnull(at);
    return (size_t)(at - bytes);
}

static void test_not_a_file(void) {
    g_autofree char *fifo = path_of("fifo");
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
    assert_opens_not("fifo", FILE_ERROR_NOT_A_FILE);
    assert_opens_not(".", FILE_ERROR_NOT_A_FILE);
    assert_opens_not("absent.zip", FILE_ERROR_MISSING);
    put("empty.zip", "", 0);
    assert_opens_not("empty.zip", FILE_ERROR_DAMAGED);
    put("text.zip", "PK but no more", 14);
    assert_opens_not("text.zip", FILE_ERROR_DAMAGED);
}

static void test_limits_of_a_part(void) {
    g_autoptr(GBytes) text = write_small("small.zip");
    g_autoptr(ArchiveReader) reader = open_archive("small.zip");
    assert_reads(reader, "text", text);
    assert_reads_not(reader, 1, g_bytes_get_size(text) - 1, FILE_ERROR_TOO_LARGE);
    assert_reads_not(reader, 0, 0, FILE_ERROR_TOO_LARGE);
    assert_reads(reader, "text", text); /* a refusal spoils nothing */

    enum { MEGABYTE = 1024 * 1024, BOMB_BYTES = 8 * MEGABYTE };
    g_autofree char *zeros = g_malloc0(BOMB_BYTES);
    g_autoptr(GBytes) bomb = g_bytes_new(zeros, BOMB_BYTES);
    g_autoptr(GBytes) first_megabyte = g_bytes_new(zeros, MEGABYTE);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    archive_writer_add_bytes(writer, "bomb", PART_DEFLATED, bomb);
    archive_writer_add_bytes(writer, "megabyte", PART_DEFLATED, first_megabyte);
    g_assert_true(finish(writer, "bomb.zip", 0, NULL));
    g_autoptr(ArchiveReader) bomb_reader = open_archive("bomb.zip");
    g_assert_cmpuint(archive_reader_part(bomb_reader, 0)->stored_bytes, <,
                     7 * 1024 * 1024 / LIMIT_ARCHIVE_RATIO);
    assert_reads_not(bomb_reader, 0, LIMIT_ARCHIVE_PART_BYTES, FILE_ERROR_TOO_LARGE);
    assert_reads(bomb_reader, "megabyte", first_megabyte);
}

/* The directory says less than the part unfolds to: found at the part's end, not after it. */
static void test_part_that_lies(void) {
    g_autoptr(GBytes) text = write_small("lie.zip");
    gsize length = 0;
    g_autofree char *bytes = get("lie.zip", &length);
    size_t central = find_bytes(bytes, length, "PK\1\2", 0);
    central = find_bytes(bytes, length, "PK\1\2", central + 4);
    bytes[central + 24] = 16; /* size: 16 instead of 14,000 = 0x36B0 */
    bytes[central + 25] = 0;
    put("lie.zip", bytes, length);
    g_autoptr(ArchiveReader) reader = open_archive("lie.zip");
    g_assert_cmpuint(archive_reader_part(reader, 1)->size_bytes, ==, 16);
    assert_reads_not(reader, 1, 1000, FILE_ERROR_DAMAGED);
}

static void test_checksum(void) {
    g_autoptr(GBytes) text = write_small("crc.zip");
    gsize length = 0;
    g_autofree char *bytes = get("crc.zip", &length);
    bytes[LOCAL_HEADER_BYTES + 8] = 'A'; /* Application/epub+zip */
    put("crc.zip", bytes, length);
    g_autoptr(ArchiveReader) reader = open_archive("crc.zip");
    assert_reads_not(reader, 0, 1000, FILE_ERROR_DAMAGED);
    assert_reads(reader, "text", text);
}

/* Any one byte changed, any end cut off: an answer is right or is a refusal, and there is one. */
static void test_damage(void) {
    g_autoptr(GBytes) text = write_small("whole.zip");
    gsize length = 0;
    g_autofree char *bytes = get("whole.zip", &length);
    g_autofree char *path = path_of("damaged.zip");
    size_t right = 0;
    for (size_t i = 0; i < 2 * length; i++) {
        size_t at = i / 2;
        char before = bytes[at];
        bytes[at] = (char)(before ^ (i % 2 ? 0x01 : 0xFF));
        put("damaged.zip", bytes, i % 4 == 3 ? at : length);
        bytes[at] = before;
        g_autoptr(ArchiveReader) reader = archive_reader_open(path, NULL);
        for (size_t part = 0; reader != NULL && part < archive_reader_count(reader); part++) {
            g_assert_true(g_utf8_validate(archive_reader_part(reader, part)->name, -1, NULL));
            g_autoptr(GBytes) read = archive_reader_read(reader, part, 1000000, NULL);
            bool is_text = strcmp(archive_reader_part(reader, part)->name, "text") == 0;
            if (read != NULL && is_text) {
                g_assert_true(g_bytes_equal(read, text));
                right++;
            }
        }
    }
    g_assert_cmpuint(right, >, length / 2); /* most damage hits neither part's bytes twice */
}

static void test_encrypted(void) {
    g_autoptr(GBytes) text = write_small("locked.zip");
    gsize length = 0;
    g_autofree char *bytes = get("locked.zip", &length);
    bytes[6] |= 1; /* general purpose bit 0 of the first part */
    bytes[find_bytes(bytes, length, "PK\1\2", 0) + 8] |= 1;
    put("locked.zip", bytes, length);
    g_autoptr(ArchiveReader) reader = open_archive("locked.zip");
    g_assert_true(archive_reader_part(reader, 0)->is_encrypted);
    g_assert_false(archive_reader_part(reader, 1)->is_encrypted);
    assert_reads_not(reader, 0, 1000, FILE_ERROR_DAMAGED);
    assert_reads(reader, "text", text);
}

static void test_name_in_cp437(void) {
    g_autoptr(GBytes) text = write_small("cp437.zip");
    gsize length = 0;
    g_autofree char *bytes = get("cp437.zip", &length);
    size_t local = find_bytes(bytes, length, "PK\3\4", 4);
    size_t first = find_bytes(bytes, length, "PK\1\2", 0);
    size_t central = find_bytes(bytes, length, "PK\1\2", first + 4);
    bytes[local + LOCAL_HEADER_BYTES] = '\x81'; /* ü in code page 437 */
    bytes[central + CENTRAL_HEADER_BYTES] = '\x81';
    put("cp437.zip", bytes, length);
    g_autoptr(ArchiveReader) reader = open_archive("cp437.zip");
    assert_reads(reader, "üext", text);
}

static void test_too_many_parts(void) {
    g_autoptr(GBytes) empty = g_bytes_new_static("", 0);
    g_autoptr(ArchiveWriter) most = archive_writer_new();
    g_autoptr(ArchiveWriter) too_many = archive_writer_new();
    for (int i = 0; i <= LIMIT_ARCHIVE_PARTS; i++) {
        g_autofree char *name = g_strdup_printf("%d", i);
        archive_writer_add_bytes(too_many, name, PART_STORED, empty);
        if (i < LIMIT_ARCHIVE_PARTS) {
            archive_writer_add_bytes(most, name, PART_STORED, empty);
        }
    }
    g_assert_true(finish(most, "many.zip", 0, NULL));
    ArchiveReader *reader = open_archive("many.zip");
    g_assert_cmpuint(archive_reader_count(reader), ==, LIMIT_ARCHIVE_PARTS);
    archive_reader_free(reader);
    g_assert_true(finish(too_many, "many.zip", 0, NULL));
    assert_opens_not("many.zip", FILE_ERROR_TOO_LARGE);
}

/* A file that promises a directory of gigabytes is refused before memory is taken for it. */
static void test_promises(void) {
    enum { ZEROS = LIMIT_ARCHIVE_DIRECTORY_BYTES + 1 };
    static const char end_at[] = "PK\5\6\0\0\0\0\377\377\377\377\1\0\0\1\0\0\0\0\0\0";
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_set_size(bytes, ZEROS);
    memset(bytes->data, 0, ZEROS);
    g_byte_array_append(bytes, (const guint8 *)end_at, 22); /* directory of 0x01000001 from 0 */
    put("promise.zip", bytes->data, bytes->len);
    assert_opens_not("promise.zip", FILE_ERROR_TOO_LARGE);
    g_byte_array_unref(bytes);

    static const char zip64[] = "PK\6\7\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0"
                                "PK\5\6\0\0\0\0\377\377\377\377\377\377\377\377\377\377\377\377\0";
    put("zip64.zip", zip64, 42);
    assert_opens_not("zip64.zip", FILE_ERROR_TOO_LARGE);
}

static void test_mimetype(void) {
    static const struct {
        const char *name;
        const char *text;
        PartMethod method;
        bool is_good;
    } rows[] = {
        {"mimetype", "application/epub+zip", PART_STORED, true},
        {"mimetype", "application/epub+zip", PART_DEFLATED, false},
        {"mimetype", "application/epub+zip\n", PART_STORED, false},
        {"mimetype", "application/epub", PART_STORED, false},
        {"Mimetype", "application/epub+zip", PART_STORED, false},
        {"mimetypes", "application/epub+zip", PART_STORED, false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(ArchiveWriter) writer = archive_writer_new();
        add_text(writer, rows[i].name, rows[i].method, rows[i].text);
        add_text(writer, "other", PART_STORED, "application/epub+zip");
        g_assert_true(finish(writer, "type.zip", 0, NULL));
        g_autoptr(ArchiveReader) reader = open_archive("type.zip");
        g_assert_cmpint(archive_reader_begins_with_mimetype(reader, "application/epub+zip"), ==,
                        rows[i].is_good);
    }
    g_autoptr(ArchiveWriter) second = archive_writer_new();
    add_text(second, "other", PART_STORED, "x");
    add_text(second, "mimetype", PART_STORED, "application/epub+zip");
    g_assert_true(finish(second, "type.zip", 0, NULL));
    g_autoptr(ArchiveReader) reader = open_archive("type.zip");
    g_assert_false(archive_reader_begins_with_mimetype(reader, "application/epub+zip"));
}

/* The extra field that a desktop's archiver writes (Info-ZIP's times) moves the type from byte 38.
 */
static void test_mimetype_with_extra_field(void) {
    g_autoptr(GBytes) text = write_small("extra.zip");
    gsize length = 0;
    g_autofree char *bytes = get("extra.zip", &length);
    GByteArray *extra = g_byte_array_new();
    g_byte_array_append(extra, (const guint8 *)bytes, 38);
    g_byte_array_append(extra, (const guint8 *)"UT\5\0\1\0\0\0\0", 9);
    g_byte_array_append(extra, (const guint8 *)bytes + 38, (guint)length - 38);
    extra->data[28] = 9;
    put("extra.zip", extra->data, extra->len);
    g_byte_array_unref(extra);
    g_autofree char *path = path_of("extra.zip");
    g_autoptr(ArchiveReader) reader = archive_reader_open(path, NULL);
    g_assert_true(reader == NULL ||
                  !archive_reader_begins_with_mimetype(reader, "application/epub+zip"));
}

static void remove_all(void) {
    GDir *listing = g_dir_open(directory, 0, NULL);
    for (const char *name = g_dir_read_name(listing); name; name = g_dir_read_name(listing)) {
        g_autofree char *path = path_of(name);
        g_remove(path);
    }
    g_dir_close(listing);
    g_rmdir(directory);
    g_free(directory);
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
    g_test_add_func("/base/archive/not-a-file", test_not_a_file);
    g_test_add_func("/base/archive/limits-of-a-part", test_limits_of_a_part);
    g_test_add_func("/base/archive/part-that-lies", test_part_that_lies);
    g_test_add_func("/base/archive/checksum", test_checksum);
    g_test_add_func("/base/archive/damage", test_damage);
    g_test_add_func("/base/archive/encrypted", test_encrypted);
    g_test_add_func("/base/archive/name-in-cp437", test_name_in_cp437);
    g_test_add_func("/base/archive/too-many-parts", test_too_many_parts);
    g_test_add_func("/base/archive/promises", test_promises);
    g_test_add_func("/base/archive/mimetype", test_mimetype);
    g_test_add_func("/base/archive/mimetype-with-extra-field", test_mimetype_with_extra_field);
    int status = g_test_run();
    remove_all();
    return status;
}
