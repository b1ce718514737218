/* Finds the runs, decides which are mended, and does it again for what was read wrongly twice. A
 * run that makes its text much likelier is sure by itself; one that makes it a little likelier is
 * mended where sure ones of its encoding stand in the same file. */
#include "read/mojibake.h"

#include "base/text.h"
#include "read/mojibake_run.h"
#include "read/mojibake_tally.h"

#include <string.h>

enum {
    GAIN_SURE = 40,       /* units of base/likelihood.h */
    GAIN_SURE_RARE = 60,  /* in an encoding whose letters make sequences by themselves */
    GAIN_SURE_WORD = 100, /* of letters that may be a word as they stand */
    GAIN_LIKELY = 12,     /* with sure ones about */
    GAIN_SURE_PLAIN = 14, /* where nobody writes what stands there */
    ENOUGH_SURE = 1,
    ENOUGH_SURE_EXAMPLES = 12, /* in a text that speaks of encodings */
    GAIN_OVER_RANK = 24,       /* that an encoding of lower rank needs */
    MOST_GAIN = 4000,          /* of one run, towards the rank */
    MOST_SAMPLES = 400,        /* runs by which encodings are ranked */
    MOST_PASSES = 4,
};

typedef struct {
    uint32_t start, end;
    uint32_t mended, mended_bytes; /* in Scan.mended */
    uint8_t encoding;
    bool is_sure;
} Found;

typedef struct {
    const char *text;
    size_t length;
    GArray *found;   /* Found */
    GString *mended; /* what they all say */
    MojibakeEvidence evidence;
    MojibakeEncoding ranked[MOJIBAKE_ENCODINGS];
} Scan;

/* Cyrillic, Greek, Hebrew and Arabic letters, and common marks, make sequences by themselves. */
static const MojibakeSet rare = 1 << MOJIBAKE_WINDOWS_1251 | 1 << MOJIBAKE_WINDOWS_1253 |
                                1 << MOJIBAKE_WINDOWS_1255 | 1 << MOJIBAKE_WINDOWS_1256 |
                                1 << MOJIBAKE_KOI8_R | 1 << MOJIBAKE_CP866;

static int gain_sure(MojibakeEncoding encoding) {
    return rare & (1U << encoding) ? GAIN_SURE_RARE : GAIN_SURE;
}

/* What each encoding of `set` makes of the run at `offset` is added to its gains. Answers the end
 * of the longest run. */
static size_t add_gains(Scan *scan, size_t offset, MojibakeSet set) {
    size_t longest = 0;
    for (unsigned i = 0; i < MOJIBAKE_ENCODINGS; i++) {
        if (set & (1U << i)) {
            MojibakeRun run =
                mojibake_run((MojibakeEncoding)i, scan->text, scan->length, offset, scan->mended);
            scan->evidence.gains[i] += CLAMP(run.gain, 0, MOST_GAIN);
            longest = MAX(longest, run.bytes);
        }
    }
    g_string_truncate(scan->mended, 0);
    size_t next = (size_t)(g_utf8_next_char(scan->text + offset) - scan->text);
    return MAX(next, offset + longest);
}

/* Encodings in the order of what they gain in this file. */
static void rank(Scan *scan) {
    for (unsigned i = 0; i < MOJIBAKE_ENCODINGS; i++) {
        unsigned at = i;
        for (; at > 0 && scan->evidence.gains[scan->ranked[at - 1]] < scan->evidence.gains[i];
             at--) {
            scan->ranked[at] = scan->ranked[at - 1];
        }
        scan->ranked[at] = (MojibakeEncoding)i;
    }
}

/* The best run of the encodings in `set`; its text is the last thing in scan->mended. What the
 * whole file gains by decides between encodings that differ little here. */
static MojibakeRun best_run(Scan *scan, size_t offset, MojibakeSet set) {
    MojibakeRun best = {0};
    size_t base = scan->mended->len;
    for (unsigned i = 0; i < MOJIBAKE_ENCODINGS; i++) {
        MojibakeEncoding encoding = scan->ranked[i];
        if ((set & (1U << encoding)) == 0) {
            continue;
        }
        size_t start = scan->mended->len;
        MojibakeRun run = mojibake_run(encoding, scan->text, scan->length, offset, scan->mended);
        bool is_better =
            run.bytes > 0 && (best.bytes == 0 || run.gain > best.gain + GAIN_OVER_RANK);
        if (!is_better) {
            g_string_truncate(scan->mended, start);
            continue;
        }
        best = run;
        g_string_erase(scan->mended, (gssize)base, (gssize)(start - base));
        if (best.gain >= gain_sure(encoding) && scan->evidence.sure[encoding] >= ENOUGH_SURE) {
            break;
        }
    }
    return best;
}

static bool is_sure(const MojibakeRun *run) {
    int least = run->is_word    ? GAIN_SURE_WORD
                : run->is_plain ? GAIN_SURE_PLAIN
                                : gain_sure(run->encoding);
    return !run->is_set_off && !run->is_guess && run->gain >= least;
}

/* Weighs the runs at `offset`; answers where to look on. */
static size_t weigh(Scan *scan, size_t offset, MojibakeSet set) {
    size_t base = scan->mended->len;
    MojibakeRun run = best_run(scan, offset, set);
    if (run.bytes == 0) {
        return (size_t)(g_utf8_next_char(scan->text + offset) - scan->text);
    }
    if (run.gain < GAIN_LIKELY) {
        g_string_truncate(scan->mended, base);
        return offset + run.bytes;
    }
    Found found = {.start = (uint32_t)offset,
                   .end = (uint32_t)(offset + run.bytes),
                   .mended = (uint32_t)base,
                   .mended_bytes = (uint32_t)(scan->mended->len - base),
                   .encoding = (uint8_t)run.encoding,
                   .is_sure = is_sure(&run)};
    g_array_append_val(scan->found, found);
    if (found.is_sure) {
        scan->evidence.sure[run.encoding]++;
    }
    return found.end;
}

/* The encodings in which ED A0 stands there, its A0 a plain space. */
static MojibakeSet spaced_surrogates(const char *at, const char *end) {
    static const MojibakeEncoding encodings[] = {MOJIBAKE_WINDOWS_1252, MOJIBAKE_ISO_8859_1,
                                                 MOJIBAKE_WINDOWS_1250, MOJIBAKE_WINDOWS_1251};
    MojibakeSet set = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(encodings); i++) {
        bool is_found = mojibake_byte(encodings[i], g_utf8_get_char(at)) == 0xED &&
                        mojibake_sequence(encodings[i], at, end).bytes > 0;
        set |= is_found ? 1U << encodings[i] : 0;
    }
    return set;
}

/* The encodings in which a sequence may begin at `at`: two characters that go together, or a first
 * one whose second was lost. */
static MojibakeSet set_at(const char *at, const char *end) {
    MojibakeSet leads = mojibake_leads(g_utf8_get_char(at));
    const char *next = g_utf8_next_char(at);
    if (leads == 0 || next == end) {
        return 0;
    }
    if ((unsigned char)*next >= 0x80) {
        gunichar c = g_utf8_get_char(next);
        return leads & mojibake_follows(c);
    }
    bool may_be_lost = *next == ' ' || g_ascii_islower(*next);
    if (!may_be_lost) {
        return 0;
    }
    MojibakeSet surrogates = *next == ' ' ? leads & spaced_surrogates(at, end) : 0;
    static const MojibakeEncoding latin[] = {MOJIBAKE_WINDOWS_1252, MOJIBAKE_WINDOWS_1250,
                                             MOJIBAKE_WINDOWS_1257};
    MojibakeSet set = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(latin); i++) {
        unsigned byte = mojibake_byte(latin[i], g_utf8_get_char(at));
        bool is_spaced =
            *next == ' ' && (byte == 0xC2 || (byte == 0xD0 && (unsigned char)next[1] >= 0x80));
        set |= byte == 0xC3 || is_spaced ? 1U << latin[i] : 0;
    }
    bool is_cyrillic = *next == ' ' && (unsigned char)next[1] >= 0x80 &&
                       mojibake_byte(MOJIBAKE_WINDOWS_1251, g_utf8_get_char(at)) == 0xD0;
    set |= is_cyrillic ? 1U << MOJIBAKE_WINDOWS_1251 : 0;
    return (set & leads) | surrogates;
}

/* Calls `step` wherever a sequence may begin, until it has been called `most` times. Was it ever?
 */
static bool scan_text(Scan *scan, size_t (*step)(Scan *scan, size_t offset, MojibakeSet set),
                      size_t most) {
    const char *end = scan->text + scan->length;
    size_t left = most;
    for (const char *at = scan->text; at < end && left > 0;) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x80) {
            size_t plain = text_plain_bytes(at, (size_t)(end - at));
            at += MAX(plain, 1);
        } else if (byte > 0xE2 && byte < 0xEF) { /* U+3000 … U+EFFF: in none of the encodings */
            at += 3;
        } else {
            MojibakeSet set = set_at(at, end);
            left -= set != 0;
            at = set == 0 ? g_utf8_next_char(at)
                          : scan->text + step(scan, (size_t)(at - scan->text), set);
        }
    }
    return left < most;
}

/* A text about encodings shows broken letters on purpose. */
static bool speaks_of_encodings(const char *text, size_t length) {
    static const char *const words[] = {
        "mojibake",    "Mojibake",    "UTF-8",    "utf-8",    "UTF8",    "utf8",   "Unicode",
        "unicode",     "ISO-8859",    "iso-8859", "ISO 8859", "Latin-1", "latin1", "Latin1",
        "Windows-125", "windows-125", "charset",  "mojibaké", "ftfy"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (memmem(text, length, words[i], strlen(words[i])) != NULL) {
            return true;
        }
    }
    return false;
}

/* One å and nothing else, in a text whose other signs came through and whose language does not have
 * it: chance or damage, nobody can tell. */
static bool is_undecidable(const Scan *scan) {
    static const char ring[] = "\u00E5";
    const Found *found = scan->found->len == 1 ? &g_array_index(scan->found, Found, 0) : NULL;
    bool is_ring = found != NULL && found->mended_bytes == strlen(ring) &&
                   memcmp(scan->mended->str + found->mended, ring, strlen(ring)) == 0;
    bool has_other = false;
    const char *end = scan->text + scan->length;
    for (const char *at = scan->text; is_ring && at < end; at = g_utf8_next_char(at)) {
        bool is_in_run = at >= scan->text + found->start && at < scan->text + found->end;
        gunichar c = is_in_run ? 0 : g_utf8_get_char(at);
        has_other |= c >= 0x80;
        is_ring = c < 0x80 || g_utf8_strchr("åäöæøÅÄÖÆØ", -1, c) == NULL;
    }
    return is_ring && has_other;
}

static char *apply(const Scan *scan, MojibakeTally *counts, Place place, size_t *length) {
    size_t sure = 0;
    for (size_t i = 0; i < MOJIBAKE_ENCODINGS; i++) {
        sure += scan->evidence.sure[i];
    }
    bool may_be_examples =
        sure < ENOUGH_SURE_EXAMPLES && speaks_of_encodings(scan->text, scan->length);
    if (may_be_examples || is_undecidable(scan)) {
        return NULL;
    }
    GString *out = NULL;
    size_t done = 0;
    for (guint i = 0; i < scan->found->len; i++) {
        const Found *found = &g_array_index(scan->found, Found, i);
        MojibakeEncoding encoding = (MojibakeEncoding)found->encoding;
        bool is_mended = found->is_sure || scan->evidence.sure[encoding] >= ENOUGH_SURE;
        if (!is_mended) {
            continue;
        }
        out = out ? out : g_string_sized_new(scan->length);
        g_string_append_len(out, scan->text + done, found->start - done);
        size_t start = out->len;
        g_string_append_len(out, scan->mended->str + found->mended, found->mended_bytes);
        done = found->end;
        if (counts != NULL) {
            const MojibakeMend mend = {scan->text, scan->length,     found->start,
                                       found->end, out->str + start, found->mended_bytes};
            mojibake_tally_add(counts, encoding, &mend, place);
        }
    }
    if (out == NULL) {
        return NULL;
    }
    g_string_append_len(out, scan->text + done, (gssize)(scan->length - done));
    *length = out->len;
    return g_string_free(out, FALSE);
}

/* `counts` NULL: nothing is counted. */
static char *mend_once(const char *text, size_t length, MojibakeEvidence *evidence,
                       MojibakeTally *counts, Place place, size_t *mended_length) {
    Scan scan = {.text = text, .length = length};
    scan.found = g_array_new(FALSE, FALSE, sizeof(Found));
    scan.mended = g_string_new(NULL);
    scan.evidence = *evidence;
    if (scan_text(&scan, add_gains, MOST_SAMPLES)) {
        rank(&scan);
        scan_text(&scan, weigh, G_MAXSIZE);
    }
    char *mended = scan.found->len > 0 ? apply(&scan, counts, place, mended_length) : NULL;
    if (mended != NULL) {
        *evidence = scan.evidence;
    }
    g_array_free(scan.found, TRUE);
    g_string_free(scan.mended, TRUE);
    return mended;
}

/* Windows-1252 read as ISO-8859-1: its quotation marks and dashes stand there as U+0080 … U+009F.
 * U+0085 is a line end, too, unless others stand in the text; one after a first byte is what is
 * left of a sequence. */
static char *mend_signs(const char *text, size_t *length, MojibakeTally *counts, Place place) {
    GString *out = NULL;
    size_t done = 0;
    bool is_ellipsis = false;
    for (const char *at = text; (at = memchr(at, 0xC2, *length - (size_t)(at - text))) != NULL;
         at += 2) {
        gunichar c = g_utf8_get_char(at);
        gunichar sign = c < 0xA0 ? mojibake_sign(c) : 0;
        is_ellipsis |= sign != 0 && c != 0x85;
        gunichar before = at > text ? g_utf8_get_char(g_utf8_prev_char(at)) : ' ';
        bool is_rest = (before >= 0xC2 && before < 0xE0) || (before >= 0x80 && before < 0xA0);
        if (sign == 0 || is_rest || (c == 0x85 && !is_ellipsis)) {
            continue;
        }
        out = out ? out : g_string_sized_new(*length);
        size_t offset = (size_t)(at - text);
        g_string_append_len(out, text + done, (gssize)(offset - done));
        size_t start = out->len;
        g_string_append_unichar(out, sign);
        done = offset + 2;
        if (counts != NULL) {
            const MojibakeMend mend = {text, *length,          offset,
                                       done, out->str + start, out->len - start};
            mojibake_tally_add_sign(counts, &mend, place);
        }
    }
    if (out == NULL) {
        return NULL;
    }
    g_string_append_len(out, text + done, (gssize)(*length - done));
    *length = out->len;
    return g_string_free(out, FALSE);
}

static char *mend(const char *text, size_t length, MojibakeEvidence *evidence,
                  MojibakeTally *counts, Place place) {
    char *mended = NULL;
    for (unsigned pass = 0; pass < MOST_PASSES; pass++) {
        char *again = mend_once(mended ? mended : text, length, evidence, pass == 0 ? counts : NULL,
                                place, &length);
        if (again == NULL) {
            break;
        }
        g_free(mended);
        mended = again;
    }
    char *signed_text = mend_signs(mended ? mended : text, &length, counts, place);
    if (signed_text != NULL) {
        g_free(mended);
        mended = signed_text;
    }
    return mended;
}

char *mojibake_mend(const char *text, size_t length_bytes, Place place, MojibakeTally *tally) {
    return length_bytes > G_MAXUINT32
               ? NULL
               : mend(text, length_bytes, mojibake_tally_evidence(tally), tally, place);
}

char *mojibake_mend_quietly(const char *text, size_t length_bytes) {
    MojibakeEvidence evidence = {0};
    return mend(text, length_bytes, &evidence, NULL, (Place){0});
}
