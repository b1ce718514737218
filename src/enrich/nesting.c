/* What stands in a paragraph, a heading, running text, or among blocks: whatever may not, leaves it
 * or is wrapped. Each function reads its element's children once. */
#include "enrich/clean.h"

#include <string.h>

enum {
    COPIES_MOST = 10000
}; /* of inline elements split around blocks; past that they are opened */

static bool is_inline(Element element) {
    return element >= 0 && element_group(element) == GROUP_INLINE;
}

static bool is_ruby_part(const xmlNode *node) {
    return node != NULL && (element_of(node) == ELEMENT_RT || element_of(node) == ELEMENT_RP);
}

/* Running text with blocks in it */

static xmlNode *copy_without_content(Cleaner *cleaner, const xmlNode *node, bool with_id) {
    xmlNode *copy = node_new(cleaner->tree, element_of(node), node_line(node), node_column(node));
    for (int i = 0; i < ATTRIBUTE_COUNT; i++) {
        Attribute attribute = (Attribute)i;
        const char *value = node_get(node, attribute);
        if (value != NULL && (with_id || attribute != ATTRIBUTE_ID)) {
            node_set(copy, attribute, value);
        }
    }
    return copy;
}

/* May `child`, a block or a part, go out of `parent`? What is only a wrapper of text is opened in a
 * heading instead. */
static bool goes_out(const xmlNode *parent, const xmlNode *child) {
    Element element = element_of(child);
    if (element < 0 || is_inline(element) || is_ruby_part(child)) {
        return false;
    }
    bool is_wrapper = element == ELEMENT_P || element == ELEMENT_DIV ||
                      node_heading_level(child) > 0 || element_group(element) != GROUP_BLOCK;
    return node_heading_level(parent) == 0 || !is_wrapper;
}

static xmlNode *open_child(xmlNode *child) {
    xmlNode *next = child->next;
    xmlNode *first = child->children;
    node_unwrap(child);
    return first != NULL ? first : next;
}

static xmlNode *new_text_like(Cleaner *cleaner, const xmlNode *node, const char *text) {
    return node_new_text(cleaner->tree, text, strlen(text), node_line(node), node_column(node));
}

/* Opens a child of running text; white space stands where a block began and ended. */
static xmlNode *open_in_text(Cleaner *cleaner, xmlNode *child) {
    if (!is_inline(element_of(child)) && !is_ruby_part(child)) {
        const char *space = element_of(child->parent) == ELEMENT_PRE ? "\n" : " ";
        if (child->prev != NULL && !clean_is_blank_text(child->prev)) {
            node_insert_before(child, new_text_like(cleaner, child, space));
        }
        if (child->next != NULL && !clean_is_blank_text(child->next)) {
            node_insert_after(child, new_text_like(cleaner, child, space));
        }
    }
    return open_child(child);
}

/* Puts the children of `parent` before it, blocks by themselves, the text between them in copies of
 * it, and takes it away. */
static void split(Cleaner *cleaner, xmlNode *parent) {
    xmlNode *run = NULL;
    bool has_id = true;
    for (xmlNode *child = parent->children; child != NULL;) {
        xmlNode *next = child->next;
        if (goes_out(parent, child)) {
            clean_report_moved(cleaner, child, parent);
            node_unlink(child);
            node_insert_before(parent, child);
            run = NULL;
        } else if (!element_may_hold(element_of(parent), element_of(child))) {
            next = open_in_text(cleaner, child);
        } else if (run == NULL && clean_is_blank_text(child)) {
            node_remove(child);
        } else {
            if (run == NULL) {
                run = copy_without_content(cleaner, parent, has_id);
                node_insert_before(parent, run);
                has_id = false;
                cleaner->copies++;
            }
            clean_move_to_end(run, child);
        }
        child = next;
    }
    node_remove(parent);
}

/* Opens what may not stand here; a picture is its alt text. */
static void flatten(Cleaner *cleaner, xmlNode *parent) {
    for (xmlNode *child = parent->children; child != NULL;) {
        Element element = element_of(child);
        if (element_may_hold(element_of(parent), element)) {
            child = child->next;
            continue;
        }
        const char *alt = node_get(child, ATTRIBUTE_ALT);
        if (alt != NULL) {
            node_insert_after(child, new_text_like(cleaner, child, alt));
        }
        if (element != ELEMENT_P && element != ELEMENT_DIV && !is_inline(element) &&
            !is_ruby_part(child)) {
            clean_report_moved(cleaner, child, parent);
        }
        child = open_in_text(cleaner, child);
    }
}

static bool settle_text(Cleaner *cleaner, xmlNode *parent) {
    Element element = element_of(parent);
    bool is_sound = true;
    bool has_block = false;
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        is_sound = is_sound && element_may_hold(element, element_of(child));
        has_block = has_block || goes_out(parent, child);
    }
    if (is_sound) {
        return true;
    }
    bool is_split =
        has_block && (is_inline(element) || element == ELEMENT_P || node_heading_level(parent) > 0);
    if (!is_split || element == ELEMENT_RUBY) {
        flatten(cleaner, parent);
        return true;
    }
    if (is_inline(element) && cleaner->copies > COPIES_MOST) {
        node_unwrap(parent);
    } else {
        split(cleaner, parent);
    }
    return false;
}

/* Brackets stand on both sides of one reading, or not at all. */
static bool is_bracket_in_place(const xmlNode *bracket) {
    const xmlNode *before = bracket->prev;
    const xmlNode *after = bracket->next;
    bool opens = after != NULL && element_of(after) == ELEMENT_RT && after->next != NULL &&
                 element_of(after->next) == ELEMENT_RP;
    bool closes = before != NULL && element_of(before) == ELEMENT_RT && before->prev != NULL &&
                  element_of(before->prev) == ELEMENT_RP;
    return opens || closes;
}

/* What validators ask of ruby: each word has its reading after it, none is without. Brackets that
 * stand alone go: they are for readers without ruby, which nobody has. */
static bool settle_ruby(Cleaner *cleaner, xmlNode *ruby) {
    settle_text(cleaner, ruby);
    for (xmlNode *child = ruby->children; child != NULL;) {
        xmlNode *next = child->next;
        if (element_of(child) == ELEMENT_RP && !is_bracket_in_place(child)) {
            node_remove(child);
        }
        child = next;
    }
    while (ruby->last != NULL && !is_ruby_part(ruby->last)) {
        xmlNode *word = ruby->last;
        node_unlink(word);
        node_insert_after(ruby, word);
    }
    if (ruby->children != NULL && !is_ruby_part(ruby->children)) {
        return true;
    }
    node_unwrap(ruby);
    return false;
}

/* Blocks */

/* The one picture in a paragraph that holds nothing else; NULL if it is not such a one. */
static xmlNode *lone_picture(const xmlNode *paragraph) {
    xmlNode *picture = NULL;
    for (xmlNode *child = paragraph->children; child != NULL; child = child->next) {
        if (element_of(child) == ELEMENT_IMG && picture == NULL) {
            picture = child;
        } else if (!clean_is_blank_text(child)) {
            return NULL;
        }
    }
    return picture;
}

/* A paragraph of nothing but a picture is a figure, or no element of its own within one. */
static void settle_paragraph(xmlNode *parent, xmlNode *paragraph) {
    xmlNode *picture = lone_picture(paragraph);
    if (picture == NULL) {
        return;
    }
    node_unlink(picture);
    while (paragraph->children != NULL) {
        node_remove(paragraph->children);
    }
    node_append(paragraph, picture);
    if (element_of(parent) == ELEMENT_FIGURE) {
        node_unwrap(paragraph);
    } else {
        node_rename(paragraph, ELEMENT_FIGURE);
        node_unset(paragraph, ATTRIBUTE_CLASS);
    }
}

/* What becomes of an element among blocks that may not stand there; one without a row is opened. */
typedef enum { REPAIR_RENAME, REPAIR_GATHER } Repair;

static const struct {
    Element element;
    Repair repair;
    Element into;
} repairs[] = {
    {ELEMENT_LI, REPAIR_GATHER, ELEMENT_UL},        {ELEMENT_DT, REPAIR_GATHER, ELEMENT_DL},
    {ELEMENT_DD, REPAIR_GATHER, ELEMENT_DL},        {ELEMENT_TR, REPAIR_GATHER, ELEMENT_TABLE},
    {ELEMENT_TD, REPAIR_GATHER, ELEMENT_TABLE},     {ELEMENT_TH, REPAIR_GATHER, ELEMENT_TABLE},
    {ELEMENT_THEAD, REPAIR_GATHER, ELEMENT_TABLE},  {ELEMENT_TBODY, REPAIR_GATHER, ELEMENT_TABLE},
    {ELEMENT_TFOOT, REPAIR_GATHER, ELEMENT_TABLE},  {ELEMENT_CAPTION, REPAIR_RENAME, ELEMENT_P},
    {ELEMENT_FIGCAPTION, REPAIR_RENAME, ELEMENT_P}, {ELEMENT_HEADLINE, REPAIR_RENAME, ELEMENT_P},
    {ELEMENT_KICKER, REPAIR_RENAME, ELEMENT_P},     {ELEMENT_DECK, REPAIR_RENAME, ELEMENT_P},
    {ELEMENT_BODY, REPAIR_RENAME, ELEMENT_DIV},     {ELEMENT_ASIDE, REPAIR_RENAME, ELEMENT_DIV},
};

/* Takes `first` and those like it that follow into a new parent of theirs. Returns what comes after
 * them. */
static xmlNode *gather(Cleaner *cleaner, xmlNode *first, Element into) {
    xmlNode *made = clean_insert_parent(cleaner, first, into);
    xmlNode *child = first;
    while (child != NULL &&
           (clean_is_blank_text(child) || element_may_hold(into, element_of(child)) ||
            element_of(child) == element_of(first))) {
        xmlNode *next = child->next;
        clean_move_to_end(made, child);
        child = next;
    }
    settle_parts(cleaner, made);
    return child;
}

static xmlNode *repair_block(Cleaner *cleaner, xmlNode *child) {
    for (size_t i = 0; i < G_N_ELEMENTS(repairs); i++) {
        if (repairs[i].element != element_of(child)) {
            continue;
        }
        if (repairs[i].repair == REPAIR_GATHER) {
            return gather(cleaner, child, repairs[i].into);
        }
        node_rename(child, repairs[i].into);
        node_unset(child, ATTRIBUTE_CLASS);
        return child->next;
    }
    return open_child(child);
}

static bool is_loose(Element parent, const xmlNode *child) {
    Element element = element_of(child);
    return element < 0 || (is_inline(element) && (element_holds(parent) == HOLDS_FLOW ||
                                                  !element_may_hold(parent, element)));
}

void settle_blocks(Cleaner *cleaner, xmlNode *parent) {
    Element element = element_of(parent);
    xmlNode *run = NULL;
    for (xmlNode *child = parent->children; child != NULL;) {
        xmlNode *next = child->next;
        if (is_loose(element, child)) {
            if (run == NULL && clean_is_blank_text(child)) {
                node_remove(child);
            } else {
                run = run != NULL ? run : clean_insert_parent(cleaner, child, ELEMENT_P);
                clean_move_to_end(run, child);
            }
            child = next;
            continue;
        }
        if (run != NULL) {
            settle_paragraph(parent, run);
            run = NULL;
        }
        if (!element_may_hold(element, element_of(child))) {
            next = repair_block(cleaner, child);
        } else if (element_of(child) == ELEMENT_P) {
            settle_paragraph(parent, child);
        }
        child = next;
    }
    if (run != NULL) {
        settle_paragraph(parent, run);
    }
}

/* One cutline, and last. */
static void settle_figure(Cleaner *cleaner, xmlNode *figure) {
    settle_blocks(cleaner, figure);
    xmlNode *cutline = NULL;
    for (xmlNode *child = figure->children; child != NULL; child = child->next) {
        if (element_of(child) == ELEMENT_FIGCAPTION && cutline != NULL) {
            node_rename(child, ELEMENT_P);
            node_unset(child, ATTRIBUTE_CLASS);
        } else if (element_of(child) == ELEMENT_FIGCAPTION) {
            cutline = child;
        }
    }
    if (cutline != NULL && cutline->next != NULL) {
        clean_move_to_end(figure, cutline);
    }
}

static bool has_blocks(const xmlNode *parent) {
    for (const xmlNode *child = parent->children; child != NULL; child = child->next) {
        Element element = element_of(child);
        if (element >= 0 && !is_inline(element)) {
            return true;
        }
    }
    return false;
}

bool settle_children(Cleaner *cleaner, xmlNode *parent) {
    Element element = element_of(parent);
    switch (element_holds(element)) {
    case HOLDS_NOTHING:
        while (parent->last != NULL) {
            xmlNode *child = parent->last;
            node_unlink(child);
            node_insert_after(parent, child);
        }
        return true;
    case HOLDS_TEXT:
        return element == ELEMENT_RUBY ? settle_ruby(cleaner, parent)
                                       : settle_text(cleaner, parent);
    case HOLDS_BLOCKS:
        if (element == ELEMENT_FIGURE) {
            settle_figure(cleaner, parent);
        } else {
            settle_blocks(cleaner, parent);
        }
        return true;
    case HOLDS_FLOW:
        if (has_blocks(parent)) {
            settle_blocks(cleaner, parent);
        }
        return true;
    case HOLDS_PARTS:
        settle_parts(cleaner, parent);
        return true;
    }
    return true;
}
