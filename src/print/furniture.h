/* What stands around the text: running heads, folios, rules, and single lines of type such as a
 * page number behind its leaders. */
#ifndef GALLEY_PRINT_FURNITURE_H
#define GALLEY_PRINT_FURNITURE_H

#include "print/makeup.h"

/* What the names of `string()` stand for on one page. NULL: nothing. */
typedef struct {
    const char *publication, *issue, *date, *section, *article, *authors;
    const char *folio;
    const char *lang; /* of all of them */
    bool is_rtl;
} HeadStrings;

/* One line, cut with an ellipsis where it is longer than its place. `align` as it is seen, START
 * being the left. Returns its width. */
typedef struct {
    const TextStyle *style;
    const BoxStyle *box; /* of the paragraph that it is shaped as */
    const char *lang;
    bool is_rtl;
    Mpt left_mpt, width_mpt, baseline_mpt;
    Alignment align;
} FurnitureLine;
Mpt furniture_line(DisplayList *list, Shaper *shaper, const FurnitureLine *line, const char *text);

/* Leaders: dots on their own grid from the right end of the space to the left, an artifact that
 * stands for no text. Nothing where there is no room for three. */
void furniture_leaders(DisplayList *list, Shaper *shaper, const FurnitureLine *line);

/* Running head, foot and their rules, as artifacts. `frame`: of the page's style, as it is without
 * a nameplate. */
void furniture_draw(DisplayList *list, Shaper *shaper, const PageFrame *frame,
                    const HeadStrings *strings);

#endif
