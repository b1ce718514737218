/* The reading systems that a book is made for, and their rules: one row each in
 * reading_systems.def. */
#ifndef GALLEY_MODEL_READING_SYSTEMS_H
#define GALLEY_MODEL_READING_SYSTEMS_H

#include "base/report.h"

#include <glib.h>
#include <stdbool.h>

/* A bit each. Adobe's engine (RMSDK) is that of Digital Editions, Nook, tolino, Aldiko, and of Kobo
 * for books that were not bought there. */
typedef enum {
    READING_SYSTEM_KINDLE = 1 << 0,
    READING_SYSTEM_KOBO = 1 << 1,
    READING_SYSTEM_APPLE = 1 << 2,
    READING_SYSTEM_ADOBE = 1 << 3,
    READING_SYSTEMS_ALL = (1 << 4) - 1,
} ReadingSystem;
enum { READING_SYSTEM_COUNT = 4 };

/* "kindle,kobo" as bits; 0, with `unknown` set to the word (caller frees), if one is none. */
unsigned reading_systems_parse(const char *names, char **unknown);
/* "kindle, kobo, apple, adobe and all". Caller frees. */
char *reading_systems_names(void);
/* "Kindle, Kobo and Adobe readers". Caller frees. */
char *reading_systems_say(unsigned systems);

/* Whom the rule of this diagnostic concerns; 0: it is no rule's. */
unsigned reading_systems_of(DiagnosticCode code);

/* Is a book in this language (BCP 47) on the list of languages that Kindle's services take? The
 * list is that of kdp.amazon.com, G200673300, of September 2022. */
bool kindle_knows_language(const char *tag);

#endif
