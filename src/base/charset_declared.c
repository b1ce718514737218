/* What a page says of its encoding, found as browsers do before they parse: in its first bytes. */
#include "base/charset_guess.h"

#include <string.h>

enum { LOOKED_AT_BYTES = 4096 };

static const char *find(const char *text, const char *word) {
    size_t length = strlen(word);
    for (const char *at = text; *at != '\0'; at++) {
        if (g_ascii_strncasecmp(at, word, length) == 0) {
            return at;
        }
    }
    return NULL;
}

/* The value after `key`, `=`, spaces and a quotation mark. */
static char *value_after(const char *text, const char *key) {
    const char *at = find(text, key);
    if (at == NULL) {
        return NULL;
    }
    at += strlen(key);
    at += strspn(at, " \t\r\n");
    if (*at != '=') {
        return NULL;
    }
    at++;
    at += strspn(at, " \t\r\n\"'");
    size_t length = strcspn(at, " \t\r\n\"';/>?");
    return length > 0 ? g_strndup(at, length) : NULL;
}

char *charset_declared(const char *bytes, size_t length) {
    g_autofree char *head = g_strndup(bytes, MIN(length, LOOKED_AT_BYTES));
    const char *start = head + strspn(head, " \t\r\n");
    if (*start != '<') {
        return NULL;
    }
    const char *close = strchr(start, '>');
    if (g_str_has_prefix(start, "<?xml") && close != NULL) {
        g_autofree char *declaration = g_strndup(start, (gsize)(close - start));
        char *said = value_after(declaration, "encoding");
        if (said != NULL) {
            return said;
        }
    }
    for (const char *meta = find(start, "<meta"); meta != NULL; meta = find(meta + 1, "<meta")) {
        g_autofree char *tag = g_strndup(meta, strcspn(meta, ">"));
        char *said = value_after(tag, "charset");
        if (said != NULL) {
            return said;
        }
    }
    return NULL;
}
