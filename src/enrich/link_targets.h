/* Where a link between articles may lead: the articles by every way in which an author may call
 * them, and the places within them. Nothing is asked of the disk. */
#ifndef GALLEY_ENRICH_LINK_TARGETS_H
#define GALLEY_ENRICH_LINK_TARGETS_H

#include "model/issue.h"

typedef struct LinkTargets LinkTargets;
/* `drafts` (Article *) were left out of the issue; both are borrowed. */
LinkTargets *link_targets_new(const Issue *issue, const GPtrArray *drafts);
void link_targets_free(LinkTargets *targets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(LinkTargets, link_targets_free)

/* The article at a path below the issue: with or without its suffix, or with .html instead of it;
 * the directory that is an article. A name by itself may be an article's id too. NULL: there is
 * none. */
const Article *link_targets_article(LinkTargets *targets, const char *path);
/* Is there a draft at that path? */
bool link_targets_is_draft(LinkTargets *targets, const char *path);

/* The id of the place in an article that a fragment names: a heading by its anchor as GitHub makes
 * it or by its words, or any element by its id. NULL: there is none. Owned by the targets. */
const char *link_targets_place(LinkTargets *targets, const Article *article, const char *fragment);

/* What may have been meant by a path or a fragment that leads nowhere, as the article `from` would
 * write it; NULL if nothing is near. Caller frees. */
char *link_targets_near_article(const LinkTargets *targets, const Article *from, const char *path);
char *link_targets_near_place(const Article *article, const char *fragment);

#endif
