/* An edition: what one EPUB says, read so far that it can be held against another of the same
 * issue. Reading is that of check (check.h), within its bounds; any EPUB can be read, and those
 * that Galley made are understood to the byline. */
#ifndef GALLEY_EPUB_EDITION_H
#define GALLEY_EPUB_EDITION_H

#include "epub/check.h"

#include <glib.h>
#include <stdbool.h>

/* What an article says of itself; the names are edition_field_name's. */
typedef enum {
    FIELD_FILE, /* beside the package: "harbour.xhtml"; never NULL */
    FIELD_TITLE,
    FIELD_KICKER,
    FIELD_DECK,
    FIELD_BYLINE,
    FIELD_DATE, /* ISO 8601 */
    FIELD_PLACE,
    FIELD_SECTION,
    FIELD_LANGUAGE,
    FIELD_LICENCE,
    FIELD_COUNT
} EditionField;
const char *edition_field_name(EditionField field); /* "title" */

typedef struct {
    const ManifestItem *item;
    size_t position;           /* among the articles, from 1 */
    char *fields[FIELD_COUNT]; /* white space collapsed; NULL: it does not say */
    GPtrArray *paragraphs;  /* char *: its text, notes and descriptions of pictures (in brackets),
                               block by block */
    GPtrArray *corrections; /* char *: with their dates */
    char *digest;           /* of all its markup and text, but for the ways to its neighbours */
} EditionArticle;

/* A property of the package, in its order. */
typedef struct {
    char *name; /* "title", "schema:accessMode" */
    char *value;
    bool is_refinement; /* says something of another property, not of the book */
} EditionProperty;

typedef struct {
    Check *check; /* the archive, the manifest, the identifier */
    Report *report;
    char *path;
    char *modified;        /* dcterms:modified, or NULL; not among the properties */
    GPtrArray *properties; /* EditionProperty * */
    GPtrArray *articles;   /* EditionArticle *, in reading order */
    size_t paragraphs;     /* of all articles */
} EpubEdition;

/* NULL with FILE_ERROR_SYSTEM for what only the system can mend, FILE_ERROR_DAMAGED or _TOO_LARGE
 * for what is no EPUB or none that can be read; the message begins with no path. */
EpubEdition *edition_open(const char *path, GError **error);
void epub_edition_free(EpubEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(EpubEdition, epub_edition_free)

/* Reads one page. NULL: it is no article (a cover, contents, an opener, an imprint), or cannot be
 * read. */
EditionArticle *edition_read_article(GBytes *bytes, const ManifestItem *item);
void edition_article_free(EditionArticle *article);

#endif
