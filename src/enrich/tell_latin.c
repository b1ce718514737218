/* Languages in Latin letters, told by their frequent words and by letters that few others have. */
#include "enrich/tell_language.h"

#include "model/language.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>

enum {
    WORD_SLOTS = 4096,
    WORD_BYTES = 24,
};

typedef struct {
    const char *tag;
    const char *words;
    const char *letters;
} LatinLanguage;

static const LatinLanguage latin_languages[] = {
#define LATIN(tag, words, letters) {tag, words, letters},
#include "enrich/common_words.def"
#undef LATIN
};
static_assert(G_N_ELEMENTS(latin_languages) <= 32, "a set of languages is one 32-bit word");

bool tell_latin_knows(const char *tag) {
    for (size_t i = 0; i < G_N_ELEMENTS(latin_languages); i++) {
        if (language_tag_is_of(tag, latin_languages[i].tag)) {
            return true;
        }
    }
    return false;
}

typedef struct {
    char word[WORD_BYTES]; /* "": an empty slot */
    uint32_t languages;    /* one bit a row of latin_languages */
} CommonWord;

static CommonWord *find_slot(CommonWord *table, const char *word, size_t length_bytes) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < length_bytes; i++) {
        hash = (hash ^ (unsigned char)word[i]) * 16777619u;
    }
    CommonWord *slot = &table[(hash ^ hash >> 15) % WORD_SLOTS];
    while (slot->word[0] != '\0' &&
           (strncmp(slot->word, word, length_bytes) != 0 || slot->word[length_bytes] != '\0')) {
        slot = slot + 1 == table + WORD_SLOTS ? table : slot + 1;
    }
    return slot;
}

static CommonWord *common_words_new(void) {
    CommonWord *table = g_new0(CommonWord, WORD_SLOTS);
    for (size_t i = 0; i < G_N_ELEMENTS(latin_languages); i++) {
        const char *word = latin_languages[i].words;
        while (*word != '\0') {
            size_t length = strcspn(word, " ");
            CommonWord *slot = find_slot(table, word, length);
            memcpy(slot->word, word, length);
            slot->languages |= UINT32_C(1) << i;
            word += length + (word[length] == ' ');
        }
    }
    return table;
}

/* Made at first use and read-only from then on. Of two threads that come first at once, one throws
 * its own away. */
static CommonWord *common_words(void) {
    static _Atomic(CommonWord *) table;
    CommonWord *made = atomic_load(&table);
    if (made == NULL) {
        CommonWord *mine = common_words_new();
        if (atomic_compare_exchange_strong(&table, &made, mine)) {
            made = mine;
        } else {
            g_free(mine);
        }
    }
    return made;
}

typedef struct {
    unsigned hits[G_N_ELEMENTS(latin_languages)];
    unsigned words;
} Tally;

static void tally_word(Tally *tally, const char *word, size_t length_bytes) {
    tally->words++;
    uint32_t languages =
        length_bytes < WORD_BYTES ? find_slot(common_words(), word, length_bytes)->languages : 0;
    for (size_t i = 0; languages != 0; i++, languages >>= 1) {
        tally->hits[i] += languages & 1;
    }
}

static void tally_letters(Tally *tally, const char *text) {
    for (size_t i = 0; i < G_N_ELEMENTS(latin_languages); i++) {
        tally->hits[i] += (unsigned)text_count_letters(text, latin_languages[i].letters) / 2;
    }
}

static void tally_text(Tally *tally, const char *lower_text) {
    const char *p = lower_text;
    while (*p != '\0') {
        const char *start = p;
        while (*p != '\0' && g_unichar_isalpha(g_utf8_get_char(p))) {
            p = g_utf8_next_char(p);
        }
        if (p > start) {
            tally_word(tally, start, (size_t)(p - start));
        } else {
            p = g_utf8_next_char(p);
        }
    }
}

/* The language with the most hits, if they are enough and clearly more than any other's. */
const char *tell_latin(const char *text) {
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_autofree char *lower = g_utf8_strdown(composed != NULL ? composed : text, -1);
    Tally tally = {0};
    tally_text(&tally, lower);
    tally_letters(&tally, lower);
    size_t best = 0;
    unsigned second = 0;
    for (size_t i = 1; i < G_N_ELEMENTS(latin_languages); i++) {
        if (tally.hits[i] > tally.hits[best]) {
            second = tally.hits[best];
            best = i;
        } else {
            second = MAX(second, tally.hits[i]);
        }
    }
    unsigned most = tally.hits[best];
    bool is_enough = most >= 4 && most * 4 >= tally.words;
    bool is_clear = most >= second + 2 + most / 20;
    return is_enough && is_clear ? latin_languages[best].tag : NULL;
}
