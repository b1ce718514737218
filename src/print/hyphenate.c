/* Hyphenation by pattern (Liang 1983, as libhyphen does it). Dictionaries are in the charset that
 * their first line names; words go to them in small letters. Divisions that change a spelling are
 * not made. */
#include "print/hyphenate.h"

#include <hyphen.h>
#include <string.h>

#define LONGEST_WORD 64 /* letters; longer ones are no words */
#define SHORTEST_WORD 5

struct Hyphenator {
    GHashTable *by_lang; /* char * -> Dictionary *; */
};

typedef struct {
    HyphenDict *dict;  /* NULL: there is none */
    GIConv to_charset; /* (GIConv)-1: it is UTF-8 */
    int left_least, right_least;
} Dictionary;

/* Languages whose dictionary is not called by their own name. */
static const struct {
    const char *lang, *file;
    int left_least, right_least; /* letters before and after; 0: 2 and 3 as in English, or what the
                                    dictionary says */
} languages[] = {
    {"en", "en_US", 2, 3},    {"en-gb", "en_GB", 2, 3}, {"en-au", "en_GB", 2, 3},
    {"en-ie", "en_GB", 2, 3}, {"en-nz", "en_GB", 2, 3}, {"en-za", "en_GB", 2, 3},
    {"de", "de_DE", 2, 2},    {"de-at", "de_AT", 2, 2}, {"de-ch", "de_CH", 2, 2},
    {"fr", "fr", 2, 3},       {"es", "es_ES", 2, 2},    {"it", "it_IT", 2, 2},
    {"pt", "pt_BR", 2, 3},    {"pt-br", "pt_BR", 2, 3}, {"ru", "ru_RU", 2, 2},
    {"nl", "nl_NL", 2, 2},    {"pl", "pl_PL", 2, 2},    {"cs", "cs_CZ", 2, 2},
    {"sv", "sv", 2, 2},       {"da", "da_DK", 2, 2},    {"nb", "nb_NO", 2, 2},
    {"nn", "nn_NO", 2, 2},    {"el", "el_GR", 2, 2},    {"uk", "uk_UA", 2, 2},
    {"hu", "hu_HU", 2, 2},    {"ro", "ro_RO", 2, 2},    {"ca", "ca", 2, 2},
    {"hr", "hr_HR", 2, 2},    {"sl", "sl_SI", 2, 2},    {"sk", "sk_SK", 2, 2},
    {"bg", "bg_BG", 2, 2},    {"sr", "sr", 2, 2},       {"lt", "lt", 2, 2},
    {"lv", "lv_LV", 2, 2},    {"et", "et_EE", 2, 2},    {"gl", "gl", 2, 2},
    {"id", "id_ID", 2, 2},    {"is", "is", 2, 2},       {"af", "af_ZA", 2, 2},
};

static void dictionary_free(void *data) {
    Dictionary *dictionary = data;
    if (dictionary->dict != NULL) {
        hnj_hyphen_free(dictionary->dict);
    }
    if (dictionary->to_charset != (GIConv)-1) {
        g_iconv_close(dictionary->to_charset);
    }
    g_free(dictionary);
}

Hyphenator *hyphenator_new(void) {
    Hyphenator *hyphenator = g_new0(Hyphenator, 1);
    hyphenator->by_lang = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, dictionary_free);
    return hyphenator;
}

void hyphenator_free(Hyphenator *hyphenator) {
    if (hyphenator != NULL) {
        g_hash_table_unref(hyphenator->by_lang);
        g_free(hyphenator);
    }
}

/* The row of a tag, or of what is left of it when its last part is taken off. G_MAXSIZE: none. */
static size_t row_of(const char *lang) {
    g_autofree char *tag = g_ascii_strdown(lang, -1);
    for (;;) {
        for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
            if (strcmp(languages[i].lang, tag) == 0) {
                return i;
            }
        }
        char *dash = strrchr(tag, '-');
        if (dash == NULL) {
            return G_MAXSIZE;
        }
        *dash = '\0';
    }
}

static Dictionary *dictionary_new(const char *lang) {
    static const char directory[] = "/usr/share/hyphen";
    Dictionary *dictionary = g_new0(Dictionary, 1);
    dictionary->to_charset = (GIConv)-1;
    size_t row = row_of(lang);
    if (row == G_MAXSIZE) {
        return dictionary;
    }
    g_autofree char *path = g_strdup_printf("%s/hyph_%s.dic", directory, languages[row].file);
    dictionary->dict = g_file_test(path, G_FILE_TEST_IS_REGULAR) ? hnj_hyphen_load(path) : NULL;
    dictionary->left_least = languages[row].left_least;
    dictionary->right_least = languages[row].right_least;
    if (dictionary->dict != NULL && !dictionary->dict->utf8) {
        dictionary->to_charset = g_iconv_open(dictionary->dict->cset, "UTF-8");
        if (dictionary->to_charset == (GIConv)-1) {
            hnj_hyphen_free(dictionary->dict);
            dictionary->dict = NULL;
        }
    }
    return dictionary;
}

static const Dictionary *dictionary_of(Hyphenator *hyphenator, const char *lang) {
    Dictionary *dictionary = g_hash_table_lookup(hyphenator->by_lang, lang);
    if (dictionary == NULL) {
        dictionary = dictionary_new(lang);
        g_hash_table_insert(hyphenator->by_lang, g_strdup(lang), dictionary);
    }
    return dictionary;
}

/* The word in the dictionary's charset. 0: it cannot be written in it. */
static size_t encode(const Dictionary *dictionary, const gunichar *letters, size_t count, char *out,
                     size_t most) {
    char utf8[LONGEST_WORD * 6 + 1];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length += (size_t)g_unichar_to_utf8(g_unichar_tolower(letters[i]), utf8 + length);
    }
    if (dictionary->to_charset == (GIConv)-1) {
        memcpy(out, utf8, length + 1);
        out[length] = '\0';
        return length;
    }
    char *from = utf8, *to = out;
    gsize from_left = length, to_left = most - 1;
    g_iconv(dictionary->to_charset, NULL, NULL, NULL, NULL);
    if (g_iconv(dictionary->to_charset, &from, &from_left, &to, &to_left) == (gsize)-1) {
        return 0;
    }
    *to = '\0';
    return (size_t)(to - out);
}

static void free_changes(char **rep, int *pos, int *cut, size_t count) {
    for (size_t i = 0; rep != NULL && i < count; i++) {
        free(rep[i]);
    }
    free(rep);
    free(pos);
    free(cut);
}

void hyphenate(Hyphenator *hyphenator, const char *lang, const gunichar *letters, size_t count,
               bool *may_break) {
    memset(may_break, 0, count * sizeof(bool));
    if (count < SHORTEST_WORD || count > LONGEST_WORD) {
        return;
    }
    const Dictionary *dictionary = dictionary_of(hyphenator, lang);
    char word[LONGEST_WORD * 6 + 1];
    char hyphens[LONGEST_WORD * 6 + 6];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t length =
        dictionary->dict != NULL ? encode(dictionary, letters, count, word, sizeof word) : 0;
    if (length == 0 ||
        hnj_hyphen_hyphenate3(dictionary->dict, word, (int)length, hyphens, NULL, &rep, &pos, &cut,
                              dictionary->left_least, dictionary->right_least, 0, 0) != 0) {
        return;
    }
    for (size_t i = 0; i + 1 < count; i++) { /* one place a letter, in either charset */
        bool is_changed = rep != NULL && rep[i] != NULL;
        bool is_inside = i + 1 >= (size_t)dictionary->left_least &&
                         count - i - 1 >= (size_t)dictionary->right_least;
        may_break[i] = (hyphens[i] & 1) != 0 && !is_changed && is_inside;
    }
    free_changes(rep, pos, cut, length);
}
