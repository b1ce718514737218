/* A picture's pixels as an image of a PDF (ISO 32000-1, 8.9.5). */
#ifndef GALLEY_PRINT_PDF_IMAGE_OBJECT_H
#define GALLEY_PRINT_PDF_IMAGE_OBJECT_H

#include "print/pdf/objects.h"
#include "print/picture.h"

/* Writes the image and its soft mask. `is_calibrated`: colours of light are said to be sRGB's, as a
 * press has to know them. Returns the image's number. */
uint32_t pdf_image_write(PdfFile *file, const PrintPicture *picture, bool is_calibrated);

#endif
