/* Pictures in a measure: how large each is set, and several side by side. */
#ifndef GALLEY_PRINT_LOWER_PICTURES_H
#define GALLEY_PRINT_LOWER_PICTURES_H

#include "print/lower.h"

/* A figure while it is set: what is drawn so far, and how far down. */
typedef struct {
    Lower *lower;
    const Around *around;
    const Column *column;
    Mpt left_mpt, measure_mpt; /* in it */
    DisplayList *list;
    Mpt height_mpt;
    Mpt width_mpt; /* of the broadest row of pictures */
    Mpt most_mpt;  /* that all pictures may be high */
    StructureElement *element;
    GArray *notes;
    bool is_middled; /* the cutline: it is broader than what stands above it, in the middle */
} FigureWork;

/* NULL: the picture cannot be set. */
const Asset *picture_asset(const Lower *lower, const xmlNode *image);
/* The next picture in a figure; `after` is one, or the figure. NULL: there is none. */
const xmlNode *picture_next(const xmlNode *after, const xmlNode *figure);
/* Divides pictures that can be set into rows of about one height: in a narrow measure each has one
 * of its own. GPtrArray of GPtrArray of xmlNode *. */
GPtrArray *picture_rows(const Lower *lower, const GPtrArray *images, Mpt measure_mpt);
/* Draws a row below what is drawn already, at most work->most_mpt high. */
void picture_draw_row(FigureWork *work, const GPtrArray *images);
/* Where a figure of a row stands, and how high its picture is. */
typedef struct {
    Mpt left_mpt, width_mpt, height_mpt;
} FigureSpan;
/* Pictures abreast, at most work->most_mpt high. Caller frees. */
FigureSpan *picture_spans(const FigureWork *work, const GPtrArray *images);
void picture_draw_span(FigureWork *work, const xmlNode *image, const FigureSpan *span);
/* All rows of some pictures, so that they stay within work->most_mpt. */
void picture_draw_rows(FigureWork *work, const GPtrArray *images);

#endif
