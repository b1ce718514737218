/* A paragraph's characters with all that divides them into runs: stretch, direction, script, face,
 * and where lines may break between them. fribidi's and ICU's home. */
#ifndef GALLEY_PRINT_SHAPE_TEXT_H
#define GALLEY_PRINT_SHAPE_TEXT_H

#include "print/shape.h"
#include "print/shape_words.h"

typedef struct {
    gunichar letter;
    uint32_t byte, end_byte; /* where it stands in the paragraph's text */
    uint32_t stretch;        /* its index */
    hb_script_t script;      /* of a sign or mark: of the letters around it */
    const FontFace *face;    /* NULL: no font at all */
    uint16_t size_permille;  /* of the style's size, where the face is not the style's own */
    uint8_t level;
    bool may_break_after : 1;       /* a line may end after it (UAX 14) */
    bool has_soft_hyphen_after : 1; /* U+00AD: it may be divided there */
    bool is_in_address : 1;         /* of the web: never hyphenated */
    bool is_east_asian : 1;         /* set in a square of its own */
    bool is_endless : 1;            /* in so much text without a break that no line holds it */
    bool has_case : 1; /* it, or the language it stands in, has large and small letters */
} Character;

typedef struct TextBreaks TextBreaks; /* ICU's rules by language, and what it knows of them */
TextBreaks *text_breaks_new(void);
void text_breaks_free(TextBreaks *breaks); /* NULL is fine */

/* Fills `characters` (Character): one a character that is set, and one more at the end whose `byte`
 * is the text's length. Controls, soft hyphens and what only says where lines may break are left
 * out, once they have had their say. What no font has is added to `missing`, each once. */
void text_characters(const ParagraphText *paragraph, FontShelf *shelf, TextBreaks *breaks,
                     GArray *characters, GArray *missing);

/* The parts of it that have files of their own. The array has one more at its end, as above. */
void text_add_faces(const ParagraphText *paragraph, FontShelf *shelf, GArray *characters,
                    GArray *missing);
void text_add_breaks(const ParagraphText *paragraph, TextBreaks *breaks, GArray *characters);

/* Belongs it to no script, as signs, spaces and marks do? */
static inline bool script_is_any(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
}

/* Han, Kana, Hangul, and the signs among them */
static inline bool letter_is_east_asian(gunichar letter) {
    return letter >= 0x2E80 &&
           (letter <= 0xA4CF || (letter >= 0xAC00 && letter <= 0xD7FF) ||
            (letter >= 0xF900 && letter <= 0xFAFF) || (letter >= 0xFE30 && letter <= 0xFE4F) ||
            (letter >= 0xFF00 && letter <= 0xFFEF) || (letter >= 0x20000 && letter <= 0x3FFFF));
}

/* White space of any kind, no-break ones too. */
static inline bool letter_is_space(gunichar letter) {
    if (letter > 0x20 && letter < 0xA0) {
        return false;
    }
    return letter == ' ' || letter == '\t' || letter == 0xA0 || letter == 0x1680 ||
           (letter >= 0x2000 && letter <= 0x200A) || letter == 0x202F || letter == 0x205F ||
           letter == 0x3000;
}

bool space_is_unbreakable(gunichar letter);

#endif
