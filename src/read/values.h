/* What a YAML value means: a text, a date, a language, a list of words. Each function answers true
 * and sets `answer`, or reports value-invalid at the value's place, with what to write instead, and
 * leaves `answer` alone. */
#ifndef GALLEY_READ_VALUES_H
#define GALLEY_READ_VALUES_H

#include "base/yaml.h"
#include "model/issue.h"

/* One key of a settings file or of front matter, in hand. */
typedef struct {
    const YamlValue *value;
    const char *key;  /* as written */
    const char *file; /* the places' file */
    Report *report;
} Said;

/* The value of the first of `keys` (space-separated synonyms) that the map gives. NULL if none is
 * given, or given blank, which says the same (`description: ""`). Case is ignored. */
const YamlValue *value_find(const YamlValue *map, const char *keys, const char **key_as_written);
Place said_place(const Said *said);
/* Reports that the value is none for its key. Always false, for the callers' returns. */
bool said_wrong(const Said *said, const char *hint);

/* White space collapsed. Blank: wrong. */
bool said_text(const Said *said, char **answer);
/* As it stands, lines kept. */
bool said_block(const Said *said, char **answer);
bool said_date(const Said *said, Date *answer);
bool said_language(const Said *said, char **answer);
/* Quoted or not: exports quote everything. */
bool said_boolean(const Said *said, bool *answer);
bool said_number(const Said *said, double *answer);
/* A list of texts, or one text divided at commas (and spaces, if `at_spaces`). Of char *. */
bool said_words(const Said *said, bool at_spaces, GPtrArray **answer);
/* "20 MB", "650 kB", "1.5 MiB". */
bool said_size(const Said *said, uint64_t *answer);
bool said_issn(const Said *said, char **answer);
/* `alt`: the text in brackets is also the cutline; `no`: it never is. */
bool said_captions(const Said *said, bool *from_alt);
/* `no`, `headings`, `auto`. */
bool said_split(const Said *said, SplitWish *answer);
/* `keep`: broken letters stay as they are; `mend`: they do not. */
bool said_mojibake(const Said *said, bool *is_kept);

/* A table's keys: the space-separated synonyms of row `index`; NULL past the last one. */
typedef const char *(*KeyRow)(size_t index);
/* Notes each key of `map` that is none of the table's, but was meant to be one. */
void keys_check(const YamlValue *map, KeyRow row, const char *file, Report *report);

#endif
