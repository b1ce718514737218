/* Preflight's own: what was found on the pages, before it is said. preflight.c looks, and
 * preflight_say.c says. */
#ifndef GALLEY_PRINT_PREFLIGHT_FINDINGS_H
#define GALLEY_PRINT_PREFLIGHT_FINDINGS_H

#include "print/preflight.h"

/* A picture where it has the fewest pixels an inch. */
typedef struct {
    const Asset *asset;
    unsigned ppi;
    Mpt width_mpt;
    size_t position; /* of the page */
    char *folio;     /* or NULL */
} SetPicture;

/* One kind of trouble: how often, and the worst of it with the first page that has it. */
typedef struct {
    size_t count;
    gint64 worst; /* hairlines: thinnest, Mpt; ink: per cent; edges: least distance, Mpt */
    size_t position;
    char *folio;
    char *article; /* display path of the article that the page begins with; or NULL */
    char *words;   /* the first, of type; or NULL */
} Finding;

struct Preflight {
    const Issue *issue;
    const PrintSettings *settings;
    GHashTable *pictures;      /* Asset * -> SetPicture *, owned */
    size_t filled_pages;       /* without the blanks that are added behind the last */
    Mpt width_mpt, height_mpt; /* of the largest page */
    Finding hairlines, ink, mixed_type, edges, shapeless, at_edge;
    const Asset *picture_at_edge;
    Finding spine[PRESET_INSIDE_MARGINS]; /* type that is nearer to it than each row allows */
    Ink worst_ink;
};

/* Says all of it; how many pages there are, if they are all there. */
void preflight_say(const Preflight *preflight, bool is_whole, Report *report);

#endif
