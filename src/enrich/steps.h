/* The steps of enrich_article. article.c takes them in the order of this file; each relies on those
 * before it and says here what it leaves behind. All of them run on any thread and change nothing
 * but the article and its report. */
#ifndef GALLEY_ENRICH_STEPS_H
#define GALLEY_ENRICH_STEPS_H

#include "model/issue.h"

typedef struct {
    Article *article;
    const Issue *issue;
    Report *report;
    GHashTable *ids; /* the element ids that are taken, owned strings */
} ArticleWork;

/* The tree obeys the vocabulary: every child may stand in its parent, every attribute on its
 * element, no element is deeper than LIMIT_TREE_DEPTH, paragraphs and headings hold something. Only
 * href and src may still name what no book may hold. */
void clean_tree(ArticleWork *work);

/* article->lang is never NULL, is_rtl follows it. */
void find_language(ArticleWork *work);

/* Where no title was given, the text's own heading is the headline; one that repeats the given
 * title is gone. A text without any keeps an empty title until name_article. */
void find_headline(ArticleWork *work);

/* Every img that stays has a src that is an asset's path, and stands in image_nodes; the lead
 * picture is first in body. Pictures are counted. */
void place_pictures(ArticleWork *work);

/* Every th says something. */
void settle_table_headers(ArticleWork *work);

/* work->ids holds the ids that the author gave, each once; those of notes and calls, which are
 * labels until number_notes, left out. */
void collect_ids(ArticleWork *work);

/* The notes stand at the end of body in the order of their numbers: see enrich.h. */
void number_notes(ArticleWork *work);

/* Headings go from level 2 down by one, have ids, and stand in article->headings, whose texts come
 * with name_article. */
void level_headings(ArticleWork *work);

/* ~~struck~~ is an s; **strong** between ideographs is, where the parser left the stars. */
void strike_text(ArticleWork *work);

/* A URL that stands bare in the text is a link. */
void link_bare_urls(ArticleWork *work);

/* Quotes, dashes, spaces by language, in text, alt and title; no q is left outside code.
 */
void set_typography(ArticleWork *work);

/* Every href is safe and well-formed; those that lead to another place in the issue stand in
 * nodes_to_link. */
void sort_links(ArticleWork *work);

/* Words, minutes, tables. */
void count_text(ArticleWork *work);

/* title_text, kicker_text, deck_text and the headings' texts are what the tree says. */
void name_article(ArticleWork *work);

#endif
