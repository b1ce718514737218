/* PDF's own notation (ISO 32000-1, 7.3): numbers, names and strings, added to a growing text. */
#ifndef GALLEY_PRINT_PDF_SYNTAX_H
#define GALLEY_PRINT_PDF_SYNTAX_H

#include "style/print_style.h"

#include <glib.h>

/* A whole number of thousandths as a number: 12500 is "12.5", -40 "-.04". Millipoints are points,
 * per mille are parts of one. */
void pdf_add_thousandths(GString *text, int64_t thousandths);
void pdf_add_integer(GString *text, int64_t number);
/* "[left bottom right top]" */
void pdf_add_rectangle(GString *text, int64_t left, int64_t bottom, int64_t right, int64_t top);
/* "12 0 R" */
void pdf_add_reference(GString *text, uint32_t number);
/* "/Name"; what may not stand in a name is written by its code. */
void pdf_add_name(GString *text, const char *name);
/* Bytes as a string in parentheses. */
void pdf_add_bytes(GString *text, const char *bytes, size_t length);
/* Words for people (7.9.2.2): as they are where they are ASCII, else in UTF-16. What is not UTF-8
 * is written as U+FFFD. */
void pdf_add_words(GString *text, const char *words, size_t length);
/* UTF-16, big-endian, in hexadecimal digits, without brackets or mark. */
void pdf_add_utf16(GString *text, const char *words, size_t length);
/* "(D:20261124083000Z)" */
void pdf_add_date(GString *text, int64_t seconds);
/* A moment of UTC by a format of g_date_time_format; 1980-01-01 if it has no year of four digits.
 * Caller frees. */
char *pdf_date(int64_t seconds, const char *format);

#endif
