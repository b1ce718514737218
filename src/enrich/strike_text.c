/* ~~struck~~ as GitHub writes it, and **strong** where CommonMark takes the stars for text: between
 * ideographs, which stand without spaces, it looks for them (`**重要。**他`). Both pairs of signs
 * stand in the same element: what crosses others is left as it is typed. */
#include "enrich/steps.h"

#include <string.h>

enum { SIGNS = 2 }; /* in a mark */

typedef struct {
    const char *signs;
    Element element;
    bool is_of_wide; /* only beside wide characters: ideographs, kana, Hangul, their punctuation */
} MarkKind;

static const MarkKind kinds[] = {
    {"~~", ELEMENT_S, false},
    {"**", ELEMENT_STRONG, true},
};

typedef struct {
    xmlNode *node; /* a text node of nothing but the signs */
    bool may_open, may_close;
    bool is_beside_wide;
} Mark;

static bool is_space_before(const char *text, size_t at) {
    return at > 0 && g_ascii_isspace(text[at - 1]);
}

/* What stands just before and after, within the text or beside its node. */
static Mark judge_mark(const xmlNode *node, const char *text, size_t at) {
    const char *after = text + at + SIGNS;
    const char *before = at > 0 ? g_utf8_prev_char(text + at) : "";
    bool has_after = *after != '\0' ? !g_ascii_isspace(*after) : node->next != NULL;
    bool has_before = at > 0 ? !is_space_before(text, at) : node->prev != NULL;
    return (Mark){.may_open = has_after,
                  .may_close = has_before,
                  .is_beside_wide = g_unichar_iswide(g_utf8_get_char(before)) ||
                                    g_unichar_iswide(g_utf8_get_char(after))};
}

/* Divides a text node at each pair of signs that may mean something; the node keeps the rest. */
static void divide(xmlDoc *tree, xmlNode *node, const MarkKind *kind, GArray *marks) {
    g_autofree char *text = g_strdup(node_text(node));
    size_t from = 0;
    for (char *p = strchr(text, kind->signs[0]); p != NULL; p = strchr(p, kind->signs[0])) {
        size_t run = strspn(p, kind->signs);
        size_t at = (size_t)(p - text);
        if (run == SIGNS) {
            Mark mark = judge_mark(node, text, at);
            if (at > from) {
                node_insert_before(node, node_new_text(tree, text + from, at - from,
                                                       node_line(node), node_column(node)));
            }
            mark.node = node_new_text(tree, kind->signs, run, node_line(node), node_column(node));
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

/* What stands between the two marks goes into an element in the place of the first. */
static void enclose(xmlDoc *tree, Element element, const Mark *open, const Mark *close) {
    xmlNode *made = node_new(tree, element, node_line(open->node), node_column(open->node));
    node_insert_before(open->node, made);
    while (open->node->next != close->node) {
        xmlNode *child = open->node->next;
        node_unlink(child);
        node_append(made, child);
    }
    node_remove(open->node);
    node_remove(close->node);
}

static void pair_marks(xmlDoc *tree, xmlNode *parent, const MarkKind *kind) {
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(Mark));
    for (xmlNode *child = parent->children; child != NULL;) {
        xmlNode *next = child->next;
        if (child->type == XML_TEXT_NODE && strstr(node_text(child), kind->signs) != NULL) {
            divide(tree, child, kind, marks);
        }
        child = next;
    }
    const Mark *open = NULL;
    for (guint i = 0; i < marks->len; i++) {
        const Mark *mark = &g_array_index(marks, Mark, i);
        bool may_pair = open != NULL && mark->may_close;
        if (may_pair && (!kind->is_of_wide || open->is_beside_wide || mark->is_beside_wide)) {
            enclose(tree, kind->element, open, mark);
            open = NULL;
        } else if (mark->may_open) {
            open = mark;
        }
    }
}

static bool has_signs(const xmlNode *parent, const char *signs) {
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        if (child->type == XML_TEXT_NODE && strstr(node_text(child), signs) != NULL) {
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
        for (size_t i = 0; i < G_N_ELEMENTS(kinds) && !skip && element >= 0; i++) {
            if (element_may_hold(element, kinds[i].element) && has_signs(at, kinds[i].signs)) {
                pair_marks(tree, at, &kinds[i]);
            }
        }
    }
}
