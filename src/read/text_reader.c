/* The plain-text reader: lines, blocks, articles, trees. */
#include "read/text_reader.h"

#include "base/limits.h"
#include "markdown/markdown.h"
#include "read/article_source.h"
#include "read/split_lines.h"
#include "read/split_marks.h"
#include "read/text_tree.h"

#include <string.h>

typedef struct {
    const Source *source;
    const SourceText *text;
    const TextBlocks *blocks;
    const Split *split;
    Reading *into;
    Report *report;
} TextWork;

static const TextBlock *block_at(const TextWork *work, size_t index) {
    return &g_array_index(work->blocks->blocks, TextBlock, index);
}

static Place place_of(const TextWork *work, const TextBlock *block) {
    return place_at(work->source->display_path, work->text->front.text_line + block->first_line, 1);
}

/* What the front matter gives: marks in it are Markdown's, as in every other file's. */
static void set_given_part(Article *article, Element part, const char *text, char **plain,
                           Report *report) {
    if (text != NULL) {
        xmlNode *node = tree_part(article->tree, part, true);
        markdown_append_line(article->tree, node, text, article->title_place, report);
        *plain = node_plain_text(node);
    }
}

static void set_given_parts(Article *article, const ArticleParts *parts, Report *report) {
    set_given_part(article, ELEMENT_HEADLINE, parts->headline, &article->title_text, report);
    set_given_part(article, ELEMENT_KICKER, parts->kicker, &article->kicker_text, report);
    set_given_part(article, ELEMENT_DECK, parts->deck, &article->deck_text, report);
}

/* The picture of `image:` above a cutline that stood alone: the words are its own. */
static void join_cutline(Article *article) {
    xmlNode *figure = tree_body(article->tree)->children;
    if (figure == NULL || element_of(figure) != ELEMENT_FIGURE || figure->children == NULL ||
        figure->children->next != NULL) {
        return;
    }
    for (xmlNode *node = figure->next; node != NULL; node = node->next) {
        if (element_of(node) == ELEMENT_P && node_has_class(node, "cutline")) {
            node_unlink(node);
            node_unset(node, ATTRIBUTE_CLASS);
            node_rename(node, ELEMENT_FIGCAPTION);
            node_append(figure, node);
            return;
        }
    }
}

/* Texts that are cut off in the middle of a sentence. */
static void report_broken_end(const TextWork *work, const SplitArticle *article) {
    enum { LEAST_BYTES = 60, TAIL_CHARACTERS = 40 };
    size_t last = article->end;
    while (last > article->first && (work->split->roles[last - 1] == SPLIT_ROLE_DIVIDER ||
                                     block_at(work, last - 1)->kind == TEXT_NOTES)) {
        last--;
    }
    const TextBlock *block = last > article->first ? block_at(work, last - 1) : NULL;
    if (block == NULL || block->kind != TEXT_PARAGRAPH || block->length_bytes < LEAST_BYTES) {
        return;
    }
    const char *end = block->text + block->length_bytes;
    gunichar final = g_utf8_get_char(g_utf8_prev_char(end));
    bool is_open = (g_unichar_isalnum(final) && !text_runs_on(final)) || final == ',' ||
                   final == 0x060C || final == 0x3001 || final == 0xFF0C;
    const char *tail = end;
    for (size_t i = 0; i < TAIL_CHARACTERS && tail > block->text; i++) {
        tail = g_utf8_prev_char(tail);
    }
    const char *space = strchr(tail, ' ');
    const char *word = strrchr(tail, ' ');
    bool is_address = strstr(word != NULL ? word : tail, "://") != NULL ||
                      strchr(word != NULL ? word : tail, '@') != NULL;
    if (is_open && !is_address && !line_ends_sentence(block->text, block->length_bytes)) {
        report_add(work->report, DIAGNOSTIC_TEXT_BREAKS_OFF, place_of(work, block), NULL,
                   space != NULL ? space + 1 : tail, NULL);
    }
}

static const TextBlock *first_words(const TextWork *work, const SplitArticle *article) {
    const TextBlock *first = NULL;
    for (size_t i = article->first; i < article->end; i++) {
        const TextBlock *block = block_at(work, i);
        if (work->split->roles[i] == SPLIT_ROLE_HEADLINE) {
            return block;
        }
        first = first == NULL && block->length_bytes > 0 ? block : first;
    }
    return first;
}

static void note_cut(const TextWork *work, const SplitArticle *article) {
    enum { WORDS_CHARACTERS = 80 };
    const TextBlock *block = first_words(work, article);
    if (block != NULL) {
        g_autofree char *words = text_shorten(block->text, WORDS_CHARACTERS);
        split_note(article->reason, words, place_of(work, block), work->report);
    }
}

static void add_article(const TextWork *work, guint index) {
    const SplitArticle *range = &g_array_index(work->split->articles, SplitArticle, index);
    ArticleParts parts = {0};
    Article *article =
        article_begin(work->source, work->text->sidecar, work->text->map, &parts, work->report);
    set_given_parts(article, &parts, work->report);
    TextTree tree = {.article = article,
                     .issue = work->source->issue,
                     .blocks = work->blocks,
                     .roles = work->split->roles,
                     .text_line = work->text->front.text_line,
                     .has_picture = index == 0 && parts.picture_path != NULL,
                     .report = work->report};
    text_tree_grow(&tree, range->first, range->end);
    if (index == 0) {
        article_put_lead_picture(article, &parts, work->report);
        join_cutline(article);
    } else {
        note_cut(work, range);
    }
    report_broken_end(work, range);
    article_parts_clear(&parts);
    g_ptr_array_add(work->into->articles, article);
}

static void take_page_title(const TextWork *work) {
    for (guint i = 0; i < work->blocks->blocks->len; i++) {
        const TextBlock *block = block_at(work, i);
        if (work->split->roles[i] == SPLIT_ROLE_PAGE_TITLE) {
            split_add_fact(work->into, "title", block->text, place_of(work, block));
            return;
        }
    }
}

/* How the file is to be divided: one that names its article is that article. */
static SplitWish find_wish(const Source *source, const SourceText *text) {
    ArticleParts parts = {0};
    g_autoptr(Report) unsaid = report_new();
    Article *article = article_begin(source, text->sidecar, text->map, &parts, unsaid);
    SplitWish wish = parts.split == SPLIT_AUTO && parts.headline != NULL ? SPLIT_NO : parts.split;
    article_parts_clear(&parts);
    article_free(article);
    return wish;
}

static void add_articles(const TextWork *work) {
    take_page_title(work);
    for (guint i = 0; i < work->split->articles->len; i++) {
        add_article(work, i);
    }
    if (work->split->articles->len == 0) { /* an empty file is an article all the same */
        ArticleParts parts = {0};
        Article *article =
            article_begin(work->source, work->text->sidecar, work->text->map, &parts, work->report);
        set_given_parts(article, &parts, work->report);
        article_put_lead_picture(article, &parts, work->report);
        article_parts_clear(&parts);
        g_ptr_array_add(work->into->articles, article);
    }
    if (work->blocks->is_too_dense) {
        report_add(work->report, DIAGNOSTIC_MARKDOWN_TOO_DENSE,
                   place_file(work->source->display_path), NULL, "more than 60000 paragraphs",
                   NULL);
    }
}

/* Form feeds, which decoding takes out: the lines that they stand in, from 0, as uint32_t. The
 * bytes without them, or NULL where there are none (or where they are no bytes: in UTF-16). */
static GBytes *take_form_feeds(GBytes *bytes, GArray *lines) {
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    if (length == 0 || memchr(data, '\f', length) == NULL || memchr(data, '\0', length) != NULL) {
        return NULL;
    }
    char *copy = g_memdup2(data, length);
    uint32_t line = 0;
    for (gsize i = 0; i < length; i++) {
        bool is_end =
            copy[i] == '\n' || (copy[i] == '\r' && (i + 1 == length || copy[i + 1] != '\n'));
        line += is_end;
        if (copy[i] == '\f') {
            copy[i] = ' ';
            g_array_append_val(lines, line);
        }
    }
    return g_bytes_new_take(copy, length);
}

/* `first_line`: that of the text in its file, from 0. */
static void mark_pages(TextLines *lines, const GArray *pages, uint32_t first_line) {
    for (guint i = 0; i < pages->len; i++) {
        uint32_t line = g_array_index(pages, uint32_t, i);
        if (line >= first_line && line - first_line < lines->count) {
            lines->lines[line - first_line].begins_page = true;
        }
    }
}

void text_read(const Source *source, Reading *into, Report *report) {
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_autoptr(GBytes) without = take_form_feeds(source->bytes, pages);
    Source cleaned = *source;
    cleaned.bytes = without != NULL ? without : source->bytes;
    SourceText text;
    source_text_open(&text, &cleaned, report);
    TextLines lines = text_lines_new(text.front.text, text.front.text_bytes);
    mark_pages(&lines, pages, text.front.text_line - 1);
    TextBlocks *blocks = text_blocks_new(&lines);
    g_autofree SplitBlock *for_split = text_blocks_for_split(blocks);
    g_autoptr(Split) split = split_blocks(for_split, blocks->blocks->len, find_wish(source, &text));
    TextWork work = {source, &text, blocks, split, into, report};
    add_articles(&work);
    text_blocks_free(blocks);
    text_lines_clear(&lines);
    source_text_clear(&text);
}
