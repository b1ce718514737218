/* Ways told apart by where they lead. */
#include "print/makeup_ways.h"

#include <string.h>

enum { TABLE_SIZE = 4096 }; /* of places met in a column; a power of two */

void ways_begin(Ways *ways, const Way *start) {
    ways->all = g_array_new(FALSE, FALSE, sizeof(Way));
    ways->next = g_array_new(FALSE, FALSE, sizeof(Way));
    ways->table = g_new(gint32, TABLE_SIZE);
    g_array_append_val(ways->all, *start);
}

void ways_end(Ways *ways) {
    g_array_unref(ways->all);
    g_array_unref(ways->next);
    g_free(ways->table);
}

const Way *ways_at(const Ways *ways, guint index) {
    return &g_array_index(ways->all, Way, index);
}

static bool is_same(const Way *one, const Way *other) {
    return one->place.group == other->place.group && one->place.slug == other->place.slug &&
           one->place.variant == other->place.variant && one->note == other->note &&
           one->figure == other->figure && one->bottom == other->bottom &&
           one->spans == other->spans && one->page_steps == other->page_steps;
}

static guint hash(const Way *way) {
    guint32 value = way->place.group * 2654435761U;
    value = (value ^ way->place.slug) * 2246822519U;
    value = (value ^ way->place.variant ^ (way->bottom << 4U)) * 3266489917U;
    value = (value ^ way->note ^ (way->figure << 16U) ^ way->spans) * 668265263U;
    return (value >> 15U) & (TABLE_SIZE - 1);
}

void ways_begin_column(Ways *ways) {
    g_array_set_size(ways->next, 0);
    memset(ways->table, -1, TABLE_SIZE * sizeof(gint32));
}

void ways_keep(Ways *ways, const Way *way) {
    guint slot = hash(way);
    for (guint tries = 0; tries < TABLE_SIZE; tries++, slot = (slot + 1) & (TABLE_SIZE - 1)) {
        gint32 index = ways->table[slot];
        if (index < 0) {
            if (ways->next->len < TABLE_SIZE / 2) {
                ways->table[slot] = (gint32)ways->next->len;
                g_array_append_val(ways->next, *way);
            }
            return;
        }
        Way *known = &g_array_index(ways->next, Way, index);
        if (is_same(known, way)) {
            *known = way->cost < known->cost ? *way : *known;
            return;
        }
    }
}

static int compare_numbers(int64_t one, int64_t other) {
    return one == other ? 0 : one < other ? -1 : 1;
}

/* Whatever parts two ways to one place: no two are equal. */
static int compare_rest(const Way *one, const Way *other) {
    const int orders[] = {
        compare_numbers(one->from, other->from),
        compare_numbers(one->place.variant, other->place.variant),
        compare_numbers(one->note, other->note),
        compare_numbers(one->figure, other->figure),
        compare_numbers(one->bottom, other->bottom),
        compare_numbers(one->spans, other->spans),
        compare_numbers(one->page_steps, other->page_steps),
    };
    int order = 0;
    for (size_t i = 0; order == 0 && i < G_N_ELEMENTS(orders); i++) {
        order = orders[i];
    }
    return order;
}

/* Of the same cost that which is the farthest, then that which went best so far. */
static int compare_ways(const void *left, const void *right) {
    const Way *one = left;
    const Way *other = right;
    if (one->cost != other->cost) {
        return one->cost < other->cost ? -1 : 1;
    }
    if (one->place.group != other->place.group) {
        return one->place.group > other->place.group ? -1 : 1;
    }
    if (one->place.slug != other->place.slug) {
        return one->place.slug > other->place.slug ? -1 : 1;
    }
    return compare_rest(one, other);
}

/* Of each number of figures over the page as many, because those that are placed before they are
 * called may come to nothing. */
guint ways_end_column(Ways *ways) {
    guint first = ways->all->len;
    unsigned kept[WAYS_MOST_FIGURES + 1] = {0};
    if (ways->next->len > 0) {
        qsort(ways->next->data, ways->next->len, sizeof(Way), compare_ways);
    }
    for (guint i = 0; i < ways->next->len; i++) {
        const Way *way = &g_array_index(ways->next, Way, i);
        if (kept[way->spans]++ < WAYS_MOST_KEPT) {
            g_array_append_val(ways->all, *way);
        }
    }
    return first;
}
