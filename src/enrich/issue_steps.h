/* The steps of enrich_issue. issue.c takes them in the order of this file; each relies on those
 * before it and says here what it leaves behind. All of them run on the main thread. */
#ifndef GALLEY_ENRICH_ISSUE_STEPS_H
#define GALLEY_ENRICH_ISSUE_STEPS_H

#include "base/jobs.h"
#include "images/renditions.h"
#include "model/issue.h"

typedef struct {
    Issue *issue;
    Report *report;
    Jobs *jobs;                /* may be NULL */
    Renditions *renditions;    /* NULL: pictures go in as they came */
    int64_t source_date_epoch; /* < 0: not set */
    GPtrArray *drafts;         /* Article *, owned: those that were left out */
} PhaseTwo;

/* Only articles that go into the book are in issue->articles, and there is one. */
void leave_out_drafts(PhaseTwo *phase);

/* lang, is_rtl and language of the issue. */
void find_issue_language(PhaseTwo *phase);

/* Articles and sections stand in reading order; every section has its articles and its lang. */
void order_sections(PhaseTwo *phase);

/* Every article and every named section has its id. */
void give_ids(PhaseTwo *phase);

/* Every href that is left in a tree leads somewhere: see enrich.h. nodes_to_link is empty. */
void link_articles(PhaseTwo *phase);

/* The cover and used_assets: each of them a picture that a book may hold, with type, size, name
 * and, where it needs one, its rendition; img elements of others are gone, the rest have width and
 * height. */
void settle_pictures(PhaseTwo *phase);

/* What a newspaper's titles and imprint need of typography, by the issue's language. */
void set_issue_typography(PhaseTwo *phase);

/* identifier, dc_title, file_as, series_position, file_stem. The identity is that of the names as
 * they were written: it goes before set_issue_typography. */
void identify_issue(PhaseTwo *phase);
void name_issue(PhaseTwo *phase);

/* modified; a word where the issue has no date. */
void date_issue(PhaseTwo *phase);

/* issue->count; a word on alt texts that would make cutlines. */
void count_issue(PhaseTwo *phase);

/* The cover of an issue that has none, first of used_assets, and cover_alt; else a word on why it
 * could not be drawn. Only where the issue draws_cover. */
void draw_cover(PhaseTwo *phase);

#endif
