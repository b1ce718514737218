/* The structure of a tagged PDF (ISO 32000-1, 14.7; PDF/UA-1): which marked content of which page
 * belongs to which element is noted while pages are written; the tree follows at the end. */
#ifndef GALLEY_PRINT_PDF_STRUCTURE_TREE_H
#define GALLEY_PRINT_PDF_STRUCTURE_TREE_H

#include "print/display_list.h"
#include "print/pdf/objects.h"

typedef struct PdfStructure PdfStructure;
PdfStructure *pdf_structure_new(PdfFile *file);
void pdf_structure_free(PdfStructure *structure); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfStructure, pdf_structure_free)
/* Begins a page, of this object number and place among the pages. Returns its StructParents. */
uint32_t pdf_structure_begin_page(PdfStructure *structure, uint32_t page, size_t position);
/* A piece of the page's content belongs to the element. Returns its MCID. Pieces of a page come in
 * reading order within an element; pages may come in any. */
uint32_t pdf_structure_mark(PdfStructure *structure, StructureElement *element);
/* The annotation leads away from the element's content. Returns its StructParent. An element that
 * is no Link gets one inside it. */
uint32_t pdf_structure_link(PdfStructure *structure, StructureElement *element,
                            uint32_t annotation);
/* A picture of the element stands there, in the page's coordinates. */
void pdf_structure_picture(PdfStructure *structure, StructureElement *element, int64_t left_mpt,
                           int64_t bottom_mpt, int64_t right_mpt, int64_t top_mpt);
/* Writes the tree below `root`, elements without any content left out. Returns the number of the
 * StructTreeRoot. */
uint32_t pdf_structure_write(PdfStructure *structure, StructureElement *root);

#endif
