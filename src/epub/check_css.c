/* What a style sheet calls: url(…) and @import "…" (CSS Syntax 3, 4.3), comments and strings passed
 * over. Nothing else of it is judged here. */
#include "epub/check.h"

#include <string.h>

typedef struct {
    const char *at, *end;
    uint32_t line;
    bool is_import; /* the last word was @import */
} Css;

static void step(Css *css, size_t bytes) {
    for (; bytes > 0; bytes--, css->at++) {
        css->line += *css->at == '\n';
    }
}

static size_t left(const Css *css) {
    return (size_t)(css->end - css->at);
}

static bool looks_at(const Css *css, const char *text) {
    size_t length = strlen(text);
    return left(css) >= length && g_ascii_strncasecmp(css->at, text, length) == 0;
}

static void skip_comment(Css *css) {
    step(css, 2);
    const char *close = memmem(css->at, left(css), "*/", 2);
    step(css, close == NULL ? left(css) : (size_t)(close - css->at) + 2);
}

/* The text of a quotation that begins here; the place moves past it. Caller frees. */
static char *take_quoted(Css *css) {
    size_t length = 1;
    while (length < left(css) && css->at[length] != *css->at) {
        length += css->at[length] == '\\' ? 2 : 1;
    }
    length = MIN(length, left(css));
    char *text = g_strndup(css->at + 1, length - 1);
    step(css, MIN(length + 1, left(css)));
    return text;
}

static char *take_url(Css *css) {
    step(css, strlen("url("));
    while (left(css) > 0 && g_ascii_isspace(*css->at)) {
        step(css, 1);
    }
    if (left(css) > 0 && (*css->at == '"' || *css->at == '\'')) {
        return take_quoted(css);
    }
    const char *close = left(css) > 0 ? memchr(css->at, ')', left(css)) : NULL;
    size_t length = close == NULL ? left(css) : (size_t)(close - css->at);
    char *text = g_strstrip(g_strndup(css->at, length));
    step(css, length);
    return text;
}

/* Moves past one token; the href that it calls, or NULL. Caller frees. */
static char *take_token(Css *css) {
    bool is_import = css->is_import;
    if (looks_at(css, "/*")) {
        skip_comment(css);
        return NULL;
    }
    css->is_import = looks_at(css, "@import") || (is_import && g_ascii_isspace(*css->at));
    if (css->is_import && !is_import) {
        step(css, strlen("@import"));
        return NULL;
    }
    if (looks_at(css, "url(")) {
        return take_url(css);
    }
    if (*css->at == '"' || *css->at == '\'') {
        char *quoted = take_quoted(css);
        if (is_import) {
            return quoted;
        }
        g_free(quoted);
        return NULL;
    }
    step(css, 1);
    return NULL;
}

void check_css(Check *check, size_t part_index, GBytes *bytes) {
    gsize length_bytes = 0;
    const char *text = g_bytes_get_data(bytes, &length_bytes);
    Css css = {.at = text, .end = text + length_bytes, .line = 1};
    while (css.at < css.end) {
        uint32_t line = css.line;
        g_autofree char *href = take_token(&css);
        if (href != NULL && href[0] != '\0') {
            check_link(check, part_index, line, href, LINK_TO_SHOW);
        }
    }
}
