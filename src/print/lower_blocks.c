/* The blocks of a text, one function a kind that needs more than its own name. */
#include "print/lower.h"

#include "base/text.h"

#include <string.h>

enum {
    COST_BEFORE_LIST = 200,   /* of a column that ends behind what may announce it */
    COST_BEHIND_COLON = 2000, /* and does */
    COST_AFTER_ORNAMENT = 400,
};

/* What stands beside */

static bool stands_in_text(const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE) {
        return !text_is_blank(node_text(node));
    }
    NodeKind kind = node_kind(node);
    return kind != NODE_NOTE && kind != NODE_FIGURE;
}

const xmlNode *text_neighbour(const xmlNode *node, bool before) {
    const xmlNode *at = before ? node->prev : node->next;
    while (at != NULL && !stands_in_text(at)) {
        at = before ? at->prev : at->next;
    }
    return at;
}

static bool is_kind(const xmlNode *node, NodeKind kind) {
    return node != NULL && node->type == XML_ELEMENT_NODE && node_kind(node) == kind;
}

/* Who said it, under a quotation: on a line that begins with a dash. */
static bool is_attribution(const xmlNode *node) {
    if (!is_kind(node, NODE_PARAGRAPH) || text_neighbour(node, false) != NULL ||
        element_of(node->parent) == ELEMENT_BODY) {
        return false;
    }
    g_autofree char *text = node_plain_text(node);
    gunichar first = g_utf8_get_char(text);
    return first == 0x2014 || first == 0x2013 || first == 0x2015;
}

/* Bold from end to end: what an interview asks, or a heading that is none. */
static bool is_question(const xmlNode *node) {
    if (!is_kind(node, NODE_PARAGRAPH) || element_of(node->parent) != ELEMENT_BODY) {
        return false;
    }
    const xmlNode *only = NULL;
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        bool is_blank = child->type == XML_TEXT_NODE && text_is_blank(node_text(child));
        if (!is_blank && (only != NULL || child->type != XML_ELEMENT_NODE)) {
            return false;
        }
        only = is_blank ? only : child;
    }
    return only != NULL && (element_of(only) == ELEMENT_STRONG || element_of(only) == ELEMENT_B);
}

static bool ends_in_colon(const xmlNode *node) {
    g_autofree char *text = node_plain_text(node);
    g_strchomp(text);
    return g_str_has_suffix(text, ":") || g_str_has_suffix(text, "\uFF1A");
}

static int32_t cost_after(const xmlNode *node) {
    const xmlNode *next = text_neighbour(node, false);
    if (is_attribution(next)) {
        return BREAK_FORBIDDEN_COST;
    }
    bool may_announce = is_kind(next, NODE_LIST) || is_kind(next, NODE_DEFINITIONS) ||
                        is_kind(next, NODE_VERSE) || is_kind(next, NODE_QUOTATION) ||
                        is_kind(next, NODE_PREFORMATTED) || is_kind(next, NODE_TABLE);
    return !may_announce ? 0 : ends_in_colon(node) ? COST_BEHIND_COLON : COST_BEFORE_LIST;
}

/* Paragraphs */

void put_paragraph(Flow *flow, const Around *around, Paragraph *paragraph) {
    g_autoptr(GPtrArray) images = g_steal_pointer(&paragraph->images);
    if (paragraph_is_blank(paragraph)) {
        paragraph_clear(paragraph);
    } else {
        flow_paragraph(flow, paragraph);
    }
    if (images != NULL) {
        lower_images(flow, around, images);
    }
}

/* A note's number, before its first words. */
static void take_lead(Flow *flow, Paragraph *paragraph, const Around *around) {
    Column *column = flow->column;
    if (column->lead_text != NULL) {
        Around lead = *around;
        lead.style = column->lead_style;
        text_say(paragraph, &lead, column->lead_text, NULL);
        g_clear_pointer(&column->lead_text, g_free);
    }
}

static const char end_sign_classes[] = "endsign";

static void add_end_sign(const Lower *lower, Paragraph *paragraph, const Around *around) {
    Around sign = around_frame(lower, around, "span", end_sign_classes);
    const BoxStyle *style = around_pseudo(lower, &sign, "after");
    if (style->content == NULL || *style->content == '\0') {
        return;
    }
    sign.style = style;
    g_autofree char *text = g_strconcat("\u00A0", style->content, NULL);
    text_say(paragraph, &sign, text, NULL);
    GArray *stretches = paragraph->text->stretches;
    g_array_index(stretches, TextStretch, stretches->len - 1).is_ornament = true;
}

static bool is_first_of_text(const xmlNode *node) {
    return element_of(node->parent) == ELEMENT_BODY && text_neighbour(node, true) == NULL;
}

static void mark_beginning(const Lower *lower, Paragraph *paragraph, const Around *around) {
    const BoxStyle *letter = around_pseudo(lower, around, "first-letter");
    const BoxStyle *line = around_pseudo(lower, around, "first-line");
    paragraph->initial = letter->initial_lines > 1 ? letter : NULL;
    text_mark_first_words(paragraph, line);
}

static void lower_paragraph(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    const xmlNode *before = text_neighbour(node, true);
    const char *own = node_get(node, ATTRIBUTE_CLASS);
    bool is_opening = is_first_of_text(node);
    bool asks = is_question(node);
    bool follows = is_kind(before, NODE_PARAGRAPH) && own == NULL && !asks && !is_question(before);
    const char *more = is_attribution(node) ? "attribution"
                       : asks               ? "question"
                       : is_opening         ? "opening"
                       : follows            ? "follows"
                                            : NULL;
    g_autofree char *classes =
        more == NULL || own == NULL ? g_strdup(more) : g_strconcat(own, " ", more, NULL);
    Around around = around_node(lower, outer, node, classes);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    StructureElement *element = structure_for(flow->element, ROLE_PARAGRAPH, &around);
    Paragraph paragraph = paragraph_begin(lower, &around, element);
    take_lead(flow, &paragraph, &around);
    text_gather(lower, &paragraph, &around, node);
    if (is_opening || is_kind(before, NODE_BREAK)) {
        mark_beginning(lower, &paragraph, &around);
    }
    if (node == lower->last_block) {
        add_end_sign(lower, &paragraph, &around);
    }
    /* Chinese, Japanese and Korean have the first of a text indented too, where the theme says so
     */
    paragraph.is_flush = !follows && !language_find(around.lang)->is_cjk;
    paragraph.has_variants = true;
    paragraph.is_balanced = is_kind(node->parent, NODE_PULL_QUOTE);
    paragraph.cost_after = cost_after(node);
    put_paragraph(flow, outer, &paragraph);
}

/* Text that stands beside blocks, without a paragraph of its own: to before `end`. */
static void lower_loose_text(Flow *flow, const Around *outer, const xmlNode *first,
                             const xmlNode *end) {
    const Lower *lower = flow->lower;
    Around around = around_frame(lower, outer, "text", NULL);
    StructureElement *element = structure_add(flow->element, ROLE_PARAGRAPH);
    Paragraph paragraph = paragraph_begin(lower, &around, element);
    take_lead(flow, &paragraph, &around);
    text_gather_siblings(lower, &paragraph, &around, first, end);
    if (end == NULL && first->parent == lower->last_block) {
        add_end_sign(lower, &paragraph, &around);
    }
    paragraph.is_flush = true;
    paragraph.has_variants = true;
    put_paragraph(flow, outer, &paragraph);
}

void lower_words(Flow *flow, const Around *around, StructureRole role, const char *text,
                 const char *lang) {
    if (text == NULL || text_is_blank(text) || around->style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    StructureElement *element = structure_for(flow->element, role, around);
    structure_say_language(element, lang != NULL ? lang : around->lang, flow->lower->issue->lang);
    Paragraph paragraph = paragraph_begin(flow->lower, around, element);
    text_say(&paragraph, around, text, lang);
    paragraph.is_flush = true;
    paragraph.is_balanced = around->style->align == ALIGN_CENTRE;
    flow_paragraph(flow, &paragraph);
}

/* Headings */

static void lower_heading(Flow *flow, const Around *outer, const xmlNode *node) {
    Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    StructureRole role = (StructureRole)(ROLE_HEADING_1 + node_heading_level(node) - 1);
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, role, &around));
    text_gather(lower, &paragraph, &around, node);
    paragraph.is_in_one = true;
    paragraph.is_balanced = true;
    paragraph.is_flush = true;
    paragraph.cost_after = BREAK_FORBIDDEN_COST;
    put_paragraph(flow, outer, &paragraph);
    flow->column->has_heading_last = true;
}

/* Containers */

void lower_container(Flow *flow, const Around *around, const xmlNode *node, StructureRole role) {
    FlowBox box;
    Flow inner = flow_enter(flow, around, &box);
    inner.element = structure_for(flow->element, role, around);
    lower_blocks(&inner, around, node->children);
    flow_leave(&inner, around, &box);
}

static void lower_group(Flow *flow, const Around *outer, const xmlNode *node) {
    Around around = around_node(flow->lower, outer, node, NULL);
    if (around.style->display != DISPLAY_AS_NOTHING) {
        StructureRole role = node_kind(node) == NODE_QUOTATION ? ROLE_QUOTATION : ROLE_DIVISION;
        lower_container(flow, &around, node, role);
    }
}

/* Breaks between sections of the text: an ornament, or space alone */

static void lower_break(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    const BoxStyle *ornament = around_pseudo(lower, &around, "before");
    if (around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    if (ornament->content == NULL) {
        FlowBox box;
        Flow inner = flow_enter(flow, &around, &box);
        if (box_is_seen(around.style)) { /* a rule: the border of a box without content */
            BlockSpace space = column_space(flow->column, lower->setting, (BlockMargins){0, 0}, 0);
            column_put(&inner, around.style, space, NULL, NULL);
        }
        flow_leave(&inner, &around, &box);
        return;
    }
    Around sign = around;
    sign.style = around.style;
    Paragraph paragraph = paragraph_begin(lower, &sign, NULL);
    sign.style = ornament;
    text_say(&paragraph, &sign, ornament->content, NULL);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.cost_after = COST_AFTER_ORNAMENT;
    flow_paragraph(flow, &paragraph);
}

/* A proof's box. The tree holds the name of what is missing. */
static void lower_missing(Flow *flow, const Around *outer, const xmlNode *node) {
    const Lower *lower = flow->lower;
    Around around = around_node(lower, outer, node, NULL);
    g_autofree char *name = node_plain_text(node);
    g_autofree char *words = language_say(lower->language, WORD_MISSING, name);
    lower_words(flow, &around, ROLE_PARAGRAPH, words, lower->spoken_lang);
}

static void lower_nothing(Flow *flow, const Around *outer, const xmlNode *node) {
    (void)flow, (void)outer, (void)node;
}

/* All */

typedef void (*LowerKind)(Flow *flow, const Around *outer, const xmlNode *node);

/* A table in the shape of a switch, so that the compiler asks for a new kind's row. NULL: it is
 * running text. */
static LowerKind lower_of(NodeKind kind) {
    /* clang-format off */
    switch (kind) {
    case NODE_PARAGRAPH:    return lower_paragraph;
    case NODE_HEADING:      return lower_heading;
    case NODE_LIST:         return lower_list;
    case NODE_DEFINITIONS:  return lower_definitions;
    case NODE_PREFORMATTED: return lower_preformatted;
    case NODE_BREAK:        return lower_break;
    case NODE_VERSE:        return lower_verse;
    case NODE_PULL_QUOTE: case NODE_SIDEBAR:
        return lower_aside;
    case NODE_FIGURE:       return lower_figure;
    case NODE_TABLE:        return lower_table;
    case NODE_MISSING:      return lower_missing;
    case NODE_QUOTATION: case NODE_GROUP:
        return lower_group;
    case NODE_FRAME: case NODE_NOTE: case NODE_CUTLINE: case NODE_TABLE_CAPTION:
    case NODE_TABLE_PART: case NODE_TABLE_ROW: case NODE_TABLE_CELL: case NODE_LIST_ITEM:
    case NODE_TERM: case NODE_DEFINITION: case NODE_KIND_COUNT:
        return lower_nothing; /* its parent lowers it, or what is under the text */
    case NODE_TEXT: case NODE_LINK: case NODE_NOTE_CALL: case NODE_IMAGE: case NODE_LINE_BREAK:
    case NODE_WORD_BREAK: case NODE_CODE: case NODE_QUOTED: case NODE_RUBY: case NODE_STYLED:
    case NODE_SPAN: case NODE_CREDIT:
        break;
    }
    /* clang-format on */
    return NULL;
}

static bool is_running_text(const xmlNode *node) {
    return node->type != XML_ELEMENT_NODE || lower_of(node_kind(node)) == NULL;
}

void lower_block(Flow *flow, const Around *around, const xmlNode *node) {
    column_add_target(flow, node);
    lower_of(node_kind(node))(flow, around, node);
}

static const xmlNode *text_run_end(const xmlNode *first, const xmlNode *last) {
    const xmlNode *end = first;
    while (end != last && is_running_text(end)) {
        end = end->next;
    }
    return end;
}

static bool text_run_is_blank(const xmlNode *first, const xmlNode *end) {
    for (const xmlNode *node = first; node != end; node = node->next) {
        if (node->type == XML_ELEMENT_NODE || !text_is_blank(node_text(node))) {
            return false;
        }
    }
    return true;
}

/* What comes behind what was lowered. */
static const xmlNode *lower_one_or_more(Flow *flow, const Around *around, const xmlNode *node,
                                        const xmlNode *last) {
    const xmlNode *done =
        is_kind(node, NODE_FIGURE) ? lower_figures_abreast(flow, around, node, last) : NULL;
    if (done == NULL) {
        lower_block(flow, around, node);
        done = node;
    }
    return done->next;
}

void lower_blocks_until(Flow *flow, const Around *around, const xmlNode *first,
                        const xmlNode *last) {
    for (const xmlNode *node = first; node != last;) {
        const xmlNode *end = text_run_end(node, last);
        if (end == node) {
            end = lower_one_or_more(flow, around, node, last);
        } else if (!text_run_is_blank(node, end)) {
            lower_loose_text(flow, around, node, end);
        }
        node = end;
    }
}

void lower_blocks(Flow *flow, const Around *around, const xmlNode *first) {
    lower_blocks_until(flow, around, first, NULL);
}
