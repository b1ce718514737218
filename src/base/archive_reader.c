/* Reading zip archives that anybody may have made. libzip reads the directory whole, so its size is
 * looked at before; a part is unfolded only as far as its bounds allow, and to its end, where
 * libzip compares the checksum. */
#include "base/archive.h"

#include "base/file.h"
#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

/* Where OCF 3.3, 4.3 wants the first part's name and content: after a local header (APPNOTE 4.3.7)
 * without extra field. */
enum { LOCAL_HEADER_BYTES = 30, HEAD_BYTES = 256 };
static const char mimetype_name[] = "mimetype";

struct ArchiveReader {
    zip_t *zip;
    ArchivePart *parts;
    size_t count;
    GHashTable *indices; /* name (borrowed) -> index + 1; the first of a name */
    uint8_t head[HEAD_BYTES];
    size_t head_bytes;
    GBytes *bytes; /* of an archive in memory; NULL for a file */
};

static void refuse(GError **error, const char *path, const char *reason) {
    g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED, "%s: %s", path, reason);
}

/* The end of an archive (APPNOTE 4.3.16): 22 bytes and a comment of at most 65,535. */
enum {
    END_BYTES = 22,
    END_DIRECTORY_BYTES = 12, /* offset of the directory's size */
    END_DIRECTORY_OFFSET = 16,
    LOCATOR_BYTES = 20, /* before it, if there is a zip64 end (4.3.15) */
    TAIL_BYTES = END_BYTES + 65535 + LOCATOR_BYTES,
};

static uint32_t read_32(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* libzip takes memory for every entry that an end record promises: some gigabytes, if a large file
 * lies. Any end that libzip might take is looked at; zip64 is for archives larger than Galley
 * reads. */
static bool promises_too_much(const uint8_t *tail, size_t length, uint64_t tail_offset) {
    for (size_t i = 0; i + END_BYTES <= length; i++) {
        const uint8_t *end = tail + i;
        if (end[0] != 'P' || memcmp(end, "PK\5\6", 4) != 0) {
            continue;
        }
        if (i >= LOCATOR_BYTES && memcmp(end - LOCATOR_BYTES, "PK\6\7", 4) == 0) {
            return true;
        }
        uint64_t directory_bytes = read_32(end + END_DIRECTORY_BYTES);
        uint64_t directory_end = read_32(end + END_DIRECTORY_OFFSET) + directory_bytes;
        if (directory_bytes > LIMIT_ARCHIVE_DIRECTORY_BYTES && directory_end <= tail_offset + i) {
            return true;
        }
    }
    return false;
}

static bool read_at(int descriptor, uint8_t *into, size_t length, uint64_t offset) {
    while (length > 0) {
        ssize_t count = pread(descriptor, into, length, (off_t)offset);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            return false;
        }
        into += count;
        length -= (size_t)count;
        offset += (uint64_t)count;
    }
    return true;
}

static bool has_too_much(const uint8_t *tail, size_t tail_bytes, uint64_t size_bytes,
                         const char *path, GError **error) {
    if (!promises_too_much(tail, tail_bytes, size_bytes - tail_bytes)) {
        return false;
    }
    g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE, "%s: it holds too many parts",
                path);
    return true;
}

/* Looks at the ends of the file before libzip does. */
static bool look_at_ends(ArchiveReader *reader, int descriptor, const char *path, GError **error) {
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s: %s", path, g_strerror(errno));
        return false;
    }
    if (!S_ISREG(status.st_mode)) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_NOT_A_FILE, "%s: is not a file", path);
        return false;
    }
    uint64_t size_bytes = (uint64_t)status.st_size;
    size_t tail_bytes = (size_t)MIN(size_bytes, TAIL_BYTES);
    reader->head_bytes = (size_t)MIN(size_bytes, HEAD_BYTES);
    g_autofree uint8_t *tail = g_malloc(TAIL_BYTES);
    if (!read_at(descriptor, reader->head, reader->head_bytes, 0) ||
        !read_at(descriptor, tail, tail_bytes, size_bytes - tail_bytes)) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s: %s", path, g_strerror(EIO));
        return false;
    }
    return !has_too_much(tail, tail_bytes, size_bytes, path, error);
}

static bool refuse_zip(zip_error_t *problem, const char *path, GError **error) {
    refuse(error, path, zip_error_strerror(problem));
    zip_error_fini(problem);
    return false;
}

/* Takes the descriptor. */
static bool open_zip(ArchiveReader *reader, int descriptor, const char *path, GError **error) {
    int code = 0;
    reader->zip = zip_fdopen(descriptor, 0, &code);
    if (reader->zip == NULL) {
        close(descriptor);
        zip_error_t problem;
        zip_error_init_with_code(&problem, code);
        return refuse_zip(&problem, path, error);
    }
    return true;
}

static bool open_zip_bytes(ArchiveReader *reader, const char *path, GError **error) {
    gsize size_bytes = 0;
    const uint8_t *bytes = g_bytes_get_data(reader->bytes, &size_bytes);
    size_t tail_bytes = MIN(size_bytes, TAIL_BYTES);
    reader->head_bytes = MIN(size_bytes, HEAD_BYTES);
    if (size_bytes > 0) {
        memcpy(reader->head, bytes, reader->head_bytes);
        if (has_too_much(bytes + size_bytes - tail_bytes, tail_bytes, size_bytes, path, error)) {
            return false;
        }
    }
    zip_error_t problem;
    zip_error_init(&problem);
    zip_source_t *source = zip_source_buffer_create(bytes, size_bytes, 0, &problem);
    reader->zip = source != NULL ? zip_open_from_source(source, ZIP_RDONLY, &problem) : NULL;
    if (reader->zip == NULL) {
        zip_source_free(source);
        return refuse_zip(&problem, path, error);
    }
    zip_error_fini(&problem);
    return true;
}

static bool count_parts(ArchiveReader *reader, const char *path, GError **error) {
    reader->count = (size_t)MAX(zip_get_num_entries(reader->zip, 0), 0);
    if (reader->count > LIMIT_ARCHIVE_PARTS) {
        reader->count = 0;
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE, "%s: it holds too many parts",
                    path);
        return false;
    }
    return true;
}

static void list_parts(ArchiveReader *reader) {
    reader->parts = g_new0(ArchivePart, reader->count);
    reader->indices = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < reader->count; i++) {
        zip_stat_t status;
        ArchivePart *part = &reader->parts[i];
        const char *name = zip_get_name(reader->zip, i, ZIP_FL_ENC_GUESS);
        part->name = name != NULL ? name : "";
        if (zip_stat_index(reader->zip, i, 0, &status) == 0) {
            part->size_bytes = status.size;
            part->stored_bytes = status.comp_size;
            part->is_stored = status.comp_method == ZIP_CM_STORE;
            part->is_encrypted = status.encryption_method != ZIP_EM_NONE;
        }
        part->has_extra_field = zip_file_extra_fields_count(reader->zip, i, ZIP_FL_CENTRAL) > 0;
        if (!g_hash_table_contains(reader->indices, part->name)) {
            g_hash_table_insert(reader->indices, (gpointer)part->name, GSIZE_TO_POINTER(i + 1));
        }
    }
}

ArchiveReader *archive_reader_open(const char *path, GError **error) {
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        GalleyFileError code =
            errno == ENOENT || errno == ENOTDIR ? FILE_ERROR_MISSING : FILE_ERROR_SYSTEM;
        g_set_error(error, GALLEY_FILE_ERROR, code, "%s: %s", path, g_strerror(errno));
        return NULL;
    }
    g_autoptr(ArchiveReader) reader = g_new0(ArchiveReader, 1);
    if (!look_at_ends(reader, descriptor, path, error)) {
        close(descriptor);
        return NULL;
    }
    if (!open_zip(reader, descriptor, path, error) || !count_parts(reader, path, error)) {
        return NULL;
    }
    list_parts(reader);
    return g_steal_pointer(&reader);
}

ArchiveReader *archive_reader_open_bytes(GBytes *bytes, const char *name, GError **error) {
    g_autoptr(ArchiveReader) reader = g_new0(ArchiveReader, 1);
    reader->bytes = g_bytes_ref(bytes);
    if (!open_zip_bytes(reader, name, error) || !count_parts(reader, name, error)) {
        return NULL;
    }
    list_parts(reader);
    return g_steal_pointer(&reader);
}

void archive_reader_free(ArchiveReader *reader) {
    if (reader == NULL) {
        return;
    }
    if (reader->zip != NULL) {
        zip_discard(reader->zip);
    }
    g_clear_pointer(&reader->indices, g_hash_table_unref);
    g_clear_pointer(&reader->bytes, g_bytes_unref);
    g_free(reader->parts);
    g_free(reader);
}

size_t archive_reader_count(const ArchiveReader *reader) {
    return reader->count;
}

const ArchivePart *archive_reader_part(const ArchiveReader *reader, size_t index) {
    return &reader->parts[index];
}

gssize archive_reader_find(const ArchiveReader *reader, const char *name) {
    return (gssize)GPOINTER_TO_SIZE(g_hash_table_lookup(reader->indices, name)) - 1;
}

static bool is_within_bounds(const ArchivePart *part, size_t limit_bytes, GError **error) {
    enum { FREE_BYTES = 1024 * 1024 };
    if (part->size_bytes > limit_bytes) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                    "it unfolds to more than %zu MB", MAX(limit_bytes >> 20, 1));
        return false;
    }
    if (part->size_bytes > FREE_BYTES &&
        (part->size_bytes - FREE_BYTES) / LIMIT_ARCHIVE_RATIO > part->stored_bytes) {
        g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_TOO_LARGE,
                    "it unfolds to more than %d times its size", LIMIT_ARCHIVE_RATIO);
        return false;
    }
    return true;
}

/* Reads `size_bytes` and one more, which is not there: at the end libzip compares the checksum. */
static GBytes *read_all(zip_file_t *file, size_t size_bytes) {
    g_autofree uint8_t *bytes = g_malloc(size_bytes + 1);
    size_t length = 0;
    for (;;) {
        zip_int64_t count = zip_fread(file, bytes + length, size_bytes + 1 - length);
        if (count < 0) {
            return NULL;
        }
        length += (size_t)count;
        if (length > size_bytes) {
            zip_error_set(zip_file_get_error(file), ZIP_ER_INCONS, 0);
            return NULL;
        }
        if (count == 0) {
            return g_bytes_new_take(g_steal_pointer(&bytes), length);
        }
    }
}

GBytes *archive_reader_read(ArchiveReader *reader, size_t index, size_t limit_bytes,
                            GError **error) {
    const ArchivePart *part = &reader->parts[index];
    if (!is_within_bounds(part, limit_bytes, error)) {
        return NULL;
    }
    if (part->is_encrypted) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED, "it is encrypted");
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(reader->zip, index, 0);
    if (file == NULL) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED,
                            zip_strerror(reader->zip));
        return NULL;
    }
    GBytes *bytes = read_all(file, (size_t)part->size_bytes);
    if (bytes == NULL) {
        g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED, zip_file_strerror(file));
    }
    zip_fclose(file);
    return bytes;
}

bool archive_reader_begins_with_mimetype(const ArchiveReader *reader, const char *type) {
    enum { METHOD = 8, NAME_BYTES = 26, EXTRA_BYTES = 28 };
    size_t name_bytes = strlen(mimetype_name);
    size_t type_bytes = strlen(type);
    gssize index = archive_reader_find(reader, mimetype_name);
    const uint8_t *head = reader->head;
    const uint8_t *name = head + LOCAL_HEADER_BYTES;
    return index >= 0 && reader->parts[index].size_bytes == type_bytes &&
           reader->head_bytes >= LOCAL_HEADER_BYTES + name_bytes + type_bytes &&
           memcmp(head, "PK\3\4", 4) == 0 && memcmp(head + METHOD, "\0\0", 2) == 0 &&
           head[NAME_BYTES] == name_bytes && head[NAME_BYTES + 1] == 0 &&
           memcmp(head + EXTRA_BYTES, "\0\0", 2) == 0 &&
           memcmp(name, mimetype_name, name_bytes) == 0 &&
           memcmp(name + name_bytes, type, type_bytes) == 0;
}
