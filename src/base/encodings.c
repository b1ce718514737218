/* The table, the names, and the two ways of decoding. */
#include "base/encodings.h"

#include <errno.h>
#include <string.h>

#define CONTROLS                                                                                   \
    "\302\200\302\201\302\202\302\203\302\204\302\205\302\206\302\207"                             \
    "\302\210\302\211\302\212\302\213\302\214\302\215\302\216\302\217"                             \
    "\302\220\302\221\302\222\302\223\302\224\302\225\302\226\302\227"                             \
    "\302\230\302\231\302\232\302\233\302\234\302\235\302\236\302\237"

static const Encoding encodings[] = {
    {"UTF-8", "UTF-8", NULL, 0},
    {"Shift_JIS", "CP932", NULL, 6},
    {"EUC-JP", "EUC-JP", NULL, 6},
    {"ISO-2022-JP", "ISO-2022-JP", NULL, 0},
    {"GB18030", "GB18030", NULL, 5},
    {"Big5", "CP950", NULL, 6},
    {"Big5-HKSCS", "BIG5-HKSCS", NULL, 9},
    {"EUC-KR", "UHC", NULL, 6},
    {"Windows-1258", "CP1258", NULL, 8},
    {"VISCII", "VISCII", NULL, 20},
    {"TCVN", "TCVN", NULL, 20},
    {"UTF-16LE", "UTF-16LE", NULL, 30},
    {"UTF-16BE", "UTF-16BE", NULL, 30},
#define SINGLE(name, rarity, characters) {name, NULL, characters, rarity},
#include "base/single_byte.def"
#undef SINGLE
};

size_t encoding_count(void) {
    return G_N_ELEMENTS(encodings);
}

const Encoding *encoding_get(size_t index) {
    return &encodings[index];
}

/* Small letters and digits alone: "ISO_8859-15" is "iso885915". */
static void fold(const char *name, char *folded, size_t room) {
    size_t at = 0;
    for (; *name != '\0' && at + 1 < room; name++) {
        if (g_ascii_isalnum(*name)) {
            folded[at++] = g_ascii_tolower(*name);
        }
    }
    folded[at] = '\0';
}

enum { NAME_ROOM = 32 };

static const Encoding *find_folded(const char *folded) {
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        char own[NAME_ROOM];
        fold(encodings[i].name, own, sizeof own);
        if (strcmp(own, folded) == 0) {
            return &encodings[i];
        }
    }
    return NULL;
}

/* Spellings that no rule makes, folded. */
static const struct {
    const char *spellings, *name;
} other_names[] = {
    {" iso88591 latin1 l1 ascii usascii ansi western windowslatin1 ", "windows1252"},
    {" latin2 l2 ", "iso88592"},
    {" latin3 l3 ", "iso88593"},
    {" latin4 l4 ", "iso88594"},
    {" iso88595 cyrillic ", "iso88595"},
    {" arabic ", "iso88596"},
    {" greek elot928 ", "iso88597"},
    {" hebrew iso88598i iso88598e visual ", "iso88598"},
    {" latin5 l5 ", "iso88599"},
    {" latin6 l6 ", "iso885910"},
    {" latin7 ", "iso885913"},
    {" latin8 ", "iso885914"},
    {" latin9 latin0 ", "iso885915"},
    {" latin10 ", "iso885916"},
    {" koi koi8 cskoi8r ", "koi8r"},
    {" koi8ru ", "koi8u"},
    {" mac macintosh xmacroman macwestern ", "macroman"},
    {" xmaccyrillic xmacukrainian macukrainian ", "maccyrillic"},
    {" xmacce macce maclatin2 xmaccentraleurroman ", "maccentraleurope"},
    {" xmacgreek ", "macgreek"},
    {" xmacturkish ", "macturkish"},
    {" sjis xsjis shiftjis ms932 mskanji windows31j cp932 win932 windows932 ", "shiftjis"},
    {" ujis xeucjp eucjpms ", "eucjp"},
    {" jis csiso2022jp ", "iso2022jp"},
    {" gb2312 gbk xgbk cp936 ms936 windows936 gb euccn chinese hzgb2312 ", "gb18030"},
    {" big5tw cp950 ms950 windows950 xxbig5 cnbig5 ", "big5"},
    {" big5hk hkscs ", "big5hkscs"},
    {" uhc cp949 ms949 windows949 ksc56011987 ksc5601 ksx1001 korean ", "euckr"},
    {" tis620 iso885911 thai cp874 ms874 ", "windows874"},
    {" utf8sig utf8bom unicode11utf8 ", "utf8"},
    {" tcvn3 tcvn5712 tcvn57121 ", "tcvn"},
};

/* "cp1251", "win1251", "ms1251", "ibm850", "dos850", "1251" by their number. */
static const Encoding *find_number(const char *folded) {
    static const char *const prefixes[] = {"windows", "xcp", "win", "ibm", "dos",
                                           "cp",      "ms",  "oem", "x",   ""};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        const char *number = folded + strlen(prefixes[i]);
        if (!g_str_has_prefix(folded, prefixes[i]) || !g_ascii_isdigit(*number) ||
            strspn(number, G_CSET_DIGITS) != strlen(number)) {
            continue;
        }
        static const char *const kinds[] = {"windows%s", "cp%s"};
        for (size_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
            char name[2 * NAME_ROOM];
            g_snprintf(name, sizeof name, kind == 0 ? "windows%s" : "cp%s", number);
            const Encoding *found = find_folded(name);
            if (found != NULL) {
                return found;
            }
        }
    }
    return NULL;
}

const Encoding *encoding_find(const char *spelling) {
    char folded[NAME_ROOM];
    fold(spelling, folded, sizeof folded);
    g_autofree char *word = g_strconcat(" ", folded, " ", NULL);
    for (size_t i = 0; folded[0] != '\0' && i < G_N_ELEMENTS(other_names); i++) {
        if (strstr(other_names[i].spellings, word) != NULL) {
            return find_folded(other_names[i].name);
        }
    }
    const Encoding *found = find_folded(folded);
    return found != NULL ? found : find_number(folded);
}

void encoding_fill(const Encoding *encoding, gunichar characters[256]) {
    for (gunichar c = 0; c < 0x80; c++) {
        characters[c] = c;
    }
    const char *at = encoding->characters;
    for (size_t byte = 0x80; byte < 0x100; byte++, at = g_utf8_next_char(at)) {
        characters[byte] = g_utf8_get_char(at);
    }
}

/* How many bytes are passed over where nothing can be read. */
static size_t unit_of(const char *iconv_name) {
    static const struct {
        const char *prefix;
        size_t bytes;
    } units[] = {{"utf-16", 2}, {"utf16", 2}, {"ucs-2", 2},
                 {"utf-32", 4}, {"utf32", 4}, {"ucs-4", 4}};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (g_ascii_strncasecmp(iconv_name, units[i].prefix, strlen(units[i].prefix)) == 0) {
            return units[i].bytes;
        }
    }
    return 1;
}

GString *encoding_convert(const char *bytes, size_t length, const char *iconv_name, size_t *bad,
                          size_t *first_bad) {
    GString *text = g_string_sized_new(length + length / 2);
    GIConv converter = g_iconv_open("UTF-8", iconv_name);
    size_t unit = unit_of(iconv_name);
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
