/* What typesetters of one script or language do that others do not: where lines may break, how
 * signs give way, which face and which letters are taken. */
#include "print_shape_fixture.h"

#include <glib/gstdio.h>
#include <hb-ot.h>

#define CJK_MPT 8960 /* of text of 10 points beside Vollkorn */

static Mpt width_after(const ShapedParagraph *shaped, size_t bytes) {
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_GLUE && item->text_start == bytes) {
            return item->width_mpt;
        }
    }
    g_assert_not_reached();
}

static const Item *box_of(const ShapedParagraph *shaped, size_t bytes) {
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind == ITEM_BOX && item->text_start <= bytes &&
            bytes < item->text_start + item->text_length) {
            return item;
        }
    }
    g_assert_not_reached();
}

/* JLREQ 3.1.7 to 3.1.10: what may not begin a line, what may not end one, what is not parted. */
static void test_japanese_lines(void) {
    static const struct {
        const char *text, *items;
    } rows[] = {
        {"あっと", "あ=っ^と#"},           {"人々は", "人=々^は#"},  {"カー。」", "カ=ー=。=」#"},
        {"（『あ』）", "（=『=あ=』=）#"}, {"あ……い", "あ=…=…^い#"}, {"あ――い", "あ^―=―^い#"},
        {"あ！？い", "あ=！=？^い#"},
    };
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect(fixture_shape(&fixture, rows[i].text, "ja", false), rows[i].items);
        g_assert_cmpuint(fixture.missing->len, ==, 0);
    }
    fixture_free(&fixture);
}

/* Signs have their blank halves where the font of the place has them: the comma of simplified
 * Chinese and Japanese stands at the left, that of traditional Chinese in the middle. */
static void test_blank_halves(void) {
    static const struct {
        const char *lang, *text;
        const char *before; /* glue after it */
        Mpt width_mpt;
    } rows[] = {
        {"ja", "猫」「犬", "猫」", -CJK_MPT / 2},      {"ja", "猫、「犬", "猫、", -CJK_MPT / 2},
        {"ja", "（「犬", "（", -CJK_MPT / 2},          {"ja", "猫」は", "猫」", 0},
        {"zh-Hans", "猫，“犬", "猫，", -CJK_MPT / 2},  {"zh-Hans", "猫”，犬", "猫”", -CJK_MPT / 2},
        {"zh-Hans", "猫！”犬", "猫！", -CJK_MPT / 2},  {"zh-Hant", "貓，「犬", "貓，", 0},
        {"zh-Hant", "貓」，犬", "貓」", -CJK_MPT / 2}, {"zh-Hant", "貓，犬", "貓，", 0},
    };
    static const struct {
        const char *lang, *text;
        Mpt hang_mpt;
    } ends[] = {{"ja", "猫。", CJK_MPT / 2},
                {"ja", "猫」", CJK_MPT / 2},
                {"ja", "猫", 0},
                {"zh-Hans", "猫，", CJK_MPT / 2},
                {"zh-Hant", "貓，", 0}};
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const ShapedParagraph *shaped = fixture_shape(&fixture, rows[i].text, rows[i].lang, false);
        g_assert_cmpint(width_after(shaped, strlen(rows[i].before)), ==, rows[i].width_mpt);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        const ShapedParagraph *shaped = fixture_shape(&fixture, ends[i].text, ends[i].lang, false);
        const Item *last = item_of(shaped, shaped->items->len - 2);
        g_assert_cmpint(last->of.box.protrude_end_mpt, ==, ends[i].hang_mpt);
    }
    const ShapedParagraph *shaped = fixture_shape(&fixture, "「猫", "ja", false);
    g_assert_cmpint(item_of(shaped, 0)->of.box.protrude_start_mpt, ==, CJK_MPT / 2);
    fixture_free(&fixture);
}

/* Latin letters and figures stand a fifth of the size from Han and kana, but close to Hangul. */
static void test_latin_among_east_asian(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "第3条", "ja", false);
    g_assert_cmpint(width_after(shaped, strlen("第")), ==, CJK_MPT / 5);
    expect(fixture_shape(&fixture, "제3조", "ko", false), "제|3|조#");
    fixture_free(&fixture);
}

/* Korean words break where the text is justified, and are kept whole elsewhere. */
static void test_korean(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "모든 사람은", "ko", false), "모|든_사|람|은#");
    fixture.box.align = ALIGN_CENTRE;
    expect(fixture_shape(&fixture, "모든 사람은", "ko", false), "모든_사람은#");
    fixture_free(&fixture);
}

/* The dot between the parts of a foreign name stays with what is before it (CLREQ 3.1.6). */
static void test_chinese_dot(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "卡尔·马", "zh-Hans", false), "卡^尔=·^马#");
    fixture_free(&fixture);
}

/* Words by dictionary; breaks beside brackets too; signs of repetition begin no line; the room of a
 * justified line is spread over all of it. */
static void test_spaceless(void) {
    static const struct {
        const char *lang, *text, *items;
    } rows[] = {
        {"th", "ภาษา(ไทย)และ", "ภาษา^(ไทย)^และ#"},
        {"th", "ใด ๆ ก็", "ใด~ๆ_ก็#"},
        {"lo", "ພາສາລາວ", "ພາສາ^ລາວ#"},
        {"km", "សួស្តីពិភពលោក", "សួស្តី^ពិភពលោក#"},
        {"my", "မြန်မာ ။ ", "မြန်မာ~။_#"},
    };
    Fixture fixture = fixture_new();
    fixture.box.align = ALIGN_START;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect(fixture_shape(&fixture, rows[i].text, rows[i].lang, false), rows[i].items);
    }
    fixture.box.align = ALIGN_JUSTIFY;
    expect(fixture_shape(&fixture, "ที่นี่ดี", "th", false), "ที่^นี่^ดี#");
    expect(fixture_shape(&fixture, "มนุษย์", "th", false), "ม=นุ=ษ=ย์#");
    fixture_free(&fixture);
}

/* The Ethiopic word space takes the place of a space: room grows on both its sides, and a line may
 * end after it. */
static void test_ethiopic(void) {
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = fixture_shape(&fixture, "ሰው፡ሁሉ", "am", false);
    expect(shaped, "ሰው=፡^ሁሉ#");
    Mpt stretch = 0;
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        stretch += item->kind == ITEM_GLUE ? item->of.glue.stretch_mpt : 0;
    }
    g_assert_cmpint(stretch, >, 2000);
    fixture_free(&fixture);
}

/* A stop that its writers put behind a space begins no line. */
static void test_danda(void) {
    Fixture fixture = fixture_new();
    expect(fixture_shape(&fixture, "है । वह", "hi", false), "है~।_वह#");
    fixture_free(&fixture);
}

/* Words of one letter end no Polish or Czech line; a dash between spaces begins no Russian one. */
static void test_ties(void) {
    static const struct {
        const char *lang, *text, *items;
    } rows[] = {
        {"pl", "był w domu i w lesie", "był_w~domu_i~w~lesie#"},
        {"cs", "šel k řece", "šel_k~řece#"},
        {"en", "was a cat", "was_a_cat#"},
        {"ru", "Это — кот", "Это~—_кот#"},
        {"pl", "to – kot", "to~–_kot#"},
        {"ru", "— Кот", "—_Кот#"},
    };
    Fixture fixture = fixture_new();
    fixture.box.hyphenates = false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        expect(fixture_shape(&fixture, rows[i].text, rows[i].lang, false), rows[i].items);
    }
    fixture_free(&fixture);
}

/* The call of a note begins no line, whatever sign it stands behind. */
static void test_calls(void) {
    Fixture fixture = fixture_new();
    TextStyle superior = fixture.text;
    superior.position = POSITION_SUPERIOR;
    fixture_begin(&fixture, false);
    paragraph_text_add(fixture.paragraph, "end\u2024", strlen("end\u2024"),
                       (TextStretch){.style = &fixture.text, .lang = "hy"});
    paragraph_text_add(fixture.paragraph, "2", 1, (TextStretch){.style = &superior, .lang = "hy"});
    expect(fixture_end(&fixture), "end\u20242#");
    fixture_free(&fixture);
}

static const FontFace *emphasised(Fixture *fixture, const char *text, const char *lang) {
    static TextStyle slanted;
    fixture->box.text = &fixture->text;
    slanted = fixture->text;
    slanted.is_italic = true;
    fixture_begin(fixture, false);
    paragraph_text_add(fixture->paragraph, text, strlen(text),
                       (TextStretch){.style = &slanted, .lang = lang});
    const FontFace *face = item_of(fixture_end(fixture), 0)->of.box.face;
    fixture->box.text = NULL;
    return face;
}

/* Emphasis is slanted where the script slants, else heavier; no letter is leant by force. */
static void test_emphasis(void) {
    static const struct {
        const char *lang, *text, *face;
    } rows[] = {
        {"en", "cat", "Vollkorn-Italic"},
        {"ru", "кот", "Vollkorn-Italic"},
        {"ja", "猫", "NotoSerifCJKjp-Bold"},
        {"ar", "قط", "Amiri-Bold"},
        {"he", "חתול", "NotoSerifHebrew-Bold"},
        {"th", "แมว", "NotoSerifThai-Bold"},
        {"hi", "बिल्ली", "NotoSerifDevanagari-Bold"},
        {"th", "12", "Vollkorn-Italic"}, /* by themselves they have no script */
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_new();
        g_assert_cmpstr(emphasised(&fixture, rows[i].text, rows[i].lang)->name, ==, rows[i].face);
        fixture_free(&fixture);
    }
    Fixture fixture = fixture_new(); /* beside letters they stand as those do */
    emphasised(&fixture, "第3条", "ja");
    const Item *figure = box_of(fixture.shaped, strlen("第"));
    g_assert_cmpstr(figure->of.box.face->name, ==, "Vollkorn-Bold");
    fixture_free(&fixture);
}

/* A word is in one face, though the style's own has most of its letters. */
static void test_whole_words(void) {
    Fixture fixture = fixture_new();
    fixture.box.hyphenates = false;
    const ShapedParagraph *shaped = fixture_shape(&fixture, "ἄνθρωπος καὶ λόγος", "el", false);
    g_assert_cmpstr(box_of(shaped, 0)->of.box.face->family, ==, "Linux Libertine O");
    expect(shaped, "ἄνθρωπος_καὶ_λόγος#");
    size_t last = strlen("ἄνθρωπος καὶ ");
    g_assert_cmpstr(box_of(shaped, last)->of.box.face->family, ==, "Linux Libertine O");
    shaped = fixture_shape(&fixture, "λόγος", "el", false); /* without accents of old it is there */
    g_assert_cmpstr(box_of(shaped, 0)->of.box.face->family, ==, "Vollkorn");
    shaped = fixture_shape(&fixture, "λόγος", "el-polyton", false);
    g_assert_cmpstr(box_of(shaped, 0)->of.box.face->family, ==, "Linux Libertine O");
    shaped = fixture_shape(&fixture, "a \uA727at b", "en", false); /* one letter is lacking */
    g_assert_cmpstr(box_of(shaped, 2)->of.box.face->family, ==, "Noto Serif");
    g_assert_cmpint(item_of(shaped, 2)->of.box.glyph_count, ==, 3);
    g_assert_cmpstr(box_of(shaped, 0)->of.box.face->family, ==, "Vollkorn");
    fixture_free(&fixture);
}

/* The glyphs of a text, by their names in the font. */
static char *glyph_names(const ShapedParagraph *shaped) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        for (uint32_t k = 0; item->kind == ITEM_BOX && k < item->of.box.glyph_count; k++) {
            char name[64];
            hb_font_get_glyph_name(item->of.box.face->font,
                                   glyph_of(shaped, item->of.box.first_glyph + k)->glyph, name,
                                   sizeof name);
            g_string_append_printf(names, "%s%s", names->len > 0 ? " " : "", name);
        }
    }
    return g_string_free(names, FALSE);
}

/* Small capitals and capitals as each language has them: names as hb-shape gives them for what
 * should stand there. */
static void test_capitals(void) {
    static const struct {
        const char *lang, *text;
        CapsStyle caps;
        const char *names;
    } rows[] = {
        {"en", "ai", CAPS_SMALL, "a.sc i.sc"},
        {"tr", "aiı", CAPS_SMALL, "a.sc i.sc.loclTRK dotlessi.sc"},
        {"tr", "iı", CAPS_UPPERCASE, "Idotaccent I"},
        {"en", "iß", CAPS_UPPERCASE, "I S S"},
        {"el", "ήλ", CAPS_UPPERCASE, "Eta Lambda"},
        {"el", "ή", CAPS_UPPERCASE, "Etatonos"}, /* "or", which keeps it */
        {"el", "άι", CAPS_UPPERCASE, "Alpha Iotadieresis"},
        {"el", "ήλ", CAPS_SMALL, "Eta Lambda"}, /* Vollkorn has no Greek small capitals */
        {"ka", "ა", CAPS_SMALL, "uni10D0"},
        {"ka", "ა", CAPS_UPPERCASE, "uni10D0"},
        {"vi", "ẫ", CAPS_SMALL, "uni1EAB.sc"},
    };
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fixture.text.caps = rows[i].caps;
        const ShapedParagraph *shaped = fixture_shape(&fixture, rows[i].text, rows[i].lang, false);
        g_autofree char *names = glyph_names(shaped);
        g_assert_cmpstr(names, ==, rows[i].names);
    }
    fixture_free(&fixture);
}

/* Cyrillic letters as Bulgarian and Serbian have them. */
static void test_local_forms(void) {
    static const struct {
        const char *lang, *names;
    } rows[] = {{"ru", "uni0431 uni0432"},
                {"bg", "uni0431 uni0432.loclBGR"},
                {"sr", "uni0431.loclSRB uni0432"},
                {"sr-Cyrl", "uni0431.loclSRB uni0432"}};
    Fixture fixture = fixture_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const ShapedParagraph *shaped = fixture_shape(&fixture, "бв", rows[i].lang, false);
        g_autofree char *names = glyph_names(shaped);
        g_assert_cmpstr(names, ==, rows[i].names);
    }
    fixture_free(&fixture);
}

/* Old-style figures only where letters are small and large. */
static void test_figures(void) {
    static const struct {
        const char *lang, *text;
        bool is_lining;
    } rows[] = {{"en", "7", false}, {"ru", "7", false}, {"ar", "7", true},
                {"ja", "7", true},  {"th", "7", true},  {"und", "7", false}};
    Fixture fixture = fixture_new();
    fixture.text.figures = FIGURES_LINING;
    g_autofree char *lining = glyph_names(fixture_shape(&fixture, "7", "en", false));
    fixture.text.figures = FIGURES_OLD_STYLE;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *names =
            glyph_names(fixture_shape(&fixture, rows[i].text, rows[i].lang, false));
        g_assert_true((strcmp(names, lining) == 0) == rows[i].is_lining);
    }
    fixture_free(&fixture);
}

/* Space between letters is for scripts whose letters stand apart. */
static void test_letter_space(void) {
    static const struct {
        const char *lang, *text;
        bool is_spaced;
    } rows[] = {{"en", "cat", true},  {"ar", "قط", false},    {"hi", "बिल", false},
                {"he", "חתול", true}, {"bn", "বিড়াল", false}, {"km", "ឆ្មា", false}};
    Fixture fixture = fixture_new();
    fixture.box.align = ALIGN_START;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        bool is_rtl = strcmp(rows[i].lang, "ar") == 0 || strcmp(rows[i].lang, "he") == 0;
        fixture.text.letter_space_mpt = 0;
        Mpt close =
            item_of(fixture_shape(&fixture, rows[i].text, rows[i].lang, is_rtl), 0)->width_mpt;
        fixture.text.letter_space_mpt = 500;
        Mpt wide =
            item_of(fixture_shape(&fixture, rows[i].text, rows[i].lang, is_rtl), 0)->width_mpt;
        g_assert_true((wide > close) == rows[i].is_spaced);
    }
    fixture_free(&fixture);
}

/* A sign that no font has is left out, with one of the spaces around it; a letter never is. */
static void test_left_out(void) {
    Fixture fixture = fixture_new();
    fixture.box.hyphenates = false;
    expect(fixture_shape(&fixture, "a \U0001FAE8 b", "en", false), "a_b#"); /* a shaking face */
    g_assert_cmpuint(fixture.missing->len, ==, 1);
    expect(fixture_shape(&fixture, "a\U0001FAE8b", "en", false), "a\U0001FAE8b#");
    g_assert_cmpuint(item_of(fixture.shaped, 0)->of.box.glyph_count, ==, 2);
    g_assert_true(text_leaves_out(0x1F41F));
    g_assert_false(text_leaves_out(0x1780));
    g_assert_false(text_leaves_out(0x20AC));
    g_assert_false(text_leaves_out(0x2260));
    fixture_free(&fixture);
}

/* So many breaks has a text of `count` times `part` that a column is not left, whatever is in it; a
 * shorter one has none. */
static void test_endless(void) {
    static const struct {
        const char *lang, *part;
        size_t characters; /* of the part */
        bool is_rtl;
    } rows[] = {{"en", "a", 1, false},
                {"ar", "كتب", 3, true},
                {"hi", "कि", 2, false},
                {"ru", "a\u0430", 2, false},  /* one letter Latin, one Cyrillic */
                {"fr", "a\u00A0b", 3, false}, /* spaces that hold */
                {"en", "a\u0301\u0323", 3, false}};
    Fixture fixture = fixture_new();
    fixture.box.hyphenates = false;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        for (size_t length = 24; length <= 3000; length += 2976) {
            g_autoptr(GString) text = g_string_new(NULL);
            for (size_t k = 0; k < length / rows[i].characters; k++) {
                g_string_append(text, rows[i].part);
            }
            const ShapedParagraph *shaped =
                fixture_shape(&fixture, text->str, rows[i].lang, rows[i].is_rtl);
            g_autofree char *items = items_text(shaped);
            size_t breaks = 0;
            for (const char *at = items; *at != '\0'; at++) {
                breaks += *at == '|' || *at == '_';
            }
            g_assert_true(length > 24 ? breaks >= length / 48 : breaks == 0);
        }
    }
    fixture_free(&fixture);
}

/* What takes HarfBuzz the square of its length is cut. */
static void test_one_letter(void) {
    Fixture fixture = fixture_new();
    g_autoptr(GString) text = g_string_new("a");
    for (int i = 0; i < 100000; i++) {
        g_string_append(text, "\u0301");
    }
    const ShapedParagraph *shaped = fixture_shape(&fixture, text->str, "en", false);
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = &g_array_index(shaped->items, Item, i);
        g_assert_true(item->kind != ITEM_BOX || item->of.box.glyph_count <= 1000);
    }
    fixture_free(&fixture);
}

/* A word in a script without capitals is no abbreviation. */
static void test_caseless_words_divide(void) {
    g_autoptr(GError) error = NULL;
    g_autofree char *directory = g_dir_make_tmp("galley-hyphen-XXXXXX", &error);
    g_assert_no_error(error);
    g_autofree char *path = g_build_filename(directory, "hyph_ta_IN.dic", NULL);
    g_assert_true(g_file_set_contents(path, "UTF-8\n\u0BA91\u0BBF\n\u0BA41\u0B95\n", -1, &error));
    Fixture fixture = fixture_new();
    Dictionaries *own = dictionaries_new(directory);
    shaper_free(fixture.shaper);
    fixture.shaper = shaper_new(fixture.shelf, own);
    expect(fixture_shape(&fixture, "மனிதகம்", "ta", false), "மனித-கம்#"); /* and not before a mark */
    shaper_free(fixture.shaper);
    fixture.shaper = NULL;
    dictionaries_free(own);
    fixture_free(&fixture);
    g_unlink(path);
    g_rmdir(directory);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/shape-scripts/japanese-lines", test_japanese_lines);
    g_test_add_func("/print/shape-scripts/blank-halves", test_blank_halves);
    g_test_add_func("/print/shape-scripts/latin-among-east-asian", test_latin_among_east_asian);
    g_test_add_func("/print/shape-scripts/korean", test_korean);
    g_test_add_func("/print/shape-scripts/chinese-dot", test_chinese_dot);
    g_test_add_func("/print/shape-scripts/spaceless", test_spaceless);
    g_test_add_func("/print/shape-scripts/ethiopic", test_ethiopic);
    g_test_add_func("/print/shape-scripts/danda", test_danda);
    g_test_add_func("/print/shape-scripts/ties", test_ties);
    g_test_add_func("/print/shape-scripts/calls", test_calls);
    g_test_add_func("/print/shape-scripts/emphasis", test_emphasis);
    g_test_add_func("/print/shape-scripts/whole-words", test_whole_words);
    g_test_add_func("/print/shape-scripts/capitals", test_capitals);
    g_test_add_func("/print/shape-scripts/local-forms", test_local_forms);
    g_test_add_func("/print/shape-scripts/figures", test_figures);
    g_test_add_func("/print/shape-scripts/letter-space", test_letter_space);
    g_test_add_func("/print/shape-scripts/left-out", test_left_out);
    g_test_add_func("/print/shape-scripts/endless", test_endless);
    g_test_add_func("/print/shape-scripts/one-letter", test_one_letter);
    g_test_add_func("/print/shape-scripts/caseless-words-divide", test_caseless_words_divide);
    return g_test_run();
}
