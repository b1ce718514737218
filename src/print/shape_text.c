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

bool letter_is_east_asian(gunichar letter) {
    return (letter >= 0x2E80 && letter <= 0xA4CF) || (letter >= 0xAC00 && letter <= 0xD7FF) ||
           (letter >= 0xF900 && letter <= 0xFAFF) || (letter >= 0xFE30 && letter <= 0xFE4F) ||
           (letter >= 0xFF00 && letter <= 0xFFEF) || (letter >= 0x20000 && letter <= 0x3FFFF);
}

bool letter_is_space(gunichar letter) {
    return letter == ' ' || letter == '\t' || letter == 0xA0 || letter == 0x1680 ||
           (letter >= 0x2000 && letter <= 0x200A) || letter == 0x202F || letter == 0x205F ||
           letter == 0x3000;
}

bool space_is_unbreakable(gunichar letter) {
    return letter == 0xA0 || letter == 0x2007 || letter == 0x202F;
}

static void add_letters(const ParagraphText *paragraph, GArray *characters) {
    const char *text = paragraph->text->str;
    uint32_t stretch = 0;
    uint32_t count = MAX(1U, paragraph->stretches->len);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        size_t byte = (size_t)(at - text);
        while (stretch + 1 < count &&
               g_array_index(paragraph->stretches, TextStretch, stretch).end_bytes <= byte) {
            stretch++;
        }
        Character character = {
            .letter = g_utf8_get_char(at), .byte = (uint32_t)byte, .stretch = stretch};
        g_array_append_val(characters, character);
    }
    Character end = {.byte = (uint32_t)paragraph->text->len, .stretch = stretch};
    g_array_append_val(characters, end);
}

static bool needs_bidi(const GArray *characters, size_t count) {
    for (size_t i = 0; i < count; i++) {
        gunichar letter = g_array_index(characters, Character, i).letter;
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
        Character *character = &g_array_index(characters, Character, i);
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

static bool has_glyph(const FontFace *face, gunichar letter) {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(face->font, letter, &glyph) && glyph != 0;
}

/* What has no glyph of its own: marks, joiners, selectors, spaces, controls. */
static bool goes_with_any(gunichar letter) {
    return letter < 0x20 || letter_is_space(letter) || letter == 0xAD || letter == 0x034F ||
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

static void add_faces(const ParagraphText *paragraph, FontShelf *shelf, GArray *characters,
                      size_t count, GArray *missing) {
    const TextStyle *style = NULL;
    const FontFace *own = NULL, *last = NULL;
    for (size_t i = 0; i < count; i++) {
        Character *character = &g_array_index(characters, Character, i);
        const TextStretch *stretch =
            &g_array_index(paragraph->stretches, TextStretch, character->stretch);
        if (stretch->style != style) {
            style = stretch->style;
            own = font_shelf_face(shelf, style);
            last = own;
        }
        bool is_mark = g_unichar_ismark(character->letter);
        if (goes_with_any(character->letter) ||
            (is_mark && last != NULL && has_glyph(last, character->letter))) {
            character->face = last != NULL ? last : own;
            continue;
        }
        const FontFace *face = own != NULL && has_glyph(own, character->letter) ? own : NULL;
        if (face == NULL) {
            face = font_shelf_fallback(shelf, style, character->letter, stretch->lang);
        }
        if (face == NULL) {
            note_missing(missing, character->letter);
            face = own != NULL ? own : font_shelf_fallback(shelf, style, 'x', stretch->lang);
        }
        character->face = face;
        last = face;
    }
    for (size_t i = count; i > 1; i--) { /* spaces and signs at the beginning */
        Character *before = &g_array_index(characters, Character, i - 2);
        before->face =
            before->face != NULL ? before->face : g_array_index(characters, Character, i - 1).face;
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
    g_array_set_size(breaks->units, 0);
    g_array_set_size(breaks->owners, 0);
    for (uint32_t i = 0; i < count; i++) {
        gunichar letter = g_array_index(characters, Character, i).letter;
        UChar units[2];
        int32_t length = 0;
        U16_APPEND_UNSAFE(units, length, letter);
        g_array_append_vals(breaks->units, units, (guint)length);
        for (int32_t k = 0; k < length; k++) {
            g_array_append_val(breaks->owners, i);
        }
    }
    ubrk_setText(iterator, (const UChar *)breaks->units->data, (int32_t)breaks->units->len,
                 &status);
    if (U_FAILURE(status)) {
        return;
    }
    for (int32_t at = ubrk_next(iterator); at != UBRK_DONE; at = ubrk_next(iterator)) {
        uint32_t owner = g_array_index(breaks->owners, uint32_t, at - 1);
        g_array_index(characters, Character, owner).may_break_after = true;
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
    add_faces(paragraph, shelf, characters, count, missing);
    add_breaks(paragraph, breaks, characters, count);
}
