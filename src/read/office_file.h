/* A word processor's file in hand: its parts, its pictures as assets of the article, and what is to
 * be said of it once all is read. Parts are found whatever the case of their names and the way of
 * their slashes. */
#ifndef GALLEY_READ_OFFICE_FILE_H
#define GALLEY_READ_OFFICE_FILE_H

#include "base/archive.h"
#include "read/article_source.h"
#include "read/manuscript.h"
#include "read/xml_part.h"

typedef struct {
    const Source *source;
    Reading *into;
    Report *report;
    Article *article;
    Manuscript *manuscript;
    ArchiveReader *archive; /* NULL: a flat file */
    GHashTable *names;      /* part name in small letters -> its index + 1 */
    GHashTable *pictures;   /* part name -> src, kept by the manuscript; "" where it is not there */
    GHashTable *picture_names; /* the assets' file names that are taken */
    uint64_t picture_bytes;
    /* What is said at the end */
    GPtrArray
        *lost_pictures; /* char *: file names of those that the file calls and does not hold */
    Place lost_place;
    unsigned insertions, deletions, comments, equations, drawings, local_links, inserts;
    size_t hidden_words;
    char *creator;   /* of the properties; NULL */
    char *title;     /* of the properties; NULL */
    bool is_refused; /* nothing of it can be read: there is no article */
    void *keeping;   /* office_file.c's own; NULL: nothing was opened */
} OfficeFile;

/* Is it a zip archive with a part whose name begins so, or whose part "mimetype" begins so (each
 * may be NULL)? Perhaps, if it begins as one and cannot be opened. */
Sniffed office_sniff(GBytes *bytes, const char *part_prefix, const char *mimetype);

/* Opens the archive and begins the article. False: reported, nothing is to be read. */
bool office_open(OfficeFile *file, const Source *source, bool is_flat, Reading *into,
                 Report *report);
/* Hands the article over to `into`, says what is to be said, and frees what `file` holds. */
void office_close(OfficeFile *file);
/* Reports that the file cannot be read; the part may be NULL. */
void office_refuse(OfficeFile *file, const char *part, const char *why);

bool office_has(const OfficeFile *file, const char *part);
GBytes *office_read(OfficeFile *file, const char *part, size_t limit_bytes, GError **error);
/* A part that may be missing: NULL then; damage is reported. */
XmlPart *office_read_xml(OfficeFile *file, const char *part);
/* A part without which the text is whole, such as its properties: NULL with the error where it is
 * missing or damaged. */
XmlPart *office_try_xml(OfficeFile *file, const char *part, GError **error);

/* The src of a picture that is a part of the file, or of one whose bytes are in hand; NULL: it is
 * not there (noted). */
const char *office_picture(OfficeFile *file, const char *part);
const char *office_picture_bytes(OfficeFile *file, const char *name, GBytes *bytes);
/* Is the part a picture of a kind that books have? */
bool office_shows(OfficeFile *file, const char *part);
/* Notes a picture that the file only links to, on somebody's disk. */
void office_lose_picture(OfficeFile *file, const char *path);

/* What programs write for a picture's description that is none: a file's name or path, "Picture 1";
 * what they add by themselves is taken off. NULL: nothing is left. Caller frees. */
char *office_alt_text(const char *said);
/* A link's address as it may stand in the tree; NULL: it leads to somebody's own disk (counted). */
const char *office_link(OfficeFile *file, const char *address);
/* An id for a place that the file names, the same for the same name. Kept. */
const char *office_place_id(OfficeFile *file, const char *name);

#endif
