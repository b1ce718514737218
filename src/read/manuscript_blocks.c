/* Blocks of a manuscript: lists, headings, quotations, verse, captions. */
#include "read/manuscript_parts.h"

#include <string.h>

enum { LOWEST_HEADING = 6 };

void flow_unwrap_only_paragraph(xmlNode *holder) {
    xmlNode *only = holder->children;
    if (only != NULL && only->next == NULL && element_of(only) == ELEMENT_P &&
        node_get(only, ATTRIBUTE_ID) == NULL && node_get(only, ATTRIBUTE_DIR) == NULL) {
        node_unwrap(only);
    }
}

static OpenList *innermost(const Flow *flow) {
    return flow->lists->len > 0 ? &g_array_index(flow->lists, OpenList, flow->lists->len - 1)
                                : NULL;
}

static void close_item(OpenList *list) {
    if (list->item != NULL) {
        flow_unwrap_only_paragraph(list->item);
        list->item = NULL;
    }
}

/* Ends the lists but for the outermost `stay`. */
static void close_lists(Flow *flow, guint stay) {
    while (flow->lists->len > stay) {
        close_item(innermost(flow));
        g_array_set_size(flow->lists, flow->lists->len - 1);
    }
}

void flow_end_gathering(Flow *flow) {
    flow->gathering = NULL;
}

/* Where a block that is no item goes: the flow itself. */
void flow_link_block(Flow *flow, xmlNode *block) {
    node_append(flow->parent, block);
    flow->last = block;
}

void flow_release_caption(Flow *flow) {
    if (flow->pending_caption != NULL) {
        node_append(flow->parent, flow->pending_caption);
        flow->pending_caption = NULL;
    }
}

void flow_settle(Manuscript *manuscript, Flow *flow) {
    (void)manuscript;
    close_lists(flow, 0);
    flow_end_gathering(flow);
    flow_release_caption(flow);
}

/* Can it take a cutline? A figure or table that has none. */
static bool lacks_caption(const xmlNode *block) {
    if (block == NULL) {
        return false;
    }
    Element element = element_of(block);
    if (element == ELEMENT_FIGURE) {
        return element_of(block->last) != ELEMENT_FIGCAPTION;
    }
    return element == ELEMENT_TABLE &&
           (block->children == NULL || element_of(block->children) != ELEMENT_CAPTION);
}

/* The paragraph `caption`, unlinked, becomes that of the block. */
static void give_caption(xmlNode *block, xmlNode *caption) {
    if (element_of(block) == ELEMENT_FIGURE) {
        node_rename(caption, ELEMENT_FIGCAPTION);
        node_append(block, caption);
    } else {
        node_rename(caption, ELEMENT_CAPTION);
        if (block->children != NULL) {
            node_insert_before(block->children, caption);
        } else {
            node_append(block, caption);
        }
    }
}

void flow_append_block(Manuscript *manuscript, Flow *flow, xmlNode *block) {
    (void)manuscript;
    xmlNode *waiting = flow->pending_caption;
    flow->pending_caption = NULL;
    flow_end_gathering(flow);
    if (waiting != NULL && !lacks_caption(block)) {
        node_append(flow->parent, waiting);
        waiting = NULL;
    }
    OpenList *list = innermost(flow);
    bool is_figure = element_of(block) == ELEMENT_FIGURE;
    if (is_figure && list != NULL && list->item != NULL && waiting == NULL) {
        node_append(list->item, block); /* a picture between items belongs to the one before */
        flow->last = block;
    } else {
        close_lists(flow, 0);
        flow_link_block(flow, block);
    }
    if (waiting != NULL) {
        give_caption(block, waiting);
    }
}

static xmlNode *new_block(Manuscript *manuscript, Element element) {
    xmlNode *block = manuscript_new_node(manuscript, element);
    if (manuscript->setting.dir != NULL) {
        node_set(block, ATTRIBUTE_DIR, manuscript->setting.dir);
    }
    return block;
}

static xmlNode *put_paragraph(Manuscript *manuscript, xmlNode *parent) {
    xmlNode *paragraph = new_block(manuscript, ELEMENT_P);
    manuscript_put_runs(manuscript, paragraph, false);
    node_append(parent, paragraph);
    return paragraph;
}

/* Lists */

static xmlNode *new_list(Manuscript *manuscript, const ListItem *item) {
    xmlNode *list = new_block(manuscript, item->kind == LIST_BULLETS ? ELEMENT_UL : ELEMENT_OL);
    if (item->kind == LIST_NUMBERS && item->number != 1) {
        g_autofree char *start = g_strdup_printf("%ld", item->number);
        node_set(list, ATTRIBUTE_START, start);
    }
    if (item->kind == LIST_NUMBERS && item->type != NULL && strcmp(item->type, "1") != 0) {
        node_set(list, ATTRIBUTE_TYPE, item->type);
    }
    return list;
}

static void open_list(Manuscript *manuscript, Flow *flow, const ListItem *item) {
    OpenList *outer = innermost(flow);
    xmlNode *node = new_list(manuscript, item);
    if (outer != NULL && outer->item != NULL) {
        node_append(outer->item, node);
    } else {
        flow_link_block(flow, node);
    }
    OpenList list = {.node = node, .depth = item->depth, .list = item->list, .kind = item->kind};
    g_array_append_val(flow->lists, list);
}

/* The open list that the item goes on in, or a new one. An item one level up ends what is deeper.
 */
static OpenList *find_list(Manuscript *manuscript, Flow *flow, const ListItem *item) {
    while (flow->lists->len > 0 && innermost(flow)->depth > item->depth) {
        close_lists(flow, flow->lists->len - 1);
    }
    OpenList *list = innermost(flow);
    bool is_same_level = list != NULL && list->depth == item->depth;
    bool goes_on = is_same_level && list->kind == item->kind &&
                   (list->list == item->list || item->kind == LIST_BULLETS);
    if (is_same_level && !goes_on) {
        close_lists(flow, flow->lists->len - 1);
    }
    if (!goes_on) {
        open_list(manuscript, flow, item);
    }
    return innermost(flow);
}

void manuscript_put_item(Manuscript *manuscript, Flow *flow) {
    const ListItem *item = &manuscript->setting.item;
    OpenList *list = find_list(manuscript, flow, item);
    close_item(list);
    list->item = manuscript_new_node(manuscript, ELEMENT_LI);
    list->text_indent_twips = manuscript->setting.text_indent_twips;
    node_append(list->node, list->item);
    put_paragraph(manuscript, list->item);
}

/* A paragraph that is set as far in as the text of an open item goes on in it. */
static bool continues_item(Manuscript *manuscript, Flow *flow) {
    const ParagraphSetting *setting = &manuscript->setting;
    OpenList *list = innermost(flow);
    if (list == NULL || list->item == NULL) {
        return false;
    }
    if (setting->item.is_continuation) {
        while (flow->lists->len > 1 && innermost(flow)->depth > setting->item.depth) {
            close_lists(flow, flow->lists->len - 1);
        }
        return innermost(flow)->item != NULL;
    }
    if (setting->role != ROLE_TEXT || setting->indent_twips <= 0) {
        return false;
    }
    guint stays = flow->lists->len; /* the innermost list whose text is not set further in */
    while (stays > 0 && (g_array_index(flow->lists, OpenList, stays - 1).text_indent_twips == 0 ||
                         g_array_index(flow->lists, OpenList, stays - 1).text_indent_twips >
                             setting->indent_twips)) {
        stays--;
    }
    if (stays == 0) {
        return false;
    }
    close_lists(flow, stays);
    return innermost(flow)->item != NULL;
}

/* What goes on over several paragraphs */

static xmlNode *gather(Manuscript *manuscript, Flow *flow, Role role, Element element,
                       const char *class_name) {
    if (flow->gathering != NULL && flow->gathering_role == role) {
        return flow->gathering;
    }
    close_lists(flow, 0);
    flow->gathering = manuscript_new_node(manuscript, element);
    flow->gathering_role = role;
    if (class_name != NULL) {
        node_set(flow->gathering, ATTRIBUTE_CLASS, class_name);
    }
    flow_link_block(flow, flow->gathering);
    return flow->gathering;
}

static void put_preformatted(Manuscript *manuscript, Flow *flow) {
    bool goes_on = flow->gathering != NULL && flow->gathering_role == ROLE_PREFORMATTED;
    xmlNode *block = gather(manuscript, flow, ROLE_PREFORMATTED, ELEMENT_PRE, NULL);
    xmlNode *code = block->children;
    if (code == NULL) {
        code = manuscript_new_node(manuscript, ELEMENT_CODE);
        node_append(block, code);
    }
    if (goes_on) {
        const char *ends = flow->is_after_blank ? "\n\n" : "\n";
        node_append(code, node_new_text(manuscript->tree, ends, strlen(ends),
                                        manuscript_line(manuscript), 0));
    }
    manuscript_put_runs(manuscript, code, true);
}

/* A paragraph is a stanza if it has lines of its own, else a line of one. */
static void put_verse(Manuscript *manuscript, Flow *flow) {
    bool goes_on = flow->gathering != NULL && flow->gathering_role == ROLE_VERSE;
    xmlNode *block = gather(manuscript, flow, ROLE_VERSE, ELEMENT_DIV, "verse");
    xmlNode *stanza = goes_on && !flow->is_after_blank ? block->last : NULL;
    bool is_stanza = false;
    for (guint i = 0; i < manuscript->spans->len; i++) {
        is_stanza |= g_array_index(manuscript->spans, Span, i).kind == SPAN_BREAK;
    }
    if (stanza == NULL || is_stanza) {
        put_paragraph(manuscript, block);
        return;
    }
    node_append(stanza, manuscript_new_node(manuscript, ELEMENT_BR));
    xmlNode *line = manuscript_new_node(manuscript, ELEMENT_P);
    manuscript_put_runs(manuscript, line, false);
    node_move_children(stanza, line);
    node_remove(line);
}

/* Headings */

static void put_heading(Manuscript *manuscript, Flow *flow) {
    const ParagraphSetting *setting = &manuscript->setting;
    bool is_title = setting->role == ROLE_TITLE;
    unsigned written = is_title ? 1 : setting->level + (manuscript->titles > 0 ? 1 : 0);
    unsigned level = MIN(MAX(written, 2), LOWEST_HEADING);
    xmlNode *heading = new_block(manuscript, (Element)(ELEMENT_H2 + (int)level - 2));
    if (written == 1) {
        node_set(heading, ATTRIBUTE_CLASS, "title");
    }
    manuscript_put_runs(manuscript, heading, false);
    flow_append_block(manuscript, flow, heading);
    manuscript->titles += is_title;
    manuscript->has_heading = true;
    manuscript->last_title = is_title ? heading : NULL;
}

/* A paragraph of the words right below the title. */
static void put_below_title(Manuscript *manuscript, Flow *flow, xmlNode **place) {
    xmlNode *title = manuscript->last_title;
    close_lists(flow, 0);
    flow_end_gathering(flow);
    xmlNode *paragraph = put_paragraph(manuscript, flow->parent);
    flow->last = paragraph;
    if (*place == NULL && flow == manuscript->flows->pdata[0] &&
        (title != NULL || manuscript->setting.role == ROLE_BYLINE)) {
        *place = paragraph;
    }
    manuscript->last_title = title; /* deck and byline both stand there */
}

/* "Table 1: …", which is of no picture. */
static bool is_table_caption(const xmlNode *caption) {
    static const char *const words[] = {"tab",     "таб",     "表",     "جدول",
                                        "cuadro ", "quadro ", "πίνακας"};
    g_autofree char *text = node_plain_text(caption);
    g_autofree char *folded = g_utf8_strdown(text, -1);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_str_has_prefix(folded, words[i])) {
            return true;
        }
    }
    return false;
}

static void put_caption(Manuscript *manuscript, Flow *flow) {
    close_lists(flow, 0);
    flow_end_gathering(flow);
    flow_release_caption(flow);
    xmlNode *caption = new_block(manuscript, ELEMENT_P);
    manuscript_put_runs(manuscript, caption, false);
    bool is_other =
        flow->last != NULL && element_of(flow->last) == ELEMENT_FIGURE && is_table_caption(caption);
    if (lacks_caption(flow->last) && !is_other) {
        give_caption(flow->last, caption);
        return;
    }
    flow->pending_caption = caption;
}

static void put_pull_quote(Manuscript *manuscript, Flow *flow) {
    bool is_allowed = manuscript->boxes == 0 && manuscript->notes == 0;
    xmlNode *box =
        gather(manuscript, flow, ROLE_PULL_QUOTE, is_allowed ? ELEMENT_ASIDE : ELEMENT_BLOCKQUOTE,
               is_allowed ? "pullquote" : NULL);
    put_paragraph(manuscript, box);
}

static void put_text(Manuscript *manuscript, Flow *flow) {
    if (continues_item(manuscript, flow)) {
        put_paragraph(manuscript, innermost(flow)->item);
        return;
    }
    close_lists(flow, 0);
    flow_end_gathering(flow);
    flow_release_caption(flow);
    xmlNode *paragraph = put_paragraph(manuscript, flow->parent);
    if (manuscript->setting.role == ROLE_SIGNATURE) {
        node_set(paragraph, ATTRIBUTE_CLASS, "signature");
    }
    flow->align = flow->last == NULL ? manuscript->setting.align : flow->align;
    flow->last = paragraph;
    if (manuscript->first_text == NULL && flow == manuscript->flows->pdata[0] &&
        !manuscript->has_heading) {
        manuscript->first_text = paragraph;
        manuscript->first_plain = node_plain_text(paragraph);
    }
}

void manuscript_put_role(Manuscript *manuscript, Flow *flow) {
    switch (manuscript->setting.role) {
    case ROLE_TITLE:
    case ROLE_HEADING:
        put_heading(manuscript, flow);
        break;
    case ROLE_SUBTITLE:
        put_below_title(manuscript, flow, &manuscript->deck);
        break;
    case ROLE_BYLINE:
        put_below_title(manuscript, flow, &manuscript->byline);
        break;
    case ROLE_QUOTATION:
        put_paragraph(manuscript,
                      gather(manuscript, flow, ROLE_QUOTATION, ELEMENT_BLOCKQUOTE, NULL));
        break;
    case ROLE_PREFORMATTED:
        put_preformatted(manuscript, flow);
        break;
    case ROLE_CAPTION:
        put_caption(manuscript, flow);
        break;
    case ROLE_VERSE:
        put_verse(manuscript, flow);
        break;
    case ROLE_PULL_QUOTE:
        put_pull_quote(manuscript, flow);
        break;
    case ROLE_CONTENTS:
        manuscript->contents_dropped++;
        break;
    case ROLE_TEXT:
    case ROLE_SIGNATURE:
    case ROLE_RULE:
    case ROLE_COUNT:
        put_text(manuscript, flow);
        break;
    }
}
