/* An issue's directory, found and understood before any article is read: publication, settings,
 * which files are articles, which section they stand in, what pictures there are. */
#ifndef GALLEY_READ_ISSUE_DIRECTORY_H
#define GALLEY_READ_ISSUE_DIRECTORY_H

#include "read/reader.h"

/* publication.yaml in `directory` itself; else an empty publication. Never NULL but for a system
 * error. */
Publication *publication_open(const char *directory, Report *report, GError **error);
/* The publication of an issue: publication.yaml in the issue itself, its parent or its grandparent,
 * no higher. An empty one where there is none. What it and all that is read for the issue asks of
 * the disk is noted in `inputs`, borrowed (base/inputs.h); NULL: nowhere. */
Publication *publication_of_issue(const char *issue_path, Inputs *inputs, Report *report,
                                  GError **error);
/* The directory of that publication as the user would type it; NULL: there is none. Nothing is
 * read. Caller frees. */
char *publication_path_of_issue(const char *issue_path, Inputs *inputs);
/* The directories in `publication` that are issues, natural order: those under issues/, else the
 * subdirectories that hold an issue.yaml or an article. char *, as the user would type them. */
GPtrArray *publication_issues(const Publication *publication, GError **error);

/* One file to read in phase 1; index in natural order. */
typedef struct {
    char *path, *display_path, *sidecar_path, *sidecar_display_path, *section_name, *own_directory,
        *fallback_title;
    const Reader *reader;
    size_t index;
    uint64_t size_bytes;
} SourceFile;

typedef struct {
    Issue *issue;       /* settings, assets, media; no articles yet */
    GPtrArray *sources; /* SourceFile *, natural order of names, directories among files */
} IssueDirectory;

/* `path` is a directory, or one file that a reader knows (an issue of one article; its directory is
 * the root, its other files are not articles but its pictures are found). NULL with `error` for
 * what only the system can mend; content problems are reported (issue-empty where there is no
 * article). The issue borrows `publication`. */
IssueDirectory *issue_directory_read(const char *path, const Publication *publication,
                                     Report *report, GError **error);
void issue_directory_free(IssueDirectory *directory); /* and the issue */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(IssueDirectory, issue_directory_free)

/* Phase 1 for one file: reads it and yields its articles. Thread-safe; the report is the file's
 * own. */
Reading *issue_directory_read_source(const IssueDirectory *directory, const SourceFile *file,
                                     Report *report);

/* Is there anything a reader knows in this directory (not below it, but for its own
 * subdirectories)? */
bool directory_holds_articles(const char *path);

/* A theme by name: `styles/NAME` in the publication, then each of `places` (NULL-terminated). NULL
 * after reporting theme-missing with the names there are. */
Theme *theme_read(const char *name, const Publication *publication, const char *const *places,
                  Place asked_at, Report *report);
/* May a theme's directory be called so? */
bool theme_name_is_safe(const char *name);

#endif
