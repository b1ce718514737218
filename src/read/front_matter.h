/* Front matter: YAML between `---` lines at a file's very start, taken off its text. */
#ifndef GALLEY_READ_FRONT_MATTER_H
#define GALLEY_READ_FRONT_MATTER_H

#include "base/report.h"

#include <stddef.h>

typedef struct {
    const char *yaml; /* NULL: the file has none */
    size_t yaml_bytes;
    const char *text; /* what follows it */
    size_t text_bytes;
    uint32_t text_line; /* the line in the file where `text` begins; the YAML begins on line 2 */
} FrontMatter;

/* Takes `text` apart; nothing is copied. A first line `---` opens front matter if the next line
 * that says anything is a key with its colon, a comment, or the closing `---` or `...`; else it is
 * the text's own line across. Never closed: reported, and read to the first empty line. TOML
 * between `+++` is reported and left out. */
FrontMatter front_matter_split(const char *text, size_t length_bytes, const char *file,
                               Report *report);

/* The value of `key` ("encoding"), which is ASCII, in the front matter of a file that is not
 * decoded or mended yet. NULL if there is none. Caller frees. */
char *front_matter_peek(const char *bytes, size_t length_bytes, const char *key);

#endif
