/* Hyphenation by pattern (Liang 1983, as libhyphen does it). Dictionaries are in the charset that
 * their first line names; words go to them in small letters. */
#include "print/hyphenate.h"

#include "base/jobs.h"
#include "print/hyphen_patterns.h"

#include <hyphen.h>
#include <stdlib.h>
#include <string.h>

#define SHORTEST_WORD 5

struct Hyphenator {
    Dictionaries *dictionaries;
    GHashTable *by_lang; /* char * -> Dictionary * */
};

/* A dictionary as one thread uses it. */
typedef struct {
    const HyphenDict *dict;          /* NULL: there is none */
    GIConv to_charset, from_charset; /* (GIConv)-1: it is UTF-8 */
    int left_least, right_least;
} Dictionary;

/* Languages, the file of each dictionary, the least letters before and after a division, and the
 * Debian package that brings it. */
static const struct {
    const char *lang, *file;
    int left_least, right_least;
    const char *package;
} languages[] = {
    {"en", "en_US", 2, 3, "hyphen-en-us"},
    {"en-gb", "en_GB", 2, 3, "hyphen-en-gb"},
    {"en-au", "en_GB", 2, 3, "hyphen-en-gb"},
    {"en-ie", "en_GB", 2, 3, "hyphen-en-gb"},
    {"en-nz", "en_GB", 2, 3, "hyphen-en-gb"},
    {"en-za", "en_GB", 2, 3, "hyphen-en-gb"},
    {"de", "de_DE", 2, 2, "hyphen-de"},
    {"de-at", "de_AT", 2, 2, "hyphen-de"},
    {"de-ch", "de_CH", 2, 2, "hyphen-de"},
    {"fr", "fr", 2, 3, "hyphen-fr"},
    {"es", "es_ES", 2, 2, "hyphen-es"},
    {"it", "it_IT", 2, 2, "hyphen-it"},
    {"pt", "pt_BR", 2, 3, "hyphen-pt-br"},
    {"pt-br", "pt_BR", 2, 3, "hyphen-pt-br"},
    {"ru", "ru_RU", 2, 2, "hyphen-ru"},
    {"nl", "nl_NL", 2, 2, "hyphen-nl"},
    {"pl", "pl_PL", 2, 2, "hyphen-pl"},
    {"cs", "cs_CZ", 2, 2, "hyphen-cs"},
    {"sv", "sv", 2, 2, "hyphen-sv"},
    {"da", "da_DK", 2, 2, "hyphen-da"},
    {"nb", "nb_NO", 2, 2, "hyphen-no"},
    {"nn", "nn_NO", 2, 2, "hyphen-no"},
    {"el", "el_GR", 2, 2, "hyphen-el"},
    {"uk", "uk_UA", 2, 2, "hyphen-uk"},
    {"hu", "hu_HU", 2, 2, "hyphen-hu"},
    {"ro", "ro_RO", 2, 2, "hyphen-ro"},
    {"ca", "ca", 2, 2, "hyphen-ca"},
    {"hr", "hr_HR", 2, 2, "hyphen-hr"},
    {"sl", "sl_SI", 2, 2, "hyphen-sl"},
    {"sk", "sk_SK", 2, 2, "hyphen-sk"},
    {"bg", "bg_BG", 2, 2, "hyphen-bg"},
    {"sr", "sr_RS", 2, 2, "hyphen-sr"},
    {"sr-latn", "sr-Latn_RS", 2, 2, "hyphen-sr"},
    {"lt", "lt", 2, 2, "hyphen-lt"},
    {"lv", "lv_LV", 2, 2, "hyphen-lv"},
    {"et", "et_EE", 2, 2, "hyphen-et"},
    {"gl", "gl", 2, 2, "hyphen-gl"},
    {"id", "id_ID", 2, 2, "hyphen-id"},
    {"is", "is", 2, 2, "hyphen-is"},
    {"af", "af_ZA", 2, 2, "hyphen-af"},
    {"hi", "hi_IN", 3, 2, "hyphen-hi"},
    {"mr", "mr_IN", 3, 2, "hyphen-mr"},
    {"bn", "bn_IN", 3, 2, "hyphen-bn"},
    {"ta", "ta_IN", 3, 2, "hyphen-ta"},
    {"te", "te_IN", 3, 2, "hyphen-te"},
};

struct Dictionaries {
    Lock *lock;
    char *directory;
    GHashTable *by_file; /* "de_DE" -> HyphenDict * or NULL; read-only once it is there */
    bool is_missing[G_N_ELEMENTS(languages)]; /* by row: asked for and not there */
};

static void dictionary_free(void *data) {
    Dictionary *dictionary = data;
    if (dictionary->to_charset != (GIConv)-1) {
        g_iconv_close(dictionary->to_charset);
        g_iconv_close(dictionary->from_charset);
    }
    g_free(dictionary);
}

static void free_dict(void *data) {
    if (data != NULL) {
        hnj_hyphen_free(data);
    }
}

Dictionaries *dictionaries_new(const char *directory) {
    Dictionaries *dictionaries = g_new0(Dictionaries, 1);
    dictionaries->lock = lock_new();
    dictionaries->directory = g_strdup(directory != NULL ? directory : "/usr/share/hyphen");
    dictionaries->by_file = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_dict);
    return dictionaries;
}

void dictionaries_free(Dictionaries *dictionaries) {
    if (dictionaries != NULL) {
        g_hash_table_unref(dictionaries->by_file);
        g_free(dictionaries->directory);
        lock_free(dictionaries->lock);
        g_free(dictionaries);
    }
}

static char *path_of(const char *directory, const char *file) {
    return g_strdup_printf("%s/hyph_%s.dic", directory, file);
}

static gint compare_paths(gconstpointer left, gconstpointer right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

GPtrArray *dictionaries_files(Dictionaries *dictionaries) {
    GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter each;
    gpointer file = NULL;
    lock_take(dictionaries->lock);
    g_hash_table_iter_init(&each, dictionaries->by_file);
    while (g_hash_table_iter_next(&each, &file, NULL)) {
        g_ptr_array_add(files, path_of(dictionaries->directory, file));
    }
    lock_give(dictionaries->lock);
    g_ptr_array_sort(files, compare_paths);
    return files;
}

GArray *dictionaries_missing(Dictionaries *dictionaries) {
    GArray *missing = g_array_new(FALSE, FALSE, sizeof(MissingDictionary));
    lock_take(dictionaries->lock);
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++) {
        if (dictionaries->is_missing[i]) {
            MissingDictionary one = {languages[i].lang, languages[i].package};
            g_array_append_val(missing, one);
        }
    }
    lock_give(dictionaries->lock);
    return missing;
}

Hyphenator *hyphenator_new(Dictionaries *dictionaries) {
    Hyphenator *hyphenator = g_new0(Hyphenator, 1);
    hyphenator->dictionaries = dictionaries;
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

/* What a state's pattern and that of its fallback say together: the greater of each pair of digits,
 * which are told from the right. NULL: what the state has is all. */
static char *merged_match(const char *own, const char *shorter) {
    if (shorter == NULL) {
        return NULL;
    }
    if (own == NULL) {
        return strdup(shorter);
    }
    size_t length = strlen(own), other = strlen(shorter), whole = MAX(length, other);
    char *merged = malloc(whole + 1);
    for (size_t i = 0; merged != NULL && i <= whole; i++) {
        char one = i >= whole - length ? own[i - (whole - length)] : '0';
        char two = i >= whole - other ? shorter[i - (whole - other)] : '0';
        merged[i] = MAX(one, two);
    }
    return merged;
}

static void complete_state(HyphenState *state, const HyphenState *fallback) {
    char *match = state->repl == NULL && fallback->repl == NULL
                      ? merged_match(state->match, fallback->match)
                      : NULL;
    if (match != NULL) {
        free(state->match);
        state->match = match;
    }
}

/* libhyphen looks only at the longest pattern that ends at a letter, and expects dictionaries that
 * have the shorter ones worked in. Some of Debian's (Italian, Russian) have not: done here, from
 * each state's fallback on, the shortest first. */
static void complete_patterns(HyphenDict *dict) {
    size_t count = (size_t)MAX(0, dict->num_states);
    g_autofree bool *is_done = g_new0(bool, count + 1);
    g_autofree int *chain = g_new(int, count + 1);
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        for (int at = (int)i; at > 0 && (size_t)at < count && !is_done[at] && length < count;
             at = dict->states[at].fallback_state) {
            chain[length++] = at;
        }
        while (length > 0) {
            HyphenState *state = &dict->states[chain[--length]];
            if (state->fallback_state > 0 && (size_t)state->fallback_state < count) {
                complete_state(state, &dict->states[state->fallback_state]);
            }
            is_done[chain[length]] = true;
        }
    }
}

/* Makes ready for a dictionary that is not in UTF-8. False: its charset is not known. */
static bool open_charset(Dictionary *dictionary) {
    if (dictionary->dict->utf8) {
        return true;
    }
    dictionary->to_charset = g_iconv_open(dictionary->dict->cset, "UTF-8");
    if (dictionary->to_charset == (GIConv)-1) {
        return false;
    }
    dictionary->from_charset = g_iconv_open("UTF-8", dictionary->dict->cset);
    if (dictionary->from_charset == (GIConv)-1) {
        g_iconv_close(dictionary->to_charset);
        dictionary->to_charset = (GIConv)-1;
        return false;
    }
    return true;
}

static HyphenDict *load(const char *directory, const char *file) {
    g_autofree char *path = path_of(directory, file);
    HyphenDict *dict = hyphen_patterns_read(path);
    dict = dict != NULL ? dict : hnj_hyphen_load(path);
    for (HyphenDict *level = dict; level != NULL; level = level->nextlevel) {
        complete_patterns(level);
    }
    return dict;
}

static const HyphenDict *dict_of(Dictionaries *dictionaries, size_t row) {
    const char *file = languages[row].file;
    gpointer dict = NULL;
    lock_take(dictionaries->lock);
    if (!g_hash_table_lookup_extended(dictionaries->by_file, file, NULL, &dict)) {
        dict = load(dictionaries->directory, file);
        g_hash_table_insert(dictionaries->by_file, (gpointer)file, dict);
    }
    dictionaries->is_missing[row] = dict == NULL;
    lock_give(dictionaries->lock);
    return dict;
}

static Dictionary *dictionary_new(Dictionaries *dictionaries, const char *lang) {
    Dictionary *dictionary = g_new0(Dictionary, 1);
    dictionary->to_charset = dictionary->from_charset = (GIConv)-1;
    size_t row = row_of(lang);
    if (row == G_MAXSIZE) {
        return dictionary;
    }
    dictionary->dict = dict_of(dictionaries, row);
    dictionary->left_least = languages[row].left_least;
    dictionary->right_least = languages[row].right_least;
    if (dictionary->dict != NULL && !open_charset(dictionary)) {
        dictionary->dict = NULL;
    }
    return dictionary;
}

static const Dictionary *dictionary_of(Hyphenator *hyphenator, const char *lang) {
    Dictionary *dictionary = g_hash_table_lookup(hyphenator->by_lang, lang);
    if (dictionary == NULL) {
        dictionary = dictionary_new(hyphenator->dictionaries, lang);
        g_hash_table_insert(hyphenator->by_lang, g_strdup(lang), dictionary);
    }
    return dictionary;
}

/* Patterns for Greek are for its one accent: of letters with others as much is left. */
static gunichar plain_greek(gunichar letter) {
    gunichar parts[4];
    if (letter < 0x1F00 || letter > 0x1FFF) {
        return letter;
    }
    size_t count = g_unichar_fully_decompose(letter, FALSE, parts, G_N_ELEMENTS(parts));
    gunichar plain = parts[0];
    static const gunichar kept[] = {0x308, 0x301}; /* two dots, the accent */
    for (size_t k = 0; k < G_N_ELEMENTS(kept); k++) {
        bool has = false;
        for (size_t i = 1; i < count; i++) {
            bool is_accent = parts[i] == 0x300 || parts[i] == 0x301 || parts[i] == 0x342;
            has |= kept[k] == 0x301 ? is_accent : parts[i] == kept[k];
        }
        gunichar with = 0;
        plain = has && g_unichar_compose(plain, kept[k], &with) ? with : plain;
    }
    return plain;
}

/* The word in the dictionary's charset. 0: it cannot be written in it. */
static size_t encode(const Dictionary *dictionary, const gunichar *letters, size_t count, char *out,
                     size_t most) {
    char utf8[HYPHENATE_MOST_LETTERS * 6 + 1];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        length +=
            (size_t)g_unichar_to_utf8(plain_greek(g_unichar_tolower(letters[i])), utf8 + length);
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

/* Reads a replacement, "ff=f": what stands before and after the hyphen. */
static bool read_change(const Dictionary *dictionary, const char *rep, Division *division) {
    g_autofree char *text =
        dictionary->from_charset == (GIConv)-1
            ? g_strdup(rep)
            : g_convert_with_iconv(rep, -1, dictionary->from_charset, NULL, NULL, NULL);
    const char *hyphen = text != NULL ? strchr(text, '=') : NULL;
    if (hyphen == NULL || !g_utf8_validate(text, -1, NULL) ||
        g_utf8_strlen(text, hyphen - text) > HYPHENATE_MOST_CHANGED ||
        g_utf8_strlen(hyphen + 1, -1) > HYPHENATE_MOST_CHANGED) {
        return false;
    }
    for (const char *at = text; at < hyphen; at = g_utf8_next_char(at)) {
        division->before[division->before_count++] = g_utf8_get_char(at);
    }
    for (const char *at = hyphen + 1; *at != '\0'; at = g_utf8_next_char(at)) {
        division->after[division->after_count++] = g_utf8_get_char(at);
    }
    return true;
}

/* `pos` counts back from the division to where the change begins, `cut` is how long it is. False:
 * it reaches out of the word. */
static bool set_change(const Dictionary *dictionary, const char *rep, int pos, int cut,
                       size_t count, Division *division) {
    int start = division->letters_before - pos;
    int end = start + cut;
    if (start < 0 || start > division->letters_before || end < division->letters_before ||
        end > (int)count || !read_change(dictionary, rep, division)) {
        return false;
    }
    division->changes = true;
    division->change_start = (uint8_t)start;
    division->change_end = (uint8_t)end;
    return true;
}

size_t hyphenate(Hyphenator *hyphenator, const char *lang, const gunichar *letters, size_t count,
                 Division *divisions) {
    if (count < SHORTEST_WORD || count > HYPHENATE_MOST_LETTERS) {
        return 0;
    }
    const Dictionary *dictionary = dictionary_of(hyphenator, lang);
    char word[HYPHENATE_MOST_LETTERS * 6 + 1];
    char hyphens[HYPHENATE_MOST_LETTERS * 6 + 6];
    char **rep = NULL;
    int *pos = NULL, *cut = NULL;
    size_t length =
        dictionary->dict != NULL ? encode(dictionary, letters, count, word, sizeof word) : 0;
    if (length == 0 ||
        hnj_hyphen_hyphenate3((HyphenDict *)dictionary->dict, word, (int)length, hyphens, NULL,
                              &rep, &pos, &cut, dictionary->left_least, dictionary->right_least, 0,
                              0) != 0) {
        return 0;
    }
    size_t found = 0;
    size_t left = (size_t)dictionary->left_least, right = (size_t)dictionary->right_least;
    for (size_t i = left - 1; i + 1 + right <= count; i++) { /* one place a letter in any charset */
        Division division = {.letters_before = (uint8_t)(i + 1)};
        bool is_changed = rep != NULL && rep[i] != NULL;
        if ((hyphens[i] & 1) != 0 &&
            (!is_changed || set_change(dictionary, rep[i], pos[i], cut[i], count, &division))) {
            divisions[found++] = division;
        }
    }
    free_changes(rep, pos, cut, length);
    return found;
}
