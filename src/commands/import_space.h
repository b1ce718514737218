/* White space as text has it: one space or line end between words, none at the ends of a block. */
#ifndef GALLEY_COMMANDS_IMPORT_SPACE_H
#define GALLEY_COMMANDS_IMPORT_SPACE_H

#include "model/node.h"

/* In all of the tree but pre and code. Pages carry the white space of their source, which shows
 * nowhere and which no Markdown keeps. */
void import_tidy_space(xmlDoc *tree);

#endif
