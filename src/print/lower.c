/* An article lowered into its galley: bands one under another, the head over all columns or in
 * them, the text, what belongs under it, and its notes. */
#include "print/lower.h"

#include <string.h>

enum { BRIEF_WORDS = 150 };

static const char *const part_names[] = {"body", "article"};

/* Notes are numbered as the text calls them: enrich has put them in that order. */
static void number_notes(Lower *lower) {
    lower->note_numbers = g_hash_table_new(g_str_hash, g_str_equal);
    lower->note_is_called = g_array_new(FALSE, TRUE, sizeof(bool));
    guint number = 0;
    const xmlNode *body = tree_body(lower->article->tree);
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        const char *id = node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_NOTE
                             ? node_get(node, ATTRIBUTE_ID)
                             : NULL;
        if (id != NULL) {
            g_hash_table_insert(lower->note_numbers, (char *)id, GUINT_TO_POINTER(++number));
        }
    }
    g_array_set_size(lower->note_is_called, number);
}

/* The first block of a text, or the last, from its first or last node on; NULL: there is none. */
static const xmlNode *find_block(const xmlNode *node, bool backward) {
    while (node != NULL && (node->type != XML_ELEMENT_NODE || node_kind(node) == NODE_NOTE)) {
        node = backward ? node->prev : node->next;
    }
    return node;
}

static bool may_end_text(NodeKind kind) {
    return kind == NODE_LIST || kind == NODE_LIST_ITEM || kind == NODE_QUOTATION ||
           kind == NODE_DEFINITIONS || kind == NODE_DEFINITION || kind == NODE_GROUP;
}

/* What the text ends with, for the end sign: a paragraph, or what has its last words without one,
 * such as a list's item. NULL: something else. */
static const xmlNode *find_last_block(const xmlDoc *tree) {
    const xmlNode *node = find_block(tree_body(tree)->last, true);
    while (node != NULL && may_end_text(node_kind(node))) {
        const xmlNode *last = find_block(node->last, true);
        bool ends_in_text = last == NULL || last->next != NULL ||
                            !(node_is_block(last) || may_end_text(node_kind(last)));
        if (ends_in_text) {
            return node;
        }
        node = last;
    }
    return node != NULL && node_kind(node) == NODE_PARAGRAPH ? node : NULL;
}

/* In a language that Galley does not know it speaks the issue's. */
static void choose_language(Lower *lower) {
    const Issue *issue = lower->issue;
    bool knows = language_is_known(lower->article->lang) || !language_is_known(issue->lang);
    lower->language = knows ? language_find(lower->article->lang) : issue->language;
    lower->spoken_lang = knows ? lower->article->lang : issue->lang;
}

/* Bands */

typedef struct {
    Lower *lower;
    Column *column; /* of the band that takes what comes; NULL: there is none yet */
    bool spans;
} Bands;

static Mpt band_width(const Setting *setting, bool spans) {
    return spans ? setting->measure_mpt : setting->column_mpt;
}

/* What spans the columns keeps the space around it inside: above the text's columns there is none.
 */
static void close_column(Bands *bands) {
    Column *column = bands->column;
    Mpt grid = bands->lower->setting->grid_mpt;
    Mpt left = column->margin_mpt - column->free_mpt;
    if (bands->spans && column->groups->len > 0) {
        const SlugGroup *first = column->groups->pdata[0];
        const SlugGroup *last = column->groups->pdata[column->groups->len - 1];
        if (bands->lower->galley->bands->len > 1) {
            slug_take_in_space(&g_array_index(first->slugs[1], Slug, 0), grid);
        }
        Slug *slug = &g_array_index(last->slugs[1], Slug, last->slugs[1]->len - 1);
        slug->steps += left > 0 ? (unsigned)((left + grid / 2) / grid) : 0;
    }
    g_clear_pointer(&bands->column, column_free);
}

/* The flow of a band that spans the columns or runs in them; on a page of one all is one band. */
static Flow band_flow(Bands *bands, bool spans) {
    Lower *lower = bands->lower;
    bool is_one = lower->setting->columns <= 1;
    spans = spans && !is_one;
    if (bands->column == NULL || bands->spans != spans) {
        GPtrArray *targets = NULL;
        Mpt margin = 0;
        if (bands->column != NULL) {
            targets = g_ptr_array_copy(bands->column->targets, NULL, NULL);
            margin = bands->spans ? 0 : bands->column->margin_mpt - bands->column->free_mpt;
            close_column(bands);
        }
        Band *band = galley_add_band(lower->galley, spans);
        bands->column = column_new(band->groups, band_width(lower->setting, spans));
        bands->column->margin_mpt = MAX(margin, 0);
        bands->column->may_float = true;
        bands->column->may_vary = !spans;
        bands->column->puts_away = !spans;
        bands->spans = spans;
        for (guint i = 0; targets != NULL && i < targets->len; i++) {
            g_ptr_array_add(bands->column->targets, targets->pdata[i]);
        }
        g_clear_pointer(&targets, g_ptr_array_unref);
    }
    return (Flow){.lower = lower,
                  .column = bands->column,
                  .measure_mpt = band_width(lower->setting, spans),
                  .element = lower->galley->structure};
}

/* Does the block stand over all columns, in its place in the text? */
static bool spans_columns(const Lower *lower, const Around *article, const xmlNode *node) {
    if (node->type != XML_ELEMENT_NODE || lower->setting->columns <= 1 || !node_is_block(node)) {
        return false;
    }
    g_autofree char *classes = block_classes(lower, node);
    const Around around = around_node(lower, article, node, classes);
    return around.style->spans_columns && around.style->page_float == FLOAT_NONE;
}

static void lower_text(Bands *bands, const Around *article) {
    const xmlNode *node = tree_body(bands->lower->article->tree)->children;
    while (node != NULL) {
        bool spans = spans_columns(bands->lower, article, node);
        const xmlNode *end = node->next;
        while (end != NULL && spans_columns(bands->lower, article, end) == spans) {
            end = end->next;
        }
        Flow flow = band_flow(bands, spans);
        lower_blocks_until(&flow, article, node, end);
        node = end;
    }
}

static bool is_brief(const Article *article) {
    return article->count.words < BRIEF_WORDS;
}

/* A short text without a picture or a poem at its beginning, which need a place of their own. */
static bool is_notice(const Article *article) {
    const xmlNode *first = find_block(tree_body(article->tree)->children, false);
    NodeKind kind = first == NULL ? NODE_PARAGRAPH : node_kind(first);
    return is_brief(article) && kind != NODE_VERSE && kind != NODE_FIGURE;
}

/* Is the article before or behind one, of the same section? What stands in none is by itself. */
static bool is_beside_notice(const Issue *issue, const Article *article, int step) {
    if (issue_section_of(issue, article) == NULL) {
        return false;
    }
    size_t at = article->reading_index + (size_t)step; /* before the first: beyond the last */
    const Article *other = at < issue->articles->len ? issue->articles->pdata[at] : NULL;
    return other != NULL && other->section == article->section && is_notice(other);
}

/* What a theme may tell articles apart by: a front page's story from a brief. */
static char *article_classes(const Lower *lower) {
    const Article *article = lower->article;
    const Section *section = issue_section_of(lower->issue, article);
    const GPtrArray *all = lower->issue->articles;
    bool joins = is_notice(article) && is_beside_notice(lower->issue, article, -1);
    bool is_joined = is_notice(article) && is_beside_notice(lower->issue, article, 1);
    const struct {
        const char *name;
        bool holds;
    } rows[] = {
        {"first", all->len > 0 && all->pdata[0] == article},
        {"leads",
         section != NULL && section->articles->len > 0 && section->articles->pdata[0] == article},
        {"brief", is_brief(article)},
        {"notice", joins || is_joined},
        {"joins", joins},
        {"untitled", article->title_source == TITLE_OPENING},
    };
    GString *classes = g_string_new(NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (rows[i].holds) {
            g_string_append_printf(classes, "%s%s", classes->len > 0 ? " " : "", rows[i].name);
        }
    }
    return g_string_free(classes, FALSE);
}

static void lower_all(Lower *lower) {
    Bands bands = {.lower = lower};
    g_autofree char *classes = article_classes(lower);
    Around body = around_frame(lower, NULL, part_names[0], NULL);
    Around article = around_frame(lower, &body, part_names[1], classes);
    Around header = around_frame(lower, &article, "header", NULL);
    lower->galley->break_before = article.style->break_before;
    lower->galley->page_name = article.style->page_name;
    Flow flow = band_flow(&bands, header.style->spans_columns);
    g_ptr_array_add(bands.column->targets, lower->article->id);
    lower_header(&flow, &header);
    if (!bands.spans && bands.column->groups->len > 0) {
        ((SlugGroup *)bands.column->groups->pdata[0])->begins_with_head = true;
    }
    lower_text(&bands, &article);
    flow = band_flow(&bands, false);
    lower_corrections(&flow, &article);
    close_column(&bands);
    lower_notes(lower, &article);
}

Galley *lower_article(const Issue *issue, const Article *article, const Setting *setting,
                      Shaper *shaper, Report *report) {
    Galley *galley = galley_new(article);
    Lower lower = {.issue = issue,
                   .article = article,
                   .setting = setting,
                   .shaper = shaper,
                   .report = report,
                   .galley = galley};
    galley->structure = structure_new(ROLE_ARTICLE);
    galley->structure->lang = g_strdup(article->lang);
    galley->words = article->count.words;
    galley->is_brief = is_brief(article);
    choose_language(&lower);
    number_notes(&lower);
    lower.last_block = find_last_block(article->tree);
    lower_all(&lower);
    galley_say(galley, article_place(article), report);
    g_hash_table_unref(lower.note_numbers);
    g_array_unref(lower.note_is_called);
    return galley;
}
