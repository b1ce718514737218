/* Renditions by their state directory. */
#include "commands/picture_shelf.h"

struct PictureShelf {
    GHashTable *renditions; /* char * -> Renditions *, owns both */
    bool may_keep;
    unsigned most_workers;
};

PictureShelf *picture_shelf_new(bool may_keep, unsigned most_workers) {
    PictureShelf *shelf = g_new0(PictureShelf, 1);
    shelf->renditions =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)renditions_free);
    shelf->may_keep = may_keep;
    shelf->most_workers = most_workers;
    return shelf;
}

void picture_shelf_free(PictureShelf *shelf) {
    if (shelf == NULL) {
        return;
    }
    g_hash_table_unref(shelf->renditions);
    g_free(shelf);
}

Renditions *picture_shelf_get(PictureShelf *shelf, const char *state_directory) {
    Renditions *renditions = g_hash_table_lookup(shelf->renditions, state_directory);
    if (renditions == NULL) {
        renditions = renditions_new(state_directory, shelf->may_keep, shelf->most_workers);
        g_hash_table_insert(shelf->renditions, g_strdup(state_directory), renditions);
    }
    return renditions;
}
