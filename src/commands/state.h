/* What the last build of an issue knew, kept in output/.galley/books/, one file a question
 * (state_question.h): its inputs, the books with their digests, what the report said. It decides
 * whether to work, never a byte of a book; it may be deleted at any time, and what is damaged
 * counts as not there. Runs side by side share it: a file is replaced whole. */
#ifndef GALLEY_COMMANDS_STATE_H
#define GALLEY_COMMANDS_STATE_H

#include "commands/issue_work.h"

/* An issue whose books are what a build would make now: with is_up_to_date, the products, the
 * counts and the report of the build that made them. NULL: a build has something to do. Thread-safe
 * for different issues. `may_keep`: what had to be read anew to know it is kept, so that the next
 * run need not. */
IssueWork *state_recall(const char *path, const Options *options, bool may_keep);

/* Keeps what a build with inputs noted has written. A refused issue, or one whose inputs changed
 * while it was built, is not kept. */
void state_keep(const IssueWork *work, const Options *options);

#endif
