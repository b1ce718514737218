/* Candidates, their costs, and the choice. An encoding of one byte a character is weighed by pairs
 * of bytes, each looked up once however often it comes; the others are decoded. */
#include "base/charset_guess.h"

#include "base/likelihood.h"

#include <string.h>

enum {
    SAMPLE_BYTES = 8192,
    ENOUGH_HIGH_BYTES = 400, /* in the file's beginning, for it to be the sample */
    COST_BAD = 90,           /* of bytes that cannot be read */
    COST_STRAY = 45,         /* of a byte that is no UTF-8 */
    MOST_BAD = 6,            /* and one in so many bytes, past which an encoding is out */
    BYTES_A_BAD = 400,
    GAIN_DECLARED = 60,
    CLOSE = 27, /* a rival that costs no more than this above the best */
};

/* ---- the sample ---- */

static size_t count_high(const char *bytes, size_t length) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += (unsigned char)bytes[i] >> 7;
    }
    return count;
}

/* The file's beginning, or, where that says little, the lines that hold bytes past ASCII. */
static GString *sample_new(const char *bytes, size_t length) {
    size_t first = MIN(length, SAMPLE_BYTES);
    bool is_telling = first == length || memchr(bytes, '\0', first) != NULL ||
                      count_high(bytes, first) >= ENOUGH_HIGH_BYTES;
    if (is_telling) {
        return g_string_new_len(bytes, (gssize)first);
    }
    GString *sample = g_string_new(NULL);
    const char *end = bytes + length;
    for (const char *line = bytes; line < end && sample->len < SAMPLE_BYTES;) {
        const char *feed = memchr(line, '\n', (size_t)(end - line));
        const char *next = feed != NULL ? feed + 1 : end;
        size_t room = MIN((size_t)(next - line), SAMPLE_BYTES - sample->len);
        if (count_high(line, (size_t)(next - line)) > 0) {
            g_string_append_len(sample, line, (gssize)room);
        }
        line = next;
    }
    return sample;
}

/* ---- decoding it ---- */

GString *charset_mixed_utf_8(const char *bytes, size_t length, size_t *strays,
                             size_t *first_stray) {
    gunichar characters[256];
    encoding_fill(encoding_find("windows-1252"), characters);
    GString *text = g_string_sized_new(length + length / 8);
    const char *at = bytes;
    const char *end = bytes + length;
    const char *bad = NULL;
    while (!g_utf8_validate_len(at, (size_t)(end - at), &bad)) {
        g_string_append_len(text, at, bad - at);
        *first_stray = *strays == 0 ? text->len : *first_stray;
        ++*strays;
        g_string_append_unichar(text, *bad != '\0' ? characters[(unsigned char)*bad] : 1);
        at = bad + 1;
    }
    g_string_append_len(text, at, end - at);
    return text;
}

/* The sample in an encoding, with what is bad in it. */
static GString *decode_sample(const Encoding *encoding, const GString *sample, size_t *bad) {
    size_t first = 0;
    if (encoding->characters != NULL) {
        gunichar characters[256];
        encoding_fill(encoding, characters);
        GString *text = g_string_sized_new(sample->len * 2);
        for (size_t i = 0; i < sample->len; i++) {
            g_string_append_unichar(text, characters[(unsigned char)sample->str[i]]);
        }
        return text;
    }
    if (strcmp(encoding->name, "UTF-8") == 0) {
        return charset_mixed_utf_8(sample->str, sample->len, bad, &first);
    }
    return encoding_convert(sample->str, sample->len, encoding->iconv_name, bad, &first);
}

/* ---- weighing ---- */

typedef struct {
    const LikelihoodLanguages *languages;
    const GString *sample;
    guint32 *pairs;   /* how often each pair of bytes comes; 256 * 256 */
    GArray *distinct; /* guint16: the pairs that do */
} Weighing;

static void count_pairs(Weighing *weighing) {
    weighing->pairs = g_new0(guint32, 0x10000);
    weighing->distinct = g_array_new(FALSE, FALSE, sizeof(guint16));
    unsigned before = '\n';
    for (size_t i = 0; i < weighing->sample->len; i++) {
        unsigned byte = (unsigned char)weighing->sample->str[i];
        guint16 pair = (guint16)(before << 8 | byte);
        if (weighing->pairs[pair]++ == 0) {
            g_array_append_val(weighing->distinct, pair);
        }
        before = byte;
    }
}

/* The least cost in any language of one byte a character. */
static gint64 cost_of_single(const Weighing *weighing, const Encoding *encoding) {
    gunichar characters[256];
    LikelihoodCharacter known[256];
    encoding_fill(encoding, characters);
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        known[i] = likelihood_character(characters[i]);
    }
    gint64 least = G_MAXINT64;
    for (size_t language = 0; language < likelihood_language_count(); language++) {
        gint64 cost = 0;
        for (guint i = 0; i < weighing->distinct->len && cost < least; i++) {
            guint16 pair = g_array_index(weighing->distinct, guint16, i);
            cost += (gint64)weighing->pairs[pair] *
                    likelihood_language_step(weighing->languages, language, &known[pair >> 8],
                                             &known[pair & 0xFF]);
        }
        least = MIN(least, cost);
    }
    return least;
}

static gint64 cost_of_text(const Weighing *weighing, const char *text, size_t length) {
    g_autoptr(GArray) known = g_array_new(FALSE, FALSE, sizeof(LikelihoodCharacter));
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        LikelihoodCharacter next = likelihood_character(g_utf8_get_char(p));
        g_array_append_val(known, next);
    }
    gint64 least = G_MAXINT64;
    for (size_t language = 0; language < likelihood_language_count(); language++) {
        LikelihoodCharacter before = likelihood_start();
        gint64 cost = 0;
        for (guint i = 0; i < known->len && cost < least; i++) {
            const LikelihoodCharacter *next = &g_array_index(known, LikelihoodCharacter, i);
            cost += likelihood_language_step(weighing->languages, language, &before, next);
            before = *next;
        }
        least = MIN(least, cost);
    }
    return least;
}

/* Is it worth decoding? UTF-16 is an even number of bytes, ISO-2022 has escapes. */
static bool may_be(const Encoding *encoding, const Weighing *weighing, size_t length) {
    if (g_str_has_prefix(encoding->name, "UTF-16")) {
        return length % 2 == 0;
    }
    if (g_str_has_prefix(encoding->name, "ISO-2022")) {
        return memchr(weighing->sample->str, 0x1B, weighing->sample->len) != NULL;
    }
    return true;
}

/* G_MAXINT64: out of the question. */
static gint64 cost_of(const Weighing *weighing, const Encoding *encoding, size_t length) {
    if (encoding->characters != NULL) {
        return cost_of_single(weighing, encoding) + encoding->rarity;
    }
    if (!may_be(encoding, weighing, length)) {
        return G_MAXINT64;
    }
    size_t bad = 0;
    GString *text = decode_sample(encoding, weighing->sample, &bad);
    bool is_utf_8 = strcmp(encoding->name, "UTF-8") == 0;
    bool is_out = bad > MOST_BAD + weighing->sample->len / BYTES_A_BAD && !is_utf_8;
    bool is_text = g_utf8_validate_len(text->str, text->len, NULL) || text->len == 0;
    gint64 cost = G_MAXINT64;
    if (!is_out && is_text) {
        g_autofree char *composed =
            g_utf8_normalize(text->str, (gssize)text->len, G_NORMALIZE_DEFAULT_COMPOSE);
        cost = cost_of_text(weighing, composed, strlen(composed)) + encoding->rarity +
               (gint64)bad * (is_utf_8 ? COST_STRAY : COST_BAD);
    }
    g_string_free(text, TRUE);
    return cost;
}

/* ---- the choice ---- */

static bool reads_alike(const Encoding *left, const Encoding *right, const GString *sample) {
    size_t bad = 0;
    GString *left_text = decode_sample(left, sample, &bad);
    GString *right_text = decode_sample(right, sample, &bad);
    bool is_alike = g_string_equal(left_text, right_text);
    g_string_free(left_text, TRUE);
    g_string_free(right_text, TRUE);
    return is_alike;
}

static CharsetGuess choose(const gint64 *costs, const GString *sample) {
    size_t best = 0;
    for (size_t i = 1; i < encoding_count(); i++) {
        best = costs[i] < costs[best] ? i : best;
    }
    CharsetGuess guess = {.encoding = encoding_get(best)};
    gint64 nearest = costs[best] + CLOSE;
    for (size_t i = 0; i < encoding_count(); i++) {
        if (i != best && costs[i] <= nearest &&
            !reads_alike(guess.encoding, encoding_get(i), sample)) {
            guess.rival = encoding_get(i);
            nearest = costs[i] - 1;
        }
    }
    return guess;
}

CharsetGuess charset_guess(const char *bytes, size_t length, const char *declared) {
    g_autoptr(LikelihoodLanguages) languages = likelihood_languages_new();
    GString *sample = sample_new(bytes, length);
    Weighing weighing = {.languages = languages, .sample = sample};
    count_pairs(&weighing);
    const Encoding *said = declared != NULL ? encoding_find(declared) : NULL;
    g_autofree gint64 *costs = g_new0(gint64, encoding_count());
    for (size_t i = 0; i < encoding_count(); i++) {
        costs[i] = cost_of(&weighing, encoding_get(i), length);
        costs[i] -= encoding_get(i) == said ? GAIN_DECLARED : 0;
    }
    CharsetGuess guess = choose(costs, sample);
    g_array_free(weighing.distinct, TRUE);
    g_free(weighing.pairs);
    g_string_free(sample, TRUE);
    return guess;
}

const char *charset_guess_wide(const char *bytes, size_t length) {
    size_t zeros[4] = {0};
    size_t sample = MIN(length, SAMPLE_BYTES) / 4 * 4;
    for (size_t i = 0; i < sample; i++) {
        zeros[i % 4] += bytes[i] == '\0';
    }
    size_t units = sample / 4;
    if (units == 0) {
        bool is_pair = length >= 2 && length % 2 == 0;
        return is_pair && bytes[0] != 0 && bytes[1] == 0   ? "UTF-16LE"
               : is_pair && bytes[0] == 0 && bytes[1] != 0 ? "UTF-16BE"
                                                           : NULL;
    }
    if (length % 4 == 0 && zeros[3] == units && zeros[2] > units / 2 && zeros[0] == 0) {
        return "UTF-32LE";
    }
    if (length % 4 == 0 && zeros[0] == units && zeros[1] > units / 2 && zeros[3] == 0) {
        return "UTF-32BE";
    }
    size_t even = zeros[0] + zeros[2];
    size_t odd = zeros[1] + zeros[3];
    bool is_much = even + odd > units / 3; /* of two units */
    if (length % 2 != 0 || !is_much) {
        return NULL;
    }
    return even == 0 ? "UTF-16LE" : odd == 0 ? "UTF-16BE" : NULL;
}
