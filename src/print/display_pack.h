/* Display lists put away: what waits for its page takes a fifth of what it takes while it is drawn,
 * so that an article may be as long as it likes. */
#ifndef GALLEY_PRINT_DISPLAY_PACK_H
#define GALLEY_PRINT_DISPLAY_PACK_H

#include "print/display_list.h"

typedef struct PackedList PackedList;

/* What the list borrows, the packed one does. */
PackedList *display_list_pack(const DisplayList *list);
void packed_list_free(PackedList *packed); /* NULL is fine */
/* As display_list_add: the same operations, glyphs and text to the end of `list`. */
void display_list_add_packed(DisplayList *list, const PackedList *packed, Mpt x_mpt, Mpt y_mpt);

#endif
