/* The walk over cmark's tree, shared by the files that turn its nodes into ours. */
#ifndef GALLEY_MARKDOWN_WALK_H
#define GALLEY_MARKDOWN_WALK_H

#include "html/attributes.h"
#include "html/html.h"
#include "markdown/fence.h"
#include "markdown/places.h"
#include "markdown/prepare.h"

#include <cmark-gfm.h>

/* That many are open at once; a further one is passed over. */
enum { OPEN_MOST = 100 };

/* What is open across cmark's nodes: a fence, or an element of raw HTML. It ends with the node that
 * it stands in, at the latest. */
typedef enum { OPEN_FENCE, OPEN_HTML, OPEN_DROPPED } OpenKind;

typedef struct {
    OpenKind kind;
    const cmark_node *owner; /* the parent of where it was opened */
    xmlNode *node;           /* what stands for it in the tree; NULL: nothing */
    char name[24];           /* of the HTML element */
    bool is_block;
    FenceKind fence;
    Position place;
} Open;

typedef struct {
    char *label; /* as written */
    Position place;
} Note;

typedef struct {
    Report *report;
    const Prepared *prepared;
    Places places;
    Builder builder;
    GArray *open;           /* Open */
    GHashTable *said;       /* names of HTML elements, and of boxes, that the report has heard of */
    size_t skip_bytes;      /* of the text that comes next */
    unsigned verses;        /* open ones */
    bool is_broken_table;   /* the next paragraph is its rows: lines of text */
    bool is_plain_lines;    /* this paragraph's line ends are kept */
    GArray *notes;          /* Note, in cmark's order */
    bool has_calls_in_html; /* raw HTML may hold calls of notes */
    GPtrArray *missing;     /* labels that are called but are no notes, char *, owned */
    Position missing_place; /* of the first */
} Walk;

/* The builder, the report and the places are the caller's to set. */
void walk_begin(Walk *walk, xmlDoc *tree, xmlNode *parent);
void walk_end(Walk *walk);

/* Everything below `root`, itself included, at the place where the builder stands. */
void walk_tree(Walk *walk, cmark_node *root);

/* blocks.c, inlines.c: one node. The first returns whether its children are to be walked. */
bool enter_block(Walk *walk, cmark_node *node);
void leave_block(Walk *walk, cmark_node *node);
bool enter_inline(Walk *walk, cmark_node *node);
void leave_inline(Walk *walk, cmark_node *node);

/* tables.c */
bool enter_table(Walk *walk, cmark_node *node);
void leave_table(Walk *walk, cmark_node *node);

/* figures.c: a paragraph of nothing but pictures; false if it is not one. */
bool set_figures(Walk *walk, cmark_node *paragraph);
xmlNode *make_image(Walk *walk, cmark_node *image);

/* attribute_lists.c: the length of what kramdown and Pandoc write behind a picture: `{.left}`,
 * `{width=50%}`; 0. */
size_t picture_attributes_length(const char *text);
/* The same of a text that follows `node`. */
size_t attributes_length_behind(const cmark_node *node, const char *text);
/* `## A heading {#its-id}`: the id is set, the braces are taken out of the text. */
void take_heading_attributes(cmark_node *node, xmlNode *heading);

/* fences.c: a marker of prepare.h. */
void take_marker(Walk *walk, cmark_node *node, const Edit *edit);

/* raw_html.c */
void take_html_block(Walk *walk, cmark_node *node);
void take_html_inline(Walk *walk, cmark_node *node);
/* Text of code or HTML with the lines put back that were replaced by markers. NULL: there are none.
 * Caller frees. */
char *restore_markers(const Walk *walk, const char *literal);
/* Ends what was opened in this node. */
void close_open_in(Walk *walk, const cmark_node *owner);
/* Ends one thing, the last of walk->open; a fence that its own line has closed is no error. */
void close_last(Walk *walk, bool is_closed);

/* notes.c */
void list_notes(Walk *walk, cmark_node *document);
void take_note(Walk *walk, cmark_node *definition, size_t index);
/* Says, once, which notes are called but not there. */
void report_missing_notes(Walk *walk);
/* The same in the text of raw HTML, once all of it is in the tree. */
void take_calls_in_html(Walk *walk);
void take_note_call(Walk *walk, cmark_node *reference);
/* A text with `[^` in it that is no note's call to cmark. A number is one all the same, of a note
 * that is not there: enrich says so and takes it away. Any other label stays text, and is kept for
 * report_missing_notes.
 */
void take_text_with_calls(Walk *walk, const cmark_node *text, const char *literal);

static inline void append_text(Walk *walk, const char *text, size_t length_bytes, Position place) {
    builder_text(&walk->builder, text, length_bytes, place.line, place.column);
}

static inline xmlNode *open_element(Walk *walk, cmark_node *node, Element element) {
    Position place = places_of(&walk->places, node);
    xmlNode *made = node_new(walk->builder.tree, element, place.line, place.column);
    xmlNode *opened = builder_open(&walk->builder, made);
    cmark_node_set_user_data(node, opened);
    return opened;
}

#endif
