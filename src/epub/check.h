/* A book that is being checked: what is known of it so far, and how findings are told. The files
 * check_*.c each look at one thing; check.c calls them in turn. All of it is single-threaded. */
#ifndef GALLEY_EPUB_CHECK_H
#define GALLEY_EPUB_CHECK_H

#include "base/archive.h"
#include "base/limits.h"
#include "base/report.h"
#include "base/text.h"
#include "epub/check_xml.h"

typedef struct {
    char *id;         /* or NULL */
    char *href;       /* as written, or NULL */
    char *part;       /* the part it names; NULL: on the web, or outside the book */
    char *media_type; /* or NULL */
    char *properties; /* or NULL */
    char *fallback;   /* or NULL */
    uint32_t line;
    int spine_index; /* -1: not in the reading order */
} ManifestItem;

/* A link to a place within a part, kept until all parts are known. */
typedef struct {
    uint32_t from, to; /* parts of the archive */
    uint32_t line;
    const char *href; /* as written */
} FragmentLink;

typedef struct {
    const char *path; /* of the book, as the user gave it */
    ArchiveReader *archive;
    Report *report;
    size_t findings, unlisted_findings;
    GHashTable *part_indices; /* name -> index + 1 in the archive */
    GHashTable *encrypted;    /* names of parts that META-INF/encryption.xml lists */

    /* The package */
    char *package_part; /* NULL: not found */
    bool has_package;   /* it could be read */
    unsigned version;   /* 2 or 3 */
    char *identifier;   /* what unique-identifier names; NULL: nothing */
    char *ncx_id;       /* the spine's toc; NULL */
    GPtrArray *items;   /* ManifestItem */
    GHashTable *items_by_id, *items_by_part;
    GPtrArray *spine; /* ManifestItem, borrowed */

    /* The parts */
    bool *is_scanned;        /* for each part: read to its end, so that its ids are known */
    GHashTable *ids;         /* "INDEX id" */
    GArray *fragment_links;  /* FragmentLink */
    GStringChunk *strings;   /* what the two above hold */
    uint64_t text_bytes;     /* of XML and CSS looked into */
    bool is_full;            /* no more is looked into or remembered */
    size_t encrypted_unread; /* parts that would have been looked into */
} Check;

enum { NO_LINE = 0 };

/* A book of which nothing is known yet but the names of its parts. `path` and the report are
 * borrowed. */
Check *check_new(const char *path, ArchiveReader *archive_taken, Report *report);
void check_free(Check *check);
/* Does it unfold to more than any book? By what the archive's directory says, to which
 * archive_reader_read holds each part. */
bool check_is_too_large(const Check *check);

/* One finding about a part (NULL: the whole book) with up to two strings for the catalogue's {}.
 * `hint` NULL takes the catalogue's. */
void check_say(Check *check, DiagnosticCode code, const char *part, uint32_t line, const char *hint,
               const char *first, const char *second);
void check_say_xml(Check *check, const char *part, const XmlProblem *problem);

/* At the end: what was not looked into, and how many findings are not listed. */
void check_leftovers(Check *check);

/* Index of a part; -1: none of that name. */
gssize check_find_part(const Check *check, const char *name);
/* Its bytes, for parts that are read before the others; NULL: absent or damaged, which is said when
 * its turn comes. */
GBytes *check_read_part(Check *check, const char *name);
bool check_is_encrypted(const Check *check, const char *name);

/* The part that an href names from another part: resolved, without its fragment, its escapes
 * undone. NULL: it leaves the container. Caller frees. */
char *check_resolve(const char *from_part, const char *href);
bool check_has_scheme(const char *href);

/* META-INF: finds the package, and what is encrypted. */
void check_container(Check *check);
void check_package(Check *check);
/* One part of the archive by its media type: links, ids, navigation. */
void check_content(Check *check, size_t part_index, GBytes *bytes, const ManifestItem *item);
void check_css(Check *check, size_t part_index, GBytes *bytes);
typedef enum { LINK_TO_READ, LINK_TO_SHOW, LINK_TO_PLAY } LinkKind;
/* One link, as it stands in the part. LINK_TO_READ may lead to the web, LINK_TO_PLAY may fetch
 * sound and film from it. Returns the item it leads to, or NULL. */
const ManifestItem *check_link(Check *check, size_t part_index, uint32_t line, const char *href,
                               LinkKind kind);
void check_add_id(Check *check, size_t part_index, const char *id);
/* Links to places within parts, when all parts are known. */
void check_fragments(Check *check);

#endif
