/* Lowering: an article's blocks as slugs of whole steps, where a column may end, what belongs to
 * which slug, and what happens to what is too long, too wide or too deep. The grid is 12 points,
 * the measure 288. */
#include "print_lower_fixture.h"

/* So many words of so many letters, which break lines wherever they like. */
static char *words(unsigned count) {
    GString *out = g_string_new("<p>");
    for (unsigned i = 0; i < count; i++) {
        g_string_append(out, "stone ");
    }
    g_string_append(out, "</p>");
    return g_string_free(out, FALSE);
}

static void assert_slugs(const char *css, const char *markup, const char *want) {
    Fixture fixture = fixture_of("en", css, markup);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, want);
    g_assert_cmpuint(report_count(fixture.report, LEVEL_WARNING), ==, 0);
    fixture_end(&fixture);
}

/* Short paragraphs stand one step each; a heading has a step above it and two lines at least under
 * it; what announces a list is not parted from it gladly. */
static void test_blocks(void) {
    assert_slugs("",
                 "<p>One:</p><ol><li>1</li></ol><p>Or</p><ol><li>2</li></ol><h2>Head</h2><p>Two:</"
                 "p><ul><li>a</li><li>b</li></ul>",
                 "0+1 2000|One:\n"
                 "0+1 |1.1\n"
                 "0+1 200|Or\n"
                 "0+1 |1.2\n"
                 "1+1 !|Head\n"
                 "0+1 !|Two:\n"
                 "0+1 |•a\n"
                 "0+1 |•b\n");
}

/* Who said it is not parted from what was said. */
static void test_attribution(void) {
    assert_slugs("",
                 "<blockquote><p>Said.</p><p>— A reader</p></blockquote><p>One.</p><p>— Two.</p>",
                 "0+1 !|Said.\n0+1 |— A reader\n0+1 |One.\n0+1 |— Two.\n");
}

/* White space of the source is one space, and none at the ends; a line break parts lines. */
static void test_white_space(void) {
    assert_slugs("", "<p>\n  One\n  <em> two</em>  <br/> three\n</p>",
                 "0+1 !|One two \n"
                 "0+1 |three\n");
}

/* Numbers by start, value and reversed; letters and numerals by type. */
static void test_numbers(void) {
    assert_slugs(
        "",
        "<ol start=\"9\"><li>a</li><li value=\"3\">b</li><li>c</li></ol>"
        "<ol reversed=\"\"><li>a</li><li>b</li></ol>"
        "<ol type=\"i\" start=\"4\"><li>a</li></ol><ol type=\"A\" start=\"28\"><li>a</li></ol>",
        "0+1 |9.a\n0+1 |3.b\n0+1 |4.c\n0+1 |2.a\n0+1 |1.b\n0+1 |iv.a\n0+1 |AB.a\n");
}

/* The first two lines and the last two stay together; between them a column may end. */
static void test_orphans_and_widows(void) {
    g_autofree char *markup = words(60);
    Fixture fixture = fixture_of("en", "body { hyphens: none; text-align: left }", markup);
    g_autofree char *got = fixture_slugs(&fixture);
    g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
    guint count = g_strv_length(lines) - 1;
    g_assert_cmpuint(count, >=, 5);
    for (guint i = 0; i < count; i++) {
        bool is_forbidden = i == 0 || i + 2 == count;
        g_assert_true(g_str_has_prefix(lines[i], is_forbidden ? "0+1 !|" : "0+1 |"));
    }
    fixture_end(&fixture);
}

/* How far to the right the lines of a justified paragraph end in so broad a column: the least and
 * the greatest, but for the last line's. */
static void line_ends(const char *lang, const char *markup, Mpt column_mpt, Mpt *least,
                      Mpt *greatest) {
    Fixture fixture = fixture_begin(lang, "", markup);
    fixture.setting.measure_mpt = fixture.setting.column_mpt = column_mpt;
    fixture_lower(&fixture);
    *least = G_MAXINT32;
    *greatest = 0;
    for (guint i = 0; fixture_slug(&fixture, i + 1) != NULL; i++) {
        const GArray *operations = fixture_slug(&fixture, i)->list->operations;
        Mpt end = 0;
        for (guint o = 0; o < operations->len; o++) {
            const Operation *operation = &g_array_index(operations, Operation, o);
            if (operation->kind == OPERATION_TEXT) {
                end = MAX(end, operation->box.x_mpt + operation->box.width_mpt);
            }
        }
        *least = MIN(*least, end);
        *greatest = MAX(*greatest, end);
    }
    fixture_end(&fixture);
}

/* Ten points' type is justified from fifteen ems on, and in a script of full ems everywhere. A
 * margin is what punctuation may hang out by: an em's tenth and less. */
static void test_narrow_measure(void) {
    const char *latin = "<p>The tide was out, the dredger stood on the bar with its lamps lit, and "
                        "nobody on the quay could say who had sent for it or why.</p>";
    const char *chinese = "<p>潮水退了，挖泥船停在沙洲上，灯还亮着，码头上没有人知道是谁叫它来的，"
                          "也没有人知道为什么，大家都在等着涨潮。</p>";
    Mpt least = 0;
    Mpt greatest = 0;
    line_ends("en", latin, 160000, &least, &greatest);
    g_assert_cmpint(greatest - least, <=, 1000);
    line_ends("en", latin, 140000, &least, &greatest);
    g_assert_cmpint(greatest - least, >, 5000);
    g_assert_cmpint(greatest, <=, 141000);
    line_ends("zh", chinese, 145000, &least, &greatest);
    g_assert_cmpint(greatest - least, <=, 6000);
}

/* A paragraph of four lines or more comes in other lengths where they can be had: each has one
 * line less or more than the best, and costs something. */
static void test_variants(void) {
    GString *markup = g_string_new("<p>");
    for (unsigned i = 0; i < 200; i++) {
        g_string_append(markup, i % 3 == 0 ? "a " : i % 5 == 0 ? "harbour " : "stones ");
    }
    g_string_append(markup, "</p>");
    Fixture fixture = fixture_of("en", "", markup->str);
    const Band *band = fixture.galley->bands->pdata[0];
    const SlugGroup *group = band->groups->pdata[0];
    g_assert_true(group->slugs[0] != NULL || group->slugs[2] != NULL);
    g_assert_cmpint(group->costs[1], ==, 0);
    for (int i = 0; i <= 2; i += 2) {
        if (group->slugs[i] != NULL) {
            g_assert_cmpint((int)group->slugs[i]->len - (int)group->slugs[1]->len, ==, i - 1);
            g_assert_cmpint(group->costs[i], >, 0);
        }
    }
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* A block of its own leading takes whole steps, the space above and below it divided as its margins
 * ask: 24 + 30 + 6 = 60 points are 5 steps, two of them above. */
static void test_space(void) {
    Fixture fixture = fixture_of("en",
                                 "h2 { font-size: 20pt; line-height: 30pt; margin-top: 24pt;"
                                 " margin-bottom: 6pt }",
                                 "<p>One.</p><h2>Head</h2><p>Two.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One.\n2+3 !|Head\n0+1 !|Two.\n");
    fixture_end(&fixture);
}

/* All lines of the grid have their baseline in one place of their step: for ten points in twelve,
 * nine below its top. */
static void test_baseline(void) {
    Fixture fixture = fixture_of("en", "small { font-size: 7pt }", "<p>One <small>two</small></p>");
    g_assert_cmpint(setting_baseline_mpt(&fixture.setting), ==, 9000);
    const DisplayList *list = fixture_slug(&fixture, 0)->list;
    guint texts = 0;
    for (guint i = 0; i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_assert_cmpint(operation->box.y_mpt, ==, 9000);
            texts++;
        }
    }
    g_assert_cmpuint(texts, >=, 2);
    fixture_end(&fixture);
}

/* A head of four parts: never cut, nor parted from the text. */
static void test_header(void) {
    Fixture fixture = fixture_begin("en", "", "<p>Text.</p>");
    fixture.article->title_source = TITLE_GIVEN;
    fixture_fill(fixture.article->tree, tree_part(fixture.article->tree, ELEMENT_KICKER, true),
                 "The bar");
    g_ptr_array_add(fixture.article->authors, author_new("Ursula Le Guin", "Le Guin, Ursula"));
    g_ptr_array_add(fixture.article->authors, author_new("Émile Zola", "Zola, Émile"));
    fixture.article->dateline_place = g_strdup("Lower Quay");
    g_assert_true(date_parse("2026-04-09", &fixture.article->date));
    fixture_lower(&fixture);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==,
                    "0+1 !|The bar\n"
                    "0+2 !|Ebb\n"
                    "0+1 !|By Ursula Le Guin and Émile Zola\n"
                    "0+1 !|Lower Quay · 9 April 2026\n"
                    "0+1 !|Text.\n");
    fixture_end(&fixture);
}

/* The head over all columns, the text in them. */
static void test_bands(void) {
    Fixture fixture =
        fixture_begin("en", "header, .sidebar { column-span: all }",
                      "<p>One.</p><aside class=\"sidebar\"><p>Box.</p></aside><p>Two.</p>");
    fixture.article->title_source = TITLE_GIVEN;
    fixture.setting.columns = 2;
    fixture.setting.column_mpt = 138000;
    fixture_lower(&fixture);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "==\n0+2 !|Ebb\n--\n0+1 |One.\n==\n0+1 |Box.\n--\n0+1 |Two.\n");
    fixture_end(&fixture);
}

/* What spans the columns keeps its space, which would fall away at the columns' tops. */
static void test_space_of_bands(void) {
    Fixture fixture =
        fixture_begin("en", ".sidebar { column-span: all; margin-top: 24pt; margin-bottom: 12pt }",
                      "<p>One.</p><aside class=\"sidebar\"><p>Box.</p></aside><p>Two.</p>");
    fixture.setting.columns = 2;
    fixture.setting.column_mpt = 138000;
    fixture_lower(&fixture);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "--\n0+1 |One.\n==\n0+4 |Box.\n--\n0+1 |Two.\n");
    fixture_end(&fixture);
}

/* Lines of verse are kept; one that is too long hangs, and is not parted from its beginning. */
static void test_verse(void) {
    Fixture fixture = fixture_of(
        "en", "", "<div class=\"verse\"><p>One<br/><em>two<br/>three</em></p><p>Four</p></div>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+3 |One two three\n1+1 |Four\n");
    fixture_end(&fixture);
}

static Mpt first_text_x(const Slug *slug) {
    for (guint i = 0; i < slug->list->operations->len; i++) {
        const Operation *operation = &g_array_index(slug->list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            return operation->box.x_mpt;
        }
    }
    return -1;
}

/* Code keeps its lines and its indents, and is not justified. */
/* Empty lines before code and behind it are none of it, within it they stay. */
static void test_blank_lines(void) {
    Fixture fixture = fixture_of("en", "", "<pre>\n\n  \na\n\nb\n  \n\n</pre><p>Behind.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 !|a\n\n0+1 !|\n0+1 |b\n\n0+1 |Behind.\n");
    fixture_end(&fixture);
    fixture = fixture_of("en", "", "<pre>\n \n</pre><p>Behind.</p>");
    g_autofree char *alone = fixture_slugs(&fixture);
    g_assert_cmpstr(alone, ==, "0+1 |Behind.\n");
    fixture_end(&fixture);
}

/* Lines of verse that are set in stand in: half an em for each no-break space, of 10 points, and at
 * most to the middle of 288. */
static void test_verse_indents(void) {
    static const char space[] = "\xC2\xA0";
    GString *markup = g_string_new("<div class=\"verse\"><p>One<br/>");
    for (int i = 0; i < 4; i++) {
        g_string_append(markup, space);
    }
    g_string_append(markup, "two</p><p>");
    for (int i = 0; i < 100; i++) {
        g_string_append(markup, space);
    }
    g_string_append(markup, "three</p></div>");
    Fixture fixture = fixture_of("en", "", markup->str);
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+2 |One two\n1+1 |three\n");
    const DisplayList *stanza = fixture_slug(&fixture, 0)->list;
    Mpt last = 0;
    for (guint i = 0; i < stanza->operations->len; i++) {
        const Operation *operation = &g_array_index(stanza->operations, Operation, i);
        last = operation->kind == OPERATION_TEXT ? operation->box.x_mpt : last;
    }
    g_assert_cmpint(ABS(last - 20000), <, 1000); /* margins protrude */
    g_assert_cmpint(ABS(first_text_x(fixture_slug(&fixture, 1)) - 144000), <, 1000);
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

static void test_code(void) {
    static const struct {
        const char *style, *text;
        bool is_indented; /* by its place, not by spaces */
    } rows[] = {
        {"", "0+1 !|if (a)\n\n0+1 |b;\n\n0+1 !|\n0+1 |c;\n", true},
        {"pre { white-space: pre }", "0+1 !|if (a)\n\n0+1 |    b;\n\n0+1 !|\n0+1 |c;\n", false},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Fixture fixture = fixture_of("en", rows[i].style, "<pre>if (a)\n    b;\n\nc;\n</pre>");
        g_autofree char *got = fixture_slugs(&fixture);
        g_assert_cmpstr(got, ==, rows[i].text);
        Mpt left = first_text_x(fixture_slug(&fixture, 0));
        Mpt inner = first_text_x(fixture_slug(&fixture, 1));
        g_assert_true(rows[i].is_indented ? inner > left + 4000 : inner == left);
        fixture_end(&fixture);
    }
}

/* An initial of three lines: its baseline is the third line's, the lines beside it make room for it
 * and stay together. */
static void test_initial(void) {
    g_autofree char *text = words(60);
    g_autofree char *markup = g_strconcat("<p>O", text + strlen("<p>s"), NULL);
    Fixture fixture = fixture_of("en", "p.opening::first-letter { initial-letter: 3 }", markup);
    const Slug *slug = fixture_slug(&fixture, 0);
    const Operation *first = NULL;
    for (guint i = 0; first == NULL; i++) {
        const Operation *operation = &g_array_index(slug->list->operations, Operation, i);
        first = operation->kind == OPERATION_TEXT ? operation : NULL;
    }
    g_assert_cmpint(first->box.y_mpt, ==, 9000 + 2 * GRID_MPT);
    g_assert_cmpint(first->of.text.size_mpt, >, 30000);
    for (guint i = 0; i < 2; i++) {
        g_assert_cmpint(fixture_slug(&fixture, i)->break_cost, ==, BREAK_FORBIDDEN_COST);
        g_assert_cmpint(first_text_x(fixture_slug(&fixture, i + 1)), >, 20000);
    }
    g_assert_cmpint(first_text_x(fixture_slug(&fixture, 3)), <, 1000);
    g_autofree char *got = fixture_text(slug->list);
    g_assert_true(g_str_has_prefix(got, "Otone stone"));
    fixture_end(&fixture);
}

/* Hebrew's initial stands at the right, as high as Hebrew's letters are; Arabic's letters join, and
 * it has none. */
static void test_initial_from_the_right(void) {
    static const char style[] = "p.opening::first-letter { initial-letter: 2 }";
    static const struct {
        const char *lang, *word;
        bool has_initial;
    } rows[] = {{"he", "\u05DC\u05D7\u05D9\u05DD", true}, {"ar", "\u0628\u064A\u062A", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *markup = g_string_new("<p>");
        for (int k = 0; k < 60; k++) {
            g_string_append_printf(markup, "%s ", rows[i].word);
        }
        g_string_append(markup, "</p>");
        Fixture fixture = fixture_of(rows[i].lang, style, markup->str);
        const DisplayList *list = fixture_slug(&fixture, 0)->list;
        const Operation *first = NULL;
        for (guint k = 0; first == NULL; k++) {
            const Operation *operation = &g_array_index(list->operations, Operation, k);
            first = operation->kind == OPERATION_TEXT ? operation : NULL;
        }
        g_assert_true((first->of.text.size_mpt > 20000) == rows[i].has_initial);
        g_assert_true((first->box.x_mpt > MEASURE_MPT / 2) == rows[i].has_initial);
        g_autofree char *got = fixture_text(list);
        g_assert_true(g_str_has_prefix(got, rows[i].word));
        g_string_free(markup, TRUE);
        fixture_end(&fixture);
    }
}

/* A note belongs to the slug of the line that calls it first; galley notes are in order. */
static void test_notes(void) {
    Fixture fixture = fixture_of(
        "en", "",
        "<p>One<a class=\"noteref\" href=\"#note-a\">1</a> two<a class=\"noteref\" "
        "href=\"#note-b\">2</a>.</p><p>Again<a class=\"noteref\" href=\"#note-a\">1</a>.</p>"
        "<aside class=\"note\" id=\"note-a\"><p>First.</p><p>More.</p></aside>"
        "<aside class=\"note\" id=\"note-b\"><p>Second.</p></aside>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One1 two2. n1 n2\n0+1 |Again1.\n");
    g_assert_cmpuint(fixture.galley->notes->len, ==, 2);
    const GArray *slugs = g_array_index(fixture.galley->notes, FootNote, 0).slugs;
    g_assert_cmpuint(slugs->len, ==, 2);
    g_autofree char *first = fixture_text(g_array_index(slugs, Slug, 0).list);
    g_assert_cmpstr(first, ==, "1 First.");
    fixture_end(&fixture);
}

/* Notes keep to their own leading, long and short: of 9 points on a grid of 12 four lines are three
 * steps, and one is a quarter less than one. */
static void test_close_notes(void) {
    Fixture fixture = fixture_of("en", ".note { font-size: 8pt; line-height: 9pt }",
                                 "<p>One<a class=\"noteref\" href=\"#note-a\">1</a></p>"
                                 "<aside class=\"note\" id=\"note-a\"><p>Note.</p></aside>");
    const FootNote *note = &g_array_index(fixture.galley->notes, FootNote, 0);
    const Slug *slug = &g_array_index(note->slugs, Slug, 0);
    g_assert_cmpuint(slug->steps, ==, 1);
    g_assert_cmpuint(slug->short_permille, ==, 250);
    fixture_end(&fixture);
}

/* A note that only another note calls comes with it, and so does one that a box calls. */
static void test_notes_of_notes(void) {
    Fixture fixture = fixture_of(
        "en", ".pullquote { float: top }",
        "<p>One<a class=\"noteref\" href=\"#note-a\">1</a>.</p><aside class=\"pullquote\"><p>Set"
        "<a class=\"noteref\" href=\"#note-c\">3</a></p></aside>"
        "<aside class=\"note\" id=\"note-a\"><p>First<a class=\"noteref\" href=\"#note-b\">2</a>"
        "</p></aside><aside class=\"note\" id=\"note-b\"><p>Second.</p></aside>"
        "<aside class=\"note\" id=\"note-c\"><p>Third.</p></aside>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One1. n1 n3 n2 f1\n");
    fixture_end(&fixture);
}

/* What floats is called from what stands before it; a heading calls nothing. */
static void test_calls(void) {
    Fixture fixture =
        fixture_of("en", ".pullquote { float: bottom }",
                   "<p>One.</p><aside class=\"pullquote\"><p>A</p></aside><h2>Head</h2>"
                   "<aside class=\"pullquote\"><p>B</p></aside><p>Two.</p>");
    g_autofree char *got = fixture_slugs(&fixture);
    g_assert_cmpstr(got, ==, "0+1 |One. f1\n1+1 !|Head\n0+1 !|Two. f2\n");
    const FloatingFigure *figure = &g_array_index(fixture.galley->figures, FloatingFigure, 0);
    g_assert_cmpint(figure->where, ==, FLOAT_BOTTOM);
    g_assert_cmpuint(figure->steps, ==, 2); /* a step, and half a one that parts it */
    fixture_end(&fixture);
}

/* A box that is longer than a page does not float: it stands in the column, and is cut there. Its
 * notes are called once. */
static void test_long_box(void) {
    GString *markup = g_string_new("<p>One.</p><aside class=\"sidebar\"><p>Box<a class=\"noteref\" "
                                   "href=\"#note-a\">1</a></p>");
    for (unsigned i = 0; i < PAGE_STEPS + 5; i++) {
        g_string_append(markup, "<p>More.</p>");
    }
    g_string_append(markup, "</aside><aside class=\"note\" id=\"note-a\"><p>Note.</p></aside>");
    Fixture fixture =
        fixture_of("en", ".sidebar { float: top; border: 1pt solid black }", markup->str);
    g_assert_cmpuint(fixture.galley->figures->len, ==, 0);
    const Slug *box = fixture_slug(&fixture, 1);
    g_assert_cmpuint(box->notes->len, ==, 1);
    g_assert_cmpint(fixture_slug(&fixture, 5)->break_cost, <, BREAK_FORBIDDEN_COST);
    g_assert_nonnull(fixture_slug(&fixture, PAGE_STEPS + 6));
    g_assert_null(fixture_slug(&fixture, PAGE_STEPS + 7));
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* Elements of structure, in the order of reading, with the language where it changes. */
static void add_structure(GString *out, const StructureElement *element) {
    g_string_append(out, structure_role_name(element->role));
    if (element->lang != NULL) {
        g_string_append_printf(out, ":%s", element->lang);
    }
    if (element->children != NULL) {
        g_string_append_c(out, '(');
        for (guint i = 0; i < element->children->len; i++) {
            g_string_append(out, i > 0 ? " " : "");
            add_structure(out, element->children->pdata[i]);
        }
        g_string_append_c(out, ')');
    }
}

static void test_structure(void) {
    Fixture fixture =
        fixture_of("en", "",
                   "<h3>Head</h3><p>One <span lang=\"de\">zwei</span> <a href=\"#x\">x</a></p>"
                   "<ul><li>a</li></ul><blockquote lang=\"fr\"><p>b</p></blockquote>");
    GString *out = g_string_new(NULL);
    add_structure(out, fixture.galley->structure);
    g_assert_cmpstr(out->str, ==,
                    "Art:en(H3 P(Span:de Link) L(LI(Lbl LBody(P))) BlockQuote:fr(P))");
    g_string_free(out, TRUE);
    fixture_end(&fixture);
}

/* Links lead to places: an article's own by its id. */
static void test_links(void) {
    Fixture fixture = fixture_of("en", "",
                                 "<p>See <a href=\"article:two#b\">b</a>, <a href=\"#c\">c</a>, "
                                 "<a href=\"https://example.org/\">d</a></p><h2 id=\"c\">C</h2>");
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint at = 0; at < 2; at++) {
        const DisplayList *list = fixture_slug(&fixture, at)->list;
        for (guint i = 0; i < list->operations->len; i++) {
            const Operation *operation = &g_array_index(list->operations, Operation, i);
            if (operation->kind == OPERATION_LINK) {
                g_string_append_printf(
                    out, "%s|%s\n", operation->of.link.href ? operation->of.link.href : "",
                    operation->of.link.target_id ? operation->of.link.target_id : "");
            } else if (operation->kind == OPERATION_TARGET) {
                g_string_append_printf(out, "@%s\n", operation->of.target.id);
            }
        }
    }
    g_assert_cmpstr(out->str, ==, "@one\n|two#b\n|one#c\nhttps://example.org/|\n@one#c\n");
    fixture_end(&fixture);
}

/* What cannot be helped is said: what must not be broken and is longer than its line once a
 * paragraph, a character without a font once an article. */
static void test_report(void) {
    g_autoptr(GString) markup = g_string_new("<p>x");
    for (int i = 0; i < 100; i++) {
        g_string_append(markup, "\u202Fx");
    }
    g_string_append(markup, "</p><p>\U000F1234 and \U000F1234</p>");
    Fixture fixture = fixture_of("en", "body { hyphens: none }", markup->str);
    g_assert_true(report_has(fixture.report, DIAGNOSTIC_LINE_OVERFULL));
    g_assert_cmpuint(report_count(fixture.report, LEVEL_WARNING), ==, 1);
    g_assert_true(report_has(fixture.report, DIAGNOSTIC_CHARACTER_UNSET));
    g_assert_cmpuint(report_count(fixture.report, LEVEL_ERROR), ==, 1);
    fixture_end(&fixture);
}

/* Arabic runs from the right: its first line begins at the measure's right edge, a list's number
 * stands there too. */
static void test_right_to_left(void) {
    Fixture fixture =
        fixture_of("ar", "body { text-align: start }", "<p>بحر</p><ol><li>قارب</li></ol>");
    const Slug *slug = fixture_slug(&fixture, 0);
    const Operation *text = NULL;
    for (guint i = 0; text == NULL; i++) {
        const Operation *operation = &g_array_index(slug->list->operations, Operation, i);
        text = operation->kind == OPERATION_TEXT ? operation : NULL;
    }
    g_assert_cmpint(text->box.x_mpt + text->box.width_mpt, >, MEASURE_MPT - 3000);
    g_assert_cmpint(first_text_x(fixture_slug(&fixture, 1)), >, MEASURE_MPT - 15000);
    fixture_end(&fixture);
}

/* As deep as a tree may be, and deeper in lists than a measure has room for. */
static void test_depth(void) {
    enum { DEPTH = 100 };
    GString *markup = g_string_new(NULL);
    for (int i = 0; i < DEPTH; i++) {
        g_string_append(markup, "<ul><li>");
    }
    g_string_append(markup, "deep");
    for (int i = 0; i < DEPTH; i++) {
        g_string_append(markup, "</li></ul>");
    }
    Fixture fixture = fixture_of("en", "", markup->str);
    const Slug *slug = fixture_slug(&fixture, 0);
    g_assert_nonnull(slug);
    g_autofree char *text = fixture_text(slug->list);
    g_assert_nonnull(strstr(text, "deep"));
    fixture_end(&fixture);
    g_string_free(markup, TRUE);
}

/* Nothing at all is a galley too. */
static void test_empty(void) {
    assert_slugs("", "", "");
    assert_slugs("", "<p> </p><ul></ul><blockquote></blockquote><table></table>", "");
}

int main(int argc, char **argv) {
    vocabulary_begin();
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/print/lower/blocks", test_blocks);
    g_test_add_func("/print/lower/attribution", test_attribution);
    g_test_add_func("/print/lower/white-space", test_white_space);
    g_test_add_func("/print/lower/numbers", test_numbers);
    g_test_add_func("/print/lower/orphans-and-widows", test_orphans_and_widows);
    g_test_add_func("/print/lower/narrow-measure", test_narrow_measure);
    g_test_add_func("/print/lower/variants", test_variants);
    g_test_add_func("/print/lower/space", test_space);
    g_test_add_func("/print/lower/baseline", test_baseline);
    g_test_add_func("/print/lower/header", test_header);
    g_test_add_func("/print/lower/bands", test_bands);
    g_test_add_func("/print/lower/space-of-bands", test_space_of_bands);
    g_test_add_func("/print/lower/verse", test_verse);
    g_test_add_func("/print/lower/blank-lines", test_blank_lines);
    g_test_add_func("/print/lower/verse-indents", test_verse_indents);
    g_test_add_func("/print/lower/code", test_code);
    g_test_add_func("/print/lower/initial", test_initial);
    g_test_add_func("/print/lower/initial-from-the-right", test_initial_from_the_right);
    g_test_add_func("/print/lower/notes", test_notes);
    g_test_add_func("/print/lower/close-notes", test_close_notes);
    g_test_add_func("/print/lower/notes-of-notes", test_notes_of_notes);
    g_test_add_func("/print/lower/calls", test_calls);
    g_test_add_func("/print/lower/long-box", test_long_box);
    g_test_add_func("/print/lower/structure", test_structure);
    g_test_add_func("/print/lower/links", test_links);
    g_test_add_func("/print/lower/report", test_report);
    g_test_add_func("/print/lower/right-to-left", test_right_to_left);
    g_test_add_func("/print/lower/depth", test_depth);
    g_test_add_func("/print/lower/empty", test_empty);
    int result = g_test_run();
    vocabulary_end();
    return result;
}
