/* Lines drawn: where each run stands, in which order its text comes, and what goes with it. */
#include "print_lines_fixture.h"

static const LineWish justified = {
    .align = ALIGN_JUSTIFY, .last_line = ALIGN_START, .hyphenates = true};

static const Operation *operation_at(const DisplayList *list, guint index) {
    g_assert_cmpuint(index, <, list->operations->len);
    return &g_array_index(list->operations, Operation, index);
}

static const Operation *text_at(const DisplayList *list, guint number) {
    for (guint i = 0; i < list->operations->len; i++) {
        if (operation_at(list, i)->kind == OPERATION_TEXT && number-- == 0) {
            return operation_at(list, i);
        }
    }
    g_assert_not_reached();
}

static guint count_of(const DisplayList *list, OperationKind kind) {
    guint count = 0;
    for (guint i = 0; i < list->operations->len; i++) {
        count += operation_at(list, i)->kind == kind;
    }
    return count;
}

static const Operation *only(const DisplayList *list, OperationKind kind) {
    g_assert_cmpuint(count_of(list, kind), ==, 1);
    for (guint i = 0;; i++) {
        if (operation_at(list, i)->kind == kind) {
            return operation_at(list, i);
        }
    }
}

/* The runs' texts in the order of drawing, with their left edges in units: "abc @0, de @36". */
static void assert_runs(const DisplayList *list, const char *expected) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = operation_at(list, i);
        if (operation->kind == OPERATION_TEXT) {
            g_string_append_printf(
                all, "%s%.*s@%d", all->len > 0 ? ", " : "", (int)operation->of.text.text_length,
                list->text->str + operation->of.text.text_start, operation->box.x_mpt / UNIT);
        }
    }
    g_assert_cmpstr(all->str, ==, expected);
}

static DisplayList *draw(const Hand *hand, const Lines *lines, guint index, Mpt left, Mpt column) {
    DisplayList *list = display_list_new();
    Item end = {.kind = ITEM_PENALTY, .of.penalty.cost = PENALTY_FORCED};
    g_array_append_val(hand->shaped->items, end);
    line_draw(hand->shaped, hand_line(lines, index), left * UNIT, column * UNIT, 100 * UNIT, list);
    g_array_set_size(hand->shaped->items, hand->shaped->items->len - 1);
    return list;
}

/* Where the run's last glyph ends, as a PDF viewer adds it up. */
static Mpt end_of_run(const DisplayList *list, const Operation *run) {
    gint64 width = 0;
    for (uint32_t i = 0; i < run->of.text.glyph_count; i++) {
        width +=
            g_array_index(list->glyphs, DisplayGlyph, run->of.text.first_glyph + i).advance_mpt;
    }
    return run->box.x_mpt + (Mpt)(width * (1000 + run->of.text.scale_permille) / 1000);
}

static void test_one_run(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abc de fghi");
    g_autoptr(Lines) lines = hand_break(&hand, 60, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 7, 60);
    assert_runs(list, "abc de @7");
    const Operation *run = only(list, OPERATION_TEXT);
    g_assert_cmpint(run->box.y_mpt, ==, 100 * UNIT);
    g_assert_cmpint(run->box.width_mpt, ==, 60 * UNIT);
    g_assert_cmpuint(run->of.text.glyph_count, ==, 7); /* the line's last space among them */
    const DisplayGlyph *glyphs = (const DisplayGlyph *)list->glyphs->data;
    g_assert_cmpint(glyphs[3].glyph, ==, SPACE_GLYPH);
    g_assert_cmpint(glyphs[3].advance_mpt, ==, 10 * UNIT); /* 6, and 4 that the line lacked */
    g_assert_cmpuint(glyphs[3].text_start, ==, 3);
    g_assert_cmpint(glyphs[6].glyph, ==, SPACE_GLYPH);
    g_assert_cmpint(glyphs[6].advance_mpt, ==, 0);
    g_assert_cmpuint(glyphs[6].text_start, ==, 6);
    g_autoptr(DisplayList) last = draw(&hand, lines, 1, 7, 60);
    assert_runs(last, "fghi@7");
    hand_end(&hand);
}

/* Thirds and sevenths: whatever has to be rounded, the last glyph ends at the margin. */
static void test_ends_at_margin(void) {
    /* the letters, 100 wide, give 2.404, the spaces 9: a thousandth is had from 475 on */
    for (Mpt excess = -1900; excess < 2500; excess += 137) {
        Hand hand;
        hand_begin(&hand, false);
        hand.expansion_mpt = 601;
        hand_text(&hand, "abc de fgh ij abcdefghijklmnopq");
        Measure measure = {.width_mpt = 118 * UNIT + excess};
        LineWish wish = justified;
        wish.measures = &measure;
        wish.measure_count = 1;
        g_autoptr(Lines) lines = hand_break(&hand, 0, wish);
        g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 200);
        const Operation *run = only(list, OPERATION_TEXT);
        g_assert_cmpint(run->box.x_mpt + run->box.width_mpt, ==, measure.width_mpt);
        g_assert_cmpint(ABS(end_of_run(list, run) - measure.width_mpt), <=, 1);
        g_assert_cmpint(run->of.text.scale_permille > 0, ==, excess >= 475);
        hand_end(&hand);
    }
}

/* What hangs stands past both margins. */
static void test_hangs(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand.protrusion_mpt = 3 * UNIT;
    hand_text(&hand, "abcde fghij abcdefgh");
    g_autoptr(Lines) lines = hand_break(&hand, 102, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 20, 102);
    const Operation *run = only(list, OPERATION_TEXT);
    g_assert_cmpint(run->box.x_mpt, ==, 17 * UNIT);
    g_assert_cmpint(run->box.width_mpt, ==, 108 * UNIT);
    hand_end(&hand);
}

static void test_hyphen(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abc de=fgh");
    g_autoptr(Lines) lines = hand_break(&hand, 61, justified);
    g_autoptr(DisplayList) first = draw(&hand, lines, 0, 0, 61);
    g_autoptr(DisplayList) second = draw(&hand, lines, 1, 0, 61);
    assert_runs(first, "abc de@0");
    assert_runs(second, "fgh@0");
    const Operation *run = only(first, OPERATION_TEXT);
    g_assert_true(run->of.text.ends_in_hyphen);
    g_assert_false(only(second, OPERATION_TEXT)->of.text.ends_in_hyphen);
    const DisplayGlyph *glyphs = (const DisplayGlyph *)first->glyphs->data;
    g_assert_cmpuint(run->of.text.glyph_count, ==, 7);
    g_assert_cmpint(glyphs[6].glyph, ==, HYPHEN_GLYPH);
    g_assert_cmpuint(glyphs[6].text_length, ==, 0);
    g_assert_cmpint(run->box.width_mpt, ==, 61 * UNIT);
    hand_end(&hand);
}

/* Old German: "Schiff-fahrt" from "Schiffahrt": the box before the break has an f more. */
static void test_replacement(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_box(&hand, "schif", 50 * UNIT);
    Item *hyphen = hand_hyphen(&hand, 5 * UNIT);
    hyphen->of.penalty.before_mpt = 10 * UNIT;
    hyphen->of.penalty.replacement_first_glyph = hand.shaped->glyphs->len;
    hyphen->of.penalty.replacement_glyph_count = 6;
    for (uint32_t i = 0; i < 6; i++) {
        hand_add_glyph(&hand, (uint16_t) "schiff"[i], 10 * UNIT, i, i < 5 ? 1 : 0);
    }
    hand_box(&hand, "fahrt", 50 * UNIT);
    g_autoptr(Lines) lines = hand_break(&hand, 65, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 65);
    assert_runs(list, "schif@0");
    const DisplayGlyph *glyphs = (const DisplayGlyph *)list->glyphs->data;
    g_assert_cmpuint(list->glyphs->len, ==, 7);
    g_assert_cmpint(glyphs[5].glyph, ==, 'f');
    g_assert_cmpuint(glyphs[4].text_length, ==, 1);
    g_assert_cmpuint(glyphs[5].text_length, ==, 0);
    g_assert_cmpint(glyphs[6].glyph, ==, HYPHEN_GLYPH);
    g_assert_cmpint(end_of_run(list, only(list, OPERATION_TEXT)), ==, 65 * UNIT);
    hand_end(&hand);
}

static void test_forced_break(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "ab | cd");
    g_autoptr(Lines) lines = hand_break(&hand, 90, justified);
    g_autoptr(DisplayList) first = draw(&hand, lines, 0, 0, 90);
    g_autoptr(DisplayList) second = draw(&hand, lines, 1, 0, 90);
    assert_runs(first, "ab @0");
    assert_runs(second, "cd@0");
    hand_end(&hand);
}

static void test_alignment(void) {
    static const struct {
        Alignment align;
        bool is_rtl;
        const char *expected;
    } rows[] = {{ALIGN_START, false, "ab@10"},
                {ALIGN_END, false, "ab@80"},
                {ALIGN_CENTRE, false, "ab@45"},
                {ALIGN_START, true, "ab@80"},
                {ALIGN_END, true, "ab@10"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Hand hand;
        hand_begin(&hand, rows[i].is_rtl);
        hand_text(&hand, "ab");
        LineWish wish = {.align = rows[i].align, .last_line = rows[i].align};
        g_autoptr(Lines) lines = hand_break(&hand, 90, wish);
        g_autoptr(DisplayList) list = draw(&hand, lines, 0, 10, 90);
        assert_runs(list, rows[i].expected);
        hand_end(&hand);
    }
}

/* An indent is taken from the right where lines begin there. */
static void test_right_to_left_indent(void) {
    Hand hand;
    hand_begin(&hand, true);
    hand_text(&hand, "ab");
    LineWish wish = justified;
    wish.indent_mpt = 12 * UNIT;
    g_autoptr(Lines) lines = hand_break(&hand, 90, wish);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 90);
    assert_runs(list, "ab@58");
    hand_end(&hand);
}

static void add_level(Hand *hand, uint8_t level, const char *text) {
    hand->level = level;
    hand_word(hand, text);
}

static void add_space(Hand *hand, uint8_t level) {
    hand_glue(hand, " ", 6, 3, 2)->of.glue.level = level;
}

/* An Arabic sentence with a name of two Latin words and a year in brackets, from the right:
 *   قال [New York] (2026) أمس
 * 30 + 6 + 30 6 40 + 6 + 10 40 10 + 6 + 30 = 214 wide. */
static void test_arabic(void) {
    Hand hand;
    hand_begin(&hand, true);
    add_level(&hand, 1, "قال");
    add_space(&hand, 1);
    add_level(&hand, 2, "New");
    add_space(&hand, 2);
    add_level(&hand, 2, "York");
    add_space(&hand, 1);
    add_level(&hand, 1, "(");
    add_level(&hand, 2, "2026");
    add_level(&hand, 1, ")");
    add_space(&hand, 1);
    add_level(&hand, 1, "أمس");
    g_autoptr(Lines) lines = hand_break(&hand, 300, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 214);
    assert_runs(list, "قال @178, New York@102,  (@86, 2026@46, ) أمس@0");
    const Operation *first = text_at(list, 0), *name = text_at(list, 1);
    g_assert_true(first->of.text.is_rtl);
    g_assert_false(name->of.text.is_rtl);
    /* from the left: the space, then the word's letters from its last */
    const DisplayGlyph *glyphs = (const DisplayGlyph *)list->glyphs->data;
    g_assert_cmpint(glyphs[0].glyph, ==, SPACE_GLYPH);
    g_assert_cmpint(glyphs[1].glyph, ==, 0x0644);
    g_assert_cmpuint(glyphs[1].text_start, ==, 4);
    g_assert_cmpint(glyphs[3].glyph, ==, 0x0642);
    g_assert_cmpuint(glyphs[3].text_start, ==, 0);
    hand_end(&hand);
}

/* In a Latin sentence the space after an Arabic word goes with what comes after it: none is lost.
 */
static void test_arabic_word(void) {
    Hand hand;
    hand_begin(&hand, false);
    add_level(&hand, 0, "to");
    add_space(&hand, 0);
    add_level(&hand, 1, "قال");
    add_space(&hand, 0);
    add_level(&hand, 0, "it");
    g_autoptr(Lines) lines = hand_break(&hand, 300, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 300);
    assert_runs(list, "to @0, قال@26,  it@56");
    hand_end(&hand);
}

/* Levels within levels: in an Arabic quotation of a Latin sentence that quotes Arabic. */
static void test_nested_levels(void) {
    Hand hand;
    hand_begin(&hand, true);
    add_level(&hand, 1, "a");
    add_level(&hand, 2, "b");
    add_level(&hand, 3, "c");
    add_level(&hand, 3, "d");
    add_level(&hand, 2, "e");
    add_level(&hand, 1, "f");
    g_autoptr(Lines) lines = hand_break(&hand, 300, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 60);
    assert_runs(list, "a@50, b@10, cd@20, e@40, f@0");
    hand_end(&hand);
}

/* A trailing run from right to left has the line's space at its left. */
static void test_right_to_left_end(void) {
    Hand hand;
    hand_begin(&hand, true);
    hand_text(&hand, "ab cd");
    g_autoptr(Lines) lines = hand_break(&hand, 30, (LineWish){.last_line = ALIGN_START});
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 30);
    assert_runs(list, "ab @10");
    const DisplayGlyph *glyphs = (const DisplayGlyph *)list->glyphs->data;
    g_assert_cmpuint(list->glyphs->len, ==, 3);
    g_assert_cmpint(glyphs[0].glyph, ==, SPACE_GLYPH);
    g_assert_cmpint(glyphs[0].advance_mpt, ==, 0);
    g_assert_cmpuint(glyphs[0].text_start, ==, 2);
    hand_end(&hand);
}

/* "see [the (report)] now": a link, in which a word is in another style. */
static void test_stretches(void) {
    StructureElement *link = structure_new(ROLE_LINK);
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "see ");
    TextStyle underlined = hand.style;
    underlined.is_underlined = true;
    underlined.ink = (Ink){.kind = INK_GREY, .parts = {1000}};
    for (int i = 0; i < 2; i++) {
        TextStretch *stretch = hand_next_stretch(&hand);
        stretch->style = &underlined;
        stretch->href = "https://example.org/";
        stretch->element = link;
        hand_text(&hand, i == 0 ? "the " : "report");
    }
    hand_next_stretch(&hand);
    hand_text(&hand, " now");
    g_autoptr(Lines) lines = hand_break(&hand, 300, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 300);
    assert_runs(list, "see @0, the @36, report @72, now@138");
    /* one area for all of the link, without the space after it */
    Box area = only(list, OPERATION_LINK)->box;
    g_assert_cmpint(area.x_mpt, ==, 36 * UNIT);
    g_assert_cmpint(area.width_mpt, ==, 96 * UNIT);
    g_assert_cmpint(area.y_mpt, ==, 92 * UNIT);
    g_assert_cmpint(area.height_mpt, ==, 10 * UNIT);
    g_assert_cmpuint(count_of(list, OPERATION_FILL), ==, 2);
    g_assert_cmpuint(count_of(list, OPERATION_BEGIN), ==, 1);
    g_assert_cmpuint(count_of(list, OPERATION_END), ==, 1);
    g_assert_true(only(list, OPERATION_BEGIN)->of.begin.element == link);
    hand_end(&hand);
    structure_free(link);
}

/* Lines under and through letters: a tenth of the size below, half the x-height above. */
static void test_decoration(void) {
    Hand hand;
    hand_begin(&hand, false);
    hand.style.is_underlined = hand.style.is_struck = true;
    hand.style.ink = (Ink){.kind = INK_GREY, .parts = {1000}};
    hand_text(&hand, "ab");
    g_autoptr(Lines) lines = hand_break(&hand, 300, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 300);
    g_assert_cmpuint(count_of(list, OPERATION_FILL), ==, 2);
    Box under = operation_at(list, 1)->box, through = operation_at(list, 2)->box;
    g_assert_cmpint(under.y_mpt, ==, 101 * UNIT);
    g_assert_cmpint(under.width_mpt, ==, 20 * UNIT);
    g_assert_cmpint(under.height_mpt, ==, UNIT / 2);
    g_assert_cmpint(through.y_mpt, ==, 97500);
    hand_end(&hand);
}

/* Code: what its lines begin with stays, and is drawn. */
static void test_preformatted(void) {
    Hand hand;
    hand_begin(&hand, false);
    BoxStyle style = {.text = &hand.style, .keeps_white_space = true};
    hand.paragraph->style = &style;
    hand_text(&hand, "if | ");
    hand_glue(&hand, " ", 6, 0, 0);
    hand_glue(&hand, " ", 6, 0, 0);
    hand_text(&hand, "do");
    LineWish wish = {.align = ALIGN_START, .last_line = ALIGN_START};
    g_autoptr(Lines) lines = hand_break(&hand, 90, wish);
    g_autoptr(DisplayList) list = draw(&hand, lines, 1, 0, 90);
    assert_runs(list, "  do@0");
    g_assert_cmpint(only(list, OPERATION_TEXT)->box.width_mpt, ==, 32 * UNIT);
    hand_end(&hand);
}

/* A word without an end: coordinates stay numbers. */
static void test_endless_word(void) {
    Hand hand;
    hand_begin(&hand, false);
    for (int i = 0; i < 300; i++) {
        hand_box(&hand, "abcdefghij", 10000 * UNIT);
    }
    g_autoptr(Lines) lines = hand_break(&hand, 90, justified);
    g_assert_cmpuint(lines->lines->len, ==, 1);
    g_assert_cmpint(hand_line(lines, 0)->quality, ==, LINE_OVERFULL);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 90);
    g_assert_cmpint(text_at(list, 0)->box.x_mpt, ==, 0);
    hand_end(&hand);
}

static void test_nothing(void) {
    Hand hand;
    hand_begin(&hand, false);
    g_autoptr(Lines) lines = hand_break(&hand, 90, justified);
    g_autoptr(DisplayList) list = draw(&hand, lines, 0, 0, 90);
    g_assert_cmpuint(list->operations->len, ==, 0);
    const xmlNode *node = NULL;
    size_t offset = 0;
    g_autofree char *words = line_first_words(hand.shaped, hand_line(lines, 0));
    g_assert_false(line_text_place(hand.shaped, hand_line(lines, 0), &node, &offset));
    g_assert_cmpstr(words, ==, "");
    hand_end(&hand);
}

/* The second line begins nine bytes into the second text node, and calls notes 4 and 5. */
static void test_what_a_line_tells(void) {
    xmlNode *text = xmlNewText((const xmlChar *)"not read");
    Hand hand;
    hand_begin(&hand, false);
    hand_text(&hand, "abcd ");
    TextStretch *stretch = hand_next_stretch(&hand);
    stretch->node = text;
    stretch->node_offset_bytes = 4;
    hand_text(&hand, "efgh ijkl");
    hand_next_stretch(&hand)->note = 4;
    hand_word(&hand, "4");
    hand_next_stretch(&hand)->note = 5;
    hand_word(&hand, "5");
    g_autoptr(Lines) lines = hand_break(&hand, 86, justified);
    hand_assert_lines(&hand, lines, "abcd efgh\nijkl45\n");
    const xmlNode *node = NULL;
    size_t offset = 0;
    g_assert_true(line_text_place(hand.shaped, hand_line(lines, 1), &node, &offset));
    g_assert_true(node == text);
    g_assert_cmpuint(offset, ==, 9);
    g_assert_true(line_text_place(hand.shaped, hand_line(lines, 0), &node, &offset));
    g_assert_cmpuint(offset, ==, 4);
    g_autoptr(GArray) notes = g_array_new(FALSE, FALSE, sizeof(guint));
    line_notes(hand.shaped, hand_line(lines, 1), notes);
    g_assert_cmpuint(notes->len, ==, 2);
    g_assert_cmpuint(g_array_index(notes, guint, 0), ==, 4);
    g_assert_cmpuint(g_array_index(notes, guint, 1), ==, 5);
    g_autofree char *words = line_first_words(hand.shaped, hand_line(lines, 1));
    g_assert_cmpstr(words, ==, "ijkl45");
    hand_end(&hand);
    xmlFreeNode(text);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/line-draw/one-run", test_one_run);
    g_test_add_func("/line-draw/ends-at-margin", test_ends_at_margin);
    g_test_add_func("/line-draw/hangs", test_hangs);
    g_test_add_func("/line-draw/hyphen", test_hyphen);
    g_test_add_func("/line-draw/replacement", test_replacement);
    g_test_add_func("/line-draw/forced-break", test_forced_break);
    g_test_add_func("/line-draw/alignment", test_alignment);
    g_test_add_func("/line-draw/right-to-left-indent", test_right_to_left_indent);
    g_test_add_func("/line-draw/arabic", test_arabic);
    g_test_add_func("/line-draw/arabic-word", test_arabic_word);
    g_test_add_func("/line-draw/nested-levels", test_nested_levels);
    g_test_add_func("/line-draw/right-to-left-end", test_right_to_left_end);
    g_test_add_func("/line-draw/stretches", test_stretches);
    g_test_add_func("/line-draw/decoration", test_decoration);
    g_test_add_func("/line-draw/preformatted", test_preformatted);
    g_test_add_func("/line-draw/endless-word", test_endless_word);
    g_test_add_func("/line-draw/nothing", test_nothing);
    g_test_add_func("/line-draw/what-a-line-tells", test_what_a_line_tells);
    return g_test_run();
}
