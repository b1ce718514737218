/* Reads a run and weighs it: what stands there and what it would say, each with its neighbours. */
#include "read/mojibake_run.h"

#include "base/likelihood.h"
#include "read/mojibake_look.h"

#include <string.h>

enum {
    CLOSING_QUOTE = 0x201D,
    NO_BREAK_SPACE = 0xA0,
    LONG_S = 0x17F,
    BYTE_ORDER_MARK = 0xFEFF,
    REPLACEMENT = 0xFFFD,
    COST_HARDLY_EVER = 45,
    ENOUGH_GAIN = 100,
    GAIN_NESTED = 40,      /* by which it is clear that the text was read wrongly twice */
    COST_UNLIKELY = 9,     /* of a control character where the encoding has another one */
    COST_REPLACEMENT = 24, /* of U+FFFD: three characters that nobody writes say it */
    COST_CONTROL = 30,     /* of U+0080 … U+009F that came out: bytes of the next time over */
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
    size_t strange, odd; /* that came out and that hardly anybody writes; those that are no signs */
    size_t characters;   /* that stand there */
    bool is_word; /* what stands there may be part of a word: letters, none large after a small */
} Work;

static gunichar char_at(const char *at, const char *end) {
    return at < end ? g_utf8_get_char(at) : '\n';
}

static void add_mended(Work *work, gunichar c) {
    LikelihoodCharacter next = likelihood_character(c);
    bool is_control = c >= 0x80 && c < 0xA0;
    work->mended_cost += is_control         ? COST_CONTROL
                         : c == REPLACEMENT ? COST_REPLACEMENT
                                            : (int)likelihood_step(&work->mended_before, &next);
    work->mended_before = next;
    work->last[1] = work->last[0];
    work->last[0] = c;
    g_string_append_unichar(work->into, c);
    work->count++;
    work->controls += is_control;
    bool is_odd = next.kind >= LIKELIHOOD_EAST_ASIAN || (c >= 0x250 && c < 0x300) ||
                  (c >= 0x2800 && c < 0x2900) || c == LONG_S ||
                  g_unichar_type(c) == G_UNICODE_PRIVATE_USE || !g_unichar_isdefined(c);
    work->odd += is_odd;
    work->strange += is_odd || (!is_control && c != REPLACEMENT && next.cost >= COST_HARDLY_EVER);
}

static bool is_letter(const LikelihoodCharacter *c) {
    return c->kind != LIKELIHOOD_SYMBOL;
}

static bool is_small(const LikelihoodCharacter *c) {
    return is_letter(c) && !c->is_upper;
}

static bool is_letter_of_word(gunichar c) {
    return g_unichar_isalpha(c) && c != 0xB5 && c != 0xAA && c != 0xBA; /* µ ª º */
}

static void pass_over(Work *work, size_t bytes) {
    for (const char *end = work->at + bytes; work->at < end;
         work->at = g_utf8_next_char(work->at)) {
        LikelihoodCharacter next = likelihood_character(g_utf8_get_char(work->at));
        work->before_cost += (int)likelihood_step(&work->before, &next);
        work->before_cost -=
            mojibake_is_unlikely(work->encoding, next.character) ? COST_UNLIKELY : 0;
        work->is_word &=
            is_letter_of_word(next.character) && !(next.is_upper && is_small(&work->before));
        work->before = next;
        work->characters++;
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
 * does and a word follows, but not in Portuguese às. */
static bool take_turned_space(Work *work) {
    bool is_space = is_byte(work, work->at, 0xC2);
    bool is_a_grave = is_byte(work, work->at, 0xC3);
    const char *next = g_utf8_next_char(work->at);
    if ((!is_space && !is_a_grave) || char_at(next, work->end) != ' ' ||
        work->mended_before.is_upper) {
        return false;
    }
    gunichar after = char_at(next + 1, work->end);
    bool is_as = after == 's' && !g_unichar_isalpha(char_at(next + 2, work->end));
    pass_over(work, (size_t)(next + 1 - work->at));
    work->lost++;
    add_mended(work, is_space ? NO_BREAK_SPACE : 0xE0);
    if (is_a_grave && !is_as && (is_ascii_letter(after) || after >= 0x80)) {
        LikelihoodCharacter space = likelihood_character(' ');
        unsigned joined = cost_between(&work->mended_before, after);
        unsigned apart = cost_between(&work->mended_before, ' ') + cost_between(&space, after);
        if (apart <= joined + 4 * LIKELIHOOD_BIT) {
            work->lost++;
            add_mended(work, ' ');
        }
    }
    return true;
}

/* Letters of the running text whose A0 became a plain space: "Ð ÐµÐºÐ°", and Korean syllables. */
static bool take_spaced_letter(Work *work) {
    const char *space = g_utf8_next_char(work->at);
    if (char_at(space, work->end) != ' ') {
        return false;
    }
    MojibakeSequence whole = {0};
    const char *next = space + 1;
    bool is_er = is_byte(work, work->at, 0xD0) && work->encoding != MOJIBAKE_WINDOWS_1257; /* Š */
    if (is_er && next < work->end) {
        MojibakeSequence small = mojibake_sequence(work->encoding, next, work->end);
        bool goes_on =
            (small.character >= 0x430 && small.character < 0x460) ||
            (work->encoding == MOJIBAKE_WINDOWS_1251 &&
             mojibake_byte(work->encoding, small.character) < 0xC0 && small.character != 0);
        whole = goes_on ? (MojibakeSequence){0x420, (size_t)(next - work->at)} : whole;
    } else if (work->mended_before.kind == LIKELIHOOD_EAST_ASIAN) {
        whole = mojibake_spaced_sequence(work->encoding, work->at, work->end);
    }
    if (whole.bytes == 0) {
        return false;
    }
    pass_over(work, whole.bytes);
    add_mended(work, whole.character);
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
    return take_half_control(work) || take_spaced_letter(work) || take_turned_space(work) ||
           take_dropped_hyphen(work);
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

/* How much the run gains if what came out is sequences again, read in `encoding`; 0 if it is not.
 */
static int gain_of_next_time_in(MojibakeEncoding encoding, const Work *work, size_t start,
                                const LikelihoodCharacter *before,
                                const LikelihoodCharacter *after) {
    LikelihoodCharacter last = *before;
    int cost = 0;
    const char *end = work->into->str + work->into->len;
    for (const char *at = work->into->str + start; at < end;) {
        MojibakeSequence whole = mojibake_sequence(encoding, at, end);
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

/* What was read wrongly twice is no likelier yet; the second time it may have been in another
 * encoding. */
static int gain_of_next_time(const Work *work, const LikelihoodCharacter *before,
                             const LikelihoodCharacter *after, size_t start) {
    static const MojibakeEncoding others[] = {MOJIBAKE_WINDOWS_1252, MOJIBAKE_ISO_8859_1,
                                              MOJIBAKE_WINDOWS_1250, MOJIBAKE_WINDOWS_1251};
    int gain = gain_of_next_time_in(work->encoding, work, start, before, after);
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        gain = MAX(gain, gain_of_next_time_in(others[i], work, start, before, after));
    }
    return gain;
}

static LikelihoodCharacter character_before(const char *text, size_t offset) {
    return offset == 0 ? likelihood_start()
                       : likelihood_character(g_utf8_get_char(g_utf8_prev_char(text + offset)));
}

/* One sequence of two characters is what chance makes; it counts where nobody writes such a pair
 * and what it says belongs among its neighbours. Three characters that make a sequence are chance
 * only where they are marks that follow one another at a word's end (é…”). */
static void look_at(const Work *work, MojibakeRun *run, bool is_after_small, bool is_nested) {
    size_t end = (size_t)(work->at - work->text);
    size_t start = end - run->bytes;
    size_t length = (size_t)(work->end - work->text);
    unsigned breaks = mojibake_breaks(work->text, length, start, end);
    bool fits = mojibake_fits(work->text, length, start, end, work->mended_before.character);
    bool is_pair = work->count == 1 && work->characters <= 2;
    bool is_of_pairs = work->characters <= 2 * work->count;
    bool is_chance =
        is_pair && (breaks == 0 || !fits || mojibake_is_apart(work->text, length, start, end));
    bool is_mark = start == 0 && work->mended_before.character == BYTE_ORDER_MARK;
    bool is_end =
        work->count == 1 && !is_pair && !is_mark && mojibake_is_closing(work->text, start, end);
    bool is_strange =
        work->strange > 0 && work->count < 4 && (is_of_pairs || (breaks < 2 && work->odd > 0));
    bool is_art = work->count < 3 && mojibake_is_line_art(work->text, length, start, end);
    run->is_guess = (work->lost == work->count && !is_after_small) ||
                    (!is_nested && (is_chance || is_end || is_strange || is_art));
    run->is_plain = !run->is_guess && breaks > 0 && (fits || !is_pair);
    run->is_word = run->is_word && breaks == 0 && !is_nested;
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
    int next_gain = (run.gain < ENOUGH_GAIN || work.strange > 0) && work.count > 1
                        ? gain_of_next_time(&work, &before, &after, start)
                        : 0;
    bool is_nested = next_gain > GAIN_NESTED;
    run.gain = MAX(run.gain, next_gain);
    if (work.controls == work.count) { /* no text, and not on the way to one */
        run.gain = 0;
    }
    run.is_set_off = is_set_off(before.character, after.character);
    run.is_word = work.is_word && !(after.is_upper && is_small(&work.before));
    look_at(&work, &run, is_small(&before), is_nested);
    return run;
}
