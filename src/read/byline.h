/* Bylines: lines that say who wrote what follows or stands above, by what they begin with ("By",
 * "Por", "Von", "От", "بقلم", "文/"), one row a beginning. */
#ifndef GALLEY_READ_BYLINE_H
#define GALLEY_READ_BYLINE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Where the names begin in a line (valid UTF-8, trimmed) that is a byline; 0: it is none. Names
 * look like names: "By the sea" and "Von Rom nach Paris" are none. */
size_t byline_find(const char *line, size_t length_bytes);

/* The people that a byline names (Author *), divided and filed as `author:` of front matter is.
 * `lang`: a tag, or NULL. */
void byline_take(const char *line, size_t length_bytes, const char *lang, GPtrArray *authors);

#endif
