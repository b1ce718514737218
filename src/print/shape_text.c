/* Itemising, a property at a time over all characters. */
#include "print/shape_text.h"

#include <fribidi.h>
#include <string.h>

static Character *first_of(GArray *characters) {
    return (Character *)(void *)characters->data;
}

static void add_letters(const ParagraphText *paragraph, GArray *characters) {
    const char *text = paragraph->text->str;
    uint32_t stretch = 0, count = paragraph->stretches->len;
    g_array_set_size(characters, (guint)paragraph->text->len + 1);
    Character *to = first_of(characters);
    const TextStretch *stretches = (const TextStretch *)(void *)paragraph->stretches->data;
    for (const char *at = text; *at != '\0'; to++) {
        uint32_t byte = (uint32_t)(at - text);
        while (stretch + 1 < count && stretches[stretch].end_bytes <= byte) {
            stretch++;
        }
        gunichar letter = (uint8_t)*at < 0x80 ? (gunichar)*at : g_utf8_get_char(at);
        at = g_utf8_next_char(at);
        *to = (Character){
            .letter = letter, .byte = byte, .end_byte = (uint32_t)(at - text), .stretch = stretch};
    }
    uint32_t length = (uint32_t)paragraph->text->len;
    *to = (Character){.byte = length, .end_byte = length, .stretch = stretch};
    g_array_set_size(characters, (guint)(to - first_of(characters)) + 1);
}

static bool needs_bidi(GArray *characters, size_t count) {
    for (size_t i = 0; i < count; i++) {
        gunichar letter = first_of(characters)[i].letter;
        if (letter < 0x590) {
            continue;
        }
        bool is_right_to_left = (letter >= 0x590 && letter <= 0x8FF) ||
                                (letter >= 0xFB1D && letter <= 0xFEFC) ||
                                (letter >= 0x10800 && letter <= 0x1EFFF);
        bool is_control = (letter >= 0x200E && letter <= 0x200F) ||
                          (letter >= 0x202A && letter <= 0x202E) ||
                          (letter >= 0x2066 && letter <= 0x2069);
        if (is_right_to_left || is_control) {
            return true;
        }
    }
    return false;
}

static void add_levels(GArray *characters, size_t count, bool is_rtl) {
    if (count == 0 || (!is_rtl && !needs_bidi(characters, count))) {
        return;
    }
    g_autofree FriBidiChar *letters = g_new(FriBidiChar, count);
    g_autofree FriBidiCharType *types = g_new(FriBidiCharType, count);
    g_autofree FriBidiBracketType *brackets = g_new(FriBidiBracketType, count);
    g_autofree FriBidiLevel *levels = g_new0(FriBidiLevel, count);
    for (size_t i = 0; i < count; i++) {
        letters[i] = g_array_index(characters, Character, i).letter;
    }
    FriBidiParType base = is_rtl ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    fribidi_get_bidi_types(letters, (FriBidiStrIndex)count, types);
    fribidi_get_bracket_types(letters, (FriBidiStrIndex)count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, (FriBidiStrIndex)count, &base,
                                            levels) == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        g_array_index(characters, Character, i).level = (uint8_t)MAX(0, levels[i]);
    }
}

/* Signs go with the letters before them, the first ones with those after (UAX 24, 5.1). */
static void add_scripts(GArray *characters, size_t count) {
    hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
    hb_script_t last = HB_SCRIPT_COMMON;
    size_t first_known = count;
    for (size_t i = 0; i < count; i++) {
        Character *character = &first_of(characters)[i];
        gunichar letter = character->letter;
        bool is_latin = (letter | 0x20) >= 'a' && (letter | 0x20) <= 'z';
        hb_script_t script = is_latin ? HB_SCRIPT_LATIN : hb_unicode_script(unicode, letter);
        if (!script_is_any(script)) {
            last = script;
            first_known = MIN(first_known, i);
        }
        character->script = last;
    }
    for (size_t i = 0; i < first_known && first_known < count; i++) {
        g_array_index(characters, Character, i).script =
            g_array_index(characters, Character, first_known).script;
    }
}

static bool is_set(gunichar letter) {
    if (letter >= 0x20 && letter < 0x7F) {
        return true;
    }
    bool is_control =
        (letter < 0x20 && letter != '\t' && letter != '\n') || (letter >= 0x7F && letter < 0xA0);
    return !is_control && letter != 0xAD && letter != 0x200B && letter != 0x2060 &&
           letter != 0xFEFF && letter != 0x200E && letter != 0x200F && letter != 0x061C &&
           letter != 0x2029 && !(letter >= 0x202A && letter <= 0x202E) &&
           !(letter >= 0x2066 && letter <= 0x2069);
}

/* Takes out what has no glyph; the break that it allows is that of the character before it. */
static void drop_unset(GArray *characters, size_t count) {
    Character *all = first_of(characters);
    size_t kept = 0;
    while (kept < count && is_set(all[kept].letter)) {
        kept++;
    }
    for (size_t i = kept; i < count; i++) {
        if (is_set(all[i].letter)) {
            all[kept++] = all[i];
        } else if (kept > 0 && all[i].letter == 0xAD) {
            all[kept - 1].has_soft_hyphen_after = true;
        } else if (kept > 0) {
            all[kept - 1].may_break_after = all[i].may_break_after;
        }
    }
    all[kept] = all[count];
    g_array_set_size(characters, (guint)kept + 1);
}

#define LONGEST_WHOLE 80 /* characters that are kept whole wherever no break is allowed */

/* Told when all breaks are known. */
static void mark_endless(GArray *characters, size_t count) {
    Character *all = first_of(characters);
    size_t start = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_break = all[i].may_break_after || all[i].has_soft_hyphen_after || i + 1 == count;
        for (; is_break && i + 1 - start > LONGEST_WHOLE && start <= i; start++) {
            all[start].is_endless = true;
        }
        start = is_break ? i + 1 : start;
    }
}

void text_characters(const ParagraphText *paragraph, FontShelf *shelf, TextBreaks *breaks,
                     GArray *characters, GArray *missing) {
    g_array_set_size(characters, 0);
    if (paragraph->stretches->len == 0) {
        Character end = {.byte = 0};
        g_array_append_val(characters, end);
        return;
    }
    add_letters(paragraph, characters);
    size_t count = characters->len - 1;
    add_levels(characters, count, paragraph->is_rtl);
    add_scripts(characters, count);
    text_add_faces(paragraph, shelf, characters, missing);
    text_add_breaks(paragraph, breaks, characters);
    drop_unset(characters, count);
    mark_endless(characters, characters->len - 1);
}
