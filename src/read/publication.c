/* Where a publication is, and which directories are its issues. */
#include "read/directories.h"
#include "read/issue_directory.h"
#include "read/names.h"
#include "read/settings.h"

#include <string.h>

static const char publication_file[] = "publication.yaml";

static bool is_there(const char *directory, const char *name, Inputs *inputs) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    return path_kind(path, inputs) != PATH_NOTHING;
}

static Publication *publication_read(Root *root, const char *directory, Report *report) {
    Publication *publication = publication_new(root, directory);
    publication->display_path = path_below(directory, publication_file);
    settings_read(&publication->settings, root, publication_file, publication->display_path,
                  SETTINGS_OF_PUBLICATION, report);
    return publication;
}

Publication *publication_open(const char *directory, Report *report, GError **error) {
    g_autofree char *typed = path_as_typed(directory);
    g_autoptr(Root) root = root_open(typed, error);
    if (root == NULL) {
        return NULL;
    }
    return is_there(typed, publication_file, NULL) ? publication_read(root, typed, report)
                                                   : publication_new(NULL, NULL);
}

char *publication_path_of_issue(const char *issue_path, Inputs *inputs) {
    enum { LEVELS = 3 }; /* the issue itself, its parent, its grandparent */
    g_autofree char *at = path_as_typed(issue_path);
    if (path_kind(at, inputs) == PATH_FILE) {
        char *directory = path_above(at);
        g_free(at);
        at = directory;
    }
    for (int level = 0; level < LEVELS && at != NULL; level++) {
        if (is_there(at, publication_file, inputs)) {
            return g_steal_pointer(&at);
        }
        char *above = path_above(at);
        g_free(at);
        at = above;
    }
    return NULL;
}

Publication *publication_of_issue(const char *issue_path, Inputs *inputs, Report *report,
                                  GError **error) {
    g_autofree char *path = publication_path_of_issue(issue_path, inputs);
    g_autoptr(Root) root = path ? root_open_noted(path, inputs, error) : NULL;
    if (path != NULL && root == NULL) {
        return NULL;
    }
    Publication *publication =
        path != NULL ? publication_read(root, path, report) : publication_new(NULL, NULL);
    publication->inputs = inputs;
    return publication;
}

/* Adds the issues among the subdirectories of `directory`. */
static bool add_issues(GPtrArray *issues, const char *directory, GError **error) {
    enum { SECTION_LEVELS = 3 }; /* issue, section, article's own directory */
    g_autoptr(GPtrArray) names = directory_subdirectories(directory, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = path_below(directory, names->pdata[i]);
        if (is_there(path, "issue.yaml", NULL) ||
            directory_holds_articles_within(path, SECTION_LEVELS)) {
            g_ptr_array_add(issues, g_steal_pointer(&path));
        }
    }
    return names != NULL;
}

GPtrArray *publication_issues(const Publication *publication, GError **error) {
    g_autoptr(GPtrArray) issues = g_ptr_array_new_with_free_func(g_free);
    if (publication->path == NULL) {
        return g_steal_pointer(&issues);
    }
    g_autofree char *shelf = path_below(publication->path, "issues");
    const char *directory = g_file_test(shelf, G_FILE_TEST_IS_DIR) ? shelf : publication->path;
    return add_issues(issues, directory, error) ? g_steal_pointer(&issues) : NULL;
}
