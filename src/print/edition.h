/* Composing's own: an edition while it is made. print.c drives it, edition_*.c make its parts. */
#ifndef GALLEY_PRINT_EDITION_H
#define GALLEY_PRINT_EDITION_H

#include "print/frames.h"
#include "print/front.h"
#include "print/furniture.h"
#include "print/print.h"

/* A galley whose pages are not all taken yet. */
typedef struct {
    Galley *galley;
    size_t first_page, last_page; /* of the text */
} HeldGalley;

typedef struct {
    const Issue *issue;
    const PrintMeans *means;
    PrintPageTake take;
    void *take_context;
    Report *report;

    Edition *edition;
    Frames *frames;
    Shaper *shaper;           /* the main thread's */
    Setting setting;          /* of the text's pages */
    const char *page_name;    /* of articles; or NULL */
    bool has_nameplate;       /* the first page of text begins with it */
    FrontText *nameplate;     /* drawn on it, or NULL */
    size_t text_position;     /* where the first page of text stands */
    size_t contents_position; /* of their first page */
    size_t contents_pages;    /* of their own; 0: they are on the front page, or there are none */
    bool contents_come_last;  /* behind the text: there is no room for them on the front page */
    bool has_strip;           /* the contents stand under the nameplate */
    unsigned strip_steps, plate_steps;
    StructureElement *contents; /* filled last */
    Galley *imprint;            /* of a newspaper, behind its last article; NULL: not lowered yet */
    size_t imprint_position;
    DisplayPage *front_page;   /* waits for the contents; NULL: it does not */
    GPtrArray *kept;           /* FrontText *: what pages borrow from to the end */
    GArray *held;              /* HeldGalley */
    size_t pages_taken;        /* of the text */
    const Article *last_first; /* what the page before begins with */
    GHashTable *folios;        /* Article * -> char *: of its first page */
    char *issue_line, *date;   /* for running heads */
} Composition;

/* edition_pages.c: pages on their way out. */
char *edition_folio(size_t position);
/* Hands a page on; it is counted by its position. */
void edition_emit(Composition *composition, DisplayPage *page_taken);
DisplayPage *edition_page_new(Composition *composition, const char *name, size_t position,
                              bool is_first);
void edition_add_furniture(Composition *composition, DisplayPage *page, const Article *article);
void edition_emit_blank(Composition *composition, size_t position);
/* Make-up's three calls; `context` is the composition. */
PageFrame edition_frame_of(size_t page_index, void *context);
void edition_take_page(size_t page_index, DisplayList *page_taken, const Article *first_article,
                       void *context);
void edition_take_break(size_t page_index, const Article *article, const xmlNode *node,
                        size_t offset_bytes, void *context);

/* edition_front.c: what stands before the text; sets text_position. */
void edition_begin(Composition *composition);
/* For the columns behind the last article; kept to the end. */
FrontText *edition_imprint(Composition *composition);
/* The contents with their numbers, and with them the front page. */
void edition_end(Composition *composition);

#endif
