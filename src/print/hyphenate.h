/* Where a word may be divided: libhyphen's home, with the dictionaries that Debian's hyphen-*
 * packages put into one directory. Dictionaries are read when a language is first met. */
#ifndef GALLEY_PRINT_HYPHENATE_H
#define GALLEY_PRINT_HYPHENATE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define HYPHENATE_MOST_LETTERS 64 /* what is longer is no word */
#define HYPHENATE_MOST_CHANGED 8

/* A place where a hyphen may stand. If the spelling changes there ("Schiffahrt": "Schiff-fahrt"),
 * `before` stands for the letters from change_start to the division, `after` for those from it to
 * change_end. */
typedef struct {
    uint8_t letters_before;
    bool changes;
    uint8_t change_start, change_end;
    uint8_t before_count, after_count;
    gunichar before[HYPHENATE_MOST_CHANGED], after[HYPHENATE_MOST_CHANGED];
} Division;

/* The dictionaries of a run, each read once: the German one alone takes libhyphen more than a
 * second. May be asked by any thread. */
typedef struct Dictionaries Dictionaries;
/* `directory`: where they are; NULL: where Debian has them. */
Dictionaries *dictionaries_new(const char *directory);
void dictionaries_free(Dictionaries *dictionaries); /* NULL is fine */

/* The files that were asked for, there or not: char *, paths, sorted. Caller frees. */
GPtrArray *dictionaries_files(Dictionaries *dictionaries);
/* A dictionary that a text asked for and that is not there. */
typedef struct {
    const char *lang, *package;
} MissingDictionary;
/* By language, each once. Caller frees. */
GArray *dictionaries_missing(Dictionaries *dictionaries);

/* One is used by one thread at a time, and no longer than its dictionaries. */
typedef struct Hyphenator Hyphenator;
Hyphenator *hyphenator_new(Dictionaries *dictionaries);
void hyphenator_free(Hyphenator *hyphenator); /* NULL is fine */

/* Fills `divisions`, which has room for HYPHENATE_MOST_LETTERS, in the order of the word, and
 * returns how many there are. `letters`: one word, no sign in it. A language without a dictionary
 * divides nothing. */
size_t hyphenate(Hyphenator *hyphenator, const char *lang, const gunichar *letters, size_t count,
                 Division *divisions);

#endif
