/* PDF files (ISO 32000-1) written page by page as they are composed: for the press after PDF/X-4
 * (ISO 15930-7), for reading with the structure of PDF/UA-1 (ISO 14289-1). Streaming: a page is
 * written when it is added, fonts are subset at the end (their glyph numbers are kept), so that
 * memory stays flat. The same pages give the same bytes. */
#ifndef GALLEY_PRINT_PDF_PDF_H
#define GALLEY_PRINT_PDF_PDF_H

#include "print/display_list.h"
#include "print/picture.h"
#include "print/preset.h"
#include "print/print.h"

typedef enum { PDF_PRESS, PDF_SCREEN } PdfKind;

typedef struct {
    PdfKind kind;
    const char *title, *author, *subject, *lang; /* author and subject may be NULL */
    const char *identifier;                      /* "urn:uuid:..." of the issue */
    int64_t modified;                            /* seconds, UTC: both dates */
    bool is_rtl;                                 /* of the binding: ViewerPreferences Direction */
    const PrintSettings *settings;
    Renditions *renditions;
} PdfSetting;

typedef struct PdfWriter PdfWriter;
/* Writes to an open, empty file. `report`: pictures that cannot be shown. The setting's words are
 * copied; its settings and renditions are borrowed. */
PdfWriter *pdf_writer_new(int descriptor, const PdfSetting *setting, Jobs *jobs, Report *report);
/* Adds a page, at its position. Borrowed for the call. Errors are kept until the end. */
void pdf_writer_add_page(PdfWriter *writer, const DisplayPage *page);
/* Writes what is left: fonts, structure, outline, page labels, metadata, cross-references. */
bool pdf_writer_finish(PdfWriter *writer, const Edition *edition, GError **error);
void pdf_writer_free(PdfWriter *writer); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfWriter, pdf_writer_free)

#endif
