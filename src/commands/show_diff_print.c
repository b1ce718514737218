/* A comparison as an editor reads it: first whether it is the same book at all, then what of it
 * changed, the texts cut to where they differ. All of it may come from a stranger's file. */
#include "base/text.h"
#include "commands/closing.h"
#include "commands/show.h"

#include <string.h>

enum {
    MOST_CHARACTERS = 100, /* of a title or a value */
    MOST_EXCERPT = 160,
    ROUND_CHANGE = 24, /* characters shown before and after what differs */
    MOST_PARAGRAPHS = 3,
    MOST_LISTED = 12,
};

static char *fit(const char *text) {
    return text_harmless(text != NULL ? text : "", MOST_CHARACTERS);
}

static void print_heading(const char *text, bool colour) {
    printf("\n%s%s%s\n", colour ? "\033[1m" : "", text, colour ? "\033[0m" : "");
}

/* `  name: "was" is now "now"` */
static void print_difference(const char *indent, const Difference *one) {
    g_autofree char *name = fit(one->name);
    g_autofree char *was = fit(one->was);
    g_autofree char *now = fit(one->now);
    if (one->was == NULL) {
        printf("%s%s: added \"%s\"\n", indent, name, now);
    } else if (one->now == NULL) {
        printf("%s%s: removed \"%s\"\n", indent, name, was);
    } else {
        printf("%s%s: was \"%s\", now \"%s\"\n", indent, name, was, now);
    }
}

/* Excerpts */

/* Back from `p` as far as is shown, to the beginning of a word where one is near. */
static const char *begin_of_excerpt(const char *text, const char *p) {
    const char *from = p;
    for (unsigned i = 0; i < ROUND_CHANGE && from > text; i++) {
        from = g_utf8_prev_char(from);
    }
    const char *space = from > text ? memchr(from, ' ', (size_t)(p - from)) : NULL;
    from = space != NULL ? space + 1 : from;
    while (from > text && g_unichar_ismark(g_utf8_get_char(from))) {
        from = g_utf8_prev_char(from);
    }
    return from;
}

static const char *end_of_excerpt(const char *p) {
    const char *to = p;
    for (unsigned i = 0; i < ROUND_CHANGE && *to != '\0'; i++) {
        to = g_utf8_next_char(to);
    }
    const char *space = *to != '\0' ? memrchr(p, ' ', (size_t)(to - p)) : NULL;
    to = space != NULL ? space : to;
    while (*to != '\0' && g_unichar_ismark(g_utf8_get_char(to))) {
        to = g_utf8_next_char(to);
    }
    return to;
}

/* Where `text` differs from `other` (may be NULL), and a little around it. */
static char *excerpt(const char *text, const char *other) {
    const char *end = text + strlen(text);
    if (other == NULL) {
        return text_harmless(text, MOST_EXCERPT);
    }
    const char *first = text;
    const char *other_first = other;
    while (*first != '\0' && *first == *other_first) {
        first++;
        other_first++;
    }
    const char *last = end;
    const char *other_last = other + strlen(other);
    while (last > first && other_last > other_first && last[-1] == other_last[-1]) {
        last--;
        other_last--;
    }
    while (first > text && (*first & 0xC0) == 0x80) { /* to whole characters */
        first--;
    }
    while ((*last & 0xC0) == 0x80) {
        last++;
    }
    const char *from = begin_of_excerpt(text, first);
    const char *to = end_of_excerpt(last);
    g_autofree char *part = g_strndup(from, (gsize)(to - from));
    g_autofree char *harmless = text_harmless(part, MOST_EXCERPT);
    return g_strconcat(from > text ? "…" : "", harmless, to < end ? "…" : "", NULL);
}

static void print_paragraphs(const ArticleChange *change) {
    if (change->paragraphs->len == 0) {
        return;
    }
    g_autofree char *paragraphs =
        closing_plural(change->paragraphs->len, "paragraph", "paragraphs");
    g_autofree char *added = closing_plural(change->words_added, "word", "words");
    printf("           text: %s, %s added, %zu removed\n", paragraphs, added,
           change->words_removed);
    for (guint i = 0; i < change->paragraphs->len && i < MOST_PARAGRAPHS; i++) {
        const Difference *one = &g_array_index(change->paragraphs, Difference, i);
        if (one->was != NULL) {
            g_autofree char *was = excerpt(one->was, one->now);
            printf("           - %s\n", was);
        }
        if (one->now != NULL) {
            g_autofree char *now = excerpt(one->now, one->was);
            printf("           + %s\n", now);
        }
    }
    if (change->paragraphs->len > MOST_PARAGRAPHS) {
        printf("           and %u more\n", change->paragraphs->len - MOST_PARAGRAPHS);
    }
}

/* Articles */

static void print_corrections(const char *what, const GPtrArray *corrections) {
    for (guint i = 0; i < corrections->len; i++) {
        g_autofree char *text = text_harmless(corrections->pdata[i], MOST_EXCERPT);
        printf("           %s: %s\n", what, text);
    }
}

static bool is_more_than_moved(const ArticleChange *change) {
    return change->fields->len > 0 || change->paragraphs->len > 0 || change->corrections->len > 0 ||
           change->corrections_gone->len > 0 || change->is_markup_changed;
}

static const char *label_of(const ArticleChange *change) {
    return change->was == NULL          ? "added"
           : change->now == NULL        ? "removed"
           : is_more_than_moved(change) ? "changed"
                                        : "moved";
}

static void print_article(const ArticleChange *change) {
    const EditionArticle *shown = change->shown;
    g_autofree char *title = fit(shown->fields[FIELD_TITLE]);
    g_autofree char *file = fit(shown->fields[FIELD_FILE]);
    printf("  %-8s %s (%s)\n", label_of(change), title, file);
    if (change->is_moved && change->was != NULL && change->now != NULL) {
        printf("           from place %zu to place %zu\n", change->was->position,
               change->now->position);
    }
    for (guint i = 0; i < change->fields->len; i++) {
        print_difference("           ", &g_array_index(change->fields, Difference, i));
    }
    print_paragraphs(change);
    print_corrections("correction", change->corrections);
    print_corrections("correction withdrawn", change->corrections_gone);
    if (change->is_markup_changed) {
        puts("           only links, pictures or marks, no word");
    }
}

static void print_articles(const Comparison *comparison, bool colour) {
    guint count = comparison->articles->len;
    g_autofree char *differ = closing_plural(count, "article differs", "articles differ");
    g_autofree char *heading = g_strdup_printf(
        "%s, %zu as before", count > 0 ? differ : "No article differs", comparison->same_articles);
    print_heading(heading, colour);
    for (guint i = 0; i < comparison->articles->len; i++) {
        print_article(comparison->articles->pdata[i]);
    }
}

/* Parts */

/* Those that have been told of. */
static GHashTable *pages_of_articles(const Comparison *comparison) {
    GHashTable *pages = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < comparison->articles->len; i++) {
        const ArticleChange *change = comparison->articles->pdata[i];
        const EditionArticle *const both[] = {change->was, change->now};
        for (size_t k = 0; k < G_N_ELEMENTS(both); k++) {
            if (both[k] != NULL) {
                g_hash_table_add(pages, both[k]->item->part);
            }
        }
    }
    return pages;
}

static void print_pictures(const Comparison *comparison, bool colour) {
    bool is_begun = false;
    for (guint i = 0; i < comparison->parts->len; i++) {
        const PartChange *part = &g_array_index(comparison->parts, PartChange, i);
        if (!part->is_picture) {
            continue;
        }
        if (!is_begun) {
            print_heading("Pictures", colour);
        }
        is_begun = true;
        g_autofree char *name = fit(part->name);
        g_autofree char *was = closing_size(part->was_bytes);
        g_autofree char *now = closing_size(part->now_bytes);
        if (part->is_in_was && part->is_in_now) {
            printf("  changed  %s, was %s, now %s\n", name, was, now);
        } else {
            printf("  %-8s %s, %s\n", part->is_in_now ? "added" : "removed", name,
                   part->is_in_now ? now : was);
        }
    }
}

static void print_others(const Comparison *comparison, bool colour) {
    g_autoptr(GHashTable) pages = pages_of_articles(comparison);
    unsigned count = 0;
    for (guint i = 0; i < comparison->parts->len; i++) {
        const PartChange *part = &g_array_index(comparison->parts, PartChange, i);
        if (part->is_picture || g_hash_table_contains(pages, part->name)) {
            continue;
        }
        if (count++ == 0) {
            print_heading("Other parts of the book", colour);
        }
        if (count <= MOST_LISTED) {
            g_autofree char *name = fit(part->name);
            printf("  %-8s %s\n",
                   !part->is_in_was   ? "added"
                   : !part->is_in_now ? "removed"
                                      : "changed",
                   name);
        }
    }
    if (count > MOST_LISTED) {
        puts("  and more; --json lists all");
    }
}

/* The whole */

static void print_identity(const Comparison *comparison) {
    g_autofree char *was = fit(comparison->was->check->identifier);
    g_autofree char *now = fit(comparison->now->check->identifier);
    if (comparison->is_same_identity) {
        printf("Identity: the same, %s\n", now);
        return;
    }
    printf("warning: this is another book to every library: its identity was %s and is now %s\n"
           "  hint: to make a new edition of the old one, write `id: %s` into issue.yaml\n",
           *was != '\0' ? was : "not given", now, *was != '\0' ? was : "…");
}

/* A library that has the book looks for a newer date, and at nothing else. */
static void print_modified(const Comparison *comparison) {
    g_autofree char *was = fit(comparison->was->modified);
    g_autofree char *now = fit(comparison->now->modified);
    int order = strcmp(now, was);
    printf("Modified: was %s, now %s\n", *was != '\0' ? was : "not given",
           order == 0 ? "the same" : now);
    if (order <= 0 && !comparison->is_same_bytes) {
        puts("  hint: libraries take a book for a newer edition by this date: give the correction "
             "its date,\n        or write `modified:` into the article or issue.yaml");
    }
}

static void print_properties(const Comparison *comparison, bool colour) {
    if (comparison->properties->len > 0) {
        print_heading("Metadata", colour);
    }
    for (guint i = 0; i < comparison->properties->len && i < MOST_LISTED; i++) {
        print_difference("  ", &g_array_index(comparison->properties, Difference, i));
    }
    if (comparison->properties->len > MOST_LISTED) {
        printf("  and %u more; --json lists all\n", comparison->properties->len - MOST_LISTED);
    }
}

void show_diff_print(const Comparison *comparison, bool colour) {
    print_identity(comparison);
    print_modified(comparison);
    if (comparison->is_same_bytes) {
        puts("Nothing changed: every part of the book is the same, byte for byte.");
        return;
    }
    print_articles(comparison, colour);
    print_pictures(comparison, colour);
    print_properties(comparison, colour);
    print_others(comparison, colour);
}
