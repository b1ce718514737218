/* Lengths, colours, words. */
#include "style/print_sheet.h"

#include <string.h>

#define LONGEST_MPT 20000000 /* seven metres: more is a mistake */

int64_t value_round(double value) {
    return (int64_t)(value < 0 ? value - 0.5 : value + 0.5);
}

Mpt mpt_from_mm(double length_mm) {
    return (Mpt)value_round(length_mm * MPT_PER_INCH / 25.4);
}

bool token_is_word(const CssToken *token, const char *word) {
    return strlen(word) == token->length_bytes &&
           g_ascii_strncasecmp(token->start, word, token->length_bytes) == 0;
}

/* Escapes as CSS Syntax has them: a backslash and up to six hex digits, or any other sign. */
static const char *append_escape(GString *text, const char *at, const char *end) {
    gunichar code = 0;
    int digits = 0;
    while (at < end && digits < 6 && g_ascii_isxdigit(*at)) {
        code = code * 16 + (gunichar)g_ascii_xdigit_value(*at++);
        digits++;
    }
    if (digits == 0) {
        if (at < end) {
            g_string_append_c(text, *at++);
        }
        return at;
    }
    if (at < end && *at == ' ') {
        at++;
    }
    if (code > 0 && g_unichar_validate(code)) {
        g_string_append_unichar(text, code);
    }
    return at;
}

char *token_text(const CssToken *token) {
    GString *text = g_string_new(NULL);
    const char *at = token->start, *end = at + token->length_bytes;
    if (token->kind == CSS_STRING && end - at >= 2) {
        at++;
        end--;
    }
    while (at < end) {
        if (*at == '\\') {
            at = append_escape(text, at + 1, end);
        } else {
            g_string_append_c(text, *at++);
        }
    }
    return g_string_free(text, FALSE);
}

static const struct {
    const char *name;
    double mpt;
} units[] = {
    {"pt", 1000},  {"mm", 72000 / 25.4}, {"cm", 720000 / 25.4},
    {"in", 72000}, {"pc", 12000},        {"px", 750},
};

bool value_length(const CssToken *token, Mpt em_mpt, Mpt whole_mpt, Mpt *length_mpt) {
    double length = 0;
    bool is_length = false;
    if (token->kind == CSS_NUMBER) {
        is_length = token->number == 0;
    } else if (token->kind == CSS_PERCENTAGE) {
        is_length = whole_mpt != 0;
        length = token->number * whole_mpt / 100;
    } else if (token->kind == CSS_DIMENSION) {
        const char *unit = token->start + token->unit_offset_bytes;
        size_t unit_length = token->length_bytes - token->unit_offset_bytes;
        for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
            if (strlen(units[i].name) == unit_length &&
                g_ascii_strncasecmp(unit, units[i].name, unit_length) == 0) {
                is_length = true;
                length = token->number * units[i].mpt;
            }
        }
        if (unit_length == 2 && g_ascii_strncasecmp(unit, "em", 2) == 0) {
            is_length = true;
            length = token->number * em_mpt;
        }
    }
    is_length = is_length && length <= LONGEST_MPT && length >= -LONGEST_MPT;
    if (is_length) {
        *length_mpt = (Mpt)value_round(length);
    }
    return is_length;
}

/* "#1a1a1a", "#fff" */
static bool read_hex(const CssToken *token, Ink *ink) {
    size_t digits = token->length_bytes - 1;
    unsigned value[6];
    if (digits != 3 && digits != 6) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        int digit = g_ascii_xdigit_value(token->start[1 + i]);
        if (digit < 0) {
            return false;
        }
        value[i] = (unsigned)digit;
    }
    *ink = (Ink){.kind = INK_RGB};
    for (size_t i = 0; i < 3; i++) {
        unsigned part = digits == 3 ? value[i] * 17 : value[2 * i] * 16 + value[2 * i + 1];
        ink->parts[i] = (uint16_t)((part * 1000 + 127) / 255);
    }
    return true;
}

/* Equal parts of light are grey, and grey is printed with black ink alone. */
static Ink without_colour(Ink ink) {
    if (ink.kind == INK_RGB && ink.parts[0] == ink.parts[1] && ink.parts[1] == ink.parts[2]) {
        return (Ink){.kind = INK_GREY, .parts = {(uint16_t)(1000 - ink.parts[0])}};
    }
    return ink;
}

/* Per cent, or a number that is `whole` at most, in thousandths. */
static bool read_part(const CssToken *token, double whole, uint16_t *part) {
    double value =
        token->kind == CSS_PERCENTAGE ? token->number * 10 : token->number * 1000 / whole;
    if (token->kind != CSS_PERCENTAGE && token->kind != CSS_NUMBER) {
        return false;
    }
    *part = (uint16_t)value_round(CLAMP(value, 0, 1000));
    return true;
}

/* The parts of a function up to its `)`. */
static unsigned read_parts(const GArray *values, guint *at, double whole, uint16_t *parts,
                           unsigned most) {
    unsigned count = 0;
    for (; *at < values->len; (*at)++) {
        const CssToken *token = &g_array_index(values, CssToken, *at);
        if (css_token_is(token, ')')) {
            (*at)++;
            return count;
        }
        if (css_token_is(token, ',')) {
            continue;
        }
        if (count == most || !read_part(token, whole, &parts[count])) {
            return 0;
        }
        count++;
    }
    return 0;
}

/* spot("NAME", tint, c, m, y, k): a tint of an ink of its own, and what stands in for it. */
static bool read_spot(const GArray *values, guint *at, Ink *ink) {
    uint16_t parts[5] = {0};
    const CssToken *name = *at < values->len ? &g_array_index(values, CssToken, *at) : NULL;
    if (name == NULL || name->kind != CSS_STRING) {
        return false;
    }
    (*at)++;
    if (read_parts(values, at, 1, parts, 5) != 5) {
        return false;
    }
    g_autofree char *text = token_text(name);
    *ink = (Ink){.kind = INK_SPOT, .parts = {parts[0]}, .spot = g_intern_string(text)};
    memcpy(ink->alternate, parts + 1, sizeof ink->alternate);
    return true;
}

static bool read_function(const GArray *values, guint *at, const CssToken *name, Ink *ink) {
    uint16_t parts[4] = {0};
    if (token_is_word(name, "spot(")) {
        return read_spot(values, at, ink);
    }
    if (token_is_word(name, "rgb(")) {
        *ink = (Ink){.kind = INK_RGB};
        bool is_good = read_parts(values, at, 255, ink->parts, 4) == 3;
        *ink = without_colour(*ink);
        return is_good;
    }
    if (token_is_word(name, "cmyk(") || token_is_word(name, "device-cmyk(")) {
        *ink = (Ink){.kind = INK_CMYK};
        return read_parts(values, at, 1, ink->parts, 4) == 4;
    }
    if (token_is_word(name, "grey(") || token_is_word(name, "gray(")) {
        bool is_good = read_parts(values, at, 1, parts, 4) == 1;
        *ink = (Ink){.kind = INK_GREY, .parts = {(uint16_t)(1000 - parts[0])}};
        return is_good;
    }
    return false;
}

static bool read_ink(const GArray *values, guint *at, Ink *ink) {
    if (*at >= values->len) {
        return false;
    }
    const CssToken *token = &g_array_index(values, CssToken, (*at)++);
    if (token->kind == CSS_HASH) {
        bool is_good = read_hex(token, ink);
        *ink = is_good ? without_colour(*ink) : *ink;
        return is_good;
    }
    if (token->kind == CSS_FUNCTION) {
        return read_function(values, at, token, ink);
    }
    if (token_is_word(token, "black")) {
        *ink = (Ink){.kind = INK_GREY, .parts = {1000}};
    } else if (token_is_word(token, "white")) {
        *ink = (Ink){.kind = INK_GREY};
    } else if (token_is_word(token, "transparent") || token_is_word(token, "none")) {
        *ink = (Ink){.kind = INK_NONE};
    } else {
        return false;
    }
    return true;
}

/* Styles are compared by their bytes: what lies between an ink's parts is made naught. */
bool value_ink(const GArray *values, guint *at, Ink *ink) {
    Ink read = {.kind = INK_NONE};
    bool is_good = read_ink(values, at, &read);
    if (is_good) {
        memset(ink, 0, sizeof *ink);
        ink->kind = read.kind;
        ink->spot = read.spot;
        memcpy(ink->parts, read.parts, sizeof ink->parts);
        memcpy(ink->alternate, read.alternate, sizeof ink->alternate);
    }
    return is_good;
}
