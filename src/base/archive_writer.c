/* Writing a zip archive as a pipe: jobs make and deflate parts in the order in which libzip, on the
 * calling thread, copies them into a file through a buffer of our own. libzip asks a part's source
 * for its sizes (ZIP_SOURCE_STAT) before it reads it; that question waits for the part. What libzip
 * is told of sizes and checksums it believes. */
#include "base/archive.h"

#include "base/archive_sink.h"
#include "base/file.h"
#include "base/limits.h"

#include <libdeflate.h>
#include <stdatomic.h>
#include <string.h>
#include <zip.h>

enum {
    DEFLATE_LEVEL = 6,              /* level 9 costs half as much again for half a hundredth */
    DOS_DATE = (1 << 5) | 1,        /* 1980-01-01, the first day that zip knows */
    FILE_ATTRIBUTES_MODE = 0100644, /* a regular file, in the upper half of the attributes */
};

typedef struct {
    ArchiveWriter *writer;
    char *name;
    PartMethod method;
    PartProducer produce; /* NULL: raw is there already */
    void *context;
    GDestroyNotify free_context;

    Event *made;          /* from submission to retirement */
    size_t charged_bytes; /* what it counts for in ahead_bytes: a guess, then what it holds */

    /* Set by the job before `made`. */
    GError *error;
    GBytes *raw; /* kept only if it is stored as it is */
    uint8_t *deflated;
    size_t raw_bytes;
    size_t stored_bytes;
    uint32_t crc;

    /* The calling thread's. */
    size_t position; /* of libzip's reading */
    bool is_retired;
    zip_error_t zip_error;
} Part;

struct ArchiveWriter {
    GPtrArray *parts; /* Part, in the order of the archive */
    Pool *compressors;
    Jobs *jobs; /* while finishing, or NULL */
    guint next_submitted;
    guint parts_ahead; /* submitted and not yet retired */
    atomic_size_t ahead_bytes;
    atomic_bool is_stopped; /* the archive has failed: parts not begun are not made */
};

uint32_t archive_checksum(uint32_t before, const void *bytes, size_t length_bytes) {
    return length_bytes == 0 ? before : libdeflate_crc32(before, bytes, length_bytes);
}

/* Parts: made by jobs */

static void *make_compressor(void) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    if (compressor == NULL) {
        g_error("libdeflate: out of memory");
    }
    return compressor;
}

static void free_compressor(void *compressor) {
    libdeflate_free_compressor(compressor);
}

static void free_context(Part *part) {
    if (part->free_context != NULL) {
        g_clear_pointer(&part->context, part->free_context);
    }
}

static void deflate_part(Part *part, const void *bytes) {
    struct libdeflate_compressor *compressor = pool_take(part->writer->compressors);
    size_t bound = libdeflate_deflate_compress_bound(compressor, part->raw_bytes);
    uint8_t *room = g_malloc(bound);
    part->stored_bytes =
        libdeflate_deflate_compress(compressor, bytes, part->raw_bytes, room, bound);
    pool_give(part->writer->compressors, compressor);
    part->deflated = g_realloc(room, part->stored_bytes);
    g_clear_pointer(&part->raw, g_bytes_unref);
}

static void make_part(Part *part) {
    if (part->raw == NULL) {
        part->raw = part->produce(part->context, &part->error);
        free_context(part);
    }
    if (part->raw == NULL) {
        if (part->error == NULL) {
            g_set_error(&part->error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s: could not be made",
                        part->name);
        }
        return;
    }
    const void *bytes = g_bytes_get_data(part->raw, &part->raw_bytes);
    part->crc = archive_checksum(0, bytes, part->raw_bytes);
    part->stored_bytes = part->raw_bytes;
    if (part->method == PART_DEFLATED) {
        deflate_part(part, bytes);
    }
}

static void make_part_job(void *data) {
    Part *part = data;
    ArchiveWriter *writer = part->writer;
    if (!atomic_load(&writer->is_stopped)) {
        make_part(part);
        atomic_fetch_add(&writer->ahead_bytes, part->stored_bytes);
        atomic_fetch_sub(&writer->ahead_bytes, part->charged_bytes);
        part->charged_bytes = part->stored_bytes;
    }
    event_set(part->made);
}

/* The pipe: filled by the calling thread */

static void submit_next(ArchiveWriter *writer) {
    Part *part = writer->parts->pdata[writer->next_submitted++];
    part->made = event_new();
    writer->parts_ahead++;
    atomic_fetch_add(&writer->ahead_bytes, part->charged_bytes);
    if (writer->jobs != NULL) {
        jobs_submit(writer->jobs, make_part_job, part);
    } else {
        make_part_job(part);
    }
}

/* Keeps the jobs busy up to the bounds; without jobs nothing is made before its turn. */
static void fill(ArchiveWriter *writer) {
    while (writer->jobs != NULL && writer->next_submitted < writer->parts->len &&
           writer->parts_ahead < LIMIT_PARTS_AHEAD) {
        const Part *next = writer->parts->pdata[writer->next_submitted];
        size_t ahead_bytes = atomic_load(&writer->ahead_bytes);
        if (ahead_bytes > 0 && ahead_bytes + next->charged_bytes > LIMIT_AHEAD_BYTES) {
            return;
        }
        submit_next(writer);
    }
}

/* The part that libzip asks for is made whatever the bounds say, and so are those before it. */
static void wait_for(Part *part) {
    ArchiveWriter *writer = part->writer;
    while (part->made == NULL && !part->is_retired) {
        submit_next(writer);
    }
    fill(writer);
    if (part->made != NULL) {
        event_wait(part->made);
    }
}

/* What a part holds is freed when it is written; its sizes are asked for once more. */
static void retire(Part *part) {
    if (part->made == NULL) {
        return;
    }
    ArchiveWriter *writer = part->writer;
    event_wait(part->made);
    g_clear_pointer(&part->made, event_free);
    g_clear_pointer(&part->raw, g_bytes_unref);
    g_clear_pointer(&part->deflated, g_free);
    part->is_retired = true;
    writer->parts_ahead--;
    atomic_fetch_sub(&writer->ahead_bytes, part->charged_bytes);
}

/* A part as libzip's source */

static zip_int64_t stat_part(Part *part, zip_stat_t *status) {
    wait_for(part);
    if (part->error != NULL) {
        zip_error_set(&part->zip_error, ZIP_ER_INTERNAL, 0);
        return -1;
    }
    zip_stat_init(status);
    status->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC |
                    ZIP_STAT_ENCRYPTION_METHOD;
    status->size = part->raw_bytes;
    status->comp_size = part->stored_bytes;
    status->comp_method = part->method == PART_STORED ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    status->crc = part->crc;
    status->encryption_method = ZIP_EM_NONE;
    return sizeof *status;
}

static zip_int64_t read_part(Part *part, void *into, zip_uint64_t room) {
    const uint8_t *bytes =
        part->method == PART_STORED ? g_bytes_get_data(part->raw, NULL) : part->deflated;
    size_t count = MIN((size_t)room, part->stored_bytes - part->position);
    if (count > 0) {
        memcpy(into, bytes + part->position, count);
    }
    part->position += count;
    return (zip_int64_t)count;
}

static zip_int64_t serve_part(void *user, void *data, zip_uint64_t length,
                              zip_source_cmd_t command) {
    Part *part = user;
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_STAT:
        return stat_part(part, data);
    case ZIP_SOURCE_OPEN:
        part->position = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_part(part, data, length);
    case ZIP_SOURCE_CLOSE:
        retire(part);
        fill(part->writer);
        return 0;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&part->zip_error, data, length);
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&part->zip_error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* The writer */

ArchiveWriter *archive_writer_new(void) {
    ArchiveWriter *writer = g_new0(ArchiveWriter, 1);
    writer->parts = g_ptr_array_new();
    writer->compressors = pool_new(make_compressor, free_compressor);
    return writer;
}

static void part_free(Part *part) {
    free_context(part);
    g_clear_pointer(&part->made, event_free);
    g_clear_pointer(&part->raw, g_bytes_unref);
    g_clear_error(&part->error);
    zip_error_fini(&part->zip_error);
    g_free(part->deflated);
    g_free(part->name);
    g_free(part);
}

void archive_writer_free(ArchiveWriter *writer) {
    if (writer == NULL) {
        return;
    }
    for (guint i = 0; i < writer->parts->len; i++) {
        part_free(writer->parts->pdata[i]);
    }
    g_ptr_array_unref(writer->parts);
    pool_free(writer->compressors);
    g_free(writer);
}

static Part *add_part(ArchiveWriter *writer, const char *name, PartMethod method,
                      size_t weight_bytes) {
    Part *part = g_new0(Part, 1);
    part->writer = writer;
    part->name = g_strdup(name);
    part->method = method;
    part->charged_bytes = weight_bytes;
    zip_error_init(&part->zip_error);
    g_ptr_array_add(writer->parts, part);
    return part;
}

void archive_writer_add(ArchiveWriter *writer, const char *name, PartMethod method,
                        PartProducer produce, void *context, GDestroyNotify free_part_context,
                        size_t weight_bytes) {
    Part *part = add_part(writer, name, method, weight_bytes);
    part->produce = produce;
    part->context = context;
    part->free_context = free_part_context;
}

void archive_writer_add_bytes(ArchiveWriter *writer, const char *name, PartMethod method,
                              GBytes *bytes) {
    Part *part = add_part(writer, name, method, g_bytes_get_size(bytes));
    part->raw = g_bytes_ref(bytes);
}

static bool put_part(zip_t *zip, Part *part) {
    zip_source_t *source = zip_source_function(zip, serve_part, part);
    zip_int64_t index =
        source == NULL ? -1 : zip_file_add(zip, part->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    zip_uint64_t entry = (zip_uint64_t)index;
    return (part->method == PART_DEFLATED ||
            zip_set_file_compression(zip, entry, ZIP_CM_STORE, 0) == 0) &&
           zip_file_set_dostime(zip, entry, 0, DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(zip, entry, 0, ZIP_OPSYS_UNIX,
                                            (zip_uint32_t)FILE_ATTRIBUTES_MODE << 16) == 0;
}

/* Says why: the disk, the first part that could not be made, or libzip. */
static bool fail(ArchiveWriter *writer, const ArchiveSink *sink, zip_error_t *problem,
                 GError **error) {
    int failure = archive_sink_failure(sink);
    for (guint i = 0; failure == 0 && i < writer->next_submitted; i++) {
        Part *part = writer->parts->pdata[i];
        if (part->error != NULL) {
            g_propagate_error(error, g_steal_pointer(&part->error));
            return false;
        }
    }
    const char *reason = failure != 0 ? g_strerror(failure) : zip_error_strerror(problem);
    g_set_error_literal(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, reason);
    return false;
}

/* After a failure jobs may still be at work on parts that nobody will read. */
static void drain(ArchiveWriter *writer) {
    atomic_store(&writer->is_stopped, true);
    for (guint i = 0; i < writer->next_submitted; i++) {
        retire(writer->parts->pdata[i]);
    }
}

static bool write_archive(ArchiveWriter *writer, ArchiveSink *sink, zip_error_t *problem) {
    zip_source_t *target = archive_sink_source(sink, problem);
    zip_t *zip = target == NULL ? NULL : zip_open_from_source(target, ZIP_TRUNCATE, problem);
    if (zip == NULL) {
        zip_source_free(target);
        return false;
    }
    bool is_good = true;
    for (guint i = 0; is_good && i < writer->parts->len; i++) {
        is_good = put_part(zip, writer->parts->pdata[i]);
    }
    if (is_good) {
        fill(writer);
        is_good = zip_close(zip) == 0;
    }
    if (!is_good) {
        zip_error_set(problem, zip_error_code_zip(zip_get_error(zip)),
                      zip_error_code_system(zip_get_error(zip)));
        drain(writer);
        zip_discard(zip);
    }
    return is_good;
}

bool archive_writer_finish(ArchiveWriter *writer, int descriptor, Jobs *jobs, GError **error) {
    zip_error_t problem;
    zip_error_init(&problem);
    ArchiveSink *sink = archive_sink_new(descriptor);
    writer->jobs = jobs;
    bool is_written = write_archive(writer, sink, &problem) || fail(writer, sink, &problem, error);
    archive_sink_free(sink);
    zip_error_fini(&problem);
    return is_written;
}
