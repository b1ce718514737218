/* The inside of post_text.h: post_text.c finds what is special in a text, post_shortcodes.c writes
 * what shortcodes mean. What is written is HTML for a parser. */
#ifndef GALLEY_READ_POST_WRITING_H
#define GALLEY_READ_POST_WRITING_H

#include "read/post_text.h"

typedef struct PostWriting PostWriting;

/* A shortcode in hand. */
typedef struct {
    char *name;
    const char *attributes, *attributes_end;
    const char *begin, *inner, *close, *end; /* close NULL: it has no end tag */
} Shortcode;

typedef void (*ShortcodeWriter)(PostWriting *writing, const Shortcode *code, unsigned depth);

struct PostWriting {
    const PostContext *context;
    GString *out;
    GPtrArray *notes;    /* char *: HTML */
    GHashTable *closers; /* name -> where its last end tag stands */
    bool has_blocks, has_notes_block;
    unsigned blocks_within; /* reusable blocks that are open */
    const char *unclosed_verse;
    GHashTable *searched; /* "NAME END": no end tag of the name stands before that end */
    const char *unclosed; /* no comment ends before this */
};

typedef struct {
    const char *name;
    ShortcodeWriter write; /* NULL: what it holds is written */
    bool is_word;          /* in brackets by itself it is one of the text's */
} ShortcodeRow;
/* NULL: none of that name is known. */
const ShortcodeRow *post_shortcode_find(const char *name);
void post_shortcode_write(PostWriting *writing, const Shortcode *code, unsigned depth);

void post_write_range(PostWriting *writing, const char *from, const char *to, unsigned depth);
/* A note's call; its text is kept for the end. */
void post_put_note(PostWriting *writing, const char *from, const char *to, unsigned depth);
void post_put_escaped(GString *out, const char *text);
/* ` name="value"`; nothing of NULL. */
void post_put_attribute(GString *out, const char *name, const char *value);
void post_count_left_out(const PostWriting *writing, const char *name);
/* Past white space and no-break spaces. */
const char *post_skip_white(const char *p, const char *end);

#endif
