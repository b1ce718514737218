/* Faces by family, weight and slope, and fallbacks, of the fonts that README asks for. */
#include "print/font.h"

#include <string.h>

static const char *const vollkorn[] = {"No Such Family", "Vollkorn", NULL};
static const char *const garamond[] = {"EB Garamond", NULL};
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

/* What a script is set in, in the text's own language, and always the same. */
static void test_fallbacks(void) {
    static const struct {
        gunichar character;
        const char *lang, *family;
    } rows[] = {
        {0x628, "ar", "Amiri"},
        {0x5D0, "he", "Noto Serif Hebrew"},
        {0x4E00, "ja", "Noto Serif CJK JP"},
        {0x4E00, "zh-Hans", "Noto Serif CJK SC"},
        {0x4E00, "zh-Hant", "Noto Serif CJK TC"},
        {0x4E00, "en", "Noto Serif CJK SC"},
        {0x3042, "en", "Noto Serif CJK JP"},
        {0xAC00, "ko", "Noto Serif CJK KR"},
        {0x3002, "ja", "Noto Serif CJK JP"},
        {0x928, "hi", "Noto Serif Devanagari"},
        {0xE01, "th", "Noto Serif Thai"},
    };
    for (int run = 0; run < 2; run++) {
        FontShelf *shelf = font_shelf_new(NULL);
        TextStyle style = {.families = vollkorn, .weight = 400};
        for (size_t k = 0; k < G_N_ELEMENTS(rows); k++) {
            size_t i = run == 0 ? k : G_N_ELEMENTS(rows) - 1 - k;
            const FontFace *face =
                font_shelf_fallback(shelf, &style, rows[i].character, rows[i].lang);
            g_assert_nonnull(face);
            g_assert_cmpstr(face->family, ==, rows[i].family);
            g_assert_true(font_face_has(face, rows[i].character));
        }
        g_assert_null(font_shelf_fallback(shelf, &style, 0x100123, "en"));
        font_shelf_free(shelf);
    }
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
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/font/families", test_families);
    g_test_add_func("/print/font/metrics", test_metrics);
    g_test_add_func("/print/font/fallbacks", test_fallbacks);
    g_test_add_func("/print/font/own-fonts", test_own_fonts);
    g_test_add_func("/print/font/packages", test_packages);
    return g_test_run();
}
