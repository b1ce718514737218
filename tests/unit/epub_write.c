/* The book as others will read it: what is in the archive, and what package, navigation and NCX say
 * of the issue. Expected values are those of facts and of EPUB 3.3, not of the code. */
#include "epub_fixture.h"

#include "model/vocabulary.h"

static void test_container(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    g_autofree char *bytes = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(book.path, &bytes, &length, NULL));
    g_assert_cmpmem(bytes + 30, 28, "mimetypeapplication/epub+zip", 28);
    g_assert_true(archive_reader_begins_with_mimetype(book.archive, "application/epub+zip"));
    assert_says(&book, "META-INF/container.xml", "string(//c:rootfile/@full-path)", PACKAGE);
    assert_says(&book, "META-INF/container.xml", "string(/c:container/@version)", "1.0");
    g_assert_cmpint(
        archive_reader_find(book.archive, "META-INF/com.apple.ibooks.display-options.xml"), ==, -1);
    for (size_t i = 0; i < archive_reader_count(book.archive); i++) {
        const ArchivePart *part = archive_reader_part(book.archive, i);
        g_autoptr(GBytes) part_bytes = read_part(&book, part->name); /* its CRC is right */
        g_assert_cmpint(part->is_stored, ==, strcmp(part->name, "mimetype") == 0);
        g_assert_false(part->has_extra_field);
    }
    book_close(&book);
    issue_free(issue);
}

static void test_order_of_parts(void) {
    static const char *const expected[] = {
        "mimetype",
        "META-INF/container.xml",
        PACKAGE,
        NAVIGATION,
        NCX,
        "EPUB/book.css",
        "EPUB/cover.xhtml",
        "EPUB/contents.xhtml",
        "EPUB/tides.xhtml",
        "EPUB/section-letters.xhtml",
        "EPUB/reply.xhtml",
        "EPUB/thanks.xhtml",
        "EPUB/imprint.xhtml",
    };
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    g_assert_cmpuint(archive_reader_count(book.archive), ==, G_N_ELEMENTS(expected));
    for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_assert_cmpstr(archive_reader_part(book.archive, i)->name, ==, expected[i]);
    }
    book_close(&book);
    issue_free(issue);
}

static void test_names(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(/opf:package/@version)", "3.0");
    assert_says(&book, PACKAGE, "string(//dc:identifier[@id=/opf:package/@unique-identifier])",
                "urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11");
    assert_says(&book, NCX, "string(//ncx:meta[@name='dtb:uid']/@content)",
                "urn:uuid:6f2f3c1e-6a57-5c0e-8a3e-0d5c1f0b7a11");
    assert_says(&book, PACKAGE, "count(//dc:title)", "1");
    assert_says(&book, PACKAGE, "string(//dc:title)",
                "The Harbour Bell, No. 118, 24 November 2026");
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@property='file-as'][@refines=concat('#',//dc:title/@id)])",
                "The Harbour Bell 2026-11-24");
    assert_says(&book, PACKAGE, "string(//dc:date)", "2026-11-24");
    assert_says(&book, PACKAGE, "string(//dc:type)", "periodical");
    assert_says(&book, PACKAGE, "count(//opf:meta[@property='dcterms:modified'])", "1");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='dcterms:modified'])",
                "2026-11-24T06:00:00Z");
    assert_says(&book, PACKAGE, "count(//dc:publisher|//dc:rights|//dc:description)", "0");
    assert_says(&book, PACKAGE, "count(/opf:package/@prefix)", "0");
    book_close(&book);
    issue_free(issue);
}

static void test_optional_names(void) {
    Issue *issue = issue_of_harbour("en");
    issue->settings.subtitle = g_strdup("News of the quay");
    issue->settings.publisher = g_strdup("Quay Press");
    issue->settings.licence = g_strdup("CC BY-SA 4.0");
    issue->settings.date = (Date){0};
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(//dc:description)", "News of the quay");
    assert_says(&book, PACKAGE, "string(//dc:publisher)", "Quay Press");
    assert_says(&book, PACKAGE, "string(//dc:rights)", "CC BY-SA 4.0");
    assert_says(&book, PACKAGE, "count(//dc:date)", "0");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='a11y:certifiedBy'])", "Quay Press");
    book_close(&book);
    issue_free(issue);
}

static void test_people(void) {
    Issue *issue = issue_of_harbour("en");
    const struct {
        guint article;
        const char *name, *file_as;
    } authors[] = {
        {0, "Mary Wollstonecraft", "Wollstonecraft, Mary"},
        {1, "Ibn Battuta", "Ibn Battuta"},
        {2, "Mary Wollstonecraft", "Wollstonecraft, Mary"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(authors); i++) {
        const Article *article = issue->articles->pdata[authors[i].article];
        g_ptr_array_add(article->authors, author_new(authors[i].name, authors[i].file_as));
    }
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(//dc:creator)", "The Harbour Bell");
    assert_says(&book, PACKAGE, "count(//dc:contributor)", "2");
    assert_says(&book, PACKAGE, "string(//dc:contributor[2])", "Ibn Battuta");
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@property='file-as'][@refines=concat('#',"
                "//dc:contributor[1]/@id)])",
                "Wollstonecraft, Mary");
    assert_says(&book, PACKAGE,
                "count(//opf:meta[@property='role'][.='aut'][@scheme="
                "'marc:relators'])",
                "2");
    book_close(&book);
    issue_free(issue);
}

static void test_editors(void) {
    Issue *issue = issue_of_harbour("en");
    issue->settings.editor = g_strdup("Margaret Fuller and Karl Kraus");
    issue->settings.editors = g_ptr_array_new_with_free_func((GDestroyNotify)author_free);
    g_ptr_array_add(issue->settings.editors, author_new("Margaret Fuller", "Fuller, Margaret"));
    g_ptr_array_add(issue->settings.editors, author_new("Karl Kraus", "Kraus, Karl"));
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//dc:creator)", "2");
    assert_says(&book, PACKAGE, "string(//dc:creator[1])", "Margaret Fuller");
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@property='role'][@refines=concat('#',//dc:creator[2]/@id)])",
                "edt");
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@property='file-as'][@refines=concat('#',//dc:creator[2]/@id)])",
                "Kraus, Karl");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='a11y:certifiedBy'])",
                "Margaret Fuller and Karl Kraus");
    book_close(&book);
    issue_free(issue);
}

#define SERIES "//opf:meta[@property='belongs-to-collection']"
#define OF_SERIES "[@refines=concat('#'," SERIES "/@id)]"

static void test_series(void) {
    Issue *issue = issue_of_harbour("en");
    issue->series_position = g_strdup("118");
    issue->settings.issn = g_strdup("1234-5679");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(" SERIES ")", "The Harbour Bell");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='collection-type']" OF_SERIES ")",
                "series");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='group-position']" OF_SERIES ")",
                "118");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='dcterms:identifier']" OF_SERIES ")",
                "urn:issn:1234-5679");
    assert_says(&book, PACKAGE, "string(//opf:meta[@name='calibre:series']/@content)",
                "The Harbour Bell");
    /* PocketBook and KOReader: the series before its index. */
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@name='calibre:series_index']"
                "[preceding-sibling::opf:meta[@name='calibre:series']]/@content)",
                "118");
    book_close(&book);
    issue_free(issue);

    issue = issue_of_harbour("en");
    book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//opf:meta[@property='group-position'])", "0");
    assert_says(&book, PACKAGE, "count(//opf:meta[@name='calibre:series_index'])", "0");
    assert_says(&book, PACKAGE, "count(//opf:meta[@property='dcterms:identifier'])", "0");
    book_close(&book);
    issue_free(issue);
}

static void test_languages(void) {
    Issue *issue = issue_of_harbour("en");
    Article *reply = issue->articles->pdata[1];
    g_free(reply->lang);
    reply->lang = g_strdup("ar");
    reply->is_rtl = true;
    Article *thanks = issue->articles->pdata[2];
    g_free(thanks->lang);
    thanks->lang = g_strdup("und");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//dc:language)", "2");
    assert_says(&book, PACKAGE, "string(//dc:language[1])", "en");
    assert_says(&book, PACKAGE, "string(//dc:language[2])", "ar");
    assert_says(&book, PACKAGE, "string(/opf:package/@xml:lang)", "en");
    assert_says(&book, NAVIGATION, "string(//h:a[@href='reply.xhtml']/@lang)", "ar");
    assert_says(&book, NAVIGATION, "string(//h:a[@href='reply.xhtml']/@xml:lang)", "ar");
    assert_says(&book, NAVIGATION, "string(//h:a[@href='reply.xhtml']/@dir)", "rtl");
    assert_says(&book, NAVIGATION, "count(//h:a[@href='tides.xhtml']/@lang)", "0");
    assert_says(&book, NCX,
                "string(//ncx:navPoint[ncx:content/@src='reply.xhtml']/ncx:navLabel/@xml:lang)",
                "ar");
    book_close(&book);
    issue_free(issue);
}

static void test_right_to_left(void) {
    Issue *issue = issue_of_harbour("ar");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(//opf:spine/@page-progression-direction)", "rtl");
    assert_says(&book, PACKAGE, "string(/opf:package/@dir)", "rtl");
    assert_says(&book, NAVIGATION, "string(/h:html/@dir)", "rtl");
    assert_says(&book, NAVIGATION, "string(//h:nav[@epub:type='toc']/h:h1)", "المحتويات");
    book_close(&book);
    issue_free(issue);

    issue = issue_of_harbour("ja");
    book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//opf:spine/@page-progression-direction)", "0");
    assert_says(&book, NAVIGATION, "count(/h:html/@dir)", "0");
    book_close(&book);
    issue_free(issue);
}

static void test_spine_and_contents_agree(void) {
    static const char *const spine[] = {"cover.xhtml",           "contents.xhtml", "tides.xhtml",
                                        "section-letters.xhtml", "reply.xhtml",    "thanks.xhtml",
                                        "imprint.xhtml"};
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//opf:itemref)", "7");
    for (size_t i = 0; i < G_N_ELEMENTS(spine); i++) {
        g_autofree char *item =
            g_strdup_printf("string(//opf:item[@id=//opf:itemref[%zu]/@idref]/@href)", i + 1);
        assert_says(&book, PACKAGE, item, spine[i]);
    }
    for (size_t i = 2; i < G_N_ELEMENTS(spine); i++) { /* cover and contents are not listed */
        g_autofree char *entry =
            g_strdup_printf("string((//h:nav[@epub:type='toc']//h:a)[%zu]/@href)", i - 1);
        assert_says(&book, NAVIGATION, entry, spine[i]);
        g_autofree char *point = g_strdup_printf("string((//ncx:content)[%zu]/@src)", i - 1);
        assert_says(&book, NCX, point, spine[i]);
        g_autofree char *order = g_strdup_printf("string((//ncx:navPoint)[%zu]/@playOrder)", i - 1);
        g_autofree char *number = g_strdup_printf("%zu", i - 1);
        assert_says(&book, NCX, order, number);
    }
    assert_says(&book, NAVIGATION, "count(//h:nav[@epub:type='toc']/h:ol/h:li)", "3");
    assert_says(&book, NAVIGATION,
                "string(//h:li[h:a/@href='section-letters.xhtml']/h:ol/h:li[2]/h:a)",
                "Thanks & more");
    assert_says(&book, NCX,
                "string(//ncx:navPoint[ncx:content/@src='section-letters.xhtml']/ncx:navPoint[2]"
                "/ncx:navLabel/ncx:text)",
                "Thanks & more");
    assert_says(&book, NCX, "string(//ncx:meta[@name='dtb:depth']/@content)", "2");
    assert_says(&book, PACKAGE, "string(//opf:item[@id=//opf:spine/@toc]/@href)", "navigation.ncx");
    assert_says(&book, PACKAGE, "string(//opf:item[@properties='nav']/@href)", "navigation.xhtml");
    book_close(&book);
    issue_free(issue);
}

static void test_every_part_is_listed_once(void) {
    Issue *issue = issue_of_harbour("en");
    add_figure(issue->articles->pdata[0],
               add_picture(issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png), "A boat");
    TestBook book = book_of(issue, NULL);
    size_t listed = 0;
    for (size_t i = 0; i < archive_reader_count(book.archive); i++) {
        const char *name = archive_reader_part(book.archive, i)->name;
        if (g_str_has_prefix(name, "EPUB/") && strcmp(name, PACKAGE) != 0) {
            g_autofree char *count = g_strdup_printf("count(//opf:item[@href='%s'])", name + 5);
            assert_says(&book, PACKAGE, count, "1");
            listed++;
        }
    }
    g_autofree char *items = g_strdup_printf("%zu", listed);
    assert_says(&book, PACKAGE, "count(//opf:item)", items);
    assert_says(&book, PACKAGE, "string(//opf:item[@href='images/boat.png']/@media-type)",
                "image/png");
    book_close(&book);
    issue_free(issue);
}

static void test_landmarks_and_guide(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    const char *const rows[][2] = {
        {"cover", "cover.xhtml"}, {"toc", "contents.xhtml"}, {"bodymatter", "tides.xhtml"}};
    assert_says(&book, NAVIGATION, "count(//h:nav[@epub:type='landmarks']//h:a)", "3");
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *link = g_strdup_printf(
            "string(//h:nav[@epub:type='landmarks']//h:a[@epub:type='%s']/@href)", rows[i][0]);
        assert_says(&book, NAVIGATION, link, rows[i][1]);
    }
    assert_says(&book, PACKAGE, "string(//opf:reference[@type='text']/@href)", "tides.xhtml");
    assert_says(&book, PACKAGE, "string(//opf:reference[@type='cover']/@href)", "cover.xhtml");
    assert_says(&book, PACKAGE, "string(//opf:reference[@type='toc']/@href)", "contents.xhtml");
    book_close(&book);
    issue_free(issue);
}

/* Accessibility: one row a kind of content. */

#define SAYS_FEATURE(name)                                                                         \
    "count(//opf:meta[@property='schema:accessibilityFeature'][.='" name "'])"
#define SAYS_MODE(name) "count(//opf:meta[@property='schema:accessMode'][.='" name "'])"
#define SAYS_SUFFICIENT(name)                                                                      \
    "count(//opf:meta[@property='schema:accessModeSufficient'][.='" name "'])"
#define CLAIM "count(//opf:meta[@property='dcterms:conformsTo'])"

typedef struct {
    const char *lang;
    size_t pictures, without_alt, animated;
    const char *visual, *textual_suffices, *alternative_text, *claim;
    const char *hazard, *summary;
} AccessCase;

static const AccessCase access_cases[] = {
    {"en", 0, 0, 0, "0", "1", "0", "1", "none", "All text can be read aloud."},
    {"en", 3, 0, 0, "1", "1", "1", "1", "none",
     "All text can be read aloud, and every picture has a description."},
    {"en", 3, 2, 0, "1", "0", "0", "0", "none",
     "All text can be read aloud. Pictures without a description: 2."},
    {"en", 1, 0, 1, "1", "1", "1", "0", "unknown",
     "All text can be read aloud, and every picture has a description."},
    {"und", 1, 0, 0, "1", "1", "1", "0", "none", "✓"},
    {"und", 4, 3, 0, "1", "0", "0", "0", "none", "□ 3"},
};

static void test_accessibility(void) {
    for (size_t i = 0; i < G_N_ELEMENTS(access_cases); i++) {
        const AccessCase *each = &access_cases[i];
        Issue *issue = issue_of_harbour(each->lang);
        issue->count.pictures = each->pictures;
        issue->count.pictures_without_alt = each->without_alt;
        issue->count.animated_pictures = each->animated;
        TestBook book = book_of(issue, NULL);
        assert_says(&book, PACKAGE, SAYS_MODE("textual"), "1");
        assert_says(&book, PACKAGE, SAYS_MODE("visual"), each->visual);
        assert_says(&book, PACKAGE, SAYS_SUFFICIENT("textual"), each->textual_suffices);
        assert_says(&book, PACKAGE, SAYS_SUFFICIENT("textual,visual"), each->visual);
        assert_says(&book, PACKAGE, SAYS_FEATURE("tableOfContents"), "1");
        assert_says(&book, PACKAGE, SAYS_FEATURE("alternativeText"), each->alternative_text);
        assert_says(&book, PACKAGE, SAYS_FEATURE("pageBreakMarkers"), "0");
        assert_says(&book, PACKAGE, SAYS_FEATURE("pageNavigation"), "0");
        assert_says(&book, PACKAGE, "count(//opf:meta[@property='schema:accessibilityHazard'])",
                    "1");
        assert_says(&book, PACKAGE, "string(//opf:meta[@property='schema:accessibilityHazard'])",
                    each->hazard);
        assert_says(&book, PACKAGE, "string(//opf:meta[@property='schema:accessibilitySummary'])",
                    each->summary);
        assert_says(&book, PACKAGE, CLAIM, each->claim);
        assert_says(&book, PACKAGE, "count(//opf:meta[@property='a11y:certifiedBy'])", each->claim);
        book_close(&book);
        issue_free(issue);
    }
}

static void test_claim(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='dcterms:conformsTo'])",
                "EPUB Accessibility 1.1 - WCAG 2.2 Level AA");
    assert_says(&book, PACKAGE,
                "string(//opf:meta[@property='a11y:certifiedBy'][@refines=concat('#',"
                "//opf:meta[@property='dcterms:conformsTo']/@id)])",
                "The Harbour Bell");
    book_close(&book);
    issue_free(issue);
}

static void test_cover(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//opf:meta[@name='cover'])", "0");
    assert_says(&book, PACKAGE, "count(//opf:item[@properties='cover-image'])", "0");
    assert_says(&book, "EPUB/cover.xhtml", "count(//h:img)", "0");
    book_close(&book);
    issue_free(issue);

    issue = issue_of_harbour("en");
    issue->cover = add_picture(issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png);
    add_picture(issue, "other.png", PICTURE_PNG, boat_png, sizeof boat_png);
    book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "count(//opf:item[@properties='cover-image'])", "1");
    assert_says(&book, PACKAGE,
                "string(//opf:item[@id=//opf:meta[@name='cover']/@content]"
                "[@properties='cover-image']/@href)",
                "images/boat.png");
    /* Nook reads the element only with the name before the content. */
    assert_says(&book, PACKAGE, "local-name(//opf:meta[@name='cover']/@*[1])", "name");
    assert_says(&book, "EPUB/cover.xhtml", "string(//h:img/@src)", "images/boat.png");
    assert_says(&book, PACKAGE, SAYS_MODE("visual"), "1");
    book_close(&book);
    issue_free(issue);
}

static const char drawing[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\">"
                              "<script>alert(1)</script><rect width=\"2\" height=\"1\"/></svg>";

static void test_pictures(void) {
    Issue *issue = issue_of_harbour("en");
    add_picture(issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png);
    add_picture(issue, "map.svg", PICTURE_SVG, drawing, strlen(drawing));
    TestBook book = book_of(issue, NULL);
    gssize boat = archive_reader_find(book.archive, "EPUB/images/boat.png");
    gssize map = archive_reader_find(book.archive, "EPUB/images/map.svg");
    g_assert_true(archive_reader_part(book.archive, (size_t)boat)->is_stored);
    g_assert_false(archive_reader_part(book.archive, (size_t)map)->is_stored);
    g_autoptr(GBytes) bytes = read_part(&book, "EPUB/images/boat.png");
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_assert_null(memmem(data, length, "harbour desk", 12));
    g_assert_nonnull(memmem(data, length, "IDAT", 4));
    assert_says(&book, "EPUB/images/map.svg", "count(//*[local-name()='script'])", "0");
    assert_says(&book, "EPUB/images/map.svg", "count(//*[local-name()='rect'])", "1");
    book_close(&book);
    issue_free(issue);
}

/* A drawing that cannot be cleaned never goes into a book as it came. */
static void test_broken_picture(void) {
    Issue *issue = issue_of_harbour("en");
    add_picture(issue, "map.svg", PICTURE_SVG, "<svg", 4);
    issue_seal(issue);
    g_autofree char *path = temporary_path();
    int descriptor = g_open(path, O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    g_autoptr(GError) error = NULL;
    g_assert_false(epub_write(issue, NULL, descriptor, NULL, &error));
    g_assert_nonnull(error);
    g_assert_nonnull(strstr(error->message, "images/map.svg"));
    close(descriptor);
    g_unlink(path);
    issue_free(issue);
}

static void test_fonts(void) {
    Issue *issue = issue_of_harbour("en");
    ThemeFont *font = g_new0(ThemeFont, 1);
    font->name = g_strdup("bell.otf");
    font->bytes = g_bytes_new_static("OTTO", 4);
    font->media_type = "font/otf";
    g_ptr_array_add(issue->theme->fonts, font);
    TestBook book = book_of(issue, NULL);
    assert_says(&book, PACKAGE, "string(//opf:item[@href='fonts/bell.otf']/@media-type)",
                "font/otf");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='ibooks:specified-fonts'])", "true");
    assert_says(&book, PACKAGE, "starts-with(/opf:package/@prefix, 'ibooks: http://')", "true");
    assert_says(&book, "META-INF/com.apple.ibooks.display-options.xml",
                "string(/display_options/platform[@name='*']/option[@name='specified-fonts'])",
                "true");
    g_autoptr(GBytes) bytes = read_part(&book, "EPUB/fonts/bell.otf");
    g_assert_cmpuint(g_bytes_get_size(bytes), ==, 4);
    g_assert_cmpint(memcmp(g_bytes_get_data(bytes, NULL), "OTTO", 4), ==, 0);
    book_close(&book);
    issue_free(issue);
}

/* The first paragraph of an article of the fixture. */
static const xmlNode *first_text_of(const Article *article) {
    return tree_body(article->tree)->children->children;
}

static void test_page_map(void) {
    Issue *issue = issue_of_harbour("en");
    g_autoptr(PageMap) map = page_map_new("The Harbour Bell no 118, print edition, 2026-11-24");
    const Article *tides = issue->articles->pdata[0];
    const Article *thanks = issue->articles->pdata[2];
    page_map_add(map, "tides", first_text_of(tides), 0, "ii");
    page_map_add(map, "tides", first_text_of(tides), 9, "1");
    page_map_add(map, "thanks", first_text_of(thanks), 0, "2");
    TestBook book = book_of(issue, map);
    static const char *const pages[][2] = {{"ii", "tides"}, {"1", "tides"}, {"2", "thanks"}};
    assert_says(&book, NAVIGATION, "count(//h:nav[@epub:type='page-list']//h:a)", "3");
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *target = g_strdup_printf("%s.xhtml#page-%s", pages[i][1], pages[i][0]);
        g_autofree char *link =
            g_strdup_printf("string((//h:nav[@epub:type='page-list']//h:a)[%zu]/@href)", i + 1);
        assert_says(&book, NAVIGATION, link, target);
        g_autofree char *label =
            g_strdup_printf("string((//h:nav[@epub:type='page-list']//h:a)[%zu])", i + 1);
        assert_says(&book, NAVIGATION, label, pages[i][0]);
        g_autofree char *page =
            g_strdup_printf("string((//ncx:pageTarget/ncx:content)[%zu]/@src)", i + 1);
        assert_says(&book, NCX, page, target);
        g_autofree char *part = g_strdup_printf("EPUB/%s.xhtml", pages[i][1]);
        g_autofree char *marker = g_strdup_printf(
            "count(//*[@id='page-%s'][@epub:type='pagebreak'][@role='doc-pagebreak'])",
            pages[i][0]);
        assert_says(&book, part, marker, "1");
    }
    /* tides is 1, its pages 2 and 3, the section 4, reply 5, thanks 6 and its page 7. */
    assert_says(&book, NCX, "string((//ncx:pageTarget)[3]/@playOrder)", "7");
    assert_says(&book, NCX, "string((//ncx:pageTarget)[1]/@type)", "front");
    assert_says(&book, NCX, "string((//ncx:pageTarget)[2]/@value)", "1");
    assert_says(&book, NCX, "string(//ncx:meta[@name='dtb:totalPageCount']/@content)", "3");
    assert_says(&book, NCX, "string(//ncx:meta[@name='dtb:maxPageNumber']/@content)", "2");
    assert_says(&book, PACKAGE, "string(//opf:meta[@property='pageBreakSource'])",
                "The Harbour Bell no 118, print edition, 2026-11-24");
    assert_says(&book, PACKAGE, SAYS_FEATURE("pageBreakMarkers"), "1");
    assert_says(&book, PACKAGE, SAYS_FEATURE("pageNavigation"), "1");
    book_close(&book);
    issue_free(issue);
}

/* A print edition of which no page is known is none. */
static void test_empty_page_map(void) {
    Issue *issue = issue_of_harbour("en");
    g_autoptr(PageMap) map = page_map_new("The Harbour Bell no 118");
    TestBook book = book_of(issue, map);
    assert_says(&book, NAVIGATION, "count(//h:nav[@epub:type='page-list'])", "0");
    assert_says(&book, NCX, "count(//ncx:pageList)", "0");
    assert_says(&book, PACKAGE, "count(//opf:meta[@property='pageBreakSource'])", "0");
    book_close(&book);
    issue_free(issue);
}

static void test_same_bytes(void) {
    Issue *issue = issue_of_harbour("fr");
    for (int i = 0; i < 200; i++) {
        g_autofree char *id = g_strdup_printf("more-%d", i);
        add_article(issue, 1, id, "Encore");
    }
    issue_seal(issue);
    static const unsigned counts[] = {1, 8};
    g_autofree char *alone_path = temporary_path();
    g_autofree char *alone = NULL;
    gsize alone_length = 0;
    write_to(issue, NULL, alone_path, NULL);
    g_assert_true(g_file_get_contents(alone_path, &alone, &alone_length, NULL));
    for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autoptr(Jobs) jobs = jobs_new(counts[i]);
        g_autofree char *path = temporary_path();
        g_autofree char *bytes = NULL;
        gsize length = 0;
        write_to(issue, NULL, path, jobs);
        g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
        g_assert_cmpuint(length, ==, alone_length);
        g_assert_cmpint(memcmp(bytes, alone, length), ==, 0);
        g_unlink(path);
    }
    g_unlink(alone_path);
    issue_free(issue);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/epub/write/container", test_container);
    g_test_add_func("/epub/write/order-of-parts", test_order_of_parts);
    g_test_add_func("/epub/write/names", test_names);
    g_test_add_func("/epub/write/optional-names", test_optional_names);
    g_test_add_func("/epub/write/people", test_people);
    g_test_add_func("/epub/write/editors", test_editors);
    g_test_add_func("/epub/write/series", test_series);
    g_test_add_func("/epub/write/languages", test_languages);
    g_test_add_func("/epub/write/right-to-left", test_right_to_left);
    g_test_add_func("/epub/write/spine-and-contents-agree", test_spine_and_contents_agree);
    g_test_add_func("/epub/write/every-part-is-listed-once", test_every_part_is_listed_once);
    g_test_add_func("/epub/write/landmarks-and-guide", test_landmarks_and_guide);
    g_test_add_func("/epub/write/accessibility", test_accessibility);
    g_test_add_func("/epub/write/claim", test_claim);
    g_test_add_func("/epub/write/cover", test_cover);
    g_test_add_func("/epub/write/pictures", test_pictures);
    g_test_add_func("/epub/write/broken-picture", test_broken_picture);
    g_test_add_func("/epub/write/fonts", test_fonts);
    g_test_add_func("/epub/write/page-map", test_page_map);
    g_test_add_func("/epub/write/empty-page-map", test_empty_page_map);
    g_test_add_func("/epub/write/same-bytes", test_same_bytes);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
