/* What weighs how much in the book of an issue. */
#ifndef GALLEY_COMMANDS_SHOW_WEIGHTS_H
#define GALLEY_COMMANDS_SHOW_WEIGHTS_H

#include "base/json.h"
#include "commands/issue_work.h"

/* The book's parts, packed as they are in it. */
typedef struct {
    char *name;             /* of the part */
    const Asset *asset;     /* or */
    const Article *article; /* what it is of, both borrowed; NULL: of the book itself */
    uint64_t bytes;
} Weight;

typedef struct {
    uint64_t book_bytes;   /* of the whole file */
    GPtrArray *parts;      /* Weight *, in the order of the book */
    GHashTable *by_source; /* Asset * or Article * -> its Weight *, borrowed both */
} Weights;

/* Makes the book as build would make it and keeps nothing of it. NULL: it cannot be made. */
Weights *weights_new(const IssueWork *work, Jobs *jobs);
void weights_free(Weights *weights); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Weights, weights_free)

/* What the asset's or article's part weighs; 0: there is none. */
uint64_t weights_of(const Weights *weights, const void *asset_or_article);

/* For people: the heaviest first. */
void weights_print(const Weights *weights, bool colour);
/* The members "bytes" and "parts" of the open JSON object. */
void weights_add_json(const Weights *weights, JsonText *json);

#endif
