/* Phase 2 of enriching: what can be known only from all the articles together. The steps and their
 * order are those of issue_steps.h. */
#include "enrich/enrich.h"

#include "enrich/issue_steps.h"

void leave_out_drafts(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    guint kept = 0;
    for (guint i = 0; i < issue->articles->len; i++) {
        Article *article = issue->articles->pdata[i];
        if (article->is_draft && !issue->is_draft_build) {
            report_add(phase->report, DIAGNOSTIC_DRAFT_LEFT_OUT, article_place(article), NULL,
                       NULL);
            g_ptr_array_add(phase->drafts, article);
        } else {
            issue->articles->pdata[kept++] = article;
        }
    }
    for (guint i = kept; i < issue->articles->len; i++) {
        issue->articles->pdata[i] = NULL; /* owned elsewhere by now */
    }
    g_ptr_array_set_size(issue->articles, (gint)kept);
    if (kept == 0 && phase->drafts->len > 0) {
        report_add(
            phase->report, DIAGNOSTIC_ISSUE_EMPTY, place_file(issue->path),
            "all of its articles are drafts: take `draft: true` out of one, or build a proof "
            "with --draft",
            NULL);
    }
}

/* No title is blank, whatever phase 1 was given. */
static void settle_titles(PhaseTwo *phase) {
    for (guint i = 0; i < phase->issue->articles->len; i++) {
        Article *article = phase->issue->articles->pdata[i];
        if (article->title_text == NULL || text_is_blank(article->title_text)) {
            bool has_fallback =
                article->fallback_title != NULL && !text_is_blank(article->fallback_title);
            g_free(article->title_text);
            article->title_text = g_strdup(has_fallback ? article->fallback_title : article->path);
        }
    }
}

void enrich_issue(Issue *issue, int64_t source_date_epoch, Renditions *renditions, Jobs *jobs,
                  Report *report) {
    static void (*const steps[])(PhaseTwo *) = {
        leave_out_drafts, settle_titles,        find_issue_language, order_sections,
        give_ids,         link_articles,        settle_pictures,     identify_issue,
        date_issue,       set_issue_typography, name_issue,          count_issue,
        draw_cover,
    };
    PhaseTwo phase = {.issue = issue,
                      .report = report,
                      .jobs = jobs,
                      .renditions = renditions,
                      .source_date_epoch = source_date_epoch,
                      .drafts = g_ptr_array_new_with_free_func((GDestroyNotify)article_free)};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        steps[i](&phase);
    }
    g_ptr_array_unref(phase.drafts);
}
