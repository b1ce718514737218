/* Growing a tree within the content model. */
#include "html/builder.h"

#include "base/limits.h"
#include "html/clean_text.h"

#include <string.h>

/* Elements that nobody wrote may go deeper, so that text always finds a place. */
enum { IMPLIED_DEPTH = 4 };

static const char white[] = " \t\n\f\r";

static void enter(Builder *builder, xmlNode *node) {
    node_append(builder->at, node);
    builder->at = node;
    builder->depth++;
    builder->links += element_of(node) == ELEMENT_A;
}

static bool is_implied(const Builder *builder) {
    return builder->implied->len > 0 &&
           builder->implied->pdata[builder->implied->len - 1] == builder->at;
}

static void trim_end(GString *text) {
    while (text->len > 0 && strchr(white, text->str[text->len - 1]) != NULL) {
        g_string_truncate(text, text->len - 1);
    }
}

void builder_flush(Builder *builder) {
    GString *text = builder->text;
    if (text->len > 0) {
        node_append(builder->at, node_new_text(builder->tree, text->str, text->len,
                                               builder->text_line, builder->text_column));
        g_string_truncate(text, 0);
    }
}

/* White space means nothing at the edges of what is no running text. */
static bool has_soft_edges(const xmlNode *node) {
    Element element = element_of(node);
    return element != ELEMENT_PRE && element_group(element) != GROUP_INLINE;
}

static void leave(Builder *builder) {
    if (has_soft_edges(builder->at)) {
        trim_end(builder->text);
    }
    if (is_implied(builder)) {
        g_ptr_array_set_size(builder->implied, (int)builder->implied->len - 1);
    }
    builder_flush(builder);
    builder->links -= element_of(builder->at) == ELEMENT_A;
    builder->depth--;
    builder->at = builder->at->parent;
}

static void enter_at(Builder *builder, xmlNode *parent) {
    builder->at = parent;
    builder->depth = builder->links = 0;
    for (const xmlNode *up = parent; up != NULL && up->type == XML_ELEMENT_NODE; up = up->parent) {
        builder->depth++;
        builder->links += element_of(up) == ELEMENT_A;
    }
}

void builder_begin(Builder *builder, xmlDoc *tree, xmlNode *parent) {
    *builder =
        (Builder){.tree = tree, .implied = g_ptr_array_new(), .text = g_string_sized_new(1024)};
    enter_at(builder, parent);
}

void builder_end(Builder *builder) {
    builder_settle(builder);
    builder_flush(builder);
    g_ptr_array_free(builder->implied, TRUE);
    g_string_free(builder->text, TRUE);
}

void builder_settle(Builder *builder) {
    while (is_implied(builder)) {
        leave(builder);
    }
}

void builder_move(Builder *builder, xmlNode *parent) {
    builder_settle(builder);
    builder_flush(builder);
    enter_at(builder, parent);
}

/* The element that has to come between, NONE if there is none. */
static Element bridge(Element at, Element child) {
    ElementHolds holds = element_holds(at);
    if (child == ELEMENT_LI) {
        return ELEMENT_UL;
    }
    if (child == ELEMENT_DT || child == ELEMENT_DD) {
        return ELEMENT_DL;
    }
    if (child >= 0 && element_group(child) == GROUP_PART) {
        return ELEMENT_NONE;
    }
    if (at == ELEMENT_UL || at == ELEMENT_OL) {
        return ELEMENT_LI;
    }
    if (at == ELEMENT_DL) {
        return ELEMENT_DD;
    }
    if (at == ELEMENT_TR) {
        return ELEMENT_TD;
    }
    if (holds == HOLDS_PARTS) {
        return ELEMENT_TR;
    }
    bool is_running = child < 0 || element_group(child) == GROUP_INLINE;
    return holds == HOLDS_BLOCKS && is_running ? ELEMENT_P : ELEMENT_NONE;
}

static void enter_implied(Builder *builder, Element element, uint32_t line, uint32_t column) {
    builder_flush(builder);
    enter(builder, node_new(builder->tree, element, line, column));
    g_ptr_array_add(builder->implied, builder->at);
}

/* Leaves what was implied and implies what is lacking until `child` may stand here. */
static bool make_room(Builder *builder, Element child, uint32_t line, uint32_t column) {
    bool is_bridging = false;
    while (!element_may_hold(element_of(builder->at), child)) {
        if (!is_bridging && is_implied(builder)) {
            leave(builder);
            continue;
        }
        Element at = element_of(builder->at);
        Element between = bridge(at, child);
        if (between == ELEMENT_NONE || !element_may_hold(at, between)) {
            return false;
        }
        enter_implied(builder, between, line, column);
        is_bridging = true;
    }
    return true;
}

xmlNode *builder_open(Builder *builder, xmlNode *node) {
    Element element = element_of(node);
    bool is_void = element_holds(element) == HOLDS_NOTHING;
    bool is_too_deep = !is_void && builder->depth + IMPLIED_DEPTH >= LIMIT_TREE_DEPTH;
    builder->is_too_deep |= is_too_deep;
    if (is_too_deep || (element == ELEMENT_A && builder->links > 0) ||
        !make_room(builder, element, node_line(node), node_column(node))) {
        node_remove(node);
        return NULL;
    }
    if (has_soft_edges(node)) {
        trim_end(builder->text);
    }
    builder_flush(builder);
    if (is_void) {
        node_append(builder->at, node);
    } else {
        enter(builder, node);
    }
    return node;
}

xmlNode *builder_try(Builder *builder, xmlNode *node) {
    bool was_too_deep = builder->is_too_deep;
    xmlNode *opened = builder_open(builder, node);
    builder->is_too_deep = was_too_deep;
    return opened;
}

void builder_put(Builder *builder, xmlNode *node) {
    make_room(builder, ELEMENT_NONE, node_line(node), node_column(node));
    builder_flush(builder);
    node_append(builder->at, node);
}

void builder_close(Builder *builder, const xmlNode *node) {
    const xmlNode *open = builder->at;
    while (open != node && open != NULL) {
        open = open->parent;
    }
    if (open == NULL) {
        return;
    }
    while (builder->at != node) {
        leave(builder);
    }
    leave(builder);
}

void builder_text(Builder *builder, const char *text, size_t length_bytes, uint32_t line,
                  uint32_t column) {
    bool is_edge = builder->at->last == NULL && has_soft_edges(builder->at);
    if (builder->text->len == 0 &&
        (is_edge || !element_may_hold(element_of(builder->at), ELEMENT_NONE))) {
        while (length_bytes > 0 && strchr(white, text[0]) != NULL) {
            line += text[0] == '\n';
            column = text[0] == '\n' ? 1 : column + 1;
            text++;
            length_bytes--;
        }
        if (length_bytes == 0 || !make_room(builder, ELEMENT_NONE, line, column)) {
            return;
        }
    }
    if (builder->text->len == 0) {
        builder->text_line = line;
        builder->text_column = column;
    }
    append_clean_text(builder->text, text, length_bytes);
}

void builder_break(Builder *builder) {
    if (is_implied(builder) && element_of(builder->at) == ELEMENT_P) {
        leave(builder);
        return;
    }
    GString *text = builder->text;
    bool has_words =
        text->len > 0 ? strchr(white, text->str[text->len - 1]) == NULL : builder->at->last != NULL;
    if (has_words && element_may_hold(element_of(builder->at), ELEMENT_NONE)) {
        g_string_append_c(text, ' ');
    }
}
