/* Front matter lowered with lowering's own means, in the issue's language, and cut into pages. */
#include "print/front_grow.h"

#include <string.h>

const char growing_dot[] = " · ";

void growing_begin(Growing *growing, const FrontWish *wish, const char *classes) {
    FrontText *text = g_new0(FrontText, 1);
    text->article = article_new("", wish->issue->display_path);
    g_free(text->article->id);
    text->article->id = g_strdup(classes);
    g_free(text->article->lang);
    text->article->lang = g_strdup(wish->issue->lang);
    text->article->is_rtl = wish->issue->is_rtl;
    text->galley = galley_new(text->article);
    text->setting = wish->setting;
    *growing = (Growing){.text = text};
    growing->lower = (Lower){.issue = wish->issue,
                             .article = text->article,
                             .setting = &text->setting,
                             .shaper = wish->shaper,
                             .report = wish->report,
                             .galley = text->galley,
                             .language = wish->issue->language,
                             .spoken_lang = wish->issue->lang};
    Band *band = galley_add_band(text->galley, false);
    growing->column = column_new(band->groups, text->setting.column_mpt);
    growing->body = around_frame(&growing->lower, NULL, "body", NULL);
    growing->frame = around_frame(&growing->lower, &growing->body, "section", classes);
    growing->flow = (Flow){.lower = &growing->lower,
                           .column = growing->column,
                           .measure_mpt = text->setting.column_mpt,
                           .element = wish->element};
    text->galley->break_before = growing->frame.style->break_before;
    text->galley->page_name = growing->frame.style->page_name;
}

FrontText *growing_finish(Growing *growing) {
    g_clear_pointer(&growing->column, column_free);
    galley_say(growing->text->galley, place_file(growing->lower.issue->display_path),
               growing->lower.report);
    return growing->text;
}

void growing_say(Growing *growing, const char *class_name, StructureRole role, const char *text,
                 const char *lang) {
    Around around = around_frame(&growing->lower, &growing->frame, "p", class_name);
    lower_words(&growing->flow, &around, role, text, lang);
}

void front_text_free(FrontText *text) {
    if (text != NULL) {
        galley_free(text->galley);
        article_free(text->article);
        g_free(text);
    }
}

const GPtrArray *front_text_groups(const FrontText *text) {
    return ((const Band *)text->galley->bands->pdata[0])->groups;
}

char *growing_names(const Article *article) {
    if (article->authors->len == 0) {
        return NULL;
    }
    g_autoptr(GPtrArray) names = g_ptr_array_sized_new(article->authors->len);
    for (guint i = 0; i < article->authors->len; i++) {
        g_ptr_array_add(names, ((const Author *)article->authors->pdata[i])->name);
    }
    return language_join_names(language_find(article->lang), names);
}

/* Pieces */

static GPtrArray *slugs_of(const GPtrArray *groups) {
    GPtrArray *slugs = g_ptr_array_new();
    for (guint i = 0; i < groups->len; i++) {
        GArray *of = ((const SlugGroup *)groups->pdata[i])->slugs[1];
        for (guint at = 0; at < of->len; at++) {
            g_ptr_array_add(slugs, &g_array_index(of, Slug, at));
        }
    }
    return slugs;
}

static unsigned height_of(const Slug *slug, bool is_first) {
    return slug->steps + (is_first ? 0 : slug->space_steps);
}

unsigned front_steps(const GPtrArray *groups) {
    g_autoptr(GPtrArray) slugs = slugs_of(groups);
    unsigned steps = 0;
    for (guint i = 0; i < slugs->len; i++) {
        steps += height_of(slugs->pdata[i], i == 0);
    }
    return steps;
}

unsigned front_least_steps(const GPtrArray *groups) {
    g_autoptr(GPtrArray) slugs = slugs_of(groups);
    unsigned least = 0;
    unsigned run = 0;
    for (guint i = 0; i < slugs->len; i++) {
        const Slug *slug = slugs->pdata[i];
        run += height_of(slug, run == 0);
        least = MAX(least, run);
        run = slug->break_cost >= BREAK_FORBIDDEN_COST ? run : 0;
    }
    return least;
}

/* Where the piece that begins at `from` ends. */
static guint piece_end(const GPtrArray *slugs, guint from, unsigned most_steps) {
    unsigned used = 0;
    guint end = from;
    while (end < slugs->len &&
           (end == from || used + height_of(slugs->pdata[end], end == from) <= most_steps)) {
        used += height_of(slugs->pdata[end], end == from);
        end++;
    }
    guint good = end;
    while (good > from && good < slugs->len &&
           ((const Slug *)slugs->pdata[good - 1])->break_cost >= BREAK_FORBIDDEN_COST) {
        good--;
    }
    return good > from ? good : end;
}

GPtrArray *front_cut(const GPtrArray *groups, Mpt grid_mpt, unsigned most_steps) {
    g_autoptr(GPtrArray) slugs = slugs_of(groups);
    GPtrArray *pieces = g_ptr_array_new_with_free_func((GDestroyNotify)display_list_free);
    for (guint from = 0; from < slugs->len;) {
        guint end = piece_end(slugs, from, most_steps);
        DisplayList *piece = display_list_new();
        unsigned at = 0;
        for (guint i = from; i < end; i++) {
            const Slug *slug = slugs->pdata[i];
            at += i == from ? 0 : slug->space_steps;
            slug_draw(slug, piece, 0, (Mpt)at * grid_mpt);
            at += slug->steps;
        }
        g_ptr_array_add(pieces, piece);
        from = end;
    }
    return pieces;
}
