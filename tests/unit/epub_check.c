/* epub_check over a good book of Galley's, the same book spoilt in one place after another, an
 * EPUB 2, and archives made to do harm. */
#include "epub_fixture.h"

#include "base/file.h"
#include "model/vocabulary.h"

typedef struct {
    const char *part;
    const char *old;         /* NULL: the whole part is replaced, or added */
    const char *replacement; /* NULL: the part is left out */
} Change;

static char *changed_text(GBytes *bytes, const Change *change) {
    g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    if (change->old == NULL) {
        return g_strdup(change->replacement);
    }
    const char *place = strstr(text, change->old);
    if (place == NULL) {
        g_error("%s does not hold %s", change->part, change->old);
    }
    g_autofree char *before = g_strndup(text, place - text);
    return g_strconcat(before, change->replacement, place + strlen(change->old), NULL);
}

static const Change *change_of(const Change *changes, size_t count, const char *part) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(changes[i].part, part) == 0) {
            return &changes[i];
        }
    }
    return NULL;
}

static void finish(ArchiveWriter *writer, const char *path) {
    g_autoptr(GError) error = NULL;
    int descriptor = g_open(path, O_RDWR | O_TRUNC | O_CLOEXEC, 0600);
    g_assert_true(archive_writer_finish(writer, descriptor, NULL, &error));
    g_assert_no_error(error);
    close(descriptor);
}

static void add_part(ArchiveWriter *writer, const char *name, GBytes *bytes) {
    bool is_mimetype = strcmp(name, "mimetype") == 0;
    archive_writer_add_bytes(writer, name, is_mimetype ? PART_STORED : PART_DEFLATED, bytes);
}

static void add_text(ArchiveWriter *writer, const char *name, const char *text) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    add_part(writer, name, bytes);
}

/* All parts of a book but one (NULL: none). */
static void add_all_parts(ArchiveWriter *writer, const TestBook *book, const char *but) {
    for (size_t i = 0; i < archive_reader_count(book->archive); i++) {
        const char *name = archive_reader_part(book->archive, i)->name;
        g_autoptr(GBytes) bytes = read_part(book, name);
        if (g_strcmp0(name, but) != 0) {
            add_part(writer, name, bytes);
        }
    }
}

/* The path of a copy with changes. */
static char *spoil(const TestBook *good, const Change *changes, size_t count) {
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    for (size_t i = 0; i < archive_reader_count(good->archive); i++) {
        const char *name = archive_reader_part(good->archive, i)->name;
        const Change *change = change_of(changes, count, name);
        g_autoptr(GBytes) bytes = read_part(good, name);
        if (change == NULL) {
            add_part(writer, name, bytes);
        } else if (change->replacement != NULL) {
            g_autofree char *text = changed_text(bytes, change);
            add_text(writer, name, text);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (changes[i].replacement != NULL &&
            archive_reader_find(good->archive, changes[i].part) < 0) {
            add_text(writer, changes[i].part, changes[i].replacement);
        }
    }
    char *path = temporary_path();
    finish(writer, path);
    return path;
}

/* Checks and deletes the file. */
static Report *check_and_delete(char *path) {
    Report *report = report_new();
    g_autoptr(GError) error = NULL;
    g_assert_true(epub_check(path, report, &error));
    g_assert_no_error(error);
    report_sort(report);
    g_unlink(path);
    g_free(path);
    return report;
}

static void print(const Report *report) {
    report_print(report, stderr, (ReportStyle){0});
}

/* One finding: its code and its place, "/PART" or "" for the book. */
static void assert_finding(const Report *report, size_t index, DiagnosticCode code,
                           const char *part) {
    if (index >= report_length(report)) {
        print(report);
        g_error("there are only %zu findings", report_length(report));
    }
    const Diagnostic *finding = report_get(report, index);
    if (finding->code != code || !g_str_has_suffix(finding->place.file, part)) {
        print(report);
        g_error("expected %s at %s", diagnostic_name(code), part);
    }
}

static void assert_no_finding(const Report *report) {
    if (report_length(report) > 0) {
        print(report);
        g_error("a good book was blamed");
    }
}

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

#define PAGE "EPUB/tides.xhtml"
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

static char *copy_with(const TestBook *good, size_t offset, const void *bytes,
                       size_t length_bytes) {
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(good->path, &data, &size, NULL));
    g_assert_cmpuint(offset + length_bytes, <=, size);
    memcpy(data + offset, bytes, length_bytes);
    char *path = temporary_path();
    g_assert_true(g_file_set_contents(path, data, (gssize)size, NULL));
    return path;
}

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

/* Every byte of a small book changed in turn: whatever is found, nothing breaks. */
static void test_any_byte(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    g_autofree char *data = NULL;
    gsize size = 0;
    g_assert_true(g_file_get_contents(good.path, &data, &size, NULL));
    size_t unnoticed = 0, tried = 0;
    for (size_t i = 0; i < size; i += 7) {
        char byte = (char)(data[i] ^ 0x55);
        g_autoptr(Report) report = check_and_delete(copy_with(&good, i, &byte, 1));
        unnoticed += report_length(report) == 0;
        tried++;
    }
    g_test_message("%zu of %zu changed bytes went unnoticed", unnoticed, tried);
    /* Only bytes of headers that no reader looks at (times, versions, attributes) may. */
    g_assert_cmpuint(unnoticed, <, tried / 3);
    book_close(&good);
    issue_free(issue);
}

/* Hostile content */

static void assert_hostile_page(const char *page, bool is_refused) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    Change change = {PAGE, NULL, page};
    gint64 begin = g_get_monotonic_time();
    g_autoptr(Report) report = check_and_delete(spoil(&good, &change, 1));
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 20 * (gint64)G_USEC_PER_SEC);
    g_assert_cmpuint(report_length(report), ==, is_refused);
    if (is_refused) {
        assert_finding(report, 0, DIAGNOSTIC_EPUB_XML, PAGE);
    }
    book_close(&good);
    issue_free(issue);
}

static void test_entities(void) {
    GString *page = g_string_new("<!DOCTYPE html [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 20; i++) {
        g_string_append_printf(page, "<!ENTITY a%d \"&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;\">",
                               i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
    }
    g_string_append(page,
                    "<!ENTITY file SYSTEM \"file:///etc/passwd\">"
                    "<!ENTITY net SYSTEM \"http://127.0.0.1:9/x\">]>"
                    "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head>"
                    "<body><p title=\"&a19;\">&a19;&file;&net;</p></body></html>");
    assert_hostile_page(page->str, false);
    g_string_free(page, TRUE);
}

static void test_declarations(void) {
    GString *page = g_string_new("<!DOCTYPE html [");
    for (int i = 0; i < 5000; i++) {
        g_string_append_printf(page, "<!ATTLIST p a%d CDATA \"x\">", i);
    }
    g_string_append(page, "]><html xmlns=\"http://www.w3.org/1999/xhtml\"><body>");
    for (int i = 0; i < 200000; i++) {
        g_string_append(page, "<p/>");
    }
    g_string_append(page, "</body></html>");
    assert_hostile_page(page->str, true);
    g_string_free(page, TRUE);
}

static void test_depth(void) {
    GString *page = g_string_new("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>");
    for (int i = 0; i < 200000; i++) {
        g_string_append(page, "<div>");
    }
    assert_hostile_page(page->str, true);
    g_string_free(page, TRUE);
}

/* libxml2 compares each attribute of an element with each other. Tried plainly, and behind what a
 * careless scan would take for a quotation or a comment. */
static void test_attributes(void) {
    static const char *const openings[] = {"", "<!-- \" -->", "<![CDATA[<a b=\"]]>", "<?x \" ?>",
                                           "<i title=\">\">'</i>"};
    for (size_t i = 0; i < G_N_ELEMENTS(openings); i++) {
        GString *page = g_string_new("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>");
        g_string_append(page, openings[i]);
        g_string_append(page, "<p");
        for (int k = 0; k < 400000; k++) {
            g_string_append_printf(page, " a%x=''", k);
        }
        g_string_append(page, "/><!-- \"' --></body></html>");
        assert_hostile_page(page->str, true);
        g_string_free(page, TRUE);
    }
}

static void test_namespaces(void) {
    GString *page = g_string_new("<html xmlns=\"http://www.w3.org/1999/xhtml\"><body>");
    for (int i = 0; i < 200; i++) {
        g_string_append(page, "<div");
        for (int k = 0; k < 900; k++) {
            g_string_append_printf(page, " xmlns:n%d-%d='u'", i, k);
        }
        g_string_append(page, ">");
    }
    for (int i = 0; i < 200000; i++) {
        g_string_append(page, "<n0-0:a/>");
    }
    assert_hostile_page(page->str, true);
    g_string_free(page, TRUE);
}

static void test_zip_bomb(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_all_parts(writer, &good, NULL);
    g_autoptr(GBytes) zeros = g_bytes_new_take(g_malloc0(64 << 20), 64 << 20);
    archive_writer_add_bytes(writer, "META-INF/bomb", PART_DEFLATED, zeros);
    char *path = temporary_path();
    finish(writer, path);
    g_autoptr(Report) report = check_and_delete(path);
    g_assert_cmpuint(report_length(report), ==, 1);
    assert_finding(report, 0, DIAGNOSTIC_EPUB_DAMAGED, "/META-INF/bomb");
    book_close(&good);
    issue_free(issue);
}

static void test_many_parts(void) {
    Issue *issue = issue_of_harbour("en");
    TestBook good = book_of(issue, NULL);
    enum { PARTS = 59000 };
    g_autoptr(ArchiveWriter) writer = archive_writer_new();
    add_all_parts(writer, &good, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
    for (int i = 0; i < PARTS; i++) {
        g_autofree char *name = g_strdup_printf("EPUB/%d.txt", i);
        archive_writer_add_bytes(writer, name, PART_STORED, bytes);
    }
    char *path = temporary_path();
    finish(writer, path);
    gint64 begin = g_get_monotonic_time();
    g_autoptr(Report) report = check_and_delete(path);
    g_assert_cmpint(g_get_monotonic_time() - begin, <, 30 * (gint64)G_USEC_PER_SEC);
    g_assert_cmpuint(report_length(report), ==, LIMIT_BOOK_FINDINGS + 1);
    assert_finding(report, 0, DIAGNOSTIC_EPUB_MANY, "");
    g_assert_nonnull(strstr(report_get(report, 0)->message, "58800"));
    book_close(&good);
    issue_free(issue);
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
    g_test_add_func("/epub/check/any-byte", test_any_byte);
    g_test_add_func("/epub/check/entities", test_entities);
    g_test_add_func("/epub/check/declarations", test_declarations);
    g_test_add_func("/epub/check/depth", test_depth);
    g_test_add_func("/epub/check/attributes", test_attributes);
    g_test_add_func("/epub/check/namespaces", test_namespaces);
    g_test_add_func("/epub/check/zip-bomb", test_zip_bomb);
    g_test_add_func("/epub/check/many-parts", test_many_parts);
    g_test_add_func("/epub/check/epub-2", test_epub_2);
    g_test_add_func("/epub/check/utf-16", test_utf_16);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
