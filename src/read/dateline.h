/* Datelines: the place and day that open a report, in the forms that papers and wires give them:
 *   "LIMA, June 23 —", "Lima (Perú), 23 de junio (EFE).-", "ЛИМА, 23 июня —", "Berlin (dpa) - ",
 *   "MOSCOW, June 23. /TASS/.", "June 11—", "リマ6月23日", "新华社北京6月23日电",
 * and a line of its own that is nothing but that: "Lima, 23 June 2023". */
#ifndef GALLEY_READ_DATELINE_H
#define GALLEY_READ_DATELINE_H

#include "model/date.h"

#include <stddef.h>

typedef enum {
    DATELINE_NONE,
    DATELINE_LIKELY, /* "Lima — ": a place in small letters and a dash, or a day alone on its line;
                        so begin sentences, too */
    DATELINE_DAY,    /* "June 11—": a day before the text, no place */
    DATELINE_SURE,   /* a place with a day, an agency or capitals */
} DatelineStrength;

typedef struct {
    DatelineStrength strength;
    size_t length_bytes; /* place and day, without the dash that ends them */
    size_t whole_bytes;  /* with the dash and the spaces after it: the report's text begins here */
    bool is_line;        /* the text is nothing but the dateline */
    int year;            /* 0: not said; so month and day */
    unsigned month, day;
} Dateline;

/* The dateline that `text` (a paragraph's, one line, valid UTF-8, trimmed) begins with. Costs next
 * to nothing where there is none. */
Dateline dateline_find(const char *text, size_t length_bytes);

/* Its day as a date. One without a year takes that of `near` (the date): the year in which
 * it lies closest to it. Unset where no year can be known, or no day was said. */
Date dateline_date(const Dateline *dateline, Date near);

#endif
