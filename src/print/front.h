/* The pages around the articles as set type: a cover of type, the nameplate of a newspaper's front,
 * the contents, the imprint. What each is made of is named by the classes that print.css may
 * select: in `section.cover`, `section.front`, `section.contents`, `section.imprint-page` stand
 * `p.nameplate`, `p.cover-subtitle`, `p.cover-facts`, `p.cover-line`, `p.cover-authors`,
 * `p.contents-title`, `p.contents-section`, `p.contents-item`, `p.contents-authors`,
 * `p.imprint-title`, `p.imprint`. */
#ifndef GALLEY_PRINT_FRONT_H
#define GALLEY_PRINT_FRONT_H

#include "model/issue.h"
#include "print/galley.h"

/* Type that belongs to no article: its galley's one band is not given to make-up unless it is the
 * imprint's. */
typedef struct {
    Article *article; /* stands for one: its id and language */
    Galley *galley;
    Setting setting;
} FrontText;
void front_text_free(FrontText *text); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FrontText, front_text_free)

/* Its groups of slugs. */
const GPtrArray *front_text_groups(const FrontText *text);

/* All are given the element that they fill, and where the report goes. */
typedef struct {
    const Issue *issue;
    Setting setting;
    Shaper *shaper;
    Report *report;
    StructureElement *element;
} FrontWish;

/* Does the theme set its nameplate over the columns of the first page of text (`column-span: all`
 * of .nameplate), and no cover? */
bool front_has_nameplate(const Issue *issue, const Setting *setting);
FrontText *front_cover(const FrontWish *wish);
FrontText *front_nameplate(const FrontWish *wish);
/* `folio_of` gives the page number of an article (borrowed for the call), NULL while it is not
 * known; it changes no line. `has_authors`: a line of them under each. */
typedef const char *(*FolioOf)(const Article *article, void *context);
FrontText *front_contents(const FrontWish *wish, bool has_authors, FolioOf folio_of, void *context);
FrontText *front_imprint(const FrontWish *wish);

/* "Vol. 3 · No. 12 · 11 April 2026"; NULL: nothing is known. Caller frees. */
char *front_issue_line(const Issue *issue);

/* Cuts groups into pieces of at most so many steps, never where a break is forbidden unless one
 * piece alone is higher. DisplayList *, owned. */
GPtrArray *front_cut(const GPtrArray *groups, Mpt grid_mpt, unsigned most_steps);
unsigned front_steps(const GPtrArray *groups);
/* The height of the highest part of them that is never cut. */
unsigned front_least_steps(const GPtrArray *groups);

#endif
