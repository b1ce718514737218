/* Licences as readers know them, whatever keys a site's articles had. */
#ifndef GALLEY_MODEL_LICENCE_H
#define GALLEY_MODEL_LICENCE_H

/* "cc-by-sa", "CC_BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/deed.fr" as
 * "CC BY-SA", "CC BY-SA 4.0", "CC BY-SA 4.0"; "gfdl" as "GFDL"; all else as it is written. Caller
 * frees. */
char *licence_in_words(const char *written);

#endif
