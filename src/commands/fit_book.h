/* A book within `max_size:`: where it is larger, its pictures are made smaller, step by step, until
 * it fits. */
#ifndef GALLEY_COMMANDS_FIT_BOOK_H
#define GALLEY_COMMANDS_FIT_BOOK_H

#include "commands/formats.h"
#include "images/renditions.h"

/* Writes the issue to an open, empty file, and says in the report what was done to make it fit, or
 * that it does not. `page_map` NULL: the issue has no print edition. `renditions` NULL: pictures
 * stay as they are. `size_bytes`: of the file. The issue's own renditions are in their places again
 * afterwards. */
bool fit_book_write(const Issue *issue, const PageMap *page_map, Renditions *renditions,
                    const Format *format, int descriptor, Jobs *jobs, Report *report,
                    uint64_t *size_bytes, GError **error);

#endif
