/* Pictures by the addresses that they had. */
#include "read/upload_paths.h"

#include "base/paths.h"

#include <string.h>

struct UploadPaths {
    GHashTable *by_name;     /* lower case name -> GPtrArray of const Asset * */
    GHashTable *by_original; /* the same, sizes taken off the name */
};

/* "boat.jpg" of "boat-1024x768.jpg", "boat-scaled.jpg" and "boat-e1591234567890.jpg". */
static char *original_name(const char *name) {
    const char *dot = strrchr(name, '.');
    dot = dot != NULL ? dot : name + strlen(name);
    const char *end = dot;
    const char *p = end;
    while (p > name && g_ascii_isdigit(p[-1])) {
        p--;
    }
    if (p < end && p > name && p[-1] == 'x') {
        const char *x = --p;
        while (p > name && g_ascii_isdigit(p[-1])) {
            p--;
        }
        end = p < x && p > name && p[-1] == '-' ? p - 1 : end;
    }
    g_autofree char *stem = g_strndup(name, (size_t)(end - name));
    if (g_str_has_suffix(stem, "-scaled")) {
        stem[strlen(stem) - strlen("-scaled")] = '\0';
    }
    return g_strconcat(*stem != '\0' ? stem : "-", dot, NULL);
}

static void add_name(GHashTable *table, char *name_taken, const Asset *asset) {
    GPtrArray *assets = g_hash_table_lookup(table, name_taken);
    if (assets == NULL) {
        assets = g_ptr_array_new();
        g_hash_table_insert(table, name_taken, assets);
    } else {
        g_free(name_taken);
    }
    g_ptr_array_add(assets, (gpointer)asset);
}

UploadPaths *upload_paths_new(const Issue *issue) {
    UploadPaths *paths = g_new0(UploadPaths, 1);
    paths->by_name =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    paths->by_original =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    GHashTableIter each;
    gpointer asset = NULL;
    g_hash_table_iter_init(&each, issue->assets);
    while (g_hash_table_iter_next(&each, NULL, &asset)) {
        g_autofree char *name = g_utf8_strdown(path_name(((const Asset *)asset)->path), -1);
        add_name(paths->by_original, original_name(name), asset);
        add_name(paths->by_name, g_steal_pointer(&name), asset);
    }
    return paths;
}

void upload_paths_free(UploadPaths *paths) {
    if (paths == NULL) {
        return;
    }
    g_hash_table_unref(paths->by_name);
    g_hash_table_unref(paths->by_original);
    g_free(paths);
}

/* How many directories before the names are the same, from the end. */
static unsigned same_directories(const char *one, const char *other) {
    g_autofree char *left = path_directory(one);
    g_autofree char *right = path_directory(other);
    g_auto(GStrv) a = g_strsplit_set(left, "/:", -1);
    g_auto(GStrv) b = g_strsplit_set(right, "/:", -1);
    unsigned count = 0;
    guint i = g_strv_length(a);
    guint k = g_strv_length(b);
    while (i > 0 && k > 0 && g_ascii_strcasecmp(a[--i], b[--k]) == 0) {
        count++;
    }
    return count;
}

/* The one whose directories are most like the address's; of equals the first by name. */
static const Asset *choose(const GPtrArray *assets, const char *address) {
    enum { LOOKED_AT = 200 };
    const Asset *best = NULL;
    unsigned best_same = 0;
    for (guint i = 0; assets != NULL && i < assets->len && i < LOOKED_AT; i++) {
        const Asset *asset = assets->pdata[i];
        unsigned same = same_directories(asset->path, address);
        bool is_first = best != NULL && same == best_same && strcmp(asset->path, best->path) < 0;
        if (best == NULL || same > best_same || is_first) {
            best = asset;
            best_same = same;
        }
    }
    return best;
}

const Asset *upload_paths_find(const UploadPaths *paths, const char *address) {
    if (g_hash_table_size(paths->by_name) == 0) {
        return NULL;
    }
    g_autofree char *plain = g_strndup(address, strcspn(address, "?#"));
    g_autofree char *decoded = g_uri_unescape_string(plain, NULL);
    const char *path = decoded != NULL && g_utf8_validate(decoded, -1, NULL) ? decoded : plain;
    g_autofree char *name = g_utf8_strdown(path_name(path), -1);
    const Asset *asset = choose(g_hash_table_lookup(paths->by_name, name), path);
    if (asset == NULL) {
        g_autofree char *original = original_name(name);
        asset = choose(g_hash_table_lookup(paths->by_name, original), path);
        asset =
            asset != NULL ? asset : choose(g_hash_table_lookup(paths->by_original, original), path);
    }
    return asset;
}
