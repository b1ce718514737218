/* Zip archives: the home of libzip and libdeflate. Writing is pipelined: parts are produced and
 * deflated by jobs, at most LIMIT_PARTS_AHEAD of them and LIMIT_AHEAD_BYTES ahead, while the main
 * thread sits in zip_close, whose sources wait for their part. A part that fails makes the archive
 * fail; nothing ever waits for ever. The bytes depend on the parts alone: no clock, no umask, no
 * thread count (times are 1980-01-01, modes 0644, libdeflate level 6). */
#ifndef GALLEY_BASE_ARCHIVE_H
#define GALLEY_BASE_ARCHIVE_H

#include "base/jobs.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum { PART_DEFLATED, PART_STORED } PartMethod;

/* Makes a part's bytes. Runs once, on any thread. NULL with `error` set on failure. */
typedef GBytes *(*PartProducer)(void *context, GError **error);

typedef struct ArchiveWriter ArchiveWriter;
ArchiveWriter *archive_writer_new(void);
void archive_writer_free(ArchiveWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArchiveWriter, archive_writer_free)

/* Adds a part; they are stored in the order added. `context` is borrowed until finish, unless
 * free_context is given. `weight_bytes` is a guess of its size, for the bound on what is held
 * ahead. free_context runs when the part is made, on the thread that made it. */
void archive_writer_add(ArchiveWriter *writer, const char *name, PartMethod method,
                        PartProducer produce, void *context, GDestroyNotify free_context,
                        size_t weight_bytes);
/* A part that exists already; takes a reference. */
void archive_writer_add_bytes(ArchiveWriter *writer, const char *name, PartMethod method,
                              GBytes *bytes);

/* Writes all of it to an open, empty, seekable file. Does not sync or close. `jobs` NULL: parts are
 * produced in the calling thread, one at a time. */
bool archive_writer_finish(ArchiveWriter *writer, int descriptor, Jobs *jobs, GError **error);

/* CRC-32 as zip has it, of bytes that follow others whose checksum is `before`; 0: of the first. */
uint32_t archive_checksum(uint32_t before, const void *bytes, size_t length_bytes);

/* Reading, for check and for the readers of zipped formats: every size is bounded, and names are
 * UTF-8 (a name that is not is read as CP437, as zip has it) but otherwise as stored: they may say
 * "..". An archive with more than LIMIT_ARCHIVE_PARTS, or of zip64, is refused. */
typedef struct ArchiveReader ArchiveReader;
ArchiveReader *archive_reader_open(const char *path, GError **error);
/* The same of an archive in memory, whose bytes are kept; errors call it `name`. */
ArchiveReader *archive_reader_open_bytes(GBytes *bytes, const char *name, GError **error);
void archive_reader_free(ArchiveReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ArchiveReader, archive_reader_free)

typedef struct {
    const char *name; /* owned by the reader */
    uint64_t size_bytes;
    uint64_t stored_bytes;
    bool is_stored; /* not deflated */
    bool is_encrypted;
    bool has_extra_field; /* in the archive's directory */
} ArchivePart;
size_t archive_reader_count(const ArchiveReader *reader);
const ArchivePart *archive_reader_part(const ArchiveReader *reader, size_t index);
/* -1: none of that name. */
gssize archive_reader_find(const ArchiveReader *reader, const char *name);
/* Unfolds one part and checks its CRC. At most limit_bytes, at most LIMIT_ARCHIVE_RATIO. */
GBytes *archive_reader_read(ArchiveReader *reader, size_t index, size_t limit_bytes,
                            GError **error);
/* True if the archive begins with a stored part `mimetype` without extra field that holds `type`
 * (OCF 3.3, 4.3). */
bool archive_reader_begins_with_mimetype(const ArchiveReader *reader, const char *type);

#endif
