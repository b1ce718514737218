/* The typed view of an article's tree. Writers switch over node_kind() under -Wswitch-enum, so that
 * a new kind is a compile error in each of them until it is thought about. Trees are made and
 * changed only through these functions: they link nodes by hand (xmlAddChild would merge text by
 * copying), share interned names, and keep each node's line and column (packed in node->_private).
 */
#ifndef GALLEY_MODEL_NODE_H
#define GALLEY_MODEL_NODE_H

#include "base/report.h"
#include "model/vocabulary.h"

/* What a node is to a writer. Those with a class in the comment are told by it. */
typedef enum {
    NODE_TEXT,
    NODE_FRAME,        /* article, headline, kicker, deck, body */
    NODE_PARAGRAPH,    /* p */
    NODE_HEADING,      /* h2 … h6; node_heading_level */
    NODE_LIST,         /* ul, ol */
    NODE_LIST_ITEM,    /* li */
    NODE_DEFINITIONS,  /* dl */
    NODE_TERM,         /* dt */
    NODE_DEFINITION,   /* dd */
    NODE_QUOTATION,    /* blockquote */
    NODE_PREFORMATTED, /* pre */
    NODE_BREAK,        /* hr: a break between sections of the text */
    NODE_VERSE,        /* div.verse: p a stanza, br a line */
    NODE_GROUP,        /* div: no meaning of its own but lang, dir */
    NODE_PULL_QUOTE,   /* aside.pullquote */
    NODE_SIDEBAR,      /* aside.sidebar, and any aside without a class */
    NODE_NOTE,    /* aside.note: at the end of body, id, its call's number in `title`-less text */
    NODE_FIGURE,  /* figure; figure.lead is the lead picture, first in body */
    NODE_CUTLINE, /* figcaption */
    NODE_CREDIT,  /* span.credit, last in a figcaption */
    NODE_TABLE,   /* table */
    NODE_TABLE_CAPTION,
    NODE_TABLE_PART, /* thead, tbody, tfoot */
    NODE_TABLE_ROW,
    NODE_TABLE_CELL, /* th, td */
    NODE_MISSING,    /* p.missing: a proof's box for a picture that is not there */
    NODE_LINK,       /* a[href] */
    NODE_NOTE_CALL,  /* a.noteref[href=#note-id]; its text is the number */
    NODE_IMAGE,      /* img */
    NODE_LINE_BREAK, /* br */
    NODE_WORD_BREAK, /* wbr */
    NODE_CODE,       /* code, kbd, samp, var: no typography inside */
    NODE_QUOTED,     /* q: quotes by language, written as text by enrich/typography */
    NODE_RUBY,       /* ruby, rt, rp */
    NODE_STYLED,     /* em strong i b u s del ins sub sup small mark cite dfn abbr bdi bdo */
    NODE_SPAN,       /* span: lang, dir, or a class such as smallcaps */
    NODE_KIND_COUNT
} NodeKind;

NodeKind node_kind(const xmlNode *node);
unsigned node_heading_level(const xmlNode *node);
bool node_is_block(const xmlNode *node);

/* A document whose root is <article> with an empty <body> in it. */
xmlDoc *tree_new(void);
void tree_free(xmlDoc *tree); /* NULL is fine */
xmlNode *tree_body(const xmlDoc *tree);
/* The frame part `which` (HEADLINE, KICKER, DECK); NULL if absent and not `make`. */
xmlNode *tree_part(xmlDoc *tree, Element which, bool make);

/* Lines and columns from 1; 0 is unknown. Columns past 65535 are kept as 65535. */
xmlNode *node_new(xmlDoc *tree, Element element, uint32_t line, uint32_t column);
xmlNode *node_new_text(xmlDoc *tree, const char *text, size_t length_bytes, uint32_t line,
                       uint32_t column);
uint32_t node_line(const xmlNode *node);
uint32_t node_column(const xmlNode *node);
void node_set_place(xmlNode *node, uint32_t line, uint32_t column);
Place node_place(const xmlNode *node, const char *file);

/* Linking. None of them merges text or copies. The node must be unlinked. */
void node_append(xmlNode *parent, xmlNode *child);
void node_insert_before(xmlNode *sibling, xmlNode *node);
void node_insert_after(xmlNode *sibling, xmlNode *node);
/* All children of `from` to the end of `to`. */
void node_move_children(xmlNode *to, xmlNode *from);
/* Puts the node's children in its place and frees it. Returns the next node in document order that
 * stood after it or was its first child. */
xmlNode *node_unwrap(xmlNode *node);
void node_unlink(xmlNode *node); /* takes it out; the caller links it again or removes it */
void node_remove(xmlNode *node); /* unlinks and frees, children too */
/* Makes an unlinked node of another tree, children and all, one of this tree. */
void node_adopt(xmlDoc *tree, xmlNode *node);
/* The element changed in place: children and attributes stay. */
void node_rename(xmlNode *node, Element element);

/* Attributes. node_get: NULL if absent; the string lives as long as the attribute. */
void node_set(xmlNode *node, Attribute attribute, const char *value);
void node_set_number(xmlNode *node, Attribute attribute, unsigned long number);
const char *node_get(const xmlNode *node, Attribute attribute);
void node_unset(xmlNode *node, Attribute attribute);
bool node_has_class(const xmlNode *node, const char *class_name);

/* Text nodes. The replacement is taken (g_malloc'ed or not: libxml2's allocator is malloc, as
 * GLib's). */
const char *node_text(const xmlNode *text_node);
void node_replace_text(xmlNode *text_node, const char *text, size_t length_bytes);
/* All text below a node, as a reader would say it: img by its alt, br as a space, note calls left
 * out, white space collapsed. Caller frees. */
char *node_plain_text(const xmlNode *node);

/* A copy for `tree`, not linked: the node with its attributes and place, and all that is in it if
 * `is_deep`. */
xmlNode *node_copy(xmlDoc *tree, const xmlNode *node, bool is_deep);

/* Do two elements say the same: their names, attributes in whatever order, and what is in them?
 * Places, in how many nodes a text stands, which white space it is (but in pre), and what a note's
 * call reads like do not count. */
bool node_says_the_same(const xmlNode *one, const xmlNode *other);

/* Document order over a subtree without recursion: the next node after `node` inside `top`, NULL at
 * the end. `skip` leaves out the node's children. */
xmlNode *node_next(const xmlNode *node, const xmlNode *top, bool skip);

#endif
