/* Decoding. The common case, valid UTF-8 without carriage returns or control characters, is one
 * validation and one copy. */
#include "base/charset.h"

#include <string.h>

/* Windows-1252's upper rows 0x80 … 0x9F; 0 is undefined there. */
static const guint16 windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static char *decode_windows_1252(const char *bytes, size_t length) {
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
    return g_string_free(text, FALSE);
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

static char *convert(const char *bytes, size_t length, const char *encoding) {
    gsize written = 0;
    char *text = g_convert_with_fallback(bytes, (gssize)length, "UTF-8", encoding, "\xEF\xBF\xBD",
                                         NULL, &written, NULL);
    if (text == NULL) { /* cut in the middle of a character: leave the rest */
        gsize read = 0;
        g_autoptr(GError) error = NULL;
        g_autofree char *part =
            g_convert(bytes, (gssize)length, "UTF-8", encoding, &read, &written, &error);
        text = part == NULL && read > 0
                   ? g_convert(bytes, (gssize)read, "UTF-8", encoding, NULL, &written, NULL)
                   : NULL;
    }
    return text;
}

static bool is_known_encoding(const char *encoding) {
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter == (GIConv)-1) {
        return false;
    }
    g_iconv_close(converter);
    return true;
}

/* Text in the encoding that was named or that the bytes show, as UTF-8 that may still hold carriage
 * returns and control characters. */
static char *decode(const char *bytes, size_t length, const char *encoding, const char *file,
                    Report *report) {
    size_t mark_bytes = 0;
    const char *marked = find_mark(bytes, length, &mark_bytes);
    const char *start = bytes + mark_bytes;
    size_t rest = length - mark_bytes;
    if (marked != NULL && strcmp(marked, "UTF-8") != 0) {
        char *text = convert(start, rest, marked);
        if (text != NULL) {
            return text;
        }
    }
    if (encoding != NULL && marked == NULL && !is_known_encoding(encoding)) {
        Place place = {.file = file, .detail = "encoding"};
        report_add(report, DIAGNOSTIC_ENCODING_UNKNOWN, place, NULL, encoding, NULL);
        encoding = NULL;
    }
    if (encoding != NULL && marked == NULL) {
        char *text = convert(start, rest, encoding);
        if (text != NULL) {
            return text;
        }
    }
    const char *bad = NULL;
    if (g_utf8_validate_len(start, rest, &bad)) {
        return g_strndup(start, rest);
    }
    size_t offset = (size_t)(bad - start);
    if (*bad == '\0') { /* NUL is valid UTF-8 that GLib refuses; look past them */
        g_autofree char *without = g_malloc(rest + 1);
        size_t kept = 0;
        for (size_t i = 0; i < rest; i++) {
            without[kept] = start[i];
            kept += start[i] != '\0';
        }
        without[kept] = '\0';
        if (g_utf8_validate_len(without, kept, NULL)) {
            g_autofree char *count = g_strdup_printf("%zu", rest - kept);
            report_add(report, DIAGNOSTIC_CONTROL_CHARACTERS, place_of_byte(file, start, offset),
                       NULL, count, NULL);
            return g_steal_pointer(&without);
        }
    }
    report_add(report, DIAGNOSTIC_ENCODING_GUESSED, place_of_byte(file, start, offset), NULL, NULL);
    return decode_windows_1252(start, rest);
}

static bool is_control(unsigned char byte) {
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
}

/* A place in the text that needs more than copying: a control, U+0080 … U+009F, U+FEFF, a
 * noncharacter. */
static const char *find_unclean(const char *text) {
    for (const unsigned char *p = (const unsigned char *)text; *p != '\0'; p++) {
        if (is_control(*p) || (*p == 0xC2 && p[1] < 0xA0) ||
            (*p == 0xEF && (p[1] == 0xBB || p[1] == 0xBF))) {
            return (const char *)p;
        }
    }
    return NULL;
}

/* Line ends to \n; controls, the byte order mark's character and noncharacters out. */
static char *clean(const char *text, const char *first, const char *file, Report *report) {
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
    return g_string_free(out, FALSE);
}

char *charset_decode(GBytes *bytes, const char *encoding, const char *file, Report *report,
                     size_t *length_bytes) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    char *text = decode(data ? data : "", length, encoding, file, report);
    const char *unclean = find_unclean(text);
    if (unclean != NULL) {
        char *cleaned = clean(text, unclean, file, report);
        g_free(text);
        text = cleaned;
    }
    *length_bytes = strlen(text);
    return text;
}
