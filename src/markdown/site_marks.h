/* Before CommonMark: what sites built with Jekyll or Hugo have among their text, and headings as
 * older Markdown lets them be. */
#ifndef GALLEY_MARKDOWN_SITE_MARKS_H
#define GALLEY_MARKDOWN_SITE_MARKS_H

#include "base/report.h"

#include <stddef.h>

/* The text as CommonMark has it, line for line, outside of code: a template or shortcode alone on
 * its line that calls a picture is a picture, one that calls a video a link, one that marks code a
 * fence; any other is reported as template-dropped, once for each name, and its line is empty. In a
 * link's target it is what it names (`{% post_url 2020-05-01-may %}`). `##Heading` gets its space.
 * NULL where there is nothing of the kind. Caller frees. */
char *resolve_site_marks(const char *text, size_t length_bytes, const char *file,
                         uint32_t first_line, Report *report, size_t *resolved_bytes);

#endif
