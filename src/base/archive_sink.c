/* The sink: what libzip appends collects in a buffer, and what it goes back to is nearly always
 * still there. */
#include "base/archive_sink.h"

#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_BYTES = 256 * 1024 };

/* The file under libzip's pen: all before `end - buffered_bytes` is written, the rest is in
 * `buffer`. */
struct ArchiveSink {
    int descriptor;
    uint8_t *buffer;
    size_t buffered_bytes;
    uint64_t end;
    uint64_t position;
    int failure; /* errno of the first write that failed, or 0 */
    zip_error_t zip_error;
};

ArchiveSink *archive_sink_new(int descriptor) {
    ArchiveSink *sink = g_new0(ArchiveSink, 1);
    sink->descriptor = descriptor;
    sink->buffer = g_malloc(BUFFER_BYTES);
    zip_error_init(&sink->zip_error);
    return sink;
}

void archive_sink_free(ArchiveSink *sink) {
    zip_error_fini(&sink->zip_error);
    g_free(sink->buffer);
    g_free(sink);
}

static bool write_at(ArchiveSink *sink, const uint8_t *bytes, size_t length, uint64_t offset) {
    while (length > 0) {
        ssize_t count = pwrite(sink->descriptor, bytes, length, (off_t)offset);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0) {
            sink->failure = count < 0 ? errno : ENOSPC;
            zip_error_set(&sink->zip_error, ZIP_ER_WRITE, sink->failure);
            return false;
        }
        bytes += count;
        length -= (size_t)count;
        offset += (uint64_t)count;
    }
    return true;
}

static bool flush(ArchiveSink *sink) {
    size_t length = sink->buffered_bytes;
    sink->buffered_bytes = 0;
    return write_at(sink, sink->buffer, length, sink->end - length);
}

static bool append(ArchiveSink *sink, const uint8_t *bytes, size_t length) {
    if (sink->buffered_bytes + length > BUFFER_BYTES && !flush(sink)) {
        return false;
    }
    if (length > BUFFER_BYTES) {
        if (!write_at(sink, bytes, length, sink->end)) {
            return false;
        }
    } else {
        memcpy(sink->buffer + sink->buffered_bytes, bytes, length);
        sink->buffered_bytes += length;
    }
    sink->end += length;
    return true;
}

/* libzip goes back to a part's header when the part is written: nearly always in the buffer. */
static bool overwrite(ArchiveSink *sink, const uint8_t *bytes, size_t length) {
    uint64_t buffer_start = sink->end - sink->buffered_bytes;
    if (sink->position >= buffer_start && sink->position + length <= sink->end) {
        memcpy(sink->buffer + (sink->position - buffer_start), bytes, length);
        return true;
    }
    if (!flush(sink) || !write_at(sink, bytes, length, sink->position)) {
        return false;
    }
    sink->end = MAX(sink->end, sink->position + length);
    return true;
}

static zip_int64_t write_sink(ArchiveSink *sink, const void *bytes, zip_uint64_t length) {
    bool is_written = sink->position == sink->end ? append(sink, bytes, (size_t)length)
                                                  : overwrite(sink, bytes, (size_t)length);
    if (!is_written) {
        return -1;
    }
    sink->position += length;
    return (zip_int64_t)length;
}

static zip_int64_t seek_sink(ArchiveSink *sink, void *data, zip_uint64_t length) {
    zip_int64_t position =
        zip_source_seek_compute_offset(sink->position, sink->end, data, length, &sink->zip_error);
    if (position < 0) {
        return -1;
    }
    sink->position = (uint64_t)position;
    return 0;
}

static zip_int64_t stat_sink(zip_stat_t *status) {
    zip_stat_init(status);
    status->valid = ZIP_STAT_SIZE;
    status->size = 0;
    return sizeof *status;
}

static zip_int64_t supported_by_sink(void) {
    return zip_source_make_command_bitmap(
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
        ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE,
        ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, ZIP_SOURCE_ACCEPT_EMPTY, -1);
}

static zip_int64_t serve_sink(void *user, void *data, zip_uint64_t length,
                              zip_source_cmd_t command) {
    ArchiveSink *sink = user;
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return supported_by_sink();
    case ZIP_SOURCE_ACCEPT_EMPTY:
        return 1;
    case ZIP_SOURCE_STAT:
        return stat_sink(data);
    case ZIP_SOURCE_WRITE:
        return write_sink(sink, data, length);
    case ZIP_SOURCE_SEEK_WRITE:
        return seek_sink(sink, data, length);
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)sink->position;
    case ZIP_SOURCE_COMMIT_WRITE:
        return flush(sink) ? 0 : -1;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&sink->zip_error, data, length);
    case ZIP_SOURCE_OPEN: /* the file is empty: nothing is read from it, nothing to undo */
    case ZIP_SOURCE_READ:
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_SEEK:
    case ZIP_SOURCE_TELL:
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&sink->zip_error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

zip_source_t *archive_sink_source(ArchiveSink *sink, zip_error_t *problem) {
    return zip_source_function_create(serve_sink, sink, problem);
}

int archive_sink_failure(const ArchiveSink *sink) {
    return sink->failure;
}
