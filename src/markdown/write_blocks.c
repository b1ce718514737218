/* Blocks as cmark's nodes. */
#include "markdown/write.h"
#include "markdown/write_nodes.h"

#include <string.h>

static cmark_node *add(cmark_node *parent, cmark_node_type type) {
    cmark_node *node = cmark_node_new(type);
    cmark_node_append_child(parent, node);
    return node;
}

static void write_blocks(cmark_node *parent, const xmlNode *element) {
    for (const xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type != XML_TEXT_NODE) {
            write_block(parent, child);
        }
    }
}

static void add_html(cmark_node *parent, const xmlNode *element) {
    g_autofree char *html = write_html(element);
    cmark_node_set_literal(add(parent, CMARK_NODE_HTML_BLOCK), html);
}

static void write_heading(cmark_node *parent, const xmlNode *heading) {
    cmark_node *node = add(parent, CMARK_NODE_HEADING);
    bool is_title = node_has_class(heading, "title");
    cmark_node_set_heading_level(node, is_title ? 1 : (int)node_heading_level(heading));
    write_inlines(node, heading);
    const char *id = node_get(heading, ATTRIBUTE_ID);
    if (id != NULL) {
        g_autofree char *braces = g_strdup_printf(" {#%s}", id);
        cmark_node *literal = add(node, CMARK_NODE_CUSTOM_INLINE);
        cmark_node_set_on_enter(literal, braces);
    }
}

/* An item's text stands in it without a paragraph where the list is tight. */
static void write_item(cmark_node *list, const xmlNode *item) {
    cmark_node *node = add(list, CMARK_NODE_ITEM);
    cmark_node *paragraph = NULL;
    for (const xmlNode *child = item->children; child != NULL; child = child->next) {
        bool is_block = child->type != XML_TEXT_NODE && node_is_block(child);
        if (is_block) {
            paragraph = NULL;
            write_block(node, child);
            continue;
        }
        if (paragraph == NULL) {
            paragraph = add(node, CMARK_NODE_PARAGRAPH);
        }
        write_inline(paragraph, child);
    }
}

/* Every item is text, with at most lists behind it. */
static bool is_tight(const xmlNode *list) {
    for (const xmlNode *item = list->children; item != NULL; item = item->next) {
        const xmlNode *first = item->children;
        const xmlNode *after = first != NULL ? first->next : NULL;
        bool is_before_list = after != NULL && node_kind(after) == NODE_LIST;
        if (first != NULL && element_of(first) == ELEMENT_P && !is_before_list) {
            return false;
        }
    }
    return true;
}

static void write_list(cmark_node *parent, const xmlNode *list) {
    bool is_ordered = element_of(list) == ELEMENT_OL;
    const char *start = node_get(list, ATTRIBUTE_START);
    cmark_node *node = add(parent, CMARK_NODE_LIST);
    cmark_node_set_list_type(node, is_ordered ? CMARK_ORDERED_LIST : CMARK_BULLET_LIST);
    cmark_node_set_list_tight(node, is_tight(list));
    if (is_ordered) {
        cmark_node_set_list_start(node, start != NULL ? (int)g_ascii_strtoll(start, NULL, 10) : 1);
        cmark_node_set_list_delim(node, CMARK_PERIOD_DELIM);
    }
    for (const xmlNode *item = list->children; item != NULL; item = item->next) {
        write_item(node, item);
    }
}

/* The longest run of back ticks. */
static size_t longest_ticks(const char *text) {
    size_t longest = 0;
    for (const char *at = strchr(text, '`'); at != NULL; at = strchr(at, '`')) {
        size_t length = strspn(at, "`");
        longest = MAX(longest, length);
        at += length;
    }
    return longest;
}

/* Between fences: two indented blocks would be one. */
static void write_code_block(cmark_node *parent, const xmlNode *pre) {
    g_autoptr(GString) text = g_string_new(NULL);
    for (const xmlNode *at = pre->children; at != NULL; at = node_next(at, pre, false)) {
        if (at->type == XML_TEXT_NODE) {
            g_string_append(text, node_text(at));
        }
    }
    size_t ticks = MAX(3, longest_ticks(text->str) + 1);
    g_autofree char *fence = g_strnfill(ticks, '`');
    bool has_end = text->len == 0 || text->str[text->len - 1] == '\n';
    g_autofree char *code = g_strconcat(fence, "\n", text->str, has_end ? "" : "\n", fence, NULL);
    cmark_node_set_literal(add(parent, CMARK_NODE_HTML_BLOCK), code);
}

/* `::: sidebar` ... `:::` */
static void write_fence(cmark_node *parent, const xmlNode *box, const char *kind) {
    g_autofree char *open = g_strdup_printf("::: %s", kind);
    cmark_node *node = add(parent, CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(node, open);
    cmark_node_set_on_exit(node, ":::");
    write_blocks(node, box);
}

/* A picture by itself; its title is `cutline | credit`. */
static void write_figure(cmark_node *parent, const xmlNode *figure) {
    const xmlNode *image = figure->children;
    const xmlNode *cutline = image != NULL ? image->next : NULL;
    bool is_plain =
        image != NULL && element_of(image) == ELEMENT_IMG &&
        (cutline == NULL || (element_of(cutline) == ELEMENT_FIGCAPTION && cutline->next == NULL));
    if (!is_plain) {
        add_html(parent, figure);
        return;
    }
    cmark_node *paragraph = add(parent, CMARK_NODE_PARAGRAPH);
    write_inline(paragraph, image);
    cmark_node *made = cmark_node_first_child(paragraph);
    if (cutline != NULL && cmark_node_get_type(made) == CMARK_NODE_IMAGE) {
        g_autofree char *title = write_cutline(cutline);
        cmark_node_set_title(made, title);
    }
}

/* Tables of strokes, which cmark has no public nodes for: cells are written one by one. */

/* A stroke in a cell, in code as well, is not one of the table's. */
static void append_cell(GString *out, const xmlNode *cell) {
    g_autofree char *text = markdown_write_line(cell);
    g_string_append(out, "| ");
    for (const char *at = text; *at != '\0'; at++) {
        bool is_bare = *at == '|' && (at == text || at[-1] != '\\');
        g_string_append(out, is_bare ? "\\" : "");
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, ' ');
}

static void append_row(GString *out, const xmlNode *row) {
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        append_cell(out, cell);
    }
    g_string_append(out, "|\n");
}

static void append_rule(GString *out, const xmlNode *heads) {
    for (const xmlNode *cell = heads->children; cell != NULL; cell = cell->next) {
        bool is_right = node_has_class(cell, "right");
        bool is_centre = node_has_class(cell, "center");
        g_string_append_printf(out, "| %s---%s ", is_centre ? ":" : "",
                               is_right || is_centre ? ":" : "");
    }
    g_string_append(out, "|\n");
}

/* One row of heads, then rows of cells. What is not so reads back otherwise, and is then HTML. */
static void write_table(cmark_node *parent, const xmlNode *table) {
    const xmlNode *head = table->children;
    const xmlNode *heads =
        head != NULL && element_of(head) == ELEMENT_THEAD ? head->children : NULL;
    if (heads == NULL) {
        add_html(parent, table);
        return;
    }
    g_autoptr(GString) out = g_string_new(NULL);
    append_row(out, heads);
    append_rule(out, heads);
    const xmlNode *body = head->next;
    for (const xmlNode *row = body != NULL ? body->children : NULL; row != NULL; row = row->next) {
        append_row(out, row);
    }
    cmark_node_set_literal(add(parent, CMARK_NODE_HTML_BLOCK), out->str);
}

/* Verse: a paragraph a stanza, a line a line. */
static void write_verse(cmark_node *parent, const xmlNode *verse) {
    g_autoptr(GString) out = g_string_new("::: verse\n");
    for (const xmlNode *stanza = verse->children; stanza != NULL; stanza = stanza->next) {
        g_autofree char *lines = write_lines(stanza);
        g_string_append_printf(out, "%s%s\n", stanza->prev != NULL ? "\n" : "", lines);
    }
    g_string_append(out, ":::\n");
    cmark_node_set_literal(add(parent, CMARK_NODE_HTML_BLOCK), out->str);
}

/* All of them */

void write_block(cmark_node *parent, const xmlNode *block) {
    Element element = element_of(block);
    bool is_plain = block->properties == NULL;
    if (element == ELEMENT_P && is_plain) {
        write_inlines(add(parent, CMARK_NODE_PARAGRAPH), block);
    } else if (node_kind(block) == NODE_HEADING) {
        write_heading(parent, block);
    } else if (element == ELEMENT_UL || element == ELEMENT_OL) {
        write_list(parent, block);
    } else if (element == ELEMENT_BLOCKQUOTE && is_plain) {
        write_blocks(add(parent, CMARK_NODE_BLOCK_QUOTE), block);
    } else if (element == ELEMENT_PRE && is_plain) {
        write_code_block(parent, block);
    } else if (element == ELEMENT_HR && is_plain) {
        add(parent, CMARK_NODE_THEMATIC_BREAK);
    } else if (node_kind(block) == NODE_VERSE) {
        write_verse(parent, block);
    } else if (node_kind(block) == NODE_PULL_QUOTE) {
        write_fence(parent, block, "pullquote");
    } else if (node_kind(block) == NODE_SIDEBAR) {
        write_fence(parent, block, "sidebar");
    } else if (element == ELEMENT_FIGURE && is_plain) {
        write_figure(parent, block);
    } else if (element == ELEMENT_TABLE && is_plain) {
        write_table(parent, block);
    } else {
        add_html(parent, block);
    }
}
