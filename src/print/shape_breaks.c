/* Where lines may break: by Unicode's rules (UAX 14, and its dictionaries for scripts without
 * spaces), as ICU knows them for each language; and what typesetters of some languages add to them.
 */
#include "print/shape_text.h"

#include "model/language.h"
#include "print/font_scripts.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

enum { LONGEST_TOGETHER = 120 }; /* characters */

/* What the typesetters of a language do besides. */
enum {
    TIES_ONE_LETTER_WORDS = 1 << 0, /* to the next: Polish "w", Czech "k" end no line */
    TIES_DASH = 1 << 1,             /* between spaces, to the word before: it begins no line */
};

static const struct {
    const char *lang;
    unsigned customs;
} languages[] = {
    {"pl", TIES_ONE_LETTER_WORDS | TIES_DASH},
    {"cs", TIES_ONE_LETTER_WORDS | TIES_DASH},
    {"sk", TIES_ONE_LETTER_WORDS | TIES_DASH},
    {"ru", TIES_DASH},
    {"uk", TIES_DASH},
    {"be", TIES_DASH},
    {"bg", TIES_DASH},
    {"sr", TIES_DASH},
    {"mk", TIES_DASH},
};

typedef struct {
    UBreakIterator *lines;   /* or NULL */
    UBreakIterator *phrases; /* of text that is not justified; or NULL: the same */
    unsigned customs;
    bool has_case;  /* its script has large and small letters, and old-style figures with them */
    bool is_korean; /* Hangul's words are kept whole where text is not justified */
} LangRules;

struct TextBreaks {
    GHashTable *by_lang; /* char * -> LangRules, owned */
    GArray *units;       /* UChar of the text that is looked at */
    GArray *owners;      /* uint32_t: which character a unit begins */
};

static void rules_free(void *data) {
    LangRules *rules = data;
    if (rules->lines != NULL) {
        ubrk_close(rules->lines);
    }
    if (rules->phrases != NULL) {
        ubrk_close(rules->phrases);
    }
    g_free(rules);
}

TextBreaks *text_breaks_new(void) {
    TextBreaks *breaks = g_new0(TextBreaks, 1);
    breaks->by_lang = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, rules_free);
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

static UBreakIterator *open_lines(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *lines = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
    return U_FAILURE(status) ? NULL : lines;
}

static bool lang_has_case(const char *lang) {
    UScriptCode scripts[4];
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = uscript_getCode(lang, scripts, G_N_ELEMENTS(scripts), &status);
    return U_FAILURE(status) || count < 1 ||
           script_has_case(hb_script_from_string(uscript_getShortName(scripts[0]), -1));
}

static LangRules *rules_new(const char *lang) {
    LangRules *rules = g_new0(LangRules, 1);
    bool is_japanese = language_tag_is_of(lang, "ja");
    rules->lines = open_lines(is_japanese ? "ja@lb=strict" : lang);
    rules->phrases = is_japanese ? open_lines("ja@lb=strict;lw=phrase") : NULL;
    rules->is_korean = language_tag_is_of(lang, "ko");
    rules->has_case = lang_has_case(lang);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (language_tag_is_of(lang, languages[i].lang)) {
            rules->customs = languages[i].customs;
        }
    }
    return rules;
}

static const LangRules *rules_of(TextBreaks *breaks, const char *lang) {
    const char *known = lang != NULL ? lang : "und";
    LangRules *rules = g_hash_table_lookup(breaks->by_lang, known);
    if (rules == NULL) {
        rules = rules_new(known);
        g_hash_table_insert(breaks->by_lang, g_strdup(known), rules);
    }
    return rules;
}

static void add_unicode_breaks(UBreakIterator *iterator, TextBreaks *breaks, Character *all,
                               size_t count) {
    UErrorCode status = U_ZERO_ERROR;
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

/* No line ends between a character and the one before it, nor in the spaces between them. */
static void tie_to_last(Character *all, size_t index) {
    while (index > 0) {
        all[--index].may_break_after = false;
        if (!letter_is_space(all[index].letter)) {
            return;
        }
    }
}

/* What belongs to the word before it, though a space may stand between: signs of repetition and
 * abbreviation, and the stops of scripts whose writers put a space before them. */
static bool begins_no_line(gunichar letter) {
    return letter == 0x0E2F || letter == 0x0E46 || letter == 0x0EAF || letter == 0x0EC6 ||
           (letter >= 0x17D4 && letter <= 0x17D7) || letter == 0x17DA || letter == 0x104A ||
           letter == 0x104B || letter == 0x0964 || letter == 0x0965;
}

static bool is_opening(gunichar letter) {
    GUnicodeType type = g_unichar_type(letter);
    return type == G_UNICODE_OPEN_PUNCTUATION || type == G_UNICODE_INITIAL_PUNCTUATION;
}

static bool is_closing(gunichar letter) {
    GUnicodeType type = g_unichar_type(letter);
    return type == G_UNICODE_CLOSE_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION;
}

static bool is_spaceless_letter(const Character *character) {
    return script_is_spaceless(character->script) && g_unichar_isalnum(character->letter);
}

static bool is_spaceless_part(const Character *character) {
    return script_is_spaceless(character->script) &&
           (g_unichar_isalnum(character->letter) || g_unichar_ismark(character->letter));
}

/* Beside brackets UAX 14 sees letters, wherever their words end (LB30); without spaces a line may
 * break there. And the dot that parts names in Chinese begins no line. */
static void add_customs_of_script(Character *all, size_t count, size_t index) {
    Character *one = &all[index];
    const Character *next = index + 1 < count ? &all[index + 1] : NULL;
    if (one->letter < 0xB7) {
        if (is_closing(one->letter) && next != NULL && is_spaceless_letter(next)) {
            one->may_break_after = true;
        }
        return;
    }
    if (begins_no_line(one->letter)) {
        tie_to_last(all, index);
    } else if (next != NULL && is_spaceless_part(one) && is_opening(next->letter)) {
        one->may_break_after = true;
    } else if (next != NULL && is_closing(one->letter) && is_spaceless_letter(next)) {
        one->may_break_after = true;
    } else if (one->letter == 0xB7 && script_is_east_asian(one->script)) {
        tie_to_last(all, index);
    }
}

static bool stands_alone(const Character *all, size_t count, size_t index) {
    return (index == 0 || letter_is_space(all[index - 1].letter) ||
            is_opening(all[index - 1].letter)) &&
           index + 1 < count && letter_is_space(all[index + 1].letter);
}

static void add_customs_of_language(const LangRules *rules, Character *all, size_t count) {
    for (size_t i = 0; i < count; i++) {
        bool is_dash = all[i].letter == 0x2013 || all[i].letter == 0x2014;
        if (!is_dash && !g_unichar_isalpha(all[i].letter)) {
            continue;
        }
        if (!stands_alone(all, count, i)) {
            continue;
        }
        if (is_dash && (rules->customs & TIES_DASH) != 0) {
            tie_to_last(all, i);
        } else if (!is_dash && (rules->customs & TIES_ONE_LETTER_WORDS) != 0) {
            all[i + 1].may_break_after = false;
        }
    }
}

static void keep_korean_words(Character *all, size_t count) {
    for (size_t i = 0; i + 1 < count; i++) {
        if (all[i].script == HB_SCRIPT_HANGUL && all[i + 1].script == HB_SCRIPT_HANGUL &&
            g_unichar_isalpha(all[i].letter) && g_unichar_isalpha(all[i + 1].letter)) {
            all[i].may_break_after = false;
        }
    }
}

/* Text that was pasted with a no-break space between all its words would run out of its column:
 * where more characters than a line has are held together, these spaces are what they look like. */
static void loosen_spaces(Character *all, size_t count) {
    for (size_t start = 0, end = 0; start < count; start = end) {
        end = start + 1;
        while (end < count && !all[end - 1].may_break_after) {
            end++;
        }
        for (size_t i = start; i < end && end - start > LONGEST_TOGETHER; i++) {
            all[i].may_break_after |= all[i].letter == 0xA0;
        }
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

static void add_addresses(Character *all, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if ((all[i].letter == ':' || all[i].letter == 'w') && begins_address(all + i, count - i)) {
            add_address(all, count, &i);
        }
    }
}

/* The call of a note begins no line. */
static void keep_calls(const ParagraphText *paragraph, Character *all, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (all[i].stretch != all[i - 1].stretch && !letter_is_space(all[i - 1].letter) &&
            g_array_index(paragraph->stretches, TextStretch, all[i].stretch).style->position ==
                POSITION_SUPERIOR) {
            all[i - 1].may_break_after = false;
        }
    }
}

/* Old-style figures go with small letters. */
static void add_cases(const ParagraphText *paragraph, TextBreaks *breaks, Character *all,
                      size_t count) {
    const LangRules *rules = NULL;
    uint32_t stretch = 0;
    for (size_t i = 0; i < count; i++) {
        if (rules == NULL || all[i].stretch != stretch) {
            stretch = all[i].stretch;
            rules =
                rules_of(breaks, g_array_index(paragraph->stretches, TextStretch, stretch).lang);
        }
        all[i].has_case = rules->has_case && script_has_case(all[i].script);
    }
}

void text_add_breaks(const ParagraphText *paragraph, TextBreaks *breaks, GArray *characters) {
    Character *all = (Character *)(void *)characters->data;
    size_t count = characters->len - 1;
    const TextStretch *first = &g_array_index(paragraph->stretches, TextStretch, 0);
    const LangRules *rules = rules_of(breaks, first->lang);
    bool is_justified = paragraph->style == NULL || paragraph->style->align == ALIGN_JUSTIFY;
    UBreakIterator *lines = !is_justified && rules->phrases != NULL ? rules->phrases : rules->lines;
    if (lines != NULL && count > 0) {
        add_unicode_breaks(lines, breaks, all, count);
    }
    for (size_t i = 0; i < count; i++) {
        add_customs_of_script(all, count, i);
    }
    if (rules->customs != 0) {
        add_customs_of_language(rules, all, count);
    }
    if (rules->is_korean && !is_justified) {
        keep_korean_words(all, count);
    }
    loosen_spaces(all, count);
    add_addresses(all, count);
    keep_calls(paragraph, all, count);
    add_cases(paragraph, breaks, all, count);
}
