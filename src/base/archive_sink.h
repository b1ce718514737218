/* The file that libzip writes an archive into, as one of its sources: a buffer over a descriptor.
 * libzip's own file source asks the system three times a part and renames at the end; ours leaves
 * syncing and renaming to OutputFile. For archive_writer.c alone. */
#ifndef GALLEY_BASE_ARCHIVE_SINK_H
#define GALLEY_BASE_ARCHIVE_SINK_H

#include <zip.h>

typedef struct ArchiveSink ArchiveSink;

/* `descriptor`, borrowed, is an open, empty, seekable file. */
ArchiveSink *archive_sink_new(int descriptor);
void archive_sink_free(ArchiveSink *sink);

/* A libzip source that writes to the sink, which outlives it. NULL with `problem` set. */
zip_source_t *archive_sink_source(ArchiveSink *sink, zip_error_t *problem);

/* The errno of the write that failed, 0 if none did. */
int archive_sink_failure(const ArchiveSink *sink);

#endif
