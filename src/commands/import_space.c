/* White space that shows nowhere is taken out of a tree. */
#include "commands/import_space.h"

#include <string.h>

static const char white[] = " \t\r\n";

static bool is_white(char c) {
    return c != '\0' && strchr(white, c) != NULL;
}

static bool is_literal(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_PRE || element == ELEMENT_CODE;
}

/* Does a line of text begin behind (or end before) the node's edge, going up through inlines? */
static bool is_at_edge(const xmlNode *node, bool at_start) {
    for (const xmlNode *at = node; at != NULL && at->parent != NULL; at = at->parent) {
        const xmlNode *beside = at_start ? at->prev : at->next;
        if (beside != NULL) {
            return beside->type != XML_TEXT_NODE &&
                   (element_of(beside) == ELEMENT_BR || node_is_block(beside));
        }
        Element above = element_of(at->parent);
        if (above == ELEMENT_NONE || element_group(above) != GROUP_INLINE) {
            return true;
        }
    }
    return true;
}

/* Runs of white space as one, a line end where one was in it. */
static char *collapse(const char *text) {
    GString *out = g_string_sized_new(strlen(text));
    while (*text != '\0') {
        size_t run = strspn(text, white);
        if (run > 0) {
            g_string_append_c(out, memchr(text, '\n', run) != NULL ? '\n' : ' ');
        }
        text += run;
        size_t word = strcspn(text, white);
        g_string_append_len(out, text, (gssize)word);
        text += word;
    }
    return g_string_free(out, FALSE);
}

static void tidy(xmlNode *text) {
    g_autofree char *collapsed = collapse(node_text(text));
    char *from = collapsed;
    size_t length = strlen(from);
    if (is_white(*from) && is_at_edge(text, true)) {
        from++;
        length--;
    }
    if (length > 0 && is_white(from[length - 1]) && is_at_edge(text, false)) {
        length--;
    }
    if (length == 0) {
        node_remove(text);
    } else if (strlen(node_text(text)) != length) {
        node_replace_text(text, from, length);
    }
}

void import_tidy_space(xmlDoc *tree) {
    xmlNode *top = tree->children;
    for (xmlNode *at = top; at != NULL;) {
        xmlNode *next = node_next(at, top, is_literal(at));
        if (at->type == XML_TEXT_NODE) {
            tidy(at);
        }
        at = next;
    }
}
