/* Directories by their names alone: what stands in one, and which ones hold no articles of an
 * issue. */
#ifndef GALLEY_READ_DIRECTORIES_H
#define GALLEY_READ_DIRECTORIES_H

#include "base/inputs.h"

#include <glib.h>
#include <stdbool.h>

/* Names of the subdirectories that may be issues or sections, natural order, char *. Links to
 * directories are none of them. */
GPtrArray *directory_subdirectories(const char *path, GError **error);

/* Is this subdirectory no part of the issue around it: left out by its name, `output`, one that
 * holds Galley's state, or an issue, publication or theme of its own? `inputs` notes what was
 * looked for; NULL: nothing does. */
bool directory_is_left_out(const char *path, Inputs *inputs);

/* Is there anything a reader knows in `path` or in directories of its issue down to `levels` below
 * it? */
bool directory_holds_articles_within(const char *path, unsigned levels);

#endif
