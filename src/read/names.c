/* Names of files and directories as people read and type them. */
#include "read/names.h"

#include <glib.h>
#include <string.h>

static char *words_of(const char *slug) {
    GString *words = g_string_new(NULL);
    bool is_slug = strchr(slug, ' ') == NULL;
    for (const char *p = slug; *p != '\0'; p++) {
        bool is_joint = is_slug && (*p == '-' || *p == '_');
        if (!is_joint) {
            g_string_append_c(words, *p);
        } else if (words->len > 0 && words->str[words->len - 1] != ' ') {
            g_string_append_c(words, ' ');
        }
    }
    g_autofree char *trimmed = g_strstrip(g_string_free(words, FALSE));
    if (*trimmed == '\0') {
        return g_strdup(slug);
    }
    GString *name = g_string_new(NULL);
    g_string_append_unichar(name, g_unichar_toupper(g_utf8_get_char(trimmed)));
    g_string_append(name, g_utf8_next_char(trimmed));
    return g_string_free(name, FALSE);
}

char *name_from_slug(const char *slug) {
    return words_of(path_skip_number(slug));
}

char *name_from_slug_with_number(const char *slug) {
    return words_of(slug);
}

bool name_is_slug(const char *name) {
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_letter = g_unichar_isalnum(c) || g_unichar_ismark(c);
        if ((!is_letter && c != '-' && c != '_') || g_unichar_isupper(c)) {
            return false;
        }
    }
    return *name != '\0';
}

char *path_as_typed(const char *path) {
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    GString *typed = g_string_new(path[0] == '/' ? "/" : "");
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] == '\0' || strcmp(parts[i], ".") == 0) {
            continue;
        }
        if (typed->len > 0 && typed->str[typed->len - 1] != '/') {
            g_string_append_c(typed, '/');
        }
        g_string_append(typed, parts[i]);
    }
    if (typed->len == 0) {
        g_string_append_c(typed, '.');
    }
    return g_string_free(typed, FALSE);
}

char *path_above(const char *path) {
    if (strcmp(path, "/") == 0) {
        return NULL;
    }
    if (strcmp(path, ".") == 0) {
        return g_strdup("..");
    }
    if (strcmp(path_name(path), "..") == 0) {
        return g_strconcat(path, "/..", NULL);
    }
    const char *slash = strrchr(path, '/');
    if (slash == NULL) {
        return g_strdup(".");
    }
    return slash == path ? g_strdup("/") : g_strndup(path, (gsize)(slash - path));
}

char *path_below(const char *directory, const char *name) {
    if (strcmp(directory, ".") == 0 || *directory == '\0') {
        return g_strdup(name);
    }
    return g_build_filename(directory, name, NULL);
}

char *path_directory_name(const char *path) {
    g_autofree char *typed = path_as_typed(path);
    const char *name = path_name(typed);
    bool is_turn = strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || *name == '\0';
    if (!is_turn) {
        return g_strdup(name);
    }
    g_autofree char *absolute = g_canonicalize_filename(typed, NULL);
    name = path_name(absolute);
    return g_strdup(*name != '\0' ? name : "issue");
}

static bool is_named(const char *name, const char *const *names, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (g_ascii_strcasecmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool name_is_left_out(const char *name) {
    static const char *const litter[] = {
        "Thumbs.db", "ehthumbs.db", "desktop.ini",  "Makefile",
        "CNAME",     "Gemfile",     "Gemfile.lock", "missing-pictures.txt"};
    static const char *const readme[] = {"README", "README.md", "README.markdown", "README.txt"};
    bool is_licence = g_str_has_prefix(name, "LICENSE") || g_str_has_prefix(name, "LICENCE") ||
                      strcmp(name, "COPYING") == 0;
    bool is_hidden = name[0] == '.' || name[0] == '_';
    bool is_lock = g_str_has_prefix(name, "~$") || name[0] == '#';
    bool is_backup = g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp");
    return is_hidden || is_lock || is_backup || is_licence ||
           is_named(name, litter, G_N_ELEMENTS(litter)) ||
           is_named(name, readme, G_N_ELEMENTS(readme));
}
