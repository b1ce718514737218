/* Which issues a command is to work on. */
#ifndef GALLEY_COMMANDS_ISSUE_LIST_H
#define GALLEY_COMMANDS_ISSUE_LIST_H

#include <glib.h>

/* The paths (char *, owned) of the issues that `arguments` name: an issue is itself, a publication
 * all of its issues; no argument: the current directory, as one or the other. NULL after saying on
 * stderr what is wrong, with the exit status in `status`. `command` is for the message. */
GPtrArray *issue_list(const GPtrArray *arguments, const char *command, int *status);

#endif
