/* Growing an article's tree, a block at a time. */
#include "read/text_tree.h"

#include "read/byline.h"
#include "read/split_lines.h"
#include "read/split_marks.h"
#include "read/text_inlines.h"

#include <string.h>

typedef struct {
    const TextTree *tree;
    Builder builder;
    GHashTable *notes; /* labels that the article has a note for and calls */
    GString *words;
    xmlNode *list;  /* the open list */
    char list_mark; /* of its items */
    unsigned list_number;
    xmlNode *verse; /* the open run of lines */
} Growth;

static const TextBlock *block_at(const TextTree *tree, size_t index) {
    return &g_array_index(tree->blocks->blocks, TextBlock, index);
}

static uint32_t line_of(const TextTree *tree, size_t line) {
    return tree->text_line + (uint32_t)line;
}

static uint32_t column_of(const TextTree *tree, size_t line) {
    return tree->blocks->lines->lines[line].indent + 1;
}

static xmlNode *open_element(Growth *growth, Element element, size_t line) {
    return builder_open(&growth->builder,
                        node_new(growth->builder.tree, element, line_of(growth->tree, line),
                                 column_of(growth->tree, line)));
}

/* Lines [first, end) as running text, without the first's mark. */
static void put_lines(Growth *growth, size_t first, size_t end, size_t skip) {
    g_string_truncate(growth->words, 0);
    text_join(growth->words, growth->tree->blocks->lines, first, end, skip);
    text_put_inlines(&growth->builder, growth->words->str, growth->words->len, growth->notes,
                     line_of(growth->tree, first), column_of(growth->tree, first) + (uint32_t)skip);
}

static xmlNode *put_block(Growth *growth, Element element, const TextBlock *block) {
    xmlNode *node = open_element(growth, element, block->first_line);
    text_put_inlines(&growth->builder, block->text, block->length_bytes, growth->notes,
                     line_of(growth->tree, block->first_line),
                     column_of(growth->tree, block->first_line));
    builder_close(&growth->builder, node);
    return node;
}

/* Lists */

static char item_at(const Growth *growth, size_t line, size_t *mark, unsigned *number) {
    const TextLines *lines = growth->tree->blocks->lines;
    return text_item_mark(text_line_words(lines, line), lines->lines[line].length_bytes, mark,
                          number);
}

static void close_list(Growth *growth) {
    builder_close(&growth->builder, growth->list);
    growth->list = NULL;
}

static void open_list(Growth *growth, size_t line, char mark, unsigned number) {
    growth->list = open_element(growth, mark == '-' ? ELEMENT_UL : ELEMENT_OL, line);
    growth->list_mark = mark;
    if (mark == 'a') {
        node_set(growth->list, ATTRIBUTE_TYPE, "a");
    }
    if (mark != '-' && number != 1) {
        node_set_number(growth->list, ATTRIBUTE_START, number);
    }
}

static void put_list(Growth *growth, const TextBlock *block) {
    for (size_t line = block->first_line; line < block->end_line;) {
        size_t mark_bytes = 0;
        unsigned number = 0;
        char mark = item_at(growth, line, &mark_bytes, &number);
        size_t end = line + 1;
        size_t next_bytes = 0;
        unsigned next_number = 0;
        while (end < block->end_line &&
               item_at(growth, end, &next_bytes, &next_number) != block->mark) {
            end++;
        }
        bool goes_on = growth->list != NULL && growth->list_mark == mark &&
                       (mark == '-' || number == growth->list_number + 1);
        if (!goes_on) {
            close_list(growth);
            open_list(growth, line, mark, number);
        }
        growth->list_number = number;
        xmlNode *item = open_element(growth, ELEMENT_LI, line);
        put_lines(growth, line, end, mark_bytes);
        builder_close(&growth->builder, item);
        line = end;
    }
}

/* Lines and quotations */

static void close_verse(Growth *growth) {
    builder_close(&growth->builder, growth->verse);
    growth->verse = NULL;
}

static void put_verse(Growth *growth, const TextBlock *block) {
    if (growth->verse == NULL) {
        growth->verse = open_element(growth, ELEMENT_DIV, block->first_line);
        node_set(growth->verse, ATTRIBUTE_CLASS, "verse");
    }
    xmlNode *stanza = open_element(growth, ELEMENT_P, block->first_line);
    for (size_t line = block->first_line; line < block->end_line; line++) {
        if (line > block->first_line) {
            open_element(growth, ELEMENT_BR, line);
        }
        put_lines(growth, line, line + 1, 0);
    }
    builder_close(&growth->builder, stanza);
}

/* Past "> > ". */
static size_t quote_mark(const TextLines *lines, size_t line) {
    const char *words = text_line_words(lines, line);
    return MIN(strspn(words, "> "), lines->lines[line].length_bytes);
}

/* Quoted lines: an empty one among them parts paragraphs. */
static void put_quotation(Growth *growth, const TextBlock *block) {
    const TextLines *lines = growth->tree->blocks->lines;
    xmlNode *quotation = open_element(growth, ELEMENT_BLOCKQUOTE, block->first_line);
    bool is_marked = text_line_words(lines, block->first_line)[0] == '>';
    for (size_t line = block->first_line; line < block->end_line;) {
        size_t end = is_marked ? line : block->end_line;
        g_string_truncate(growth->words, 0);
        while (is_marked && end < block->end_line &&
               quote_mark(lines, end) < lines->lines[end].length_bytes) {
            g_string_append_c(growth->words, growth->words->len > 0 ? ' ' : '\0');
            g_string_truncate(growth->words, growth->words->len - (growth->words->len == 1));
            text_join(growth->words, lines, end, end + 1, quote_mark(lines, end));
            end++;
        }
        if (!is_marked) {
            text_join(growth->words, lines, line, end, 0);
        }
        if (growth->words->len > 0) {
            xmlNode *paragraph = open_element(growth, ELEMENT_P, line);
            text_put_inlines(&growth->builder, growth->words->str, growth->words->len,
                             growth->notes, line_of(growth->tree, line),
                             column_of(growth->tree, line));
            builder_close(&growth->builder, paragraph);
        }
        line = MAX(end, line) + (is_marked || end == line);
    }
    builder_close(&growth->builder, quotation);
}

/* Notes */

static size_t note_at(const TextLines *lines, size_t line, size_t *label_bytes) {
    return text_note_mark(text_line_words(lines, line), lines->lines[line].length_bytes,
                          label_bytes);
}

typedef void (*EachNote)(Growth *growth, const char *label, size_t first, size_t end, size_t skip);

static void each_note(Growth *growth, const TextBlock *block, EachNote do_each) {
    const TextLines *lines = growth->tree->blocks->lines;
    for (size_t line = block->first_line; line < block->end_line;) {
        size_t label_bytes = 0;
        size_t unused = 0;
        size_t skip = note_at(lines, line, &label_bytes);
        size_t end = line + 1;
        while (end < block->end_line && note_at(lines, end, &unused) == 0) {
            end++;
        }
        g_autofree char *label = g_strndup(text_line_words(lines, line) + 1, label_bytes);
        do_each(growth, label, line, end, skip);
        line = end;
    }
}

static void note_label(Growth *growth, const char *label, size_t first, size_t end, size_t skip) {
    (void)first;
    (void)end;
    (void)skip;
    g_hash_table_add(growth->notes, g_strdup(label));
}

static void put_note(Growth *growth, const char *label, size_t first, size_t end, size_t skip) {
    bool is_called = g_hash_table_contains(growth->notes, label);
    xmlNode *aside = NULL;
    if (is_called) {
        aside = open_element(growth, ELEMENT_ASIDE, first);
        node_set(aside, ATTRIBUTE_CLASS, "note");
        node_set(aside, ATTRIBUTE_ID, label);
    }
    xmlNode *paragraph = open_element(growth, ELEMENT_P, first);
    put_lines(growth, first, end, is_called ? skip : 0);
    builder_close(&growth->builder, paragraph);
    builder_close(&growth->builder, aside);
}

/* Leaves in `notes` the labels that the text calls: "[1]" within a paragraph. */
static void keep_called(Growth *growth, size_t first, size_t end) {
    GHashTable *called = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = first; i < end; i++) {
        const TextBlock *block = block_at(growth->tree, i);
        const char *at = block->kind == TEXT_NOTES ? NULL : strchr(block->text, '[');
        for (; at != NULL; at = strchr(at + 1, '[')) {
            size_t digits = strspn(at + 1, "0123456789");
            g_autofree char *label = at[digits + 1] == ']' ? g_strndup(at + 1, digits) : NULL;
            if (label != NULL && g_hash_table_contains(growth->notes, label)) {
                g_hash_table_add(called, g_steal_pointer(&label));
            }
        }
    }
    g_hash_table_unref(growth->notes);
    growth->notes = called;
}

static void find_notes(Growth *growth, size_t first, size_t end) {
    growth->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (size_t i = first; i < end; i++) {
        const TextBlock *block = block_at(growth->tree, i);
        if (block->kind == TEXT_NOTES) {
            each_note(growth, block, note_label);
        }
    }
    if (g_hash_table_size(growth->notes) > 0) {
        keep_called(growth, first, end);
    }
}

/* Parts */

static void put_part(Growth *growth, Element part, const TextBlock *block) {
    Article *article = growth->tree->article;
    xmlNode *node = tree_part(article->tree, part, true);
    uint32_t line = line_of(growth->tree, block->first_line);
    uint32_t column = column_of(growth->tree, block->first_line);
    node_set_place(node, line, column);
    builder_move(&growth->builder, node);
    text_put_inlines(&growth->builder, block->text, block->length_bytes, growth->notes, line,
                     column);
    builder_move(&growth->builder, tree_body(article->tree));
}

/* A heading between signs is shown without them. */
static TextBlock without_signs(const TextBlock *block) {
    TextBlock bare = *block;
    size_t length = block->length_bytes;
    bare.text += headline_words(block->text, &length);
    bare.length_bytes = (uint32_t)length;
    return bare;
}

static void put_signature(Growth *growth, const TextBlock *block) {
    xmlNode *signature = put_block(growth, ELEMENT_P, block);
    if (signature != NULL) {
        node_set(signature, ATTRIBUTE_CLASS, "signature");
    }
}

static void put_headline(Growth *growth, const TextBlock *block) {
    Article *article = growth->tree->article;
    if (tree_part(article->tree, ELEMENT_HEADLINE, false) != NULL) {
        put_block(growth, ELEMENT_P, block); /* front matter gave another */
        return;
    }
    put_part(growth, ELEMENT_HEADLINE, block);
    article->title_source = TITLE_HEADING;
    article->title_place =
        place_at(article->display_path, line_of(growth->tree, block->first_line), 1);
    article->title_text = node_plain_text(tree_part(article->tree, ELEMENT_HEADLINE, false));
}

static void put_byline(Growth *growth, const TextBlock *block) {
    Article *article = growth->tree->article;
    if (article->authors->len > 0) {
        put_block(growth, ELEMENT_P, block);
        return;
    }
    const char *lang = article->lang ? article->lang : growth->tree->issue->settings.lang;
    byline_take(block->text, block->length_bytes, lang, article->authors);
}

static void put_cutline(Growth *growth, const TextBlock *block) {
    const Article *article = growth->tree->article;
    xmlNode *cutline = put_block(growth, ELEMENT_P, block);
    if (cutline != NULL) {
        node_set(cutline, ATTRIBUTE_CLASS, "cutline");
    }
    if (growth->tree->has_picture) {
        return;
    }
    report_add(growth->tree->report, DIAGNOSTIC_CUTLINE_ALONE,
               place_at(article->display_path, line_of(growth->tree, block->first_line), 1), NULL,
               block->text, NULL);
}

/* A paragraph that opens an article, with its dateline. */
static void put_opening(Growth *growth, const TextBlock *block) {
    xmlNode *paragraph = put_block(growth, ELEMENT_P, block);
    if (paragraph != NULL) {
        split_take_dateline(growth->tree->article, paragraph, growth->tree->issue);
    }
}

static void put_once(Growth *growth, Element part, const TextBlock *block) {
    if (tree_part(growth->tree->article->tree, part, false) != NULL) {
        put_block(growth, ELEMENT_P, block);
    } else {
        put_part(growth, part, block);
    }
}

static void put_body(Growth *growth, const TextBlock *block) {
    switch (block->kind) {
    case TEXT_PARAGRAPH:
        put_block(growth, ELEMENT_P, block);
        break;
    case TEXT_HEADING:
        put_block(growth, block->rule == '=' ? ELEMENT_H2 : ELEMENT_H3, block);
        break;
    case TEXT_LINES:
        put_verse(growth, block);
        break;
    case TEXT_LIST:
        put_list(growth, block);
        break;
    case TEXT_QUOTATION:
        put_quotation(growth, block);
        break;
    case TEXT_NOTES:
        each_note(growth, block, put_note);
        break;
    case TEXT_RULE:
        open_element(growth, ELEMENT_HR, block->first_line);
        break;
    case TEXT_PAGE:
        break; /* a page's end in the middle of a text means nothing in a book */
    }
}

static void put_role(Growth *growth, const TextBlock *block, SplitRole role) {
    TextBlock bare = without_signs(block);
    switch (role) {
    case SPLIT_ROLE_BODY:
        put_body(growth, block);
        break;
    case SPLIT_ROLE_KICKER:
        put_once(growth, ELEMENT_KICKER, block);
        break;
    case SPLIT_ROLE_HEADLINE:
        put_headline(growth, &bare);
        break;
    case SPLIT_ROLE_DECK:
        put_once(growth, ELEMENT_DECK, block);
        break;
    case SPLIT_ROLE_BYLINE:
        put_byline(growth, block);
        break;
    case SPLIT_ROLE_OPENING:
        put_opening(growth, block);
        break;
    case SPLIT_ROLE_CUTLINE:
        put_cutline(growth, block);
        break;
    case SPLIT_ROLE_SUBHEADING:
        put_block(growth, ELEMENT_H2, &bare);
        break;
    case SPLIT_ROLE_SIGNATURE:
        put_signature(growth, block);
        break;
    case SPLIT_ROLE_PAGE_TITLE:
    case SPLIT_ROLE_DIVIDER:
        break;
    }
}

void text_tree_grow(const TextTree *tree, size_t first, size_t end) {
    Growth growth = {.tree = tree, .words = g_string_new(NULL)};
    find_notes(&growth, first, end);
    builder_begin(&growth.builder, tree->article->tree, tree_body(tree->article->tree));
    for (size_t i = first; i < end; i++) {
        const TextBlock *block = block_at(tree, i);
        bool is_body = tree->roles[i] == SPLIT_ROLE_BODY;
        if (!is_body || block->kind != TEXT_LIST) {
            close_list(&growth);
        }
        if (!is_body || block->kind != TEXT_LINES) {
            close_verse(&growth);
        }
        put_role(&growth, block, tree->roles[i]);
    }
    builder_end(&growth.builder);
    g_hash_table_unref(growth.notes);
    g_string_free(growth.words, TRUE);
}
