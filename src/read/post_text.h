/* A post's text as it is stored, turned into the HTML that WordPress shows: shortcodes, the
 * comments of blocks, notes, and paragraphs by blank lines. */
#ifndef GALLEY_READ_POST_TEXT_H
#define GALLEY_READ_POST_TEXT_H

#include <glib.h>
#include <stdbool.h>

/* A picture of the library. */
typedef struct {
    char *address; /* of the file */
    char *alt;     /* NULL: nobody wrote one */
    char *caption; /* HTML; NULL */
    char *parent;  /* the post's id; NULL */
} Attachment;

/* What texts refer to. Borrowed. */
typedef struct {
    GHashTable *attachments; /* id -> Attachment * */
    GHashTable *galleries;   /* id of a post -> GPtrArray of Attachment *, in order */
    GHashTable *blocks;      /* id of a reusable block -> its text */
} PostLibrary;

typedef struct {
    const PostLibrary *library;
    const char *post_id;
    const char *notes_json; /* of the block of notes; NULL */
    GHashTable *left_out;   /* name of a shortcode or block -> count; grows */
} PostContext;

/* Line ends stay where they are. Caller frees. */
char *post_text_html(const char *text, size_t length_bytes, const PostContext *context);

#endif
