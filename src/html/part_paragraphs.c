/* Paragraphs by empty lines, as pages of the nineties have them: a run of line breaks ends one. */
#include "html/page.h"

#include <string.h>

static bool is_blank(const xmlNode *node) {
    const char *text = node->type == XML_TEXT_NODE ? node_text(node) : "x";
    while (g_str_has_prefix(text, "\xC2\xA0") || strchr(" \t\n\f\r", *text) != NULL) {
        if (*text == '\0') {
            return true;
        }
        text += *text == '\xC2' ? 2 : 1;
    }
    return false;
}

static xmlNode *next_word(const xmlNode *node) {
    xmlNode *next = node->next;
    while (next != NULL && is_blank(next)) {
        next = next->next;
    }
    return next;
}

/* Is it the first of several line breaks? */
static bool begins_run(const xmlNode *node) {
    const xmlNode *next = element_of(node) == ELEMENT_BR ? next_word(node) : NULL;
    return next != NULL && element_of(next) == ELEMENT_BR;
}

/* A new element like `of`, right before it. The first of the two has the id. */
static xmlNode *make_first(xmlNode *of) {
    xmlNode *first = node_new(of->doc, element_of(of), node_line(of), node_column(of));
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        const char *value = node_get(of, (Attribute)i);
        if (value != NULL) {
            node_set(first, (Attribute)i, value);
        }
    }
    node_unset(of, ATTRIBUTE_ID);
    node_insert_before(of, first);
    return first;
}

static void drop_breaks(xmlNode *first) {
    for (xmlNode *node = first; node != NULL;) {
        xmlNode *next = node->next;
        if (element_of(node) != ELEMENT_BR && !is_blank(node)) {
            return;
        }
        node_remove(node);
        node = next;
    }
}

/* All that stands before `node` in the paragraph, in whatever marks, goes into one of its own. */
static xmlNode *part_before(xmlNode *node, const xmlNode *paragraph) {
    xmlNode *first = NULL;
    for (xmlNode *at = node; at != paragraph; at = at->parent) {
        xmlNode *parent = at->parent;
        first = make_first(parent);
        for (xmlNode *child = parent->children; child != at; child = parent->children) {
            node_unlink(child);
            node_append(first, child);
        }
    }
    return first;
}

/* No white space begins a paragraph. */
static void trim_start(xmlNode *paragraph) {
    xmlNode *text = paragraph->children;
    if (text == NULL || text->type != XML_TEXT_NODE) {
        return;
    }
    const char *from = node_text(text);
    uint32_t line = node_line(text);
    size_t white = strspn(from, " \t\n\f\r");
    for (size_t i = 0; i < white; i++) {
        line += from[i] == '\n';
    }
    if (white > 0) {
        g_autofree char *rest = g_strdup(from + white);
        node_set_place(text, line, line == node_line(text) ? node_column(text) : 1);
        node_replace_text(text, rest, strlen(rest));
    }
}

static void trim_end(xmlNode *paragraph) {
    xmlNode *text = paragraph->last;
    if (text != NULL && text->type == XML_TEXT_NODE) {
        g_autofree char *rest = g_strchomp(g_strdup(node_text(text)));
        node_replace_text(text, rest, strlen(rest));
    }
}

static void set_place_by_text(xmlNode *paragraph) {
    for (const xmlNode *at = paragraph; at != NULL; at = node_next(at, paragraph, false)) {
        if (at->type == XML_TEXT_NODE && node_line(at) > 0) {
            node_set_place(paragraph, node_line(at), node_column(at));
            return;
        }
    }
}

/* Is there a word or a picture in it? */
static bool says_something(const xmlNode *top) {
    for (const xmlNode *at = top; at != NULL; at = node_next(at, top, false)) {
        if (element_of(at) == ELEMENT_IMG || (at->type == XML_TEXT_NODE && !is_blank(at))) {
            return true;
        }
    }
    return false;
}

static void remove_if_empty(xmlNode *paragraph) {
    if (!says_something(paragraph) && node_get(paragraph, ATTRIBUTE_ID) == NULL) {
        node_remove(paragraph);
    }
}

static void part_paragraph(xmlNode *paragraph) {
    for (xmlNode *at = paragraph; at != NULL;) {
        if (!begins_run(at)) {
            at = node_next(at, paragraph, false);
            continue;
        }
        xmlNode *first = part_before(at, paragraph);
        drop_breaks(at);
        trim_start(paragraph);
        trim_end(first);
        remove_if_empty(first);
        set_place_by_text(paragraph);
        at = paragraph;
    }
    remove_if_empty(paragraph);
}

void page_part_paragraphs(xmlNode *top) {
    for (xmlNode *at = top; at != NULL;) {
        bool is_paragraph = element_of(at) == ELEMENT_P;
        xmlNode *next = node_next(at, top, is_paragraph);
        if (is_paragraph) {
            part_paragraph(at);
        }
        at = next;
    }
}
