/* Reading archives: no file leads the reader astray. Offsets and values are APPNOTE's
 * (4.3.7, 4.3.12, 4.3.16). */
#include "base_archive_fixture.h"

enum { LOCAL_HEADER_BYTES = 30, CENTRAL_HEADER_BYTES = 46 };

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

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    alarm(240); /* nothing waits for ever */
    directory = g_dir_make_tmp("galley-archive-XXXXXX", NULL);
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
