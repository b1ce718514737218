/* References beside one another, or beside characters past ASCII, of which the first is a first
 * byte. All other references stay as they are. Relies on libxml2's table of HTML's names. */
#include "read/mojibake_references.h"

#include "read/mojibake_bytes.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { REFERENCE_BYTES = 10 }; /* "&thetasym;" */

/* One character, or what a reference stands for. */
typedef struct {
    gunichar character;
    size_t bytes;
} Reference;

static gunichar value_of(const char *name) {
    if (name[0] == '#') {
        bool is_hexadecimal = name[1] == 'x' || name[1] == 'X';
        guint64 value =
            g_ascii_strtoull(name + (is_hexadecimal ? 2 : 1), NULL, is_hexadecimal ? 16 : 10);
        return value >= 0x80 && value < 0x2680 ? (gunichar)value : 0;
    }
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity != NULL && entity->value >= 0x80 ? entity->value : 0;
}

/* HTML reads &#128; … &#159; as Windows-1252, which the mending reads as the same bytes. */
static Reference reference_at(const char *at, const char *end) {
    Reference result = {0};
    if (at >= end) {
        return result;
    }
    if (*at != '&') {
        result.character = g_utf8_get_char(at);
        result.bytes = (size_t)(g_utf8_next_char(at) - at);
        return result;
    }
    const char *semicolon = memchr(at, ';', MIN((size_t)(end - at), (size_t)REFERENCE_BYTES));
    if (semicolon == NULL) {
        return result;
    }
    char name[REFERENCE_BYTES];
    size_t length = (size_t)(semicolon - at) - 1;
    memcpy(name, at + 1, length);
    name[length] = '\0';
    result.character = value_of(name);
    result.bytes = result.character != 0 ? length + 2 : 0;
    return result;
}

/* May a sequence begin at `at`? At a glance first: two references, or one beside a character past
 * ASCII. */
static bool may_begin(const char *at, const char *end, Reference *first) {
    const char *semicolon = memchr(at, ';', MIN((size_t)(end - at), (size_t)REFERENCE_BYTES));
    const char *next = semicolon != NULL ? semicolon + 1 : end;
    if (next >= end || (*next != '&' && (unsigned char)*next < 0x80)) {
        return false;
    }
    *first = reference_at(at, end);
    Reference second = reference_at(next, end);
    return first->bytes > 0 && second.bytes > 0 &&
           (mojibake_leads(first->character) & mojibake_follows(second.character)) != 0;
}

/* What goes on at `at`, as long as it may be bytes that are not the first. */
static const char *append_rest(GString *out, const char *at, const char *end) {
    for (;;) {
        Reference next = reference_at(at, end);
        bool goes_on = next.bytes > 0 && next.character >= 0x80 &&
                       (mojibake_follows(next.character) | mojibake_leads(next.character)) != 0;
        if (!goes_on) {
            return at;
        }
        g_string_append_unichar(out, next.character);
        at += next.bytes;
    }
}

char *mojibake_expand_references(const char *text, size_t length_bytes) {
    const char *end = text + length_bytes;
    GString *out = NULL;
    const char *done = text;
    for (const char *at = text; (at = memchr(at, '&', (size_t)(end - at))) != NULL;) {
        Reference first;
        if (!may_begin(at, end, &first)) {
            at++;
            continue;
        }
        out = out ? out : g_string_sized_new(length_bytes);
        g_string_append_len(out, done, at - done);
        g_string_append_unichar(out, first.character);
        at = append_rest(out, at + first.bytes, end);
        done = at;
    }
    if (out == NULL) {
        return NULL;
    }
    g_string_append_len(out, done, end - done);
    return g_string_free(out, FALSE);
}
