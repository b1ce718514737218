/* One issue on its way through the three phases of a build:
 *   open    its directory is walked and its settings are read;
 *   read    phase 1, an article a job: read and enrich what needs only the article;
 *           phase 2, alone: order, ids, links, contents, counts; then issue_seal;
 *   write   phase 3: one output file a format, whole or not at all.
 * Problems with the content are in `report`; `error` is only for what the system refused. */
#ifndef GALLEY_COMMANDS_ISSUE_WORK_H
#define GALLEY_COMMANDS_ISSUE_WORK_H

#include "base/jobs.h"
#include "commands/formats.h"
#include "commands/options.h"
#include "commands/picture_shelf.h"
#include "read/issue_directory.h"

/* A file that was made. */
typedef struct {
    const Format *format;
    char *path;
    uint64_t size_bytes;
    FileStamp stamp; /* once it stands in its place */
    Digest digest;   /* known where inputs are noted */
} Product;
Product *product_new(const Format *format, const char *path);
void product_free(Product *product); /* NULL is fine */

/* commands/print_work.h */
typedef struct PrintWork PrintWork;

/* What is said of a book. */
typedef struct {
    size_t articles, words, pictures;
} BookCount;

typedef struct {
    char *path; /* as the user gave it */
    Publication *publication;
    IssueDirectory *directory; /* NULL if the issue could not be opened */
    Issue *issue;              /* owned by directory until it is read */
    Report *report;
    Report *readers; /* what stays open for reading systems; NULL: nobody asked */
    GError *error;
    GPtrArray *products; /* Product * */
    GPtrArray *formats;  /* const Format *, those to make */
    BookCount count;     /* known after phase 2 */
    Inputs *inputs;      /* what was asked of the disk; NULL: it is not noted */
    bool is_up_to_date;  /* the products stand from before, and nothing is open but the report */
    PrintWork *print;    /* of an issue that is printed; else NULL */
    char *output_directory;
    Renditions *renditions; /* borrowed */
    char *state_directory;  /* output/.galley; it may not be there yet */
    bool is_strict;
    bool is_refused; /* the report holds an error (or, strict, a warning): nothing is written */
    int64_t read_us, write_us; /* for --verbose */
} IssueWork;

/* A file on its way to its place. */
typedef struct {
    OutputFile *file;
    Product *product;
    GError *error;
    bool is_in_place;
} Delivery;
/* Opens it; `file` NULL and work->error if it cannot be. */
Delivery delivery_begin(IssueWork *work, const Format *format);
void delivery_clear(Delivery *delivery); /* what has not come to its place is gone */

/* Where Galley keeps what spares it work: .galley in output/ of the publication, whatever -o says;
 * without a publication in the output directory. Caller frees. */
char *state_directory(const Options *options, const char *publication_path);

/* One of which nothing is known yet but its name: for commands/state.h. */
IssueWork *issue_work_new_known(const char *path, const Options *options);
/* Opens it. `shelf` gives it its renditions: its pictures are made with them until it is freed. */
IssueWork *issue_work_new(const char *path, const Options *options, PictureShelf *shelf);
void issue_work_free(IssueWork *work);

/* The issue, not read yet, is to have a cover drawn if its book brings one along and it has none:
 * for those who want the book itself, not only what is to be said of it. */
void issue_work_wish_for_cover(IssueWork *work);
/* Phases 1 and 2. `jobs` NULL: in the caller. */
void issue_work_read(IssueWork *work, const Options *options, Jobs *jobs);
/* Phase 3 for each of work->formats. Nothing is opened if the work is refused or has an error. */
void issue_work_write(IssueWork *work, Jobs *jobs);
/* Holds what was written against the rules of all reading systems: fills work->readers. */
void issue_work_judge(IssueWork *work, Jobs *jobs);
/* Frees the articles' trees, which nothing asks for once the files are written: an archive's issues
 * would be too many to hold, and one large issue is freed by all hands. */
void issue_work_drop_trees(IssueWork *work, Jobs *jobs);
/* Where a format's file will stand. Caller frees. */
char *issue_work_output_path(const IssueWork *work, const Format *format);

#endif
