/* YAML values as dates, languages, sizes and words, and keys that were mistyped. */
#include "read/values.h"

#include "base/identifiers.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

/* The next of the space-separated words at `at`, copied; what follows it is answered. */
static const char *next_word(const char *at, char *word, size_t word_bytes) {
    size_t length = strcspn(at, " ");
    g_assert(length < word_bytes);
    memcpy(word, at, length);
    word[length] = '\0';
    return at + length + strspn(at + length, " ");
}

enum { LONGEST_KEY = 40 };

static bool is_blank(const YamlValue *value) {
    return value->kind == YAML_VALUE_TEXT && text_is_blank(value->text);
}

const YamlValue *value_find(const YamlValue *map, const char *keys, const char **key_as_written) {
    if (map == NULL || map->kind != YAML_VALUE_MAP) {
        return NULL;
    }
    char key[LONGEST_KEY];
    for (const char *at = keys; *at != '\0';) {
        at = next_word(at, key, sizeof key);
        for (guint i = 0; i < map->keys->len; i++) {
            const YamlValue *written = map->keys->pdata[i];
            if (g_ascii_strcasecmp(written->text, key) == 0 && !is_blank(map->values->pdata[i])) {
                *key_as_written = written->text;
                return map->values->pdata[i];
            }
        }
    }
    return NULL;
}

Place said_place(const Said *said) {
    return yaml_place(said->value, said->file, said->key);
}

bool said_wrong(const Said *said, const char *hint) {
    static const char *const kinds[] = {
        [YAML_VALUE_TEXT] = NULL, [YAML_VALUE_LIST] = "a list", [YAML_VALUE_MAP] = "a map"};
    const char *kind = kinds[said->value->kind];
    report_add(said->report, DIAGNOSTIC_VALUE_INVALID, said_place(said), hint,
               kind ? kind : said->value->text, said->key, NULL);
    return false;
}

static const char *text_of(const Said *said) {
    return said->value->kind == YAML_VALUE_TEXT ? said->value->text : NULL;
}

bool said_text(const Said *said, char **answer) {
    const char *text = text_of(said);
    if (text == NULL || text_is_blank(text)) {
        return said_wrong(said, "write one text");
    }
    *answer = text_collapse(text);
    return true;
}

bool said_block(const Said *said, char **answer) {
    const char *text = text_of(said);
    if (text == NULL || text_is_blank(text)) {
        return said_wrong(said, "write one text; for several lines put | after the colon");
    }
    *answer = g_strstrip(g_strdup(text));
    return true;
}

/* "2015-06-07 12:00:00 +0000", as Jekyll writes it, with its zone drawn close as RFC 3339 has it:
 * "2015-06-07 12:00:00+00:00". */
static char *close_zone(const char *text) {
    const char *zone = strrchr(text, ' ');
    if (zone == NULL || zone == strchr(text, ' ')) {
        return NULL;
    }
    if (g_ascii_strcasecmp(zone + 1, "utc") == 0 || g_ascii_strcasecmp(zone + 1, "z") == 0) {
        return g_strdup_printf("%.*sZ", (int)(zone - text), text);
    }
    bool is_offset = zone[1] == '+' || zone[1] == '-';
    if (!is_offset || strlen(zone) != strlen(" +0000")) {
        return g_strdup_printf("%.*s%s", (int)(zone - text), text, zone + 1);
    }
    return g_strdup_printf("%.*s%.3s:%.2s", (int)(zone - text), text, zone + 1, zone + 4);
}

bool said_date(const Said *said, Date *answer) {
    const char *text = text_of(said);
    if (text != NULL) {
        g_autofree char *trimmed = text_collapse(text);
        g_autofree char *closed = close_zone(trimmed);
        Date date;
        if (date_parse(trimmed, &date) || (closed != NULL && date_parse(closed, &date)) ||
            date_parse_words(trimmed, &date)) {
            *answer = date;
            return true;
        }
    }
    return said_wrong(said, "write a date as 2005-05-31, 2005-05 or 2005");
}

bool said_language(const Said *said, char **answer) {
    const char *text = text_of(said);
    g_autofree char *trimmed = text ? text_collapse(text) : NULL;
    char *tag = trimmed ? language_normalise_tag(trimmed) : NULL;
    if (tag == NULL) {
        return said_wrong(said, "write a language's code, such as en, fr, ar or pt-BR");
    }
    *answer = tag;
    return true;
}

bool said_boolean(const Said *said, bool *answer) {
    if (text_of(said) != NULL) {
        YamlValue unquoted = *said->value;
        unquoted.is_quoted = false;
        if (yaml_as_boolean(&unquoted, answer)) {
            return true;
        }
    }
    return said_wrong(said, "write true or false");
}

bool said_number(const Said *said, double *answer) {
    const char *text = text_of(said);
    if (text != NULL) {
        g_autofree char *trimmed = text_collapse(text);
        char *end = NULL;
        double number = g_ascii_strtod(trimmed, &end);
        bool is_plain = strspn(trimmed, "+-.0123456789") == strlen(trimmed);
        if (is_plain && end != trimmed && *end == '\0' && isfinite(number)) {
            *answer = number;
            return true;
        }
    }
    return said_wrong(said, "write a number");
}

static void add_words(GPtrArray *words, const char *text, const char *dividers) {
    g_auto(GStrv) parts = g_strsplit_set(text, dividers, -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (!text_is_blank(parts[i])) {
            g_ptr_array_add(words, text_collapse(parts[i]));
        }
    }
}

bool said_words(const Said *said, bool at_spaces, GPtrArray **answer) {
    if (said->value->kind == YAML_VALUE_MAP) {
        return said_wrong(said, "write a list: [one, two]");
    }
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    if (said->value->kind == YAML_VALUE_TEXT) {
        add_words(words, said->value->text, at_spaces ? ", \t\n" : ",");
    }
    for (guint i = 0; said->value->kind == YAML_VALUE_LIST && i < said->value->values->len; i++) {
        Said one = *said;
        one.value = said->value->values->pdata[i];
        char *word = NULL;
        if (said_text(&one, &word)) {
            g_ptr_array_add(words, word);
        }
    }
    *answer = g_steal_pointer(&words);
    return true;
}

bool said_size(const Said *said, uint64_t *answer) {
    static const struct {
        const char *unit;
        double bytes;
    } units[] = {{"kb", 1e3},  {"mb", 1e6},
                 {"gb", 1e9},  {"kib", 1024},
                 {"k", 1e3},   {"m", 1e6},
                 {"g", 1e9},   {"mib", 1024.0 * 1024},
                 {"bytes", 1}, {"gib", 1024.0 * 1024 * 1024}};
    const char *text = text_of(said);
    if (text != NULL && g_ascii_isdigit(text[0])) {
        char *end = NULL;
        double number = g_ascii_strtod(text, &end);
        g_autofree char *unit = g_strstrip(g_strdup(end));
        for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
            double bytes = number * units[i].bytes;
            bool is_sane = isfinite(bytes) && bytes >= 1 && bytes < 1e15;
            if (is_sane && g_ascii_strcasecmp(unit, units[i].unit) == 0) {
                *answer = (uint64_t)bytes;
                return true;
            }
        }
    }
    return said_wrong(said, "write a size with its unit: 20 MB");
}

bool said_issn(const Said *said, char **answer) {
    const char *text = text_of(said);
    GString *digits = g_string_new(NULL);
    for (const char *p = text ? text : ""; *p != '\0'; p++) {
        char c = g_ascii_toupper(*p);
        if (g_ascii_isdigit(c) || (c == 'X' && digits->len == 8)) {
            g_string_append_c(digits, c);
        }
        if (digits->len == 4) {
            g_string_append_c(digits, '-');
        }
    }
    g_autofree char *issn = g_string_free(digits, FALSE);
    if (!identifier_is_issn(issn)) {
        return said_wrong(said, "an ISSN is eight digits of which the last one checks the others, "
                                "such as 0317-8471; look for a mistyped one");
    }
    *answer = g_steal_pointer(&issn);
    return true;
}

bool said_mojibake(const Said *said, bool *is_kept) {
    const char *text = text_of(said);
    bool is_keep = text != NULL && g_ascii_strcasecmp(text, "keep") == 0;
    bool is_mend = text != NULL && g_ascii_strcasecmp(text, "mend") == 0;
    if (!is_keep && !is_mend) {
        return said_wrong(said, "write `mojibake: keep` to have broken letters left as they are");
    }
    *is_kept = is_keep;
    return true;
}

bool said_split(const Said *said, SplitWish *answer) {
    static const struct {
        const char *word;
        SplitWish wish;
    } words[] = {
        {"no", SPLIT_NO}, {"false", SPLIT_NO}, {"headings", SPLIT_HEADINGS}, {"auto", SPLIT_AUTO}};
    const char *text = text_of(said);
    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(text, words[i].word) == 0) {
            *answer = words[i].wish;
            return true;
        }
    }
    return said_wrong(said, "write `split: no` to keep the file in one piece, or `split: headings` "
                            "to begin an article at every heading");
}

bool said_captions(const Said *said, bool *from_alt) {
    static const char *const never[] = {"no", "none", "false", "off"};
    const char *text = text_of(said);
    if (text != NULL && g_ascii_strcasecmp(text, "alt") == 0) {
        *from_alt = true;
        return true;
    }
    for (size_t i = 0; text != NULL && i < G_N_ELEMENTS(never); i++) {
        if (g_ascii_strcasecmp(text, never[i]) == 0) {
            *from_alt = false;
            return true;
        }
    }
    return said_wrong(said, "write `captions: alt` to print the text in a picture's brackets under "
                            "it, or `captions: no`");
}

/* Keys that Jekyll, Hugo and their themes use, which are no misspelling of Galley's. */
static const char others_keys[] =
    "layout permalink type url id aliases keywords comments toc math series format lists listed "
    "excerpt summary images links menu pin hidden locale";

static bool is_listed(const char *list, const char *key) {
    char word[LONGEST_KEY];
    while (*list != '\0') {
        list = next_word(list, word, sizeof word);
        if (g_ascii_strcasecmp(word, key) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_known(KeyRow row, const char *key) {
    for (size_t i = 0; row(i) != NULL; i++) {
        if (is_listed(row(i), key)) {
            return true;
        }
    }
    return is_listed(others_keys, key);
}

/* The key that `key` was meant to be; false if it is far from all of them. */
static bool find_near_key(KeyRow row, const char *key, char *near, size_t near_bytes) {
    enum { SHORT_KEY = 4 };
    unsigned least = (strlen(key) <= SHORT_KEY ? 1 : 2) + 1;
    bool is_found = false;
    for (size_t i = 0; row(i) != NULL; i++) {
        for (const char *at = row(i); *at != '\0';) {
            char word[LONGEST_KEY];
            at = next_word(at, word, sizeof word);
            unsigned distance = text_distance(key, word, least - 1);
            if (distance < least) {
                least = distance;
                is_found = true;
                g_strlcpy(near, word, near_bytes);
            }
        }
    }
    return is_found;
}

void keys_check(const YamlValue *map, KeyRow row, const char *file, Report *report) {
    for (guint i = 0; map != NULL && map->kind == YAML_VALUE_MAP && i < map->keys->len; i++) {
        const YamlValue *key = map->keys->pdata[i];
        char near[LONGEST_KEY];
        if (strlen(key->text) >= LONGEST_KEY || is_known(row, key->text)) {
            continue;
        }
        g_autofree char *low = g_ascii_strdown(key->text, -1);
        if (find_near_key(row, low, near, sizeof near)) {
            g_autofree char *hint = g_strdup_printf("did you mean `%s:`?", near);
            report_add(report, DIAGNOSTIC_KEY_UNKNOWN, yaml_place(key, file, key->text), hint,
                       key->text, NULL);
        }
    }
}
