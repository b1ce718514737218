/* A picture's pixels as an image of a PDF (ISO 32000-1, 8.9.5). */
#ifndef GALLEY_PRINT_PDF_IMAGE_OBJECT_H
#define GALLEY_PRINT_PDF_IMAGE_OBJECT_H

#include "print/pdf/objects.h"
#include "print/picture.h"

/* Writes the image, which was made for these colours, and its soft mask. A press gets grey as black
 * ink, and colours of light as sRGB's, which it has to know. Returns the image's number. */
uint32_t pdf_image_write(PdfFile *file, const PrintPicture *picture, PrintColour colour,
                         bool is_press);

#endif
