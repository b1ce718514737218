/* What an article needs between reading and writing. Phase 1 asks only for the article and the
 * issue's settings; phase 2 sees all of them. */
#ifndef GALLEY_ENRICH_ENRICH_H
#define GALLEY_ENRICH_ENRICH_H

#include "base/jobs.h"
#include "model/issue.h"

/* Phase 1, any thread: the vocabulary's content model (clean), language and direction, headings
 * under the headline with their ids, typography, bare URLs and ~~struck~~, notes, figures: img src
 * resolved to an asset's path, or reported; counts. `issue` is read-only here but for nothing. */
void enrich_article(Article *article, const Issue *issue, Report *report);

/* Phase 2, main thread (jobs only for reading pictures' headers): order, sections, ids, links
 * between articles, pictures used, contents, accessibility counts, the issue's names, identity and
 * dates. Content errors are known after it. Does not seal. `jobs` may be NULL. `source_date_epoch`
 * < 0: not set. */
void enrich_issue(Issue *issue, int64_t source_date_epoch, Jobs *jobs, Report *report);

#endif
