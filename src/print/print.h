/* The print edition of an issue: composed once, in one order of pages, and handed page by page to
 * whoever wants them (a press PDF, a reading PDF, preflight, goldens, the page map). Memory stays
 * flat: a page is gone when it is taken, an article's type when its pages are. */
#ifndef GALLEY_PRINT_PRINT_H
#define GALLEY_PRINT_PRINT_H

#include "base/jobs.h"
#include "images/renditions.h"
#include "model/issue.h"
#include "model/page_map.h"
#include "print/display_list.h"
#include "print/hyphenate.h"
#include "print/preset.h"

typedef struct {
    const Article *article;
    size_t first_page, last_page; /* positions among the PDF's pages */
    size_t lines;                 /* grid steps in one column */
} PrintedArticle;

typedef struct {
    size_t pages;          /* all of them, covers and blanks included */
    GArray *articles;      /* PrintedArticle, in reading order */
    size_t free_lines;     /* grid steps left empty on the last page of text */
    size_t lines_per_page; /* of one page, all columns */
    GPtrArray *folios;     /* char * or NULL by position */
} PrintedExtent;
void printed_extent_free(PrintedExtent *extent); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintedExtent, printed_extent_free)

/* An entry of the PDF's outline and of the contents page. */
typedef struct {
    unsigned level; /* 1: section or article of none; 2: article of a section */
    char *text;
    char *target_id; /* as OPERATION_TARGET has it */
    size_t position;
} OutlineEntry;

/* Takes a page, which is the taker's. Pages come in the order in which they are finished. */
typedef void (*PrintPageTake)(DisplayPage *page_taken, void *context);

typedef struct {
    const PrintSettings *settings; /* print: of the issue, with its preset */
    PrintStyle *style;             /* of its theme */
    FontShelf *shelf;
    Dictionaries *dictionaries;
    Jobs *jobs;
} PrintMeans;

typedef struct {
    PrintedExtent *extent;
    StructureElement *structure; /* ROLE_DOCUMENT, in reading order */
    GArray *outline;             /* OutlineEntry */
    PageMap *page_map;
} Edition;
void edition_free(Edition *edition); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Edition, edition_free)

/* Composes a sealed issue. `take` NULL: only what the edition says is wanted. NULL: it cannot be
 * set at all (the theme's font is missing), which the report says. */
Edition *print_compose(const Issue *issue, const PrintMeans *means, PrintPageTake take,
                       void *context, Report *report);

#endif
