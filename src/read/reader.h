/* The readers: one row a format of source, and what they all give back. A reader yields one or more
 * articles, assets held in memory or in an archive, and facts about the issue, each with its place.
 */
#ifndef GALLEY_READ_READER_H
#define GALLEY_READ_READER_H

#include "model/issue.h"

/* Something a source says about its issue ("title": the page title of a pasted text). */
typedef struct {
    char *key; /* a key of issue.yaml */
    char *value;
    Place place; /* file borrowed from the article's display_path; other strings owned by nobody */
} IssueFact;
void issue_fact_free(IssueFact *fact);

/* One file to read. Borrowed by the reader. */
typedef struct {
    const Issue *issue; /* settings, assets; read-only in phase 1 */
    const char *path;   /* below the issue */
    const char *display_path;
    const char *sidecar_path; /* below the issue; NULL if there is none */
    const char *sidecar_display_path;
    const char *section_name;  /* from the subdirectory; NULL */
    const char *own_directory; /* the article's own directory ("03-harbour"), NULL if it has none */
    const char *
        fallback_title; /* from the file's or directory's name: "03-the-harbour" is "The harbour" */
    GBytes *bytes;
} Source;

/* What an index page says of one of the issue's files: where it comes among them. */
typedef struct {
    char *path;    /* below the issue */
    char *section; /* the heading over it, where headings group the files; NULL */
} OrderedFile;
void ordered_file_free(OrderedFile *file); /* NULL is fine */

typedef struct {
    GPtrArray *articles; /* Article *, owned */
    GPtrArray *assets;   /* Asset *, owned: merged into the issue in phase 2 */
    GPtrArray *facts;    /* IssueFact *, owned */
    GPtrArray *order;    /* OrderedFile *, owned: empty but for an index page's */
} Reading;
Reading *reading_new(void);
void reading_free(Reading *reading);
/* Puts the issue's articles into the order that an index page gives them, with its sections where
 * they have none. Those that it does not list come after. */
void reading_order_apply(GPtrArray *articles, const GPtrArray *order);

/* Are these bytes the reader's? Perhaps: damaged, but begun as such files begin. */
typedef enum { SNIFF_NO, SNIFF_MAYBE, SNIFF_YES } Sniffed;

typedef struct {
    const char *name;       /* "Markdown" */
    const char *extensions; /* "md markdown mdown mkd", lower case, the usual one first */
    void (*read)(const Source *source, Reading *into, Report *report);
    size_t limit_bytes;              /* of a file */
    Sniffed (*sniff)(GBytes *bytes); /* NULL: any text may be this */
} Reader;

/* By extension, in any case. NULL: nobody reads it. What the file holds is for sniff.h to say. */
const Reader *reader_find(const char *path);
/* All rows, `*count` of them. */
const Reader *reader_all(size_t *count);
/* What to do with a file that nobody reads: "paste its text into a file whose name ends in .md" for
 * a .docx, "pack it out" for a .zip. Never NULL. */
const char *reader_hint_for_unknown(const char *path);

#endif
