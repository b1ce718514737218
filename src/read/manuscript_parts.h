/* The inside of a manuscript: manuscript.c takes paragraphs, manuscript_blocks.c gathers them,
 * manuscript_runs.c makes a paragraph's running text, manuscript_frames.c opens tables, boxes and
 * notes. */
#ifndef GALLEY_READ_MANUSCRIPT_PARTS_H
#define GALLEY_READ_MANUSCRIPT_PARTS_H

#include "read/manuscript.h"

typedef enum {
    SPAN_TEXT,
    SPAN_BREAK,
    SPAN_CALL,    /* a note's; `text` is its label */
    SPAN_PICTURE, /* `text` is its src, `more` its alt */
    SPAN_ID,
    SPAN_RUBY, /* `text` is the base, `more` what stands over it */
} SpanKind;

/* A piece of the paragraph in hand. */
typedef struct {
    SpanKind kind;
    RunFormat format;
    size_t start_byte, length_bytes; /* SPAN_TEXT: in the paragraph's text */
    const char *text, *more;         /* kept */
    bool is_block;
} Span;

typedef struct {
    xmlNode *node;
    xmlNode *item; /* the open li */
    unsigned depth;
    unsigned long list;
    ListKind kind;
    int text_indent_twips;
} OpenList;

/* A place where blocks stand one after the other: the body, a cell, a note, a box. */
typedef struct {
    xmlNode *parent;
    GArray *lists;      /* OpenList, outermost first */
    xmlNode *gathering; /* the blockquote, pre or verse that goes on; NULL */
    Role gathering_role;
    xmlNode *last;            /* the block that a cutline may belong to; NULL */
    xmlNode *pending_caption; /* a paragraph that waits for a picture or table to belong to */
    bool is_after_blank;
    const char *align; /* of its first paragraph, for cells; NULL */
    /* of a table */
    xmlNode *table, *table_part, *row;
} Flow;

struct Manuscript {
    Article *article;
    xmlDoc *tree;
    MojibakeTally *tally;
    GHashTable *kept; /* text -> itself */
    GPtrArray *flows; /* Flow *, the body's first */
    /* The paragraph in hand */
    bool is_in_paragraph;
    ParagraphSetting setting;
    GString *text;
    GArray *spans;
    GPtrArray *waiting_ids; /* of places in empty paragraphs: the next one takes them */
    char *dropped_capital;  /* goes before the next paragraph; NULL */
    /* The whole */
    GPtrArray *first_words; /* char *, by paragraph */
    unsigned boxes, notes;  /* open ones */
    bool has_boxes;
    size_t weight_bytes; /* of all that came */
    bool has_heading;
    unsigned titles;
    xmlNode *first_text; /* the first paragraph of the body with text */
    char *first_plain;
    xmlNode *last_title;    /* its h2, as long as nothing came after it */
    xmlNode *deck, *byline; /* paragraphs right below the title */
    unsigned contents_dropped;
};

static inline Flow *manuscript_flow(const Manuscript *manuscript) {
    return manuscript->flows->pdata[manuscript->flows->len - 1];
}

static inline uint32_t manuscript_line(const Manuscript *manuscript) {
    return manuscript->first_words->len + 1;
}

Flow *flow_new(xmlNode *parent);
void flow_free(Flow *flow);
/* Goes into a new flow below `parent`, and out of it. */
void manuscript_enter(Manuscript *manuscript, xmlNode *parent);
void manuscript_leave(Manuscript *manuscript);
/* Ends lists, quotations and what else goes on; a waiting cutline becomes a paragraph. */
void flow_settle(Manuscript *manuscript, Flow *flow);
/* Links a block that is no paragraph, such as a table, where it belongs. */
void flow_append_block(Manuscript *manuscript, Flow *flow, xmlNode *block);
/* A node with one paragraph in it, and nothing else, holds its text itself. */
void flow_unwrap_only_paragraph(xmlNode *holder);

/* The paragraph in hand where its role, or its list, has it. */
void manuscript_put_role(Manuscript *manuscript, Flow *flow);
void manuscript_put_item(Manuscript *manuscript, Flow *flow);
void flow_end_gathering(Flow *flow);
void flow_release_caption(Flow *flow);
void flow_link_block(Flow *flow, xmlNode *block);

/* The running text of the paragraph in hand to the end of `parent`. */
void manuscript_put_runs(Manuscript *manuscript, xmlNode *parent, bool is_verbatim);
/* Undoes mojibake in the paragraph in hand, across its runs. */
void manuscript_mend(Manuscript *manuscript);
xmlNode *manuscript_new_node(const Manuscript *manuscript, Element element);

#endif
