/* Which openings begin articles. What is sure by itself comes first; it then shows how this file
 * sets its headlines, and others that are set so count as well. Where nothing is sure, only what
 * recurs through the file does. */
#include "read/split_evidence.h"

#include <string.h>

enum {
    MOST_GAP = 9,
    LEAST_SURE = 2,  /* openings that show how headlines are set */
    LEAST_ALIKE = 3, /* that make a pattern where nothing else speaks */
    LEAST_ARTICLE_BLOCKS = 1,
};

typedef struct {
    const SplitBlock *blocks;
    const BlockMark *marks;
    size_t count;
    GArray *openings;
    unsigned paragraph_gap;             /* empty lines between paragraphs, most often */
    guint sure, sure_wide, sure_marked; /* strong openings after the first; with a wider gap; below
                                           a rule or end mark */
    guint likely;                       /* datelines that only a dash shows, below headlines */
    guint bylines, datelines, rules_with_headline, rules;
    guint headless; /* sure datelines without a headline */
} Weighing;

static Opening *opening_at(const Weighing *weighing, guint index) {
    return &g_array_index(weighing->openings, Opening, index);
}

static unsigned gap_of(const Opening *opening) {
    return MIN(opening->gap, (unsigned)MOST_GAP);
}

/* How far paragraphs stand apart. */
static unsigned find_paragraph_gap(const Weighing *weighing) {
    size_t gaps[MOST_GAP + 1] = {0};
    for (size_t i = 1; i < weighing->count; i++) {
        if (weighing->marks[i].is_body && weighing->marks[i - 1].is_body) {
            gaps[MIN(weighing->blocks[i].blank_before, (uint32_t)MOST_GAP)]++;
        }
    }
    unsigned best = 1;
    for (unsigned gap = 0; gap <= MOST_GAP; gap++) {
        best = gaps[gap] > gaps[best] ? gap : best;
    }
    return MAX(best, 1); /* an empty line stands above every heading, whatever parts paragraphs */
}

static bool has_headline(const Opening *opening) {
    return opening->headline != NO_BLOCK;
}

static bool is_marked_off(const Opening *opening) {
    return opening->has_rule || opening->has_end_mark;
}

static void cut(Opening *opening, SplitReason reason) {
    if (!opening->is_cut) {
        opening->is_cut = true;
        opening->reason = reason;
    }
}

/* "Join us!": a sentence with its mark, above a dateline, may be the last of the story before. */
static bool is_doubtful(const Weighing *weighing, const Opening *opening) {
    if (!has_headline(opening) || opening->is_first || opening->head_count > 1 ||
        opening->look.style != HEADLINE_SENTENCE) {
        return false;
    }
    const SplitBlock *block = &weighing->blocks[opening->headline];
    return line_ends_sentence(block->text, block->length_bytes);
}

/* Where all other headlines above datelines are set as titles, it is. */
static void drop_doubtful(Weighing *weighing) {
    guint titles = 0;
    guint sentences = 0;
    for (guint i = 0; i < weighing->openings->len; i++) {
        const Opening *opening = opening_at(weighing, i);
        bool is_counted = has_headline(opening) && opening->dateline >= DATELINE_DAY &&
                          !is_doubtful(weighing, opening);
        titles += is_counted && opening->look.style != HEADLINE_SENTENCE;
        sentences += is_counted && opening->look.style == HEADLINE_SENTENCE;
    }
    for (guint i = 0; titles > 0 && sentences == 0 && i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        if (is_doubtful(weighing, opening) && !opening->has_byline && !is_marked_off(opening)) {
            opening->headline = NO_BLOCK;
            opening->look = (HeadlineLook){0};
            opening->head_count = 0;
            opening->top = opening->body;
        }
    }
}

static void count_evidence(Weighing *weighing) {
    for (guint i = 0; i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        bool has_dateline = opening->dateline >= DATELINE_DAY;
        opening->is_strong = has_headline(opening) && (has_dateline || opening->has_byline);
        weighing->likely += has_headline(opening) && opening->dateline == DATELINE_LIKELY;
        weighing->bylines += opening->has_byline;
        weighing->datelines += has_dateline;
        weighing->headless += !has_headline(opening) && opening->dateline == DATELINE_SURE;
        weighing->rules += is_marked_off(opening);
        weighing->rules_with_headline += is_marked_off(opening) && has_headline(opening);
        if (opening->is_strong && !opening->is_first) {
            weighing->sure++;
            weighing->sure_wide += gap_of(opening) > weighing->paragraph_gap;
            weighing->sure_marked += is_marked_off(opening);
        }
    }
}

/* "Lima — " is a dateline where others of its kind stand below headlines, too. */
static void raise_likely(Weighing *weighing) {
    bool is_habit = weighing->likely >= LEAST_ALIKE ||
                    (weighing->likely > 0 && weighing->datelines >= LEAST_SURE);
    for (guint i = 0; is_habit && i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        if (has_headline(opening) && opening->dateline == DATELINE_LIKELY && !opening->is_strong) {
            opening->is_strong = true;
            weighing->sure += !opening->is_first;
            weighing->sure_wide += !opening->is_first && gap_of(opening) > weighing->paragraph_gap;
        }
    }
}

/* Datelines, bylines, what the contents name. */
static void cut_sure(Weighing *weighing) {
    for (guint i = 0; i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        if (opening->in_contents) {
            cut(opening, SPLIT_BY_CONTENTS);
        } else if (opening->is_strong) {
            cut(opening, opening->dateline != DATELINE_NONE ? SPLIT_BY_HEADLINE_AND_DATELINE
                                                            : SPLIT_BY_HEADLINE_AND_BYLINE);
        } else if (!has_headline(opening) && opening->dateline == DATELINE_SURE) {
            cut(opening, SPLIT_BY_DATELINE);
        }
    }
}

/* A rule, form feed or end mark, and a headline below it: where most of them stand so. */
static void cut_at_rules(Weighing *weighing) {
    bool is_habit = weighing->rules_with_headline * 2 >= weighing->rules &&
                    (weighing->rules_with_headline >= LEAST_SURE || weighing->sure > 0);
    const Opening *first = weighing->openings->len > 0 ? opening_at(weighing, 0) : NULL;
    bool is_like_first = first != NULL && has_headline(first);
    for (guint i = 0; i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        bool is_alike = is_habit || (is_like_first && first->look.style == opening->look.style &&
                                     weighing->rules == 1);
        bool is_below_end = opening->has_end_mark && opening->look.likeness > 0;
        if (has_headline(opening) && (is_below_end || (opening->has_rule && is_alike))) {
            cut(opening, SPLIT_BY_RULE);
        }
    }
}

/* A name ends one text, a headline begins the next: where it is so twice or more. */
static void cut_below_signatures(Weighing *weighing) {
    guint signed_texts = 0;
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < weighing->openings->len; i++) {
            Opening *opening = opening_at(weighing, i);
            bool is_below = opening->has_signature && !opening->is_first && has_headline(opening) &&
                            opening->look.likeness > 1;
            signed_texts += pass == 0 && is_below;
            if (pass == 1 && is_below && signed_texts >= LEAST_SURE) {
                cut(opening, SPLIT_BY_SIGNATURE);
            }
        }
    }
}

/* Headlines without byline or dateline that stand as far from the text above as those with one. */
static void cut_set_like_sure(Weighing *weighing) {
    bool is_wide = weighing->sure >= LEAST_SURE && weighing->sure_wide * 3 >= weighing->sure * 2 &&
                   weighing->sure_marked * 3 < weighing->sure * 2;
    unsigned least = MOST_GAP;
    for (guint i = 0; is_wide && i < weighing->openings->len; i++) {
        const Opening *opening = opening_at(weighing, i);
        if (opening->is_strong && !opening->is_first && gap_of(opening) > weighing->paragraph_gap) {
            least = MIN(least, gap_of(opening));
        }
    }
    for (guint i = 0; is_wide && i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        if (has_headline(opening) && gap_of(opening) >= least) {
            cut(opening, SPLIT_BY_PATTERN);
        }
    }
}

/* Those that the contents name show the gap and the style of all. */
static void cut_set_like_named(Weighing *weighing) {
    guint gaps[MOST_GAP + 1] = {0};
    guint capitals = 0;
    guint named = 0;
    for (guint i = 0; i < weighing->openings->len; i++) {
        const Opening *opening = opening_at(weighing, i);
        if (opening->in_contents) {
            named++;
            gaps[gap_of(opening)]++;
            capitals += opening->look.style == HEADLINE_CAPITALS;
        }
    }
    unsigned usual = 0;
    for (unsigned gap = 0; gap <= MOST_GAP; gap++) {
        usual = gaps[gap] > gaps[usual] ? gap : usual;
    }
    if (named < LEAST_ALIKE || usual <= weighing->paragraph_gap || gaps[usual] * 2 < named) {
        return;
    }
    for (guint i = 0; i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        bool is_alike = capitals * 4 < named * 3 || opening->look.style == HEADLINE_CAPITALS;
        if (has_headline(opening) && gap_of(opening) >= usual && is_alike) {
            cut(opening, SPLIT_BY_PATTERN);
        }
    }
}

/* Patterns where nothing is sure */

typedef bool (*IsAlike)(const Weighing *weighing, const Opening *opening, unsigned gap);

static bool is_wide(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)weighing;
    return opening->look.likeness > 1 && gap_of(opening) >= gap;
}

static bool is_capitals(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)weighing;
    (void)gap;
    return opening->look.style == HEADLINE_CAPITALS && opening->look.likeness > 1;
}

static bool is_centred(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)weighing;
    (void)gap;
    return opening->look.style == HEADLINE_CENTRED;
}

static bool is_marked(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)weighing;
    (void)gap;
    return opening->look.style == HEADLINE_MARKED;
}

static bool is_numbered(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)weighing;
    (void)gap;
    return opening->look.style == HEADLINE_NUMBERED;
}

/* Cuts at all that are alike, if they are enough, run through the file and are not the parts of one
 * text. */
static bool cut_alike(Weighing *weighing, IsAlike is_alike, unsigned gap) {
    guint alike = 0;
    guint parts = 0;
    size_t last = 0;
    size_t widest = 0;
    for (guint i = 0; i < weighing->openings->len; i++) {
        const Opening *opening = opening_at(weighing, i);
        if (!has_headline(opening) || !is_alike(weighing, opening, gap)) {
            continue;
        }
        const SplitBlock *block = &weighing->blocks[opening->headline];
        alike++;
        parts += line_is_part_of_one(block->text, block->length_bytes);
        widest = MAX(widest, opening->top - last);
        last = opening->top;
    }
    widest = MAX(widest, weighing->count - last);
    bool runs_through = widest * 3 < weighing->count * 2;
    if (alike < LEAST_ALIKE || parts > 0 || !runs_through) {
        return false;
    }
    for (guint i = 0; i < weighing->openings->len; i++) {
        Opening *opening = opening_at(weighing, i);
        if (has_headline(opening) && is_alike(weighing, opening, gap)) {
            cut(opening, SPLIT_BY_PATTERN);
        }
    }
    return true;
}

static bool cut_at_widest_gap(Weighing *weighing) {
    for (unsigned gap = MOST_GAP; gap > weighing->paragraph_gap; gap--) {
        if (cut_alike(weighing, is_wide, gap)) {
            return true;
        }
    }
    return false;
}

/* One text, by one author, under one title: its headings are its own. */
static bool is_one_text(const Weighing *weighing) {
    const Opening *first = weighing->openings->len > 0 ? opening_at(weighing, 0) : NULL;
    return first != NULL && first->is_strong && weighing->sure == 0;
}

/* A heading alone between two texts, which no sentence can be taken for. */
static bool is_plain_heading(const Weighing *weighing, const Opening *opening, unsigned gap) {
    (void)gap;
    enum { MOST_CHARACTERS = 50 }; /* lines of verse may be longer */
    const SplitBlock *block = &weighing->blocks[opening->headline];
    gunichar first = g_utf8_get_char(block->text);
    bool is_alone = opening->head_count == 1 && block->kind == SPLIT_BLOCK_TEXT &&
                    (opening->is_first || weighing->marks[opening->top - 1].is_body);
    return is_alone && opening->look.likeness > 1 && g_unichar_isalnum(first) &&
           g_utf8_strlen(block->text, (gssize)block->length_bytes) <= MOST_CHARACTERS &&
           !line_ends_sentence(block->text, block->length_bytes);
}

/* So much under so many headings is no article, whatever it is. */
static void cut_long_text(Weighing *weighing) {
    enum { LEAST_BYTES = 64 * 1024, LEAST_HEADINGS = 8, LEAST_BYTES_A_HEADING = 1024 };
    size_t bytes = 0;
    size_t headings = 0;
    for (size_t i = 0; i < weighing->count; i++) {
        bytes += weighing->blocks[i].length_bytes;
    }
    for (guint i = 0; i < weighing->openings->len; i++) {
        const Opening *opening = opening_at(weighing, i);
        headings += has_headline(opening) && is_plain_heading(weighing, opening, 0);
    }
    if (bytes >= LEAST_BYTES && headings >= LEAST_HEADINGS &&
        bytes / headings >= LEAST_BYTES_A_HEADING) {
        cut_alike(weighing, is_plain_heading, 0);
    }
}

static guint count_cuts(const Weighing *weighing) {
    guint cuts = 0;
    for (guint i = 0; i < weighing->openings->len; i++) {
        cuts += opening_at(weighing, i)->is_cut && !opening_at(weighing, i)->is_first;
    }
    return cuts;
}

static void cut_patterns(Weighing *weighing) {
    if (is_one_text(weighing) || cut_at_widest_gap(weighing)) {
        return;
    }
    static const IsAlike kinds[] = {is_marked, is_centred, is_numbered, is_capitals};
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (cut_alike(weighing, kinds[i], 0)) {
            return;
        }
    }
    cut_long_text(weighing);
}

void split_weigh(const SplitBlock *blocks, const BlockMark *marks, size_t count, GArray *openings) {
    Weighing weighing = {.blocks = blocks, .marks = marks, .count = count, .openings = openings};
    weighing.paragraph_gap = find_paragraph_gap(&weighing);
    drop_doubtful(&weighing);
    count_evidence(&weighing);
    raise_likely(&weighing);
    cut_sure(&weighing);
    cut_at_rules(&weighing);
    cut_below_signatures(&weighing);
    cut_set_like_sure(&weighing);
    cut_set_like_named(&weighing);
    if (count_cuts(&weighing) < LEAST_SURE) {
        cut_patterns(&weighing);
    }
}
