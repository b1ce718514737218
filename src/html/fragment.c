/* A fragment of HTML into the tree. */
#include "base/limits.h"
#include "html/gumbo_attributes.h"
#include "html/html.h"
#include "html/scan.h"
#include "html/tags.h"

#include <string.h>

typedef struct {
    Builder *builder;
    const char *file;
    uint32_t line, column; /* of the fragment's start */
    Report *report;
    GPtrArray *open;  /* what stands in the tree for each of gumbo's open elements, or NULL */
    GHashTable *said; /* the names of elements that the report has heard of */
} Fragment;

static void find_place(const Fragment *fragment, GumboSourcePosition at, uint32_t *line,
                       uint32_t *column) {
    /* What gumbo implies has no place: it gets the fragment's. */
    uint32_t below = at.line > 0 ? at.line - 1 : 0;
    uint32_t right = at.column > 0 ? at.column : 1;
    *line = fragment->line + below;
    *column = below == 0 ? fragment->column + right - 1 : right;
}

/* The element's name as gumbo has it, or for one that it does not know, as written. */
static GumboStringPiece name_of(const GumboElement *element) {
    if (element->tag != GUMBO_TAG_UNKNOWN) {
        const char *name = gumbo_normalized_tagname(element->tag);
        return (GumboStringPiece){name, strlen(name)};
    }
    GumboStringPiece name = element->original_tag;
    if (name.length == 0) {
        return (GumboStringPiece){"", 0};
    }
    gumbo_tag_from_original_text(&name);
    return name;
}

static void say_unwrapped(Fragment *fragment, GumboStringPiece name, uint32_t line,
                          uint32_t column) {
    char *key = g_ascii_strdown(name.data, (gssize)name.length);
    if (g_hash_table_add(fragment->said, key)) {
        report_add(fragment->report, DIAGNOSTIC_HTML_UNWRAPPED,
                   place_at(fragment->file, line, column), NULL, key, NULL);
    }
}

/* A picture without a source shows nothing but its alt text. */
static bool is_empty_picture(const xmlNode *node) {
    return element_of(node) == ELEMENT_IMG && node_get(node, ATTRIBUTE_SRC) == NULL;
}

/* The node for a kept element, linked; NULL if nothing stands for it. */
static xmlNode *open_kept(Fragment *fragment, const GumboElement *element, const TagRule *rule,
                          uint32_t line, uint32_t column) {
    xmlNode *node = node_new(fragment->builder->tree, rule->element, line, column);
    if (rule->class_name != NULL) {
        node_set(node, ATTRIBUTE_CLASS, rule->class_name);
    }
    html_set_gumbo_attributes(node, &element->attributes);
    bool means_nothing =
        node->properties == NULL && (rule->element == ELEMENT_SPAN || rule->element == ELEMENT_A);
    if (means_nothing || is_empty_picture(node)) {
        const char *alt = node_get(node, ATTRIBUTE_ALT);
        if (alt != NULL) {
            builder_text(fragment->builder, alt, strlen(alt), line, column);
        }
        node_remove(node);
        return NULL;
    }
    xmlNode *opened = builder_open(fragment->builder, node);
    if (opened == NULL && rule->is_block) {
        builder_break(fragment->builder);
    }
    return opened;
}

/* Returns whether the element's content is to come. */
static bool enter_element(Fragment *fragment, const GumboNode *from) {
    const GumboElement *element = &from->v.element;
    GumboStringPiece name = name_of(element);
    TagRule rule = tag_rule(name.data, name.length);
    uint32_t line;
    uint32_t column;
    find_place(fragment, element->start_pos, &line, &column);
    xmlNode *node = NULL;
    if (rule.fate == HTML_DROPPED) {
        return false;
    }
    if (rule.fate == HTML_KEPT) {
        node = open_kept(fragment, element, &rule, line, column);
    } else {
        if (rule.is_block) {
            builder_break(fragment->builder);
        }
        if (!rule.is_silent) {
            say_unwrapped(fragment, name, line, column);
        }
    }
    if (!rule.is_void) {
        g_ptr_array_add(fragment->open, node);
    }
    return !rule.is_void;
}

/* An empty paragraph or mark shows nothing (mending misnested HTML leaves such behind). */
static bool is_hollow(const xmlNode *node) {
    Element element = element_of(node);
    return node->children == NULL && node->properties == NULL &&
           (element == ELEMENT_P || element_group(element) == GROUP_INLINE) &&
           element_holds(element) != HOLDS_NOTHING;
}

static void leave_element(Fragment *fragment, const GumboNode *from) {
    xmlNode *node = g_ptr_array_steal_index(fragment->open, fragment->open->len - 1);
    if (node != NULL) {
        builder_close(fragment->builder, node);
        if (is_hollow(node)) {
            node_remove(node);
        }
        return;
    }
    GumboStringPiece name = name_of(&from->v.element);
    if (tag_rule(name.data, name.length).is_block) {
        builder_break(fragment->builder);
    }
}

static void take_text(Fragment *fragment, const GumboText *text) {
    uint32_t line;
    uint32_t column;
    find_place(fragment, text->start_pos, &line, &column);
    builder_text(fragment->builder, text->text, strlen(text->text), line, column);
}

/* Enters a node; returns whether its children are to be walked. */
static bool enter_node(Fragment *fragment, const GumboNode *node) {
    switch (node->type) {
    case GUMBO_NODE_TEXT:
    case GUMBO_NODE_CDATA:
    case GUMBO_NODE_WHITESPACE:
        take_text(fragment, &node->v.text);
        return false;
    case GUMBO_NODE_ELEMENT:
        return enter_element(fragment, node);
    case GUMBO_NODE_DOCUMENT:
    case GUMBO_NODE_COMMENT:
    case GUMBO_NODE_TEMPLATE:
        return false;
    }
    return false;
}

/* Document order without recursion: gumbo's nodes know their parent and their place in it. */
static void walk(Fragment *fragment, const GumboNode *root) {
    const GumboVector *siblings = &root->v.element.children;
    const GumboNode *node = siblings->length > 0 ? siblings->data[0] : NULL;
    while (node != NULL) {
        if (enter_node(fragment, node)) {
            siblings = &node->v.element.children;
            if (siblings->length > 0) {
                node = siblings->data[0];
                continue;
            }
            leave_element(fragment, node);
        }
        for (;;) {
            siblings = &node->parent->v.element.children;
            if (node->index_within_parent + 1 < siblings->length) {
                node = siblings->data[node->index_within_parent + 1];
                break;
            }
            node = node->parent;
            if (node == root) {
                return;
            }
            leave_element(fragment, node);
        }
    }
}

/* Table parts mean something to the parser only where a table is. */
static GumboTag context_of(Element at) {
    switch ((int)at) {
    case ELEMENT_TABLE:
        return GUMBO_TAG_TABLE;
    case ELEMENT_THEAD:
    case ELEMENT_TBODY:
    case ELEMENT_TFOOT:
        return GUMBO_TAG_TBODY;
    case ELEMENT_TR:
        return GUMBO_TAG_TR;
    default:
        return GUMBO_TAG_BODY;
    }
}

static void parse_into(Fragment *fragment, const char *html, size_t length_bytes) {
    GumboOptions options = kGumboDefaultOptions;
    options.fragment_context = context_of(element_of(fragment->builder->at));
    options.tab_stop = 1;
    options.max_errors = 0;
    GumboOutput *output = gumbo_parse_with_options(&options, html, length_bytes);
    walk(fragment, output->root);
    gumbo_destroy_output(&options, output);
}

void html_grow_fragment(Builder *builder, const char *html, size_t length_bytes, const char *file,
                        uint32_t line, uint32_t column, Report *report) {
    HtmlScan scan = html_scan(html, length_bytes, file, line, column, report);
    Fragment fragment = {.builder = builder,
                         .file = file,
                         .line = line,
                         .column = column,
                         .report = report,
                         .open = g_ptr_array_new(),
                         .said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    builder_settle(builder);
    bool was_too_deep = builder->is_too_deep;
    builder->is_too_deep = false;
    if (scan.too_much != NULL) {
        g_autofree char *plain = html_strip_tags(html, length_bytes);
        parse_into(&fragment, plain, strlen(plain));
    } else {
        parse_into(&fragment, scan.blanked != NULL ? scan.blanked : html, length_bytes);
    }
    builder_settle(builder);
    const char *too_much =
        builder->is_too_deep ? "would stand more than 256 deep in the text" : scan.too_much;
    if (too_much != NULL) {
        report_add(report, DIAGNOSTIC_HTML_TOO_DEEP, place_at(file, line, column), NULL, too_much,
                   NULL);
    }
    builder->is_too_deep = was_too_deep;
    g_ptr_array_free(fragment.open, TRUE);
    g_hash_table_destroy(fragment.said);
    g_free(scan.blanked);
}

void html_append_fragment(xmlDoc *tree, xmlNode *parent, const char *html, size_t length_bytes,
                          const char *file, uint32_t line, uint32_t column, Report *report) {
    Builder builder;
    builder_begin(&builder, tree, parent);
    html_grow_fragment(&builder, html, length_bytes, file, line, column, report);
    builder_end(&builder);
}
