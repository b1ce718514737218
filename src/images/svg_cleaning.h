/* What the parts that make a drawing anew share. */
#ifndef GALLEY_IMAGES_SVG_CLEANING_H
#define GALLEY_IMAGES_SVG_CLEANING_H

#include "images/picture_walk.h"

typedef struct {
    xmlDoc *clean;
    xmlNs *svg;
    xmlNs *xlink; /* NULL until it is needed */
    xmlNode *root;
    xmlNode *top;          /* what the contents go into: the root, or the group that moves them */
    GHashTable *ids;       /* char * owned -> xmlNode *, of the new tree */
    GPtrArray *references; /* xmlNode *: elements that may name an id */
    unsigned removed;
} SvgCleaning;

static inline const char *svg_name(const xmlNode *node) {
    return (const char *)node->name;
}

static inline void svg_set(xmlNode *element, const char *name, const char *value) {
    xmlNewProp(element, (const xmlChar *)name, (const xmlChar *)value);
}

/* Sets xlink:href, if it is not set yet. */
void svg_set_xlink(SvgCleaning *cleaning, xmlNode *element, const char *value);

/* Copies what may be copied. The root's size and view and an image's picture are not. */
void svg_copy_attributes(SvgCleaning *cleaning, const xmlNode *from, xmlNode *to);

/* Takes out references to ids that are not there: validators refuse the book for one. To be called
 * once, when all is copied. */
void svg_cut_dangling(SvgCleaning *cleaning);

/* Gives the root its size, and a view of whole numbers from 0 0; makes the group that moves the
 * contents, if they have to be moved. */
void svg_set_view(SvgCleaning *cleaning, const SvgSize *size);

#endif
