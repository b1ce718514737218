/* The pages of a PDF in order (ISO 32000-1, 7.7.3): they are written at the end, when it is known
 * where each stands; until then a page is a line of text. */
#ifndef GALLEY_PRINT_PDF_PAGE_TREE_H
#define GALLEY_PRINT_PDF_PAGE_TREE_H

#include "print/pdf/objects.h"

typedef struct PdfPageTree PdfPageTree;
PdfPageTree *pdf_page_tree_new(PdfFile *file);
void pdf_page_tree_free(PdfPageTree *tree); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PdfPageTree, pdf_page_tree_free)
/* `entries`: the page's dictionary but for its Type and Parent. */
void pdf_page_tree_add(PdfPageTree *tree, size_t position, uint32_t page, const char *entries,
                       const char *folio);
/* Writes the pages and the tree. Returns the root's number; 0: there are no pages. */
uint32_t pdf_page_tree_write(PdfPageTree *tree);
/* After writing, by position: object numbers (uint32_t), and folios (char * or NULL). */
const GArray *pdf_page_tree_pages(const PdfPageTree *tree);
const GPtrArray *pdf_page_tree_folios(const PdfPageTree *tree);

#endif
