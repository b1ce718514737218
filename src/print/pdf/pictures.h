/* The pictures of a PDF: each is made for the size at which it stands and written once for each
 * size. */
#ifndef GALLEY_PRINT_PDF_PICTURES_H
#define GALLEY_PRINT_PDF_PICTURES_H

#include "print/pdf/objects.h"
#include "print/pdf/pdf.h"

typedef struct {
    uint32_t object; /* 0: it cannot be shown, which has been said */
    unsigned width_px, height_px;
    bool is_transparent;
} PdfPicture;

typedef struct PdfPictures PdfPictures;
PdfPictures *pdf_pictures_new(PdfFile *file, const PdfSetting *setting, Jobs *jobs, Report *report);
void pdf_pictures_free(PdfPictures *pictures); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPictures, pdf_pictures_free)
/* Makes those of a page that are not there yet, several at a time, and writes them. */
void pdf_pictures_prepare(PdfPictures *pictures, const DisplayList *list);
/* One that was prepared. */
const PdfPicture *pdf_pictures_get(PdfPictures *pictures, const Operation *operation);

#endif
