/* One column as make-up sees it: from a place in a band, all places at which it may well end, each
 * with its cost. The inner programme of make-up. */
#ifndef GALLEY_PRINT_MAKEUP_COLUMN_H
#define GALLEY_PRINT_MAKEUP_COLUMN_H

#include "print/galley.h"

/* Costs, in the measure of break costs: an orphan that LOWER allows costs some hundreds. */
#define SHORT_STEP_COST 400  /* each step that a column is short of its height */
#define FIGURE_AWAY_COST 250 /* a figure that waits for the next column */
#define MOST_SHORT_STEPS 4   /* of a column that ends well */

/* A place in a band's text: before slug `slug` of the group in that variant. At a group's start the
 * variant is 1 and the slug 0. */
typedef struct {
    uint32_t group;
    uint8_t variant;
    uint32_t slug;
    uint32_t figure; /* the next floating figure of the galley that is not placed */
    uint32_t called; /* the next that is not called yet: those between wait */
} BandPlace;

/* A stretch of one group in a column. */
typedef struct {
    uint32_t group;
    uint8_t variant;
    uint32_t from, to; /* slugs */
} Piece;

/* A column filled one way. */
typedef struct {
    BandPlace end;
    int64_t cost;
    unsigned used;                                 /* steps, figures and notes included */
    GArray *pieces;                                /* Piece, from the top */
    uint32_t first_figure, waited_end, figure_end; /* figures that stand in it: those that waited,
                                                      at its top; then those called in it */
    bool is_end;                                   /* the band's */
    bool is_forced; /* something did not fit and was placed nevertheless */
} ColumnEnd;
void column_end_clear(void *column_end);

typedef struct {
    const Galley *galley;
    const Band *band;
    unsigned steps;     /* the column's height */
    unsigned tolerance; /* steps by which it may be short, but at the band's end */
    bool short_is_free; /* the last column of a balanced band */
    bool is_single;     /* the page has one column: every figure stands in it */
    bool is_whole;      /* the column is as high as any: what does not fit here fits nowhere */
} ColumnWish;

/* Appends to `ends` (ColumnEnd). None: nothing fits well. In a whole column there is always one: if
 * nothing fits, the first slug is placed by force. */
void column_ends(const ColumnWish *wish, BandPlace start, GArray *ends);

/* Steps of all notes that are called in the slug, without the rule above the first. */
unsigned slug_note_steps(const Galley *galley, const Slug *slug);
const SlugGroup *band_group(const Band *band, uint32_t group);
const Slug *band_slug(const Band *band, const Piece *piece, uint32_t slug);
unsigned figure_steps(const Galley *galley, uint32_t figure);
/* Is the figure one that stands in a column (not one that spans columns)? */
bool figure_is_of_column(const ColumnWish *wish, uint32_t figure);

#endif
