/* Bytes to UTF-8: nothing is lost in silence, whatever the bytes. Expected texts are what Python's
 * codecs make of the same bytes. */
#include "base/charset.h"

#include <string.h>

typedef struct {
    const char *bytes;
    size_t length_bytes;
    const char *encoding;
    const char *text;
    const char *said; /* the report, printed; "" for none */
} Row;

#define BYTES(literal) literal, sizeof(literal) - 1

static char *printed(const Report *report) {
    char *said = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&said, &length);
    report_print(report, stream, (ReportStyle){0});
    fclose(stream);
    char *copy = g_strdup(said);
    free(said); /* the C library's own */
    return copy;
}

static void assert_decodes(const Row *row) {
    g_autoptr(GBytes) bytes = g_bytes_new(row->bytes, row->length_bytes);
    g_autoptr(Report) report = report_new();
    size_t length = 0;
    g_autofree char *text = charset_decode(bytes, row->encoding, "a.md", report, &length);
    g_assert_cmpstr(text, ==, row->text);
    g_assert_cmpuint(length, ==, strlen(text));
    g_assert_true(g_utf8_validate(text, -1, NULL));
    g_autofree char *said = printed(report);
    g_autofree char *first_line = g_strndup(said, strcspn(said, "\n"));
    g_assert_cmpstr(first_line, ==, row->said);
}

static void test_utf_8(void) {
    static const Row rows[] = {
        {BYTES(""), NULL, "", ""},
        {BYTES("plain\n"), NULL, "plain\n", ""},
        {BYTES("é صورة 字 \U0001F600"), NULL, "é صورة 字 \U0001F600", ""},
        {BYTES("\xEF\xBB\xBFmarked"), NULL, "marked", ""},
        {BYTES("\xEF\xBB\xBF"), NULL, "", ""},
        {BYTES("in\xEF\xBB\xBFside"), NULL, "inside", ""},
        {BYTES("a\r\nb\rc\n\rd"), NULL, "a\nb\nc\n\nd", ""},
        {BYTES("a\tb"), NULL, "a\tb", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

static void test_controls(void) {
    static const Row rows[] = {
        {BYTES("a\nb\0c\0d"), NULL, "a\nbcd",
         "a.md:2:2: repair: control characters were taken out: 2 [control-characters]"},
        {BYTES("é\x07\x1B[31m\x7F\xC2\x85z"), NULL, "é[31m\nz",
         "a.md:1:2: repair: control characters were taken out: 3 [control-characters]"},
        {BYTES("\0"), NULL, "",
         "a.md:1:1: repair: control characters were taken out: 1 [control-characters]"},
        {BYTES("a\xEF\xBF\xBE\xEF\xBF\xBF"), NULL, "a", /* U+FFFE, U+FFFF: no characters in XML */
         "a.md:1:2: repair: control characters were taken out: 2 [control-characters]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

/* Nobody says what they are. */
static void test_told(void) {
#define TOLD(name) "note: this is not UTF-8; it was read as " name " [encoding-told]"
    static const Row rows[] = {
        {BYTES("caf\xE9"), NULL, "café", "a.md:1:4: " TOLD("Windows-1252")},
        {BYTES("The men said:\n\x93We stay.\x94 \x97 It\x92s late"), NULL,
         "The men said:\n“We stay.” — It’s late", "a.md:2:1: " TOLD("Windows-1252")},
        {BYTES("\xC2\xF1\xE5\xEA\xE8 \xF7\xEE\xE2\xE5\xEA"), NULL, "Всеки човек",
         "a.md:1:1: " TOLD("Windows-1251")},
        {BYTES("\xF0\xD2\xC9\xD7\xC5\xD4, \xCD\xC9\xD2"), NULL, "Привет, мир",
         "a.md:1:1: " TOLD("KOI8-R")},
        {BYTES("\x93\xFA\x96\x7B\x8C\xEA\x82\xCC\x95\xB6\x8F\xCD"), NULL, "日本語の文章",
         "a.md:1:1: " TOLD("Shift_JIS")},
        {BYTES("<p lang=ru><meta charset='koi8-r'>\xD4\xCF"), NULL,
         "<p lang=ru><meta charset='koi8-r'>то", "a.md:1:35: " TOLD("KOI8-R")},
        {BYTES("caf\xC3\xA9, ol\xE9, na\xC3\xAFve"), NULL, "café, olé, naïve",
         "a.md:1:9: warning: bytes that are not UTF-8, amid text that is, were read as "
         "Windows-1252: 1 [encoding-mixed]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

/* Zero bytes and escapes are valid UTF-8, and mean something else. */
static void test_hidden(void) {
    static const Row rows[] = {
        {BYTES("h\0i\0"), NULL, "hi", ""},
        {BYTES("\0h\0i\0\n"), NULL, "hi\n", ""},
        {BYTES("h\0\0\0i\0\0\0"), NULL, "hi", ""},
        {BYTES("\0\0\0h\0\0\0i"), NULL, "hi", ""},
        {BYTES("a \x1B$B\x46\x7C\x4B\x5C\x1B(B"), NULL, "a 日本", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

/* Letters and their marks become one character where there is one; lines end in \n. */
static void test_composed(void) {
    static const Row rows[] = {
        {BYTES("cafe\u0301 \u212B \u2126\n"), NULL, "café \u00C5 \u03A9\n", ""},
        {BYTES("\u1112\u1161\u11AB"), NULL, "한", ""},
        {BYTES("\uF900"), NULL, "\u8C48", ""},
        {BYTES("\u0628\u0651\u064E"), NULL, "\u0628\u064E\u0651", ""},     /* shadda after fatha */
        {BYTES("q\u0301 \u0915\u093C"), NULL, "q\u0301 \u0915\u093C", ""}, /* there is none */
        {BYTES("a\xC2\x85"
               "b\u2028c\u2029d"),
         NULL, "a\nb\nc\n\nd", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

/* A letter under a million marks is left as it is, at once. */
static void test_many_marks(void) {
    g_autoptr(GString) bytes = g_string_new("a");
    for (int i = 0; i < 500000; i++) {
        g_string_append(bytes, i % 2 == 0 ? "\u0301" : "\u0323");
    }
    Row row = {bytes->str, bytes->len, NULL, bytes->str, ""};
    assert_decodes(&row);
}

static void test_marked_utf_16_and_32(void) {
    static const Row rows[] = {
        {BYTES("\xFF\xFEh\0\xE9\0\n\0"), NULL, "hé\n", ""},
        {BYTES("\xFE\xFF\0h\0\xE9\x06\x27"), NULL, "hé\u0627", ""},
        {BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), NULL, "\U0001F600", ""},
        {BYTES("\xFF\xFE\0\0h\0\0\0"), NULL, "h", ""},
        {BYTES("\0\0\xFE\xFF\0\0\0h"), NULL, "h", ""},
        {BYTES("\xFF\xFE"), NULL, "", ""},
        {BYTES("\xFF\xFEh\0\0\0i\0"), NULL, "hi",
         "a.md:1:2: repair: control characters were taken out: 1 [control-characters]"},
        {BYTES("\xFF\xFEh\0\x00\xDCi\0"), NULL, "h\uFFFDi",
         "a.md:1:2: warning: bytes that are not UTF-16LE are shown as \"\uFFFD\": 1 "
         "[encoding-broken]"},
        {BYTES("\xFF\xFEh\0i"), NULL, "h\uFFFD",
         "a.md:1:2: warning: bytes that are not UTF-16LE are shown as \"\uFFFD\": 1 "
         "[encoding-broken]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

static void test_named(void) {
    static const Row rows[] = {
        {BYTES("\xBE"), "iso-8859-2", "ž", ""},
        {BYTES("\xCF\xF0\xE8\xE2\xE5\xF2"), "windows-1251", "Привет", ""},
        {BYTES("\x93\xFA\x96\x7B"), "Shift_JIS", "日本", ""},
        {BYTES("\x1B$B\x46\x7C\x4B\x5C\x1B(B"), "iso-2022-jp", "日本", ""},
        {BYTES("\xE3\xC7"), "windows-1256", "ما", ""}, /* 0xE3 م, 0xC7 ا */
        {BYTES("caf\xC3\xA9"), "utf-8", "café", ""},
        {BYTES("\xEF\xBB\xBF\xC3\xA9"), "iso-8859-1", "é", ""}, /* a mark is taken at its word */
        {BYTES("a\nbad \xE9 and on\nto the end \xC3\xA9"), "UTF-8",
         "a\nbad \uFFFD and on\nto the end é",
         "a.md:2:5: warning: bytes that are not UTF-8 are shown as \"\uFFFD\": 1 "
         "[encoding-broken]"},
        {BYTES("\xEF\xBB\xBF\xC3\xA9 \xE9\xE9 z"), NULL, "é \uFFFD\uFFFD z",
         "a.md:1:3: warning: bytes that are not UTF-8 are shown as \"\uFFFD\": 2 "
         "[encoding-broken]"},
        /* Numbers past the last character, as UTF-8 once wrote them, and half a pair. */
        {BYTES("\xEF\xBB\xBF"
               "a\xF8\x88\x80\x80\x80z\n\xFC\x84\x80\x80\x80\x80"),
         NULL, "a\uFFFDz\n\uFFFD",
         "a.md:1:2: warning: bytes that are not UTF-8 are shown as \"\uFFFD\": 2 "
         "[encoding-broken]"},
        {BYTES("a\xF4\x90\x80\x80z"), "utf-8", "a\uFFFDz",
         "a.md:1:2: warning: bytes that are not utf-8 are shown as \"\uFFFD\": 1 "
         "[encoding-broken]"},
        {BYTES("caf\xE9"), "latin-1", "café", ""},
        {BYTES("caf\x82"), "dos850", "café", ""},
        {BYTES("\xC1\xC2\xC3 \xA3"), "KOI8-R", "абц ё", ""},
        {BYTES("\xBB\xFA"), "gb2312", "机", ""},
        {BYTES("x\x81y"), "cp1252", "x\uFFFDy",
         "a.md:1:2: warning: bytes that are not cp1252 are shown as \"\uFFFD\": 1 "
         "[encoding-broken]"}, /* 0x81 is nothing there */
        {BYTES("caf\xE9"), "klingon", "café",
         "a.md: encoding: warning: the encoding \"klingon\" is not known [encoding-unknown]"},
        {BYTES("plain"), "", "plain", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

/* Longer than the converter's room, with something bad at every step. */
static void test_long(void) {
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    for (int i = 0; i < 20000; i++) {
        g_string_append(bytes, "é\xE9字");
        g_string_append(expected, "é\uFFFD字");
    }
    Row row = {bytes->str, bytes->len, "utf-8", expected->str,
               "a.md:1:2: warning: bytes that are not utf-8 are shown as \"\uFFFD\": 20000 "
               "[encoding-broken]"};
    assert_decodes(&row);
}

/* Every pair of bytes, in every way of reading: an answer that is UTF-8. */
static void test_any_bytes(void) {
    static const char *const encodings[] = {NULL, "utf-8", "utf-16", "utf-7", "euc-jp", "gb18030"};
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        char bytes[4] = {(char)(pair >> 8), (char)pair, (char)(pair >> 4), 'x'};
        g_autoptr(GBytes) held = g_bytes_new_static(bytes, sizeof bytes);
        g_autoptr(Report) report = report_new();
        size_t length = 0;
        const char *encoding = encodings[pair % G_N_ELEMENTS(encodings)];
        g_autofree char *text = charset_decode(held, encoding, "a.md", report, &length);
        g_assert_true(g_utf8_validate(text, (gssize)length, NULL));
    }
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    g_test_add_func("/base/charset/utf-8", test_utf_8);
    g_test_add_func("/base/charset/controls", test_controls);
    g_test_add_func("/base/charset/told", test_told);
    g_test_add_func("/base/charset/hidden", test_hidden);
    g_test_add_func("/base/charset/composed", test_composed);
    g_test_add_func("/base/charset/many-marks", test_many_marks);
    g_test_add_func("/base/charset/marked-utf-16-and-32", test_marked_utf_16_and_32);
    g_test_add_func("/base/charset/named", test_named);
    g_test_add_func("/base/charset/long", test_long);
    g_test_add_func("/base/charset/any-bytes", test_any_bytes);
    return g_test_run();
}
