/* What stands above an article's text: that it is a draft, section, kicker, headline, deck, byline,
 * place and date. */
#include "print/lower.h"

#include "model/date.h"

#include <string.h>

static void add_draft(Flow *flow, const Around *header) {
    Lower *lower = flow->lower;
    if (lower->article->is_draft) {
        Around around = around_frame(lower, header, "p", "draft");
        g_autofree char *word = language_say(lower->language, WORD_DRAFT, NULL);
        lower_words(flow, &around, ROLE_PARAGRAPH, word, lower->spoken_lang);
    }
}

static void add_section(Flow *flow, const Around *header) {
    const Issue *issue = flow->lower->issue;
    const Section *section = issue_section_of(issue, flow->lower->article);
    if (section != NULL) {
        Around around = around_frame(flow->lower, header, "section", "section");
        const char *lang = section->lang != NULL ? section->lang : issue->lang;
        lower_words(flow, &around, ROLE_PARAGRAPH, section->name, lang);
    }
}

/* A part of the tree with its marks and notes; `words` where the tree has none. */
static void add_part(Flow *flow, const Around *header, Element part, StructureRole role,
                     bool is_in_one, const char *words) {
    Lower *lower = flow->lower;
    const char *name = element_name(part);
    Around around = around_frame(lower, header, name, name);
    const xmlNode *from = tree_part(lower->article->tree, part, false);
    bool has_part = from != NULL && from->children != NULL;
    if ((!has_part && words == NULL) || around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, role, &around));
    if (has_part) {
        text_gather(lower, &paragraph, &around, from);
    } else {
        text_say(&paragraph, &around, words, NULL);
    }
    paragraph.is_flush = true;
    paragraph.is_in_one = is_in_one;
    paragraph.is_balanced = true;
    put_paragraph(flow, header, &paragraph);
}

/* In a text that runs from the right, names and places keep their own direction: beside Latin ones
 * a number that follows them would change its place (UAX 9, isolates). Caller frees. */
static char *set_apart(const Lower *lower, const char *text) {
    return lower->article->is_rtl && *text != '\0' ? g_strconcat("\u2068", text, "\u2069", NULL)
                                                   : g_strdup(text);
}

/* "By Ada and Bea", the names in the article's own language. */
static void add_byline(Flow *flow, const Around *header) {
    static const char slot[] = "{}";
    Lower *lower = flow->lower;
    const GPtrArray *authors = lower->article->authors;
    Around around = around_frame(lower, header, "byline", "byline");
    if (authors->len == 0 || around.style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < authors->len; i++) {
        g_ptr_array_add(names, set_apart(lower, ((const Author *)authors->pdata[i])->name));
    }
    g_autofree char *joined = language_join_names(lower->language, names);
    g_autofree char *words = language_say(lower->language, WORD_BY, slot);
    const char *at = strstr(words, slot);
    g_autofree char *before =
        at == NULL ? g_strconcat(words, " ", NULL) : g_strndup(words, (gsize)(at - words));
    Paragraph paragraph =
        paragraph_begin(lower, &around, structure_for(flow->element, ROLE_PARAGRAPH, &around));
    text_say(&paragraph, &around, before, lower->spoken_lang);
    text_say(&paragraph, &around, joined, NULL);
    text_say(&paragraph, &around, at == NULL ? "" : at + strlen(slot), lower->spoken_lang);
    paragraph.is_flush = true;
    paragraph.is_in_one = true;
    paragraph.is_balanced = true;
    put_paragraph(flow, header, &paragraph);
}

/* Place and day, unless the text itself opens with them: what it says is said once. */
static void add_facts(Flow *flow, const Around *header) {
    Lower *lower = flow->lower;
    const Article *article = lower->article;
    if (article->dateline != NULL) {
        return;
    }
    g_autofree char *place =
        set_apart(lower, article->dateline_place != NULL ? article->dateline_place : "");
    g_autofree char *date =
        date_is_set(article->date) ? date_in_words(article->date, lower->language) : g_strdup("");
    const char *dot = *place != '\0' && *date != '\0' ? " · " : "";
    g_autofree char *facts = g_strconcat(place, dot, date, NULL);
    Around around = around_frame(lower, header, "facts", "facts");
    lower_words(flow, &around, ROLE_PARAGRAPH, facts, lower->spoken_lang);
}

/* A head is never parted from its text, nor cut itself. */
static void keep_together(const Column *column) {
    for (guint i = 0; i < column->groups->len; i++) {
        const SlugGroup *group = column->groups->pdata[i];
        for (guint at = 0; at < group->slugs[1]->len; at++) {
            g_array_index(group->slugs[1], Slug, at).break_cost = BREAK_FORBIDDEN_COST;
        }
    }
}

void lower_header(Flow *flow, const Around *header) {
    const Article *article = flow->lower->article;
    if (header->style->display == DISPLAY_AS_NOTHING) {
        return;
    }
    FlowBox box;
    Flow inner = flow_enter(flow, header, &box);
    add_draft(&inner, header);
    add_section(&inner, header);
    add_part(&inner, header, ELEMENT_KICKER, ROLE_PARAGRAPH, true, NULL);
    if (article->title_source != TITLE_OPENING) { /* else its first words are its title */
        add_part(&inner, header, ELEMENT_HEADLINE, ROLE_HEADING_1, true, article->title_text);
    }
    add_part(&inner, header, ELEMENT_DECK, ROLE_PARAGRAPH, true, NULL);
    add_byline(&inner, header);
    add_facts(&inner, header);
    flow_leave(&inner, header, &box);
    keep_together(flow->column);
    flow->column->has_heading_last = flow->column->groups->len > 0;
}
