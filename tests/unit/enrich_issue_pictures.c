/* Phase 2: pictures' headers, those that no book may hold, their names, the cover, the counts. */
#include "enrich_issue_fixture.h"

/* 3 by 2 pixels, grey, made with Python's zlib. */
static const unsigned char png[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x00, 0x00, 0x03, 0x00, 0x00, 0x00, 0x02, 0x08, 0x00, 0x00, 0x00, 0x00, 0xB8,
    0x1F, 0x39, 0xC6, 0x00, 0x00, 0x00, 0x0F, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8,
    0xFF, 0xFF, 0x3F, 0x03, 0x10, 0x03, 0x00, 0x17, 0xF0, 0x05, 0xFB, 0x3A, 0xEF, 0x92, 0x04,
    0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
/* Little-endian TIFF with an empty first directory. */
static const unsigned char tiff[] = {'I', 'I', 42, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0};
static const char drawing[] =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\" onload=\"x()\">"
    "<script>x()</script><circle cx=\"5\" cy=\"5\" r=\"4\"/></svg>";

static Asset *add_png(Fixture *fixture, const char *path) {
    return fixture_add_picture(fixture, path, png, sizeof png);
}

static Asset *add_broken(Fixture *fixture, const char *path) {
    return fixture_add_picture(fixture, path, png, 20); /* the file ends in its header */
}

/* The body of an article: "p(Text) figure(img)", figcaption and text by their texts. */
static void append_outline(GString *out, const xmlNode *parent) {
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE) {
            g_string_append(out, node_text(child));
            continue;
        }
        g_string_append_printf(out, "<%s>", (const char *)child->name);
        append_outline(out, child);
        g_string_append(out, "</>");
    }
}

static void check_body(const Article *article, const char *expected) {
    g_autoptr(GString) out = g_string_new(NULL);
    append_outline(out, tree_body(article->tree));
    g_assert_cmpstr(out->str, ==, expected);
}

static void test_sizes_and_types(void) {
    Fixture fixture = fixture_new();
    Asset *boat = add_png(&fixture, "images/Boat.JPG"); /* its bytes say PNG */
    Asset *circle = fixture_add_picture(&fixture, "circle.svg", drawing, strlen(drawing));
    add_png(&fixture, "unused.png");
    fixture_add(&fixture, "1-a.md",
                "# A\n\n![Two boats](images/Boat.JPG)\n\n![A circle](circle.svg)\n\n"
                "![Again](images/Boat.JPG)\n");
    fixture_enrich(&fixture);
    g_assert_cmpint(boat->type, ==, PICTURE_PNG);
    g_assert_cmpuint(boat->width_px, ==, 3);
    g_assert_cmpuint(boat->height_px, ==, 2);
    g_assert_cmpuint(boat->orientation, ==, 1);
    g_assert_true(boat->is_used);
    g_assert_cmpstr(boat->name, ==, "boat.png");
    g_assert_cmpint(circle->type, ==, PICTURE_SVG);
    g_assert_cmpuint(fixture.issue->used_assets->len, ==, 2);
    g_assert_true(fixture.issue->used_assets->pdata[0] == boat);
    g_assert_true(fixture.issue->used_assets->pdata[1] == circle);
    const Article *article = fixture_article(&fixture, "1-a.md");
    g_assert_cmpuint(article->image_nodes->len, ==, 3);
    for (guint i = 0; i < 3; i++) {
        const xmlNode *image = article->image_nodes->pdata[i];
        g_assert_cmpstr(node_get(image, ATTRIBUTE_WIDTH), ==, i == 1 ? "40" : "3");
        g_assert_cmpstr(node_get(image, ATTRIBUTE_HEIGHT), ==, i == 1 ? "30" : "2");
    }
    check_said(&fixture, "svg-cleaned@in/circle.svg:0");
    g_assert_cmpstr(report_get(fixture.report, 0)->message, ==,
                    "2 things that run or reach outside were taken out of the drawing "
                    "\"circle.svg\"");
    fixture_free(&fixture);
}

/* What an author gives as width is not what the picture is. */
static void test_given_sizes_are_corrected(void) {
    Fixture fixture = fixture_new();
    add_png(&fixture, "a.png");
    fixture_add(&fixture, "1-a.md", "# A\n\n<img src=\"a.png\" alt=\"x\" width=\"900\">\n");
    fixture_enrich(&fixture);
    const Article *article = fixture.issue->articles->pdata[0];
    g_assert_cmpstr(node_get(article->image_nodes->pdata[0], ATTRIBUTE_WIDTH), ==, "3");
    g_assert_cmpstr(node_get(article->image_nodes->pdata[0], ATTRIBUTE_HEIGHT), ==, "2");
    fixture_free(&fixture);
}

static void test_broken_picture(void) {
    Fixture fixture = fixture_new();
    Asset *boat = add_broken(&fixture, "boat.png");
    fixture_add(&fixture, "1-a.md",
                "# A\n\nBefore.\n\n![Boats](boat.png \"The cutline | Me\")\n\n"
                "In ![a boat](boat.png) line.\n\n![](boat.png)\n\nAfter.\n");
    fixture_add(&fixture, "2-b.md", "# B\n\n![Boats](boat.png)\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-broken@in/1-a.md:5 alt-missing@in/1-a.md:9");
    g_assert_true(boat->is_broken);
    g_assert_false(boat->is_used);
    g_assert_cmpuint(fixture.issue->used_assets->len, ==, 0);
    const Article *first = fixture.issue->articles->pdata[0];
    check_body(first, "<p>Before.</><p>The cutline <span>Me</></><p>In a boat line.</>"
                      "<p>After.</>");
    g_assert_cmpuint(first->image_nodes->len, ==, 0);
    g_assert_cmpuint(first->pictures, ==, 0);
    g_assert_cmpuint(first->pictures_without_alt, ==, 0);
    check_body(fixture.issue->articles->pdata[1], "");
    fixture_free(&fixture);
}

static void test_type_that_readers_do_not_show(void) {
    Fixture fixture = fixture_new();
    add_png(&fixture, "good.png");
    fixture_add_picture(&fixture, "old.jpg", tiff, sizeof tiff);
    fixture_add(&fixture, "1-a.md", "# A\n\n![Two](old.jpg)\n\n![Good](good.png)\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-broken@in/1-a.md:3");
    g_assert_cmpstr(report_get(fixture.report, 0)->message, ==,
                    "the picture \"old.jpg\" was left out: e-readers do not show its kind");
    const Article *article = fixture.issue->articles->pdata[0];
    check_body(article, "<figure><img></></>");
    g_assert_cmpuint(article->image_nodes->len, ==, 1);
    g_assert_cmpuint(article->pictures, ==, 1);
    fixture_free(&fixture);
}

static void test_not_a_picture(void) {
    Fixture fixture = fixture_new();
    fixture_add_picture(&fixture, "page.png", "<html>404</html>", 16);
    fixture_add_picture(&fixture, "empty.png", "", 0);
    fixture_add_picture(&fixture, "half.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>", 43);
    fixture_add(&fixture, "1-a.md", "# A\n\n![a](page.png)\n\n![b](empty.png)\n\n![c](half.svg)\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-broken@in/1-a.md:3 image-broken@in/1-a.md:5 "
                         "image-broken@in/1-a.md:7");
    check_body(fixture.issue->articles->pdata[0], "");
    fixture_free(&fixture);
}

/* What held nothing but the picture goes with it: a heading that is counted, a link, an item stays.
 */
static void test_what_is_empty_goes(void) {
    Fixture fixture = fixture_new();
    add_broken(&fixture, "a.png");
    fixture_add(&fixture, "1-a.md",
                "# A\n\n## ![](a.png)\n\n## Stays\n\n> ![](a.png)\n\n"
                "[![](a.png)](https://example.org)\n\n- ![](a.png)\n- Two\n");
    fixture_enrich(&fixture);
    const Article *article = fixture.issue->articles->pdata[0];
    check_body(article, "<h2>Stays</><ul><li></><li>Two</></>");
    g_assert_cmpuint(article->headings->len, ==, 1);
    g_assert_cmpstr(((Heading *)article->headings->pdata[0])->text, ==, "Stays");
    fixture_free(&fixture);
}

static void test_file_that_is_gone(void) {
    Fixture fixture = fixture_new();
    Asset *gone =
        asset_new("gone.png", "in/gone.png", fixture.issue->root, "galley-no-such.png", 9);
    g_hash_table_replace(fixture.issue->assets, g_strdup("gone.png"), gone);
    fixture_add(&fixture, "1-a.md", "# A\n\n![x](gone.png)\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-broken@in/1-a.md:3");
    fixture_free(&fixture);
}

/* Names come from paths, whichever article calls them first. */
static void test_names(void) {
    Fixture fixture = fixture_new();
    add_png(&fixture, "b/Boat One.png");
    add_png(&fixture, "a/boat-one.png");
    add_png(&fixture, "港.png");
    fixture_add(&fixture, "1-a.md",
                "# A\n\n![x](<b/Boat One.png>)\n\n![y](a/boat-one.png)\n\n"
                "![z](港.png)\n");
    fixture_enrich(&fixture);
    const Issue *issue = fixture.issue;
    g_assert_cmpstr(issue_asset(issue, "a/boat-one.png")->name, ==, "boat-one.png");
    /* SHA-256 of "b/Boat One.png" and NUL, 12 digits; of the character, 10 */
    g_assert_cmpstr(issue_asset(issue, "b/Boat One.png")->name, ==, "boat-one-6c4e0fafe1e1.png");
    g_assert_cmpstr(issue_asset(issue, "港.png")->name, ==, "x-1151db5f85.png");
    fixture_free(&fixture);
}

static void test_cover(void) {
    Fixture fixture = fixture_new();
    Asset *cover = add_png(&fixture, "images/front page.png");
    Asset *boat = add_png(&fixture, "boat.png");
    fixture.issue->settings.cover = g_strdup("images/front%20page.png");
    fixture_add(&fixture, "1-a.md", "# A\n\n![x](boat.png)\n");
    fixture_enrich(&fixture);
    g_assert_true(fixture.issue->cover == cover);
    g_assert_true(fixture.issue->used_assets->pdata[0] == cover);
    g_assert_true(fixture.issue->used_assets->pdata[1] == boat);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void check_cover_missing(const char *said, const char *hint) {
    Fixture fixture = fixture_new();
    add_png(&fixture, "images/Front.png");
    fixture.issue->settings.cover = g_strdup(said);
    fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-missing@in/issue.yaml:0");
    const Diagnostic *missing = report_get(fixture.report, 0);
    g_assert_cmpstr(missing->place.detail, ==, "cover");
    g_assert_nonnull(strstr(missing->hint, hint));
    g_assert_null(fixture.issue->cover);
    fixture_free(&fixture);
}

static void test_cover_that_is_missing(void) {
    check_cover_missing("images/front.png", "\"Front.png\" exists; names are case-sensitive");
    check_cover_missing("../images/Front.png", "write `images/Front.png`");
    check_cover_missing("https://example.org/a.png", "put the picture into");
    check_cover_missing("/etc/passwd", "put the picture into");
}

static void test_cover_that_is_broken(void) {
    Fixture fixture = fixture_new();
    add_broken(&fixture, "front.png");
    fixture.issue->settings.cover = g_strdup("front.png");
    fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "image-broken@in/issue.yaml:0");
    g_assert_null(fixture.issue->cover);
    fixture_free(&fixture);
}

static void test_draft_without_its_cover(void) {
    Fixture fixture = fixture_new();
    fixture.issue->is_draft_build = true;
    fixture.issue->settings.cover = g_strdup("not-yet.png");
    fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    fixture_enrich(&fixture);
    check_said(&fixture, "");
    fixture_free(&fixture);
}

static void test_counts(void) {
    Fixture fixture = fixture_new();
    add_png(&fixture, "a.png");
    fixture_add(&fixture, "1-a.md",
                "# A\n\nOne two[^1].\n\n![x](a.png)\n\n![](a.png)\n\n"
                "<img src=\"a.png\" alt=\"\">\n\n| a |\n|---|\n| b |\n\n"
                "[^1]: Note.\n");
    fixture_add(&fixture, "2-b.md", "# B\n\n![y](a.png)\n");
    fixture_enrich(&fixture);
    const ContentCount *count = &fixture.issue->count;
    g_assert_cmpuint(count->pictures, ==, 4);
    g_assert_cmpuint(count->pictures_without_alt, ==, 1);
    g_assert_cmpuint(count->decorative_pictures, ==, 1);
    g_assert_cmpuint(count->animated_pictures, ==, 0);
    g_assert_cmpuint(count->tables, ==, 1);
    g_assert_cmpuint(count->notes, ==, 1);
    const Article *first = fixture.issue->articles->pdata[0];
    const Article *second = fixture.issue->articles->pdata[1];
    g_assert_cmpuint(count->words, ==, first->count.words + second->count.words);
    g_assert_cmpuint(count->words, >=, 2);
    fixture_free(&fixture);
}

/* Three alt texts that read like captions are worth one word, unless somebody has decided. */
static void check_captions(size_t alts, bool issue_says, bool article_says, const char *expected) {
    Fixture fixture = fixture_new();
    fixture.issue->settings.has_captions_key = issue_says;
    Article *article = fixture_add(&fixture, "1-a.md", "# A\n\nText.\n");
    article->sentence_like_alts = alts;
    article->has_captions_key = article_says;
    fixture_enrich(&fixture);
    check_said(&fixture, expected);
    fixture_free(&fixture);
}

static void test_captions(void) {
    check_captions(3, false, false, "captions-suggested@in/issue.yaml:0");
    check_captions(2, false, false, "");
    check_captions(3, true, false, "");
    check_captions(3, false, true, "");
}

/* Many pictures, read on several threads, are named and reported as by one. */
static void test_threads(void) {
    char *said[2] = {NULL, NULL};
    for (int round = 0; round < 2; round++) {
        Fixture fixture = fixture_new();
        GString *text = g_string_new("# A\n\n");
        for (int i = 0; i < 100; i++) {
            g_autofree char *path = g_strdup_printf("p%d.png", i);
            (i % 7 == 0 ? add_broken : add_png)(&fixture, path);
            g_string_append_printf(text, "![x](%s)\n\n", path);
        }
        fixture_add(&fixture, "1-a.md", text->str);
        g_string_free(text, TRUE);
        g_autoptr(Jobs) jobs = round == 0 ? NULL : jobs_new(8);
        fixture_enrich_at(&fixture, NO_EPOCH, jobs);
        g_assert_cmpuint(fixture.issue->used_assets->len, ==, 85);
        said[round] = fixture_said(&fixture);
        fixture_free(&fixture);
    }
    g_assert_cmpstr(said[0], ==, said[1]);
    g_free(said[0]);
    g_free(said[1]);
}

static void add_tests(void) {
    g_test_add_func("/issue/pictures/sizes", test_sizes_and_types);
    g_test_add_func("/issue/pictures/given-sizes", test_given_sizes_are_corrected);
    g_test_add_func("/issue/pictures/broken", test_broken_picture);
    g_test_add_func("/issue/pictures/type", test_type_that_readers_do_not_show);
    g_test_add_func("/issue/pictures/no-picture", test_not_a_picture);
    g_test_add_func("/issue/pictures/empty", test_what_is_empty_goes);
    g_test_add_func("/issue/pictures/gone", test_file_that_is_gone);
    g_test_add_func("/issue/pictures/names", test_names);
    g_test_add_func("/issue/pictures/threads", test_threads);
    g_test_add_func("/issue/cover/given", test_cover);
    g_test_add_func("/issue/cover/missing", test_cover_that_is_missing);
    g_test_add_func("/issue/cover/broken", test_cover_that_is_broken);
    g_test_add_func("/issue/cover/draft", test_draft_without_its_cover);
    g_test_add_func("/issue/counts", test_counts);
    g_test_add_func("/issue/captions", test_captions);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
