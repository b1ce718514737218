/* A picture leaves its article. */
#include "enrich/take_out_picture.h"

#include <string.h>

static bool holds_only_a_cutline(const xmlNode *figure) {
    for (const xmlNode *child = figure->children; child != NULL; child = child->next) {
        if (element_of(child) != ELEMENT_FIGCAPTION) {
            return false;
        }
    }
    return true;
}

static void forget_heading(Article *article, const xmlNode *node) {
    for (guint i = 0; i < article->headings->len; i++) {
        const Heading *heading = article->headings->pdata[i];
        if (heading->node == node) {
            g_ptr_array_remove_index(article->headings, i);
            return;
        }
    }
}

/* Parts of lists and tables stay, empty as they are: the others are counted from them. */
static bool may_go(const xmlNode *node) {
    Element element = element_of(node);
    return element >= 0 && element_group(element) != GROUP_ROOT &&
           element_group(element) != GROUP_PART;
}

static void remove_emptied(Article *article, xmlNode *node) {
    while (node->children == NULL && may_go(node)) {
        xmlNode *above = node->parent;
        forget_heading(article, node);
        node_remove(node);
        node = above;
    }
}

/* A cutline without its picture is still something that somebody wrote: it stays as a paragraph. */
static void leave_figure(Article *article, xmlNode *figure) {
    if (figure->children == NULL) {
        remove_emptied(article, figure);
    } else if (holds_only_a_cutline(figure)) {
        node_rename(figure->children, ELEMENT_P);
        node_unwrap(figure);
    }
}

void take_out_picture(Article *article, xmlNode *image) {
    xmlNode *parent = image->parent;
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    bool is_in_figure = element_of(parent) == ELEMENT_FIGURE;
    article->pictures--;
    article->pictures_without_alt -= alt == NULL;
    if (!is_in_figure && alt != NULL && !text_is_blank(alt)) {
        node_insert_before(image, node_new_text(article->tree, alt, strlen(alt), node_line(image),
                                                node_column(image)));
    }
    node_remove(image);
    if (is_in_figure) {
        leave_figure(article, parent);
    } else {
        remove_emptied(article, parent);
    }
}
