/* An article's pictures: each call becomes an asset of the issue or goes, with what is to be said
 * of it; the picture that nothing calls leads. */
#include "base/paths.h"
#include "enrich/picture_paths.h"
#include "enrich/steps.h"

#include <string.h>

enum {
    NAMES_LISTED = 12,
    SENTENCE_WORDS = 5,
    SEARCHES_MOST = 32, /* an article, for pictures that are not where they are called */
};

typedef struct {
    ArticleWork *work;
    unsigned searches;
    GPtrArray *remote;    /* char *: of a page from the web, as written */
    Place remote_place;   /* of the first */
    GPtrArray *missing;   /* char *: as written */
    Place missing_place;  /* of the first */
    char *missing_hint;   /* for the first */
    GString *without_alt; /* names */
    Place without_alt_place;
    GHashTable *called; /* paths of assets, borrowed */
} Pictures;

static bool is_blank_or_null(const char *text) {
    return text == NULL || text_is_blank(text);
}

static xmlNode *figure_of(const xmlNode *image) {
    return element_of(image->parent) == ELEMENT_FIGURE ? image->parent : NULL;
}

static xmlNode *cutline_of(const xmlNode *figure) {
    return element_of(figure->last) == ELEMENT_FIGCAPTION ? figure->last : NULL;
}

/* Taking a picture out */

/* A figure without its picture: its cutline stays as a paragraph. */
static void dissolve_figure(xmlNode *figure) {
    if (figure->children == NULL) {
        node_remove(figure);
        return;
    }
    for (const xmlNode *child = figure->children; child != NULL; child = child->next) {
        if (element_of(child) == ELEMENT_IMG) {
            return; /* another picture is still in it */
        }
    }
    xmlNode *cutline = cutline_of(figure);
    if (cutline != NULL) {
        node_rename(cutline, ELEMENT_P);
    }
    node_unwrap(figure);
}

/* What holds nothing once a picture has left it goes too: a link, a paragraph. */
static void remove_emptied(xmlNode *parent) {
    while (parent != NULL && parent->children == NULL && element_of(parent) >= 0 &&
           element_group(element_of(parent)) != GROUP_ROOT &&
           element_group(element_of(parent)) != GROUP_PART) {
        xmlNode *above = parent->parent;
        node_remove(parent);
        parent = above;
    }
}

static void leave_out(ArticleWork *work, xmlNode *image) {
    xmlNode *figure = figure_of(image);
    xmlNode *parent = image->parent;
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    if (figure == NULL && !is_blank_or_null(alt)) {
        node_insert_before(image, node_new_text(work->article->tree, alt, strlen(alt),
                                                node_line(image), node_column(image)));
    }
    node_remove(image);
    if (figure != NULL) {
        dissolve_figure(figure);
    } else {
        remove_emptied(parent);
    }
}

/* The block around running text after which a paragraph may stand; NULL in a headline. */
static xmlNode *block_around(xmlNode *node) {
    while (node != NULL && element_of(node) >= 0 && element_group(element_of(node)) != GROUP_ROOT) {
        if (element_may_hold(element_of(node->parent), ELEMENT_P)) {
            return node;
        }
        node = node->parent;
    }
    return NULL;
}

static xmlNode *new_box(xmlDoc *tree, const xmlNode *image) {
    const char *name = path_name(node_get(image, ATTRIBUTE_SRC));
    xmlNode *box = node_new(tree, ELEMENT_P, node_line(image), node_column(image));
    node_set(box, ATTRIBUTE_CLASS, "missing");
    node_append(box, node_new_text(tree, name, strlen(name), node_line(image), node_column(image)));
    return box;
}

/* A proof's box: in the figure, or after the paragraph that the picture stood in. */
static void put_box(ArticleWork *work, xmlNode *image) {
    xmlNode *parent = image->parent;
    xmlNode *block = block_around(parent);
    if (figure_of(image) != NULL) {
        node_insert_before(image, new_box(work->article->tree, image));
    } else if (block != NULL) {
        node_insert_after(block, new_box(work->article->tree, image));
    }
    node_remove(image);
    remove_emptied(parent);
}

/* One picture */

static void note_missing(Pictures *pictures, xmlNode *image, const char *src, PictureFate fate) {
    ArticleWork *work = pictures->work;
    if (pictures->missing->len == 0) {
        pictures->missing_place = node_place(image, work->article->display_path);
        pictures->missing_hint =
            fate == PICTURE_OUTSIDE
                ? g_strdup("copy the picture into the issue's directory: an article calls nothing "
                           "that lies outside")
                : picture_hint(work->issue, work->article->path, src);
    }
    g_ptr_array_add(pictures->missing, g_strdup(src));
}

static void refuse(Pictures *pictures, xmlNode *image, const char *src, PictureFate fate) {
    ArticleWork *work = pictures->work;
    if (fate == PICTURE_REMOTE && work->article->pictures_may_be_missing) {
        if (pictures->remote->len == 0) {
            pictures->remote_place = node_place(image, work->article->display_path);
        }
        g_ptr_array_add(pictures->remote, g_strdup(src));
        leave_out(work, image);
    } else if (fate == PICTURE_REMOTE) {
        report_add(work->report, DIAGNOSTIC_IMAGE_REMOTE,
                   node_place(image, work->article->display_path), NULL, src, NULL);
        leave_out(work, image);
    } else if (work->issue->is_draft_build) {
        put_box(work, image);
    } else {
        note_missing(pictures, image, src, fate);
        leave_out(work, image);
    }
}

/* Does it read like a sentence, which could stand under the picture? */
static bool is_sentence_like(const char *alt) {
    size_t length = strlen(alt);
    TextCount count = {0};
    text_count_add(&count, alt, length);
    bool has_end = g_str_has_suffix(alt, "。") || strchr(".!?", alt[length - 1]) != NULL;
    return count.words >= SENTENCE_WORDS || (has_end && count.words > 1);
}

static void caption_from_alt(Pictures *pictures, xmlNode *image) {
    const Article *article = pictures->work->article;
    const Settings *settings = &pictures->work->issue->settings;
    xmlNode *figure = figure_of(image);
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    if (figure == NULL || cutline_of(figure) != NULL || is_blank_or_null(alt)) {
        return;
    }
    bool is_asked =
        article->has_captions_key ? article->captions_from_alt : settings->captions_from_alt;
    if (is_asked) {
        xmlNode *cutline =
            node_new(article->tree, ELEMENT_FIGCAPTION, node_line(image), node_column(image));
        node_append(cutline, node_new_text(article->tree, alt, strlen(alt), node_line(image),
                                           node_column(image)));
        node_append(figure, cutline);
    } else if (is_sentence_like(alt)) {
        pictures->work->article->sentence_like_alts++;
    }
}

static void keep(Pictures *pictures, xmlNode *image, const Asset *asset) {
    Article *article = pictures->work->article;
    article->pictures++;
    g_ptr_array_add(article->image_nodes, image);
    g_hash_table_add(pictures->called, asset->path);
    if (node_get(image, ATTRIBUTE_ALT) == NULL) {
        if (article->pictures_without_alt++ == 0) {
            pictures->without_alt_place = node_place(image, article->display_path);
        }
        g_string_append_printf(pictures->without_alt, "%s%s",
                               pictures->without_alt->len > 0 ? ", " : "", path_name(asset->path));
    }
    node_set(image, ATTRIBUTE_SRC, asset->path);
    caption_from_alt(pictures, image);
}

static void place_picture(Pictures *pictures, xmlNode *image) {
    ArticleWork *work = pictures->work;
    g_autofree char *src = g_strdup(node_get(image, ATTRIBUTE_SRC));
    const Asset *asset = NULL;
    if (is_blank_or_null(src)) {
        leave_out(work, image);
        return;
    }
    if (work->article->own_assets != NULL) {
        asset = g_hash_table_lookup(work->article->own_assets, src);
    }
    if (asset != NULL) {
        keep(pictures, image, asset);
        return;
    }
    PictureFate (*find)(const Issue *, const char *, const char *, const Asset **) =
        pictures->searches < SEARCHES_MOST ? picture_find : picture_find_exact;
    PictureFate fate = find(work->issue, work->article->path, src, &asset);
    pictures->searches += fate == PICTURE_MISSING;
    if (fate == PICTURE_FOUND) {
        keep(pictures, image, asset);
    } else {
        refuse(pictures, image, src, fate);
    }
}

/* The picture that nothing calls */

static gint compare_assets(gconstpointer left, gconstpointer right) {
    const Asset *a = *(const Asset *const *)left;
    const Asset *b = *(const Asset *const *)right;
    return text_natural_compare(a->path, b->path);
}

static bool is_cover(const Issue *issue, const Asset *asset) {
    g_autofree char *path =
        issue->settings.cover != NULL ? path_normalise(issue->settings.cover) : NULL;
    return g_strcmp0(path, asset->path) == 0;
}

/* The pictures in the article's own directory that it does not call. */
static GPtrArray *list_uncalled(const Pictures *pictures) {
    const ArticleWork *work = pictures->work;
    const char *directory = work->article->own_directory;
    size_t length = strlen(directory);
    GPtrArray *uncalled = g_ptr_array_new();
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, work->issue->assets);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Asset *asset = value;
        if (strncmp(asset->path, directory, length) == 0 && asset->path[length] == '/' &&
            !g_hash_table_contains(pictures->called, asset->path) &&
            !is_cover(work->issue, asset)) {
            g_ptr_array_add(uncalled, value);
        }
    }
    g_ptr_array_sort(uncalled, compare_assets);
    return uncalled;
}

static bool has_lead(const Article *article) {
    const xmlNode *first = tree_body(article->tree)->children;
    return first != NULL && element_of(first) == ELEMENT_FIGURE && node_has_class(first, "lead");
}

static void put_lead(Pictures *pictures, const Asset *asset) {
    Article *article = pictures->work->article;
    xmlNode *body = tree_body(article->tree);
    xmlNode *figure = node_new(article->tree, ELEMENT_FIGURE, 0, 0);
    node_set(figure, ATTRIBUTE_CLASS, "lead");
    xmlNode *image = node_new(article->tree, ELEMENT_IMG, 0, 0);
    node_set(image, ATTRIBUTE_SRC, asset->path);
    node_append(figure, image);
    if (body->children != NULL) {
        node_insert_before(body->children, figure);
    } else {
        node_append(body, figure);
    }
    keep(pictures, image, asset);
    g_ptr_array_remove_index(article->image_nodes, article->image_nodes->len - 1);
    g_ptr_array_insert(article->image_nodes, 0, image);
}

static void report_uncalled(const ArticleWork *work, const Asset *asset) {
    const char *call = asset->path + strlen(work->article->own_directory) + 1;
    bool has_space = strchr(call, ' ') != NULL;
    g_autofree char *hint = g_strdup_printf(
        "paste into %s where it belongs: `![what it shows](%s%s%s)`", work->article->display_path,
        has_space ? "<" : "", call, has_space ? ">" : "");
    report_add(work->report, DIAGNOSTIC_IMAGE_UNCALLED, place_file(asset->display_path), hint,
               path_name(asset->path), NULL);
}

static void settle_uncalled(Pictures *pictures) {
    const Article *article = pictures->work->article;
    if (article->own_directory == NULL || article->part_index > 0) {
        return;
    }
    g_autoptr(GPtrArray) uncalled = list_uncalled(pictures);
    if (uncalled->len == 1 && !has_lead(article)) {
        put_lead(pictures, uncalled->pdata[0]);
        return;
    }
    for (guint i = 0; i < uncalled->len; i++) {
        report_uncalled(pictures->work, uncalled->pdata[i]);
    }
}

/* What is said once an article */

static void report_missing(Pictures *pictures) {
    g_autofree char *names = text_list_names(pictures->missing, NAMES_LISTED);
    if (pictures->work->article->pictures_may_be_missing) {
        report_add(pictures->work->report, DIAGNOSTIC_IMAGE_LEFT_OUT, pictures->missing_place, NULL,
                   names, NULL);
        return;
    }
    report_add(pictures->work->report, DIAGNOSTIC_IMAGE_MISSING, pictures->missing_place,
               pictures->missing_hint, names, NULL);
}

static void report_remote(const Pictures *pictures) {
    g_autofree char *names = text_list_names(pictures->remote, NAMES_LISTED);
    bool is_of_export = pictures->work->article->web_address != NULL;
    report_add(pictures->work->report, DIAGNOSTIC_IMAGES_REMOTE, pictures->remote_place,
               is_of_export ? "put a copy of the site's wp-content/uploads into the issue's "
                              "directory; `galley import` lists what is missing"
                            : NULL,
               names, NULL);
}

static void report_all(Pictures *pictures) {
    if (pictures->missing->len > 0) {
        report_missing(pictures);
    }
    if (pictures->remote->len > 0) {
        report_remote(pictures);
    }
    if (pictures->without_alt->len > 0) {
        report_add(pictures->work->report, DIAGNOSTIC_ALT_MISSING, pictures->without_alt_place,
                   NULL, pictures->without_alt->str, NULL);
    }
}

static GPtrArray *list_images(const Article *article) {
    GPtrArray *images = g_ptr_array_new();
    xmlNode *top = article->tree->children;
    for (xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) == ELEMENT_IMG) {
            g_ptr_array_add(images, at);
        }
    }
    return images;
}

void place_pictures(ArticleWork *work) {
    g_autoptr(GPtrArray) images = list_images(work->article);
    if (images->len == 0 && work->article->own_directory == NULL) {
        return;
    }
    Pictures pictures = {.work = work,
                         .remote = g_ptr_array_new_with_free_func(g_free),
                         .missing = g_ptr_array_new_with_free_func(g_free),
                         .without_alt = g_string_new(NULL),
                         .without_alt_place = article_place(work->article),
                         .called = g_hash_table_new(g_str_hash, g_str_equal)};
    for (guint i = 0; i < images->len; i++) {
        place_picture(&pictures, images->pdata[i]);
    }
    settle_uncalled(&pictures);
    report_all(&pictures);
    g_ptr_array_unref(pictures.remote);
    g_ptr_array_unref(pictures.missing);
    g_free(pictures.missing_hint);
    g_string_free(pictures.without_alt, TRUE);
    g_hash_table_unref(pictures.called);
}
