/* Encodings told apart: sentences in twenty-four languages, written in every encoding that people
 * used for them (by the C library's iconv), whole and in short pieces. At least 97 of 100 are read
 * exactly, and where they are not, the report names the encoding it may be. */
#include "base/charset.h"

#include "base/charset_guess.h"

#include <string.h>

enum { MOST_WRONG_PERCENT = 3 };

static const struct {
    const char *language, *encodings, *text;
} sentences[] = {
#define SENTENCE(language, encodings, text) {language, encodings, text},
#include "sentences.def"
#undef SENTENCE
};

typedef struct {
    unsigned all, right, wrong_unsaid;
} Count;

static void try_one(const char *text, const char *encoding, Count *count) {
    gsize length = 0;
    g_autofree char *bytes = g_convert(text, -1, encoding, "UTF-8", NULL, &length, NULL);
    g_assert_nonnull(bytes);
    if (g_utf8_validate_len(bytes, length, NULL) && strstr(encoding, "2022") == NULL) {
        return; /* nothing to tell */
    }
    g_autoptr(GBytes) held = g_bytes_new(bytes, length);
    g_autoptr(Report) report = report_new();
    size_t decoded_length = 0;
    g_autofree char *decoded = charset_decode(held, NULL, "a.md", report, &decoded_length);
    bool is_right = strcmp(decoded, text) == 0;
    count->all++;
    count->right += is_right;
    count->wrong_unsaid += !is_right && !report_has(report, DIAGNOSTIC_ENCODING_GUESSED);
    if (!is_right) {
        g_test_message("%s: %s", encoding, text);
    }
}

/* The first words, up to `characters`. */
static char *piece_of(const char *text, glong characters) {
    if (g_utf8_strlen(text, -1) <= characters) {
        return g_strdup(text);
    }
    const char *end = g_utf8_offset_to_pointer(text, characters);
    const char *space = g_strrstr_len(text, end - text, " ");
    return g_strndup(text, (gsize)((space != NULL ? space : end) - text));
}

static void try_all(glong characters, Count *count) {
    for (size_t i = 0; i < G_N_ELEMENTS(sentences); i++) {
        g_auto(GStrv) encodings = g_strsplit(sentences[i].encodings, " ", -1);
        for (size_t e = 0; encodings[e] != NULL; e++) {
            g_autofree char *piece = piece_of(sentences[i].text, characters);
            try_one(piece, encodings[e], count);
        }
    }
}

static void test_sentences(void) {
    static const glong lengths[] = {1000, 60, 45, 36};
    Count count = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        try_all(lengths[i], &count);
    }
    g_test_message("%u of %u exactly", count.right, count.all);
    g_assert_cmpuint(count.all, >, 300);
    g_assert_cmpuint((count.all - count.right) * 100, <=, count.all * MOST_WRONG_PERCENT);
    g_assert_cmpuint(count.wrong_unsaid, <=, 1);
}

static void test_declared(void) {
    static const struct {
        const char *page, *said;
    } rows[] = {
        {"<html><head><meta charset=\"koi8-r\">", "koi8-r"},
        {"<META http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
         "windows-1251"},
        {"<?xml version=\"1.0\" encoding='iso-8859-2'?><html/>", "iso-8859-2"},
        {"charset=utf-8 is what it says", NULL},
        {"<html><meta name=charset><p>charset=x", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = charset_declared(rows[i].page, strlen(rows[i].page));
        g_assert_cmpstr(said, ==, rows[i].said);
    }
}

/* What a file says of itself is weighed, not believed. */
static void test_declared_wrongly(void) {
    gsize length = 0;
    g_autofree char *bytes =
        g_convert("Рыбаки вышли в море рано утром, но ветер усилился, и лодки вернулись.", -1,
                  "CP1251", "UTF-8", NULL, &length, NULL);
    CharsetGuess guess = charset_guess(bytes, length, "koi8-r");
    g_assert_cmpstr(guess.encoding->name, ==, "Windows-1251");
    CharsetGuess few = charset_guess("\xC4\xC1", 2, "koi8-r"); /* two letters in any of them */
    g_assert_cmpstr(few.encoding->name, ==, "KOI8-R");
}

static void test_wide(void) {
    static const struct {
        const char *bytes;
        size_t length;
        const char *encoding;
    } rows[] = {
        {"h\0i\0!\0\n\0", 8, "UTF-16LE"},           {"\0h\0i\0!\0\n", 8, "UTF-16BE"},
        {"h\0\0\0i\0\0\0", 8, "UTF-32LE"},          {"\0\0\0h\0\0\0i", 8, "UTF-32BE"},
        {"plain text with one \0 in it", 26, NULL}, {"h\0i\0!\0\n", 7, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_assert_cmpstr(charset_guess_wide(rows[i].bytes, rows[i].length), ==, rows[i].encoding);
    }
}

static void test_names(void) {
    static const char *const rows[][2] = {
        {"Latin-1", "Windows-1252"},
        {"iso_8859-1", "Windows-1252"},
        {"ISO 8859-15", "ISO-8859-15"},
        {"win1251", "Windows-1251"},
        {"CP-1251", "Windows-1251"},
        {"1250", "Windows-1250"},
        {"x-sjis", "Shift_JIS"},
        {"gb2312", "GB18030"},
        {"ks_c_5601-1987", "EUC-KR"},
        {"x-mac-roman", "MacRoman"},
        {"IBM850", "CP850"},
        {"dos866", "CP866"},
        {"utf8", "UTF-8"},
        {"koi8r", "KOI8-R"},
        {"TIS-620", "Windows-874"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Encoding *found = encoding_find(rows[i][0]);
        g_assert_nonnull(found);
        g_assert_cmpstr(found->name, ==, rows[i][1]);
    }
    g_assert_null(encoding_find("klingon"));
    g_assert_null(encoding_find(""));
    g_assert_null(encoding_find("   "));
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/charset-guess/sentences", test_sentences);
    g_test_add_func("/base/charset-guess/declared", test_declared);
    g_test_add_func("/base/charset-guess/declared-wrongly", test_declared_wrongly);
    g_test_add_func("/base/charset-guess/wide", test_wide);
    g_test_add_func("/base/charset-guess/names", test_names);
    return g_test_run();
}
