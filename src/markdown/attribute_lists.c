/* What kramdown and Pandoc write in braces behind things: `{.left}`, `{:target="_blank"}`, `{#id}`.
 * None of it is text. Its id is a heading's; the rest says how a page of the web looks. */
#include "html/html.h"
#include "markdown/walk.h"

#include <string.h>

static bool begins_attributes(const char *text) {
    return text[0] == '{' && text[1] != '\0' && strchr(":.#", text[1]) != NULL;
}

size_t picture_attributes_length(const char *text) {
    const char *close = strchr(text, '}');
    if (text[0] != '{' || close == NULL) {
        return 0;
    }
    size_t length = (size_t)(close - text) + 1;
    return begins_attributes(text) || memchr(text, '=', length) != NULL ? length : 0;
}

size_t attributes_length_behind(const cmark_node *node, const char *text) {
    switch ((int)cmark_node_get_type((cmark_node *)node)) {
    case CMARK_NODE_IMAGE:
        return picture_attributes_length(text);
    case CMARK_NODE_LINK:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_CODE:
        return begins_attributes(text) ? picture_attributes_length(text) : 0;
    default:
        return 0;
    }
}

static void set_id(xmlNode *heading, const char *attributes) {
    const char *id = strchr(attributes, '#');
    if (id != NULL) {
        g_autofree char *name = g_strndup(id + 1, strcspn(id + 1, " \t:.#}"));
        html_set_attribute(heading, "id", name);
    }
}

void take_heading_attributes(cmark_node *node, xmlNode *heading) {
    cmark_node *last = cmark_node_last_child(node);
    if (heading == NULL || last == NULL || cmark_node_get_type(last) != CMARK_NODE_TEXT) {
        return;
    }
    g_autofree char *text = g_strchomp(g_strdup(cmark_node_get_literal(last)));
    char *open = strrchr(text, '{');
    bool is_all = open == text && cmark_node_previous(last) == NULL;
    if (open == NULL || is_all || !begins_attributes(open) ||
        strchr(open, '}') != text + strlen(text) - 1) {
        return;
    }
    set_id(heading, open);
    *open = '\0';
    cmark_node_set_literal(last, g_strchomp(text));
}
