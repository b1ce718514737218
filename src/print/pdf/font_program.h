/* A font's program, cut down to the glyphs that are drawn, and its description (ISO 32000-1, 9.8
 * and 9.9). */
#ifndef GALLEY_PRINT_PDF_FONT_PROGRAM_H
#define GALLEY_PRINT_PDF_FONT_PROGRAM_H

#include "print/font.h"
#include "print/pdf/objects.h"

typedef struct {
    hb_blob_t *bytes; /* NULL: it could not be made */
    char *name;       /* with a tag made from the bytes: "BKQDZA+Vollkorn-Regular" */
} FontProgram;

/* Thread-safe for different faces. The glyphs keep their numbers. */
void font_program_make(FontProgram *program, const FontFace *face, const hb_set_t *glyphs);
void font_program_clear(FontProgram *program);
/* Writes the program and its descriptor. Returns the descriptor's number. */
uint32_t font_program_write(const FontProgram *program, PdfFile *file, const FontFace *face);

#endif
