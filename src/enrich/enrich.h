/* What an article needs between reading and writing. Phase 1 asks only for the article and the
 * issue's settings; phase 2 sees all of them. */
#ifndef GALLEY_ENRICH_ENRICH_H
#define GALLEY_ENRICH_ENRICH_H

#include "base/jobs.h"
#include "images/renditions.h"
#include "model/issue.h"

/* Phase 1, any thread: the vocabulary's content model (clean), language and direction, headings
 * under the headline with their ids, typography, bare URLs and ~~struck~~, notes, figures: img src
 * resolved to an asset's path, or reported; counts. `issue` is only read. What it leaves:
 *   headline: a part of the tree, unless title_source is TITLE_OPENING; level 1 is its own, the
 *     body's headings begin at 2; no class "title" is left;
 *   notes: aside.note with id "note-KEY", the last children of body in the order of their numbers:
 *     the n-th is number n. Calls are a.noteref with href "#note-KEY", the number as their text and
 *     an id each: "call-KEY" is the first call, where a way back leads; every note has one;
 *   pictures: an img without alt has none that anybody wrote; alt="" was written so;
 *   a proof's box: p.missing, in the figure or after the paragraph; its text is the picture's name.
 */
void enrich_article(Article *article, const Issue *issue, Report *report);

/* As far as import needs it: the tree is sound, its headline found, its pictures those that are
 * there; nothing is set or numbered, so that the article can be written down and read again. */
void enrich_for_import(Article *article, const Issue *issue, Report *report);

/* Phase 2, main thread (jobs only for pictures): order, sections, ids, links
 * between articles, pictures used, contents, accessibility counts, the issue's names, identity and
 * dates. Content errors are known after it. Does not seal. `jobs` may be NULL. `source_date_epoch`
 * < 0: not set. `renditions` NULL: no picture is made anew, each goes in as it came. All members of
 * Issue are set then, even where there is no article.
 *
 * An a[href] in a tree is then one of
 *   "#PLACE"              an element of the same article
 *   "article:ID"          another article's page, or the same one's from its top
 *   "article:ID#PLACE"    an element of another article
 *   anything else         an address outside the book, ready to be written
 * which the page writers turn into names of files. */
void enrich_issue(Issue *issue, int64_t source_date_epoch, Renditions *renditions, Jobs *jobs,
                  Report *report);

/* What the issue's files in the output directory are called, without a suffix, as its settings have
 * it: to know before phase 1 whether two issues want the same. Caller frees. */
char *enrich_file_stem(const Issue *issue);

#endif
