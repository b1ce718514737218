/* Links: what leads out of the issue is made a URL that a validator takes, what no book may hold
 * becomes plain text, and what leads to another place in the issue is kept for phase 2. */
#include "enrich/steps.h"

#include <string.h>

typedef enum { LINK_OUT, LINK_WITHIN, LINK_UNSAFE } LinkKind;

/* Where the path, query or fragment begins, in which brackets are refused; a host may be an address
 * between them. */
static const char *end_of_host(const char *href) {
    const char *host = strstr(href, "://");
    return host != NULL ? host + strlen("://") + strcspn(host + strlen("://"), "/?#") : href;
}

/* Characters that stand in no URL (RFC 3986, 2), or not in this part of it, are written with
 * percent signs; letters of other scripts stay (RFC 3987). NULL where nothing is to be done. Caller
 * frees. */
static char *escape_url(const char *href) {
    static const char refused[] = " \"<>\\^`{|}";
    const char *path = end_of_host(href);
    const char *fragment = strchr(path, '#');
    GString *out = NULL;
    for (const char *p = href; *p != '\0'; p++) {
        bool is_lone_percent = *p == '%' && !(g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2]));
        bool is_misplaced = (p >= path && (*p == '[' || *p == ']')) || (*p == '#' && p != fragment);
        if (strchr(refused, *p) != NULL || is_lone_percent || is_misplaced) {
            out = out != NULL ? out : g_string_new_len(href, p - href);
            g_string_append_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
        } else if (out != NULL) {
            g_string_append_c(out, *p);
        }
    }
    return out != NULL ? g_string_free(out, FALSE) : NULL;
}

/* Has it no scheme (RFC 3986, 3.1)? Phase 2 finds out where it leads. */
static bool is_relative(const char *href) {
    size_t length = strspn(href, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-.");
    return href[length] != ':' || !g_ascii_isalpha(href[0]);
}

/* A name, or numbers, of which percent signs have been decoded: what stands in none is the URL
 * Standard's list of forbidden host code points. */
static bool is_host(const char *host) {
    return host[0] != '\0' && host[0] != '.' && strstr(host, "..") == NULL &&
           strpbrk(host, " \t\r\n\"#%/<>?@\\^`{|}") == NULL;
}

/* Is there a host, an address, a number after the scheme? */
static bool is_whole(const char *href) {
    if (g_ascii_strncasecmp(href, "http", 4) != 0) {
        return strchr(href, ':')[1] != '\0';
    }
    g_autofree char *host = NULL;
    return g_uri_split_network(href, G_URI_FLAGS_PARSE_RELAXED, NULL, &host, NULL, NULL) &&
           host != NULL && is_host(host);
}

static LinkKind judge_link(const char *href) {
    if (!attribute_accepts(ATTRIBUTE_HREF, href)) {
        return LINK_UNSAFE;
    }
    if (is_relative(href)) {
        return LINK_WITHIN;
    }
    return is_whole(href) ? LINK_OUT : LINK_UNSAFE;
}

/* Without spaces around it, and with the scheme that browsers think of. */
static char *trim(const char *href) {
    char *trimmed = g_strstrip(g_strdup(href));
    const char *scheme = g_str_has_prefix(trimmed, "//")                ? "https:"
                         : g_ascii_strncasecmp(trimmed, "www.", 4) == 0 ? "http://"
                                                                        : NULL;
    if (scheme == NULL) {
        return trimmed;
    }
    char *with_scheme = g_strconcat(scheme, trimmed, NULL);
    g_free(trimmed);
    return with_scheme;
}

/* A link is said aloud by its words. One of a picture without a description is called by where it
 * leads; false: there is nothing at all in it. */
static bool has_name(xmlNode *link) {
    const xmlNode *first = link->children;
    if (first != NULL && first->type == XML_TEXT_NODE && !text_is_blank(node_text(first))) {
        return true;
    }
    g_autofree char *text = node_plain_text(link);
    if (!text_is_blank(text)) {
        return true;
    }
    for (const xmlNode *at = link; at != NULL; at = node_next(at, link, false)) {
        if (element_of(at) == ELEMENT_IMG) {
            if (node_get(link, ATTRIBUTE_TITLE) == NULL) {
                node_set(link, ATTRIBUTE_TITLE, node_get(link, ATTRIBUTE_HREF));
            }
            return true;
        }
    }
    return false;
}

static void sort_link(ArticleWork *work, xmlNode *link) {
    Article *article = work->article;
    if (!has_name(link)) {
        node_unwrap(link);
        return;
    }
    g_autofree char *as_written = g_strdup(node_get(link, ATTRIBUTE_HREF));
    g_autofree char *href = trim(as_written);
    g_autofree char *escaped = is_relative(href) ? NULL : escape_url(href);
    const char *used = escaped != NULL ? escaped : href;
    switch (judge_link(used)) {
    case LINK_UNSAFE:
        report_add(work->report, DIAGNOSTIC_LINK_UNSAFE, node_place(link, article->display_path),
                   NULL, as_written, NULL);
        node_unwrap(link);
        return;
    case LINK_WITHIN:
        g_ptr_array_add(article->nodes_to_link, link);
        break;
    case LINK_OUT:
        break;
    }
    if (strcmp(used, as_written) != 0) {
        node_set(link, ATTRIBUTE_HREF, used);
    }
}

void sort_links(ArticleWork *work) {
    xmlNode *top = work->article->tree->children;
    for (xmlNode *at = top; at != NULL;) {
        xmlNode *next = node_next(at, top, false);
        if (element_of(at) == ELEMENT_A) {
            if (node_kind(at) == NODE_LINK) {
                sort_link(work, at);
            } else if (node_kind(at) == NODE_SPAN && node_get(at, ATTRIBUTE_ID) == NULL) {
                node_unwrap(at); /* an anchor without a name */
            }
        }
        at = next;
    }
}
