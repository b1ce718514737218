/* The renditions of a run: one Renditions for each state directory that its issues have, so that
 * all of them share its workers. */
#ifndef GALLEY_COMMANDS_PICTURE_SHELF_H
#define GALLEY_COMMANDS_PICTURE_SHELF_H

#include "images/renditions.h"

typedef struct PictureShelf PictureShelf;
/* `may_keep` and `most_workers` as renditions_new has them. */
PictureShelf *picture_shelf_new(bool may_keep, unsigned most_workers);
/* Ends the workers; after the last use of what it gave. */
void picture_shelf_free(PictureShelf *shelf);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PictureShelf, picture_shelf_free)

/* Borrowed. On the main thread. */
Renditions *picture_shelf_get(PictureShelf *shelf, const char *state_directory);

#endif
