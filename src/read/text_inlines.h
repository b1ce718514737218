/* What running text holds that its writer marked by hand: *emphasis*, _emphasis_, calls of notes
 * "[1]". All else is text, whatever it would be in Markdown. */
#ifndef GALLEY_READ_TEXT_INLINES_H
#define GALLEY_READ_TEXT_INLINES_H

#include "html/builder.h"

/* `notes`: the labels that there are notes for (a set of char *), or NULL. All text stands at that
 * line, its columns counted on from `column`. */
void text_put_inlines(Builder *builder, const char *text, size_t length_bytes, GHashTable *notes,
                      uint32_t line, uint32_t column);

#endif
