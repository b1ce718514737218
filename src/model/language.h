/* What Galley knows of languages: direction, the words it writes itself, quotes, dates. One row a
 * language in languages.def. An unknown language gets signs and numbers, never English. */
#ifndef GALLEY_MODEL_LANGUAGE_H
#define GALLEY_MODEL_LANGUAGE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The words that Galley writes. Those with {} are templates, the others labels. A language that has
 * no such word has NULL there; "und" has signs. */
typedef enum {
    WORD_CONTENTS,
    WORD_BY,          /* "By {}": holds {} for the names */
    WORD_AND,         /* between the last two names, spaces included: " and " */
    WORD_AND_DIVIDES, /* the word alone, for dividing a byline: "and"; NULL where it is no word */
    WORD_COMMA,       /* between names: ", " */
    WORD_MINUTES,     /* "{} minutes" */
    WORD_MINUTE,      /* for one: "{} minute" */
    WORD_PREVIOUS,
    WORD_NEXT,
    WORD_CORRECTION, /* heading of one */
    WORD_CORRECTIONS,
    WORD_PAGE,
    WORD_ISSUE,  /* "No. {}" */
    WORD_VOLUME, /* "Vol. {}" */
    WORD_IMPRINT,
    WORD_EDITOR,
    WORD_PUBLISHER,
    WORD_LICENCE,
    WORD_NOTES,
    WORD_COVER,
    WORD_PHOTOGRAPH, /* before a credit: "Photo: {}" */
    WORD_DRAFT,
    WORD_MISSING,             /* "missing: {}" in a proof's box */
    WORD_SUMMARY_NO_PICTURES, /* schema:accessibilitySummary, a sentence; of a book of words alone
                               */
    WORD_SUMMARY_TEXT,        /* one whose pictures all have alt */
    WORD_SUMMARY_NO_ALT,      /* a sentence with {} = how many pictures lack a description */
    WORD_COUNT
} Word;

typedef struct {
    const char *open, *close; /* outer quotes, with their inner spaces (French U+202F) */
    const char *inner_open, *inner_close;
    const char *apostrophe;
    const char *dash; /* what a spaced " -- " between words becomes, spaces included */
    bool narrow_space_before_punctuation; /* French ; ! ? : « » */
} Typography;

typedef struct Language {
    const char *tag; /* primary subtag: "fr"; "und" for the unknown */
    bool is_rtl;
    bool is_cjk;
    bool has_typography;
    Typography typography;
    uint32_t zero_digit;      /* of its own ten digits; 0: ASCII's */
    const char *and_before_i; /* WORD_AND before a name that begins with that sound (Spanish) */
    const char *words[WORD_COUNT];
    const char *months[12];       /* as in a full date (genitive where the language has one) */
    const char *months_alone[12]; /* as with a year alone; NULL: the same */
    const char *first_day;        /* how the first of a month is written; NULL: "1" */
    const char *date_format;      /* {d} day, {m} month's name, {n} its number, {y} year:
                                     "{d} {m} {y}", "{m} {d}, {y}", "{y}年{n}月{d}日"; {dd} {nn} with
                                     two digits */
    const char *month_format;     /* month and year */
    const char *year_format;      /* NULL: "{y}" */
} Language;

/* By BCP 47 tag: the longest row's tag that begins it ("fr-CA": fr; "en-US": its own); Chinese by
 * script, or by the script of its region ("zh-TW": zh-Hant). Never NULL: an unknown language is the
 * row "und" with signs and numbers. */
const Language *language_find(const char *tag);
bool language_is_known(const char *tag);
/* All rows; after the last one comes one without a tag. */
const Language *language_all(void);
/* Well-formed BCP 47 (RFC 5646, 2.1): for `lang:` keys. Returns the tag in its usual case, or NULL.
 * "fr_FR" is taken as fr-FR, "english" is not. Caller frees. */
char *language_normalise_tag(const char *text);
/* Is the tag the language `range`, or one of its regions and scripts: "pt-BR" is "pt", "zh-Hant-TW"
 * is "zh-Hant" (RFC 4647, 3.3.1)? */
bool language_tag_is_of(const char *tag, const char *range);
/* "rtl" or "ltr" by script subtag, else by language. */
bool language_tag_is_rtl(const char *tag);
/* The word with its {} filled, in the language's own digits; where the language has no word, the
 * value alone. `value` may be NULL: "". Caller frees. */
char *language_say(const Language *language, Word word, const char *value);
/* "Ada, Bea and Cy"; names are char *. Caller frees. */
char *language_join_names(const Language *language, const GPtrArray *names);

#endif
