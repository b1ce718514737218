/* What show's answers share. */
#ifndef GALLEY_COMMANDS_SHOW_H
#define GALLEY_COMMANDS_SHOW_H

#include "base/json.h"
#include "commands/options.h"
#include "epub/compare.h"

/* The list "diagnostics" of an answer. */
void show_add_diagnostics(JsonText *json, const Report *report);

/* show --diff: what changed between the edition options->diff and the issue as it is now. Returns
 * the exit status. */
int show_diff(const char *issue_path, const Options *options);

/* show --changed: those of the issues whose books a build would make anew. */
void show_changed(const GPtrArray *paths, const Options *options);

/* The comparison for people, and as the members of the open JSON object. */
void show_diff_print(const Comparison *comparison, bool colour);
void show_diff_add_json(JsonText *json, const Comparison *comparison);

#endif
