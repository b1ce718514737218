/* An article made from markup, enriched in an issue of a few pictures, and its tree as markup
 * again; shared by the tests of enrich_article. */
#ifndef GALLEY_TESTS_ENRICH_FIXTURE_H
#define GALLEY_TESTS_ENRICH_FIXTURE_H

#include "enrich/enrich.h"
#include "model/vocabulary.h"

#include <libxml/parser.h>
#include <string.h>

typedef struct {
    Publication *publication;
    Issue *issue;
    Article *article;
    Report *report;
} Fixture;

static inline Element fixture_element(const char *name) {
    static const Element frames[] = {ELEMENT_HEADLINE, ELEMENT_KICKER, ELEMENT_DECK, ELEMENT_BODY};
    for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
        if (strcmp(element_name(frames[i]), name) == 0) {
            return frames[i];
        }
    }
    return element_from_name(name, strlen(name));
}

static inline xmlNode *fixture_copy(xmlDoc *tree, const xmlNode *from) {
    uint32_t line = (uint32_t)xmlGetLineNo((xmlNode *)from);
    if (from->type == XML_TEXT_NODE) {
        const char *text = (const char *)from->content;
        return node_new_text(tree, text, strlen(text), line, 1);
    }
    Element element = fixture_element((const char *)from->name);
    g_assert_cmpint(element, !=, ELEMENT_NONE);
    xmlNode *node = node_new(tree, element, line, 1);
    for (const xmlAttr *at = from->properties; at != NULL; at = at->next) {
        const char *name = (const char *)at->name;
        const char *value = at->children ? (const char *)at->children->content : "";
        node_set(node, attribute_from_name(name, strlen(name)), value);
    }
    for (const xmlNode *child = from->children; child != NULL; child = child->next) {
        node_append(node, fixture_copy(tree, child));
    }
    return node;
}

/* `markup` is the content of body, or begins with <headline>, <kicker> or <deck>, and the body's
 * content follows them. */
static inline Fixture fixture_new(const char *lang, const char *markup) {
    Fixture fixture = {.publication = publication_new(NULL, NULL), .report = report_new()};
    g_autoptr(Root) root = root_open(g_get_tmp_dir(), NULL);
    fixture.issue = issue_new(root, "spring");
    fixture.issue->publication = fixture.publication;
    fixture.issue->settings.lang = g_strdup(lang);
    fixture.article = article_new("town/01-one.md", "spring/town/01-one.md");
    fixture.article->fallback_title = g_strdup("One");
    g_autofree char *whole = g_strconcat("<x>", markup, "</x>", NULL);
    xmlDoc *parsed = xmlReadMemory(whole, (int)strlen(whole), NULL, "UTF-8",
                                   XML_PARSE_NOENT | XML_PARSE_HUGE | XML_PARSE_BIG_LINES);
    g_assert_nonnull(parsed);
    xmlDoc *tree = fixture.article->tree;
    for (xmlNode *child = xmlDocGetRootElement(parsed)->children; child; child = child->next) {
        Element element =
            child->type == XML_ELEMENT_NODE ? fixture_element((const char *)child->name) : -1;
        xmlNode *copy = fixture_copy(tree, child);
        if (element >= 0 && element_group(element) == GROUP_ROOT) {
            xmlNode *part = tree_part(tree, element, true);
            node_move_children(part, copy);
            node_remove(copy);
        } else {
            node_append(tree_body(tree), copy);
        }
    }
    xmlFreeDoc(parsed);
    const xmlNode *headline = tree_part(tree, ELEMENT_HEADLINE, false);
    fixture.article->title_text = headline ? node_plain_text(headline) : NULL;
    return fixture;
}

static inline void fixture_add_picture(Fixture *fixture, const char *path) {
    g_autofree char *display_path = g_strconcat("spring/", path, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_static("x", 1);
    Asset *asset = asset_new_bytes(path, display_path, bytes);
    g_hash_table_replace(fixture->issue->assets, g_strdup(path), asset);
}

static inline void fixture_enrich(Fixture *fixture) {
    enrich_article(fixture->article, fixture->issue, fixture->report);
}

static inline void fixture_free(Fixture *fixture) {
    article_free(fixture->article);
    issue_free(fixture->issue);
    publication_free(fixture->publication);
    report_free(fixture->report);
}

/* Every child may stand where it stands, and the links between nodes are whole. */
static inline void fixture_check_tree(const xmlDoc *tree) {
    const xmlNode *top = tree->children;
    for (const xmlNode *node = top; node != NULL; node = node_next(node, top, false)) {
        const xmlNode *last = NULL;
        for (const xmlNode *child = node->type == XML_ELEMENT_NODE ? node->children : NULL;
             child != NULL; child = child->next) {
            g_assert_true(child->parent == node);
            g_assert_true(child->prev == last);
            if (!element_may_hold(element_of(node), element_of(child))) {
                g_test_message("<%s> in <%s>", child->name, node->name);
                g_test_fail();
            }
            last = child;
        }
        if (node->type == XML_ELEMENT_NODE) {
            g_assert_true(node->last == last);
        }
    }
}

static inline void fixture_write(GString *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        g_autofree char *text = g_markup_escape_text(node_text(node), -1);
        g_autofree char *plain = g_strdup(text);
        g_auto(GStrv) parts = g_strsplit(plain, "&quot;", -1);
        g_autofree char *with_quotes = g_strjoinv("\"", parts);
        g_auto(GStrv) more = g_strsplit(with_quotes, "&apos;", -1);
        g_autofree char *with_all = g_strjoinv("'", more);
        g_string_append(out, with_all);
        return;
    }
    g_string_append_printf(out, "<%s", (const char *)node->name);
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        const char *value = node_get(node, (Attribute)i);
        if (value != NULL) {
            g_string_append_printf(out, " %s='%s'", attribute_name((Attribute)i), value);
        }
    }
    if (node->children == NULL) {
        g_string_append(out, "/>");
        return;
    }
    g_string_append_c(out, '>');
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        fixture_write(out, child);
    }
    g_string_append_printf(out, "</%s>", (const char *)node->name);
}

/* The children of a part as markup; NULL if it is not there. Caller frees. */
static inline char *fixture_part(const Fixture *fixture, Element which) {
    const xmlNode *part = tree_part(fixture->article->tree, which, false);
    if (part == NULL) {
        return NULL;
    }
    GString *out = g_string_new(NULL);
    for (const xmlNode *child = part->children; child != NULL; child = child->next) {
        fixture_write(out, child);
    }
    return g_string_free(out, FALSE);
}

/* What is said, one "code@line" a diagnostic, with blanks between. Caller frees. */
static inline char *fixture_said(const Fixture *fixture) {
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < report_length(fixture->report); i++) {
        const Diagnostic *each = report_get(fixture->report, i);
        g_string_append_printf(out, "%s%s@%u", i > 0 ? " " : "", diagnostic_name(each->code),
                               each->place.line);
    }
    return g_string_free(out, FALSE);
}

/* The first diagnostic of a code; fails if there is none. */
static inline const Diagnostic *fixture_find(const Fixture *fixture, DiagnosticCode code) {
    for (size_t i = 0; i < report_length(fixture->report); i++) {
        if (report_get(fixture->report, i)->code == code) {
            return report_get(fixture->report, i);
        }
    }
    g_test_message("not said: %s", diagnostic_name(code));
    g_assert_not_reached();
}

/* Enriches `markup` after a headline "T", so that the body stays as it is, and compares the body
 * and what is said. */
static inline void check_body_in(const char *lang, const char *markup, const char *expected,
                                 const char *said) {
    g_autofree char *whole = g_strconcat("<headline>T</headline>", markup, NULL);
    Fixture fixture = fixture_new(lang, whole);
    fixture_enrich(&fixture);
    fixture_check_tree(fixture.article->tree);
    g_autofree char *body = fixture_part(&fixture, ELEMENT_BODY);
    g_assert_cmpstr(body, ==, expected);
    if (said != NULL) {
        g_autofree char *what = fixture_said(&fixture);
        g_assert_cmpstr(what, ==, said);
    }
    fixture_free(&fixture);
}

static inline int fixture_main(int argc, char **argv, void (*add)(void)) {
    g_test_init(&argc, &argv, NULL);
    vocabulary_begin();
    add();
    int status = g_test_run();
    vocabulary_end();
    return status;
}

#endif
