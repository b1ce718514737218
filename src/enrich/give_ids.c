/* Ids of articles and sections, which name their pages: from `slug:`, else from the names of files
 * and directories, never from the order of reading, so that an article moved or put in leaves the
 * others' pages as they were. */
#include "base/identifiers.h"
#include "base/paths.h"
#include "enrich/issue_steps.h"

#include <string.h>

typedef struct {
    Article *article;
    char *wanted;
    bool is_slug;
} Claim;

/* Names that pages and parts of a book have anyway. */
static bool is_reserved(const char *id) {
    static const char *const names[] = {"cover",   "contents", "imprint", "navigation", "package",
                                        "toc",     "nav",      "book",    "index",      "mimetype",
                                        "article", "images",   "fonts",   "section"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(id, names[i]) == 0) {
            return true;
        }
    }
    return g_str_has_prefix(id, "section-");
}

static char *slug_of(const char *text) {
    char *slug = identifier_slug(text);
    if (!is_reserved(slug)) {
        return slug;
    }
    char *free_slug = g_strconcat("article-", slug, NULL);
    g_free(slug);
    return free_slug;
}

static bool is_index(const char *stem) {
    return g_ascii_strcasecmp(stem, "index") == 0;
}

/* "harbour" for letters/03-harbour.md, 03-harbour/index.md and the article's own directory
 * 03-harbour. Caller frees. */
static char *name_of_file(const Article *article) {
    g_autofree char *stem = path_stem(article->path);
    g_autofree char *directory = path_directory(article->path);
    const char *name = article->own_directory != NULL           ? path_name(article->own_directory)
                       : is_index(stem) && directory[0] != '\0' ? path_name(directory)
                                                                : stem;
    return g_strdup(path_skip_number(name));
}

/* Of several articles in one file, the first is called after it, the others after their titles. */
static char *wanted_id(const Article *article) {
    if (article->slug != NULL) {
        return slug_of(article->slug);
    }
    g_autofree char *name =
        article->part_index > 0 ? g_strdup(article->title_text) : name_of_file(article);
    return slug_of(name);
}

/* The directory around the article, which may tell it from another of its name. NULL: none. */
static char *name_of_directory(const Article *article) {
    bool is_own = article->own_directory != NULL;
    g_autofree char *directory = path_directory(is_own ? article->own_directory : article->path);
    return directory[0] != '\0' ? g_strdup(path_skip_number(path_name(directory))) : NULL;
}

/* Another id for an article whose own is taken: with its directory, with the name of its file, with
 * a hash of its path. Caller frees. */
static char *other_id(GHashTable *taken, const Claim *claim) {
    const Article *article = claim->article;
    g_autofree char *directory = name_of_directory(article);
    g_autofree char *file = name_of_file(article);
    g_autofree char *with_directory =
        directory != NULL ? g_strconcat(directory, "-", claim->wanted, NULL) : NULL;
    g_autofree char *with_file =
        claim->is_slug ? g_strconcat(claim->wanted, "-", file, NULL) : NULL;
    const char *const longer[] = {with_directory, with_file};
    for (size_t i = 0; i < G_N_ELEMENTS(longer); i++) {
        g_autofree char *id = longer[i] != NULL ? slug_of(longer[i]) : NULL;
        if (id != NULL && !g_hash_table_contains(taken, id)) {
            return g_steal_pointer(&id);
        }
    }
    char part[24];
    g_snprintf(part, sizeof part, "%zu", article->part_index);
    g_autofree char *hash = identifier_hash(article->path, part, NULL);
    return g_strconcat(claim->wanted, "-", hash, NULL);
}

/* Who may choose first: the author's own word, then the natural order of paths. */
static gint compare_claims(gconstpointer left, gconstpointer right) {
    const Claim *a = left;
    const Claim *b = right;
    if (a->is_slug != b->is_slug) {
        return a->is_slug ? -1 : 1;
    }
    int order = text_natural_compare(a->article->path, b->article->path);
    if (order != 0) {
        return order;
    }
    size_t left_part = a->article->part_index;
    size_t right_part = b->article->part_index;
    return left_part < right_part ? -1 : left_part > right_part;
}

static void grant(PhaseTwo *phase, GHashTable *taken, Claim *claim) {
    Article *article = claim->article;
    if (!g_hash_table_contains(taken, claim->wanted)) {
        article->id = g_steal_pointer(&claim->wanted);
    } else {
        article->id = other_id(taken, claim);
        if (claim->is_slug) { /* slugs come first: it is another slug that has the id */
            report_add(phase->report, DIAGNOSTIC_SLUG_TAKEN, article_place(article), NULL,
                       claim->wanted, article->id, NULL);
        }
    }
    g_hash_table_add(taken, article->id);
    g_free(claim->wanted);
}

static void give_article_ids(PhaseTwo *phase, GHashTable *taken) {
    const GPtrArray *articles = phase->issue->articles;
    g_autoptr(GArray) claims = g_array_sized_new(FALSE, FALSE, sizeof(Claim), articles->len);
    for (guint i = 0; i < articles->len; i++) {
        Article *article = articles->pdata[i];
        Claim claim = {article, wanted_id(article), article->slug != NULL};
        g_array_append_val(claims, claim);
    }
    g_array_sort(claims, compare_claims);
    for (guint i = 0; i < claims->len; i++) {
        grant(phase, taken, &g_array_index(claims, Claim, i));
    }
}

static void give_section_ids(Issue *issue, GHashTable *taken) {
    for (guint i = 0; i < issue->sections->len; i++) {
        Section *section = issue->sections->pdata[i];
        if (section->name == NULL) {
            continue;
        }
        g_autofree char *slug = identifier_slug(section->name);
        bool is_free = !g_hash_table_contains(taken, slug);
        g_autofree char *hash = is_free ? NULL : identifier_hash(section->name, NULL);
        section->id = is_free ? g_strdup(slug) : g_strconcat(slug, "-", hash, NULL);
        g_hash_table_add(taken, section->id);
    }
}

void give_ids(PhaseTwo *phase) {
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    give_article_ids(phase, taken);
    give_section_ids(phase->issue, taken);
}
