/* What is in the book, counted for its accessibility metadata, and what the counts suggest. */
#include "enrich/issue_steps.h"

enum { ENOUGH_CAPTIONS = 3 };

static bool is_decorative(const xmlNode *image) {
    const char *alt = node_get(image, ATTRIBUTE_ALT);
    return alt != NULL && text_is_blank(alt);
}

static void add_article(ContentCount *count, const Article *article) {
    count->words += article->count.words;
    count->notes += article->notes;
    count->tables += article->tables;
    count->pictures += article->pictures;
    count->pictures_without_alt += article->pictures_without_alt;
    for (guint i = 0; i < article->image_nodes->len; i++) {
        count->decorative_pictures += is_decorative(article->image_nodes->pdata[i]);
    }
}

/* Once for the issue, where nobody has said yet what is to be done. */
static void suggest_captions(PhaseTwo *phase) {
    const Issue *issue = phase->issue;
    size_t alts = 0;
    for (guint i = 0; i < issue->articles->len; i++) {
        const Article *article = issue->articles->pdata[i];
        alts += article->has_captions_key ? 0 : article->sentence_like_alts;
    }
    if (alts >= ENOUGH_CAPTIONS && !issue->settings.has_captions_key) {
        g_autofree char *count = g_strdup_printf("%zu", alts);
        report_add(phase->report, DIAGNOSTIC_CAPTIONS_SUGGESTED, place_file(issue->display_path),
                   NULL, count, NULL);
    }
}

void count_issue(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    issue->count = (ContentCount){0};
    for (guint i = 0; i < issue->articles->len; i++) {
        add_article(&issue->count, issue->articles->pdata[i]);
    }
    for (guint i = 0; i < issue->used_assets->len; i++) {
        issue->count.animated_pictures += asset_shown(issue->used_assets->pdata[i]).is_animated;
    }
    suggest_captions(phase);
}
