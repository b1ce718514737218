/* Pictures out of data: addresses (RFC 2397). */
#include "read/page_embedded.h"

#include "base/paths.h"

#include <string.h>

enum {
    LEAST_BYTES = 200, /* of a picture that shows something */
    PICTURES_MOST = 2000,
};

static const struct {
    const char *type, *suffix;
} kinds[] = {
    {"image/jpeg", ".jpg"}, {"image/jpg", ".jpg"},   {"image/png", ".png"},
    {"image/gif", ".gif"},  {"image/webp", ".webp"}, {"image/svg+xml", ".svg"},
};

/* The bytes of a base64 picture; NULL: it is none. */
static GBytes *decode(const char *src, const char **suffix) {
    const char *type = src + strlen("data:");
    const char *comma = strchr(type, ',');
    *suffix = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (g_ascii_strncasecmp(type, kinds[i].type, strlen(kinds[i].type)) == 0) {
            *suffix = kinds[i].suffix;
        }
    }
    bool is_base64 = comma != NULL && comma - type >= 7 && memcmp(comma - 7, ";base64", 7) == 0;
    if (*suffix == NULL || !is_base64) {
        return NULL;
    }
    gsize length = 0;
    guchar *bytes = g_base64_decode(comma + 1, &length);
    return g_bytes_new_take(bytes, length);
}

static Asset *make_asset(const Article *article, GBytes *bytes, unsigned number,
                         const char *suffix) {
    g_autofree char *directory = path_directory(article->path);
    g_autofree char *stem = path_stem(article->path);
    g_autofree char *name = g_strdup_printf("%s-picture-%u%s", stem, number, suffix);
    g_autofree char *path =
        *directory != '\0' ? g_strconcat(directory, "/", name, NULL) : g_strdup(name);
    return asset_new_bytes(path, article->display_path, bytes);
}

void page_take_embedded(Page *page, uint32_t top, Article *article, Reading *into,
                        FurnitureTally *tally) {
    unsigned number = 0;
    for (uint32_t i = top + 1; i < page->nodes[top].end; i++) {
        PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED) {
            i = node->end - 1;
            continue;
        }
        bool is_changed = node->change != NULL && node->change->src != NULL;
        const char *src = is_changed ? node->change->src : page_attribute(node, "src");
        if (node->tag != PAGE_IMG || src == NULL || !g_str_has_prefix(src, "data:")) {
            continue;
        }
        const char *suffix = NULL;
        g_autoptr(GBytes) bytes = decode(src, &suffix);
        if (bytes == NULL || g_bytes_get_size(bytes) < LEAST_BYTES || number >= PICTURES_MOST) {
            node->fate = PAGE_DROPPED;
            tally->counts[FURNITURE_TRACKER]++;
            continue;
        }
        Asset *asset = make_asset(article, bytes, ++number, suffix);
        if (article->own_assets == NULL) {
            article->own_assets = g_hash_table_new(g_str_hash, g_str_equal);
        }
        g_hash_table_insert(article->own_assets, asset->path, asset);
        g_ptr_array_add(into->assets, asset);
        g_free(page_change(node)->src);
        node->change->src = g_strdup(asset->path);
    }
}
