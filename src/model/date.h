/* Dates as periodicals use them: a day, a month or a year, sometimes a time. No clock, no locale.
 */
#ifndef GALLEY_MODEL_DATE_H
#define GALLEY_MODEL_DATE_H

#include "model/language.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int year;       /* 0: no date */
    unsigned month; /* 0: only the year is known */
    unsigned day;   /* 0: only year and month */
    bool has_time;
    int64_t unix_time; /* seconds, UTC; midnight UTC where no time was given, first day where none
                          was */
} Date;

/* "2005", "2005-05", "2005-05-05", "2005-05-05 14:30[:00]", RFC 3339, "2005/05/05", "2005.05.05",
 * "5.5.2005"; "31/5/2005" and "5/31/2005", which can be read in one way only. False if it is none.
 */
bool date_parse(const char *text, Date *date);
/* "May 5, 2005", "5 mai 2005", "5 de mayo de 2005", "May 2005": with a month's name in any of the
 * languages that Galley speaks. False if it is none. */
bool date_parse_words(const char *text, Date *date);
bool date_is_set(Date date);
int date_compare(Date left, Date right);
/* W3CDTF at the precision known: "2005-05-05". Caller frees. */
char *date_iso(Date date);
/* As the language writes it: "5 May 2005", "5 mai 2005", "2005年5月5日". Caller frees. */
char *date_in_words(Date date, const Language *language);
/* "2005-05-05T00:00:00Z". Caller frees. */
char *date_utc(int64_t unix_time);

#endif
