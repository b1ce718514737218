/* From gumbo's tree to the array. */
#include "html/page.h"

#include "html/page_scan.h"
#include "html/tags.h"

#include <gumbo.h>
#include <string.h>

typedef struct {
    GumboOutput *output;
    char *text; /* what gumbo read: its nodes point into it */
} Parsed;

static const PageTag tags[GUMBO_TAG_LAST] = {
#define PAGE_TAG(symbol) [GUMBO_TAG_##symbol] = PAGE_##symbol,
#include "html/page_tags.def"
#undef PAGE_TAG
};

static bool is_element(const GumboNode *node) {
    return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static bool is_text(const GumboNode *node) {
    return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
           node->type == GUMBO_NODE_WHITESPACE;
}

static void add_node(GArray *nodes, const GumboNode *from, uint32_t parent, uint32_t line) {
    bool is_of_text = is_text(from);
    GumboSourcePosition at = is_of_text ? from->v.text.start_pos : from->v.element.start_pos;
    PageNode node = {.source = from, .parent = parent, .element = ELEMENT_NONE};
    node.tag = PAGE_TEXT;
    if (!is_of_text) {
        GumboTag tag = from->v.element.tag;
        const char *name = gumbo_normalized_tagname(tag);
        node.tag = tag < GUMBO_TAG_LAST ? tags[tag] : PAGE_OTHER;
        node.is_block = tag_rule(name, strlen(name)).is_block;
    }
    if (at.line > 0) {
        node.line = line + at.line - 1;
        node.column = at.column > 0 ? at.column : 1;
    }
    g_array_append_val(nodes, node);
}

static void close_node(GArray *nodes, GArray *open) {
    PageNode *node = &g_array_index(nodes, PageNode, g_array_index(open, uint32_t, open->len - 1));
    node->end = nodes->len;
    g_array_index(nodes, PageNode, node->parent).holds_blocks |=
        node->is_block || node->holds_blocks;
    g_array_set_size(open, open->len - 1);
}

/* Document order without recursion: `open` are the elements around, as indexes. */
static GArray *flatten(const GumboNode *root, uint32_t line) {
    GArray *nodes = g_array_sized_new(FALSE, FALSE, sizeof(PageNode), 4096);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    const GumboNode *node = root;
    while (node != NULL) {
        const GumboVector *children = NULL;
        if (is_element(node) || is_text(node)) {
            uint32_t index = nodes->len;
            uint32_t parent = open->len > 0 ? g_array_index(open, uint32_t, open->len - 1) : 0;
            add_node(nodes, node, parent, line);
            g_array_index(nodes, PageNode, index).end = index + 1;
            if (is_element(node)) {
                children = &node->v.element.children;
                g_array_append_val(open, index);
            }
        }
        if (children != NULL && children->length > 0) {
            node = children->data[0];
            continue;
        }
        while (node != NULL) {
            if (is_element(node)) {
                close_node(nodes, open);
            }
            if (node == root) {
                return nodes;
            }
            const GumboVector *siblings = &node->parent->v.element.children;
            size_t next = node->index_within_parent + 1;
            if (next < siblings->length) {
                node = siblings->data[next];
                break;
            }
            node = node->parent;
        }
    }
    return nodes;
}

static void find_parts(Page *page) {
    for (uint32_t i = 1; i < page->count; i = page->nodes[i].end) {
        page->head = page->nodes[i].tag == PAGE_HEAD ? i : page->head;
        page->body = page->nodes[i].tag == PAGE_BODY ? i : page->body;
    }
}

static void take_scan(Page *page, const PageScan *scan, const char *html, uint32_t line) {
    for (guint i = 0; i < scan->scripts->len; i++) {
        PageSlice slice = g_array_index(scan->scripts, PageSlice, i);
        g_ptr_array_add(page->linked_data, g_strndup(html + slice.start_byte, slice.length_bytes));
    }
    page->scripts = scan->scripts_left_out;
    page->drawings = scan->drawings_left_out;
    page->fields = scan->fields_left_out;
    page->tags_left_out = scan->tags_left_out;
    page->left_out_line = line;
    for (size_t i = 0; scan->tags_left_out > 0 && i < scan->first_left_out; i++) {
        page->left_out_line += html[i] == '\n';
    }
}

Page *page_new(const char *html, size_t length_bytes, uint32_t line, bool is_fragment) {
    Page *page = g_new0(Page, 1);
    page->linked_data = g_ptr_array_new_with_free_func(g_free);
    PageScan scan = page_scan(html, length_bytes);
    take_scan(page, &scan, html, line);
    Parsed *parsed = g_new0(Parsed, 1);
    parsed->text = g_steal_pointer(&scan.text);
    page_scan_clear(&scan);
    GumboOptions options = kGumboDefaultOptions;
    options.tab_stop = 1;
    options.max_errors = 0;
    options.fragment_context = is_fragment ? GUMBO_TAG_BODY : GUMBO_TAG_LAST;
    parsed->output = gumbo_parse_with_options(&options, parsed->text, length_bytes);
    page->parsed = parsed;
    GArray *nodes = flatten(parsed->output->root, line);
    page->count = nodes->len;
    page->nodes = (PageNode *)(void *)g_array_free(nodes, FALSE);
    if (!is_fragment) {
        find_parts(page);
    }
    return page;
}

static void change_free(PageChange *change) {
    if (change != NULL) {
        g_free(change->src);
        g_free(change->alt);
        g_free(change->href);
        g_free(change->id);
        g_free(change->label);
        g_free(change);
    }
}

void page_free(Page *page) {
    if (page == NULL) {
        return;
    }
    Parsed *parsed = page->parsed;
    GumboOptions options = kGumboDefaultOptions;
    gumbo_destroy_output(&options, parsed->output);
    g_free(parsed->text);
    g_free(parsed);
    for (uint32_t i = 0; i < page->count; i++) {
        change_free(page->nodes[i].change);
    }
    g_free(page->nodes);
    g_ptr_array_unref(page->linked_data);
    g_free(page);
}

const char *page_text(const PageNode *node) {
    return node->tag == PAGE_TEXT ? ((const GumboNode *)node->source)->v.text.text : "";
}

const char *page_attribute(const PageNode *node, const char *name) {
    if (node->tag == PAGE_TEXT) {
        return NULL;
    }
    const GumboNode *from = node->source;
    const GumboAttribute *found = gumbo_get_attribute(&from->v.element.attributes, name);
    return found != NULL ? found->value : NULL;
}

const char *page_name(const PageNode *node) {
    const GumboNode *from = node->source;
    return node->tag == PAGE_TEXT ? "" : gumbo_normalized_tagname(from->v.element.tag);
}

PageChange *page_change(PageNode *node) {
    if (node->change == NULL) {
        node->change = g_new0(PageChange, 1);
    }
    return node->change;
}

char *page_plain_text(const Page *page, uint32_t top) {
    GString *out = g_string_new(NULL);
    for (uint32_t i = top; i < page->nodes[top].end;) {
        const PageNode *node = &page->nodes[i];
        if (node->fate == PAGE_DROPPED && i != top) {
            i = node->end;
            continue;
        }
        if (node->tag == PAGE_TEXT) {
            text_append_collapsed(out, page_text(node));
        } else if (node->tag == PAGE_BR || node->is_block) {
            text_append_collapsed(out, " ");
        }
        i++;
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    return g_string_free(out, FALSE);
}
