/* Decoding. The common case, valid UTF-8 without carriage returns or control characters, is one
 * validation and one copy. */
#include "base/charset.h"

#include "base/charset_clean.h"
#include "base/charset_guess.h"
#include "base/text.h"

#include <string.h>

static const struct {
    const char *mark;
    size_t length;
    const char *encoding;
} byte_order_marks[] = {
    {"\xEF\xBB\xBF", 3, "UTF-8"},        {"\xFF\xFE\x00\x00", 4, "UTF-32LE"},
    {"\x00\x00\xFE\xFF", 4, "UTF-32BE"}, {"\xFF\xFE", 2, "UTF-16LE"},
    {"\xFE\xFF", 2, "UTF-16BE"},
};

/* The encoding that a byte order mark names, and how many bytes the mark has. */
static const char *find_mark(const char *bytes, size_t length, size_t *mark_bytes) {
    for (size_t i = 0; i < G_N_ELEMENTS(byte_order_marks); i++) {
        size_t mark = byte_order_marks[i].length;
        if (length >= mark && memcmp(bytes, byte_order_marks[i].mark, mark) == 0) {
            *mark_bytes = mark;
            return byte_order_marks[i].encoding;
        }
    }
    *mark_bytes = 0;
    return NULL;
}

/* The C library writes numbers past U+10FFFF, too, in five and six bytes; they are no characters.
 */
static GString *without_false_characters(GString *text, size_t *bad, size_t *first_bad) {
    const char *at = text->str;
    const char *end = text->str + text->len;
    const char *wrong = NULL;
    if (g_utf8_validate_len(at, text->len, &wrong)) {
        return text;
    }
    GString *out = g_string_sized_new(text->len);
    while (!g_utf8_validate_len(at, (size_t)(end - at), &wrong)) {
        g_string_append_len(out, at, wrong - at);
        *first_bad = *bad == 0 ? out->len : MIN(*first_bad, out->len);
        ++*bad;
        g_string_append(out, "\xEF\xBF\xBD");
        at = wrong + 1;
        while (at < end && ((unsigned char)*at & 0xC0) == 0x80) {
            at++;
        }
    }
    g_string_append_len(out, at, end - at);
    g_string_free(text, TRUE);
    return out;
}

/* NUL would end the text; as another control character it is taken out and counted with the rest.
 */
static void hide_nuls(GString *text) {
    for (char *nul = memchr(text->str, '\0', text->len); nul != NULL;
         nul = memchr(nul, '\0', (size_t)(text->str + text->len - nul))) {
        *nul = '\x01';
    }
}

/* An encoding of one byte a character. */
static GString *decode_single(const char *bytes, size_t length, const Encoding *encoding,
                              size_t *bad, size_t *first_bad) {
    gunichar characters[256];
    encoding_fill(encoding, characters);
    GString *text = g_string_sized_new(length + length / 4);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80) {
            g_string_append_c(text, (char)byte);
            continue;
        }
        if (characters[byte] == 0xFFFD) {
            *first_bad = *bad == 0 ? text->len : *first_bad;
            ++*bad;
        }
        g_string_append_unichar(text, characters[byte]);
    }
    return text;
}

/* Bytes in the encoding that a mark or the editor names. */
static GString *decode_named(const char *bytes, size_t length, const char *name, const char *file,
                             Report *report) {
    const Encoding *known = encoding_find(name);
    size_t bad = 0;
    size_t first_bad = 0;
    GString *text = NULL;
    if (known != NULL && known->characters != NULL) {
        text = decode_single(bytes, length, known, &bad, &first_bad);
    } else {
        const char *iconv_name = known != NULL ? known->iconv_name : name;
        text = encoding_convert(bytes, length, iconv_name, &bad, &first_bad);
    }
    hide_nuls(text);
    text = without_false_characters(text, &bad, &first_bad);
    if (bad > 0) {
        g_autofree char *count = g_strdup_printf("%zu", bad);
        report_add(report, DIAGNOSTIC_ENCODING_BROKEN, charset_place(file, text->str, first_bad),
                   NULL, name, count, NULL);
    }
    return text;
}

static bool is_known_encoding(const char *name) {
    if (encoding_find(name) != NULL) {
        return true;
    }
    GIConv converter = g_iconv_open("UTF-8", name);
    if (converter == (GIConv)-1) {
        return false;
    }
    g_iconv_close(converter);
    return true;
}

/* UTF-8 with stray bytes in it. */
static GString *decode_mixed(const char *bytes, size_t length, const char *file, Report *report) {
    size_t strays = 0;
    size_t first = 0;
    GString *text = charset_mixed_utf_8(bytes, length, &strays, &first);
    hide_nuls(text);
    g_autofree char *count = g_strdup_printf("%zu", strays);
    report_add(report, DIAGNOSTIC_ENCODING_MIXED, charset_place(file, text->str, first), NULL,
               count, NULL);
    return text;
}

/* Bytes that are not UTF-8 and of which nobody says what they are. */
static GString *decode_guessed(const char *bytes, size_t length, size_t bad, const char *file,
                               Report *report) {
    g_autofree char *declared = charset_declared(bytes, length);
    CharsetGuess guess = charset_guess(bytes, length, declared);
    if (strcmp(guess.encoding->name, "UTF-8") == 0) {
        return decode_mixed(bytes, length, file, report);
    }
    Place place = charset_place(file, bytes, bad);
    if (guess.rival != NULL) {
        g_autofree char *hint = g_strdup_printf(
            "if letters look wrong, name the right encoding in the front matter: `encoding: %s`",
            guess.rival->name);
        report_add(report, DIAGNOSTIC_ENCODING_GUESSED, place, hint, guess.encoding->name,
                   guess.rival->name, NULL);
    } else {
        report_add(report, DIAGNOSTIC_ENCODING_TOLD, place, NULL, guess.encoding->name, NULL);
    }
    return decode_named(bytes, length, guess.encoding->name, file, report);
}

/* What valid UTF-8 may yet be: UTF-16 or UTF-32 of a language with few letters, and the escapes of
 * ISO-2022-JP. Both show at the first byte that is not plain. */
static const char *hidden_encoding(const char *bytes, size_t length, size_t plain) {
    if (memchr(bytes, '\0', length) != NULL) {
        return charset_guess_wide(bytes, length);
    }
    static const char *const escapes[] = {"\x1B$B", "\x1B$@", "\x1B(J", "\x1B(I", "\x1B$("};
    for (size_t i = 0; plain + 3 <= length && i < G_N_ELEMENTS(escapes); i++) {
        if (memcmp(bytes + plain, escapes[i], 3) == 0) {
            return "ISO-2022-JP";
        }
    }
    return NULL;
}

/* Bytes without a mark, in the encoding that the editor named, or in the one that they show. */
static GString *decode_unmarked(const char *bytes, size_t length, const char *named,
                                const char *file, Report *report) {
    const Encoding *known = named != NULL ? encoding_find(named) : NULL;
    bool is_utf_8 = known != NULL && strcmp(known->name, "UTF-8") == 0;
    if (named != NULL && !is_utf_8) {
        return decode_named(bytes, length, named, file, report);
    }
    const char *bad = NULL;
    size_t plain = text_plain_bytes(bytes, length);
    if (plain < length) {
        const char *hidden = is_utf_8 ? NULL : hidden_encoding(bytes, length, plain);
        if (hidden != NULL) {
            return decode_named(bytes, length, hidden, file, report);
        }
    }
    GString *text = g_string_new_len(bytes, (gssize)length);
    hide_nuls(text);
    if (g_utf8_validate_len(text->str + plain, length - plain, &bad)) {
        return text;
    }
    size_t first_bad = (size_t)(bad - text->str);
    g_string_free(text, TRUE);
    return is_utf_8 ? decode_named(bytes, length, named, file, report)
                    : decode_guessed(bytes, length, first_bad, file, report);
}

/* Text in the encoding that was named or that the bytes show, as UTF-8 without NUL that may still
 * hold carriage returns and control characters. */
static GString *decode(const char *bytes, size_t length, const char *encoding, const char *file,
                       Report *report) {
    size_t mark_bytes = 0;
    const char *marked = find_mark(bytes, length, &mark_bytes);
    if (marked == NULL && encoding != NULL && !is_known_encoding(encoding)) {
        Place place = {.file = file, .detail = "encoding"};
        report_add(report, DIAGNOSTIC_ENCODING_UNKNOWN, place, NULL, encoding, NULL);
        encoding = NULL;
    }
    return decode_unmarked(bytes + mark_bytes, length - mark_bytes,
                           marked != NULL ? marked : encoding, file, report);
}

char *charset_read(GBytes *bytes, const char *encoding, const char *file, Report *report,
                   size_t *length_bytes) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    GString *text = decode(data ? data : "", length, encoding, file, report);
    *length_bytes = text->len;
    return g_string_free(text, FALSE);
}

char *charset_decode(GBytes *bytes, const char *encoding, const char *file, Report *report,
                     size_t *length_bytes) {
    char *text = charset_read(bytes, encoding, file, report, length_bytes);
    return charset_clean_take(text, length_bytes, file, report);
}
