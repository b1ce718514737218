/* A WordPress export (WXR: RSS 2.0 with elements of WordPress's), taken apart as it stands. Half of
 * those that people have are no well-formed XML: notices of PHP before the declaration, control
 * characters, prefixes that nobody declares, entities of HTML, CDATA within CDATA, an end that
 * never came. So this is no XML parser but looks for the elements that matter by their names and
 * takes what stands between. Nothing is expanded, fetched or nested; time is linear. */
#ifndef GALLEY_READ_EXPORT_FILE_H
#define GALLEY_READ_EXPORT_FILE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What an element holds: borrowed from the export's text. */
typedef struct {
    const char *text; /* NULL: there is no such element */
    size_t length_bytes;
    uint32_t line;   /* where it begins, from 1 */
    bool is_literal; /* stood in a CDATA section */
} ExportValue;
/* As the element means it: CDATA joined, references to characters resolved where they are
 * markup of XML. NULL: there is none. Caller frees. */
char *export_value_text(ExportValue value);
/* The same, white space at the ends taken off; NULL where it is blank. */
char *export_value_word(ExportValue value);

typedef enum {
    FIELD_TITLE,
    FIELD_LINK,
    FIELD_GUID,
    FIELD_PUBLISHED, /* pubDate, RFC 822 */
    FIELD_CREATOR,   /* a login, in a feed a name */
    FIELD_DESCRIPTION,
    FIELD_CONTENT,
    FIELD_EXCERPT,
    FIELD_ID,
    FIELD_DATE, /* local */
    FIELD_DATE_GMT,
    FIELD_NAME, /* slug */
    FIELD_STATUS,
    FIELD_PARENT,
    FIELD_TYPE,
    FIELD_PASSWORD,
    FIELD_ATTACHMENT_URL,
    FIELD_MENU_ORDER,
    FIELD_LANGUAGE,
    FIELD_SITE, /* the channel's wp:base_site_url */
    FIELD_BLOG, /* the channel's wp:base_blog_url */
    FIELD_LOGIN,
    FIELD_DISPLAY_NAME,
    FIELD_FIRST_NAME,
    FIELD_LAST_NAME,
    FIELD_META_KEY,
    FIELD_META_VALUE,
    FIELD_CATEGORY,
    FIELD_COUNT
} ExportField;

typedef struct {
    char *domain;   /* "category", "post_tag"; NULL: a feed's */
    char *nicename; /* the slug; NULL: none is said */
    char *name;
} ExportTerm;

typedef struct {
    uint32_t line; /* of <item> */
    ExportValue fields[FIELD_COUNT];
    GPtrArray *terms;  /* ExportTerm * */
    GHashTable *metas; /* key -> value, both owned: the few that Galley knows */
} ExportItem;

typedef struct {
    char *login, *display_name, *first_name, *last_name; /* NULL: not said */
} ExportAuthor;

typedef struct {
    GPtrArray *items;   /* ExportItem *, as they stand */
    GPtrArray *authors; /* ExportAuthor * */
    ExportValue channel[FIELD_COUNT];
    bool is_wordpress; /* has elements of WordPress's; else a feed */
    uint32_t cut_line; /* where the file breaks off; 0: it does not */
    GArray *damages;   /* uint32_t: lines of elements whose ends are missing */
    bool is_too_long;  /* has more than LIMIT_EXPORT_ITEMS */
} ExportFile;

/* `text` is valid UTF-8, stays as long as the export. */
ExportFile *export_file_new(const char *text, size_t length_bytes);
void export_file_free(ExportFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ExportFile, export_file_free)

const char *export_item_meta(const ExportItem *item, const char *key);

#endif
