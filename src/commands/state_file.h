/* A state on disk: a value behind a name and its digest, in a file of its own. */
#ifndef GALLEY_COMMANDS_STATE_FILE_H
#define GALLEY_COMMANDS_STATE_FILE_H

#include <glib.h>
#include <stdbool.h>

/* The value of this type in a file; NULL if it is not there, is no such file, or is damaged. */
GVariant *state_file_read(const char *path, const GVariantType *type);
/* Writes it whole, by rename. It is not synced: a torn one is told by its digest, and a lost one
 * costs no more than a build. False if it could not be written. */
bool state_file_write(const char *path, GVariant *value);

#endif
