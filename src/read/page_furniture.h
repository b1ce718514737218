/* What stands around an article on a page: menus, buttons, teasers, comments, what is hidden. It is
 * told by elements, roles, classes and labels, and never dropped where it would be most of what
 * there is to read. */
#ifndef GALLEY_READ_PAGE_FURNITURE_H
#define GALLEY_READ_PAGE_FURNITURE_H

#include "read/page_measure.h"

typedef enum {
    FURNITURE_NONE,
    FURNITURE_NAVIGATION,
    FURNITURE_SHARE,
    FURNITURE_RELATED,
    FURNITURE_COMMENTS,
    FURNITURE_NEWSLETTER,
    FURNITURE_ADVERT,
    FURNITURE_COOKIES,
    FURNITURE_AUTHOR, /* a box about who wrote it */
    FURNITURE_TAGS,
    FURNITURE_TOOLS, /* print, search, log in */
    FURNITURE_SITE,  /* its head and foot */
    FURNITURE_HIDDEN,
    FURNITURE_FORM,
    FURNITURE_TRACKER, /* a picture nobody is to see */
    FURNITURE_REST,    /* what stands outside the part that is the article */
    FURNITURE_COUNT
} FurnitureKind;

typedef struct {
    unsigned counts[FURNITURE_COUNT];
    uint32_t characters; /* that were left out, but for hidden ones */
} FurnitureTally;

/* Drops what is told by itself. `measures` are of the whole page and stay as they were. */
void furniture_drop_known(Page *page, const Measure *measures, FurnitureTally *tally);
/* Drops one. */
void furniture_drop(Page *page, const Measure *measures, uint32_t index, FurnitureKind kind,
                    FurnitureTally *tally);
/* What the element's classes and id say. */
FurnitureKind furniture_hint(const PageNode *node);

/* What a heading or a line says of what follows it. `is_whole`: all that follows goes with it. */
FurnitureKind furniture_label(const char *text, bool *is_whole);
/* Does this address share, print or mail a page? */
bool furniture_is_share_link(const char *href);

/* "3 menus, 12 scripts and styles"; NULL: nothing was left out. Caller frees. */
char *furniture_say(const FurnitureTally *tally, const Page *page);

#endif
