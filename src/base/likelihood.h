/* How likely a text is, as a text that somebody wrote: the model by which encodings are told apart
 * and mojibake is known. It counts, in thirds of a bit, what each character costs after the one
 * before it, by language for some fifty languages of six scripts and by character for Chinese,
 * Japanese and Korean; a sum over a text is the less, the likelier the text, and sums of the same
 * bytes read in several ways compare. The tables are made by script/likelihood. */
#ifndef GALLEY_BASE_LIKELIHOOD_H
#define GALLEY_BASE_LIKELIHOOD_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    LIKELIHOOD_BIT = 3,      /* units a bit */
    LIKELIHOOD_STRANGE = 54, /* the cost of a character that hardly anybody writes */
};

typedef enum {
    LIKELIHOOD_SYMBOL, /* space, mark, digit, sign */
    LIKELIHOOD_LATIN,
    LIKELIHOOD_CYRILLIC,
    LIKELIHOOD_GREEK,
    LIKELIHOOD_HEBREW,
    LIKELIHOOD_ARABIC,
    LIKELIHOOD_THAI,
    LIKELIHOOD_EAST_ASIAN,   /* Han, Kana, Hangul */
    LIKELIHOOD_OTHER_LETTER, /* of a script, or a letter, without a table */
} LikelihoodKind;

/* What the model has to know of a character; looked up once. */
typedef struct {
    gunichar character;
    LikelihoodKind kind;
    uint8_t index; /* of a letter in its script's table, from 1 */
    bool is_upper;
    uint8_t cost; /* of a symbol or a letter without a table */
    uint8_t joins;
} LikelihoodCharacter;
LikelihoodCharacter likelihood_character(gunichar character);

/* Before the text's first character. */
LikelihoodCharacter likelihood_start(void);

/* What `character` costs after `before` in the language, of all the model knows, that makes these
 * two likeliest: a bound that no language goes below, and needs no guess of the language. */
unsigned likelihood_step(const LikelihoodCharacter *before, const LikelihoodCharacter *character);

/* The languages, one by one. Made once for a text to be told, and freed by the caller; read-only,
 * so that threads may share it. */
typedef struct LikelihoodLanguages LikelihoodLanguages;
LikelihoodLanguages *likelihood_languages_new(void);
void likelihood_languages_free(LikelihoodLanguages *languages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LikelihoodLanguages, likelihood_languages_free)

size_t likelihood_language_count(void);
unsigned likelihood_language_step(const LikelihoodLanguages *languages, size_t language,
                                  const LikelihoodCharacter *before,
                                  const LikelihoodCharacter *character);

#endif
