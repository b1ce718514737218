/* epub_check over archives and pages made to do harm: to run long, to fill memory, to read what is
 * not theirs. */
#include "epub_spoil.h"

#include "model/vocabulary.h"

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
    g_autoptr(Report) report = check_and_delete(spoil(&good, &change, 1));
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
    g_autoptr(Report) report = check_and_delete(path);
    g_assert_cmpuint(report_length(report), ==, LIMIT_BOOK_FINDINGS + 1);
    assert_finding(report, 0, DIAGNOSTIC_EPUB_MANY, "");
    g_assert_nonnull(strstr(report_get(report, 0)->message, "58800"));
    book_close(&good);
    issue_free(issue);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/epub/hostile/any-byte", test_any_byte);
    g_test_add_func("/epub/hostile/entities", test_entities);
    g_test_add_func("/epub/hostile/declarations", test_declarations);
    g_test_add_func("/epub/hostile/depth", test_depth);
    g_test_add_func("/epub/hostile/attributes", test_attributes);
    g_test_add_func("/epub/hostile/namespaces", test_namespaces);
    g_test_add_func("/epub/hostile/zip-bomb", test_zip_bomb);
    g_test_add_func("/epub/hostile/many-parts", test_many_parts);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
