/* Pictures: found inside the issue and nowhere else, and what is said of those that are not. */
#include "enrich_fixture.h"

#include "enrich/picture_paths.h"

/* The article is town/01-one.md. */
static Fixture with_pictures(const char *markup) {
    static const char *const paths[] = {"town/boat.png",   "images/wall.png", "top.png",
                                        "town/100%.png",   "town/a b.png",    "town/é.png",
                                        "media:/up/m.png", "own/only.png"};
    g_autofree char *whole = g_strconcat("<headline>T</headline>", markup, NULL);
    Fixture fixture = fixture_new("und", whole);
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
        fixture_add_picture(&fixture, paths[i]);
    }
    return fixture;
}

static void check_found(const Fixture *fixture, const char *src, const char *path) {
    const Asset *asset = NULL;
    PictureFate fate = picture_find(fixture->issue, "town/01-one.md", src, &asset);
    g_test_message("%s", src);
    g_assert_cmpint(fate, ==, PICTURE_FOUND);
    g_assert_cmpstr(asset->path, ==, path);
}

static void test_found(void) {
    Fixture fixture = with_pictures("");
    check_found(&fixture, "boat.png", "town/boat.png");
    check_found(&fixture, "./boat.png", "town/boat.png");
    check_found(&fixture, "../images/wall.png", "images/wall.png");
    check_found(&fixture, "..\\images\\wall.png", "images/wall.png");
    check_found(&fixture, "/top.png", "top.png");
    check_found(&fixture, "boat.png?v=2#x", "town/boat.png");
    check_found(&fixture, "a%20b.png", "town/a b.png");
    check_found(&fixture, "a b.png", "town/a b.png");
    check_found(&fixture, "100%.png", "town/100%.png");
    check_found(&fixture, "100%25.png", "town/100%.png");
    check_found(&fixture, "e\xCC\x81.png", "town/é.png"); /* decomposed */
    check_found(&fixture, "%C3%A9.png", "town/é.png");
    fixture_free(&fixture);
}

static void test_media(void) {
    Fixture fixture = with_pictures("");
    const Asset *asset = NULL;
    g_assert_cmpint(picture_find(fixture.issue, "a.md", "/up/m.png", &asset), ==, PICTURE_MISSING);
    fixture.publication->settings.media = g_strdup("static");
    check_found(&fixture, "/up/m.png", "media:/up/m.png");
    check_found(&fixture, "/top.png", "top.png");
    fixture_free(&fixture);
}

static void test_not_found(void) {
    static const struct {
        const char *src;
        PictureFate fate;
    } rows[] = {
        {"Boat.png", PICTURE_MISSING},
        {"../boat.png", PICTURE_MISSING},
        {"../../secret.png", PICTURE_OUTSIDE},
        {"..%2F..%2Fsecret.png", PICTURE_OUTSIDE},
        {"/../secret.png", PICTURE_OUTSIDE},
        {"file:///etc/passwd", PICTURE_OUTSIDE},
        {"C:\\pictures\\boat.png", PICTURE_OUTSIDE},
        {"data:image/png;base64,AAAA", PICTURE_OUTSIDE},
        {"media:/up/m.png", PICTURE_OUTSIDE},
        {"http://example.org/boat.png", PICTURE_REMOTE},
        {"//example.org/boat.png", PICTURE_REMOTE},
        {"HTTPS://example.org/boat.png", PICTURE_REMOTE},
        {"", PICTURE_MISSING},
        {"?x", PICTURE_MISSING},
        {"%00.png", PICTURE_MISSING},
        {"%FF.png", PICTURE_MISSING},
    };
    Fixture fixture = with_pictures("");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const Asset *asset = NULL;
        g_test_message("%s", rows[i].src);
        g_assert_cmpint(picture_find(fixture.issue, "town/01-one.md", rows[i].src, &asset), ==,
                        rows[i].fate);
        g_assert_null(asset);
    }
    fixture_free(&fixture);
}

static void test_hints(void) {
    Fixture fixture = with_pictures("");
    g_autofree char *by_case = picture_hint(fixture.issue, "town/01-one.md", "Boat.png");
    g_assert_cmpstr(by_case, ==, "a file \"boat.png\" exists; names are case-sensitive");
    g_autofree char *elsewhere = picture_hint(fixture.issue, "town/01-one.md", "wall.png");
    g_assert_cmpstr(elsewhere, ==,
                    "there is one of that name elsewhere: write `../images/wall.png`");
    g_autofree char *near = picture_hint(fixture.issue, "town/01-one.md", "baot.png");
    g_assert_nonnull(strstr(near, "did you mean \"boat.png\"?"));
    g_autofree char *none = picture_hint(fixture.issue, "town/01-one.md", "quite-another.jpg");
    g_assert_nonnull(strstr(none, "--draft"));
    fixture_free(&fixture);
}

static void check_enriched(Fixture *fixture, const char *body, const char *said) {
    fixture_enrich(fixture);
    fixture_check_tree(fixture->article->tree);
    g_autofree char *text = fixture_part(fixture, ELEMENT_BODY);
    g_assert_cmpstr(text, ==, body);
    g_autofree char *what = fixture_said(fixture);
    g_assert_cmpstr(what, ==, said);
}

static void test_kept(void) {
    Fixture fixture = with_pictures("<p><img src='boat.png' alt='A &quot;boat&quot;'/></p>"
                                    "<p>in <img src='../top.png' alt=''/> line</p>");
    check_enriched(&fixture,
                   "<figure><img src='town/boat.png' alt='A \"boat\"'/></figure>"
                   "<p>in <img src='top.png' alt=''/> line</p>",
                   "");
    g_assert_cmpuint(fixture.article->pictures, ==, 2);
    g_assert_cmpuint(fixture.article->pictures_without_alt, ==, 0);
    g_assert_cmpuint(fixture.article->image_nodes->len, ==, 2);
    fixture_free(&fixture);
}

static void test_without_alt(void) {
    Fixture fixture = with_pictures("\n<figure><img src='boat.png'/></figure>"
                                    "<p>x <img src='../top.png'/> <img src='a b.png' alt=''/></p>");
    fixture_enrich(&fixture);
    const Diagnostic *said = fixture_find(&fixture, DIAGNOSTIC_ALT_MISSING);
    g_assert_cmpstr(said->message, ==, "these pictures have no description: boat.png, top.png");
    g_assert_cmpuint(said->place.line, ==, 2);
    g_assert_cmpuint(report_length(fixture.report), ==, 1);
    g_assert_cmpuint(fixture.article->pictures_without_alt, ==, 2);
    fixture_free(&fixture);
}

static void test_missing(void) {
    Fixture fixture = with_pictures("\n<p><img src='Boat.png' alt='A boat'/></p>"
                                    "<p>a <img src='none.png' alt='bell'/> b</p>");
    check_enriched(&fixture, "<p>a bell b</p>", "image-missing@2");
    const Diagnostic *said = report_get(fixture.report, 0);
    g_assert_cmpstr(said->message, ==, "image \"Boat.png\", \"none.png\" not found");
    g_assert_cmpint(said->level, ==, LEVEL_ERROR);
    g_assert_cmpuint(fixture.article->image_nodes->len, ==, 0);
    fixture_free(&fixture);
}

static void test_missing_in_a_proof(void) {
    Fixture fixture =
        with_pictures("<figure><img src='x/none.png' alt='A'/><figcaption>c</figcaption></figure>"
                      "<p>a <img src='bell.png' alt='bell'/> b</p><p>z</p>");
    fixture.issue->is_draft_build = true;
    check_enriched(&fixture,
                   "<figure><p class='missing'>none.png</p><figcaption>c</figcaption></figure>"
                   "<p>a  b</p><p class='missing'>bell.png</p><p>z</p>",
                   "");
    fixture_free(&fixture);
}

static void test_missing_in_headline_of_a_proof(void) {
    Fixture fixture = fixture_new("und", "<headline>T<img src='none.png' alt='x'/></headline>");
    fixture.issue->is_draft_build = true;
    check_enriched(&fixture, "", "");
    fixture_free(&fixture);
}

static void test_many_missing(void) {
    GString *markup = g_string_new("<p>");
    for (int i = 0; i < 3000; i++) {
        g_string_append_printf(markup, "<img src='\u00EF%d.png' alt='x'/>", i);
    }
    g_string_append(markup, "</p>");
    Fixture fixture = with_pictures(markup->str);
    for (int i = 0; i < 10000; i++) {
        g_autofree char *path = g_strdup_printf("town/\u00E9%d.png", i);
        fixture_add_picture(&fixture, path);
    }
    fixture_enrich(&fixture);
    const Diagnostic *said = fixture_find(&fixture, DIAGNOSTIC_IMAGE_MISSING);
    g_assert_nonnull(strstr(said->message, " and 2988 more not found"));
    fixture_free(&fixture);
    g_string_free(markup, TRUE);
}

static void test_remote(void) {
    Fixture fixture = with_pictures(
        "<figure><img src='https://example.org/a.png' alt='A'/><figcaption>c</figcaption></figure>"
        "<figure><img src='https://example.org/b.png' alt='B'/></figure>"
        "<p><a href='https://example.org/'><img src='https://example.org/c.png'/></a></p>"
        "<p>a <img src='https://example.org/d.png' alt='bell'/> b</p>");
    check_enriched(&fixture, "<p>c</p><p>a bell b</p>",
                   "image-remote@1 image-remote@1 image-remote@1 image-remote@1");
    fixture_free(&fixture);
}

static void test_two_in_a_figure(void) {
    Fixture fixture = with_pictures("<figure><img src='https://example.org/a.png' alt='A'/>"
                                    "<img src='boat.png' alt='B'/></figure>");
    check_enriched(&fixture, "<figure><img src='town/boat.png' alt='B'/></figure>",
                   "image-remote@1");
    fixture_free(&fixture);
}

static void test_captions(void) {
    const char *markup = "<figure><img src='boat.png' alt='The boats came in on Monday.'/></figure>"
                         "<figure><img src='boat.png' alt='A'/><figcaption>c</figcaption></figure>"
                         "<p>x <img src='boat.png' alt='It stays in the line here.'/></p>";
    Fixture asked = with_pictures(markup);
    asked.issue->settings.has_captions_key = true;
    asked.issue->settings.captions_from_alt = true;
    check_enriched(&asked,
                   "<figure><img src='town/boat.png' alt='The boats came in on Monday.'/>"
                   "<figcaption>The boats came in on Monday.</figcaption></figure>"
                   "<figure><img src='town/boat.png' alt='A'/><figcaption>c</figcaption></figure>"
                   "<p>x <img src='town/boat.png' alt='It stays in the line here.'/></p>",
                   "");
    g_assert_cmpuint(asked.article->sentence_like_alts, ==, 0);
    fixture_free(&asked);

    Fixture refused = with_pictures(markup);
    refused.issue->settings.captions_from_alt = true;
    refused.article->has_captions_key = true;
    fixture_enrich(&refused);
    g_autofree char *body = fixture_part(&refused, ELEMENT_BODY);
    g_assert_null(strstr(body, "<figcaption>The"));
    g_assert_cmpuint(refused.article->sentence_like_alts, ==, 1);
    fixture_free(&refused);
}

static Fixture in_own_directory(const char *markup) {
    g_autofree char *whole = g_strconcat("<headline>T</headline>", markup, NULL);
    Fixture fixture = fixture_new("und", whole);
    g_free(fixture.article->path);
    fixture.article->path = g_strdup("03-own/index.md");
    fixture.article->own_directory = g_strdup("03-own");
    return fixture;
}

static void test_lead(void) {
    Fixture fixture = in_own_directory("<p>x</p>");
    fixture_add_picture(&fixture, "03-own/img/wall.png");
    fixture_add_picture(&fixture, "03-owner/other.png");
    check_enriched(&fixture,
                   "<figure class='lead'><img src='03-own/img/wall.png'/></figure><p>x</p>",
                   "alt-missing@0");
    g_assert_cmpuint(fixture.article->pictures, ==, 1);
    fixture_free(&fixture);
}

static void test_lead_among_called(void) {
    Fixture fixture = in_own_directory("<p>x <img src='wall.png' alt='w'/></p>");
    fixture_add_picture(&fixture, "03-own/wall.png");
    fixture_add_picture(&fixture, "03-own/lead.png");
    fixture_enrich(&fixture);
    const xmlNode *first = fixture.article->image_nodes->pdata[0];
    g_assert_cmpstr(node_get(first, ATTRIBUTE_SRC), ==, "03-own/lead.png");
    fixture_free(&fixture);
}

static void test_uncalled(void) {
    Fixture fixture = in_own_directory("<p>x</p>");
    fixture_add_picture(&fixture, "03-own/wall.png");
    fixture_add_picture(&fixture, "03-own/a b.png");
    check_enriched(&fixture, "<p>x</p>", "image-uncalled@0 image-uncalled@0");
    const Diagnostic *first = report_get(fixture.report, 0);
    g_assert_cmpstr(first->place.file, ==, "spring/03-own/a b.png");
    g_assert_cmpstr(
        first->hint, ==,
        "paste into spring/town/01-one.md where it belongs: `![what it shows](<a b.png>)`");
    fixture_free(&fixture);
}

static void test_uncalled_beside_a_lead(void) {
    Fixture fixture =
        in_own_directory("<figure class='lead'><img src='lead.png' alt='l'/></figure><p>x</p>");
    fixture_add_picture(&fixture, "03-own/lead.png");
    fixture_add_picture(&fixture, "03-own/wall.png");
    fixture_enrich(&fixture);
    g_autofree char *said = fixture_said(&fixture);
    g_assert_cmpstr(said, ==, "image-uncalled@0");
    fixture_free(&fixture);
}

static void test_cover_is_called(void) {
    Fixture fixture = in_own_directory("<p>x</p>");
    fixture.issue->settings.cover = g_strdup("03-own/wall.png");
    fixture_add_picture(&fixture, "03-own/wall.png");
    check_enriched(&fixture, "<p>x</p>", "");
    fixture_free(&fixture);
}

static void add_tests(void) {
    g_test_add_func("/pictures/found", test_found);
    g_test_add_func("/pictures/media", test_media);
    g_test_add_func("/pictures/not-found", test_not_found);
    g_test_add_func("/pictures/hints", test_hints);
    g_test_add_func("/pictures/kept", test_kept);
    g_test_add_func("/pictures/without-alt", test_without_alt);
    g_test_add_func("/pictures/missing", test_missing);
    g_test_add_func("/pictures/missing-in-a-proof", test_missing_in_a_proof);
    g_test_add_func("/pictures/missing-in-headline", test_missing_in_headline_of_a_proof);
    g_test_add_func("/pictures/many-missing", test_many_missing);
    g_test_add_func("/pictures/remote", test_remote);
    g_test_add_func("/pictures/two-in-a-figure", test_two_in_a_figure);
    g_test_add_func("/pictures/captions", test_captions);
    g_test_add_func("/pictures/lead", test_lead);
    g_test_add_func("/pictures/lead-among-called", test_lead_among_called);
    g_test_add_func("/pictures/uncalled", test_uncalled);
    g_test_add_func("/pictures/uncalled-beside-a-lead", test_uncalled_beside_a_lead);
    g_test_add_func("/pictures/cover", test_cover_is_called);
}

int main(int argc, char **argv) {
    return fixture_main(argc, argv, add_tests);
}
