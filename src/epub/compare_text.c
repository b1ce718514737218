/* Paragraphs and words as bags: what the one text has and the other has not. It costs one walk,
 * tells an editor what he asks, and does not mind a paragraph that moved. */
#include "epub/compare.h"

#include <string.h>

static void count(GHashTable *counts, const char *text, int by) {
    int before = GPOINTER_TO_INT(g_hash_table_lookup(counts, text));
    g_hash_table_insert(counts, (gpointer)text, GINT_TO_POINTER(before + by));
}

bool *compare_texts(const GPtrArray *texts, const GPtrArray *others) {
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < others->len; i++) {
        count(counts, others->pdata[i], 1);
    }
    bool *is_only = g_new0(bool, MAX(texts->len, 1));
    for (guint i = 0; i < texts->len; i++) {
        is_only[i] = GPOINTER_TO_INT(g_hash_table_lookup(counts, texts->pdata[i])) <= 0;
        if (!is_only[i]) {
            count(counts, texts->pdata[i], -1);
        }
    }
    return is_only;
}

/* Words */

/* A mark within a word is none of its letters and does not end it. */
static bool is_letter(gunichar c) {
    return g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '\'' || c == 0x2019 || c == 0x00AD ||
           c == 0x200C;
}

/* Past the word at `p`, where a letter stands. A wide character is a word of its own. */
static const char *end_of_word(const char *p) {
    bool is_wide = g_unichar_iswide(g_utf8_get_char(p));
    do {
        p = g_utf8_next_char(p);
    } while (
        *p != '\0' && is_letter(g_utf8_get_char(p)) &&
        (is_wide ? g_unichar_ismark(g_utf8_get_char(p)) : !g_unichar_iswide(g_utf8_get_char(p))));
    return p;
}

static void count_words(GHashTable *counts, GStringChunk *words, const char *text, int by) {
    for (const char *p = text; *p != '\0';) {
        if (!is_letter(g_utf8_get_char(p))) {
            p = g_utf8_next_char(p);
            continue;
        }
        const char *end = end_of_word(p);
        g_autofree char *word = g_strndup(p, (gsize)(end - p));
        count(counts, g_string_chunk_insert_const(words, word), by);
        p = end;
    }
}

static void count_changed_words(ArticleChange *change) {
    g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
    GStringChunk *words = g_string_chunk_new(4096);
    for (guint i = 0; i < change->paragraphs->len; i++) {
        const Difference *one = &g_array_index(change->paragraphs, Difference, i);
        count_words(counts, words, one->was != NULL ? one->was : "", -1);
        count_words(counts, words, one->now != NULL ? one->now : "", 1);
    }
    GHashTableIter iter;
    gpointer value = NULL;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        int more = GPOINTER_TO_INT(value);
        change->words_added += (size_t)MAX(more, 0);
        change->words_removed += (size_t)MAX(-more, 0);
    }
    g_string_chunk_free(words);
}

/* Paragraphs */

/* Both texts are walked side by side, and what is only in the one stands against what is only in
 * the other at the same place. */
void compare_paragraphs(ArticleChange *change) {
    const GPtrArray *was = change->was->paragraphs;
    const GPtrArray *now = change->now->paragraphs;
    g_autofree bool *is_gone = compare_texts(was, now);
    g_autofree bool *is_new = compare_texts(now, was);
    guint i = 0;
    guint k = 0;
    while (i < was->len || k < now->len) {
        bool gone = i < was->len && is_gone[i];
        bool new = k < now->len &&is_new[k];
        if (gone || new) {
            Difference one = {.was = gone ? was->pdata[i] : NULL,
                              .now = new ? now->pdata[k] : NULL};
            g_array_append_val(change->paragraphs, one);
        }
        i += gone || (!new &&i < was->len);
        k += new || (!gone && k < now->len);
    }
    count_changed_words(change);
}

/* Order */

/* The longest run of articles whose order is kept: `last[n]` is the article that ends the run of
 * n + 1 with the lowest place, `before` the one before each in its run. */
void compare_order(const GPtrArray *changes) {
    g_autofree guint *last = g_new(guint, changes->len + 1);
    g_autofree guint *before = g_new(guint, changes->len + 1);
    guint length = 0;
    for (guint i = 0; i < changes->len; i++) {
        ArticleChange *change = changes->pdata[i];
        guint low = 0;
        guint high = length;
        while (low < high) {
            guint middle = (low + high) / 2;
            const ArticleChange *end = changes->pdata[last[middle]];
            if (end->was->position < change->was->position) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        before[i] = low > 0 ? last[low - 1] : i;
        last[low] = i;
        length = MAX(length, low + 1);
        change->is_moved = true;
    }
    guint at = length > 0 ? last[length - 1] : 0;
    for (guint i = 0; i < length; i++) {
        ((ArticleChange *)changes->pdata[at])->is_moved = false;
        at = before[at];
    }
}
