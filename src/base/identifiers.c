/* Names from content. Folding uses GLib's NFKD and a short table for letters that have no marks to
 * take off. */
#include "base/identifiers.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { SLUG_BYTES = 60, HASH_DIGITS = 12, SLUG_HASH_DIGITS = 10 };

/* RFC 9562, 5.5: SHA-1 of the namespace's bytes and the name. The namespace is Galley's own; were
 * it changed, every book would become another book. */
static const guint8 galley_namespace[16] = {0x6c, 0x3d, 0x5e, 0x0b, 0x7a, 0x42, 0x5f, 0x1c,
                                            0x9d, 0x21, 0x4e, 0x8b, 0x30, 0xa7, 0x15, 0xf2};

char *identifier_uuid(const char *name) {
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(checksum, galley_namespace, sizeof galley_namespace);
    g_checksum_update(checksum, (const guchar *)name, (gssize)strlen(name));
    guint8 hash[20];
    gsize length = sizeof hash;
    g_checksum_get_digest(checksum, hash, &length);
    hash[6] = (guint8)((hash[6] & 0x0F) | 0x50);
    hash[8] = (guint8)((hash[8] & 0x3F) | 0x80);
    GString *uuid = g_string_sized_new(36);
    for (size_t i = 0; i < 16; i++) {
        g_string_append_printf(uuid, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
                               hash[i]);
    }
    return g_string_free(uuid, FALSE);
}

bool identifier_is_uuid(const char *text) {
    return g_uuid_string_is_valid(text);
}

static char *hash_digits(const char *text, size_t digits) {
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
    return g_strndup(sum, digits);
}

char *identifier_hash(const char *first, ...) {
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    va_list list;
    va_start(list, first);
    for (const char *text = first; text != NULL; text = va_arg(list, const char *)) {
        g_checksum_update(checksum, (const guchar *)text,
                          (gssize)strlen(text) + 1); /* the NUL divides */
    }
    va_end(list);
    return g_strndup(g_checksum_get_string(checksum), HASH_DIGITS);
}

static const struct {
    gunichar letter;
    const char *ascii;
} folded_letters[] = {
    {0x00DF, "ss"}, {0x1E9E, "ss"}, {0x00E6, "ae"}, {0x00C6, "ae"}, {0x0153, "oe"}, {0x0152, "oe"},
    {0x00F8, "o"},  {0x00D8, "o"},  {0x0142, "l"},  {0x0141, "l"},  {0x0111, "d"},  {0x0110, "d"},
    {0x00F0, "d"},  {0x00D0, "d"},  {0x00FE, "th"}, {0x00DE, "th"}, {0x0131, "i"},  {0x0127, "h"},
};

static const char *fold_letter(gunichar c) {
    for (size_t i = 0; i < G_N_ELEMENTS(folded_letters); i++) {
        if (folded_letters[i].letter == c) {
            return folded_letters[i].ascii;
        }
    }
    return NULL;
}

/* Appends what of `text` is ASCII after folding; `lost` counts letters that are not. */
static GString *fold(const char *text, size_t *kept, size_t *lost) {
    g_autofree char *apart =
        g_str_is_ascii(text) ? g_strdup(text) : g_utf8_normalize(text, -1, G_NORMALIZE_ALL);
    GString *slug = g_string_new(NULL);
    for (const char *p = apart ? apart : ""; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *folded = c < 0x80 ? NULL : fold_letter(c);
        if (c < 0x80 && g_ascii_isalnum((char)c)) {
            g_string_append_c(slug, g_ascii_tolower((char)c));
            ++*kept;
        } else if (folded != NULL) {
            g_string_append(slug, folded);
            ++*kept;
        } else if (c >= 0x80 && g_unichar_isalnum(c)) {
            ++*lost;
        } else if (c == '\'' || c == 0x2019 || (c >= 0x80 && g_unichar_ismark(c))) {
            continue; /* it's → its */
        } else if (slug->len > 0 && slug->str[slug->len - 1] != '-') {
            g_string_append_c(slug, '-');
        }
    }
    return slug;
}

static void cut_at_word(GString *slug) {
    if (slug->len > SLUG_BYTES) {
        g_string_truncate(slug, SLUG_BYTES);
        char *last = strrchr(slug->str, '-');
        if (last != NULL && last - slug->str > SLUG_BYTES / 2) {
            g_string_truncate(slug, (gsize)(last - slug->str));
        }
    }
    while (slug->len > 0 && slug->str[slug->len - 1] == '-') {
        g_string_truncate(slug, slug->len - 1);
    }
}

char *identifier_slug(const char *text) {
    size_t kept = 0;
    size_t lost = 0;
    GString *slug = fold(text, &kept, &lost);
    if (kept < lost || kept == 0) {
        g_string_free(slug, TRUE);
        g_autofree char *digits = hash_digits(text, SLUG_HASH_DIGITS);
        return g_strconcat("x-", digits, NULL);
    }
    if (g_ascii_isdigit(slug->str[0])) {
        g_string_prepend(slug, "n");
    }
    cut_at_word(slug);
    return g_string_free(slug, FALSE);
}

char *identifier_github_anchor(const char *text) {
    bool is_ascii = g_str_is_ascii(text);
    g_autofree char *lower = is_ascii ? g_ascii_strdown(text, -1) : g_utf8_strdown(text, -1);
    GString *anchor = g_string_new(NULL);
    for (const char *p = lower; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_word = c < 0x80 ? g_ascii_isalnum((char)c) || c == '_' || c == '-'
                                : g_unichar_isalnum(c) || g_unichar_ismark(c);
        if (is_word) {
            g_string_append_unichar(anchor, c);
        } else if (c == ' ' || c == 0xA0) {
            g_string_append_c(anchor, '-');
        }
    }
    return g_string_free(anchor, FALSE);
}

bool identifier_is_issn(const char *text) {
    if (strlen(text) != 9 || text[4] != '-') {
        return false;
    }
    int sum = 0;
    int weight = 8;
    for (size_t i = 0; i < 9; i++) {
        if (i == 4) {
            continue;
        }
        bool is_x = i == 8 && (text[i] == 'X' || text[i] == 'x');
        if (!is_x && !g_ascii_isdigit(text[i])) {
            return false;
        }
        sum += weight-- * (is_x ? 10 : text[i] - '0');
    }
    return sum % 11 == 0;
}
