/* Reading a print.css: what is passed over is said at its place, and the rest still holds; and
 * sheets that were written to hurt. */
#include "base/limits.h"
#include "style/print_style.h"

#include <glib.h>
#include <string.h>

static PrintStyle *read_sheet(const char *css, Report *report) {
    PrintStyle *style = print_style_new();
    g_autofree char *exact = g_memdup2(css, strlen(css)); /* without a NUL behind it */
    print_style_add(style, exact, strlen(css), "print.css", report);
    return style;
}

static void assert_told(const char *css, const char *expected) {
    g_autoptr(Report) report = report_new();
    g_autoptr(PrintStyle) style = read_sheet(css, report);
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *each = report_get(report, i);
        g_assert_cmpint(each->code, ==, DIAGNOSTIC_PRINT_CSS_UNKNOWN);
        g_assert_cmpstr(each->place.file, ==, "print.css");
        g_assert_nonnull(each->hint);
        g_string_append_printf(all, "%s%u:%u %s", i > 0 ? "\n" : "", each->place.line,
                               each->place.column, each->message);
    }
    g_test_message("%s", css);
    g_assert_cmpstr(all->str, ==, expected);
}

static void test_known(void) {
    static const char *const rows[] = {
        "",
        "/* nothing */",
        "p { color: black; }",
        "p{color:black}",
        "P, .a.b, p.a > em, h2 + p, li:first-child, li:last-child, :lang(fr) q { margin: 0 }",
        "p::first-letter { initial-letter: 3 } li::marker { content: \"x\" }",
        "@page { size: A5; margin: 10mm 12mm; marks: crop cross; bleed: 3mm; columns: 4 }",
        "@page cover:first:left { @bottom-center { content: \"- \" counter(page) } }",
        "@page { size: letter landscape; column-rule: 0.25pt solid #999999 }",
        "p { font-family: Vollkorn, \"Noto Serif\", Linux Biolinum O; font-size: 3.5mm }",
        "p { color: device-cmyk(0 100% 80% 0); background-color: spot(\"Red 032\", 0.2, 0, 1, 1, "
        "0) "
        "}",
        "figure { float: top-bottom; width: 60%; column-span: all; break-inside: avoid }",
        "td { font-variant-numeric: lining-nums tabular-nums }",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i], "");
    }
}

#define SAYS "print does not know "
#define PASSED "; it is passed over"

static void test_unknown(void) {
    static const struct {
        const char *css, *told;
    } rows[] = {
        {"p { display: flex }", "1:14 " SAYS "the value \"flex\" of display" PASSED},
        {"p {\n  flex: 1 1;\n}", "2:3 " SAYS "the property \"flex\"" PASSED},
        {"p { color: red green }", "1:12 " SAYS "the value \"red green\" of color" PASSED},
        {"p { color: }", "1:5 " SAYS "the value \"\" of color" PASSED},
        {"p { color }", "1:5 " SAYS "the declaration \"color\"" PASSED},
        {"p { margin: 10 }", "1:13 " SAYS "the value \"10\" of margin" PASSED},
        {"p { font-size: 0 }", "1:16 " SAYS "the value \"0\" of font-size" PASSED},
        {"p { color: black !important }",
         "1:12 " SAYS "the value \"black !important\" of color" PASSED},
        {"p { --ink: black }", "1:5 " SAYS "the property \"--ink\"" PASSED},
        {"@import \"more.css\";", "1:1 " SAYS "the rule \"@import\"" PASSED},
        {"@media print { p { margin: 0 } } p { flex: 1 }",
         "1:1 " SAYS "the rule \"@media\"" PASSED "\n1:38 " SAYS "the property \"flex\"" PASSED},
        {"a:hover { margin: 0 }", "1:1 " SAYS "the selector \"a:hover\"" PASSED},
        {"p ~ p { margin: 0 }", "1:1 " SAYS "the selector \"p ~ p\"" PASSED},
        {"h2.big + p { margin: 0 }", "1:1 " SAYS "the selector \"h2.big + p\"" PASSED},
        {"[lang] { margin: 0 }", "1:1 " SAYS "the selector \"[lang]\"" PASSED},
        {"@page :blank { margin: 0 }", "1:1 " SAYS "the rule \"@page :blank\"" PASSED},
        {"@page { @left-top { content: \"x\" } }", "1:9 " SAYS "the rule \"@left-top\"" PASSED},
        {"@page { columns: 5 }", "1:18 " SAYS "the value \"5\" of columns" PASSED},
        {"@page { margin: -1mm }", "1:17 " SAYS "the value \"-1mm\" of margin" PASSED},
        {"@page { @top-left { content: string(pope) } }",
         "1:30 " SAYS "the value \"string(pope)\" of content" PASSED},
        /* once for all of one kind, but for each value */
        {"p { flex: 1 } q { flex: 2 } b { display: flex } i { display: grid }",
         "1:5 " SAYS "the property \"flex\"" PASSED "\n1:42 " SAYS
         "the value \"flex\" of display" PASSED "\n1:62 " SAYS
         "the value \"grid\" of display" PASSED},
        /* cut where a character ends: 58 letters and one of three bytes */
        {".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:\u2603\u2603 { margin: 0 }",
         "1:1 " SAYS "the selector "
         "\".aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa:\"" PASSED},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_told(rows[i].css, rows[i].told);
    }
}

static void test_hints(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(PrintStyle) style =
        read_sheet("body { columns: 2 } @page { line-height: 12pt } p { flex: 1 }", report);
    g_assert_cmpuint(report_length(report), ==, 3);
    g_assert_cmpstr(report_get(report, 0)->hint, ==, "write it inside @page { }");
    g_assert_cmpstr(report_get(report, 1)->hint, ==,
                    "write it of body or of another element, not inside @page");
    g_assert_cmpstr(report_get(report, 2)->hint, ==,
                    "docs/print-css.md lists what print.css may say");
}

/* What is around a mistake holds. */
static void test_goes_on(void) {
    static const char *const rows[] = {
        "p { flex: 1; text-indent: 5pt }",
        "p { text-indent: 5pt; color }",
        "p { text-indent: 5pt; text-indent: wide }",
        "} p { text-indent: 5pt }",
        "<!-- p { text-indent: 5pt } -->",
        "a:hover { flex: 1 } p { text-indent: 5pt }",
        "@media print { p { text-indent: 9pt } } p { text-indent: 5pt }",
        "@import 'x'; p { text-indent: 5pt",
        "p { text-indent: 5pt; font-family: \"never closed",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Report) report = report_new();
        g_autoptr(PrintStyle) style = read_sheet(rows[i], report);
        const StyleSubject subject = {.element = "p"};
        g_test_message("%s", rows[i]);
        g_assert_cmpint(print_style_of(style, NULL, &subject, NULL)->indent_mpt, ==, 5000);
    }
}

static char *repeat(const char *piece, size_t size_bytes) {
    GString *text = g_string_sized_new(size_bytes + 64);
    while (text->len < size_bytes) {
        g_string_append(text, piece);
    }
    return g_string_free(text, FALSE);
}

/* A megabyte each; the time that they take is told by the test's own limit. */
static void test_hostile(void) {
    static const char *const pieces[] = {
        "{",           "}",         "p{",
        "@page{",      "@x{",       "p{@top-left{",
        "a,",          "a ",        "a>",
        ":",           "\"",        "\\",
        "p{color:",    "p{x:1}",    "p{margin:1pt}",
        "@page:left{", "@:",        "p{color:#fff;",
        "(",           "rgb(",      "/*",
        "url(",        ";",         "p::before{content:\"a\"}",
        "@top-left",   "\xC3\xA9:", "a a a a a a b{margin:0}",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *css = repeat(pieces[i], 1024 * 1024);
        g_autoptr(Report) report = report_new();
        g_autoptr(PrintStyle) style = read_sheet(css, report);
        const StyleSubject subject = {.element = "p"};
        g_assert_nonnull(print_style_of(style, NULL, &subject, NULL));
        g_assert_nonnull(print_style_page(style, NULL, PAGE_LEFT, false));
        g_assert_cmpuint(report_length(report), <=, LIMIT_DIAGNOSTICS_PER_CODE + 1);
    }
}

/* A selector that fits a deep nest in very many ways, and then does not. */
static void test_deep(void) {
    g_autoptr(Report) report = report_new();
    g_autoptr(PrintStyle) style =
        read_sheet(".never a a a a a a a a a a a a a a { margin-top: 1pt }", report);
    StyleSubject nest[200] = {{.element = "a"}};
    for (size_t i = 1; i < G_N_ELEMENTS(nest); i++) {
        nest[i] = (StyleSubject){.parent = &nest[i - 1], .element = "a"};
    }
    const StyleSubject *inmost = &nest[G_N_ELEMENTS(nest) - 1];
    g_assert_cmpint(print_style_of(style, NULL, inmost, NULL)->margin_mpt[SIDE_TOP], ==, 0);
    g_assert_cmpuint(report_length(report), ==, 0);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/print-sheet/known", test_known);
    g_test_add_func("/style/print-sheet/unknown", test_unknown);
    g_test_add_func("/style/print-sheet/hints", test_hints);
    g_test_add_func("/style/print-sheet/goes-on", test_goes_on);
    g_test_add_func("/style/print-sheet/hostile", test_hostile);
    g_test_add_func("/style/print-sheet/deep", test_deep);
    return g_test_run();
}
