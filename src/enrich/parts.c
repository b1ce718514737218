/* Lists and tables: parents that hold only parts of their own. Loose text becomes a part, order and
 * number of the parts are what HTML and its validators ask for (HTML Living Standard, 4.4 and 4.9).
 */
#include "enrich/clean.h"

/* What a parent's loose content is wrapped in. */
static Element part_for(Element parent) {
    switch ((int)parent) {
    case ELEMENT_UL:
    case ELEMENT_OL:
        return ELEMENT_LI;
    case ELEMENT_DL:
        return ELEMENT_DD;
    case ELEMENT_TR:
        return ELEMENT_TD;
    default:
        return ELEMENT_TR;
    }
}

static bool is_list(const xmlNode *node) {
    return element_of(node) == ELEMENT_UL || element_of(node) == ELEMENT_OL;
}

static bool may_stand(const xmlNode *parent, const xmlNode *child) {
    return element_of(child) >= 0 && element_may_hold(element_of(parent), element_of(child));
}

/* Takes `first` and the loose ones after it into `part`. Returns what comes after them. */
static xmlNode *fill(xmlNode *parent, xmlNode *part, xmlNode *first) {
    xmlNode *child = first;
    while (child != NULL && !may_stand(parent, child)) {
        xmlNode *next = child->next;
        clean_move_to_end(part, child);
        child = next;
    }
    return child;
}

/* Wraps loose content. A list loose in a list belongs to the item before it. */
static void wrap_loose(Cleaner *cleaner, xmlNode *parent) {
    for (xmlNode *child = parent->children; child != NULL;) {
        if (may_stand(parent, child)) {
            child = child->next;
            continue;
        }
        if (clean_is_blank_text(child)) {
            xmlNode *next = child->next;
            node_remove(child);
            child = next;
            continue;
        }
        bool joins_item = is_list(parent) && is_list(child) && child->prev != NULL;
        xmlNode *part = joins_item
                            ? child->prev
                            : clean_insert_parent(cleaner, child, part_for(element_of(parent)));
        child = fill(parent, part, child);
        settle_children(cleaner, part);
    }
}

/* Only an ordered list's items have numbers. */
static void unset_numbers(xmlNode *list) {
    for (xmlNode *child = list->children; child != NULL; child = child->next) {
        node_unset(child, ATTRIBUTE_VALUE);
    }
}

/* Terms and definitions come in groups: no definition before the first term, no term without a
 * definition at the end. */
static void settle_definitions(Cleaner *cleaner, xmlNode *list) {
    if (list->children != NULL && element_of(list->children) == ELEMENT_DD) {
        clean_insert_parent(cleaner, list->children, ELEMENT_DT);
    }
    if (list->last != NULL && element_of(list->last) == ELEMENT_DT) {
        node_append(list, node_new(cleaner->tree, ELEMENT_DD, node_line(list->last),
                                   node_column(list->last)));
    }
}

/* What is no part of a table goes before it, rows and cells go into a tbody. */
static void gather_rows(Cleaner *cleaner, xmlNode *table) {
    xmlNode *rows = NULL;
    for (xmlNode *child = table->children; child != NULL;) {
        xmlNode *next = child->next;
        Element element = element_of(child);
        if (element == ELEMENT_TR || element == ELEMENT_TD || element == ELEMENT_TH) {
            rows = rows != NULL ? rows : clean_insert_parent(cleaner, child, ELEMENT_TBODY);
            clean_move_to_end(rows, child);
        } else if (clean_is_blank_text(child)) {
            node_remove(child);
        } else if (!may_stand(table, child)) {
            if (element >= 0) {
                clean_report_moved(cleaner, child, table);
            }
            node_unlink(child);
            node_insert_before(table, child);
        } else {
            rows = NULL;
        }
        child = next;
    }
}

/* A caption is first and alone, a thead first and a tfoot last of the parts. */
static void order_table(xmlNode *table) {
    xmlNode *caption = NULL;
    xmlNode *child = table->children;
    while (child != NULL) {
        xmlNode *next = child->next;
        if (element_of(child) == ELEMENT_CAPTION && caption != NULL) {
            node_unlink(child);
            node_insert_before(table, child);
            node_rename(child, ELEMENT_P);
        } else if (element_of(child) == ELEMENT_CAPTION) {
            caption = child;
        } else if (element_of(child) == ELEMENT_THEAD && child->prev != NULL &&
                   element_of(child->prev) != ELEMENT_CAPTION) {
            node_rename(child, ELEMENT_TBODY);
        } else if (element_of(child) == ELEMENT_TFOOT && child->next != NULL) {
            node_rename(child, ELEMENT_TBODY);
        }
        child = next;
    }
    if (caption != NULL && caption != table->children) {
        node_unlink(caption);
        node_insert_before(table->children, caption);
    }
}

static void settle_table(Cleaner *cleaner, xmlNode *table) {
    gather_rows(cleaner, table);
    for (xmlNode *child = table->children; child != NULL; child = child->next) {
        if (element_of(child) == ELEMENT_TBODY) {
            wrap_loose(cleaner, child);
        }
    }
    order_table(table);
}

void settle_parts(Cleaner *cleaner, xmlNode *parent) {
    switch ((int)element_of(parent)) {
    case ELEMENT_ARTICLE:
        break;
    case ELEMENT_UL:
        wrap_loose(cleaner, parent);
        unset_numbers(parent);
        break;
    case ELEMENT_TABLE:
        settle_table(cleaner, parent);
        break;
    case ELEMENT_DL:
        wrap_loose(cleaner, parent);
        settle_definitions(cleaner, parent);
        break;
    default:
        wrap_loose(cleaner, parent);
        break;
    }
}
