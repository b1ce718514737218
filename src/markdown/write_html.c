/* Vocabulary HTML within Markdown, by libxml2. An HTML block ends at an empty line (CommonMark
 * 0.29, 4.6), so none may be in it. */
#include "markdown/write_nodes.h"

#include <libxml/xmlsave.h>
#include <string.h>

/* Does an empty line follow this line feed? */
static bool ends_before_empty_line(const char *newline) {
    const char *next = newline + 1 + strspn(newline + 1, " \t");
    return *next == '\n' || *next == '\0';
}

/* Calls as Markdown has them, which are understood in HTML as well. */
static void spell_calls(xmlNode *element) {
    for (xmlNode *at = element; at != NULL;) {
        xmlNode *next = node_next(at, element, false);
        const char *href = node_kind(at) == NODE_NOTE_CALL ? node_get(at, ATTRIBUTE_HREF) : NULL;
        if (href != NULL && at != element) {
            g_autofree char *call = g_strdup_printf("[^%s]", *href == '#' ? href + 1 : href);
            next = node_next(at, element, true);
            node_insert_before(at, node_new_text(at->doc, call, strlen(call), 0, 0));
            node_remove(at);
        }
        at = next;
    }
}

/* HTML takes no notice of a line end at the start of pre, so there must be another one. */
static void double_first_line_end(xmlNode *element) {
    for (xmlNode *at = element; at != NULL; at = node_next(at, element, false)) {
        xmlNode *first = element_of(at) == ELEMENT_PRE ? at->children : NULL;
        if (first != NULL && first->type == XML_TEXT_NODE && node_text(first)[0] == '\n') {
            node_insert_before(first, node_new_text(at->doc, "\n", 1, 0, 0));
        }
    }
}

char *write_html(const xmlNode *element) {
    xmlDoc *tree = tree_new();
    tree->encoding = xmlStrdup((const xmlChar *)"UTF-8"); /* else attributes are written in ASCII */
    xmlNode *copy = node_copy(tree, element, true);
    node_append(tree_body(tree), copy);
    spell_calls(copy);
    double_first_line_end(copy);
    xmlBuffer *buffer = xmlBufferCreate();
    xmlSaveCtxt *save = xmlSaveToBuffer(buffer, "UTF-8", XML_SAVE_XHTML | XML_SAVE_NO_DECL);
    xmlSaveTree(save, copy);
    xmlSaveClose(save);
    const char *html = (const char *)xmlBufferContent(buffer);
    GString *out = g_string_new(NULL);
    for (const char *at = html; *at != '\0'; at++) {
        if (*at == '\n' && ends_before_empty_line(at)) {
            g_string_append(out, "&#10;");
        } else {
            g_string_append_c(out, *at);
        }
    }
    xmlBufferFree(buffer);
    tree_free(tree);
    return g_string_free(out, FALSE);
}
