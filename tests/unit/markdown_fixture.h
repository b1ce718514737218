/* Markdown parsed, and its tree as markup again; shared by the tests of markdown_parse. */
#ifndef GALLEY_TESTS_MARKDOWN_FIXTURE_H
#define GALLEY_TESTS_MARKDOWN_FIXTURE_H

#include "markdown/markdown.h"

#include <string.h>

typedef struct {
    Article *article;
    Report *report;
} Parsed;

static inline Parsed parse_parts(const char *text, MarkdownParts parts) {
    Parsed parsed = {article_new("a.md", "spring/a.md"), report_new()};
    markdown_parse(parsed.article, text, strlen(text), 1, parts, parsed.report);
    report_sort(parsed.report);
    return parsed;
}

static inline Parsed parse_text(const char *text) {
    return parse_parts(text, (MarkdownParts){NULL, NULL, NULL});
}

static inline void parsed_clear(Parsed *parsed) {
    article_free(parsed->article);
    report_free(parsed->report);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parsed, parsed_clear)

/* The content of a node as UTF-8 markup. */
static inline char *markup_of(const xmlNode *node) {
    if (node->doc->encoding == NULL) { /* else attributes are written in ASCII */
        node->doc->encoding = xmlStrdup((const xmlChar *)"UTF-8");
    }
    xmlBuffer *buffer = xmlBufferCreate();
    xmlOutputBuffer *out = xmlOutputBufferCreateBuffer(buffer, NULL);
    for (xmlNode *child = node->children; child != NULL; child = child->next) {
        xmlNodeDumpOutput(out, node->doc, child, 0, 0, "UTF-8");
    }
    xmlOutputBufferClose(out);
    char *markup = g_strdup((const char *)xmlBufferContent(buffer));
    xmlBufferFree(buffer);
    return markup;
}

static inline char *body_of(const Parsed *parsed) {
    return markup_of(tree_body(parsed->article->tree));
}

/* What is said, a line each: `LINE:COLUMN CODE`. */
static inline char *said_of(const Report *report) {
    g_autoptr(GString) out = g_string_new(NULL);
    for (size_t i = 0; i < report_length(report); i++) {
        const Diagnostic *diagnostic = report_get(report, i);
        g_string_append_printf(out, "%s%u:%u %s", i > 0 ? ", " : "", diagnostic->place.line,
                               diagnostic->place.column, diagnostic_name(diagnostic->code));
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

#define assert_body(text, expected)                                                                \
    do {                                                                                           \
        g_auto(Parsed) parsed_ = parse_text(text);                                                 \
        g_autofree char *body_ = body_of(&parsed_);                                                \
        g_assert_cmpstr(body_, ==, expected);                                                      \
    } while (0)

#define assert_said(text, expected)                                                                \
    do {                                                                                           \
        g_auto(Parsed) parsed_ = parse_text(text);                                                 \
        g_autofree char *said_ = said_of(parsed_.report);                                          \
        g_assert_cmpstr(said_, ==, expected);                                                      \
    } while (0)

/* First node of an element, in document order. */
static inline const xmlNode *find_element(const Parsed *parsed, Element element) {
    const xmlNode *top = parsed->article->tree->children;
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) == element) {
            return at;
        }
    }
    return NULL;
}

#endif
