/* Several articles in one file, told apart. Files with marked headings (Markdown, Word, ODT) hand
 * over their finished tree. The text reader, which has nothing but lines, asks split_blocks (see
 * split_blocks.h) and makes a tree for each article itself. */
#ifndef GALLEY_READ_SPLIT_H
#define GALLEY_READ_SPLIT_H

#include "read/article_keys.h"
#include "read/reader.h"

/* Adds to `into` what the file holds, and takes `article`, whose body is whole: headings, notes and
 * all, as its reader left it for enrich.
 *   SPLIT_AUTO: told apart only where there are two headings or more of the highest level that has
 *     several, and each of them is followed by a byline or a dateline (a deck may stand between),
 *     and no `title:` names the file as one article. One heading of a higher level above them all
 *     is the title (IssueFact).
 *   SPLIT_HEADINGS: every heading of that level begins an article.
 *   SPLIT_NO: one article.
 * Each heading becomes the headline of its article, its byline the authors, the day of its dateline
 * the date; notes (aside.note) go with the articles that call them. What stands before the first
 * heading goes to the first article. Each cut is noted (article-cut). `sidecar` and `front` are
 * what article_begin had: what they say holds for all articles. */
void split_tree_take(Article *article, const Source *source, const YamlValue *sidecar,
                     const YamlValue *front, SplitWish wish, Reading *into, Report *report);

/* What made a cut, and the note of it: article-cut, at the article's first line. `words` are its
 * headline or first words. */
typedef enum {
    SPLIT_BY_DATELINE, /* the text opens with one, without a headline */
    SPLIT_BY_HEADLINE_AND_DATELINE,
    SPLIT_BY_HEADLINE_AND_BYLINE,
    SPLIT_BY_RULE,      /* a rule, a form feed or an end mark above the headline */
    SPLIT_BY_SIGNATURE, /* the name that ends the text above */
    SPLIT_BY_CONTENTS,  /* the contents at the top name it */
    SPLIT_BY_PATTERN,   /* headlines that are set alike */
    SPLIT_BY_HEADING,   /* asked for: `split: headings` */
} SplitReason;
void split_note(SplitReason reason, const char *words, Place place, Report *report);

#endif
