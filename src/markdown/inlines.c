/* Running text into the tree. */
#include "markdown/walk.h"

#include <string.h>

static void take_text(Walk *walk, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    size_t length = strlen(literal);
    size_t skipped = MIN(walk->skip_bytes, length);
    walk->skip_bytes = 0;
    const cmark_node *before = literal[0] == '{' ? cmark_node_previous(node) : NULL;
    if (before != NULL) {
        skipped = attributes_length_behind(before, literal);
    }
    if (memchr(literal, '[', length) != NULL && strstr(literal, "[^") != NULL) {
        take_text_with_calls(walk, node, literal + skipped);
        return;
    }
    append_text(walk, literal + skipped, length - skipped, places_of(&walk->places, node));
}

static void break_line(Walk *walk, cmark_node *node) {
    Position place = places_of(&walk->places, node);
    builder_open(&walk->builder,
                 node_new(walk->builder.tree, ELEMENT_BR, place.line, place.column));
}

/* Where lines are kept, the end of one is a break, unless the author has put one there. */
static void take_soft_break(Walk *walk, cmark_node *node) {
    const Builder *builder = &walk->builder;
    bool has_break = builder->text->len == 0 && builder->at->last != NULL &&
                     element_of(builder->at->last) == ELEMENT_BR;
    if (!walk->is_plain_lines) {
        append_text(walk, "\n", 1, places_of(&walk->places, node));
    } else if (!has_break) {
        break_line(walk, node);
    }
}

static void take_code(Walk *walk, cmark_node *node) {
    const char *literal = cmark_node_get_literal(node);
    xmlNode *code = open_element(walk, node, ELEMENT_CODE);
    append_text(walk, literal, strlen(literal), places_of(&walk->places, node));
    builder_close(&walk->builder, code);
}

static void enter_link(Walk *walk, cmark_node *node) {
    xmlNode *link = open_element(walk, node, ELEMENT_A);
    if (link == NULL) {
        return;
    }
    html_set_attribute(link, "href", cmark_node_get_url(node));
    const char *title = cmark_node_get_title(node);
    if (title[0] != '\0') {
        html_set_attribute(link, "title", title);
    }
}

static void take_image(Walk *walk, cmark_node *node) {
    xmlNode *image = make_image(walk, node);
    const char *title = cmark_node_get_title(node);
    if (title[0] != '\0') {
        html_set_attribute(image, "title", title);
    }
    builder_open(&walk->builder, image);
}

bool enter_inline(Walk *walk, cmark_node *node) {
    switch ((int)cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
        take_text(walk, node);
        return false;
    case CMARK_NODE_SOFTBREAK:
        take_soft_break(walk, node);
        places_pass_break(&walk->places, false);
        return false;
    case CMARK_NODE_LINEBREAK:
        break_line(walk, node);
        places_pass_break(&walk->places, true);
        return false;
    case CMARK_NODE_CODE:
        take_code(walk, node);
        return false;
    case CMARK_NODE_HTML_INLINE:
        take_html_inline(walk, node);
        return false;
    case CMARK_NODE_EMPH:
        open_element(walk, node, ELEMENT_EM);
        return true;
    case CMARK_NODE_STRONG:
        open_element(walk, node, ELEMENT_STRONG);
        return true;
    case CMARK_NODE_LINK:
        enter_link(walk, node);
        return true;
    case CMARK_NODE_IMAGE:
        take_image(walk, node);
        return false;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        take_note_call(walk, node);
        return false;
    default:
        return true;
    }
}

void leave_inline(Walk *walk, cmark_node *node) {
    builder_close(&walk->builder, cmark_node_get_user_data(node));
}
