/* Paths and file names as text: nothing here asks the disk. '/' divides. */
#ifndef GALLEY_BASE_PATHS_H
#define GALLEY_BASE_PATHS_H

/* The last component: "boat.jpg" of "images/boat.jpg". Points into `path`. */
const char *path_name(const char *path);
/* The last component without its suffix. Caller frees. */
char *path_stem(const char *path);
/* The suffix in lower case without its dot; "" if there is none. Caller frees. */
char *path_suffix(const char *path);
/* What stands before the last component; "" if there is none. Caller frees. */
char *path_directory(const char *path);
/* How the file `to` is called from the file `from`, both below one root: "images/boat.jpg" from
 * "town/03-market.md" is "../images/boat.jpg". Caller frees. */
char *path_between(const char *from, const char *to);

/* Past what only orders a name: "03-harbour" and "2024-05-05-harbour" (as Jekyll names files) are
 * "harbour"; "118", "2024-05-05" and "1984-revisited" stay. Points into `name`. */
const char *path_skip_number(const char *name);

#endif
