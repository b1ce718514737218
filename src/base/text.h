/* Small questions about UTF-8 text that every room asks. All input is valid UTF-8. */
#ifndef GALLEY_BASE_TEXT_H
#define GALLEY_BASE_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* strcmp order in which runs of digits compare as numbers: "2-b" before "10-a"; ASCII case is
 * ignored first and decides last. Total: equal only for equal strings. */
int text_natural_compare(const char *left, const char *right);

/* Spaces trimmed at both ends, inner runs of white space to one space. Caller frees. */
char *text_collapse(const char *text);
/* Appends text with its runs of white space made one space, and none at the start of `out` or
 * behind a space. No-break spaces are no white space: they are the author's. */
void text_append_collapsed(GString *out, const char *text);
bool text_is_blank(const char *text);
/* How many bytes, from the start, are printable ASCII, tabs and line feeds. */
size_t text_plain_bytes(const char *text, size_t length_bytes);

/* A letter of Thai, Lao, Burmese or Khmer, whose words no space parts? */
bool text_runs_on(gunichar c);

/* A small letter of a script that begins sentences with large ones? Georgian's, which Unicode calls
 * small, are not: nothing begins with a large one. */
bool text_is_small(gunichar c);

/* Characters, words, reading minutes. A CJK character (Han, Kana; Hangul goes by spaces) counts as
 * one word, and so do four letters that run on, as their words have on the average. Minutes: 230
 * words a minute, 500 CJK characters, at least 1. */
typedef struct {
    size_t characters; /* without white space */
    size_t words;      /* CJK characters counted in */
    size_t cjk;
    size_t run_on; /* letters */
} TextCount;
void text_count_add(TextCount *count, const char *text, size_t length_bytes);
unsigned text_count_minutes(TextCount count);

/* Up to `most` of `candidates` (const char *) that are near `wanted`: equal but for case, or within
 * an edit distance of a third of its length (at least one), nearest first. Caller frees the array,
 * not the strings. */
GPtrArray *text_nearest(const char *wanted, const GPtrArray *candidates, size_t most);
/* Edit distance (Damerau, adjacent swaps count one), in characters, at most `cap` + 1. */
unsigned text_distance(const char *left, const char *right, unsigned cap);

/* `template` with each {} replaced in order. */
char *text_fill(const char *template, const char *const *arguments);

/* Cut to at most `characters` and an ellipsis, at a word's end where one stands in the second half,
 * never between a letter and its marks. */
char *text_shorten(const char *text, size_t characters);

/* Fit for a terminal, wherever it came from: control characters and overrides of direction as
 * U+FFFD, cut to `most` characters and an ellipsis. `text` need not be valid. Caller frees. */
char *text_harmless(const char *text, size_t most);

/* 1-based character column of a byte offset in a line. */
size_t text_column(const char *line, size_t byte_offset);

/* `"a", "b" and 3 more`: the first `most` of the names, each once. Caller frees. */
char *text_list_names(const GPtrArray *names, guint most);

#endif
