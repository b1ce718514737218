/* What the styles of word processors mean, by the names that they have in the programs' many
 * languages. Word keeps the English names of its own styles whatever its language is, but what was
 * pasted or converted brings others. */
#ifndef GALLEY_READ_STYLE_NAMES_H
#define GALLEY_READ_STYLE_NAMES_H

#include "read/manuscript.h"

/* Of a paragraph's style, as it is shown ("Heading 1", "Überschrift 1", "見出し 1"). ROLE_TEXT: it
 * means nothing. `level` is set for a heading. */
Role style_role(const char *name, unsigned *level);
/* Is it a character style for code? */
bool style_is_code(const char *name);

#endif
