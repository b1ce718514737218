/* What an issue is called, in its own language. */
#ifndef GALLEY_ENRICH_ISSUE_NAMES_H
#define GALLEY_ENRICH_ISSUE_NAMES_H

#include "model/issue.h"

/* "No. 118"; a number in words, such as "Winter", stands by itself. NULL: it has none. Caller
 * frees. */
char *issue_say_number(const Issue *issue);
/* What tells this issue from the others where it is said nowhere: its title, else its directory's
 * name if neither number nor date nor title is given. NULL: nothing. */
const char *issue_own_title(const Issue *issue);
/* "Cover: Red Flag, No. 118, 24 November 2026"; dc_title must be known. Caller frees. */
char *issue_say_cover(const Issue *issue);

#endif
