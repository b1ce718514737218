/* Inks as a PDF's content has them (ISO 32000-1, 8.6). The press gets ink: black and greys in black
 * alone, colours in CMYK within the preset's sum, spot inks as Separation; a screen gets light. */
#ifndef GALLEY_PRINT_PDF_INKS_H
#define GALLEY_PRINT_PDF_INKS_H

#include "print/pdf/objects.h"
#include "print/pdf/pdf.h"

typedef struct PdfInks PdfInks;
/* `settings` may be NULL: colour, and 300 % of ink. */
PdfInks *pdf_inks_new(PdfFile *file, PdfKind kind, const PrintSettings *settings);
void pdf_inks_free(PdfInks *inks); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfInks, pdf_inks_free)
/* Adds the operators that fill with an ink: "0 0 0 1 k\n". What is nearly black or grey is black
 * ink alone: type made of four inks never registers. */
void pdf_inks_fill(PdfInks *inks, GString *content, const Ink *ink);
/* Is it all black, so that it may be printed over what is there? */
bool pdf_inks_is_black(const PdfInks *inks, const Ink *ink);
/* All plates at once, for marks. */
void pdf_inks_fill_all_plates(PdfInks *inks, GString *content);
/* The colour spaces that pages may name: "/Cs1 9 0 R". Caller frees. */
char *pdf_inks_resources(const PdfInks *inks);
void pdf_inks_write(PdfInks *inks);

#endif
