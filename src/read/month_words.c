/* Months by their names. */
#include "read/month_words.h"

#include "model/language.h"

#include <string.h>

/* The last word of a month's name, which may begin "de " or "d’". */
static const char *month_word(const char *name) {
    const char *word = name;
    for (const char *at = name; *at != '\0'; at++) {
        if (*at == ' ') {
            word = at + 1;
        } else if (strncmp(at, "’", strlen("’")) == 0) {
            word = at + strlen("’");
        }
    }
    return word;
}

/* May two words begin with the same letter? Cheap: it is asked of every month of every language. */
static bool may_begin_alike(const char *left, const char *right) {
    bool is_ascii = (unsigned char)*left < 0x80;
    return is_ascii ? (*left | 0x20) == (*right | 0x20) : (unsigned char)*right >= 0x80;
}

/* Is `word` this name, or its first three letters or more? 2: all of it; 1: its beginning; 0: no.
 */
static unsigned compare_month(const char *word, size_t length, const char *name) {
    name = month_word(name);
    if (!may_begin_alike(word, name)) {
        return 0;
    }
    unsigned letters = 0;
    const char *end = word + length;
    for (; word < end; word = g_utf8_next_char(word), name = g_utf8_next_char(name), letters++) {
        if (*name == '\0' ||
            g_unichar_tolower(g_utf8_get_char(word)) != g_unichar_tolower(g_utf8_get_char(name))) {
            return 0;
        }
    }
    return *name == '\0' ? 2 : letters >= 3 ? 1 : 0;
}

/* Months that languages.def has other names for: those of the Levant. */
static const struct {
    const char *name;
    unsigned month;
} other_months[] = {{"شباط", 2},   {"آذار", 3}, {"نيسان", 4}, {"أيار", 5},
                    {"حزيران", 6}, {"تموز", 7}, {"آب", 8},    {"أيلول", 9}};

/* The month that a word names, whole or cut short, in whatever language; 0: none, or one of
 * several. */
unsigned month_of_word(const char *word, size_t length) {
    unsigned best = 0;
    unsigned month = 0;
    const Language *english = language_find("en"); /* of most wires: asked first, for speed */
    for (unsigned i = 0; i < 12; i++) {
        if (compare_month(word, length, english->months[i]) == 2) {
            return i + 1;
        }
    }
    for (const Language *each = language_all(); each->tag != NULL; each++) {
        for (unsigned i = 0; i < 12; i++) {
            const char *names[] = {each->months[i], each->months_alone[i]};
            for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
                unsigned likeness = names[k] ? compare_month(word, length, names[k]) : 0;
                if (likeness > best || (likeness == best && best > 0 && month == i + 1)) {
                    best = likeness;
                    month = i + 1;
                } else if (likeness == best && best == 1) {
                    month = 0;
                }
            }
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(other_months) && best < 2; i++) {
        if (compare_month(word, length, other_months[i].name) == 2) {
            return other_months[i].month;
        }
    }
    return month;
}
