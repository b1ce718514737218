/* What stays of a page, grown into a tree. */
#include "html/attributes.h"
#include "html/gumbo_attributes.h"
#include "html/page.h"
#include "html/tags.h"

#include <string.h>

typedef struct {
    const Page *page;
    Builder *builder;
    GArray *open;           /* Open */
    unsigned preformatted;  /* open pre elements */
    const char *waiting_id; /* of an element that was unwrapped: the next one takes it */
} Growth;

typedef struct {
    uint32_t index;
    xmlNode *node; /* what stands for it; NULL: nothing */
} Open;

static void set_attributes(xmlNode *node, const PageNode *from) {
    const GumboNode *source = from->source;
    if (from->fate == PAGE_AS) {
        const GumboVector *attributes = &source->v.element.attributes;
        for (unsigned i = 0; i < attributes->length; i++) {
            const GumboAttribute *attribute = attributes->data[i];
            if (strcmp(attribute->name, "class") != 0) {
                html_set_attribute(node, attribute->name, attribute->value);
            }
        }
    } else {
        html_set_gumbo_attributes(node, &source->v.element.attributes);
    }
}

static void set_change(xmlNode *node, Attribute attribute, const char *value) {
    if (value != NULL && element_may_carry(element_of(node), attribute)) {
        node_set(node, attribute, value);
    }
}

static xmlNode *make_node(Growth *growth, const PageNode *from, Element element,
                          const char *class_name) {
    xmlNode *node = node_new(growth->builder->tree, element, from->line, from->column);
    const PageChange *change = from->change;
    if (change != NULL) {
        set_change(node, ATTRIBUTE_SRC, change->src);
        set_change(node, ATTRIBUTE_ALT, change->alt);
        set_change(node, ATTRIBUTE_HREF, change->href);
        set_change(node, ATTRIBUTE_ID, change->id);
    }
    if (class_name != NULL) {
        node_set(node, ATTRIBUTE_CLASS, class_name);
    }
    set_attributes(node, from);
    if (growth->waiting_id != NULL && element_group(element) != GROUP_INLINE &&
        node_get(node, ATTRIBUTE_ID) == NULL) {
        html_set_attribute(node, "id", growth->waiting_id);
        growth->waiting_id = NULL;
    }
    return node;
}

/* Nothing but an element around other elements, or one that says nothing. */
static bool means_nothing(const xmlNode *node) {
    Element element = element_of(node);
    if (element == ELEMENT_IMG) {
        return node_get(node, ATTRIBUTE_SRC) == NULL;
    }
    return (element == ELEMENT_SPAN && node->properties == NULL) ||
           (element == ELEMENT_A && node_get(node, ATTRIBUTE_HREF) == NULL &&
            node_get(node, ATTRIBUTE_ID) == NULL) ||
           (element == ELEMENT_DIV && node_get(node, ATTRIBUTE_LANG) == NULL &&
            node_get(node, ATTRIBUTE_DIR) == NULL && node_get(node, ATTRIBUTE_CLASS) == NULL);
}

static void open_node(Growth *growth, uint32_t index, xmlNode *node) {
    const PageNode *from = &growth->page->nodes[index];
    if (node == NULL && from->is_block) {
        builder_break(growth->builder);
    }
    growth->preformatted += node != NULL && element_of(node) == ELEMENT_PRE;
    Open open = {index, node};
    g_array_append_val(growth->open, open);
}

/* An element of running text cannot hold blocks: then its content stands by itself. */
static bool is_unwrapped(const PageNode *from, Element element) {
    return element_group(element) == GROUP_INLINE && from->holds_blocks;
}

static void open_as(Growth *growth, uint32_t index, Element element, const char *class_name) {
    const PageNode *from = &growth->page->nodes[index];
    if (is_unwrapped(from, element)) {
        open_node(growth, index, NULL);
        return;
    }
    xmlNode *node = make_node(growth, from, element, class_name);
    if (means_nothing(node)) {
        const char *id = node_get(node, ATTRIBUTE_ID);
        if (id != NULL && growth->waiting_id == NULL) {
            growth->waiting_id = page_attribute(from, "id");
        }
        node_remove(node);
        node = NULL;
    } else {
        node = builder_open(growth->builder, node);
    }
    open_node(growth, index, node);
}

static void put_link(Growth *growth, const PageNode *from) {
    Builder *builder = growth->builder;
    xmlNode *link = node_new(builder->tree, ELEMENT_A, from->line, from->column);
    node_set(link, ATTRIBUTE_HREF, from->change->href);
    const char *label = from->change->label != NULL ? from->change->label : from->change->href;
    xmlNode *opened = builder_open(builder, link);
    builder_text(builder, label, strlen(label), from->line, from->column);
    builder_close(builder, opened);
}

/* A film: its picture, and a link under it. */
static void put_embed(Growth *growth, const PageNode *from) {
    Builder *builder = growth->builder;
    const PageChange *change = from->change;
    xmlNode *figure = NULL;
    builder_break(builder);
    if (change->src != NULL) {
        figure = builder_open(builder,
                              node_new(builder->tree, ELEMENT_FIGURE, from->line, from->column));
        xmlNode *image = node_new(builder->tree, ELEMENT_IMG, from->line, from->column);
        node_set(image, ATTRIBUTE_SRC, change->src);
        node_set(image, ATTRIBUTE_ALT, change->label != NULL ? change->label : "");
        builder_open(builder, image);
    }
    if (change->href != NULL) {
        Element around = figure != NULL ? ELEMENT_FIGCAPTION : ELEMENT_P;
        xmlNode *line =
            builder_open(builder, node_new(builder->tree, around, from->line, from->column));
        put_link(growth, from);
        builder_close(builder, line);
    }
    builder_close(builder, figure);
}

/* Returns whether what is below it is to come. */
static bool enter(Growth *growth, uint32_t index) {
    const PageNode *from = &growth->page->nodes[index];
    if (from->tag == PAGE_TEXT && from->fate != PAGE_DROPPED) {
        const char *text = page_text(from);
        builder_text(growth->builder, text, strlen(text), from->line, from->column);
        return false;
    }
    switch (from->fate) {
    case PAGE_DROPPED:
        if (from->is_block) {
            builder_break(growth->builder);
        }
        return false;
    case PAGE_AS_EMBED:
        put_embed(growth, from);
        return false;
    case PAGE_UNWRAPPED:
        open_node(growth, index, NULL);
        return true;
    case PAGE_AS:
        open_as(growth, index, from->element, from->class_name);
        return true;
    case PAGE_BY_RULE:
        break;
    }
    const char *name = page_name(from);
    TagRule rule = tag_rule(name, strlen(name));
    if (rule.fate == HTML_DROPPED && from->tag != PAGE_NOSCRIPT) {
        return false;
    }
    if (from->tag == PAGE_BR && growth->preformatted > 0) {
        builder_text(growth->builder, "\n", 1, from->line, from->column);
    } else if (rule.fate == HTML_KEPT) {
        open_as(growth, index, rule.element, rule.class_name);
    } else {
        open_node(growth, index, NULL);
    }
    return true;
}

/* Lines of code that are blocks each: <pre><div>…</div><div>…</div></pre>. */
static void end_line(Growth *growth) {
    const GString *text = growth->builder->text;
    if (text->len == 0 || text->str[text->len - 1] != '\n') {
        builder_text(growth->builder, "\n", 1, 0, 0);
    }
}

/* An empty paragraph or mark shows nothing. */
static bool is_hollow(const xmlNode *node) {
    Element element = element_of(node);
    return node->children == NULL && node_get(node, ATTRIBUTE_ID) == NULL &&
           (element == ELEMENT_P || element == ELEMENT_FIGURE || element == ELEMENT_FIGCAPTION ||
            element == ELEMENT_LI || element == ELEMENT_UL || element == ELEMENT_OL ||
            element == ELEMENT_BLOCKQUOTE || element == ELEMENT_DIV ||
            element_group(element) == GROUP_INLINE) &&
           element_holds(element) != HOLDS_NOTHING;
}

static void leave(Growth *growth) {
    Open open = g_array_index(growth->open, Open, growth->open->len - 1);
    g_array_set_size(growth->open, growth->open->len - 1);
    const PageNode *from = &growth->page->nodes[open.index];
    if (open.node != NULL) {
        growth->preformatted -= element_of(open.node) == ELEMENT_PRE;
        if (element_holds(element_of(open.node)) == HOLDS_NOTHING) {
            return;
        }
        builder_close(growth->builder, open.node);
        if (is_hollow(open.node)) {
            node_remove(open.node);
        }
    } else if (from->is_block && growth->preformatted > 0) {
        end_line(growth);
    } else if (from->is_block) {
        builder_break(growth->builder);
    }
}

void page_grow(const Page *page, uint32_t top, bool with_top, Builder *builder) {
    Growth growth = {
        .page = page, .builder = builder, .open = g_array_new(FALSE, FALSE, sizeof(Open))};
    uint32_t end = page->nodes[top].end;
    for (uint32_t i = with_top ? top : top + 1; i < end;) {
        while (growth.open->len > 0) {
            const Open *open = &g_array_index(growth.open, Open, growth.open->len - 1);
            if (page->nodes[open->index].end > i) {
                break;
            }
            leave(&growth);
        }
        guint before = growth.open->len;
        bool goes_in = enter(&growth, i);
        i = goes_in && growth.open->len > before ? i + 1 : page->nodes[i].end;
    }
    while (growth.open->len > 0) {
        leave(&growth);
    }
    builder_settle(builder);
    g_array_free(growth.open, TRUE);
}
