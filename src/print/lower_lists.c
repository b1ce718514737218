/* Lists: what stands before their items, and definitions. */
#include "print/lower.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROMAN = 3999, LETTERS = 26 };

/* Numbers */

static char *say_roman(long number, bool is_upper) {
    static const struct {
        long value;
        const char *sign;
    } signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    GString *out = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        for (; number >= signs[i].value; number -= signs[i].value) {
            g_string_append(out, signs[i].sign);
        }
    }
    char *said = is_upper ? g_ascii_strup(out->str, -1) : g_strdup(out->str);
    g_string_free(out, TRUE);
    return said;
}

static char *say_letters(long number, char first) {
    char letters[16];
    size_t at = sizeof letters;
    letters[--at] = '\0';
    for (; number > 0 && at > 0; number = (number - 1) / LETTERS) {
        letters[--at] = (char)(first + (number - 1) % LETTERS);
    }
    return g_strdup(letters + at);
}

/* What markers a list has, by the name that CSS has for them, or by the `type` of HTML. */
static const struct {
    const char *marker;
    char type;
    ListNumbering numbering;
} numberings[] = {
    {"decimal", '1', NUMBERING_DECIMAL},         {"lower-alpha", 'a', NUMBERING_LOWER_ALPHA},
    {"lower-latin", 'a', NUMBERING_LOWER_ALPHA}, {"upper-alpha", 'A', NUMBERING_UPPER_ALPHA},
    {"upper-latin", 'A', NUMBERING_UPPER_ALPHA}, {"lower-roman", 'i', NUMBERING_LOWER_ROMAN},
    {"upper-roman", 'I', NUMBERING_UPPER_ROMAN}, {"disc", '\0', NUMBERING_DISC},
};

/* Signs of the theme's own are NUMBERING_NONE, and so is "none". */
static ListNumbering numbering_by_name(const char *marker) {
    for (size_t i = 0; i < G_N_ELEMENTS(numberings); i++) {
        if (strcmp(marker, numberings[i].marker) == 0) {
            return numberings[i].numbering;
        }
    }
    return NUMBERING_NONE;
}

static ListNumbering numbering_by_type(const char *type, ListNumbering otherwise) {
    for (size_t i = 0; type != NULL && i < G_N_ELEMENTS(numberings); i++) {
        if (*type != '1' && *type != '\0' && *type == numberings[i].type) {
            return numberings[i].numbering;
        }
    }
    return otherwise;
}

/* The name of what stands before an item. `is_own`: its style was not said of a list around it,
 * which may be one without numbers. */
static const char *marker_name(const xmlNode *list, const BoxStyle *style, bool is_own) {
    bool is_ordered = element_of(list) == ELEMENT_OL;
    if (style->list_marker == NULL || (is_ordered && !is_own)) {
        return is_ordered ? "decimal" : "disc";
    }
    return style->list_marker;
}

static ListNumbering numbering_of(const xmlNode *list, const char *marker) {
    bool is_ordered = element_of(list) == ELEMENT_OL;
    ListNumbering numbering = numbering_by_name(marker);
    if (numbering == NUMBERING_NONE) {
        return NUMBERING_NONE;
    }
    return !is_ordered
               ? NUMBERING_DISC
               : numbering_by_type(node_get(list, ATTRIBUTE_TYPE),
                                   numbering == NUMBERING_DISC ? NUMBERING_DECIMAL : numbering);
}

static char *say_number(ListNumbering numbering, long number) {
    bool is_upper = numbering == NUMBERING_UPPER_ROMAN || numbering == NUMBERING_UPPER_ALPHA;
    bool is_roman = numbering == NUMBERING_LOWER_ROMAN || numbering == NUMBERING_UPPER_ROMAN;
    g_autofree char *said = NULL;
    if (numbering == NUMBERING_DECIMAL || number <= 0 || (is_roman && number > MOST_ROMAN)) {
        said = g_strdup_printf("%ld", number);
    } else {
        said = is_roman ? say_roman(number, is_upper) : say_letters(number, is_upper ? 'A' : 'a');
    }
    return g_strconcat(said, ".", NULL);
}

/* What stands before an item; NULL: nothing. Caller frees. */
static char *marker_of(const xmlNode *list, const BoxStyle *item, bool is_own, long number) {
    const char *marker = marker_name(list, item, is_own);
    ListNumbering numbering = numbering_of(list, marker);
    if (numbering == NUMBERING_NONE) {
        return strcmp(marker, "none") == 0 || *marker == '\0' ? NULL : g_strdup(marker);
    }
    return numbering == NUMBERING_DISC ? g_strdup("•") : say_number(numbering, number);
}

/* The numbers of a list, as HTML counts them (4.4.5, ordinal value). */
static long number_attribute(const xmlNode *node, Attribute attribute, long otherwise) {
    const char *value = node_get(node, attribute);
    if (value == NULL) {
        return otherwise;
    }
    long number = strtol(value, NULL, 10);
    return CLAMP(number, -G_MAXINT32, G_MAXINT32);
}

static const xmlNode *next_item(const xmlNode *node) {
    while (node != NULL && (node->type != XML_ELEMENT_NODE || node_kind(node) != NODE_LIST_ITEM)) {
        node = node->next;
    }
    return node;
}

static long first_number(const xmlNode *list) {
    bool is_reversed = node_get(list, ATTRIBUTE_REVERSED) != NULL;
    long count = 0;
    for (const xmlNode *item = next_item(list->children); item != NULL && is_reversed;
         item = next_item(item->next)) {
        count++;
    }
    return number_attribute(list, ATTRIBUTE_START, is_reversed ? count : 1);
}

/* Items */

typedef struct {
    const xmlNode *node;
    bool is_own;    /* its style says what its markers are */
    Mpt widest_mpt; /* of the markers */
    Mpt gap_mpt;    /* between a marker and its item */
} ListWork;

static void measure_markers(ListWork *list, const Lower *lower, const Around *around) {
    long number = first_number(list->node);
    long step = node_get(list->node, ATTRIBUTE_REVERSED) != NULL ? -1 : 1;
    size_t longest = 0;
    for (const xmlNode *item = next_item(list->node->children); item != NULL;
         item = next_item(item->next)) {
        number = number_attribute(item, ATTRIBUTE_VALUE, number);
        Around inside = around_node(lower, around, item, NULL);
        g_autofree char *text = marker_of(list->node, inside.style, list->is_own, number);
        size_t length = text == NULL ? 0 : strlen(text);
        if (length > longest) { /* longer numbers are broader: figures are of one width */
            const BoxStyle *style = around_pseudo(lower, &inside, "marker");
            list->widest_mpt =
                shape_width(lower->shaper, text, style->text, around->lang, around->is_rtl);
            list->gap_mpt = style->text->size_mpt * 2 / 5;
            longest = length;
        }
        number += step;
    }
}

/* The marker ends before the item, in the margin that the list leaves. */
static void add_marker(Flow *flow, const ListWork *list, const Around *item, const char *text,
                       StructureElement *element) {
    const Lower *lower = flow->lower;
    Around around = *item;
    around.style = around_pseudo(lower, item, "marker");
    Paragraph paragraph = paragraph_begin(lower, &around, structure_add(element, ROLE_LIST_LABEL));
    text_say(&paragraph, &around, text, NULL);
    Mpt width = list->widest_mpt + list->gap_mpt / 4; /* a little room for the justified */
    Marker marker = {.text = g_steal_pointer(&paragraph.text),
                     .left_mpt = item->is_rtl ? flow->left_mpt + flow->measure_mpt + list->gap_mpt
                                              : flow->left_mpt - list->gap_mpt - width,
                     .width_mpt = width};
    g_array_append_val(flow->column->markers, marker);
}

static void lower_item(Flow *flow, const Around *outer, const ListWork *list, const xmlNode *node,
                       long number) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    StructureElement *element = structure_for(flow->element, ROLE_LIST_ITEM, &around);
    FlowBox box;
    Flow inner = flow_enter(flow, &around, &box);
    g_autofree char *text = marker_of(list->node, around.style, list->is_own, number);
    guint waiting = flow->column->markers->len;
    if (text != NULL) {
        add_marker(&inner, list, &around, text, element);
    }
    inner.element = structure_add(element, ROLE_LIST_BODY);
    column_add_target(&inner, node);
    lower_blocks(&inner, &around, node->children);
    if (text != NULL && flow->column->markers->len > waiting) { /* an item without content */
        BlockSpace space = column_space(flow->column, lower->setting, (BlockMargins){0, 0},
                                        lower->setting->grid_mpt);
        column_put(&inner, around.style, space, NULL, node);
    }
    flow_leave(&inner, &around, &box);
}

static bool is_in_list(const Around *around) {
    return around->parent != NULL && strcmp(around->parent->subject.element, "li") == 0;
}

void lower_list(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    ListWork list = {.node = node};
    list.is_own = around.style->list_marker != outer->style->list_marker;
    measure_markers(&list, lower, &around);
    FlowBox box;
    BlockMargins margins = margins_of(around.style);
    if (is_in_list(&around)) { /* half a line is for the outermost */
        Mpt grid = lower->setting->grid_mpt;
        margins.above_mpt = margins.above_mpt < grid ? 0 : margins.above_mpt;
        margins.below_mpt = margins.below_mpt < grid ? 0 : margins.below_mpt;
    }
    Flow inner = flow_enter_within(flow, &around, margins, &box);
    inner.element = structure_for(flow->element, ROLE_LIST, &around);
    inner.element->numbering = numbering_of(node, marker_name(node, around.style, list.is_own));
    Mpt lacking = list.widest_mpt + list.gap_mpt - around.style->padding_mpt[SIDE_START] -
                  around.style->margin_mpt[SIDE_START];
    if (list.widest_mpt > 0 && lacking > 0 && lacking < inner.measure_mpt) {
        inner.left_mpt += around.is_rtl ? 0 : lacking;
        inner.measure_mpt -= lacking;
    }
    long number = first_number(node);
    long step = node_get(node, ATTRIBUTE_REVERSED) != NULL ? -1 : 1;
    for (const xmlNode *item = next_item(node->children); item != NULL;
         item = next_item(item->next)) {
        number = number_attribute(item, ATTRIBUTE_VALUE, number);
        lower_item(&inner, &around, &list, item, number);
        number += step;
    }
    flow_leave(&inner, &around, &box);
}

/* Definitions */

static void lower_term(Flow *flow, const Around *outer, const xmlNode *node,
                       StructureElement *item) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(item, ROLE_LIST_LABEL, &around));
    text_gather(lower, &paragraph, &around, node);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.cost_after = BREAK_FORBIDDEN_COST;
    column_add_target(flow, node);
    put_paragraph(flow, outer, &paragraph);
}

static void lower_definition(Flow *flow, const Around *outer, const xmlNode *node,
                             StructureElement *item) {
    Around around = around_node(flow->lower, outer, node, NULL);
    Flow inside = *flow;
    inside.element = item;
    column_add_target(flow, node);
    lower_container(&inside, &around, node, ROLE_LIST_BODY);
}

void lower_definitions(Flow *flow, const Around *outer, const xmlNode *node) {
    Around around = around_node(flow->lower, outer, node, NULL);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    FlowBox box;
    Flow inner = flow_enter(flow, &around, &box);
    inner.element = structure_for(flow->element, ROLE_LIST, &around);
    StructureElement *item = NULL;
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        NodeKind kind = child->type == XML_ELEMENT_NODE ? node_kind(child) : NODE_TEXT;
        if (item == NULL || kind == NODE_TERM) {
            item = structure_add(inner.element, ROLE_LIST_ITEM);
        }
        if (kind == NODE_TERM) {
            lower_term(&inner, &around, child, item);
        } else if (kind == NODE_DEFINITION) {
            lower_definition(&inner, &around, child, item);
        }
    }
    flow_leave(&inner, &around, &box);
}
