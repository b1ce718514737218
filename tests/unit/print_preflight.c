/* Preflight over pages made by hand: what is just within a preset's figures is passed over, what is
 * just beyond is said, with the page. */
#include "print/preflight.h"

#include <string.h>

typedef struct {
    Issue *issue;
    PrintSettings settings;
    PageStyle style;
    Preflight *preflight;
    Edition edition;
    PrintedExtent extent;
    FontFace face;
} Fixture;

static Fixture *fixture_new(const char *preset) {
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->issue = issue_new(NULL, "in");
    fixture->issue->display_path = g_strdup("in/issue.yaml");
    fixture->settings.preset = print_preset_find(preset);
    fixture->style.width_mpt = 400000;
    fixture->style.height_mpt = 600000;
    fixture->face.units_per_em = 1000;
    fixture->face.cap_height = 700;
    fixture->preflight = preflight_new(fixture->issue, &fixture->settings);
    fixture->edition.extent = &fixture->extent;
    return fixture;
}

static DisplayPage *page_new(Fixture *fixture, size_t position, const char *folio) {
    DisplayPage *page = display_page_new(&fixture->style, PAGE_RIGHT, position);
    page->folio = g_strdup(folio);
    return page;
}

static void add_take(Fixture *fixture, DisplayPage *page) {
    preflight_add_page(fixture->preflight, page);
    display_page_free(page);
}

static void add_type(Fixture *fixture, DisplayPage *page, Mpt x_mpt, Mpt y_mpt, Mpt size_mpt,
                     Ink ink, uint16_t glyph) {
    DisplayGlyph run = {.glyph = glyph, .advance_mpt = 10000, .text_length = 4};
    Operation *operation = display_list_text(page->list, &fixture->face, size_mpt, ink, x_mpt,
                                             y_mpt, &run, 1, "Four", 4);
    operation->box.width_mpt = 10000;
}

/* "code: message" of each, a line each. Frees the fixture. */
static char *finish(Fixture *fixture) {
    g_autoptr(Report) report = report_new();
    GString *said = g_string_new(NULL);
    preflight_finish(fixture->preflight, &fixture->edition, report);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_string_append_printf(said, "%s: %s (%s)\n", diagnostic_name(each->code), each->message,
                               each->hint != NULL ? each->hint : "");
    }
    issue_free(fixture->issue);
    g_free(fixture);
    return g_string_free(said, FALSE);
}

static void assert_said(Fixture *fixture, const char *const *parts) {
    g_autofree char *said = finish(fixture);
    const char *at = said;
    for (size_t i = 0; parts[i] != NULL; i++) {
        at = strstr(at, parts[i]);
        if (at == NULL) {
            g_error("not said: %s\nin: %s", parts[i], said);
        }
    }
    if (parts[0] == NULL) {
        g_assert_cmpstr(said, ==, "");
    }
}

static const Ink black = {.kind = INK_GREY, .parts = {1000}};

/* Generic: 8,504 mpt of safety; caps of ten points at 700 per mille. */
static void add_pages(Fixture *fixture, size_t pages) {
    for (size_t i = 0; i < pages; i++) {
        add_take(fixture, page_new(fixture, i, NULL));
    }
}

static void test_nothing(void) {
    Fixture *fixture = fixture_new("generic");
    DisplayPage *page = page_new(fixture, 3, "4");
    add_type(fixture, page, 8504, 15504, 10000, black, 1);
    add_type(fixture, page, 400000 - 8504 - 10000, 600000 - 8504, 10000, black, 1);
    display_list_fill(page->list, (Box){9000, 9000, 250, 100000}, black);
    display_list_fill(page->list, (Box){-9000, -9000, 500000, 700000},
                      (Ink){.kind = INK_CMYK, .parts = {900, 900, 900, 300}});
    add_take(fixture, page);
    assert_said(fixture, (const char *const[]){NULL});
}

static void test_beyond(void) {
    Fixture *fixture = fixture_new("generic");
    DisplayPage *late = page_new(fixture, 3, "4");
    add_type(fixture, late, 8503, 300000, 10000, black, 1);
    display_list_fill(late->list, (Box){9000, 9000, 249, 100000}, black);
    add_take(fixture, late);
    DisplayPage *page = page_new(fixture, 2, "3"); /* pages come in any order */
    add_type(fixture, page, 100000, 15503, 10000, black, 1);
    add_type(fixture, page, 100000, 300000, 19999,
             (Ink){.kind = INK_CMYK, .parts = {0, 0, 10, 500}}, 1);
    add_type(fixture, page, 100000, 300000, 10000, black, 0);
    display_list_fill(page->list, (Box){9000, 9000, 100000, 100}, black);
    display_list_fill(page->list, (Box){0, 0, 90000, 90000},
                      (Ink){.kind = INK_SPOT,
                            .parts = {1000},
                            .spot = "Night",
                            .alternate = {1000, 1000, 1000, 10}});
    add_take(fixture, page);
    assert_said(fixture,
                (const char *const[]){
                    "preflight-hairline: rules thinner than 0.25 pt", "2, the thinnest 0.1 pt",
                    "page 3", "preflight-ink: the colour spot(\"Night\") takes 301 % of ink",
                    "300 %", "page 3", "preflight-type-mixed", "\"Four\" on page 3",
                    "preflight-type-near-edge", "\"Four\" on page 3", "character-unset", "page 3",
                    NULL});
}

/* rgb(20, 0, 0) is 922 per mille of black under magenta and yellow. A newspaper bears 240 %. */
static void test_light(void) {
    static const Ink red = {.kind = INK_RGB, .parts = {78, 0, 0}};
    static const Ink brown = {.kind = INK_RGB, .parts = {400, 300, 250}};
    static const Ink nearly_black = {.kind = INK_CMYK, .parts = {300, 300, 300, 900}};
    Fixture *fixture = fixture_new("newspaper");
    DisplayPage *page = page_new(fixture, 4, "5");
    display_list_fill(page->list, (Box){0, 0, 90000, 90000}, red);
    add_type(fixture, page, 100000, 300000, 10000, nearly_black, 1); /* is set in black alone */
    add_take(fixture, page);
    page = page_new(fixture, 5, "6");
    add_type(fixture, page, 100000, 300000, 10000, brown, 1);
    add_take(fixture, page);
    add_pages(fixture, 4);
    assert_said(fixture,
                (const char *const[]){"preflight-ink: the colour #140000 takes 292 % of ink where "
                                      "the paper bears 240 %, first on page 5",
                                      "preflight-type-mixed", "\"Four\" on page 6", NULL});
}

/* 1,000 px: at 4 in 250 an inch, which is enough; at 5 in 200; at 7 in 142. */
static void test_pictures(void) {
    g_autoptr(GBytes) none = g_bytes_new(NULL, 0);
    Asset *assets[4];
    Fixture *fixture = fixture_new("generic");
    DisplayPage *page = page_new(fixture, 3, "4");
    for (int i = 0; i < 4; i++) {
        g_autofree char *name = g_strdup_printf("%d.jpg", i);
        static const Mpt inches[] = {4, 5, 6, 7};
        assets[i] = asset_new_bytes(name, name, none);
        assets[i]->type = PICTURE_JPEG;
        assets[i]->width_px = assets[i]->height_px = 1000;
        Mpt side = inches[i] * MPT_PER_INCH;
        display_list_picture(page->list, (Box){0, 0, side, side}, assets[i], false);
        display_list_picture(page->list, (Box){0, 0, 36000, 36000}, assets[i], false);
    }
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    Asset *speck = asset_new_bytes("dot.png", "dot.png", nothing);
    speck->type = PICTURE_PNG;
    speck->width_px = speck->height_px = 1;
    display_list_picture(page->list, (Box){0, 0, 8503, 8503}, speck, false); /* says nothing */
    add_take(fixture, page);
    assert_said(fixture,
                (const char *const[]){"preflight-picture-coarse: the picture \"3.jpg\" has 142",
                                      "178 mm on page 4", "1750 px", "169 mm",
                                      "preflight-pictures-soft", "2, with less than 250",
                                      "1.jpg (page 4) 101 mm, 2.jpg (page 4) 101 mm)", NULL});
    asset_free(speck);
    for (int i = 0; i < 4; i++) {
        asset_free(assets[i]);
    }
}

/* On a right page of 400 by 600 pt, with 9 pt of bleed or none; the spine is left. */
static void check_edge(const char *preset, Mpt bleed_mpt, Box box, const char *said) {
    g_autoptr(GBytes) nothing = g_bytes_new(NULL, 0);
    Asset *asset = asset_new_bytes("a.jpg", "a.jpg", nothing);
    asset->type = PICTURE_SVG;
    asset->width_px = asset->height_px = 1000;
    Fixture *fixture = fixture_new(preset);
    fixture->settings.bleed_mpt = bleed_mpt;
    add_pages(fixture, 23);
    DisplayPage *page = page_new(fixture, 23, "24");
    display_list_picture(page->list, box, asset, false);
    add_take(fixture, page);
    assert_said(fixture, (const char *const[]){said, NULL});
    asset_free(asset);
}

static void test_edges_of_pictures(void) {
    check_edge("kdp", 9000, (Box){0, -9000, 409000, 618000}, NULL);
    check_edge("kdp", 9000, (Box){-9000, -9000, 418000, 618000}, NULL);
    check_edge("kdp", 9000, (Box){0, 2835, 397165, 594330}, NULL);
    check_edge(
        "kdp", 9000, (Box){0, 0, 409000, 609000},
        "preflight-picture-at-edge: the picture \"a.jpg\" on page 24 goes to the page's edge, "
        "and not past it into the bleed");
    check_edge("kdp", 9000, (Box){0, 100000, 405000, 100000}, "not past it into the bleed");
    check_edge("newspaper", 0, (Box){0, 100000, 397165, 100000}, NULL);
    check_edge("newspaper", 0, (Box){0, 100000, 398000, 100000}, "nothing is printed past it");
}

static void check_pages(const char *preset, size_t pages, size_t blanks, const char *hint) {
    Fixture *fixture = fixture_new(preset);
    add_pages(fixture, pages);
    for (size_t i = 0; i < blanks; i++) {
        DisplayPage *blank = page_new(fixture, pages + i, NULL);
        blank->is_empty = true;
        add_take(fixture, blank);
    }
    assert_said(fixture, (const char *const[]){hint, NULL});
}

/* 0.375 in from the spine do for 150 pages, not for 152; the outside has its own measure, which is
 * that of a book without bleed here. */
static Fixture *near_spine_new(size_t pages) {
    Fixture *fixture = fixture_new("kdp");
    add_pages(fixture, pages - 2);
    DisplayPage *right = page_new(fixture, pages - 2, "149");
    add_type(fixture, right, 27000, 300000, 10000, black, 1);
    add_take(fixture, right);
    DisplayPage *left = display_page_new(&fixture->style, PAGE_LEFT, pages - 1);
    left->folio = g_strdup("150");
    add_type(fixture, left, 400000 - 27000 - 10000, 300000, 10000, black, 1);
    add_type(fixture, left, 18000, 300000, 10000, black, 1);
    add_take(fixture, left);
    return fixture;
}

static void test_spine(void) {
    assert_said(near_spine_new(150), (const char *const[]){NULL});
    assert_said(near_spine_new(152),
                (const char *const[]){"preflight-type-near-spine: type stands 9.53 mm from the "
                                      "spine, \"Four\" on page 149; kdp asks for 12.7 mm",
                                      "make the inner margins 12.7 mm", NULL});
}

static void test_trim(void) {
    Fixture *fixture = fixture_new("kdp");
    fixture->style.width_mpt = 793701;
    fixture->style.height_mpt = 1133858;
    add_pages(fixture, 24);
    assert_said(fixture, (const char *const[]){"preflight-trim: the pages are 280 × 400 mm; kdp "
                                               "prints 101.6 × 152.4 mm to 215.9 × 296.9 mm",
                                               NULL});
}

static void test_pages(void) {
    check_pages("generic", 16, 0, NULL);
    check_pages("generic", 14, 2,
                "the issue has 14 pages; generic takes a number that 4 divides "
                "(add 2 pages or take away 2");
    check_pages("generic", 13, 3, "add 3 pages or take away 1");
    check_pages("newspaper", 3, 1, "add 1 page");
    check_pages("newspaper", 132, 0, "newspaper takes 128 at most (take away 4 pages)");
    check_pages("kdp", 23, 0, "kdp takes 24 or more (add 1 page)");
    check_pages("kdp", 25, 0, NULL);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/preflight/nothing", test_nothing);
    g_test_add_func("/preflight/beyond", test_beyond);
    g_test_add_func("/preflight/light", test_light);
    g_test_add_func("/preflight/pictures", test_pictures);
    g_test_add_func("/preflight/spine", test_spine);
    g_test_add_func("/preflight/trim", test_trim);
    g_test_add_func("/preflight/edges-of-pictures", test_edges_of_pictures);
    g_test_add_func("/preflight/pages", test_pages);
    return g_test_run();
}
