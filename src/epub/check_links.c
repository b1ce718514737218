/* Where links lead: resolved against the part they stand in (EPUB 3.3, 4.2.5), to parts at once, to
 * places within parts when all parts are known. */
#include "epub/check.h"

#include "base/file.h"

#include <string.h>

bool check_has_scheme(const char *href) {
    size_t length = strspn(href, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                 "0123456789+.-");
    return (length > 1 && g_ascii_isalpha(href[0]) && href[length] == ':') ||
           g_str_has_prefix(href, "//");
}

static bool is_on_the_web(const char *href) {
    return g_str_has_prefix(href, "//") || g_ascii_strncasecmp(href, "http:", 5) == 0 ||
           g_ascii_strncasecmp(href, "https:", 6) == 0 || g_ascii_strncasecmp(href, "ftp:", 4) == 0;
}

char *check_resolve(const char *from_part, const char *href) {
    g_autofree char *path = g_strndup(href, strcspn(href, "?#"));
    if (path[0] == '\0') {
        return g_strdup(from_part);
    }
    g_autofree char *plain = g_uri_unescape_string(path, NULL);
    if (plain == NULL) {
        return NULL;
    }
    const char *slash = strrchr(from_part, '/');
    g_autofree char *directory = g_strndup(from_part, slash == NULL ? 0 : slash - from_part);
    return path_resolve(directory, plain);
}

static void say_dead(Check *check, size_t part_index, uint32_t line, const char *href) {
    check_say(check, DIAGNOSTIC_EPUB_LINK, archive_reader_part(check->archive, part_index)->name,
              line, NULL, href, NULL);
}

/* "#xywh=…", "#t=…", "#epubcfi(…)", "#svgView(…)" name no id. */
static bool names_an_id(const char *fragment) {
    return fragment[0] != '\0' && strpbrk(fragment, "=(") == NULL;
}

static void remember_fragment(Check *check, size_t from, gssize to, uint32_t line,
                              const char *href) {
    const char *fragment = strchr(href, '#');
    if (fragment == NULL || !names_an_id(fragment + 1)) {
        return;
    }
    if (check->fragment_links->len >= LIMIT_BOOK_LINKS) {
        check->is_full = true;
        return;
    }
    FragmentLink link = {(uint32_t)from, (uint32_t)to, line,
                         g_string_chunk_insert(check->strings, href)};
    g_array_append_val(check->fragment_links, link);
}

static const ManifestItem *check_outside(Check *check, size_t part_index, uint32_t line,
                                         const char *href, LinkKind kind) {
    const char *part = archive_reader_part(check->archive, part_index)->name;
    if (g_ascii_strncasecmp(href, "file:", 5) == 0) {
        say_dead(check, part_index, line, href);
    } else if (kind == LINK_TO_SHOW && is_on_the_web(href)) {
        check_say(check, DIAGNOSTIC_EPUB_REMOTE, part, line, NULL, href, NULL);
    }
    return NULL;
}

const ManifestItem *check_link(Check *check, size_t part_index, uint32_t line, const char *href,
                               LinkKind kind) {
    if (check_has_scheme(href)) {
        return check_outside(check, part_index, line, href, kind);
    }
    g_autofree char *part =
        check_resolve(archive_reader_part(check->archive, part_index)->name, href);
    gssize target = part == NULL ? -1 : check_find_part(check, part);
    if (target < 0) {
        say_dead(check, part_index, line, href);
        return NULL;
    }
    remember_fragment(check, part_index, target, line, href);
    return g_hash_table_lookup(check->items_by_part, part);
}

static char *id_key(size_t part_index, const char *id) {
    return g_strdup_printf("%" G_GSIZE_FORMAT " %s", part_index, id);
}

void check_add_id(Check *check, size_t part_index, const char *id) {
    if (g_hash_table_size(check->ids) >= LIMIT_BOOK_LINKS) {
        check->is_full = true;
        return;
    }
    g_autofree char *key = id_key(part_index, id);
    if (!g_hash_table_contains(check->ids, key)) {
        g_hash_table_add(check->ids, g_string_chunk_insert(check->strings, key));
    }
}

void check_fragments(Check *check) {
    if (check->is_full) {
        return;
    }
    for (guint i = 0; i < check->fragment_links->len; i++) {
        const FragmentLink *link = &g_array_index(check->fragment_links, FragmentLink, i);
        if (!check->is_scanned[link->to]) {
            continue;
        }
        const char *fragment = strchr(link->href, '#') + 1;
        g_autofree char *plain = g_uri_unescape_string(fragment, NULL);
        g_autofree char *key = id_key(link->to, plain != NULL ? plain : fragment);
        if (!g_hash_table_contains(check->ids, key)) {
            say_dead(check, link->from, link->line, link->href);
        }
    }
}
