/* Where links lead (ISO 32000-1, 12.3.2 and 12.5.6.5): targets and links are gathered while pages
 * are written, since a link may lead to a page that is not there yet. */
#ifndef GALLEY_PRINT_PDF_PLACES_H
#define GALLEY_PRINT_PDF_PLACES_H

#include "print/pdf/objects.h"
#include "print/pdf/structure_tree.h"

typedef struct PdfPlaces PdfPlaces;
PdfPlaces *pdf_places_new(PdfFile *file);
void pdf_places_free(PdfPlaces *places); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPlaces, pdf_places_free)

/* A place of this id; the first of one id holds. Coordinates are the page's. */
void pdf_places_add_target(PdfPlaces *places, const char *id, uint32_t page, int64_t x_mpt,
                           int64_t y_mpt);

typedef struct {
    uint32_t page;
    int64_t box[4];     /* left, bottom, right, top, in the page's coordinates */
    const char *href;   /* copied */
    const char *target; /* copied */
    const char *words;  /* what is read aloud for it; copied */
    size_t words_length;
} PdfLink;
/* Returns the annotation's number; it is written at the end. `structure_parent`: its key there. */
uint32_t pdf_places_reserve_link(PdfPlaces *places);
void pdf_places_add_link(PdfPlaces *places, uint32_t annotation, const PdfLink *link,
                         uint32_t structure_parent);
/* Adds "[12 0 R/XYZ 36 500 null]": the place of that id, else the page. */
void pdf_places_add_destination(const PdfPlaces *places, GString *text, const char *target,
                                uint32_t page);
/* Writes the links. */
void pdf_places_write_links(PdfPlaces *places);
/* Writes the names of all targets. Returns the number of the name tree; 0: there are none. */
uint32_t pdf_places_write_names(PdfPlaces *places);

#endif
