/* A tree of pages, balanced, so that a reader finds a page in a few steps. */
#include "print/pdf/page_tree.h"

#include "print/pdf/syntax.h"

#include <string.h>

#define KIDS_PER_NODE 32

typedef struct {
    size_t position;
    guint order; /* of coming */
    uint32_t page;
    char *entries, *folio;
} Page;

struct PdfPageTree {
    PdfFile *file;
    GArray *pages;   /* Page */
    GArray *numbers; /* uint32_t */
    GPtrArray *folios;
};

/* A node of the tree, or a page. */
typedef struct {
    uint32_t number, parent;
    guint first_kid, kid_count; /* in the level below */
    guint page_count;
} Node;

static void clear_page(void *data) {
    Page *page = data;
    g_free(page->entries);
    g_free(page->folio);
}

PdfPageTree *pdf_page_tree_new(PdfFile *file) {
    PdfPageTree *tree = g_new0(PdfPageTree, 1);
    tree->file = file;
    tree->pages = g_array_new(FALSE, FALSE, sizeof(Page));
    g_array_set_clear_func(tree->pages, clear_page);
    tree->numbers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    tree->folios = g_ptr_array_new();
    return tree;
}

void pdf_page_tree_free(PdfPageTree *tree) {
    if (tree != NULL) {
        g_ptr_array_unref(tree->folios);
        g_array_unref(tree->numbers);
        g_array_unref(tree->pages);
        g_free(tree);
    }
}

void pdf_page_tree_add(PdfPageTree *tree, size_t position, uint32_t page, const char *entries,
                       const char *folio) {
    Page added = {position, tree->pages->len, page, g_strdup(entries), g_strdup(folio)};
    g_array_append_val(tree->pages, added);
}

static gint compare_pages(gconstpointer left, gconstpointer right) {
    const Page *one = left, *other = right;
    if (one->position != other->position) {
        return one->position < other->position ? -1 : 1;
    }
    return one->order < other->order ? -1 : 1;
}

/* The level above: each node has up to KIDS_PER_NODE of the level below. */
static GArray *level_above(PdfFile *file, GArray *below) {
    GArray *level = g_array_new(FALSE, TRUE, sizeof(Node));
    for (guint first = 0; first < below->len; first += KIDS_PER_NODE) {
        Node node = {.number = pdf_file_reserve(file),
                     .first_kid = first,
                     .kid_count = MIN(KIDS_PER_NODE, below->len - first)};
        for (guint i = first; i < first + node.kid_count; i++) {
            Node *kid = &g_array_index(below, Node, i);
            kid->parent = node.number;
            node.page_count += kid->page_count;
        }
        g_array_append_val(level, node);
    }
    return level;
}

static void write_node(PdfFile *file, const Node *node, const GArray *below) {
    g_autoptr(GString) text = g_string_new("<</Type/Pages/Kids[");
    for (guint i = node->first_kid; i < node->first_kid + node->kid_count; i++) {
        pdf_add_reference(text, g_array_index(below, Node, i).number);
        g_string_append_c(text, ' ');
    }
    g_string_append_printf(text, "]/Count %u", node->page_count);
    if (node->parent != 0) {
        g_string_append_printf(text, "/Parent %u 0 R", node->parent);
    }
    g_string_append(text, ">>");
    pdf_file_add(file, node->number, text->str, text->len);
}

static void write_pages(PdfPageTree *tree, const GArray *leaves) {
    for (guint i = 0; i < leaves->len; i++) {
        const Page *page = &g_array_index(tree->pages, Page, i);
        g_autofree char *text = g_strdup_printf(
            "<</Type/Page/Parent %u 0 R%s>>", g_array_index(leaves, Node, i).parent, page->entries);
        pdf_file_add(tree->file, page->page, text, strlen(text));
    }
}

uint32_t pdf_page_tree_write(PdfPageTree *tree) {
    if (tree->pages->len == 0) {
        return 0;
    }
    g_array_sort(tree->pages, compare_pages);
    GArray *level = g_array_new(FALSE, TRUE, sizeof(Node));
    for (guint i = 0; i < tree->pages->len; i++) {
        const Page *page = &g_array_index(tree->pages, Page, i);
        Node leaf = {.number = page->page, .page_count = 1};
        g_array_append_val(level, leaf);
        g_array_append_val(tree->numbers, page->page);
        g_ptr_array_add(tree->folios, page->folio);
    }
    g_autoptr(GPtrArray) levels = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_ptr_array_add(levels, level);
    do {
        level = level_above(tree->file, level);
        g_ptr_array_add(levels, level);
    } while (level->len > 1);
    write_pages(tree, levels->pdata[0]);
    for (guint i = 1; i < levels->len; i++) {
        const GArray *nodes = levels->pdata[i];
        for (guint j = 0; j < nodes->len; j++) {
            write_node(tree->file, &g_array_index(nodes, Node, j), levels->pdata[i - 1]);
        }
    }
    return g_array_index(level, Node, 0).number;
}

const GArray *pdf_page_tree_pages(const PdfPageTree *tree) {
    return tree->numbers;
}

const GPtrArray *pdf_page_tree_folios(const PdfPageTree *tree) {
    return tree->folios;
}
