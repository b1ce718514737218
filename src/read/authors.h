/* Bylines: who wrote it, as shown and as filed, from what an editor writes after `author:`. */
#ifndef GALLEY_READ_AUTHORS_H
#define GALLEY_READ_AUTHORS_H

#include "model/article.h"
#include "model/language.h"
#include "read/values.h"

/* Adds the people that the value names to `authors`:
 *   one text: divided at ;, & and the language's 'and', never at a comma; its "By " taken off;
 *   a list: one person an item, a text or a map;
 *   a map: name, or given (first) and family (last); file_as.
 * `language` is "und" where none is known yet: then every language's 'and' divides. Answers true if
 * anyone was named. */
bool authors_read(const Said *said, const Language *language, GPtrArray *authors);

/* One name. "Le Guin, Ursula" is shown turned round and filed as written; "Ursula Le Guin" is filed
 * under its last word with the particles that stay with it. Names in scripts that do not turn names
 * round, single words, and Hungarian and Vietnamese names are filed as they are. */
Author *author_from_name(const char *name, const Language *language);

#endif
