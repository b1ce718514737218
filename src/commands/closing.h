/* What is said last: on a terminal what was made and the one next thing worth doing; everywhere
 * which books were not written and why. */
#ifndef GALLEY_COMMANDS_CLOSING_H
#define GALLEY_COMMANDS_CLOSING_H

#include "commands/issue_work.h"

/* After a build, on stderr. */
void closing_print_build(const IssueWork *work, const Options *options);
/* Are there closing lines at all? Only on a terminal. */
bool closing_is_shown(const Options *options);
/* A file that was made by new or import: its path, or with --json an object of kind "file". */
void closing_print_file(const char *path, const Options *options);
/* "3 errors, 1 warning" or "nothing to mend". Caller frees. */
char *closing_counts(const Report *report);
/* "1.2 MB", "840 KB", "312 bytes". Caller frees. */
char *closing_size(uint64_t size_bytes);
/* "1 article", "8 articles". Caller frees. */
char *closing_plural(size_t count, const char *one, const char *many);

#endif
