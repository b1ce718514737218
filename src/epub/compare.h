/* Two editions held against each other: what changed, article by article and part by part. Articles
 * are known by the name of their page, which Galley gives by the name of their file; one that has
 * another page but its old title is the same. A Comparison borrows from both editions. */
#ifndef GALLEY_EPUB_COMPARE_H
#define GALLEY_EPUB_COMPARE_H

#include "epub/edition.h"

/* `was` NULL: it is new; `now` NULL: it is gone. */
typedef struct {
    const char *name; /* of a field or a property; NULL for paragraphs */
    const char *was, *now;
} Difference;

typedef struct {
    const EditionArticle *shown;       /* the newest there is: what to call it by */
    const EditionArticle *was, *now;   /* NULL: it is new, it is gone */
    bool is_moved;                     /* it stands elsewhere among those that are in both */
    bool is_markup_changed;            /* the page differs, and nothing below says how */
    GArray *fields;                    /* Difference */
    GArray *paragraphs;                /* Difference */
    size_t words_added, words_removed; /* counted in those paragraphs */
    GPtrArray *corrections;            /* const char *: new ones */
    GPtrArray *corrections_gone;       /* const char * */
} ArticleChange;

typedef struct {
    const char *name;          /* in the archive */
    bool is_picture;           /* by the manifest */
    bool is_in_was, is_in_now; /* in both: its bytes differ */
    uint64_t was_bytes, now_bytes;
} PartChange;

typedef struct {
    const EpubEdition *was, *now;
    bool is_same_identity;
    bool is_same_bytes;  /* every part is in both, and the same */
    GPtrArray *articles; /* ArticleChange *: the new edition's order, then those that are gone */
    size_t same_articles;
    GArray *properties;  /* Difference: of the book; identity and date of change apart */
    GArray *refinements; /* Difference: of what refines them */
    GArray *parts;       /* PartChange, in the new edition's order, then those that are gone */
} Comparison;

Comparison *comparison_new(const EpubEdition *was, const EpubEdition *now);
void comparison_free(Comparison *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Comparison, comparison_free)

/* The steps of which it is made. */

/* For each of `texts` (const char *): is it one that `others` has not, or not as often? Caller
 * frees. */
bool *compare_texts(const GPtrArray *texts, const GPtrArray *others);
/* The paragraphs of change->was and ->now, and their words. */
void compare_paragraphs(ArticleChange *change);
/* Sets is_moved on as few of the changes (ArticleChange *, those in both editions, in the new
 * order) as must have moved. */
void compare_order(const GPtrArray *changes);
/* All parts of both archives. PartChange. */
GArray *compare_parts(const EpubEdition *was, const EpubEdition *now);

#endif
