/* The EPUB 3.3 of a sealed issue, with the EPUB 2 fallbacks that old readers need. */
#ifndef GALLEY_EPUB_EPUB_H
#define GALLEY_EPUB_EPUB_H

#include "base/jobs.h"
#include "model/issue.h"
#include "model/page_map.h"

/* Writes the book to an open, empty file. `page_map` may be NULL. Phase 3: `jobs` may be NULL. */
bool epub_write(const Issue *issue, const PageMap *page_map, int descriptor, Jobs *jobs,
                GError **error);

/* The book's cover as a file of its own, to post beside a link: a JPEG, as it is in
 * the book, or, where the book holds another kind, made of it. */
bool epub_has_cover_file(const Issue *issue);
bool epub_write_cover_file(const Issue *issue, const PageMap *page_map, int descriptor, Jobs *jobs,
                           GError **error);

/* Checks somebody's EPUB: container, checksums, manifest, links, navigation. Places are
 * BOOK.epub/PART:line. Only what the system refuses sets `error`. */
bool epub_check(const char *path, Report *report, GError **error);

/* After epub_check: what reading systems (bits of model/reading_systems.h) stumble over in it. Says
 * nothing of a book whose package cannot be read. */
void epub_check_book_for_readers(const char *path, unsigned systems, Report *report);

/* What reading systems (bits of model/reading_systems.h) will stumble over in the book of a sealed
 * issue, at the article's line. `jobs` may be NULL. */
void epub_check_for_readers(const Issue *issue, unsigned systems, Jobs *jobs, Report *report);

#endif
