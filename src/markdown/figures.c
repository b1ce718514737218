/* Pictures, and the paragraphs that are nothing but pictures. */
#include "markdown/walk.h"

#include "markdown/parse.h"

#include <string.h>

/* The text between the brackets, as CommonMark says: that of what stands in it. */
static char *alt_text(cmark_node *image) {
    GString *out = g_string_new(NULL);
    cmark_node *node = cmark_node_first_child(image);
    while (node != NULL && node != image) {
        int type = (int)cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) {
            g_string_append(out, cmark_node_get_literal(node));
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            g_string_append_c(out, ' ');
        }
        cmark_node *next = cmark_node_first_child(node);
        while (next == NULL && node != image) {
            next = cmark_node_next(node);
            node = next == NULL ? cmark_node_parent(node) : node;
        }
        node = next;
    }
    return g_string_free(out, FALSE);
}

/* Empty brackets say nothing about the picture; brackets with a space in them say that there is
 * nothing to say. */
xmlNode *make_image(Walk *walk, cmark_node *image) {
    Position place = places_of(&walk->places, image);
    xmlNode *made = node_new(walk->builder.tree, ELEMENT_IMG, place.line, place.column);
    html_set_attribute(made, "src", cmark_node_get_url(image));
    if (cmark_node_first_child(image) != NULL) {
        g_autofree char *alt = alt_text(image);
        html_set_attribute(made, "alt", g_strstrip(alt));
    }
    return made;
}

static bool is_between_pictures(cmark_node *node) {
    int type = (int)cmark_node_get_type(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
        return true;
    }
    if (type != CMARK_NODE_TEXT) {
        return false;
    }
    const char *text = cmark_node_get_literal(node);
    text += cmark_node_previous(node) != NULL ? picture_attributes_length(text) : 0;
    return text_is_blank(text);
}

/* One side of a cutline's stroke, trimmed, its marks parsed. */
static void set_part(Walk *walk, xmlNode *parent, const char *text, size_t length_bytes,
                     Position place) {
    g_autofree char *part = g_strstrip(g_strndup(text, length_bytes));
    builder_flush(&walk->builder);
    parse_inline(walk->builder.tree, parent, part, place, walk->places.file, walk->report);
}

/* The image's title: `cutline | credit`. */
static void set_cutline(Walk *walk, xmlNode *figure, const char *title, Position place) {
    xmlDoc *tree = walk->builder.tree;
    xmlNode *cutline = node_new(tree, ELEMENT_FIGCAPTION, place.line, place.column);
    node_append(figure, cutline);
    const char *stroke = strrchr(title, '|');
    size_t length = stroke != NULL ? (size_t)(stroke - title) : strlen(title);
    set_part(walk, cutline, title, length, place);
    if (stroke == NULL || text_is_blank(stroke + 1)) {
        return;
    }
    if (cutline->children != NULL) {
        node_append(cutline, node_new_text(tree, " ", 1, place.line, place.column));
    }
    xmlNode *credit = node_new(tree, ELEMENT_SPAN, place.line, place.column);
    node_set(credit, ATTRIBUTE_CLASS, "credit");
    node_append(cutline, credit);
    set_part(walk, credit, stroke + 1, strlen(stroke + 1), place);
}

/* A picture, the end of the line, and emphasised words to the paragraph's end, as sites that know
 * no cutlines have them: the words. NULL: it is another paragraph. */
static cmark_node *find_words_below(cmark_node *paragraph) {
    cmark_node *image = cmark_node_first_child(paragraph);
    cmark_node *words = cmark_node_last_child(paragraph);
    cmark_node *line_end = words != NULL ? cmark_node_previous(words) : NULL;
    if (line_end == NULL || cmark_node_get_type(words) != CMARK_NODE_EMPH ||
        !is_between_pictures(line_end) || cmark_node_get_type(line_end) == CMARK_NODE_TEXT ||
        !text_is_blank(cmark_node_get_title(image))) {
        return NULL;
    }
    for (cmark_node *node = cmark_node_next(image); node != line_end;
         node = cmark_node_next(node)) {
        if (!is_between_pictures(node)) {
            return NULL;
        }
    }
    return words;
}

static void set_words_below(Walk *walk, cmark_node *words) {
    Position place = places_of(&walk->places, words);
    xmlNode *made = node_new(walk->builder.tree, ELEMENT_FIGCAPTION, place.line, place.column);
    xmlNode *cutline = builder_open(&walk->builder, made);
    cmark_node *node = cmark_node_first_child(words);
    for (; node != NULL; node = cmark_node_next(node)) {
        walk_tree(walk, node);
    }
    builder_close(&walk->builder, cutline);
}

static void set_figure(Walk *walk, cmark_node *image, cmark_node *words_below) {
    Position place = places_of(&walk->places, image);
    xmlNode *made = node_new(walk->builder.tree, ELEMENT_FIGURE, place.line, place.column);
    xmlNode *figure = builder_open(&walk->builder, made);
    builder_open(&walk->builder, make_image(walk, image));
    const char *title = cmark_node_get_title(image);
    if (figure != NULL && !text_is_blank(title)) {
        set_cutline(walk, figure, title, place);
    } else if (!text_is_blank(title)) { /* in a figure of raw HTML, or in running text */
        builder_text(&walk->builder, title, strlen(title), place.line, place.column);
    }
    if (words_below != NULL) {
        set_words_below(walk, words_below);
    }
    builder_close(&walk->builder, figure);
}

bool set_figures(Walk *walk, cmark_node *paragraph) {
    cmark_node *first = cmark_node_first_child(paragraph);
    if (first == NULL || cmark_node_get_type(first) != CMARK_NODE_IMAGE) {
        return false;
    }
    cmark_node *words_below = find_words_below(paragraph);
    for (cmark_node *node = first; node != words_below; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) != CMARK_NODE_IMAGE && !is_between_pictures(node)) {
            return false;
        }
    }
    builder_flush(&walk->builder);
    for (cmark_node *node = first; node != NULL; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == CMARK_NODE_IMAGE) {
            set_figure(walk, node, words_below);
        }
    }
    return true;
}
