/* Which page each place in the text stands on, kept by article. */
#include "model/page_map.h"

static void clear_break(gpointer data) {
    PageBreak *page_break = data;
    g_free(page_break->folio);
}

static void page_map_article_free(gpointer data) {
    PageMapArticle *article = data;
    g_array_unref(article->breaks);
    g_free(article);
}

PageMap *page_map_new(const char *edition) {
    PageMap *map = g_new0(PageMap, 1);
    map->edition = g_strdup(edition);
    map->by_article = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, page_map_article_free);
    return map;
}

static PageMapArticle *add_article(PageMap *map, const char *article_id) {
    PageMapArticle *article = g_new0(PageMapArticle, 1);
    char *key = g_strdup(article_id);
    article->article_id = key;
    article->breaks = g_array_new(FALSE, FALSE, sizeof(PageBreak));
    g_array_set_clear_func(article->breaks, clear_break);
    g_hash_table_insert(map->by_article, key, article);
    return article;
}

void page_map_add(PageMap *map, const char *article_id, const xmlNode *node, size_t offset_bytes,
                  const char *folio) {
    PageMapArticle *article = g_hash_table_lookup(map->by_article, article_id);
    if (article == NULL) {
        article = add_article(map, article_id);
    }
    PageBreak page_break = {node, offset_bytes, g_strdup(folio)};
    g_array_append_val(article->breaks, page_break);
}

const GArray *page_map_article(const PageMap *map, const char *article_id) {
    const PageMapArticle *article = g_hash_table_lookup(map->by_article, article_id);
    return article == NULL ? NULL : article->breaks;
}

void page_map_free(PageMap *map) {
    if (map == NULL) {
        return;
    }
    g_free(map->edition);
    g_hash_table_unref(map->by_article);
    g_free(map);
}
