/* Itemising, a property at a time over all characters. */
#include "print/shape_text.h"

#include <fribidi.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

struct TextBreaks {
    GHashTable *by_lang; /* char * -> UBreakIterator * or NULL */
    GArray *units;       /* UChar of the text that is looked at */
    GArray *owners;      /* uint32_t: which character a unit begins */
};

static void close_breaks(void *data) {
    if (data != NULL) {
        ubrk_close(data);
    }
}

TextBreaks *text_breaks_new(void) {
    TextBreaks *breaks = g_new0(TextBreaks, 1);
    breaks->by_lang = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, close_breaks);
    breaks->units = g_array_new(FALSE, FALSE, sizeof(UChar));
    breaks->owners = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    return breaks;
}

void text_breaks_free(TextBreaks *breaks) {
    if (breaks != NULL) {
        g_hash_table_unref(breaks->by_lang);
        g_array_unref(breaks->units);
        g_array_unref(breaks->owners);
        g_free(breaks);
    }
}

bool space_is_unbreakable(gunichar letter) {
    return letter == 0xA0 || letter == 0x2007 || letter == 0x202F;
}

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

static bool is_of_any_script(hb_script_t script) {
    return script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED ||
           script == HB_SCRIPT_UNKNOWN;
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
        if (!is_of_any_script(script)) {
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

static bool letter_is_sign(gunichar letter) {
    return is_of_any_script(hb_unicode_script(hb_unicode_funcs_get_default(), letter));
}

/* What has no glyph of its own: marks, joiners, selectors, spaces, controls. */
static bool goes_with_any(gunichar letter) {
    if (letter > 0x20 && letter < 0xA0) {
        return false;
    }
    return letter <= 0x20 || letter_is_space(letter) || letter == 0xAD || letter == 0x034F ||
           (letter >= 0x200B && letter <= 0x200F) || (letter >= 0x2028 && letter <= 0x202E) ||
           (letter >= 0x2060 && letter <= 0x206F) || (letter >= 0xFE00 && letter <= 0xFE0F) ||
           letter == 0xFEFF || (letter >= 0xE0100 && letter <= 0xE01EF);
}

static void note_missing(GArray *missing, gunichar letter) {
    for (guint i = 0; missing != NULL && i < missing->len; i++) {
        if (g_array_index(missing, gunichar, i) == letter) {
            return;
        }
    }
    if (missing != NULL) {
        g_array_append_val(missing, letter);
    }
}

static bool is_east_asian_script(hb_script_t script) {
    return script == HB_SCRIPT_HAN || script == HB_SCRIPT_HIRAGANA ||
           script == HB_SCRIPT_KATAKANA || script == HB_SCRIPT_HANGUL ||
           script == HB_SCRIPT_BOPOMOFO;
}

/* Quotation marks, dots and dashes that Chinese and Japanese have in common with Latin, but as wide
 * as their own signs. */
static bool is_shared_sign(gunichar letter) {
    return letter == 0x2014 || letter == 0x2018 || letter == 0x2019 || letter == 0x201C ||
           letter == 0x201D || letter == 0x2026 || letter == 0xB7;
}

typedef struct {
    FontShelf *shelf;
    const TextStyle *style;
    const FontFace *own, *last; /* the style's; that of the letter before */
} FaceChoice;

static const FontFace *choose_face(FaceChoice *choice, const Character *character,
                                   const char *lang) {
    gunichar letter = character->letter;
    if (letter > 0x20 && letter < 0x7F && choice->own != NULL && choice->last == choice->own &&
        font_face_has(choice->own, letter)) {
        return choice->own;
    }
    bool is_mark = g_unichar_ismark(letter);
    if (goes_with_any(letter) ||
        (is_mark && choice->last != NULL && font_face_has(choice->last, letter))) {
        return choice->last != NULL ? choice->last : choice->own;
    }
    bool is_asian_sign = is_shared_sign(letter) && is_east_asian_script(character->script) &&
                         character->script != HB_SCRIPT_HANGUL;
    const FontFace *asian =
        is_asian_sign ? font_shelf_fallback(choice->shelf, choice->style, 0x4E00, lang) : NULL;
    if (asian != NULL && font_face_has(asian, letter)) {
        return asian;
    }
    if (choice->own != NULL && font_face_has(choice->own, letter)) {
        return choice->own;
    }
    if (letter_is_sign(letter) && choice->last != NULL && font_face_has(choice->last, letter)) {
        return choice->last;
    }
    return font_shelf_fallback(choice->shelf, choice->style, letter, lang);
}

static void add_faces(const ParagraphText *paragraph, FontShelf *shelf, GArray *characters,
                      size_t count, GArray *missing) {
    FaceChoice choice = {.shelf = shelf};
    Character *all = first_of(characters);
    for (size_t i = 0; i < count; i++) {
        const TextStretch *stretch =
            &g_array_index(paragraph->stretches, TextStretch, all[i].stretch);
        const char *lang = stretch->lang != NULL ? stretch->lang : "und";
        if (stretch->style != choice.style) {
            choice.style = stretch->style;
            choice.own = choice.last = font_shelf_face(shelf, stretch->style);
        }
        const FontFace *face = choose_face(&choice, &all[i], lang);
        if (face == NULL && !goes_with_any(all[i].letter)) {
            note_missing(missing, all[i].letter);
            face = choice.own != NULL ? choice.own
                                      : font_shelf_fallback(shelf, choice.style, 'x', lang);
        }
        all[i].face = choice.last = face;
    }
    for (size_t i = count; i > 1; i--) { /* spaces and signs at the beginning */
        all[i - 2].face = all[i - 2].face != NULL ? all[i - 2].face : all[i - 1].face;
    }
}

static UBreakIterator *breaks_of(TextBreaks *breaks, const char *lang) {
    gpointer found = NULL;
    if (!g_hash_table_lookup_extended(breaks->by_lang, lang, NULL, &found)) {
        UErrorCode status = U_ZERO_ERROR;
        bool is_japanese = g_ascii_strncasecmp(lang, "ja", 2) == 0;
        found = ubrk_open(UBRK_LINE, is_japanese ? "ja@lb=strict" : lang, NULL, 0, &status);
        found = U_FAILURE(status) ? NULL : found;
        g_hash_table_insert(breaks->by_lang, g_strdup(lang), found);
    }
    return found;
}

static void add_breaks(const ParagraphText *paragraph, TextBreaks *breaks, GArray *characters,
                       size_t count) {
    const char *lang = paragraph->stretches->len > 0
                           ? g_array_index(paragraph->stretches, TextStretch, 0).lang
                           : "und";
    UBreakIterator *iterator = breaks_of(breaks, lang != NULL ? lang : "und");
    UErrorCode status = U_ZERO_ERROR;
    if (iterator == NULL || count == 0) {
        return;
    }
    Character *all = first_of(characters);
    g_array_set_size(breaks->units, (guint)(2 * count));
    g_array_set_size(breaks->owners, (guint)(2 * count));
    UChar *units = (UChar *)(void *)breaks->units->data;
    uint32_t *owners = (uint32_t *)(void *)breaks->owners->data;
    int32_t length = 0;
    for (uint32_t i = 0; i < count; i++) {
        owners[length] = owners[length + (all[i].letter > 0xFFFF)] = i;
        U16_APPEND_UNSAFE(units, length, all[i].letter);
    }
    ubrk_setText(iterator, units, length, &status);
    if (U_FAILURE(status)) {
        return;
    }
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
        all[owners[at - 1]].may_break_after = true;
    }
}

static bool begins_address(const Character *at, size_t left) {
    return (left > 3 && at[0].letter == ':' && at[1].letter == '/' && at[2].letter == '/') ||
           (left > 4 && at[0].letter == 'w' && at[1].letter == 'w' && at[2].letter == 'w' &&
            at[3].letter == '.');
}

/* May an address be divided between two of its characters? After a slash or what joins parts of a
 * query, before other signs; never after a hyphen, which would be taken for hyphenation. */
static bool divides_address(gunichar before, gunichar after) {
    bool is_after = (before == '/' && after != '/') || before == '=' || before == '&';
    return (is_after && after != 0) || (after < 0x80 && strchr("~.,-_?#%&=", (int)after) != NULL &&
                                        after != 0 && g_unichar_isalnum(before));
}

static void add_address(Character *all, size_t count, size_t *at) {
    size_t start = *at, end = *at;
    while (start > 0 && g_unichar_isalnum(all[start - 1].letter)) {
        start--;
    }
    while (end < count && !letter_is_space(all[end].letter) && all[end].letter > 0x20 &&
           all[end].letter != 0x2028) {
        end++;
    }
    for (size_t i = start; i < end; i++) {
        all[i].is_in_address = true;
        if (i + 1 < end) {
            all[i].may_break_after =
                i + 1 - start > 4 && divides_address(all[i].letter, all[i + 1].letter);
        }
    }
    *at = end;
}

static void add_addresses(GArray *characters, size_t count) {
    Character *all = first_of(characters);
    for (size_t i = 0; i < count; i++) {
        if ((all[i].letter == ':' || all[i].letter == 'w') && begins_address(all + i, count - i)) {
            add_address(all, count, &i);
        }
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
    add_faces(paragraph, shelf, characters, count, missing);
    add_breaks(paragraph, breaks, characters, count);
    add_addresses(characters, count);
    drop_unset(characters, count);
}
