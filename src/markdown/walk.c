/* The walk itself, in document order and without recursion, and what is open across nodes. */
#include "markdown/walk.h"

static void clear_note(void *note) {
    g_free(((Note *)note)->label);
}

void walk_begin(Walk *walk, xmlDoc *tree, xmlNode *parent) {
    walk->open = g_array_new(FALSE, FALSE, sizeof(Open));
    walk->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    walk->notes = g_array_new(FALSE, FALSE, sizeof(Note));
    g_array_set_clear_func(walk->notes, clear_note);
    walk->missing = g_ptr_array_new_with_free_func(g_free);
    builder_begin(&walk->builder, tree, parent);
}

void walk_end(Walk *walk) {
    builder_end(&walk->builder);
    report_missing_notes(walk);
    g_ptr_array_unref(walk->missing);
    g_array_free(walk->notes, TRUE);
    g_hash_table_destroy(walk->said);
    g_array_free(walk->open, TRUE);
    places_clear(&walk->places);
}

static bool is_inline(const cmark_node *node) {
    int type = (int)cmark_node_get_type((cmark_node *)node);
    return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

static bool enter_node(Walk *walk, cmark_node *node) {
    if (is_inline(node)) {
        return enter_inline(walk, node);
    }
    places_enter_block(&walk->places, node);
    return enter_block(walk, node);
}

static void leave_node(Walk *walk, cmark_node *node) {
    close_open_in(walk, node);
    if (is_inline(node)) {
        leave_inline(walk, node);
    } else {
        leave_block(walk, node);
    }
}

void walk_tree(Walk *walk, cmark_node *root) {
    cmark_node *node = root;
    for (;;) {
        bool is_entered = enter_node(walk, node);
        cmark_node *child = is_entered ? cmark_node_first_child(node) : NULL;
        if (child != NULL) {
            node = child;
            continue;
        }
        if (is_entered) {
            leave_node(walk, node);
        }
        while (node != root && cmark_node_next(node) == NULL) {
            node = cmark_node_parent(node);
            leave_node(walk, node);
        }
        if (node == root) {
            return;
        }
        node = cmark_node_next(node);
    }
}

/* What was to be dropped, but was never closed: its content was not its own, and stays where the
 * vocabulary lets it. */
static void let_stay(xmlNode *holder) {
    xmlNode *parent = holder->parent;
    xmlNode *after = holder->next;
    xmlNode *child = holder->children;
    node_unwrap(holder);
    while (child != NULL && child != after) {
        bool may_stay = element_may_hold(element_of(parent), element_of(child));
        xmlNode *inner = may_stay ? NULL : child->children;
        xmlNode *next = inner != NULL ? inner : child->next;
        if (!may_stay) {
            node_unwrap(child);
        }
        child = next;
    }
}

void close_last(Walk *walk, bool is_closed) {
    Open last = g_array_index(walk->open, Open, walk->open->len - 1);
    g_array_set_size(walk->open, walk->open->len - 1);
    builder_close(&walk->builder, last.node);
    switch (last.kind) {
    case OPEN_FENCE:
        walk->verses -= last.fence == FENCE_VERSE;
        if (!is_closed && last.fence != FENCE_UNKNOWN) { /* which is no box at all */
            report_add(walk->report, DIAGNOSTIC_FENCE_UNCLOSED,
                       places_place(&walk->places, last.place), NULL, fence_kind_name(last.fence),
                       NULL);
        }
        break;
    case OPEN_HTML:
        if (last.node == NULL && last.is_block) {
            builder_break(&walk->builder);
        }
        break;
    case OPEN_DROPPED:
        if (last.node != NULL && is_closed) {
            node_remove(last.node);
        } else if (last.node != NULL) {
            let_stay(last.node);
        }
        break;
    }
}

void close_open_in(Walk *walk, const cmark_node *owner) {
    while (walk->open->len > 0 &&
           g_array_index(walk->open, Open, walk->open->len - 1).owner == owner) {
        close_last(walk, false);
    }
}
