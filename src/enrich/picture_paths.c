/* Finding pictures. Only the issue's table of assets is asked, never the disk: what is not in it is
 * not there. */
#include "enrich/picture_paths.h"

#include "base/paths.h"

#include <string.h>

static const char media_prefix[] = "media:/";

static bool has_scheme(const char *src, const char *scheme) {
    return g_ascii_strncasecmp(src, scheme, strlen(scheme)) == 0;
}

static bool is_remote(const char *src) {
    return has_scheme(src, "http:") || has_scheme(src, "https:") || g_str_has_prefix(src, "//");
}

/* "file:", "data:", "C:\": a colon before any slash. */
static bool has_any_scheme(const char *src) {
    return src[strcspn(src, ":/\\?#")] == ':';
}

/* The key of the issue's table that a path names; NULL: it leads outside. */
static char *key_of(const Issue *issue, const char *article_path, const char *path) {
    if (path[0] != '/') {
        g_autofree char *directory = path_directory(article_path);
        return path_resolve(directory, path);
    }
    g_autofree char *below = path_normalise(path + strspn(path, "/"));
    if (below == NULL) {
        return NULL;
    }
    g_autofree char *in_media = g_strconcat(media_prefix, below, NULL);
    bool has_media = issue->publication != NULL && issue->publication->settings.media != NULL;
    return has_media && issue_asset(issue, in_media) != NULL ? g_steal_pointer(&in_media)
                                                             : g_steal_pointer(&below);
}

/* As a browser would read it: without query and fragment, percent signs decoded, with slashes the
 * right way round. */
static char *decode(const char *src) {
    g_autofree char *path = g_strndup(src, strcspn(src, "?#"));
    for (char *p = path; *p != '\0'; p++) {
        *p = *p == '\\' ? '/' : *p;
    }
    char *decoded = g_uri_unescape_string(path, NULL);
    if (decoded != NULL && g_utf8_validate(decoded, -1, NULL)) {
        return decoded;
    }
    g_free(decoded);
    return g_steal_pointer(&path);
}

static gint compare_names(gconstpointer left, gconstpointer right) {
    return text_natural_compare(*(const char *const *)left, *(const char *const *)right);
}

/* All paths of pictures, in natural order. The caller frees the array, not the paths. */
static GPtrArray *list_paths(const Issue *issue) {
    GPtrArray *paths = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, issue->assets);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_ptr_array_add(paths, key);
    }
    g_ptr_array_sort(paths, compare_names);
    return paths;
}

PictureFate picture_find_exact(const Issue *issue, const char *article_path, const char *src,
                               const Asset **asset) {
    *asset = NULL;
    src += strspn(src, " ");
    if (is_remote(src)) {
        return PICTURE_REMOTE;
    }
    g_autofree char *as_written = src[0] != '\0' ? key_of(issue, article_path, src) : NULL;
    *asset = as_written != NULL ? issue_asset(issue, as_written) : NULL;
    if (*asset != NULL) {
        return PICTURE_FOUND;
    }
    if (has_any_scheme(src)) {
        return PICTURE_OUTSIDE;
    }
    g_autofree char *decoded = decode(src);
    if (decoded[0] == '\0') {
        return PICTURE_MISSING;
    }
    g_autofree char *key = key_of(issue, article_path, decoded);
    if (key == NULL) {
        return PICTURE_OUTSIDE;
    }
    *asset = issue_asset(issue, key);
    return *asset != NULL ? PICTURE_FOUND : PICTURE_MISSING;
}

/* A name that was typed composed and stored decomposed, as some systems do, or the other way. */
static const Asset *find_respelled(const Issue *issue, const char *key) {
    g_autofree char *wanted = g_utf8_normalize(key, -1, G_NORMALIZE_NFC);
    const Asset *found = NULL;
    GHashTableIter iter;
    gpointer path;
    gpointer asset;
    g_hash_table_iter_init(&iter, issue->assets);
    while (g_hash_table_iter_next(&iter, &path, &asset)) {
        g_autofree char *other =
            g_str_is_ascii(path) ? NULL : g_utf8_normalize(path, -1, G_NORMALIZE_NFC);
        bool is_first = found == NULL || strcmp(path, found->path) < 0;
        if (is_first && other != NULL && g_strcmp0(other, wanted) == 0) {
            found = asset;
        }
    }
    return found;
}

PictureFate picture_find(const Issue *issue, const char *article_path, const char *src,
                         const Asset **asset) {
    PictureFate fate = picture_find_exact(issue, article_path, src, asset);
    g_autofree char *decoded = fate == PICTURE_MISSING ? decode(src) : NULL;
    if (decoded == NULL || g_str_is_ascii(decoded)) {
        return fate;
    }
    g_autofree char *key = key_of(issue, article_path, decoded);
    *asset = key != NULL ? find_respelled(issue, key) : NULL;
    return *asset != NULL ? PICTURE_FOUND : fate;
}

/* Hints */

static const char *first_of_same_name(const GPtrArray *paths, const char *name) {
    for (guint i = 0; i < paths->len; i++) {
        if (strcmp(path_name(paths->pdata[i]), name) == 0) {
            return paths->pdata[i];
        }
    }
    return NULL;
}

static bool is_same_but_for_case(const char *left, const char *right) {
    g_autofree char *a = g_utf8_casefold(left, -1);
    g_autofree char *b = g_utf8_casefold(right, -1);
    return strcmp(a, b) == 0;
}

char *picture_hint(const Issue *issue, const char *article_path, const char *src) {
    g_autofree char *decoded = decode(src);
    const char *name = path_name(decoded);
    g_autoptr(GPtrArray) paths = list_paths(issue);
    const char *same = first_of_same_name(paths, name);
    if (same != NULL) {
        bool is_media = g_str_has_prefix(same, media_prefix);
        g_autofree char *call =
            is_media ? g_strdup(same + strlen(media_prefix) - 1) : path_between(article_path, same);
        return g_strdup_printf("there is one of that name elsewhere: write `%s`", call);
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < paths->len; i++) {
        g_ptr_array_add(names, (gpointer)path_name(paths->pdata[i]));
    }
    g_autoptr(GPtrArray) near = text_nearest(name, names, 1);
    if (near->len == 0) {
        return g_strdup("put the picture into the issue's directory, or build a proof without it: "
                        "`galley build --draft`");
    }
    if (is_same_but_for_case(near->pdata[0], name)) {
        return g_strdup_printf("a file \"%s\" exists; names are case-sensitive",
                               (const char *)near->pdata[0]);
    }
    return g_strdup_printf("did you mean \"%s\"? `galley build --draft` builds a proof without it",
                           (const char *)near->pdata[0]);
}
