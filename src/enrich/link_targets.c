/* The articles of an issue by their names, and the places in them by theirs. */
#include "enrich/link_targets.h"

#include "base/identifiers.h"
#include "base/paths.h"

#include <string.h>

struct LinkTargets {
    const Issue *issue;
    GHashTable *by_path;   /* a path as it may be called -> Article * */
    GHashTable *by_id;     /* id -> Article * */
    GHashTable *drafts;    /* as by_path, those that were left out */
    GHashTable *places_of; /* Article * -> its places, made when they are first asked for */
};

/* One form for names that systems store composed or decomposed (Unicode TR 15). */
static char *normal_form(const char *name) {
    char *normal = g_str_is_ascii(name) ? NULL : g_utf8_normalize(name, -1, G_NORMALIZE_NFC);
    return normal != NULL ? normal : g_strdup(name);
}

/* The first to come has the name. */
static void add_name(GHashTable *table, const char *name, const void *value) {
    g_autofree char *key = normal_form(name);
    if (!g_hash_table_contains(table, key)) {
        g_hash_table_insert(table, g_steal_pointer(&key), (gpointer)value);
    }
}

static char *without_suffix(const char *path) {
    const char *name = path_name(path);
    const char *dot = strrchr(name, '.');
    return dot != NULL && dot > name ? g_strndup(path, (gsize)(dot - path)) : g_strdup(path);
}

static bool is_index(const char *path) {
    g_autofree char *stem = path_stem(path);
    return g_ascii_strcasecmp(stem, "index") == 0;
}

/* Shorter ways to call an article; its path itself goes before those of all the others. */
static void add_short_names(GHashTable *table, const Article *article) {
    g_autofree char *bare = without_suffix(article->path);
    add_name(table, bare, article);
    g_autofree char *directory = article->own_directory != NULL ? g_strdup(article->own_directory)
                                 : is_index(article->path)      ? path_directory(article->path)
                                                                : NULL;
    if (directory != NULL && directory[0] != '\0') {
        add_name(table, directory, article);
    }
}

static GHashTable *list_names(const GPtrArray *articles) {
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < articles->len; i++) {
        const Article *article = articles->pdata[i];
        add_name(table, article->path, article);
    }
    for (guint i = 0; i < articles->len; i++) {
        add_short_names(table, articles->pdata[i]);
    }
    return table;
}

LinkTargets *link_targets_new(const Issue *issue, const GPtrArray *drafts) {
    LinkTargets *targets = g_new0(LinkTargets, 1);
    targets->issue = issue;
    targets->by_path = list_names(issue->articles);
    targets->drafts = list_names(drafts);
    targets->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        g_hash_table_insert(targets->by_id, article->id, article);
    }
    targets->places_of =
        g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref);
    return targets;
}

void link_targets_free(LinkTargets *targets) {
    g_hash_table_unref(targets->by_path);
    g_hash_table_unref(targets->by_id);
    g_hash_table_unref(targets->drafts);
    g_hash_table_unref(targets->places_of);
    g_free(targets);
}

static bool is_web_page(const char *path) {
    g_autofree char *suffix = path_suffix(path);
    return strcmp(suffix, "html") == 0 || strcmp(suffix, "htm") == 0;
}

/* By the path as it is, then as the address of the page that a site would make of the article. */
static const Article *find_by_path(GHashTable *table, const char *path) {
    g_autofree char *key = normal_form(path);
    const Article *article = g_hash_table_lookup(table, key);
    if (article == NULL && is_web_page(key)) {
        g_autofree char *bare = without_suffix(key);
        article = g_hash_table_lookup(table, bare);
    }
    return article;
}

const Article *link_targets_article(LinkTargets *targets, const char *path) {
    const Article *article = find_by_path(targets->by_path, path);
    if (article == NULL && strchr(path, '/') == NULL) {
        g_autofree char *bare = without_suffix(path);
        article = g_hash_table_lookup(targets->by_id, bare);
    }
    return article;
}

bool link_targets_is_draft(LinkTargets *targets, const char *path) {
    return find_by_path(targets->drafts, path) != NULL;
}

/* Places: a name -> the id of an element, borrowed from the tree or the heading. */

static void add_place(GHashTable *places, char *name_taken, const char *id) {
    if (g_hash_table_contains(places, name_taken)) {
        g_free(name_taken);
    } else {
        g_hash_table_insert(places, name_taken, (gpointer)id);
    }
}

/* GitHub tells headings of the same words apart by -1, -2 behind them. */
static void add_anchors(GHashTable *places, const Article *article) {
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < article->headings->len; i++) {
        Heading *heading = article->headings->pdata[i];
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, heading->anchor));
        add_place(places,
                  count == 0 ? g_strdup(heading->anchor)
                             : g_strdup_printf("%s-%u", heading->anchor, count),
                  heading->id);
        g_hash_table_insert(counts, heading->anchor, GUINT_TO_POINTER(count + 1));
    }
}

static void add_ids(GHashTable *places, const Article *article) {
    const xmlNode *top = article->tree->children;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        const char *id = at->type == XML_ELEMENT_NODE && at->properties != NULL
                             ? node_get(at, ATTRIBUTE_ID)
                             : NULL;
        if (id != NULL) {
            add_place(places, g_strdup(id), id);
        }
    }
}

static GHashTable *places_of(LinkTargets *targets, const Article *article) {
    GHashTable *places = g_hash_table_lookup(targets->places_of, article);
    if (places == NULL) {
        places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        add_anchors(places, article);
        add_ids(places, article);
        g_hash_table_insert(targets->places_of, (gpointer)article, places);
    }
    return places;
}

const char *link_targets_place(LinkTargets *targets, const Article *article, const char *fragment) {
    GHashTable *places = places_of(targets, article);
    g_autofree char *decoded = g_uri_unescape_string(fragment, NULL);
    bool is_text = decoded != NULL && g_utf8_validate(decoded, -1, NULL);
    const char *wanted = is_text ? decoded : fragment;
    g_autofree char *normal = normal_form(wanted);
    g_autofree char *anchor = identifier_github_anchor(normal);
    g_autofree char *joined = g_strdelimit(g_strdup(anchor), "_", '-');
    const char *const names[] = {fragment, normal, anchor, joined};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        const char *id = g_hash_table_lookup(places, names[i]);
        if (id != NULL) {
            return id;
        }
    }
    return NULL;
}

/* What may have been meant */

char *link_targets_near_article(const LinkTargets *targets, const Article *from, const char *path) {
    const GPtrArray *articles = targets->issue->articles;
    g_autofree char *suffix = path_suffix(path);
    bool has_suffix = suffix[0] != '\0';
    g_autoptr(GPtrArray) calls = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < articles->len; i++) {
        const Article *article = articles->pdata[i];
        g_autofree char *name =
            has_suffix ? g_strdup(article->path) : without_suffix(article->path);
        bool is_same = strcmp(path_name(name), path_name(path)) == 0;
        g_autofree char *call = path_between(from->path, name);
        if (is_same) {
            return g_steal_pointer(&call);
        }
        g_ptr_array_add(calls, g_steal_pointer(&call));
    }
    g_autofree char *wanted = path_between(from->path, path);
    g_autoptr(GPtrArray) near = text_nearest(wanted, calls, 1);
    return near->len > 0 ? g_strdup(near->pdata[0]) : NULL;
}

char *link_targets_near_place(const Article *article, const char *fragment) {
    g_autofree char *decoded = g_uri_unescape_string(fragment, NULL);
    bool is_text = decoded != NULL && g_utf8_validate(decoded, -1, NULL);
    g_autofree char *wanted = identifier_github_anchor(is_text ? decoded : fragment);
    g_autoptr(GPtrArray) anchors = g_ptr_array_new();
    for (guint i = 0; i < article->headings->len; i++) {
        g_ptr_array_add(anchors, ((Heading *)article->headings->pdata[i])->anchor);
    }
    g_autoptr(GPtrArray) near = text_nearest(wanted, anchors, 1);
    return near->len > 0 ? g_strdup(near->pdata[0]) : NULL;
}
