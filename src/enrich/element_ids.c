/* Ids of elements: those that the author gave, and the taking of new ones. */
#include "enrich/element_ids.h"

#include "enrich/steps.h"

GHashTable *element_ids_new(void) {
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

bool element_id_is_taken(GHashTable *ids, const char *id) {
    return g_hash_table_contains(ids, id);
}

const char *element_id_take(GHashTable *ids, const char *wanted) {
    char *id = g_strdup(wanted);
    if (g_hash_table_contains(ids, wanted)) {
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(ids, wanted));
        do {
            g_free(id);
            id = g_strdup_printf("%s-%u", wanted, number++);
        } while (g_hash_table_contains(ids, id));
        g_hash_table_insert(ids, g_strdup(wanted), GUINT_TO_POINTER(number));
    }
    g_hash_table_insert(ids, id, GUINT_TO_POINTER(2));
    return id;
}

void collect_ids(ArticleWork *work) {
    xmlNode *top = work->article->tree->children;
    for (xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        const char *id = at->type == XML_ELEMENT_NODE && at->properties != NULL
                             ? node_get(at, ATTRIBUTE_ID)
                             : NULL;
        if (id == NULL || node_kind(at) == NODE_NOTE || node_kind(at) == NODE_NOTE_CALL) {
            continue;
        }
        if (element_id_is_taken(work->ids, id)) {
            node_unset(at, ATTRIBUTE_ID);
        } else {
            element_id_take(work->ids, id);
        }
    }
}
