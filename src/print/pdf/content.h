/* A page's display list as a content stream (ISO 32000-1, 7.8.2): type with exact places and the
 * text it stands for, areas, pictures, and, where there is a structure, which element they are of.
 */
#ifndef GALLEY_PRINT_PDF_CONTENT_H
#define GALLEY_PRINT_PDF_CONTENT_H

#include "print/pdf/fonts.h"
#include "print/pdf/inks.h"
#include "print/pdf/pictures.h"
#include "print/pdf/places.h"
#include "print/pdf/structure_tree.h"

/* What pages share. */
typedef struct {
    PdfKind kind;
    PdfFonts *fonts;
    PdfInks *inks;
    PdfPictures *pictures;
    PdfStructure *structure; /* NULL, with places: no tags, no links */
    PdfPlaces *places;
} PdfParts;

/* Made while one page is written. */
typedef struct {
    const PdfParts *parts;
    const DisplayList *list;
    uint32_t page;
    int64_t left_mpt, top_mpt; /* the trim's upper left corner, in the page's coordinates */
    GString *stream;
    GPtrArray *pictures; /* const PdfPicture *: those that are shown */
    GArray *annotations; /* uint32_t */

    /* What the stream has set */
    bool is_in_text;
    int64_t line_x_mpt, line_y_mpt;
    const PdfFont *font;
    int voice; /* of the font */
    Mpt size_mpt;
    int16_t scale_permille;
    Mpt rise_mpt;
    Ink ink;
    bool has_ink, overprints;
    const Operation *last_text;

    /* What is open in the display list, and what in the stream */
    GArray *open;         /* OpenContent */
    guint first_artifact; /* of `open`: from there on all is artifact; its length: none is */
    bool is_marked, is_mark_in_text; /* marked content is within a text object, or outside */
    const StructureElement *marked;  /* NULL: an artifact */
} PdfContent;

PdfContent *pdf_content_new(const PdfParts *parts, uint32_t page, int64_t left_mpt,
                            int64_t top_mpt);
void pdf_content_free(PdfContent *content); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfContent, pdf_content_free)
void pdf_content_add(PdfContent *content, const DisplayList *list);

/* For the parts of this room: */
/* Begins a text object, unless one is open. */
void pdf_content_enter_text(PdfContent *content);
/* What is drawn now is in a text object, and marked as its element's. */
void pdf_content_mark_text(PdfContent *content);
/* Begins a piece of text that stands for another than its glyphs say. It is marked content of its
 * own, not within the element's, which readers lose count of. */
void pdf_content_begin_span(PdfContent *content, const char *text, size_t length);
void pdf_content_end_span(PdfContent *content);
void pdf_content_set_ink(PdfContent *content, const Ink *ink, bool may_overprint);
/* A run of glyphs (content_text.c). */
void pdf_content_text(PdfContent *content, const Operation *operation);

#endif
