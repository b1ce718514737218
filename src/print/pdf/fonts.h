/* A PDF's fonts (ISO 32000-1, 9.7): each face is one composite font whose codes are the face's own
 * glyph numbers, so that pages can be written before it is known which glyphs there will be. The
 * subsets are made at the end; they keep the numbers. */
#ifndef GALLEY_PRINT_PDF_FONTS_H
#define GALLEY_PRINT_PDF_FONTS_H

#include "print/font.h"
#include "print/pdf/objects.h"

typedef struct PdfFont PdfFont;
typedef struct PdfFonts PdfFonts;

PdfFonts *pdf_fonts_new(PdfFile *file);
void pdf_fonts_free(PdfFonts *fonts); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfFonts, pdf_fonts_free)
/* The font of a face. */
PdfFont *pdf_fonts_get(PdfFonts *fonts, const FontFace *face);
/* Notes that a glyph is drawn. Its advance in millionths of an em, as the font program has it. */
int32_t pdf_font_use(PdfFont *font, uint16_t glyph);
/* Notes that the glyph stands for this text. A glyph that stands for several, as a small capital
 * does for "a" and "A", or a hyphen for one that is and one that is not of the text, has them in
 * several voices of the font, which differ in their ToUnicode alone. Returns the voice; -1: the
 * text must be said beside the glyph. */
int pdf_font_spell(PdfFont *font, uint16_t glyph, const char *text, size_t length);
/* Adds the resource name of a voice: "/F1", "/F1v2". */
void pdf_font_add_name(PdfFont *font, int voice, GString *text);
/* The resources' entries: "/F1 7 0 R/F2 8 0 R". Caller frees. */
char *pdf_fonts_resources(const PdfFonts *fonts);
/* Makes the subsets and writes all fonts. False: a face cannot be embedded. */
bool pdf_fonts_write(PdfFonts *fonts, Jobs *jobs, GError **error);

#endif
