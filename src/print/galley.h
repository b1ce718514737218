/* A galley: an article's text as set type, one long column of slugs, before it is made up into
 * pages. (A slug is a line of type cast in one piece.) Lowering makes it from the article's tree;
 * make-up cuts it into columns. Every height is whole steps of the baseline grid, so that make-up
 * is integer dynamic programming and columns register.
 *
 * What a style sheet may select. Around all stands `body`, in it `article`. In `article`: `header`,
 * and in that `p.draft`, `section.section`, `kicker.kicker`, `headline.headline`, `deck.deck`,
 * `byline.byline`, `facts.facts`; then the text's own elements with their own classes, text that
 * has no paragraph of its own as `text`; then `div.corrections`, `p.licence`, and apart from them
 * `aside.note` with its paragraphs. Classes that Galley adds: `first` to the first article of the
 * issue, `leads` to that of its section, `brief` to one of few words, `notice` to a brief beside
 * another of its section, `joins` to a notice that comes after one, `untitled` to one whose first
 * words are its title; `opening` to the first paragraph of a text; `question` to a paragraph that
 * is bold from end to end; `attribution` to who said a quotation; `follows` to a paragraph straight
 * after another (only those are indented); `wide` and `tall` to figures (a picture that fills the
 * page's measure; one that is higher than broad); `wide` to tables whose words do not fit side by
 * side into a column; `stanza` in verse.
 * `::first-letter` with initial-letter and `::first-line` (its first words) are asked for
 * `p.opening` and for a paragraph after a section break (`hr + p`), `::marker` for `li` and for
 * notes, `::before` of `hr` for its ornament, `::after` of `.endsign`, a span in the last
 * paragraph, for the end sign. */
#ifndef GALLEY_PRINT_GALLEY_H
#define GALLEY_PRINT_GALLEY_H

#include "model/article.h"
#include "print/display_pack.h"
#include "print/lines.h"

#define BREAK_FORBIDDEN_COST G_MAXINT32

/* An indivisible strip. */
typedef struct {
    unsigned steps;          /* its height on the grid, space inside it included; at least 1 */
    unsigned space_steps;    /* empty steps above it, which fall away at a column's top */
    unsigned short_permille; /* of a step, by which its lines are less high than its steps: notes
                                stand so much closer under one another */
    int32_t break_cost;  /* of ending a column after it: 0 is free, BREAK_FORBIDDEN_COST never */
    bool ends_in_hyphen; /* no page ends so */
    bool is_head;        /* a table's head row: may be repeated (see `repeats`) */
    DisplayList *list;   /* drawn from the slug's upper left corner in a column of the galley's
                            measure; owned. NULL: nothing, or it is put away: */
    PackedList *packed;  /* owned */
    const xmlNode *node; /* where its text begins in the article, for the page map; or NULL */
    size_t offset_bytes;
    GArray *notes;   /* guint, from 1: notes called in it, which stand at its column's foot;
                        NULL: none */
    GArray *figures; /* guint, from 1: floating figures called in it; NULL: none */
} Slug;

/* A paragraph (or anything else in one piece of text): the same content in up to three lengths. */
typedef struct {
    GArray *slugs[3]; /* Slug; by looseness -1, 0, +1; [1] is always there, others NULL where they
                         are not possible */
    int32_t costs[3]; /* of choosing it; [1] is 0 */
    GArray *repeats;  /* Slug: heads repeated where the group is cut (a table's); NULL: none */
    BreakWish break_before;
    bool begins_with_head; /* of its article: what floats near its call does not stand above it */
} SlugGroup;

/* A stretch of an article of one width: what spans all columns, or what runs in them. */
typedef struct {
    bool spans;        /* all columns; else the text runs in columns, balanced at the band's end */
    GPtrArray *groups; /* SlugGroup */
} Band;

/* What stands away from its call: a figure with its cutline, a floating pull quote or sidebar. */
typedef struct {
    bool spans;
    PageFloat where;
    unsigned steps;    /* with the space that parts it from the text */
    DisplayList *list; /* owned */
    const xmlNode *node;
    Mpt under_text_mpt; /* how much lower its list is drawn where it stands under the text */
} FloatingFigure;

typedef struct {
    GArray *slugs; /* Slug: in the column's measure; may break between columns if it must */
} FootNote;

typedef struct {
    const Article *article;
    GPtrArray *bands;            /* Band */
    GArray *figures;             /* FloatingFigure */
    GArray *notes;               /* FootNote */
    StructureElement *structure; /* of the article; taken by the edition */
    BreakWish break_before;      /* of the article: a page of its own, or after the one before */
    bool is_brief;               /* may follow others of its kind down the columns */
    const char *page_name;       /* of its pages; or NULL */
    GPtrArray *kept; /* whatever the lists borrow from, freed with the galley: pages that hold
                        pieces of it have to be taken before */
    size_t words;
    GArray *missing; /* gunichar: those in it that no font has, each once */
} Galley;
Galley *galley_new(const Article *article);
void galley_free(Galley *galley); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Galley, galley_free)
/* Reports what is said once for all of it: characters without a font. */
void galley_say(const Galley *galley, Place place, Report *report);
Band *galley_add_band(Galley *galley, bool spans);
SlugGroup *band_add_group(Band *band);
/* Groups that are of no band: of what floats, a note, a cell. */
GPtrArray *slug_groups_new(void);
SlugGroup *slug_groups_add(GPtrArray *groups);
GArray *slugs_new(void);
/* Draws a slug with its upper left corner there. */
void slug_draw(const Slug *slug, DisplayList *list, Mpt x_mpt, Mpt y_mpt);
/* Makes `list_taken` what is drawn of it, with what was drawn so far on it, moved by x and y. */
void slug_draw_on(Slug *slug, DisplayList *list_taken, Mpt x_mpt, Mpt y_mpt);
/* Packs what is drawn of it, which is not to change any more. */
void slugs_put_away(GArray *slugs); /* NULL is fine */
/* Keeps a string as long as the galley. Returns it. */
char *galley_keep(Galley *galley, char *text_taken);

/* What lowering needs to know of the page. */
typedef struct {
    PrintStyle *style;
    Mpt grid_mpt;
    Mpt measure_mpt; /* of the page's whole text area */
    Mpt column_mpt;  /* of one column; equal to the measure on a page of one */
    unsigned columns;
    unsigned page_steps; /* of the text area's height */
    bool is_draft;
} Setting;

/* How far under the top of a step of the grid its baseline lies: that of the body's text, and so
 * the same in all columns of all pages. It asks no font, so that it is the same everywhere. */
Mpt setting_baseline_mpt(const Setting *setting);

/* Lowers an article: front matter (section, kicker, headline, deck, byline, date), body, notes,
 * corrections, end sign. `issue` is sealed. Thread-safe with a shaper of its own. Reports loose and
 * overfull lines, characters without a font, and what cannot be set. Never NULL. */
struct Issue;
Galley *lower_article(const struct Issue *issue, const Article *article, const Setting *setting,
                      Shaper *shaper, Report *report);

#endif
