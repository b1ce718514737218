/* What the readers of Word and OpenDocument files share: the XML in small items, styles by their
 * names in many languages, the signs of fonts, and what is no description of a picture. */
#include "model/vocabulary.h"
#include "read/office_file.h"
#include "read/office_symbols.h"
#include "read/run_setting.h"
#include "read/style_names.h"

#include <string.h>

static XmlPart *parse(const char *text, GError **error) {
    g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
    return xml_part_parse(bytes, error);
}

static void test_items(void) {
    g_autoptr(XmlPart) part =
        parse("<w:p xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main' w:val='a&amp;b'>"
              "<w:r><w:t>one &lt; </w:t><x/><w:t>two</w:t></w:r></w:p>",
              NULL);
    g_assert_nonnull(part);
    const XmlItem *root = xml_root(part);
    g_assert_cmpint(root->name, ==, NAME_W_P);
    g_assert_cmpstr(xml_get(part, root, NAME_W_VAL), ==, "a&b");
    g_assert_null(xml_get(part, root, NAME_W_ID));
    g_autofree char *text = xml_text_of(part, root);
    g_assert_cmpstr(text, ==, "one < two");
    g_assert_nonnull(xml_find(part, root, NAME_W_T));
    g_assert_null(xml_child(part, root, NAME_W_T));
}

static void test_refused(void) {
    static const char *const texts[] = {"", "<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
                                        "<a>&b;</a>", "\xFF<a/>"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_null(parse(texts[i], &error));
        g_assert_error(error, GALLEY_FILE_ERROR, FILE_ERROR_DAMAGED);
    }
}

static void test_style_names(void) {
    static const struct {
        const char *name;
        Role role;
        unsigned level;
    } rows[] = {{"heading 1", ROLE_HEADING, 1},
                {"Überschrift 2", ROLE_HEADING, 2},
                {"Titre 3", ROLE_HEADING, 3},
                {"Заголовок 1", ROLE_HEADING, 1},
                {"見出し 1", ROLE_HEADING, 1},
                {"标题 2", ROLE_HEADING, 2},
                {"Título", ROLE_TITLE, 0},
                {"Untertitel", ROLE_SUBTITLE, 0},
                {"Intense Quote", ROLE_QUOTATION, 0},
                {"toc 2", ROLE_CONTENTS, 0},
                {"Body Text 2", ROLE_TEXT, 0},
                {"", ROLE_TEXT, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        unsigned level = 0;
        g_assert_cmpint(style_role(rows[i].name, &level), ==, rows[i].role);
        g_assert_cmpuint(level, ==, rows[i].level);
    }
}

static void test_symbols(void) {
    g_autofree char *check = office_symbols_replace("Wingdings", "\xEF\x83\xBC", 3); /* U+F0FC */
    g_assert_cmpstr(check, ==, "✓");
    g_autofree char *alpha = office_symbols_replace("Symbol", "a", 1);
    g_assert_cmpstr(alpha, ==, "α");
    g_autofree char *bullet = office_symbols_replace(NULL, "x\xEF\x82\xB7", 4); /* U+F0B7 */
    g_assert_cmpstr(bullet, ==, "x•");
    g_assert_null(office_symbols_replace("Times New Roman", "a", 1));
    g_assert_null(office_symbols_replace("Wingdings", "words that somebody left", 24));
}

static void test_numbers(void) {
    static const struct {
        long number;
        const char *type, *text;
    } rows[] = {
        {4, "i", "iv"}, {1999, "I", "MCMXCIX"}, {27, "a", "aa"}, {3, "1", "3"}, {0, "a", "0"}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = list_number_text(rows[i].number, rows[i].type);
        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

static void test_alt_texts(void) {
    static const char *const none[] = {"", "C:\\Users\\x\\boat.jpg", "boat.PNG", "Picture 3",
                                       "Grafik 1"};
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++) {
        g_assert_null(office_alt_text(none[i]));
    }
    g_autofree char *kept = office_alt_text("Two boats\n\nDescription automatically generated");
    g_assert_cmpstr(kept, ==, "Two boats");
}

static void test_paragraph_places(void) {
    g_autoptr(Report) report = report_new();
    GPtrArray *first = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(first, g_strdup("The harbour was"));
    report_add(report, DIAGNOSTIC_HEADING_LEVEL, place_at("a.docx", 1, 0), NULL, NULL);
    report_set_paragraphs(report, "a.docx", first);
    report_sort(report);
    g_assert_true(report_get(report, 0)->place.is_paragraph);
    g_assert_cmpstr(report_get(report, 0)->place.detail, ==, "paragraph 1 \"The harbour was\"");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/documents/items", test_items);
    g_test_add_func("/documents/refused", test_refused);
    g_test_add_func("/documents/style-names", test_style_names);
    g_test_add_func("/documents/symbols", test_symbols);
    g_test_add_func("/documents/numbers", test_numbers);
    g_test_add_func("/documents/alt-texts", test_alt_texts);
    g_test_add_func("/documents/paragraph-places", test_paragraph_places);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
