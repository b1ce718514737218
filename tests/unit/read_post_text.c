/* Posts' text and exports' fields: worked out by hand from what WordPress shows. */
#include "model/vocabulary.h"
#include "read/export_file.h"
#include "read/post_paragraphs.h"
#include "read/post_text.h"

#include <string.h>

static void assert_paragraphs(const char *text, bool with_breaks, const char *expected) {
    g_autofree char *html = post_paragraphs(text, strlen(text), with_breaks);
    g_assert_cmpstr(html, ==, expected);
}

static void test_paragraphs(void) {
    assert_paragraphs("", true, "");
    assert_paragraphs("One", true, "<p>One");
    assert_paragraphs("One\nTwo\n\nThree", true, "<p>One<br>\nTwo</p>\n\n<p>Three");
    assert_paragraphs("One\nTwo\n\nThree", false, "<p>One\nTwo</p>\n\n<p>Three");
    assert_paragraphs("One<br />\nTwo", true, "<p>One<br />\nTwo");
    assert_paragraphs("<h2>One</h2>\nTwo", true, "<h2>One</h2>\n<p>Two");
    assert_paragraphs("<ul>\n<li>One</li>\n</ul>", true, "<ul>\n<li>One</li>\n</ul>");
    assert_paragraphs("<pre>a\n\nb</pre>\n\nc", true, "<pre>a\n\nb</pre>\n\n<p>c");
    assert_paragraphs("<p>One\n\nTwo</p>", true, "<p>One<p>\n\nTwo</p>");
    assert_paragraphs("a < b <", true, "<p>a < b <");
}

static char *html_of(const char *text, GHashTable *left_out) {
    g_autoptr(GHashTable) attachments = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) galleries = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) blocks = g_hash_table_new(g_str_hash, g_str_equal);
    Attachment boat = {.address = (char *)"https://a.example/boat.jpg",
                       .alt = (char *)"A \"boat\"",
                       .caption = (char *)"At the <em>pier</em>"};
    g_hash_table_insert(attachments, (gpointer) "7", &boat);
    g_hash_table_insert(blocks, (gpointer) "20",
                        (gpointer) "<p>Again <!-- wp:block {\"ref\":20} /--></p>");
    PostLibrary library = {attachments, galleries, blocks};
    PostContext context = {.library = &library, .post_id = "1", .left_out = left_out};
    return post_text_html(text, strlen(text), &context);
}

static void test_shortcodes(void) {
    g_autoptr(GHashTable) left_out = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    static const char *const rows[][2] = {
        {"[sic] [1] [note]", "<p>[sic] [1] [note]"},
        {"[gallery ids=\"7\"]",
         "<figure><img src=\"https://a.example/boat.jpg\" alt=\"A &quot;boat&quot;\">"
         "<figcaption>At the <em>pier</em></figcaption></figure>"},
        {"[[gallery]]", "<p>[gallery]"},
        {"[caption width=\"3\"]<img src=\"a\" /> Words[/caption]",
         "<figure class=\"wp-caption\"><img src=\"a\" /><figcaption>Words</figcaption></figure>"},
        {"[box a=1]x[/box]", "<p>x"},
        {"<!-- wp:block {\"ref\":20} /-->", "<p>Again </p>"},
        {"a<!--more-->b", "<p>ab"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *html = html_of(rows[i][0], left_out);
        g_assert_cmpstr(html, ==, rows[i][1]);
    }
    g_assert_cmpuint(g_hash_table_size(left_out), ==, 1); /* the block within itself */
    g_autofree char *none = html_of("[form id=3]", left_out);
    g_assert_cmpstr(none, ==, "");
    g_assert_true(g_hash_table_contains(left_out, "form"));
}

static void assert_field(const ExportItem *item, ExportField field, const char *expected) {
    g_autofree char *text = export_value_text(item->fields[field]);
    g_assert_cmpstr(text, ==, expected);
}

static void test_fields(void) {
    static const char text[] =
        "Warning: x\n<?xml version='1.0'?><rss "
        "xmlns:n=\"http://wordpress.org/export/1.2/\"><channel>\n"
        "<item><title>A &amp; B&nbsp;&#8217;</title>\n<n:post_id>3</n:post_id>"
        "<content:encoded><![CDATA[a]]]]><![CDATA[>b ]]> <i>]]></content:encoded>"
        "<category domain=\"category\" nicename=\"n\"><![CDATA[N &amp; M]]></category></item>\n"
        "<item><title>Second</title><content:encoded><![CDATA[lost";
    g_autoptr(ExportFile) file = export_file_new(text, strlen(text));
    g_assert_cmpuint(file->items->len, ==, 2);
    const ExportItem *first = file->items->pdata[0];
    assert_field(first, FIELD_TITLE, "A & B\xC2\xA0\xE2\x80\x99");
    assert_field(first, FIELD_ID, "3");
    assert_field(first, FIELD_CONTENT, "a]]>b ]]> <i>");
    assert_field(first, FIELD_EXCERPT, NULL);
    g_assert_cmpuint(first->line, ==, 3);
    const ExportTerm *term = first->terms->pdata[0];
    g_assert_cmpstr(term->name, ==, "N & M");
    g_assert_cmpstr(term->nicename, ==, "n");
    assert_field(file->items->pdata[1], FIELD_CONTENT, "lost");
    g_assert_cmpuint(file->cut_line, ==, 5);
    g_assert_true(file->is_wordpress);
}

int main(int count, char **arguments) {
    g_test_init(&count, &arguments, NULL);
    vocabulary_begin();
    g_test_add_func("/read/post/paragraphs", test_paragraphs);
    g_test_add_func("/read/post/shortcodes", test_shortcodes);
    g_test_add_func("/read/export/fields", test_fields);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
