/* Renditions and where they are kept: a picture is made once and found again by the hash of its
 * source, the recipe and the libraries' versions. What is kept is a file of its own below the state
 * directory (output/.galley/renditions/), written by rename, so that runs share it and it may be
 * deleted at any time. */
#ifndef GALLEY_IMAGES_RENDITIONS_H
#define GALLEY_IMAGES_RENDITIONS_H

#include "images/workers.h"

typedef struct Renditions Renditions;
/* `state_directory` is output/.galley, made when first needed; NULL: nothing is kept. Without
 * `may_keep` what is there is used, but nothing is written (check, show). `most_workers` as
 * picture_workers_new has it. */
Renditions *renditions_new(const char *state_directory, bool may_keep, unsigned most_workers);
void renditions_free(Renditions *renditions); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Renditions, renditions_free)

/* Does the picture need a rendition to stand in an e-book? No: its bytes do as they are, but for
 * metadata. Told from the header and the first bytes; nothing is decoded. */
bool rendition_is_needed(const Asset *asset, Recipe recipe);

/* Finds or makes it; thread-safe. That a worker refused the picture is remembered as well: a broken
 * one is not decoded again. NULL: `why` (caller frees) says why not. */
Rendition *renditions_get(Renditions *renditions, const Asset *asset, Recipe recipe, char **why);
/* The same for print; its bytes are as picture_workers_render_print has it. */
Rendition *renditions_get_print(Renditions *renditions, const Asset *asset,
                                const PrintRecipe *recipe, char **why);
/* The same for a drawn cover. */
Rendition *renditions_get_cover(Renditions *renditions, const CoverPlan *plan, char **why);

/* Did a request fail so that it may go well another time? Then a book that was made with these is
 * not what it would be again. */
bool renditions_had_accident(const Renditions *renditions);

#endif
