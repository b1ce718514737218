/* Figures lowered: how large a picture is set, what stands with it, and where it goes. The measure
 * is 288 points, the page 40 steps of 12. */
#include "print_lower_fixture.h"

static void add_picture(Fixture *fixture, const char *path, unsigned width_px, unsigned height_px) {
    g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
    Asset *asset = asset_new_bytes(path, path, nothing);
    asset->type = PICTURE_JPEG;
    asset->width_px = width_px;
    asset->height_px = height_px;
    g_hash_table_replace(fixture->issue->assets, g_strdup(path), asset);
}

static Fixture pictures(const char *css, const char *markup) {
    Fixture fixture = fixture_begin("en", css, markup);
    add_picture(&fixture, "boat.jpg", 1600, 1000);
    add_picture(&fixture, "small.jpg", 96, 48);
    add_picture(&fixture, "tower.jpg", 1000, 4000);
    fixture_lower(&fixture);
    return fixture;
}

static Box picture_box(const DisplayList *list) {
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_PICTURE) {
            return operation->box;
        }
    }
    return (Box){0};
}

static const FloatingFigure *figure_at(const Fixture *fixture, guint index) {
    return &g_array_index(fixture->galley->figures, FloatingFigure, index);
}

/* A large picture fills its measure: 288 by 180 points are 15 steps. Without margins it stands on
 * them exactly. */
static void test_size(void) {
    Fixture fixture = pictures("", "<figure><img src=\"boat.jpg\" alt=\"A boat\"/></figure>");
    const Slug *slug = fixture_slug(&fixture, 0);
    Box box = picture_box(slug->list);
    g_assert_cmpint(box.width_mpt, ==, 288000);
    g_assert_cmpint(box.height_mpt, ==, 180000);
    g_assert_cmpuint(slug->steps, ==, 15);
    fixture_end(&fixture);
}

/* A small one is never enlarged: 150 pixels are an inch; it stands in the middle. */
static void test_small(void) {
    Fixture fixture = pictures("", "<figure><img src=\"small.jpg\" alt=\"A boat\"/></figure>");
    Box box = picture_box(fixture_slug(&fixture, 0)->list);
    g_assert_cmpint(box.width_mpt, ==, 46080);
    g_assert_cmpint(box.height_mpt, ==, 23040);
    g_assert_cmpint(box.x_mpt, ==, 120960);
    fixture_end(&fixture);
}

/* A picture that would be higher than the page is made smaller: 62 parts in a hundred of 480
 * points, and in proportion. */
static void test_tall(void) {
    Fixture fixture = pictures("", "<figure><img src=\"tower.jpg\" alt=\"A tower\"/></figure>");
    const Slug *slug = fixture_slug(&fixture, 0);
    Box box = picture_box(slug->list);
    g_assert_cmpint(box.height_mpt, ==, 297600);
    g_assert_cmpint(box.width_mpt, ==, 74400);
    g_assert_cmpuint(slug->steps, ==, 25);
    fixture_end(&fixture);
}

/* As a theme says: so much of the measure. */
static void test_width(void) {
    Fixture fixture =
        pictures("figure { width: 50% }", "<figure><img src=\"boat.jpg\" alt=\"\"/></figure>");
    g_assert_cmpint(picture_box(fixture_slug(&fixture, 0)->list).width_mpt, ==, 144000);
    fixture_end(&fixture);
}

/* Cutline and credit go with their picture, wherever it goes; below it is at least half a step. */
static void test_floating(void) {
    Fixture fixture =
        pictures("figure { float: top }",
                 "<p>One.</p><figure><img src=\"boat.jpg\" alt=\"A boat\"/><figcaption>The boat. "
                 "<span class=\"credit\">The desk</span></figcaption></figure><p>Two.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One. f1\n0+1 |Two.\n");
    const FloatingFigure *figure = figure_at(&fixture, 0);
    g_autofree char *text = fixture_text(figure->list);
    g_assert_cmpstr(text, ==, "The boat. The desk");
    g_assert_cmpuint(figure->steps, ==, 17); /* 2.3 above, 180, 15.3 of cutline, 6 below */
    g_assert_false(figure->spans);
    fixture_end(&fixture);
}

/* Over all columns, if the theme says so of wide pictures: a picture is wide if it fills the
 * measure with 150 pixels to the inch. */
static void test_wide(void) {
    Fixture fixture = fixture_begin("en", "figure { float: top } figure.wide { column-span: all }",
                                    "<p>One.</p><figure><img src=\"boat.jpg\" alt=\"A\"/></figure>"
                                    "<figure><img src=\"less.jpg\" alt=\"B\"/></figure>");
    add_picture(&fixture, "boat.jpg", 600, 300);
    add_picture(&fixture, "less.jpg", 599, 300);
    fixture.setting.columns = 2;
    fixture.setting.column_mpt = 138000;
    fixture_lower(&fixture);
    g_assert_true(figure_at(&fixture, 0)->spans);
    g_assert_cmpint(picture_box(figure_at(&fixture, 0)->list).width_mpt, ==, 288000);
    g_assert_false(figure_at(&fixture, 1)->spans);
    g_assert_cmpint(picture_box(figure_at(&fixture, 1)->list).width_mpt, ==, 138000);
    fixture_end(&fixture);
}

static const StructureElement *find_role(const StructureElement *element, StructureRole role) {
    if (element->role == role) {
        return element;
    }
    for (guint i = 0; element->children != NULL && i < element->children->len; i++) {
        const StructureElement *found = find_role(element->children->pdata[i], role);
        if (found != NULL) {
            return found;
        }
    }
    return NULL;
}

/* What a picture shows is said to those who do not see it; one that only adorns is an artifact. */
static void test_alternatives(void) {
    Fixture fixture = pictures("", "<figure><img src=\"boat.jpg\" alt=\"A boat\"/></figure>");
    const StructureElement *figure = find_role(fixture.galley->structure, ROLE_FIGURE);
    g_assert_cmpstr(figure->alternative, ==, "A boat");
    fixture_end(&fixture);
    fixture = pictures("", "<figure><img src=\"boat.jpg\" alt=\"\"/></figure>");
    g_assert_null(find_role(fixture.galley->structure, ROLE_FIGURE));
    const Operation *first =
        &g_array_index(fixture_slug(&fixture, 0)->list->operations, Operation, 0);
    bool is_artifact = false;
    for (guint i = 0; i < fixture_slug(&fixture, 0)->list->operations->len; i++) {
        is_artifact = is_artifact || (first[i].kind == OPERATION_BEGIN &&
                                      first[i].of.begin.artifact == ARTIFACT_LAYOUT);
    }
    g_assert_true(is_artifact);
    fixture_end(&fixture);
}

/* A picture that is not there is told by its words. */
static void test_missing(void) {
    Fixture fixture =
        pictures("", "<figure><img src=\"gone.jpg\" alt=\"A boat\"/><figcaption>Gone.</figcaption>"
                     "</figure>");
    g_autofree char *got = fixture_text(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(got, ==, "A boatGone.");
    fixture_end(&fixture);
}

/* One in running text stands under its paragraph. */
static void test_inline(void) {
    Fixture fixture =
        pictures("", "<p>One <img src=\"small.jpg\" alt=\"B\"/> two.</p><p>Three.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One two.\n0+2 |\n0+1 |Three.\n");
    fixture_end(&fixture);
}

static void boxes_of(const DisplayList *list, GArray *boxes) {
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_PICTURE) {
            g_array_append_val(boxes, operation->box);
        }
    }
}

/* The pictures of a list, as "x+width at y, high height" in points, from the first's top down. */
static char *places(const DisplayList *list) {
    g_autoptr(GArray) boxes = g_array_new(FALSE, FALSE, sizeof(Box));
    GString *out = g_string_new(NULL);
    boxes_of(list, boxes);
    for (guint i = 0; i < boxes->len; i++) {
        Box box = g_array_index(boxes, Box, i);
        g_string_append_printf(
            out, "%d+%d at %d, high %d\n", box.x_mpt / 1000, box.width_mpt / 1000,
            (box.y_mpt - g_array_index(boxes, Box, 0).y_mpt) / 1000, box.height_mpt / 1000);
    }
    return g_string_free(out, FALSE);
}

static Fixture squares(const char *lang, const char *markup) {
    Fixture fixture = fixture_begin(lang, "", markup);
    add_picture(&fixture, "a.jpg", 1000, 1000);
    add_picture(&fixture, "b.jpg", 1000, 1000);
    add_picture(&fixture, "c.jpg", 3000, 1000);
    fixture_lower(&fixture);
    return fixture;
}

/* Two squares of one figure stand abreast, with half a step between them: (288 - 6) / 2 = 141. One
 * that is three times as broad as high stands under them over the whole measure, 96 high. */
static void test_rows(void) {
    Fixture fixture =
        squares("en", "<figure><img src=\"a.jpg\" alt=\"A\"/><img src=\"b.jpg\" alt=\"B\"/>"
                      "<img src=\"c.jpg\" alt=\"C\"/></figure>");
    g_autofree char *got = places(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(got, ==,
                    "0+141 at 0, high 141\n"
                    "147+141 at 0, high 141\n"
                    "0+288 at 147, high 96\n");
    fixture_end(&fixture);
}

/* So do figures that follow one another, each with its cutline under it; in a text from the right
 * the first is on the right. */
static void test_abreast(void) {
    static const char markup[] =
        "<figure><img src=\"a.jpg\" alt=\"A\"/><figcaption>One</figcaption></figure>\n"
        "<figure id=\"b\"><img src=\"b.jpg\" alt=\"B\"/></figure><p>Text.</p>"
        "<figure><img src=\"c.jpg\" alt=\"C\"/></figure>";
    Fixture fixture = squares("en", markup);
    g_autofree char *got = places(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(got, ==, "0+141 at 0, high 141\n147+141 at 0, high 141\n");
    g_autofree char *text = fixture_text(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(text, ==, "One");
    g_autofree char *third = places(fixture_slug(&fixture, 2)->list);
    g_assert_cmpstr(third, ==, "0+288 at 0, high 96\n");
    fixture_end(&fixture);
    fixture = squares("en", "<figure><img src=\"a.jpg\" alt=\"A\"/></figure>"
                            "<figure><img src=\"b.jpg\" alt=\"B\"/></figure>");
    g_assert_null(fixture_slug(&fixture, 1)); /* at a text's end: each once */
    fixture_end(&fixture);
    fixture = squares("en", "<figure><img src=\"c.jpg\" alt=\"C\"/></figure>"
                            "<figure><img src=\"c.jpg\" alt=\"D\"/></figure><p>Text.</p>");
    g_autofree char *broad = places(fixture_slug(&fixture, 1)->list);
    g_assert_cmpstr(broad, ==, "0+288 at 0, high 96\n"); /* each too broad to share a row */
    g_assert_null(fixture_slug(&fixture, 3));
    fixture_end(&fixture);
    fixture = squares("ar", markup);
    g_autofree char *mirrored = places(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(mirrored, ==, "147+141 at 0, high 141\n0+141 at 0, high 141\n");
    fixture_end(&fixture);
}

/* In a narrow column they stand under one another, and all of one figure within the page. */
static void test_stacked(void) {
    Fixture fixture = fixture_begin("en", "",
                                    "<figure><img src=\"a.jpg\" alt=\"A\"/>"
                                    "<img src=\"b.jpg\" alt=\"B\"/></figure>");
    add_picture(&fixture, "a.jpg", 1000, 2000);
    add_picture(&fixture, "b.jpg", 1000, 2000);
    fixture.setting.column_mpt = fixture.setting.measure_mpt = 144000;
    fixture.setting.page_steps = 41; /* 492: each may be 492 / 2 - 6 high */
    fixture_lower(&fixture);
    g_autofree char *got = places(fixture_slug(&fixture, 0)->list);
    g_assert_cmpstr(got, ==, "12+120 at 0, high 240\n12+120 at 246, high 240\n");
    fixture_end(&fixture);
}

/* Behind a cutline that does not end a sentence a theme's sign parts it from the credit. */
static void test_credit(void) {
    static const char *const rows[][2] = {{"Boat", "Boat / Desk"}, {"Boat.", "Boat. Desk"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *markup = g_strdup_printf(
            "<figure><img src=\"boat.jpg\" alt=\"A\"/><figcaption>%s <span class=\"credit\">Desk"
            "</span></figcaption></figure>",
            rows[i][0]);
        Fixture fixture = pictures(".credit::before { content: \"/ \" }", markup);
        g_autofree char *text = fixture_text(fixture_slug(&fixture, 0)->list);
        g_assert_cmpstr(text, ==, rows[i][1]);
        fixture_end(&fixture);
    }
}

/* Under a small picture in the middle the cutline stands in the middle too. */
static void test_small_cutline(void) {
    Fixture fixture = pictures("", "<figure><img src=\"small.jpg\" alt=\"A\"/>"
                                   "<figcaption>A boat</figcaption></figure>");
    const DisplayList *list = fixture_slug(&fixture, 0)->list;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            Mpt middle = operation->box.x_mpt + operation->box.width_mpt / 2;
            g_assert_cmpint(ABS(middle - MEASURE_MPT / 2), <, 1500); /* margins protrude */
        }
    }
    fixture_end(&fixture);
}

/* A cutline so long that no picture has room above it takes no more than it must. */
static void test_long_cutline(void) {
    GString *markup = g_string_new("<figure><img src=\"tower.jpg\" alt=\"T\"/><figcaption>");
    for (int i = 0; i < 600; i++) {
        g_string_append(markup, "water ");
    }
    g_string_append(markup, "</figcaption></figure>");
    Fixture fixture = pictures("figure { float: top }", markup->str);
    const FloatingFigure *figure = figure_at(&fixture, 0);
    g_assert_cmpint(picture_box(figure->list).height_mpt, <=, 480000 / 3);
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/lower-figures/size", test_size);
    g_test_add_func("/print/lower-figures/small", test_small);
    g_test_add_func("/print/lower-figures/tall", test_tall);
    g_test_add_func("/print/lower-figures/width", test_width);
    g_test_add_func("/print/lower-figures/floating", test_floating);
    g_test_add_func("/print/lower-figures/wide", test_wide);
    g_test_add_func("/print/lower-figures/alternatives", test_alternatives);
    g_test_add_func("/print/lower-figures/missing", test_missing);
    g_test_add_func("/print/lower-figures/inline", test_inline);
    g_test_add_func("/print/lower-figures/rows", test_rows);
    g_test_add_func("/print/lower-figures/abreast", test_abreast);
    g_test_add_func("/print/lower-figures/stacked", test_stacked);
    g_test_add_func("/print/lower-figures/credit", test_credit);
    g_test_add_func("/print/lower-figures/small-cutline", test_small_cutline);
    g_test_add_func("/print/lower-figures/long-cutline", test_long_cutline);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
