/* Styles in drawings, by a closed list: values that call nothing, known properties, plain
 * selectors. What is not understood is left out, so that no reader can understand it otherwise:
 * escapes and comments inside values, too. */
#include "images/svg_names.h"

#include <string.h>

static bool is_name(char c) {
    return g_ascii_isalnum(c) || c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* The functions of colours and of transforms. */
static bool is_harmless_function(const char *name, size_t length) {
    static const char *const names[] = {"rgb",        "rgba",       "hsl",    "hsla",   "matrix",
                                        "translate",  "rotate",     "scale",  "skewX",  "skewY",
                                        "translateX", "translateY", "scaleX", "scaleY", "calc"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i]) == length && g_ascii_strncasecmp(names[i], name, length) == 0) {
            return true;
        }
    }
    return false;
}

/* url(#name), with quotes or without; `at` is behind the parenthesis. */
static bool is_own_fragment(const char *at) {
    while (is_space(*at)) {
        at++;
    }
    char quote = *at == '"' || *at == '\'' ? *at++ : '\0';
    if (*at++ != '#') {
        return false;
    }
    while (is_name(*at) || *at == '.' || *at == ':') {
        at++;
    }
    if (quote != '\0' && *at++ != quote) {
        return false;
    }
    while (is_space(*at)) {
        at++;
    }
    return *at == ')';
}

bool svg_value_is_safe(const char *value) {
    if (strpbrk(value, "\\@{}<") != NULL || strstr(value, "/*") != NULL) {
        return false;
    }
    for (const char *open = strchr(value, '('); open != NULL; open = strchr(open + 1, '(')) {
        const char *name = open;
        while (name > value && is_name(name[-1])) {
            name--;
        }
        size_t length = (size_t)(open - name);
        bool is_safe = length == 3 && g_ascii_strncasecmp(name, "url", 3) == 0
                           ? is_own_fragment(open + 1)
                           : is_harmless_function(name, length);
        if (!is_safe) {
            return false;
        }
    }
    return true;
}

/* Where the declaration that begins at `at` ends: at a semicolon outside quotes and parentheses. */
static const char *declaration_end(const char *at, const char *end) {
    char quote = '\0';
    size_t depth = 0;
    for (; at < end; at++) {
        if (quote != '\0') {
            quote = *at == quote ? '\0' : quote;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        } else if (*at == '(') {
            depth++;
        } else if (*at == ')') {
            depth -= depth > 0;
        } else if (*at == ';' && depth == 0) {
            break;
        }
    }
    return at;
}

/* One declaration to `clean`, if it may. */
static void clean_declaration(const char *start, const char *end, GString *clean,
                              unsigned *removed) {
    g_autofree char *text = g_strndup(start, (gsize)(end - start));
    char *colon = strchr(text, ':');
    if (colon == NULL) {
        return;
    }
    *colon = '\0';
    char *name = g_strstrip(text);
    char *value = g_strstrip(colon + 1);
    if (!svg_value_is_safe(value)) {
        (*removed)++;
        return;
    }
    g_autofree char *lower = g_ascii_strdown(name, -1);
    if (*value != '\0' && svg_attribute_use(lower) == SVG_ATTRIBUTE_PROPERTY) {
        g_string_append_printf(clean, "%s%s:%s", clean->len > 0 ? ";" : "", lower, value);
    }
}

static char *clean_declarations(const char *at, const char *end, unsigned *removed) {
    GString *clean = g_string_new(NULL);
    while (at < end) {
        const char *stop = declaration_end(at, end);
        clean_declaration(at, stop, clean, removed);
        at = stop < end ? stop + 1 : end;
    }
    return g_string_free(clean, FALSE);
}

char *svg_clean_style(const char *style, unsigned *removed) {
    return clean_declarations(style, style + strlen(style), removed);
}

/* Comments, and the marks with which old pages hid styles, to spaces. */
static char *without_comments(const char *css) {
    GString *text = g_string_sized_new(strlen(css));
    while (*css != '\0') {
        if (g_str_has_prefix(css, "/*")) {
            const char *close = strstr(css + 2, "*/");
            g_string_append_c(text, ' ');
            css = close != NULL ? close + 2 : css + strlen(css);
        } else if (g_str_has_prefix(css, "<!--")) {
            css += 4;
        } else if (g_str_has_prefix(css, "-->")) {
            css += 3;
        } else {
            g_string_append_c(text, *css++);
        }
    }
    return g_string_free(text, FALSE);
}

static bool is_plain_selector(const char *selector) {
    for (const char *at = selector; *at != '\0'; at++) {
        if (!is_name(*at) && !is_space(*at) && strchr(".#*,>+:", *at) == NULL) {
            return false;
        }
    }
    return *selector != '\0';
}

/* The "}" that closes the block which begins behind `open`, or the end. */
static const char *block_end(const char *open) {
    size_t depth = 1;
    const char *at = open + 1;
    for (; *at != '\0'; at++) {
        depth += *at == '{';
        depth -= *at == '}';
        if (depth == 0) {
            break;
        }
    }
    return at;
}

/* At-rules go whole. Those that fetch something are told of. */
static const char *skip_at_rule(const char *at, unsigned *removed) {
    const char *stop = at + strcspn(at, ";{");
    const char *end = *stop == '{' ? block_end(stop) : stop;
    g_autofree char *rule = g_strndup(at, (gsize)(end - at));
    g_autofree char *lower = g_ascii_strdown(rule, -1);
    *removed += g_str_has_prefix(lower, "@import") || strchr(lower, '\\') != NULL ||
                strstr(lower, "url(") != NULL;
    return *end != '\0' ? end + 1 : end;
}

char *svg_clean_stylesheet(const char *css, unsigned *removed) {
    g_autofree char *text = without_comments(css);
    GString *clean = g_string_new(NULL);
    const char *at = text;
    while (*at != '\0') {
        if (is_space(*at) || *at == '}') {
            at++;
        } else if (*at == '@') {
            at = skip_at_rule(at, removed);
        } else {
            const char *open = at + strcspn(at, "{");
            g_autofree char *selector = g_strndup(at, (gsize)(open - at));
            g_strstrip(selector);
            const char *end = *open != '\0' ? block_end(open) : open;
            g_autofree char *declarations =
                *open != '\0' ? clean_declarations(open + 1, end, removed) : g_strdup("");
            if (is_plain_selector(selector) && *declarations != '\0') {
                g_string_append_printf(clean, "%s{%s}", selector, declarations);
            }
            at = *end != '\0' ? end + 1 : end;
        }
    }
    return g_string_free(clean, FALSE);
}
