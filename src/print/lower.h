/* Lowering's own: an article's tree walked into the slugs of a galley. A walk carries a Flow (where
 * what comes is put: a column, an edge and a measure, a structure element) and an Around (the
 * element around it: what selectors see, and the style that is inherited). Slugs of whole steps are
 * made by the column, which gives each block its space. Recursion is as deep as the tree, which
 * enrich/clean has held to LIMIT_TREE_DEPTH. */
#ifndef GALLEY_PRINT_LOWER_H
#define GALLEY_PRINT_LOWER_H

#include "model/issue.h"
#include "print/galley.h"

/* What is the same for all of an article. */
typedef struct {
    const Issue *issue;
    const Article *article;
    const Setting *setting;
    Shaper *shaper;
    Report *report;
    Galley *galley;
    const Language *language; /* in which Galley speaks in it */
    const char *spoken_lang;  /* its tag */
    GHashTable *note_numbers; /* note id -> number from 1; keys borrowed from the tree */
    GArray *note_is_called;   /* bool, by number less one */
    bool breaks_words;        /* wherever they are too long: in a table that is too wide even so */
    unsigned scale_permille;  /* type is set so much smaller: in a table that is too wide; 0: not */
    const xmlNode *last_block; /* whose last words the end sign closes; or NULL */
} Lower;

/* An element while what is in it is lowered. */
typedef struct Around {
    StyleSubject subject; /* its parent is the subject of `parent` */
    const struct Around *parent;
    const BoxStyle *style;
    const char *lang;
    bool is_rtl;
} Around;

/* The element of a name that Galley gives, or of a node; classes besides its own are in `classes`
 * (NULL: its own alone). Points into `parent` and the node. */
Around around_frame(const Lower *lower, const Around *parent, const char *element,
                    const char *classes);
Around around_node(const Lower *lower, const Around *parent, const xmlNode *node,
                   const char *classes);
const BoxStyle *around_pseudo(const Lower *lower, const Around *around, const char *pseudo);

/* What stands in the margin of the next line that is set: a list's number. */
typedef struct {
    ParagraphText *text;     /* owned by the column */
    Mpt left_mpt, width_mpt; /* where it stands in the column; at its end edge */
} Marker;

/* Where slugs are put, one under another. */
typedef struct {
    GPtrArray *groups;     /* SlugGroup; borrowed */
    Mpt width_mpt;         /* of the column, in which a right-to-left text starts at the right */
    Mpt margin_mpt;        /* asked for under the last block and not given yet */
    Mpt free_mpt;          /* space that is under the last block already */
    BreakWish break_after; /* of the last block */
    GArray *markers;       /* Marker: of the next line */
    GPtrArray *targets;    /* char *: ids that lead to the next slug; kept by the galley */
    GArray *figures;       /* guint: called before the first slug was there */
    GArray *notes;         /* guint: those of these figures */
    bool is_note;          /* of one: short texts stand as close as long ones */
    bool is_cell;          /* of a table: blocks stand at their steps' tops, nothing is justified */
    Alignment cell_align;  /* of all in it that would be at its start or justified */
    bool may_vary;         /* its paragraphs may be had in other lengths */
    bool may_float;        /* figures may leave it */
    bool puts_away;        /* what is finished in it is packed: */
    guint put_away;        /* its first groups */
    guint open_boxes;      /* that are seen: what is in them is not finished */
    bool has_heading_last; /* nothing but a heading since: no figure is called from it */
    /* What the next paragraph begins with: a note's number. NULL: nothing. */
    char *lead_text;
    const BoxStyle *lead_style;
} Column;

typedef struct {
    Lower *lower;
    Column *column;
    Mpt left_mpt, measure_mpt; /* in the column */
    StructureElement *element; /* what comes is in it */
} Flow;

typedef struct {
    Mpt above_mpt, below_mpt;
} BlockMargins;
BlockMargins margins_of(const BoxStyle *style);

/* The flow inside a box: margins, borders and padding taken off. What is put until flow_leave is
 * in the box, whose ground and borders are drawn then. `box` NULL: margins alone. */
typedef struct {
    const BoxStyle *style;
    Mpt below_mpt;           /* its margin there */
    Mpt left_mpt, width_mpt; /* of its borders' outer edges */
    guint first_group;
    unsigned space_steps;
} FlowBox;
Flow flow_enter(const Flow *flow, const Around *around, FlowBox *box);
Flow flow_enter_within(const Flow *flow, const Around *around, BlockMargins margins, FlowBox *box);
void flow_leave(const Flow *inner, const Around *around, const FlowBox *box);
/* Has it a ground, a border, or padding above or below? Then its margins are outside of it. */
bool box_is_seen(const BoxStyle *style);
Mpt box_edge_mpt(const BoxStyle *style, BoxSide side); /* border and padding */
/* Ground and borders; the box is of the borders' outer edges. */
void box_draw(DisplayList *list, const BoxStyle *style, Box box, bool is_rtl, bool has_top,
              bool has_bottom);

Column *column_new(GPtrArray *groups, Mpt width_mpt);
void column_free(Column *column);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Column, column_free)

/* Space for a block of `height_mpt`: whole steps, of which the space above the block falls away at
 * a column's top. */
typedef struct {
    unsigned space_steps, steps;
    Mpt top_mpt; /* of the block in its slug */
} BlockSpace;
/* For one piece: what is left of its last step is divided as its margins are. */
BlockSpace column_space(Column *column, const Setting *setting, BlockMargins margins,
                        Mpt height_mpt);
/* For lines that stand on the grid: how many steps above them. */
unsigned column_space_on_grid(Column *column, const Setting *setting, BlockMargins margins);
/* The wishes of a block's style for where it begins and what may stand behind it. */
void column_take_breaks(Column *column, SlugGroup *group, const BoxStyle *style);
/* A group of one slug. */
Slug *column_put(Flow *flow, const BoxStyle *style, BlockSpace space, DisplayList *list_taken,
                 const xmlNode *node);
/* A group was put by hand: gives it the figures, targets and markers that waited for one.
 * `baseline_mpt`: of its first line in its first slug. */
void column_settle(Flow *flow, SlugGroup *group, Mpt baseline_mpt);
/* A figure is called here, and the notes that it calls itself stand with its call. `notes` may be
 * NULL. */
void column_call_figure(Column *column, guint figure, const GArray *notes);
/* The space above a slug made part of it. */
void slug_take_in_space(Slug *slug, Mpt grid_mpt);
unsigned groups_steps(const GPtrArray *groups);
/* All that was put, as one piece from the top down. What its slugs call is added to the arrays
 * (either may be NULL). */
DisplayList *groups_join(const GPtrArray *groups, Mpt grid_mpt, unsigned *steps, GArray *notes);
void column_add_target(Flow *flow, const xmlNode *node);

/* A place in a paragraph that links lead to. */
typedef struct {
    size_t offset_bytes;
    const char *id;
} ParagraphTarget;

/* What is to be set as one paragraph. */
typedef struct {
    ParagraphText *text;     /* taken */
    GArray *targets;         /* ParagraphTarget, taken; or NULL */
    const BoxStyle *initial; /* of its initial letter; NULL: none */
    Mpt hang_mpt;            /* all lines but the first begin so much further in: turned lines */
    Mpt indent_mpt;          /* of the first line, besides the style's own */
    bool is_flush;           /* not indented, whatever the style says */
    bool is_in_one;          /* never broken */
    bool is_balanced;        /* lines of one length, without hyphens: headlines */
    bool has_variants;
    int32_t cost_after; /* of ending a column behind it */
    Place place;        /* for reports */
    /* While it is gathered: white space that is set if something comes behind it; pictures that
     * stand in the text, to be set under it. */
    bool has_space;
    TextStretch space;
    GPtrArray *images; /* xmlNode *; or NULL */
} Paragraph;
/* A paragraph as it is, or in parts that are each short enough to be set: Paragraph. */
GArray *paragraph_parts(Paragraph *paragraph_taken);
/* Sets it into the flow's column, whose measure holds but for the style's own margins. */
void flow_paragraph(Flow *flow, Paragraph *paragraph_taken);

/* Several as one block: the lines of a verse, of code. Each hangs by itself; a turned line is not
 * parted from its beginning. The first one's style and wishes are the block's. */
void flow_paragraphs(Flow *flow, Paragraph *paragraphs_taken, size_t count);

struct SetBlock;
/* A paragraph in lines, before it is drawn. */
typedef struct {
    const struct SetBlock *block;
    Paragraph *paragraph; /* borrowed */
    ShapedParagraph *shaped;
    Lines *lines[3]; /* by looseness -1, 0, +1 */
    /* An initial letter: */
    ParagraphText *initial_text;
    ShapedParagraph *initial;
    unsigned initial_lines;
    Mpt initial_mpt; /* its width with the space behind it */
} SetLines;

/* Paragraphs in lines, and how they are led. */
typedef struct SetBlock {
    const Setting *setting;
    const BoxStyle *style;
    Galley *galley;
    Alignment align, last_line;
    Mpt left_mpt, measure_mpt, column_mpt;
    SetLines *sets;
    size_t count;
    guint line_count;
    unsigned lines_per_slug, steps_per_slug;
    Mpt size_mpt, leading_mpt;
    bool is_on_grid;   /* its leading is the grid's */
    bool is_in_rhythm; /* so many lines are so many steps; else it is one piece, led as its style
                          says */
    Mpt ascent_mpt;    /* from a line's top to its baseline */
} SetBlock;
/* `left_mpt` is in a column of `column_mpt`. Reports what was set badly. */
void set_block_begin(SetBlock *block, const Lower *lower, Paragraph *paragraphs_taken, size_t count,
                     Mpt left_mpt, Mpt measure_mpt, const Column *column);
/* How small the paragraph, which is alone in its block, has to be set for its style's `max-lines`,
 * its words whole. Where it cannot be: for as few lines as can be had. 1000: in its own size. */
unsigned fit_permille(const Lower *lower, const SetBlock *block, const Paragraph *paragraph);
Mpt set_block_height(const SetBlock *block);
/* Draws all of its lines from `top_mpt` down into one list. */
void set_block_draw(const SetBlock *block, Mpt top_mpt, DisplayList *list);
/* Notes and place of all its lines, for a slug that holds it whole. */
void set_block_tell(const SetBlock *block, Slug *slug);
/* Makes slugs of it, `space_steps` above the first. */
void set_block_slugs(const SetBlock *block, unsigned space_steps, SlugGroup *group);
void set_block_end(SetBlock *block);
void set_lines_report(const SetLines *set, Report *report);

/* Text */
/* The inline content of `node` to the end of the paragraph. */
void text_gather(const Lower *lower, Paragraph *paragraph, const Around *around,
                 const xmlNode *node);
void text_gather_siblings(const Lower *lower, Paragraph *paragraph, const Around *around,
                          const xmlNode *first, const xmlNode *end);
/* A text of Galley's own; `lang` NULL: that around it. */
void text_say(Paragraph *paragraph, const Around *around, const char *text, const char *lang);
/* Lets words of more letters than that be broken anywhere. */
void text_break_words(ParagraphText *text, size_t most_letters);
/* The first words in another style: so far as they are in the paragraph's own. */
void text_mark_first_words(Paragraph *paragraph, const BoxStyle *style);
Paragraph paragraph_begin(const Lower *lower, const Around *around, StructureElement *element);
bool paragraph_is_blank(const Paragraph *paragraph);
void paragraph_clear(Paragraph *paragraph);

/* A structure element for a node, with its language where that differs. */
StructureElement *structure_for(StructureElement *parent, StructureRole role, const Around *around);

/* Blocks */
/* `first` and what stands after it among its siblings. */
void lower_blocks(Flow *flow, const Around *around, const xmlNode *first);
void lower_blocks_until(Flow *flow, const Around *around, const xmlNode *first, const xmlNode *end);
void lower_block(Flow *flow, const Around *around, const xmlNode *node);
/* The next block that stands in the text beside this one, floating figures and notes left out; NULL
 */
const xmlNode *text_neighbour(const xmlNode *node, bool before);
/* Sets what was gathered, and under it the pictures that stand in it; nothing if it is blank. */
void put_paragraph(Flow *flow, const Around *around, Paragraph *paragraph_taken);
/* An element that holds blocks, with its box. */
void lower_container(Flow *flow, const Around *around, const xmlNode *node, StructureRole role);
/* A text of Galley's own as a paragraph of the style of a frame. Nothing if it is blank. */
void lower_words(Flow *flow, const Around *around, StructureRole role, const char *text,
                 const char *lang);
void lower_list(Flow *flow, const Around *outer, const xmlNode *node);
void lower_definitions(Flow *flow, const Around *outer, const xmlNode *node);
void lower_verse(Flow *flow, const Around *outer, const xmlNode *node);
void lower_preformatted(Flow *flow, const Around *outer, const xmlNode *node);
void lower_aside(Flow *flow, const Around *outer, const xmlNode *node);
void lower_figure(Flow *flow, const Around *outer, const xmlNode *node);
/* Figures that follow one another from `node` on, to before `last`: side by side, if they are
 * several and the measure is broad enough. Returns the last of them; NULL: nothing was done. */
const xmlNode *lower_figures_abreast(Flow *flow, const Around *outer, const xmlNode *node,
                                     const xmlNode *last);
void lower_images(Flow *flow, const Around *outer, const GPtrArray *images); /* xmlNode * */
/* The longest words of its columns, side by side. */
unsigned table_least_letters(const xmlNode *table);
void lower_table(Flow *flow, const Around *outer, const xmlNode *node);
void lower_header(Flow *flow, const Around *header);
/* The classes of a block with those that Galley adds; NULL: its own alone. Caller frees. */
char *block_classes(const Lower *lower, const xmlNode *node);
void lower_notes(Lower *lower, const Around *article);
void lower_corrections(Flow *flow, const Around *article);

#endif
