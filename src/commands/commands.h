/* The commands; each runs with parsed options and returns the exit status. */
#ifndef GALLEY_COMMANDS_COMMANDS_H
#define GALLEY_COMMANDS_COMMANDS_H

#include "commands/options.h"

int command_build(const Options *options);
int command_check(const Options *options);
int command_import(const Options *options);
int command_new(const Options *options);
int command_show(const Options *options);

#endif
