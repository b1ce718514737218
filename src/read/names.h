/* Names of files and directories as people read and type them: a slug into words, a path as seen
 * from where the editor stands, what a directory leaves out. Asks the disk for nothing but the true
 * name of a path such as "..". */
#ifndef GALLEY_READ_NAMES_H
#define GALLEY_READ_NAMES_H

#include "base/paths.h"

#include <stdbool.h>

/* "03-the-harbour" is "The harbour", "2024-05-05-strike" is "Strike"; "118" stays. A name with
 * spaces in it loses only its number. Caller frees. */
char *name_from_slug(const char *slug);
/* The same, but the number stays: "118-winter" is "118 winter". Caller frees. */
char *name_from_slug_with_number(const char *slug);
/* Is this written as a slug: no space, no capital, words joined by - or _? */
bool name_is_slug(const char *name);

/* A path as typed, without "./" before it, doubled slashes and slashes behind it; "." for none.
 * Caller frees. */
char *path_as_typed(const char *path);
/* The directory above, in the words of who typed `path` (which is path_as_typed): "paper" for
 * "paper/issues", ".." for ".", "../.." for "..". NULL above "/". Caller frees. */
char *path_above(const char *path);
/* "june/boat.jpg"; the name alone below ".". Caller frees. */
char *path_below(const char *directory, const char *name);
/* The name that a directory bears: of "issues/june" "june", of "." what it is called on disk.
 * Caller frees. */
char *path_directory_name(const char *path);

/* Names that no issue takes in: those that begin with . or _, README, LICENSE, and what editors and
 * desktops leave about. */
bool name_is_left_out(const char *name);

#endif
