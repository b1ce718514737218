/* ~~struck~~ as GitHub writes it. Both pairs of tildes stand in the same element: what crosses
 * others is left as it is typed. */
#include "enrich/steps.h"

#include <string.h>

static const char tildes[] = "~~";

typedef struct {
    xmlNode *node; /* a text node of nothing but the tildes */
    bool may_open, may_close;
} Mark;

static bool is_space_before(const char *text, size_t at) {
    return at > 0 && g_ascii_isspace(text[at - 1]);
}

/* What stands just before and after, within the text or beside its node. */
static Mark judge_mark(const xmlNode *node, const char *text, size_t at) {
    char after = text[at + strlen(tildes)];
    bool has_after = after != '\0' ? !g_ascii_isspace(after) : node->next != NULL;
    bool has_before = at > 0 ? !is_space_before(text, at) : node->prev != NULL;
    return (Mark){.may_open = has_after, .may_close = has_before};
}

/* Divides a text node at each pair of tildes that may mean something; the node keeps the rest. */
static void divide(xmlDoc *tree, xmlNode *node, GArray *marks) {
    g_autofree char *text = g_strdup(node_text(node));
    size_t from = 0;
    for (char *p = strchr(text, '~'); p != NULL; p = strchr(p, '~')) {
        size_t run = strspn(p, "~");
        size_t at = (size_t)(p - text);
        if (run == strlen(tildes)) {
            Mark mark = judge_mark(node, text, at);
            if (at > from) {
                node_insert_before(node, node_new_text(tree, text + from, at - from,
                                                       node_line(node), node_column(node)));
            }
            mark.node = node_new_text(tree, tildes, run, node_line(node), node_column(node));
            node_insert_before(node, mark.node);
            g_array_append_val(marks, mark);
            from = at + run;
        }
        p += run;
    }
    if (text[from] == '\0') {
        node_remove(node);
    } else if (from > 0) {
        node_replace_text(node, text + from, strlen(text + from));
    }
}

/* What stands between the two marks goes into an s in the place of the first. */
static void strike(xmlDoc *tree, const Mark *open, const Mark *close) {
    xmlNode *struck = node_new(tree, ELEMENT_S, node_line(open->node), node_column(open->node));
    node_insert_before(open->node, struck);
    while (open->node->next != close->node) {
        xmlNode *child = open->node->next;
        node_unlink(child);
        node_append(struck, child);
    }
    node_remove(open->node);
    node_remove(close->node);
}

static void strike_children(xmlDoc *tree, xmlNode *parent) {
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    for (xmlNode *child = parent->children; child != NULL;) {
        xmlNode *next = child->next;
        if (child->type == XML_TEXT_NODE && strstr(node_text(child), tildes) != NULL) {
            divide(tree, child, marks);
        }
        child = next;
    }
    const Mark *open = NULL;
    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index(marks, Mark, i);
        if (open != NULL && mark->may_close) {
            strike(tree, open, mark);
            open = NULL;
        } else if (mark->may_open) {
            open = mark;
        }
    }
}

static bool has_tildes(const xmlNode *parent) {
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE && strstr(node_text(child), tildes) != NULL) {
            return true;
        }
    }
    return false;
}

void strike_text(ArticleWork *work) {
    xmlDoc *tree = work->article->tree;
    bool skip = false;
    for (xmlNode *at = tree->children; at != NULL; at = node_next(at, tree->children, skip)) {
        Element element = element_of(at);
        skip = element == ELEMENT_PRE || element == ELEMENT_CODE || element == ELEMENT_KBD ||
               element == ELEMENT_SAMP || element == ELEMENT_VAR;
        if (!skip && element >= 0 && element_may_hold(element, ELEMENT_S) && has_tildes(at)) {
            strike_children(tree, at);
        }
    }
}
