/* Paragraphs into blocks: lists, quotations, verse, cutlines. */
#include "read/manuscript_parts.h"

#include "base/limits.h"
#include "read/byline.h"

#include <string.h>

enum {
    FIRST_WORDS_CHARACTERS = 28,
    FIRST_WORDS_BYTES = 400,
    LONGEST_HEADING_BYTES = 1000, /* longer ones are paragraphs that somebody gave a level */
    LOWEST_HEADING = 6,
    SPAN_WEIGHT_BYTES = 16,  /* of a run */
    CALL_WEIGHT_BYTES = 512, /* of a note's call: each is a link, a note, a way back */
};

/* Making */

Flow *flow_new(xmlNode *parent) {
    Flow *flow = g_new0(Flow, 1);
    flow->parent = parent;
    flow->lists = g_array_new(FALSE, FALSE, sizeof(OpenList));
    return flow;
}

void flow_free(Flow *flow) {
    g_array_unref(flow->lists);
    g_free(flow);
}

Manuscript *manuscript_new(Article *article, MojibakeTally *tally) {
    Manuscript *manuscript = g_new0(Manuscript, 1);
    manuscript->article = article;
    manuscript->tree = article->tree;
    manuscript->tally = tally;
    manuscript->kept = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    manuscript->flows = g_ptr_array_new_with_free_func((GDestroyNotify)flow_free);
    manuscript->text = g_string_sized_new(1024);
    manuscript->spans = g_array_new(FALSE, FALSE, sizeof(Span));
    manuscript->waiting_ids = g_ptr_array_new();
    manuscript->first_words = g_ptr_array_new_with_free_func(g_free);
    manuscript_enter(manuscript, tree_body(article->tree));
    return manuscript;
}

void manuscript_free(Manuscript *manuscript) {
    if (manuscript == NULL) {
        return;
    }
    g_ptr_array_unref(manuscript->flows);
    g_string_free(manuscript->text, TRUE);
    g_array_unref(manuscript->spans);
    g_ptr_array_unref(manuscript->waiting_ids);
    g_clear_pointer(&manuscript->first_words, g_ptr_array_unref);
    g_hash_table_unref(manuscript->kept);
    g_free(manuscript->dropped_capital);
    g_free(manuscript->first_plain);
    g_free(manuscript);
}

const char *manuscript_keep(Manuscript *manuscript, const char *text) {
    if (text == NULL) {
        return NULL;
    }
    const char *kept = g_hash_table_lookup(manuscript->kept, text);
    if (kept == NULL) {
        char *copy = g_strdup(text);
        g_hash_table_add(manuscript->kept, copy);
        kept = copy;
    }
    return kept;
}

GPtrArray *manuscript_take_first_words(Manuscript *manuscript) {
    return g_steal_pointer(&manuscript->first_words);
}

Place manuscript_place(const Manuscript *manuscript) {
    return place_at(manuscript->article->display_path, manuscript_line(manuscript), 0);
}

/* What a paragraph holds */

bool manuscript_has_content(const Manuscript *manuscript) {
    return manuscript->is_in_paragraph && manuscript->spans->len > 0;
}

void manuscript_set_caption(Manuscript *manuscript) {
    if (manuscript->setting.role == ROLE_TEXT && manuscript->setting.item.kind == LIST_NONE) {
        manuscript->setting.role = ROLE_CAPTION;
    }
}

void manuscript_set_rule(Manuscript *manuscript) {
    manuscript->setting.has_rule = true;
}

void manuscript_drop_contents(Manuscript *manuscript, unsigned lines) {
    manuscript->contents_dropped += lines;
}

void manuscript_begin_paragraph(Manuscript *manuscript, const ParagraphSetting *setting) {
    manuscript_end_paragraph(manuscript);
    manuscript->is_in_paragraph = true;
    manuscript->setting = *setting;
    g_string_truncate(manuscript->text, 0);
    g_array_set_size(manuscript->spans, 0);
    for (guint i = 0; i < manuscript->waiting_ids->len; i++) {
        Span span = {.kind = SPAN_ID, .text = manuscript->waiting_ids->pdata[i]};
        g_array_append_val(manuscript->spans, span);
    }
    g_ptr_array_set_size(manuscript->waiting_ids, 0);
    if (manuscript->dropped_capital != NULL) {
        manuscript_text(manuscript, (RunFormat){0}, manuscript->dropped_capital,
                        strlen(manuscript->dropped_capital));
        g_clear_pointer(&manuscript->dropped_capital, g_free);
    }
}

static void begin_if_outside(Manuscript *manuscript) {
    if (!manuscript->is_in_paragraph) {
        manuscript_begin_paragraph(manuscript, &(ParagraphSetting){.role = ROLE_TEXT});
    }
}

static bool is_same_format(RunFormat left, RunFormat right) {
    return left.marks == right.marks && left.lang == right.lang && left.href == right.href;
}

bool manuscript_is_too_large(const Manuscript *manuscript) {
    return manuscript->weight_bytes > LIMIT_ARTICLE_BYTES;
}

/* Is there room for so much more? */
static bool weigh(Manuscript *manuscript, size_t bytes) {
    manuscript->weight_bytes += MIN(bytes, LIMIT_ARTICLE_BYTES + 1);
    return !manuscript_is_too_large(manuscript);
}

void manuscript_text(Manuscript *manuscript, RunFormat format, const char *text,
                     size_t length_bytes) {
    if (length_bytes == 0 || !weigh(manuscript, length_bytes + SPAN_WEIGHT_BYTES)) {
        return;
    }
    begin_if_outside(manuscript);
    GArray *spans = manuscript->spans;
    Span *last = spans->len > 0 ? &g_array_index(spans, Span, spans->len - 1) : NULL;
    if (last != NULL && last->kind == SPAN_TEXT && is_same_format(last->format, format)) {
        last->length_bytes += length_bytes;
    } else {
        Span span = {.kind = SPAN_TEXT,
                     .format = format,
                     .start_byte = manuscript->text->len,
                     .length_bytes = length_bytes};
        g_array_append_val(spans, span);
    }
    g_string_append_len(manuscript->text, text, (gssize)length_bytes);
}

static void add_span(Manuscript *manuscript, Span span) {
    if (!weigh(manuscript, span.kind == SPAN_CALL ? CALL_WEIGHT_BYTES : SPAN_WEIGHT_BYTES)) {
        return;
    }
    begin_if_outside(manuscript);
    g_array_append_val(manuscript->spans, span);
}

static bool is_blank_bytes(const char *text, size_t length_bytes) {
    for (size_t i = 0; i < length_bytes; i++) {
        if (strchr(" \t\r\n", text[i]) == NULL) {
            return false;
        }
    }
    return true;
}

/* Two ends of a line, one after the other, end a paragraph. */
void manuscript_line_break(Manuscript *manuscript) {
    begin_if_outside(manuscript);
    guint count = manuscript->spans->len;
    while (count > 0) {
        const Span *span = &g_array_index(manuscript->spans, Span, count - 1);
        if (span->kind != SPAN_TEXT ||
            !is_blank_bytes(manuscript->text->str + span->start_byte, span->length_bytes)) {
            break;
        }
        count--;
    }
    bool is_second =
        count > 1 && g_array_index(manuscript->spans, Span, count - 1).kind == SPAN_BREAK;
    ParagraphSetting setting = manuscript->setting;
    if (is_second && setting.role == ROLE_TEXT && setting.item.kind == LIST_NONE) {
        manuscript_end_paragraph(manuscript);
        setting.label = NULL;
        manuscript_begin_paragraph(manuscript, &setting);
        return;
    }
    add_span(manuscript, (Span){.kind = SPAN_BREAK});
}

void manuscript_id(Manuscript *manuscript, const char *id) {
    if (manuscript->is_in_paragraph) {
        add_span(manuscript, (Span){.kind = SPAN_ID, .text = manuscript_keep(manuscript, id)});
    } else {
        g_ptr_array_add(manuscript->waiting_ids, (gpointer)manuscript_keep(manuscript, id));
    }
}

void manuscript_note_call(Manuscript *manuscript, RunFormat format, const char *label) {
    add_span(
        manuscript,
        (Span){.kind = SPAN_CALL, .format = format, .text = manuscript_keep(manuscript, label)});
}

void manuscript_picture(Manuscript *manuscript, RunFormat format, const char *src, const char *alt,
                        bool is_block) {
    add_span(manuscript, (Span){.kind = SPAN_PICTURE,
                                .format = format,
                                .text = manuscript_keep(manuscript, src),
                                .more = manuscript_keep(manuscript, alt),
                                .is_block = is_block});
}

void manuscript_ruby(Manuscript *manuscript, RunFormat format, const char *base, const char *text) {
    add_span(manuscript, (Span){.kind = SPAN_RUBY,
                                .format = format,
                                .text = manuscript_keep(manuscript, base),
                                .more = manuscript_keep(manuscript, text)});
}

/* Blocks */

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

static void end_gathering(Flow *flow) {
    flow->gathering = NULL;
}

/* Where a block that is no item goes: the flow itself. */
static void link_block(Flow *flow, xmlNode *block) {
    node_append(flow->parent, block);
    flow->last = block;
}

static void release_caption(Flow *flow) {
    if (flow->pending_caption != NULL) {
        node_append(flow->parent, flow->pending_caption);
        flow->pending_caption = NULL;
    }
}

void flow_settle(Manuscript *manuscript, Flow *flow) {
    (void)manuscript;
    close_lists(flow, 0);
    end_gathering(flow);
    release_caption(flow);
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
    end_gathering(flow);
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
        link_block(flow, block);
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
        link_block(flow, node);
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

static void put_item(Manuscript *manuscript, Flow *flow) {
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
    link_block(flow, flow->gathering);
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
    end_gathering(flow);
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
    end_gathering(flow);
    release_caption(flow);
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
    end_gathering(flow);
    release_caption(flow);
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

static void put_role(Manuscript *manuscript, Flow *flow) {
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

/* Pictures */

typedef struct {
    bool has_text, has_picture, has_other;
    size_t first_text_span;
} Contents;

static Contents look_over(const Manuscript *manuscript) {
    Contents contents = {.first_text_span = SIZE_MAX};
    for (guint i = 0; i < manuscript->spans->len; i++) {
        const Span *span = &g_array_index(manuscript->spans, Span, i);
        bool is_text =
            span->kind == SPAN_CALL || span->kind == SPAN_RUBY ||
            (span->kind == SPAN_TEXT &&
             !is_blank_bytes(manuscript->text->str + span->start_byte, span->length_bytes));
        contents.has_text |= is_text;
        contents.has_picture |= span->kind == SPAN_PICTURE;
        contents.has_other |= span->kind == SPAN_ID;
        if (is_text && contents.first_text_span == SIZE_MAX) {
            contents.first_text_span = i;
        }
    }
    return contents;
}

static void put_figure(Manuscript *manuscript, Flow *flow, const Span *span) {
    xmlNode *figure = manuscript_new_node(manuscript, ELEMENT_FIGURE);
    xmlNode *image = manuscript_new_node(manuscript, ELEMENT_IMG);
    node_set(image, ATTRIBUTE_SRC, span->text);
    if (span->more != NULL) {
        node_set(image, ATTRIBUTE_ALT, span->more);
    }
    node_append(figure, image);
    flow_append_block(manuscript, flow, figure);
}

/* The pictures that stand apart: before the text, or after it. */
static void put_figures(Manuscript *manuscript, Flow *flow, const Contents *contents, bool before) {
    for (guint i = 0; i < manuscript->spans->len; i++) {
        const Span *span = &g_array_index(manuscript->spans, Span, i);
        bool is_before = i < contents->first_text_span;
        if (span->kind == SPAN_PICTURE && (span->is_block || !contents->has_text) &&
            is_before == before) {
            put_figure(manuscript, flow, span);
        }
    }
}

/* Without a word: pictures, a rule, or nothing. */
static void end_wordless(Manuscript *manuscript, Flow *flow, const Contents *contents) {
    if (contents->has_picture) {
        put_figures(manuscript, flow, contents, true);
    } else if (manuscript->setting.has_rule || manuscript->setting.role == ROLE_RULE) {
        flow_settle(manuscript, flow);
        link_block(flow, manuscript_new_node(manuscript, ELEMENT_HR));
    } else {
        flow->is_after_blank = true;
    }
    for (guint i = 0; i < manuscript->spans->len; i++) {
        const Span *span = &g_array_index(manuscript->spans, Span, i);
        if (span->kind == SPAN_ID) {
            g_ptr_array_add(manuscript->waiting_ids, (gpointer)span->text);
        }
    }
}

/* The start of a long paragraph will do, cut between characters. */
static void note_first_words(Manuscript *manuscript) {
    size_t length = MIN(manuscript->text->len, FIRST_WORDS_BYTES);
    while (length > 0 && (manuscript->text->str[length] & 0xC0) == 0x80) {
        length--;
    }
    g_autofree char *start = g_strndup(manuscript->text->str, length);
    g_autofree char *text = text_collapse(start);
    g_ptr_array_add(manuscript->first_words, text_shorten(text, FIRST_WORDS_CHARACTERS));
}

static void end_worded(Manuscript *manuscript, Flow *flow, const Contents *contents) {
    ParagraphSetting *setting = &manuscript->setting;
    bool is_heading = setting->role == ROLE_HEADING || setting->role == ROLE_TITLE;
    if ((is_heading && manuscript->text->len > LONGEST_HEADING_BYTES) ||
        (setting->role == ROLE_RULE)) {
        setting->role = ROLE_TEXT;
    }
    manuscript_mend(manuscript);
    put_figures(manuscript, flow, contents, true);
    if (setting->item.kind != LIST_NONE && setting->role == ROLE_TEXT) {
        end_gathering(flow);
        release_caption(flow);
        put_item(manuscript, flow);
    } else {
        put_role(manuscript, flow);
    }
    put_figures(manuscript, flow, contents, false);
    flow->is_after_blank = false;
    if (setting->role != ROLE_TITLE && setting->role != ROLE_SUBTITLE &&
        setting->role != ROLE_BYLINE) {
        manuscript->last_title = NULL;
    }
}

void manuscript_end_paragraph(Manuscript *manuscript) {
    if (!manuscript->is_in_paragraph) {
        return;
    }
    manuscript->is_in_paragraph = false;
    Flow *flow = manuscript_flow(manuscript);
    Contents contents = look_over(manuscript);
    if (contents.has_text && manuscript->setting.joins_next) {
        g_free(manuscript->dropped_capital);
        manuscript->dropped_capital = g_strstrip(g_strdup(manuscript->text->str));
    } else if (contents.has_text) {
        end_worded(manuscript, flow, &contents);
    } else {
        end_wordless(manuscript, flow, &contents);
    }
    if (contents.has_text || contents.has_picture) {
        note_first_words(manuscript);
    }
}

xmlNode *manuscript_block_parent(Manuscript *manuscript) {
    manuscript_end_paragraph(manuscript);
    Flow *flow = manuscript_flow(manuscript);
    flow_settle(manuscript, flow);
    flow->last = NULL;
    return flow->parent;
}

/* The end */

bool manuscript_has_heading(const Manuscript *manuscript) {
    return manuscript->has_heading;
}

const char *manuscript_first_text(const Manuscript *manuscript) {
    return manuscript->first_plain;
}

void manuscript_raise_first(Manuscript *manuscript) {
    if (manuscript->first_text != NULL) {
        node_rename(manuscript->first_text, ELEMENT_H2);
        node_set(manuscript->first_text, ATTRIBUTE_CLASS, "title");
        manuscript->first_text = NULL;
        manuscript->has_heading = true;
    }
}

/* The paragraph under the only title is its deck. */
static void take_deck(Manuscript *manuscript) {
    xmlNode *headline_deck = tree_part(manuscript->tree, ELEMENT_DECK, false);
    if (manuscript->deck == NULL || headline_deck != NULL || manuscript->titles != 1) {
        return;
    }
    xmlNode *deck = tree_part(manuscript->tree, ELEMENT_DECK, true);
    node_set_place(deck, node_line(manuscript->deck), 0);
    node_move_children(deck, manuscript->deck);
    node_remove(manuscript->deck);
    g_free(manuscript->article->deck_text);
    manuscript->article->deck_text = node_plain_text(deck);
}

static void take_byline(Manuscript *manuscript) {
    Article *article = manuscript->article;
    if (manuscript->byline == NULL || manuscript->titles > 1 || article->authors->len > 0) {
        return;
    }
    g_autofree char *text = node_plain_text(manuscript->byline);
    size_t length = strlen(text);
    if (byline_find(text, length) == 0) { /* a style for authors says what "By" would */
        g_autofree char *line = g_strconcat("By: ", text, NULL);
        byline_take(line, strlen(line), article->lang, article->authors);
    } else {
        byline_take(text, length, article->lang, article->authors);
    }
    if (article->authors->len > 0) {
        node_remove(manuscript->byline);
    }
}

/* Where most of the words stand in boxes, as in a newsletter that somebody laid out, these are the
 * text. */
static void open_boxes(Manuscript *manuscript) {
    xmlNode *body = tree_body(manuscript->tree);
    size_t in_boxes = 0;
    size_t outside = 0;
    for (xmlNode *block = body->children; block != NULL; block = block->next) {
        g_autofree char *text = node_plain_text(block);
        *(node_has_class(block, "sidebar") ? &in_boxes : &outside) += strlen(text);
    }
    for (xmlNode *block = body->children; block != NULL && in_boxes > outside;) {
        xmlNode *next = block->next;
        if (node_has_class(block, "sidebar")) {
            node_unwrap(block);
        }
        block = next;
    }
}

void manuscript_finish(Manuscript *manuscript, Report *report) {
    manuscript_end_paragraph(manuscript);
    flow_settle(manuscript, manuscript->flows->pdata[0]);
    if (manuscript->has_boxes) {
        open_boxes(manuscript);
    }
    take_deck(manuscript);
    take_byline(manuscript);
    if (manuscript->contents_dropped > 0) {
        g_autofree char *count = g_strdup_printf("%u", manuscript->contents_dropped);
        report_add(report, DIAGNOSTIC_CONTENTS_DROPPED, article_place(manuscript->article), NULL,
                   count, NULL);
    }
}
