/* galley new: a publication with a first issue whose articles teach by being read. The texts are
 * files under commands/new/, carried in the program as a GResource. */
#include "base/file.h"
#include "base/json.h"
#include "commands/commands.h"
#include "commands/new_resource.h"

#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char resource_root[] = "/galley/new/";

static bool write_file(const char *path, GBytes *bytes, GError **error) {
    g_autoptr(OutputFile) file = output_file_new(path, error);
    if (file == NULL) {
        return false;
    }
    gsize left = 0;
    const char *at = g_bytes_get_data(bytes, &left);
    while (left > 0) {
        ssize_t written = write(output_file_descriptor(file), at, left);
        if (written < 0 && errno != EINTR) {
            g_set_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM, "%s: %s", path,
                        g_strerror(errno));
            return false;
        }
        at += MAX(written, 0);
        left -= (gsize)MAX(written, 0);
    }
    return output_file_commit(file, error);
}

/* The first issue gets an identity of its own, so that it stays itself if it is renamed. */
static GBytes *give_identity(GBytes *bytes) {
    g_autofree char *uuid = g_uuid_string_random();
    g_autofree char *line = g_strdup_printf("id: %s\n", uuid);
    g_autoptr(GByteArray) array = g_byte_array_new();
    g_byte_array_append(array, g_bytes_get_data(bytes, NULL), (guint)g_bytes_get_size(bytes));
    g_byte_array_append(array, (const guint8 *)line, (guint)strlen(line));
    return g_byte_array_free_to_bytes(g_steal_pointer(&array));
}

static bool copy_folder(GResource *resource, const char *folder, const char *target,
                        GPtrArray *made, GError **error) {
    g_autofree char *root = g_strconcat(resource_root, folder, NULL);
    g_auto(GStrv) children =
        g_resource_enumerate_children(resource, root, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
    for (size_t i = 0; children != NULL && children[i] != NULL; i++) {
        g_autofree char *name = g_strconcat(folder, children[i], NULL);
        if (g_str_has_suffix(name, "/")) {
            if (!copy_folder(resource, name, target, made, error)) {
                return false;
            }
            continue;
        }
        g_autofree char *key = g_strconcat(resource_root, name, NULL);
        g_autofree char *path = g_build_filename(target, name, NULL);
        g_autoptr(GBytes) bytes =
            g_resource_lookup_data(resource, key, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
        if (bytes != NULL && strcmp(children[i], "issue.yaml") == 0) {
            GBytes *with_identity = give_identity(bytes);
            g_bytes_unref(bytes);
            bytes = with_identity;
        }
        if (bytes == NULL || !write_file(path, bytes, error)) {
            return false;
        }
        g_ptr_array_add(made, g_steal_pointer(&path));
    }
    return children != NULL;
}

static bool is_empty_or_absent(const char *path) {
    g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
    return directory == NULL ? !g_file_test(path, G_FILE_TEST_EXISTS)
                             : g_dir_read_name(directory) == NULL;
}

static int compare_paths(gconstpointer left, gconstpointer right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

int command_new(const Options *options) {
    if (options->arguments->len != 1) {
        fputs("galley new: name one directory to make: galley new paper\n", stderr);
        return EXIT_USAGE;
    }
    const char *target = options->arguments->pdata[0];
    if (!is_empty_or_absent(target)) {
        fprintf(stderr, "galley new: %s is there already and not empty; nothing was changed\n",
                target);
        return EXIT_CONTENT;
    }
    g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    if (!copy_folder(galley_new_get_resource(), "", target, made, &error)) {
        fprintf(stderr, "galley new: %s\n", error->message);
        return EXIT_SYSTEM;
    }
    g_ptr_array_sort(made, compare_paths);
    for (guint i = 0; i < made->len; i++) {
        if (options->json) {
            g_autoptr(JsonText) json = json_text_new();
            json_text_begin_map(json, NULL);
            json_text_add(json, "kind", "file");
            json_text_add(json, "path", made->pdata[i]);
            json_text_end(json);
            g_autofree char *line = json_text_finish(json, false);
            puts(line);
        } else if (!options->quiet) {
            puts(made->pdata[i]);
        }
    }
    if (!options->json && !options->quiet) {
        printf("\nNow: galley build %s\n", target);
    }
    return EXIT_DONE;
}
