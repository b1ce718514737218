/* The languages' table and how Galley speaks with it. */
#include "model/language.h"

#include <string.h>

#define SAYS(symbol, text) [WORD_##symbol] = text
static const Language languages[] = {
#include "model/languages.def"
    {.tag = NULL},
};
#undef SAYS

static const Language *row_of(const char *tag, size_t length_bytes) {
    for (const Language *row = languages; row->tag != NULL; row++) {
        if (strlen(row->tag) == length_bytes &&
            g_ascii_strncasecmp(row->tag, tag, length_bytes) == 0) {
            return row;
        }
    }
    return NULL;
}

/* Does the tag hold this subtag after its first? */
static bool has_subtag(const char *tag, const char *subtag) {
    size_t length = strlen(subtag);
    for (const char *dash = strchr(tag, '-'); dash != NULL; dash = strchr(dash + 1, '-')) {
        if (g_ascii_strncasecmp(dash + 1, subtag, length) == 0 &&
            (dash[1 + length] == '\0' || dash[1 + length] == '-')) {
            return true;
        }
    }
    return false;
}

/* Chinese is written in traditional characters where the tag says so, or where the place does. */
static bool is_traditional_chinese(const char *tag) {
    return has_subtag(tag, "Hant") ||
           (!has_subtag(tag, "Hans") &&
            (has_subtag(tag, "TW") || has_subtag(tag, "HK") || has_subtag(tag, "MO")));
}

static const Language *find_row(const char *tag) {
    static const struct {
        const char *other;
        const char *tag;
    } names[] = {{"no", "nb"}, {"iw", "he"}, {"cmn", "zh"}};
    size_t primary = strcspn(tag, "-");
    bool is_chinese = (primary == 2 && g_ascii_strncasecmp(tag, "zh", 2) == 0) ||
                      (primary == 3 && g_ascii_strncasecmp(tag, "cmn", 3) == 0);
    if (is_chinese && is_traditional_chinese(tag)) {
        return row_of("zh-Hant", strlen("zh-Hant"));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strlen(names[i].other) == primary &&
            g_ascii_strncasecmp(names[i].other, tag, primary) == 0) {
            return row_of(names[i].tag, 2);
        }
    }
    for (size_t length = strlen(tag); length > 0;) {
        const Language *row = row_of(tag, length);
        if (row != NULL) {
            return row;
        }
        do {
            length--;
        } while (length > 0 && tag[length] != '-');
    }
    return NULL;
}

const Language *language_find(const char *tag) {
    const Language *row = tag == NULL ? NULL : find_row(tag);
    return row != NULL ? row : row_of("und", 3);
}

bool language_is_known(const char *tag) {
    return strcmp(language_find(tag)->tag, "und") != 0;
}

const Language *language_all(void) {
    return languages;
}

/* Appends text with its ASCII digits in those of the language. */
static void append_in_digits(GString *out, const Language *language, const char *text) {
    for (; *text != '\0'; text++) {
        if (language->zero_digit != 0 && g_ascii_isdigit(*text)) {
            g_string_append_unichar(out, language->zero_digit + (gunichar)(*text - '0'));
        } else {
            g_string_append_c(out, *text);
        }
    }
}

char *language_say(const Language *language, Word word, const char *value) {
    const char *said = language->words[word] != NULL ? language->words[word] : "{}";
    const char *hole = strstr(said, "{}");
    if (hole == NULL) {
        return g_strdup(said);
    }
    GString *out = g_string_new_len(said, hole - said);
    append_in_digits(out, language, value != NULL ? value : "");
    g_string_append(out, hole + 2);
    return g_string_free(out, FALSE);
}

/* Spanish: "Ana e Inés", "Ana e Hilario", but "Ana y Hierro" (a diphthong). */
static bool begins_with_i(const char *name) {
    g_autofree char *folded = g_utf8_casefold(name, 24);
    const char *vowel = folded[0] == 'h' ? folded + 1 : folded;
    if (g_str_has_prefix(vowel, "í")) {
        return true;
    }
    return vowel[0] == 'i' && (vowel[1] == '\0' || strchr("aeou", vowel[1]) == NULL);
}

static const char *last_joint(const Language *language, const char *last_name) {
    if (language->and_before_i != NULL && begins_with_i(last_name)) {
        return language->and_before_i;
    }
    return language->words[WORD_AND];
}

char *language_join_names(const Language *language, const GPtrArray *names) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *name = names->pdata[i];
        if (i > 0) {
            g_string_append(out, i + 1 == names->len ? last_joint(language, name)
                                                     : language->words[WORD_COMMA]);
        }
        g_string_append(out, name);
    }
    return g_string_free(out, FALSE);
}
