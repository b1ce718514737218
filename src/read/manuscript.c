/* A manuscript's paragraphs: what comes, in their order, and what each of them turns out to be. */
#include "read/manuscript_parts.h"

#include "base/limits.h"
#include "read/byline.h"

#include <string.h>

enum {
    FIRST_WORDS_CHARACTERS = 28,
    FIRST_WORDS_BYTES = 400,
    LONGEST_HEADING_BYTES = 1000, /* longer ones are paragraphs that somebody gave a level */
    SPAN_WEIGHT_BYTES = 16,       /* of a run */
    CALL_WEIGHT_BYTES = 512,      /* of a note's call: each is a link, a note, a way back */
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
        flow_link_block(flow, manuscript_new_node(manuscript, ELEMENT_HR));
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
        flow_end_gathering(flow);
        flow_release_caption(flow);
        manuscript_put_item(manuscript, flow);
    } else {
        manuscript_put_role(manuscript, flow);
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
