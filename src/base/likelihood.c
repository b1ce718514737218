/* The model: tables of letters' costs, and the rules between them. */
#include "base/likelihood.h"

#include <string.h>

enum { AFTER = 1, BEFORE = 2, BOTH = AFTER | BEFORE, ALONE = 0 };

enum {
    COST_OUT_OF_PLACE = 12,   /* a sign right beside a letter where it never stands */
    COST_SPACED = 6,          /* a closing mark after a space, an opening one before it */
    COST_OTHER_SCRIPT = 30,   /* letters of two scripts side by side */
    COST_FOREIGN_LETTER = 39, /* of the language's script, but not in its alphabet */
    COST_FOREIGN_BEGINS = 24, /* a word of a script that is not the language's */
    COST_FOREIGN_GOES_ON = 6,
    COST_FOREIGN_WIDE = 60, /* an East Asian mark */
    COST_LATIN_BEGINS = 30, /* a-z in a language of another script: a name, a URL */
    COST_LATIN_GOES_ON = 18,
    COST_EAST_ASIAN = 36,   /* a Han character, a syllable: one of thousands */
    COST_OTHER_BEGINS = 33, /* a letter of a script without tables */
    COST_OTHER_GOES_ON = 18,
    COST_LOWER_BEGINS = 1,
    COST_UPPER_BEGINS = 7,
    COST_UPPER_AFTER_LOWER = 27,
    COST_LOWER_AFTER_UPPER = 1,
    COST_UPPER_AFTER_UPPER = 5,
};

/* The letters' places: code points below 0x700 as they are, then Thai, then U+1E00 … U+1EFF. */
enum { THAI_SLOTS = 0x700, ADDITIONAL_SLOTS = 0x780, SLOTS = 0x880 };
#define SLOT(c)                                                                                    \
    ((c) < 0x700 ? (c) : (c) < 0x1E00 ? (c)-0xE00 + THAI_SLOTS : (c)-0x1E00 + ADDITIONAL_SLOTS)

typedef struct {
    uint8_t script; /* LikelihoodKind; 0: no letter of a table */
    uint8_t index;
    bool is_upper;
} LetterRow;

static const LetterRow letter_rows[SLOTS] = {
#define LETTER(c, script, index) [SLOT(c)] = {LIKELIHOOD_##script, index, false},
#define UPPER(c, script, index) [SLOT(c)] = {LIKELIHOOD_##script, index, true},
#include "base/likelihood_letters.def"
#undef LETTER
#undef UPPER
};

static const struct {
    gunichar first, last;
    uint8_t cost, joins;
} symbol_rows[] = {
#define SYMBOL(first, last, cost, joins) {first, last, cost, joins},
#include "base/likelihood_symbols.def"
#undef SYMBOL
};

/* The least costs of each script: a row for each letter before, a column for each letter. */
#define SCRIPT(script, count, ...)                                                                 \
    static const char costs_of_##script[(count) + 1][(count) + 2] = {__VA_ARGS__};
#include "base/likelihood_scripts.def"
#undef SCRIPT

static const struct {
    unsigned letters;
    const char *costs;
} script_rows[] = {
#define SCRIPT(script, count, ...) [LIKELIHOOD_##script] = {count, costs_of_##script[0]},
#include "base/likelihood_scripts.def"
#undef SCRIPT
};

static const LetterRow *letter_row(gunichar c) {
    bool is_in = c < 0x700 || (c >= 0xE00 && c < 0xE80) || (c >= 0x1E00 && c < 0x1F00);
    const LetterRow *row = is_in ? &letter_rows[SLOT(c)] : NULL;
    return row != NULL && row->script != 0 ? row : NULL;
}

static bool is_east_asian(gunichar c) {
    return (c >= 0x3041 && c <= 0x30FF && c != 0x30FB) || (c >= 0x3105 && c <= 0x312F) ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) || c == 0x3005 ||
           (c >= 0x20000 && c <= 0x2FA1F);
}

LikelihoodCharacter likelihood_character(gunichar c) {
    LikelihoodCharacter result = {.character = c, .joins = BOTH};
    const LetterRow *row = letter_row(c);
    if (row != NULL) {
        result.kind = (LikelihoodKind)row->script;
        result.index = row->index;
        result.is_upper = row->is_upper;
        return result;
    }
    if (is_east_asian(c)) {
        result.kind = LIKELIHOOD_EAST_ASIAN;
        result.cost = COST_EAST_ASIAN;
        return result;
    }
    size_t low = 0;
    for (size_t high = G_N_ELEMENTS(symbol_rows); low < high;) {
        size_t middle = (low + high) / 2;
        if (symbol_rows[middle].last < c) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_row = low < G_N_ELEMENTS(symbol_rows) && symbol_rows[low].first <= c;
    if (is_row) {
        result.cost = symbol_rows[low].cost;
        result.joins = symbol_rows[low].joins;
    } else if (c >= 0x530 && c < 0x2000 && g_unichar_isgraph(c)) {
        result.kind = LIKELIHOOD_OTHER_LETTER;
        result.cost = COST_OTHER_GOES_ON;
    } else {
        result.cost = LIKELIHOOD_STRANGE;
        result.joins = g_unichar_isalpha(c) ? BOTH : ALONE;
    }
    return result;
}

LikelihoodCharacter likelihood_start(void) {
    return likelihood_character('\n');
}

static unsigned case_cost(const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    bool has_case = c->kind >= LIKELIHOOD_LATIN && c->kind <= LIKELIHOOD_GREEK;
    if (!has_case) {
        return 0;
    }
    if (before->kind != c->kind) {
        return c->is_upper ? COST_UPPER_BEGINS : COST_LOWER_BEGINS;
    }
    if (before->is_upper) {
        return c->is_upper ? COST_UPPER_AFTER_UPPER : COST_LOWER_AFTER_UPPER;
    }
    return c->is_upper ? COST_UPPER_AFTER_LOWER : 0;
}

/* A sign's own cost, and what it costs where it stands. */
static unsigned symbol_cost(const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    unsigned cost = c->cost;
    if (before->kind != LIKELIHOOD_SYMBOL) {
        cost += c->joins & AFTER ? 0 : COST_OUT_OF_PLACE;
    } else if (c->joins == AFTER && before->character == ' ') {
        cost += COST_SPACED;
    } else if (before->joins == BEFORE && c->character == ' ') {
        cost += COST_SPACED;
    }
    return cost;
}

/* Hebrew, Arabic, Thai and East Asian marks in a text of another script. */
static unsigned foreign_symbol_cost(LikelihoodKind script, gunichar c) {
    if (c < 0x590 || (c >= 0x0E80 && c < 0x3000)) {
        return 0;
    }
    bool is_own = (script == LIKELIHOOD_HEBREW && c < 0x600) ||
                  (script == LIKELIHOOD_ARABIC && c >= 0x600 && c < 0x700) ||
                  (script == LIKELIHOOD_THAI && c >= 0xE00) || c > 0xFFFF;
    return is_own ? 0 : c < 0x3000 ? COST_FOREIGN_BEGINS : COST_FOREIGN_WIDE;
}

/* What stands before a letter and is none. */
static unsigned begin_cost(const LikelihoodCharacter *before) {
    if (before->kind == LIKELIHOOD_SYMBOL) {
        return before->joins & BEFORE ? 0 : COST_OUT_OF_PLACE;
    }
    return COST_OTHER_SCRIPT;
}

static unsigned cell(const char *costs, unsigned letters, unsigned before, unsigned index) {
    return (unsigned)costs[before * (letters + 2) + index] - '@';
}

static bool is_letter(const LikelihoodCharacter *c) {
    return c->kind >= LIKELIHOOD_LATIN && c->kind <= LIKELIHOOD_THAI;
}

static unsigned other_cost(const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    bool goes_on =
        before->kind == LIKELIHOOD_OTHER_LETTER && before->character >> 7 == c->character >> 7;
    bool joins = before->kind == c->kind || before->kind == LIKELIHOOD_SYMBOL;
    return (goes_on ? COST_OTHER_GOES_ON : COST_OTHER_BEGINS) + (joins ? 0 : COST_OTHER_SCRIPT);
}

unsigned likelihood_step(const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    if (is_letter(c)) {
        bool goes_on = before->kind == c->kind;
        return cell(script_rows[c->kind].costs, script_rows[c->kind].letters,
                    goes_on ? before->index : 0, c->index) +
               (goes_on ? 0 : begin_cost(before)) + case_cost(before, c);
    }
    unsigned end = is_letter(before) ? cell(script_rows[before->kind].costs,
                                            script_rows[before->kind].letters, before->index, 0)
                                     : 0;
    if (c->kind == LIKELIHOOD_SYMBOL) {
        return end + symbol_cost(before, c);
    }
    if (c->kind == LIKELIHOOD_OTHER_LETTER) {
        return end + other_cost(before, c);
    }
    return end + c->cost + (is_letter(before) ? (unsigned)COST_EAST_ASIAN : 0);
}

/* ---- the languages one by one ---- */

#define LANGUAGE(name, script, count, letters, ...)                                                \
    static const char costs_of_##name[(count) + 1][(count) + 2] = {__VA_ARGS__};
#include "base/likelihood_languages_1.def"
#include "base/likelihood_languages_2.def"
#include "base/likelihood_languages_3.def"
#include "base/likelihood_languages_4.def"
#undef LANGUAGE

typedef struct {
    const char *name;
    LikelihoodKind script;
    unsigned count;
    const char *letters; /* NULL: `costs` is a list of characters, the most frequent first */
    const char *costs;
} LanguageRow;

static const LanguageRow language_rows[] = {
#define LANGUAGE(name, script, count, letters, ...)                                                \
    {#name, LIKELIHOOD_##script, count, letters, costs_of_##name[0]},
#include "base/likelihood_languages_1.def"
#include "base/likelihood_languages_2.def"
#include "base/likelihood_languages_3.def"
#include "base/likelihood_languages_4.def"
#undef LANGUAGE
#define CHARACTERS(name, characters) {#name, LIKELIHOOD_EAST_ASIAN, 0, NULL, characters},
#include "base/likelihood_east_asian.def"
#undef CHARACTERS
};

enum { LANGUAGES = G_N_ELEMENTS(language_rows), SCRIPT_LETTERS = 256, EAST_ASIAN_SLOTS = 0x10000 };

struct LikelihoodLanguages {
    struct {
        uint8_t own_index[SCRIPT_LETTERS]; /* by the script's index; 0: not in the alphabet */
        uint8_t *character_costs;          /* of an East Asian language, by code point */
    } rows[LANGUAGES];
};

/* The n-th of a language's characters has about log2(n + 10) + 2 bits. */
static uint8_t *character_costs_new(const char *characters) {
    uint8_t *costs = g_malloc(EAST_ASIAN_SLOTS);
    memset(costs, LIKELIHOOD_STRANGE - 9, EAST_ASIAN_SLOTS);
    unsigned rank = 0;
    for (const char *p = characters; *p != '\0'; p = g_utf8_next_char(p), rank++) {
        unsigned bits =
            g_bit_storage((gulong)(rank + 10) * (rank + 10) * (rank + 10)) - 1; /* 3 log2 */
        costs[g_utf8_get_char(p) & (EAST_ASIAN_SLOTS - 1)] = (uint8_t)(bits + 2 * LIKELIHOOD_BIT);
    }
    return costs;
}

LikelihoodLanguages *likelihood_languages_new(void) {
    LikelihoodLanguages *languages = g_new0(LikelihoodLanguages, 1);
    for (size_t i = 0; i < LANGUAGES; i++) {
        const LanguageRow *row = &language_rows[i];
        if (row->letters == NULL) {
            languages->rows[i].character_costs = character_costs_new(row->costs);
            continue;
        }
        unsigned own = 0;
        for (const char *p = row->letters; *p != '\0'; p = g_utf8_next_char(p)) {
            const LetterRow *letter = letter_row(g_utf8_get_char(p));
            languages->rows[i].own_index[letter->index] = (uint8_t)++own;
        }
    }
    return languages;
}

void likelihood_languages_free(LikelihoodLanguages *languages) {
    if (languages == NULL) {
        return;
    }
    for (size_t i = 0; i < LANGUAGES; i++) {
        g_free(languages->rows[i].character_costs);
    }
    g_free(languages);
}

size_t likelihood_language_count(void) {
    return LANGUAGES;
}

/* A letter that is not of the language's script. */
static unsigned foreign_cost(const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    if (c->kind == LIKELIHOOD_LATIN && c->character < 0x80) {
        bool goes_on = before->kind == LIKELIHOOD_LATIN;
        return (goes_on ? COST_LATIN_GOES_ON : COST_LATIN_BEGINS + begin_cost(before)) +
               case_cost(before, c);
    }
    bool goes_on = before->kind == c->kind;
    if (!is_letter(c)) {
        return (goes_on ? COST_FOREIGN_GOES_ON : COST_FOREIGN_BEGINS) + c->cost;
    }
    return (goes_on ? COST_FOREIGN_GOES_ON : COST_FOREIGN_BEGINS) + likelihood_step(before, c);
}

static unsigned east_asian_step(const uint8_t *costs, const LikelihoodCharacter *before,
                                const LikelihoodCharacter *c) {
    if (c->kind == LIKELIHOOD_EAST_ASIAN) {
        return costs[c->character & (EAST_ASIAN_SLOTS - 1)];
    }
    LikelihoodCharacter neutral =
        before->kind == LIKELIHOOD_EAST_ASIAN ? likelihood_start() : *before;
    return c->kind == LIKELIHOOD_SYMBOL ? c->cost : foreign_cost(&neutral, c);
}

unsigned likelihood_language_step(const LikelihoodLanguages *languages, size_t language,
                                  const LikelihoodCharacter *before, const LikelihoodCharacter *c) {
    const LanguageRow *row = &language_rows[language];
    if (row->letters == NULL) {
        return east_asian_step(languages->rows[language].character_costs, before, c);
    }
    const uint8_t *own_index = languages->rows[language].own_index;
    unsigned letters = row->count;
    unsigned own_before = before->kind == row->script ? own_index[before->index] : 0;
    if (c->kind == LIKELIHOOD_SYMBOL) {
        return cell(row->costs, letters, own_before, 0) * (own_before != 0) +
               symbol_cost(before, c) + foreign_symbol_cost(row->script, c->character);
    }
    if (c->kind != row->script) {
        return foreign_cost(before, c) + (own_before != 0 ? COST_OTHER_SCRIPT : 0);
    }
    unsigned own = own_index[c->index];
    unsigned known = cell(row->costs, letters, own_before, own);
    unsigned cost = own == 0 ? COST_FOREIGN_LETTER : MIN(known, (unsigned)COST_FOREIGN_LETTER);
    return cost + (before->kind == c->kind ? 0 : begin_cost(before)) + case_cost(before, c);
}
