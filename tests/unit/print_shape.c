/* Paragraphs as boxes, glue and penalties. The breaks expected are Unicode's (UAX 14) and those of
 * the hyphenation dictionaries that Debian ships. */
#include "print_shape_fixture.h"

static void test_english(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "The well-known typography, a different matter.", "en", false),
           "The_well-|known_ty-pog-ra-phy,_a_dif-fer-ent_mat-ter.#");
    expect(fixture_shape(&fixture, "NATO hired carpenter\u2019s R2D2 in 1984", "en", false),
           "NATO_hired_car-pen-ter\u2019s_R2D2_in_1984#");
    fixture.box.hyphenates = false;
    expect(fixture_shape(&fixture, "typography", "en", false), "typography#");
    fixture_free(&fixture);
}

static void test_space(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "so on", "en", false);
    const Item *space = item_of(shaped, 1);
    g_assert_cmpint(space->kind, ==, ITEM_GLUE);
    g_assert_cmpint(space->of.glue.stretch_mpt, ==, space->width_mpt / 2);
    g_assert_cmpint(space->of.glue.shrink_mpt, ==, space->width_mpt / 3);
    fixture_free(&fixture);
}

/* Vollkorn kerns letters against the space: word by word must be as wide as all at once. */
static void test_kerning_against_space(void) {
    Fixture fixture = fixture_new();
    static const char text[] = "A Tale of Your Vow T A V";
    fixture.box.hyphenates = false;
    const ShapedParagraph *shaped = fixture_shape(&fixture, text, "en", false);
    hb_buffer_t *buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    const FontFace *face = font_shelf_face(fixture.shelf, &fixture.text);
    hb_shape(face->font, buffer, NULL, 0);
    unsigned count = 0;
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &count);
    int64_t whole = 0, plain = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    for (unsigned i = 0; i < count; i++) {
        whole += places[i].x_advance;
        plain += hb_font_get_glyph_h_advance(face->font, infos[i].codepoint);
    }
    g_assert_cmpint(whole, !=, plain);
    int64_t width = 0;
    for (guint i = 0; i + 1 < shaped->items->len; i++) {
        width += item_of(shaped, i)->width_mpt;
    }
    int64_t expected = whole * 10000 / face->units_per_em;
    g_assert_cmpint(ABS(width - expected), <=, count); /* each glyph is rounded */
    hb_buffer_destroy(buffer);
    fixture_free(&fixture);
}

static Mpt width_in(Fixture *fixture, const char *text) {
    return shape_width(fixture->shaper, text, &fixture->text, "en", false);
}

/* The penalty after the box that has this text. */
static const Item *break_after(const ShapedParagraph *shaped, const char *text) {
    for (guint i = 0; i + 1 < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_BOX && item->text_length == strlen(text) &&
            memcmp(shaped->paragraph->text->str + item->text_start, text, strlen(text)) == 0) {
            g_assert_cmpint(item_of(shaped, i + 1)->kind, ==, ITEM_PENALTY);
            return item_of(shaped, i + 1);
        }
    }
    g_assert_not_reached();
}

/* A taken break makes its two sides as wide as if each were set by itself. */
static void test_break_widths(void) {
    static const struct {
        const char *word, *before, *after;
    } rows[] = {
        {"different", "dif", "fer"}, {"typography", "ty", "pog"},  {"Affinity", "Affin", "ity"},
        {"efficient", "ef", "fi"},   {"waffling", "waf", "fling"},
    };
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const ShapedParagraph *shaped = fixture_shape(&fixture, rows[i].word, "en", false);
        Mpt whole = 0;
        for (guint k = 0; k + 1 < shaped->items->len; k++) {
            whole += item_of(shaped, k)->kind == ITEM_BOX ? item_of(shaped, k)->width_mpt : 0;
        }
        g_assert_cmpint(whole, ==, width_in(&fixture, rows[i].word));
        const Item *penalty = break_after(shaped, rows[i].before);
        g_autofree char *hyphened = g_strconcat(rows[i].before, "\u2010", NULL);
        const Item *box = penalty - 1, *next = penalty + 1;
        Mpt before = box->width_mpt + penalty->of.penalty.before_mpt + penalty->width_mpt;
        if (box == item_of(shaped, 0)) {
            g_assert_cmpint(ABS(before - width_in(&fixture, hyphened)), <=, 2);
        }
        Mpt after = next->width_mpt + penalty->of.penalty.after_mpt;
        g_assert_cmpint(ABS(after - width_in(&fixture, rows[i].after)), <=, 2);
    }
    fixture_free(&fixture);
}

/* A ligature that a break parts is one glyph if the break is not taken and letters if it is. */
static void test_parted_ligature(void) {
    static const char *const libertine[] = {"Linux Libertine O", NULL};
    Fixture fixture = fixture_new();
    fixture.text.families = libertine;
    const ShapedParagraph *shaped = fixture_shape(&fixture, "office", "en", false);
    expect(shaped, "of-fice#");
    const Item *before = item_of(shaped, 0), *penalty = item_of(shaped, 1);
    const Item *after = item_of(shaped, 2);
    g_assert_cmpuint(before->of.box.glyph_count, ==, 2); /* o, ffi */
    g_assert_cmpuint(after->of.box.glyph_count, ==, 2);  /* c, e */
    const ShapedGlyph *ligature = glyph_of(shaped, before->of.box.first_glyph + 1);
    g_assert_cmpuint(ligature->text_start, ==, 1);
    g_assert_cmpuint(ligature->text_length, ==, 3);
    g_assert_cmpuint(penalty->of.penalty.replacement_glyph_count, ==, 2); /* o, f */
    g_assert_cmpuint(penalty->of.penalty.after_glyph_count, ==, 3);       /* fi, c, e */
    const ShapedGlyph *first = glyph_of(shaped, penalty->of.penalty.after_first_glyph);
    g_assert_cmpuint(first->text_start, ==, 2);
    g_assert_cmpuint(first->text_length, ==, 2);
    const ShapedGlyph *last = glyph_of(shaped, penalty->of.penalty.replacement_first_glyph + 1);
    g_assert_cmpuint(last->text_start, ==, 1);
    g_assert_cmpuint(last->text_length, ==, 1);
    fixture_free(&fixture);
}

static void test_german(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "Die Donauschifffahrt heißt so.", "de", false),
           "Die_Do-nau-schiff-fahrt_hei\u00DFt_so.#");
    fixture_free(&fixture);
}

static void test_french(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "Quoi\u202F? \u00AB\u00A0L\u2019enfant", "fr", false),
           "Quoi~?_\u00AB~L\u2019en-fant#");
    const ShapedParagraph *shaped = fixture_shape(&fixture, "a\u202Fb\u00A0c d", "fr", false);
    Mpt narrow = 0, fixed = 0;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_GLUE && item->text_start == 1) {
            narrow = item->width_mpt;
            g_assert_cmpint(item->of.glue.stretch_mpt, ==, 0);
        }
        fixed = item->kind == ITEM_GLUE && item->text_start == 5 ? item->width_mpt : fixed;
    }
    g_assert_cmpint(narrow, >, 0);
    g_assert_cmpint(narrow, <, fixed);
    fixture_free(&fixture);
}

static void test_marks_of_the_text(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "type\u00ADsetting", "en", false), "type-setting#");
    expect(fixture_shape(&fixture, "ab\u200Bcd", "en", false), "ab|cd#");
    expect(fixture_shape(&fixture, "a\u2028b", "en", false), "a#b#");
    expect(fixture_shape(&fixture, "a\u2060-\u2060b", "en", false), "a\u2060-\u2060b#");
    expect(fixture_shape(&fixture, "so\u2014as it were", "en", false), "so|\u2014|as_it_were#");
    expect(fixture_shape(&fixture, "\abell\xC2\x80", "en", false), "bell#");
    expect(fixture_shape(&fixture, "", "en", false), "#");
    expect(fixture_shape(&fixture, " ", "en", false), "_#");
    expect(fixture_shape(&fixture, "\u00AD\u200B", "en", false), "#");
    fixture_free(&fixture);
}

static void test_addresses(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "at https://example.org/organisation/a-b?id=1.", "en", false),
           "at_https://|example|.org/|organisation/|a|-b|?id|=|1|.#");
    fixture_free(&fixture);
}

static void test_hostile(void) {
    Fixture fixture = fixture_new();
    g_autofree char *word = g_strnfill(10000, 'x');
    const ShapedParagraph *shaped = fixture_shape(&fixture, word, "en", false);
    g_assert_cmpuint(shaped->items->len, >, 4000); /* it may break: no column is so broad */
    GString *marks = g_string_new("a");
    for (int i = 0; i < 10000; i++) {
        g_string_append(marks, "\u0301");
    }
    fixture_shape(&fixture, marks->str, "en", false);
    fixture_shape(&fixture, marks->str + 1, "en", false);
    g_string_assign(marks, "");
    for (int i = 0; i < 5000; i++) {
        g_string_append(marks, "\u202B\u0628");
    }
    fixture_shape(&fixture, marks->str, "ar", true);
    g_string_free(marks, TRUE);
    fixture_free(&fixture);
}

static guint places_to_break(const ShapedParagraph *shaped) {
    guint count = 0;
    for (guint i = 1; i + 1 < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i), *before = item_of(shaped, i - 1);
        bool is_held = before->kind == ITEM_PENALTY && before->of.penalty.cost >= PENALTY_FORBIDDEN;
        count += item->kind == ITEM_GLUE && !is_held;
        count += item->kind == ITEM_PENALTY && item->of.penalty.cost < PENALTY_FORBIDDEN;
    }
    return count;
}

/* A no-break space holds a few words together; a text that has no other was pasted so. */
static void test_text_of_no_break_spaces(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "12\u00A0000\u00A0000 t", "en", false);
    g_assert_cmpuint(places_to_break(shaped), ==, 1);
    g_autoptr(GString) text = g_string_new("to");
    for (int i = 0; i < 60; i++) {
        g_string_append(text, "\u00A0to");
    }
    g_assert_cmpuint(places_to_break(fixture_shape(&fixture, text->str, "en", false)), ==, 60);
    fixture_free(&fixture);
}

/* No line is so long as this word, whose letters join: it has to break somewhere, between letters
 * and not before a mark; a long word that there is stays whole. */
static void test_long_words_from_right_to_left(void) {
    Fixture fixture = fixture_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 4000; i++) {
        g_string_append(text, "\u0634\u064E");
    }
    const ShapedParagraph *shaped = fixture_shape(&fixture, text->str, "ar", true);
    guint places = places_to_break(shaped);
    g_assert_cmpuint(places, >, 100);
    for (guint i = 0; i < shaped->items->len; i++) {
        g_assert_cmpuint(item_of(shaped, i)->text_start % 4, ==, 0); /* two letters of two bytes */
    }
    shaped = fixture_shape(&fixture,
                           "\u0623\u0641\u0627\u0633\u062A\u0633\u0642\u064A\u0646\u0627"
                           "\u0643\u0645\u0648\u0647\u0627",
                           "ar", true);
    g_assert_cmpuint(places_to_break(shaped), ==, 0);
    fixture_free(&fixture);
}

static void test_arabic(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "زار Victor Hugo القاهرة", "ar", true);
    expect(shaped, "زار_Victor_Hugo_القاهرة#");
    const Item *arabic = item_of(shaped, 0), *latin = item_of(shaped, 2);
    g_assert_cmpint(arabic->of.box.level, ==, 1);
    g_assert_cmpint(latin->of.box.level, ==, 2);
    g_assert_cmpstr(arabic->of.box.face->family, ==, "Amiri");
    g_assert_cmpstr(latin->of.box.face->family, ==, "Vollkorn");
    /* in visual order: the last letter of the word is its first glyph */
    const ShapedGlyph *first = glyph_of(shaped, arabic->of.box.first_glyph);
    g_assert_cmpuint(first->text_start, ==, 4);
    g_assert_cmpuint(fixture.missing->len, ==, 0);
    fixture_free(&fixture);
}

/* Letters of one word join though its middle is in another setting. */
static void test_arabic_joins_across_stretches(void) {
    Fixture fixture = fixture_new();
    TextStyle red = fixture.text;
    red.ink = (Ink){.kind = INK_CMYK, .parts = {0, 1000, 1000, 0}};
    static const char *const parts[] = {"ك", "ت", "ب"};
    fixture_begin(&fixture, true);
    for (int i = 0; i < 3; i++) {
        paragraph_text_add(fixture.paragraph, parts[i], strlen(parts[i]),
                           (TextStretch){.style = i == 1 ? &red : &fixture.text, .lang = "ar"});
    }
    const ShapedParagraph *shaped = fixture_end(&fixture);
    uint16_t joined[3];
    for (guint i = 0; i < 3; i++) {
        joined[i] = glyph_of(shaped, item_of(shaped, i)->of.box.first_glyph)->glyph;
    }
    for (int i = 0; i < 3; i++) { /* by itself each letter has its isolated form */
        shaped = fixture_shape(&fixture, parts[i], "ar", true);
        uint32_t alone = item_of(shaped, 0)->of.box.first_glyph;
        g_assert_cmpuint(glyph_of(shaped, alone)->glyph, !=, joined[i]);
    }
    fixture_free(&fixture);
}

static void test_hebrew(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "שלום 12 עולם", "he", true);
    expect(shaped, "שלום_12_עולם#");
    g_assert_cmpint(item_of(shaped, 0)->of.box.level, ==, 1);
    g_assert_cmpint(item_of(shaped, 2)->of.box.level, ==, 2);
    g_assert_cmpuint(fixture.missing->len, ==, 0);
    fixture_free(&fixture);
}

/* No line begins with a stop or a closing bracket, none ends with an opening one (JLREQ 3.1.7). */
static void test_japanese(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "私は「猫」、だ。", "ja", false);
    expect(shaped, "私^は^「=猫=」=、^だ=。#");
    g_assert_cmpstr(item_of(shaped, 0)->of.box.face->family, ==, "Noto Serif CJK JP");
    const Mpt size = 8960; /* nine tenths, for Vollkorn's x-height 458 instead of 460 */
    for (guint i = 1; i + 1 < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_GLUE) { /* two blank halves that meet are one: after the bracket */
            bool is_double = item->text_start == strlen("私は「猫」");
            g_assert_cmpint(item->width_mpt, ==, is_double ? -size / 2 : 0);
            g_assert_cmpint(item->of.glue.stretch_mpt, ==, size / 10);
        }
    }
    const Item *stop = item_of(shaped, shaped->items->len - 2);
    g_assert_cmpint(stop->width_mpt, ==, size);
    g_assert_cmpint(stop->of.box.protrude_end_mpt, ==, size / 2);
    fixture_free(&fixture);
}

static void test_other_scripts(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "हिन्दी में", "hi", false);
    expect(shaped, "हिन्दी_में#");
    const Item *word = item_of(shaped, 0);
    /* the sign i stands before its consonant: fewer clusters than characters, none lost */
    uint32_t text = 0;
    for (uint32_t i = 0; i < word->of.box.glyph_count; i++) {
        text += glyph_of(shaped, word->of.box.first_glyph + i)->text_length;
    }
    g_assert_cmpuint(text, ==, word->text_length);
    fixture.box.align = ALIGN_START;
    expect(fixture_shape(&fixture, "ภาษาไทย", "th", false), "ภาษา^ไทย#");
    g_assert_cmpuint(fixture.missing->len, ==, 0);
    fixture_free(&fixture);
}

static void test_missing(void) {
    Fixture fixture = fixture_new();
    /* the last two are of the private use area: no font of Debian's has them */
    fixture_shape(&fixture, "a\uF5F1 \uF5F1\U00100123", "en", false);
    g_assert_cmpuint(fixture.missing->len, ==, 2);
    g_assert_cmpuint(g_array_index(fixture.missing, gunichar, 0), ==, 0xF5F1);
    g_assert_cmpuint(g_array_index(fixture.missing, gunichar, 1), ==, 0x100123);
    fixture_free(&fixture);
}

static void test_preformatted(void) {
    Fixture fixture = fixture_new();
    fixture.box.keeps_white_space = true;
    fixture.box.hyphenates = false;
    const ShapedParagraph *shaped = fixture_shape(&fixture, "if\u2028  so now", "en", false);
    g_assert_cmpint(item_of(shaped, 2)->kind, ==, ITEM_BOX); /* an indent does not fall away */
    g_assert_cmpint(item_of(shaped, 3)->kind, ==, ITEM_BOX);
    g_assert_cmpint(item_of(shaped, 5)->kind, ==, ITEM_GLUE);
    g_assert_cmpint(item_of(shaped, 5)->of.glue.stretch_mpt, ==, 0);
    fixture_free(&fixture);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/shape/english", test_english);
    g_test_add_func("/print/shape/space", test_space);
    g_test_add_func("/print/shape/kerning-against-space", test_kerning_against_space);
    g_test_add_func("/print/shape/break-widths", test_break_widths);
    g_test_add_func("/print/shape/parted-ligature", test_parted_ligature);
    g_test_add_func("/print/shape/german", test_german);
    g_test_add_func("/print/shape/french", test_french);
    g_test_add_func("/print/shape/marks-of-the-text", test_marks_of_the_text);
    g_test_add_func("/print/shape/addresses", test_addresses);
    g_test_add_func("/print/shape/hostile", test_hostile);
    g_test_add_func("/print/shape/no-break-spaces", test_text_of_no_break_spaces);
    g_test_add_func("/print/shape/long-from-right-to-left", test_long_words_from_right_to_left);
    g_test_add_func("/print/shape/arabic", test_arabic);
    g_test_add_func("/print/shape/arabic-joins", test_arabic_joins_across_stretches);
    g_test_add_func("/print/shape/hebrew", test_hebrew);
    g_test_add_func("/print/shape/japanese", test_japanese);
    g_test_add_func("/print/shape/other-scripts", test_other_scripts);
    g_test_add_func("/print/shape/missing", test_missing);
    g_test_add_func("/print/shape/preformatted", test_preformatted);
    return g_test_run();
}
