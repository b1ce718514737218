/* Paragraphs of a post as WordPress makes them when it shows one: blank lines part them, single
 * line ends are line breaks, blocks are let be, preformatted text stands as it is. */
#ifndef GALLEY_READ_POST_PARAGRAPHS_H
#define GALLEY_READ_POST_PARAGRAPHS_H

#include <glib.h>
#include <stdbool.h>

/* The post's HTML with <p> and <br> where they are meant; line ends stay where they are, so that
 * lines keep their numbers. `with_breaks`: single line ends count (of blocks they do not). Caller
 * frees. */
char *post_paragraphs(const char *html, size_t length_bytes, bool with_breaks);

#endif
