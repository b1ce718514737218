/* How names are filed: "Le Guin, Ursula". It follows libraries' practice as far as spelling shows
 * it.
 */
#ifndef GALLEY_READ_FILING_H
#define GALLEY_READ_FILING_H

#include "model/language.h"

/* A name as it is shown, white space collapsed, in the order of the language that it stands in.
 * Filed as they are: names in scripts that do not turn names round, Hungarian and Vietnamese ones,
 * single words, names of desks and offices as far as they show it. Caller frees. */
char *filing_of_name(const char *name, const Language *language);

/* Is the name in a script that sets the family name first, without a space behind it? */
bool filing_is_family_first(const char *name);
/* "Jr.", "III", "PhD": what may follow a name after a comma. */
bool filing_is_suffix(const char *word);

#endif
