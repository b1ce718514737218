/* What an import will write, decided before anything is written: Markdown files named after their
 * titles in reading order, and the pictures that they call, in images/. */
#ifndef GALLEY_COMMANDS_IMPORT_PLAN_H
#define GALLEY_COMMANDS_IMPORT_PLAN_H

#include "read/issue_directory.h"

/* One source, read: its articles are as enrich_for_import left them. */
typedef struct {
    Publication *publication;
    IssueDirectory *directory;
    GPtrArray *articles; /* Article *, owned */
    GPtrArray *assets;   /* Asset *, owned: the sources' own */
    GPtrArray *facts;    /* IssueFact *, owned */
    GPtrArray *order;    /* OrderedFile *, owned: an index page's */
} ImportSource;
void import_source_free(ImportSource *source);

/* A file to write. */
typedef struct {
    char *name;         /* below the issue: "01-the-pier.md" */
    GBytes *bytes;      /* NULL: the asset's */
    const Asset *asset; /* borrowed */
} ImportFile;
void import_file_free(ImportFile *file);

/* The files, of all sources in their order. Sets the articles' pictures and the links between them
 * to the new names. `changed` grows by the blocks that Markdown could not say exactly. */
GPtrArray *import_plan(const GPtrArray *sources, size_t *changed);

#endif
