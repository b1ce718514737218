/* Where the program's own files are: beside its source tree, or under the prefix it is installed
 * in. Asks /proc for the program's place. */
#ifndef GALLEY_BASE_PROGRAM_H
#define GALLEY_BASE_PROGRAM_H

/* The directory that holds the running program; "." where it cannot be told. Caller frees. */
char *program_directory(void);

/* The directories where files of one kind may be, in the order in which to look: `in_source` below
 * the source tree ("styles"), `in_share` below PREFIX/share/galley. NULL-terminated; caller frees
 * (g_strfreev). */
char **program_places(const char *in_source, const char *in_share);

#endif
