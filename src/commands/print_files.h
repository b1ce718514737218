/* The files of a print edition: composed once, each page given to all of them. */
#ifndef GALLEY_COMMANDS_PRINT_FILES_H
#define GALLEY_COMMANDS_PRINT_FILES_H

#include "commands/issue_work.h"

/* Are any among work->formats? */
bool print_files_are_wanted(const IssueWork *work);
/* Composes work->print and writes those files that are among work->formats; each is a Delivery.
 * Without any it composes for the page numbers alone. False: work->error, or the report, says
 * why. */
bool print_files_write(IssueWork *work, GArray *deliveries, Jobs *jobs);

#endif
