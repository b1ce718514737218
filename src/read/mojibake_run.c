/* Reads a run and weighs it: what stands there and what it would say, each with its neighbours. */
#include "read/mojibake_run.h"

#include "base/likelihood.h"

#include <string.h>

enum {
    CLOSING_QUOTE = 0x201D,
    NO_BREAK_SPACE = 0xA0,
    REPLACEMENT = 0xFFFD,
    COST_HARDLY_EVER = 45,
    ENOUGH_GAIN = 100,
    COST_UNLIKELY = 9, /* of a control character where the encoding has another one */
    COST_CONTROL = 30, /* of U+0080 … U+009F that came out: bytes of the next time over */
};

typedef struct {
    MojibakeEncoding encoding;
    const char *text, *end;
    const char *at;
    GString *into;
    LikelihoodCharacter before, mended_before; /* the last of each side */
    int before_cost, mended_cost;
    gunichar last[2]; /* what came out last, and before it */
    size_t count, controls, lost;
    bool is_word; /* what stands there may be part of a word: letters, none large after a small */
} Work;

static gunichar char_at(const char *at, const char *end) {
    return at < end ? g_utf8_get_char(at) : '\n';
}

static void add_mended(Work *work, gunichar c) {
    LikelihoodCharacter next = likelihood_character(c);
    bool is_control = c >= 0x80 && c < 0xA0;
    work->mended_cost +=
        is_control ? COST_CONTROL : (int)likelihood_step(&work->mended_before, &next);
    work->mended_before = next;
    work->last[1] = work->last[0];
    work->last[0] = c;
    g_string_append_unichar(work->into, c);
    work->count++;
    work->controls += is_control;
}

static bool is_letter(const LikelihoodCharacter *c) {
    return c->kind != LIKELIHOOD_SYMBOL;
}

static bool is_small(const LikelihoodCharacter *c) {
    return is_letter(c) && !c->is_upper;
}

static void pass_over(Work *work, size_t bytes) {
    for (const char *end = work->at + bytes; work->at < end;
         work->at = g_utf8_next_char(work->at)) {
        LikelihoodCharacter next = likelihood_character(g_utf8_get_char(work->at));
        work->before_cost += (int)likelihood_step(&work->before, &next);
        work->before_cost -=
            mojibake_is_unlikely(work->encoding, next.character) ? COST_UNLIKELY : 0;
        work->is_word &=
            g_unichar_isalpha(next.character) && !(next.is_upper && is_small(&work->before));
        work->before = next;
    }
}

static bool is_byte(const Work *work, const char *at, unsigned byte) {
    return at < work->end && mojibake_byte(work->encoding, g_utf8_get_char(at)) == byte;
}

static bool is_follow(const Work *work, const char *at) {
    unsigned byte = at < work->end ? mojibake_byte(work->encoding, g_utf8_get_char(at)) : 0;
    return byte >= 0x80 && byte <= 0xBF;
}

static unsigned cost_between(const LikelihoodCharacter *before, gunichar c) {
    LikelihoodCharacter next = likelihood_character(c);
    return likelihood_step(before, &next);
}

/* The encodings in which 9D is nothing. */
enum {
    LOSES_9D = 1 << MOJIBAKE_WINDOWS_1252 | 1 << MOJIBAKE_ISO_8859_1 | 1 << MOJIBAKE_ISO_8859_15 |
               1 << MOJIBAKE_ISO_8859_2 | 1 << MOJIBAKE_WINDOWS_1253 | 1 << MOJIBAKE_WINDOWS_1254 |
               1 << MOJIBAKE_WINDOWS_1255 | 1 << MOJIBAKE_WINDOWS_1257 | 1 << MOJIBAKE_WINDOWS_1258,
};

/* E2 80 9D, whose last byte many programs drop, is a closing quotation mark; what follows it may
 * look like the lost byte. */
static bool take_closing_quote(Work *work, const MojibakeSequence *whole) {
    if ((LOSES_9D & (1U << work->encoding)) == 0 || !is_byte(work, work->at, 0xE2)) {
        return false;
    }
    const char *second = g_utf8_next_char(work->at);
    if (!is_byte(work, second, 0x80)) {
        return false;
    }
    const char *third = g_utf8_next_char(second);
    gunichar c = char_at(third, work->end);
    if (whole->bytes > 0 && likelihood_character(whole->character).cost < COST_HARDLY_EVER) {
        return false;
    }
    size_t lost = c == REPLACEMENT ? strlen("\uFFFD") : 0;
    pass_over(work, (size_t)(third - work->at) + lost);
    add_mended(work, CLOSING_QUOTE);
    return true;
}

/* The same, twice over: C3 A2, E2 82 AC, and of C2 9D the C2 alone. */
static bool take_half_control(Work *work) {
    bool is_half = work->count >= 2 && work->last[1] == 0xE2 &&
                   mojibake_byte(work->encoding, work->last[0]) == 0x80 &&
                   is_byte(work, work->at, 0xC2);
    if (!is_half) {
        return false;
    }
    const char *next = g_utf8_next_char(work->at);
    size_t lost = char_at(next, work->end) == REPLACEMENT ? strlen("\uFFFD") : 0;
    pass_over(work, (size_t)(next - work->at) + lost);
    add_mended(work, 0x9D);
    return true;
}

static bool is_ascii_letter(gunichar c) {
    return c < 0x80 && g_ascii_isalpha((char)c);
}

/* C2 A0 and C3 A0 whose no-break space became a plain one. After à stands a space if no other one
 * does and a word follows. */
static bool take_turned_space(Work *work) {
    bool is_space = is_byte(work, work->at, 0xC2);
    bool is_a_grave = is_byte(work, work->at, 0xC3);
    const char *next = g_utf8_next_char(work->at);
    if ((!is_space && !is_a_grave) || char_at(next, work->end) != ' ' ||
        work->mended_before.is_upper) {
        return false;
    }
    gunichar after = char_at(next + 1, work->end);
    pass_over(work, (size_t)(next + 1 - work->at));
    work->lost++;
    add_mended(work, is_space ? NO_BREAK_SPACE : 0xE0);
    if (is_a_grave && (is_ascii_letter(after) || after >= 0x80)) {
        LikelihoodCharacter space = likelihood_character(' ');
        unsigned joined = cost_between(&work->mended_before, after);
        unsigned apart = cost_between(&work->mended_before, ' ') + cost_between(&space, after);
        if (apart <= joined + 4 * LIKELIHOOD_BIT) {
            add_mended(work, ' ');
        }
    }
    return true;
}

/* C3 AD, í, whose soft hyphen was dropped, amid small letters. */
static bool take_dropped_hyphen(Work *work) {
    const char *next = g_utf8_next_char(work->at);
    gunichar after = char_at(next, work->end);
    bool is_amid = work->mended_before.character < 0x250 &&
                   g_unichar_islower(work->mended_before.character) && !is_follow(work, next) &&
                   (after < 0x80 || g_unichar_islower(after));
    if (!is_amid || !is_byte(work, work->at, 0xC3)) {
        return false;
    }
    pass_over(work, (size_t)(next - work->at));
    add_mended(work, 0xED);
    return true;
}

static bool take_one(Work *work) {
    MojibakeSequence whole = mojibake_sequence(work->encoding, work->at, work->end);
    if (take_closing_quote(work, &whole)) {
        return true;
    }
    if (whole.bytes > 0) {
        pass_over(work, whole.bytes);
        add_mended(work, whole.character);
        return true;
    }
    return take_half_control(work) || take_turned_space(work) || take_dropped_hyphen(work);
}

/* As examples are shown: in `code`, quotation marks or parentheses of its own. */
static bool is_set_off(gunichar before, gunichar after) {
    static const char *const pairs[] = {"``", "\"\"", "''", "()", "“”",
                                        "‘’", "«»",   "„“", "[]", "<>"};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (g_utf8_get_char(pairs[i]) == before &&
            g_utf8_get_char(g_utf8_next_char(pairs[i])) == after) {
            return true;
        }
    }
    return false;
}

/* What was read wrongly twice is no likelier yet. How much the run gains if it is all sequences
 * again; 0 if it is not. */
static int gain_of_next_time(const Work *work, const LikelihoodCharacter *before,
                             const LikelihoodCharacter *after, size_t start) {
    LikelihoodCharacter last = *before;
    int cost = 0;
    const char *end = work->into->str + work->into->len;
    for (const char *at = work->into->str + start; at < end;) {
        MojibakeSequence whole = mojibake_sequence(work->encoding, at, end);
        if (whole.bytes == 0) {
            return 0;
        }
        LikelihoodCharacter next = likelihood_character(whole.character);
        cost += (int)likelihood_step(&last, &next);
        last = next;
        at += whole.bytes;
    }
    return work->before_cost + (int)likelihood_step(&work->before, after) - cost -
           (int)likelihood_step(&last, after);
}

static LikelihoodCharacter character_before(const char *text, size_t offset) {
    return offset == 0 ? likelihood_start()
                       : likelihood_character(g_utf8_get_char(g_utf8_prev_char(text + offset)));
}

MojibakeRun mojibake_run(MojibakeEncoding encoding, const char *text, size_t length_bytes,
                         size_t offset, GString *into) {
    LikelihoodCharacter before = character_before(text, offset);
    size_t start = into->len;
    Work work = {.encoding = encoding,
                 .text = text,
                 .end = text + length_bytes,
                 .at = text + offset,
                 .into = into,
                 .before = before,
                 .mended_before = before,
                 .is_word = true};
    while (work.at < work.end && (unsigned char)*work.at >= 0x80 && take_one(&work)) {
    }
    MojibakeRun run = {.encoding = encoding, .bytes = (size_t)(work.at - text) - offset};
    if (run.bytes == 0) {
        return run;
    }
    LikelihoodCharacter after = likelihood_character(char_at(work.at, work.end));
    run.gain = work.before_cost + (int)likelihood_step(&work.before, &after) - work.mended_cost -
               (int)likelihood_step(&work.mended_before, &after);
    if (run.gain < ENOUGH_GAIN && work.count > 1) {
        run.gain = MAX(run.gain, gain_of_next_time(&work, &before, &after, start));
    }
    if (work.controls == work.count) { /* no text, and not on the way to one */
        run.gain = 0;
    }
    run.is_set_off = is_set_off(before.character, after.character);
    bool is_strange = work.mended_before.kind >= LIKELIHOOD_EAST_ASIAN ||
                      work.mended_before.cost >= COST_HARDLY_EVER;
    run.is_guess =
        (work.lost == work.count && !is_small(&before)) || (work.count == 1 && is_strange);
    run.is_word = work.is_word && !(after.is_upper && is_small(&work.before));
    return run;
}
