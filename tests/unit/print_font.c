/* Faces by family, weight and slope, and fallbacks, of the fonts that README asks for. */
#include "print/font.h"

#include <string.h>

static const char *const vollkorn[] = {"No Such Family", "Vollkorn", NULL};
static const char *const garamond[] = {"EB Garamond", NULL};
static const char *const biolinum[] = {"Linux Biolinum O", NULL};
static const char *const nowhere[] = {"No Such Family", NULL};

static void test_families(void) {
    static const struct {
        const char *const *families;
        uint16_t weight;
        bool is_italic;
        const char *name;
    } rows[] = {
        {vollkorn, 400, false, "Vollkorn-Regular"},
        {vollkorn, 400, true, "Vollkorn-Italic"},
        {vollkorn, 700, false, "Vollkorn-Bold"},
        {vollkorn, 700, true, "Vollkorn-BoldItalic"},
        {vollkorn, 900, false, "Vollkorn-Black"},
        {vollkorn, 100, false, "Vollkorn-Regular"},
        {garamond, 400, false, "EBGaramond12-Regular"}, /* not the cut for 8 points */
        {garamond, 400, true, "EBGaramond12-Italic"},
    };
    FontShelf *shelf = font_shelf_new(NULL);
    PrintStyle *sheet = print_style_new();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        TextStyle style = {
            .families = rows[i].families, .weight = rows[i].weight, .is_italic = rows[i].is_italic};
        const FontFace *face = font_shelf_face(shelf, print_style_text(sheet, &style));
        g_assert_nonnull(face);
        g_assert_cmpstr(face->name, ==, rows[i].name);
        g_assert_true(face->is_italic == rows[i].is_italic);
    }
    TextStyle none = {.families = nowhere, .weight = 400};
    g_assert_null(font_shelf_face(shelf, print_style_text(sheet, &none)));
    print_style_free(sheet);
    font_shelf_free(shelf);
}

static void test_metrics(void) {
    FontShelf *shelf = font_shelf_new(NULL);
    TextStyle style = {.families = vollkorn, .weight = 400};
    const FontFace *face = font_shelf_face(shelf, &style);
    g_assert_nonnull(face);
    g_assert_cmpuint(face->units_per_em, ==, 1000);
    g_assert_cmpint(face->ascender, >, face->cap_height);
    g_assert_cmpint(face->cap_height, >, face->x_height);
    g_assert_cmpint(face->descender, <, 0);
    g_assert_cmpint(face->box[0], <, face->box[2]);
    g_assert_cmpint(face->box[1], <, face->box[3]);
    g_assert_cmpint(face->italic_angle, ==, 0);
    g_assert_cmpuint(face->weight, ==, 400);
    g_assert_false(face->is_fixed_pitch);
    g_assert_true(font_face_has(face, 'a'));
    g_assert_true(font_face_has(face, 0x20AC));
    g_assert_false(font_face_has(face, 0x7));
    g_assert_false(font_face_has(face, 0x4E00));
    font_shelf_free(shelf);
}

static FallbackFace fallback(FontShelf *shelf, const FaceWish *wish, gunichar character,
                             const char *lang) {
    hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    return font_shelf_fallback(shelf, wish, script, character, lang);
}

/* What a script is set in, in the text's own language, and always the same. */
static void test_fallbacks(void) {
    static const struct {
        gunichar character;
        const char *lang, *serif, *sans;
    } rows[] = {
        {0x1F04, "el", "Linux Libertine O", "Linux Biolinum O"},
        {0x561, "hy", "Noto Serif Armenian", "Noto Sans Armenian"},
        {0x10D0, "ka", "Noto Serif Georgian", "Noto Sans Georgian"},
        {0x628, "ar", "Amiri", "Noto Sans Arabic"},
        {0x5D0, "he", "Noto Serif Hebrew", "Noto Sans Hebrew"},
        {0x4E00, "ja", "Noto Serif CJK JP", "Noto Sans CJK JP"},
        {0x4E00, "zh-Hans", "Noto Serif CJK SC", "Noto Sans CJK SC"},
        {0x4E00, "zh-Hant", "Noto Serif CJK TC", "Noto Sans CJK TC"},
        {0x4E00, "en", "Noto Serif CJK SC", "Noto Sans CJK SC"},
        {0x3042, "en", "Noto Serif CJK JP", "Noto Sans CJK JP"},
        {0xAC00, "ko", "Noto Serif CJK KR", "Noto Sans CJK KR"},
        {0x928, "hi", "Noto Serif Devanagari", "Noto Sans Devanagari"},
        {0x995, "bn", "Noto Serif Bengali", "Noto Sans Bengali"},
        {0xB95, "ta", "Noto Serif Tamil", "Noto Sans Tamil"},
        {0xC15, "te", "Noto Serif Telugu", "Noto Sans Telugu"},
        {0xE01, "th", "Noto Serif Thai", "Noto Sans Thai"},
        {0xE81, "lo", "Noto Serif Lao", "Noto Sans Lao"},
        {0x1780, "km", "Noto Serif Khmer", "Noto Sans Khmer"},
        {0x1000, "my", "Noto Serif Myanmar", "Noto Sans Myanmar"},
        {0x1200, "am", "Noto Serif Ethiopic", "Noto Sans Ethiopic"},
        {0x13A0, "chr", "Noto Sans Cherokee", "Noto Sans Cherokee"}, /* in no row of the table */
    };
    PrintStyle *sheet = print_style_new();
    for (int run = 0; run < 2; run++) {
        FontShelf *shelf = font_shelf_new(NULL);
        const TextStyle serif = {.families = vollkorn, .weight = 400};
        const TextStyle sans = {.families = biolinum, .weight = 400};
        const FaceWish beside_serif = {font_shelf_face(shelf, print_style_text(sheet, &serif)), 400,
                                       false};
        const FaceWish beside_sans = {font_shelf_face(shelf, print_style_text(sheet, &sans)), 400,
                                      false};
        for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
            size_t i = run == 0 ? k : G_N_ELEMENTS(rows) - 1 - k;
            const FontFace *one =
                fallback(shelf, &beside_serif, rows[i].character, rows[i].lang).face;
            const FontFace *other =
                fallback(shelf, &beside_sans, rows[i].character, rows[i].lang).face;
            g_assert_nonnull(one);
            g_assert_nonnull(other);
            g_assert_cmpstr(one->family, ==, rows[i].serif);
            g_assert_cmpstr(other->family, ==, rows[i].sans);
            g_assert_true(font_face_has(one, rows[i].character));
        }
        g_assert_null(fallback(shelf, &beside_serif, 0x100123, "en").face);
        font_shelf_free(shelf);
    }
    print_style_free(sheet);
}

/* Scripts without an italic are set upright, though Amiri has a slanted cut; in a weight that is
 * there; so large that they go with the letters beside them: Vollkorn's x-height is 458 and
 * Libertine's 429, the table's sizes are for 460. */
static void test_fallback_cuts(void) {
    static const struct {
        gunichar character;
        unsigned weight;
        bool is_italic;
        const char *name;
        unsigned size_permille;
    } rows[] = {
        {0x1F04, 400, true, "LinLibertineOI", 1067},
        {0x628, 400, true, "Amiri-Regular", 1095},
        {0x1780, 400, true, "NotoSerifKhmer-Regular", 945},
        {0x1780, 700, false, "NotoSerifKhmer-Bold", 945},
        {0xC15, 400, true, "NotoSerifTelugu-Regular", 945},
        {0x4E00, 600, false, "NotoSerifCJKsc-Bold", 896},
    };
    FontShelf *shelf = font_shelf_new(NULL);
    const TextStyle style = {.families = vollkorn, .weight = 400};
    const FontFace *beside = font_shelf_face(shelf, &style);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const FaceWish wish = {beside, rows[i].weight, rows[i].is_italic};
        FallbackFace found = fallback(shelf, &wish, rows[i].character, "und");
        g_assert_nonnull(found.face);
        g_assert_cmpstr(found.face->name, ==, rows[i].name);
        g_assert_cmpuint(found.size_permille, ==, rows[i].size_permille);
    }
    font_shelf_free(shelf);
}

/* A theme's own file goes before the machine's; what is no font is passed over. */
static void test_own_fonts(void) {
    FontShelf *machine = font_shelf_new(NULL);
    TextStyle italic = {.families = vollkorn, .weight = 400, .is_italic = true};
    const FontFace *source = font_shelf_face(machine, &italic);
    g_assert_nonnull(source);
    char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(source->file_path, &bytes, &length, NULL));
    ThemeFont own = {.name = (char *)"fonts/own.ttf", .bytes = g_bytes_new_take(bytes, length)};
    ThemeFont broken = {.name = (char *)"fonts/broken.ttf", .bytes = g_bytes_new("no font", 7)};
    ThemeFont cut = {.name = (char *)"fonts/cut.ttf", .bytes = g_bytes_new(bytes, 300)};
    ThemeFont empty = {.name = (char *)"fonts/empty.ttf", .bytes = g_bytes_new(NULL, 0)};
    g_autoptr(GPtrArray) fonts = g_ptr_array_new();
    g_ptr_array_add(fonts, &broken);
    g_ptr_array_add(fonts, &cut);
    g_ptr_array_add(fonts, &empty);
    g_ptr_array_add(fonts, &own);
    FontShelf *shelf = font_shelf_new(fonts);
    TextStyle upright = {.families = vollkorn, .weight = 400};
    const FontFace *face = font_shelf_face(shelf, &upright); /* all there is of the family */
    g_assert_nonnull(face);
    g_assert_cmpstr(face->file_path, ==, "fonts/own.ttf");
    g_assert_cmpstr(face->family, ==, "Vollkorn");
    font_shelf_free(shelf);
    g_bytes_unref(own.bytes);
    g_bytes_unref(broken.bytes);
    g_bytes_unref(cut.bytes);
    g_bytes_unref(empty.bytes);
    font_shelf_free(machine);
}

static void test_packages(void) {
    g_assert_cmpstr(font_package_of_family("Vollkorn"), ==, "fonts-vollkorn");
    g_assert_cmpstr(font_package_of_family("linux libertine o"), ==, "fonts-linuxlibertine");
    g_assert_cmpstr(font_package_of_family("Noto Serif CJK JP"), ==, "fonts-noto-cjk");
    g_assert_cmpstr(font_package_of_family("Noto Serif"), ==, "fonts-noto-core");
    g_assert_null(font_package_of_family("No Such Family"));
    g_assert_cmpstr(font_package_of_character(0x628), ==, "fonts-hosny-amiri");
    g_assert_cmpstr(font_package_of_character(0x4E00), ==, "fonts-noto-cjk");
    g_assert_cmpstr(font_package_of_character(0x3001), ==, "fonts-noto-cjk");
    g_assert_cmpstr(font_package_of_character(0x928), ==, "fonts-noto-core");
    g_assert_cmpstr(font_package_of_character(0x1F04), ==, "fonts-linuxlibertine");
    g_assert_cmpstr(font_package_of_character(0x1F41F), ==, "fonts-symbola"); /* a fish */
    g_assert_cmpstr(font_script_of_character(0x1780), ==, "Khmer");
    g_assert_null(font_script_of_character(0x1F41F));
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/font/families", test_families);
    g_test_add_func("/print/font/metrics", test_metrics);
    g_test_add_func("/print/font/fallbacks", test_fallbacks);
    g_test_add_func("/print/font/fallback-cuts", test_fallback_cuts);
    g_test_add_func("/print/font/own-fonts", test_own_fonts);
    g_test_add_func("/print/font/packages", test_packages);
    return g_test_run();
}
