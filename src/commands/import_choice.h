/* Which of the articles that were read an import takes: those of a time, of a category. */
#ifndef GALLEY_COMMANDS_IMPORT_CHOICE_H
#define GALLEY_COMMANDS_IMPORT_CHOICE_H

#include "commands/options.h"
#include "read/reader.h"

/* Takes out of the reading what --since, --until and --category do not ask for, and says how many
 * articles that were. Links to them lead to where they stand on the web again. */
void import_choose(Reading *reading, const Options *options, const char *display_path,
                   Report *report);

#endif
