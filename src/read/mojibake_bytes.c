/* Characters to bytes, and bytes to the character that they were. */
#include "read/mojibake_bytes.h"

enum { ALL = (1 << MOJIBAKE_ENCODINGS) - 1 };

typedef struct {
    uint16_t character;
    MojibakeSet leads, follows;
    uint8_t bytes[MOJIBAKE_ENCODINGS];
} ByteRow;

static const ByteRow byte_rows[] = {
#define ROW(number, character, leads, follows, ...) {character, leads, follows, {__VA_ARGS__}},
#define FAR ROW
#include "read/mojibake_bytes.def"
#undef FAR
#undef ROW
};

/* The sets of the two ranges that most of these characters are in, for the scan. */
enum { LOW_END = 0x700, HIGH_BEGIN = 0x2000, HIGH_END = 0x2680 };
#define SLOT(c) ((c) < LOW_END ? (c) : (c)-HIGH_BEGIN + LOW_END)
#define IS_SLOT(c) ((c) < LOW_END || ((c) >= HIGH_BEGIN && (c) < HIGH_END))
enum { SLOTS = LOW_END + HIGH_END - HIGH_BEGIN };

static const struct {
    MojibakeSet leads, follows;
    uint16_t row; /* in byte_rows, from 1; 0: none */
} sets[SLOTS] = {
#define ROW(number, character, leads, follows, ...)                                                \
    [SLOT(character)] = {leads, follows, (number) + 1},
#define FAR(...)
#include "read/mojibake_bytes.def"
#undef FAR
#undef ROW
};

static const char *const names[] = {
    "Windows-1252", "ISO-8859-1",   "ISO-8859-15",  "Windows-1250", "ISO-8859-2",   "Windows-1251",
    "Windows-1253", "Windows-1254", "Windows-1255", "Windows-1256", "Windows-1257", "Windows-1258",
    "MacRoman",     "CP437",        "CP850",        "KOI8-R",       "CP866",
};

const char *mojibake_encoding_name(MojibakeEncoding encoding) {
    return names[encoding];
}

static bool is_control(gunichar c) {
    return c >= 0x80 && c < 0xA0;
}

/* What bytes 80 … 9F are something, a bit each. */
static const uint32_t high_controls[MOJIBAKE_ENCODINGS] = {
    0xDFFE5FFD, 0x00000000, 0x00000000, 0xFEFEFEF5, 0x00000000, 0xFEFFFFFF,
    0x0AFE0AFD, 0x9FFE1FFD, 0x0BFE0BFD, 0xFFFFFFFF, 0x6AFEEAF5, 0x9BFE1BFD,
    0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF,
};

static const ByteRow *byte_row(gunichar c) {
    if (IS_SLOT(c)) {
        return sets[SLOT(c)].row != 0 ? &byte_rows[sets[SLOT(c)].row - 1] : NULL;
    }
    size_t low = 0;
    for (size_t high = G_N_ELEMENTS(byte_rows); low < high;) {
        size_t middle = (low + high) / 2;
        if (byte_rows[middle].character < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < G_N_ELEMENTS(byte_rows) && byte_rows[low].character == c;
    return is_found ? &byte_rows[low] : NULL;
}

MojibakeSet mojibake_leads(gunichar c) {
    if (IS_SLOT(c)) {
        return sets[SLOT(c)].leads;
    }
    const ByteRow *row = c > HIGH_END ? byte_row(c) : NULL;
    return row != NULL ? row->leads : 0;
}

MojibakeSet mojibake_follows(gunichar c) {
    if (is_control(c)) {
        return ALL;
    }
    if (IS_SLOT(c)) {
        return sets[SLOT(c)].follows;
    }
    const ByteRow *row = byte_row(c);
    return row != NULL ? row->follows : 0;
}

unsigned mojibake_byte(MojibakeEncoding encoding, gunichar c) {
    if (is_control(c)) {
        return c;
    }
    const ByteRow *row = byte_row(c);
    return row != NULL ? row->bytes[encoding] : 0;
}

bool mojibake_is_unlikely(MojibakeEncoding encoding, gunichar c) {
    return is_control(c) && (high_controls[encoding] >> (c - 0x80) & 1) != 0;
}

gunichar mojibake_sign(gunichar control) {
    static const gunichar signs[] = {
        0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
    return is_control(control) ? signs[control - 0x80] : 0;
}

/* The code point, of surrogates, too. */
static MojibakeSequence decode(MojibakeEncoding encoding, const char *text, const char *end,
                               bool is_spaced) {
    static const struct {
        unsigned first, last, bits;
        gunichar least;
    } leads[] = {{0xC2, 0xDF, 0x1F, 0x80}, {0xE0, 0xEF, 0x0F, 0x800}, {0xF0, 0xF4, 0x07, 0x10000}};
    const MojibakeSequence none = {0};
    unsigned lead = mojibake_byte(encoding, g_utf8_get_char(text));
    size_t kind = lead < 0xE0 ? 0 : lead < 0xF0 ? 1 : 2;
    if (lead < leads[kind].first || lead > leads[kind].last) {
        return none;
    }
    gunichar c = lead & leads[kind].bits;
    const char *at = g_utf8_next_char(text);
    for (size_t i = 0; i <= kind; i++) {
        bool is_space = is_spaced && i == 0 && kind == 1 && at < end && *at == ' ';
        unsigned byte = is_space   ? 0xA0
                        : at < end ? mojibake_byte(encoding, g_utf8_get_char(at))
                                   : 0;
        if (byte < 0x80 || byte > 0xBF) {
            return none;
        }
        c = c << 6 | (byte & 0x3F);
        at = g_utf8_next_char(at);
    }
    return c < leads[kind].least ? none : (MojibakeSequence){c, (size_t)(at - text)};
}

static MojibakeSequence decode_whole(MojibakeEncoding encoding, const char *text, const char *end,
                                     bool is_spaced) {
    const MojibakeSequence none = {0};
    MojibakeSequence first = decode(encoding, text, end, is_spaced);
    bool is_high = first.character >= 0xD800 && first.character < 0xDC00;
    if (!is_high) {
        return first.bytes > 0 && g_unichar_validate(first.character) ? first : none;
    }
    const char *next = text + first.bytes;
    MojibakeSequence second = next < end ? decode(encoding, next, end, is_spaced) : none;
    bool is_low = second.character >= 0xDC00 && second.character < 0xE000;
    gunichar c = 0x10000 + ((first.character - 0xD800) << 10) + (second.character - 0xDC00);
    return is_low ? (MojibakeSequence){c, first.bytes + second.bytes} : none;
}

MojibakeSequence mojibake_sequence(MojibakeEncoding encoding, const char *text, const char *end) {
    bool may_be_surrogate = mojibake_byte(encoding, g_utf8_get_char(text)) == 0xED;
    MojibakeSequence whole = decode_whole(encoding, text, end, false);
    if (whole.bytes > 0 || !may_be_surrogate) {
        return whole;
    }
    whole = decode_whole(encoding, text, end, true);
    return whole.character > 0xFFFF ? whole : (MojibakeSequence){0};
}

MojibakeSequence mojibake_spaced_sequence(MojibakeEncoding encoding, const char *text,
                                          const char *end) {
    return decode_whole(encoding, text, end, true);
}
