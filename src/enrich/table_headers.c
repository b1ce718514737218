/* A header cell without a word heads nothing: to a screen reader it is a blank. It becomes a common
 * cell, and a head of a table in which no cell says anything is taken out (Markdown cannot write a
 * table without one). */
#include "base/text.h"
#include "enrich/steps.h"

static bool is_mute(const xmlNode *node) {
    g_autofree char *text = node_plain_text(node);
    return text_is_blank(text);
}

static bool is_part_of_table(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_TR || element == ELEMENT_TH || element == ELEMENT_TD;
}

/* No word, and nothing else either: a picture or the call of a note is no less than one. A table of
 * nothing but its head keeps it. */
static bool is_needless_head(const xmlNode *node) {
    if (element_of(node) != ELEMENT_THEAD || node->next == NULL || !is_mute(node)) {
        return false;
    }
    const xmlNode *inner = node_next(node, node, false);
    while (inner != NULL && (inner->type == XML_TEXT_NODE || is_part_of_table(inner))) {
        inner = node_next(inner, node, false);
    }
    return inner == NULL;
}

void settle_table_headers(ArticleWork *work) {
    xmlNode *body = tree_body(work->article->tree);
    for (xmlNode *node = node_next(body, body, false); node != NULL;) {
        bool is_needless = is_needless_head(node);
        xmlNode *next = node_next(node, body, is_needless);
        if (is_needless) {
            node_remove(node);
        } else if (element_of(node) == ELEMENT_TH && is_mute(node)) {
            node_rename(node, ELEMENT_TD);
            node_unset(node, ATTRIBUTE_SCOPE);
        }
        node = next;
    }
}
