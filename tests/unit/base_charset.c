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
        {BYTES("é\x07\x1B[31m\x7F\xC2\x85z"), NULL, "é[31mz",
         "a.md:1:2: repair: control characters were taken out: 4 [control-characters]"},
        {BYTES("\0"), NULL, "",
         "a.md:1:1: repair: control characters were taken out: 1 [control-characters]"},
        {BYTES("a\xEF\xBF\xBE\xEF\xBF\xBF"), NULL, "a", /* U+FFFE, U+FFFF: no characters in XML */
         "a.md:1:2: repair: control characters were taken out: 2 [control-characters]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
}

static void test_windows_1252(void) {
#define GUESSED "warning: this is not UTF-8; it was read as Windows-1252 [encoding-guessed]"
    static const Row rows[] = {
        {BYTES("caf\xE9"), NULL, "café", "a.md:1:4: " GUESSED},
        {BYTES("ok\n\x93quoted\x94 \x80 5"), NULL, "ok\n“quoted” € 5", "a.md:2:1: " GUESSED},
        {BYTES("x\x81y"), NULL, "x\uFFFDy", "a.md:1:2: " GUESSED}, /* 0x81 is nothing there */
        {BYTES("\xC3"), NULL, "Ã", "a.md:1:1: " GUESSED},
        {BYTES("\xED\xA0\x80"), NULL, "í\u00A0€", "a.md:1:1: " GUESSED}, /* a surrogate in UTF-8 */
        {BYTES("\xC0\xAF"), NULL, "À¯", "a.md:1:1: " GUESSED},           /* an overlong slash */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_decodes(&rows[i]);
    }
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
    g_test_add_func("/base/charset/windows-1252", test_windows_1252);
    g_test_add_func("/base/charset/marked-utf-16-and-32", test_marked_utf_16_and_32);
    g_test_add_func("/base/charset/named", test_named);
    g_test_add_func("/base/charset/long", test_long);
    g_test_add_func("/base/charset/any-bytes", test_any_bytes);
    return g_test_run();
}
