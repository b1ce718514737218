/* Files, read within bounds and written whole. A Root is a directory that nothing read through it
 * can leave: openat2(2) with RESOLVE_BENEATH, or, where the kernel has none, a walk of O_NOFOLLOW
 * components. An OutputFile is a temporary file beside its place that appears by rename only when
 * it is complete and synced. */
#ifndef GALLEY_BASE_FILE_H
#define GALLEY_BASE_FILE_H

#include "base/inputs.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define GALLEY_FILE_ERROR galley_file_error_quark()
GQuark galley_file_error_quark(void);
typedef enum {
    FILE_ERROR_MISSING, /* not there, or outside the root: never told apart */
    FILE_ERROR_TOO_LARGE,
    FILE_ERROR_NOT_A_FILE,
    FILE_ERROR_DAMAGED, /* its form is not what it should be */
    FILE_ERROR_SYSTEM,  /* permission, disk, device: exit status 3 */
} GalleyFileError;

typedef struct Root Root;
Root *root_open(const char *path, GError **error);
Root *root_ref(Root *root);
void root_free(Root *root); /* drops a reference */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Root, root_free)
const char *root_path(const Root *root); /* as given */
/* The same, and whatever is asked through it is noted in `inputs`, borrowed; NULL: nowhere. */
Root *root_open_noted(const char *path, Inputs *inputs, GError **error);
Inputs *root_inputs(const Root *root); /* or NULL */

/* Opens a regular file below the root, read only, close on exec. -1 on error. Thread-safe. */
int root_open_file(const Root *root, const char *relative_path, uint64_t *size_bytes,
                   GError **error);
/* Reads the whole of a regular file below the root. Thread-safe. */
GBytes *root_read(const Root *root, const char *relative_path, size_t limit_bytes, GError **error);
/* What stands at a path below the root, links followed as far as it reaches; not noted. */
PathKind root_kind(const Root *root, const char *relative_path, FileStamp *stamp);
/* The stamp of a directory and the digest of what root_walk would see in it: names and kinds,
 * without names that begin with '.' and directories called `output`, which no issue holds. Not
 * noted. */
bool root_listing(const Root *root, const char *relative_path, FileStamp *stamp, Digest *digest);
/* Reads all of an open file; does not close it. */
GBytes *file_read_descriptor(int descriptor, size_t limit_bytes, GError **error);

/* One file or directory found by root_walk. */
typedef struct {
    char *path; /* below the root, '/' between components, no "./" */
    bool is_directory;
    uint64_t size_bytes;
    bool is_shut; /* a directory that may not be opened: what is in it is not known */
} FileEntry;
void file_entry_free(FileEntry *entry);

/* All files and directories below the root, depth first, in natural order of names (text.h), a
 * directory before its contents. `enter` (may be NULL: all) is asked for each directory. Devices,
 * sockets, links to directories and links that leave the root are left out; a name that is not
 * UTF-8 has U+FFFD in its path, so that it is seen, and nothing opens it. At most
 * LIMIT_DIRECTORY_FILES entries and LIMIT_DIRECTORY_DEPTH levels, past that an error
 * FILE_ERROR_TOO_LARGE. */
typedef bool (*RootEnter)(const char *relative_path, void *context);
GPtrArray *root_walk(const Root *root, RootEnter enter, void *context, GError **error);

/* "a/./b/../c" to "a/c", without asking the disk. NULL if it would climb above its start, is
 * absolute, holds a NUL, a backslash, or is longer than LIMIT_PATH_BYTES. */
char *path_normalise(const char *path);
/* `path` as seen from `directory` ("x/a.md" names "../b.md": "b.md"), normalised, NULL if it
 * leaves. */
char *path_resolve(const char *directory, const char *path);

typedef struct OutputFile OutputFile;
/* Makes `.NAME.galley-XXXXXX` beside final_path (directories made as needed) and holds a lock on
 * it; temporary files of the same name whose maker is dead are removed. */
OutputFile *output_file_new(const char *final_path, GError **error);
int output_file_descriptor(const OutputFile *file);
/* To the file's end. */
bool output_file_write(OutputFile *file, GBytes *bytes, GError **error);
/* Syncs file, renames, syncs directory. After false the old file stands untouched, unless it was
 * the directory that could not be synced: then the new one stands, whole. */
bool output_file_commit(OutputFile *file, GError **error);
/* The same without syncing, for what may be lost: after a crash the file may be torn. */
bool output_file_commit_unsynced(OutputFile *file, GError **error);
void output_file_free(OutputFile *file); /* not committed: the temporary file is removed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutputFile, output_file_free)

#endif
