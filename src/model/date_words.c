/* Dates as people write them: a year, a day and one word that is a month's name in some language.
 */
#include "model/date.h"
#include "model/language.h"

#include <glib.h>
#include <string.h>

typedef struct {
    unsigned year, day, month;
    bool is_unclear;
} Found;

/* The last word of a month's name, which may begin "de …" or "d’…". */
static const char *last_word(const char *name) {
    const char *at = name;
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p)) {
        if (!g_unichar_isalpha(g_utf8_get_char(p)) && !g_unichar_ismark(g_utf8_get_char(p))) {
            at = g_utf8_next_char(p);
        }
    }
    return at;
}

static bool is_month(const char *folded_word, const char *name, bool may_be_short) {
    if (name == NULL) {
        return false;
    }
    g_autofree char *folded = g_utf8_casefold(last_word(name), -1);
    enum { SHORTEST = 3 }; /* letters: "Sept" */
    return strcmp(folded_word, folded) == 0 ||
           (may_be_short && g_utf8_strlen(folded_word, -1) >= SHORTEST &&
            g_str_has_prefix(folded, folded_word));
}

/* The month that a word names in whatever language; 0: none, or another in another language. Only
 * English ones may be cut short. */
static unsigned month_of(const char *word, size_t length_bytes) {
    g_autofree char *folded = g_utf8_casefold(word, (gssize)length_bytes);
    unsigned found = 0;
    for (const Language *each = language_all(); each->tag != NULL; each++) {
        bool may_be_short = strcmp(each->tag, "en") == 0;
        for (unsigned i = 0; i < 12; i++) {
            if (is_month(folded, each->months[i], may_be_short) ||
                is_month(folded, each->months_alone[i], false)) {
                if (found != 0 && found != i + 1) {
                    return 0;
                }
                found = i + 1;
            }
        }
    }
    return found;
}

static void take_number(Found *found, const char *digits, size_t length) {
    unsigned *into = length == 4 ? &found->year : length <= 2 ? &found->day : NULL;
    if (into == NULL || *into != 0) {
        found->is_unclear = true;
        return;
    }
    *into = (unsigned)g_ascii_strtoull(digits, NULL, 10);
    found->is_unclear = found->is_unclear || *into == 0;
}

static void take_word(Found *found, const char *word, size_t length_bytes) {
    unsigned month = month_of(word, length_bytes);
    found->is_unclear = found->is_unclear || (month != 0 && found->month != 0);
    found->month = month != 0 ? month : found->month;
}

bool date_parse_words(const char *text, Date *date) {
    enum { LONGEST_BYTES = 100 };
    Found found = {0};
    if (strlen(text) > LONGEST_BYTES) {
        return false;
    }
    for (const char *p = text; *p != '\0';) {
        const char *start = p;
        size_t digits = strspn(p, G_CSET_DIGITS);
        while (*p != '\0' &&
               (g_unichar_isalpha(g_utf8_get_char(p)) || g_unichar_ismark(g_utf8_get_char(p)))) {
            p = g_utf8_next_char(p);
        }
        if (digits > 0) {
            take_number(&found, start, digits);
            p = start + digits;
        } else if (p > start) {
            take_word(&found, start, (size_t)(p - start));
        } else if (strchr(":;", *p) != NULL) {
            return false; /* a time of day, or several dates */
        } else {
            p = g_utf8_next_char(p);
        }
    }
    if (found.is_unclear || found.year == 0 || found.month == 0) {
        return false;
    }
    char iso[32];
    if (found.day == 0) {
        g_snprintf(iso, sizeof iso, "%04u-%02u", found.year, found.month);
    } else {
        g_snprintf(iso, sizeof iso, "%04u-%02u-%02u", found.year, found.month, found.day);
    }
    return date_parse(iso, date);
}
