/* Reading order. Articles come by the natural order of their paths, as they were read; `order:`
 * names the place that an article takes in its section, counted from 1: 1 is before all the others,
 * -1 too, 99 behind them. Sections come as `sections:` lists them, then as their first articles
 * do. */
#include "enrich/issue_steps.h"

#include <string.h>

typedef struct {
    Article *article;
    double rank; /* the place asked for, else the one that it has */
    guint natural;
} Ranked;

static int compare_numbers(double left, double right) {
    return left < right ? -1 : left > right;
}

/* At the same place, what was asked for goes before what only stands there. */
static gint compare_ranked(gconstpointer left, gconstpointer right) {
    const Ranked *a = left;
    const Ranked *b = right;
    int order = compare_numbers(a->rank, b->rank);
    if (order == 0) {
        order = (int)b->article->has_order - (int)a->article->has_order;
    }
    return order != 0 ? order : compare_numbers(a->natural, b->natural);
}

static void order_articles(GPtrArray *articles) {
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (guint i = 0; i < articles->len; i++) {
        Article *article = articles->pdata[i];
        Ranked one = {article, article->has_order ? article->order : (double)i + 1, i};
        g_array_append_val(ranked, one);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint i = 0; i < articles->len; i++) {
        articles->pdata[i] = g_array_index(ranked, Ranked, i).article;
    }
}

/* What a section is told by, whatever the case of its letters. Caller frees. */
static char *section_key(const char *name) {
    return name != NULL ? g_utf8_casefold(name, -1) : g_strdup("");
}

/* Section names that `sections:` lists, folded -> their place from 1. */
static GHashTable *list_wanted(const Settings *settings) {
    GHashTable *wanted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; settings->sections != NULL && i < settings->sections->len; i++) {
        const SectionName *section = settings->sections->pdata[i];
        char *key = section_key(section->name);
        if (g_hash_table_contains(wanted, key)) {
            g_free(key);
        } else {
            g_hash_table_insert(wanted, key, GUINT_TO_POINTER(i + 1));
        }
    }
    return wanted;
}

typedef struct {
    GPtrArray *found;   /* Section *, in the order of their first articles */
    GHashTable *by_key; /* folded name -> Section * */
} Sections;

static void put_into_section(Sections *sections, Article *article) {
    bool has_none = article->section_name == NULL || text_is_blank(article->section_name);
    const char *name = has_none ? NULL : article->section_name;
    char *key = section_key(name);
    Section *section = g_hash_table_lookup(sections->by_key, key);
    if (section == NULL) {
        section = section_new(name);
        g_ptr_array_add(sections->found, section);
        g_hash_table_insert(sections->by_key, key, section);
    } else {
        g_free(key);
    }
    g_ptr_array_add(section->articles, article);
}

/* Where a section stands: those of no name first, then the listed ones, then the others. */
static guint section_rank(GHashTable *wanted, const Section *section) {
    if (section->name == NULL) {
        return 0;
    }
    g_autofree char *key = section_key(section->name);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(wanted, key));
    return place != 0 ? place : G_MAXUINT;
}

/* Moves the sections into the issue by rank; those of one rank keep their order. */
static void place_sections(Issue *issue, const GPtrArray *found, GHashTable *wanted) {
    g_autofree guint *ranks = g_new(guint, found->len + 1);
    for (guint i = 0; i < found->len; i++) {
        Section *section = found->pdata[i];
        guint rank = section_rank(wanted, section);
        guint at = issue->sections->len;
        while (at > 0 && ranks[at - 1] > rank) {
            ranks[at] = ranks[at - 1];
            at--;
        }
        ranks[at] = rank;
        g_ptr_array_insert(issue->sections, (gint)at, section);
    }
}

/* A publication lists the sections of all its issues; only the issue's own list is held against it.
 */
static bool is_own_list(const Issue *issue) {
    const GPtrArray *own = issue->settings.sections;
    const GPtrArray *above =
        issue->publication != NULL ? issue->publication->settings.sections : NULL;
    if (own == NULL || above == NULL || own->len != above->len) {
        return own != NULL;
    }
    for (guint i = 0; i < own->len; i++) {
        const SectionName *left = own->pdata[i];
        const SectionName *right = above->pdata[i];
        if (strcmp(left->key, right->key) != 0 || strcmp(left->name, right->name) != 0) {
            return true;
        }
    }
    return false;
}

static char *hint_for_unused(const Issue *issue, const char *name) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        if (section->name != NULL) {
            g_ptr_array_add(names, section->name);
        }
    }
    g_autoptr(GPtrArray) near = text_nearest(name, names, 1);
    if (near->len > 0) {
        return g_strdup_printf("did you mean \"%s\"?", (const char *)near->pdata[0]);
    }
    if (names->len == 0) {
        return NULL;
    }
    enum { NAMES_LISTED = 12 };
    GString *list = g_string_new("there is ");
    for (guint i = 0; i < names->len && i < NAMES_LISTED; i++) {
        g_string_append_printf(list, "%s\"%s\"", i > 0 ? ", " : "", (char *)names->pdata[i]);
    }
    return g_string_free(list, FALSE);
}

static void report_unused(PhaseTwo *phase, const Sections *sections) {
    const Issue *issue = phase->issue;
    if (!is_own_list(issue) || issue->articles->len == 0) {
        return;
    }
    for (guint i = 0; i < issue->settings.sections->len; i++) {
        const SectionName *section = issue->settings.sections->pdata[i];
        g_autofree char *key = section_key(section->name);
        if (!g_hash_table_contains(sections->by_key, key)) {
            g_autofree char *hint = hint_for_unused(issue, section->name);
            Place place = {.file = issue->display_path, .detail = "sections"};
            report_add(phase->report, DIAGNOSTIC_SECTION_UNUSED, place, hint, section->name, NULL);
        }
    }
}

/* The issue's articles one section after the other. */
static void list_articles(Issue *issue) {
    guint at = 0;
    for (guint i = 0; i < issue->sections->len; i++) {
        const Section *section = issue->sections->pdata[i];
        for (guint k = 0; k < section->articles->len; k++) {
            issue->articles->pdata[at++] = section->articles->pdata[k];
        }
    }
}

void order_sections(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    Sections sections = {.found = g_ptr_array_new(),
                         .by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    for (guint i = 0; i < issue->articles->len; i++) {
        put_into_section(&sections, issue->articles->pdata[i]);
    }
    g_autoptr(GHashTable) wanted = list_wanted(&issue->settings);
    for (guint i = 0; i < sections.found->len; i++) {
        Section *section = sections.found->pdata[i];
        order_articles(section->articles);
        const Article *first = section->articles->pdata[0];
        bool is_listed = section->name != NULL && section_rank(wanted, section) != G_MAXUINT;
        section->lang = g_strdup(is_listed ? issue->lang : first->lang);
    }
    place_sections(issue, sections.found, wanted);
    list_articles(issue);
    report_unused(phase, &sections);
    g_ptr_array_unref(sections.found);
    g_hash_table_unref(sections.by_key);
}
