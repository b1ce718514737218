/* Headlines by themselves. */
#include "read/split_lines.h"

#include "base/text.h"

#include <string.h>

enum {
    HEADLINE_BYTES = 600,
    HEADLINE_CHARACTERS = 170,
    HEADLINE_CJK = 60,
    HEADLINE_RUN_ON = 60, /* letters of Thai: no point tells its sentences from headlines */
    SURE_CHARACTERS = 90,
};

/* The last character that is no closing quote or bracket. */
static gunichar last_character(const char *text, size_t length) {
    const char *at = text + length;
    while (at > text) {
        at = g_utf8_prev_char(at);
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        bool is_closing = type == G_UNICODE_CLOSE_PUNCTUATION ||
                          type == G_UNICODE_FINAL_PUNCTUATION || c == '"' || c == '\'' ||
                          c == 0x201C || c == '*' || c == '_' || g_unichar_isspace(c);
        if (!is_closing) {
            return c;
        }
    }
    return 0;
}

bool line_ends_sentence(const char *text, size_t length_bytes) {
    static const char marks[] = ".!?…。！？．।॥؟۔։።᙮॥⸮‽";
    gunichar last = last_character(text, length_bytes);
    return last != 0 && g_utf8_strchr(marks, -1, last) != NULL;
}

/* What a headline does not end with, but for the point after capitals. */
static bool ends_open(gunichar last) {
    return last != 0 && g_utf8_strchr(",;:、，；：،؛…-–—", -1, last) != NULL;
}

typedef struct {
    unsigned characters, letters, large, small, cjk, run_on, words, capitals;
    unsigned long_words; /* of four letters or more */
    unsigned digits;
} LineCount;

static bool is_cjk(gunichar c) {
    return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

static void end_word(LineCount *count, unsigned letters, bool is_large) {
    bool is_long = letters > 3;
    count->words += letters > 0;
    count->long_words += is_long;
    count->capitals += is_long && is_large;
}

static LineCount count_line(const char *text, size_t length) {
    LineCount count = {0};
    unsigned letters = 0;
    bool is_large = false;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool is_letter = g_unichar_isalpha(c) || g_unichar_ismark(c);
        count.characters++;
        count.digits += g_unichar_isdigit(c);
        if (is_letter) {
            bool is_upper = g_unichar_isupper(c);
            is_large = letters == 0 ? is_upper : is_large;
            letters++;
            count.letters++;
            count.large += is_upper;
            count.small += text_is_small(c);
            count.cjk += is_cjk(c);
            count.run_on += text_runs_on(c);
        } else if (c != '\'' && c != 0x2019) {
            end_word(&count, letters, is_large);
            letters = 0;
        }
    }
    end_word(&count, letters, is_large);
    return count;
}

/* "3. ", "IV. ", "No. 7: ", "Article 3 — "; the length of what stands before the words, 0: none. */
static size_t number_length(const char *text, size_t length, unsigned *number) {
    static const char roman[] = "IVXLC";
    size_t at = strspn(text, "#");
    size_t digits = MIN(strspn(text + at, G_CSET_DIGITS), length - MIN(at, length));
    size_t letters = digits == 0 ? strspn(text + at, roman) : 0;
    size_t end = at + digits + letters;
    if (digits > 3 || letters > 7 || digits + letters == 0 || end >= length ||
        strchr(".):", text[end]) == NULL) {
        return 0;
    }
    *number = digits > 0 ? (unsigned)g_ascii_strtoull(text + at, NULL, 10) : 0;
    end++;
    size_t spaces = strspn(text + end, " ");
    return spaces > 0 && end + spaces < length ? end + spaces : 0;
}

/* May a headline begin so? */
static bool begins_well(const char *text) {
    gunichar c = g_utf8_get_char(text);
    if (text_is_small(c)) {
        return false;
    }
    return g_unichar_isalnum(c) || g_utf8_strchr("^\"'“‘«„¿¡#$€£([<「『《【*‹", -1, c) != NULL;
}

static unsigned likeness_of(const LineCount *count, HeadlineStyle style, bool ends_point) {
    bool is_short = count->characters <= SURE_CHARACTERS;
    if (ends_point) {
        return style == HEADLINE_CAPITALS && is_short ? 2 : 0;
    }
    switch (style) {
    case HEADLINE_CAPITALS:
    case HEADLINE_CENTRED:
    case HEADLINE_MARKED:
        return is_short ? 3 : 2;
    case HEADLINE_TITLE:
    case HEADLINE_NUMBERED:
        return 2;
    case HEADLINE_SENTENCE:
        return (count->words > 1 || count->cjk > 3 || count->run_on > 5) && is_short ? 2 : 1;
    }
    return 1;
}

/* Has a text that ends with a point small letters near its start? Then it is a sentence. */
static bool is_sentence(const char *text, size_t length) {
    enum { LOOKED_AT_BYTES = 24 };
    const char *end = text + MIN(length, (size_t)LOOKED_AT_BYTES);
    if (text[length - 1] != '.') {
        return false;
    }
    for (const char *at = text; at < end; at = g_utf8_next_char(at)) {
        if (text_is_small(g_utf8_get_char(at))) {
            return true;
        }
    }
    return false;
}

/* A sentence that ends before the last one does: "It is late. Will you come?" */
static bool holds_sentence_end(const char *text, size_t length) {
    for (size_t i = 1; i + 2 < length; i++) {
        bool is_end =
            strchr(".!?", text[i]) != NULL && text[i + 1] == ' ' && g_ascii_islower(text[i - 1]);
        if (is_end && g_unichar_isupper(g_utf8_get_char(text + i + 2))) {
            return true;
        }
    }
    return false;
}

size_t headline_words(const char *text, size_t *length_bytes) {
    static const char signs[] = "*=-~_#|+<>[]:/\\ ";
    enum { LEAST_SIGNS = 2, LONGEST_BYTES = 400 };
    size_t length = *length_bytes;
    if (length > 3 && text[0] == '^') { /* wires': "^BAKERS ASK FOR EARLIER MARKET<" */
        *length_bytes = length - 1 - (text[length - 1] == '<');
        return 1;
    }
    size_t before = MIN(strspn(text, signs), length);
    size_t end = length;
    while (end > before && strchr(signs, text[end - 1]) != NULL) {
        end--;
    }
    size_t after = length - end;
    bool is_drawn = before >= LEAST_SIGNS && after >= LEAST_SIGNS && end > before + 1;
    if (!is_drawn || length > LONGEST_BYTES || (text[0] == '-' && text[1] == ' ')) {
        return 0;
    }
    *length_bytes = end - before;
    return before;
}

/* "The harbour ........ 7": a line of the contents. */
static bool has_leaders(const char *text, size_t length) {
    return memmem(text, length, "....", 4) != NULL || memmem(text, length, ". . . .", 7) != NULL;
}

HeadlineLook headline_look(const char *text, size_t length_bytes) {
    HeadlineLook look = {0};
    size_t drawn = headline_words(text, &length_bytes);
    text += drawn;
    if (length_bytes < 2 || length_bytes > HEADLINE_BYTES || has_leaders(text, length_bytes) ||
        !begins_well(text) || is_sentence(text, length_bytes) ||
        ends_open(last_character(text, length_bytes))) {
        return look;
    }
    size_t numbered = number_length(text, length_bytes, &look.number);
    LineCount count = count_line(text + numbered, length_bytes - numbered);
    bool is_long = count.characters > HEADLINE_CHARACTERS || count.cjk > HEADLINE_CJK ||
                   count.run_on > HEADLINE_RUN_ON;
    if (count.letters < 2 || is_long || count.digits > count.letters) {
        return look;
    }
    bool is_large = count.large > 2 && count.small * 6 < count.large;
    bool is_title =
        count.large > 0 && count.long_words > 1 && count.capitals * 3 >= count.long_words * 2;
    look.style = numbered > 0 ? HEADLINE_NUMBERED
                 : is_large   ? HEADLINE_CAPITALS
                 : is_title   ? HEADLINE_TITLE
                              : HEADLINE_SENTENCE;
    gunichar last = last_character(text, length_bytes);
    bool ends_point = line_ends_sentence(text, length_bytes) && last != '?' && last != '!' &&
                      last != 0xFF1F && last != 0xFF01 && last != 0x61F;
    if (line_ends_sentence(text, length_bytes) && holds_sentence_end(text, length_bytes)) {
        return look;
    }
    look.style = drawn > 0 ? HEADLINE_MARKED : look.style;
    look.likeness = likeness_of(&count, is_large ? HEADLINE_CAPITALS : look.style, ends_point);
    return look;
}
