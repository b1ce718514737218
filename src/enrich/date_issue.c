/* When the issue was last changed, told from what it says and never from a clock or a file's time.
 */
#include "enrich/issue_steps.h"

static const int64_t no_date = 315532800; /* 1980-01-01T00:00:00Z */

static void take_later(Date *latest, Date date) {
    if (date_is_set(date) && (!date_is_set(*latest) || date.unix_time > latest->unix_time)) {
        *latest = date;
    }
}

static void take_article(Date *latest, const Article *article) {
    take_later(latest, article->date);
    take_later(latest, article->modified);
    for (guint i = 0; i < article->corrections->len; i++) {
        take_later(latest, ((const Correction *)article->corrections->pdata[i])->date);
    }
}

/* Readers sort their shelves by the issue's own date. The newest of its articles is a fair guess,
 * and the editor's to make. */
static void report_missing(PhaseTwo *phase) {
    Date newest = {0};
    for (guint i = 0; i < phase->issue->articles->len; i++) {
        take_later(&newest, ((const Article *)phase->issue->articles->pdata[i])->date);
    }
    g_autofree char *date = date_is_set(newest) ? date_iso(newest) : NULL;
    g_autofree char *hint =
        date != NULL ? g_strdup_printf("write `date: %s` into issue.yaml", date) : NULL;
    report_add(phase->report, DIAGNOSTIC_DATE_MISSING, place_file(phase->issue->display_path), hint,
               NULL);
}

void date_issue(PhaseTwo *phase) {
    Issue *issue = phase->issue;
    Date latest = {0};
    take_later(&latest, issue->settings.date);
    take_later(&latest, issue->settings.modified);
    for (guint i = 0; i < issue->articles->len; i++) {
        take_article(&latest, issue->articles->pdata[i]);
    }
    issue->modified = phase->source_date_epoch >= 0 ? phase->source_date_epoch
                      : date_is_set(latest)         ? latest.unix_time
                                                    : no_date;
    if (!date_is_set(issue->settings.date) && issue->articles->len > 0) {
        report_missing(phase);
    }
}
