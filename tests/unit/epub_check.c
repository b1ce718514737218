/* epub_check over a good book of Galley's, the same book spoilt in one place after another, and an
 * EPUB 2. */
#include "epub_spoil.h"

#include "base/file.h"
#include "model/vocabulary.h"

/* Good books */

static void test_good_books(void) {
    static const char *const langs[] = {"en", "ar", "ja", "und"};
    for (size_t i = 0; i < G_N_ELEMENTS(langs); i++) {
        Issue *issue = issue_of_harbour(langs[i]);
        issue->cover = add_picture(issue, "boat.png", PICTURE_PNG, boat_png, sizeof boat_png);
        add_figure(issue->articles->pdata[0], issue->cover, "A boat");
        g_autoptr(PageMap) map = page_map_new("print");
        const Article *tides = issue->articles->pdata[0];
        page_map_add(map, "tides", tree_body(tides->tree)->children->children, 0, "1");
        TestBook book = book_of(issue, map);
        g_autoptr(Report) report = report_new();
        g_autoptr(GError) error = NULL;
        g_assert_true(epub_check(book.path, report, &error));
        assert_no_finding(report);
        book_close(&book);
        issue_free(issue);
    }
}

/* One fault each */

#define XHTML(body)                                                                                \
    "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "    \
    "xmlns:epub=\"http://www.idpf.org/2007/ops\">\n<head><title>T</title></head>\n<body>\n" body   \
    "\n</body></html>\n"
#define NAV(list) XHTML("<nav epub:type=\"toc\"><ol>" list "</ol></nav>")

static const struct {
    Change change;
    DiagnosticCode code;
    const char *part;
    uint32_t line; /* 0: not looked at */
} faults[] = {
    {{"META-INF/container.xml", NULL, NULL}, DIAGNOSTIC_EPUB_CONTAINER, "", 0},
    {{"META-INF/container.xml", NULL, "<container/>"},
     DIAGNOSTIC_EPUB_CONTAINER,
     "/META-INF/container.xml",
     0},
    {{"META-INF/container.xml", NULL, "<container>"},
     DIAGNOSTIC_EPUB_XML,
     "/META-INF/container.xml",
     1},
    {{PACKAGE, "unique-identifier=\"uid\"", "unique-identifier=\"other\""},
     DIAGNOSTIC_EPUB_PACKAGE,
     "/" PACKAGE,
     0},
    {{PACKAGE, "<dc:language>en</dc:language>", ""}, DIAGNOSTIC_EPUB_PACKAGE, "/" PACKAGE, 0},
    {{PACKAGE, ">en</dc:language>", ">C</dc:language>"}, DIAGNOSTIC_EPUB_PACKAGE, "/" PACKAGE, 0},
    {{PACKAGE, "dcterms:modified", "dcterms:created"}, DIAGNOSTIC_EPUB_PACKAGE, "/" PACKAGE, 0},
    {{PACKAGE, "refines=\"#title\"", "refines=\"#titel\""},
     DIAGNOSTIC_EPUB_PACKAGE,
     "/" PACKAGE,
     0},
    {{PACKAGE, "version=\"3.0\"", "version=\"1.0\""}, DIAGNOSTIC_EPUB_PACKAGE, "/" PACKAGE, 0},
    {{PACKAGE, "<itemref idref=\"cover\"/>", "<itemref idref=\"cower\"/>"},
     DIAGNOSTIC_EPUB_PACKAGE,
     "/" PACKAGE,
     0},
    {{PACKAGE, "<itemref idref=\"cover\"/>",
      "<itemref idref=\"cover\"/><itemref idref=\"cover\"/>"},
     DIAGNOSTIC_EPUB_PACKAGE,
     "/" PACKAGE,
     0},
    {{PACKAGE, "id=\"stylesheet\"", "id=\"ncx\""}, DIAGNOSTIC_EPUB_PACKAGE, "/" PACKAGE, 0},
    {{PACKAGE, "</manifest>",
      "<item id=\"x\" href=\"x.mp3\" media-type=\"audio/mpeg\"/></manifest>"},
     DIAGNOSTIC_EPUB_MANIFEST_MISSING,
     "/" PACKAGE,
     0},
    {{PACKAGE, "</manifest>",
      "<item id=\"x\" href=\"../../x.css\" media-type=\"text/css\"/></manifest>"},
     DIAGNOSTIC_EPUB_MANIFEST_MISSING,
     "/" PACKAGE,
     0},
    {{PACKAGE, " properties=\"nav\"", ""}, DIAGNOSTIC_EPUB_NAVIGATION, "/" PACKAGE, 0},
    {{PACKAGE, " toc=\"ncx\"", " toc=\"nix\""}, DIAGNOSTIC_EPUB_NAVIGATION, "/" PACKAGE, 0},
    {{NAVIGATION, NULL, XHTML("<p>One, two.</p>")}, DIAGNOSTIC_EPUB_NAVIGATION, "/" NAVIGATION, 0},
    {{NAVIGATION, NULL, NAV("")}, DIAGNOSTIC_EPUB_NAVIGATION, "/" NAVIGATION, 5},
    {{NAVIGATION, NULL, NAV("<li><a href=\"navigation.xhtml\">x</a></li>")},
     DIAGNOSTIC_EPUB_NAVIGATION,
     "/" NAVIGATION,
     5},
    {{NAVIGATION, NULL, NAV("<li><a href=\"nowhere.xhtml\">x</a></li>")},
     DIAGNOSTIC_EPUB_LINK,
     "/" NAVIGATION,
     5},
    {{NAVIGATION, NULL,
      NAV("<li><a href=\"reply.xhtml\">x</a></li>\n<li><a href=\"tides.xhtml\">x</a></li>")},
     DIAGNOSTIC_EPUB_ORDER,
     "/" NAVIGATION,
     6},
    {{NCX, "urn:uuid:6f2f", "urn:uuid:7f2f"}, DIAGNOSTIC_EPUB_NAVIGATION, "/" NCX, 0},
    {{NCX, "src=\"tides.xhtml\"", "src=\"ebbs.xhtml\""}, DIAGNOSTIC_EPUB_LINK, "/" NCX, 0},
    {{PAGE, NULL, XHTML("<p>An end that\nnever comes")}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 7},
    {{PAGE, NULL, XHTML("<p>&nbsp;</p>")}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 5},
    {{PAGE, NULL, XHTML("<p x:y=\"z\">unbound</p>")}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 5},
    {{PAGE, NULL, XHTML("<p id=\"a\" id=\"b\">twice</p>")}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 5},
    {{PAGE, NULL, XHTML("<p>caf\xe9</p>")}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 0},
    {{PAGE, NULL, ""}, DIAGNOSTIC_EPUB_XML, "/" PAGE, 0},
    {{PAGE, NULL, XHTML("<p>\n<a href=\"reply.xhtml#nowhere\">x</a></p>")},
     DIAGNOSTIC_EPUB_LINK,
     "/" PAGE,
     6},
    {{PAGE, NULL, XHTML("<p><a href=\"#nowhere\">x</a></p>")}, DIAGNOSTIC_EPUB_LINK, "/" PAGE, 5},
    {{PAGE, NULL, XHTML("<p><a href=\"../../etc/passwd\">x</a></p>")},
     DIAGNOSTIC_EPUB_LINK,
     "/" PAGE,
     5},
    {{PAGE, NULL, XHTML("<p><a href=\"file:///etc/passwd\">x</a></p>")},
     DIAGNOSTIC_EPUB_LINK,
     "/" PAGE,
     5},
    {{PAGE, NULL, XHTML("<p><img src=\"boat.png\" alt=\"\"/></p>")},
     DIAGNOSTIC_EPUB_LINK,
     "/" PAGE,
     5},
    {{PAGE, NULL, XHTML("<p><img src=\"//example.org/boat.png\" alt=\"\"/></p>")},
     DIAGNOSTIC_EPUB_REMOTE,
     "/" PAGE,
     5},
    {{"EPUB/book.css", NULL,
      "/* url(a) */ p { content: \"url(b)\" }\nq { background: url( 'c.png' ) }"},
     DIAGNOSTIC_EPUB_LINK,
     "/EPUB/book.css",
     2},
    {{"EPUB/book.css", NULL, "@import \"more.css\";"}, DIAGNOSTIC_EPUB_LINK, "/EPUB/book.css", 1},
    {{"EPUB/extra.txt", NULL, "more"}, DIAGNOSTIC_EPUB_UNLISTED, "/EPUB/extra.txt", 0},
    {{"META-INF/a b.xml", NULL, "more"}, DIAGNOSTIC_EPUB_NAME, "", 0},
    {{"META-INF/caf\xc3\xa9.xml", NULL, "more"}, DIAGNOSTIC_EPUB_NAME, "", 0},
    {{"META-INF/Container.xml", NULL, "more"}, DIAGNOSTIC_EPUB_NAME, "", 0},
    {{"META-INF/../x.xml", NULL, "more"}, DIAGNOSTIC_EPUB_NAME, "", 0},
};

static void test_faults(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(Report) report = check_and_delete(spoil(&good, &faults[i].change, 1));
        g_test_message("%s: %s", faults[i].change.part, diagnostic_name(faults[i].code));
        assert_finding(report, 0, faults[i].code, faults[i].part);
        if (faults[i].line > 0) {
            g_assert_cmpuint(report_get(report, 0)->place.line, ==, faults[i].line);
        }
        if (report_length(report) != 1) {
            print(report);
            g_error("one fault in %s was told %zu times", faults[i].change.part,
                    report_length(report));
        }
    }
    book_close(&good);
    issue_free(issue);
}

/* What is unusual and right. */
static void test_no_faults(void) {
    static const char *const bodies[] = {
        "<p id=\"a\"><a href=\"#a\">x</a><a href=\"\">x</a><a href=\"tides.xhtml?x#a\">x</a></p>",
        "<p><a href=\"https://example.org/\">x</a><a href=\"mailto:desk@example.org\">x</a></p>",
        "<p><a href=\"re%70ly.xhtml\">x</a><a href=\"./reply.xhtml\">x</a></p>",
        "<p><a id=\"%C3%A9\" href=\"#caf%C3%A9\">x</a><b id=\"caf\xc3\xa9\">x</b></p>",
        "<p><img alt=\"\" src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\"/></p>",
        "<p><a href=\"reply.xhtml#epubcfi(/4/2)\">x</a><a name=\"old\" href=\"#old\">x</a></p>",
        "<p><audio src=\"https://example.org/a.mp3\">x</audio></p>",
    };
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(bodies); i++) {
        g_autofree char *page = g_strdup_printf(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head>"
            "<body>%s</body></html>",
            bodies[i]);
        Change change = {PAGE, NULL, page};
        g_autoptr(Report) report = check_and_delete(spoil(&good, &change, 1));
        assert_no_finding(report);
    }
    book_close(&good);
    issue_free(issue);
}

static void test_several_faults(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    const Change changes[] = {
        {PAGE, NULL, "<html"},
        {"EPUB/reply.xhtml", NULL, XHTML("<p><a href=\"nowhere.xhtml\">x</a></p>")},
        {"EPUB/thanks.xhtml", NULL, XHTML("<p><a href=\"tides.xhtml#gone\">x</a></p>")},
        {"EPUB/extra.txt", NULL, "more"},
    };
    g_autoptr(Report) report = check_and_delete(spoil(&good, changes, G_N_ELEMENTS(changes)));
    g_assert_cmpuint(report_length(report), ==, 3);
    assert_finding(report, 0, DIAGNOSTIC_EPUB_UNLISTED, "/EPUB/extra.txt");
    assert_finding(report, 1, DIAGNOSTIC_EPUB_LINK, "/EPUB/reply.xhtml");
    /* What cannot be read is blamed once, not by those who point into it. */
    assert_finding(report, 2, DIAGNOSTIC_EPUB_XML, "/EPUB/tides.xhtml");
    book_close(&good);
    issue_free(issue);
}

/* The archive itself */

/* Where the bytes of a part begin: past its own header of 30 bytes and its name. */
static size_t offset_of(const TestBook *good, const char *part) {
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(good->path, &data, &size, NULL));
    const char *name = memmem(data, size, part, strlen(part));
    return (size_t)(name - data) + strlen(part);
}

static void test_damaged_parts(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    static const char *const parts[] = {PAGE, "EPUB/book.css", NAVIGATION, "EPUB/imprint.xhtml"};
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        size_t offset = offset_of(&good, parts[i]);
        g_autoptr(Report) report = check_and_delete(copy_with(&good, offset, "\xff\xff\xff", 3));
        g_assert_cmpuint(report_length(report), ==, 1);
        assert_finding(report, 0, DIAGNOSTIC_EPUB_DAMAGED, parts[i]);
    }
    book_close(&good);
    issue_free(issue);
}

static void test_mimetype(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    static const Change changes[] = {
        {"mimetype", NULL, "application/zip"},
        {"mimetype", NULL, "application/epub+zip\n"},
        {"mimetype", NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autoptr(Report) report = check_and_delete(spoil(&good, &changes[i], 1));
        g_assert_cmpuint(report_length(report), ==, 1);
        assert_finding(report, 0, DIAGNOSTIC_EPUB_MIMETYPE, "");
    }
    book_close(&good);
    issue_free(issue);
}

static void test_not_zip(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(good.path, &data, &size, NULL));
    const gsize lengths[] = {0, 1, 22, 58, size / 2, size - 23};
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
        char *path = temporary_path();
        g_assert_true(g_file_set_contents(path, data, (gssize)lengths[i], NULL));
        g_autoptr(Report) report = check_and_delete(path);
        g_assert_cmpuint(report_length(report), ==, 1);
        assert_finding(report, 0, DIAGNOSTIC_EPUB_NOT_ZIP, "");
    }
    book_close(&good);
    issue_free(issue);
}

static void test_missing_file(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(GError) error = NULL;
    g_assert_false(epub_check("/nowhere/book.epub", report, &error));
    g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_SYSTEM);
    g_assert_cmpuint(report_length(report), ==, 0);
}

/* EPUB 2 */

#define OLD_PACKAGE(toc, more)                                                                     \
    "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"2.0\" unique-identifier=\"u\">\n"   \
    "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier id=\"u\">x</"          \
    "dc:identifier><dc:title>T</dc:title><dc:language>en</dc:language></metadata>\n<manifest>"     \
    "<item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>"                  \
    "<item id=\"p\" href=\"p.xhtml\" media-type=\"application/xhtml+xml\"/>" more                  \
    "</manifest>\n<spine" toc "><itemref idref=\"p\"/></spine></package>"
#define OLD_NCX(map)                                                                               \
    "<!DOCTYPE ncx PUBLIC \"-//NISO//DTD ncx 2005-1//EN\" "                                        \
    "\"http://www.daisy.org/z3986/2005/ncx-2005-1.dtd\">\n"                                        \
    "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"><head>"                \
    "<meta name=\"dtb:uid\" content=\"x\"/></head>" map "</ncx>"
#define OLD_PAGE                                                                                   \
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.1//EN\" "                                         \
    "\"http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd\">\n"                                          \
    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head>"                   \
    "<body><p>a&nbsp;b</p></body></html>"
#define OLD_MAP "<navMap><navPoint id=\"a\"><content src=\"p.xhtml\"/></navPoint></navMap>"

static Report *check_old(const char *package, const char *ncx) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_text(writer, "mimetype", "application/epub+zip");
    add_text(writer, "META-INF/container.xml",
             "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>"
             "<rootfile full-path=\"content.opf\" media-type=\"application/oebps-package+xml\"/>"
             "</rootfiles></container>");
    add_text(writer, "content.opf", package);
    add_text(writer, "toc.ncx", ncx);
    add_text(writer, "p.xhtml", OLD_PAGE);
    char *path = temporary_path();
    finish(writer, path);
    return check_and_delete(path);
}

static void test_epub_2(void) {
    g_autoptr(Report) good = check_old(OLD_PACKAGE(" toc=\"ncx\"", ""), OLD_NCX(OLD_MAP));
    assert_no_finding(good);
    g_autoptr(Report) no_toc = check_old(OLD_PACKAGE("", ""), OLD_NCX(OLD_MAP));
    g_assert_cmpuint(report_length(no_toc), ==, 1);
    assert_finding(no_toc, 0, DIAGNOSTIC_EPUB_NAVIGATION, "/content.opf");
    g_autoptr(Report) no_map = check_old(OLD_PACKAGE(" toc=\"ncx\"", ""), OLD_NCX(""));
    g_assert_cmpuint(report_length(no_map), ==, 1);
    assert_finding(no_map, 0, DIAGNOSTIC_EPUB_NAVIGATION, "/toc.ncx");
}

/* UTF-16 is as good as UTF-8 (EPUB 3.3, 3.9). */
static void test_utf_16(void) {
    static const char text[] =
        "<?xml version=\"1.0\" encoding=\"utf-16\"?>"
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head><body>"
        "<p><a href=\"nowhere.xhtml\">caf\xc3\xa9</a></p></body></html>";
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_all_parts(writer, &good, PAGE);
    gsize length = 0;
    char *wide = g_convert(text, -1, "UTF-16", "UTF-8", NULL, &length, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_take(wide, length);
    add_part(writer, PAGE, bytes);
    char *path = temporary_path();
    finish(writer, path);
    g_autoptr(Report) report = check_and_delete(path);
    g_assert_cmpuint(report_length(report), ==, 1);
    assert_finding(report, 0, DIAGNOSTIC_EPUB_LINK, PAGE);
    book_close(&good);
    issue_free(issue);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/epub/check/good-books", test_good_books);
    g_test_add_func("/epub/check/faults", test_faults);
    g_test_add_func("/epub/check/no-faults", test_no_faults);
    g_test_add_func("/epub/check/several-faults", test_several_faults);
    g_test_add_func("/epub/check/damaged-parts", test_damaged_parts);
    g_test_add_func("/epub/check/mimetype", test_mimetype);
    g_test_add_func("/epub/check/not-zip", test_not_zip);
    g_test_add_func("/epub/check/missing-file", test_missing_file);
    g_test_add_func("/epub/check/epub-2", test_epub_2);
    g_test_add_func("/epub/check/utf-16", test_utf_16);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
