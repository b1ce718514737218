/* A book that is held against the readers' rules which are found in BOOK
 * (model/reading_systems.def). What its parts are is known from check.h's reading of the package;
 * all of it is single-threaded. */
#ifndef GALLEY_EPUB_READER_BOOK_H
#define GALLEY_EPUB_READER_BOOK_H

#include "epub/check.h"
#include "epub/reader_rules.h"

typedef struct {
    Check *check;
    unsigned systems;         /* whose rules are asked */
    size_t drawings;          /* in the pages and on their own */
    size_t hidden_characters; /* of text that is not displayed */
} ReaderBook;

/* A finding, if its rule is asked. */
void reader_say(const ReaderBook *book, DiagnosticCode code, const char *part, uint32_t line,
                const char *first, const char *second);
bool reader_asks(const ReaderBook *book, DiagnosticCode code);
void reader_say_number(const ReaderBook *book, DiagnosticCode code, const char *part, uint32_t line,
                       size_t number);

/* The package document, and what is not there. */
void reader_check_package(ReaderBook *book);
/* One XHTML page, drawing or NCX, by its elements. */
void reader_check_page(ReaderBook *book, const ManifestItem *item, GBytes *bytes);
/* One XHTML page, by its bytes as they stand. */
void reader_check_source(const ReaderBook *book, const char *part, GBytes *bytes);

#endif
