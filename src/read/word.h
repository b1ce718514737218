/* The inside of the Word reader: word_reader.c opens the file and its parts, word_text.c walks
 * blocks and paragraphs, word_runs.c runs, word_tables.c tables, word_inserts.c files within the
 * file; word_fields.c understands fields, word_drawings.c what is drawn, word_equations.c
 * equations; word_look.c looks over all of it first. */
#ifndef GALLEY_READ_WORD_H
#define GALLEY_READ_WORD_H

#include "read/office_file.h"
#include "read/word_styles.h"

/* What a part calls by an id: another part, or an address. */
typedef struct {
    char *target; /* a part's name, or the address as written */
    bool is_external;
} WordTarget;

/* A part with text: the document, its footnotes, its endnotes. */
typedef struct {
    XmlPart *xml; /* NULL: there is none */
    char *name;
    GHashTable *targets; /* id -> WordTarget; NULL: none */
    GHashTable *notes;   /* id -> XmlItem: of footnotes and endnotes */
} WordPart;

typedef enum {
    FIELD_OTHER,
    FIELD_LINK,
    FIELD_CONTENTS, /* TOC and its like: what it made is left out */
    FIELD_SEQUENCE, /* the number of a caption */
} FieldKind;

typedef struct {
    FieldKind kind;
    GString *instruction;
    bool is_result;
    const char *href_before; /* what held before the field */
} WordField;

/* A note that is called, to be read when the text is done. */
typedef struct {
    const WordPart *part;
    const XmlItem *item;
    const char *label;
} WordNote;

typedef struct {
    OfficeFile file;
    WordPart document, footnotes, endnotes;
    XmlPart *styles_part, *numbering_part;
    WordStyles *styles;
    const WordPart *part;            /* that is read now */
    GArray *fields;                  /* WordField, outermost first */
    unsigned instructions, contents; /* open fields in their instruction; of FIELD_CONTENTS */
    bool has_paired_fields;          /* every field that begins ends */
    const char *href;                /* of the link that is open */
    GHashTable *places;              /* names of all bookmarks */
    GHashTable *wanted_places; /* of those that something leads to and that are still to come */
    GPtrArray *boxes;          /* XmlItem *: the paragraph's text boxes, read after it */
    GArray *notes;             /* WordNote, in the order of their calls */
    GHashTable *called;        /* label -> itself */
    const char *main_lang;     /* of most of the text; NULL */
    bool is_rtl;               /* most paragraphs are */
    const WordStyle *style;    /* of the paragraph in hand */
    bool keeps_paragraph;      /* the paragraph's end was deleted */
    bool has_sequence;         /* it holds a caption's number */
    unsigned contents_lines;
    size_t cells; /* of all tables */
} WordDocument;

/* word_text.c */
void word_walk_blocks(WordDocument *word, const XmlItem *parent);
void word_walk_inline(WordDocument *word, const XmlItem *parent, const RunSetting *direct);
/* The branch of an AlternateContent that Galley can read; NULL: none. */
const XmlItem *word_choose(const WordDocument *word, const XmlItem *alternatives);
/* Of a property such as <w:b w:val="0"/>. */
bool word_is_on(const XmlPart *part, const XmlItem *property);

/* word_runs.c; `around` is how what holds the run is set, NULL: nothing does. */
void word_walk_run(WordDocument *word, const XmlItem *item, const RunSetting *around);
void word_put_text(WordDocument *word, const RunSetting *run, const char *text,
                   size_t length_bytes);

/* word_inserts.c */
void word_walk_insert(WordDocument *word, const XmlItem *item);

/* word_look.c: looks once over the whole text: its main language and direction, the places that are
 * led to. */
void word_look_over(WordDocument *word);

/* word_fields.c */
void word_field_mark(WordDocument *word, const XmlItem *item);
void word_field_instruction(WordDocument *word, const XmlItem *item);
/* A field that is one element, its result inside; returns what word_field_leave needs. */
void word_field_enter_simple(WordDocument *word, const char *instruction);
void word_field_leave(WordDocument *word);
void word_fields_clear(WordDocument *word);
/* The bookmark that an instruction leads to; NULL: none. Caller frees. */
char *word_field_place(const char *instruction);
const WordTarget *word_target(const WordDocument *word, const char *id);
/* The address of a w:hyperlink. */
const char *word_hyperlink(WordDocument *word, const XmlItem *item);

/* word_tables.c */
void word_walk_table(WordDocument *word, const XmlItem *table);

/* word_drawings.c */
void word_walk_drawing(WordDocument *word, const XmlItem *drawing, RunFormat format);

/* word_equations.c */
void word_walk_equation(WordDocument *word, const XmlItem *equation);

#endif
