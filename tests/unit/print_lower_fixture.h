/* An article written as markup, lowered with a style sheet and the fonts that README asks for, and
 * what its galley holds as text. Grid: 12 points; measure: 288 points. */
#ifndef GALLEY_TESTS_PRINT_LOWER_FIXTURE_H
#define GALLEY_TESTS_PRINT_LOWER_FIXTURE_H

#include "markup_fixture.h"
#include "model/issue.h"
#include "print/galley.h"

#include <string.h>

enum { GRID_MPT = 12000, MEASURE_MPT = 288000, PAGE_STEPS = 40 };

static const char fixture_css[] =
    "body { font-family: Vollkorn; font-size: 10pt; line-height: 12pt; text-align: justify;"
    "  hyphens: auto; orphans: 2; widows: 2 }"
    ".follows { text-indent: 10pt }"
    "headline { font-size: 20pt; line-height: 24pt; text-align: left; hyphens: none }"
    "h2 { font-weight: 700; text-align: left; margin-top: 12pt }"
    "ul, ol { padding-left: 15pt }"
    "em { font-style: italic }";

typedef struct {
    Issue *issue;
    Article *article;
    PrintStyle *style;
    FontShelf *shelf;
    Dictionaries *dictionaries;
    Shaper *shaper;
    Report *report;
    Setting setting;
    Galley *galley;
} Fixture;

static inline Issue *fixture_issue(const char *lang) {
    Issue *issue = issue_new(NULL, "issue");
    issue->publication_title = g_strdup("The Slipway");
    issue->lang = g_strdup(lang);
    issue->is_rtl = language_tag_is_rtl(lang);
    issue->language = language_find(lang);
    Article *article = article_new("one", "one.md");
    article->id = g_strdup("one");
    article->title_source = TITLE_GIVEN;
    article->title_text = g_strdup("Ebb");
    article->lang = g_strdup(lang);
    article->is_rtl = issue->is_rtl;
    if (article->tree == NULL) {
        article->tree = tree_new();
    }
    g_ptr_array_add(issue->articles, article);
    Section *section = section_new(NULL);
    g_ptr_array_add(section->articles, article);
    g_ptr_array_add(issue->sections, section);
    return issue;
}

/* A fixture whose article has no headline, so that a galley begins with its text. */
static inline Fixture fixture_begin(const char *lang, const char *css, const char *markup) {
    Fixture fixture = {.issue = fixture_issue(lang), .report = report_new()};
    fixture.article = fixture.issue->articles->pdata[0];
    fixture.article->title_source = TITLE_OPENING;
    fixture_fill(fixture.article->tree, tree_body(fixture.article->tree), markup);
    fixture.style = print_style_new();
    print_style_add(fixture.style, fixture_css, strlen(fixture_css), "fixture.css", fixture.report);
    print_style_add(fixture.style, css, strlen(css), "print.css", fixture.report);
    g_assert_cmpuint(report_length(fixture.report), ==, 0);
    fixture.shelf = font_shelf_new(NULL);
    fixture.dictionaries = dictionaries_new(NULL);
    fixture.shaper = shaper_new(fixture.shelf, fixture.dictionaries);
    fixture.setting = (Setting){.style = fixture.style,
                                .grid_mpt = print_style_grid_mpt(fixture.style),
                                .measure_mpt = MEASURE_MPT,
                                .column_mpt = MEASURE_MPT,
                                .columns = 1,
                                .page_steps = PAGE_STEPS};
    return fixture;
}

/* What was put away is looked at as it was drawn. */
static inline void fixture_unpack_slugs(const GArray *slugs) {
    for (guint i = 0; slugs != NULL && i < slugs->len; i++) {
        Slug *slug = &g_array_index(slugs, Slug, i);
        if (slug->packed != NULL) {
            slug_draw_on(slug, display_list_new(), 0, 0);
        }
    }
}

static inline void fixture_unpack(const Galley *galley) {
    for (guint b = 0; b < galley->bands->len; b++) {
        const GPtrArray *groups = ((const Band *)galley->bands->pdata[b])->groups;
        for (guint g = 0; g < groups->len; g++) {
            const SlugGroup *group = groups->pdata[g];
            for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
                fixture_unpack_slugs(group->slugs[i]);
            }
        }
    }
    for (guint i = 0; i < galley->notes->len; i++) {
        fixture_unpack_slugs(g_array_index(galley->notes, FootNote, i).slugs);
    }
}

static inline void fixture_lower(Fixture *fixture) {
    issue_seal(fixture->issue);
    fixture->galley = lower_article(fixture->issue, fixture->article, &fixture->setting,
                                    fixture->shaper, fixture->report);
    fixture_unpack(fixture->galley);
}

static inline Fixture fixture_of(const char *lang, const char *css, const char *markup) {
    Fixture fixture = fixture_begin(lang, css, markup);
    fixture_lower(&fixture);
    return fixture;
}

static inline void fixture_end(Fixture *fixture) {
    galley_free(fixture->galley);
    shaper_free(fixture->shaper);
    dictionaries_free(fixture->dictionaries);
    font_shelf_free(fixture->shelf);
    print_style_free(fixture->style);
    report_free(fixture->report);
    issue_free(fixture->issue);
}

static inline char *fixture_text(const DisplayList *list) {
    GString *out = g_string_new(NULL);
    for (guint i = 0; list != NULL && i < list->operations->len; i++) {
        const Operation *operation = &g_array_index(list->operations, Operation, i);
        if (operation->kind == OPERATION_TEXT) {
            g_string_append_len(out, list->text->str + operation->of.text.text_start,
                                operation->of.text.text_length);
        }
    }
    return g_string_free(out, FALSE);
}

static inline const Slug *fixture_slug(const Fixture *fixture, guint index) {
    for (guint b = 0; b < fixture->galley->bands->len; b++) {
        const GPtrArray *groups = ((const Band *)fixture->galley->bands->pdata[b])->groups;
        for (guint g = 0; g < groups->len; g++) {
            const GArray *slugs = ((const SlugGroup *)groups->pdata[g])->slugs[1];
            if (index < slugs->len) {
                return &g_array_index(slugs, Slug, index);
            }
            index -= slugs->len;
        }
    }
    return NULL;
}

static inline void add_slug_line(GString *out, const Slug *slug) {
    g_autofree char *text = fixture_text(slug->list);
    g_string_append_printf(out, "%u+%u ", slug->space_steps, slug->steps);
    if (slug->break_cost == BREAK_FORBIDDEN_COST) {
        g_string_append_c(out, '!');
    } else if (slug->break_cost > 0) {
        g_string_append_printf(out, "%d", slug->break_cost);
    }
    g_string_append_printf(out, "%s|%s", slug->is_head ? "h" : "", text);
    for (guint i = 0; slug->notes != NULL && i < slug->notes->len; i++) {
        g_string_append_printf(out, " n%u", g_array_index(slug->notes, guint, i));
    }
    for (guint i = 0; slug->figures != NULL && i < slug->figures->len; i++) {
        g_string_append_printf(out, " f%u", g_array_index(slug->figures, guint, i));
    }
    g_string_append_c(out, '\n');
}

/* A slug a line: space above and steps, cost of a break after it ('!' forbidden), text, notes and
 * figures. Groups are parted by a line of their own, bands by `==` (over all columns) or `--`. */
static inline char *fixture_slugs(const Fixture *fixture) {
    GString *out = g_string_new(NULL);
    for (guint b = 0; b < fixture->galley->bands->len; b++) {
        const Band *band = fixture->galley->bands->pdata[b];
        if (fixture->galley->bands->len > 1) {
            g_string_append(out, band->spans ? "==\n" : "--\n");
        }
        for (guint g = 0; g < band->groups->len; g++) {
            const GArray *slugs = ((const SlugGroup *)band->groups->pdata[g])->slugs[1];
            for (guint i = 0; i < slugs->len; i++) {
                add_slug_line(out, &g_array_index(slugs, Slug, i));
            }
        }
    }
    return g_string_free(out, FALSE);
}

#endif
