/* The choice of articles. */
#include "commands/import_choice.h"

#include "base/identifiers.h"
#include "base/paths.h"

#include <string.h>

/* Two days, months or years, at the precision of the less exact one. */
static int compare_days(Date left, Date right) {
    g_autofree char *one = date_iso(left);
    g_autofree char *other = date_iso(right);
    return strncmp(one, other, MIN(strlen(one), strlen(other)));
}

static bool is_within(const Article *article, const Options *options) {
    if (!date_is_set(article->date)) {
        return true;
    }
    bool is_early = date_is_set(options->since) && compare_days(article->date, options->since) < 0;
    bool is_late = date_is_set(options->until) && compare_days(article->date, options->until) > 0;
    return !is_early && !is_late;
}

static bool is_same_name(const char *name, const char *wanted) {
    g_autofree char *one = g_utf8_casefold(name, -1);
    g_autofree char *other = g_utf8_casefold(wanted, -1);
    g_autofree char *slug = identifier_slug(name);
    return strcmp(one, other) == 0 || g_ascii_strcasecmp(slug, wanted) == 0;
}

static bool is_of_category(const Article *article, const char *category) {
    if (category == NULL) {
        return true;
    }
    for (guint i = 0; article->categories != NULL && i < article->categories->len; i++) {
        if (is_same_name(article->categories->pdata[i], category)) {
            return true;
        }
    }
    return article->section_name != NULL && is_same_name(article->section_name, category);
}

static char *link_to(const Article *article) {
    return g_uri_escape_string(path_name(article->path), NULL, TRUE);
}

static void restore_links(const GPtrArray *articles, GHashTable *addresses) {
    for (guint i = 0; i < articles->len; i++) {
        const Article *article = articles->pdata[i];
        const xmlNode *body = tree_body(article->tree);
        for (xmlNode *at = (xmlNode *)body; at != NULL; at = node_next(at, body, false)) {
            const char *href = element_of(at) == ELEMENT_A ? node_get(at, ATTRIBUTE_HREF) : NULL;
            const char *address = href != NULL ? g_hash_table_lookup(addresses, href) : NULL;
            if (address != NULL) {
                node_set(at, ATTRIBUTE_HREF, address);
            }
        }
    }
}

static void say(unsigned left_out, unsigned undated, const char *display_path, Report *report) {
    if (left_out > 0) {
        g_autofree char *count = g_strdup_printf("%u", left_out);
        report_add(report, DIAGNOSTIC_IMPORT_NOT_ASKED_FOR, place_file(display_path), NULL, count,
                   NULL);
    }
    if (undated > 0) {
        g_autofree char *count = g_strdup_printf("%u", undated);
        report_add(report, DIAGNOSTIC_IMPORT_UNDATED, place_file(display_path), NULL, count, NULL);
    }
}

void import_choose(Reading *reading, const Options *options, const char *display_path,
                   Report *report) {
    bool has_time = date_is_set(options->since) || date_is_set(options->until);
    if (!has_time && options->category == NULL) {
        return;
    }
    g_autoptr(GHashTable) addresses =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GPtrArray *chosen = g_ptr_array_new_with_free_func((GDestroyNotify)article_free);
    unsigned left_out = 0;
    unsigned undated = 0;
    for (guint i = 0; i < reading->articles->len; i++) {
        Article *article = g_steal_pointer(&reading->articles->pdata[i]);
        bool is_chosen = is_within(article, options) && is_of_category(article, options->category);
        undated += is_chosen && has_time && !date_is_set(article->date);
        if (is_chosen) {
            g_ptr_array_add(chosen, article);
            continue;
        }
        left_out++;
        if (article->web_address != NULL) {
            g_hash_table_insert(addresses, link_to(article), g_strdup(article->web_address));
        }
        article_free(article);
    }
    g_ptr_array_set_free_func(reading->articles, NULL);
    g_ptr_array_unref(reading->articles);
    reading->articles = chosen;
    if (g_hash_table_size(addresses) > 0) {
        restore_links(chosen, addresses);
    }
    say(left_out, undated, display_path, report);
}
