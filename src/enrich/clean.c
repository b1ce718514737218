/* Makes a tree obey the vocabulary, whatever the reader gave: elements are unwrapped, wrapped or
 * moved out, text is never lost. The tree is walked once, children before parents, so that each
 * parent is settled when all below it is sound. The walk does not recurse. */
#include "enrich/clean.h"

#include "base/limits.h"

#include <string.h>

/* Repairs wrap at most a few elements around what they move. */
enum { DEPTH_MOST = LIMIT_TREE_DEPTH - 8 };

bool clean_is_blank_text(const xmlNode *node) {
    if (node->type != XML_TEXT_NODE) {
        return false;
    }
    const char *text = node_text(node);
    return text[strspn(text, " \t\n\f\r")] == '\0';
}

void clean_report_moved(Cleaner *cleaner, const xmlNode *child, const xmlNode *parent) {
    Article *article = cleaner->work->article;
    report_add(cleaner->work->report, DIAGNOSTIC_NESTING_REPAIRED,
               node_place(child, article->display_path), NULL, (const char *)child->name,
               (const char *)parent->name, NULL);
}

xmlNode *clean_insert_parent(Cleaner *cleaner, xmlNode *node, Element element) {
    xmlNode *made = node_new(cleaner->tree, element, node_line(node), node_column(node));
    node_insert_before(node, made);
    return made;
}

void clean_move_to_end(xmlNode *parent, xmlNode *node) {
    node_unlink(node);
    node_append(parent, node);
}

/* Attributes */

static void clean_class(xmlNode *node, const char *value) {
    Element element = element_of(node);
    g_auto(GStrv) words = g_strsplit_set(value, " \t\n\f\r", -1);
    GString *kept = g_string_new(NULL);
    for (size_t i = 0; words[i] != NULL; i++) {
        if (class_is_known(element, words[i])) {
            g_string_append_printf(kept, "%s%s", kept->len > 0 ? " " : "", words[i]);
        }
    }
    if (kept->len == 0) {
        node_unset(node, ATTRIBUTE_CLASS);
    } else if (strcmp(kept->str, value) != 0) {
        node_set(node, ATTRIBUTE_CLASS, kept->str);
    }
    g_string_free(kept, TRUE);
}

static void clean_lang(xmlNode *node, const char *value) {
    g_autofree char *tag = language_normalise_tag(value);
    if (tag == NULL) {
        node_unset(node, ATTRIBUTE_LANG);
    } else if (strcmp(tag, value) != 0) {
        node_set(node, ATTRIBUTE_LANG, tag);
    }
}

/* What a link and a picture may name is for sort_links and place_pictures to say. */
static void clean_attribute(xmlNode *node, Attribute attribute, const char *value) {
    if (!element_may_carry(element_of(node), attribute)) {
        node_unset(node, attribute);
    } else if (attribute == ATTRIBUTE_CLASS) {
        clean_class(node, value);
    } else if (attribute == ATTRIBUTE_LANG) {
        clean_lang(node, value);
    } else if (attribute != ATTRIBUTE_HREF && attribute != ATTRIBUTE_SRC &&
               !attribute_accepts(attribute, value) && node_kind(node) != NODE_NOTE) {
        node_unset(node, attribute); /* a note's id is its label until notes have numbers */
    }
}

static void clean_attributes(xmlNode *node) {
    for (xmlAttr *at = node->properties; at != NULL;) {
        xmlAttr *next = at->next;
        const char *name = (const char *)at->name;
        Attribute attribute = attribute_from_name(name, strlen(name));
        const char *value = node_get(node, attribute);
        if (value != NULL) {
            clean_attribute(node, attribute, value);
        }
        at = next;
    }
}

/* The walk */

typedef enum { NODE_STAYS, NODE_IS_OPENED, NODE_IS_REMOVED } Verdict;

static bool is_forbidden_below(const Cleaner *cleaner, Element element) {
    bool is_heading = element >= ELEMENT_H2 && element <= ELEMENT_H6;
    return ((element == ELEMENT_A || element == ELEMENT_DFN) && cleaner->open[element] > 0) ||
           ((is_heading || element == ELEMENT_ASIDE) && cleaner->open[ELEMENT_TH] > 0);
}

/* A note's call in a link stands after it; nobody need hear of that. */
static bool move_call_out(xmlNode *call) {
    if (node_kind(call) != NODE_NOTE_CALL) {
        return false;
    }
    xmlNode *link = call->parent;
    while (element_of(link) != ELEMENT_A) {
        link = link->parent;
    }
    node_unlink(call);
    node_insert_after(link, call);
    return true;
}

static Verdict judge_element(Cleaner *cleaner, xmlNode *node, unsigned depth) {
    Element element = element_of(node);
    if (element < 0) {
        return NODE_IS_OPENED;
    }
    if (is_forbidden_below(cleaner, element)) {
        if (element == ELEMENT_A && move_call_out(node)) {
            return NODE_IS_REMOVED;
        }
        clean_report_moved(cleaner, node, node->parent);
        return NODE_IS_OPENED;
    }
    if (depth > DEPTH_MOST) {
        clean_report_moved(cleaner, node, node->parent);
        return NODE_IS_OPENED;
    }
    if (element == ELEMENT_DIV && element_of(node->parent) == ELEMENT_DL) {
        return NODE_IS_OPENED; /* HTML groups terms and definitions so */
    }
    if (node->properties != NULL) {
        clean_attributes(node);
    }
    if (element == ELEMENT_BDO && node_get(node, ATTRIBUTE_DIR) == NULL) {
        return NODE_IS_OPENED; /* it is nothing but its direction */
    }
    return NODE_STAYS;
}

static Verdict judge(Cleaner *cleaner, xmlNode *node, unsigned depth) {
    if (node->type == XML_TEXT_NODE) {
        return NODE_STAYS;
    }
    if (node->type != XML_ELEMENT_NODE) {
        node_remove(node);
        return NODE_IS_REMOVED;
    }
    return judge_element(cleaner, node, depth);
}

/* Does it hold nothing but blanks and ends of lines? */
static bool holds_nothing(const xmlNode *node) {
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        Element element = element_of(child);
        bool is_nothing = child->type == XML_TEXT_NODE
                              ? text_is_blank(node_text(child))
                              : element == ELEMENT_BR || element == ELEMENT_WBR;
        if (!is_nothing) {
            return false;
        }
    }
    return true;
}

/* A heading without a word to read goes; what else it holds stays, as a paragraph. */
static bool is_empty_heading(Cleaner *cleaner, xmlNode *heading) {
    bool is_empty = holds_nothing(heading);
    g_autofree char *text = is_empty ? NULL : node_plain_text(heading);
    if (text != NULL && !text_is_blank(text)) {
        return false;
    }
    report_add(cleaner->work->report, DIAGNOSTIC_HEADING_EMPTY,
               node_place(heading, cleaner->work->article->display_path), NULL, NULL);
    if (!is_empty) {
        node_rename(heading, ELEMENT_P);
        node_unset(heading, ATTRIBUTE_CLASS);
    }
    return is_empty;
}

/* Is there nothing in it to read or to lead to? */
static bool is_dropped(Cleaner *cleaner, xmlNode *node) {
    Element element = element_of(node);
    ElementGroup group = element_group(element);
    if (node_heading_level(node) > 0) {
        return is_empty_heading(cleaner, node);
    }
    if (group == GROUP_PART || group == GROUP_ROOT || element_holds(element) == HOLDS_NOTHING ||
        element == ELEMENT_PRE || node_get(node, ATTRIBUTE_ID) != NULL) {
        return false;
    }
    return element == ELEMENT_P ? holds_nothing(node) : node->children == NULL;
}

static void leave_element(Cleaner *cleaner, xmlNode *node) {
    Element element = element_of(node);
    cleaner->open[element]--;
    if (settle_children(cleaner, node) && is_dropped(cleaner, node)) {
        node_remove(node);
    }
}

void clean_tree(ArticleWork *work) {
    Cleaner cleaner = {.work = work, .tree = work->article->tree};
    xmlNode *top = cleaner.tree->children;
    xmlNode *parent = top;
    xmlNode *at = top->children;
    for (unsigned depth = 1;;) {
        if (at == NULL) {
            if (parent == top) {
                break;
            }
            at = parent->next;
            xmlNode *above = parent->parent;
            leave_element(&cleaner, parent);
            parent = above;
            depth--;
            continue;
        }
        xmlNode *next = at->next;
        xmlNode *first = at->type == XML_ELEMENT_NODE ? at->children : NULL;
        Verdict verdict = judge(&cleaner, at, depth + 1);
        if (verdict == NODE_IS_OPENED) {
            node_unwrap(at);
            at = first != NULL ? first : next;
        } else if (verdict == NODE_STAYS && at->type == XML_ELEMENT_NODE) {
            cleaner.open[element_of(at)]++;
            parent = at;
            at = first;
            depth++;
        } else {
            at = next;
        }
    }
}
