/* Make-up: galleys cut into columns and pages by dynamic programming over the grid (Plass 1981;
 * Mittelbach, "A general framework for globally optimized pagination", 2017). Forbidden: a widow,
 * an orphan, a heading at a foot, a hyphen across a page, a note away from its call's column.
 * Wanted: facing pages that end on the same line, balanced columns where an article ends, figures
 * near their calls, paragraphs in their best length. In integers only. */
#ifndef GALLEY_PRINT_MAKEUP_H
#define GALLEY_PRINT_MAKEUP_H

#include "print/galley.h"

/* Where text runs on a page. */
typedef struct {
    const PageStyle *style;
    Mpt top_mpt, left_mpt; /* of the text area, from the trim */
    unsigned steps;        /* its height on the grid */
    unsigned columns;
    Mpt column_mpt, gap_mpt;
    Mpt grid_mpt;
    bool is_rtl;   /* columns run from right to left */
    bool is_right; /* a right-hand page: a spread is a left one and the right one after it */
} PageFrame;

/* Makes frames, for the article that is being added. Called in order, and once for each page but
 * those that were looked ahead to and not begun: they are asked for again by the next article. */
typedef PageFrame (*PageFrameOf)(size_t page_index, void *context);
/* Takes a page that is made up: `index` as the frames' was. The text area only; running heads and
 * folios are added by the taker. */
typedef void (*PageTake)(size_t page_index, DisplayList *page_taken, const Article *first_article,
                         void *context);
/* Says where a page begins in an article's text: the first main-flow text in reading order. */
typedef void (*BreakTake)(size_t page_index, const Article *article, const xmlNode *node,
                          size_t offset_bytes, void *context);

typedef struct {
    const Article *article;
    size_t first_page, last_page; /* indices */
    size_t steps;                 /* of grid its text takes, in one column */
} ArticleExtent;

typedef struct MakeUp MakeUp;
MakeUp *makeup_new(PageFrameOf frame_of, PageTake take, BreakTake take_break, void *context);
/* Places the next article; finished pages are handed on. `report`: what could not be placed well.
 */
ArticleExtent makeup_add(MakeUp *makeup, const Galley *galley, Report *report);
/* May a brief follow the one before it down the columns, on the pages to come? */
bool makeup_joins(MakeUp *makeup, const Galley *before, const Galley *galley);
/* Places briefs of which each joins the one before it as one block of balanced columns. `galleys`:
 * Galley *; `extents`: one for each. */
void makeup_add_together(MakeUp *makeup, const GPtrArray *galleys, ArticleExtent *extents,
                         Report *report);
/* Hands on the last page. Returns how many pages there are; `free_steps`: empty steps at the end of
 * the last one. */
size_t makeup_finish(MakeUp *makeup, size_t *free_steps);
void makeup_free(MakeUp *makeup);

#endif
