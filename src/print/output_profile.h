/* The profile of a press as an editor hands it on: is it one, and what is it called? */
#ifndef GALLEY_PRINT_OUTPUT_PROFILE_H
#define GALLEY_PRINT_OUTPUT_PROFILE_H

#include "print/preset.h"

/* Why it can be no output intent of PDF/X-4 that pictures are separated by, in words for a message;
 * NULL: it can. A grey profile is one for a preset that prints grey. */
const char *output_profile_fault(GBytes *profile, PressColour colour);
/* What a sound profile calls itself, else the file's name. Caller frees. */
char *output_profile_name(GBytes *profile, const char *file_name);

#endif
