/* The serialiser: what is escaped, what is closed, what is laid out, what cannot come out. */
#include "xhtml/serialise.h"

#include "model/node.h"

#include <string.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define XHTML "http://www.w3.org/1999/xhtml"

static char *serialise(xmlDoc *document, SerialiseFlags flags) {
    g_autoptr(GBytes) bytes = xhtml_serialise(document, flags);
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    char *text = g_strndup(data, length);
    g_assert_cmpuint(strlen(text), ==, length);
    return text;
}

/* A root without a namespace that holds a text. */
static xmlDoc *text_document(const char *text) {
    xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *root = xmlNewDocNode(document, NULL, BAD_CAST "t", NULL);
    xmlDocSetRootElement(document, root);
    xmlNewProp(root, BAD_CAST "a", BAD_CAST text);
    xmlAddChild(root, xmlNewDocText(document, BAD_CAST text));
    return document;
}

static void assert_text(const char *text, SerialiseFlags flags, const char *attribute,
                        const char *content) {
    xmlDoc *document = text_document(text);
    g_autofree char *got = serialise(document, flags);
    g_autofree char *want =
        g_strconcat(DECLARATION "<t a=\"", attribute, "\">", content, "</t>\n", NULL);
    g_assert_cmpstr(got, ==, want);
    xmlFreeDoc(document);
}

static void test_escapes(void) {
    assert_text("plain", 0, "plain", "plain");
    assert_text("a & b < c > d", 0, "a &amp; b &lt; c &gt; d", "a &amp; b &lt; c &gt; d");
    assert_text("]]>", 0, "]]&gt;", "]]&gt;");
    assert_text("\"it's\"", 0, "&quot;it's&quot;", "\"it's\"");
    assert_text("a\tb\nc", 0, "a&#9;b&#10;c", "a\tb\nc");
    assert_text("a\r\nb", 0, "a&#13;&#10;b", "a&#13;\nb");
    assert_text("&", 0, "&amp;", "&amp;");
    assert_text("&amp;", 0, "&amp;amp;", "&amp;amp;");
}

/* XML 1.0, 2.2: these are no characters, whatever made the tree. */
static void test_forbidden_characters(void) {
    assert_text("a\x01z", 0, "a\uFFFDz", "a\uFFFDz");
    assert_text("\x08\x0B\x0C\x0E\x1F", 0, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
                "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    assert_text("\xEF\xBF\xBE|\xEF\xBF\xBF", 0, "\uFFFD|\uFFFD", "\uFFFD|\uFFFD");
    assert_text("\xED\xA0\x80", 0, "\uFFFD", "\uFFFD");
    assert_text("\x7F", 0, "\x7F", "\x7F");
    /* Their neighbours stand. */
    assert_text("\uD7FF \uE000 \uFFFC \uFFFD \uFF0C", 0, "\uD7FF \uE000 \uFFFC \uFFFD \uFF0C",
                "\uD7FF \uE000 \uFFFC \uFFFD \uFF0C");
    /* A text that breaks off within a character is not read past its end. */
    assert_text("\xE2\x80", SERIALISE_PLAIN_NARROW_SPACE, "\xE2\x80", "\xE2\x80");
    assert_text("\xEF", 0, "\xEF", "\xEF");
}

static void test_scripts_stand(void) {
    static const char text[] = "العربية 中文，日本語。 हिन्दी e\u0301 \U0001F986 – “q”";
    assert_text(text, SERIALISE_PLAIN_NARROW_SPACE, text, text);
}

static void test_narrow_space(void) {
    assert_text("«\u202Foui\u202F»", 0, "«\u202Foui\u202F»", "«\u202Foui\u202F»");
    assert_text("«\u202Foui\u202F»", SERIALISE_PLAIN_NARROW_SPACE, "«\u00A0oui\u00A0»",
                "«\u00A0oui\u00A0»");
    assert_text("\u202E\u2030\u20AC", SERIALISE_PLAIN_NARROW_SPACE, "\u202E\u2030\u20AC",
                "\u202E\u2030\u20AC");
}

static xmlDoc *parsed(const char *text) {
    xmlDoc *document = xmlReadMemory(text, (int)strlen(text), NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(document);
    return document;
}

static void assert_again(const char *in, SerialiseFlags flags, const char *want) {
    xmlDoc *document = parsed(in);
    g_autofree char *got = serialise(document, flags);
    g_autofree char *whole = g_strconcat(DECLARATION, want, "\n", NULL);
    g_assert_cmpstr(got, ==, whole);
    xmlFreeDoc(document);
}

static void test_void_elements(void) {
    assert_again("<html xmlns='" XHTML "'><title/><p><i/><br></br><img src='a' alt=''/></p><wbr/>"
                 "<script/><hr/></html>",
                 0,
                 "<html xmlns=\"" XHTML "\"><title></title><p><i></i><br /><img src=\"a\" alt=\"\" "
                 "/></p><wbr /><script></script><hr /></html>");
    /* Another namespace has no void elements: shorter, and no parser of HTML reads it. */
    assert_again("<package xmlns='urn:x'><item a='1'></item><title></title></package>", 0,
                 "<package xmlns=\"urn:x\"><item a=\"1\"/><title/></package>");
}

static void test_namespaces(void) {
    assert_again(
        "<html xmlns='" XHTML "' xmlns:epub='urn:ops' xml:lang='ar'>"
        "<a epub:type='noteref'>1</a><svg:svg xmlns:svg='urn:svg'><svg:g/></svg:svg></html>",
        0,
        "<html xmlns=\"" XHTML "\" xmlns:epub=\"urn:ops\" xml:lang=\"ar\">"
        "<a epub:type=\"noteref\">1</a><svg:svg xmlns:svg=\"urn:svg\"><svg:g/></svg:svg>"
        "</html>");
    /* A namespace that goes out of use. */
    assert_again("<a xmlns='urn:a'><b xmlns=''/></a>", 0, "<a xmlns=\"urn:a\"><b xmlns=\"\"/></a>");
}

static void test_what_is_left_out(void) {
    assert_again("<a><!-- c --><?p i?><![CDATA[<&]]></a>", 0, "<a>&lt;&amp;</a>");
}

static void test_doctype(void) {
    assert_again("<html xmlns='" XHTML "'><p>x</p></html>", SERIALISE_HTML5_DOCTYPE,
                 "<!DOCTYPE html>\n<html xmlns=\"" XHTML "\"><p>x</p></html>");
}

static void test_indent(void) {
    assert_again("<a><b>text<c/></b><d><e/><e/></d><f> </f></a>", SERIALISE_INDENT,
                 "<a>\n  <b>text<c/></b>\n  <d>\n    <e/>\n    <e/>\n  </d>\n  <f> </f>\n</a>");
    assert_again("<a><b/> <b/></a>", SERIALISE_INDENT, "<a><b/> <b/></a>");
}

/* White space is put only where XHTML does not show it. */
static void test_indent_xhtml(void) {
    assert_again("<body xmlns='" XHTML "'><p><em>a</em><b>b</b></p><ol><li><a>x</a><ol><li>y</li>"
                 "</ol></li></ol><div><em>a</em><b>b</b></div><pre><code>c</code></pre>"
                 "<h1><i>t</i></h1></body>",
                 SERIALISE_INDENT,
                 "<body xmlns=\"" XHTML "\">\n"
                 "  <p><em>a</em><b>b</b></p>\n"
                 "  <ol>\n"
                 "    <li>\n"
                 "      <a>x</a>\n"
                 "      <ol>\n"
                 "        <li>y</li>\n"
                 "      </ol>\n"
                 "    </li>\n"
                 "  </ol>\n"
                 "  <div><em>a</em><b>b</b></div>\n"
                 "  <pre><code>c</code></pre>\n"
                 "  <h1><i>t</i></h1>\n"
                 "</body>");
}

/* Far deeper than any limit: nothing recurses. */
static void test_depth(void) {
    enum { DEPTH = 200000 };
    xmlDoc *document = xmlNewDoc(BAD_CAST "1.0");
    xmlNode *node = xmlNewDocNode(document, NULL, BAD_CAST "d", NULL);
    xmlDocSetRootElement(document, node);
    for (int i = 1; i < DEPTH; i++) {
        xmlNode *child = xmlNewDocNode(document, NULL, BAD_CAST "d", NULL);
        node_append(node, child);
        node = child;
    }
    g_autoptr(GBytes) bytes = xhtml_serialise(document, 0);
    /* The declaration, "<d>" and "</d>" for all but the innermost, "<d/>", a line end. */
    size_t want = strlen(DECLARATION) + (DEPTH - 1) * strlen("<d></d>") + strlen("<d/>") + 1;
    g_assert_cmpuint(g_bytes_get_size(bytes), ==, want);
    xmlFreeDoc(document);
}

/* What comes out is read back as what went in. */
static void test_round_trip(void) {
    static const char text[] = "\t<&>\"' ]]> \r\n é 中 \u202F";
    xmlDoc *document = text_document(text);
    g_autofree char *out = serialise(document, 0);
    xmlDoc *again = parsed(out);
    xmlChar *content = xmlNodeGetContent(xmlDocGetRootElement(again));
    xmlChar *attribute = xmlGetProp(xmlDocGetRootElement(again), BAD_CAST "a");
    g_assert_cmpstr((const char *)content, ==, text);
    g_assert_cmpstr((const char *)attribute, ==, text);
    xmlFree(content);
    xmlFree(attribute);
    xmlFreeDoc(again);
    xmlFreeDoc(document);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    g_test_add_func("/serialise/escapes", test_escapes);
    g_test_add_func("/serialise/forbidden-characters", test_forbidden_characters);
    g_test_add_func("/serialise/scripts-stand", test_scripts_stand);
    g_test_add_func("/serialise/narrow-space", test_narrow_space);
    g_test_add_func("/serialise/void-elements", test_void_elements);
    g_test_add_func("/serialise/namespaces", test_namespaces);
    g_test_add_func("/serialise/left-out", test_what_is_left_out);
    g_test_add_func("/serialise/doctype", test_doctype);
    g_test_add_func("/serialise/indent", test_indent);
    g_test_add_func("/serialise/indent-xhtml", test_indent_xhtml);
    g_test_add_func("/serialise/depth", test_depth);
    g_test_add_func("/serialise/round-trip", test_round_trip);
    int status = g_test_run();
    vocabulary_end();
    return status;
}
