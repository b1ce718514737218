/* What stands between Chinese, Japanese and Korean characters, and between them and Latin ones: the
 * blank halves of their signs give way, and lines that end or begin with one are flush (JLREQ 3.1,
 * 3.2.6, 3.8; CLREQ 3.1). Where a sign has its blank half is seen from its glyph, as fonts for
 * Japanese, simplified and traditional Chinese differ. */
#include "print/font_scripts.h"
#include "print/shape_items.h"

static bool is_latin_like(gunichar letter) {
    return letter < 0x2000 && g_unichar_isalnum(letter);
}

static bool is_hangul(const Character *character) {
    return character->script == HB_SCRIPT_HANGUL && g_unichar_isalpha(character->letter);
}

/* Korean has Latin letters and figures close beside its own. */
static bool is_ideograph(const Character *character) {
    return letter_is_east_asian(character->letter) && g_unichar_isalnum(character->letter) &&
           !is_hangul(character);
}

static unsigned blanks_of(const Shaping *shaping, const Character *character) {
    return character->is_east_asian && character->face != NULL &&
                   g_unichar_ispunct(character->letter)
               ? word_sign_blanks(shaping->shaper->words, character->face, character->letter)
               : 0;
}

Mpt east_asian_protrusion_mpt(const Shaping *shaping, const Character *character, Mpt size_mpt,
                              bool at_start) {
    unsigned blank = at_start ? BLANK_BEFORE : BLANK_AFTER;
    return (blanks_of(shaping, character) & blank) != 0 ? size_mpt / 2 : 0;
}

/* Stops, and what closes. */
static bool ends_something(gunichar letter) {
    GUnicodeType type = g_unichar_type(letter);
    return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ||
           letter == 0x3001 || letter == 0x3002 || letter == 0xFF01 || letter == 0xFF0C ||
           letter == 0xFF0E || letter == 0xFF1A || letter == 0xFF1B || letter == 0xFF1F;
}

/* Where two blank halves meet, or one and a sign that ends something, one goes. */
static bool halves_meet(unsigned before, unsigned after, gunichar next) {
    bool next_closes = ends_something(next) && after != BLANK_BEFORE;
    return ((before & BLANK_AFTER) != 0 && ((after & BLANK_BEFORE) != 0 || next_closes)) ||
           ((before & BLANK_BEFORE) != 0 && (after & BLANK_BEFORE) != 0);
}

/* Dashes and dots that are written two and two, and set as one. */
static bool is_leader(gunichar letter) {
    return letter == 0x2014 || letter == 0x2015 || letter == 0x2025 || letter == 0x2026;
}

/* Korean lines may break within a word, but had better not. */
static void add_korean_break(Shaping *shaping, size_t end) {
    if (shaping->characters[end - 1].may_break_after) {
        add_penalty(shaping, end, SIGN_COST, false);
    }
}

void add_east_asian_glue(Shaping *shaping, size_t end) {
    const Character *before = &shaping->characters[end - 1], *after = &shaping->characters[end];
    const TextStretch *stretch =
        &g_array_index(shaping->paragraph->stretches, TextStretch, before->stretch);
    Mpt size = character_size_mpt(before->is_east_asian ? before : after, stretch->style);
    bool meets_latin = (is_ideograph(before) && is_latin_like(after->letter)) ||
                       (is_latin_like(before->letter) && is_ideograph(after));
    if (is_hangul(before) || is_hangul(after)) {
        add_korean_break(shaping, end);
        return;
    }
    bool is_pair = before->letter == after->letter && is_leader(before->letter);
    bool has_glue = meets_latin || (before->is_east_asian && after->is_east_asian && !is_pair);
    if (!before->may_break_after) {
        add_penalty(shaping, end, PENALTY_FORBIDDEN, false);
    } else if (!has_glue) {
        add_penalty(shaping, end, 0, false);
    }
    if (meets_latin) {
        add_glue(shaping, end, size / 5, size / 10, size / 12);
    } else if (has_glue) {
        unsigned left = blanks_of(shaping, before), right = blanks_of(shaping, after);
        if (halves_meet(left, right, after->letter)) {
            add_glue(shaping, end, -size / 2, size / 10, 0);
        } else {
            Mpt shrink = ((left & BLANK_AFTER) != 0 ? size / 4 : 0) +
                         ((right & BLANK_BEFORE) != 0 ? size / 4 : 0);
            add_glue(shaping, end, 0, size / 10, shrink);
        }
    }
}
