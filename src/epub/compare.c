/* Finds which articles of two editions are the same ones, and says of each what changed. */
#include "epub/compare.h"

#include <string.h>

/* Articles */

static ArticleChange *change_new(const EditionArticle *was, const EditionArticle *now) {
    ArticleChange *change = g_new0(ArticleChange, 1);
    change->shown = now != NULL ? now : was;
    change->was = was;
    change->now = now;
    change->fields = g_array_new(FALSE, FALSE, sizeof(Difference));
    change->paragraphs = g_array_new(FALSE, FALSE, sizeof(Difference));
    change->corrections = g_ptr_array_new();
    change->corrections_gone = g_ptr_array_new();
    return change;
}

static void change_free(ArticleChange *change) {
    g_array_unref(change->fields);
    g_array_unref(change->paragraphs);
    g_ptr_array_unref(change->corrections);
    g_ptr_array_unref(change->corrections_gone);
    g_free(change);
}

static void add_only(GPtrArray *to, const GPtrArray *texts, const GPtrArray *others) {
    g_autofree bool *is_only = compare_texts(texts, others);
    for (guint i = 0; i < texts->len; i++) {
        if (is_only[i]) {
            g_ptr_array_add(to, texts->pdata[i]);
        }
    }
}

static void compare_articles(ArticleChange *change) {
    const EditionArticle *was = change->was;
    const EditionArticle *now = change->now;
    if (strcmp(was->digest, now->digest) != 0) {
        compare_paragraphs(change);
        add_only(change->corrections, now->corrections, was->corrections);
        add_only(change->corrections_gone, was->corrections, now->corrections);
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (g_strcmp0(was->fields[i], now->fields[i]) != 0) {
            Difference field = {edition_field_name(i), was->fields[i], now->fields[i]};
            g_array_append_val(change->fields, field);
        }
    }
    change->is_markup_changed = strcmp(was->digest, now->digest) != 0 && change->fields->len == 0 &&
                                change->paragraphs->len == 0 && change->corrections->len == 0 &&
                                change->corrections_gone->len == 0;
}

static bool is_changed(const ArticleChange *change) {
    return change->was == NULL || change->now == NULL || change->is_moved ||
           change->is_markup_changed || change->fields->len > 0 || change->paragraphs->len > 0 ||
           change->corrections->len > 0 || change->corrections_gone->len > 0;
}

/* The articles of an edition by one of their fields; of several with the same, the first. */
static GHashTable *index_by(const EpubEdition *edition, EditionField field) {
    GHashTable *index = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < edition->articles->len; i++) {
        EditionArticle *article = edition->articles->pdata[i];
        char *key = article->fields[field];
        if (key != NULL && !g_hash_table_contains(index, key)) {
            g_hash_table_insert(index, key, article);
        }
    }
    return index;
}

/* Fills each change's `was`: first by the page's name, then, for those left over, by the title.
 * `taken` gets what was found. */
static void match(const GPtrArray *changes, const EpubEdition *was, EditionField field,
                  GHashTable *taken) {
    g_autoptr(GHashTable) index = index_by(was, field);
    for (guint i = 0; i < changes->len; i++) {
        ArticleChange *change = changes->pdata[i];
        const char *key = change->now->fields[field];
        EditionArticle *found =
            change->was == NULL && key != NULL ? g_hash_table_lookup(index, key) : NULL;
        if (found != NULL && g_hash_table_add(taken, found)) {
            change->was = found;
        }
    }
}

static void add_articles(Comparison *comparison) {
    const EpubEdition *was = comparison->was;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    for (guint i = 0; i < comparison->now->articles->len; i++) {
        g_ptr_array_add(all, change_new(NULL, comparison->now->articles->pdata[i]));
    }
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    match(all, was, FIELD_FILE, taken);
    match(all, was, FIELD_TITLE, taken);
    g_autoptr(GPtrArray) in_both = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        ArticleChange *change = all->pdata[i];
        if (change->was != NULL) {
            compare_articles(change);
            g_ptr_array_add(in_both, change);
        }
    }
    compare_order(in_both);
    for (guint i = 0; i < was->articles->len; i++) {
        if (!g_hash_table_contains(taken, was->articles->pdata[i])) {
            g_ptr_array_add(all, change_new(was->articles->pdata[i], NULL));
        }
    }
    for (guint i = 0; i < all->len; i++) {
        if (is_changed(all->pdata[i])) {
            g_ptr_array_add(comparison->articles, all->pdata[i]);
        } else {
            comparison->same_articles++;
            change_free(all->pdata[i]);
        }
    }
}

/* Properties */

static GPtrArray *keys_of(const EpubEdition *edition) {
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < edition->properties->len; i++) {
        const EditionProperty *property = edition->properties->pdata[i];
        g_ptr_array_add(keys, g_strconcat(property->name, property->is_refinement ? "\t" : "\n",
                                          property->value, NULL));
    }
    return keys;
}

static GQueue *waiting_of(GHashTable *waiting, const char *name) {
    GQueue *queue = g_hash_table_lookup(waiting, name);
    if (queue == NULL) {
        queue = g_queue_new();
        g_hash_table_insert(waiting, (gpointer)name, queue);
    }
    return queue;
}

/* A value that is gone waits under its name for a new one of the same name. */
static void add_differences(const Comparison *comparison, GArray *into, const bool *is_gone,
                            const bool *is_new, bool of_refinements) {
    g_autoptr(GHashTable) waiting =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_queue_free);
    for (guint i = 0; i < comparison->was->properties->len; i++) {
        const EditionProperty *property = comparison->was->properties->pdata[i];
        if (is_gone[i] && property->is_refinement == of_refinements) {
            Difference one = {property->name, property->value, NULL};
            g_queue_push_tail(waiting_of(waiting, property->name), GUINT_TO_POINTER(into->len));
            g_array_append_val(into, one);
        }
    }
    for (guint i = 0; i < comparison->now->properties->len; i++) {
        const EditionProperty *property = comparison->now->properties->pdata[i];
        if (!is_new[i] || property->is_refinement != of_refinements) {
            continue;
        }
        GQueue *queue = waiting_of(waiting, property->name);
        if (queue->length > 0) {
            guint at = GPOINTER_TO_UINT(g_queue_pop_head(queue));
            g_array_index(into, Difference, at).now = property->value;
        } else {
            Difference one = {property->name, NULL, property->value};
            g_array_append_val(into, one);
        }
    }
}

static void add_properties(Comparison *comparison) {
    g_autoptr(GPtrArray) was = keys_of(comparison->was);
    g_autoptr(GPtrArray) now = keys_of(comparison->now);
    g_autofree bool *is_gone = compare_texts(was, now);
    g_autofree bool *is_new = compare_texts(now, was);
    add_differences(comparison, comparison->properties, is_gone, is_new, false);
    add_differences(comparison, comparison->refinements, is_gone, is_new, true);
}

/* The whole */

Comparison *comparison_new(const EpubEdition *was, const EpubEdition *now) {
    Comparison *comparison = g_new0(Comparison, 1);
    comparison->was = was;
    comparison->now = now;
    comparison->is_same_identity = was->check->identifier != NULL &&
                                   g_strcmp0(was->check->identifier, now->check->identifier) == 0;
    comparison->articles = g_ptr_array_new_with_free_func((GDestroyNotify)change_free);
    comparison->properties = g_array_new(FALSE, FALSE, sizeof(Difference));
    comparison->refinements = g_array_new(FALSE, FALSE, sizeof(Difference));
    add_articles(comparison);
    add_properties(comparison);
    comparison->parts = compare_parts(was, now);
    comparison->is_same_bytes = comparison->parts->len == 0;
    return comparison;
}

void comparison_free(Comparison *comparison) {
    g_ptr_array_unref(comparison->articles);
    g_array_unref(comparison->properties);
    g_array_unref(comparison->refinements);
    g_array_unref(comparison->parts);
    g_free(comparison);
}
