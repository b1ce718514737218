/* Directories by their names alone. */
#include "read/directories.h"

#include "base/text.h"
#include "read/issue_directory.h"
#include "read/names.h"
#include "read/reader.h"

#include <string.h>

static bool is_there(const char *directory, const char *name, GFileTest test) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    return g_file_test(path, test);
}

static PathKind what_is(const char *directory, const char *name, Inputs *inputs) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    return path_kind(path, inputs);
}

bool directory_is_left_out(const char *path, Inputs *inputs) {
    const char *name = path_name(path);
    static const char *const own[] = {"issue.yaml", "publication.yaml", "theme.yaml"};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++) {
        if (what_is(path, own[i], inputs) == PATH_FILE) {
            return true;
        }
    }
    return name_is_left_out(name) || strcmp(name, "output") == 0 ||
           what_is(path, ".galley", inputs) == PATH_DIRECTORY;
}

static gint compare_names(gconstpointer left, gconstpointer right) {
    return text_natural_compare(*(const char *const *)left, *(const char *const *)right);
}

GPtrArray *directory_subdirectories(const char *path, GError **error) {
    g_autoptr(GDir) directory = g_dir_open(path, 0, error);
    if (directory == NULL) {
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(directory); name != NULL;
         name = g_dir_read_name(directory)) {
        bool is_plain = g_utf8_validate(name, -1, NULL) && !name_is_left_out(name) &&
                        strcmp(name, "output") != 0;
        if (is_plain && is_there(path, name, G_FILE_TEST_IS_DIR) &&
            !is_there(path, name, G_FILE_TEST_IS_SYMLINK)) {
            g_ptr_array_add(names, g_strdup(name));
        }
    }
    g_ptr_array_sort(names, compare_names);
    return names;
}

static bool holds_an_article(const char *path) {
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    const char *name = directory ? g_dir_read_name(directory) : NULL;
    while (name != NULL && (name_is_left_out(name) || reader_find(name) == NULL)) {
        name = g_dir_read_name(directory);
    }
    return name != NULL;
}

/* A publication's subdirectories are its issues, not its articles. */
bool directory_holds_articles_within(const char *path, unsigned levels) {
    if (holds_an_article(path)) {
        return true;
    }
    if (levels == 0 || is_there(path, "publication.yaml", G_FILE_TEST_IS_REGULAR)) {
        return false;
    }
    g_autoptr(GPtrArray) names = directory_subdirectories(path, NULL);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *below = g_build_filename(path, names->pdata[i], NULL);
        if (!directory_is_left_out(below, NULL) &&
            directory_holds_articles_within(below, levels - 1)) {
            return true;
        }
    }
    return false;
}

bool directory_holds_articles(const char *path) {
    return directory_holds_articles_within(path, 1);
}
