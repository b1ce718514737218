/* A small sealed issue whose articles' trees are written as markup, and what a page of it holds
 * between two marks. */
#ifndef GALLEY_TESTS_XHTML_FIXTURE_H
#define GALLEY_TESTS_XHTML_FIXTURE_H

#include "base/identifiers.h"
#include "markup_fixture.h"
#include "xhtml/page.h"

#include <string.h>

static const Dialect fixture_dialect = {.suffix = ".xhtml",
                                        .stylesheet = "book.css",
                                        .pictures = "images/",
                                        .contents = "contents.xhtml",
                                        .epub_types = true};

static Issue *fixture_issue(const char *lang) {
    static Publication *nobody;
    if (nobody == NULL) {
        nobody = publication_new(NULL, NULL);
    }
    Issue *issue = issue_new(NULL, "issue");
    issue->publication = nobody;
    issue->publication_title = g_strdup("The Slipway");
    issue->dc_title = g_strdup("The Slipway, No. 12");
    issue->lang = g_strdup(lang);
    issue->is_rtl = language_tag_is_rtl(lang);
    issue->language = language_find(lang);
    return issue;
}

/* A new article in the section of that name (NULL: of none), which is made where it is not yet. */
static Article *fixture_article(Issue *issue, const char *section_name, const char *id,
                                const char *title, const char *body) {
    Article *article = article_new(id, id);
    article->id = g_strdup(id);
    article->title_source = TITLE_GIVEN;
    article->title_text = g_strdup(title);
    article->lang = g_strdup(issue->lang);
    article->is_rtl = issue->is_rtl;
    article->minutes = 2;
    if (article->tree == NULL) {
        article->tree = tree_new();
    }
    xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, true);
    node_append(headline, node_new_text(article->tree, title, strlen(title), 1, 1));
    fixture_fill(article->tree, tree_body(article->tree), body);
    g_ptr_array_add(issue->articles, article);
    Section *section = NULL;
    for (guint i = 0; i < issue->sections->len; i++) {
        Section *candidate = issue->sections->pdata[i];
        section = g_strcmp0(candidate->name, section_name) == 0 ? candidate : section;
    }
    if (section == NULL) {
        section = section_new(section_name);
        section->id = section_name == NULL ? NULL : identifier_slug(section_name);
        section->lang = g_strdup(issue->lang);
        g_ptr_array_add(issue->sections, section);
    }
    g_ptr_array_add(section->articles, article);
    return article;
}

static char *fixture_text(GBytes *bytes) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    char *text = g_strndup(data, length);
    g_bytes_unref(bytes);
    xmlDoc *parsed = xmlReadMemory(text, (int)length, NULL, NULL, XML_PARSE_NONET);
    g_assert_nonnull(parsed);
    xmlFreeDoc(parsed);
    return text;
}

/* What stands between the marks, with its line ends and indentation taken out. */
static char *fixture_between(const char *text, const char *from, const char *to) {
    const char *start = strstr(text, from);
    g_assert_nonnull(start);
    start += strlen(from);
    const char *end = strstr(start, to);
    g_assert_nonnull(end);
    GString *out = g_string_new(NULL);
    for (; start < end; start++) {
        if (*start == '\n') {
            start += strspn(start, "\n ") - 1;
        } else {
            g_string_append_c(out, *start);
        }
    }
    return g_string_free(out, FALSE);
}

#endif
