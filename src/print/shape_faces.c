/* Which face sets a character: the style's own where it can, else one that goes with it. */
#include "print/shape_text.h"

#include "model/language.h"
#include "print/font_scripts.h"

#include <string.h>

static bool letter_is_sign(gunichar letter) {
    return script_is_any(hb_unicode_script(hb_unicode_funcs_get_default(), letter));
}

/* What has no glyph of its own: marks, joiners, selectors, spaces, controls. */
static bool goes_with_any(gunichar letter) {
    if (letter > 0x20 && letter < 0xA0) {
        return false;
    }
    return letter <= 0x20 || letter_is_space(letter) || letter == 0xAD || letter == 0x034F ||
           (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x2028 && letter <= 0x202E) ||
           (letter >= 0x2060 && letter <= 0x206F) || (letter >= 0xFE00 && letter <= 0xFE0F) ||
           letter == 0xFEFF || (letter >= 0xE0000 && letter <= 0xE01EF);
}

#define MOST_MISSING 200 /* characters that are told of */

static void note_missing(GArray *missing, gunichar letter) {
    if (missing == NULL || missing->len >= MOST_MISSING) {
        return;
    }
    for (guint i = 0; i < missing->len; i++) {
        if (g_array_index(missing, gunichar, i) == letter) {
            return;
        }
    }
    g_array_append_val(missing, letter);
}

/* Quotation marks, dots and dashes that Chinese and Japanese have in common with Latin, but as wide
 * as their own signs. */
static bool is_shared_sign(gunichar letter) {
    return letter == 0x2014 || letter == 0x2015 || letter == 0x2018 || letter == 0x2019 ||
           letter == 0x201C || letter == 0x201D || letter == 0x2025 || letter == 0x2026 ||
           letter == 0xB7;
}

/* Languages whose letters are set from one face or not at all, and a letter to tell it by. */
static const struct {
    const char *lang;
    hb_script_t script;
    gunichar letter;
} whole_languages[] = {
    {"el-polyton", HB_SCRIPT_GREEK, 0x1F04},
    {"grc", HB_SCRIPT_GREEK, 0x1F04},
};

typedef struct {
    FontShelf *shelf;
    const TextStyle *style;
    const char *lang;
    const FontFace *own, *last;  /* the style's; that of the letter before */
    uint16_t last_size_permille; /* and its size */
    FaceWish wish;
    bool emphasises;   /* slanted in text that is not: else by weight */
    hb_script_t unfit; /* the style's own face lacks letters that the language needs */
} FaceChoice;

static hb_script_t unfit_script(const FontFace *own, const char *lang) {
    for (size_t i = 0; own != NULL && i < G_N_ELEMENTS(whole_languages); i++) {
        if (language_tag_is_of(lang, whole_languages[i].lang) &&
            !font_face_has(own, whole_languages[i].letter)) {
            return whole_languages[i].script;
        }
    }
    return HB_SCRIPT_INVALID;
}

static void begin_stretch(FaceChoice *choice, const TextStretch *stretch, const BoxStyle *around) {
    choice->lang = stretch->lang != NULL ? stretch->lang : "und";
    if (stretch->style != choice->style) {
        const TextStyle *style = stretch->style;
        choice->style = style;
        choice->own = choice->last = font_shelf_face(choice->shelf, style);
        choice->last_size_permille = 1000;
        choice->wish = (FaceWish){choice->own, style->weight, style->is_italic};
        choice->emphasises =
            style->is_italic && around != NULL && around->text != NULL && !around->text->is_italic;
    }
    choice->unfit = unfit_script(choice->own, choice->lang);
}

#define EMPHASIS_WEIGHT 700

/* What is emphasised is set in a heavier face where the script has no italic. */
static unsigned weight_for(const FaceChoice *choice, hb_script_t script) {
    return choice->emphasises && !script_has_italics(script)
               ? MAX(choice->wish.weight, EMPHASIS_WEIGHT)
               : choice->wish.weight;
}

static FallbackFace fall_back(const FaceChoice *choice, hb_script_t script, gunichar letter) {
    FaceWish wish = choice->wish;
    wish.weight = weight_for(choice, script);
    return font_shelf_fallback(choice->shelf, &wish, script, letter, choice->lang);
}

static FallbackFace choose_face(const FaceChoice *choice, const Character *character) {
    gunichar letter = character->letter;
    const FontFace *own = choice->own, *last = choice->last;
    const FallbackFace of_style = {own, 1000}, of_last = {last, choice->last_size_permille};
    if (letter > 0x20 && letter < 0x7F && own != NULL && last == own &&
        font_face_has(own, letter)) {
        return of_style;
    }
    bool is_mark = g_unichar_ismark(letter);
    if (goes_with_any(letter) || (is_mark && last != NULL && font_face_has(last, letter))) {
        return last != NULL ? of_last : of_style;
    }
    bool is_sign = letter_is_sign(letter);
    bool is_asian_sign = is_shared_sign(letter) && script_is_east_asian(character->script) &&
                         character->script != HB_SCRIPT_HANGUL;
    if (is_asian_sign) {
        FallbackFace asian = fall_back(choice, HB_SCRIPT_HAN, 0x4E00);
        if (asian.face != NULL && font_face_has(asian.face, letter)) {
            return asian;
        }
    }
    bool is_fit = is_sign || character->script != choice->unfit;
    if (is_sign && choice->wish.is_italic && !script_has_italics(character->script)) {
        own = font_shelf_face_as(choice->shelf, choice->style,
                                 weight_for(choice, character->script), false);
    }
    if (own != NULL && is_fit && font_face_has(own, letter)) {
        return (FallbackFace){own, 1000};
    }
    if (is_sign && last != NULL && font_face_has(last, letter)) {
        return of_last;
    }
    return fall_back(choice,
                     is_sign ? character->script
                             : hb_unicode_script(hb_unicode_funcs_get_default(), letter),
                     letter);
}

static void set_face(Character *character, FallbackFace face) {
    character->face = face.face;
    character->size_permille = (uint16_t)face.size_permille;
}

static bool is_of_word(const Character *character) {
    return g_unichar_isalpha(character->letter) || g_unichar_ismark(character->letter);
}

/* A word is set in one face: one letter that the style's own lacks takes the others with it. Of
 * Greek all of the paragraph goes, for the letters that are lacking are in every other word. */
static void join_word(const FaceChoice *choice, Character *all, size_t start, size_t end,
                      const FontFace *other) {
    for (size_t i = start; i < end; i++) {
        gunichar letter = all[i].letter;
        if (all[i].face == other || !is_of_word(&all[i])) {
            continue;
        }
        FallbackFace face = fall_back(choice, all[i].script, letter);
        if (face.face != NULL && !goes_with_any(letter)) {
            set_face(&all[i], face);
        }
    }
}

/* The face of a character between them that is not the first's own; NULL: there is none. */
static const FontFace *other_face(const Character *all, size_t start, size_t end,
                                  const FontFace *own) {
    for (size_t i = start; i < end; i++) {
        if (all[i].face != own && is_of_word(&all[i])) {
            return all[i].face;
        }
    }
    return NULL;
}

static size_t word_after(const Character *all, size_t start, size_t end, bool is_greek) {
    size_t at = start + 1;
    while (at < end && (is_greek ? all[at].script == all[start].script
                                 : is_of_word(&all[at]) && all[at].script == all[start].script)) {
        at++;
    }
    return at;
}

/* Characters [start, end) of one stretch, some of which the style's own face lacks. */
static void join_words(const FaceChoice *choice, Character *all, size_t start, size_t end) {
    for (size_t i = start; i < end;) {
        if (!is_of_word(&all[i]) || !script_has_case(all[i].script)) {
            i++;
            continue;
        }
        size_t stop = word_after(all, i, end, all[i].script == HB_SCRIPT_GREEK);
        const FontFace *other = other_face(all, i, stop, choice->own);
        if (other != NULL) {
            join_word(choice, all, i, stop, other);
        }
        i = stop;
    }
}

/* A character that no font has is set from the style's own face, whose sign for that will do. */
static FallbackFace face_for_none(const FaceChoice *choice) {
    return choice->own != NULL ? (FallbackFace){choice->own, 1000}
                               : fall_back(choice, HB_SCRIPT_LATIN, 'x');
}

bool text_leaves_out(gunichar letter) {
    GUnicodeType type = g_unichar_type(letter);
    return type == G_UNICODE_OTHER_SYMBOL ||
           (type == G_UNICODE_MODIFIER_SYMBOL && letter >= 0x1F000);
}

#define UNSET 0x2060 /* a character that is dropped */

/* With a space, where there are two. */
static void leave_out(Character *all, size_t index, size_t count) {
    all[index].letter = UNSET;
    if (index > 0 && all[index - 1].letter == ' ' &&
        (index + 1 == count || all[index + 1].letter == ' ')) {
        all[index - 1].letter = UNSET;
    }
}

static size_t add_stretch(FaceChoice *choice, Character *all, size_t start, size_t count,
                          GArray *missing) {
    bool is_mixed = false;
    size_t at = start;
    for (; at < count && all[at].stretch == all[start].stretch; at++) {
        FallbackFace face = choose_face(choice, &all[at]);
        if (face.face == NULL && !goes_with_any(all[at].letter)) {
            note_missing(missing, all[at].letter);
            face = face_for_none(choice);
            if (text_leaves_out(all[at].letter)) {
                leave_out(all, at, count);
            }
        }
        set_face(&all[at], face);
        choice->last = face.face;
        choice->last_size_permille = (uint16_t)face.size_permille;
        is_mixed |= face.face != choice->own;
        all[at].is_east_asian = letter_is_east_asian(all[at].letter) ||
                                (face.face != choice->own && is_shared_sign(all[at].letter) &&
                                 script_is_east_asian(all[at].script));
    }
    if (is_mixed && choice->own != NULL) {
        join_words(choice, all, start, at);
    }
    return at;
}

void text_add_faces(const ParagraphText *paragraph, FontShelf *shelf, GArray *characters,
                    GArray *missing) {
    FaceChoice choice = {.shelf = shelf};
    Character *all = (Character *)(void *)characters->data;
    size_t count = characters->len - 1;
    for (size_t i = 0; i < count;) {
        begin_stretch(&choice, &g_array_index(paragraph->stretches, TextStretch, all[i].stretch),
                      paragraph->style);
        i = add_stretch(&choice, all, i, count, missing);
    }
    for (size_t i = count; i > 1; i--) { /* spaces and signs at the beginning */
        if (all[i - 2].face == NULL) {
            set_face(&all[i - 2], (FallbackFace){all[i - 1].face, all[i - 1].size_permille});
        }
    }
}
