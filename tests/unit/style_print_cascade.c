/* What print's styles come to: the cascade, inheritance, units, colours, pages. Numbers are worked
 * out by hand: 1 mm is 72000 / 25.4 = 2834.6457 millipoints. */
#include "style/print_style.h"

#include <glib.h>
#include <string.h>

static PrintStyle *read_good(const char *css) {
    PrintStyle *style = print_style_new();
    Report *report = report_new();
    print_style_add(style, css, strlen(css), "print.css", report);
    for (size_t i = 0; i < report_length(report); i++) {
        g_test_message("%s", report_get(report, i)->message);
    }
    g_assert_cmpuint(report_length(report), ==, 0);
    report_free(report);
    return style;
}

/* The indent of a p.lead.big in a div.box in the body, its first child, after an h2, in German. */
static Mpt indent(const char *css) {
    g_autoptr(PrintStyle) style = read_good(css);
    const StyleSubject body = {.element = "body", .lang = "de-AT"};
    const StyleSubject box = {.parent = &body, .element = "div", .classes = "box"};
    const StyleSubject lead = {.parent = &box,
                               .element = "p",
                               .classes = "lead big",
                               .is_first_child = true,
                               .previous = "h2"};
    const BoxStyle *around = print_style_of(style, NULL, &body, NULL);
    around = print_style_of(style, around, &box, NULL);
    return print_style_of(style, around, &lead, NULL)->indent_mpt;
}

static void test_selectors(void) {
    static const struct {
        const char *css;
        Mpt indent;
    } rows[] = {
        {"p { text-indent: 1pt }", 1000},
        {"* { text-indent: 1pt }", 1000},
        {"q, p { text-indent: 1pt }", 1000},
        {".lead { text-indent: 1pt }", 1000},
        {".big { text-indent: 1pt }", 1000},
        {".big.lead { text-indent: 1pt }", 1000},
        {".bi, .ead, .lea { text-indent: 1pt }", 0},
        {"p.small { text-indent: 1pt }", 0},
        {"body p { text-indent: 1pt }", 1000},
        {"body > p { text-indent: 1pt }", 0},
        {"body > div > p { text-indent: 1pt }", 1000},
        {"body > .box p { text-indent: 1pt }", 1000},
        {"h2 + p { text-indent: 1pt }", 1000},
        {"h3 + p { text-indent: 1pt }", 0},
        {".box h2 + p { text-indent: 1pt }", 1000},
        {".chest h2 + p { text-indent: 1pt }", 0},
        {"p:first-child { text-indent: 1pt }", 1000},
        {"p:last-child { text-indent: 1pt }", 0},
        {"p:lang(de) { text-indent: 1pt }", 1000},
        {"p:lang(de-AT) { text-indent: 1pt }", 1000},
        {"p:lang(d) { text-indent: 1pt }", 0},
        {"p:lang(fr) { text-indent: 1pt }", 0},
        {"p::before { text-indent: 1pt }", 0},
        /* the stronger holds, then the later */
        {"p { text-indent: 1pt } p { text-indent: 2pt }", 2000},
        {".lead { text-indent: 1pt } p { text-indent: 2pt }", 1000},
        {".lead.big { text-indent: 1pt } .box .lead { text-indent: 2pt }", 2000},
        {"p.lead { text-indent: 1pt } .lead { text-indent: 2pt }", 1000},
        {"body div p { text-indent: 1pt } .lead { text-indent: 2pt }", 2000},
        {"p:first-child { text-indent: 1pt } p { text-indent: 2pt }", 1000},
        {"q, .lead { text-indent: 1pt } p { text-indent: 2pt }", 1000},
        {"p { text-indent: 1pt; text-indent: 2pt }", 2000},
        /* the size first, wherever it stands */
        {"p { text-indent: 2em; font-size: 8pt }", 16000},
        {"p { text-indent: 2em } p { font-size: 8pt }", 16000},
        {"body { text-indent: 3pt }", 3000},
        {"div { text-indent: 3pt } body { text-indent: 4pt }", 3000},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_test_message("%s", rows[i].css);
        g_assert_cmpint(indent(rows[i].css), ==, rows[i].indent);
    }
}

static void test_inheritance(void) {
    g_autoptr(PrintStyle) style = read_good(
        "body { font-size: 10pt; line-height: 13.5pt; font-style: italic; hyphens: auto; widows: 3;"
        " margin-top: 7pt; text-align: justify; color: device-cmyk(0 1 1 0) }"
        "p { font-size: 80%; line-height: 1.5 } em { font-size: 1.5em; font-style: normal }");
    const StyleSubject body = {.element = "body"};
    const StyleSubject p = {.parent = &body, .element = "p"};
    const StyleSubject em = {.parent = &p, .element = "em"};
    const BoxStyle *root = print_style_of(style, NULL, &body, NULL);
    const BoxStyle *block = print_style_of(style, root, &p, NULL);
    const BoxStyle *inner = print_style_of(style, block, &em, NULL);
    g_assert_cmpint(print_style_grid_mpt(style), ==, 13500);
    g_assert_cmpint(block->text->size_mpt, ==, 8000);
    g_assert_cmpint(block->leading_mpt, ==, 12000);
    g_assert_true(block->text->is_italic);
    g_assert_true(block->hyphenates);
    g_assert_cmpuint(block->widows, ==, 3);
    g_assert_cmpint(block->align, ==, ALIGN_JUSTIFY);
    g_assert_cmpint(block->last_line, ==, ALIGN_START);
    g_assert_cmpint(block->margin_mpt[SIDE_TOP], ==, 0);
    g_assert_cmpint(block->display, ==, DISPLAY_AS_BLOCK);
    g_assert_cmpint(block->text->ink.kind, ==, INK_CMYK);
    g_assert_cmpint(inner->text->size_mpt, ==, 12000);
    g_assert_cmpint(inner->leading_mpt, ==, 12000); /* as it was computed around it */
    g_assert_false(inner->text->is_italic);
    g_assert_cmpint(inner->display, ==, DISPLAY_AS_INLINE);
}

static void test_one_pointer(void) {
    g_autoptr(PrintStyle) style =
        read_good("p { color: #123456; border-top: 1pt solid #123456 } q { color: #123456 }");
    const StyleSubject body = {.element = "body"};
    const StyleSubject p = {.parent = &body, .element = "p"};
    const StyleSubject other = {.parent = &body, .element = "p", .is_last_child = true};
    const StyleSubject q = {.parent = &body, .element = "q"};
    const BoxStyle *root = print_style_of(style, NULL, &body, NULL);
    const BoxStyle *one = print_style_of(style, root, &p, NULL);
    g_assert_true(one == print_style_of(style, root, &p, NULL));
    g_assert_true(one == print_style_of(style, root, &other, NULL));
    const BoxStyle *quoted = print_style_of(style, root, &q, NULL);
    g_assert_true(one != quoted);
    g_assert_true(one->text == quoted->text);
    TextStyle wanted = *one->text;
    wanted.weight = 700;
    const TextStyle *bold = print_style_text(style, &wanted);
    g_assert_true(bold != one->text);
    g_assert_true(bold == print_style_text(style, &wanted));
}

/* A theme's own sheet comes after that of the theme that it extends. */
static void test_two_sheets(void) {
    g_autoptr(PrintStyle) style = read_good("p { text-indent: 1pt; margin-top: 4pt }");
    g_autoptr(Report) report = report_new();
    static const char own[] = "p { text-indent: 2pt }";
    print_style_add(style, own, strlen(own), "own.css", report);
    const StyleSubject p = {.element = "p"};
    const BoxStyle *computed = print_style_of(style, NULL, &p, NULL);
    g_assert_cmpint(computed->indent_mpt, ==, 2000);
    g_assert_cmpint(computed->margin_mpt[SIDE_TOP], ==, 4000);
}

static void test_lengths(void) {
    static const struct {
        const char *value;
        Mpt length;
    } rows[] = {
        {"0", 0},        {"12pt", 12000}, {"1mm", 2835},   {"10mm", 28346},  {"1cm", 28346},
        {"1in", 72000},  {"1pc", 12000},  {"4px", 3000},   {"1.5em", 15000}, {"-2pt", -2000},
        {"0.25pt", 250}, {"5MM", 14173},  {"0.0004pt", 0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *css = g_strdup_printf("p { text-indent: %s }", rows[i].value);
        g_test_message("%s", css);
        g_assert_cmpint(indent(css), ==, rows[i].length);
    }
    g_assert_cmpint(mpt_from_mm(148), ==, 419528);
}

static Ink ink_of(const char *value) {
    g_autofree char *css = g_strdup_printf("p { color: %s }", value);
    g_autoptr(PrintStyle) style = read_good(css);
    const StyleSubject p = {.element = "p"};
    Ink ink = print_style_of(style, NULL, &p, NULL)->text->ink;
    return ink;
}

static void test_colours(void) {
    static const struct {
        const char *value;
        InkKind kind;
        uint16_t parts[4];
    } rows[] = {
        {"black", INK_GREY, {1000}},
        {"white", INK_GREY, {0}},
        {"#000", INK_GREY, {1000}},
        {"#ffffff", INK_GREY, {0}},
        {"#333333", INK_GREY, {800}}, /* 0x33 is a fifth of the light */
        {"grey(0.4)", INK_GREY, {600}},
        {"gray(40%)", INK_GREY, {600}},
        {"rgb(51, 51, 51)", INK_GREY, {800}},
        {"rgb(255 0 51)", INK_RGB, {1000, 0, 200}},
        {"#F03", INK_RGB, {1000, 0, 200}},
        {"rgb(100%, 0%, 20%)", INK_RGB, {1000, 0, 200}},
        {"cmyk(0, 0.5, 1, 0.25)", INK_CMYK, {0, 500, 1000, 250}},
        {"device-cmyk(0% 50% 100% 25%)", INK_CMYK, {0, 500, 1000, 250}},
        {"transparent", INK_NONE, {0}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Ink ink = ink_of(rows[i].value);
        g_test_message("%s", rows[i].value);
        g_assert_cmpint(ink.kind, ==, rows[i].kind);
        g_assert_cmpmem(ink.parts, sizeof ink.parts, rows[i].parts, sizeof rows[i].parts);
    }
}

static void test_spot(void) {
    g_autoptr(PrintStyle) style = read_good("p { color: spot(\"Red 032\", 0.5, 0, 0.9, 0.86, 0) }");
    const StyleSubject p = {.element = "p"};
    const Ink *ink = &print_style_of(style, NULL, &p, NULL)->text->ink;
    static const uint16_t alternate[4] = {0, 900, 860, 0};
    g_assert_cmpint(ink->kind, ==, INK_SPOT);
    g_assert_cmpstr(ink->spot, ==, "Red 032");
    g_assert_cmpuint(ink->parts[0], ==, 500);
    g_assert_cmpmem(ink->alternate, sizeof ink->alternate, alternate, sizeof alternate);
}

static void test_text(void) {
    g_autoptr(PrintStyle) style = read_good(
        "p { font-family: Linux Biolinum O, \"Noto \\53 erif\"; font-variant-caps: all-small-caps;"
        " font-weight: bold; letter-spacing: 0.1em; font-variant-numeric: oldstyle-nums "
        "tabular-nums;"
        " font-variant-ligatures: none; text-decoration: underline }"
        "p::first-letter { initial-letter: 3; font-weight: 400 }"
        "p::after { content: \" \" \"\\25A0\" } p.plain::after { content: none }"
        "li { list-style-type: decimal }");
    const StyleSubject p = {.element = "p"};
    const StyleSubject plain = {.element = "p", .classes = "plain"};
    const StyleSubject li = {.element = "li"};
    const BoxStyle *box = print_style_of(style, NULL, &p, NULL);
    const TextStyle *text = box->text;
    g_assert_cmpstr(text->families[0], ==, "Linux Biolinum O");
    g_assert_cmpstr(text->families[1], ==, "Noto Serif");
    g_assert_null(text->families[2]);
    g_assert_cmpint(text->caps, ==, CAPS_ALL_SMALL);
    g_assert_cmpuint(text->weight, ==, 700);
    g_assert_cmpint(text->letter_space_mpt, ==, 1000);
    g_assert_cmpint(text->figures, ==, FIGURES_OLD_STYLE);
    g_assert_true(text->figures_are_tabular);
    g_assert_false(text->has_ligatures);
    g_assert_true(text->is_underlined);
    const BoxStyle *letter = print_style_of(style, box, &p, "first-letter");
    g_assert_cmpuint(letter->initial_lines, ==, 3);
    g_assert_cmpuint(letter->text->weight, ==, 400);
    g_assert_cmpint(letter->text->caps, ==, CAPS_ALL_SMALL);
    g_assert_cmpstr(print_style_of(style, box, &p, "after")->content, ==, " \u25A0");
    g_assert_null(print_style_of(style, box, &p, "before")->content);
    g_assert_null(print_style_of(style, box, &plain, "after")->content);
    g_assert_cmpstr(print_style_of(style, NULL, &li, NULL)->list_marker, ==, "decimal");
}

static void test_most_lines(void) {
    g_autoptr(PrintStyle) style = read_good("p { max-lines: 2 } .lead { max-lines: none }");
    const StyleSubject plain = {.element = "p"};
    const StyleSubject lead = {.element = "p", .classes = "lead"};
    const StyleSubject inside = {.parent = &plain, .element = "em"};
    const BoxStyle *box = print_style_of(style, NULL, &plain, NULL);
    g_assert_cmpuint(box->most_lines, ==, 2);
    g_assert_cmpuint(print_style_of(style, NULL, &lead, NULL)->most_lines, ==, 0);
    g_assert_cmpuint(print_style_of(style, box, &inside, NULL)->most_lines, ==, 0);
}

static void test_boxes(void) {
    g_autoptr(PrintStyle) style = read_good(
        "aside { margin: 1pt 2pt 3pt 4pt; padding: 5pt 6pt; border: 0.5pt solid black;"
        " border-bottom: 3pt double #f00; break-before: right; break-after: avoid; float: bottom;"
        " width: 60%; page: opening; column-span: all; background-color: grey(90%) }");
    const StyleSubject aside = {.element = "aside"};
    const BoxStyle *box = print_style_of(style, NULL, &aside, NULL);
    static const Mpt margins[SIDE_COUNT] = {1000, 2000, 3000, 4000};
    static const Mpt paddings[SIDE_COUNT] = {5000, 6000, 5000, 6000};
    g_assert_cmpmem(box->margin_mpt, sizeof box->margin_mpt, margins, sizeof margins);
    g_assert_cmpmem(box->padding_mpt, sizeof box->padding_mpt, paddings, sizeof paddings);
    g_assert_cmpint(box->border[SIDE_START].width_mpt, ==, 500);
    g_assert_cmpint(box->border[SIDE_BOTTOM].width_mpt, ==, 3000);
    g_assert_true(box->border[SIDE_BOTTOM].is_double);
    g_assert_cmpint(box->border[SIDE_BOTTOM].ink.kind, ==, INK_RGB);
    g_assert_cmpint(box->break_before, ==, BREAK_RIGHT);
    g_assert_cmpint(box->break_after, ==, BREAK_AVOID);
    g_assert_cmpint(box->page_float, ==, FLOAT_BOTTOM);
    g_assert_cmpuint(box->width_permille, ==, 600);
    g_assert_cmpstr(box->page_name, ==, "opening");
    g_assert_true(box->spans_columns);
    g_assert_cmpuint(box->background.parts[0], ==, 100);
}

static void assert_margin_box(const PageStyle *page, MarginBox which, const char *expected) {
    g_autoptr(GString) all = g_string_new(NULL);
    for (size_t i = 0; i < page->margin[which].count; i++) {
        const ContentPiece *piece = &page->margin[which].pieces[i];
        g_string_append_printf(all, "%s%s",
                               piece->kind == PIECE_FOLIO    ? "#"
                               : piece->kind == PIECE_STRING ? "$"
                                                             : "",
                               piece->text != NULL ? piece->text : "");
    }
    g_assert_cmpstr(all->str, ==, expected);
}

static void test_pages(void) {
    g_autoptr(PrintStyle) style =
        read_good("body { font-size: 10pt; color: cmyk(0,1,1,0) }"
                  "@page { size: 280mm 400mm; margin: 20mm 15mm 18mm; columns: 4; column-gap: 5mm;"
                  " column-rule: 0.25pt solid black; border-top: 1pt solid black;"
                  " @bottom-center { content: \"\\2013 \" counter(page); font-size: 9pt } }"
                  "@page :first { columns: 1; @bottom-center { content: none } }"
                  "@page :left { margin-left: 30mm; @top-left { content: string(article) } }"
                  "@page front { columns: 3; margin-left: 40mm }");
    const PageStyle *right = print_style_page(style, NULL, PAGE_RIGHT, false);
    const PageStyle *left = print_style_page(style, NULL, PAGE_LEFT, false);
    const PageStyle *first = print_style_page(style, NULL, PAGE_LEFT, true);
    const PageStyle *front = print_style_page(style, "front", PAGE_LEFT, true);
    g_assert_cmpint(right->width_mpt, ==, 793701);
    g_assert_cmpint(right->height_mpt, ==, 1133858);
    g_assert_cmpint(right->margin_top_mpt, ==, 56693);
    g_assert_cmpint(right->margin_left_mpt, ==, 42520);
    g_assert_cmpint(right->margin_right_mpt, ==, 42520);
    g_assert_cmpint(right->margin_bottom_mpt, ==, 51024);
    g_assert_cmpuint(right->columns, ==, 4);
    g_assert_cmpint(right->column_rule.width_mpt, ==, 250);
    g_assert_cmpint(right->head_rule.width_mpt, ==, 1000);
    assert_margin_box(right, MARGIN_BOTTOM_CENTRE, "\u2013#");
    assert_margin_box(right, MARGIN_TOP_LEFT, "");
    const BoxStyle *folio = right->margin[MARGIN_BOTTOM_CENTRE].style;
    g_assert_cmpint(folio->text->size_mpt, ==, 9000);
    g_assert_cmpint(folio->text->ink.kind, ==, INK_CMYK);
    g_assert_cmpint(folio->align, ==, ALIGN_CENTRE);
    g_assert_cmpint(left->margin_left_mpt, ==, 85039);
    g_assert_cmpint(left->margin_right_mpt, ==, 42520);
    assert_margin_box(left, MARGIN_TOP_LEFT, "$article");
    g_assert_cmpuint(first->columns, ==, 1);
    assert_margin_box(first, MARGIN_BOTTOM_CENTRE, "");
    g_assert_cmpint(front->margin_left_mpt, ==, 113386); /* a name is stronger than a side */
    g_assert_cmpuint(front->columns, ==, 3);             /* and than :first */
    g_assert_true(left == print_style_page(style, NULL, PAGE_LEFT, false));
}

static void test_nothing_said(void) {
    g_autoptr(PrintStyle) style = print_style_new();
    const PageStyle *page = print_style_page(style, "any", PAGE_RIGHT, false);
    g_assert_cmpint(page->width_mpt, ==, mpt_from_mm(148));
    g_assert_cmpint(page->height_mpt, ==, mpt_from_mm(210));
    g_assert_cmpuint(page->columns, ==, 1);
    g_assert_cmpint(print_style_grid_mpt(style), ==, 12000);
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/print/selectors", test_selectors);
    g_test_add_func("/style/print/inheritance", test_inheritance);
    g_test_add_func("/style/print/one-pointer", test_one_pointer);
    g_test_add_func("/style/print/two-sheets", test_two_sheets);
    g_test_add_func("/style/print/lengths", test_lengths);
    g_test_add_func("/style/print/colours", test_colours);
    g_test_add_func("/style/print/spot", test_spot);
    g_test_add_func("/style/print/text", test_text);
    g_test_add_func("/style/print/most-lines", test_most_lines);
    g_test_add_func("/style/print/boxes", test_boxes);
    g_test_add_func("/style/print/pages", test_pages);
    g_test_add_func("/style/print/nothing-said", test_nothing_said);
    return g_test_run();
}
