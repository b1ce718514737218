/* What stands under the text: corrections and licence behind it, notes at the feet of columns. */
#include "print/lower.h"

#include "model/date.h"
#include "model/licence.h"

#include <string.h>

/* Notes: each in the columns' measure, its number before its first words. */

/* All slugs of a note, one under another. */
static GArray *take_slugs(const GPtrArray *groups, Mpt grid_mpt) {
    GArray *slugs = slugs_new();
    for (guint i = 0; i < groups->len; i++) {
        SlugGroup *group = groups->pdata[i];
        for (guint at = 0; at < group->slugs[1]->len; at++) {
            Slug *slug = &g_array_index(group->slugs[1], Slug, at);
            if (slugs->len == 0) {
                slug->space_steps = 0;
            }
            slug_take_in_space(slug, grid_mpt);
            g_array_append_vals(slugs, slug, 1);
            *slug = (Slug){.steps = 1}; /* what it owned is the note's now */
        }
    }
    return slugs;
}

static GArray *set_note(Lower *lower, const Around *article, const xmlNode *node, guint number) {
    Mpt measure = lower->setting->column_mpt;
    g_autoptr(GPtrArray) groups = slug_groups_new();
    g_autoptr(Column) column = column_new(groups, measure);
    column->is_note = true;
    Around around = around_node(lower, article, node, NULL);
    StructureElement *element = structure_for(lower->galley->structure, ROLE_NOTE, &around);
    Flow flow = {.lower = lower, .column = column, .measure_mpt = measure, .element = element};
    element->id = g_strdup_printf("note-%u", number);
    column_add_target(&flow, node);
    column->lead_text = g_strdup_printf("%u ", number);
    column->lead_style = around_pseudo(lower, &around, "marker");
    FlowBox box;
    Flow inner = flow_enter(&flow, &around, &box);
    lower_blocks(&inner, &around, node->children);
    flow_leave(&inner, &around, &box);
    GArray *slugs = take_slugs(groups, lower->setting->grid_mpt);
    slugs_put_away(slugs);
    return slugs;
}

/* A note that another note calls comes with it. */
static void add_called_by_notes(const Galley *galley, GArray *notes) {
    for (guint i = 0; notes != NULL && i < notes->len; i++) {
        const FootNote *note =
            &g_array_index(galley->notes, FootNote, g_array_index(notes, guint, i) - 1);
        for (guint at = 0; at < note->slugs->len; at++) {
            const GArray *more = g_array_index(note->slugs, Slug, at).notes;
            if (more != NULL) { /* each note is called once, so that this ends */
                g_array_append_vals(notes, more->data, more->len);
            }
        }
    }
}

static void settle_calls(const Galley *galley) {
    for (guint b = 0; b < galley->bands->len; b++) {
        const GPtrArray *groups = ((const Band *)galley->bands->pdata[b])->groups;
        for (guint g = 0; g < groups->len; g++) {
            const SlugGroup *group = groups->pdata[g];
            for (size_t i = 0; i < G_N_ELEMENTS(group->slugs); i++) {
                for (guint at = 0; group->slugs[i] != NULL && at < group->slugs[i]->len; at++) {
                    add_called_by_notes(galley, g_array_index(group->slugs[i], Slug, at).notes);
                }
            }
        }
    }
}

void lower_notes(Lower *lower, const Around *article) {
    guint number = 0;
    const xmlNode *body = tree_body(lower->article->tree);
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        bool is_note = node->type == XML_ELEMENT_NODE && node_kind(node) == NODE_NOTE;
        if (is_note && node_get(node, ATTRIBUTE_ID) != NULL) {
            FootNote note = {.slugs = set_note(lower, article, node, ++number)};
            g_array_append_val(lower->galley->notes, note);
        }
    }
    settle_calls(lower->galley);
}

/* Corrections and licence */

static void lower_correction(Flow *flow, const Around *block, const Correction *correction) {
    Lower *lower = flow->lower;
    Around around = around_frame(lower, block, "p", "correction");
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, ROLE_PARAGRAPH, &around));
    if (date_is_set(correction->date)) {
        Around bold = around_frame(lower, &around, "b", NULL);
        g_autofree char *date = date_in_words(correction->date, lower->language);
        text_say(&paragraph, &bold, date, lower->spoken_lang);
        text_say(&paragraph, &around, " ", NULL);
    }
    text_say(&paragraph, &around, correction->text, NULL);
    paragraph.is_flush = true;
    put_paragraph(flow, block, &paragraph);
}

static void lower_heading_word(Flow *flow, const Around *block, Word word) {
    Lower *lower = flow->lower;
    Around around = around_frame(lower, block, "h2", NULL);
    g_autofree char *text = language_say(lower->language, word, NULL);
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, ROLE_HEADING_2, &around));
    text_say(&paragraph, &around, text, lower->spoken_lang);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.cost_after = BREAK_FORBIDDEN_COST;
    put_paragraph(flow, block, &paragraph);
}

/* Its own alone: that of all the issue stands in the imprint. */
static void lower_licence(Flow *flow, const Around *article) {
    Lower *lower = flow->lower;
    const char *of_issue = lower->issue->settings.licence;
    if (lower->article->licence == NULL) {
        return;
    }
    g_autofree char *licence = licence_in_words(lower->article->licence);
    g_autofree char *other = of_issue == NULL ? NULL : licence_in_words(of_issue);
    if (g_strcmp0(licence, other) == 0) {
        return;
    }
    Around around = around_frame(lower, article, "p", "licence");
    Around bold = around_frame(lower, &around, "b", NULL);
    g_autofree char *word = language_say(lower->language, WORD_LICENCE, NULL);
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, ROLE_PARAGRAPH, &around));
    text_say(&paragraph, &bold, word, lower->spoken_lang);
    text_say(&paragraph, &around, " ", NULL);
    text_say(&paragraph, &around, licence, NULL);
    paragraph.is_flush = true;
    put_paragraph(flow, article, &paragraph);
}

void lower_corrections(Flow *flow, const Around *article) {
    const GPtrArray *corrections = flow->lower->article->corrections;
    Around block = around_frame(flow->lower, article, "div", "corrections");
    if (corrections->len > 0 && block.style->display != DISPLAY_AS_NOTHING) {
        FlowBox box;
        Flow inner = flow_enter(flow, &block, &box);
        inner.element = structure_for(flow->element, ROLE_DIVISION, &block);
        lower_heading_word(&inner, &block,
                           corrections->len == 1 ? WORD_CORRECTION : WORD_CORRECTIONS);
        for (guint i = 0; i < corrections->len; i++) {
            lower_correction(&inner, &block, corrections->pdata[i]);
        }
        flow_leave(&inner, &block, &box);
    }
    lower_licence(flow, article);
}
