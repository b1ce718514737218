/* One post of an export as an article: its head from the export's fields, its text from its HTML.
 */
#ifndef GALLEY_READ_POST_ARTICLE_H
#define GALLEY_READ_POST_ARTICLE_H

#include "read/article_source.h"
#include "read/export_file.h"
#include "read/post_text.h"
#include "read/upload_paths.h"

/* What all posts of one export share. */
typedef struct {
    const Source *source;
    const YamlValue *sidecar;
    const ExportFile *file;
    PostLibrary library;
    GHashTable *authors;   /* login -> const ExportAuthor * */
    GHashTable *left_out;  /* names of shortcodes and blocks -> count */
    GHashTable *nameless;  /* logins whose owners' names nobody knows */
    GHashTable *addresses; /* of taken posts, plain -> path below the issue, owned both */
    UploadPaths *uploads;
    char *site;     /* the blog's address, without a slash at the end; NULL */
    char *language; /* of the blog; NULL */
} PostShelf;

/* What a post is called below the issue. Caller frees. */
char *post_path(const Source *source, const ExportItem *item);
/* An address without what does not matter: scheme, "www.", the slash at the end, what follows #.
 * Caller frees. */
char *post_plain_address(const char *address);
/* HTML of a line as plain text; NULL of NULL. Caller frees. */
char *post_plain_text(const char *html);
/* The local date; unset where none is known. */
Date post_date(const ExportItem *item);
Article *post_article_new(PostShelf *shelf, const ExportItem *item, Report *report);

#endif
