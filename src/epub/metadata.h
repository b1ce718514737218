/* What the package says about the issue: Dublin Core, the series, and how accessible the book is
 * (EPUB Accessibility 1.1). */
#ifndef GALLEY_EPUB_METADATA_H
#define GALLEY_EPUB_METADATA_H

#include "epub/book.h"

#include <libxml/tree.h>

#define IDENTIFIER_ID "uid"
#define COVER_PICTURE_ID "cover-image"

/* Appends <metadata> to the package. */
void metadata_add(xmlNode *package, const Book *book);

/* The accessibility properties, counted from the content and never constant. Appended to
 * <metadata>. */
void metadata_add_accessibility(xmlNode *metadata, const Book *book);

/* <meta property="…">value</meta>; returns it for an id or a scheme. */
xmlNode *metadata_add_property(xmlNode *metadata, const char *property, const char *value);
/* The same about another element: refines="#id". */
xmlNode *metadata_refine(xmlNode *metadata, const char *id, const char *property,
                         const char *value);
/* Who answers for the issue: its publisher, else its editor, else its own name. */
const char *metadata_responsible(const Issue *issue);

#endif
