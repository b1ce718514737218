/* An article's title in other places than its own page, and the names of the pages' files. */
#include "xhtml/parts.h"

#include <string.h>

/* The marks that a title keeps: emphasis and the like, and what says which language or direction a
 * word has. Links, anchors and notes stay behind. */
static bool is_kept(const xmlNode *node) {
    NodeKind kind = node_kind(node);
    return kind == NODE_STYLED || kind == NODE_CODE || kind == NODE_RUBY ||
           (kind == NODE_SPAN &&
            (node_get(node, ATTRIBUTE_LANG) != NULL || node_get(node, ATTRIBUTE_CLASS) != NULL));
}

static xmlNode *add_mark(xmlNode *to, const xmlNode *from) {
    static const Attribute kept[] = {ATTRIBUTE_DIR, ATTRIBUTE_TITLE};
    xmlNode *mark = page_add(to, (const char *)from->name, node_get(from, ATTRIBUTE_CLASS));
    if (node_get(from, ATTRIBUTE_LANG) != NULL) {
        page_set_lang(mark, node_get(from, ATTRIBUTE_LANG));
    }
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        if (node_get(from, kept[i]) != NULL) {
            page_set(mark, attribute_name(kept[i]), node_get(from, kept[i]));
        }
    }
    return mark;
}

/* Recurses no deeper than enrich/clean lets a tree be. */
static void append_marked(xmlNode *to, const xmlNode *from) {
    for (const xmlNode *node = from->children; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) {
            page_append_text(to, node_text(node), strlen(node_text(node)));
        } else if (node_kind(node) == NODE_IMAGE) {
            const char *alt = node_get(node, ATTRIBUTE_ALT);
            page_append_text(to, alt != NULL ? alt : "", alt != NULL ? strlen(alt) : 0);
        } else if (node_kind(node) == NODE_LINE_BREAK) {
            page_append_text(to, " ", 1);
        } else if (node_kind(node) != NODE_NOTE_CALL) {
            append_marked(is_kept(node) ? add_mark(to, node) : to, node);
        }
    }
}

void xhtml_append_title(xmlNode *parent, const Article *article) {
    const xmlNode *headline = tree_part(article->tree, ELEMENT_HEADLINE, false);
    if (article->title_source == TITLE_OPENING) {
        page_add_text(parent, "em", "opening", article->title_text);
    } else if (headline != NULL) {
        append_marked(parent, headline);
    } else {
        page_append_text(parent, article->title_text, strlen(article->title_text));
    }
}

char *xhtml_article_file(const Article *article, const Dialect *dialect) {
    return g_strconcat(article->id, dialect->suffix, NULL);
}

char *xhtml_section_file(const Section *section, const Dialect *dialect) {
    return g_strconcat("section-", section->id, dialect->suffix, NULL);
}
