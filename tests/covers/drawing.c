/* The drawing of covers, asked where each piece of its type stands. The machine needs the fonts of
 * script/packages. */
#include "images/worker/cover_paint.h"
#include "images/worker/draw_cover.h"

#include <glib/gstdio.h>
#include <string.h>

enum { EDGE_PX = 40 }; /* nothing is nearer to the sheet's edge */

static const char *const layouts[] = {"newspaper", "magazine"};

static CoverPlan *plan_new(const char *lang, bool is_rtl, const char *nameplate,
                           const char *const *headlines) {
    CoverPlan *plan = cover_plan_new();
    plan->lang = g_strdup(lang);
    plan->is_rtl = is_rtl;
    plan->nameplate = g_strdup(nameplate);
    plan->number = g_strdup("118");
    plan->date = g_strdup("2026");
    plan->paper = g_strdup("#ffffff");
    plan->ink = g_strdup("#000000");
    plan->accent = g_strdup("#c8102e");
    plan->nameplate_face = g_strdup("Noto Serif Display, Bold");
    plan->headline_face = g_strdup("Noto Serif Display, Bold");
    plan->text_face = g_strdup("Noto Sans");
    plan->layout = g_strdup(layouts[0]);
    for (size_t i = 0; headlines != NULL && headlines[i] != NULL; i++) {
        g_ptr_array_add(plan->headlines, g_strdup(headlines[i]));
    }
    return plan;
}

static const char *const english[] = {"Dockers walk out over the night shift",
                                      "Rents: what the council did not say", "Letters", "Bread",
                                      NULL};

/* A picture of one red, so that it is found again. */
static GBytes *red_picture(int width, int height) {
    VipsImage *black = NULL;
    VipsImage *red = NULL;
    void *bytes = NULL;
    size_t length = 0;
    double factors[] = {0, 0, 0};
    double colour[] = {255, 0, 0};
    g_assert_cmpint(vips_black(&black, width, height, "bands", 3, NULL), ==, 0);
    g_assert_cmpint(vips_linear(black, &red, factors, colour, 3, "uchar", TRUE, NULL), ==, 0);
    g_assert_cmpint(vips_pngsave_buffer(red, &bytes, &length, NULL), ==, 0);
    g_object_unref(black);
    g_object_unref(red);
    return g_bytes_new_take(bytes, length);
}

static unsigned count_pixels(cairo_surface_t *surface, uint32_t colour) {
    unsigned count = 0;
    const uint8_t *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < COVER_HEIGHT_PX; y++) {
        for (size_t x = 0; x < COVER_WIDTH_PX; x++) {
            uint32_t pixel;
            memcpy(&pixel, rows + y * stride + 4 * x, 4);
            count += (pixel & 0xFFFFFF) == colour;
        }
    }
    return count;
}

static bool overlap(CoverBox a, CoverBox b) {
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

/* All ink is in its box and on the sheet, and no type is set over other type. */
static void check_places(const GArray *placed) {
    for (guint i = 0; i < placed->len; i++) {
        const CoverPlaced *one = &g_array_index(placed, CoverPlaced, i);
        if (one->ink.width <= 0) {
            continue;
        }
        g_assert_cmpfloat(one->ink.x, >=, one->box.x - 1);
        g_assert_cmpfloat(one->ink.x + one->ink.width, <=, one->box.x + one->box.width + 1);
        g_assert_cmpfloat(one->ink.y, >=, one->box.y - 1);
        g_assert_cmpfloat(one->ink.y + one->ink.height, <=, one->box.y + one->box.height + 1);
        g_assert_cmpfloat(one->ink.x, >=, EDGE_PX);
        g_assert_cmpfloat(one->ink.x + one->ink.width, <=, COVER_WIDTH_PX - EDGE_PX);
        g_assert_cmpfloat(one->ink.y, >=, EDGE_PX);
        g_assert_cmpfloat(one->ink.y + one->ink.height, <=, COVER_HEIGHT_PX);
        for (guint k = 0; k < i; k++) {
            g_assert_false(overlap(one->ink, g_array_index(placed, CoverPlaced, k).ink));
        }
    }
}

typedef struct {
    cairo_surface_t *surface;
    GArray *placed;
} Drawn;

static Drawn draw(const CoverPlan *plan) {
    Drawn drawn = {0};
    g_autofree char *why = NULL;
    drawn.surface = cover_paint(plan, &drawn.placed, &why);
    g_assert_cmpstr(why, ==, NULL);
    g_assert_nonnull(drawn.surface);
    check_places(drawn.placed);
    return drawn;
}

static void drawn_clear(Drawn *drawn) {
    g_array_unref(drawn->placed);
    cairo_surface_destroy(drawn->surface);
}

static guint count_cut(const GArray *placed) {
    guint count = 0;
    for (guint i = 0; i < placed->len; i++) {
        count += g_array_index(placed, CoverPlaced, i).is_cut;
    }
    return count;
}

/* In every layout, with and without pictures of all shapes, a proof or not: each `step`-th way. */
static void check_ways(CoverPlan *plan, size_t step, bool may_cut) {
    static const struct {
        int width, height;
    } shapes[] = {{0, 0}, {1600, 900}, {900, 1600}, {1000, 1000}, {1600, 540}, {30, 20}};
    for (size_t i = 0; i < G_N_ELEMENTS(layouts) * G_N_ELEMENTS(shapes) * 2; i += step) {
        int width = shapes[i / 4].width;
        g_free(plan->layout);
        plan->layout = g_strdup(layouts[i % 2]);
        g_free(plan->draft);
        plan->draft = i / 2 % 2 == 1 ? g_strdup("DRAFT") : NULL;
        g_clear_pointer(&plan->picture, g_bytes_unref);
        plan->picture = width > 0 ? red_picture(width, shapes[i / 4].height) : NULL;
        Drawn drawn = draw(plan);
        if (!may_cut) {
            g_assert_cmpuint(count_cut(drawn.placed), ==, 0);
        }
        if (width > 0) {
            unsigned sheet = COVER_WIDTH_PX * COVER_HEIGHT_PX;
            g_assert_cmpuint(count_pixels(drawn.surface, 0xFF0000), >, sheet / 8);
        }
        drawn_clear(&drawn);
    }
}

static void test_languages(void) {
    static const struct {
        const char *lang;
        bool is_rtl;
        const char *nameplate;
        const char *headlines[4];
    } rows[] = {
        {"en", false, "Red Flag", {english[0], english[1], english[2]}},
        {"ar", true, "المقتبس", {"تاريخ المدنية العربية في القرون الوسطى", "سير العلم", "مخطوطات"}},
        {"he", true, "דגל אדום", {"עובדי הנמל יצאו לשביתה", "שכר הדירה", "Letters in English"}},
        {"ja", false, "港の新聞", {"夜勤をめぐって港湾労働者が一斉に職場を離れた日", "家賃の話"}},
        {"zh-Hans", false, "滑道", {"许诺了两次的沙子", "晾衣绳上的床单", "汤记得什么"}},
        {"hi", false, "लाल झंडा", {"रात की पाली के ख़िलाफ़ बंदरगाह के मज़दूर", "किराया"}},
        {"el", false, "Η Αποβάθρα", {"Οι λιμενεργάτες εναντίον της βάρδιας", "Ενοίκια"}},
        {"ru", false, "Красное знамя", {"Докеры против ночной смены", "Квартплата"}},
        {"th", false, "ธงแดง", {"คนงานท่าเรือหยุดงานประท้วงกะกลางคืน", "ค่าเช่า"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(CoverPlan) plan =
            plan_new(rows[i].lang, rows[i].is_rtl, rows[i].nameplate, rows[i].headlines);
        check_ways(plan, 5, false);
    }
}

/* The number, set at the beginning of its line, is the leftmost or the rightmost of the small. */
static void test_mirrored(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(layouts); i++) {
        CoverBox number[2];
        for (int is_rtl = 0; is_rtl < 2; is_rtl++) {
            g_autoptr(CoverPlan) plan = plan_new("he", is_rtl != 0, "Red Flag", english);
            g_free(plan->layout);
            plan->layout = g_strdup(layouts[i]);
            Drawn drawn = draw(plan);
            number[is_rtl] = g_array_index(drawn.placed, CoverPlaced, 1).ink;
            drawn_clear(&drawn);
        }
        g_assert_cmpfloat(number[0].x, <, 200);
        g_assert_cmpfloat_with_epsilon(number[1].x + number[1].width, COVER_WIDTH_PX - number[0].x,
                                       1);
    }
}

static void test_long(void) {
    const char *headlines[] = {
        "Warum die Rechtsschutzversicherungsgesellschaften seit dem vergangenen Winter nicht mehr "
        "antworten, was wir daraus für die kommenden Jahre lernen können, und wer dafür einsteht, "
        "dass es nicht noch einmal so kommt, wie es im vergangenen Jahr gekommen ist, als keiner "
        "mehr wusste, wer zuständig war",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "Kurz",
        NULL};
    g_autoptr(CoverPlan) plan =
        plan_new("de", false,
                 "Mitteilungsblatt der Arbeitsgemeinschaft für Schifffahrtsangelegenheiten an "
                 "Donau, Inn, Salzach, Enns und Traun",
                 headlines);
    plan->title = g_strdup("Sonderausgabe zur außerordentlichen Mitgliederversammlung");
    check_ways(plan, 1, true);
}

static char *repeat(const char *text, size_t times) {
    GString *whole = g_string_new(NULL);
    for (size_t i = 0; i < times; i++) {
        g_string_append(whole, text);
    }
    return g_string_free(whole, FALSE);
}

static void test_hostile_texts(void) {
    g_autofree char *word = repeat("w", 300);
    g_autofree char *marks = repeat("\u0323\u0301", 3000);
    g_autofree char *tall = g_strconcat("Zalgo", marks, NULL);
    g_autofree char *endless = repeat("no end ", 100000);
    const char *const texts[] = {"",
                                 " ",
                                 "\n\r\t\v\x01\x1f\x7f",
                                 "a\nb\rc\xe2\x80\xa8"
                                 "d",
                                 "\xff\xfe broken \xc3",
                                 "\u202E turned \u2066 round",
                                 "\uE000\uFFFE\U0010FFFF",
                                 "soft\u00ADhy\u00ADphens",
                                 "😀 faces 👩‍👩‍👧",
                                 "\u200B\u200D\uFEFF",
                                 "<b>&amp;</b> %s %n",
                                 word,
                                 tall,
                                 endless};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        const char *headlines[] = {texts[i], texts[(i + 1) % G_N_ELEMENTS(texts)], "Plain", NULL};
        g_autoptr(CoverPlan) plan = plan_new("en", i % 2 == 1, texts[i], headlines);
        plan->title = g_strdup(texts[i]);
        g_free(plan->number);
        plan->number = g_strdup(texts[i]);
        check_ways(plan, 7, true);
    }
}

static void test_hostile_settings(void) {
    g_autofree char *long_name = repeat("x,", 5000);
    const char *const values[] = {"", "#", "#gg0000", "#ffffff", "newspaper", "\xff", long_name};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        g_autoptr(CoverPlan) plan = plan_new(values[i], false, "Red Flag", english);
        char **settings[] = {&plan->paper,          &plan->ink,           &plan->accent,
                             &plan->nameplate_face, &plan->headline_face, &plan->text_face,
                             &plan->layout};
        for (size_t k = 0; k < G_N_ELEMENTS(settings); k++) {
            g_free(*settings[k]);
            *settings[k] = g_strdup(values[i]);
        }
        Drawn drawn = draw(plan);
        drawn_clear(&drawn);
    }
    g_autoptr(CoverPlan) bare = cover_plan_new();
    bare->nameplate = g_strdup("Red Flag");
    bare->picture = g_bytes_new_static("no picture", 10);
    for (int i = 0; i < 100000; i++) {
        g_ptr_array_add(bare->headlines, g_strdup_printf("Headline %d", i));
    }
    Drawn drawn = draw(bare);
    drawn_clear(&drawn);
}

/* What is drawn is drawn in black on white, or in what is read best on the accent. */
static void test_not_blank(void) {
    g_autoptr(CoverPlan) plan = plan_new("en", false, "Red Flag", english);
    Drawn drawn = draw(plan);
    unsigned sheet = COVER_WIDTH_PX * COVER_HEIGHT_PX;
    g_assert_cmpuint(count_pixels(drawn.surface, 0x000000), >, sheet / 25);
    g_assert_cmpuint(count_pixels(drawn.surface, 0xFFFFFF), >, sheet / 2);
    g_assert_cmpuint(count_pixels(drawn.surface, 0xC8102E), >, sheet / 200);
    drawn_clear(&drawn);
}

static void test_each_headline_once(void) {
    const char *headlines[] = {"Twice", "Twice", "Once", "Twice", NULL};
    g_autoptr(CoverPlan) plan = plan_new("en", false, "Red Flag", headlines);
    Drawn drawn = draw(plan);
    g_assert_cmpuint(drawn.placed->len, ==, 5); /* nameplate, number, date, two headlines */
    drawn_clear(&drawn);
}

/* WCAG's own figures: black on white is 21, #767676 the lightest grey with 4.5 on white. */
static void test_contrast(void) {
    CoverColour white = {1, 1, 1};
    CoverColour black = {0, 0, 0};
    CoverColour grey = cover_colour("#767676", black);
    CoverColour lighter = cover_colour("#777777", black);
    g_assert_cmpfloat_with_epsilon(cover_contrast(black, white), 21, 0.001);
    g_assert_cmpfloat(cover_contrast(grey, white), >=, 4.5);
    g_assert_cmpfloat(cover_contrast(lighter, white), <, 4.5);
    CoverColour on_white = cover_legible(white, grey, white);
    g_assert_cmpfloat(on_white.red, ==, grey.red);
    on_white = cover_legible(white, lighter, white); /* neither will do */
    g_assert_cmpfloat(on_white.red, ==, 0);
    g_assert_cmpfloat(cover_colour("#C8102e", black).red * 255, ==, 0xC8);
    g_assert_cmpfloat(cover_colour("c8102e", white).red, ==, 1);
}

/* Toto, which no font of Debian has; with a letter as the only headline, and in the nameplate. */
static void test_missing_font(void) {
    static const char letters[] = "\U0001E290\U0001E291";
    const char *headlines[] = {letters, "Plain", NULL};
    g_autoptr(CoverPlan) plan = plan_new("en", false, "Red Flag", headlines);
    Drawn drawn = draw(plan); /* the one that can be set is */
    drawn_clear(&drawn);
    g_ptr_array_remove_index(plan->headlines, 1);
    for (int in_plate = 0; in_plate < 2; in_plate++) {
        g_autofree char *why = NULL;
        g_assert_null(cover_paint(plan, NULL, &why));
        g_assert_cmpstr(why, ==, "no font on this machine has the letter U+1E290");
        g_free(plan->nameplate);
        plan->nameplate = g_strdup(letters);
    }
}

/* On a machine without any font: in a process of its own, since fontconfig looks once. */
static void test_no_fonts(void) {
    if (!g_test_subprocess()) {
        g_test_trap_subprocess(NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
        g_test_trap_assert_passed();
        return;
    }
    g_autofree char *directory = g_dir_make_tmp(NULL, NULL);
    g_autofree char *file = g_build_filename(directory, "fonts.conf", NULL);
    g_file_set_contents(file, "<?xml version=\"1.0\"?><fontconfig/>", -1, NULL);
    g_setenv("FONTCONFIG_FILE", file, TRUE);
    g_autoptr(CoverPlan) plan = plan_new("en", false, "Red Flag", english);
    g_autofree char *why = NULL;
    g_assert_null(cover_paint(plan, NULL, &why));
    g_assert_cmpstr(why, ==,
                    "no font on this machine has Latin letters; the package fonts-noto-core has "
                    "them");
    g_unlink(file);
    g_rmdir(directory);
}

/* Markers of a JPEG (ITU T.81, B.1.1.3): no APPn but JFIF's, no comment. */
static void check_jpeg(GBytes *jpeg) {
    gsize length = 0;
    const uint8_t *at = g_bytes_get_data(jpeg, &length);
    const uint8_t *end = at + length;
    g_assert_cmphex(at[0] << 8 | at[1], ==, 0xFFD8);
    bool has_frame = false;
    for (at += 2; at + 9 < end && at[1] != 0xDA; at += 2 + (at[2] << 8 | at[3])) {
        g_assert_cmphex(at[0], ==, 0xFF);
        g_assert_false(at[1] > 0xE0 && at[1] <= 0xEF);
        g_assert_cmphex(at[1], !=, 0xFE);
        if (at[1] == 0xC0) {
            has_frame = true;
            g_assert_cmpint(at[4], ==, 8);
            g_assert_cmpint(at[5] << 8 | at[6], ==, COVER_HEIGHT_PX);
            g_assert_cmpint(at[7] << 8 | at[8], ==, COVER_WIDTH_PX);
        }
    }
    g_assert_true(has_frame); /* baseline */
}

static void test_same_bytes(void) {
    g_autoptr(CoverPlan) plan = plan_new("en", false, "Red Flag", english);
    plan->picture = red_picture(1600, 900);
    g_autofree char *why = NULL;
    g_autoptr(GBytes) one = cover_draw(plan, &why);
    g_autoptr(GBytes) other = cover_draw(plan, &why);
    g_assert_nonnull(one);
    g_assert_true(g_bytes_equal(one, other));
    check_jpeg(one);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    if (vips_init(argv[0]) != 0) {
        return 1;
    }
    g_test_add_func("/covers/languages", test_languages);
    g_test_add_func("/covers/mirrored", test_mirrored);
    g_test_add_func("/covers/long", test_long);
    g_test_add_func("/covers/hostile-texts", test_hostile_texts);
    g_test_add_func("/covers/hostile-settings", test_hostile_settings);
    g_test_add_func("/covers/not-blank", test_not_blank);
    g_test_add_func("/covers/headlines-once", test_each_headline_once);
    g_test_add_func("/covers/contrast", test_contrast);
    g_test_add_func("/covers/missing-font", test_missing_font);
    g_test_add_func("/covers/no-fonts", test_no_fonts);
    g_test_add_func("/covers/same-bytes", test_same_bytes);
    return g_test_run();
}
