/* Whole PDFs of pages made by hand, held against qpdf and poppler. */
#include "print_pdf_fixture.h"

typedef struct {
    FontShelf *shelf;
    const FontFace *body, *arabic;
    GPtrArray *pages;
    Edition edition;
    StructureElement *article;
} Book;

static Book book_new(void) {
    Book book = {.shelf = font_shelf_new(NULL)};
    book.body = font_shelf_face(book.shelf, &body);
    book.arabic = font_shelf_face(book.shelf, &arabic);
    g_assert_nonnull(book.body);
    g_assert_nonnull(book.arabic);
    book.pages = g_ptr_array_new_with_free_func((GDestroyNotify)display_page_free);
    book.edition.structure = structure_new(ROLE_DOCUMENT);
    book.edition.outline = g_array_new(FALSE, FALSE, sizeof(OutlineEntry));
    book.article = structure_add(book.edition.structure, ROLE_ARTICLE);
    return book;
}

static void book_clear(Book *book) {
    g_ptr_array_unref(book->pages);
    structure_free(book->edition.structure);
    g_array_unref(book->edition.outline);
    font_shelf_free(book->shelf);
}

static DisplayList *add_page(Book *book, const char *folio) {
    DisplayPage *page = display_page_new(&a_page, PAGE_RIGHT, book->pages->len);
    page->folio = g_strdup(folio);
    g_ptr_array_add(book->pages, page);
    return page->list;
}

static void add_paragraph(Book *book, DisplayList *list, StructureRole role, Mpt y_mpt,
                          const char *text) {
    display_list_begin(list, structure_add(book->article, role), ARTIFACT_NONE);
    set_text(list, book->body, 10000, 40000, y_mpt, text, false);
    display_list_end(list);
}

static PdfSetting setting_of(PdfKind kind) {
    return (PdfSetting){.kind = kind,
                        .title = "The Harbour, No. 3",
                        .author = "The harbour desk",
                        .lang = "en",
                        .identifier = "urn:uuid:00000000-0000-5000-8000-000000000003",
                        .modified = 1764028800};
}

static TemporaryPdf write_book(Book *book, const PdfSetting *setting) {
    TemporaryPdf file = temporary_pdf();
    g_autoptr(Report) report = report_new();
    g_autoptr(PdfWriter) writer = pdf_writer_new(file.descriptor, setting, NULL, report);
    for (guint i = 0; i < book->pages->len; i++) {
        pdf_writer_add_page(writer, book->pages->pdata[i]);
    }
    g_autoptr(GError) error = NULL;
    g_assert_true(pdf_writer_finish(writer, &book->edition, &error));
    g_assert_no_error(error);
    return file;
}

static void assert_has(const char *text, const char *part) {
    if (strstr(text, part) == NULL) {
        g_test_message("there is no \"%s\"", part);
        g_test_fail();
    }
}

static void assert_has_not(const char *text, const char *part) {
    if (strstr(text, part) != NULL) {
        g_test_message("there is \"%s\"", part);
        g_test_fail();
    }
}

static void test_press(void) {
    Book book = book_new();
    DisplayList *list = add_page(&book, "1");
    add_paragraph(&book, list, ROLE_PARAGRAPH, 60000, "Boats (and nets) came home.");
    display_list_fill(list, (Box){-8504, 100000, 316000, 20000},
                      (Ink){.kind = INK_RGB, .parts = {1000, 0, 0}});
    display_list_fill(list, (Box){0, 200000, 300000, 500}, black);
    display_list_fill(list, (Box){40000, 300000, 10000, 10000},
                      (Ink){.kind = INK_SPOT,
                            .parts = {500},
                            .spot = "Harbour Red",
                            .alternate = {0, 900, 800, 0}});
    display_list_link(list, (Box){40000, 50000, 100000, 10000}, "https://harbour.example", NULL,
                      NULL);
    PdfSetting setting = setting_of(PDF_PRESS);
    TemporaryPdf file = write_book(&book, &setting);
    g_autofree char *clear = pdf_in_clear(&file);
    assert_has(clear, "%PDF-1.6\n");
    /* marks 24 pt round a bleed of 8.504 round a trim of 300 by 400 */
    assert_has(clear, "0\n    0\n    365.008\n    465.008\n");
    assert_has(clear, "24\n    24\n    341.008\n    441.008\n");
    assert_has(clear, "32.504\n    32.504\n    332.504\n    432.504\n");
    assert_has(clear, "0 0 0 1 k\n/Over gs\n");
    assert_has(clear, "0 1 1 0 k\n/Knock gs\n24 312.504 316 20 re f\n");
    assert_has(clear, "0 0 0 1 k\n/Over gs\n32.504 232.004 300 .5 re f\n");
    assert_has(clear, "/Harbour#20Red");
    assert_has(clear, "/Cs0 cs .5 scn\n");
    assert_has(clear, "/All");
    assert_has_not(clear, "/Annots");
    assert_has_not(clear, "/StructTreeRoot");
    assert_has(clear, "/GTS_PDFXVersion (PDF/X-4)");
    assert_has(clear, "<dc:title>");
    g_autofree char *text =
        say((const char *const[]){"pdftotext", "-enc", "UTF-8", file.path, "-", NULL});
    g_assert_cmpstr(text, ==, "Boats (and nets) came home.\n\n\f");
    temporary_pdf_clear(&file);
    book_clear(&book);
}

static void test_screen(void) {
    Book book = book_new();
    DisplayList *list = add_page(&book, "1");
    display_list_target(list, "boats", 40000, 30000);
    add_paragraph(&book, list, ROLE_HEADING_1, 40000, "Boats");
    StructureElement *paragraph = structure_add(book.article, ROLE_PARAGRAPH);
    StructureElement *link = structure_add(paragraph, ROLE_LINK);
    display_list_begin(list, paragraph, ARTIFACT_NONE);
    set_text(list, book.body, 10000, 40000, 60000, "They came ", false);
    display_list_begin(list, link, ARTIFACT_NONE);
    set_text(list, book.body, 10000, 90000, 60000, "home", false);
    display_list_link(list, (Box){90000, 52000, 25000, 10000}, NULL, "boats", link);
    display_list_end(list);
    set_text(list, book.body, 10000, 115000, 60000, " at har", true);
    set_text(list, book.body, 10000, 40000, 74000, "vest.", false);
    display_list_end(list);
    display_list_begin(list, NULL, ARTIFACT_PAGINATION);
    set_text(list, book.body, 8000, 40000, 380000, "1", false);
    display_list_end(list);
    OutlineEntry entry = {.level = 1, .text = (char *)"Boats", .target_id = (char *)"boats"};
    g_array_append_val(book.edition.outline, entry);
    PdfSetting setting = setting_of(PDF_SCREEN);
    TemporaryPdf file = write_book(&book, &setting);
    g_autofree char *clear = pdf_in_clear(&file);
    assert_has(clear, "%PDF-1.7\n");
    assert_has(clear, "/P<</MCID 1>>BDC\n");
    assert_has(clear, "/Link<</MCID 2>>BDC\n");
    assert_has(clear, "/P<</MCID 3>>BDC\n");
    assert_has_not(clear, "ActualText"); /* the hyphen has its own voice of the font */
    assert_has(clear, "/Artifact<</Type/Pagination>>BDC\n");
    assert_has(clear, "/Subtype /Link");
    assert_has(clear, "/Contents (home)");
    assert_has(clear, "/Tabs /S");
    assert_has(clear, "/DisplayDocTitle true");
    assert_has(clear, "<pdfuaid:part>1</pdfuaid:part>");
    g_autofree char *structure =
        say((const char *const[]){"pdfinfo", "-enc", "UTF-8", "-struct-text", file.path, NULL});
    assert_has(structure,
               "Document\n  Art\n    H1 (block)\n      \"Boats\"\n    P (block)\n"
               "      \"They came \"\n      Link (inline)\n        \"home\"\n        Object ");
    assert_has(structure, "0\n      \" at harvest.\"\n");
    g_autofree char *text =
        say((const char *const[]){"pdftotext", "-enc", "UTF-8", file.path, "-", NULL});
    assert_has(text, "They came home at har\xC2\xAD\nvest.");
    temporary_pdf_clear(&file);
    book_clear(&book);
}

/* Right-to-left type is drawn from the right, in the order in which it is read. */
static void test_arabic(void) {
    static const char words[] = "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 "
                                "\xD8\xA8\xD9\x83\xD9\x85"; /* "marhaban bikum" */
    Book book = book_new();
    DisplayList *list = add_page(&book, NULL);
    display_list_begin(list, structure_add(book.article, ROLE_PARAGRAPH), ARTIFACT_NONE);
    set_text(list, book.arabic, 12000, 100000, 60000, words, false);
    display_list_end(list);
    PdfSetting setting = setting_of(PDF_SCREEN);
    setting.is_rtl = true;
    TemporaryPdf file = write_book(&book, &setting);
    g_autofree char *clear = pdf_in_clear(&file);
    assert_has_not(clear, "ActualText");
    assert_has(clear, "/Direction /R2L");
    g_autofree char *text =
        say((const char *const[]){"pdftotext", "-enc", "UTF-8", file.path, "-", NULL});
    assert_has(text, words);
    g_autofree char *structure =
        say((const char *const[]){"pdfinfo", "-enc", "UTF-8", "-struct-text", file.path, NULL});
    assert_has(structure, words);
    temporary_pdf_clear(&file);
    book_clear(&book);
}

typedef struct {
    char *clear, *text, *structure; /* the file, pdftotext's, the tree's as pdfinfo reads glyphs */
} Told;

static Told tell(Book *book) {
    PdfSetting setting = setting_of(PDF_SCREEN);
    TemporaryPdf file = write_book(book, &setting);
    Told told = {.clear = pdf_in_clear(&file),
                 .text =
                     say((const char *const[]){"pdftotext", "-enc", "UTF-8", file.path, "-", NULL}),
                 .structure = say((const char *const[]){"pdfinfo", "-enc", "UTF-8", "-struct-text",
                                                        file.path, NULL})};
    temporary_pdf_clear(&file);
    return told;
}

static void told_clear(Told *told) {
    g_free(told->clear);
    g_free(told->text);
    g_free(told->structure);
}

/* Letters put together of several glyphs: their text is said for them, and each glyph has a part of
 * it, so that those who read glyphs one by one read the same. */
static void test_joined_glyphs(void) {
    const TextStyle devanagari = {.families = (const char *const[]){"Noto Serif Devanagari", NULL},
                                  .weight = 400};
    static const char hindi[] = "\u0915\u093F\u0924\u093E\u092C"; /* the vowel stands before */
    static const char marked[] = "\u0643\u0644\u0651\u0645";      /* a letter with its mark */
    Book book = book_new();
    const FontFace *face = font_shelf_face(book.shelf, &devanagari);
    g_assert_nonnull(face);
    DisplayList *list = add_page(&book, NULL);
    display_list_begin(list, structure_add(book.article, ROLE_PARAGRAPH), ARTIFACT_NONE);
    set_text(list, face, 12000, 40000, 60000, hindi, false);
    display_list_end(list);
    display_list_begin(list, structure_add(book.article, ROLE_PARAGRAPH), ARTIFACT_NONE);
    set_text(list, book.arabic, 12000, 40000, 90000, marked, false);
    display_list_end(list);
    Told told = tell(&book);
    assert_has(told.clear, "/ActualText");
    assert_has(told.text, hindi);
    assert_has(told.structure, hindi);
    g_auto(GStrv) pieces = g_strsplit(told.structure, "\"\n      \"", -1);
    g_autofree char *joined = g_strjoinv("", pieces);
    assert_has(joined, marked);
    told_clear(&told);
    book_clear(&book);
}

/* What is left of signs that steer lines and directions is where the glyphs stand. */
static void test_signs_that_steer(void) {
    Book book = book_new();
    DisplayList *list = add_page(&book, NULL);
    add_paragraph(&book, list, ROLE_PARAGRAPH, 60000,
                  "one\u200Bword, \u2066type\u00ADset\u2069, a\u200Cb");
    Told told = tell(&book);
    assert_has(told.text, "oneword, typeset, a\u200Cb\n");
    assert_has(told.structure, "oneword, typeset, a\u200Cb\"");
    told_clear(&told);
    book_clear(&book);
}

/* Glyphs that stand for nothing are silent, and what is said for glyphs of an artifact is said
 * within it. */
static void test_silent_artifact(void) {
    Book book = book_new();
    DisplayList *list = add_page(&book, NULL);
    add_paragraph(&book, list, ROLE_PARAGRAPH, 60000, "Boats");
    display_list_begin(list, NULL, ARTIFACT_LAYOUT);
    Operation *leaders = set_text(list, book.body, 10000, 80000, 60000, "....", false);
    leaders->of.text.text_length = 0;
    for (guint i = 0; i < list->glyphs->len; i++) {
        DisplayGlyph *glyph = &g_array_index(list->glyphs, DisplayGlyph, i);
        glyph->text_length = i >= leaders->of.text.first_glyph ? 0 : glyph->text_length;
    }
    display_list_end(list);
    Told told = tell(&book);
    assert_has(told.clear, "/Artifact<</Type/Layout>>BDC\n");
    assert_has(told.clear, "/Span<</ActualText<FEFF>>>BDC\n");
    assert_has_not(told.text, "..");
    assert_has_not(told.structure, "..");
    told_clear(&told);
    book_clear(&book);
}

/* Ends without beginnings and the other way round, elements within artifacts, links to nowhere and
 * to odd addresses, areas without area: a valid file all the same. */
static void test_odd_lists(void) {
    Book book = book_new();
    DisplayList *list = add_page(&book, "x\n(");
    StructureElement *paragraph = structure_add(book.article, ROLE_PARAGRAPH);
    display_list_end(list);
    display_list_begin(list, NULL, ARTIFACT_PAGINATION);
    display_list_begin(list, paragraph, ARTIFACT_NONE);
    set_text(list, book.body, 10000, 40000, 40000, "Furniture", false);
    display_list_link(list, (Box){0, 0, 10000, 10000}, "https://harbour.example", NULL, paragraph);
    display_list_end(list);
    display_list_end(list);
    display_list_begin(list, paragraph, ARTIFACT_NONE);
    set_text(list, book.body, 10000, 40000, 60000, "See there", false);
    display_list_fill(list, (Box){40000, 61000, 40000, 500}, black);
    display_list_fill(list, (Box){40000, 61000, -40000, 0}, black);
    display_list_link(list, (Box){40000, 50000, 40000, 10000}, NULL, "nowhere", NULL);
    display_list_link(list, (Box){40000, 50000, 40000, 10000}, "https://x.example/\xC3\xA9 (\\",
                      NULL, NULL);
    set_text(list, book.body, 0, 40000, 60000, "without size", false);
    PdfSetting setting = setting_of(PDF_SCREEN);
    TemporaryPdf file = write_book(&book, &setting);
    g_autofree char *clear = pdf_in_clear(&file);
    assert_has(clear, "/URI (https://x.example/%C3%A9%20\\(%5C)");
    assert_has_not(clear, "harbour.example");
    assert_has(clear, "/Fit\n");
    g_autofree char *structure =
        say((const char *const[]){"pdfinfo", "-enc", "UTF-8", "-struct-text", file.path, NULL});
    /* The paragraph's links are inside it, with its text. */
    assert_has(structure, "Document\n  Art\n    P (block)\n      Link (inline)\n"
                          "        \"See there\"\n");
    assert_has_not(structure, "Furniture");
    temporary_pdf_clear(&file);
    book_clear(&book);
}

static void test_same_bytes(void) {
    char *written[2];
    gsize lengths[2];
    for (int i = 0; i < 2; i++) {
        Book book = book_new();
        for (int page = 0; page < 40; page++) {
            add_paragraph(&book, add_page(&book, NULL), ROLE_PARAGRAPH, 60000, "Once more.");
        }
        PdfSetting setting = setting_of(PDF_SCREEN);
        TemporaryPdf file = write_book(&book, &setting);
        g_autofree char *clear = pdf_in_clear(&file);
        assert_has(clear, "/Count 40");
        g_assert_true(g_file_get_contents(file.path, &written[i], &lengths[i], NULL));
        temporary_pdf_clear(&file);
        book_clear(&book);
    }
    g_assert_cmpuint(lengths[0], ==, lengths[1]);
    g_assert_cmpint(memcmp(written[0], written[1], lengths[0]), ==, 0);
    g_free(written[0]);
    g_free(written[1]);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/pdf/press", test_press);
    g_test_add_func("/print/pdf/screen", test_screen);
    g_test_add_func("/print/pdf/arabic", test_arabic);
    g_test_add_func("/print/pdf/joined-glyphs", test_joined_glyphs);
    g_test_add_func("/print/pdf/signs-that-steer", test_signs_that_steer);
    g_test_add_func("/print/pdf/silent-artifact", test_silent_artifact);
    g_test_add_func("/print/pdf/odd-lists", test_odd_lists);
    g_test_add_func("/print/pdf/same-bytes", test_same_bytes);
    return g_test_run();
}
