/* Pairs of neighbours that nobody writes, by the classes of the two. */
#include "read/mojibake_look.h"

#include "base/likelihood.h"

#include <string.h>

typedef enum {
    LOOK_SPACE, /* white space, ASCII marks */
    LOOK_DIGIT,
    LOOK_UPPER,
    LOOK_LOWER, /* a small letter, or one without case */
    LOOK_CLOSE, /* ends a word: ” … ® */
    LOOK_OPEN,  /* begins one: “ ¿ */
    LOOK_DASH,  /* stands between words: – ’ · */
    LOOK_SIGN,  /* stands beside no letter: ¼ ¦ ‡ */
    LOOK_NEVER, /* U+0080 … U+009F, a soft hyphen */
    LOOKS,
} Look;

static const struct {
    const char *characters;
    Look look;
} signs[] = {
    {"”»›…™®©°²³¹ªº؛؟،", LOOK_CLOSE},
    {"“„‘‚«‹¿¡´¨\u0384\u0385", LOOK_OPEN}, /* those that close in some language, too */
    {"–—’·•\u00A0\u202F\u2011\u2015", LOOK_DASH},
};

static Look look_of(gunichar c) {
    if (c < 0x80) {
        return g_ascii_isdigit((char)c)   ? LOOK_DIGIT
               : g_ascii_isupper((char)c) ? LOOK_UPPER
               : g_ascii_islower((char)c) ? LOOK_LOWER
                                          : LOOK_SPACE;
    }
    if (c < 0xA0 || c == 0xAD) {
        return LOOK_NEVER;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (g_utf8_strchr(signs[i].characters, -1, c) != NULL) {
            return signs[i].look;
        }
    }
    if (c == 0xB5 || g_unichar_ismark(c)) {
        return c == 0xB5 ? LOOK_SIGN : LOOK_LOWER;
    }
    bool is_letter = g_unichar_isalpha(c) && !(c >= 0x2B0 && c < 0x300);
    return !is_letter ? LOOK_SIGN : g_unichar_isupper(c) ? LOOK_UPPER : LOOK_LOWER;
}

/* Which pairs are never written; a row for the first, a column for the second. */
static const bool never[LOOKS][LOOKS] = {
    [LOOK_DIGIT] = {[LOOK_NEVER] = true},
    [LOOK_SPACE] = {[LOOK_NEVER] = true},
    [LOOK_UPPER] = {[LOOK_SIGN] = true, [LOOK_NEVER] = true},
    [LOOK_LOWER] = {[LOOK_UPPER] = true, [LOOK_SIGN] = true, [LOOK_NEVER] = true},
    [LOOK_CLOSE] = {[LOOK_UPPER] = true,
                    [LOOK_LOWER] = true,
                    [LOOK_SIGN] = true,
                    [LOOK_OPEN] = true,
                    [LOOK_NEVER] = true},
    [LOOK_OPEN] = {[LOOK_SIGN] = true, [LOOK_NEVER] = true},
    [LOOK_DASH] = {[LOOK_NEVER] = true},
    [LOOK_SIGN] =
        {[LOOK_UPPER] = true, [LOOK_LOWER] = true, [LOOK_OPEN] = true, [LOOK_NEVER] = true},
    [LOOK_NEVER] = {[LOOK_SPACE] = true,
                    [LOOK_DIGIT] = true,
                    [LOOK_UPPER] = true,
                    [LOOK_LOWER] = true,
                    [LOOK_CLOSE] = true,
                    [LOOK_OPEN] = true,
                    [LOOK_DASH] = true,
                    [LOOK_SIGN] = true,
                    [LOOK_NEVER] = true},
};

typedef struct {
    gunichar character;
    Look look;
    LikelihoodKind kind;
} Seen;

static Seen see(gunichar c) {
    return (Seen){c, look_of(c), likelihood_character(c).kind};
}

static bool is_letter(const Seen *seen) {
    return seen->look == LOOK_UPPER || seen->look == LOOK_LOWER;
}

static bool is_one_of(gunichar c, const char *characters) {
    return g_utf8_strchr(characters, -1, c) != NULL;
}

/* No language has them as words, nor with these signs. */
static bool is_no_word(const Seen *two, const Seen *one, const Seen *next) {
    return two->look == LOOK_SPACE && is_one_of(one->character, "ÃÂĂ") &&
           is_one_of(next->character, "©®°²³¹ªº¨´¡£");
}

static bool is_break_of_letters(const Seen *two, const Seen *one, const Seen *next) {
    bool is_other_script = one->kind != next->kind && one->kind != LIKELIHOOD_SYMBOL &&
                           next->kind != LIKELIHOOD_SYMBOL;
    bool is_beginning_of_two = two->look == LOOK_UPPER && one->look == LOOK_UPPER &&
                               next->look == LOOK_LOWER && two->character >= 0x80 &&
                               one->character >= 0x80;
    return is_other_script || is_beginning_of_two ||
           (one->character >= 0x80 && next->character == 0x153) || /* œ */
           next->character == 0x192;                               /* ƒ */
}

/* `three` stands before `two`, before `one`, which stands before `next`. */
static bool is_break(const Seen *three, const Seen *two, const Seen *one, const Seen *next) {
    bool is_in_word = is_letter(two) && is_letter(next);
    if (one->look == LOOK_CLOSE && is_letter(next)) {
        return is_in_word; /* »Öl« */
    }
    if (never[one->look][next->look]) {
        return !(one->look == LOOK_SIGN && next->kind == LIKELIHOOD_GREEK); /* √π */
    }
    if (one->look == LOOK_OPEN && is_in_word) {
        return true;
    }
    if (is_letter(one) && is_letter(next)) {
        return is_break_of_letters(two, one, next);
    }
    bool is_raised = is_one_of(one->character, "ÎÏ") && is_one_of(next->character, "²³¹");
    bool is_a_grave =
        one->character == 0xA0 && three->look != LOOK_UPPER &&
        (next->look == LOOK_LOWER ? is_one_of(two->character, "ÃĂÅĹ")
                                  : next->character == ' ' && is_one_of(two->character, "ÃĂ"));
    if (is_raised || is_a_grave) {
        return true;
    }
    bool is_mark_alone = g_unichar_ismark(next->character) && !is_letter(one);
    return is_mark_alone || is_no_word(two, one, next) ||
           (one->look == LOOK_DIGIT && is_letter(next) && next->character >= 0x80);
}

enum {
    NEIGHBOURHOOD_CHARACTERS = 24,
    COST_COMMON_SIGN = 42, /* of likelihood_character: € © ½ µ, not ¸ */
};

static LikelihoodKind letter_before(const char *text, const char *at) {
    for (unsigned i = 0; i < NEIGHBOURHOOD_CHARACTERS && at > text; i++) {
        at = g_utf8_prev_char(at);
        LikelihoodKind kind = likelihood_character(g_utf8_get_char(at)).kind;
        if (kind != LIKELIHOOD_SYMBOL) {
            return kind;
        }
    }
    return LIKELIHOOD_SYMBOL;
}

static LikelihoodKind letter_after(const char *at, const char *end) {
    for (unsigned i = 0; i < NEIGHBOURHOOD_CHARACTERS && at < end; i++) {
        LikelihoodKind kind = likelihood_character(g_utf8_get_char(at)).kind;
        if (kind != LIKELIHOOD_SYMBOL) {
            return kind;
        }
        at = g_utf8_next_char(at);
    }
    return LIKELIHOOD_SYMBOL;
}

/* A letter of another script than the nearest letters, both Latin. */
static bool is_foreign(const char *text, size_t length, size_t start, size_t end) {
    LikelihoodKind kind = likelihood_character(g_utf8_get_char(text + start)).kind;
    return kind > LIKELIHOOD_LATIN && kind != LIKELIHOOD_GREEK &&
           letter_before(text, text + start) == LIKELIHOOD_LATIN &&
           letter_after(text + end, text + length) <= LIKELIHOOD_LATIN;
}

unsigned mojibake_breaks(const char *text, size_t length, size_t start, size_t end) {
    const char *at = text + start;
    Seen space = {' ', LOOK_SPACE, LIKELIHOOD_SYMBOL};
    Seen one = space;
    Seen two = space;
    Seen three = space;
    if (at > text) {
        at = g_utf8_prev_char(at);
        one = see(g_utf8_get_char(at));
        two = at > text ? see(g_utf8_get_char(g_utf8_prev_char(at))) : space;
        at = text + start;
    }
    unsigned breaks = is_foreign(text, length, start, end);
    for (bool is_last = false; !is_last;) {
        is_last = (size_t)(at - text) >= end;
        Seen next = (size_t)(at - text) < length ? see(g_utf8_get_char(at)) : space;
        breaks += is_break(&three, &two, &one, &next);
        three = two;
        two = one;
        one = next;
        at = is_last ? at : g_utf8_next_char(at);
    }
    return breaks;
}

bool mojibake_fits(const char *text, size_t length, size_t start, size_t end, gunichar character) {
    LikelihoodCharacter said = likelihood_character(character);
    if (said.kind == LIKELIHOOD_SYMBOL) {
        return said.cost <= COST_COMMON_SIGN;
    }
    LikelihoodKind before = letter_before(text, text + start);
    LikelihoodKind after = letter_after(text + end, text + length);
    bool is_greek_sign = said.kind == LIKELIHOOD_GREEK && character >= 0x3B1 &&
                         character <= 0x3C9 && before <= LIKELIHOOD_LATIN &&
                         after <= LIKELIHOOD_LATIN;
    bool is_beside_none = before == LIKELIHOOD_SYMBOL && after == LIKELIHOOD_SYMBOL;
    return is_greek_sign || (is_beside_none && said.kind == LIKELIHOOD_LATIN) ||
           (!is_beside_none && (before == said.kind || before == LIKELIHOOD_SYMBOL) &&
            (after == said.kind || after == LIKELIHOOD_SYMBOL));
}

bool mojibake_is_apart(const char *text, size_t length, size_t start, size_t end) {
    Look before = start > 0 ? look_of(g_utf8_get_char(g_utf8_prev_char(text + start))) : LOOK_SPACE;
    Look after = end < length ? look_of(g_utf8_get_char(text + end)) : LOOK_SPACE;
    bool is_apart = before == LOOK_SPACE && after == LOOK_SPACE;
    for (const char *at = text + start; is_apart && at < text + end; at = g_utf8_next_char(at)) {
        Look look = look_of(g_utf8_get_char(at));
        is_apart = look >= LOOK_CLOSE && look <= LOOK_SIGN;
    }
    return is_apart;
}

static bool is_line(gunichar c) {
    return c >= 0x2500 && c <= 0x259F;
}

bool mojibake_is_line_art(const char *text, size_t length, size_t start, size_t end) {
    for (const char *at = text + start; at < text + end; at = g_utf8_next_char(at)) {
        if (!is_line(g_utf8_get_char(at))) {
            return false;
        }
    }
    bool has_letter_before =
        start > 0 && g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(text + start)));
    if (has_letter_before) {
        return false;
    }
    const char *at = text + end;
    for (unsigned i = 0; i < NEIGHBOURHOOD_CHARACTERS && at < text + length; i++) {
        if (is_line(g_utf8_get_char(at))) {
            return true;
        }
        at = g_utf8_next_char(at);
    }
    return !(end < length && g_unichar_isalpha(g_utf8_get_char(text + end)));
}

bool mojibake_is_closing(const char *text, size_t start, size_t end) {
    bool is_closing = true;
    for (const char *at = g_utf8_next_char(text + start); is_closing && at < text + end;
         at = g_utf8_next_char(at)) {
        Look look = look_of(g_utf8_get_char(at));
        is_closing = look >= LOOK_CLOSE && look <= LOOK_DASH;
    }
    return is_closing;
}
