/* The boxes of a page (ISO 32000-1, 14.11.2) and the printer's marks between bleed and media
 * (14.11.3). */
#ifndef GALLEY_PRINT_PDF_PAGE_BOXES_H
#define GALLEY_PRINT_PDF_PAGE_BOXES_H

#include "print/pdf/inks.h"

/* Left, bottom, right, top in millipoints; the media's lower left corner is the origin. */
typedef struct {
    int64_t media[4], bleed[4], trim[4];
    bool has_marks;
} PageBoxes;

/* On a screen all are the trim. Some presses want no bleed at the spine, which is right on a left
 * page. `settings` may be NULL. */
PageBoxes page_boxes_of(PdfKind kind, const PageStyle *style, PageSide side,
                        const PrintSettings *settings);
/* "/MediaBox[...]/BleedBox[...]/TrimBox[...]" */
void page_boxes_add(const PageBoxes *boxes, GString *text);
/* Adds crop marks and register marks, on all plates. */
void page_marks_add(const PageBoxes *boxes, PdfInks *inks, GString *content);

#endif
