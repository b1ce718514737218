/* Links within the issue: each leads to an article or a place in one, or becomes plain text with a
 * word to the author on what may have been meant. */
#include "base/paths.h"
#include "enrich/issue_steps.h"
#include "enrich/link_targets.h"

#include <string.h>

enum { MOST_SEARCHES = 50 }; /* for what was meant: each compares with all articles */

typedef struct {
    PhaseTwo *phase;
    LinkTargets *targets;
    const Article *article; /* the one whose links are looked at */
    unsigned searches;
} Linking;

/* A href taken apart (RFC 3986, 3); the query is no part of where it leads. */
typedef struct {
    char *path;           /* as written, with slashes the right way round */
    char *decoded;        /* its percent signs decoded; the same text where that gives none */
    const char *fragment; /* behind #; NULL: none. Borrowed from the href */
} Reference;

static void reference_clear(Reference *reference) {
    g_free(reference->path);
    g_free(reference->decoded);
}

static Reference take_apart(const char *href) {
    const char *hash = strchr(href, '#');
    Reference reference = {.path = g_strndup(href, strcspn(href, "?#")),
                           .fragment = hash != NULL && hash[1] != '\0' ? hash + 1 : NULL};
    g_strdelimit(reference.path, "\\", '/');
    char *decoded = g_uri_unescape_string(reference.path, NULL);
    if (decoded == NULL || !g_utf8_validate(decoded, -1, NULL)) {
        g_free(decoded);
        decoded = g_strdup(reference.path);
    }
    reference.decoded = decoded;
    return reference;
}

/* A path as a link in the article at `from` means it, below the issue; "" is the issue itself.
 * NULL: outside. Caller frees. */
static char *path_in_issue(const char *from, const char *path) {
    if (path[0] == '/') {
        return path_normalise(path + strspn(path, "/"));
    }
    g_autofree char *directory = path_directory(from);
    return path_resolve(directory, path);
}

static void cut_slashes(char *path) {
    size_t length = strlen(path);
    while (length > 0 && path[length - 1] == '/') {
        path[--length] = '\0';
    }
}

/* The article that a reference leads to, fragment aside. */
static const Article *find_article(const Linking *linking, const Reference *reference) {
    if (reference->path[0] == '\0') {
        return reference->fragment != NULL ? linking->article : NULL;
    }
    const char *const paths[] = {reference->path, reference->decoded};
    const Article *found = NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(paths) && found == NULL; i++) {
        g_autofree char *path = path_in_issue(linking->article->path, paths[i]);
        if (path != NULL) {
            cut_slashes(path);
            found = link_targets_article(linking->targets, path);
        }
    }
    if (found == NULL && reference->decoded[0] == '/') { /* a site's address: "/2020/05/01/may/" */
        g_autofree char *path = g_strdup(reference->decoded);
        cut_slashes(path);
        found = link_targets_article(linking->targets, path_name(path));
    }
    if (found == NULL && strchr(reference->decoded, '/') == NULL) {
        found = link_targets_article(linking->targets, reference->decoded); /* an article's id */
    }
    return found;
}

static char *did_you_mean(char *call_taken) {
    char *hint = call_taken != NULL ? g_strdup_printf("did you mean %s?", call_taken) : NULL;
    g_free(call_taken);
    return hint;
}

static char *hint_for_path(Linking *linking, const Reference *reference) {
    g_autofree char *path = path_in_issue(linking->article->path, reference->decoded);
    if (reference->decoded[0] == '\0') {
        return g_strdup("write where it leads between the round brackets");
    }
    if (path == NULL) {
        return g_strdup(
            "an article links to what is in its issue, or to an address on the web that "
            "begins with https://");
    }
    cut_slashes(path);
    if (link_targets_is_draft(linking->targets, path)) {
        return g_strdup("that article is a draft and was left out; --draft builds a proof with it");
    }
    if (issue_asset(linking->phase->issue, path) != NULL) {
        return g_strdup("this is a picture: write an exclamation mark before the brackets to show "
                        "it, `![what it shows](…)`");
    }
    if (linking->searches++ >= MOST_SEARCHES) {
        return NULL;
    }
    char *near = link_targets_near_article(linking->targets, linking->article, path);
    return did_you_mean(near);
}

static char *hint_for_place(Linking *linking, const Article *target, const Reference *reference) {
    if (linking->searches++ >= MOST_SEARCHES) {
        return NULL;
    }
    g_autofree char *near = link_targets_near_place(target, reference->fragment);
    if (near == NULL) {
        return g_strdup("no heading there reads like that");
    }
    return did_you_mean(g_strconcat(reference->path, "#", near, NULL));
}

static void set_plain(const Linking *linking, xmlNode *link, const char *hint) {
    Place place = node_place(link, linking->article->display_path);
    report_add(linking->phase->report, DIAGNOSTIC_LINK_BROKEN, place, hint,
               node_get(link, ATTRIBUTE_HREF), NULL);
    if (node_get(link, ATTRIBUTE_ID) != NULL) { /* a place that others lead to stays one */
        node_unset(link, ATTRIBUTE_HREF);
    } else {
        node_unwrap(link);
    }
}

/* The form that the page writers understand: enrich.h. */
static void point_at(const Linking *linking, xmlNode *link, const Article *target,
                     const char *place) {
    bool is_within = target == linking->article && place != NULL;
    g_autofree char *href =
        is_within ? g_strconcat("#", place, NULL)
                  : g_strconcat("article:", target->id, place != NULL ? "#" : NULL, place, NULL);
    node_set(link, ATTRIBUTE_HREF, href);
}

static void settle_link(Linking *linking, xmlNode *link) {
    g_autofree char *href = g_strdup(node_get(link, ATTRIBUTE_HREF));
    Reference reference = take_apart(href != NULL ? href : "");
    const Article *target = find_article(linking, &reference);
    const char *place = target != NULL && reference.fragment != NULL
                            ? link_targets_place(linking->targets, target, reference.fragment)
                            : NULL;
    if (target == NULL) {
        g_autofree char *hint = hint_for_path(linking, &reference);
        set_plain(linking, link, hint);
    } else if (reference.fragment != NULL && place == NULL) {
        g_autofree char *hint = hint_for_place(linking, target, &reference);
        set_plain(linking, link, hint);
    } else {
        point_at(linking, link, target, place);
    }
    reference_clear(&reference);
}

void link_articles(PhaseTwo *phase) {
    const GPtrArray *articles = phase->issue->articles;
    Linking linking = {.phase = phase, .targets = link_targets_new(phase->issue, phase->drafts)};
    for (guint i = 0; i < articles->len; i++) {
        const Article *article = articles->pdata[i];
        linking.article = article;
        for (guint k = 0; k < article->nodes_to_link->len; k++) {
            settle_link(&linking, article->nodes_to_link->pdata[k]);
        }
        g_ptr_array_set_size(article->nodes_to_link, 0);
    }
    link_targets_free(linking.targets);
}
