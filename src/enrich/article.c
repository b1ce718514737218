/* Phase 1 of enriching: what an article needs that can be known from itself and its issue's
 * settings. The steps and their order are those of steps.h: first the tree is made sound, then what
 * takes nodes away (headline, pictures, uncalled notes), then what names them (ids), then what
 * changes text, and last what is counted and said of the result. */
#include "enrich/enrich.h"

#include "enrich/element_ids.h"
#include "enrich/steps.h"

typedef void (*Step)(ArticleWork *);

static void take_steps(const Step *steps, size_t count, Article *article, const Issue *issue,
                       Report *report) {
    ArticleWork work = {.article = article, .issue = issue, .report = report};
    work.ids = element_ids_new();
    for (size_t i = 0; i < count; i++) {
        steps[i](&work);
    }
    g_hash_table_unref(work.ids);
}

void enrich_article(Article *article, const Issue *issue, Report *report) {
    static const Step steps[] = {
        clean_tree,     find_language, find_headline,  place_pictures, settle_table_headers,
        collect_ids,    number_notes,  level_headings, strike_text,    link_bare_urls,
        set_typography, sort_links,    count_text,     name_article,
    };
    take_steps(steps, G_N_ELEMENTS(steps), article, issue, report);
}

void enrich_for_import(Article *article, const Issue *issue, Report *report) {
    static const Step steps[] = {clean_tree, find_language, find_headline, place_pictures};
    take_steps(steps, G_N_ELEMENTS(steps), article, issue, report);
}
