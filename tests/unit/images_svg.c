/* Drawings: their size, what is taken out of them, and that nothing but fragments of themselves is
 * left to refer to. */
#include "images_fixture.h"

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
#define SIZED SVG "width='40' height='30'>"

static GBytes *bytes_of_text(const char *text) {
    return g_bytes_new(text, strlen(text));
}

/* The cleaned drawing as text without its XML declaration; NULL where it is refused. */
static char *clean(const char *text, unsigned *removed, const char **why) {
    g_autoptr(GBytes) bytes = bytes_of_text(text);
    PictureHeader header;
    const char *header_why = NULL;
    bool is_good = picture_read_header_bytes(bytes, &header, &header_why);
    xmlDoc *drawing = picture_clean_svg(bytes, removed, why);
    g_assert_true(!is_good || drawing != NULL); /* what reads well cleans well */
    if (drawing == NULL) {
        return NULL;
    }
    g_assert_null(drawing->intSubset);
    xmlBuffer *buffer = xmlBufferCreate();
    xmlNodeDump(buffer, drawing, xmlDocGetRootElement(drawing), 0, 0);
    char *written = g_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    xmlFreeDoc(drawing);
    return written;
}

static void assert_cleaned(const char *text, const char *expected, unsigned expected_removed) {
    unsigned removed = 99;
    const char *why = NULL;
    g_autofree char *written = clean(text, &removed, &why);
    g_assert_cmpstr(why, ==, NULL);
    g_assert_cmpstr(written, ==, expected);
    g_assert_cmpuint(removed, ==, expected_removed);
}

static void assert_drawing_refused(const char *text, const char *expected) {
    unsigned removed = 0;
    const char *why = NULL;
    g_autofree char *written = clean(text, &removed, &why);
    g_assert_cmpstr(written, ==, NULL);
    g_assert_cmpstr(why, ==, expected);
}

/* The root as it comes out of SIZED. */
#define CLEAN_ROOT                                                                                 \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\" viewBox=\"0 0 40 30\""
#define CLEAN CLEAN_ROOT ">"
#define CLEAN_XLINK                                                                                \
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "      \
    "width=\"40\" height=\"30\" viewBox=\"0 0 40 30\">"

static void test_size(void) {
    static const struct {
        const char *attributes;
        unsigned width_px, height_px;
    } rows[] = {
        {"width='40' height='30'", 40, 30},
        {"width='40px' height='30.4px'", 40, 30},
        {"width='1in' height='2.54cm'", 96, 96},
        {"width='72pt' height='6pc'", 96, 96},
        {"width='25.4mm' height='101.6Q'", 96, 96},
        {"viewBox='0 0 400 300'", 400, 300},
        {"viewBox='-5,-5 , 400,300.2'", 400, 300},
        {"viewBox='0 0 400 300' width='200'", 200, 150},
        {"viewBox='0 0 400 300' height='150'", 200, 150},
        {"viewBox='0 0 400 300' width='100%' height='100%'", 400, 300},
        {"viewBox='0 0 0.4 0.3'", 1, 1},
        {"viewBox='nonsense' width='4e1' height='+30'", 40, 30},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup_printf(SVG "%s/>", rows[i].attributes);
        g_autoptr(GByteArray) array = g_byte_array_new();
        g_byte_array_append(array, (const guint8 *)text, (guint)strlen(text));
        assert_header(array, PICTURE_SVG, rows[i].width_px, rows[i].height_px, 1, false);
    }
}

static void test_no_size(void) {
    static const char *const rows[] = {"",
                                       "width='40'",
                                       "width='100%' height='100%'",
                                       "viewBox='0 0 0 30'",
                                       "viewBox=''",
                                       "viewBox='0 0 40'",
                                       "viewBox='0 0 40 30 1'",
                                       "width='0' height='1'",
                                       "width='-4' height='3'",
                                       "width='nan' height='inf'",
                                       "width='0x28' height='30'",
                                       "viewBox='0 0 1e999 3'",
                                       "width='1e300' height='1e300'"};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strdup_printf(SVG "%s/>", rows[i]);
        assert_drawing_refused(
            text, "the drawing gives no size: it needs width and height, or a viewBox");
    }
    g_autoptr(GByteArray) huge = g_byte_array_new();
    PUT(huge, SVG "width='100001' height='3'/>");
    assert_refused(huge, "its header says that it is larger than any screen can show");
}

/* What a drawing is made of stays as it is. */
static void test_kept(void) {
    assert_cleaned(
        SVG
        "width='40' height='30' xml:lang='ar' role='img' aria-label='A map (old)'>"
        "<title>خريطة</title><desc>a &lt;b&gt; c</desc>"
        "<defs><linearGradient id='g'><stop offset='0' stop-color='#333'/></linearGradient>"
        "<radialGradient id='r' xlink:href='#g'/><clipPath id='c'><rect width='4' height='3'/>"
        "</clipPath></defs>"
        "<g transform='translate(1 2)'><path d='M0 0L1 1z' fill='url(#g)' stroke='url( \"#r\" )'"
        " clip-path='url(#c)'/>"
        "<text x='1' id='t'>one <tspan dy='2'>two</tspan> three</text></g>"
        "<use xlink:href='#t' x='3'/><use href='#t'/></svg>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
        "xml:lang=\"ar\" role=\"img\" aria-label=\"A map (old)\" width=\"40\" height=\"30\" "
        "viewBox=\"0 0 40 30\">"
        "<title>خريطة</title><desc>a &lt;b&gt; c</desc>"
        "<defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#333\"/></linearGradient>"
        "<radialGradient id=\"r\" xlink:href=\"#g\"/><clipPath id=\"c\"><rect width=\"4\" "
        "height=\"3\"/></clipPath></defs>"
        "<g transform=\"translate(1 2)\"><path d=\"M0 0L1 1z\" fill=\"url(#g)\" "
        "stroke=\"url( &quot;#r&quot; )\" clip-path=\"url(#c)\"/>"
        "<text x=\"1\" id=\"t\">one <tspan dy=\"2\">two</tspan> three</text></g>"
        "<use xlink:href=\"#t\" x=\"3\"/><use xlink:href=\"#t\"/></svg>",
        0);
}

/* Everything that runs or reaches outside, one a row: what comes in, what stays, how many cuts. */
static void test_attacks(void) {
    static const struct {
        const char *inside;
        const char *left;
        unsigned removed;
    } rows[] = {
        {"<script>alert(1)</script>", "", 1},
        {"<SCRIPT>alert(1)</SCRIPT>", "", 0}, /* no element of SVG: XML tells case apart */
        {"<script xlink:href='https://example.org/x.js'/>", "", 1},
        {"<g onclick='alert(1)' ONLOAD='x'/>", "<g/>", 2},
        {"<foreignObject><body xmlns='http://www.w3.org/1999/xhtml' onload='x'/></foreignObject>",
         "", 1},
        {"<animate attributeName='href' to='javascript:x'/><set/>", "", 2},
        {"<a xlink:href='javascript:alert(1)'><text>T</text></a>", "<text>T</text>", 1},
        {"<text><a href='https://example.org'>T</a>t</text>", "<text>Tt</text>", 1},
        {"<use xlink:href='https://example.org/a.svg#b'/>", "", 1},
        {"<use xlink:href='other.svg#b'/>", "", 1},
        {"<use href='file:///etc/passwd#b'/>", "", 1},
        {"<image xlink:href='file:///etc/passwd'/>", "", 1},
        {"<image xlink:href='https://example.org/tracker.png'/>", "", 1},
        {"<image href='data:text/html;base64,PHNjcmlwdD4='/>", "", 1},
        {"<image href='data:image/svg+xml;base64,PHN2Zz4='/>", "", 1},
        {"<image href='data:image/png;base64,bm90IGEgcGljdHVyZQ=='/>", "", 1},
        {"<g style='fill:url(https://example.org/x#y);stroke:red'/>", "<g style=\"stroke:red\"/>",
         1},
        {"<g style='fill:u\\72l(https://example.org)'/>", "<g/>", 1},
        {"<g style='fill:/**/red'/>", "<g/>", 1},
        {"<g style='width:expression(alert(1))'/>", "<g/>", 1},
        {"<g style='-moz-binding:url(x);behavior:url(y)'/>", "<g/>", 2},
        {"<g style='position:fixed'/>", "<g/>", 0},
        {"<g fill='url(//example.org/#x)'/>", "<g/>", 1},
        {"<g fill='URL(&#x20;\"https://example.org/#x\")'/>", "<g/>", 1},
        {"<g filter='image-set(\"x.png\" 1x)'/>", "<g/>", 1},
        {"<style>@import 'https://example.org/x.css'; circle{fill:red}</style>",
         "<style>circle{fill:red}</style>", 1},
        {"<style>@imp\\6frt 'x.css';</style>", "", 1},
        {"<style>@font-face{font-family:x;src:url(x.otf)}</style>", "", 1},
        {"<style>@media print{g{fill:red}} .a, g > p{fill:blue}</style>",
         "<style>.a, g &gt; p{fill:blue}</style>", 0},
        {"<style><![CDATA[<!-- g{fill:url(http://x);stroke:red} -->]]></style>",
         "<style>g{stroke:red}</style>", 1},
        {"<style>a[href^='x']{fill:red}g{stroke:red</style>", "<style>g{stroke:red}</style>", 0},
        {"<g xml:base='https://example.org/'/>", "<g/>", 1},
        {"<svg onload='x'><svg><script/></svg></svg>", "<svg><svg/></svg>", 2},
        {"<iframe src='https://example.org'/><video/><audio/>", "", 3},
        {"<switch><foreignObject/><text>T</text></switch>", "<switch><text>T</text></switch>", 1},
        {"<title><script/>T<g>t</g></title>", "<title>T</title>", 1},
        {"<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>", "", 1},
        {"<handler xmlns:ev='http://www.w3.org/2001/xml-events' ev:event='load'/>", "", 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].inside);
        g_autofree char *text = g_strconcat(SIZED, rows[i].inside, "</svg>", NULL);
        g_autofree char *expected = *rows[i].left != '\0'
                                        ? g_strconcat(CLEAN, rows[i].left, "</svg>", NULL)
                                        : g_strconcat(CLEAN_ROOT, "/>", NULL);
        assert_cleaned(text, expected, rows[i].removed);
    }
}

/* What drawing programs keep for themselves goes without a word, and so does what dangles. */
static void test_silent(void) {
    assert_cleaned("<?xml version='1.0' encoding='iso-8859-1'?>\n<!-- made by somebody -->"
                   "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' "
                   "'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>" SVG
                   "xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape' "
                   "xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd' "
                   "sodipodi:docname='C:\\Users\\me\\map.svg' inkscape:version='1' version='1.1' "
                   "width='40' height='30'><metadata><rdf:RDF xmlns:rdf='http://x'/></metadata>"
                   "<sodipodi:namedview/><!-- here --><?program data?>stray"
                   "<g inkscape:label='Layer' id='a' data-name='x'/><g id='a'/><g id='1 b'/>"
                   "<use xlink:href='#gone'><title>t</title><use href='#gone'/></use>"
                   "<path fill='url(#gone)' stroke='#abc'/><mesh/></svg>",
                   CLEAN_XLINK "<g id=\"a\"/><g/><g/><path stroke=\"#abc\"/></svg>", 0);
    /* A gradient is not drawn, a drawing does not paint (EPUBCheck's RSC-014). */
    assert_cleaned(SIZED "<linearGradient id='g'/><g id='a'/><clipPath id='c'/><use href='#g'/>"
                         "<path fill='url(#a)' stroke='url(#g)' clip-path='url(#g)'/>"
                         "<path clip-path='url(#c)'/></svg>",
                   CLEAN_XLINK "<linearGradient id=\"g\"/><g id=\"a\"/><clipPath id=\"c\"/>"
                               "<path stroke=\"url(#g)\"/><path clip-path=\"url(#c)\"/></svg>",
                   0);
    assert_cleaned("<?xml-stylesheet href='https://example.org/x.css'?>" SIZED "</svg>",
                   CLEAN_ROOT "/>", 1);
}

/* Old drawings forget namespaces, or call theirs by a prefix. */
static void test_namespaces(void) {
    assert_cleaned("<svg width='40' height='30'><g id='a'/><use xlink:href='#a'/></svg>",
                   CLEAN_XLINK "<g id=\"a\"/><use xlink:href=\"#a\"/></svg>", 0);
    assert_cleaned("<s:svg xmlns:s='http://www.w3.org/2000/svg' width='40' height='30'>"
                   "<s:g/><g/></s:svg>",
                   CLEAN "<g/><g/></svg>", 0);
    assert_drawing_refused("<svg xmlns='http://example.org/' width='4' height='3'/>",
                           "it is XML, but not an SVG drawing");
}

/* Whole numbers from 0 0; where that moves the contents, a group moves them back. */
static void test_view(void) {
    static const struct {
        const char *attributes;
        const char *expected;
    } rows[] = {
        {"viewBox='0 0 400 300'", "viewBox=\"0 0 400 300\"><path/>"},
        {"viewBox='0 0 400.2 300.9'", "viewBox=\"0 0 401 301\"><path/>"},
        {"viewBox='-20 10.5 400 300'",
         "viewBox=\"0 0 400 300\"><g transform=\"scale(1) translate(20 -10.5)\"><path/></g>"},
        {"viewBox='0 0 0.4 0.3'",
         "viewBox=\"0 0 4 3\"><g transform=\"scale(10) translate(0 0)\"><path/></g>"},
        {"viewBox='0 0 16.5 16.5' width='3mm' height='3mm'",
         "width=\"11\" height=\"11\" viewBox=\"0 0 165 165\"><g transform=\"scale(10) translate(0 "
         "0)\"><path/></g>"},
        {"width='39.6' height='29.9'", "width=\"40\" height=\"30\" viewBox=\"0 0 396 299\"><g "
                                       "transform=\"scale(10) translate(0 0)\"><path/></g>"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text =
            g_strdup_printf(SVG "%s><path/><title>T</title></svg>", rows[i].attributes);
        bool is_moved = strstr(rows[i].expected, "<g ") != NULL;
        g_autofree char *start = g_strconcat("<svg xmlns=\"http://www.w3.org/2000/svg\" ",
                                             rows[i].expected, "<title>T</title></svg>", NULL);
        if (is_moved) { /* the title stays the drawing's, before the group */
            g_autofree char *attributes =
                g_strndup(rows[i].expected, strcspn(rows[i].expected, ">") + 1);
            g_free(start);
            start =
                g_strconcat("<svg xmlns=\"http://www.w3.org/2000/svg\" ", attributes,
                            "<title>T</title>", strchr(rows[i].expected, '>') + 1, "</svg>", NULL);
        }
        assert_cleaned(text, start, 0);
    }
}

/* A photo inside a drawing tells as much as one beside it. */
static void test_embedded(void) {
    GByteArray *photo = new_png(2, 2);
    CHUNK(photo, "tEXt", "Author\0the harbour desk");
    CHUNK(photo, "IDAT", "pixels");
    CHUNK(photo, "IEND", "");
    GByteArray *plain = new_png(2, 2);
    CHUNK(plain, "IDAT", "pixels");
    CHUNK(plain, "IEND", "");
    g_autofree char *told = g_base64_encode(photo->data, photo->len);
    g_autofree char *untold = g_base64_encode(plain->data, plain->len);
    g_autofree char *text = g_strdup_printf(SIZED "<image width='2' height='2' onload='x' "
                                                  "xlink:href='data:image/png;base64,\n%s'/></svg>",
                                            told);
    g_autofree char *expected = g_strdup_printf(
        CLEAN_XLINK
        "<image xlink:href=\"data:image/png;base64,%s\" width=\"2\" height=\"2\"/></svg>",
        untold);
    assert_cleaned(text, expected, 1);
    g_byte_array_unref(photo);
    g_byte_array_unref(plain);
}

static void test_entities(void) {
    static const char *const why =
        "the drawing declares entities of its own; save it again as plain SVG";
    assert_drawing_refused("<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>" SIZED
                           "<text>&b;</text></svg>",
                           why);
    assert_drawing_refused("<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" SIZED
                           "<text>&x;</text></svg>",
                           why);
    assert_drawing_refused(
        "<!DOCTYPE svg SYSTEM \"x'>\" [<!ATTLIST g onload CDATA 'x'>]>" SIZED "<g/></svg>", why);
    assert_cleaned("<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" SIZED "<text>&x;</text></svg>",
                   CLEAN "<text/></svg>", 0);
    assert_drawing_refused(
        "<!DOCTYPE svg SYSTEM \"<!--\" [<!ENTITY a 'b'>]>" SIZED "<text>--></text></svg>", why);
}

static void test_malformed(void) {
    static const char *const why = "the drawing is not well-formed XML, or breaks off";
    assert_drawing_refused(SIZED "<g>", why);
    assert_drawing_refused(SIZED "<g></svg>", why);
    assert_drawing_refused(SIZED "&x;</svg>", why);
    assert_drawing_refused(SIZED "<g a='1' a='2'/></svg>", why);
    assert_drawing_refused("<html/>", "it is XML, but not an SVG drawing");
    assert_drawing_refused(SIZED "<text>caf\xE9</text></svg>",
                           "the drawing is not in UTF-8; save it again as plain SVG");
    assert_drawing_refused("", "it is empty");
}

/* Sizes and depths that no drawing has. */
static void test_bounds(void) {
    GString *deep = g_string_new(SIZED);
    for (unsigned i = 0; i < 300; i++) {
        g_string_append(deep, "<g>");
    }
    for (unsigned i = 0; i < 300; i++) {
        g_string_append(deep, "</g>");
    }
    g_string_append(deep, "</svg>");
    assert_drawing_refused(deep->str, "the drawing is not well-formed XML, or breaks off");
    g_string_free(deep, TRUE);
    GString *wide = g_string_new(SIZED "<g ");
    for (unsigned i = 0; i < 201; i++) {
        g_string_append_printf(wide, "a%u='' ", i);
    }
    g_string_append(wide, "/></svg>");
    assert_drawing_refused(wide->str,
                           "an element of the drawing has more attributes than any real one");
    g_string_free(wide, TRUE);
    GString *large = g_string_new(SIZED);
    while (large->len <= 4194304) {
        g_string_append(large, "<g/>");
    }
    g_string_append(large, "</svg>");
    assert_drawing_refused(large->str,
                           "the drawing is larger than 4 MB; simplify it, or save it as PNG");
    g_string_free(large, TRUE);
}

/* Ten times ten times ten … of a circle; and a drawing that draws itself. */
static void test_repeats(void) {
    static const char *const why = "the drawing draws parts of itself again and again";
    GString *bomb = g_string_new(SIZED "<circle id='a0' r='1'/>");
    for (unsigned level = 1; level < 9; level++) {
        g_string_append_printf(bomb, "<g id='a%u'>", level);
        for (unsigned i = 0; i < 10; i++) {
            g_string_append_printf(bomb, "<use xlink:href='#a%u'/>", level - 1);
        }
        g_string_append(bomb, "</g>");
    }
    g_string_append(bomb, "</svg>");
    assert_drawing_refused(bomb->str, why);
    g_string_free(bomb, TRUE);
    assert_drawing_refused(
        SIZED "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g></svg>", why);
    assert_cleaned(SIZED
                   "<g id='a'><path/></g><g id='b'><use href='#a'/><use href='#a'/></g></svg>",
                   CLEAN_XLINK "<g id=\"a\"><path/></g><g id=\"b\"><use xlink:href=\"#a\"/><use "
                               "xlink:href=\"#a\"/></g></svg>",
                   0);
}

static void test_robust(void) {
    static const char text[] =
        "<!DOCTYPE svg>" SIZED "<style>g{fill:url(#a);x:y}@media a{b{c:d}}</style>"
        "<g id='a' style=\"fill:rgb(1,2,3);stroke:'\"><a xlink:href='#a'><use xlink:href='#a'/></a>"
        "</g><image xlink:href='data:image/png;base64,iVBORw0KGgo='/><![CDATA[x]]></svg>";
    for (size_t length = 0; length < sizeof text - 1; length++) {
        for (unsigned spoil = 0; spoil < 256; spoil += 17) {
            g_autofree char *spoilt = g_strdup(text);
            spoilt[length] = (char)(spoilt[length] ^ (char)spoil);
            g_autoptr(GBytes) bytes =
                spoil == 0 ? g_bytes_new(text, length) : g_bytes_new(spoilt, sizeof text - 1);
            PictureHeader header;
            const char *why = NULL;
            unsigned removed = 0;
            bool is_good = picture_read_header_bytes(bytes, &header, &why);
            xmlDoc *drawing = picture_clean_svg(bytes, &removed, &why);
            g_assert_true(!is_good || header.type != PICTURE_SVG || drawing != NULL);
            if (drawing != NULL) {
                xmlFreeDoc(drawing);
            }
        }
    }
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/images/svg/size", test_size);
    g_test_add_func("/images/svg/no-size", test_no_size);
    g_test_add_func("/images/svg/kept", test_kept);
    g_test_add_func("/images/svg/attacks", test_attacks);
    g_test_add_func("/images/svg/silent", test_silent);
    g_test_add_func("/images/svg/namespaces", test_namespaces);
    g_test_add_func("/images/svg/view", test_view);
    g_test_add_func("/images/svg/embedded", test_embedded);
    g_test_add_func("/images/svg/entities", test_entities);
    g_test_add_func("/images/svg/malformed", test_malformed);
    g_test_add_func("/images/svg/bounds", test_bounds);
    g_test_add_func("/images/svg/repeats", test_repeats);
    g_test_add_func("/images/svg/robust", test_robust);
    return g_test_run();
}
