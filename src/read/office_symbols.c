/* The codes of fonts of signs. A font's table is its characters from 0x20 to 0xFE in their order;
 * what it lacks there is an underscore. The arrows and leaves that only such a font tells apart are
 * the nearest that e-readers show. */
#include "read/office_symbols.h"

#include <stdbool.h>
#include <string.h>

enum {
    FIRST_CODE = 0x20,
    LAST_CODE = 0xFE,
    PRIVATE = 0xF000,
    MOST_PLAIN_BYTES = 4, /* longer ones are words that somebody left in such a font */
};

static const char symbol[] = " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"
                             "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼_________________________________"
                             "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
                             "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪•〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

static const char wingdings[] = " ✏✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭📁📂"
                                "📄📄📄🗄⌛⌨🖰🖲💻💾💾💾✇✍✍✌👌👍"
                                "👎☜☞☝☟✋☺😐☹💣☠⚐⚐✈☼💧❄✞"
                                "✞✠✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑"
                                "♒♓&&●❍■□□❑❒⬧⧫◆❖◆⌧⍓"
                                "⌘❀✿❝❞▯⓪①②③④⑤⑥⑦⑧⑨⑩⓿"
                                "❶❷❸❹❺❻❼❽❾❿❧☙☙❧❧☙☙❧"
                                "·•▪○○○◉◎○▪□▲✦★✶✴✹✵"
                                "⌖⌖✧⌑❖✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚"
                                "🕛↵↵↵↵↵↵↵↵❦❦❦❦❦❦❦❦❦"
                                "❦⌫⌦◀➢▲▼◀➲▲▼←→↑↓↖↗↙"
                                "↘←→↑↓↖↗↙↘⇦⇨⇧⇩⇔⇕⇖⇗⇙"
                                "⇘▭▫✗✓☒☑";

/* Single signs of fonts of which only those are met in texts. */
static const struct {
    const char *font;
    char code;
    const char *sign;
} singles[] = {
    {"wingdings 2", 'P', "✓"},    {"wingdings 2", 'O', "✗"},    {"wingdings 2", 'R', "☑"},
    {"wingdings 2", 'Q', "☒"},    {"wingdings 2", 'S', "☒"},    {"wingdings 2", 'T', "☒"},
    {"wingdings 2", 'U', "✗"},    {"wingdings 2", '\xA3', "□"}, {"wingdings 2", '\x98', "●"},
    {"wingdings 2", '\x99', "○"}, {"wingdings 2", '\xA2', "■"}, {"wingdings 3", 'p', "▲"},
    {"wingdings 3", 'q', "▼"},    {"wingdings 3", 't', "◀"},    {"wingdings 3", 'u', "▶"},
    {"wingdings 3", '}', "▶"},    {"wingdings 3", '\"', "→"},   {"wingdings 3", '!', "←"},
    {"webdings", 'a', "✔"},       {"webdings", 'r', "✗"},       {"webdings", '3', "◀"},
    {"webdings", '4', "▶"},       {"webdings", '5', "▲"},       {"webdings", '6', "▼"},
    {"webdings", 'c', "□"},       {"webdings", 'g', "■"},       {"webdings", 'n', "●"},
};

static const char unknown_sign[] = "•";

/* Small letters; NULL: no font of signs. */
static const char *font_of_signs(const char *font) {
    static const char *const fonts[] = {"wingdings 2", "wingdings 3", "wingdings", "webdings",
                                        "symbol"};
    for (size_t i = 0; font != NULL && i < G_N_ELEMENTS(fonts); i++) {
        if (g_ascii_strcasecmp(font, fonts[i]) == 0) {
            return fonts[i];
        }
    }
    return NULL;
}

static void append_from_table(GString *out, const char *table, gunichar code) {
    const char *sign = g_utf8_offset_to_pointer(table, (glong)code - FIRST_CODE);
    bool is_lacking = *sign == '_' && code != '_';
    g_string_append_len(out, is_lacking ? unknown_sign : sign,
                        is_lacking ? (gssize)strlen(unknown_sign) : g_utf8_next_char(sign) - sign);
}

static void append_sign(GString *out, const char *font, gunichar code) {
    if (strcmp(font, "symbol") == 0 || strcmp(font, "wingdings") == 0) {
        append_from_table(out, font[0] == 's' ? symbol : wingdings, code);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(singles); i++) {
        if (strcmp(singles[i].font, font) == 0 && (unsigned char)singles[i].code == code) {
            g_string_append(out, singles[i].sign);
            return;
        }
    }
    g_string_append(out, code == ' ' ? " " : unknown_sign);
}

/* Has the text a sign of the private area (its UTF-8 begins with EF 80 … EF 83)? */
static bool has_private(const char *text, gsize length_bytes) {
    const char *end = text + length_bytes;
    for (const char *p = text; (p = memchr(p, '\xEF', (gsize)(end - p))) != NULL; p++) {
        if (p + 1 < end && (unsigned char)p[1] >= 0x80 && (unsigned char)p[1] <= 0x83) {
            return true;
        }
    }
    return false;
}

char *office_symbols_replace(const char *font, const char *text, gsize length_bytes) {
    const char *known = font_of_signs(font);
    bool takes_plain = known != NULL && length_bytes <= MOST_PLAIN_BYTES;
    if (!takes_plain && !has_private(text, length_bytes)) {
        return NULL;
    }
    GString *out = g_string_sized_new(length_bytes);
    for (const char *p = text; p < text + length_bytes; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_private = c >= PRIVATE + FIRST_CODE && c <= PRIVATE + LAST_CODE;
        bool is_plain = c >= FIRST_CODE && c <= LAST_CODE;
        if (is_private || (takes_plain && is_plain)) {
            append_sign(out, known != NULL ? known : "symbol", is_private ? c - PRIVATE : c);
        } else {
            g_string_append_unichar(out, c);
        }
    }
    return g_string_free(out, FALSE);
}
