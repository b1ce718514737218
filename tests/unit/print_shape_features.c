/* Small capitals, figures and superiors: a font's own, and what stands in for them where it has
 * none. The glyphs expected are those that hb-shape --features=... says of the fonts that README
 * asks for. */
#include "print_shape_fixture.h"

static const char *const vollkorn[] = {"Vollkorn", NULL};
static const char *const libertine[] = {"Linux Libertine O", NULL};
static const char *const amiri[] = {"Amiri", NULL};
static const char *const mono[] = {"Noto Sans Mono", NULL};

typedef struct {
    const char *const *families;
    const char *text, *lang;
    CapsStyle caps;
    FigureStyle figures;
    GlyphPosition position;
    bool is_verbatim;
    const char *glyphs; /* by the font's names, boxes parted by "|" */
} Row;

static char *glyph_names(const ShapedParagraph *shaped) {
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < shaped->items->len; i++) {
        const Item *item = item_of(shaped, i);
        if (item->kind != ITEM_BOX) {
            continue;
        }
        g_string_append(names, names->len > 0 ? "|" : "");
        for (uint32_t k = 0; k < item->of.box.glyph_count; k++) {
            char name[64];
            hb_font_glyph_to_string(item->of.box.face->font,
                                    glyph_of(shaped, item->of.box.first_glyph + k)->glyph, name,
                                    sizeof name);
            g_string_append_printf(names, "%s%s", k > 0 ? " " : "", name);
        }
    }
    return g_string_free(names, FALSE);
}

static const ShapedParagraph *shape_row(Fixture *fixture, const Row *row) {
    fixture->text.families = row->families;
    fixture->text.caps = row->caps;
    fixture->text.figures = row->figures;
    fixture->text.position = row->position;
    fixture->box.hyphenates = false;
    fixture_begin(fixture, false);
    paragraph_text_add(
        fixture->paragraph, row->text, strlen(row->text),
        (TextStretch){.style = &fixture->text, .lang = row->lang, .is_verbatim = row->is_verbatim});
    const ShapedParagraph *shaped = fixture_end(fixture);
    g_autofree char *names = glyph_names(shaped);
    g_assert_cmpstr(names, ==, row->glyphs);
    return shaped;
}

/* Size and raise of a box, in points of a style of ten points. */
static void expect_setting(const ShapedParagraph *shaped, guint index, Mpt size_mpt,
                           Mpt raise_mpt) {
    const Item *item = item_of(shaped, index);
    g_assert_cmpint(item->kind, ==, ITEM_BOX);
    g_assert_cmpint(item->of.box.size_mpt, ==, size_mpt);
    g_assert_cmpint(item->of.box.raise_mpt, ==, raise_mpt);
}

static void test_own_features(void) {
    static const Row rows[] = {
        {vollkorn, "Ebb 1948", "en", CAPS_SMALL,
         .glyphs = "E b.sc b.sc|one.sc nine.sc four.sc eight.sc"},
        {vollkorn, "Ebb", "en", CAPS_ALL_SMALL, .glyphs = "e.sc b.sc b.sc"},
        {vollkorn, "Ebb", "en", CAPS_UPPERCASE, .glyphs = "E B B"},
        {vollkorn, "si", "tr", CAPS_UPPERCASE, .glyphs = "S Idotaccent"},
        {vollkorn, "a 1948", "en", .figures = FIGURES_LINING,
         .glyphs = "a|one.lf nine.lf four.lf eight.lf"},
        {vollkorn, "a 1948", "en", .figures = FIGURES_OLD_STYLE, .glyphs = "a|one nine four eight"},
        {libertine, "a 1948", "en", .figures = FIGURES_OLD_STYLE,
         .glyphs = "a|one.taboldstyle nine.taboldstyle four.taboldstyle eight.taboldstyle"},
        {libertine, "a 1948", "en", .figures = FIGURES_LINING, .glyphs = "a|one nine four eight"},
        {vollkorn, "12", "en", .position = POSITION_SUPERIOR, .glyphs = "uni00B9 uni00B2"},
        {vollkorn, "12", "en", .position = POSITION_INFERIOR, .glyphs = "uni2081 uni2082"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_new(); /* a shaper knows a style by its address */
        expect_setting(shape_row(&fixture, &rows[i]), 0, 10000, 0);
        fixture_free(&fixture);
    }
}

/* Amiri has no small capitals for Latin: capitals set in 79 % of the size stand in for small
 * letters, and leave what is a capital as it is unless all are to be small. */
static void test_made_small_capitals(void) {
    static const Row small = {amiri, "Ebb", "en", CAPS_SMALL, .glyphs = "E|B B"};
    static const Row all = {amiri, "Ebb", "en", CAPS_ALL_SMALL, .glyphs = "E B B"};
    Fixture fixture = fixture_new();
    const ShapedParagraph *shaped = shape_row(&fixture, &small);
    expect_setting(shaped, 0, 10000, 0);
    const Item *last = item_of(shaped, shaped->items->len - 2);
    g_assert_cmpint(last->of.box.size_mpt, ==, 7900);
    g_assert_cmpuint(last->text_start, ==, 1);
    g_assert_cmpuint(last->text_length, ==, 2); /* it stands for the small letters */
    shaped = shape_row(&fixture, &all);
    expect_setting(shaped, 0, 7900, 0);
    fixture_free(&fixture);
}

/* Where a font has not all of a word's superiors, its common signs are set smaller and raised: all
 * of them, so that they are alike. */
static void test_made_superiors(void) {
    static const Row superior = {vollkorn, "1#", "en", .position = POSITION_SUPERIOR,
                                 .glyphs = "one numbersign"};
    static const Row inferior = {vollkorn, "1#", "en", .position = POSITION_INFERIOR,
                                 .glyphs = "one numbersign"};
    Fixture fixture = fixture_new();
    expect_setting(shape_row(&fixture, &superior), 0, 6200, 3400);
    expect_setting(shape_row(&fixture, &inferior), 0, 6200, -1200);
    fixture_free(&fixture);
}

/* Code, and what is set in a typewriter's face, has lining figures and letters that stand apart. */
static void test_literal(void) {
    static const Row rows[] = {
        {mono, "a 1948", "en", .figures = FIGURES_OLD_STYLE, .glyphs = "a|one nine four eight"},
        {libertine, "a 1948", "en", .figures = FIGURES_OLD_STYLE, .is_verbatim = true,
         .glyphs = "a|one nine four eight"},
        {libertine, "fi", "en", .glyphs = "f_i"},
        {libertine, "fi", "en", .is_verbatim = true, .glyphs = "f i"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_new();
        shape_row(&fixture, &rows[i]);
        fixture_free(&fixture);
    }
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/shape/own-features", test_own_features);
    g_test_add_func("/print/shape/made-small-capitals", test_made_small_capitals);
    g_test_add_func("/print/shape/made-superiors", test_made_superiors);
    g_test_add_func("/print/shape/literal", test_literal);
    return g_test_run();
}
