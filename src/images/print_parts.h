/* A picture for print is two: its colours and, where it can be seen through, how much of them
 * shows. Both travel, and are kept, as one rendition: the first file, then the second, then the
 * second's length. */
#ifndef GALLEY_IMAGES_PRINT_PARTS_H
#define GALLEY_IMAGES_PRINT_PARTS_H

#include <glib.h>
#include <stdbool.h>

/* `alpha` NULL: opaque. */
GBytes *print_parts_join(GBytes *colours, GBytes *alpha);
/* *alpha is NULL for an opaque picture. False: it is no such thing. */
bool print_parts_split(GBytes *joined, GBytes **colours, GBytes **alpha);

#endif
