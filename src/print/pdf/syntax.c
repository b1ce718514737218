/* PDF's notation. Numbers are written here digit by digit: a page has some thousand of them, and a
 * locale must not have a say. */
#include "print/pdf/syntax.h"

#include <string.h>

#define EARLIEST_SECONDS 315532800 /* 1980-01-01 */

void pdf_add_integer(GString *text, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    g_string_append_len(text, digits + at, (gssize)(sizeof digits - at));
}

void pdf_add_thousandths(GString *text, int64_t thousandths) {
    uint64_t size = thousandths < 0 ? -(uint64_t)thousandths : (uint64_t)thousandths;
    if (thousandths < 0) {
        g_string_append_c(text, '-');
    }
    if (size >= 1000 || size == 0) {
        pdf_add_integer(text, (int64_t)(size / 1000));
    }
    unsigned part = (unsigned)(size % 1000);
    if (part > 0) {
        char digits[4] = {'.', (char)('0' + part / 100), (char)('0' + part / 10 % 10),
                          (char)('0' + part % 10)};
        gssize length = digits[3] != '0' ? 4 : digits[2] != '0' ? 3 : 2;
        g_string_append_len(text, digits, length);
    }
}

void pdf_add_rectangle(GString *text, int64_t left, int64_t bottom, int64_t right, int64_t top) {
    g_string_append_c(text, '[');
    pdf_add_thousandths(text, left);
    g_string_append_c(text, ' ');
    pdf_add_thousandths(text, bottom);
    g_string_append_c(text, ' ');
    pdf_add_thousandths(text, right);
    g_string_append_c(text, ' ');
    pdf_add_thousandths(text, top);
    g_string_append_c(text, ']');
}

void pdf_add_reference(GString *text, uint32_t number) {
    pdf_add_integer(text, number);
    g_string_append(text, " 0 R");
}

void pdf_add_name(GString *text, const char *name) {
    g_string_append_c(text, '/');
    for (const char *c = name; *c != '\0'; c++) {
        if (g_ascii_isalnum(*c) || strchr("-_+.", *c) != NULL) {
            g_string_append_c(text, *c);
        } else {
            g_string_append_printf(text, "#%02X", (unsigned char)*c);
        }
    }
}

void pdf_add_bytes(GString *text, const char *bytes, size_t length) {
    g_string_append_c(text, '(');
    for (size_t i = 0; i < length; i++) {
        char byte = bytes[i];
        if (byte == '\r') { /* by itself it would be read as the end of a line */
            g_string_append(text, "\\r");
            continue;
        }
        if (byte == '(' || byte == ')' || byte == '\\') {
            g_string_append_c(text, '\\');
        }
        g_string_append_c(text, byte);
    }
    g_string_append_c(text, ')');
}

static void add_unit(GString *text, unsigned unit) {
    static const char hexadecimal[] = "0123456789ABCDEF";
    char digits[4] = {hexadecimal[unit >> 12 & 15], hexadecimal[unit >> 8 & 15],
                      hexadecimal[unit >> 4 & 15], hexadecimal[unit & 15]};
    g_string_append_len(text, digits, 4);
}

void pdf_add_utf16(GString *text, const char *words, size_t length) {
    for (size_t i = 0; i < length;) {
        gunichar character = g_utf8_get_char_validated(words + i, (gssize)(length - i));
        if (character >= 0x110000 || character == 0) {
            character = 0xFFFD;
            i++;
        } else {
            i += (size_t)g_unichar_to_utf8(character, NULL);
        }
        if (character >= 0x10000) {
            add_unit(text, 0xD800 + ((character - 0x10000) >> 10));
            add_unit(text, 0xDC00 + ((character - 0x10000) & 0x3FF));
        } else {
            add_unit(text, character);
        }
    }
}

static bool is_plain(const char *words, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (words[i] < ' ' || words[i] > '~') {
            return false;
        }
    }
    return true;
}

void pdf_add_words(GString *text, const char *words, size_t length) {
    if (is_plain(words, length)) {
        pdf_add_bytes(text, words, length);
        return;
    }
    g_string_append(text, "<FEFF");
    pdf_add_utf16(text, words, length);
    g_string_append_c(text, '>');
}

char *pdf_date(int64_t seconds, const char *format) {
    GDateTime *moment = g_date_time_new_from_unix_utc(seconds);
    if (moment == NULL || g_date_time_get_year(moment) < 1000) {
        g_clear_pointer(&moment, g_date_time_unref);
        moment = g_date_time_new_from_unix_utc(EARLIEST_SECONDS);
    }
    char *text = g_date_time_format(moment, format);
    g_date_time_unref(moment);
    return text;
}

void pdf_add_date(GString *text, int64_t seconds) {
    g_autofree char *date = pdf_date(seconds, "%Y%m%d%H%M%S");
    g_string_append_printf(text, "(D:%sZ)", date);
}
