/* The pages of an edition as the style sheet and the editor want them: the theme's `@page` with
 * `print:` over it, and where text runs on each. */
#ifndef GALLEY_PRINT_FRAMES_H
#define GALLEY_PRINT_FRAMES_H

#include "print/makeup.h"
#include "print/preset.h"

typedef struct Frames Frames;
/* `settings` may be NULL: all as the theme says. Both are borrowed. */
Frames *frames_new(PrintStyle *style, const PrintSettings *settings, bool is_rtl);
void frames_free(Frames *frames); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Frames, frames_free)

/* The side on which a page lies, by its position from the front cover on. */
PageSide frames_side(const Frames *frames, size_t position);
/* A page by its name (NULL: unnamed). Lives as long as the frames; equal pages are one pointer. */
const PageStyle *frames_page(Frames *frames, const char *name, PageSide side, bool is_first);
/* Where text runs on it: whole steps of the grid from the top margin down. */
PageFrame frames_frame(const Frames *frames, const PageStyle *page);
/* What lowering for pages of this name has to know: the narrower of both sides. */
Setting frames_setting(Frames *frames, const char *name, bool is_draft);

#endif
