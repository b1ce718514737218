/* Every example of the CommonMark specification comes out as a tree of the closed vocabulary, and
 * with the text that the specification's own HTML shows. The few that the vocabulary refuses, and
 * those that enrich has to settle, are listed with their reasons and with what comes out instead.
 */
#include "markdown/markdown.h"

#include <gumbo.h>
#include <string.h>

enum { EXAMPLE_COUNT = 649 };

/* What the tree is to have instead. */
typedef struct {
    unsigned example;
    const char *text;    /* NULL: that of the specification */
    const char *refused; /* what only enrich settles; NULL: nothing */
} Exception;

static const Exception exceptions[] = {
    /* A picture alone in its paragraph is a figure, and its title the cutline. */
    {568, "title", NULL},
    {569, "train & tracks", NULL},
    {572, "train & tracks", NULL},
    {573, "train & tracks", NULL},
    {580, "title", NULL},
    {581, "title", NULL},
    {582, "title", NULL},
    {584, "title", NULL},
    {585, "title", NULL},
    {587, "title", NULL},
    /* Schemes that no book may hold: enrich says so, and leaves the text. */
    {592, NULL, "a href=\"irc://foo.bar:2233/baz\""},
    {594, NULL, "a href=\"a+b+c:d\""},
    {595, NULL, "a href=\"made-up-scheme://foo,bar\""},
    {597, NULL, "a href=\"localhost:5001/foo\""},
    /* A CDATA section is one piece of raw HTML to CommonMark; HTML5 would end it at the first '>'
     * and show the rest. Here all of it goes. */
    {626, "foo", NULL},
};

static Exception exception_of(unsigned example) {
    for (size_t i = 0; i < G_N_ELEMENTS(exceptions); i++) {
        if (exceptions[i].example == example) {
            return exceptions[i];
        }
    }
    return (Exception){example, NULL, NULL};
}

/* The text that the specification's HTML shows */

static bool is_unseen(GumboTag tag) {
    return tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE || tag == GUMBO_TAG_TEXTAREA ||
           tag == GUMBO_TAG_TITLE || tag == GUMBO_TAG_IFRAME;
}

static bool is_running(GumboTag tag) {
    static const GumboTag running[] = {GUMBO_TAG_A,   GUMBO_TAG_EM,     GUMBO_TAG_STRONG,
                                       GUMBO_TAG_B,   GUMBO_TAG_I,      GUMBO_TAG_CODE,
                                       GUMBO_TAG_DEL, GUMBO_TAG_INS,    GUMBO_TAG_SPAN,
                                       GUMBO_TAG_IMG, GUMBO_TAG_UNKNOWN};
    for (size_t i = 0; i < G_N_ELEMENTS(running); i++) {
        if (running[i] == tag) {
            return true;
        }
    }
    return false;
}

static void append_expected(GString *out, const GumboNode *node) {
    if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
        node->type == GUMBO_NODE_CDATA) {
        g_string_append(out, node->v.text.text);
    }
    if (node->type != GUMBO_NODE_ELEMENT || is_unseen(node->v.element.tag)) {
        return;
    }
    const char *edge = is_running(node->v.element.tag) ? "" : " ";
    g_string_append(out, edge);
    for (unsigned i = 0; i < node->v.element.children.length; i++) {
        append_expected(out, node->v.element.children.data[i]);
    }
    g_string_append(out, edge);
}

static char *expected_text(const char *html) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = GUMBO_TAG_BODY;
    GumboOutput *output = gumbo_parse_with_options(&options, html, strlen(html));
    g_autoptr(GString) text = g_string_new(NULL);
    append_expected(text, output->root);
    gumbo_destroy_output(&options, output);
    return text_collapse(text->str);
}

/* The text of our tree */

static void append_made(GString *out, const xmlNode *node) {
    if (node->type == XML_TEXT_NODE) {
        g_string_append(out, node_text(node));
        return;
    }
    Element element = element_of(node);
    bool is_apart = element == ELEMENT_BR || element_group(element) != GROUP_INLINE;
    g_string_append(out, is_apart ? " " : "");
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        append_made(out, child);
    }
    g_string_append(out, is_apart ? " " : "");
}

static char *made_text(const xmlNode *body) {
    g_autoptr(GString) text = g_string_new(NULL);
    append_made(text, body);
    return text_collapse(text->str);
}

/* What in the tree the vocabulary would refuse; NULL: nothing. */

static char *refused_attribute(const xmlNode *node) {
    for (const xmlAttr *at = node->properties; at != NULL; at = at->next) {
        Attribute attribute =
            attribute_from_name((const char *)at->name, strlen((const char *)at->name));
        const char *value = node_text(at->children);
        if (!element_may_carry(element_of(node), attribute) ||
            !attribute_accepts(attribute, value)) {
            return g_strdup_printf("%s %s=\"%s\"", (const char *)node->name, (const char *)at->name,
                                   value);
        }
    }
    return NULL;
}

static char *refused_by_vocabulary(const xmlNode *body) {
    for (const xmlNode *node = body->children; node != NULL; node = node_next(node, body, false)) {
        bool is_text = node->type == XML_TEXT_NODE;
        Element element = is_text ? ELEMENT_NONE : element_of(node);
        if (!is_text && (node->type != XML_ELEMENT_NODE || element == ELEMENT_NONE)) {
            return g_strdup("a node that is none of ours");
        }
        if (!element_may_hold(element_of(node->parent), element)) {
            return g_strdup_printf("%s in %s", is_text ? "text" : element_name(element),
                                   (const char *)node->parent->name);
        }
        char *attribute = is_text ? NULL : refused_attribute(node);
        if (attribute != NULL) {
            return attribute;
        }
    }
    return NULL;
}

/* Does the tree come back from its own XML? */
static bool is_well_formed(xmlDoc *tree) {
    xmlChar *xml = NULL;
    int length = 0;
    xmlDocDumpMemoryEnc(tree, &xml, &length, "UTF-8");
    xmlDoc *again = xmlReadMemory((const char *)xml, length, NULL, "UTF-8",
                                  XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
    xmlFree(xml);
    bool is_read = again != NULL;
    xmlFreeDoc(again);
    return is_read;
}

static bool check(unsigned number, const char *markdown, const char *html) {
    g_autoptr(Article) article = article_new("example.md", "example.md");
    g_autoptr(Report) report = report_new();
    markdown_parse(article, markdown, strlen(markdown), 1, (MarkdownParts){NULL, NULL, NULL},
                   report);
    const xmlNode *body = tree_body(article->tree);
    Exception exception = exception_of(number);
    g_autofree char *shown = expected_text(html);
    const char *wanted = exception.text != NULL ? exception.text : shown;
    g_autofree char *made = made_text(body);
    g_autofree char *refused = refused_by_vocabulary(body);
    bool is_sound = is_well_formed(article->tree);
    if (strcmp(wanted, made) == 0 && g_strcmp0(refused, exception.refused) == 0 && is_sound) {
        return true;
    }
    g_printerr("example %u: %s%s\n  refused: %s\n  wanted: %s\n  made:   %s\n", number, markdown,
               is_sound ? "" : "  not well-formed", refused != NULL ? refused : "nothing", wanted,
               made);
    return false;
}

/* The specification's file: an example stands between lines of 32 backquotes, its Markdown and its
 * HTML divided by a line with a full stop; arrows are tabs. */

static char *next_section(char **at, const char *divider) {
    char *end = strstr(*at, divider);
    if (end == NULL) {
        return NULL;
    }
    char *start = *at;
    *end = '\0';
    *at = end + strlen(divider);
    return start;
}

static char *with_tabs(const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, "→", -1);
    return g_strjoinv("\t", parts);
}

int main(int argc, char **argv) {
    static const char opening[] = "\n```````````````````````````````` example\n";
    static const char closing[] = "````````````````````````````````\n";
    g_autofree char *spec = NULL;
    if (argc != 2 || !g_file_get_contents(argv[1], &spec, NULL, NULL)) {
        g_printerr("usage: commonmark-examples SPEC.TXT (npm ci in tests/commonmark fetches it)\n");
        return 2;
    }
    vocabulary_begin();
    markdown_begin();
    unsigned count = 0;
    unsigned failures = 0;
    char *at = spec;
    while (next_section(&at, opening) != NULL) {
        *--at = '\n'; /* so that an empty text ends like any other */
        char *markdown = next_section(&at, "\n.\n");
        *--at = '\n';
        char *html = next_section(&at, closing);
        g_assert_nonnull(markdown);
        g_assert_nonnull(html);
        g_autofree char *text = with_tabs(markdown + (markdown[0] == '\n'));
        g_autofree char *text_whole = g_strconcat(text, "\n", NULL);
        g_autofree char *shown = with_tabs(html + 1);
        failures += !check(++count, text_whole, shown);
    }
    vocabulary_end();
    g_print("%u examples, %u failures\n", count, failures);
    return count == EXAMPLE_COUNT && failures == 0 ? 0 : 1;
}
