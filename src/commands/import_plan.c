/* Names for articles and pictures, and the trees made to call them so. */
#include "commands/import_plan.h"

#include "base/identifiers.h"
#include "base/paths.h"
#include "base/yaml_text.h"
#include "commands/import_article.h"

#include <string.h>

void import_source_free(ImportSource *source) {
    if (source == NULL) {
        return;
    }
    g_ptr_array_unref(source->articles);
    g_ptr_array_unref(source->assets);
    g_ptr_array_unref(source->facts);
    g_ptr_array_unref(source->order);
    g_clear_pointer(&source->directory, issue_directory_free);
    g_clear_pointer(&source->publication, publication_free);
    g_free(source);
}

void import_file_free(ImportFile *file) {
    g_free(file->name);
    g_clear_pointer(&file->bytes, g_bytes_unref);
    g_free(file);
}

typedef struct {
    GPtrArray *files;     /* ImportFile * */
    GHashTable *taken;    /* char *, borrowed from files: names in lower case would clash on some
                             disks, and all names are lower case */
    GHashTable *pictures; /* const Asset * -> name, borrowed */
    GHashTable *articles; /* "SOURCE:path" owned -> name, borrowed: the first article of a file */
    GPtrArray *names;     /* char *, owned: of the articles, in order */
} Plan;

/* "boat.jpg", or "boat-2.jpg" if that is taken. */
static char *free_name(const Plan *plan, const char *stem, const char *suffix) {
    char *name = g_strconcat(stem, suffix, NULL);
    for (unsigned i = 2; g_hash_table_contains(plan->taken, name); i++) {
        g_free(name);
        name = g_strdup_printf("%s-%u%s", stem, i, suffix);
    }
    return name;
}

static ImportFile *add_file(Plan *plan, char *name_taken) {
    ImportFile *file = g_new0(ImportFile, 1);
    file->name = name_taken;
    g_hash_table_add(plan->taken, file->name);
    g_ptr_array_add(plan->files, file);
    return file;
}

/* Names of articles */

static char *source_key(size_t source, const char *path) {
    return g_strdup_printf("%zu:%s", source, path);
}

static char *article_slug(const Article *article) {
    const xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, false);
    g_autofree char *title = headline != NULL ? node_plain_text(headline) : NULL;
    bool has_title = title != NULL && !text_is_blank(title);
    const char *named = article->slug != NULL ? article->slug
                        : has_title           ? title
                                              : article->fallback_title;
    char *slug = identifier_slug(named);
    if (g_str_has_prefix(slug,
                         "x-")) { /* a title in other letters: the file's name may have some */
        g_autofree char *stem = path_stem(article->path);
        g_free(slug);
        slug = identifier_slug(path_skip_number(stem));
    }
    return slug;
}

static size_t count_articles(const GPtrArray *sources) {
    size_t count = 0;
    for (guint i = 0; i < sources->len; i++) {
        count += ((const ImportSource *)sources->pdata[i])->articles->len;
    }
    return count;
}

/* What links to `path` is to call it; the first article of a file has its name. */
static void add_link_name(Plan *plan, size_t source, const char *path, const char *name) {
    char *key = source_key(source, path);
    if (g_hash_table_contains(plan->articles, key)) {
        g_free(key);
    } else {
        g_hash_table_insert(plan->articles, key, (gpointer)name);
    }
}

/* "07-the-pier.md": the numbers keep the order. */
static void name_articles(Plan *plan, const GPtrArray *sources) {
    g_autofree char *last = g_strdup_printf("%zu", count_articles(sources));
    int width = MAX(2, (int)strlen(last));
    unsigned number = 0;
    for (guint i = 0; i < sources->len; i++) {
        const ImportSource *source = sources->pdata[i];
        for (guint k = 0; k < source->articles->len; k++) {
            const Article *article = source->articles->pdata[k];
            g_autofree char *slug = article_slug(article);
            char *name = g_strdup_printf("%0*u-%s.md", width, ++number, slug);
            g_ptr_array_add(plan->names, name);
            add_link_name(plan, i, article->path, name);
            size_t stem_bytes = strlen(article->path) - strlen(path_name(article->path)) +
                                strcspn(path_name(article->path), ".");
            g_autofree char *stem = g_strndup(article->path, stem_bytes);
            add_link_name(plan, i, stem, name);
            if (article->own_directory != NULL) {
                add_link_name(plan, i, article->own_directory, name);
            }
        }
    }
}

/* Pictures */

static const char *picture_name(Plan *plan, const Asset *asset) {
    const char *known = g_hash_table_lookup(plan->pictures, asset);
    if (known != NULL) {
        return known;
    }
    g_autofree char *stem = path_stem(asset->path);
    g_autofree char *suffix = path_suffix(asset->path);
    g_autofree char *slug = identifier_slug(stem);
    g_autofree char *whole = g_strconcat("images/", slug, NULL);
    g_autofree char *dotted = *suffix != '\0' ? g_strconcat(".", suffix, NULL) : g_strdup("");
    ImportFile *file = add_file(plan, free_name(plan, whole, dotted));
    file->asset = asset;
    g_hash_table_insert(plan->pictures, (gpointer)asset, file->name);
    return file->name;
}

static const Asset *find_asset(const ImportSource *source, const Article *article,
                               const char *path) {
    const Asset *own =
        article->own_assets != NULL ? g_hash_table_lookup(article->own_assets, path) : NULL;
    return own != NULL ? own : issue_asset(source->directory->issue, path);
}

static void name_pictures(Plan *plan, const ImportSource *source, const Article *article) {
    for (guint i = 0; i < article->image_nodes->len; i++) {
        xmlNode *image = article->image_nodes->pdata[i];
        const Asset *asset = find_asset(source, article, node_get(image, ATTRIBUTE_SRC));
        if (asset != NULL) {
            node_set(image, ATTRIBUTE_SRC, picture_name(plan, asset));
        }
    }
}

/* Links from one source file to another */

static void name_link(const Plan *plan, size_t source, const Article *article, xmlNode *link) {
    const char *href = node_get(link, ATTRIBUTE_HREF);
    if (href == NULL || *href == '#' || *href == '/') {
        return;
    }
    const char *end = href + strcspn(href, "#?");
    g_autofree char *written = g_strndup(href, (gsize)(end - href));
    g_autofree char *plain = g_uri_unescape_string(written, NULL);
    g_autofree char *directory = path_directory(article->path);
    g_autofree char *path = plain != NULL ? path_resolve(directory, plain) : NULL;
    g_autofree char *key = path != NULL ? source_key(source, path) : NULL;
    const char *name = key != NULL ? g_hash_table_lookup(plan->articles, key) : NULL;
    if (name != NULL) {
        g_autofree char *renamed = g_strconcat(name, *end == '#' ? end : "", NULL);
        node_set(link, ATTRIBUTE_HREF, renamed);
    }
}

static void name_links(const Plan *plan, size_t source, const Article *article) {
    xmlNode *top = article->tree->children;
    for (xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) == ELEMENT_A) {
            name_link(plan, source, article, at);
        }
    }
}

/* issue.yaml, where the sources say something of their issue */

static void add_issue_file(Plan *plan, const GPtrArray *sources) {
    g_autoptr(YamlText) yaml = yaml_text_new();
    g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < sources->len; i++) {
        const ImportSource *source = sources->pdata[i];
        for (guint k = 0; k < source->facts->len; k++) {
            const IssueFact *fact = source->facts->pdata[k];
            if (g_hash_table_add(said, fact->key)) {
                yaml_text_add(yaml, fact->key, fact->value);
            }
        }
    }
    g_autofree char *text = yaml_text_finish(yaml);
    if (*text != '\0') {
        ImportFile *file = add_file(plan, g_strdup("issue.yaml"));
        file->bytes = g_bytes_new(text, strlen(text));
    }
}

GPtrArray *import_plan(const GPtrArray *sources, size_t *changed) {
    Plan plan = {.files = g_ptr_array_new_with_free_func((GDestroyNotify)import_file_free),
                 .taken = g_hash_table_new(g_str_hash, g_str_equal),
                 .pictures = g_hash_table_new(NULL, NULL),
                 .articles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                 .names = g_ptr_array_new_with_free_func(g_free)};
    name_articles(&plan, sources);
    add_issue_file(&plan, sources);
    guint number = 0;
    for (guint i = 0; i < sources->len; i++) {
        const ImportSource *source = sources->pdata[i];
        for (guint k = 0; k < source->articles->len; k++) {
            const Article *article = source->articles->pdata[k];
            name_pictures(&plan, source, article);
            name_links(&plan, i, article);
            g_autofree char *text = import_article_text(article, changed);
            ImportFile *file = add_file(&plan, g_strdup(plan.names->pdata[number++]));
            file->bytes = g_bytes_new(text, strlen(text));
        }
    }
    g_hash_table_unref(plan.taken);
    g_hash_table_unref(plan.pictures);
    g_hash_table_unref(plan.articles);
    g_ptr_array_unref(plan.names);
    return plan.files;
}
