/* A band cut into columns over as many pages as it takes: the outer programme of make-up. */
#ifndef GALLEY_PRINT_MAKEUP_BAND_H
#define GALLEY_PRINT_MAKEUP_BAND_H

#include "print/makeup_column.h"

/* What room there is for a band on a page. */
typedef struct {
    unsigned steps;   /* from where it begins to the foot */
    unsigned columns; /* 1: the page's whole measure */
    bool is_whole;    /* the page is empty */
} BandRoom;
/* The room on the page that is `ahead` pages after the one in hand. */
typedef BandRoom (*BandRoomOf)(size_t ahead, void *context);

/* A column as it was chosen. */
typedef struct {
    size_t page; /* ahead */
    unsigned column;
    unsigned top_steps; /* from where the band begins on the page: below figures that span */
    unsigned steps;     /* its height */
    ColumnEnd filling;
} SetColumn;

typedef struct {
    GArray *columns;      /* SetColumn, in reading order */
    GArray *spanning;     /* SpanningFigure */
    unsigned last_steps;  /* the band's height on its last page, figures that span included */
    uint32_t next_figure; /* of the galley: those from here on are not placed */
    size_t pages;         /* ahead of the last page */
} SetBand;

typedef struct {
    uint32_t figure;
    size_t page;
    unsigned top_steps; /* from where the band begins on the page */
} SpanningFigure;

/* `first_figure`: the next of the galley that is not placed. */
SetBand *band_set(const Galley *galley, const Band *band, uint32_t first_figure, BandRoomOf room_of,
                  void *context);
void set_band_free(SetBand *band);

#endif
