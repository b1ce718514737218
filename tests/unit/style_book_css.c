/* The closed list of what e-readers survive: what passes, what does not, where it is and what is
 * said about it; and that every theme here keeps to it. */
#include "style/book_css.h"
#include "style/book_css_list.h"

#include <glib.h>
#include <string.h>

static Report *check(const char *css) {
    Report *report = report_new();
    g_autofree char *exact = g_memdup2(css, strlen(css)); /* without a NUL behind it */
    book_css_check(exact, strlen(css), "book.css", report);
    return report;
}

static char *told(const Report *report) {
    GString *all = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_assert_cmpint(each->code, ==, DIAGNOSTIC_CSS_UNSAFE);
        g_assert_cmpstr(each->place.file, ==, "book.css");
        g_assert_nonnull(each->hint);
        g_assert_true(g_str_has_suffix(each->message, " is not safe on every e-reader"));
        g_string_append_printf(
            all, "%s%u:%u %.*s", i > 0 ? "; " : "", each->place.line, each->place.column,
            (int)(strlen(each->message) - strlen(" is not safe on every e-reader")), each->message);
    }
    return g_string_free(all, FALSE);
}

static void assert_told(const char *css, const char *expected) {
    Report *report = check(css);
    g_autofree char *all = told(report);
    g_test_message("%s", css);
    g_assert_cmpstr(all, ==, expected);
    report_free(report);
}

static void test_safe(void) {
    static const char *const rows[] = {
        "",
        "/* a theme == by hand == */",
        "p.lead, h2 { margin-top: 1em; margin-bottom: 0; text-indent: 0 }",
        "P.Lead{FONT-SIZE:1.2EM}",
        ".a .b em{font-style:italic;;}",
        "a:link, a:visited { color: inherit; text-decoration: none }",
        "blockquote { margin-left: 5%; margin-right: auto; padding-left: 1em }",
        "hr { border: 0; border-top: 1px solid #999; width: 30% }",
        "td { border-bottom: thin dotted; border-left: #aaa solid 2px }",
        "body { font-family: \"Old Standard\", Noto Serif, serif }",
        "img { max-width: 100%; height: auto }",
        "img.a, img { max-width: 100% }",
        ".opener { page-break-before: always }",
        "h2.x { page-break-after: avoid; page-break-inside: avoid }",
        ".kicker { color: #c8102e; letter-spacing: 0.05em; text-transform: uppercase }",
        "sup { line-height: 0; vertical-align: super; font-size: 70% }",
        "p { text-indent: 1.5em; orphans: 2; widows: 2; text-align: justify }",
        ".hanging { text-indent: -1.5em }",
        "span.smallcaps, div.verse { font-variant: small-caps }",
        "@font-face { font-family: \"Mine\"; src: url(\"fonts/mine-1.otf\"); font-weight: bold }",
        "@font-face{font-family:Mine Too;src:url(fonts/mine.woff2)}",
        "p { }",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i], "");
    }
}

static void test_values(void) {
    static const struct {
        const char *css;
        const char *told;
    } rows[] = {
        {"p {\n  display: flex;\n}", "2:12 the value \"flex\" of display"},
        {"h2{margin-top:3em}", "1:15 the value \"3em\" of margin-top"},
        {"h2{margin-top:-1em}", "1:15 the value \"-1em\" of margin-top"},
        {"h2{margin-top:16px}", "1:15 the value \"16px\" of margin-top"},
        {"h2{margin-left:1em}", "1:16 the value \"1em\" of margin-left"},
        {"h2{margin-left:-5%}", "1:16 the value \"-5%\" of margin-left"},
        {"h2{margin-top:0.5em 1em}", "1:21 the value \"1em\" of margin-top"},
        {"h2{width:calc(100% - (1em + 2px))}",
         "1:10 the value \"calc(100% - (1em + 2px))\" of width"},
        {"h2{width:min(3em,4em)", "1:10 the value \"min(3em,4em)\" of width; "
                                  "1:3 the block \"{\" that is never closed"},
        {"h2{color:var(--ink)}", "1:10 the value \"var(--ink)\" of color"},
        {"h2{text-align:start}", "1:15 the value \"start\" of text-align"},
        {"h2{font-size:14pt}", "1:14 the value \"14pt\" of font-size"},
        {"h2{font-size:1rem}", "1:14 the value \"1rem\" of font-size"},
        {"h2{font-size:1.2e0em}", "1:14 the escape \"1.2e0em\" of font-size"},
        {"h2{font-size:0}", "1:14 the value \"0\" of font-size"},
        {"h2{line-height:0.5}", "1:16 the value \"0.5\" of line-height"},
        {"h2{widows:2.0}", "1:11 the value \"2.0\" of widows"},
        {"h2{border-top:solid dotted}", "1:21 the value \"dotted\" of border-top"},
        {"h2{border-top:1px 2px}", "1:19 the value \"2px\" of border-top"},
        {"h2{border-top:1px solid red}", "1:25 the value \"red\" of border-top"},
        {"h2{border-top:9px}", "1:15 the value \"9px\" of border-top"},
        {"h2{font-family:serif,}", "1:21 the value \",\" of font-family"},
        {"h2{font-family:,serif}", "1:16 the value \",\" of font-family"},
        {"h2{font-family:a 1px}", "1:18 the value \"1px\" of font-family"},
        {"h2{page-break-before:left}", "1:22 the value \"left\" of page-break-before"},
        {"h2{float:inline-start}", "1:10 the value \"inline-start\" of float"},
        {"h2{font-style:italic!important}", "1:21 the mark \"!important\" of font-style"},
        {"h2{font-style:it\\61lic}", "1:15 the escape \"it\\61lic\" of font-style"},
        {"img{max-width:50%}", "1:15 the value \"50%\" of max-width"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i].css, rows[i].told);
    }
}

/* Contrast by WCAG, worked out with another program: #666 5.74 on white and 3.66 on black; #767676
 * 4.54 and 4.62; #777 4.48 and 4.69; #595959 7.00 and 3.00; #555 7.46 and 2.82. */
static void test_colours(void) {
    static const char *const readable[] = {"#666", "#767676", "#5A5A5A", "#cc0000", "#0066CC"};
    static const char *const unreadable[] = {"#000",     "#fff",    "#777",       "#555",
                                             "#900",     "#ffff00", "#1234",      "#66g",
                                             "#6666666", "black",   "rgb(9,9,9)", "transparent"};
    for (size_t i = 0; i < G_N_ELEMENTS(readable); i++) {
        g_autofree char *css = g_strdup_printf(".a{color:%s}", readable[i]);
        assert_told(css, "");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(unreadable); i++) {
        g_autofree char *css = g_strdup_printf(".a{color:%s}", unreadable[i]);
        g_autofree char *expected =
            g_strdup_printf("1:10 the value \"%s\" of color", unreadable[i]);
        assert_told(css, expected);
    }
    assert_told("hr{border-top:1px solid #ccc}", "");
    assert_told("hr{border-top:1px solid #fff}", "1:25 the value \"#fff\" of border-top");
    assert_told("hr{border-top:1px solid #000}", "1:25 the value \"#000\" of border-top");
}

static void test_properties(void) {
    static const struct {
        const char *css;
        const char *told;
    } rows[] = {
        {"p.a{position:absolute;margin:0}",
         "1:5 the property \"position\"; 1:23 the property \"margin\""},
        {"p.a{--ink:red}", "1:5 the property \"--ink\""},
        {"p.a{-webkit-hyphens:none}", "1:5 the property \"-webkit-hyphens\""},
        {"p.a{text-rendering:optimizeLegibility}", "1:5 the property \"text-rendering\""},
        {"p.a{max-width:100%}", "1:5 the property \"max-width\" on anything but img"},
        {"img,p.a{max-width:100%}", "1:9 the property \"max-width\" on anything but img"},
        {"html{color:#666}", "1:6 the property \"color\" in a rule for html"},
        {"h2, P{line-height:1.4}", "1:7 the property \"line-height\" in a rule for p"},
        {"article p{font-size:1.1em}", "1:11 the property \"font-size\" in a rule for p"},
        {"body{font-size:100%}", "1:6 the property \"font-size\" in a rule for body"},
        {"body.cover{font-size:1.1em}", ""},
        {"span{font-style:italic}", "1:6 the property \"font-style\" in a rule for span"},
        {".a div{float:left}", "1:8 the property \"float\" in a rule for div"},
        {"aside h2{page-break-after:avoid}",
         "1:10 the property \"page-break-after\" after several names"},
        {".a.b{page-break-after:avoid}",
         "1:6 the property \"page-break-after\" after several names"},
        {"p.a{background:#eee}", "1:5 the property \"background\""},
        {"p.a{colour:#666}", "1:5 the property \"colour\""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i].css, rows[i].told);
    }
}

static void test_selectors(void) {
    static const struct {
        const char *css;
        const char *told;
    } rows[] = {
        {"ul > li{float:left}", "1:4 the sign \">\" in a selector"},
        {"p+p{float:left}", "1:2 the sign \"+\" in a selector"},
        {"p ~ p{float:left}", "1:3 the sign \"~\" in a selector"},
        {"*{float:left}", "1:1 the sign \"*\" in a selector"},
        {"#a{float:left}", "1:1 the sign \"#a\" in a selector"},
        {"[dir=rtl] p{float:left}", "1:1 the sign \"[\" in a selector"},
        {"a[href^='x'] b, i>b{float:left}",
         "1:2 the sign \"[\" in a selector; 1:18 the sign \">\" in a selector"},
        {"p:first-child{float:left}", "1:2 the sign \":\" in a selector"},
        {"p::before{float:left}", "1:2 the sign \":\" in a selector"},
        {"p:not(.a){float:left}", "1:2 the sign \":\" in a selector"},
        {"epub|a{float:left}", "1:5 the sign \"|\" in a selector"},
        {"p,{float:left}", "1:3 \"{\" where a selector should be"},
        {"{float:left}", "1:1 \"{\" where a selector should be"},
        {"p . a{float:left}", "1:3 the sign \".\" in a selector"},
        {".a p.1{float:left}", "1:5 the sign \".1\" in a selector"},
        {"p\\2e a{float:left}", "1:1 the sign \"p\\2e a\" in a selector"},
        {"} p{float:left}", "1:1 the sign \"}\" in a selector"},
        {"<!-- p{float:left} -->",
         "1:1 the sign \"<!--\" in a selector; 1:20 the sign \"-->\" in a selector"},
        {".عنوان{float:left}", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i].css, rows[i].told);
    }
}

static void test_rules(void) {
    static const struct {
        const char *css;
        const char *told;
    } rows[] = {
        {"@charset \"utf-8\";p{float:left}", "1:1 the rule \"@charset\""},
        {"@import url(a.css);", "1:1 the rule \"@import\""},
        {"@media print{p{color:#000}}p.a{color:#000}",
         "1:1 the rule \"@media\"; 1:38 the value \"#000\" of color"},
        {"@page{margin:0}", "1:1 the rule \"@page\""},
        {"@namespace epub 'http://www.idpf.org/2007/ops';", "1:1 the rule \"@namespace\""},
        {"@MEDIA print", "1:1 the rule \"@MEDIA\""},
        {"@media{a{b", "1:1 the rule \"@media\"; 1:7 the block \"{\" that is never closed"},
        {"@font-face{src:url(https://example.org/a.otf)}",
         "1:16 the value \"url(https://example.org/a.otf)\" of src"},
        {"@font-face{src:url('../a.otf')}", "1:16 the value \"url('../a.otf')\" of src"},
        {"@font-face{src:url(fonts/..)}", "1:16 the value \"url(fonts/..)\" of src"},
        {"@font-face{src:url(fonts/a/b.otf)}", "1:16 the value \"url(fonts/a/b.otf)\" of src"},
        {"@font-face{src:local(a)}", "1:16 the value \"local(a)\" of src"},
        {"@font-face{src:url(fonts/a.otf) format('opentype')}",
         "1:33 the value \"format('opentype')\" of src"},
        {"@font-face{unicode-range:U+26}", "1:12 the property \"unicode-range\" in @font-face"},
        {"p{color}", "1:3 the text \"color\" where a declaration should be"},
        {"p{color:}", "1:3 the text \"color\" where a declaration should be"},
        {"p{*zoom:1}", "1:3 the text \"*zoom:1\" where a declaration should be"},
        {"p{a{b:c}float:left}", "1:3 the text \"a{\" where a declaration should be"},
        {"p{float:left", "1:2 the block \"{\" that is never closed"},
        {"/* a -- b */p{float:left}", "1:1 -- in a comment"},
        {"p{/* a --*/float:left}", "1:3 -- in a comment"},
        {"p{float:left}/* a", "1:14 a comment that is never closed"},
        {"p{font-family:\"a\n;float:left}", "1:15 the value \"\"a\" of font-family"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i].css, rows[i].told);
    }
}

static void test_hints(void) {
    Report *report = check("p.a{colour:#666}");
    g_assert_cmpstr(report_get(report, 0)->hint, ==, "did you mean color?");
    report_free(report);
    report = check("p.a{position:static}");
    g_assert_true(g_str_has_prefix(report_get(report, 0)->hint, "leave it out: Kindle"));
    report_free(report);
}

/* Every row of the list can be found, and its own values are made of what the list knows. */
static void test_list(void) {
    g_assert_nonnull(book_css_property("FONT-size"));
    g_assert_null(book_css_property("src"));
    g_assert_nonnull(book_css_descriptor("src"));
    g_assert_true(book_css_has_subject("body"));
    g_assert_false(book_css_has_subject(""));
    g_assert_true(book_css_list_has("a bc d", "bc", 2));
    g_assert_false(book_css_list_has("a bc d", "b", 1));
}

/* The themes that come with Galley. */
static void test_themes(void) {
    const char *source = g_getenv("GALLEY_SOURCE");
    g_assert_nonnull(source);
    g_autofree char *styles = g_build_filename(source, "styles", NULL);
    g_autoptr(GDir) directory = g_dir_open(styles, 0, NULL);
    g_assert_nonnull(directory);
    unsigned count = 0;
    for (const char *name; (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *file = g_build_filename(styles, name, "book.css", NULL);
        g_autofree char *css = NULL;
        gsize length = 0;
        if (g_file_get_contents(file, &css, &length, NULL)) {
            Report *report = report_new();
            book_css_check(css, length, "book.css", report);
            g_autofree char *all = told(report);
            g_assert_cmpstr(all, ==, "");
            report_free(report);
            count++;
        }
    }
    g_assert_cmpuint(count, >, 0);
}

/* A sheet of a megabyte made of the worst that can be said is read once, not again and again. */
static void test_large(void) {
    GString *css = g_string_new(NULL);
    while (css->len < 1048576) {
        g_string_append(css, "a,p{b:url(x);;}@x{/*--*/{");
    }
    Report *report = check(css->str);
    g_assert_cmpuint(report_length(report), >, 0);
    g_assert_cmpuint(report_length(report), <=, 200);
    report_free(report);
    g_string_free(css, TRUE);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/book-css/safe", test_safe);
    g_test_add_func("/style/book-css/values", test_values);
    g_test_add_func("/style/book-css/colours", test_colours);
    g_test_add_func("/style/book-css/properties", test_properties);
    g_test_add_func("/style/book-css/selectors", test_selectors);
    g_test_add_func("/style/book-css/rules", test_rules);
    g_test_add_func("/style/book-css/hints", test_hints);
    g_test_add_func("/style/book-css/list", test_list);
    g_test_add_func("/style/book-css/themes", test_themes);
    g_test_add_func("/style/book-css/large", test_large);
    return g_test_run();
}
