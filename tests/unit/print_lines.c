/* Paragraphs into lines: Knuth & Plass's own example, and the hard cases. What is expected was
 * worked out by hand, or published. */
#include "print_lines_fixture.h"

static const LineWish justified = {
    .align = ALIGN_JUSTIFY, .last_line = ALIGN_START, .hyphenates = true};

/* Knuth & Plass 1981: their letters' widths, and their spaces after signs. */
static Mpt paper_width(const char *text) {
    static const int widths[] = {9,  10, 8,  10, 8, 6, 9, 10, 5, 6,  10, 5,  15,
                                 10, 9,  10, 10, 7, 7, 7, 10, 9, 13, 10, 10, 8};
    Mpt width = 0;
    for (; *text != '\0'; text++) {
        width += g_ascii_islower(*text) ? widths[*text - 'a']
                 : *text == 'C'         ? 13
                 : *text == 'I'         ? 6
                 : *text == '-'         ? 6
                                        : 5;
    }
    return width * UNIT;
}

static void add_paper_space(Hand *hand, char before) {
    switch (before) {
    case ',':
        hand_glue(hand, " ", 6, 4, 2);
        break;
    case ';':
        hand_glue(hand, " ", 6, 4, 1);
        break;
    case '.':
        hand_glue(hand, " ", 8, 6, 1);
        break;
    default:
        hand_glue(hand, " ", 6, 3, 2);
        break;
    }
}

static void add_paper_word(Hand *hand, const char *word) {
    g_auto(GStrv) parts = g_strsplit(word, "=", -1);
    for (size_t i = 0; parts[i] != NULL; i++) {
        if (i > 0 && g_str_has_suffix(parts[i - 1], "-")) { /* the word's own hyphen */
            hand_penalty(hand, 50)->of.penalty.is_flagged = true;
        } else if (i > 0) {
            hand_hyphen(hand, 6 * UNIT);
        }
        hand_box(hand, parts[i], paper_width(parts[i]));
    }
}

static const char frog_king[] =
    "In olden times when wish=ing still helped one, there lived a king whose daugh=ters were all "
    "beau=ti=ful; and the young=est was so beau=ti=ful that the sun it=self, which has seen so "
    "much, was aston=ished when=ever it shone in her face. Close by the king's castle lay a great "
    "dark for=est, and un=der an old lime-=tree in the for=est was a well, and when the day was "
    "very warm, the king's child went out into the for=est and sat down by the side of the cool "
    "foun=tain; and when she was bored she took a golden ball, and threw it up on high and caught "
    "it; and this ball was her favor=ite play=thing.";

static void add_frog_king(Hand *hand) {
    g_auto(GStrv) words = g_strsplit(frog_king, " ", -1);
    for (size_t i = 0; words[i] != NULL; i++) {
        if (i > 0) {
            add_paper_space(hand, words[i - 1][strlen(words[i - 1]) - 1]);
        }
        add_paper_word(hand, words[i]);
    }
}

static void test_published_example(void) {
    static const int ratios[] = {857, 0, 280, 1000, 66, -277, 536, -166, 700, -176, 357, 0};
    Hand hand;
    hand_begin(&hand, false);
    add_frog_king(&hand);
    LineWish wish = justified;
    wish.indent_mpt = 18 * UNIT;
    g_autoptr(Lines) lines = hand_break(&hand, 390, wish);
    hand_assert_lines(&hand, lines,
                      "In olden times when wishing still helped one,\n"
                      "there lived a king whose daughters were all beau-\n"
                      "tiful; and the youngest was so beautiful that the\n"
                      "sun itself, which has seen so much, was aston-\n"
                      "ished whenever it shone in her face. Close by the\n"
                      "king's castle lay a great dark forest, and under an\n"
                      "old lime-tree in the forest was a well, and when\n"
                      "the day was very warm, the king's child went out\n"
                      "into the forest and sat down by the side of the\n"
                      "cool fountain; and when she was bored she took a\n"
                      "golden ball, and threw it up on high and caught\n"
                      "it; and this ball was her favorite plaything.\n");
    for (guint i = 0; i < G_N_ELEMENTS(ratios); i++) {
        g_assert_cmpint(ABS(hand_line(lines, i)->ratio_permille - ratios[i]), <=, 1);
        g_assert_cmpint(hand_line(lines, i)->quality, ==, LINE_GOOD);
    }
    g_assert_true(hand_line(lines, 1)->ends_in_hyphen);
    g_assert_true(hand_line(lines, 11)->is_last);
    g_assert_cmpint(hand_line(lines, 0)->start_mpt, ==, 18 * UNIT);
    g_assert_cmpint(hand_line(lines, 0)->width_mpt, ==, 372 * UNIT);
    hand_end(&hand);
}

/* Words of 20: twelve to a line of 306 fill it as they are, eleven with 26 of 30 that their spaces
 * give (badness 64); of ten and of thirteen no line can be made. A line more is had at the least
 * cost with three lines of eleven words, so that three words, no runt, are left for the last. */
static void test_looseness(void) {
    Hand hand;
    hand_begin(&hand, false);
    for (int i = 0; i < 12 * 11; i++) {
        hand_text(&hand, i == 0 ? "ab" : " ab");
    }
    LineWish wish = justified;
    g_autoptr(Lines) best = hand_break(&hand, 306, wish);
    wish.looseness = 1;
    g_autoptr(Lines) longer = hand_break(&hand, 306, wish);
    wish.looseness = -1;
    g_autoptr(Lines) shorter = hand_break(&hand, 306, wish);
    g_assert_cmpuint(best->lines->len, ==, 11);
    g_assert_cmpint(hand_line(best, 4)->ratio_permille, ==, 0);
    g_assert_nonnull(longer);
    g_assert_cmpuint(longer->lines->len, ==, 12);
    g_assert_cmpint(hand_line(longer, 11)->natural_mpt, ==, 72 * UNIT);
    g_assert_cmpint(best->demerits, ==, 11 * 10 * 10);
    g_assert_cmpint(longer->demerits, ==, 9 * 10 * 10 + 3 * 74 * 74);
    g_assert_null(shorter);
    hand_end(&hand);
}

static void test_looseness_of_three_words(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "one two six");
    LineWish wish = justified;
    wish.looseness = -1;
    g_autoptr(Lines) shorter = hand_break(&hand, 110, wish);
    wish.looseness = 0;
    g_autoptr(Lines) best = hand_break(&hand, 110, wish);
    g_assert_null(shorter);
    hand_assert_lines(&hand, best, "one two six\n");
    g_assert_true(hand_line(best, 0)->is_last);
    g_assert_cmpint(hand_line(best, 0)->align, ==, ALIGN_START);
    g_assert_cmpint(hand_line(best, 0)->ratio_permille, ==, 0);
    hand_end(&hand);
}

/* Eleven letters on a line of ten: nothing else can be done. What is around it is set well. */
static void test_long_word(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "an abcdefghijk be");
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    hand_assert_lines(&hand, lines, "an\nabcdefghijk\nbe\n");
    g_assert_cmpint(hand_line(lines, 0)->quality, ==, LINE_LOOSE);
    g_assert_cmpint(hand_line(lines, 1)->quality, ==, LINE_OVERFULL);
    g_assert_cmpint(hand_line(lines, 1)->natural_mpt, ==, 110 * UNIT);
    g_assert_cmpint(hand_line(lines, 2)->quality, ==, LINE_GOOD);
    hand_end(&hand);
}

static void test_long_word_alone(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abcdefghijk");
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    hand_assert_lines(&hand, lines, "abcdefghijk\n");
    g_assert_cmpint(hand_line(lines, 0)->quality, ==, LINE_OVERFULL);
    hand_end(&hand);
}

/* A hyphen that just does not fit: what comes after it, without one, does. */
static void test_narrow_letter_after_hyphen(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_box(&hand, "abcdefghij", 98 * UNIT);
    hand_hyphen(&hand, 5 * UNIT);
    hand_box(&hand, "i", 2 * UNIT);
    hand_text(&hand, " and");
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    hand_assert_lines(&hand, lines, "abcdefghiji\nand\n");
    g_assert_cmpint(hand_line(lines, 0)->quality, ==, LINE_GOOD);
    hand_end(&hand);
}

static void test_empty(void) {
    Hand hand;
    hand_begin(&hand, false);
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    hand_assert_lines(&hand, lines, "\n");
    g_assert_cmpuint(hand_line(lines, 0)->first_item, ==, hand_line(lines, 0)->end_item);
    hand_end(&hand);
}

static void test_only_spaces(void) {
    Hand hand;
    hand_begin(&hand, false);
    for (int i = 0; i < 5; i++) {
        hand_glue(&hand, " ", 6, 3, 2);
    }
    g_autoptr(Lines) lines = hand_break(&hand, 10, justified);
    hand_assert_lines(&hand, lines, "\n");
    hand_end(&hand);
}

static void test_no_items(void) {
    Hand hand;
    hand_begin(&hand, false);
    Measure measure = {.width_mpt = 10 * UNIT};
    LineWish wish = justified;
    wish.measures = &measure;
    wish.measure_count = 1;
    g_autoptr(Lines) lines = lines_break(hand.shaped, &wish);
    g_assert_cmpuint(lines->lines->len, ==, 0);
    hand_end(&hand);
}

/* Beside an initial two lines are 60 wide, then they are 100. */
static void test_measures(void) {
    static const Measure measures[] = {
        {60 * UNIT, 40 * UNIT}, {60 * UNIT, 40 * UNIT}, {100 * UNIT, 0}};
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abc de fg hij abcd efgh abcd efgh xy");
    LineWish wish = {.measures = measures,
                     .measure_count = G_N_ELEMENTS(measures),
                     .align = ALIGN_JUSTIFY,
                     .last_line = ALIGN_START};
    g_autoptr(Lines) lines = hand_break(&hand, 0, wish);
    hand_assert_lines(&hand, lines, "abc de\nfg hij\nabcd efgh\nabcd efgh\nxy\n");
    g_assert_cmpint(hand_line(lines, 1)->start_mpt, ==, 40 * UNIT);
    g_assert_cmpint(hand_line(lines, 1)->width_mpt, ==, 60 * UNIT);
    g_assert_cmpint(hand_line(lines, 2)->start_mpt, ==, 0);
    g_assert_cmpint(hand_line(lines, 4)->width_mpt, ==, 100 * UNIT);
    hand_end(&hand);
}

/* A forced break ends a line that is not spread, and a sentence's last word goes with others. */
static void test_forced_break(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "ab | abcd efgh ab");
    g_autoptr(Lines) lines = hand_break(&hand, 90, justified);
    hand_assert_lines(&hand, lines, "ab\nabcd efgh\nab\n");
    g_assert_true(hand_line(lines, 0)->is_last);
    g_assert_cmpint(hand_line(lines, 0)->align, ==, ALIGN_START);
    g_assert_cmpint(hand_line(lines, 0)->ratio_permille, ==, 0);
    g_assert_false(hand_line(lines, 1)->is_last);
    g_assert_cmpint(hand_line(lines, 1)->ratio_permille, ==, 4000 / 3);
    hand_end(&hand);
}

/* Last lines that are to be spread count as others do. */
static void test_justified_last_line(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abcd efgh");
    LineWish wish = justified;
    wish.last_line = ALIGN_JUSTIFY;
    g_autoptr(Lines) lines = hand_break(&hand, 89, wish);
    g_assert_cmpint(hand_line(lines, 0)->ratio_permille, ==, 1000);
    hand_end(&hand);
}

static void add_divided_words(Hand *hand) {
    for (int i = 0; i < 12; i++) {
        hand_text(hand, i == 0 ? "abcd=efgh" : " abcd=efgh");
    }
}

/* On a line of 13 letters and a space a hyphen would end every line; after three there is none. */
static void test_hyphens_in_a_row(void) {
    Hand hand;
    hand_begin(&hand, false);
    add_divided_words(&hand);
    LineWish wish = justified;
    g_autoptr(Lines) usual = hand_break(&hand, 131, wish);
    wish.most_hyphens = 1;
    g_autoptr(Lines) few = hand_break(&hand, 131, wish);
    unsigned row = 0, most = 0, most_of_few = 0;
    for (guint i = 0; i < usual->lines->len; i++) {
        row = hand_line(usual, i)->ends_in_hyphen ? row + 1 : 0;
        most = MAX(most, row);
    }
    row = 0;
    for (guint i = 0; i < few->lines->len; i++) {
        row = hand_line(few, i)->ends_in_hyphen ? row + 1 : 0;
        most_of_few = MAX(most_of_few, row);
    }
    g_assert_cmpuint(most, <=, 3);
    g_assert_cmpuint(most, >=, 1);
    g_assert_cmpuint(most_of_few, <=, 1);
    hand_end(&hand);
}

static void test_hyphens_not_wanted(void) {
    Hand hand;
    hand_begin(&hand, false);
    add_divided_words(&hand);
    LineWish wish = justified;
    wish.hyphenates = false;
    g_autoptr(Lines) lines = hand_break(&hand, 131, wish);
    for (guint i = 0; i < lines->lines->len; i++) {
        g_assert_false(hand_line(lines, i)->ends_in_hyphen);
    }
    hand_end(&hand);
}

/* A word's own hyphen may end a line whether words are divided or not. */
static void test_own_hyphen(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_box(&hand, "abcd-", 50 * UNIT);
    hand_penalty(&hand, 50)->of.penalty.is_flagged = true;
    hand_box(&hand, "efgh", 40 * UNIT);
    LineWish wish = {.align = ALIGN_START, .last_line = ALIGN_START};
    g_autoptr(Lines) lines = hand_break(&hand, 60, wish);
    hand_assert_lines(&hand, lines, "abcd-\nefgh\n");
    g_assert_true(hand_line(lines, 0)->ends_in_hyphen);
    hand_end(&hand);
}

/* Ragged: no word is divided where the line is a little short, and none is spread. */
static void test_ragged(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abcde fghi abcde=fghi abcde");
    LineWish wish = {.align = ALIGN_START, .last_line = ALIGN_START, .hyphenates = true};
    g_autoptr(Lines) lines = hand_break(&hand, 110, wish);
    hand_assert_lines(&hand, lines, "abcde fghi\nabcdefghi\nabcde\n");
    for (guint i = 0; i < 3; i++) {
        g_assert_cmpint(hand_line(lines, i)->ratio_permille, ==, 0);
        g_assert_cmpint(hand_line(lines, i)->align, ==, ALIGN_START);
        g_assert_cmpint(hand_line(lines, i)->quality, ==, LINE_GOOD);
    }
    hand_end(&hand);
}

/* Ragged lines are of about one length: not "aaaa bbbb" and "cc". */
static void test_ragged_is_even(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "aaaa bbbb cc dddddddddd");
    LineWish wish = {.align = ALIGN_CENTRE, .last_line = ALIGN_CENTRE};
    g_autoptr(Lines) lines = hand_break(&hand, 110, wish);
    hand_assert_lines(&hand, lines, "aaaa\nbbbb cc\ndddddddddd\n");
    hand_end(&hand);
}

/* Letters give together with the spaces: 4 are needed of 5 that all give, so that the letters, 100
 * wide, are 1.6 wider of their 2, and the space 2.4 of its 3. */
static void test_expansion(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand.expansion_mpt = UNIT;
    hand_text(&hand, "abcde fghij abcde");
    g_autoptr(Lines) lines = hand_break(&hand, 110, justified);
    const Line *line = hand_line(lines, 0);
    g_assert_cmpint(line->natural_mpt, ==, 106 * UNIT);
    g_assert_cmpint(line->scale_permille, ==, 16); /* 4/5 of 20 */
    g_assert_cmpint(line->ratio_permille, ==, 800);
    hand_end(&hand);
}

/* What hangs in the margins is not of the measure: "abcde fghij" is 106 wide, and fits in 100. */
static void test_protrusion(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand.protrusion_mpt = 3 * UNIT;
    hand_text(&hand, "abcde fghij abcde");
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    hand_assert_lines(&hand, lines, "abcde fghij\nabcde\n");
    g_assert_cmpint(hand_line(lines, 0)->natural_mpt, ==, 100 * UNIT);
    g_assert_cmpint(hand_line(lines, 0)->ratio_permille, ==, 0);
    LineWish wish = {.align = ALIGN_END, .last_line = ALIGN_END};
    g_autoptr(Lines) at_end = hand_break(&hand, 100, wish);
    hand_assert_lines(&hand, at_end, "abcde\nfghij\nabcde\n");
    hand_end(&hand);
}

/* Han characters: no width between them, a little stretch; none before a full stop. */
static void test_han(void) {
    static const char *const signs[] = {"一", "二", "三", "四", "五", "。", "六", "七"};
    Hand hand;
    hand_begin(&hand, false);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (i > 0) {
            if (strcmp(signs[i], "。") == 0) {
                hand_penalty(&hand, PENALTY_FORBIDDEN);
            }
            hand_glue(&hand, "", 0, 3, 0);
        }
        Item *box = hand_box(&hand, signs[i], 10 * UNIT);
        box->of.box.protrude_end_mpt = strcmp(signs[i], "。") == 0 ? 5 * UNIT : 0;
    }
    g_autoptr(Lines) lines = hand_break(&hand, 50, justified);
    hand_assert_lines(&hand, lines, "一二三四\n五。六七\n");
    g_assert_cmpint(hand_line(lines, 0)->ratio_permille, ==, 1111);
    g_autoptr(Lines) hanging = hand_break(&hand, 55, justified);
    hand_assert_lines(&hand, hanging, "一二三四五。\n六七\n");
    g_assert_cmpint(hand_line(hanging, 0)->ratio_permille, ==, 0);
    hand_end(&hand);
}

static uint64_t tries_of(unsigned words, int looseness, bool is_ragged) {
    static const Measure measures[] = {{150 * UNIT, 50 * UNIT}, {200 * UNIT, 0}};
    static const char *const shapes[] = {" ab=cd", " abcdef", " a", " abc=de=f", " abcd"};
    Hand hand;
    hand_begin(&hand, false);
    for (unsigned i = 0; i < words; i++) {
        hand_text(&hand, shapes[(i * 7 + i / 3) % G_N_ELEMENTS(shapes)]);
    }
    LineWish wish = justified;
    wish.measures = measures;
    wish.measure_count = 2;
    wish.align = is_ragged ? ALIGN_START : ALIGN_JUSTIFY;
    Lines *best = hand_break(&hand, 0, wish);
    uint64_t tries = best->tries;
    if (looseness != 0) {
        wish.looseness = looseness;
        g_autoptr(Lines) variant = hand_break(&hand, 0, wish);
        tries += variant != NULL ? variant->tries : 0;
    }
    lines_free(best);
    hand_end(&hand);
    return tries;
}

/* Ten times the words: ten times the work, and no more. */
static void test_linear(void) {
    for (int looseness = -1; looseness <= 1; looseness++) {
        uint64_t some = tries_of(2000, looseness, false), many = tries_of(20000, looseness, false);
        g_assert_cmpuint(many, <, some * 11);
    }
    g_assert_cmpuint(tries_of(20000, 0, true), <, tries_of(2000, 0, true) * 11);
}

/* Boxes without a width all stand on one line, wherever it may be broken; the last one does not. */
static void test_hostile(void) {
    enum { COUNT = 100000 };
    Hand hand;
    hand_begin(&hand, false);
    for (int i = 0; i < COUNT; i++) {
        hand_box(&hand, "x", 0);
        hand_penalty(&hand, i % 2 == 0 ? 0 : 50);
    }
    hand_word(&hand, "abcdefghijk");
    g_autoptr(Lines) lines = hand_break(&hand, 100, justified);
    g_assert_cmpuint(lines->lines->len, >, 0);
    g_assert_cmpuint(lines->tries, <, 1000 * (uint64_t)COUNT);
    hand_end(&hand);
}

static void test_doubled_breaks(void) {
    enum { COUNT = 100000 };
    Hand hand;
    hand_begin(&hand, false);
    hand_word(&hand, "abc");
    for (int i = 0; i < COUNT; i++) {
        hand_penalty(&hand, 0);
    }
    hand_word(&hand, "abc");
    g_autoptr(Lines) lines = hand_break(&hand, 30, justified);
    g_assert_cmpuint(lines->lines->len, ==, 2);
    g_assert_cmpuint(lines->tries, <, 20);
    hand_end(&hand);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/lines/published-example", test_published_example);
    g_test_add_func("/lines/looseness", test_looseness);
    g_test_add_func("/lines/looseness-of-three-words", test_looseness_of_three_words);
    g_test_add_func("/lines/long-word", test_long_word);
    g_test_add_func("/lines/long-word-alone", test_long_word_alone);
    g_test_add_func("/lines/narrow-letter-after-hyphen", test_narrow_letter_after_hyphen);
    g_test_add_func("/lines/empty", test_empty);
    g_test_add_func("/lines/only-spaces", test_only_spaces);
    g_test_add_func("/lines/no-items", test_no_items);
    g_test_add_func("/lines/measures", test_measures);
    g_test_add_func("/lines/forced-break", test_forced_break);
    g_test_add_func("/lines/justified-last-line", test_justified_last_line);
    g_test_add_func("/lines/hyphens-in-a-row", test_hyphens_in_a_row);
    g_test_add_func("/lines/hyphens-not-wanted", test_hyphens_not_wanted);
    g_test_add_func("/lines/own-hyphen", test_own_hyphen);
    g_test_add_func("/lines/ragged", test_ragged);
    g_test_add_func("/lines/ragged-is-even", test_ragged_is_even);
    g_test_add_func("/lines/expansion", test_expansion);
    g_test_add_func("/lines/protrusion", test_protrusion);
    g_test_add_func("/lines/han", test_han);
    g_test_add_func("/lines/linear", test_linear);
    g_test_add_func("/lines/hostile", test_hostile);
    g_test_add_func("/lines/doubled-breaks", test_doubled_breaks);
    return g_test_run();
}
