/* The pictures of an export: taken from a copy of the site's uploads, or listed for a program that
 * fetches them. Galley itself asks nothing of the network. */
#ifndef GALLEY_COMMANDS_IMPORT_PICTURES_H
#define GALLEY_COMMANDS_IMPORT_PICTURES_H

#include "commands/import_plan.h"
#include "commands/options.h"

/* Makes the files of --uploads, and those in the issue's own images/ from an import before, known
 * to the sources of an export. False with `error` where --uploads cannot be read. */
bool import_add_uploads(IssueDirectory *directory, const Options *options, GError **error);

/* Makes the article ready, as enrich_for_import does. Pictures of an export that are not there are
 * added to `missing` (char *, each once) instead of being reported. */
void import_enrich(Article *article, const Issue *issue, GPtrArray *missing, Report *report);

/* The list of them as a file to write, and one warning that says what to do. Nothing where none is
 * missing. */
void import_list_missing(GPtrArray *files, const GPtrArray *missing, const Options *options,
                         Report *report);

#endif
