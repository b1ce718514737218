/* What a node is to a writer, and how its text reads aloud. */
#include "model/node.h"

#include "base/text.h"

#include <string.h>

static const NodeKind kinds[ELEMENT_COUNT] = {
    [ELEMENT_ARTICLE] = NODE_FRAME,    [ELEMENT_HEADLINE] = NODE_FRAME,
    [ELEMENT_KICKER] = NODE_FRAME,     [ELEMENT_DECK] = NODE_FRAME,
    [ELEMENT_BODY] = NODE_FRAME,       [ELEMENT_P] = NODE_PARAGRAPH,
    [ELEMENT_H2] = NODE_HEADING,       [ELEMENT_H3] = NODE_HEADING,
    [ELEMENT_H4] = NODE_HEADING,       [ELEMENT_H5] = NODE_HEADING,
    [ELEMENT_H6] = NODE_HEADING,       [ELEMENT_UL] = NODE_LIST,
    [ELEMENT_OL] = NODE_LIST,          [ELEMENT_LI] = NODE_LIST_ITEM,
    [ELEMENT_DL] = NODE_DEFINITIONS,   [ELEMENT_DT] = NODE_TERM,
    [ELEMENT_DD] = NODE_DEFINITION,    [ELEMENT_BLOCKQUOTE] = NODE_QUOTATION,
    [ELEMENT_PRE] = NODE_PREFORMATTED, [ELEMENT_HR] = NODE_BREAK,
    [ELEMENT_DIV] = NODE_GROUP,        [ELEMENT_ASIDE] = NODE_SIDEBAR,
    [ELEMENT_FIGURE] = NODE_FIGURE,    [ELEMENT_FIGCAPTION] = NODE_CUTLINE,
    [ELEMENT_TABLE] = NODE_TABLE,      [ELEMENT_CAPTION] = NODE_TABLE_CAPTION,
    [ELEMENT_THEAD] = NODE_TABLE_PART, [ELEMENT_TBODY] = NODE_TABLE_PART,
    [ELEMENT_TFOOT] = NODE_TABLE_PART, [ELEMENT_TR] = NODE_TABLE_ROW,
    [ELEMENT_TH] = NODE_TABLE_CELL,    [ELEMENT_TD] = NODE_TABLE_CELL,
    [ELEMENT_A] = NODE_LINK,           [ELEMENT_EM] = NODE_STYLED,
    [ELEMENT_STRONG] = NODE_STYLED,    [ELEMENT_I] = NODE_STYLED,
    [ELEMENT_B] = NODE_STYLED,         [ELEMENT_U] = NODE_STYLED,
    [ELEMENT_S] = NODE_STYLED,         [ELEMENT_DEL] = NODE_STYLED,
    [ELEMENT_INS] = NODE_STYLED,       [ELEMENT_SUB] = NODE_STYLED,
    [ELEMENT_SUP] = NODE_STYLED,       [ELEMENT_SMALL] = NODE_STYLED,
    [ELEMENT_MARK] = NODE_STYLED,      [ELEMENT_CODE] = NODE_CODE,
    [ELEMENT_KBD] = NODE_CODE,         [ELEMENT_SAMP] = NODE_CODE,
    [ELEMENT_VAR] = NODE_CODE,         [ELEMENT_CITE] = NODE_STYLED,
    [ELEMENT_Q] = NODE_QUOTED,         [ELEMENT_DFN] = NODE_STYLED,
    [ELEMENT_ABBR] = NODE_STYLED,      [ELEMENT_BDI] = NODE_STYLED,
    [ELEMENT_BDO] = NODE_STYLED,       [ELEMENT_SPAN] = NODE_SPAN,
    [ELEMENT_RUBY] = NODE_RUBY,        [ELEMENT_RT] = NODE_RUBY,
    [ELEMENT_RP] = NODE_RUBY,          [ELEMENT_IMG] = NODE_IMAGE,
    [ELEMENT_BR] = NODE_LINE_BREAK,    [ELEMENT_WBR] = NODE_WORD_BREAK,
};

/* The elements that a class makes another kind. */
static const struct {
    Element element;
    const char *class_name;
    NodeKind kind;
} classed_kinds[] = {
    {ELEMENT_DIV, "verse", NODE_VERSE},     {ELEMENT_ASIDE, "pullquote", NODE_PULL_QUOTE},
    {ELEMENT_ASIDE, "note", NODE_NOTE},     {ELEMENT_P, "missing", NODE_MISSING},
    {ELEMENT_A, "noteref", NODE_NOTE_CALL}, {ELEMENT_SPAN, "credit", NODE_CREDIT},
};

NodeKind node_kind(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE) {
        return NODE_TEXT;
    }
    Element element = element_of(node);
    if (element < 0) {
        return NODE_SPAN; /* none of ours: its text is all that can be said of it */
    }
    if (node->properties != NULL) {
        for (size_t i = 0; i < G_N_ELEMENTS(classed_kinds); i++) {
            if (classed_kinds[i].element == element &&
                node_has_class(node, classed_kinds[i].class_name)) {
                return classed_kinds[i].kind;
            }
        }
    }
    if (element == ELEMENT_A && node_get(node, ATTRIBUTE_HREF) == NULL) {
        return NODE_SPAN; /* an anchor: a place to lead to, no link */
    }
    return kinds[element];
}

unsigned node_heading_level(const xmlNode *node) {
    Element element = element_of(node);
    return element >= ELEMENT_H2 && element <= ELEMENT_H6 ? (unsigned)(element - ELEMENT_H2) + 2
                                                          : 0;
}

bool node_is_block(const xmlNode *node) {
    Element element = element_of(node);
    return element >= 0 && element_group(element) == GROUP_BLOCK;
}

/* Is what stands in this element left out where text is said aloud: notes' calls, ruby readings? */
static bool is_unsaid(const xmlNode *node) {
    Element element = element_of(node);
    return element == ELEMENT_RT || element == ELEMENT_RP || node_kind(node) == NODE_NOTE_CALL;
}

static bool divides_words(Element element) {
    return element == ELEMENT_BR ||
           (element >= 0 && (element_group(element) == GROUP_BLOCK ||
                             (element_group(element) == GROUP_PART && element != ELEMENT_RT &&
                              element != ELEMENT_RP)));
}

char *node_plain_text(const xmlNode *node) {
    GString *out = g_string_new(NULL);
    bool skip = false;
    for (const xmlNode *at = node; at != NULL; at = node_next(at, node, skip)) {
        skip = false;
        if (at->type == XML_TEXT_NODE) {
            text_append_collapsed(out, node_text(at));
            continue;
        }
        Element element = element_of(at);
        if (is_unsaid(at)) {
            skip = true;
        } else if (element == ELEMENT_IMG) {
            const char *alt = node_get(at, ATTRIBUTE_ALT);
            text_append_collapsed(out, alt != NULL ? alt : "");
        } else if (divides_words(element)) {
            text_append_collapsed(out, " ");
        }
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    return g_string_free(out, FALSE);
}
