/* A look over XML before it is parsed. */
#include "base/xml_bytes.h"

#include <string.h>

/* Past a comment, a CDATA section or a processing instruction that begins at `p`; `p` itself if
 * none does, NULL if it never ends. */
static const char *skip_unparsed(const char *p, const char *end) {
    static const struct {
        const char *open, *close;
    } kinds[] = {{"!--", "-->"}, {"![CDATA[", "]]>"}, {"?", "?>"}};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        size_t length = strlen(kinds[i].open);
        if ((size_t)(end - p) >= length && memcmp(p, kinds[i].open, length) == 0) {
            p += length;
            return memmem(p, (size_t)(end - p), kinds[i].close, strlen(kinds[i].close));
        }
    }
    return p;
}

/* Past one tag or declaration; NULL if a quotation in it never ends. */
static const char *skip_tag(const char *p, const char *end, size_t *equals_signs) {
    for (; p != NULL && p < end && *p != '>' && *p != '<'; p++) {
        *equals_signs += *p == '=';
        if (*p == '"' || *p == '\'') {
            p = memchr(p + 1, *p, (size_t)(end - p - 1));
            if (p == NULL) {
                return NULL;
            }
        }
    }
    return p;
}

bool xml_bytes_has_more_attributes(const char *text, size_t length_bytes, size_t most) {
    const char *end = text + length_bytes;
    const char *p = text;
    while (p != NULL && (p = memchr(p, '<', (size_t)(end - p))) != NULL) {
        size_t count = 0;
        const char *inside = skip_unparsed(p + 1, end);
        p = inside == p + 1 ? skip_tag(inside, end, &count) : inside;
        if (count > most) {
            return true;
        }
    }
    return false;
}

const char *xml_bytes_as_utf8(GBytes *bytes, char **converted, size_t *length_bytes) {
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    bool is_big_endian = size >= 2 && memcmp(data, "\xFE\xFF", 2) == 0;
    bool is_little_endian = size >= 2 && memcmp(data, "\xFF\xFE", 2) == 0;
    if (is_big_endian || is_little_endian) {
        *converted = g_convert(data + 2, (gssize)size - 2, "UTF-8",
                               is_big_endian ? "UTF-16BE" : "UTF-16LE", NULL, &size, NULL);
        data = *converted;
    } else if (size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0) {
        data += 3;
        size -= 3;
    }
    *length_bytes = size;
    return data != NULL && g_utf8_validate_len(data, size, NULL) ? data : NULL;
}
