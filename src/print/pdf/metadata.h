/* What a PDF says of itself: the Info dictionary (ISO 32000-1, 14.3.3) and the same as XMP (ISO
 * 16684-1), and, for a press, what it is to be printed on (PDF/X-4: ISO 15930-7). */
#ifndef GALLEY_PRINT_PDF_METADATA_H
#define GALLEY_PRINT_PDF_METADATA_H

#include "print/pdf/objects.h"
#include "print/pdf/pdf.h"

/* Words without what XML cannot hold and without space at their ends. Caller frees. */
char *pdf_clean_words(const char *words);
/* Each writes an object and returns its number. */
uint32_t pdf_write_info(PdfFile *file, const PdfSetting *setting);
uint32_t pdf_write_xmp(PdfFile *file, const PdfSetting *setting);
/* The settings have a profile. */
uint32_t pdf_write_output_intent(PdfFile *file, const PrintSettings *settings);

#endif
