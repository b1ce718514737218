/* The pictures of an export. */
#include "commands/import_pictures.h"

#include "base/paths.h"
#include "enrich/enrich.h"
#include "read/names.h"
#include "read/wordpress_reader.h"

#include <string.h>

static const char list_name[] = "missing-pictures.txt";

static bool has_export(const IssueDirectory *directory) {
    for (guint i = 0; i < directory->sources->len; i++) {
        const SourceFile *file = directory->sources->pdata[i];
        if (file->reader->read == wordpress_read) {
            return true;
        }
    }
    return false;
}

/* `prefix` keeps the paths apart from the issue's own. */
static bool add_directory(Issue *issue, const char *path, const char *prefix, GError **error) {
    g_autoptr(Root) root = root_open(path, error);
    g_autoptr(GPtrArray) entries = root != NULL ? root_walk(root, NULL, NULL, error) : NULL;
    if (entries == NULL) {
        return false;
    }
    for (guint i = 0; i < entries->len; i++) {
        const FileEntry *entry = entries->pdata[i];
        if (!entry->is_directory) {
            g_autofree char *display_path = path_below(path, entry->path);
            char *key = g_strconcat(prefix, entry->path, NULL);
            Asset *asset = asset_new(key, display_path, root, entry->path, entry->size_bytes);
            g_hash_table_replace(issue->assets, key, asset);
        }
    }
    return true;
}

bool import_add_uploads(IssueDirectory *directory, const Options *options, GError **error) {
    if (!has_export(directory)) {
        return true;
    }
    g_autofree char *images = g_build_filename(options->into, "images", NULL);
    if (g_file_test(images, G_FILE_TEST_IS_DIR) &&
        !add_directory(directory->issue, images, "into:", error)) {
        return false;
    }
    return options->uploads == NULL ||
           add_directory(directory->issue, options->uploads, "uploads:", error);
}

/* Missing */

static bool is_on_web(const char *src) {
    return src != NULL && (g_str_has_prefix(src, "http://") || g_str_has_prefix(src, "https://") ||
                           g_str_has_prefix(src, "//"));
}

static void list_pictures(const Article *article, GPtrArray *missing) {
    const xmlNode *body = tree_body(article->tree);
    for (const xmlNode *at = body; at != NULL; at = node_next(at, body, false)) {
        const char *src = element_of(at) == ELEMENT_IMG ? node_get(at, ATTRIBUTE_SRC) : NULL;
        if (is_on_web(src) && strpbrk(src, "\r\n") == NULL) {
            g_ptr_array_add(missing,
                            src[0] == '/' ? g_strconcat("https:", src, NULL) : g_strdup(src));
        }
    }
}

void import_enrich(Article *article, const Issue *issue, GPtrArray *missing, Report *report) {
    if (article->web_address == NULL) {
        enrich_for_import(article, issue, report);
        return;
    }
    list_pictures(article, missing);
    g_autoptr(Report) own = report_new();
    enrich_for_import(article, issue, own);
    for (size_t i = 0; i < report_length(own); i++) {
        const Diagnostic *each = report_get(own, i);
        if (each->code != DIAGNOSTIC_IMAGES_REMOTE) {
            report_add_again(report, each);
        }
    }
}

void import_list_missing(GPtrArray *files, const GPtrArray *missing, const Options *options,
                         Report *report) {
    if (missing->len == 0) {
        return;
    }
    g_autoptr(GHashTable) listed = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < missing->len; i++) {
        if (g_hash_table_add(listed, missing->pdata[i])) {
            g_string_append_printf(text, "%s\n", (const char *)missing->pdata[i]);
        }
    }
    ImportFile *file = g_new0(ImportFile, 1);
    file->name = g_strdup(list_name);
    file->bytes = g_bytes_new(text->str, text->len);
    g_ptr_array_add(files, file);
    g_autofree char *path = path_below(options->into, list_name);
    g_autofree char *images = path_below(options->into, "images");
    g_autofree char *count = g_strdup_printf("%u", g_hash_table_size(listed));
    g_autofree char *hint =
        g_strdup_printf("`wget -x -nH -P %s -i %s` brings them; then import again with --force. If "
                        "you have a copy of the site's uploads, name it: --uploads DIR",
                        images, path);
    report_add(report, DIAGNOSTIC_IMPORT_PICTURES_MISSING, place_file(path), hint, count, NULL);
}
