/* Ways into a PDF: bookmarks (ISO 32000-1, 12.3.3) and page labels (12.4.2). */
#ifndef GALLEY_PRINT_PDF_OUTLINE_H
#define GALLEY_PRINT_PDF_OUTLINE_H

#include "print/pdf/places.h"
#include "print/print.h"

/* Writes the outline; `pages` are object numbers by position. Returns its number; 0: it is empty.
 */
uint32_t pdf_write_outline(PdfFile *file, const PdfPlaces *places, const GArray *outline,
                           const GArray *pages);
/* The page labels' dictionary: `folios` are char * or NULL by position. A page without a folio
 * between others that have numbers gets the number that it would have. Returns its number. */
uint32_t pdf_write_page_labels(PdfFile *file, const GPtrArray *folios);

#endif
