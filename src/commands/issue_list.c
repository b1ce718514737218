/* From the arguments to the issues. */
#include "commands/issue_list.h"

#include "commands/options.h"
#include "read/issue_directory.h"

#include <stdio.h>
#include <string.h>

static bool holds_file(const char *path, const char *name) {
    g_autofree char *file = g_build_filename(path, name, NULL);
    return g_file_test(file, G_FILE_TEST_IS_REGULAR);
}

static bool is_publication(const char *path) {
    return holds_file(path, "publication.yaml");
}

/* A directory that is an issue may be its own publication, too. */
static bool is_issue(const char *path) {
    return holds_file(path, "issue.yaml") || directory_holds_articles(path);
}

/* Adds all issues of the publication in `path`. */
static bool add_publication(GPtrArray *paths, const char *path, int *status) {
    g_autoptr(Report) unsaid =
        report_new(); /* each issue reports its publication's settings itself */
    g_autoptr(GError) error = NULL;
    g_autoptr(Publication) publication = publication_open(path, unsaid, &error);
    g_autoptr(GPtrArray) issues = publication ? publication_issues(publication, &error) : NULL;
    if (issues == NULL) {
        fprintf(stderr, "galley: %s: %s\n", path, error->message);
        *status = EXIT_SYSTEM;
        return false;
    }
    if (issues->len == 0) {
        fprintf(
            stderr,
            "galley: %s is a publication without an issue; make a directory with an article in it "
            "under %s/issues\n",
            path, path);
        *status = EXIT_CONTENT;
        return false;
    }
    for (guint i = 0; i < issues->len; i++) {
        g_ptr_array_add(paths, g_strdup(issues->pdata[i]));
    }
    return true;
}

static bool add_path(GPtrArray *paths, const char *path, int *status) {
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        fprintf(stderr, "galley: there is no %s\n", path);
        *status = EXIT_CONTENT;
        return false;
    }
    if (is_publication(path) && !is_issue(path)) {
        return add_publication(paths, path, status);
    }
    g_ptr_array_add(paths, g_strdup(path));
    return true;
}

GPtrArray *issue_list(const GPtrArray *arguments, const char *command, int *status) {
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    if (arguments->len == 0 && !is_publication(".") && !is_issue(".")) {
        fprintf(stderr,
                "galley %s: here is neither a publication.yaml nor an article; name an issue: "
                "galley %s issues/spring\n",
                command, command);
        *status = EXIT_USAGE;
        return NULL;
    }
    if (arguments->len == 0 && !add_path(paths, ".", status)) {
        return NULL;
    }
    for (guint i = 0; i < arguments->len; i++) {
        if (!add_path(paths, arguments->pdata[i], status)) {
            return NULL;
        }
    }
    return g_steal_pointer(&paths);
}
