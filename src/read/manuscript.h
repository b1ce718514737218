/* What a word processor's document becomes: paragraphs with their roles, runs with their marks,
 * lists, tables, notes, boxes, on their way into an article's tree. The readers of Word and
 * OpenDocument files say what their styles mean, in the words of this header; here runs are joined,
 * paragraphs gathered into lists, quotations and verse, cutlines brought to their pictures, and
 * mojibake undone. Readers hand over in document order. */
#ifndef GALLEY_READ_MANUSCRIPT_H
#define GALLEY_READ_MANUSCRIPT_H

#include "model/article.h"
#include "read/mojibake.h"

/* How a run is set, beyond what its paragraph is. */
typedef enum {
    MARK_STRONG = 1 << 0,
    MARK_EMPHASIS = 1 << 1,
    MARK_UNDERLINE = 1 << 2,
    MARK_STRIKE = 1 << 3,
    MARK_SMALL_CAPITALS = 1 << 4,
    MARK_SUPERSCRIPT = 1 << 5,
    MARK_SUBSCRIPT = 1 << 6,
    MARK_CODE = 1 << 7,
} Mark;

typedef struct {
    unsigned marks;
    const char
        *lang; /* the run's own, where it is not the document's; NULL. From manuscript_keep */
    const char *href; /* NULL: no link. From manuscript_keep */
} RunFormat;

typedef enum {
    ROLE_TEXT,
    ROLE_TITLE,
    ROLE_SUBTITLE,
    ROLE_HEADING,
    ROLE_QUOTATION,
    ROLE_PREFORMATTED,
    ROLE_CAPTION,
    ROLE_BYLINE,
    ROLE_VERSE,
    ROLE_SIGNATURE,
    ROLE_PULL_QUOTE,
    ROLE_CONTENTS, /* a line of a generated table of contents */
    ROLE_RULE,
    ROLE_COUNT
} Role;

typedef enum { LIST_NONE, LIST_BULLETS, LIST_NUMBERS } ListKind;

typedef struct {
    ListKind kind;
    unsigned depth;       /* from 0 */
    unsigned long list;   /* items of one list have one number */
    long number;          /* of the item, LIST_NUMBERS */
    const char *type;     /* "1", "a", "A", "i", "I" */
    bool is_continuation; /* another paragraph of the item before */
} ListItem;

typedef struct {
    Role role;
    unsigned level; /* ROLE_HEADING: from 1 */
    ListItem item;
    int indent_twips;      /* of the left edge, where it is no item */
    int text_indent_twips; /* of the item's text: what is indented as far goes on in it */
    const char *dir;       /* "ltr", "rtl" where it is not the document's; NULL */
    const char *align;     /* "right", "center", in tables; NULL */
    bool has_rule;         /* a border above or below: an empty one is a rule */
    bool joins_next;       /* a dropped capital: the next paragraph goes on in it */
    const char *label;     /* before the text, such as a heading's number; NULL */
} ParagraphSetting;

typedef struct Manuscript Manuscript;

/* Grows into the article's body. `tally` NULL: mojibake is kept. */
Manuscript *manuscript_new(Article *article, MojibakeTally *tally);
void manuscript_free(Manuscript *manuscript);
/* Closes all: what was written of captions, decks and bylines finds its place. */
void manuscript_finish(Manuscript *manuscript, Report *report);

/* One copy of each text, which lives as long as the manuscript. NULL gives NULL. */
const char *manuscript_keep(Manuscript *manuscript, const char *text);
/* The paragraphs' number so far and first words, for report_set_paragraphs; taken by the caller. */
GPtrArray *manuscript_take_first_words(Manuscript *manuscript);
Place manuscript_place(const Manuscript *manuscript);

/* A paragraph and what it holds. Text outside one is a paragraph of its own. */
void manuscript_begin_paragraph(Manuscript *manuscript, const ParagraphSetting *setting);
void manuscript_end_paragraph(Manuscript *manuscript);
/* Is a paragraph open that holds something? */
bool manuscript_has_content(const Manuscript *manuscript);
/* The paragraph in hand is a caption, unless it is more than text. */
void manuscript_set_caption(Manuscript *manuscript);
/* The paragraph in hand is a rule, unless it holds text. */
void manuscript_set_rule(Manuscript *manuscript);
/* Lines of a table of contents that were left out. */
void manuscript_drop_contents(Manuscript *manuscript, unsigned lines);
void manuscript_text(Manuscript *manuscript, RunFormat format, const char *text,
                     size_t length_bytes);
void manuscript_line_break(Manuscript *manuscript);
void manuscript_id(Manuscript *manuscript, const char *id);
void manuscript_note_call(Manuscript *manuscript, RunFormat format, const char *label);
/* `src` as the tree has it; `alt` NULL: none. A block stands apart from the paragraph's text. */
void manuscript_picture(Manuscript *manuscript, RunFormat format, const char *src, const char *alt,
                        bool is_block);
void manuscript_ruby(Manuscript *manuscript, RunFormat format, const char *base, const char *text);
/* Whole blocks that another room makes grow here; the paragraph is ended. */
xmlNode *manuscript_block_parent(Manuscript *manuscript);

/* What holds paragraphs. All that is opened is closed. */
void manuscript_open_table(Manuscript *manuscript);
void manuscript_open_row(Manuscript *manuscript, bool is_head);
void manuscript_open_cell(Manuscript *manuscript, unsigned columns, unsigned rows);
void manuscript_close_cell(Manuscript *manuscript);
void manuscript_close_row(Manuscript *manuscript);
void manuscript_close_table(Manuscript *manuscript);
void manuscript_open_box(Manuscript *manuscript); /* in a note or a box: nothing of its own */
void manuscript_close_box(Manuscript *manuscript);
void manuscript_open_note(Manuscript *manuscript, const char *label);
void manuscript_close_note(Manuscript *manuscript);

/* Has more come than an article may hold (LIMIT_ARTICLE_BYTES, notes and marks counted in)? What
 * came after that was passed over. */
bool manuscript_is_too_large(const Manuscript *manuscript);
bool manuscript_has_heading(const Manuscript *manuscript);
/* The plain text of the first paragraph that is no picture; NULL. */
const char *manuscript_first_text(const Manuscript *manuscript);
/* Makes the first paragraph the title. */
void manuscript_raise_first(Manuscript *manuscript);

#endif
