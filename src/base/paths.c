/* Paths and file names as text. */
#include "base/paths.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

const char *path_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The dot before a name's suffix; NULL for "LICENSE" and ".hidden". */
static const char *find_suffix(const char *path) {
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? dot : NULL;
}

char *path_stem(const char *path) {
    const char *name = path_name(path);
    const char *dot = find_suffix(path);
    return dot ? g_strndup(name, (gsize)(dot - name)) : g_strdup(name);
}

char *path_suffix(const char *path) {
    const char *dot = find_suffix(path);
    return g_ascii_strdown(dot ? dot + 1 : "", -1);
}

char *path_directory(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? g_strndup(path, (gsize)(slash - path)) : g_strdup("");
}

char *path_between(const char *from, const char *to) {
    size_t shared = 0; /* bytes of the directories that both stand in */
    for (size_t i = 0; from[i] != '\0' && from[i] == to[i]; i++) {
        shared = from[i] == '/' ? i + 1 : shared;
    }
    GString *out = g_string_new(NULL);
    for (const char *p = from + shared; *p != '\0'; p++) {
        if (*p == '/') {
            g_string_append(out, "../");
        }
    }
    g_string_append(out, to + shared);
    return g_string_free(out, FALSE);
}

/* The digits at `*at` and what joins them to the rest; how many digits, 0 if nothing joins them. */
static size_t take_number(const char **at) {
    size_t digits = strspn(*at, "0123456789");
    size_t joints = digits > 0 ? strspn(*at + digits, "-_. ") : 0;
    *at += joints > 0 ? digits + joints : 0;
    return joints > 0 ? digits : 0;
}

/* Past "2024-05-05-" or "2024-05-" at `name`; `name` itself if that is not where it begins, or all
 * that there is. */
static const char *skip_date(const char *name) {
    enum { MOST_DIGITS = 2 };
    const char *at = name;
    take_number(&at);
    size_t month_digits = take_number(&at);
    if (month_digits == 0 || month_digits > MOST_DIGITS) {
        return name;
    }
    if (strspn(at, "0123456789") <= MOST_DIGITS) {
        take_number(&at);
    }
    bool is_all = at[strspn(at, "0123456789")] == '\0';
    return is_all ? name : at;
}

const char *path_skip_number(const char *name) {
    enum { YEAR_DIGITS = 4 };
    const char *at = name;
    if (take_number(&at) == YEAR_DIGITS && name[0] != '0') {
        return skip_date(name);
    }
    return *at != '\0' ? at : name;
}
