/* galley new: a publication with a first issue whose articles teach by being read, or with --theme
 * a theme that stands on another. The texts are files of the program's own, in share/new. */
#include "base/file.h"
#include "base/limits.h"
#include "base/program.h"
#include "commands/closing.h"
#include "commands/commands.h"
#include "read/issue_directory.h"

#include <stdio.h>
#include <string.h>

/* What is copied and what each copy of a file ends with. */
typedef struct {
    Root *texts;
    const char *target;      /* the directory to make */
    const char *signed_file; /* the name of the files that get another line */
    const char *line;
    GPtrArray *made; /* char *: paths */
} Copying;

static bool write_file(const char *path, GBytes *bytes, GError **error) {
    g_autoptr(OutputFile) file = output_file_new(path, error);
    return file != NULL && output_file_write(file, bytes, error) && output_file_commit(file, error);
}

static GBytes *append_line(GBytes *bytes, const char *line) {
    g_autoptr(GByteArray) array = g_byte_array_new();
    g_byte_array_append(array, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    g_byte_array_append(array, (const guint8 *)line, (guint)strlen(line));
    return g_byte_array_free_to_bytes(g_steal_pointer(&array));
}

static bool copy_file(const Copying *copying, const char *name, GError **error) {
    g_autofree char *path = g_build_filename(copying->target, name, NULL);
    g_autofree char *base = g_path_get_basename(name);
    g_autoptr(GBytes) bytes = root_read(copying->texts, name, LIMIT_ARTICLE_BYTES, error);
    if (bytes != NULL && strcmp(base, copying->signed_file) == 0) {
        GBytes *longer = append_line(bytes, copying->line);
        g_bytes_unref(bytes);
        bytes = longer;
    }
    if (bytes == NULL || !write_file(path, bytes, error)) {
        return false;
    }
    g_ptr_array_add(copying->made, g_steal_pointer(&path));
    return true;
}

static bool copy_all(const Copying *copying, GError **error) {
    g_autoptr(GPtrArray) entries = root_walk(copying->texts, NULL, NULL, error);
    bool is_done = entries != NULL;
    for (guint i = 0; is_done && i < entries->len; i++) {
        const FileEntry *entry = entries->pdata[i];
        is_done = entry->is_directory || copy_file(copying, entry->path, error);
    }
    return is_done;
}

static bool is_empty_or_absent(const char *path) {
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    return directory == NULL ? !g_file_test(path, G_FILE_TEST_EXISTS)
                             : g_dir_read_name(directory) == NULL;
}

static int compare_paths(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void print_made(GPtrArray *made, const Options *options) {
    g_ptr_array_sort(made, compare_paths);
    for (guint i = 0; i < made->len; i++) {
        closing_print_file(made->pdata[i], options);
    }
}

/* Where the program's own texts are: beside its source, else under its prefix. */
static Root *open_texts(const char *which, GError **error) {
    g_auto(GStrv) places = program_places("share/new", "new");
    Root *texts = NULL;
    for (size_t i = 0; texts == NULL && places[i] != NULL; i++) {
        g_autofree char *path = g_build_filename(places[i], which, NULL);
        g_clear_error(error);
        texts = root_open(path, error);
    }
    return texts;
}

/* Copies and says what was made. */
static int make(const char *which, const char *signed_file, const char *line,
                const Options *options) {
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    g_autoptr(Root) texts = open_texts(which, &error);
    Copying copying = {.texts = texts,
                       .target = options->arguments->pdata[0],
                       .signed_file = signed_file,
                       .line = line,
                       .made = made};
    if (texts == NULL || !copy_all(&copying, &error)) {
        fprintf(stderr, "galley new: %s\n",
                error != NULL ? error->message : "Galley's own texts are not there");
        return EXIT_SYSTEM;
    }
    print_made(made, options);
    return EXIT_DONE;
}

/* The first issue gets an identity of its own, so that it stays itself if it is renamed. */
static int make_publication(const char *target, const Options *options) {
    g_autofree char *uuid = g_uuid_string_random();
    g_autofree char *line = g_strdup_printf("id: %s\n", uuid);
    int status = make("publication", "issue.yaml", line, options);
    if (status == EXIT_DONE && !options->json && !options->quiet) {
        printf("\nNow: galley build %s\n", target);
    }
    return status;
}

/* Is there the theme to stand on, for an issue of the publication that the new one is put in? */
static bool base_is_there(const char *target, const Options *options) {
    g_autoptr(Report) report = report_new();
    g_autoptr(Report) publications_own = report_new(); /* for a build to say */
    g_autoptr(Publication) publication = publication_of_issue(target, NULL, publications_own, NULL);
    if (publication == NULL) {
        publication = publication_new(NULL, NULL);
    }
    g_auto(GStrv) places = program_places("styles", "styles");
    Theme *theme = theme_read(options->theme, publication, (const char *const *)places,
                              (Place){.detail = "--theme"}, report);
    bool is_there = theme != NULL;
    theme_free(theme);
    if (!is_there) {
        report_print(report, stderr, options_style(options, stderr));
    }
    return is_there;
}

static int make_theme(const char *target, const Options *options) {
    g_autofree char *name = g_path_get_basename(target);
    if (!theme_name_is_safe(name)) {
        fprintf(stderr,
                "galley new: a theme is called after its directory, in plain letters, digits, -, _ "
                "and ., not \"%s\"\n",
                name);
        return EXIT_USAGE;
    }
    if (!base_is_there(target, options)) {
        return EXIT_CONTENT;
    }
    g_autofree char *line = g_strdup_printf("extends: %s\n", options->theme);
    int status = make("theme", "theme.yaml", line, options);
    if (status == EXIT_DONE && !options->json && !options->quiet) {
        g_autofree char *above = g_path_get_dirname(target);
        g_autofree char *shelf = g_path_get_basename(above);
        bool is_on_shelf = strcmp(shelf, "styles") == 0;
        printf("\nNow: %swrite `theme: %s` into publication.yaml\n",
               is_on_shelf ? "" : "put it into the styles directory of your publication, and ",
               name);
    }
    return status;
}

int command_new(const Options *options) {
    bool is_theme = options->theme != NULL;
    if (options->arguments->len != 1) {
        fprintf(stderr, "galley new: name one directory to make: galley new %s\n",
                is_theme ? "--theme gazette paper/styles/mine" : "paper");
        return EXIT_USAGE;
    }
    const char *target = options->arguments->pdata[0];
    if (!is_empty_or_absent(target)) {
        fprintf(stderr, "galley new: %s is there already and not empty; nothing was changed\n",
                target);
        return EXIT_CONTENT;
    }
    return is_theme ? make_theme(target, options) : make_publication(target, options);
}
