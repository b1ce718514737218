/* The program's own place on disk. */
#include "base/program.h"

#include <glib.h>

char *program_directory(void) {
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program ? g_path_get_dirname(program) : g_strdup(".");
}

char **program_places(const char *in_source, const char *in_share) {
    g_autofree char *directory = program_directory();
    g_autofree char *prefix = g_path_get_dirname(directory);
    char **places = g_new0(char *, 3);
    places[0] = g_build_filename(prefix, in_source, NULL);
    places[1] = g_build_filename(prefix, "share", "galley", in_share, NULL);
    return places;
}
