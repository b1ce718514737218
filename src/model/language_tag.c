/* Language tags as RFC 5646 writes them: well-formed or not, in their usual case, and which way
 * their script runs. */
#include "model/language.h"

#include <string.h>

typedef bool (*CharacterTest)(char character);

static bool is_letter(char character) {
    return g_ascii_isalpha(character);
}

static bool is_digit(char character) {
    return g_ascii_isdigit(character);
}

static bool is_either(char character) {
    return g_ascii_isalnum(character);
}

static bool fits(const char *subtag, size_t least, size_t most, CharacterTest test) {
    size_t length = strlen(subtag);
    if (length < least || length > most) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (!test(subtag[i])) {
            return false;
        }
    }
    return true;
}

static bool is_variant(const char *subtag) {
    return fits(subtag, 5, 8, is_either) || (is_digit(subtag[0]) && fits(subtag, 4, 4, is_either));
}

static bool stands_before(char *const *subtags, size_t from, size_t at) {
    for (size_t i = from; i < at; i++) {
        if (strcmp(subtags[i], subtags[at]) == 0) {
            return true;
        }
    }
    return false;
}

static void capitalise(char *subtag, size_t letters) {
    for (size_t i = 0; i < letters && subtag[i] != '\0'; i++) {
        subtag[i] = g_ascii_toupper(subtag[i]);
    }
}

/* Extensions and private use, from `at` to the end. A singleton stands once; after x all is
 * private. */
static bool extensions_are_well_formed(char *const *subtags, size_t at) {
    bool seen[128] = {false};
    while (subtags[at] != NULL) {
        if (!fits(subtags[at], 1, 1, is_either) || seen[(unsigned char)subtags[at][0]]) {
            return false;
        }
        bool is_private = subtags[at][0] == 'x';
        seen[(unsigned char)subtags[at][0]] = true;
        size_t first = ++at;
        while (subtags[at] != NULL && fits(subtags[at], is_private ? 1 : 2, 8, is_either)) {
            at++;
        }
        if (at == first) {
            return false;
        }
    }
    return true;
}

/* langtag of RFC 5646, 2.1; `subtags` are lower case and get their usual one. A language is two or
 * three letters: longer ones are grammatical, but none has ever been registered. */
static bool is_well_formed(char *const *subtags) {
    size_t at = 0;
    if (subtags[at] == NULL || !fits(subtags[at], 2, 3, is_letter)) {
        return false;
    }
    at++;
    for (int extended = 0; extended < 3 && subtags[at] != NULL; extended++) {
        if (!fits(subtags[at], 3, 3, is_letter)) {
            break;
        }
        at++;
    }
    if (subtags[at] != NULL && fits(subtags[at], 4, 4, is_letter)) {
        capitalise(subtags[at++], 1);
    }
    if (subtags[at] != NULL &&
        (fits(subtags[at], 2, 2, is_letter) || fits(subtags[at], 3, 3, is_digit))) {
        capitalise(subtags[at++], 2);
    }
    size_t first_variant = at;
    while (subtags[at] != NULL && is_variant(subtags[at])) {
        if (stands_before(subtags, first_variant, at)) {
            return false;
        }
        at++;
    }
    return extensions_are_well_formed(subtags, at);
}

char *language_normalise_tag(const char *text) {
    enum { LONGEST_TAG = 100 };
    g_autofree char *tag = g_strstrip(g_ascii_strdown(text, -1));
    if (strlen(tag) > LONGEST_TAG) {
        return NULL;
    }
    g_strdelimit(tag, "_", '-');
    g_auto(GStrv) subtags = g_strsplit(tag, "-", -1);
    return is_well_formed(subtags) ? g_strjoinv("-", subtags) : NULL;
}

bool language_tag_is_of(const char *tag, const char *range) {
    size_t length = strlen(range);
    return g_ascii_strncasecmp(tag, range, length) == 0 &&
           (tag[length] == '\0' || tag[length] == '-');
}

bool language_tag_is_rtl(const char *tag) {
    static const char *const rtl_scripts[] = {"adlm", "arab", "aran", "hebr", "mand", "nkoo",
                                              "rohg", "samr", "syrc", "thaa", NULL};
    static const char *const rtl_languages[] = {
        "aii", "ar",  "arc", "ary", "arz", "ckb", "dv",  "fa",  "glk", "he", "iw", "ks",
        "mzn", "nqo", "pnb", "prs", "ps",  "sd",  "skr", "syr", "ug",  "ur", "yi", NULL};
    if (tag == NULL) {
        return false;
    }
    g_autofree char *lower = g_ascii_strdown(tag, -1);
    g_auto(GStrv) subtags = g_strsplit(lower, "-", -1);
    for (size_t i = 1; subtags[0] != NULL && subtags[i] != NULL; i++) {
        if (fits(subtags[i], 1, 1, is_either)) {
            break; /* an extension: no script stands past it */
        }
        if (fits(subtags[i], 4, 4, is_letter)) {
            return g_strv_contains(rtl_scripts, subtags[i]);
        }
    }
    return subtags[0] != NULL && g_strv_contains(rtl_languages, subtags[0]);
}
