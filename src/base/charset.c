/* Decoding. The common case, valid UTF-8 without carriage returns or control characters, is one
 * validation and one copy. */
#include "base/charset.h"

#include "base/text.h"

#include <errno.h>
#include <string.h>

/* Windows-1252's upper rows 0x80 … 0x9F; 0 is undefined there. */
static const guint16 windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static GString *decode_windows_1252(const char *bytes, size_t length) {
    GString *text = g_string_sized_new(length + length / 8);
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (byte < 0x80) {
            g_string_append_c(text, (char)byte);
        } else {
            gunichar c = byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
            g_string_append_unichar(text, c ? c : 0xFFFD);
        }
    }
    return text;
}

static Place place_of_byte(const char *file, const char *bytes, size_t offset) {
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t i = 0; i < offset; i++) {
        bool ends_line =
            bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 >= offset || bytes[i + 1] != '\n'));
        line += ends_line;
        column = ends_line ? 1 : column + ((bytes[i] & 0xC0) != 0x80);
    }
    return place_at(file, line, column);
}

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

static bool is_known_encoding(const char *encoding) {
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter == (GIConv)-1) {
        return false;
    }
    g_iconv_close(converter);
    return true;
}

/* How many bytes are passed over where nothing can be read. */
static size_t unit_of(const char *encoding) {
    static const struct {
        const char *prefix;
        size_t bytes;
    } units[] = {{"utf-16", 2}, {"utf16", 2}, {"ucs-2", 2},
                 {"utf-32", 4}, {"utf32", 4}, {"ucs-4", 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strncasecmp(encoding, units[i].prefix, strlen(units[i].prefix)) == 0) {
            return units[i].bytes;
        }
    }
    return 1;
}

/* From a known encoding, to the end whatever stands in the way: what cannot be read is U+FFFD, and
 * counted. */
static GString *convert(const char *bytes, size_t length, const char *encoding, size_t *bad,
                        size_t *first_bad) {
    GString *text = g_string_sized_new(length + length / 2);
    GIConv converter = g_iconv_open("UTF-8", encoding);
    size_t unit = unit_of(encoding);
    char *in = (char *)bytes;
    gsize left = length;
    for (;;) {
        char room[4096];
        char *out = room;
        gsize room_left = sizeof room;
        bool is_end = left == 0; /* then what the converter still holds comes out */
        gsize result =
            g_iconv(converter, is_end ? NULL : &in, is_end ? NULL : &left, &out, &room_left);
        int number = errno;
        g_string_append_len(text, room, out - room);
        if (result == (gsize)-1 && number == E2BIG) {
            continue;
        }
        if (is_end) {
            break;
        }
        if (result == (gsize)-1) {
            size_t skipped = MIN(unit, left);
            *first_bad = *bad == 0 ? text->len : *first_bad;
            ++*bad;
            g_string_append(text, "\xEF\xBF\xBD");
            in += skipped;
            left -= skipped;
        }
    }
    g_iconv_close(converter);
    return text;
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

static bool is_utf_8(const char *encoding) {
    return g_ascii_strcasecmp(encoding, "utf-8") == 0 || g_ascii_strcasecmp(encoding, "utf8") == 0;
}

/* Bytes in the encoding that a mark or the editor names. */
static GString *decode_named(const char *bytes, size_t length, const char *encoding,
                             const char *file, Report *report) {
    size_t bad = 0;
    size_t first_bad = 0;
    GString *text = convert(bytes, length, encoding, &bad, &first_bad);
    hide_nuls(text);
    text = without_false_characters(text, &bad, &first_bad);
    if (bad > 0) {
        g_autofree char *count = g_strdup_printf("%zu", bad);
        report_add(report, DIAGNOSTIC_ENCODING_BROKEN, place_of_byte(file, text->str, first_bad),
                   NULL, encoding, count, NULL);
    }
    return text;
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
    const char *start = bytes + mark_bytes;
    size_t rest = length - mark_bytes;
    const char *named = marked != NULL ? marked : encoding;
    if (named != NULL && !is_utf_8(named)) {
        return decode_named(start, rest, named, file, report);
    }
    GString *text = g_string_new_len(start, (gssize)rest);
    hide_nuls(text);
    const char *bad = NULL;
    size_t plain = text_plain_bytes(text->str, text->len);
    if (g_utf8_validate_len(text->str + plain, text->len - plain, &bad)) {
        return text;
    }
    GString *mended = NULL;
    if (named != NULL) {
        mended = decode_named(start, rest, named, file, report);
    } else {
        Place place = place_of_byte(file, text->str, (size_t)(bad - text->str));
        report_add(report, DIAGNOSTIC_ENCODING_GUESSED, place, NULL, NULL);
        mended = decode_windows_1252(text->str, text->len);
    }
    g_string_free(text, TRUE);
    return mended;
}

/* A place in the text that needs more than copying: a control, U+0080 … U+009F, U+FEFF, a
 * noncharacter. */
static const char *find_unclean(const char *text, size_t length) {
    size_t plain = text_plain_bytes(text, length);
    for (const unsigned char *p = (const unsigned char *)text + plain; *p != '\0'; p++) {
        bool is_control = (*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F;
        bool is_unclean = is_control || (*p == 0xC2 && p[1] < 0xA0) ||
                          (*p == 0xEF && (p[1] == 0xBB || p[1] == 0xBF));
        if (is_unclean) {
            return (const char *)p;
        }
    }
    return NULL;
}

/* Line ends to \n; controls, the byte order mark's character and noncharacters out. */
static GString *without_unclean(const char *text, const char *first, const char *file,
                                Report *report) {
    GString *out = g_string_new_len(text, first - text);
    size_t dropped = 0;
    const char *first_dropped = NULL;
    for (const char *p = first; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\r') {
            if (p[1] != '\n') {
                g_string_append_c(out, '\n');
            }
        } else if (c == 0xFEFF) {
            continue;
        } else if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0xFFFE ||
                   c == 0xFFFF) {
            dropped++;
            first_dropped = first_dropped ? first_dropped : p;
        } else {
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
        }
    }
    if (dropped > 0) {
        g_autofree char *count = g_strdup_printf("%zu", dropped);
        Place place = place_of_byte(file, text, (size_t)(first_dropped - text));
        report_add(report, DIAGNOSTIC_CONTROL_CHARACTERS, place, NULL, count, NULL);
    }
    return out;
}

char *charset_read(GBytes *bytes, const char *encoding, const char *file, Report *report,
                   size_t *length_bytes) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    GString *text = decode(data ? data : "", length, encoding, file, report);
    *length_bytes = text->len;
    return g_string_free(text, FALSE);
}

char *charset_clean_take(char *text, size_t *length_bytes, const char *file, Report *report) {
    const char *unclean = find_unclean(text, *length_bytes);
    if (unclean == NULL) {
        return text;
    }
    GString *cleaned = without_unclean(text, unclean, file, report);
    g_free(text);
    *length_bytes = cleaned->len;
    return g_string_free(cleaned, FALSE);
}

char *charset_decode(GBytes *bytes, const char *encoding, const char *file, Report *report,
                     size_t *length_bytes) {
    char *text = charset_read(bytes, encoding, file, report, length_bytes);
    return charset_clean_take(text, length_bytes, file, report);
}
