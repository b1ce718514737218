/* What was asked of the disk on the way to a book, and what it answered: which files were opened or
 * looked for in vain, which directories were listed, what stood at a path. Asked again, the same
 * answers give the same book. The functions of base/file.h note here what goes through them; a
 * NULL Inputs notes nothing.
 *
 * A file is known by its stamp, or, where that is another one, by its digest. A stamp taken within
 * two seconds of the file's last change proves nothing, as the clock of a file system may tick so
 * slowly (FAT) and the file may change again within one tick. */
#ifndef GALLEY_BASE_INPUTS_H
#define GALLEY_BASE_INPUTS_H

#include "base/digest.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

typedef struct {
    uint64_t size_bytes, inode, device;
    int64_t changed_ns, modified_ns; /* ctime, mtime */
} FileStamp;
FileStamp file_stamp(const struct stat *status);
bool file_stamp_equal(const FileStamp *left, const FileStamp *right);
/* Does this stamp, taken at or after `taken_ns`, tell of every later change? */
bool file_stamp_is_trusted(const FileStamp *stamp, int64_t taken_ns);
/* Nanoseconds since 1970, by the clock that stamps files. It reaches no book. */
int64_t file_clock_ns(void);

typedef enum {
    INPUT_FILE,    /* the contents of a regular file below a root */
    INPUT_LISTING, /* the names in a directory below a root, and their kinds */
    INPUT_KIND,    /* what stands at a path below a root, its contents apart */
    INPUT_PLAIN,   /* the same of a path as it is, links followed */
} InputQuestion;

/* What stands at a path. */
typedef enum { PATH_NOTHING, PATH_FILE, PATH_DIRECTORY, PATH_OTHER } PathKind;

/* One answer. */
typedef struct {
    uint32_t question; /* InputQuestion */
    uint32_t kind;     /* PathKind: of a file or listing PATH_NOTHING where it could not be had */
    uint64_t root;     /* its number */
    FileStamp stamp;   /* of what was had */
    Digest digest;     /* of the contents or of the listing, where it was made */
} InputAnswer;

typedef struct Inputs Inputs;
/* Begins now: what is noted is taken at or after this moment. */
Inputs *inputs_new(void);
void inputs_free(Inputs *inputs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inputs, inputs_free)

/* A root's number. Not thread-safe. */
uint64_t inputs_add_root(Inputs *inputs, const char *path);
/* Thread-safe; `path` is copied. */
void inputs_note(Inputs *inputs, const char *path, const InputAnswer *answer);

/* What fstat and its kin say. */
PathKind kind_of_status(const struct stat *status);
/* What stands at a path, links followed; noted. */
PathKind path_kind(const char *path, Inputs *inputs);
/* All that was noted, each question once, as a value of INPUTS_TYPE (floating). NULL if a question
 * had two answers: something changed while it was read. */
#define INPUT_ANSWER_TYPE "(uuttttxxtttt)"
#define INPUTS_TYPE "(xaayaaya" INPUT_ANSWER_TYPE ")"
GVariant *inputs_to_variant(const Inputs *inputs);

/* Asks all of it again. NULL if an answer differs, as those of a damaged or hostile value do. Else
 * a reference to the same value, or, if files with other or untrusted stamps were read or
 * `wants_fresh` says so, to one with the stamps of today, which are taken at `now_ns` or later. */
GVariant *inputs_ask_again(GVariant *inputs, bool wants_fresh, int64_t now_ns);

#endif
