/* The memory of a parse: cmark makes thousands of small things and all of them go at once. */
#ifndef GALLEY_MARKDOWN_MEMORY_H
#define GALLEY_MARKDOWN_MEMORY_H

#include <cmark-gfm.h>

/* This thread's. What it gives is never freed one by one. */
cmark_mem *parse_memory(void);
/* Gives back all of it; a little is kept for the next parse of this thread. */
void parse_memory_reset(void);

#endif
