/* What a build is asked, the disk apart: two builds that are asked the same and find the same on
 * disk make the same book and say the same about it. */
#ifndef GALLEY_COMMANDS_STATE_QUESTION_H
#define GALLEY_COMMANDS_STATE_QUESTION_H

#include "commands/options.h"

/* In hexadecimal digits: the issue, then '-', then all of the question. A file's name. Caller
 * frees.
 */
char *state_question(const char *issue_path, const Options *options);
/* How long the issue's part is, with its '-'. */
enum { STATE_ISSUE_DIGITS = 16, STATE_QUESTION_DIGITS = 64 };

#endif
